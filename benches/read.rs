//! The whole way: bytes → plan.

// A bench may stop at the first surprise.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod texts;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crossplan::{Source, normalizers};
use texts::{Texts, group, yardsticks};

fn plans(criterion: &mut Criterion) {
    for texts in [Texts::simplified(), Texts::traditional()] {
        let read = |source: &Source| {
            let source = Source::from_bytes(source.name(), black_box(source.text().as_bytes())).unwrap();
            normalizers::read(&source).unwrap().indicators.len()
        };
        let run = || texts.sources.iter().map(read).sum::<usize>();
        assert!(run() > 10 * texts.sources.len(), "each digest has eleven targets or more");
        group(criterion, "read", &texts).bench_function(texts.name, |b| b.iter(run));
    }
}

criterion_group!(benches, yardsticks, plans);
criterion_main!(benches);
