//! The data package: read back against its own descriptor.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod small_plans;

use std::collections::{BTreeMap, BTreeSet};

use crossplan::compare::Comparison;
use crossplan::reference::Reference;
use crossplan::report::{self, PackageFile, data_package};
use crossplan::{Plan, normalizers, samples};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use small_plans::{plan, target, with};

type Rows = Vec<BTreeMap<String, String>>;

fn read() -> Vec<Plan> {
    samples::all().iter().map(|source| normalizers::read(source).unwrap()).collect()
}

fn bundled() -> (Vec<Plan>, Comparison) {
    let (plans, reference) = (read(), Reference::bundled());
    let comparison =
        Comparison::of(&plans).at_least(1).build().unwrap().resolve(reference).per_head(reference);
    (plans, comparison)
}

fn descriptor(files: &[PackageFile]) -> Value {
    assert_eq!(files[0].name, "datapackage.json");
    serde_json::from_str(&files[0].text).unwrap()
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.clone()],
        Value::Array(names) => names.iter().map(|name| name.as_str().unwrap().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// The rows of a table, as another program reads them.
#[track_caller]
fn rows(files: &[PackageFile], path: &str) -> Rows {
    let file = files.iter().find(|file| file.name == path).unwrap_or_else(|| panic!("no {path}"));
    let mut reader = csv::Reader::from_reader(file.text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let line = |record: csv::StringRecord| {
        head.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| line(record.expect("as many cells as columns"))).collect()
}

/// True if a cell holds a value of a type of Table Schema.
fn fits(kind: &str, cell: &str) -> bool {
    match kind {
        "string" => true,
        "number" => Decimal::from_str_exact(cell).is_ok(),
        "integer" => cell.parse::<i64>().is_ok(),
        "boolean" => matches!(cell, "true" | "false"),
        "date" => cell.len() == 10 && cell.parse::<chrono::NaiveDate>().is_ok(),
        other => panic!("{other} is no type that is used here"),
    }
}

/// Everything in a package that its descriptor does not allow.
fn problems(files: &[PackageFile]) -> Vec<String> {
    let descriptor = descriptor(files);
    let mut found = Vec::new();
    let resources = descriptor["resources"].as_array().unwrap();
    assert_eq!(resources.len() + 1, files.len());
    let by_name: BTreeMap<&str, Rows> = resources
        .iter()
        .map(|resource| (resource["name"].as_str().unwrap(), rows(files, resource["path"].as_str().unwrap())))
        .collect();
    for resource in resources {
        let (name, schema) = (resource["name"].as_str().unwrap(), &resource["schema"]);
        let file = files.iter().find(|file| resource["path"] == json!(file.name)).unwrap();
        let fields: Vec<(String, String)> = schema["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| {
                (field["name"].as_str().unwrap().to_owned(), field["type"].as_str().unwrap().to_owned())
            })
            .collect();
        let head: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
        if file.text.split("\r\n").next() != Some(&head.join(","))
            || resource["bytes"] != json!(file.text.len())
        {
            found.push(format!("{name}: head or length differ"));
        }
        let mut keys = BTreeSet::new();
        let primary = names(&schema["primaryKey"]);
        for (number, row) in by_name[name].iter().enumerate() {
            for (field, kind) in &fields {
                let cell = &row[field];
                if !(cell.is_empty() || fits(kind, cell)) {
                    found.push(format!("{name} {number}: {field} {cell:?} is no {kind}"));
                }
            }
            let key: Vec<&String> = primary.iter().map(|field| &row[field]).collect();
            if !primary.is_empty() && (key.iter().any(|cell| cell.is_empty()) || !keys.insert(key.clone())) {
                found.push(format!("{name} {number}: key {key:?}"));
            }
            for reference in schema["foreignKeys"].as_array().unwrap() {
                let (field, target) = (reference["fields"].as_str().unwrap(), &reference["reference"]);
                let (table, column) =
                    (target["resource"].as_str().unwrap(), target["fields"].as_str().unwrap());
                let cell = &row[field];
                if !cell.is_empty() && !by_name[table].iter().any(|row| row[column] == *cell) {
                    found.push(format!("{name} {number}: {field} {cell:?} is not in {table}"));
                }
            }
        }
    }
    found
}

#[test]
fn package_of_the_samples_fits_its_descriptor() {
    let (plans, comparison) = bundled();
    let files = data_package(&comparison, &plans);
    assert_eq!(problems(&files), Vec::<String>::new());
    let count = |path: &str| rows(&files, path).len();
    let sum = |of: fn(&Plan) -> usize| plans.iter().map(of).sum::<usize>();
    assert_eq!(count("plans.csv"), 5);
    assert_eq!(count("tasks.csv"), sum(|plan| plan.tasks.len()));
    assert_eq!(count("bodies.csv"), sum(|plan| plan.units.len()));
    assert_eq!(count("indicators.csv"), sum(|plan| plan.indicators.len()));
    let named = sum(|plan| plan.tasks.iter().map(|task| task.responsibilities.len()).sum());
    assert_eq!(count("responsibilities.csv"), named);
    assert_eq!(count("observations.csv"), csv_lines(&comparison));
    assert!(named > 100 && count("observations.csv") > 200);
}

/// How many lines the plain CSV report has below its head.
fn csv_lines(comparison: &Comparison) -> usize {
    csv::Reader::from_reader(report::csv(comparison).as_bytes()).records().count()
}

#[test]
fn figures_of_the_package_are_those_of_the_plans() {
    let (plans, comparison) = bundled();
    let files = data_package(&comparison, &plans);
    let indicators = rows(&files, "indicators.csv");
    let targets = plans.iter().flat_map(|plan| plan.indicators.iter().map(move |target| (plan, target)));
    for (row, (plan, target)) in indicators.iter().zip(targets) {
        assert_eq!(row["id"], format!("{}/{}", plan.id, target.id));
        assert_eq!(row["lo"], target.lo.map(|lo| lo.to_string()).unwrap_or_default());
        assert_eq!(report::plain_text(&row["quote"]), target.evidence.quote);
        assert_eq!((row["op"].as_str(), row["kind"].as_str()), (target.op.as_str(), target.kind.as_str()));
    }
}

#[test]
fn what_does_not_fit_is_seen() {
    let (plans, comparison) = bundled();
    let files = data_package(&comparison, &plans);
    let spoiled = |name: &str, from: &str, to: &str| {
        let mut files = files.clone();
        let file = files.iter_mut().find(|file| file.name == name).unwrap();
        assert!(file.text.contains(from), "{from}");
        file.text = file.text.replacen(from, to, 1);
        problems(&files)
    };
    assert!(!spoiled("tasks.csv", "yueyang/task-02,", "yueyang/task-01,").is_empty());
    assert!(!spoiled("tasks.csv", ",yueyang,", ",nowhere,").is_empty());
    assert!(!spoiled("indicators.csv", ",1100,", ",many,").is_empty());
    assert!(!spoiled("responsibilities.csv", "yueyang/unit-", "yueyang/none-").is_empty());
}

#[test]
fn nothing_compared_makes_a_package_too() {
    let files = data_package(&Comparison::of([]).build().unwrap(), &[]);
    assert_eq!(problems(&files), Vec::<String>::new());
    assert_eq!(rows(&files, "observations.csv").len(), 0);
}

#[test]
fn plan_given_twice_or_not_at_all_breaks_no_key() {
    let firms = target("高新技术企业", "eq", Some("5"), Some("家"), "level", Some("high_tech_enterprises"));
    let plans = [plan("same", "甲市", std::slice::from_ref(&firms)), plan("same", "乙市", &[firms])];
    let comparison = Comparison::of(&plans[..1]).build().unwrap();
    assert_eq!(problems(&data_package(&comparison, &plans)), Vec::<String>::new());
    assert_eq!(problems(&data_package(&comparison, &[])), Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn package_fits_its_descriptor_whatever_the_text(words in "\\PC{1,12}", id in "[=+@'a-z一-龥/,\"]{1,6}") {
        let firms = target(&words, "ge", Some("5"), Some("家"), "level", Some("high_tech_enterprises"));
        let plans = [plan(&id, &words, &[with(firms, "scope", json!(words))])];
        let files = data_package(&Comparison::of(&plans).build().unwrap(), &plans);
        prop_assert_eq!(problems(&files), Vec::<String>::new());
        let indicators = rows(&files, "indicators.csv");
        prop_assert_eq!(report::plain_text(&indicators[0]["subject"]), words);
    }
}
