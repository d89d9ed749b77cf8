//! The catalog, the units, and the observations made with them.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod small_plans;

use crossplan::lexicon::{Catalog, Comparator, MappingRelation, NotConverted, Statement, Units};
use crossplan::metrics::{Because, Caveat, Period, Status, observe};
use crossplan::schema::Kind;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use small_plans::{plan, target, with};

/// Every id that the annotation of plans uses.
const ANNOTATED: &str = include_str!("annotated_metrics.txt");

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

#[track_caller]
fn converted(value: &str, from: &str, to: &str) -> Result<Decimal, NotConverted> {
    let units = Units::builtin();
    units.convert(decimal(value), &units.parse(from).expect(from), &units.parse(to).expect(to))
}

#[test]
fn catalog_holds_every_annotated_metric() {
    let missing: Vec<&str> =
        ANNOTATED.split_whitespace().filter(|id| Catalog::builtin().get(id).is_none()).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn catalog_is_sorted_by_id() {
    assert!(Catalog::builtin().metrics().is_sorted_by_key(|metric| metric.id.as_str()));
}

#[test]
fn every_preferred_label_leads_to_its_metric() {
    for metric in Catalog::builtin().metrics() {
        let mut statement = Statement::new(&metric.pref_label, metric.kinds[0]).unit(&metric.unit);
        statement.action = metric.action.first().map(String::as_str);
        let found = Catalog::builtin().identify(&statement).map(|mapping| (mapping.metric, mapping.relation));
        assert_eq!(found, Some((metric.id.clone(), MappingRelation::Exact)), "{}", metric.pref_label);
    }
}

#[test]
fn three_shares_of_high_tech_are_related_only() {
    let ids = [
        "high_tech_value_added_share_gdp",
        "high_tech_manufacturing_share_industry",
        "high_tech_output_share_industry",
    ];
    let metrics: Vec<_> = ids.iter().map(|id| Catalog::builtin().get(id).unwrap().id.clone()).collect();
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        let relation = Catalog::builtin().relation(&metrics[one], &metrics[other]);
        assert_eq!(relation, Some(MappingRelation::Related), "{} {}", ids[one], ids[other]);
    }
}

#[test]
fn magnitudes_are_converted_exactly() {
    assert_eq!(converted("1650", "万元", "元"), Ok(decimal("16500000")));
    assert_eq!(converted("150", "亿元", "元"), Ok(decimal("15000000000")));
    assert_eq!(converted("3", "万亿元", "元"), Ok(decimal("3000000000000")));
    assert_eq!(converted("0.5", "万人", "人"), Ok(decimal("5000")));
    assert_eq!(converted("7", "件/万人", "件/万人"), Ok(decimal("7")));
    assert_eq!(converted("700", "件/百万人", "件/万人"), Ok(decimal("7")));
    assert_eq!(converted("0.4", "吨标煤/万元", "吨标准煤/万元"), Ok(decimal("0.4")));
    assert_eq!(converted("1", "万", "家"), Ok(decimal("10000")));
    assert_eq!(converted("26", "‰", "%"), Ok(decimal("2.6")));
}

#[test]
fn own_unit_keeps_its_digits() {
    assert_eq!(converted("2.60", "%", "%").unwrap().to_string(), "2.60");
}

#[test]
fn nothing_is_rounded() {
    assert_eq!(converted("1", "亩", "平方米"), Err(NotConverted::Inexact));
    assert_eq!(converted("1", "元/亩", "元/公顷"), Err(NotConverted::Inexact));
    assert_eq!(converted("1", "家/三个主导产业", "家/个"), Err(NotConverted::Dimension));
    assert_eq!(converted("0.0000000000000000000000000001", "元", "亿元"), Err(NotConverted::Inexact));
    assert_eq!(converted("79228162514264337593543950335", "亿元", "元"), Err(NotConverted::Inexact));
    assert_eq!(converted("1", "人次", "人"), Err(NotConverted::Dimension));
}

#[test]
fn surface_units_are_understood() {
    let units = Units::builtin();
    let understood = |surface: &str| units.parse(surface).map(|m| (m.dimension(), m.unit_mult()));
    assert_eq!(understood("万亿元"), Some(("money".to_owned(), 12)));
    assert_eq!(understood("万人次"), Some(("person_time".to_owned(), 4)));
    assert_eq!(understood("个/主导产业"), Some(("count/主导产业".to_owned(), 0)));
    assert_eq!(understood("吨标准煤/万元"), Some(("energy/money".to_owned(), 0)));
    assert_eq!(understood("万"), Some((String::new(), 4)));
    assert_eq!(understood("千瓦时"), Some(("electricity".to_owned(), 0)));
    assert_eq!(understood("光年"), None);
    assert_eq!(understood(""), None);
}

