//! Derived figures in the matrix, and their ranks.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod small_plans;

use crossplan::compare::{Absence, Cell, Comparison, Grade, Reason};
use crossplan::lexicon::Catalog;
use crossplan::reference::Reference;
use crossplan::schema::Kind;
use crossplan::{Plan, normalizers, report, samples};
use serde_json::json;
use small_plans::{of_yueyang, plan, target, with};

const PER_10K: &str = "high_tech_enterprises_per_10k_people";

fn bundled() -> Comparison {
    let plans: Vec<Plan> = samples::all().iter().map(|source| normalizers::read(source).unwrap()).collect();
    let comparison = Comparison::of(&plans).build().unwrap();
    comparison.resolve(Reference::bundled()).per_head(Reference::bundled())
}

/// How the leading figure of a cell was derived, or why there is none.
fn derived(cell: &Cell) -> String {
    match cell {
        Cell::Missing(why) => serde_json::to_value(why).unwrap().to_string(),
        _ => cell.leading().unwrap().derivation.as_ref().unwrap().to_string(),
    }
}

#[test]
fn four_places_have_a_census_and_the_fifth_says_what_is_missing() {
    let comparison = bundled();
    let row = comparison.row(PER_10K, Kind::Level).unwrap();
    let found: Vec<String> = row.cells.iter().map(derived).collect();
    assert_eq!(
        found,
        [
            "高新技术企业/万人 = 1100 家 ÷ 505.1922 万人 (census 2020) = 2.18 家/万人",
            "高新技术企业/万人 = >10000 家 ÷ 1667.6833 万人 (census 2020) = >6.00 家/万人",
            "高新技术企业/万人 = >2300 家 ÷ 1101.8365 万人 (census 2020) = >2.09 家/万人",
            r#"{"no-statistic":{"code":"441502","indicator":"population_resident"}}"#,
            "高新技术企业/万人 = >1200 家 ÷ 401.7607 万人 (census 2020) = >2.99 家/万人",
        ]
    );
}

#[test]
fn derived_figures_are_ranked_on_their_footing() {
    let comparison = bundled();
    let strict = comparison.rank(PER_10K, Kind::Level, &[]).unwrap();
    let order: Vec<&str> = strict.groups[0].places.iter().map(|place| place.plan.as_str()).collect();
    // Changzhutan speaks of its innovation zone, a part of the three cities.
    assert_eq!(order, ["yichang", "yueyang"]);
    assert_eq!(strict.groups[0].caveats.reasons[&Reason::Derived], Grade::Caveated);
    let relaxed = comparison.rank(PER_10K, Kind::Level, &[Reason::Horizon, Reason::Scope]).unwrap();
    assert_eq!(relaxed.groups[0].places.len(), 4);
    assert!(!relaxed.groups[0].places[0].is_certain()); // > 6.00, > 2.99 and > 2.09 allow the same values
}

#[test]
fn derived_figures_are_ranked_in_full_not_as_shown() {
    let firms = |id: &str, code: &str, count: &str| {
        let firms =
            target("高新技术企业", "eq", Some(count), Some("家"), "level", Some("high_tech_enterprises"));
        let mut value = serde_json::to_value(plan(id, "甲市", &[firms])).unwrap();
        value["region"]["code"] = json!(code);
        serde_json::from_value::<Plan>(value).unwrap()
    };
    // All are shown as 6.67: 20000 of 3000 and 10000 of 1500 are the same, 20002 of 3000 are more.
    let people = "code,name,indicator,year,value,unit,status\n\
                  110000,甲,population_resident,2020,3000,万人,census\n\
                  120000,乙,population_resident,2020,3000,万人,census\n\
                  310000,丙,population_resident,2020,1500,万人,census\n";
    let people = Reference::from_csv("people.csv", people).unwrap();
    let plans = [
        firms("less", "110000", "20000"),
        firms("more", "120000", "20002"),
        firms("half", "310000", "10000"),
    ];
    let comparison = Comparison::of(&plans).build().unwrap().per_head(&people);
    let row = comparison.row(PER_10K, Kind::Level).unwrap();
    let shown: Vec<String> =
        row.cells.iter().map(|cell| cell.leading().unwrap().shown.lo.unwrap().to_string()).collect();
    assert_eq!(shown, ["6.67", "6.67", "6.67"]);
    let ranking = comparison.rank(PER_10K, Kind::Level, &[]).unwrap();
    let places: Vec<(&str, usize, bool)> =
        ranking.groups[0].places.iter().map(|place| (place.plan.as_str(), place.place, place.tied)).collect();
    assert_eq!(places, [("more", 1, false), ("half", 2, true), ("less", 2, true)]);
}

