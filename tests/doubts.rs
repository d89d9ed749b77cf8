//! What is read with doubt says so, with its place.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crossplan::schema::{Code, Diagnostic, Plan};
use crossplan::{Source, normalizers};

/// A text, the code it must tell, and the words that the code must stand at; empty for the whole document.
const TOLD: &[(&str, Code, &str)] = &[
    (
        "一、发展目标\n到2027年，技术合同成交额达到30亿元，占GDP比重达到2%。",
        Code::InheritedSubject,
        "占GDP比重达到2%",
    ),
    ("一、重点任务\n新增瞪羚企业3家、独角兽企业2家。", Code::InheritedVerb, "独角兽企业2家"),
    ("一、重点任务\n新认定的企业给予最高50万元奖励。", Code::Skipped, "50万元"),
    ("一、重点任务\n去年，全市建成孵化器12家。", Code::Skipped, "12家"),
    (
        "一、发展目标\n国家级、省级、市级孵化器分别达到3家、12家。",
        Code::Unpaired,
        "国家级、省级、市级孵化器分别达到3家、12家。",
    ),
    ("一、发展目标\n规上企业研发机构覆盖率达到60。", Code::Repaired, "达到60"),
    ("一、发展目标\n研发投入强度达到2.65机。", Code::Repaired, "机"),
    ("一、发展目标\n与岳阳市合作，新增孵化器3家。", Code::RegionInferred, "岳阳市"),
    ("某地散文\n春天来了。", Code::NotAPlan, ""),
    (
        "一、重点任务\n（一）培育主体。新增企业2家。\n（二）建设平台。新建中试基地3家，",
        Code::CutOff,
        "新建中试基地3家，",
    ),
];

fn read(text: &str) -> (Plan, Source) {
    let source = Source::from_text("doubts", text);
    let source = source.unwrap();
    (normalizers::read(&source).unwrap(), source)
}

fn words<'s>(source: &'s Source, told: &Diagnostic) -> &'s str {
    told.span.map_or("", |span| &source.text()[span.start..span.end])
}

#[test]
fn each_doubt_is_told_with_its_place() {
    for (text, code, place) in TOLD {
        let (plan, source) = read(text);
        let told: Vec<&str> =
            plan.diagnostics.iter().filter(|d| d.code == *code).map(|d| words(&source, d)).collect();
        assert!(told.contains(place), "{text}: {code:?} at {told:?}, not at {place}");
    }
}

#[test]
fn what_is_plain_is_read_without_doubt() {
    let (plan, _) = read(
        "岳阳市科技创新规划（2021—2025年）\n一、发展目标\n到2025年，高新技术企业达到900家，孵化器达到12家。",
    );
    assert_eq!(plan.indicators.len(), 2);
    assert!(plan.diagnostics.is_empty(), "{:?}", plan.diagnostics);
}

#[test]
fn a_doubt_names_the_target_it_is_about() {
    let (plan, _) = read(TOLD[0].0);
    let told = plan.diagnostics.iter().find(|d| d.code == Code::InheritedSubject).unwrap();
    assert_eq!(told.about.as_deref(), Some("ind-002"));
    assert_eq!(plan.indicators[1].subject, "技术合同成交额占GDP比重");
}
