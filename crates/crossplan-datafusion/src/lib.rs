//! SQL over plans: the table function `read_plans` for [DataFusion](datafusion).
//!
//! `read_plans('glob')` has one row for each plan, `read_plans('glob', 'tasks')` the rows of another table: `bodies`,
//! `responsibilities`, `indicators`, `goals`, `diagnostics`, `observations`, or `unread`, which says of each document that
//! could not be read why. Columns are those of [`crossplan::interchange::Table`], with `region` and `province` in each
//! table, and more in two:
//!
//! | table | further columns |
//! | --- | --- |
//! | `tasks` | `text`: the words of the whole measure, in simplified script |
//! | `responsibilities` | `title`, `topics` and `text` of the task; `agency`, `agency_level` and `functions` of the body |
//!
//! so that questions about who does what need no join. Cells of further columns hold 16 KiB at most.
//!
//! The id of a plan is the path of its document below the folder that the pattern begins with: ids differ however often a
//! plan was copied, and lead to the file.
//!
//! Documents are read when a query runs, in as many partitions as the session has, each a stream: memory holds one
//! document and a few batches of each partition, and the list of paths. Only columns that a query asks for are made.
//! A document that cannot be read is left out, and never in silence: the handle that [`register`] gives counts it.
//!
//! # Examples
//!
//! ```
//! use datafusion::prelude::SessionContext;
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let session = SessionContext::new();
//! let reading = crossplan_datafusion::register(&session);
//! let plans = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/plans/*.txt");
//! let query = format!("SELECT province, count(*) FROM read_plans('{plans}', 'indicators') GROUP BY province");
//! let rows = session.sql(&query).await?.collect().await?;
//! assert_eq!(rows.iter().map(|batch| batch.num_rows()).sum::<usize>(), 4);
//! assert_eq!(reading.take_unread().documents, 0);
//! # Ok(())
//! # }
//! ```

mod function;
mod provider;
mod reading;
mod wide;

pub use function::{ReadPlans, register};
pub use reading::Unread;
