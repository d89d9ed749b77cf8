//! What bodies do, how much of it, and with whom.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

use crossplan::agencies::{Workload, network, workload};
use crossplan::lexicon::{agency_functions, agency_level, functions};
use crossplan::schema::{AgencyLevel, Role};
use crossplan::{Plan, Source, normalizers, samples};

fn plans() -> Vec<Plan> {
    samples::all().iter().map(normalizers::read).collect::<Result<_, _>>().unwrap()
}

fn of<'w>(work: &'w [Workload], plan: &str, function: &str) -> &'w Workload {
    work.iter().find(|work| work.plan == plan && work.function == function).expect(function)
}

#[test]
fn function_is_told_at_every_tier() {
    for (name, level) in [
        ("市科技局", AgencyLevel::Municipal),
        ("省科学技术厅", AgencyLevel::Provincial),
        ("省科技厅", AgencyLevel::Provincial),
        ("区科技工业和信息化局", AgencyLevel::District),
        ("科技部", AgencyLevel::National),
    ] {
        assert_eq!(agency_functions(name)[0], "science-and-technology", "{name}");
        assert_eq!(agency_level(name), Some(level), "{name}");
    }
}

#[test]
fn words_inside_other_words_do_not_count() {
    for (name, expected) in [
        // 人民政府 holds 民政.
        ("岳阳市人民政府", vec!["local-government"]),
        ("市民政局", vec!["civil-affairs"]),
        ("市科学技术协会", vec!["science-association"]),
        ("市科协", vec!["science-association"]),
        ("市工商联", vec!["mass-organizations"]),
        ("市工商局", vec!["market-regulation"]),
        ("市海洋局", vec!["agriculture"]),
        ("市审计局", vec!["audit"]),
        ("县经济贸易局", vec!["industry-and-information"]),
        ("各有关单位", vec![]),
    ] {
        assert_eq!(agency_functions(name), expected, "{name}");
    }
}

#[test]
fn every_function_has_names() {
    for function in functions() {
        assert!(!function.label.is_empty() && !function.label_en.is_empty(), "{}", function.id);
    }
}

#[test]
fn every_body_of_the_samples_has_a_function() {
    for plan in plans() {
        let without: Vec<&str> = plan
            .units
            .iter()
            .filter(|unit| unit.functions.is_empty())
            .map(|unit| unit.name.as_str())
            .collect();
        assert!(without.is_empty(), "{}: {without:?}", plan.id);
    }
}

#[test]
fn workload_adds_up() {
    let plans = plans();
    for work in workload(&plans) {
        assert_eq!(work.tasks, work.led + work.responsible + work.supported, "{work:?}");
        assert!(
            work.tasks <= work.assigned && work.led <= work.with_lead && !work.bodies.is_empty(),
            "{work:?}"
        );
        assert!(work.task_share() <= 1000 && work.lead_share().is_none_or(|share| share <= 1000));
    }
}

#[test]
fn science_leads_where_anyone_leads() {
    let work = workload(&plans());
    let linyi = of(&work, "linyi", "science-and-technology");
    assert_eq!((linyi.led, linyi.with_lead), (17, 18));
    assert_eq!(linyi.lead_share(), Some(944));
    let education = of(&work, "linyi", "education");
    assert_eq!((education.led, education.lead_share()), (1, Some(56)), "1 of 18 is 55.6 per mille");
    let yueyang = of(&work, "yueyang", "science-and-technology");
    assert_eq!((yueyang.tasks, yueyang.assigned, yueyang.lead_share()), (19, 20, None));
    assert!(!work.iter().any(|work| work.plan == "yichang"), "Yichang names no bodies");
}

#[test]
fn merged_body_counts_for_each_function_but_not_with_itself() {
    let text = "二、重点任务\n(一)建设平台。做好此事。(牵头单位:区科技工业和信息化局;责任单位:区财政局)\n";
    let plan = normalizers::read(&Source::from_text("one", text).unwrap()).unwrap();
    assert_eq!(plan.tasks[0].responsibilities[0].role, Role::Lead);
    let work = workload([&plan]);
    let led: Vec<(&str, usize)> = work.iter().map(|work| (work.function.as_str(), work.led)).collect();
    assert_eq!(led, [("science-and-technology", 1), ("industry-and-information", 1), ("finance", 0)]);
    let edges: Vec<(String, String)> =
        network([&plan]).into_iter().map(|edge| (edge.one, edge.other)).collect();
    let edge = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(
        edges,
        [edge("finance", "industry-and-information"), edge("finance", "science-and-technology")]
    );
}

#[test]
fn network_counts_shared_tasks() {
    let plans = plans();
    for edge in network(&plans) {
        let plan = plans.iter().find(|plan| plan.id == edge.plan).unwrap();
        assert!(!edge.tasks.is_empty() && edge.tasks.iter().all(|task| plan.task(task).is_some()));
    }
}
