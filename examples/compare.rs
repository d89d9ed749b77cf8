//! Compares plans: the bundled ones, or the files that are given.
//!
//! ```text
//! cargo run --example compare -- [FILE|FOLDER…] [--metric ID]… [--per-capita] [--reference FILE.csv]
//!     [--format table|markdown|csv|json|html] [--output FILE] [--en] [--package FOLDER]
//!
//! │ Metric                ┆ yueyang 岳阳市 ┆ changzhutan 长株潭 ┆ linyi 临沂市 ┆ shanwei-district … ┆ yichang 宜昌市 │
//! │ Invention patents per ┆ 7 (2025) 2×    ┆ 50 (2025) 2×       ┆ not stated   ┆ ≥0.5 (2026) ~?     ┆ not stated     │
//! │ 10,000 people         ┆                ┆                    ┆              ┆                    ┆                │
//! ```
//!
//! Without `--metric` it shows every metric that at least two plans state. `COLUMNS` sets the width of the table;
//! `--en` opens the page of `--format html` in English. `--package` writes a data package to a folder: CSV files and
//! their descriptor.

mod given;

use std::error::Error;
use std::path::PathBuf;

use crossplan::compare::Comparison;
use crossplan::reference::Reference;
use crossplan::report::{self, Language};

const HELP: &str = "compare [FILE|FOLDER…] [--metric ID]… [--per-capita] [--reference FILE.csv]
    [--format table|markdown|csv|json|html] [--output FILE] [--package FOLDER] [--en]
Ids of metrics stand in src/lexicon/data/metrics.toml.";

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut metrics, mut per_head) = (Vec::new(), Vec::new(), false);
    let mut reference = Reference::bundled().clone();
    let (mut format, mut language) = ("table".to_owned(), Language::Chinese);
    let (mut output, mut package) = (None, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument}: expected a value"));
        match argument.as_str() {
            "--metric" => metrics.push(value()?),
            "--per-capita" => per_head = true,
            "--reference" => reference.merge(Reference::from_path(value()?)?),
            "--format" => format = value()?,
            "--output" => output = Some(value()?),
            "--package" => package = Some(PathBuf::from(value()?)),
            "--en" => language = Language::English,
            option if option.starts_with("--") => return Err(given::refused(option, HELP)),
            _ => files.push(argument),
        }
    }
    let sources = given::sources(&files)?;
    let plans = given::plans(&sources)?;
    let all = Comparison::of(&plans);
    let comparison = if metrics.is_empty() { all } else { all.metrics(metrics) }.build()?.resolve(&reference);
    let comparison = if per_head { comparison.per_head(&reference) } else { comparison };
    given::say_if_empty(comparison.rows.is_empty(), &plans);
    if let Some(folder) = &package {
        given::write(folder, report::data_package(&comparison, &plans))?;
        if output.is_none() {
            return Ok(());
        }
    }
    let read: Vec<_> = plans.iter().zip(&sources).collect();
    let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(120);
    let text = match format.as_str() {
        "table" => report::table(&comparison, width),
        "markdown" => report::markdown(&comparison),
        "csv" => format!("{}{}", report::BYTE_ORDER_MARK, report::csv(&comparison)),
        "json" => report::json(&comparison),
        "html" => report::html(&comparison, &read, &reference, language),
        other => return Err(format!("--format {other}: expected table, markdown, csv, json or html").into()),
    };
    match output {
        Some(file) => std::fs::write(&file, text).map_err(|error| format!("{file}: {error}"))?,
        None => print!("{text}"),
    }
    Ok(())
}
