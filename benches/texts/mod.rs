//! The documents that all benches run on, and the yardsticks that stand beside them.

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use crossplan::lexicon::Catalog;
use crossplan::{Source, samples};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

/// About a megabyte of documents of the size of plans.
pub struct Texts {
    pub name: &'static str,
    pub sources: Vec<Source>,
}

impl Texts {
    /// The digests in simplified script, over and over.
    pub fn simplified() -> Self {
        let digests = [samples::yueyang(), samples::linyi(), samples::shanwei_district(), samples::yichang()];
        Self { name: "simplified", sources: repeated(&digests) }
    }

    /// The digest in traditional script, over and over.
    pub fn traditional() -> Self {
        Self { name: "traditional", sources: repeated(&[samples::changzhutan()]) }
    }

    pub fn bytes(&self) -> u64 {
        self.sources.iter().map(|source| source.text().len() as u64).sum()
    }
}

fn repeated(digests: &[Source]) -> Vec<Source> {
    let mut left = 1_000_000_usize;
    let fits = |source: &Source| {
        left = left.saturating_sub(source.text().len());
        left > 0
    };
    digests.iter().cycle().cloned().take_while(fits).collect()
}

/// A group that measures bytes per second.
pub fn group<'c>(criterion: &'c mut Criterion, stage: &str, texts: &Texts) -> BenchmarkGroup<'c, WallTime> {
    let mut group = criterion.benchmark_group(stage);
    group.throughput(Throughput::Bytes(texts.bytes()));
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    group
}

/// What no reader can beat: one look at each byte, and one pass of an automaton over the crate's own keywords.
pub fn yardsticks(criterion: &mut Criterion) {
    for texts in [Texts::simplified(), Texts::traditional()] {
        let automaton = keywords();
        let hits: usize = texts.sources.iter().map(|s| automaton.leftmost_find_iter(s.text()).count()).sum();
        assert!(hits > 1_000 || texts.name == "traditional", "{hits} keywords in {}", texts.name);
        let mut group = group(criterion, "yardstick", &texts);
        group.bench_function(format!("utf8_validation_{}", texts.name), |b| {
            b.iter(|| {
                texts
                    .sources
                    .iter()
                    .filter(|s| std::str::from_utf8(black_box(s.text().as_bytes())).is_ok())
                    .count()
            });
        });
        group.bench_function(format!("keyword_pass_{}", texts.name), |b| {
            b.iter(|| {
                texts
                    .sources
                    .iter()
                    .map(|s| automaton.leftmost_find_iter(black_box(s.text())).count())
                    .sum::<usize>()
            });
        });
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