#[test]
fn comparators_name_side_and_reference() {
    let english = |text: &str| Comparator::find(text).map(|comparator| comparator.english);
    assert_eq!(english("超过全省平均水平").as_deref(), Some("above the provincial average"));
    assert_eq!(english("不低于全省平均水平").as_deref(), Some("at or above the provincial average"));
    assert_eq!(english("达到全市平均水平以上").as_deref(), Some("at or above the city average"));
    assert_eq!(english("达到全国平均水平").as_deref(), Some("at the national average"));
    assert_eq!(english("处于全省同类市州领先水平").as_deref(), Some("at the leading level of its class"));
    assert_eq!(english("明显提高"), None);
}

#[test]
fn errors_name_file_entry_and_expectation() {
    let metric = |id: &str, rest: &str| {
        format!(
            "[[metric]]\nid = \"{id}\"\npref_label = \"{id}甲\"\nlabel_en = \"\"\ndefinition = \"\"\n\
             dimension = \"count\"\nunit = \"家\"\ndirection = \"ascending\"\nkinds = [\"level\"]\nsource = \"\"\n{rest}\n"
        )
    };
    let catalog = |text: &str| Catalog::from_toml("mine.toml", text).unwrap_err().to_string();
    assert_eq!(catalog("[[metric]]\nid = 1"), "mine.toml: not a valid table");
    assert_eq!(catalog(&metric("a", "colour = 1")), "mine.toml: not a valid table");
    assert_eq!(
        catalog(&(metric("a", "") + &metric("a", ""))),
        r#"mine.toml: "a": expected an id of its own"#
    );
    assert_eq!(
        catalog(&(metric("a", "") + &metric("b", "alt_label = [\"a甲\"]"))),
        r#"mine.toml: "b": label "a甲" belongs to "a" already"#
    );
    assert_eq!(
        catalog(&metric("a", "broader = \"b\"")),
        r#"mine.toml: "a": refers to b, which is not in the catalog"#
    );
    assert_eq!(
        catalog(&(metric("a", "broader = \"b\"") + &metric("b", "broader = \"a\""))),
        r#"mine.toml: "a": is broader than itself"#
    );
    assert_eq!(
        catalog(&metric("a", "").replace("\"家\"", "\"元\"")),
        r#"mine.toml: "a": expected dimension "money" for unit "元""#
    );
    assert_eq!(
        catalog(&metric("a", "").replace("\"家\"", "\"光年\"")),
        r#"mine.toml: "a": unit "光年" is not known"#
    );
    assert_eq!(
        catalog(&metric("a", "shown_in = \"亿元\"")),
        r#"mine.toml: "a": expected `shown_in` to measure what `unit` does"#
    );
    assert_eq!(
        catalog(&metric("a", "").replace("[\"level\"]", "[]")),
        r#"mine.toml: "a": expected at least one kind"#
    );
    assert_eq!(
        catalog(&metric("a", "alt_label = [\"“ ”\"]")),
        r#"mine.toml: "a": label "“ ”" has nothing to match"#
    );
    let units = |text: &str| Units::builtin().clone().extend("mine.toml", text).unwrap_err().to_string();
    assert_eq!(
        units("[[unit]]\nid = \"a\"\nlabels = [\"元\"]\ndimension = \"money\""),
        r#"mine.toml: "a": label "元" belongs to "yuan" already"#
    );
    assert_eq!(
        units("[[unit]]\nid = \"yuan\"\nlabels = []\ndimension = \"money\""),
        r#"mine.toml: "yuan": expected an id of its own"#
    );
    assert_eq!(
        units("[[unit]]\nid = \"a\"\nlabels = []\ndimension = \"x\"\nfactor = \"0\""),
        r#"mine.toml: "a": expected a factor above zero"#
    );
    assert_eq!(units("magnitudes = { \"双\" = \"2\" }"), r#"mine.toml: "双": expected a power of ten"#);
    let label = Catalog::builtin().clone().extend("mine.toml", "[[label]]\nid = \"nowhere\"").unwrap_err();
    assert_eq!(
        label.to_string(),
        r#"metric "nowhere" is not in the catalog, expected an id of metrics.toml or of what extends it"#
    );
}

#[test]
fn failed_extension_adds_nothing() {
    let mut catalog = Catalog::builtin().clone();
    let clash = "[[label]]\nid = \"unicorn_enterprises\"\nalt_label = [\"飞马企业\", \"瞪羚企业\"]";
    assert!(catalog.extend("mine.toml", clash).is_err());
    assert_eq!(catalog.identify(&Statement::new("飞马企业", Kind::Level)), None);
}

#[test]
fn observation_is_in_the_canonical_unit() {
    let contracts =
        target("技术合同成交额", "ge", Some("1650"), Some("万元"), "annual", Some("tech_contract_value"));
    let found = observe(&plan("a", "甲市", &[contracts]), Catalog::builtin());
    let value = &found.stated[0];
    assert_eq!(value.lo, Some(decimal("16500000")));
    assert_eq!((value.unit.as_str(), value.unit_mult, value.decimals), ("元", 4, 0));
    assert_eq!((value.relation, value.status), (MappingRelation::Exact, Status::Target));
    assert_eq!(value.period, Some(Period::Instant("2025".parse().unwrap())));
    assert_eq!(value.caveats, vec![]);
}

#[test]
fn what_to_watch_is_told() {
    let patents = target(
        "每万人口专利发明拥有量",
        "ge",
        Some("0.5"),
        Some("件"),
        "density",
        Some("invention_patents_per_10k"),
    );
    let patents = with(with(patents, "aspirational", json!(true)), "scope", json!("高新区"));
    let patents = with(patents, "horizon_from", json!("plan"));
    let found = observe(&plan("a", "甲市", &[patents]), Catalog::builtin());
    let expected = [
        Caveat::CloseMatch,
        Caveat::Aspirational,
        Caveat::Scope,
        Caveat::HorizonFromPlan,
        Caveat::UnitFromMetric,
    ];
    assert_eq!(found.stated[0].caveats, expected);
    assert_eq!(found.stated[0].unit, "件/万人");
}

#[test]
fn whole_area_is_no_limit() {
    let firms =
        target("高新技术企业", "eq", Some("1100"), Some("家"), "level", Some("high_tech_enterprises"));
    for scope in ["全市", "甲市", "甲地区"] {
        let found =
            observe(&plan("a", "甲市", &[with(firms.clone(), "scope", json!(scope))]), Catalog::builtin());
        assert_eq!(found.stated[0].caveats, vec![], "{scope}");
    }
}

#[test]
fn observation_says_itself() {
    let patents = target(
        "每万人口专利发明拥有量",
        "ge",
        Some("0.5"),
        Some("件/万人"),
        "density",
        Some("invention_patents_per_10k"),
    );
    let firms =
        target("高新技术企业", "gt", Some("2300"), Some("家"), "level", Some("high_tech_enterprises"));
    let firms = with(firms, "stretch", json!("2500"));
    let firms = with(firms, "baseline", json!({ "value": "2000", "year": 2023 }));
    let yearly = target("科技型中小企业", "range", Some("3"), Some("家"), "annual", Some("tech_smes"));
    let found =
        observe(&plan("a", "甲市", &[patents, firms, with(yearly, "hi", json!("5"))]), Catalog::builtin());
    let said: Vec<String> = found.stated.iter().map(ToString::to_string).collect();
    assert_eq!(said[0], "at least 0.5 件/万人 by 2025 (close match: 每万人口专利发明拥有量)");
    assert_eq!(said[1], "more than 2300 家, at best 2500 家 by 2025");
    assert_eq!(said[2], "2000 家 in 2023");
    assert_eq!(said[3], "3 to 5 家 a year by 2025");
    assert_eq!(found.of("high_tech_enterprises").count(), 1);
}

#[test]
fn baseline_is_an_observation_of_its_own() {
    let firms = target("高新技术企业", "eq", Some("45"), Some("家"), "level", Some("high_tech_enterprises"));
    let firms = with(firms, "baseline", json!({ "value": "30", "year": 2020 }));
    let found = observe(&plan("a", "甲市", &[firms]), Catalog::builtin());
    assert_eq!(found.stated.len(), 2);
    assert_eq!((found.stated[1].status, found.stated[1].lo), (Status::Baseline, Some(decimal("30"))));
    assert_eq!(found.stated[1].period, Some(Period::Instant("2020".parse().unwrap())));
}

#[test]
fn targets_of_no_metric_are_set_aside_with_the_reason() {
    let targets = [
        target("千亿级园区", "eq", Some("13"), Some("家"), "level", None),
        target("规模以上高新技术企业", "eq", Some("13"), Some("家"), "level", None),
        target("技能培训", "ge", Some("15"), Some("万人次"), "annual", Some("skilled_workers_trained")),
        target("技术合同成交额", "ge", Some("15"), None, "annual", Some("tech_contract_value")),
    ];
    let found = observe(&plan("a", "甲市", &targets), Catalog::builtin());
    assert_eq!(found.stated, vec![]);
    let reasons: Vec<&Because> = found.set_aside.iter().map(|set_aside| &set_aside.because).collect();
    assert_eq!(reasons[0], &Because::NoMetric);
    assert!(
        matches!(reasons[1], Because::OtherConcept(mapping) if mapping.relation == MappingRelation::Broad)
    );
    assert!(matches!(reasons[2], Because::Unit(_, NotConverted::Dimension)));
    assert!(matches!(reasons[3], Because::UnknownUnit(_)));
}

#[test]
fn own_metric_is_found_in_a_plan_read_without_it() {
    let mut catalog = Catalog::builtin().clone();
    let parks = "[[metric]]\nid = \"large_parks\"\npref_label = \"千亿级园区\"\nlabel_en = \"Large parks\"\n\
        definition = \"Parks with a revenue of 100 billion yuan.\"\ndimension = \"count\"\nunit = \"家\"\n\
        direction = \"ascending\"\nkinds = [\"level\"]\nsource = \"ours\"";
    catalog.extend("mine.toml", parks).unwrap();
    let targets = [target("千亿级园区", "eq", Some("13"), Some("家"), "level", None)];
    let found = observe(&plan("a", "甲市", &targets), &catalog);
    assert_eq!(found.stated[0].metric.as_str(), "large_parks");
}

#[test]
fn growth_and_places_keep_their_unit() {
    let targets = [
        target("全社会研发经费", "gt", Some("14"), Some("%"), "growth", Some("rd_growth")),
        target("高新技术产业营业收入", "factor", Some("2"), Some("倍"), "growth", Some("high_tech_revenue")),
        target("研发投入强度", "eq", Some("0.5"), Some("个百分点"), "increment", Some("rd_intensity")),
        target("区域创新能力", "rank", Some("4"), Some("位"), "rank", Some("innovation_capacity_rank")),
    ];
    let found = observe(&plan("a", "甲市", &targets), Catalog::builtin());
    let units: Vec<&str> = found.stated.iter().map(|value| value.unit.as_str()).collect();
    assert_eq!(units, ["%", "倍", "个百分点", "位"]);
    assert_eq!(
        found.stated[0].period,
        Some(Period::Duration { from: Some(2021), to: "2025".parse().unwrap() })
    );
}

proptest! {
    #[test]
    fn conversion_is_exact_both_ways(
        mantissa in -1_000_000_000_000_i64..1_000_000_000_000,
        scale in 0_u32..6,
        pair in prop::sample::select(vec![
            ("万元", "元"), ("亿元", "元"), ("万亿元", "亿元"), ("万人", "人"), ("件/万人", "件/人"),
            ("吨标准煤/万元", "吨标准煤/亿元"), ("%", "‰"), ("公里", "米"), ("公顷", "平方公里"),
        ]),
    ) {
        let units = Units::builtin();
        let (from, to) = (units.parse(pair.0).unwrap(), units.parse(pair.1).unwrap());
        let value = Decimal::new(mantissa, scale);
        let there = units.convert(value, &from, &to).unwrap();
        prop_assert_eq!(units.convert(there, &to, &from), Ok(value));
    }

    #[test]
    fn no_words_make_a_panic(
        subject in "[\\PC占比每万人口等、的（）\\(\\)/]{0,30}",
        unit in prop::option::of("[万亿元人件/%\\PC]{0,6}"),
        of in prop::option::of("\\PC{0,6}"),
        kind in prop::sample::select(vec![Kind::Level, Kind::Share, Kind::Density, Kind::Growth, Kind::Rank, Kind::Relative]),
    ) {
        let statement = Statement {
            subject: &subject, unit: unit.as_deref(), kind, of: of.as_deref(), action: Some(&subject),
        };
        let _ = Catalog::builtin().identify(&statement);
    }

    #[test]
    fn relations_are_seen_from_both_sides(one in 0..Catalog::builtin().metrics().len(), other in 0..Catalog::builtin().metrics().len()) {
        let metrics = Catalog::builtin().metrics();
        let (one, other) = (&metrics[one].id, &metrics[other].id);
        let there = Catalog::builtin().relation(one, other);
        let back = Catalog::builtin().relation(other, one);
        prop_assert_eq!(there.map(MappingRelation::inverse), back);
    }
}
