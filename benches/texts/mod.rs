//! The documents that all benches run on, and the yardsticks that stand beside them.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput, measurement::WallTime};
use crossplan::lexicon::Catalog;
use crossplan::{Source, samples};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use regex::Regex;

/// Documents of the size of plans.
pub struct Texts {
    /// `simplified/1`: the kind of text, and its megabytes.
    pub name: String,
    pub sources: Vec<Source>,
}

impl Texts {
    /// Simplified and traditional digests over and over, 1 and 10 megabytes each, and what `CROSSPLAN_BENCH_MB` says;
    /// beside them a megabyte of either with the noise of pages.
    pub fn all() -> Vec<Self> {
        let asked = std::env::var("CROSSPLAN_BENCH_MB").ok().and_then(|size| size.parse().ok());
        // `cargo test --benches` runs each bench once.
        let large = if cfg!(debug_assertions) { None } else { Some(10) };
        let sizes: Vec<usize> = [Some(1), large, asked].into_iter().flatten().collect();
        let kinds = [("simplified", simplified()), ("traditional", traditional())];
        let clean =
            kinds.iter().flat_map(|(kind, digests)| sizes.iter().map(|mb| Self::of(kind, digests, *mb)));
        let noisy = kinds.iter().map(|(kind, digests)| {
            let digests: Vec<Source> = digests.iter().map(noisy).collect();
            Self::of(&format!("{kind}_noisy"), &digests, 1)
        });
        clean.chain(noisy).collect()
    }

    fn of(kind: &str, digests: &[Source], megabytes: usize) -> Self {
        let mut left = megabytes * 1_000_000;
        let fits = |source: &Source| {
            left = left.saturating_sub(source.text().len());
            left > 0
        };
        let sources = digests.iter().cycle().cloned().take_while(fits).collect();
        Self { name: format!("{kind}/{megabytes}"), sources }
    }

    pub fn bytes(&self) -> u64 {
        self.sources.iter().map(|source| source.text().len() as u64).sum()
    }
}

fn simplified() -> Vec<Source> {
    vec![samples::yueyang(), samples::linyi(), samples::shanwei_district(), samples::yichang()]
}

fn traditional() -> Vec<Source> {
    vec![samples::changzhutan()]
}

/// The same text as a scanned page has it: lines of 36 characters, page numbers between them, full-width digits.
fn noisy(source: &Source) -> Source {
    let mut text = String::new();
    let mut printed = 0;
    for line in source.text().lines() {
        let characters: Vec<char> = line.chars().map(widened).collect();
        for piece in characters.chunks(36) {
            text.extend(piece);
            text.push('\n');
            printed += 1;
            if printed % 30 == 0 {
                let _ = writeln!(text, "— {} —", printed / 30);
            }
        }
    }
    Source::from_text(source.name(), text).unwrap()
}

fn widened(c: char) -> char {
    c.to_digit(10).and_then(|digit| char::from_u32('０' as u32 + digit)).unwrap_or(c)
}

/// A group that measures bytes per second.
pub fn group<'c>(criterion: &'c mut Criterion, stage: &str, texts: &Texts) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(stage);
    group.throughput(Throughput::Bytes(texts.bytes()));
    group.sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(2));
    group
}

/// Times what `stage` makes of texts; `check` sees its result before.
pub fn bench<T>(
    criterion: &mut Criterion,
    stage: &str,
    texts: &Texts,
    check: impl Fn(&T) -> bool,
    run: impl Fn() -> T,
) {
    assert!(check(&run()), "{stage} of {}", texts.name);
    group(criterion, stage, texts).bench_function(BenchmarkId::from_parameter(&texts.name), |b| b.iter(&run));
}

/// What no reader can beat: one look at each byte, one pass of an automaton over 300 of the crate's own keywords, and
/// one pass of a regular expression for numbers with units.
pub fn yardsticks(criterion: &mut Criterion) {
    let automaton = keywords();
    let figures =
        Regex::new(r"[0-9][0-9,.]*\s*[万亿千百]?(家|个|项|件|人|亿元|万元|元|%|％|所|名|户|次)").unwrap();
    for texts in Texts::all().iter().filter(|texts| texts.name.ends_with("/1")) {
        let sum = |count: &dyn Fn(&str) -> usize| -> usize {
            texts.sources.iter().map(|source| count(black_box(source.text()))).sum()
        };
        let valid = || sum(&|text| std::str::from_utf8(text.as_bytes()).map_or(0, str::len));
        bench(criterion, "yardstick/utf8", texts, |bytes| *bytes as u64 == texts.bytes(), valid);
        let found = || sum(&|text| automaton.leftmost_find_iter(text).count());
        let simplified = texts.name.starts_with("simplified");
        bench(criterion, "yardstick/keywords", texts, |found| !simplified || *found > 1_000, found);
        let matched = || sum(&|text| figures.find_iter(text).count());
        let narrow = !texts.name.contains("noisy");
        bench(criterion, "yardstick/regex", texts, |found| !narrow || *found > 1_000, matched);
    }
}

/// Three hundred labels of metrics, leftmost-longest.
fn keywords() -> CharwiseDoubleArrayAhoCorasick<usize> {
    let mut labels: Vec<&str> = Vec::new();
    for metric in Catalog::builtin().metrics() {
        labels.push(&metric.pref_label);
        labels.extend(metric.alt_label.iter().map(String::as_str));
    }
    labels.sort_unstable();
    labels.dedup();
    let every = (labels.len() / 300).max(1);
    let labels: Vec<&str> = labels.into_iter().step_by(every).take(300).collect();
    assert_eq!(labels.len(), 300);
    CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build(labels).unwrap()
}
