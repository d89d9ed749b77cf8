//! Stage 4: outline and mentions → goals, tasks and who answers for them, as written.

mod bodies;
mod measures;
mod names;
mod rows;
mod unnumbered;

use std::collections::HashSet;
use std::ops::Range;

use crate::clean::CleanText;
use crate::lexicon::{Part, roles};
use crate::mentions::{Calendar, PeriodForm, periods};
use crate::outline::{BlockKind, Outline, Table, sentences};
use crate::schema::{Horizon, Role};

pub use bodies::responsibilities;

/// A measure as it stands in clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TaskDraft {
    /// Index of its heading; `None` for a row of a table.
    pub heading: Option<usize>,
    /// The number as printed, without punctuation.
    pub number: Range<usize>,
    /// The title.
    pub title: Range<usize>,
    /// Number and title.
    pub range: Range<usize>,
    /// The whole measure.
    pub extent: Range<usize>,
    /// Bodies and their roles.
    pub responsibilities: Vec<(Range<usize>, Role)>,
    /// Its own deadline.
    pub deadline: Option<Horizon>,
}

/// A dated aim as it stands in clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GoalDraft {
    /// The heading it stands under.
    pub heading: Option<usize>,
    /// Its paragraph.
    pub range: Range<usize>,
    /// When it is due.
    pub horizon: Option<Horizon>,
}

/// Finds the measures of a plan.
///
/// # Examples
///
/// ```
/// use crossplan::{Source, clean, outline, tasks};
///
/// let text = "二、主要任务\n1.建设平台。新建5家。(牵头单位:市科技局;责任单位:市财政局)\n2.培育企业。(责任单位:市工信局)";
/// let clean = clean::clean(&Source::from_text("plan", text)?);
/// let found = tasks::find(&clean, &outline::read(&clean), &Default::default());
/// assert_eq!(found.len(), 2);
/// assert_eq!(&clean.text()[found[0].responsibilities[1].0.clone()], "市财政局");
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn find(clean: &CleanText, outline: &Outline, calendar: &Calendar) -> Vec<TaskDraft> {
    let rows = rows::find(clean.text(), outline, calendar);
    let held = measures::find(clean.text(), outline);
    let answered = held.iter().filter(|t| !t.responsibilities.is_empty()).count();
    // A table that divides the work says who answers; one in a box only lists projects.
    let divided = outline.tables.iter().any(|t| t.names_bodies() && divides_work(clean.text(), outline, t));
    let measured = held.iter().any(|t| t.heading.is_some_and(|h| outline.headings[h].names_measure()));
    let (mut tasks, rows) = match (rows.is_empty(), answered) {
        (true, 0..=2) => {
            let unnumbered = unnumbered::find(clean.text(), outline);
            // One label at the foot of a page outweighs no numbered measures.
            let more = unnumbered.len() > 2 * answered && unnumbered.len() * 2 >= held.len();
            (if more { unnumbered } else { held }, rows)
        }
        (false, 0) if !measured || (divided && repeats(clean.text(), &held, &rows)) => (Vec::new(), rows),
        (false, 0) if divided => (held, rows),
        (false, 0) => (held, Vec::new()),
        (false, _) if !divided => (held, Vec::new()),
        _ => (held, rows),
    };
    tasks.extend(rows);
    tasks.sort_by_key(|t| t.extent.start);
    for task in tasks.iter_mut().filter(|t| t.deadline.is_none()) {
        let lines = clean.text()[task.extent.clone()].lines();
        task.deadline = lines.filter_map(|line| deadline(line, calendar)).next_back();
    }
    tasks
}

/// A row names a measure of the text again.
fn repeats(text: &str, measures: &[TaskDraft], rows: &[TaskDraft]) -> bool {
    let title = |task: &TaskDraft| text[task.title.clone()].trim();
    let titles: HashSet<&str> = measures.iter().map(title).collect();
    rows.iter().any(|row| titles.contains(title(row)))
}

/// The table is about who does what: 任务分工表, 责任清单.
fn divides_work(text: &str, outline: &Outline, table: &Table) -> bool {
    let title = table.title.clone().map_or("", |t| &text[t]);
    let heading = table.heading.and_then(|h| outline.headings.get(h)).map_or("", |h| &text[h.range.clone()]);
    let words = &roles().words.divisions;
    words.stand_in(title) || words.stand_in(heading)
}

/// Finds the paragraphs that state aims: those in the part on goals that name a date or stand there alone.
#[must_use]
pub fn goals(clean: &CleanText, outline: &Outline, calendar: &Calendar) -> Vec<GoalDraft> {
    let text = clean.text();
    let blocks =
        outline.blocks.iter().filter(|b| b.part == Some(Part::Goals) && b.kind == BlockKind::Paragraph);
    let mut found = Vec::new();
    for block in blocks {
        // One paragraph may hold several aims: 到2027年…。到2030年…。
        let mut start = block.range.start;
        let mut horizon = None;
        for sentence in sentences(text, block.range.clone()) {
            let date =
                periods(&text[sentence.clone()], calendar).into_iter().find(|p| p.form == PeriodForm::By);
            let Some(date) = date.filter(|d| d.range.start <= 12 && d.end != horizon) else { continue };
            if horizon.is_some() {
                found.push(GoalDraft { heading: block.heading, range: start..sentence.start, horizon });
                start = sentence.start;
            }
            horizon = date.end;
        }
        found.push(GoalDraft { heading: block.heading, range: start..block.range.end, horizon });
    }
    found
}

/// With a lead, those who are responsible support it.
fn settle(bodies: &mut [(Range<usize>, Role)]) {
    if bodies.iter().any(|(_, role)| *role == Role::Lead) {
        let responsible = bodies.iter_mut().filter(|(_, role)| *role == Role::Responsible);
        responsible.for_each(|(_, role)| *role = Role::Support);
    }
}

/// The date of a line 完成时限：2026年底, or of a bracket （完成时限：…）.
fn deadline(line: &str, calendar: &Calendar) -> Option<Horizon> {
    let (at, (label, _)) = roles().deadlines.hits(line).min_by_key(|(at, (_, place))| (*place, *at))?;
    let rest = line[at + label.len()..].strip_prefix(['：', ':', '】', ' '])?;
    let stop = rest.find(['；', ';', '。', ')', '）', '〕', ' ']).unwrap_or(rest.len());
    periods(&rest[..stop], calendar).last().and_then(|p| p.end)
}
