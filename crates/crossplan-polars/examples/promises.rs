//! What is promised most, and how much research and development, by province, in data frames.
//!
//! ```text
//! cargo run -p crossplan-polars --example promises -- [FILE|FOLDER…]
//! ```
//!
//! Without files it takes the bundled plans. Targets that a plan repeats count each time; those without a figure (above the
//! provincial average) are counted, but have no part in the mean. Values are exact decimals; Polars computes their mean in
//! floating point.

use std::error::Error;

use crossplan::interchange::Table;
use crossplan::{Corpus, Plan, normalizers, samples};
use polars::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let observations = crossplan_polars::frame(Table::Observations, &plans()?)?;
    let targets = observations.lazy().filter(col("status").eq(lit("target")));

    let promised = targets
        .clone()
        .group_by([col("province"), col("metric")])
        .agg([len().alias("targets"), col("plan").n_unique().alias("plans")])
        .sort(
            ["targets", "province", "metric"],
            SortMultipleOptions::default().with_order_descending_multi([true, false, false]),
        )
        .limit(10);
    println!("Most promised metrics by province:\n{}", promised.collect()?);

    let intensity = targets
        .filter(col("metric").eq(lit("rd_intensity")))
        .group_by([col("province"), col("unit")])
        .agg([
            col("lo").mean().alias("mean of lo"),
            col("lo").count().alias("with a figure"),
            len().alias("targets"),
            col("period_end_date").max().alias("latest"),
        ])
        .sort(["province"], SortMultipleOptions::default());
    println!("Average R&D intensity promised:\n{}", intensity.collect()?);
    Ok(())
}

fn plans() -> Result<Vec<Plan>, crossplan::Error> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        return samples::all().iter().map(normalizers::read).collect();
    }
    let corpus = paths.iter().fold(Corpus::new(), |corpus, path| corpus.path(path));
    corpus.plans().map(|entry| entry.result).collect()
}
