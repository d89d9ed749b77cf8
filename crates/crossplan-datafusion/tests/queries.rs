//! Queries over plans give what the plans hold, whatever is asked and whatever lies beside them.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

use std::path::PathBuf;

use crossplan::interchange::arrow_array::RecordBatch;
use crossplan::interchange::arrow_array::cast::AsArray;
use crossplan::interchange::arrow_array::types::Int64Type;
use crossplan::interchange::{Table, batches};
use crossplan::{Plan, normalizers, samples};
use crossplan_datafusion::{ReadPlans, register};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::prelude::{SessionConfig, SessionContext};

const BUNDLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/plans/*.txt");

fn session(partitions: usize) -> (SessionContext, ReadPlans) {
    let config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(100);
    let session = SessionContext::new_with_config(config);
    let reading = register(&session);
    (session, reading)
}

async fn rows(session: &SessionContext, query: &str) -> Vec<RecordBatch> {
    session.sql(query).await.unwrap().collect().await.unwrap()
}

async fn count(session: &SessionContext, query: &str) -> i64 {
    rows(session, query).await[0].column(0).as_primitive::<Int64Type>().value(0)
}

async fn refusal(query: &str) -> String {
    let (session, _) = session(2);
    let error = match session.sql(query).await {
        Err(error) => error,
        Ok(frame) => frame.collect().await.unwrap_err(),
    };
    error.to_string()
}

fn plans() -> Vec<Plan> {
    samples::all().iter().map(|source| normalizers::read(source).unwrap()).collect()
}

/// A folder of its own for a test; removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("crossplan-{}-{name}", std::process::id()));
        std::fs::create_dir_all(path.join("below")).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.0.join(name), bytes).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn each_table_has_the_rows_of_the_plans() {
    for partitions in [1, 3, 16] {
        let (session, reading) = session(partitions);
        for table in Table::ALL {
            let expected: usize = batches(table, &plans()).unwrap().iter().map(RecordBatch::num_rows).sum();
            let query = format!("SELECT count(*) FROM read_plans('{BUNDLED}', '{table}')");
            assert_eq!(count(&session, &query).await, expected as i64, "{table}");
            // All columns too, further ones included.
            let all = rows(&session, &format!("SELECT * FROM read_plans('{BUNDLED}', '{table}')")).await;
            assert_eq!(all.iter().map(RecordBatch::num_rows).sum::<usize>(), expected, "{table}");
        }
        assert_eq!(reading.take_unread().documents, 0);
    }
}

#[tokio::test]
async fn further_columns_tell_who_does_what_where() {
    let (session, _) = session(2);
    let query = format!(
        "SELECT plan, province, region, title, agency, agency_level, array_to_string(functions, ' ') AS functions, role
         FROM read_plans('{BUNDLED}', 'responsibilities')
         WHERE place = 1 AND text LIKE '%人工智慧%'"
    );
    let found = pretty_format_batches(&rows(&session, &query).await).unwrap().to_string();
    assert!(found.contains("changzhutan.txt | 湖南省   | 长株潭"), "{found}");
    assert!(found.contains("工業和信息化廳") && found.contains("industry-and-information"), "{found}");
}

#[tokio::test]
async fn answers_do_not_depend_on_partitions() {
    let query = format!(
        "SELECT province, agency, role, count(*) AS tasks FROM read_plans('{BUNDLED}', 'responsibilities')
         GROUP BY province, agency, role ORDER BY province, agency, role"
    );
    let mut answers = Vec::new();
    for partitions in [1, 2, 5] {
        let (session, _) = session(partitions);
        answers.push(pretty_format_batches(&rows(&session, &query).await).unwrap().to_string());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
}

#[tokio::test]
async fn only_columns_asked_for_are_made() {
    let (session, _) = session(2);
    let query =
        format!("EXPLAIN SELECT subject FROM read_plans('{BUNDLED}', 'indicators') WHERE op = 'ge' LIMIT 3");
    let plan = pretty_format_batches(&rows(&session, &query).await).unwrap().to_string();
    assert!(plan.contains("StreamingTableExec: partition_sizes=2, projection=[subject, op]"), "{plan}");
    let limited =
        rows(&session, &format!("SELECT quote FROM read_plans('{BUNDLED}', 'tasks') LIMIT 7")).await;
    assert_eq!(limited.iter().map(RecordBatch::num_rows).sum::<usize>(), 7);
}

#[tokio::test]
async fn ids_are_paths_below_the_folder() {
    let folder = Folder::new("ids");
    folder.write("one.txt", samples::linyi().text().as_bytes());
    folder.write("below/two.txt", samples::linyi().text().as_bytes());
    let (session, _) = session(2);
    let below = folder.0.display();
    for pattern in [format!("{below}"), format!("{below}/**/*.txt")] {
        let query = format!("SELECT id FROM read_plans('{pattern}') ORDER BY id");
        let found = pretty_format_batches(&rows(&session, &query).await).unwrap().to_string();
        assert!(found.contains("| below/two.txt |") && found.contains("| one.txt "), "{found}");
    }
    // Keys of tables lead to each other.
    let join = format!(
        "SELECT count(*) FROM read_plans('{below}', 'responsibilities') r
         JOIN read_plans('{below}', 'tasks') t ON r.task = t.id
         JOIN read_plans('{below}', 'bodies') b ON r.body = b.id
         JOIN read_plans('{below}') p ON t.plan = p.id"
    );
    let all = format!("SELECT count(*) FROM read_plans('{below}', 'responsibilities')");
    assert_eq!(count(&session, &join).await, count(&session, &all).await);
}

