//! Plans as Parquet files, for data tools: one file for each table.
//!
//! ```text
//! cargo run --features parquet --example parquet -- [--out FOLDER] [FILE|FOLDER…]
//!
//! plans: 5 rows, 9071 bytes
//!   id: Utf8
//!   title: Utf8
//!   issuer: Utf8, may be empty
//! ```
//!
//! Without `--out` nothing is written to disk; it shows what would be.
mod given;

use std::collections::BTreeMap;
use std::io::Write;

use crossplan::interchange::bytes::Bytes;
use crossplan::interchange::{PlanWriter, Table, read_plans, read_table};
use crossplan::{Error, Plan};

const USAGE: &str = "parquet [--out FOLDER] [FILE|FOLDER…]";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let folder =
        words.first().is_some_and(|word| word == "--out").then(|| words.drain(..2.min(words.len())).nth(1));
    if let Some(option) = words.iter().find(|word| word.starts_with("--")) {
        return Err(given::refused(option, USAGE));
    }
    let plans = given::plans(&given::sources(&words)?)?;
    if let Some(folder) = folder {
        let folder = folder.ok_or("--out: expected a folder behind it")?;
        write(PlanWriter::in_folder(&folder)?, &plans)?;
        println!("{} plans written to {folder}", plans.len());
        return Ok(());
    }
    let written = write(PlanWriter::new(|_| Ok(Vec::new()))?, &plans)?;
    let files: BTreeMap<Table, Bytes> =
        written.into_iter().map(|(table, file)| (table, Bytes::from(file))).collect();
    for (table, file) in &files {
        let batches: Vec<_> = read_table(*table, file.clone())?.collect::<Result<_, _>>()?;
        let rows: usize = batches.iter().map(|batch| batch.num_rows()).sum();
        println!("{table}: {rows} rows, {} bytes", file.len());
        for field in table.schema().fields() {
            let empty = if field.is_nullable() { ", may be empty" } else { "" };
            println!("  {}: {}{empty}", field.name(), field.data_type());
        }
    }
    let read = read_plans(|table| Ok(files.get(&table).cloned().unwrap_or_default()))?;
    println!("read back equal: {}", read == plans);
    Ok(())
}

fn write<W: Write + Send>(mut writer: PlanWriter<W>, plans: &[Plan]) -> Result<Vec<(Table, W)>, Error> {
    plans.iter().try_for_each(|plan| writer.add(plan))?;
    writer.finish()
}