#[test]
fn divisors_of_other_years_set_figures_apart() {
    let firms = |id: &str, code: &str| {
        let firms =
            target("高新技术企业", "eq", Some("1100"), Some("家"), "level", Some("high_tech_enterprises"));
        let everywhere = with(firms, "scope", json!("全市"));
        let mut plan = serde_json::to_value(plan(id, "甲市", &[everywhere])).unwrap();
        plan["region"]["code"] = json!(code);
        serde_json::from_value::<Plan>(plan).unwrap()
    };
    let derived = |plan: &Plan| {
        let comparison = Comparison::of([plan]).build().unwrap().per_head(Reference::bundled());
        comparison.row(PER_10K, Kind::Level).unwrap().cells[0].leading().unwrap().observation.clone()
    };
    let (yueyang, district) = (derived(&firms("a", "430600")), derived(&firms("b", "441502")));
    let found = crossplan::compare::grade(&yueyang, &district);
    assert_eq!(found.reasons[&Reason::Denominator], Grade::Incomparable);
    assert_eq!(found.allow(Reason::Denominator).grade(), Grade::Caveated);
    // Side by side they would be divided by people of one year; none is known of both.
    let plans = [firms("a", "430600"), firms("b", "441502")];
    let together = Comparison::of(&plans).build().unwrap().per_head(Reference::bundled());
    let cells = &together.row(PER_10K, Kind::Level).unwrap().cells;
    assert!(matches!(cells[1], Cell::Missing(Absence::NoStatistic { .. })));
}