#[tokio::test]
async fn documents_that_cannot_be_read_are_left_out_and_told() {
    let folder = Folder::new("unread");
    folder.write("good.txt", samples::yueyang().text().as_bytes());
    folder.write("image.txt", b"\x89PNG\r\n\x1a\n");
    folder.write("empty.txt", b"");
    // A figure with more digits than a column holds.
    folder.write("long.txt", "到2025年,研发投入强度达2.12345678912%。".as_bytes());
    let (session, reading) = session(2);
    let pattern = folder.0.display();
    assert_eq!(count(&session, &format!("SELECT count(*) FROM read_plans('{pattern}')")).await, 2);
    let unread = reading.take_unread();
    assert_eq!((unread.documents, unread.first.len()), (2, 2));
    assert!(
        unread.first.iter().any(|(path, why)| path.ends_with("image.txt") && why.contains("a PNG image"))
    );
    assert_eq!(reading.take_unread(), Default::default());

    count(&session, &format!("SELECT count(*) FROM read_plans('{pattern}', 'indicators')")).await;
    assert_eq!(reading.take_unread().documents, 3);
    let query = format!("SELECT document, error FROM read_plans('{pattern}', 'unread') ORDER BY document");
    let told = rows(&session, &query);
    let told = pretty_format_batches(&told.await).unwrap().to_string();
    assert!(
        told.contains("empty.txt: cannot be read")
            || told.contains("empty.txt: empty, expected the text of a plan"),
        "{told}"
    );
    assert!(told.contains("long.txt\", ind-001: column lo cannot hold 2.12345678912"), "{told}");
    assert_eq!(count(&session, &format!("SELECT count(*) FROM read_plans('{pattern}', 'unread')")).await, 3);
}

#[tokio::test]
async fn wrong_calls_say_what_is_expected() {
    let says = |message: &str, part: &str| assert!(message.contains(part), "{message}");
    says(
        &refusal("SELECT * FROM read_plans('x', 'agencies')").await,
        "read_plans: no table \"agencies\", expected one of plans, tasks, bodies, responsibilities, indicators, goals, \
         diagnostics, observations, unread",
    );
    says(
        &refusal("SELECT * FROM read_plans('a', 'tasks', 'c')").await,
        "read_plans: 3 arguments, expected a pattern and a table",
    );
    says(&refusal("SELECT * FROM read_plans(7)").await, "expected a text in quotes");
    says(&refusal("SELECT * FROM read_plans('src/*.nothing')").await, "no documents fit \"src/*.nothing\"");
}
