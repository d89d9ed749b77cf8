//! Indicators in the cells of tables: one for each target column of a row.

use std::ops::Range;

use crate::indicators::figure::kinds::{self, Signs};
use crate::indicators::figure::values::{self, Value};
use crate::indicators::{Document, Draft};
use crate::lexicon::{ColumnRole, Units, column_role};
use crate::outline::{Table, unit_in_brackets, year};
use crate::schema::{Bound, Horizon, HorizonFrom, Kind, Nature, Section};

/// Reads the rows of one table of indicators.
pub(super) fn read(
    document: Document<'_>,
    table: &Table,
    governing: Option<Horizon>,
    drafts: &mut Vec<Draft>,
) {
    let across = column(table, ColumnRole::Place).or_else(|| column(table, ColumnRole::Year));
    match (column(table, ColumnRole::Name), across) {
        (Some(name), _) => {
            let mut unit = None;
            for row in &table.rows {
                read_row(document, table, row, name, governing, &mut unit, drafts);
            }
        }
        (None, Some(head)) => {
            table.rows.iter().for_each(|row| read_across(document, table, row, head, governing, drafts))
        }
        _ => {}
    }
}

fn column(table: &Table, role: ColumnRole) -> Option<usize> {
    // The last name column is the most exact one: 一级指标 | 二级指标.
    table.columns.iter().rposition(|c| c.role == Some(role))
}

fn read_row(
    Document { text, units, .. }: Document<'_>,
    table: &Table,
    row: &[Range<usize>],
    name: usize,
    governing: Option<Horizon>,
    last_unit: &mut Option<String>,
    drafts: &mut Vec<Draft>,
) {
    let Some(cell) = row.get(name).filter(|c| !c.is_empty()) else { return };
    let (subject, own_unit) = split_unit(text, cell.clone(), units);
    let named_sum = text[cell.clone()].contains("累计");
    let written =
        column(table, ColumnRole::Unit).and_then(|at| row.get(at)).map(|c| text[c.clone()].to_owned());
    let unit = match written {
        // A unit cell merged with the one above is empty.
        Some(unit) if unit.is_empty() || unit == "〃" || unit == "同上" => {
            own_unit.or_else(|| last_unit.clone())
        }
        Some(unit) => Some(unit),
        None => own_unit,
    };
    *last_unit = unit.clone();
    let unit = unit.filter(|u| !matches!(u.as_str(), "-" | "—" | "/" | ""));
    let nature =
        column(table, ColumnRole::Nature).and_then(|at| row.get(at)).and_then(|c| nature(&text[c.clone()]));
    let baseline =
        table.columns.iter().zip(row).filter(|(c, _)| c.role == Some(ColumnRole::Baseline)).find_map(
            |(column, cell)| {
                let value = value(&text[cell.clone()], unit.as_deref(), units)?.lo?;
                Some((value, column.year))
            },
        );
    for (column, cell) in table.columns.iter().zip(row) {
        let growth = column.role == Some(ColumnRole::Growth);
        if !(growth || column.role == Some(ColumnRole::Target)) {
            continue;
        }
        let cell_words = &text[cell.clone()];
        let Some(value) = value(cell_words, if growth { Some("%") } else { unit.as_deref() }, units) else {
            continue;
        };
        let cumulative = named_sum
            || cell_words.starts_with(['[', '［', '【', '〔'])
            || (cell_words.starts_with(['(', '（']) && cell_words.ends_with([')', '）']));
        let horizon = column.year.map(Horizon::Year).or(governing).map(|h| (h, HorizonFrom::Section));
        let mut draft = draft(text, subject.clone(), value, cell.clone(), horizon, cumulative);
        if growth {
            draft.kind = Kind::Growth;
            draft.of = None;
        } else {
            draft.baseline = baseline;
        }
        draft.nature = nature;
        draft.heading = table.heading;
        drafts.push(draft);
    }
}

