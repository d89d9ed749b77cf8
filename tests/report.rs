//! CSV, JSON and the page: the same observations, and nothing that runs.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod small_plans;

use std::collections::{BTreeMap, BTreeSet};

use crossplan::agencies::network;
use crossplan::audit::audit;
use crossplan::compare::{Cell, Comparison};
use crossplan::metrics::Observation;
use crossplan::reference::Reference;
use crossplan::report::{self, Language};
use crossplan::{Plan, Source, normalizers, samples};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use small_plans::{plan, target, with};

type Line = BTreeMap<String, String>;

/// The lines of a CSV report, as another program reads them.
#[track_caller]
fn lines(comparison: &Comparison) -> Vec<Line> {
    let text = report::csv(comparison);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let line = |record: csv::StringRecord| {
        head.iter().map(String::from).zip(record.iter().map(String::from)).collect()
    };
    reader.records().map(|record| line(record.expect("as many cells as columns"))).collect()
}

fn stated(comparison: &Comparison) -> impl Iterator<Item = &Observation> {
    let figures = comparison.rows.iter().flat_map(|row| &row.cells).flat_map(Cell::figures);
    figures.flat_map(|figure| std::iter::once(&figure.observation).chain(&figure.repeats))
}

/// Each observation stands in its line: value, unit, bound, place and words.
#[track_caller]
fn assert_same(comparison: &Comparison) {
    let lines: Vec<Line> = lines(comparison).into_iter().filter(|line| line["absence"].is_empty()).collect();
    let observations: Vec<&Observation> = stated(comparison).collect();
    assert_eq!(lines.len(), observations.len());
    for (line, observation) in lines.iter().zip(observations) {
        let power = 10_i128.pow(line["UNIT_MULT"].parse().unwrap());
        let value = |column: &str| {
            let figure = Some(&line[column]).filter(|figure| !figure.is_empty());
            figure.map(|figure| {
                Decimal::from_str_exact(figure).unwrap() * Decimal::from_i128_with_scale(power, 0)
            })
        };
        assert_eq!(value("OBS_VALUE"), observation.lo, "{line:?}");
        assert_eq!(value("upper"), observation.hi, "{line:?}");
        assert_eq!(value("stretch"), observation.stretch, "{line:?}");
        let text = |column: &str| report::plain_text(&line[column]);
        assert_eq!(text("UNIT_MEASURE"), observation.unit);
        assert_eq!(text("INDICATOR"), observation.metric.as_str());
        assert_eq!(text("bound"), observation.bound.as_str());
        assert_eq!(text("kind"), observation.kind.as_str());
        assert_eq!(
            (text("plan"), text("statement")),
            (observation.plan.as_str(), observation.indicator.as_str())
        );
        assert_eq!(text("scope"), observation.scope.as_deref().unwrap_or_default());
        assert_eq!(text("subject"), observation.subject);
        assert_eq!(text("quote"), observation.evidence.quote);
        assert_eq!(text("span_start"), observation.evidence.span.start.to_string());
        assert_eq!(
            text("TIME_PERIOD"),
            observation.period.map(|period| period.end().to_string()).unwrap_or_default()
        );
    }
}

fn read() -> (Vec<Source>, Vec<Plan>) {
    let sources: Vec<Source> = samples::all().into();
    let plans = sources.iter().map(normalizers::read).collect::<Result<_, _>>().unwrap();
    (sources, plans)
}

fn page(comparison: &Comparison, sources: &[Source], plans: &[Plan]) -> String {
    let read: Vec<_> = plans.iter().zip(sources).collect();
    report::html(comparison, &read, Reference::bundled(), Language::English)
}

/// A plan whose every text tries to be something else.
fn hostile(words: &str) -> (Source, Plan) {
    let text = format!("{words}高新技术企业达1100家。\n").repeat(3);
    let mut written = serde_json::to_value(plan(
        words,
        words,
        &[with(
            with(
                target(words, "eq", Some("1100"), Some("家"), "level", Some("high_tech_enterprises")),
                "scope",
                json!(words),
            ),
            "quote",
            json!(words),
        )],
    ))
    .unwrap();
    written["title"] = json!(words);
    written["units"] = json!([{ "id": "unit-01", "name": words, "level": null, "functions": ["finance"] }]);
    written["tasks"] = json!([{
        "id": "task-01", "number": words, "title": words, "parents": [], "deadline": null, "indicators": ["ind-001"],
        "extent": { "start": 0, "end": words.len() }, "topics": ["talent"],
        "responsibilities": [{ "unit": "unit-01", "role": "lead", "quote": words, "span": { "start": 0, "end": words.len() } }],
        "quote": words, "span": { "start": 0, "end": words.len() },
    }]);
    written["indicators"][0]["task"] = json!("task-01");
    (Source::from_text(words, text).unwrap(), serde_json::from_value(written).unwrap())
}

