//! What the checks of a plan find, and what they must leave alone.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod small_plans;

use crossplan::audit::{Check, Finding, Verdict, audit};
use crossplan::reference::Reference;
use crossplan::schema::Indicator;
use crossplan::{Plan, Source, normalizers, samples};
use proptest::prelude::*;
use serde_json::{Value, json};
use small_plans::{of_yueyang, plan, target, with};

fn amount(subject: &str, metric: &str, value: &str) -> Value {
    target(subject, "eq", Some(value), Some("亿元"), "annual", Some(metric))
}

fn share(subject: &str, metric: &str, value: &str) -> Value {
    with(target(subject, "eq", Some(value), Some("%"), "share", Some(metric)), "of", json!("GDP"))
}

fn rd(value: &str, of_gdp: &str) -> [Value; 2] {
    [
        amount("全社会研发投入", "rd_expenditure", value),
        share("全社会研发投入占GDP比重", "rd_intensity", of_gdp),
    ]
}

fn contracts(value: &str, of_gdp: &str) -> [Value; 2] {
    let share = share("技术合同交易额占GDP比重", "tech_contract_share_gdp", of_gdp);
    [amount("技术合同交易额", "tech_contract_value", value), share]
}

fn firms(op: &str, count: &str, kind: &str) -> Value {
    target("高新技术企业", op, Some(count), Some("家"), kind, Some("high_tech_enterprises"))
}

fn platforms(subject: &str, op: &str, count: &str) -> Value {
    target(subject, op, Some(count), Some("家"), "increment", Some("innovation_platforms_provincial"))
}

fn in_tasks(target: Value) -> Value {
    with(target, "section", json!("tasks"))
}

fn found(targets: &[Value]) -> Vec<Finding> {
    audit(&plan("a", "甲市", targets), None)
}

/// Check, verdict and gap of every finding.
fn outline(targets: &[Value]) -> Vec<(Check, Verdict, Option<String>)> {
    let outline = |finding: Finding| {
        let gap = finding.gap.map(|gap| format!("{} {}", gap.value, gap.unit));
        (finding.check, finding.verdict, gap)
    };
    found(targets).into_iter().map(outline).collect()
}

#[test]
fn amounts_and_shares_imply_one_total_or_none() {
    let three: Vec<Value> = [rd("150", "2.6"), contracts("300", "4.6")].concat();
    assert_eq!(
        outline(&three),
        [(Check::ImpliedTotal, Verdict::Contradiction, Some("538.9 亿元".to_owned()))]
    );
    // 2.6 % may be 2.64 %, and 4.6 % may be 4.55 %.
    let near: Vec<Value> = [rd("150", "2.6"), contracts("260", "4.6")].concat();
    assert_eq!(outline(&near), [(Check::ImpliedTotal, Verdict::Agreement, None)]);
    assert_eq!(outline(&rd("150", "2.6")), []);
}

#[test]
fn totals_that_agree_among_others_are_told() {
    let value_added = [
        amount("高新技术产业增加值", "high_tech_value_added", "2150"),
        share("高新技术产业增加值占GDP比重", "high_tech_value_added_share_gdp", "33"),
    ];
    let found = found(&[rd("150", "2.6"), contracts("300", "4.6"), value_added].concat());
    assert_eq!(found.len(), 1);
    assert!(found[0].sentence.ends_with("no value fits all; 2 and 3 agree"), "{}", found[0].sentence);
    assert_eq!(found[0].statements.len(), 6);
}

#[test]
fn bounds_leave_totals_open() {
    let [spent, of_gdp] = rd("150", "2.6");
    let open: Vec<Value> =
        [vec![with(spent, "op", json!("ge")), of_gdp], contracts("300", "4.6").to_vec()].concat();
    assert_eq!(outline(&open), [(Check::ImpliedTotal, Verdict::Agreement, None)]);
}

#[test]
fn totals_of_other_years_and_areas_are_not_mixed() {
    let later = contracts("300", "4.6").map(|target| with(target, "horizon", json!("2030")));
    assert_eq!(
        outline(&[rd("150", "2.6").to_vec(), later.to_vec()].concat())[..1],
        [(Check::OutsidePeriod, Verdict::Note, None)]
    );
    let zone = contracts("300", "4.6").map(|target| with(target, "scope", json!("自创区")));
    assert_eq!(outline(&[rd("150", "2.6"), zone].concat()), []);
}

