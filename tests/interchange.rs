//! Plans as record batches and Parquet files: what is read back is what was written, or there is an error.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod small_plans;

use std::collections::BTreeMap;

use crossplan::interchange::arrow_array::cast::AsArray;
use crossplan::interchange::arrow_array::types::{Date32Type, Decimal128Type};
use crossplan::interchange::arrow_array::{ArrayRef, RecordBatch, StringViewArray, UInt32Array};
use crossplan::interchange::bytes::Bytes;
use crossplan::interchange::{
    PlanReader, PlanWriter, Table, TableBuilder, batches, indicators, observations, read_plans, read_table,
};
use crossplan::lexicon::Catalog;
use crossplan::schema::Horizon;
use crossplan::{Error, Plan, metrics, normalizers, samples};
use proptest::prelude::*;
use serde_json::{Value, json};
use small_plans::{plan, target, with};

fn bundled() -> Vec<Plan> {
    samples::all().iter().map(|source| normalizers::read(source).unwrap()).collect()
}

/// As JSON: decimals with all their digits, which `==` passes over.
fn shown(plans: &[Plan]) -> Vec<Value> {
    plans.iter().map(|plan| serde_json::to_value(plan).unwrap()).collect()
}

fn through_batches(plans: &[Plan]) -> Vec<Plan> {
    let mut reader = PlanReader::new();
    for table in Table::ALL {
        for batch in batches(table, plans).unwrap() {
            reader.add(table, &batch).unwrap();
        }
    }
    reader.finish()
}

fn files(plans: &[Plan]) -> BTreeMap<Table, Bytes> {
    let mut writer = PlanWriter::new(|_| Ok(Vec::new())).unwrap();
    plans.iter().for_each(|plan| writer.add(plan).unwrap());
    writer.finish().unwrap().into_iter().map(|(table, file)| (table, Bytes::from(file))).collect()
}

fn through_parquet(plans: &[Plan]) -> Vec<Plan> {
    let files = files(plans);
    read_plans(|table| Ok(files[&table].clone())).unwrap()
}

#[test]
fn plans_come_back_from_batches_and_files() {
    let plans = bundled();
    for read in [through_batches(&plans), through_parquet(&plans)] {
        assert_eq!(read, plans);
        assert_eq!(shown(&read), shown(&plans));
    }
}

#[test]
fn writers_go_between_threads() {
    fn sent<T: Send>() {}
    sent::<TableBuilder<'static>>();
    sent::<PlanWriter<Vec<u8>>>();
    sent::<PlanReader>();
}

/// A file may say anything of the digits behind a point.
#[test]
fn impossible_digits_are_refused() {
    let plans = [plan("qufu", "曲阜市", &[target("孵化器", "eq", Some("0"), Some("家"), "level", None)])];
    let batch = &batches(Table::Indicators, &plans).unwrap()[0];
    let at = batch.schema().index_of("lo_digits").unwrap();
    for (digits, fits) in [(0, true), (28, true), (29, false), (u32::MAX, false)] {
        let mut columns = batch.columns().to_vec();
        columns[at] = std::sync::Arc::new(UInt32Array::from(vec![digits]));
        let changed = RecordBatch::try_new(batch.schema(), columns).unwrap();
        let read = indicators(&changed).map(|read| read[0].1.lo.unwrap().scale());
        match fits {
            true => assert_eq!(read.unwrap(), digits),
            false => assert_eq!(
                read.unwrap_err().to_string(),
                format!(
                    "table indicators: row 1, column lo: 0 billionths are no decimal with {digits} digits behind its point"
                )
            ),
        }
    }
}

#[test]
fn observations_come_back_from_batches_and_files() {
    let plans = bundled();
    let mut found: Vec<_> =
        plans.iter().flat_map(|plan| metrics::observe(plan, Catalog::builtin()).stated).collect();
    assert!(found.iter().any(|observation| observation.comparator.is_some()));
    found.iter_mut().step_by(3).for_each(|observation| observation.denominator = Some("census 2020".into()));
    let mut table = TableBuilder::new(Table::Observations);
    table.add_observations(&found).unwrap();
    let read: Vec<_> =
        table.finish().unwrap().iter().flat_map(|batch| observations(batch).unwrap()).collect();
    assert_eq!(serde_json::to_value(&read).unwrap(), serde_json::to_value(&found).unwrap());

    let file = files(&plans)[&Table::Observations].clone();
    let rows: usize =
        read_table(Table::Observations, file).unwrap().map(|batch| batch.unwrap().num_rows()).sum();
    assert_eq!(rows, found.len());
}