#[test]
fn csv_holds_every_observation_of_the_samples() {
    let (_, plans) = read();
    let comparison = Comparison::of(&plans).at_least(1).build().unwrap();
    assert!(stated(&comparison).count() > 60);
    assert_same(&comparison);
}

#[test]
fn csv_has_one_power_of_ten_in_a_row() {
    let (_, plans) = read();
    let comparison = Comparison::of(&plans).metrics(["tech_contract_value"]).build().unwrap();
    let powers: Vec<String> = lines(&comparison)
        .into_iter()
        .filter(|line| line["absence"].is_empty())
        .map(|line| line["UNIT_MULT"].clone())
        .collect();
    assert!(powers.len() > 2 && powers.iter().all(|power| power == "8"), "{powers:?}");
}

#[test]
fn csv_says_why_a_cell_is_empty() {
    let firms =
        |kind: &str| target("高新技术企业", "eq", Some("5"), Some("家"), kind, Some("high_tech_enterprises"));
    let plans = [
        plan("one", "甲市", &[firms("level")]),
        plan("two", "乙市", &[firms("increment")]),
        plan("three", "丙市", &[]),
    ];
    let comparison = Comparison::of(&plans).at_least(1).build().unwrap();
    let said: Vec<(String, String, String, String)> = lines(&comparison)
        .into_iter()
        .map(|line| {
            (
                line["plan"].clone(),
                line["OBS_STATUS"].clone(),
                line["absence"].clone(),
                line["instead"].clone(),
            )
        })
        .collect();
    let line = |plan: &str, status: &str, absence: &str, instead: &str| {
        (plan.into(), status.into(), absence.into(), instead.into())
    };
    assert_eq!(
        said,
        [
            line("one", "A", "", ""),
            line("two", "O", "other-kind", "increment"),
            line("three", "O", "not-stated", ""),
            line("one", "O", "other-kind", "level"),
            line("two", "A", "", ""),
            line("three", "O", "not-stated", ""),
        ]
    );
}

#[test]
fn csv_holds_no_formula() {
    for words in [
        "=HYPERLINK(\"x\")", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1",
        "a,\"b\"\n=1",
    ] {
        let (_, plan) = hostile(words);
        let comparison = Comparison::of([&plan]).build().unwrap();
        assert_same(&comparison);
        for cell in lines(&comparison).iter().flat_map(BTreeMap::values) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{words:?}: {cell:?}");
        }
    }
}

#[test]
fn json_reads_back() {
    let (_, plans) = read();
    let comparison = Comparison::of(&plans).build().unwrap();
    assert_eq!(serde_json::from_str::<Comparison>(&report::json(&comparison)).unwrap(), comparison);
}

#[test]
fn page_of_five_plans_is_small_and_whole() {
    let (sources, plans) = read();
    let comparison = Comparison::of(&plans).build().unwrap();
    let page = page(&comparison, &sources, &plans);
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    assert_well_formed(&page);
    let figures: usize =
        comparison.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.figures().len()).sum();
    assert_eq!(page.matches("class=\"figure\"").count(), figures);
    // Each statement of a cell, and each that a finding cites, is marked in its sentence.
    let cited: BTreeSet<(String, String)> = plans
        .iter()
        .flat_map(|plan| audit(plan, Some(Reference::bundled())).into_iter().map(|f| (plan.id.clone(), f)))
        .flat_map(|(plan, f)| f.statements.into_iter().map(move |cited| (plan.clone(), cited.indicator)))
        .collect();
    assert_eq!(page.matches("<mark>").count(), stated(&comparison).count() + cited.len());
}

#[test]
fn page_per_head_is_small_too() {
    let (sources, plans) = read();
    let reference = Reference::bundled();
    let comparison = Comparison::of(&plans).build().unwrap().resolve(reference).per_head(reference);
    let page = page(&comparison, &sources, &plans);
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    assert_well_formed(&page);
}

