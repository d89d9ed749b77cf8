//! Stages 3 and 4: the mentions of clauses → drafts of indicators.

// A bench may stop at the first surprise.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod texts;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crossplan::mentions::Calendar;
use crossplan::{clean, indicators, outline};
use texts::{Texts, bench, yardsticks};

fn drafts(criterion: &mut Criterion) {
    for texts in Texts::all() {
        let clean = texts.sources.iter().map(clean::clean);
        let read: Vec<_> = clean.map(|text| (outline::read(&text), text)).collect();
        let calendar = Calendar::default();
        let find = |(outline, text): &_| indicators::find(black_box(text), outline, &calendar).len();
        let run = || read.iter().map(find).sum::<usize>();
        bench(criterion, "indicators", &texts, |drafts| *drafts > 10 * read.len(), run);
    }
}

criterion_group!(benches, yardsticks, drafts);
criterion_main!(benches);
