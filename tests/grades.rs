//! Which statements may be compared, and in which order they stand.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod small_plans;

use std::cmp::Ordering;

use crossplan::Plan;
use crossplan::compare::{Comparability, Comparison, Grade, Ranking, Reason, grade};
use crossplan::lexicon::Catalog;
use crossplan::metrics::{Interval, Observation, observe};
use crossplan::schema::{Bound, Kind};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use small_plans::{plan, target, with};

fn firms(op: &str, count: &str) -> Value {
    target("高新技术企业", op, Some(count), Some("家"), "level", Some("high_tech_enterprises"))
}

fn contracts(value: &str, unit: &str) -> Value {
    target("技术合同成交额", "eq", Some(value), Some(unit), "annual", Some("tech_contract_value"))
}

#[track_caller]
fn observed(id: &str, target: Value) -> Observation {
    observe(&plan(id, "甲市", &[target]), Catalog::builtin()).stated.remove(0)
}

#[track_caller]
fn graded(one: Value, other: Value) -> Comparability {
    let (one, other) = (observed("a", one), observed("b", other));
    let found = grade(&one, &other);
    assert_eq!(found, grade(&other, &one), "graded alike from both sides");
    found
}

#[track_caller]
fn reasons(one: Value, other: Value) -> Vec<(Reason, Grade)> {
    graded(one, other).reasons.into_iter().collect()
}

#[test]
fn equal_footing_is_the_same_whatever_the_values() {
    assert_eq!(graded(firms("eq", "1100"), firms("eq", "50")).grade(), Grade::Same);
}

#[test]
fn each_difference_is_a_reason() {
    use Grade::{Adjusted, Caveated, Incomparable};
    let firm = || firms("eq", "1100");
    let increment = with(firm(), "kind", json!("increment"));
    let cases = [
        (with(firm(), "metric", json!("tech_smes")), vec![(Reason::Concept, Incomparable)]),
        (with(firm(), "horizon", json!("2027")), vec![(Reason::Horizon, Incomparable)]),
        (with(firm(), "horizon", json!("2025-06-30")), vec![(Reason::Horizon, Caveated)]),
        (with(firm(), "horizon_from", json!("plan")), vec![(Reason::Horizon, Caveated)]),
        (with(firm(), "horizon", json!(null)), vec![(Reason::Horizon, Incomparable)]),
        (with(firm(), "scope", json!("自创区")), vec![(Reason::Scope, Incomparable)]),
        (with(firm(), "scope", json!("全市")), vec![]),
        (firms("ge", "1100"), vec![(Reason::Bound, Caveated)]),
        (with(firm(), "aspirational", json!(true)), vec![(Reason::Aspirational, Caveated)]),
        (with(firm(), "unit", json!("万家")), vec![(Reason::Unit, Adjusted)]),
    ];
    for (other, expected) in cases {
        assert_eq!(reasons(firm(), other.clone()), expected, "{other}");
    }
    let kinds = graded(firm(), increment);
    assert_eq!(kinds.reasons[&Reason::Kind], Incomparable);
    assert!(!kinds.allow(Reason::Kind).may_rank());
}

#[test]
fn both_hedged_are_alike() {
    let hedged = || with(firms("eq", "1100"), "aspirational", json!(true));
    assert_eq!(graded(hedged(), hedged()).grade(), Grade::Same);
}

#[test]
fn amounts_in_other_magnitudes_are_adjusted() {
    assert_eq!(
        reasons(contracts("300", "亿元"), contracts("1650", "万元")),
        [(Reason::Unit, Grade::Adjusted)]
    );
}

#[test]
fn relative_target_has_no_figure() {
    let intensity = |op: &str, value: Option<&str>, kind: &str| {
        target("全社会研发投入强度", op, value, value.map(|_| "%"), kind, Some("rd_intensity"))
    };
    let found = graded(intensity("relative", None, "relative"), intensity("eq", Some("2.6"), "share"));
    assert_eq!(found.reasons[&Reason::Figure], Grade::Incomparable);
    assert!(!Reason::ALL.into_iter().fold(found, Comparability::allow).may_rank());
}