/// The five real texts, if `CROSSPLAN_PLANS` names their folder.
#[test]
fn page_of_the_real_texts_is_small() {
    let Ok(folder) = std::env::var("CROSSPLAN_PLANS") else {
        eprintln!("skipped: CROSSPLAN_PLANS does not name the folder of the real texts");
        return;
    };
    let names = ["yueyang", "changzhutan", "linyi", "shanwei-district", "yichang"];
    let sources: Vec<Source> =
        names.iter().map(|name| Source::from_path(format!("{folder}/{name}.txt")).unwrap()).collect();
    let plans: Vec<Plan> = sources.iter().map(|source| normalizers::read(source).unwrap()).collect();
    let reference = Reference::bundled();
    let comparison = Comparison::of(&plans).build().unwrap().resolve(reference).per_head(reference);
    let page = page(&comparison, &sources, &plans);
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    assert_well_formed(&page);
}

/// What stands in one section of a page.
#[track_caller]
fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let start = page.find(&format!("<h2 id=\"{id}\">")).unwrap_or_else(|| panic!("no section {id}"));
    page[start..].split("</section>").next().unwrap()
}

#[test]
fn page_shows_every_finding_in_both_languages() {
    let (sources, plans) = read();
    let page = page(&Comparison::of(&plans).build().unwrap(), &sources, &plans);
    let shown = section(&page, "audit");
    let found: Vec<_> = plans.iter().flat_map(|plan| audit(plan, Some(Reference::bundled()))).collect();
    assert_eq!(shown.matches("<li class=\"finding ").count(), found.len());
    let cited: usize = found.iter().map(|finding| finding.statements.len()).sum();
    assert_eq!(shown.matches("<button class=\"cite\"").count(), cited);
    for finding in &found {
        assert!(!finding.chinese.is_empty() && finding.chinese != finding.sentence);
        for sentence in [&finding.chinese, &finding.sentence] {
            let sentence = sentence.replace('&', "&amp;").replace('>', "&gt;").replace('<', "&lt;");
            assert!(shown.contains(&sentence), "{sentence}");
        }
    }
}

#[test]
fn page_ranks_only_what_may_be_ranked() {
    let firms = |op: &str, value: &str| {
        target("高新技术企业", op, Some(value), Some("家"), "level", Some("high_tech_enterprises"))
    };
    let plans = [
        plan("one", "甲市", &[firms("gt", "2300")]),
        plan("two", "乙市", &[firms("ge", "2000")]),
        plan("three", "丙市", &[with(firms("eq", "50"), "horizon", json!("2026"))]),
    ];
    let page =
        report::html(&Comparison::of(&plans).build().unwrap(), &[], Reference::bundled(), Language::English);
    let shown = section(&page, "ranking");
    let (ranked, rest) = shown.split_once("</ol>").unwrap();
    assert_eq!(ranked.matches("<span class=\"place\">").count(), 2);
    assert_eq!(ranked.matches("order not certain: place 1 to 2").count(), 2, "{ranked}");
    assert!(!ranked.contains("三") && !ranked.contains("three"));
    let (apart, pairs) = rest.split_once("<details>").unwrap();
    assert!(apart.contains("three") && apart.contains("<i lang=en>year</i>"), "{apart}");
    assert!(pairs.contains("1 comparable, 2 not"), "{pairs}");
    assert_eq!(pairs.matches("<i lang=en>not comparable</i>").count(), 2);
}

#[test]
fn page_draws_each_pair_of_functions_that_shares_tasks() {
    let (sources, plans) = read();
    let page = page(&Comparison::of(&plans).build().unwrap(), &sources, &plans);
    let shown = section(&page, "network");
    let edges = network(&plans).into_iter().filter(|edge| edge.tasks.len() >= 3).count();
    assert!(edges > 50);
    assert_eq!(shown.matches("<path stroke-width").count(), edges);
    assert_eq!(shown.matches("<td class=\"heat h").count(), edges);
}

