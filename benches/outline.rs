//! Stage 2: clean text → headings, paragraphs and rows.

// A bench may stop at the first surprise.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod texts;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crossplan::{clean, outline};
use texts::{Texts, group, yardsticks};

fn outlines(criterion: &mut Criterion) {
    for texts in [Texts::simplified(), Texts::traditional()] {
        let clean: Vec<_> = texts.sources.iter().map(clean::clean).collect();
        let run = || clean.iter().map(|text| outline::read(black_box(text)).headings.len()).sum::<usize>();
        assert!(run() > 20 * clean.len(), "each digest has some thirty headings");
        group(criterion, "outline", &texts).bench_function(texts.name, |b| b.iter(run));
    }
}

criterion_group!(benches, yardsticks, outlines);
criterion_main!(benches);
