//! Reads a table of statistics.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::csv::{Problem, Record, records};
use super::{Backing, Statistic, Vintage};
use crate::Error;
use crate::lexicon::Units;
use crate::schema::MetricId;

/// Columns that a table must have.
const NEEDED: [&str; 5] = ["code", "indicator", "year", "value", "unit"];
/// Columns that it may have.
const ALLOWED: [&str; 7] = ["name", "status", "publisher", "document", "published", "evidence", "note"];

/// Reads the lines of a table, in its order. `file` names it in messages.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<(usize, Statistic)>, Error> {
    let located = |(line, problem): Problem| Error::Statistics { file: file.to_owned(), line, problem };
    let mut records = records(text).map_err(located)?.into_iter();
    let header = records.next().ok_or_else(|| located((1, "expected a header line".to_owned())))?;
    let columns = columns(&header).map_err(located)?;
    records.map(|record| Ok((record.line, statistic(&record, &columns).map_err(located)?))).collect()
}

/// Column names and their places.
type Columns = BTreeMap<&'static str, usize>;

fn columns(header: &Record) -> Result<Columns, Problem> {
    let known = || NEEDED.iter().chain(&ALLOWED);
    let mut columns = Columns::new();
    for (place, name) in header.fields.iter().enumerate() {
        let name = name.trim();
        let column = known().find(|known| **known == name);
        let column = column.ok_or_else(|| {
            let names: Vec<&str> = known().copied().collect();
            (header.line, format!("column {name:?} is not known, expected some of {}", names.join(", ")))
        })?;
        if columns.insert(column, place).is_some() {
            return Err((header.line, format!("column {name:?} is there twice")));
        }
    }
    match NEEDED.iter().find(|needed| !columns.contains_key(*needed)) {
        Some(missing) => Err((header.line, format!("expected a column {missing:?}"))),
        None => Ok(columns),
    }
}

fn statistic(record: &Record, columns: &Columns) -> Result<Statistic, Problem> {
    let problem = |problem: String| (record.line, problem);
    if record.fields.len() != columns.len() {
        return Err(problem(format!("{} fields, expected {}", record.fields.len(), columns.len())));
    }
    let field = |name: &str| {
        let field = columns.get(name).and_then(|place| record.fields.get(*place));
        field.map(|field| field.trim()).filter(|field| !field.is_empty())
    };
    let needed = |name: &str| field(name).ok_or_else(|| problem(format!("{name} is empty")));
    let text = |name: &str| field(name).map(str::to_owned);
    let wrong =
        |name: &str, found: &str, expected: &str| problem(format!("{name} {found:?}, expected {expected}"));

    let code = needed("code")?;
    if !code.split('+').all(|part| part.len() == 6 && part.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(wrong("code", code, "six digits, several joined by +"));
    }
    let indicator = needed("indicator")?;
    if MetricId::new(indicator).is_none() {
        return Err(wrong("indicator", indicator, "lower-case letters, digits and underscores"));
    }
    let year = needed("year")?;
    let as_year = year.parse().ok().filter(|year| (1900..=2200).contains(year));
    let value = needed("value")?;
    let unit = needed("unit")?;
    if Units::builtin().parse(unit).is_none() {
        return Err(wrong("unit", unit, "a unit of units.toml"));
    }
    let vintage = match field("status") {
        None => Vintage::Final,
        Some(status) => {
            let known = Vintage::ALL.into_iter().find(|vintage| vintage.as_str() == status);
            known.ok_or_else(|| wrong("status", status, "census, preliminary, final, revised or estimate"))?
        }
    };
    let backing = match field("evidence") {
        Some("official") => Backing::Official,
        Some("secondary") | None => Backing::Secondary,
        Some(other) => return Err(wrong("evidence", other, "official or secondary")),
    };
    Ok(Statistic {
        code: code.to_owned(),
        name: text("name").unwrap_or_default(),
        indicator: indicator.to_owned(),
        year: as_year.ok_or_else(|| wrong("year", year, "a year from 1900 to 2200"))?,
        value: Decimal::from_str_exact(value).map_err(|_| wrong("value", value, "a decimal"))?,
        unit: unit.to_owned(),
        vintage,
        publisher: text("publisher"),
        document: text("document"),
        published: text("published"),
        backing,
        note: text("note"),
    })
}
