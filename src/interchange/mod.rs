//! Plans as typed tables for data tools: Arrow record batches (feature `arrow`) and Parquet files (feature `parquet`),
//! and back.
//!
//! A [`Table`] says what is where: of plans, tasks, bodies, responsibilities, indicators, goals, diagnostics, and the
//! observations that [`metrics::observe`](crate::metrics::observe) finds. Names of columns and keys are those of the
//! [data package](crate::report::data_package) (`yueyang/ind-007`), so files of both kinds join. What is read back equals
//! what was written, digits behind the point included; a value that a column cannot hold exactly is an error
//! that names plan, statement and column.
//!
//! | in a plan | in a table |
//! | --- | --- |
//! | decimal | `Decimal128(38, 9)` and the digits behind its point as written (`lo`, `lo_digits`): 2.60 stays 2.60 |
//! | year or day it is due | text (`2025`, `2025-06-30`), and the last day that it allows as `Date32` (`horizon_date`) |
//! | day | `Date32` |
//! | span, places | `UInt64` |
//! | topics, functions, headings, rules | `List<Utf8>` |
//! | closed sets (`op`, `kind`, `role`) | `Utf8` with the names that JSON has; Parquet stores each name once |
//!
//! Why 38 and 9: 29 digits are left in front of the point, as many as the largest decimal of this crate has; so each whole
//! number fits, and a fraction with up to nine digits.
//!
//! This module shows types of other packages. They are exported again ([`arrow_array`], [`arrow_schema`], `parquet`,
//! `bytes`), so that a program has them in the version that is used here.
//!
//! # Examples
//!
//! ```
//! use crossplan::interchange::{Table, arrow_array::cast::AsArray, batches, indicators};
//! use crossplan::{normalizers, samples};
//!
//! let plan = normalizers::read(&samples::yueyang())?;
//! let written = batches(Table::Indicators, [&plan])?;
//! let subjects = written[0].column_by_name("subject").ok_or("no such column")?;
//! assert_eq!(subjects.as_string::<i32>().value(0), plan.indicators[0].subject);
//!
//! let (of, target) = indicators(&written[0])?.swap_remove(0);
//! assert_eq!((of, target), (plan.id, plan.indicators[0].clone()));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Reference
//!
//! Apache Arrow columnar format, version 1.5; Apache Parquet.

mod table;
mod cells;
mod rows;
mod observed;
mod builder;
mod row;
mod records;
mod plans;
#[cfg(feature = "parquet")]
mod files;

pub use arrow_array;
pub use arrow_schema;
#[cfg(feature = "parquet")]
pub use {bytes, parquet};

pub use builder::{TableBuilder, batches};
#[cfg(feature = "parquet")]
pub use files::{PlanWriter, TableWriter, read_plans, read_table};
pub use observed::observations;
pub use plans::PlanReader;
pub use records::{bodies, diagnostics, goals, indicators, responsibilities, tasks};
pub use table::{Table, VERSION};