#[test]
fn files_keep_the_schema_and_what_it_says() {
    for (table, file) in files(&bundled()) {
        for batch in read_table(table, file).unwrap() {
            let schema = batch.unwrap().schema();
            assert_eq!(schema, table.schema());
            assert_eq!(schema.metadata()["crossplan.version"], env!("CARGO_PKG_VERSION"));
            assert!(schema.fields().iter().all(|field| field.metadata()["description"].ends_with('.')));
        }
    }
}

#[test]
fn decimals_and_days_are_typed() {
    let targets = [
        with(
            target("研发投入强度", "ge", Some("2.60"), Some("%"), "share", None),
            "horizon",
            json!("2025-06-30"),
        ),
        target("高新技术企业", "eq", Some("79228162514264337593543950335"), Some("家"), "level", None),
        target("碳排放", "eq", Some("-0.000000001"), Some("吨"), "level", None),
    ];
    let plans = [plan("qufu", "曲阜市", &targets)];
    let batch = &batches(Table::Indicators, &plans).unwrap()[0];
    let column = |name| batch.column_by_name(name).unwrap();
    let lo = column("lo").as_primitive::<Decimal128Type>();
    assert_eq!(lo.value_as_string(0), "2.600000000");
    assert_eq!(lo.value_as_string(1), "79228162514264337593543950335.000000000");
    let last = column("horizon_date").as_primitive::<Date32Type>();
    assert_eq!(last.value_as_date(0).unwrap().to_string(), "2025-06-30");
    assert_eq!(last.value_as_date(1).unwrap().to_string(), "2025-12-31");
    assert_eq!(column("horizon").as_string::<i32>().value(1), "2025");
    assert_eq!(shown(&through_parquet(&plans)), shown(&plans));
}

#[test]
fn provinces_are_those_of_the_codes() {
    let batch = &batches(Table::Plans, &bundled()).unwrap()[0];
    let provinces = batch.column_by_name("province").unwrap().as_string::<i32>();
    let provinces: Vec<_> = provinces.iter().collect();
    let named = ["湖南省", "湖南省", "山东省", "广东省", "湖北省"];
    assert_eq!(provinces, named.map(Some));
}

#[test]
fn batches_are_bounded_and_full_ones_can_be_taken() {
    let plan = &bundled()[2];
    let mut table = TableBuilder::new(Table::Responsibilities);
    let (mut rows, mut most) = (0, 0);
    for _ in 0..300 {
        table.add(plan).unwrap();
        for batch in table.full() {
            rows += batch.num_rows();
            most = most.max(batch.num_rows());
        }
    }
    let last: usize = table.finish().unwrap().iter().map(RecordBatch::num_rows).sum();
    let each: usize = plan.tasks.iter().map(|task| task.responsibilities.len()).sum();
    assert_eq!((rows + last, most), (300 * each, 8_192));
    assert!(table.finish().unwrap().is_empty());
}

#[test]
fn a_refused_plan_leaves_no_rows() {
    let mut wrong = plan("qufu", "曲阜市", &[]);
    wrong.period.end = Some(Horizon::Year(20_250));
    let mut writer = PlanWriter::new(|_| Ok(Vec::new())).unwrap();
    writer.add(&wrong).unwrap_err();
    wrong.period.end = None;
    writer.add(&wrong).unwrap();
    assert!(matches!(writer.add(&wrong), Err(Error::SameId { id }) if id == "qufu"));
    let files: BTreeMap<Table, Vec<u8>> = writer.finish().unwrap().into_iter().collect();
    let read = read_plans(|table| Ok(Bytes::from(files[&table].clone()))).unwrap();
    assert_eq!(read, [wrong]);
}

