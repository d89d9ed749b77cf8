//! Tables: rows of cells under a head that says what stands in each column.

use std::cmp::Ordering;
use std::ops::Range;

use super::baselines;
use super::flattened::{flattened, is_value};
use super::{Block, BlockKind};
use crate::lexicon::{ColumnRole, Units, column_role};
use crate::signs::{is_bar, is_barred};

/// A table whose head was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// What stands in each column.
    pub columns: Vec<Column>,
    /// The cells of each row, one for each column; empty ranges where a cell is empty or merged.
    pub rows: Vec<Vec<Range<usize>>>,
    /// The line above it: 表1 主要指标.
    pub title: Option<Range<usize>>,
    /// Index of the heading it stands under.
    pub heading: Option<usize>,
    /// Its words in the clean text.
    pub range: Range<usize>,
}

/// One column of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// What stands in it. `None` if its head does not tell.
    pub role: Option<ColumnRole>,
    /// The year in its head.
    pub year: Option<i32>,
    /// Its head.
    pub head: Range<usize>,
}

impl Table {
    /// Its rows are measures that bodies answer for.
    pub(crate) fn names_bodies(&self) -> bool {
        self.columns.iter().any(|c| matches!(c.role, Some(ColumnRole::Bodies | ColumnRole::Lead)))
            && self.columns.iter().any(|c| c.role == Some(ColumnRole::Measure))
            && !self.columns.iter().any(|c| c.role == Some(ColumnRole::Name))
    }
}

/// Finds the tables among the blocks of a document.
pub(super) fn read(text: &str, blocks: &[Block]) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let start = at;
        if blocks[at].kind == BlockKind::Row {
            while at < blocks.len() && blocks[at].kind == BlockKind::Row {
                at += 1;
            }
            // The head in one row, the cells below it one a line.
            if at == start + 1
                && let Some((table, end)) = flattened(text, blocks, start)
            {
                tables.push(table);
                at = end;
                continue;
            }
            let rows: Vec<Vec<Range<usize>>> =
                blocks[start..at].iter().map(|b| cells(text, b.range.clone())).collect();
            tables.extend(of_rows(
                text,
                &rows,
                title(text, blocks, start),
                blocks[start].heading,
                tables.last(),
            ));
        } else if let Some((table, end)) = flattened(text, blocks, start) {
            tables.push(table);
            at = end;
        } else {
            at += 1;
        }
    }
    if let Some(starts) = baselines::starts(text) {
        tables.iter_mut().for_each(|table| baselines::free(text, &mut table.columns, starts));
    }
    tables
}

/// The line above a table that names it.
pub(super) fn title(text: &str, blocks: &[Block], at: usize) -> Option<Range<usize>> {
    let above = blocks.get(at.checked_sub(1)?)?;
    let short = text[above.range.clone()].chars().count() <= 50;
    (above.kind == BlockKind::Paragraph && short).then(|| above.range.clone())
}

/// The cells of a row, between bars or tabs.
pub(super) fn cells(text: &str, row: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[row.clone()];
    let barred = is_barred(words);
    let mut from = row.start;
    let mut found = Vec::new();
    for (at, c) in words.char_indices() {
        if if barred { is_bar(c) } else { c == '\t' } {
            found.push(trimmed(text, from..row.start + at));
            from = row.start + at + c.len_utf8();
        }
    }
    found.push(trimmed(text, from..row.end));
    // Bars around a row make no cells of their own.
    if barred && words.starts_with(is_bar) && found.len() > 1 && words.trim_end().ends_with(is_bar) {
        found.remove(0);
    }
    if barred && words.trim_end().ends_with(is_bar) {
        found.pop();
    }
    found
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

/// A line of Markdown between head and rows.
fn is_rule(text: &str, cells: &[Range<usize>]) -> bool {
    cells.iter().all(|c| text[c.clone()].chars().all(|c| matches!(c, '-' | ':' | '=' | '—' | ' ')))
}

fn of_rows(
    text: &str,
    rows: &[Vec<Range<usize>>],
    title: Option<Range<usize>>,
    heading: Option<usize>,
    before: Option<&Table>,
) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut current: Option<Table> = None;
    for cells in rows.iter().filter(|cells| !is_rule(text, cells)) {
        // 6 | 提升孵化载体 | … | 2026年12月底: a numbered row of the table is no head.
        let table = current.as_ref().or(before);
        let numbered = cells.first().is_some_and(|c| text[c.clone()].parse::<u32>().is_ok())
            && table.is_some_and(|t| t.columns.len() == cells.len());
        if let Some(columns) = head(text, cells).filter(|_| !numbered) {
            // The head again on a new page is the same table.
            let same = current.as_ref().is_some_and(|t| same_head(text, &t.columns, &columns));
            if !same {
                tables.extend(current.take().filter(|t| !t.rows.is_empty()));
                let range = cells.first().map_or(0, |c| c.start)..cells.last().map_or(0, |c| c.end);
                current = Some(Table { columns, rows: Vec::new(), title: title.clone(), heading, range });
            }
            continue;
        }
        if let Some(table) = &mut current {
            if table.rows.is_empty() && second_head(text, cells, &mut table.columns) {
                continue;
            }
            if let Some(row) = aligned(text, cells, &table.columns) {
                table.range.end = row.iter().map(|c| c.end).max().unwrap_or(table.range.end);
                table.rows.push(row);
            }
        } else if let Some(last) = before.filter(|t| t.columns.len() == cells.len()) {
            // A table goes on after a page break without its head.
            let range = cells.first().map_or(0, |c| c.start)..cells.last().map_or(0, |c| c.end);
            current = Some(Table {
                columns: last.columns.clone(),
                rows: vec![cells.clone()],
                title: None,
                heading,
                range,
            });
        }
    }
    tables.extend(current.filter(|t| !t.rows.is_empty()));
    tables
}

