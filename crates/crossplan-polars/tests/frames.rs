//! Data frames hold what the plans say.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

use crossplan::interchange::{Table, batches};
use crossplan::{Plan, normalizers, samples};
use crossplan_polars::frame;

fn plans() -> Vec<Plan> {
    samples::all().iter().map(|source| normalizers::read(source).unwrap()).collect()
}

#[test]
fn every_table_is_a_frame_of_its_columns() {
    let plans = plans();
    for table in Table::ALL {
        let frame = frame(table, &plans).unwrap();
        let rows: usize = batches(table, &plans).unwrap().iter().map(|batch| batch.num_rows()).sum();
        assert_eq!(frame.height(), rows, "{table}");
        let schema = table.schema();
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        assert_eq!(frame.get_column_names(), names);
    }
}

#[test]
fn decimals_are_exact_and_words_are_lists() {
    let plans = plans();
    let targets = frame(Table::Indicators, &plans).unwrap();
    let lo = targets.column("lo").unwrap();
    let stated = plans.iter().flat_map(|plan| &plan.indicators).map(|target| target.lo);
    for (row, stated) in stated.enumerate() {
        let cell = lo.get(row).unwrap();
        let shown = (!cell.is_null()).then(|| cell.to_string().parse().unwrap());
        assert_eq!(shown, stated, "row {row}");
    }
    let topics = frame(Table::Tasks, &plans).unwrap();
    assert_eq!(topics.column("topics").unwrap().dtype().to_string(), "list[str]");
}

/// It crosses threads, and goes into a `Box` of any error.
#[test]
fn errors_can_be_sent_and_matched() {
    fn sent<E: std::error::Error + Send + Sync + 'static>(
        error: E,
    ) -> Box<dyn std::error::Error + Send + Sync> {
        Box::new(error)
    }
    let mut plan = normalizers::read(&samples::yueyang()).unwrap();
    plan.period.end = Some(crossplan::schema::Horizon::Year(20_250));
    let error = frame(Table::Plans, [&plan]).unwrap_err();
    assert!(matches!(
        &error,
        crossplan_polars::Error::Plan(crossplan::Error::NotHeld { column: "period_end", .. })
    ));
    assert!(sent(error).to_string().starts_with("plan \"yueyang\", the plan itself: column period_end"));
}
