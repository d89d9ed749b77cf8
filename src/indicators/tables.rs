//! Tables of indicators: rows of cells under a header, and cells that stand one a line.

use super::Draft;
use crate::mentions::Calendar;
use crate::outline::Block;
use crate::schema::Section;

/// Reads tables row by row.
pub(super) struct Reader<'t> {
    text: &'t str,
    calendar: &'t Calendar,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, calendar: &'t Calendar) -> Self {
        Self { text, calendar }
    }

    pub(super) fn row(&mut self, _blocks: &[Block], _at: usize, _section: Section, _drafts: &mut Vec<Draft>) {
        let _ = (self.text, self.calendar);
    }

    pub(super) fn flattened(&mut self, _blocks: &[Block], _at: usize, _drafts: &mut Vec<Draft>) -> bool {
        false
    }
}
