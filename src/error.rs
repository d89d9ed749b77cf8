//! The one error type: the input cannot be read at all.

use std::fmt;

use crate::schema::Violation;

/// Why something could not be read.
///
/// Odd text never makes an error; it makes a [`Diagnostic`](crate::schema::Diagnostic).
///
/// `{}` says what is wrong, `{:?}` the causes too: it is what a program prints whose `main` returns the error.
///
/// # Examples
///
/// ```
/// use crossplan::normalizers::Profile;
///
/// let wrong = Profile::from_toml("qufu.toml", "id = ").unwrap_err();
/// assert_eq!(wrong.to_string(), "qufu.toml: not a valid table");
/// assert!(format!("{wrong:?}").starts_with("qufu.toml: not a valid table: TOML parse error at line 1"));
/// ```
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be opened or read.
    #[error("{path}: cannot be read")]
    Io {
        /// The path as given.
        path: String,
        /// The cause.
        source: std::io::Error,
    },
    /// There is nothing in it.
    #[error("{name}: empty, expected the text of a plan")]
    Empty {
        /// Name of the source.
        name: String,
    },
    /// The bytes are no text in any encoding that is known here.
    #[error("{name}: not text at byte {offset}, found {found}")]
    NotText {
        /// Name of the source.
        name: String,
        /// Where it shows.
        offset: usize,
        /// What it looks like.
        found: &'static str,
    },
    /// The file begins like one of this format, and goes on otherwise.
    #[error("{name}: not a valid {format} file, {problem}")]
    Malformed {
        /// Name of the source.
        name: String,
        /// `docx` or `pdf`.
        format: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// The text cannot be read without a password.
    #[error("{name}: the {format} file is encrypted, expected one that opens without a password")]
    Encrypted {
        /// Name of the source.
        name: String,
        /// `docx` or `pdf`.
        format: &'static str,
    },
    /// The pages of a PDF file are images.
    #[error(
        "{name}: no text layer in {pages} pages, expected text; scanned pages need recognition (OCR) first"
    )]
    NoTextLayer {
        /// Name of the source.
        name: String,
        /// How many pages were looked at.
        pages: usize,
    },
    /// The input, or what it unpacks to, is larger than the limit.
    #[error("{name}: {length} bytes, expected at most {limit}")]
    TooLarge {
        /// Name of the source.
        name: String,
        /// Its length in bytes; of an archive, the least that it unpacks to.
        length: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A plan holds more targets and tasks than the limit.
    #[error("{name}: {count} records, expected at most {limit}")]
    TooMany {
        /// Name of the source.
        name: String,
        /// How many were found.
        count: usize,
        /// The limit.
        limit: usize,
    },
    /// A lexicon or profile file is malformed.
    #[error("{file}: not a valid table")]
    Toml {
        /// Name of the file.
        file: String,
        /// The cause, with its line.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// An entry of a lexicon or profile contradicts another or itself.
    #[error("{file}: {entry:?}: {problem}")]
    Lexicon {
        /// Name of the file.
        file: String,
        /// The entry.
        entry: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A line of a table of statistics is malformed.
    #[error("{file}, line {line}: {problem}")]
    Statistics {
        /// Name of the file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// A metric id has a character it may not have.
    #[error("metric id {id:?}: expected lower-case letters, digits and underscores")]
    MetricId {
        /// The id as given.
        id: String,
    },
    /// A horizon is neither a year nor a day.
    #[error("horizon {text:?}: expected YYYY or YYYY-MM-DD")]
    Horizon {
        /// The text as given.
        text: String,
    },
    /// No metric of this id is in the catalog.
    #[error("metric {id:?} is not in the catalog, expected an id of metrics.toml or of what extends it")]
    UnknownMetric {
        /// The id as given.
        id: String,
    },
    /// Two plans of a comparison have one id: their columns could not be told apart.
    #[error("two plans have the id {id:?}, expected an id of its own for each")]
    SameId {
        /// The id.
        id: String,
    },
    /// No normalizer has this name.
    #[error("normalizer {name:?} is not known, expected one of {known}")]
    UnknownNormalizer {
        /// The name as given.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A value of a plan has no exact place in a table with types.
    #[error("plan {plan:?}, {id}: column {column} cannot hold {value}, expected {expected}")]
    NotHeld {
        /// Id of the plan.
        plan: String,
        /// Id of the statement in it, or what it is.
        id: String,
        /// Name of the column.
        column: &'static str,
        /// The value.
        value: String,
        /// What the column holds.
        expected: &'static str,
    },
    /// A table does not hold what plans are read from.
    #[error("table {table}: {problem}")]
    Table {
        /// Name of the table.
        table: &'static str,
        /// What is wrong with it: the row, from 1, and the column.
        problem: String,
    },
    /// A Parquet file could not be written or read.
    #[error("table {table}: cannot be {done} as Parquet")]
    Parquet {
        /// Name of the table.
        table: &'static str,
        /// `written` or `read`.
        done: &'static str,
        /// The cause.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A plan does not hold together.
    #[error("plan {id:?} is invalid: {}", found.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    InvalidPlan {
        /// Id of the plan.
        id: String,
        /// Everything that is wrong.
        found: Vec<Violation>,
    },
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")?;
        let mut cause = std::error::Error::source(self);
        while let Some(inner) = cause {
            write!(f, ": {inner}")?;
            cause = inner.source();
        }
        Ok(())
    }
}
