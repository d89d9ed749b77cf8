//! Stage 2: [`CleanText`] → headings, paragraphs and table rows.
//!
//! Headings are found by their numbers, at the start of a line or inside running text, and by known words where
//! they carry no number. Each block knows the innermost heading it stands under and the part of the plan.

mod baselines;
mod flattened;
mod headings;
mod past;
mod plain;
mod sentences;
mod series;
mod tables;
mod titles;

use std::ops::Range;

use crate::clean::CleanText;
use crate::clean::numbering::Style;
use crate::lexicon::Part;

pub use sentences::{clauses, sentences};
pub use tables::{Column, Table};
pub(crate) use tables::{unit_in_brackets, year};
pub(crate) use titles::names_document;

/// The structure of a document, as ranges of its clean text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outline {
    /// In document order; parents before children.
    pub headings: Vec<Heading>,
    /// In document order, without the headings' own words.
    pub blocks: Vec<Block>,
    /// The tables whose heads were understood; their cells are blocks too.
    pub tables: Vec<Table>,
}

/// A heading, its number, and how far it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Heading {
    /// How it is numbered, and with that its rank.
    pub(crate) level: Level,
    /// Value of its number; 0 if it has none or it was lost.
    pub ordinal: u32,
    /// The number as printed, without punctuation. Empty if it has none.
    pub number: Range<usize>,
    /// The title, without number and closing mark.
    pub title: Range<usize>,
    /// Number and title.
    pub range: Range<usize>,
    /// From the number to the next heading of the same or a higher rank.
    pub extent: Range<usize>,
    /// Index of the heading above it.
    pub parent: Option<usize>,
    /// The part of the plan it opens or stands in.
    pub part: Option<Part>,
}

impl Heading {
    /// Numbered as measures usually are: （一）, 1., 第三条.
    pub(crate) fn names_measure(&self) -> bool {
        matches!(
            self.level,
            Level::Numbered(
                Style::Named
                    | Style::Arabic
                    | Style::HanInBrackets
                    | Style::Article
                    | Style::Dotted
                    | Style::DottedTwice
            )
        )
    }
}

/// The rank of a heading; a smaller one stands above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Known words on a line of their own.
    Plain,
    Numbered(Style),
    /// 专栏3: a box; it ends at the next numbered heading.
    Box,
}

/// A paragraph or a table row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Block {
    /// Its words in the clean text.
    pub range: Range<usize>,
    /// Index of the innermost heading above it.
    pub heading: Option<usize>,
    /// Running text or a row of cells.
    pub kind: BlockKind,
    /// The part of the plan it stands in; `None` before the first heading.
    pub part: Option<Part>,
    /// It stands in a box (专栏).
    pub boxed: bool,
}

/// What a [`Block`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BlockKind {
    /// Sentences.
    Paragraph,
    /// Cells between tabs or bars.
    Row,
    /// The words of a heading that are a sentence themselves.
    Title,
}

impl Outline {
    /// The table that a byte of clean text stands in.
    #[must_use]
    pub fn table_at(&self, at: usize) -> Option<&Table> {
        let next = self.tables.partition_point(|t| t.range.start <= at);
        self.tables.get(next.checked_sub(1)?).filter(|t| at < t.range.end)
    }

    /// Indices of a heading and of those above it, innermost first.
    pub fn ancestors(&self, heading: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(heading, |at| self.headings.get(*at).and_then(|h| h.parent))
    }
}

/// Finds headings, paragraphs and rows.
///
/// # Examples
///
/// ```
/// use crossplan::{Source, clean, outline};
///
/// let source = Source::from_text("plan", "二、重点任务\n(一)培育主体。1.壮大企业。新增3家。2.建设平台。新建5个。")?;
/// let clean = clean::clean(&source);
/// let outline = outline::read(&clean);
/// let titles: Vec<_> = outline.headings.iter().map(|h| &clean.text()[h.title.clone()]).collect();
/// assert_eq!(titles, ["重点任务", "培育主体", "壮大企业", "建设平台"]);
/// assert_eq!(outline.headings[3].parent, Some(1));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn read(clean: &CleanText) -> Outline {
    let mut outline = headings::read(clean.text());
    outline.tables = tables::read(clean.text(), &outline.blocks);
    outline
}