fn same_head(text: &str, a: &[Column], b: &[Column]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| text[a.head.clone()] == text[b.head.clone()])
}

/// What names of bodies hold and heads of columns of places do not.
const BODIES: &[&str] = &["政府", "管委会", "局", "办公室"];

/// A row is a head if it names what is measured or done, and how or when.
pub(super) fn head(text: &str, cells: &[Range<usize>]) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = cells
        .iter()
        .map(|cell| {
            let words = &text[cell.clone()];
            let year = year(words);
            let mut role = column_role(words);
            // 市科技局、各县区政府: a cell with bodies, not the head of a column of counties.
            if role == Some(ColumnRole::Place) && BODIES.iter().any(|body| words.contains(body)) {
                role = None;
            }
            if year.is_some()
                && !matches!(role, Some(ColumnRole::Baseline | ColumnRole::Growth | ColumnRole::Measure))
            {
                role = Some(ColumnRole::Target);
            }
            Column { role, year, head: cell.clone() }
        })
        .collect();
    let roles: Vec<Option<ColumnRole>> = columns.iter().map(|c| c.role).collect();
    let has = |role: ColumnRole| roles.contains(&Some(role));
    let named = has(ColumnRole::Name)
        || has(ColumnRole::Measure)
        || has(ColumnRole::Place)
        || has(ColumnRole::Category);
    let valued = has(ColumnRole::Target)
        || has(ColumnRole::Baseline)
        || has(ColumnRole::Unit)
        || has(ColumnRole::Bodies)
        || has(ColumnRole::Lead);
    let measured = columns
        .iter()
        .filter(|c| unit_in_brackets(&text[c.head.clone()], Units::builtin()).is_some())
        .count();
    let split = (has(ColumnRole::Place) || has(ColumnRole::Year)) && measured > 0;
    if !(named && valued || split) || columns.len() < 2 {
        return None;
    }
    let unnamed = !has(ColumnRole::Name) && !has(ColumnRole::Measure) && !split;
    if let Some(group) = columns.iter_mut().find(|c| unnamed && c.role == Some(ColumnRole::Category)) {
        group.role = Some(ColumnRole::Name);
    }
    // 指标 | 单位 | 2025年 | 牵头单位 lists indicators; 任务 | 目标 | 牵头单位 lists measures.
    let bodies = has(ColumnRole::Bodies) || has(ColumnRole::Lead);
    let figures = has(ColumnRole::Unit)
        || has(ColumnRole::Baseline)
        || columns.iter().filter(|c| c.year.is_some()).count() > 1;
    let tasks = bodies && !(has(ColumnRole::Name) && figures);
    for column in &mut columns {
        let aims = text[column.head.clone()].contains("目标");
        column.role = match column.role {
            Some(ColumnRole::Measure) if !tasks && aims => Some(ColumnRole::Target),
            Some(ColumnRole::Measure) if !tasks => Some(ColumnRole::Name),
            Some(ColumnRole::Name | ColumnRole::Target) if tasks => Some(ColumnRole::Measure),
            role => role,
        };
    }
    baselines::settle(&mut columns);
    Some(columns)
}

/// A second row of the head that only names years, and what is reached already.
fn second_head(text: &str, cells: &[Range<usize>], columns: &mut Vec<Column>) -> bool {
    let told = |cell: &Range<usize>| {
        let words = &text[cell.clone()];
        let role = column_role(words).filter(|role| *role == ColumnRole::Baseline);
        role.or(year(words).map(|_| ColumnRole::Target))
    };
    let years = cells.iter().filter(|c| year(&text[(*c).clone()]).is_some()).count();
    let mut filled = cells.iter().filter(|c| !c.is_empty());
    if years == 0
        || filled.any(|c| told(c).is_none())
        || cells.iter().any(|c| text[c.clone()].chars().count() > 14)
    {
        return false;
    }
    // Years below 目标值 take the places of that column and of the empty ones behind it.
    let Some(at) =
        columns.iter().position(|c| matches!(c.role, Some(ColumnRole::Target | ColumnRole::Baseline)))
    else {
        return false;
    };
    let aligned = cells.len() == columns.len();
    if aligned {
        for (column, cell) in columns.iter_mut().zip(cells) {
            if let Some(year) = year(&text[cell.clone()]) {
                let role = if column.role == Some(ColumnRole::Baseline) {
                    column.role
                } else {
                    Some(ColumnRole::Target)
                };
                *column = Column { role, year: Some(year), head: cell.clone() };
            }
        }
    } else {
        // 2025年 | 目标值 above 基数 | 2027年 | 2030年
        let above = columns.get(at).and_then(|c| c.year);
        let new: Vec<Column> = cells
            .iter()
            .filter(|c| !c.is_empty())
            .map(|cell| {
                let role = told(cell);
                let own = year(&text[cell.clone()]);
                Column {
                    role,
                    year: own.or(above.filter(|_| role == Some(ColumnRole::Baseline))),
                    head: cell.clone(),
                }
            })
            .collect();
        let old = columns[at..]
            .iter()
            .take_while(|c| matches!(c.role, Some(ColumnRole::Target | ColumnRole::Baseline) | None))
            .count();
        columns.splice(at..at + old, new);
    }
    baselines::settle(columns);
    true
}