#[test]
fn share_is_checked_against_the_stated_total() {
    let gdp = target("地区生产总值", "eq", Some("6500"), Some("亿元"), "annual", None);
    let mut targets = rd("150", "2.6").to_vec();
    targets.push(gdp);
    let found = found(&targets);
    assert_eq!((found[0].check, found[0].verdict), (Check::ShareOfTotal, Verdict::Contradiction));
    assert_eq!(
        found[0].sentence,
        "GDP of 650 billion yuan is stated; 15 billion yuan at 2.6 % implies GDP of 564.15–590.2 billion yuan; no value fits all"
    );
}

#[test]
fn repeats_are_complete_consistent_or_inconsistent() {
    let pairs = [
        (
            firms("eq", "700", "level"),
            firms("eq", "700", "level"),
            Check::DuplicateComplete,
            Verdict::Agreement,
        ),
        (
            firms("eq", "700", "level"),
            firms("ge", "700", "level"),
            Check::DuplicateConsistent,
            Verdict::Agreement,
        ),
        (
            firms("eq", "700", "level"),
            firms("eq", "0.07", "level"),
            Check::DuplicateComplete,
            Verdict::Agreement,
        ),
        (
            firms("eq", "700", "level"),
            firms("gt", "700", "level"),
            Check::DuplicateInconsistent,
            Verdict::Contradiction,
        ),
        (
            firms("eq", "700", "level"),
            firms("eq", "650", "level"),
            Check::DuplicateInconsistent,
            Verdict::Contradiction,
        ),
        (
            platforms("省级技术创新平台", "eq", "35"),
            platforms("省级院士工作站、重点实验室等科技创新平台", "eq", "20"),
            Check::DuplicateInconsistent,
            Verdict::Doubt,
        ),
    ];
    for (goal, task, check, verdict) in pairs {
        let task = if task["lo"] == json!("0.07") { with(task, "unit", json!("万家")) } else { task };
        let found = found(&[goal, in_tasks(task)]);
        let outline: Vec<_> = found.iter().map(|finding| (finding.check, finding.verdict)).collect();
        assert_eq!(outline, [(check, verdict)], "{}", found[0].sentence);
        let ids: Vec<&str> = found[0].statements.iter().map(|cited| cited.indicator.as_str()).collect();
        assert_eq!(ids, ["ind-001", "ind-002"]);
    }
}

#[test]
fn what_is_no_repeat_is_left_alone() {
    let incubators = |subject: &str, count: &str| {
        target(subject, "eq", Some(count), Some("家"), "increment", Some("incubators"))
    };
    let talent = |subject: &str, count: &str| {
        target(subject, "eq", Some(count), Some("人"), "increment", Some("talent_introduced"))
    };
    let pairs = [
        // Other kinds, years, areas.
        [firms("eq", "1100", "level"), firms("ge", "200", "annual")],
        [firms("eq", "1100", "level"), with(firms("eq", "900", "level"), "horizon", json!("2023"))],
        [firms("eq", "1100", "level"), with(firms("eq", "900", "level"), "scope", json!("自创区"))],
        // Other tiers, other people.
        [incubators("国家级孵化器", "2"), incubators("省级孵化器", "5")],
        [talent("大学生", "5000"), talent("优秀青年创新人才", "200")],
        // Measures that may add up.
        [in_tasks(firms("eq", "10", "increment")), in_tasks(firms("eq", "20", "increment"))],
        [
            in_tasks(with(firms("eq", "10", "level"), "metric", json!(null))),
            in_tasks(with(firms("eq", "20", "level"), "metric", json!(null))),
        ],
    ];
    for pair in pairs {
        assert_eq!(found(&pair), [], "{pair:?}");
    }
}

#[test]
fn part_is_not_more_than_its_whole() {
    let count = |subject: &str, value: &str, metric: &str| {
        target(subject, "eq", Some(value), Some("家"), "level", Some(metric))
    };
    let whole = |value: &str| count("科技创新平台", value, "innovation_platforms");
    let part = count("国家级科技创新平台", "142", "innovation_platforms_national");
    assert_eq!(outline(&[whole("2600"), part.clone()]), []);
    assert_eq!(
        outline(&[whole("100"), part]),
        [(Check::PartOfWhole, Verdict::Contradiction, Some("42 家".to_owned()))]
    );
}