#[test]
fn close_match_is_a_caveat_and_related_concepts_are_never_ranked() {
    let patents = |subject: &str| {
        target(subject, "eq", Some("7"), Some("件/万人"), "density", Some("invention_patents_per_10k"))
    };
    let found = reasons(patents("每万人口有效发明专利拥有量"), patents("每万人口专利发明拥有量"));
    assert_eq!(found, [(Reason::Concept, Grade::Caveated)]);
    let share =
        |subject: &str, metric: &str| target(subject, "eq", Some("50"), Some("%"), "share", Some(metric));
    let of_gdp = share("高新技术产业增加值占GDP比重", "high_tech_value_added_share_gdp");
    let of_industry =
        share("高技术制造业增加值占规模以上工业增加值比重", "high_tech_manufacturing_share_industry");
    let found = graded(of_gdp.clone(), of_industry.clone());
    assert!(!Reason::ALL.into_iter().fold(found, Comparability::allow).may_rank());
    let plans = [plan("a", "甲市", &[of_gdp]), plan("b", "乙市", &[of_industry])];
    let comparison = Comparison::of(&plans).at_least(1).build().unwrap();
    for row in &comparison.rows {
        assert_eq!(comparison.rank(row.metric.as_str(), row.kind, &Reason::ALL).unwrap().groups, []);
    }
}

#[test]
fn increments_over_other_years_are_no_match() {
    let increment = || with(firms("eq", "500"), "kind", json!("increment"));
    let starting = |year: i32| {
        let mut plan = serde_json::to_value(plan("a", "甲市", &[increment()])).unwrap();
        plan["period"]["start"] = json!(year);
        let plan: Plan = serde_json::from_value(plan).unwrap();
        observe(&plan, Catalog::builtin()).stated.remove(0)
    };
    let found = grade(&starting(2021), &starting(2023));
    assert_eq!(found.reasons[&Reason::Horizon], Grade::Incomparable);
    assert_eq!(grade(&starting(2021), &starting(2021)).grade(), Grade::Same);
}

#[track_caller]
fn allowed(bound: Bound, lo: &str, hi: Option<&str>) -> Interval {
    let decimal = |text: &str| Decimal::from_str_exact(text).unwrap();
    Interval::stated(bound, decimal(lo), hi.map(decimal)).unwrap()
}

#[test]
fn bounds_are_ordered_by_what_they_promise() {
    let cases = [
        (Bound::Ge, "0.5", Bound::Eq, "7", Some(Ordering::Less)),
        (Bound::Ge, "8", Bound::Eq, "7", Some(Ordering::Greater)),
        (Bound::Gt, "2300", Bound::Ge, "2000", None),
        (Bound::Gt, "7", Bound::Eq, "7", Some(Ordering::Greater)),
        (Bound::Ge, "7", Bound::Eq, "7", Some(Ordering::Equal)),
        (Bound::Ge, "7", Bound::Ge, "7.0", Some(Ordering::Equal)),
        (Bound::Gt, "7", Bound::Ge, "7", None),
        (Bound::Le, "0.4", Bound::Eq, "0.5", Some(Ordering::Less)),
        (Bound::Le, "0.4", Bound::Lt, "0.5", None),
        (Bound::Ge, "5", Bound::Lt, "5", Some(Ordering::Greater)),
        (Bound::Ge, "5", Bound::Le, "7", None),
        (Bound::Approx, "100", Bound::Eq, "120", None),
        (Bound::Approx, "100", Bound::Eq, "160", Some(Ordering::Less)),
        (Bound::Rank, "10", Bound::Rank, "3", None),
    ];
    for (bound, value, other, against, expected) in cases {
        let (one, two) = (allowed(bound, value, None), allowed(other, against, None));
        assert_eq!(one.order(&two), expected, "{one} {two}");
        assert_eq!(two.order(&one), expected.map(Ordering::reverse), "{two} {one}");
    }
    assert_eq!(allowed(Bound::Range, "3", Some("5")).order(&allowed(Bound::Eq, "4", None)), None);
}

#[test]
fn rounding_is_half_of_the_last_digit_written() {
    let amount = observed("a", contracts("300", "亿元"));
    assert_eq!(Interval::rounded(&amount).unwrap().to_string(), "[29950000000, 30050000000]");
    let share = target("研发投入强度", "ge", Some("2.6"), Some("%"), "share", Some("rd_intensity"));
    assert_eq!(Interval::rounded(&observed("a", share)).unwrap().to_string(), "[2.55, ∞)");
}

fn ranked(targets: &[Value], allow: &[Reason]) -> Ranking {
    let plans: Vec<Plan> = targets
        .iter()
        .enumerate()
        .map(|(place, target)| plan(&format!("p{place}"), "甲市", std::slice::from_ref(target)))
        .collect();
    Comparison::of(&plans).build().unwrap().rank("high_tech_enterprises", Kind::Level, allow).unwrap()
}