/// The year in a head: 2025年, 2025年目标, “十四五”末.
pub(crate) fn year(cell: &str) -> Option<i32> {
    let characters = || cell.chars().filter(|c| !c.is_whitespace());
    if characters().nth(14).is_some() {
        return None;
    }
    let bare: String = characters().collect();
    if let Some(at) = bare.find("20") {
        let digits = bare[at..].bytes().take_while(u8::is_ascii_digit).count();
        let month = bare[at + digits..]
            .strip_prefix('年')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains('月'));
        let alone = bare.len() == 4 || (bare[at + digits..].starts_with('年') && !month);
        // 2021-2025年累计 ends with its last year.
        let last = bare[at + digits..].rfind("20").map_or(at, |behind| at + digits + behind);
        if digits == 4 && (alone || bare[at + 4..].starts_with(['-', '—', '–', '~', '至'])) {
            return bare.get(last..last + 4)?.parse().ok();
        }
    }
    let plans = [("十三五", 2020), ("十四五", 2025), ("十五五", 2030), ("十六五", 2035)];
    plans.iter().find(|(name, _)| bare.contains(name)).map(|(_, year)| *year)
}

/// The unit in the brackets that end a name: 高新技术企业（家）.
pub(crate) fn unit_in_brackets(name: &str, units: &Units) -> Option<(Range<usize>, Range<usize>)> {
    let trimmed = name.trim_end();
    let close = trimmed.chars().next_back().filter(|c| matches!(c, ')' | '）' | ']'))?;
    let open = trimmed.rfind(['(', '（', '['])?;
    let width = trimmed[open..].chars().next()?.len_utf8();
    let inside = open + width..trimmed.len() - close.len_utf8();
    let words = &trimmed[inside.clone()];
    let scaled = units.magnitude_length(words);
    let counted = units.unit_length(&words[scaled..]);
    // 新品种（个，累计）
    let behind = &words[scaled + counted..];
    let remark = behind.starts_with(['，', ',', '、']);
    let whole = counted > 0 && (behind.is_empty() || remark || behind.starts_with('/'));
    let inside = inside.start..if remark { inside.end - behind.len() } else { inside.end };
    (whole || matches!(words, "万" | "亿")).then_some((open..trimmed.len(), inside))
}

/// The cells of a row under their columns; a row with fewer cells lacks those of merged groups on its left, or one at its
/// end (属性): whichever puts more figures under the heads of figures.
pub(super) fn aligned(text: &str, cells: &[Range<usize>], columns: &[Column]) -> Option<Vec<Range<usize>>> {
    let (first, last) = (cells.first()?, cells.last()?);
    let Some(missing) = columns.len().checked_sub(cells.len()) else {
        return Some(cells[..columns.len()].to_vec());
    };
    let name = columns.iter().rposition(|c| c.role == Some(ColumnRole::Name));
    let most = name.unwrap_or_default().max(2);
    if missing > most || (missing > 0 && cells.len() < 2) {
        return None;
    }
    let empty = |at: usize| std::iter::repeat_n(at..at, missing);
    let behind: Vec<Range<usize>> = empty(first.start).chain(cells.iter().cloned()).collect();
    let before: Vec<Range<usize>> = cells.iter().cloned().chain(empty(last.end)).collect();
    let figures = |row: &[Range<usize>]| {
        let valued = |c: &Column| matches!(c.role, Some(ColumnRole::Target | ColumnRole::Baseline));
        columns
            .iter()
            .zip(row)
            .filter(|(c, cell)| valued(c) && !cell.is_empty() && is_value(&text[(*cell).clone()]))
            .count()
    };
    let grouped = columns
        .iter()
        .take(missing)
        .all(|c| matches!(c.role, Some(ColumnRole::Category | ColumnRole::Index | ColumnRole::Name)));
    let numbered = text[first.clone()].parse::<u32>().is_ok()
        && columns.first().is_some_and(|c| c.role == Some(ColumnRole::Index));
    let left = match figures(&behind).cmp(&figures(&before)) {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => grouped && !numbered,
    };
    Some(if left { behind } else { before })
}
