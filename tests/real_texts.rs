//! The five real texts, scored against their annotation.
//!
//! `CROSSPLAN_PLANS` names the folder of the texts, `CROSSPLAN_GOLD` that of the annotation. The texts are not part of
//! the crate; without them the test says that it is skipped.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod scoring;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crossplan::compare::Comparison;
use crossplan::normalizers::{self, Normalizer};
use crossplan::{Plan, Source, report, samples};
use scoring::{Score, score};

const NAMES: [&str; 5] = ["yueyang", "changzhutan", "linyi", "shanwei-district", "yichang"];

fn folder(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from)
}

/// Straight to the terminal: the test harness hides what passing tests print.
fn said_skipped() {
    let said = "SKIPPED: the real texts; set CROSSPLAN_PLANS and CROSSPLAN_GOLD to score them\n";
    std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes()).unwrap();
}

/// Scores all five. `None`, said aloud, if a folder is not given.
fn scored(read: impl Fn(&str, &Source) -> Plan) -> Option<Score> {
    let (Some(plans), Some(gold)) = (folder("CROSSPLAN_PLANS"), folder("CROSSPLAN_GOLD")) else {
        said_skipped();
        return None;
    };
    let mut total = Score::default();
    for name in NAMES {
        let source = Source::from_path(plans.join(format!("{name}.txt"))).unwrap();
        let annotation = std::fs::read_to_string(gold.join(format!("{name}.json"))).unwrap();
        let plan = read(name, &source);
        plan.validate_against(&source).unwrap();
        total.add(score(&serde_json::from_str(&annotation).unwrap(), &plan, &source));
    }
    Some(total)
}

#[test]
fn own_normalizers_read_the_real_texts() {
    let read = |name: &str, source: &Source| {
        assert_eq!(normalizers::detect(source).profile().id, name, "detection");
        normalizers::by_name(name).unwrap().read(source).unwrap()
    };
    let Some(total) = scored(read) else { return };
    assert!(total.precision() >= 0.98 && total.recall() >= 0.98, "expected 0.98 and 0.98: {total}");
    assert!(total.core_share() >= 0.96, "expected core 0.96: {total}");
    assert!(total.full_share() >= 0.95, "expected full 0.95: {total}");
    assert!(total.tasks == 110 && total.tasks_full >= 108, "expected 108 of 110 tasks: {total}");
    assert_eq!(total.bad_spans, 0, "{total}");
}

/// What a matrix says of each metric and plan: figure, unit, bound, horizon and kind, without where it stands.
fn figures(plans: &[Plan]) -> BTreeSet<String> {
    const SAID: [&str; 11] = [
        "plan", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "bound",
        "upper", "stretch", "kind",
    ];
    let table = report::csv(&Comparison::of(plans).build().unwrap());
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let head = reader.headers().unwrap().clone();
    let said = |row: csv::StringRecord| {
        SAID.map(|name| row[head.iter().position(|column| column == name).unwrap()].to_owned()).join(" ")
    };
    reader.records().map(|row| said(row.unwrap())).collect()
}

#[test]
fn the_bundled_digests_give_the_figures_of_the_real_texts() {
    let Some(folder) = folder("CROSSPLAN_PLANS") else { return said_skipped() };
    let read = |source: &Source| normalizers::read(source).unwrap();
    let real = NAMES.map(|name| read(&Source::from_path(folder.join(format!("{name}.txt"))).unwrap()));
    let digests: Vec<Plan> = samples::all().iter().map(read).collect();
    let (real, digests) = (figures(&real), figures(&digests));
    assert!(real.len() > 100, "{}", real.len());
    assert_eq!(digests.difference(&real).collect::<Vec<_>>(), Vec::<&String>::new(), "only in the digests");
    assert_eq!(
        real.difference(&digests).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "only in the real texts"
    );
}

#[test]
fn the_matrix_holds_every_metric_that_a_plan_states() {
    let (Some(texts), Some(gold)) = (folder("CROSSPLAN_PLANS"), folder("CROSSPLAN_GOLD")) else {
        return said_skipped();
    };
    let read = |name: &str| {
        normalizers::read(&Source::from_path(texts.join(format!("{name}.txt"))).unwrap()).unwrap()
    };
    let plans = NAMES.map(read);
    let comparison = Comparison::of(&plans).at_least(1).build().unwrap();
    let mut stated = BTreeSet::new();
    for (name, at) in NAMES.iter().zip(0..) {
        let rows = comparison.rows.iter().filter(|row| row.cells[at].leading().is_some());
        stated.extend(rows.map(|row| (name.to_string(), row.metric.to_string())));
    }
    let mut asked = BTreeSet::new();
    for name in NAMES {
        let annotation = std::fs::read_to_string(gold.join(format!("{name}.json"))).unwrap();
        let annotation: serde_json::Value = serde_json::from_str(&annotation).unwrap();
        let metrics =
            annotation["indicators"].as_array().unwrap().iter().filter_map(|i| i["metric"].as_str());
        asked.extend(metrics.map(|metric| (name.to_owned(), metric.to_owned())));
    }
    let missing: Vec<_> = asked.difference(&stated).collect();
    assert!(asked.len() >= 38, "{}", asked.len());
    assert_eq!(missing, Vec::<&(String, String)>::new());
}

#[test]
fn generic_reads_the_real_texts_nearly_as_well() {
    let Some(total) = scored(|_, source| normalizers::Generic.read(source).unwrap()) else { return };
    assert!(total.recall() >= 0.96, "expected recall 0.96: {total}");
    assert!(total.core_share() >= 0.92, "expected core 0.92: {total}");
    assert_eq!(total.bad_spans, 0, "{total}");
}