/// Other programs write text in another layout, columns in another order, and none of our metadata.
#[test]
fn batches_of_other_programs_are_read() {
    let plans = bundled();
    let batch = &batches(Table::Indicators, &plans).unwrap()[0];
    let mut columns: Vec<(String, ArrayRef, bool)> = Vec::new();
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let column = match field.name().as_str() {
            "subject" | "unit" => {
                std::sync::Arc::new(column.as_string::<i32>().iter().collect::<StringViewArray>())
            }
            _ => std::sync::Arc::clone(column),
        };
        columns.insert(0, (field.name().clone(), column, true));
    }
    let other = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    assert!(other.schema().metadata().is_empty());
    let read: Vec<_> = indicators(&other).unwrap().into_iter().map(|(_, target)| target).collect();
    assert_eq!(read, plans.iter().flat_map(|plan| plan.indicators.clone()).collect::<Vec<_>>());
}

/// A number with up to nine digits behind its point, and as many zeros behind them as fit.
fn number() -> impl Strategy<Value = String> {
    ("-?[1-9][0-9]{0,14}", "[0-9]{0,9}", 0..4_usize).prop_map(|(whole, fraction, zeros)| {
        match fraction.as_str() {
            "" => whole,
            _ => format!("{whole}.{fraction}{}", "0".repeat(if fraction.len() == 9 { zeros } else { 0 })),
        }
    })
}

fn statement() -> impl Strategy<Value = Value> {
    let words = "[一二三\\PC\n\"'/|,]{0,12}";
    let horizon = prop_oneof![
        Just(Value::Null),
        (1000..=9999_i32).prop_map(|year| json!(year.to_string())),
        (1_i32..9999, 1_u32..=12, 1_u32..=28).prop_map(|(y, m, d)| json!(format!("{y:04}-{m:02}-{d:02}"))),
    ];
    let baseline = prop::option::of((number(), prop::option::of(-9999_i32..9999)));
    (words, number(), prop::option::of(number()), prop::option::of(words), horizon, baseline, any::<bool>())
        .prop_map(|(subject, lo, stretch, scope, horizon, baseline, aspirational)| {
            let mut said = target(&subject, "ge", Some(&lo), None, "level", Some("rd_intensity"));
            said["stretch"] = json!(stretch);
            said["scope"] = json!(scope);
            said["horizon"] = horizon;
            said["aspirational"] = json!(aspirational);
            said["baseline"] = json!(baseline.map(|(value, year)| json!({ "value": value, "year": year })));
            said
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn odd_plans_come_back(
        ids in prop::collection::btree_set("[a-z/ \\PC]{0,6}", 1..4),
        targets in prop::collection::vec(statement(), 0..5),
        notes in prop::collection::vec("\\PC{0,20}", 0..3),
    ) {
        let plans: Vec<Plan> = ids
            .iter()
            .map(|id| {
                let mut value = serde_json::to_value(plan(id, id, &targets)).unwrap();
                value["issued"] = json!("0001-01-01");
                value["units"] = json!([{ "id": "unit-01", "name": id, "level": null, "functions": notes }]);
                value["diagnostics"] = notes
                    .iter()
                    .map(|note| json!({ "code": "skipped", "span": null, "message": note, "about": note }))
                    .collect();
                value["tasks"] = json!([{
                    "id": "task-01", "number": "", "title": id, "parents": notes, "deadline": "2025-01-31",
                    "extent": { "start": 0, "end": 9 }, "indicators": [], "topics": [], "quote": "",
                    "span": { "start": 0, "end": 0 }, "responsibilities": [
                        { "unit": "unit-01", "role": "support", "quote": "", "span": { "start": 0, "end": 0 } },
                        { "unit": "unit-01", "role": "lead", "quote": "", "span": { "start": 0, "end": 0 } },
                    ],
                }]);
                if !targets.is_empty() {
                    value["rules"] = json!({ "ind-001": notes });
                }
                serde_json::from_value(value).unwrap()
            })
            .collect();
        prop_assert_eq!(shown(&through_batches(&plans)), shown(&plans));
        prop_assert_eq!(shown(&through_parquet(&plans)), shown(&plans));
    }
}
