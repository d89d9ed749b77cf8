//! Stage 1: source text → clean text.

// A bench may stop at the first surprise.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod texts;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crossplan::clean;
use texts::{Texts, bench, yardsticks};

fn clean_text(criterion: &mut Criterion) {
    for texts in Texts::all() {
        let run =
            || texts.sources.iter().map(|source| clean::clean(black_box(source)).text().len()).sum::<usize>();
        let bytes = usize::try_from(texts.bytes()).unwrap();
        bench(criterion, "clean", &texts, |kept| (bytes * 8 / 10..=bytes).contains(kept), run);
    }
}

criterion_group!(benches, yardsticks, clean_text);
criterion_main!(benches);
