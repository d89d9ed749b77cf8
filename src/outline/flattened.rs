//! Tables that extraction wrote one cell a line.

use std::ops::Range;

use super::tables::{self, Column, Table, aligned, head, title, year};
use super::{Block, BlockKind};
use crate::lexicon::{ColumnRole, column_role, ends_like_agency, unit};

/// Cells that are looked at to see whether rows follow; several times those of the longest row.
const FEW: usize = 128;

/// Characters of the longest cell of figures, and of one that says what is to be done.
const CELL: usize = 60;
const MEASURE: usize = 300;

/// A table that extraction wrote one cell a line: head cells one by one, then the cells of the rows.
pub(super) fn flattened(text: &str, blocks: &[Block], at: usize) -> Option<(Table, usize)> {
    let short = |k: usize, most: usize| {
        let block = blocks
            .get(k)
            .filter(|b| b.kind != BlockKind::Row && text[b.range.clone()].chars().nth(most).is_none())?;
        Some(block.range.clone())
    };
    let cell = |k: usize| short(k, CELL);
    let names =
        |r: &Range<usize>| column_role(&text[r.clone()]).is_some() || year(&text[r.clone()]).is_some();
    let row = blocks.get(at).filter(|block| block.kind == BlockKind::Row).map(|block| block.range.clone());
    let (heads, lines) = match row.clone() {
        Some(row) => (tables::cells(text, row), 1),
        None => {
            let heads: Vec<Range<usize>> = (at..at + 13).map_while(cell).take_while(names).collect();
            let lines = heads.len();
            (heads, lines)
        }
    };
    if !(3..=12).contains(&heads.len()) || !heads.iter().all(names) {
        return None;
    }
    let columns = head(text, &joined(text, &heads))?;
    let is_head = |k: usize| match &row {
        Some(row) => blocks.get(k).is_some_and(|block| text[block.range.clone()] == text[row.clone()]),
        None => (0..lines).all(|h| cell(k + h).is_some_and(|r| text[r] == text[heads[h].clone()])),
    };
    let mut cells: Vec<Range<usize>> = Vec::new();
    let mut k = at + lines;
    let has = |role: ColumnRole| columns.iter().any(|c| c.role == Some(role));
    let measures = has(ColumnRole::Index)
        && has(ColumnRole::Measure)
        && (has(ColumnRole::Lead) || has(ColumnRole::Bodies));
    let rows_of = match has(ColumnRole::Unit) {
        true => rows_by_unit,
        false if measures => rows_of_measures,
        false => rows_by_number,
    };
    // What is to be done takes more words than a figure.
    let cell = |k: usize| short(k, if measures { MEASURE } else { CELL });
    // Rows are looked for in the next few cells, and in twice as many as long as they go on.
    let mut most = FEW;
    let (rows, used) = loop {
        let mut ended = true;
        loop {
            if is_head(k) {
                // The head again on a new page.
                k += lines;
                continue;
            }
            let Some(range) = cell(k) else { break };
            let words = &text[range.clone()];
            let ends = ["注：", "备注：", "说明：", "编制说明："].iter().any(|w| words.starts_with(w));
            if ends || !measures && words.contains('。') && words.chars().count() > 20 {
                break;
            }
            if cells.len() == most {
                ended = false;
                break;
            }
            cells.push(range);
            k += 1;
        }
        let (rows, used) = rows_of(text, &cells, &columns);
        if ended || used + FEW / 2 < cells.len() {
            break (rows, used);
        }
        most *= 2;
    };
    let end = rows.iter().flatten().map(|c| c.end).max()?;
    let range = heads[0].start..end;
    Some((
        Table { columns, rows, title: title(text, blocks, at), heading: blocks[at].heading, range },
        at + lines + used.max(1),
    ))
}

/// The cells of a head; a year and the word below it are one: 2025年 / 基期值.
fn joined(text: &str, heads: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut cells: Vec<Range<usize>> = Vec::new();
    for head in heads {
        let words = &text[head.clone()];
        let valued = matches!(column_role(words), Some(ColumnRole::Baseline | ColumnRole::Target));
        match cells.last_mut() {
            Some(last) if valued && year(words).is_none() && text[last.clone()].trim().ends_with('年') => {
                last.end = head.end;
            }
            _ => cells.push(head.clone()),
        }
    }
    cells
}

