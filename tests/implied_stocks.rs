//! What levels and increments imply of the start, and what they are set against.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod small_plans;

use crossplan::audit::{Check, Finding, Verdict, audit};
use crossplan::reference::Reference;
use serde_json::{Value, json};
use small_plans::{of_yueyang, plan, target, with};

fn firms(op: &str, count: &str, kind: &str) -> Value {
    target("高新技术企业", op, Some(count), Some("家"), kind, Some("high_tech_enterprises"))
}

fn in_tasks(target: Value) -> Value {
    with(target, "section", json!("tasks"))
}

fn found(targets: &[Value]) -> Vec<Finding> {
    audit(&plan("a", "甲市", targets), None)
}

#[test]
fn level_less_increment_implies_a_stock() {
    let note = found(&[firms("eq", "1100", "level"), in_tasks(firms("eq", "500", "increment"))]);
    assert_eq!((note[0].check, note[0].verdict), (Check::ImpliedStock, Verdict::Note));
    assert!(
        note[0]
            .sentence
            .starts_with("High-tech enterprises: 1100 less 500 to be added implies 600 at the start")
    );
    let open = found(&[firms("ge", "1100", "level"), in_tasks(firms("gt", "500", "increment"))]);
    assert!(open[0].sentence.contains("implies any number at the start"), "{}", open[0].sentence);
    let negative = found(&[firms("eq", "300", "level"), in_tasks(firms("eq", "500", "increment"))]);
    assert_eq!(negative[0].verdict, Verdict::Contradiction);
    let began =
        |count: &str| with(firms("eq", "1100", "level"), "baseline", json!({ "value": count, "year": 2020 }));
    let agrees = found(&[began("600"), in_tasks(firms("eq", "500", "increment"))]);
    assert_eq!(agrees[0].verdict, Verdict::Agreement);
    let apart = found(&[began("700"), in_tasks(firms("eq", "500", "increment"))]);
    assert_eq!(apart[0].verdict, Verdict::Doubt);
    assert_eq!(apart[0].gap.as_ref().unwrap().value, 100.into());
}

#[test]
fn implied_stock_is_set_against_the_published_one() {
    let mine = "code,name,indicator,year,value,unit\n430600,岳阳市,high_tech_enterprises,2020,742,家";
    let mine = Reference::from_csv("mine.csv", mine).unwrap();
    let found = audit(
        &of_yueyang("a", &[firms("eq", "1100", "level"), in_tasks(firms("eq", "500", "increment"))]),
        Some(&mine),
    );
    assert_eq!(
        found[0].sentence,
        "High-tech enterprises: 1100 less 500 to be added implies 600 at the start; 742 (final 2020) is known, 142 apart"
    );
    assert_eq!(
        found[0].chinese,
        "高新技术企业: 1100 家 减去新增 500 家,推得期初 600 家;已知 742 家(2020年最终核实),相差 142"
    );
    assert_eq!(found[0].known[0].year, 2020);
}

/// 到2025年,高新技术企业由1万家增加到2万家,新增高新技术企业1万家
#[test]
fn implied_stock_is_set_against_baselines_and_figures_in_other_units() {
    let began =
        |target: Value, value: &str| with(target, "baseline", json!({ "value": value, "year": 2020 }));
    let firms = |kind: &str, count: &str| with(firms("eq", count, kind), "unit", json!("万家"));
    let agrees = found(&[began(firms("level", "2"), "1"), in_tasks(firms("increment", "1"))]);
    assert_eq!((agrees[0].verdict, &agrees[0].gap), (Verdict::Agreement, &None), "{}", agrees[0].sentence);
    assert!(agrees[0].chinese.ends_with("推得期初 10000 家;已知 1 万家"), "{}", agrees[0].chinese);
    let apart = found(&[began(firms("level", "2"), "1.5"), in_tasks(firms("increment", "1"))]);
    assert_eq!(apart[0].gap.as_ref().unwrap().value, 5_000.into());

    // 亿元, of a metric and of none.
    for metric in [Some("rd_expenditure"), None] {
        let spent =
            |kind: &str, value: &str| target("科技支出", "eq", Some(value), Some("亿元"), kind, metric);
        let agrees = found(&[began(spent("level", "9"), "5.2"), in_tasks(spent("increment", "3.8"))]);
        assert_eq!(agrees[0].verdict, Verdict::Agreement, "{metric:?}: {}", agrees[0].sentence);
    }

    let spent = |kind: &str, value: &str| {
        target("全社会研发投入", "eq", Some(value), Some("亿元"), kind, Some("rd_expenditure"))
    };
    let mine = "code,name,indicator,year,value,unit\n430600,岳阳市,rd_expenditure,2020,1000000,万元";
    let mine = Reference::from_csv("mine.csv", mine).unwrap();
    let found =
        audit(&of_yueyang("a", &[spent("level", "150"), in_tasks(spent("increment", "50"))]), Some(&mine));
    assert_eq!((found[0].verdict, found[0].known.len()), (Verdict::Agreement, 1), "{}", found[0].sentence);
}
