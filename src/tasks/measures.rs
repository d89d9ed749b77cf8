//! Which headings are measures: those that bodies answer for, or the regular numbered ones.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use super::{TaskDraft, responsibilities, settle};
use crate::clean::numbering::Style;
use crate::lexicon::{Part, roles};
use crate::outline::{BlockKind, Level, Outline};
use crate::schema::Role;

type Bodies = Vec<(Range<usize>, Role)>;

pub(super) fn find(text: &str, outline: &Outline) -> Vec<TaskDraft> {
    let held = held(text, outline);
    let Some(level) = level(outline, &held) else { return Vec::new() };
    let mut tasks = Vec::new();
    let others = if held.is_empty() { others(outline, level) } else { HashSet::new() };
    for (at, heading) in outline.headings.iter().enumerate() {
        let measures = heading.part == Some(Part::Tasks);
        // Safeguards in the same series count where somebody answers for them.
        let answered = held.contains_key(&at) && heading.part == Some(Part::Safeguards);
        let own = heading.level == level && (measures || answered);
        // A heading of another rank that nothing of the chosen rank stands above or below.
        let alone =
            held.contains_key(&at) && heading.level != level && measures && !related(outline, at, level);
        if own || alone || others.contains(&at) {
            tasks.push(task(text, outline, at, &held));
        }
    }
    share(outline, &mut tasks, level, &held);
    tasks
}

/// Responsible bodies by the heading that their block stands under.
fn held(text: &str, outline: &Outline) -> BTreeMap<usize, Bodies> {
    let mut held: BTreeMap<usize, Bodies> = BTreeMap::new();
    for block in &outline.blocks {
        let Some(heading) = block.heading else { continue };
        if block.kind == BlockKind::Row || matches!(block.part, Some(Part::Interpretation | Part::Furniture))
        {
            continue;
        }
        // Rows of 牵头单位 and 责任单位 are blocks of their own; each is read alone and the roles settled later.
        let words = &text[block.range.clone()];
        // 主办：市科技局 网站标识码… stands at the foot of a page.
        if roles().words.feet.stand_in(words) {
            continue;
        }
        let found = responsibilities(words)
            .into_iter()
            .map(|(r, role)| (r.start + block.range.start..r.end + block.range.start, role));
        let entry: Bodies = found.collect();
        if !entry.is_empty() {
            let numbered = outline
                .ancestors(Some(heading))
                .find(|h| matches!(outline.headings[*h].level, Level::Numbered(_)));
            if let Some(heading) = numbered {
                held.entry(heading).or_default().extend(entry);
            }
        }
    }
    for bodies in held.values_mut() {
        settle(bodies);
    }
    held
}

/// The rank at which measures stand.
fn level(outline: &Outline, held: &BTreeMap<usize, Bodies>) -> Option<Level> {
    let tasks = |level: Level| {
        outline.headings.iter().filter(move |h| h.level == level && h.part == Some(Part::Tasks)).count()
    };
    // 措施1, 措施2: what calls itself a measure is one.
    let named = Level::Numbered(Style::Named);
    // 行动一 above （一）, which bodies answer for, is a part of the plan.
    let below = Level::Numbered(Style::HanInBrackets);
    let grouped = !held.is_empty() && held.keys().all(|at| outline.headings[*at].level == below);
    if tasks(named) > 1 && !grouped {
        return Some(named);
    }
    let mut answered: BTreeMap<Level, usize> = BTreeMap::new();
    for at in held.keys() {
        *answered.entry(outline.headings[*at].level).or_default() += 1;
    }
    if let Some((level, count)) =
        answered.iter().max_by_key(|(level, count)| (**count, std::cmp::Reverse(**level)))
    {
        // Bodies named once, behind the last of several points, answer for the heading above.
        let all = tasks(*level);
        let last_only = *count * 2 < all && {
            let last = last_ones(outline, *level);
            held.keys().filter(|at| outline.headings[**at].level == *level).all(|at| last.contains(at))
        };
        if last_only
            && !runs_on(outline, *level)
            && let Some(above) = held.keys().find_map(|at| outline.headings[*at].parent)
        {
            return Some(outline.headings[above].level);
        }
        return Some(*level);
    }
    // Without bodies: the deepest of the usual ranks that most of the sections have.
    let sections =
        outline.headings.iter().filter(|h| h.parent.is_none() && h.part == Some(Part::Tasks)).count();
    USUAL.into_iter().map(Level::Numbered).find(|level| tasks(*level) >= 2.max(sections))
}