#[test]
fn ranking_says_ties_doubt_and_what_is_left_out() {
    let later = with(firms("gt", "9000"), "horizon", json!("2027"));
    let zone = with(firms("eq", "10000"), "scope", json!("自创区"));
    let targets =
        [firms("eq", "1100"), firms("gt", "2300"), firms("ge", "2000"), firms("eq", "1100"), later, zone];
    let expected = "1 p1 more than 2300 家 by 2025 (not certain: place 1 to 2)\n\
        2 p2 at least 2000 家 by 2025 (not certain: place 1 to 2)\n\
        3= p0 1100 家 by 2025\n\
        3= p3 1100 家 by 2025\n\
        not ranked: p4 (horizon)\n\
        not ranked: p5 (scope)\n";
    assert_eq!(ranked(&targets, &[]).to_string(), expected);
    let relaxed = ranked(&targets, &[Reason::Horizon, Reason::Scope]);
    assert_eq!((relaxed.groups.len(), relaxed.groups[0].places.len(), relaxed.left_out.len()), (1, 6, 0));
    assert_eq!(relaxed.groups[0].caveats.reasons[&Reason::Horizon], Grade::Caveated);
}

#[test]
fn less_is_better_where_the_metric_says_so() {
    let energy = |op: &str, value: &str| {
        target("单位GDP能耗", op, Some(value), Some("吨标准煤/万元"), "density", Some("energy_intensity"))
    };
    let plans = [plan("a", "甲市", &[energy("eq", "0.5")]), plan("b", "乙市", &[energy("le", "0.4")])];
    let comparison = Comparison::of(&plans).build().unwrap();
    let ranking = comparison.rank("energy_intensity", Kind::Density, &[]).unwrap();
    let order: Vec<&str> = ranking.groups[0].places.iter().map(|place| place.plan.as_str()).collect();
    assert_eq!(order, ["b", "a"]);
}

/// A stated figure is no lack of one.
#[test]
fn figures_are_left_out_without_a_reason_where_neither_is_better() {
    let mut catalog = Catalog::builtin().clone();
    let row = "[[metric]]\nid = \"moons\"\npref_label = \"卫星数\"\nlabel_en = \"Moons\"\ndefinition = \"Moons.\"\n\
               dimension = \"count\"\nunit = \"颗\"\ndirection = \"neither\"\nkinds = [\"level\"]\nsource = \"own\"\n";
    catalog.extend("mine.toml", row).unwrap();
    let moons = |count: &str| target("卫星数", "eq", Some(count), Some("颗"), "level", Some("moons"));
    let plans = [
        plan("a", "甲市", &[moons("1")]),
        plan("b", "乙市", &[moons("2")]),
        plan("c", "丙市", &[firms("eq", "1")]),
    ];
    let comparison = Comparison::of(&plans).catalog(&catalog).metrics(["moons"]).build().unwrap();
    let ranking = comparison.rank("moons", Kind::Level, &[]).unwrap();
    assert_eq!(
        ranking.to_string(),
        "not ranked: a (nothing to rank it by)\nnot ranked: b (nothing to rank it by)\nnot ranked: c (figure)\n"
    );
}

#[test]
fn bundled_plans_are_ranked_year_by_year() {
    let plans: Vec<Plan> = crossplan::samples::all()
        .iter()
        .map(|source| crossplan::normalizers::read(source).unwrap())
        .collect();
    let comparison = Comparison::of(&plans).build().unwrap();
    let patents = comparison.rank("invention_patents_per_10k", Kind::Density, &[]).unwrap();
    assert_eq!(
        patents.to_string(),
        "1 changzhutan 50 件/万人 by 2025\n2 yueyang 7 件/万人 by 2025\n\
        not ranked: linyi (figure)\nnot ranked: shanwei-district (horizon)\nnot ranked: yichang (figure)\n"
    );
}

fn any_target() -> impl Strategy<Value = Value> {
    let op = prop::sample::select(vec!["eq", "ge", "gt", "le", "lt", "approx", "range"]);
    let horizon = prop::sample::select(vec![json!("2025"), json!("2027"), json!(null)]);
    let scope = prop::sample::select(vec![json!(null), json!("全市"), json!("自创区")]);
    let kind = prop::sample::select(vec!["level", "increment", "annual"]);
    (op, 1_u32..30, horizon, scope, kind, any::<bool>()).prop_map(
        |(op, value, horizon, scope, kind, hedged)| {
            let mut target = firms(op, &value.to_string());
            if op == "range" {
                target = with(target, "hi", json!((value + 5).to_string()));
            }
            let target = with(with(target, "horizon", horizon), "scope", scope);
            with(with(target, "kind", json!(kind)), "aspirational", json!(hedged))
        },
    )
}

