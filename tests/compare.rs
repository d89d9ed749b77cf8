//! The matrix of plans and metrics, and how it is shown.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod small_plans;

use crossplan::compare::{Absence, Cell, Comparison};
use crossplan::schema::{Bound, Kind, Section};
use crossplan::{Plan, normalizers, report, samples};
use proptest::prelude::*;
use serde_json::{Value, json};
use small_plans::{plan, target, with};
use unicode_width::UnicodeWidthStr;

fn firms(op: &str, count: &str, kind: &str) -> Value {
    target("高新技术企业", op, Some(count), Some("家"), kind, Some("high_tech_enterprises"))
}

fn intensity(op: &str, value: Option<&str>, kind: &str) -> Value {
    target("全社会研发投入强度", op, value, value.map(|_| "%"), kind, Some("rd_intensity"))
}

fn patents(subject: &str, op: &str, value: &str) -> Value {
    target(subject, op, Some(value), Some("件/万人"), "density", Some("invention_patents_per_10k"))
}

/// Five plans with the figures that tell the kinds of cell apart.
fn five() -> Vec<Plan> {
    let of_gdp = target(
        "高新技术产业增加值占GDP比重",
        "eq",
        Some("33"),
        Some("%"),
        "share",
        Some("high_tech_value_added_share_gdp"),
    );
    let of_industry = target(
        "高技术制造业增加值占规模以上工业增加值比重",
        "eq",
        Some("50"),
        Some("%"),
        "share",
        Some("high_tech_manufacturing_share_industry"),
    );
    let contracts = |value: &str, unit: &str| {
        target("技术合同成交额", "eq", Some(value), Some(unit), "annual", Some("tech_contract_value"))
    };
    let above =
        with(intensity("relative", None, "relative"), "quote", json!("全社会研发投入强度超过全省平均水平"));
    let in_tasks = |target: Value| with(target, "section", json!("tasks"));
    vec![
        plan(
            "one",
            "岳阳市",
            &[
                firms("eq", "1100", "level"),
                intensity("eq", Some("2.6"), "share"),
                patents("万人有效发明专利拥有量", "eq", "7"),
                contracts("300", "亿元"),
                of_gdp.clone(),
                firms("eq", "500", "increment"),
                in_tasks(patents("万人有效发明专利拥有量", "eq", "7")),
                in_tasks(of_gdp.clone()),
            ],
        ),
        plan(
            "two",
            "长株潭",
            &[
                with(with(firms("gt", "1", "level"), "unit", json!("万")), "scope", json!("自创区")),
                patents("每万人有效发明专利拥有量", "eq", "50"),
                contracts("1200", "亿元"),
            ],
        ),
        plan(
            "three",
            "临沂市",
            &[
                above,
                with(with(firms("gt", "2300", "level"), "stretch", json!("2500")), "horizon", json!("2027")),
                with(firms("ge", "200", "annual"), "aspirational", json!(true)),
            ],
        ),
        plan(
            "four",
            "城区",
            &[
                of_industry,
                with(contracts("1650", "万元"), "op", json!("ge")),
                with(intensity("eq", Some("2.65"), "share"), "horizon_from", json!("plan")),
                with(patents("每万人口专利发明拥有量", "ge", "0.5"), "horizon", json!("2026")),
            ],
        ),
        plan(
            "five",
            "宜昌市",
            &[
                intensity("ge", Some("3.2"), "share"),
                with(with(firms("range", "1200", "level"), "hi", json!("1300")), "horizon", json!(null)),
                with(of_gdp, "lo", json!("22")),
            ],
        ),
    ]
}

#[track_caller]
fn cell<'c>(comparison: &'c Comparison, metric: &str, kind: Kind, plan: &str) -> &'c Cell {
    comparison.cell(metric, kind, plan).expect("a cell")
}

#[test]
fn increments_levels_and_flows_never_share_a_cell() {
    let comparison = Comparison::of(&five()).build().unwrap();
    let level = cell(&comparison, "high_tech_enterprises", Kind::Level, "one");
    let increment = cell(&comparison, "high_tech_enterprises", Kind::Increment, "one");
    assert_eq!(level.leading().unwrap().observation.lo, Some(1100.into()));
    assert_eq!(increment.leading().unwrap().observation.lo, Some(500.into()));
    for row in &comparison.rows {
        for figure in row.cells.iter().flat_map(Cell::figures) {
            let kind = figure.observation.kind;
            assert!(kind == row.kind || kind == Kind::Relative, "{kind:?} in a row of {:?}", row.kind);
        }
    }
}

