//! Runs `tests/corpus/metrics/*.txt`: wordings of targets, and the metric each must lead to.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

use std::fmt::Write as _;
use std::path::Path;

use crossplan::lexicon::{Catalog, Mapping, Statement};
use crossplan::schema::Kind;

/// What a block of lines must give.
enum Expected {
    Nothing,
    Mapping { metric: String, relation: String },
}

#[test]
fn every_wording_leads_to_its_metric() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/metrics");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut failures = String::new();
    let mut lines = 0;
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut expected = Expected::Nothing;
        for (number, line) in std::fs::read_to_string(&file).unwrap().lines().enumerate() {
            match line.trim() {
                "" => {}
                line if line.starts_with('#') => {}
                line if line.starts_with('=') => expected = header(line),
                line => {
                    lines += 1;
                    if let Some(got) = wrong(line, &expected) {
                        let place = number + 1;
                        writeln!(failures, "{name}:{place}: {line}: expected {}, got {got}", show(&expected))
                            .unwrap();
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(lines > 200, "only {lines} lines were read");
}

fn header(line: &str) -> Expected {
    let mut words = line.trim_start_matches('=').split_whitespace();
    match (words.next(), words.next()) {
        (Some("nothing"), None) => Expected::Nothing,
        (Some(metric), Some(relation)) => {
            Expected::Mapping { metric: metric.to_owned(), relation: relation.to_owned() }
        }
        _ => panic!("{line:?}: expected `= metric relation` or `= nothing`"),
    }
}

/// What the line gave, if it is not what it must give.
fn wrong(line: &str, expected: &Expected) -> Option<String> {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let column = |at: usize| columns.get(at).copied().filter(|text| !text.is_empty());
    let usual = match expected {
        Expected::Nothing => Kind::Level,
        Expected::Mapping { metric, .. } => {
            *Catalog::builtin().get(metric).expect(metric).kinds.first().unwrap()
        }
    };
    let kind = column(2).map_or(usual, |kind| serde_json::from_str(&format!("{kind:?}")).expect(kind));
    let statement =
        Statement { subject: column(0).unwrap(), unit: column(1), kind, of: column(3), action: column(4) };
    let mapping = Catalog::builtin().identify(&statement);
    let right = match (expected, &mapping) {
        (Expected::Nothing, found) => found.as_ref().is_none_or(|mapping| !mapping.relation.stands_for()),
        (Expected::Mapping { metric, relation }, Some(found)) => {
            found.metric.as_str() == metric && found.relation.as_str() == relation
        }
        (Expected::Mapping { .. }, None) => false,
    };
    (!right).then(|| mapping.map_or_else(|| "nothing".to_owned(), got))
}

fn got(mapping: Mapping) -> String {
    format!("{} {} ({})", mapping.metric, mapping.relation.as_str(), mapping.reason)
}

fn show(expected: &Expected) -> String {
    match expected {
        Expected::Nothing => "nothing".to_owned(),
        Expected::Mapping { metric, relation } => format!("{metric} {relation}"),
    }
}
