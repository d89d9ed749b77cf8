//! Figures that follow from stated ones: how they print, what they cite, and when there is none.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod small_plans;

use crossplan::derive::{
    Assumption, Derivation, Formula, Input, Origin, Unavailable, annualized, increment_over_stock,
    level_after_growth, level_after_increment, per_10k_people, per_person, resolve, share_of_gdp,
};
use crossplan::lexicon::Catalog;
use crossplan::metrics::{Caveat, Observation, observe};
use crossplan::reference::{Known, Reference, Vintage};
use crossplan::schema::{Bound, MetricId};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};
use small_plans::{plan, target, with};

fn firms(op: &str, count: &str, kind: &str) -> Value {
    target("高新技术企业", op, Some(count), Some("家"), kind, Some("high_tech_enterprises"))
}

#[track_caller]
fn observed(target: Value) -> Observation {
    observe(&plan("a", "岳阳市", &[target]), Catalog::builtin()).stated.remove(0)
}

#[track_caller]
fn published(line: &str) -> Known {
    let reference =
        Reference::from_csv("mine.csv", &format!("code,indicator,year,value,unit,evidence\n{line}"));
    let reference = reference.expect("a table");
    let row = &reference.statistics()[0];
    reference.latest(&row.code, &row.indicator, None).unwrap()
}

fn people() -> Known {
    Reference::bundled().known("430600", "population_resident", 2020, Vintage::Census).unwrap()
}

#[test]
fn derivation_prints_itself_and_cites_every_input() {
    let found = per_10k_people(&observed(firms("eq", "1100", "level")), &people()).unwrap();
    assert_eq!(found.to_string(), "高新技术企业/万人 = 1100 家 ÷ 505.1922 万人 (census 2020) = 2.18 家/万人");
    assert_eq!(found.precision(), "rounded half to even at 2 decimals; inputs in full");
    let inputs = found.formula.inputs();
    let Origin::Stated { indicator, evidence, .. } = &inputs[0].origin else { panic!("{inputs:?}") };
    assert_eq!((indicator.as_str(), evidence.quote.as_str()), ("ind-001", "高新技术企业"));
    let Origin::Known(known) = &inputs[1].origin else { panic!("{inputs:?}") };
    assert_eq!(known.statistics[0].document.as_deref(), Some("湖南省第七次全国人口普查公报(第二号)"));
    assert_eq!(found.assumptions, [Assumption::OtherYear { of: 2020, stands_for: 2025 }]);
}

#[test]
fn bounds_and_ranges_are_carried_through() {
    let said = |target| per_10k_people(&observed(target), &people()).unwrap().to_string();
    assert_eq!(
        said(firms("gt", "2300", "level")),
        "高新技术企业/万人 = >2300 家 ÷ 505.1922 万人 (census 2020) = >4.55 家/万人"
    );
    assert_eq!(
        said(with(firms("range", "1200", "level"), "hi", json!("1300"))),
        "高新技术企业/万人 = 1200–1300 家 ÷ 505.1922 万人 (census 2020) = 2.38–2.57 家/万人"
    );
    assert_eq!(
        said(firms("eq", "1", "level")),
        "高新技术企业/万人 = 1 家 ÷ 505.1922 万人 (census 2020) = 0.00198 家/万人"
    );
}

#[test]
fn assumptions_are_told() {
    let zone = with(firms("eq", "1100", "level"), "scope", json!("自创区"));
    let found =
        per_10k_people(&observed(zone), &published("430600,population_resident,2025,500,万人,")).unwrap();
    let expected = [Assumption::PartOfArea { part: "自创区".to_owned() }, Assumption::Secondary];
    assert_eq!(found.assumptions, expected);
    let told: Vec<String> = expected.iter().map(Assumption::english).collect();
    assert_eq!(
        told,
        [
            "the plan speaks of 自创区, the statistic of the whole area",
            "a statistic is backed by a secondary source only"
        ]
    );
}

#[test]
fn derived_figure_is_an_observation_with_its_footing() {
    let stated = observed(firms("ge", "1100", "level"));
    let found = per_10k_people(&stated, &people()).unwrap();
    let derived = found.observation(&stated, MetricId::new("high_tech_enterprises_per_10k_people").unwrap());
    assert_eq!((derived.lo, derived.bound), (Some(Decimal::new(218, 2)), Bound::Ge));
    assert_eq!(derived.caveats, [Caveat::Derived, Caveat::Assumed]);
    assert_eq!(derived.denominator.as_deref(), Some("census 2020"));
    assert_eq!(derived.evidence, stated.evidence);
}

