//! Stage 1: source text → clean text.

// A bench may stop at the first surprise.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod texts;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crossplan::clean;
use texts::{Texts, group, yardsticks};

fn clean_text(criterion: &mut Criterion) {
    for texts in [Texts::simplified(), Texts::traditional()] {
        let run =
            || texts.sources.iter().map(|source| clean::clean(black_box(source)).text().len()).sum::<usize>();
        let bytes = usize::try_from(texts.bytes()).unwrap();
        assert!((bytes * 9 / 10..=bytes).contains(&run()), "cleaning keeps nearly all");
        group(criterion, "clean", &texts).bench_function(texts.name, |b| b.iter(run));
    }
}

criterion_group!(benches, yardsticks, clean_text);
criterion_main!(benches);
