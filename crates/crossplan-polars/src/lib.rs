//! Data frames of plans, for [Polars](polars).
//!
//! A table of [`crossplan::interchange`] goes to Polars as the Parquet file that it is written to, so what Polars shows is
//! what a file would give: decimals are decimals, dates are dates, topics are lists.

use std::io::Cursor;

use crossplan::Plan;
use crossplan::interchange::{Table, TableWriter};
use polars::prelude::{DataFrame, ParquetReader, SerReader};

/// The rows of plans in one table. Observations are those of the built-in catalog.
///
/// # Errors
///
/// [`crossplan::Error::NotHeld`] if a column cannot hold a value exactly; what Polars says, if it cannot read its columns.
///
/// # Examples
///
/// ```
/// use crossplan::{interchange::Table, normalizers, samples};
///
/// let plan = normalizers::read(&samples::yueyang())?;
/// let targets = crossplan_polars::frame(Table::Indicators, [&plan])?;
/// assert_eq!(targets.height(), plan.indicators.len());
/// assert_eq!(targets.column("lo")?.dtype().to_string(), "decimal[38,9]");
/// assert_eq!(targets.column("horizon_date")?.dtype().to_string(), "date");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn frame<'p>(
    table: Table,
    plans: impl IntoIterator<Item = &'p Plan>,
) -> Result<DataFrame, Box<dyn std::error::Error>> {
    let mut writer = TableWriter::new(table, Vec::new())?;
    for plan in plans {
        writer.add(plan)?;
    }
    Ok(ParquetReader::new(Cursor::new(writer.finish()?)).finish()?)
}
