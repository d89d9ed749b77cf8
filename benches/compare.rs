//! Plans → a comparison on forty metrics: 10 and 1,000 plans, and as many as `CROSSPLAN_BENCH_PLANS` says.

// A bench may stop at the first surprise.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use crossplan::compare::Comparison;
use crossplan::lexicon::Catalog;
use crossplan::schema::Plan;
use crossplan::{normalizers, samples};

const METRICS: usize = 40;

fn comparisons(criterion: &mut Criterion) {
    let digests = [
        samples::yueyang(),
        samples::linyi(),
        samples::shanwei_district(),
        samples::yichang(),
        samples::changzhutan(),
    ];
    let digests: Vec<Plan> = digests.iter().map(|digest| normalizers::read(digest).unwrap()).collect();
    let metrics: Vec<&str> =
        Catalog::builtin().metrics().iter().take(METRICS).map(|metric| metric.id.as_str()).collect();
    let asked = std::env::var("CROSSPLAN_BENCH_PLANS").ok().and_then(|count| count.parse().ok());
    for count in [Some(10), Some(1_000), asked].into_iter().flatten() {
        let plans: Vec<Plan> = digests.iter().cycle().take(count).enumerate().map(renamed).collect();
        let run = || Comparison::of(black_box(&plans)).metrics(metrics.iter().copied()).build().unwrap();
        let comparison = run();
        assert!(comparison.rows.len() >= METRICS && comparison.rows[0].cells.len() == count);
        let mut group = criterion.benchmark_group("compare");
        group.throughput(Throughput::Elements(count as u64)).sample_size(10);
        group.bench_function(BenchmarkId::from_parameter(count), |b| {
            b.iter_batched(|| (), |()| run(), BatchSize::PerIteration);
        });
    }
}

fn renamed((place, plan): (usize, &Plan)) -> Plan {
    let mut plan = plan.clone();
    plan.id = format!("{}-{place}", plan.id);
    plan
}

criterion_group!(benches, comparisons);
criterion_main!(benches);