/// The ranks that measures usually have, the deepest first.
const USUAL: [Style; 7] = [
    Style::Arabic,
    Style::HanInBrackets,
    Style::Section,
    Style::Article,
    Style::DottedTwice,
    Style::Dotted,
    Style::Han,
];

/// Measures of the sections that have none of the rank `level`: their own deepest usual rank.
fn others(outline: &Outline, level: Level) -> HashSet<usize> {
    let tops = outline.headings.iter().enumerate().filter(|(_, h)| h.parent.is_none());
    let measures = tops.filter(|(_, h)| h.part == Some(Part::Tasks)).flat_map(|(top, _)| {
        let ranked =
            |rank: Level| inside(outline, top).filter(move |below| outline.headings[*below].level == rank);
        let none = ranked(level).next().is_none() && outline.headings[top].level != level;
        let own = USUAL.into_iter().map(Level::Numbered).find(|rank| ranked(*rank).nth(1).is_some());
        own.filter(|_| none).map(ranked).into_iter().flatten()
    });
    measures.collect()
}

/// The numbers of a rank go on from one section to the next: its headings are measures, not points of one.
fn runs_on(outline: &Outline, level: Level) -> bool {
    let mut parents = HashSet::new();
    outline.headings.iter().filter(|h| h.level == level).any(|h| parents.insert(h.parent) && h.ordinal > 1)
}

/// Bodies named once, behind the last measure of a section, answer for those in front of it too.
fn share(outline: &Outline, tasks: &mut [TaskDraft], level: Level, held: &BTreeMap<usize, Bodies>) {
    let own = |at: &&usize| outline.headings[**at].level == level;
    if !runs_on(outline, level) {
        return;
    }
    let last = last_ones(outline, level);
    if !held.keys().filter(own).all(|at| last.contains(at)) {
        return;
    }
    let parent = |task: &TaskDraft| task.heading.and_then(|h| outline.headings[h].parent);
    for at in (1..tasks.len()).rev() {
        let (before, behind) = tasks.split_at_mut(at);
        let (Some(above), Some(last)) = (before.last_mut(), behind.first()) else { continue };
        if above.responsibilities.is_empty() && parent(above) == parent(last) {
            above.responsibilities = last.responsibilities.clone();
        }
    }
}

/// Headings of a rank that no sibling follows.
fn last_ones(outline: &Outline, level: Level) -> HashSet<usize> {
    let mut seen = HashSet::new();
    let ranked = outline.headings.iter().enumerate().rev().filter(|(_, h)| h.level == level);
    ranked.filter(|(_, h)| seen.insert(h.parent)).map(|(at, _)| at).collect()
}

/// Indices of the headings inside the extent of one.
fn inside(outline: &Outline, at: usize) -> impl Iterator<Item = usize> {
    let extent = &outline.headings[at].extent;
    (at + 1..outline.headings.len()).take_while(|k| outline.headings[*k].range.start < extent.end)
}

/// Something of the rank `level` stands above or below.
fn related(outline: &Outline, at: usize, level: Level) -> bool {
    let above = outline.ancestors(outline.headings[at].parent).any(|h| outline.headings[h].level == level);
    above || inside(outline, at).any(|below| outline.headings[below].level == level)
}

fn task(text: &str, outline: &Outline, at: usize, held: &BTreeMap<usize, Bodies>) -> TaskDraft {
    let heading = &outline.headings[at];
    let held = std::iter::once(at).chain(inside(outline, at)).filter_map(|k| held.get(&k));
    let responsibilities = held.flatten().cloned().collect();
    let trimmed = text[heading.extent.clone()].trim_end().len();
    TaskDraft {
        heading: Some(at),
        number: heading.number.clone(),
        title: heading.title.clone(),
        range: heading.range.clone(),
        extent: heading.extent.start..heading.extent.start + trimmed,
        responsibilities,
        deadline: None,
    }
}