/// Rows that begin with 1, 2, 3 …; how many cells they took.
fn rows_by_number(text: &str, cells: &[Range<usize>], columns: &[Column]) -> (Vec<Vec<Range<usize>>>, usize) {
    let indexed = columns.first().is_some_and(|c| c.role == Some(ColumnRole::Index));
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut row: Vec<Range<usize>> = Vec::new();
    let mut used = 0;
    for cell in cells {
        let number = rows.len() + 1 + usize::from(!row.is_empty());
        let opens = text[cell.clone()].parse::<usize>() == Ok(number);
        let full = row.len() + 1 >= columns.len();
        if (indexed && opens && (row.is_empty() || full)) || (!indexed && row.len() == columns.len()) {
            rows.extend((!row.is_empty()).then(|| std::mem::take(&mut row)));
        } else if (indexed && row.is_empty()) || row.len() == columns.len() {
            break;
        }
        row.push(cell.clone());
        used += 1;
    }
    if row.len() + 1 >= columns.len().max(3) {
        rows.push(row);
    }
    (rows.iter().filter_map(|r| aligned(text, r, columns)).collect(), used)
}

/// Rows of measures that begin with 1, 2, 3 …: bodies on several lines, and cells left out where they are empty.
fn rows_of_measures(
    text: &str,
    cells: &[Range<usize>],
    columns: &[Column],
) -> (Vec<Vec<Range<usize>>>, usize) {
    let mut starts: Vec<usize> = Vec::new();
    let mut number = None;
    for (at, cell) in cells.iter().enumerate() {
        let read = text[cell.clone()].parse::<u32>().ok();
        if read.is_some() && (number.is_none() || read == number.map(|n: u32| n + 1)) {
            (number, _) = (read, starts.push(at));
        }
    }
    let ends = starts.iter().skip(1).copied().chain([cells.len()]);
    let rows = starts.iter().zip(ends).filter_map(|(start, end)| fitted(text, &cells[*start..end], columns));
    let rows: Vec<_> = rows.collect();
    let used = if rows.is_empty() { 0 } else { cells.len() };
    (rows, used)
}

/// The cells of one measure under their columns, told by their words: bodies, a date, who leads.
fn fitted(text: &str, cells: &[Range<usize>], columns: &[Column]) -> Option<Vec<Range<usize>>> {
    let (number, rest) = cells.split_first()?;
    let (title, rest) = rest.split_first()?;
    // 牵头单位：甲；配合单位：乙 says it in the cell.
    let is_body = |cell: &Range<usize>| {
        let head = text[cell.clone()].split(['：', ':']).next().unwrap_or_default();
        if head.ends_with("单位") || head.ends_with("部门") {
            return true;
        }
        text[cell.clone()].split(['、', '，', '；']).all(|name| ends_like_agency(name.trim()))
    };
    let in_place = |(column, cell): (&Column, &Range<usize>)| match column.role {
        Some(ColumnRole::Lead | ColumnRole::Bodies | ColumnRole::Support) => is_body(cell),
        Some(ColumnRole::Person) => !is_body(cell),
        _ => true,
    };
    if cells.len() == columns.len() && columns.iter().zip(cells).all(in_place) {
        return Some(cells.to_vec());
    }
    let aims = columns.iter().filter(|c| c.role == Some(ColumnRole::Measure)).count().saturating_sub(1);
    let goals = rest.iter().take(aims).take_while(|cell| !is_body(cell)).count();
    let (goals, rest) = rest.split_at(goals);
    let is_date = |cell: &Range<usize>| {
        ["年", "月", "长期", "持续", "底"].iter().any(|w| text[cell.clone()].contains(w)) && !is_body(cell)
    };
    // What stands behind the date of the last row is no part of the table.
    let answered = rest.iter().position(is_body).unwrap_or_default();
    let due = rest.iter().skip(answered).position(is_date).map(|at| at + answered);
    let (rest, due) = due.map_or((rest, None), |at| (&rest[..at], rest.get(at)));
    let mut bodies = rest.iter().filter(|cell| is_body(cell));
    let nothing = title.end..title.end;
    let mut goals = goals.iter();
    let mut titled = false;
    let row = columns.iter().map(|column| {
        let cell = match column.role {
            Some(ColumnRole::Index) => Some(number.clone()),
            Some(ColumnRole::Measure) if !std::mem::replace(&mut titled, true) => Some(title.clone()),
            Some(ColumnRole::Measure) => goals.next().cloned(),
            Some(ColumnRole::Lead) => bodies.next().cloned(),
            Some(ColumnRole::Bodies | ColumnRole::Support) => {
                let first = bodies.next().cloned();
                let last = bodies.by_ref().last().cloned();
                first.map(|first| first.start..last.map_or(first.end, |last| last.end))
            }
            Some(ColumnRole::Deadline) => due.cloned(),
            _ => None,
        };
        cell.unwrap_or_else(|| nothing.clone())
    });
    let row: Vec<Range<usize>> = row.collect();
    // A number with words behind it that no body answers for is no measure.
    rest.iter().any(is_body).then_some(row)
}

