//! A comparison and its plans as a Frictionless data package: tables in CSV, and a descriptor that names every column,
//! its type, and how the tables refer to each other.

mod tables;

use serde_json::{Value, json};

use super::csv::line;
use crate::compare::Comparison;
use crate::schema::Plan;

/// One file of a data package.
///
/// # Examples
///
/// See [`data_package`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PackageFile {
    /// Its name: `datapackage.json`, `observations.csv`.
    pub name: String,
    /// What it holds, UTF-8 without a byte order mark.
    pub text: String,
}

/// Writes a comparison and the plans it was made of as a data package: `datapackage.json` first, then a CSV file for each
/// table (plans, tasks, bodies, responsibilities, indicators, metrics, observations).
///
/// Ids are those of the plans with the id of their plan in front (`yueyang/ind-007`), so that one column tells what a line
/// refers to. Decimals are written in full. Text cells are kept from being formulas as in [`csv`](super::csv);
/// [`plain_text`](super::plain_text) undoes that. Of plans with one id the first is taken; a plan of the comparison
/// that is not among `plans` is left out.
///
/// # Examples
///
/// ```
/// use crossplan::compare::Comparison;
/// use crossplan::{normalizers, report, samples};
///
/// let plan = normalizers::read(&samples::yueyang())?;
/// let files = report::data_package(&Comparison::of([&plan]).build()?, &[plan]);
/// assert_eq!(files[0].name, "datapackage.json");
/// let indicators = files.iter().find(|file| file.name == "indicators.csv").ok_or("no such table")?;
/// assert!(indicators.text.contains("yueyang/ind-001,yueyang,"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Reference
///
/// Frictionless Data: Data Package and Table Schema, version 1.
#[must_use]
pub fn data_package(comparison: &Comparison, plans: &[Plan]) -> Vec<PackageFile> {
    let tables = tables::tables(comparison, plans);
    let data: Vec<PackageFile> = tables.iter().map(file).collect();
    let resources: Vec<Value> = tables.iter().zip(&data).map(|(table, file)| resource(table, file)).collect();
    let descriptor = json!({
        "profile": "tabular-data-package",
        "name": "crossplan-comparison",
        "title": "科技创新规划对照 / Science and innovation plans, side by side",
        "description": "What plans promise: every target with the words it was read from, tasks, responsible bodies, \
                        and the observations that were compared. A text that a spreadsheet would take for a formula has \
                        an apostrophe in front.",
        "resources": resources,
    });
    let descriptor = PackageFile { name: "datapackage.json".to_owned(), text: format!("{descriptor:#}\n") };
    std::iter::once(descriptor).chain(data).collect()
}

/// One table of a package.
struct Table {
    name: &'static str,
    title: &'static str,
    fields: Vec<Field>,
    /// Columns that tell a line from all others; none where there is no such set.
    primary_key: &'static [&'static str],
    /// Column, table and column it refers to; an empty cell refers to nothing.
    foreign_keys: &'static [(&'static str, &'static str, &'static str)],
    rows: Vec<Vec<String>>,
}

/// One column.
struct Field {
    name: &'static str,
    /// A type of Table Schema.
    kind: &'static str,
    description: String,
}

fn file(table: &Table) -> PackageFile {
    let mut text = String::new();
    line(&mut text, &table.fields.iter().map(|field| field.name).collect::<Vec<_>>());
    table.rows.iter().for_each(|row| line(&mut text, row));
    PackageFile { name: format!("{}.csv", table.name), text }
}

fn resource(table: &Table, file: &PackageFile) -> Value {
    let fields = table.fields.iter().map(|field| {
        let required = table.primary_key.contains(&field.name);
        let mut described =
            json!({ "name": field.name, "type": field.kind, "description": field.description });
        if required && let Some(described) = described.as_object_mut() {
            described.insert("constraints".to_owned(), json!({ "required": true }));
        }
        described
    });
    let foreign_keys = table.foreign_keys.iter().map(|(field, resource, target)| {
        json!({ "fields": field, "reference": { "resource": resource, "fields": target } })
    });
    let mut schema = json!({
        "fields": fields.collect::<Vec<_>>(),
        "missingValues": [""],
        "foreignKeys": foreign_keys.collect::<Vec<_>>(),
    });
    if !table.primary_key.is_empty()
        && let Some(schema) = schema.as_object_mut()
    {
        schema.insert("primaryKey".to_owned(), json!(table.primary_key));
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.text.len(),
        "hash": format!("sha256:{}", crate::source::hash(file.text.as_bytes())),
        "dialect": { "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "lineTerminator": "\r\n", "header": true },
        "schema": schema,
    })
}
