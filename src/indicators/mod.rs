//! Stage 4: the mentions of a paragraph or row → [`Draft`]s of indicators, as written.
//!
//! A draft still lies in clean text. Its subject is completed from shared heads and earlier clauses, its kind, unit
//! and denominator are told, its horizon is the sentence's, the section's or none; nothing is converted.

mod doubts;
mod figure;
mod horizons;
mod paragraph;
mod rules;
mod sentence;
mod subject;
mod tables;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::clean::CleanText;
use crate::lexicon::{ColumnRole, Part, Units};
use crate::mentions::{Calendar, periods};
use crate::outline::{Block, BlockKind, Outline, Table, names_document, sentences};
use crate::schema::{Bound, Horizon, HorizonFrom, Kind, Nature, Section};

pub(crate) use doubts::Doubt;
pub use rules::RULES;

/// An indicator as it stands in clean text.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Draft {
    /// The shortest stretch that holds subject and value.
    pub range: Range<usize>,
    /// The pieces of the subject, in order.
    pub subject: Vec<Range<usize>>,
    /// How the value limits the result.
    pub op: Bound,
    /// The value.
    pub lo: Option<Decimal>,
    /// The upper end of a range.
    pub hi: Option<Decimal>,
    /// The second, more ambitious value.
    pub stretch: Option<Decimal>,
    /// The unit, magnitude and denominator included.
    pub unit: Option<String>,
    /// What sort of number it is.
    pub kind: Kind,
    /// Denominator of a share or density.
    pub of: Option<String>,
    /// Where it applies.
    pub scope: Option<String>,
    /// When it is due, if sentence or section say.
    pub horizon: Option<(Horizon, HorizonFrom)>,
    /// Hedged by 力争, 争取 or 努力.
    pub aspirational: bool,
    /// The value it starts from and its year.
    pub baseline: Option<(Decimal, Option<i32>)>,
    /// 约束性 or 预期性.
    pub nature: Option<Nature>,
    /// The verbs that govern the figure.
    pub action: Option<String>,
    /// Names of the rules that read it.
    pub rules: Vec<&'static str>,
    /// Index of the innermost heading.
    pub heading: Option<usize>,
    /// The part of the document.
    pub section: Section,
}

/// Finds the indicators of a document.
///
/// # Examples
///
/// ```
/// use crossplan::{Source, clean, indicators, mentions::Calendar, outline};
///
/// let source = Source::from_text("plan", "一、发展目标\n到2025年,国家级、省级孵化器分别达到3家、12家。")?;
/// let clean = clean::clean(&source);
/// let found = indicators::find(&clean, &outline::read(&clean), &Calendar::default());
/// let subject: String = found[0].subject.iter().map(|r| &clean.text()[r.clone()]).collect();
/// assert_eq!((subject.as_str(), found[0].lo), ("国家级孵化器", Some(3.into())));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn find(clean: &CleanText, outline: &Outline, calendar: &Calendar) -> Vec<Draft> {
    read(clean, outline, calendar, Units::builtin()).0
}

/// What a document is read by.
#[derive(Clone, Copy)]
struct Document<'t> {
    text: &'t str,
    calendar: &'t Calendar,
    units: &'t Units,
}

