//! One partition: every so-many-th document, read and streamed.

use std::error::Error as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crossplan::interchange::arrow_array::RecordBatch;
use crossplan::interchange::arrow_schema::SchemaRef;
use crossplan::{Error, Limits, Plan, Source, normalizers};
use datafusion::arrow::compute::concat_batches;
use datafusion::common::Result;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::stream::RecordBatchReceiverStream;
use datafusion::physical_plan::streaming::PartitionStream;

use crate::wide::Rows;

/// Batches that may wait for the engine in each partition.
const WAITING: usize = 2;
/// Bytes of small batches after which they are put together, however few rows they have.
const FULL_BYTES: usize = 1 << 25;
/// Documents that cannot be read and are named; further ones are counted.
const NAMED: usize = 1_000;

/// Documents that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// How many.
    pub documents: u64,
    /// The path of each and why, of a thousand at most, in no order. `read_plans('glob', 'unread')` has them all.
    pub first: Vec<(String, String)>,
}

/// What could not be read so far, by all partitions.
#[derive(Debug, Default)]
pub(crate) struct Misses(Mutex<Unread>);

impl Misses {
    pub(crate) fn take(&self) -> Unread {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, path: &str, why: &str) {
        let mut unread = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        unread.documents += 1;
        if unread.first.len() < NAMED {
            unread.first.push((path.to_owned(), why.to_owned()));
        }
    }
}

/// The documents of a pattern.
#[derive(Debug)]
pub(crate) struct Documents {
    pub(crate) paths: Vec<String>,
    /// The folder that ids of plans leave out.
    pub(crate) below: PathBuf,
}

impl Documents {
    /// The path below the folder, with `/` on every system.
    fn id(&self, path: &str) -> String {
        let path = Path::new(path);
        let below = path.strip_prefix(&self.below).unwrap_or(path);
        let names: Vec<_> = below.components().map(|name| name.as_os_str().to_string_lossy()).collect();
        names.join("/")
    }
}

/// Every `step`-th document from the `first` on.
#[derive(Debug)]
pub(crate) struct Partition {
    pub(crate) documents: Arc<Documents>,
    pub(crate) first: usize,
    pub(crate) step: usize,
    pub(crate) rows: Rows,
    /// The columns that are asked for.
    pub(crate) schema: SchemaRef,
    pub(crate) limit: Option<usize>,
    pub(crate) misses: Arc<Misses>,
}

impl PartitionStream for Partition {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let mut builder = RecordBatchReceiverStream::builder(Arc::clone(&self.schema), WAITING);
        let sender = builder.tx();
        let work = Work {
            documents: Arc::clone(&self.documents),
            rows: self.rows,
            schema: Arc::clone(&self.schema),
            misses: Arc::clone(&self.misses),
            full: context.session_config().batch_size(),
        };
        let (first, step, limit) = (self.first, self.step, self.limit.unwrap_or(usize::MAX));
        builder.spawn_blocking(move || {
            let mut waiting = Waiting { schema: &work.schema, batches: Vec::new(), rows: 0, bytes: 0 };
            let mut sent = 0;
            for place in (first..work.documents.paths.len()).step_by(step) {
                for batch in work.batches(place) {
                    waiting.push(batch);
                    if waiting.rows < work.full && waiting.bytes < FULL_BYTES {
                        continue;
                    }
                    sent += waiting.rows;
                    if sender.blocking_send(waiting.join()).is_err() {
                        return Ok(());
                    }
                }
                // Nobody asks for more.
                if sent + waiting.rows >= limit || sender.is_closed() {
                    break;
                }
            }
            if waiting.rows > 0 {
                // If nobody takes the last batch, nobody misses it.
                let _ = sender.blocking_send(waiting.join());
            }
            Ok(())
        });
        builder.build()
    }
}

/// Small batches, to be put together.
struct Waiting<'w> {
    schema: &'w SchemaRef,
    batches: Vec<RecordBatch>,
    rows: usize,
    bytes: usize,
}

impl Waiting<'_> {
    fn push(&mut self, batch: RecordBatch) {
        self.rows += batch.num_rows();
        self.bytes = self.bytes.saturating_add(batch.get_array_memory_size());
        self.batches.push(batch);
    }

    /// All of them as one; none are left.
    fn join(&mut self) -> Result<RecordBatch> {
        let joined = concat_batches(self.schema, &self.batches);
        (self.rows, self.bytes) = (0, 0);
        self.batches.clear();
        Ok(joined?)
    }
}

/// What is done with each document.
struct Work {
    documents: Arc<Documents>,
    rows: Rows,
    schema: SchemaRef,
    misses: Arc<Misses>,
    /// Rows of a batch.
    full: usize,
}

impl Work {
    /// The rows of one document; none if it cannot be read, which is told elsewhere.
    fn batches(&self, place: usize) -> Vec<RecordBatch> {
        let Some(path) = self.documents.paths.get(place) else { return Vec::new() };
        let why = match (read(path, self.documents.id(path)), self.rows) {
            (Ok((source, plan)), rows) => match rows.of_plan(&plan, &source, &self.schema) {
                Ok(batches) => return batches,
                Err(error) => reason(&error),
            },
            (Err(error), _) => reason(&error),
        };
        self.misses.add(path, &why);
        self.rows.of_unread(path, &why, &self.schema).into_iter().collect()
    }
}

fn read(path: &str, id: String) -> std::result::Result<(Source, Plan), Error> {
    let limits = Limits::default();
    let source = Source::from_path_within(path, &limits)?;
    let mut plan = normalizers::read_within(&source, &limits)?;
    plan.id = id;
    Ok((source, plan))
}

/// The error with its cause.
fn reason(error: &Error) -> String {
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}