#[test]
fn units_and_regions_are_english_in_the_english_view() {
    let (sources, plans) = read();
    let reference = Reference::bundled();
    let comparison = Comparison::of(&plans).build().unwrap().resolve(reference).per_head(reference);
    let page = page(&comparison, &sources, &plans);
    for id in ["matrix", "charts", "ranking"] {
        let english =
            section(&page, id).split("<i lang=en>").skip(1).filter_map(|rest| rest.split("</i>").next());
        for words in english {
            assert!(
                words.is_ascii() || !words.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
                "{words}"
            );
        }
    }
    for words in ["Chang-Zhu-Tan", "per 10,000 people", "yuan per person", "100 million yuan"] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn page_runs_and_loads_nothing() {
    let (sources, plans) = read();
    let page = page(&Comparison::of(&plans).build().unwrap(), &sources, &plans);
    let page = page.to_lowercase();
    for forbidden in [
        "<script", "<link", "<img", "<iframe", "<object", "<form", " src=", " href=", "url(", "@import",
        "http:/", "https:/", " onclick",
    ] {
        assert!(!page.contains(forbidden), "the page holds {forbidden}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn page_shows_markup_as_text() {
    for words in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='x",
        "]]>&lt;",
        "</style></dialog><b>",
    ] {
        let (source, plan) = hostile(words);
        let page = page(&Comparison::of([&plan]).build().unwrap(), &[source], &[plan]);
        assert_well_formed(&page);
        assert!(
            !page.contains("<script")
                && !page.contains("<img")
                && !page.contains("<b>\"")
                && !page.contains("' onmouse"),
            "{words}"
        );
    }
}

#[test]
fn page_names_what_cannot_be_seen() {
    let (source, plan) = hostile("甲\u{202e}乙\u{2066}丙\u{200b}丁\u{7}戊");
    let page = page(&Comparison::of([&plan]).build().unwrap(), &[source], &[plan]);
    assert!(page.contains("甲⟦U+202E⟧乙⟦U+2066⟧丙⟦U+200B⟧丁⟦U+0007⟧戊"));
    assert!(!page.contains(['\u{202e}', '\u{2066}', '\u{200b}', '\u{7}']));
}

#[test]
fn page_without_sources_shows_quotes() {
    let (_, plans) = read();
    let comparison = Comparison::of(&plans).build().unwrap();
    let page = report::html(&comparison, &[], Reference::bundled(), Language::Chinese);
    assert_well_formed(&page);
    assert!(page.contains("<html lang=\"zh-Hans\">") && page.contains("<mark>"));
}

#[test]
fn charts_never_mix_kinds_or_units() {
    let firms = |kind: &str, value: &str| {
        target("高新技术企业", "ge", Some(value), Some("家"), kind, Some("high_tech_enterprises"))
    };
    let plans = [
        plan("one", "甲市", &[firms("level", "1100"), firms("increment", "50")]),
        plan("two", "乙市", &[firms("level", "2300")]),
    ];
    let page =
        report::html(&Comparison::of(&plans).build().unwrap(), &[], Reference::bundled(), Language::English);
    let charts: Vec<&str> = page.split("<figure class=\"chart\">").skip(1).collect();
    assert_eq!(charts.len(), 1, "an increment that one plan states has no chart");
    let chart = charts[0].split("</figure>").next().unwrap();
    assert!(chart.contains("≥1100") && chart.contains("≥2300") && !chart.contains("≥50"), "{chart}");
}

/// Every element is closed in order, every attribute quoted, every id there once.
#[track_caller]
fn assert_well_formed(page: &str) {
    const VOID: &[&str] = &["meta", "input", "br", "!doctype"];
    let mut open: Vec<&str> = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map(|end| at + end).expect("an open tag");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap();
        assert_eq!(tag.matches('"').count() % 2, 0, "<{tag}>");
        if let Some(id) = tag.split(" id=\"").nth(1).and_then(|id| id.split('"').next()) {
            assert!(ids.insert(id), "id {id} twice");
        }
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "near {}", rest.chars().take(60).collect::<String>());
        } else if !tag.ends_with('/') && !VOID.contains(&name) {
            open.push(name);
            if name == "style" {
                rest = &rest[rest.find("</style>").unwrap()..];
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
    for target in page.split("popovertarget=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.contains(target), "{target} opens nothing");
    }
}

proptest! {
    #[test]
    fn csv_reads_back_whatever_the_text(words in "\\PC{1,12}", value in 1_u32..1_000_000, places in 0_u32..4, money in any::<bool>()) {
        let value = Decimal::new(i64::from(value), places).to_string();
        let (unit, kind, metric) = if money { ("亿元", "annual", "tech_contract_value") } else { ("家", "level", "high_tech_enterprises") };
        let stated = with(target("x", "ge", Some(&value), Some(unit), kind, Some(metric)), "scope", json!(words));
        let quoted = with(stated, "quote", json!(words));
        let plans = [plan("one", &words, &[quoted])];
        assert_same(&Comparison::of(&plans).build().unwrap());
    }

    #[test]
    fn page_is_well_formed_whatever_the_text(words in "\\PC{1,12}") {
        prop_assume!(!words.trim().is_empty());
        let (source, plan) = hostile(&words);
        assert_well_formed(&page(&Comparison::of([&plan]).build().unwrap(), &[source], &[plan]));
    }
}
