//! Stage 2: clean text → headings, paragraphs and rows.

// A bench may stop at the first surprise.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod texts;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crossplan::{clean, outline};
use texts::{Texts, bench, yardsticks};

fn outlines(criterion: &mut Criterion) {
    for texts in Texts::all() {
        let clean: Vec<_> = texts.sources.iter().map(clean::clean).collect();
        let run = || clean.iter().map(|text| outline::read(black_box(text)).headings.len()).sum::<usize>();
        bench(criterion, "outline", &texts, |headings| *headings > 20 * clean.len(), run);
    }
}

criterion_group!(benches, yardsticks, outlines);
criterion_main!(benches);