#[test]
fn targets_outside_the_period_are_told_year_by_year() {
    let due = |year: &str, count: &str| with(firms("eq", count, "level"), "horizon", json!(year));
    let found = found(&[due("2020", "1"), due("2025", "2"), due("2035", "3")]);
    let said: Vec<(Verdict, &str)> = found.iter().map(|f| (f.verdict, f.sentence.as_str())).collect();
    let expected = [
        (Verdict::Doubt, "a target is due in 2020, before the plan, which begins in 2021"),
        (Verdict::Note, "a target is due in 2035, beyond the plan, which ends in 2025"),
    ];
    assert_eq!(said, expected);
}

#[test]
fn target_below_what_is_there_is_doubted() {
    let patents = |value: &str| {
        target(
            "万人有效发明专利拥有量",
            "eq",
            Some(value),
            Some("件/万人"),
            "density",
            Some("invention_patents_per_10k"),
        )
    };
    let below = audit(&of_yueyang("a", &[patents("3")]), Some(Reference::bundled()));
    assert_eq!(
        below[0].sentence,
        "Invention patents per 10,000 people: 3 per 10,000 people is to be reached, \
         but it was 3.24 per 10,000 people (preliminary 2020) already"
    );
    assert_eq!(audit(&of_yueyang("a", &[patents("7")]), Some(Reference::bundled())), []);
    let falls = with(firms("eq", "20", "level"), "baseline", json!({ "value": "30", "year": 2020 }));
    assert_eq!(outline(&[falls]), [(Check::BelowPresent, Verdict::Doubt, Some("10 家".to_owned()))]);
    let energy =
        target("单位GDP能耗", "le", Some("0.4"), Some("吨标准煤/万元"), "density", Some("energy_intensity"));
    assert_eq!(outline(&[with(energy, "baseline", json!({ "value": "0.5", "year": 2020 }))]), []);
}

#[test]
fn bundled_plans_are_judged_like_this() {
    let doubts = |source: &Source| -> Vec<String> {
        let found = audit(&normalizers::read(source).unwrap(), Some(Reference::bundled()));
        found.iter().filter(|f| f.verdict <= Verdict::Doubt).map(|f| f.check.as_str().to_owned()).collect()
    };
    assert_eq!(doubts(&samples::yueyang()), ["implied-total", "duplicate-inconsistent"]);
    for source in [samples::changzhutan(), samples::linyi(), samples::shanwei_district(), samples::yichang()]
    {
        assert_eq!(doubts(&source), Vec::<String>::new(), "{}", source.name());
    }
}

/// The five real texts, if `CROSSPLAN_PLANS` names their folder.
#[test]
fn real_texts_are_judged_like_this() {
    let Ok(folder) = std::env::var("CROSSPLAN_PLANS") else {
        eprintln!("skipped: CROSSPLAN_PLANS does not name the folder of the real texts");
        return;
    };
    let count = |plan: &str| {
        let source = Source::from_path(format!("{folder}/{plan}.txt")).unwrap();
        let found = audit(&normalizers::read(&source).unwrap(), Some(Reference::bundled()));
        let of = |check: Check| found.iter().filter(|finding| finding.check == check).count();
        let duplicates =
            (of(Check::DuplicateComplete), of(Check::DuplicateConsistent), of(Check::DuplicateInconsistent));
        let others = (of(Check::ImpliedTotal), of(Check::ImpliedStock), of(Check::DifferentPopulations));
        assert_eq!(found.len(), duplicates.0 + duplicates.1 + duplicates.2 + others.0 + others.1 + others.2);
        (duplicates, others)
    };
    assert_eq!(count("yueyang"), ((2, 0, 1), (1, 2, 0)));
    assert_eq!(count("changzhutan"), ((7, 1, 0), (0, 0, 0)));
    assert_eq!(count("linyi"), ((0, 0, 0), (0, 0, 0)));
    assert_eq!(count("shanwei-district"), ((3, 1, 0), (0, 0, 1)));
    assert_eq!(count("yichang"), ((0, 0, 0), (0, 0, 0)));
}

#[test]
fn slip_and_hedge_are_told_with_a_repeat() {
    let found = audit(&normalizers::read(&samples::shanwei_district()).unwrap(), None);
    let twice = found.iter().find(|finding| finding.sentence.contains("2.65")).unwrap();
    assert_eq!(twice.check, Check::DuplicateComplete);
    assert_eq!(twice.statements.iter().filter(|cited| cited.repaired).count(), 1);
    let other = found.iter().find(|finding| finding.check == Check::DifferentPopulations).unwrap();
    assert_eq!(
        other.sentence,
        "100 % of 规上高新技术企业 and ≥50 % of 规模以上工业企业: different populations, no contradiction"
    );
}

