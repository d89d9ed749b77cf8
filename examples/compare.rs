//! Compares plans: the bundled ones, or the files that are given.
//!
//! ```text
//! cargo run --example compare -- [FILE…] [--metric ID]… [--per-capita] [--reference FILE.csv] [--format table|markdown]
//!
//! │ Metric                ┆ yueyang 岳阳市 ┆ changzhutan 长株潭 ┆ linyi 临沂市 ┆ shanwei-district … ┆ yichang 宜昌市 │
//! │ Invention patents per ┆ 7 (2025) 2×    ┆ 50 (2025) 2×       ┆ not stated   ┆ ≥0.5 (2026) ~?     ┆ not stated     │
//! │ 10,000 people         ┆                ┆                    ┆              ┆                    ┆                │
//! ```
//!
//! Without `--metric` it shows every metric that at least two plans state. `COLUMNS` sets the width of the table.

use std::error::Error;

use crossplan::compare::Comparison;
use crossplan::reference::Reference;
use crossplan::{Plan, Source, normalizers, report, samples};

fn main() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    let mut metrics = Vec::new();
    let (mut format, mut per_head, mut reference) = ("table".to_owned(), false, Reference::bundled().clone());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument}: expected a value"));
        match argument.as_str() {
            "--metric" => metrics.push(value()?),
            "--format" => format = value()?,
            "--per-capita" => per_head = true,
            "--reference" => reference.merge(Reference::from_path(value()?)?),
            option if option.starts_with("--") => return Err(format!("{option}: no such option").into()),
            _ => files.push(argument),
        }
    }
    let sources = if files.is_empty() {
        samples::all().into()
    } else {
        files.iter().map(Source::from_path).collect::<Result<Vec<Source>, _>>()?
    };
    let plans = sources.iter().map(normalizers::read).collect::<Result<Vec<Plan>, _>>()?;
    let mut comparison = Comparison::of(&plans);
    if !metrics.is_empty() {
        comparison = comparison.metrics(metrics);
    }
    let mut comparison = comparison.build()?.resolve(&reference);
    if per_head {
        comparison = comparison.per_head(&reference);
    }
    let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(120);
    match format.as_str() {
        "table" => print!("{}", report::table(&comparison, width)),
        "markdown" => print!("{}", report::markdown(&comparison)),
        other => return Err(format!("--format {other}: expected table or markdown").into()),
    }
    Ok(())
}
