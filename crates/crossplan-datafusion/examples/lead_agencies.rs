//! Lead agencies of AI tasks by province, in one SQL query over many copies of the bundled plans.
//!
//! ```text
//! cargo run --release -p crossplan-datafusion --example lead_agencies -- [COPIES]
//! ```
//!
//! It writes the copies (1,000 unless told otherwise) to a temporary folder, asks, checks the counts against those of the
//! five plans, and removes the folder. A task is about AI if its words say 人工智能, 智能 or 赋智. A body leads if the plan
//! says so (牵头); where a plan names responsible bodies only, they are shown as that. Linyi has no such task, and
//! Yichang names no bodies.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crossplan::interchange::arrow_array::RecordBatch;
use crossplan::interchange::arrow_array::cast::AsArray;
use crossplan::interchange::arrow_array::types::Int64Type;
use crossplan::{Source, samples};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::prelude::SessionContext;

/// What is asked; `{glob}` stands for the pattern of the files. 智慧 is the Taiwan wording of 智能.
const QUERY: &str = "
    SELECT province, agency, role, count(*) AS tasks
    FROM read_plans('{glob}', 'responsibilities')
    WHERE role <> 'support'
      AND (text LIKE '%智能%' OR text LIKE '%人工智慧%' OR text LIKE '%赋智%')
    GROUP BY province, agency, role
    ORDER BY province, role, tasks DESC, agency";

/// Rows of an answer: province, agency and role, with the number of tasks.
type Answer = BTreeMap<(String, String, String), i64>;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let copies: usize = std::env::args().nth(1).map_or(Ok(1_000), |word| word.parse())?;
    let folder = std::env::temp_dir().join(format!("crossplan-lead-agencies-{}", std::process::id()));
    let answer = ask_all(&folder, copies).await;
    std::fs::remove_dir_all(&folder)?;
    answer
}

async fn ask_all(folder: &Path, copies: usize) -> Result<(), Box<dyn Error>> {
    let samples = samples::all();
    let started = Instant::now();
    for copy in 0..copies {
        write(folder.join(format!("all/{:03}", copy / 1_000)), copy, &samples[copy % samples.len()])?;
    }
    println!("{copies} plans written in {:.1?}", started.elapsed());

    let started = Instant::now();
    let rows = ask(&folder.join("all")).await?;
    let took = started.elapsed();
    println!("{}", pretty_format_batches(&rows)?);
    println!(
        "{copies} plans read and asked in {took:.1?}, {:.0} a second",
        copies as f64 / took.as_secs_f64()
    );
    match peak_memory() {
        Some(peak) => println!("peak memory of the process: {peak}"),
        None => println!("peak memory is not known on this system"),
    }

    // One copy of each plan tells what so many must give.
    let mut expected = Answer::new();
    for (place, sample) in samples.iter().enumerate() {
        let alone = folder.join(format!("one/{place}"));
        write(alone.clone(), place, sample)?;
        let times = (place..copies).step_by(samples.len()).count() as i64;
        for (row, tasks) in counts(&ask(&alone).await?) {
            *expected.entry(row).or_default() += tasks * times;
        }
    }
    expected.retain(|_, tasks| *tasks > 0);
    match counts(&rows) == expected {
        true => println!("checked: {} rows, as many tasks as the plans have alone", expected.len()),
        false => return Err("the counts are not those of the plans alone".into()),
    }
    Ok(())
}

fn write(folder: PathBuf, number: usize, sample: &Source) -> std::io::Result<()> {
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join(format!("{number:06}-{}", sample.name())), sample.text())
}

async fn ask(folder: &Path) -> Result<Vec<RecordBatch>, Box<dyn Error>> {
    let session = SessionContext::new();
    let reading = crossplan_datafusion::register(&session);
    let query = QUERY.replace("{glob}", &format!("{}/**/*.txt", folder.display()));
    let rows = session.sql(&query).await?.collect().await?;
    let unread = reading.take_unread();
    if unread.documents > 0 {
        return Err(format!("{} documents were not read: {:?}", unread.documents, unread.first).into());
    }
    Ok(rows)
}

fn counts(rows: &[RecordBatch]) -> Answer {
    let mut answer = Answer::new();
    for batch in rows {
        let text = |column: usize, row: usize| batch.column(column).as_string::<i32>().value(row).to_owned();
        let tasks = batch.column(3).as_primitive::<Int64Type>();
        for row in 0..batch.num_rows() {
            *answer.entry((text(0, row), text(1, row), text(2, row))).or_default() += tasks.value(row);
        }
    }
    answer
}

/// The most memory that the process has held, where Linux tells.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}