#[test]
fn missing_cell_says_why() {
    let comparison = Comparison::of(&five()).build().unwrap();
    let annual = cell(&comparison, "high_tech_enterprises", Kind::Annual, "one");
    assert_eq!(annual, &Cell::Missing(Absence::OtherKind(vec![Kind::Level, Kind::Increment])));
    let patents = cell(&comparison, "invention_patents_per_10k", Kind::Density, "three");
    assert_eq!(patents, &Cell::Missing(Absence::NotStated));
    let share = cell(&comparison, "high_tech_value_added_share_gdp", Kind::Share, "four");
    let Cell::Missing(Absence::Related(concepts)) = share else { panic!("{share:?}") };
    assert_eq!(concepts[0].metric.as_str(), "high_tech_manufacturing_share_industry");
    assert_eq!(concepts[0].indicator, "ind-001");
}

#[test]
fn relative_target_stands_in_the_usual_row() {
    let comparison = Comparison::of(&five()).build().unwrap();
    let relative = cell(&comparison, "rd_intensity", Kind::Share, "three");
    let Cell::Relative(figures) = relative else { panic!("{relative:?}") };
    assert_eq!(figures[0].observation.comparator.as_ref().unwrap().english, "above the provincial average");
}

#[test]
fn bound_stretch_and_horizon_are_kept() {
    let comparison = Comparison::of(&five()).build().unwrap();
    let figure = cell(&comparison, "high_tech_enterprises", Kind::Level, "three").leading().unwrap();
    assert_eq!(figure.observation.bound, Bound::Gt);
    assert_eq!(figure.observation.stretch, Some(2500.into()));
    assert_eq!(figure.observation.period.unwrap().end().year(), 2027);
}

#[test]
fn goals_speak_before_tasks_and_repeats_are_counted() {
    let in_tasks = with(firms("eq", "900", "level"), "section", json!("tasks"));
    let repeated = with(firms("eq", "1100", "level"), "scope", json!("全市"));
    let plan = plan("a", "甲市", &[in_tasks, firms("eq", "1100", "level"), repeated]);
    let comparison = Comparison::of([&plan]).build().unwrap();
    let figures = cell(&comparison, "high_tech_enterprises", Kind::Level, "a").figures();
    assert_eq!(figures.len(), 2);
    assert_eq!((figures[0].observation.section, figures[0].repeats.len()), (Section::Goals, 1));
    assert_eq!(figures[1].observation.lo, Some(900.into()));
}

#[test]
fn statements_that_differ_in_bound_stay_apart() {
    let plan = plan("a", "甲市", &[firms("eq", "700", "level"), firms("ge", "700", "level")]);
    let comparison = Comparison::of([&plan]).build().unwrap();
    assert_eq!(cell(&comparison, "high_tech_enterprises", Kind::Level, "a").figures().len(), 2);
}

#[test]
fn asked_metric_has_a_row_though_nobody_states_it() {
    let comparison =
        Comparison::of(&five()).metrics(["rd_growth", "rd_intensity", "rd_growth"]).build().unwrap();
    let rows: Vec<(&str, Kind)> = comparison.rows.iter().map(|row| (row.metric.as_str(), row.kind)).collect();
    assert_eq!(rows, [("rd_growth", Kind::Growth), ("rd_intensity", Kind::Share)]);
}

#[test]
fn only_what_two_plans_state_is_compared_by_default() {
    let plans = five();
    let by_default = Comparison::of(&plans).build().unwrap();
    assert!(by_default.row("high_tech_manufacturing_share_industry", Kind::Share).is_none());
    let every = Comparison::of(&plans).at_least(1).build().unwrap();
    assert!(every.row("high_tech_manufacturing_share_industry", Kind::Share).is_some());
}