#[test]
fn finding_reads_back_as_it_was_written() {
    let found = found(&[rd("150", "2.6"), contracts("300", "4.6")].concat());
    let json = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Finding>>(&json).unwrap(), found);
}

fn any_target() -> impl Strategy<Value = Value> {
    let metric = prop::sample::select(vec![
        ("全社会研发投入", "亿元", "annual", Some("rd_expenditure")),
        ("研发投入占GDP比重", "%", "share", Some("rd_intensity")),
        ("高新技术企业", "家", "level", Some("high_tech_enterprises")),
        ("高新技术企业", "家", "increment", Some("high_tech_enterprises")),
        ("园区", "个", "level", None),
    ]);
    let op = prop::sample::select(vec!["eq", "ge", "gt", "le", "lt", "approx", "rank", "factor"]);
    (metric, op, "[0-9]{1,28}(\\.[0-9]{1,9})?", prop::sample::select(vec!["goals", "tasks"])).prop_map(
        |((subject, unit, kind, metric), op, value, section)| {
            let fits = rust_decimal::Decimal::from_str_exact(&value).is_ok();
            let value = if fits { value } else { "0".to_owned() };
            with(target(subject, op, Some(&value), Some(unit), kind, metric), "section", json!(section))
        },
    )
}

#[test]
fn time_grows_with_the_plan() {
    let kinds = ["level", "increment", "annual"];
    let many = |count: usize| -> Plan {
        let targets: Vec<Value> = (0..count)
            .map(|n| in_tasks(with(firms("eq", &n.to_string(), kinds[n % 3]), "quote", json!("数"))))
            .collect();
        let mut plan = plan("a", "甲市", &targets[..90]);
        let block = plan.indicators.clone();
        plan.indicators = (0..count / 90).flat_map(|_| block.clone()).collect();
        plan.indicators.iter_mut().enumerate().for_each(|(place, i)| i.id = format!("ind-{place:05}"));
        plan
    };
    let time = |plan: &Plan| {
        let start = std::time::Instant::now();
        let found = audit(plan, Some(Reference::bundled()));
        assert!(!found.is_empty());
        start.elapsed()
    };
    let (small, large) = (many(900), many(9_000));
    let (once, tenfold) = (time(&small).max(time(&small)), time(&large).min(time(&large)));
    assert!(tenfold < once * 40, "{once:?} for 900 targets, {tenfold:?} for 9,000");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_figures_make_a_panic_and_findings_point_into_the_plan(targets in prop::collection::vec(any_target(), 0..8)) {
        let plan = of_yueyang("a", &targets);
        for finding in audit(&plan, Some(Reference::bundled())) {
            prop_assert!(!finding.statements.is_empty());
            for cited in &finding.statements {
                let indicator: &Indicator = plan.indicator(&cited.indicator).unwrap();
                prop_assert_eq!(&cited.evidence, &indicator.evidence);
            }
        }
    }

    #[test]
    fn shares_of_one_total_never_contradict(total in 100_u32..9_000, amounts in prop::collection::vec(1_u32..2_000, 2..3)) {
        use rust_decimal::Decimal;
        let of = |amount: u32| (Decimal::from(amount * 100) / Decimal::from(total)).round_dp(1).to_string();
        prop_assume!(amounts.iter().all(|amount| of(*amount).parse::<Decimal>().unwrap() > Decimal::ZERO));
        let targets = [rd(&amounts[0].to_string(), &of(amounts[0])), contracts(&amounts[1].to_string(), &of(amounts[1]))].concat();
        let contradicted = found(&targets).iter().any(|finding| finding.verdict == Verdict::Contradiction);
        prop_assert!(!contradicted);
    }

    #[test]
    fn value_that_is_repeated_never_contradicts(value in 1_u32..5_000, bounds in prop::sample::select(vec![("eq", "ge"), ("ge", "ge"), ("eq", "eq"), ("eq", "le")])) {
        let targets = [firms(bounds.0, &value.to_string(), "level"), in_tasks(firms(bounds.1, &value.to_string(), "level"))];
        let found = found(&targets);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].verdict, Verdict::Agreement);
    }
}
