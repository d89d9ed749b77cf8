//! Which cells of a page hold data: those beside others, short and without a table inside. The rest only lay it out.

use std::ops::Range;

use html5gum::Token;

/// Bytes of the longest cell of data, tags included.
const LONGEST: usize = 6_000;

/// A table whose end has not come.
#[derive(Default)]
struct Table {
    /// The cells of its last row that have ended.
    row: Vec<Range<usize>>,
    /// Where the open cell begins.
    cell: Option<usize>,
    /// A table stands in that cell.
    holds_table: bool,
}

impl Table {
    fn close_cell(&mut self, at: usize) {
        let own = self.cell.take().filter(|_| !self.holds_table);
        self.row.extend(own.map(|start| start..at).filter(|cell| cell.len() <= LONGEST));
        self.holds_table = false;
    }

    fn close_row(&mut self, at: usize, cells: &mut Vec<Range<usize>>) {
        self.close_cell(at);
        if self.row.len() > 1 {
            cells.append(&mut self.row);
        }
        self.row.clear();
    }
}

/// The cells of data, as ranges of bytes between their tags, in order.
pub(super) fn find(tokens: impl Iterator<Item = Token<usize>>) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut open: Vec<Table> = Vec::new();
    for token in tokens {
        match token {
            Token::StartTag(tag) if tag.name.as_slice() == b"table" => {
                if let Some(outer) = open.last_mut() {
                    outer.holds_table = true;
                }
                open.push(Table::default());
            }
            Token::StartTag(tag) => {
                let Some(table) = open.last_mut() else { continue };
                match tag.name.as_slice() {
                    b"tr" => table.close_row(tag.span.start, &mut cells),
                    b"td" | b"th" => {
                        table.close_cell(tag.span.start);
                        table.cell = Some(tag.span.end);
                    }
                    _ => {}
                }
            }
            Token::EndTag(tag) => {
                let Some(table) = open.last_mut() else { continue };
                match tag.name.as_slice() {
                    b"td" | b"th" => table.close_cell(tag.span.start),
                    b"tr" => table.close_row(tag.span.start, &mut cells),
                    b"table" => {
                        table.close_row(tag.span.start, &mut cells);
                        open.pop();
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    cells.sort_by_key(|cell| cell.start);
    cells
}
