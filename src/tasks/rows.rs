//! Measures in the rows of a table: number, what is done, who answers for it, by when.

use std::ops::Range;

use super::names::listed;
use super::{TaskDraft, responsibilities as told, settle};
use crate::lexicon::ColumnRole;
use crate::mentions::{Calendar, periods};
use crate::outline::{Outline, Table};
use crate::schema::Role;

/// The measures of all tables that name responsible bodies.
pub(super) fn find(text: &str, outline: &Outline, calendar: &Calendar) -> Vec<TaskDraft> {
    let tables = outline.tables.iter().filter(|t| t.names_bodies());
    tables.flat_map(|table| table.rows.iter().filter_map(|row| task(text, table, row, calendar))).collect()
}

fn task(text: &str, table: &Table, row: &[Range<usize>], calendar: &Calendar) -> Option<TaskDraft> {
    let cell = |role: ColumnRole| {
        table
            .columns
            .iter()
            .position(|c| c.role == Some(role))
            .and_then(|at| row.get(at))
            .filter(|c| !c.is_empty())
    };
    let title = cell(ColumnRole::Measure)?.clone();
    let number = cell(ColumnRole::Index).cloned().unwrap_or(title.start..title.start);
    let mut responsibilities: Vec<(Range<usize>, Role)> = Vec::new();
    for (role, given) in [
        (ColumnRole::Lead, Role::Lead),
        (ColumnRole::Bodies, Role::Responsible),
        (ColumnRole::Support, Role::Support),
    ] {
        let Some(range) = cell(role) else { continue };
        // 牵头单位：甲；配合单位：乙, or 甲牵头，乙配合, in one cell.
        let said = told(&text[range.clone()]);
        if !said.is_empty() {
            let shifted = |name: Range<usize>| name.start + range.start..name.end + range.start;
            responsibilities.extend(said.into_iter().map(|(name, role)| (shifted(name), role)));
            continue;
        }
        responsibilities.extend(listed(text, range.clone(), given));
    }
    settle(&mut responsibilities);
    let deadline = cell(ColumnRole::Deadline)
        .and_then(|c| periods(&text[c.clone()], calendar).last().and_then(|p| p.end));
    let end = row.iter().map(|c| c.end).max().unwrap_or(title.end);
    let start = number.start.min(title.start);
    Some(TaskDraft {
        heading: table.heading,
        number,
        range: title.clone(),
        title,
        extent: start..end,
        responsibilities,
        deadline,
    })
}