#[test]
fn cell_that_cannot_be_derived_says_why() {
    let firms = |op: &str, lo: Option<&str>, unit: Option<&str>, kind: &str| {
        target("高新技术企业", op, lo, unit, kind, Some("high_tech_enterprises"))
    };
    let plans = [
        of_yueyang("figure", &[firms("eq", Some("1100"), Some("家"), "level")]),
        of_yueyang("relative", &[firms("relative", None, None, "relative")]),
        of_yueyang("doubled", &[firms("factor", Some("2"), Some("倍"), "level")]),
    ];
    let comparison = Comparison::of(&plans).build().unwrap().per_head(Reference::bundled());
    let cells = &comparison.row(PER_10K, Kind::Level).unwrap().cells;
    let why: Vec<String> = cells[1..].iter().map(derived).collect();
    assert_eq!(why, [r#"{"not-derivable":"no-figure"}"#, r#"{"not-derivable":"kind"}"#]);
    assert!(report::markdown(&comparison).contains("not derivable: the plan states no figure"));
    assert!(report::csv(&comparison).contains("not-derivable,the plan states no figure"));
    #[cfg(feature = "html-report")]
    {
        let page = report::html(&comparison, &[], Reference::bundled(), report::Language::Chinese);
        assert!(page.contains("无法推算: 规划没有给出数值"));
    }
}

/// A catalog with a unit, a metric counted in it, and a metric per 10,000 people.
#[test]
fn units_and_metrics_of_ones_own_have_heads() {
    let mut catalog = Catalog::builtin().clone();
    catalog
        .extend_units(
            "mine.toml",
            "[[unit]]\nid = \"ding\"\nlabels = [\"锭\"]\ndimension = \"count\"\nen = \"ingots\"",
        )
        .unwrap();
    let metric = |id: &str, rest: &str| {
        format!(
            "[[metric]]\nid = \"{id}\"\ndefinition = \"Ingots.\"\ndirection = \"ascending\"\nsource = \"own\"\n{rest}\n"
        )
    };
    let silver = "pref_label = \"白银锭\"\nlabel_en = \"Ingots\"\ndimension = \"count\"\nunit = \"锭\"\nkinds = [\"level\"]";
    let density = "pref_label = \"万人白银锭\"\nlabel_en = \"Ingots per 10,000\"\ndimension = \"count/person\"\n\
                   unit = \"锭/万人\"\nkinds = [\"density\"]\nnumerator = \"ingots\"\ndenominator = \"万人口\"";
    let rows = metric("ingots", silver) + &metric("ingots_per_10k", density);
    catalog.extend("mine.toml", &rows).unwrap();
    let ingots = target("白银锭", "eq", Some("1100"), Some("锭"), "level", Some("ingots"));
    let plan = of_yueyang("a", &[ingots]);
    let comparison = Comparison::of([&plan]).catalog(&catalog).build().unwrap();
    assert_eq!(comparison.clone().per_head(Reference::bundled()).rows.len(), 1);
    let comparison = comparison.per_head_with(Reference::bundled(), &catalog);
    let cell = comparison.cell("ingots_per_10k", Kind::Density, "a").unwrap();
    assert_eq!(derived(cell), "白银锭/万人 = 1100 锭 ÷ 505.1922 万人 (census 2020) = 2.18 锭/万人");
}

#[test]
fn derived_stands_beside_stated() {
    let count = target(
        "有效发明专利拥有量",
        "eq",
        Some("3500"),
        Some("件"),
        "level",
        Some("valid_invention_patents"),
    );
    let density = target(
        "万人有效发明专利拥有量",
        "eq",
        Some("7"),
        Some("件/万人"),
        "density",
        Some("invention_patents_per_10k"),
    );
    let plan = of_yueyang("a", &[count, density]);
    let comparison = Comparison::of([&plan]).build().unwrap().per_head(Reference::bundled());
    let figures = comparison.cell("invention_patents_per_10k", Kind::Density, "a").unwrap().figures();
    let said: Vec<String> = figures.iter().map(|figure| figure.observation.to_string()).collect();
    assert_eq!(said, ["7 件/万人 by 2025", "6.93 件/万人 by 2025"]);
    assert_eq!(comparison.rows.len(), 2);
}

#[test]
fn shares_and_growth_have_no_heads() {
    for row in &bundled().rows {
        let per =
            row.metric.as_str().ends_with("_per_10k_people") || row.metric.as_str().ends_with("_per_person");
        assert!(!per || matches!(row.kind, Kind::Level | Kind::Increment | Kind::Annual), "{}", row.metric);
    }
}

#[test]
fn derived_comparison_reads_back_and_is_shown() {
    let comparison = bundled();
    let json = serde_json::to_string(&comparison).unwrap();
    assert_eq!(serde_json::from_str::<Comparison>(&json).unwrap(), comparison);
    let text = report::markdown(&comparison);
    assert!(text.contains("| 2.18 (2025) ÷‡ |"), "{text}");
    assert!(text.contains("above the provincial average: >2.49 % (preliminary 2022) (2027)"), "{text}");
    assert!(text.contains("no figure known: Resident population"), "{text}");
    assert!(text.contains("- ‡ takes for granted what no source says"), "{text}");
}

#[test]
fn many_plans_are_ranked_in_time() {
    let firms = |place: usize| {
        let op = ["eq", "ge", "gt", "le"][place % 4];
        let count = (place % 977 + 1).to_string();
        let firms =
            target("高新技术企业", op, Some(&count), Some("家"), "level", Some("high_tech_enterprises"));
        plan(&format!("p{place}"), "甲市", &[firms])
    };
    let plans: Vec<Plan> = (0..5_000).map(firms).collect();
    let comparison = Comparison::of(&plans).build().unwrap();
    let start = std::time::Instant::now();
    let ranking = comparison.rank("high_tech_enterprises", Kind::Level, &[]).unwrap();
    assert_eq!(ranking.groups[0].places.len(), 5_000);
    // Pairs would be 12.5 million; an unoptimized build counts by bisection in well under this.
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}