/// The indicators of a document, and what was passed over or mended on the way.
pub(crate) fn read(
    clean: &CleanText,
    outline: &Outline,
    calendar: &Calendar,
    units: &Units,
) -> (Vec<Draft>, Vec<Doubt>) {
    let text = clean.text();
    let document = Document { text, calendar, units };
    let (mut drafts, mut doubts) = (Vec::new(), Vec::new());
    let mut dates = horizons::Dates::new(text, outline, calendar);
    for block in &outline.blocks {
        if matches!(block.part, Some(Part::Background | Part::Furniture)) {
            continue;
        }
        let section = section(block);
        let table = outline.table_at(block.range.start);
        if table.is_some() || (block.kind == BlockKind::Row && text[block.range.clone()].chars().count() < 40)
        {
            continue;
        }
        // 高新技术企业倍增行动方案（2024—2026年）: the title of the document promises nothing.
        let words = text[block.range.clone()].trim_end();
        let bare = words
            .strip_suffix(['）', ')'])
            .and_then(|w| w.rsplit_once(['（', '(']))
            .map_or(words, |(bare, _)| bare);
        if block.kind == BlockKind::Paragraph && names_document(bare) && !bare.contains(['，', '。', '；'])
        {
            continue;
        }
        let saved = dates.saved(block.heading);
        let mut paragraph = paragraph::Paragraph::new(document, block.range.clone(), block.boxed);
        paragraph.heading = block.heading.and_then(|h| outline.headings.get(h)).map(|h| h.title.clone());
        for range in sentences(text, block.range.clone()) {
            let found = drafts.len();
            let governing = dates.of(block.heading);
            let sentence = range.clone();
            let opens = paragraph.read(range, governing, &mut drafts, &mut doubts);
            let aims = ["预期目标是", "主要目标是", "预期目标为", "主要预期目标"];
            let aims = section == Section::Tasks && aims.iter().any(|w| text[sentence.clone()].contains(w));
            for draft in &mut drafts[found..] {
                draft.heading = block.heading;
                draft.section = if aims { Section::Goals } else { section };
            }
            // 2025年，…达到…: a year that is past governs nothing.
            let ahead = |date: &Horizon| calendar.first_year().is_none_or(|first| date.year() >= first);
            if let Some(date) = opens.filter(ahead) {
                dates.set(block.heading, date);
            }
        }
        // A point of a list or box says when for itself alone.
        if block.boxed || text[block.range.clone()].starts_with('—') {
            dates.restore(block.heading, saved);
        }
    }
    for table in &outline.tables {
        let governing = dates.of(table.heading);
        if table.names_bodies() {
            rows(document, table, &mut drafts, &mut doubts)
        } else {
            tables::read(document, table, governing, &mut drafts)
        }
    }
    drafts.sort_by_key(|d| (d.range.start, d.range.end));
    doubts.sort_by_key(|d| (d.range.start, d.range.end));
    doubts.dedup_by(|later, first| later.range == first.range && later.code == first.code);
    (drafts, doubts)
}

/// The figures in the cells of a table of measures; the deadline of a row holds for them.
fn rows(document: Document<'_>, table: &Table, drafts: &mut Vec<Draft>, doubts: &mut Vec<Doubt>) {
    let Document { text, calendar, .. } = document;
    let deadline = table.columns.iter().position(|c| c.role == Some(ColumnRole::Deadline));
    for row in &table.rows {
        let due = deadline
            .and_then(|at| row.get(at))
            .and_then(|c| periods(&text[c.clone()], calendar).last().and_then(|p| p.end));
        for (column, cell) in table.columns.iter().zip(row) {
            if column.role != Some(ColumnRole::Measure) || cell.is_empty() {
                continue;
            }
            let found = drafts.len();
            let mut paragraph = paragraph::Paragraph::new(document, cell.clone(), false);
            paragraph.row = true;
            for range in sentences(text, cell.clone()) {
                paragraph.read(range, due.or(column.year.map(Horizon::Year)), drafts, doubts);
            }
            for draft in &mut drafts[found..] {
                (draft.heading, draft.section) = (table.heading, Section::Tasks);
                draft.rules.push("row of measures");
            }
        }
    }
}

fn section(block: &Block) -> Section {
    match block.part {
        _ if block.boxed => Section::Box,
        _ if block.kind == BlockKind::Row => Section::Table,
        Some(Part::Interpretation) => Section::Interpretation,
        Some(Part::Safeguards) => Section::Safeguards,
        Some(Part::Tasks) => Section::Tasks,
        _ => Section::Goals,
    }
}
