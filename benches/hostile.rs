//! Texts that nobody writes, and that no reader may choke on: each is read in two sizes, the second four times the
//! first, and must not take more than nine times as long.

// A bench may stop at the first surprise.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::time::{Duration, Instant};

use crossplan::{Source, normalizers};

/// What stands over and over in one document.
const TEXTS: &[(&str, &str)] = &[
    ("open brackets", "（"),
    ("brackets around figures", "（3家）"),
    ("enumeration marks", "、"),
    ("one endless number", "1"),
    ("grouped digits", "1,000,"),
    ("dotted digits", "1."),
    ("Chinese digits", "一万"),
    ("full-width digits", "１２３，"),
    ("years", "到2025年"),
    ("dates", "2025年3月1日"),
    ("the beginning of years", "20 "),
    ("percentages", "3%"),
    ("tabs", "企业\t3家\t"),
    ("bars", "企业|3家|"),
    ("one line of clauses", "到2025年，新增企业30家，研发投入强度达到2.5%，"),
    ("one list of figures", "新增企业30家、"),
    ("one list of places", "各新增3家、"),
    ("elliptic clauses", "占比达到3%，"),
    ("a line of sentences", "到2025年，新增企业30家。占比达到3%。"),
    ("lines of sentences", "到2025年，新增企业30家。\n"),
    ("measures", "1、建设平台3家。（责任单位：市科技局）\n"),
    ("measures on one line", "1.建设平台。新增企业30家。（责任单位：市科技局）"),
    ("deep numbering", "一、甲乙\n（一）甲乙\n1.甲乙\n（1）甲乙\n①甲乙\n"),
    ("labels on one line", "责任单位：市科技局、"),
    ("titles with colons", "1.甲乙：丙丁；"),
    ("heads of tables", "指标\n单位\n2025年\n甲\n"),
    ("clauses on validity", "有效期"),
    ("open titles", "规划《甲"),
    ("document numbers", "湘政发〔2021〕"),
    ("open tags", "<a href=\""),
    ("Latin words", "R&D "),
    ("wrapped lines", "推动科技创新和平台建设推动科技创新和平台建设推动科技创新和平\n"),
    ("annexes", "发展目标\n附件\n"),
    ("straight quotation marks", "\"甲\"乙"),
    ("bold type", "**甲**乙"),
    ("headings behind blanks", "一、甲乙 "),
    ("ranks", "进入全国前3名"),
    ("blanks behind figures", "达3家 甲乙"),
    ("numbers without marks", "1甲乙丙丁\n2甲乙丙丁\n3甲乙丙丁\n"),
    ("heads between blanks", "指标 单位 2025年\n"),
    ("rows of measures", "序号\n重点任务\n责任单位\n1\n甲乙\n市科技局\n"),
    ("contents", "目录\n第一章 甲乙\n"),
    ("points on one line", "（1）甲乙。"),
];

/// Bytes of the smaller document.
const SIZE: usize = if cfg!(debug_assertions) { 2_000 } else { 40_000 };
const GROWTH: usize = 4;
/// What is linear takes four times as long, what is quadratic sixteen; caches and neighbors take their part.
const LIMIT: f64 = 9.0;

fn main() {
    let mut slow = Vec::new();
    for (name, unit) in TEXTS {
        let (small, large) =
            (best(&unit.repeat(SIZE / unit.len())), best(&unit.repeat(GROWTH * SIZE / unit.len())));
        let ratio = large.as_secs_f64() / small.as_secs_f64();
        let speed = (GROWTH * SIZE) as f64 / 1e6 / large.as_secs_f64();
        println!("hostile/{name}: {small:?} and {large:?}, {ratio:.1} times, {speed:.1} MB/s");
        // A debug build is run for its result, not for its time.
        if ratio > LIMIT && !cfg!(debug_assertions) {
            slow.push(*name);
        }
    }
    assert!(slow.is_empty(), "not linear: {slow:?}");
}

/// The shortest of several readings.
fn best(text: &str) -> Duration {
    let read = || {
        let started = Instant::now();
        let source = Source::from_bytes("hostile", text.as_bytes()).unwrap();
        let plan = normalizers::read(&source).unwrap();
        assert_eq!(plan.source.length, text.len());
        started.elapsed()
    };
    let runs = if cfg!(debug_assertions) { 1 } else { 5 };
    (0..runs).map(|_| read()).min().unwrap_or_default()
}