#[test]
fn growth_levels_and_increments_are_computed() {
    let growth = target("全社会研发经费", "gt", Some("14"), Some("%"), "growth", Some("rd_growth"));
    let base = published("430600,rd_expenditure,2022,100,亿元,official");
    let level = level_after_growth(&observed(growth), &Input::from(&base)).unwrap();
    assert_eq!((level.value.to_string().as_str(), level.bound), ("148.15", Bound::Gt));
    let double =
        target("高新技术企业", "factor", Some("2"), Some("倍"), "growth", Some("high_tech_enterprises"));
    let stock = published("430600,high_tech_enterprises,2020,600,家,official");
    let doubled = level_after_growth(&observed(double), &Input::from(&stock)).unwrap();
    assert_eq!(doubled.to_string(), "高新技术企业 = 600 家 (final 2020) × 2 倍 = 1200 家");
    let added = observed(firms("ge", "500", "increment"));
    let level = level_after_increment(&added, &Input::from(&stock)).unwrap();
    assert_eq!(level.to_string(), "高新技术企业 = 600 家 (final 2020) + ≥500 家 = ≥1100 家");
    assert_eq!(increment_over_stock(&added, &Input::from(&stock)).unwrap().value.to_string(), "83.33");
    assert_eq!(
        annualized(&added).unwrap().to_string(),
        "高新技术企业/年 = ≥500 家 ÷ 5 年 (2021–2025) = ≥100.00 家/年"
    );
}

#[test]
fn relative_target_is_resolved_with_its_source() {
    let quote = |words: &str| {
        let target = target("全社会研发投入强度", "relative", None, None, "relative", Some("rd_intensity"));
        let mut plan =
            serde_json::to_value(plan("a", "临沂市", &[with(target, "quote", json!(words))])).unwrap();
        plan["region"]["code"] = json!("371300");
        observe(&serde_json::from_value(plan).unwrap(), Catalog::builtin()).stated.remove(0)
    };
    let above = resolve(&quote("全社会研发投入强度超过全省平均水平"), Reference::bundled()).unwrap();
    assert_eq!(above.to_string(), "山东省全社会研发经费投入强度 = >2.49 % (preliminary 2022)");
    assert_eq!(above.english(), "R&D intensity of Shandong = >2.49 % (preliminary 2022)");
    let Origin::Known(known) = &above.formula.inputs()[0].origin else { panic!("{above:?}") };
    assert_eq!(known.statistics[0].document.as_deref(), Some("2022年全国科技经费投入统计公报"));
    let national = resolve(&quote("全社会研发投入强度不低于全国平均水平"), Reference::bundled()).unwrap();
    assert_eq!(national.to_string(), "全国全社会研发经费投入强度 = ≥2.65 % (preliminary 2023)");
    assert_eq!(
        resolve(&quote("全社会研发投入强度达到全省领先水平"), Reference::bundled()),
        Err(Unavailable::Kind)
    );
    let none = resolve(&quote("全社会研发投入强度超过全省平均水平"), &Reference::default()).unwrap_err();
    assert_eq!(none.to_string(), "no figure of rd_intensity is known for 370000");
}

#[test]
fn what_does_not_follow_is_not_derived() {
    let level = || observed(firms("eq", "1100", "level"));
    let share = observed(target("研发投入强度", "eq", Some("2.6"), Some("%"), "share", Some("rd_intensity")));
    let gdp = published("430600,gdp,2022,4710.67,亿元,official");
    assert_eq!(per_10k_people(&share, &people()), Err(Unavailable::Kind));
    assert_eq!(per_10k_people(&level(), &gdp), Err(Unavailable::Unit));
    assert_eq!(share_of_gdp(&level(), &gdp), Err(Unavailable::Unit));
    assert_eq!(share_of_gdp(&observed(firms("eq", "5", "increment")), &gdp), Err(Unavailable::Kind));
    assert_eq!(annualized(&level()), Err(Unavailable::Kind));
    assert_eq!(level_after_growth(&level(), &Input::from(&gdp)), Err(Unavailable::Kind));
    let nobody = published("430600,population_resident,2022,0,万人,official");
    assert_eq!(per_10k_people(&level(), &nobody), Err(Unavailable::OutOfRange));
}

