//! `word/document.xml`: paragraphs and tables as lines of text.

use super::super::decode::Failure;
use super::lists::LEVELS;
use super::numbering::{Marks, Numbering};
use super::xml::{Element, Visitor, Xml, walk};

/// Columns in one row: Word has 63.
const COLUMNS: usize = 63;

/// The lines of a document.
pub(super) fn text(xml: &Xml, numbering: Numbering) -> Result<String, Failure> {
    let mut body = Body {
        numbering,
        frames: vec![Frame::block()],
        skip: 0,
        fields: Vec::new(),
        alternatives: Vec::new(),
        reading: Reading::Nothing,
        carried: String::new(),
        root: None,
    };
    walk(xml, &mut body)?;
    if body.root.as_deref() != Some("document") {
        return Err(Failure::NotText("an Office document, but not one of Word"));
    }
    let mut lines = body.frames.into_iter().next().map(|frame| frame.lines).unwrap_or_default();
    lines.push(body.carried);
    Ok(lines.join("\n"))
}

struct Body<'l> {
    numbering: Numbering<'l>,
    /// The text itself, then the paragraphs, tables, rows, cells and boxes that are open.
    frames: Vec<Frame>,
    /// Elements open below one that is left out.
    skip: usize,
    fields: Vec<Field>,
    /// For each `mc:AlternateContent` that is open, whether one of its forms was taken.
    alternatives: Vec<bool>,
    reading: Reading,
    /// The words of a paragraph whose end was deleted; they belong to the next one.
    carried: String,
    /// Name of the outermost element.
    root: Option<String>,
}

/// What the text of an element is for.
enum Reading {
    /// Blanks between elements.
    Nothing,
    Text,
    /// What a field is: PAGE, TOC.
    Instruction,
}

/// Something that is open and gathers lines.
struct Frame {
    kind: Kind,
    lines: Vec<String>,
}

enum Kind {
    /// The text itself, a text box.
    Block,
    Table,
    Row(Row),
    Cell(Cell),
    Paragraph(Paragraph),
}

#[derive(Default)]
struct Row {
    cells: Vec<String>,
    /// The row has one cell only, so that its paragraphs stay lines.
    single: Vec<String>,
    /// Cells as written, those that continue the one above included.
    count: usize,
}

#[derive(Default)]
struct Cell {
    /// Columns it takes after the first.
    more: usize,
    /// It continues the cell above or to the left.
    continues: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    number: String,
    marks: Marks,
    in_properties: bool,
    end_deleted: bool,
    hidden_run: bool,
}

/// A complex field: its instruction, then its result.
#[derive(Default)]
struct Field {
    instruction: String,
    /// A generated table of contents.
    contents: bool,
}

impl Frame {
    fn block() -> Self {
        Self::of(Kind::Block)
    }

    fn of(kind: Kind) -> Self {
        Self { kind, lines: Vec::new() }
    }
}

impl Visitor for Body<'_> {
    fn open(&mut self, name: &str, element: &Element) {
        if self.root.is_none() {
            self.root = Some(name.to_owned());
        }
        if self.skip > 0 || self.leaves_out(name, element) {
            self.skip += 1;
            return;
        }
        match name {
            "tbl" => self.frames.push(Frame::of(Kind::Table)),
            "tr" => self.frames.push(Frame::of(Kind::Row(Row::default()))),
            "tc" => self.frames.push(Frame::of(Kind::Cell(Cell::default()))),
            "txbxContent" => self.frames.push(Frame::block()),
            "p" => self.frames.push(Frame::of(Kind::Paragraph(Paragraph::default()))),
            "AlternateContent" => self.alternatives.push(false),
            "Choice" => {
                if let Some(taken) = self.alternatives.last_mut() {
                    *taken = true;
                }
            }
            "t" => self.reading = Reading::Text,
            "instrText" => self.reading = Reading::Instruction,
            "tab" | "ptab" => self.put("\t"),
            "br" | "cr" => self.put("\n"),
            "noBreakHyphen" => self.put("-"),
            "sym" => self.symbol(element),
            "fldChar" => self.field(element),
            _ => self.property(name, element),
        }
    }

    fn close(&mut self, name: &str) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match name {
            "tbl" | "tr" | "tc" | "txbxContent" | "p" => self.close_frame(),
            "AlternateContent" => {
                self.alternatives.pop();
            }
            "t" | "instrText" => self.reading = Reading::Nothing,
            "pPr" => {
                if let Some(paragraph) = paragraph(&mut self.frames) {
                    paragraph.in_properties = false;
                    // A paragraph that was deleted up to its end has no number.
                    if !paragraph.end_deleted {
                        paragraph.number = self.numbering.next(&paragraph.marks);
                    }
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.reading {
            _ if self.skip > 0 => {}
            Reading::Nothing => {}
            // A line break in the file is no line break of the paragraph.
            Reading::Text => self.put(&text.replace('\n', " ")),
            Reading::Instruction => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(text);
                }
            }
        }
    }
}