#[test]
fn two_plans_of_one_id_are_an_error() {
    let firms = [firms("eq", "5", "level")];
    let mut plans = [plan("same", "甲市", &firms), plan("same", "乙市", &firms)];
    let wrong = Comparison::of(&plans).build().unwrap_err();
    assert_eq!(wrong.to_string(), r#"two plans have the id "same", expected an id of its own for each"#);
    plans[1].id = "other".to_owned();
    assert_eq!(Comparison::of(&plans).build().unwrap().plans.len(), 2);
}

#[test]
fn absence_says_why() {
    let comparison = Comparison::of(&five()).build().unwrap();
    let says = |metric: &str, kind: Kind, plan: &str| match cell(&comparison, metric, kind, plan) {
        Cell::Missing(absence) => absence.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(says("invention_patents_per_10k", Kind::Density, "three"), "not stated");
    assert_eq!(says("high_tech_enterprises", Kind::Annual, "one"), "only as level, increment");
    assert_eq!(
        says("high_tech_value_added_share_gdp", Kind::Share, "four"),
        "only related: 高技术制造业增加值占规模以上工业增加值比重"
    );
}

#[test]
fn unknown_metric_is_an_error() {
    let wrong = Comparison::of(&five()).metrics(["patents"]).build().unwrap_err();
    assert_eq!(
        wrong.to_string(),
        r#"metric "patents" is not in the catalog, expected an id of metrics.toml or of what extends it"#
    );
}

#[test]
fn comparison_reads_back_as_it_was_written() {
    let comparison = Comparison::of(&five()).build().unwrap();
    let json = serde_json::to_string(&comparison).unwrap();
    assert_eq!(serde_json::from_str::<Comparison>(&json).unwrap(), comparison);
}

#[test]
fn no_plans_make_an_empty_comparison() {
    let comparison = Comparison::of([]).build().unwrap();
    assert!(comparison.rows.is_empty());
    assert_eq!(report::markdown(&comparison), "| Metric | Kind, unit |\n| --- | --- |\n");
}

#[test]
fn bundled_plans_answer_the_first_question() {
    let plans: Vec<Plan> = samples::all().iter().map(|source| normalizers::read(source).unwrap()).collect();
    let comparison = Comparison::of(&plans).build().unwrap();
    let patents = comparison.row("invention_patents_per_10k", Kind::Density).unwrap();
    let said: Vec<String> = patents.cells.iter().map(leading).collect();
    assert_eq!(
        said,
        [
            "7 件/万人 by 2025",
            "50 件/万人 by 2025",
            "not-stated",
            "at least 0.5 件/万人 by 2026 (close match: 每万人口专利发明拥有量)",
            "not-stated",
        ]
    );
    let firms = leading(cell(&comparison, "high_tech_enterprises", Kind::Level, "linyi"));
    assert_eq!(firms, "more than 2300 家, at best 2500 家 by 2027");
}

/// The leading figure in words, or the reason why there is none.
fn leading(cell: &Cell) -> String {
    match cell {
        Cell::Missing(why) => serde_json::to_value(why).unwrap().as_str().unwrap_or("related").to_owned(),
        _ => cell.leading().unwrap().observation.to_string(),
    }
}

#[test]
fn table_shows_the_five_plans() {
    let comparison = Comparison::of(&five()).build().unwrap();
    insta::assert_snapshot!(report::table(&comparison, 120));
}

#[test]
fn markdown_shows_the_five_plans() {
    let comparison = Comparison::of(&five()).build().unwrap();
    insta::assert_snapshot!(report::markdown(&comparison));
}

#[test]
fn markdown_keeps_every_cell_in_its_column() {
    let odd = with(firms("eq", "1", "level"), "scope", json!("甲|乙\\丙\n丁<b>"));
    let comparison = Comparison::of([&plan("a|b", "甲*市", &[odd])]).build().unwrap();
    let text = report::markdown(&comparison);
    assert!(text.starts_with("| Metric | Kind, unit | a\\|b 甲\\*市 |\n"), "{text}");
    assert!(text.contains("| 1 (2025, 甲\\|乙\\\\丙丁\\<b>) |"), "{text}");
}

#[test]
fn table_aligns_chinese() {
    let comparison = Comparison::of(&five()).build().unwrap();
    let table = report::table(&comparison, 100);
    let widths = table.lines().filter(|line| line.starts_with('│')).map(UnicodeWidthStr::width);
    let widths: std::collections::BTreeSet<usize> = widths.collect();
    assert_eq!(widths.len(), 1, "{table}");
}

proptest! {
    #[test]
    fn table_fits_its_width(width in 40_u16..200, count in 0_usize..12) {
        let mut plans: Vec<Plan> = five().into_iter().cycle().take(count).collect();
        plans.iter_mut().enumerate().for_each(|(place, plan)| plan.id = format!("{}-{place}", plan.id));
        let table = report::table(&Comparison::of(&plans).build().unwrap(), width);
        for line in table.lines().filter(|line| line.starts_with(['│', '┌', '├'])) {
            prop_assert!(line.width() <= usize::from(width), "{}", table);
        }
    }

    #[test]
    fn order_of_plans_changes_no_cell(order in Just((0_usize..5).collect::<Vec<_>>()).prop_shuffle()) {
        let plans = five();
        let straight = Comparison::of(&plans).build().unwrap();
        let shuffled = Comparison::of(order.iter().map(|place| &plans[*place])).build().unwrap();
        prop_assert_eq!(straight.rows.len(), shuffled.rows.len());
        for (one, other) in straight.rows.iter().zip(&shuffled.rows) {
            prop_assert_eq!((&one.metric, one.kind), (&other.metric, other.kind));
            for (column, place) in order.iter().enumerate() {
                prop_assert_eq!(&one.cells[*place], &other.cells[column]);
            }
        }
    }
}
