//! Records of a CSV file (RFC 4180). Everything a spreadsheet writes is read; what it would not write is an error.

/// One record, with the line it begins on (from 1).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) line: usize,
    pub(super) fields: Vec<String>,
}

/// What is wrong, and on which line.
pub(super) type Problem = (usize, String);

/// Reads all records. A byte-order mark, CRLF, empty lines and `#` lines above the header are allowed; quotes may hold
/// commas, line breaks and doubled quotes.
pub(super) fn records(text: &str) -> Result<Vec<Record>, Problem> {
    let mut reader = Reader { rest: text.strip_prefix('\u{feff}').unwrap_or(text), line: 1 };
    let mut found = Vec::new();
    while !reader.rest.is_empty() {
        if found.is_empty() && reader.rest.starts_with('#') {
            reader.skip_line();
            continue;
        }
        let line = reader.line;
        let fields = reader.record()?;
        if fields.len() > 1 || fields.iter().any(|field| !field.is_empty()) {
            found.push(Record { line, fields });
        }
    }
    Ok(found)
}

struct Reader<'t> {
    rest: &'t str,
    line: usize,
}

impl Reader<'_> {
    fn skip_line(&mut self) {
        self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest);
        self.line += 1;
    }

    fn record(&mut self) -> Result<Vec<String>, Problem> {
        let mut fields = Vec::new();
        loop {
            fields.push(if self.rest.starts_with('"') { self.quoted()? } else { self.plain()? });
            if let Some(rest) = self.rest.strip_prefix(',') {
                self.rest = rest;
                continue;
            }
            let after = self.rest.strip_prefix("\r\n").or_else(|| self.rest.strip_prefix('\n'));
            self.rest = after.unwrap_or("");
            self.line += 1;
            return Ok(fields);
        }
    }

    /// A field up to the comma or the end of the line.
    fn plain(&mut self) -> Result<String, Problem> {
        let end = self.rest.find([',', '\n']).unwrap_or(self.rest.len());
        let (field, rest) = self.rest.split_at(end);
        let (field, rest) = match field.strip_suffix('\r') {
            Some(field) if !rest.starts_with(',') => (field, rest),
            _ => (field, rest),
        };
        if field.contains('"') {
            return Err((
                self.line,
                format!("field {field:?} has a quote inside, expected quotes around it"),
            ));
        }
        self.rest = rest;
        Ok(field.to_owned())
    }

    /// A field in quotes.
    fn quoted(&mut self) -> Result<String, Problem> {
        let begin = self.line;
        let mut field = String::new();
        let mut rest = self.rest.strip_prefix('"').unwrap_or(self.rest);
        loop {
            let Some((part, after)) = rest.split_once('"') else {
                return Err((begin, "a quoted field is not closed".to_owned()));
            };
            field.push_str(part);
            self.line += part.matches('\n').count();
            rest = after;
            match rest.strip_prefix('"') {
                Some(after) => {
                    field.push('"');
                    rest = after;
                }
                None => break,
            }
        }
        // A carriage return may stand here only as part of the line end.
        let ends = rest.is_empty() || rest.starts_with([',', '\n']) || rest.starts_with("\r\n");
        if !ends {
            return Err((
                self.line,
                "expected a comma or the end of the line behind a quoted field".to_owned(),
            ));
        }
        self.rest = rest;
        Ok(field)
    }
}