/// Rows told by their unit and the number of their values: 1 / 高新技术企业 / 家 / 133 / 180.
fn rows_by_unit(text: &str, cells: &[Range<usize>], columns: &[Column]) -> (Vec<Vec<Range<usize>>>, usize) {
    let valued =
        |c: &Column| matches!(c.role, Some(ColumnRole::Baseline | ColumnRole::Target | ColumnRole::Growth));
    let width = columns.iter().filter(|c| valued(c)).count();
    let mut rows = Vec::new();
    let mut at = 0;
    while at < cells.len() {
        let words = |k: usize| cells.get(k).map_or("", |c| &text[c.clone()]);
        // The unit is the next cell that is nothing else.
        let Some(anchor) = (at..cells.len().min(at + 6)).find(|k| *k > at && is_unit(words(*k))) else {
            break;
        };
        let mut names = at..anchor;
        // What stands in front of the number of the row belongs to the row above: its body, its date.
        if let Some(number) = names.clone().rev().find(|k| words(*k).parse::<u32>().is_ok()) {
            names.start = number + 1;
        }
        // A group stands in front of the first name of its rows.
        let grouped = columns.iter().any(|c| c.role == Some(ColumnRole::Category)) && names.len() > 1;
        if grouped && !names.is_empty() && words(names.start).chars().count() <= 6 {
            names.start += 1;
            if words(names.start).parse::<u32>().is_ok() && names.len() > 1 {
                names.start += 1;
            }
        }
        let values = anchor + 1..(anchor + 1 + width).min(cells.len());
        if names.is_empty() || !values.clone().all(|k| is_value(words(k))) {
            at = anchor + 1;
            continue;
        }
        let nature = values.end;
        let has_nature = words(nature).contains("预期") || words(nature).contains("约束");
        let name = cells[names.start].start..cells[names.end - 1].end;
        let mut left = values.clone();
        let row = columns.iter().map(|column| match column.role {
            Some(ColumnRole::Name) => name.clone(),
            Some(ColumnRole::Unit) => cells[anchor].clone(),
            Some(ColumnRole::Nature) if has_nature => cells[nature].clone(),
            _ if valued(column) => left.next().map_or(name.end..name.end, |k| cells[k].clone()),
            _ => name.start..name.start,
        });
        rows.push(row.collect());
        at = values.end + usize::from(has_nature);
    }
    (rows, at)
}

/// The whole cell is a unit: 家, 亿元, 件/万人.
fn is_unit(cell: &str) -> bool {
    let scaled = crate::lexicon::magnitude(cell);
    let counted = unit(&cell[scaled..]);
    counted > 0 && (scaled + counted == cell.len() || cell[scaled + counted..].starts_with('/'))
}

/// The cell holds a figure or says that there is none.
pub(super) fn is_value(cell: &str) -> bool {
    let bare = cell.trim_matches([
        '[', ']', '［', '］', '≥', '＞', '>', '≤', '<', '约', '=', '↓', '↑', '(', ')', '（', '）', ' ',
    ]);
    bare.starts_with(|c: char| c.is_ascii_digit())
        || matches!(bare, "—" | "-" | "——" | "/" | "" | "--")
        || bare.starts_with("翻")
        || ["以上", "不少于", "不低于", "全覆盖"].iter().any(|w| bare.contains(w))
}
