//! The five real texts, scored against their annotation.
//!
//! `CROSSPLAN_PLANS` names the folder of the texts, `CROSSPLAN_GOLD` that of the annotation. The texts are not part of
//! the crate; without them the test says that it is skipped.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod scoring;

use std::path::PathBuf;

use crossplan::normalizers::{self, Normalizer};
use crossplan::{Plan, Source};
use scoring::{Score, score};

const NAMES: [&str; 5] = ["yueyang", "changzhutan", "linyi", "shanwei-district", "yichang"];

/// Scores all five. `None`, said aloud, if a folder is not given.
fn scored(read: impl Fn(&str, &Source) -> Plan) -> Option<Score> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let (Some(plans), Some(gold)) = (folder("CROSSPLAN_PLANS"), folder("CROSSPLAN_GOLD")) else {
        // Straight to the terminal: the test harness hides what passing tests print.
        let said = "SKIPPED: the real texts; set CROSSPLAN_PLANS and CROSSPLAN_GOLD to score them\n";
        std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes()).unwrap();
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
    assert!(total.full_share() >= 0.92, "expected full 0.92: {total}");
    assert!(total.tasks == 110 && total.tasks_full >= 108, "expected 108 of 110 tasks: {total}");
    assert_eq!(total.bad_spans, 0, "{total}");
}

#[test]
fn generic_reads_the_real_texts_nearly_as_well() {
    let Some(total) = scored(|_, source| normalizers::Generic.read(source).unwrap()) else { return };
    assert!(total.recall() >= 0.96, "expected recall 0.96: {total}");
    assert!(total.core_share() >= 0.92, "expected core 0.92: {total}");
    assert_eq!(total.bad_spans, 0, "{total}");
}