#[test]
fn preliminary_and_revised_gdp_never_meet() {
    let known = |year, vintage| Reference::bundled().known("370000", "gdp", year, vintage).unwrap();
    let spent =
        observed(target("全社会研发投入", "eq", Some("150"), Some("亿元"), "annual", Some("rd_expenditure")));
    // A growth of GDP between two years, as a base of a growth rate would need it.
    let ratio = |from: &Known, to: &Known| {
        Formula::Quotient(Box::new(Input::from(to).into()), Box::new(Input::from(from).into()))
    };
    let mixed = ratio(&known(2020, Vintage::Preliminary), &known(2022, Vintage::Revised));
    let checked = Derivation::from_formula("GDP", "GDP", mixed, "");
    assert_eq!(checked, Err(Unavailable::MixedVintages));
    let same = ratio(&known(2020, Vintage::Revised), &known(2022, Vintage::Revised));
    assert!(Derivation::from_formula("GDP", "GDP", same, "").is_ok());
    assert!(share_of_gdp(&spent, &known(2023, Vintage::Preliminary)).is_ok());
}

#[test]
fn derivation_reads_back_as_it_was_written() {
    let found = per_10k_people(&observed(firms("eq", "1100", "level")), &people()).unwrap();
    let json = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Derivation>(&json).unwrap(), found);
}

/// Numerator, divisor and result of `label = a unit ÷ b unit (source) = c unit`.
fn printed(line: &str) -> Option<(Decimal, Decimal, Decimal)> {
    let number = |text: &str| {
        let digits = text.trim().split(' ').next()?.trim_start_matches(['≥', '>']);
        Decimal::from_str_exact(digits).ok()
    };
    let (left, result) = line.rsplit_once(" = ")?;
    let (_, formula) = left.split_once(" = ")?;
    let (above, below) = formula.split_once(" ÷ ")?;
    Some((number(above)?, number(below)?, number(result)?))
}

proptest! {
    #[test]
    fn printed_inputs_give_the_printed_value(
        count in 1_u64..10_000_000,
        heads in 1_u64..1_000_000_000,
        scale in 0_u32..5,
        op in prop::sample::select(vec!["eq", "ge", "gt"]),
        money in any::<bool>(),
    ) {
        let heads = Decimal::try_from_i128_with_scale(i128::from(heads), scale).unwrap();
        let people = published(&format!("430600,population_resident,2022,{heads},万人,official"));
        let stated = if money {
            observed(target("全社会研发投入", op, Some(&count.to_string()), Some("万元"), "annual", Some("rd_expenditure")))
        } else {
            observed(firms(op, &count.to_string(), "level"))
        };
        let found = if money { per_person(&stated, &people) } else { per_10k_people(&stated, &people) }.unwrap();
        for line in [found.to_string(), found.chinese(), found.english()] {
            let (above, below, value) = printed(&line).unwrap();
            let again = above.checked_div(below).unwrap();
            let again = again.round_dp_with_strategy(found.decimals, RoundingStrategy::MidpointNearestEven);
            prop_assert_eq!(again, value, "{}", line);
        }
        prop_assert_eq!(found.recompute(), Some(found.value));
    }

    #[test]
    fn no_figures_make_a_panic(
        value in "[0-9]{1,20}(\\.[0-9]{1,8})?",
        kind in prop::sample::select(vec!["level", "increment", "annual", "growth"]),
        op in prop::sample::select(vec!["eq", "approx", "factor", "rank", "le"]),
        base in "[0-9]{1,20}(\\.[0-9]{1,8})?",
    ) {
        let unit = if kind == "growth" { "%" } else { "家" };
        let target = with(firms(op, &value, kind), "unit", json!(unit));
        let found = observe(&plan("a", "岳阳市", &[target]), Catalog::builtin()).stated;
        let Some(stated) = found.first().cloned() else { return Ok(()) };
        let known = published(&format!("430600,high_tech_enterprises,1950,{base},家,"));
        let input = Input::from(&known);
        let _ = (per_10k_people(&stated, &people()), share_of_gdp(&stated, &known), annualized(&stated));
        let _ = (increment_over_stock(&stated, &input), level_after_increment(&stated, &input), level_after_growth(&stated, &input));
    }
}
