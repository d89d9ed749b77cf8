//! The whole way: bytes → plan.

// A bench may stop at the first surprise.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod texts;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crossplan::{Source, normalizers};
use texts::{Texts, bench, yardsticks};

fn plans(criterion: &mut Criterion) {
    for texts in Texts::all() {
        let read = |source: &Source| {
            let source = Source::from_bytes(source.name(), black_box(source.text().as_bytes())).unwrap();
            normalizers::read(&source).unwrap().indicators.len()
        };
        let run = || texts.sources.iter().map(read).sum::<usize>();
        bench(criterion, "read", &texts, |targets| *targets > 10 * texts.sources.len(), run);
    }
}

criterion_group!(benches, yardsticks, plans);
criterion_main!(benches);
