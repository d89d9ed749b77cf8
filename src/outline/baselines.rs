//! Which of the years in the head of a table the others start from.

use super::Column;
use crate::lexicon::{ColumnRole, column_role};

/// Bytes in which a document names its own years: 行动方案（2023—2025年）.
const OPENING: usize = 1_500;

/// The first of several years is where the others start from, unless it is called a target.
pub(super) fn settle(columns: &mut [Column]) {
    let target = |c: &Column| c.year.is_some() && c.role == Some(ColumnRole::Target);
    let known = columns.iter().any(|c| c.role == Some(ColumnRole::Baseline));
    if !known
        && columns.iter().filter(|c| target(c)).count() > 1
        && let Some(first) = columns.iter_mut().find(|c| target(c))
    {
        first.role = Some(ColumnRole::Baseline);
    }
}

/// A year that the plan has begun by is no start: 2025年 | 2030年 in a plan for 2022 to 2030. Nor is its first year if
/// each of its years has a column.
pub(super) fn free(text: &str, columns: &mut [Column], starts: i32) {
    let years: Vec<i32> = columns.iter().filter_map(|c| c.year).collect();
    let [first, next, ..] = *years else { return };
    let begun = first > starts || (first == starts && next == first + 1);
    let settled = |c: &&mut Column| {
        c.role == Some(ColumnRole::Baseline)
            && c.year == Some(first)
            && column_role(&text[c.head.clone()]) != Some(ColumnRole::Baseline)
    };
    if let Some(column) = columns.iter_mut().find(settled).filter(|_| begun) {
        column.role = Some(ColumnRole::Target);
    }
}

/// The first year of the term that the opening names.
pub(super) fn starts(text: &str) -> Option<i32> {
    let opening = &text[..text.floor_char_boundary(OPENING)];
    opening.match_indices("20").find_map(|(at, _)| {
        let year = |words: &str| words.get(..4).and_then(|year| year.parse::<i32>().ok());
        let from = year(&opening[at..])?;
        let rest = opening[at + 4..].trim_start_matches(['年', ' ']);
        let last = rest.trim_start_matches(['-', '—', '–', '~', '至', '－', '～', ' ']);
        let to = year(last).filter(|_| last.len() < rest.len())?;
        (from < to).then_some(from)
    })
}