impl Body<'_> {
    /// Deleted and moved text, former properties, the second form of a drawing, readings above characters.
    fn leaves_out(&mut self, name: &str, element: &Element) -> bool {
        match name {
            "del" => match paragraph(&mut self.frames).filter(|p| p.in_properties) {
                Some(paragraph) => {
                    paragraph.end_deleted = true;
                    false
                }
                None => true,
            },
            "moveFrom" | "rt" | "delInstrText" => true,
            "Fallback" => self.alternatives.last().is_some_and(|taken| *taken),
            "fldSimple" => element.attribute("instr").is_some_and(|i| is_contents(&i)),
            _ => name.ends_with("PrChange"),
        }
    }

    /// Properties of paragraphs, runs and cells.
    fn property(&mut self, name: &str, element: &Element) {
        if let Some(paragraph) = paragraph(&mut self.frames) {
            let marks = &mut paragraph.marks;
            match name {
                "pPr" => paragraph.in_properties = true,
                "pStyle" if paragraph.in_properties => marks.style = element.val(),
                "numId" if paragraph.in_properties => marks.list = element.number(),
                "ilvl" if paragraph.in_properties => {
                    marks.level =
                        element.number().map(|level| level as usize).filter(|level| *level < LEVELS);
                }
                "r" => paragraph.hidden_run = false,
                "vanish" if !paragraph.in_properties => paragraph.hidden_run = element.is_on(),
                _ => {}
            }
            return;
        }
        let columns = || element.number().map_or(0, |n| (n as usize).min(COLUMNS));
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(Kind::Cell(cell)) => match name {
                "gridSpan" => cell.more = columns().saturating_sub(1),
                "vMerge" | "hMerge" => cell.continues = element.val().as_deref() != Some("restart"),
                _ => {}
            },
            Some(Kind::Row(row)) if name == "gridBefore" => {
                row.cells.extend(std::iter::repeat_n(String::new(), columns()));
            }
            _ => {}
        }
    }

    /// Adds to the text of the paragraph, or to the instruction of a field.
    fn put(&mut self, text: &str) {
        if self.fields.iter().any(|field| field.contents) {
            return;
        }
        if let Some(paragraph) = paragraph(&mut self.frames).filter(|p| !p.in_properties && !p.hidden_run) {
            paragraph.text.push_str(text);
        }
    }

    /// A character of another font; one from the private use area is an ornament.
    fn symbol(&mut self, element: &Element) {
        let code = element.attribute("char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
        let shown = code.filter(|code| !(0xe000..0xf900).contains(code)).and_then(char::from_u32);
        if let Some(c) = shown.filter(|c| !c.is_control()) {
            self.put(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn field(&mut self, element: &Element) {
        match element.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.contents = is_contents(&field.instruction);
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn close_frame(&mut self) {
        let Some(Frame { kind, mut lines }) = self.frames.pop() else { return };
        match kind {
            Kind::Block | Kind::Table => self.deliver(lines),
            Kind::Paragraph(paragraph) => {
                let text = std::mem::take(&mut self.carried) + &paragraph.text;
                if paragraph.end_deleted {
                    self.carried = text;
                } else if !text.trim().is_empty() {
                    lines.insert(0, paragraph.number + text.trim());
                }
                self.deliver(lines);
            }
            Kind::Cell(cell) => self.close_cell(&cell, lines),
            Kind::Row(row) => {
                // A row without its table, as far as a damaged file has one, is a row all the same.
                let line = row.cells.join("\t");
                if row.count == 1 && row.cells.iter().filter(|cell| !cell.is_empty()).count() <= 1 {
                    self.deliver(row.single);
                } else if !line.trim().is_empty() {
                    self.deliver(vec![line]);
                }
            }
        }
    }

    fn close_cell(&mut self, cell: &Cell, lines: Vec<String>) {
        let Some(Frame { kind: Kind::Row(row), .. }) = self.frames.last_mut() else {
            self.deliver(lines);
            return;
        };
        row.count += 1;
        let text = if cell.continues { String::new() } else { joined(&lines) };
        row.cells.push(text);
        row.cells.extend(std::iter::repeat_n(String::new(), cell.more));
        row.single = if row.count == 1 { lines } else { Vec::new() };
    }

    /// Hands lines to what is open around them.
    fn deliver(&mut self, lines: Vec<String>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.lines.extend(lines);
        }
    }
}

/// The paragraph that is open, if nothing is open inside it.
fn paragraph(frames: &mut [Frame]) -> Option<&mut Paragraph> {
    match &mut frames.last_mut()?.kind {
        Kind::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    }
}

fn is_contents(instruction: &str) -> bool {
    instruction.trim_start().starts_with("TOC")
}

/// The lines of a cell as one, with blanks only between Latin words.
fn joined(lines: &[String]) -> String {
    let mut out = String::new();
    for piece in lines.iter().flat_map(|line| line.split(['\n', '\t'])).map(str::trim) {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if word(out.chars().next_back()) && word(piece.chars().next()) {
            out.push(' ');
        }
        out.push_str(piece);
    }
    out
}