/// Rows are places or years, columns are indicators with their units: 港北区 | 30 | 110, 2026年 | 40 | 24.
fn read_across(
    Document { text, calendar, units }: Document<'_>,
    table: &Table,
    row: &[Range<usize>],
    head: usize,
    governing: Option<Horizon>,
    drafts: &mut Vec<Draft>,
) {
    let Some(cell) = row.get(head).filter(|c| !c.is_empty()) else { return };
    let name: String = text[cell.clone()].chars().filter(|c| !c.is_whitespace()).collect();
    let years = table.columns[head].role == Some(ColumnRole::Year);
    let own = if years { year(&name) } else { None };
    let sum = matches!(name.as_str(), "合计" | "总计" | "全市合计" | "小计" | "累计");
    let past = own.is_some_and(|year| calendar.first_year().is_some_and(|first| year < first));
    if years && (past || column_role(&name) == Some(ColumnRole::Baseline) || (own.is_none() && !sum)) {
        return;
    }
    let scope = match sum {
        _ if years => None,
        true => Some("全市".to_owned()),
        false => Some(name),
    };
    let titled = table.title.clone().and_then(|t| {
        let words = &text[t];
        let at = words.find("20")?;
        words.get(at..at + 4)?.parse().ok().map(Horizon::Year)
    });
    let horizon = own.map(Horizon::Year).or(titled).or(governing).map(|h| (h, HorizonFrom::Section));
    for (column, cell) in table.columns.iter().zip(row) {
        let Some((_, inside)) = unit_in_brackets(&text[column.head.clone()], units) else { continue };
        let (subject, _) = split_unit(text, column.head.clone(), units);
        let unit = &text[column.head.start + inside.start..column.head.start + inside.end];
        let Some(value) = value(&text[cell.clone()], Some(unit), units) else { continue };
        let mut draft = draft(text, subject, value, cell.clone(), horizon, years && sum);
        draft.range = row.first().map_or(cell.start, |c| c.start)..cell.end;
        draft.scope.clone_from(&scope);
        draft.heading = table.heading;
        drafts.push(draft);
    }
}

/// The name without the unit in its brackets, and the unit.
fn split_unit(text: &str, cell: Range<usize>, units: &Units) -> (Range<usize>, Option<String>) {
    match unit_in_brackets(&text[cell.clone()], units) {
        Some((brackets, inside)) => {
            let unit = text[cell.start + inside.start..cell.start + inside.end].to_owned();
            (cell.start..cell.start + brackets.start, Some(unit))
        }
        None => (cell, None),
    }
}

fn nature(cell: &str) -> Option<Nature> {
    if cell.contains("约束") {
        return Some(Nature::Binding);
    }
    cell.contains("预期").then_some(Nature::Anticipatory)
}

/// The figure in a cell, with the unit of its row or column where it has none.
fn value(cell: &str, unit: Option<&str>, units: &Units) -> Option<Value> {
    let bare =
        cell.trim_matches(['[', ']', '［', '］', '【', '】', '〔', '〕', ' ', '*', '※', '=', '＝', '`']);
    let bare = bare.strip_prefix(['(', '（']).and_then(|b| b.strip_suffix([')', '）'])).unwrap_or(bare);
    let digit = |c: char| c.is_ascii_digit();
    // The unit goes behind the last number: 8—10 + 家.
    let mut words = bare.to_owned();
    if let Some(at) = bare.rfind(digit) {
        let behind = &bare[at + 1..];
        let own = units.unit_length(&behind[units.magnitude_length(behind)..]) > 0;
        if !own && let Some(unit) = unit {
            words.insert_str(at + 1, unit);
        }
    }
    // 2026年12月15日前 is a day, no figure.
    if words.contains('年') && words.contains('月') {
        return None;
    }
    // 30↑: so much and more.
    let rises = words.ends_with('↑');
    let mut found = values::find(&words, &[], units);
    if rises {
        found.iter_mut().filter(|v| v.op == Bound::Eq).for_each(|v| v.op = Bound::Ge);
    }
    if found.len() == 1 { found.pop().filter(|v| v.lo.is_some() || v.op == Bound::Relative) } else { None }
}

fn draft(
    text: &str,
    subject: Range<usize>,
    value: Value,
    cell: Range<usize>,
    horizon: Option<(Horizon, HorizonFrom)>,
    cumulative: bool,
) -> Draft {
    let named = &text[subject.clone()];
    let every = ["每年", "年度", "当年", "年均"].iter().any(|w| named.contains(w)) || named.starts_with('年');
    let signs = Signs {
        subject: named,
        left: named,
        lead: "",
        value: &value,
        every,
        verbs: None,
        counted: false,
        term: false,
        moved: false,
    };
    let (mut kind, mut rule) = kinds::kind(&signs);
    // A year's column of visits or events holds those of that year.
    if rule == "kind: events" {
        (kind, rule) = (Kind::Annual, "kind: events of a year");
    }
    let summed = cumulative || named.contains("累计");
    if summed && matches!(kind, Kind::Level | Kind::Annual | Kind::Increment) {
        (kind, rule) = (Kind::Increment, "kind: cumulative in brackets");
    }
    Draft {
        range: subject.start..cell.end,
        op: value.op,
        lo: value.lo,
        hi: value.hi,
        stretch: None,
        unit: kinds::full_unit(&value, named),
        kind,
        of: kinds::denominator(kind, named, &value),
        scope: None,
        horizon,
        aspirational: value.cue.hedge,
        baseline: None,
        nature: None,
        action: None,
        rules: vec!["table row", rule],
        heading: None,
        section: Section::Table,
        subject: vec![subject],
    }
}