fn any_level() -> impl Strategy<Value = Value> {
    any_target().prop_map(|target| with(with(target, "kind", json!("level")), "horizon", json!("2025")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn grade_is_seen_from_both_sides(one in any_target(), other in any_target()) {
        let (one, other) = (observed("a", one), observed("b", other));
        prop_assert_eq!(grade(&one, &other), grade(&other, &one));
        let itself = grade(&one, &one);
        prop_assert!(itself.may_rank(), "{:?}", itself);
    }

    #[test]
    fn only_what_may_be_ranked_shares_a_group(
        targets in prop::collection::vec(any_target(), 1..10),
        allow in prop::sample::subsequence(Reason::ALL.to_vec(), 0..4),
    ) {
        let plans: Vec<Plan> = targets.iter().enumerate().map(|(n, t)| plan(&format!("p{n}"), "甲市", std::slice::from_ref(t))).collect();
        let comparison = Comparison::of(&plans).at_least(1).build().unwrap();
        for row in &comparison.rows {
            let ranking = comparison.rank(row.metric.as_str(), row.kind, &allow).unwrap();
            let leading = |id: &str| comparison.cell(row.metric.as_str(), row.kind, id).unwrap().leading().map(|f| f.observation.clone());
            for one in plans.iter().filter_map(|plan| leading(&plan.id)) {
                for other in plans.iter().filter_map(|plan| leading(&plan.id)).filter(|other| other.plan != one.plan) {
                    let together = ranking.groups.iter().any(|group| {
                        [&one.plan, &other.plan].into_iter().all(|id| group.places.iter().any(|place| place.plan == *id))
                    });
                    let found = allow.iter().fold(grade(&one, &other), |found, reason| found.allow(*reason));
                    prop_assert_eq!(together, found.may_rank());
                }
            }
        }
    }

    #[test]
    fn places_are_those_of_every_pair(targets in prop::collection::vec(any_level(), 2..14)) {
        let ranking = ranked(&targets, &[Reason::Scope]);
        let places = ranking.groups.first().map(|group| group.places.clone()).unwrap_or_default();
        let intervals: Vec<Interval> = targets.iter().map(|target| Interval::of(&observed("a", target.clone())).unwrap()).collect();
        for (number, one) in intervals.iter().enumerate() {
            let against = |wanted| intervals.iter().enumerate().filter(|(n, other)| *n != number && one.order(other) == Some(wanted)).count();
            let place = places.iter().find(|place| place.plan == format!("p{number}")).unwrap();
            prop_assert_eq!(place.best, 1 + against(Ordering::Less));
            prop_assert_eq!(place.worst, targets.len() - against(Ordering::Greater) - against(Ordering::Equal));
            prop_assert!(place.best <= place.place && place.place <= place.worst, "{:?}", place);
        }
    }

    #[test]
    fn order_of_plans_changes_no_place(targets in prop::collection::vec(any_target(), 2..10), seed in any::<u64>()) {
        let mut plans: Vec<Plan> = targets.iter().enumerate().map(|(n, t)| plan(&format!("p{n}"), "甲市", std::slice::from_ref(t))).collect();
        let straight = Comparison::of(&plans).metrics(["high_tech_enterprises"]).build().unwrap();
        plans.sort_by_key(|plan| plan.id.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))));
        let shuffled = Comparison::of(&plans).metrics(["high_tech_enterprises"]).build().unwrap();
        for row in &straight.rows {
            let of = |comparison: &Comparison| comparison.rank(row.metric.as_str(), row.kind, &[]).unwrap();
            prop_assert_eq!(of(&straight), of(&shuffled));
        }
    }

    #[test]
    fn scale_of_the_unit_changes_no_place(values in prop::collection::vec((1_u32..99, any::<bool>()), 2..8)) {
        let rank = |units: &dyn Fn(bool) -> (&'static str, u32)| {
            let plans: Vec<Plan> = values.iter().enumerate().map(|(n, (value, other))| {
                let (unit, factor) = units(*other);
                plan(&format!("p{n}"), "甲市", &[contracts(&(value * factor).to_string(), unit)])
            }).collect();
            let ranking = Comparison::of(&plans).build().unwrap().rank("tech_contract_value", Kind::Annual, &[]).unwrap();
            ranking.groups[0].places.iter().map(|p| (p.plan.clone(), p.place, p.best, p.worst, p.tied)).collect::<Vec<_>>()
        };
        let plain = rank(&|_| ("亿元", 1));
        prop_assert_eq!(&plain, &rank(&|other| if other { ("万元", 10_000) } else { ("亿元", 1) }));
        prop_assert_eq!(&plain, &rank(&|_| ("万元", 1)));
    }
}
