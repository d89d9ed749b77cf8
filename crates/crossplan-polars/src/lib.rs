//! Data frames of plans, for [Polars](polars).
//!
//! A table of [`crossplan::interchange`] goes to Polars as the Parquet file that it is written to, so what Polars shows is
//! what a file would give: decimals are decimals, dates are dates, topics are lists.

use std::io::Cursor;

use crossplan::Plan;
use crossplan::interchange::{Table, TableWriter};
use polars::prelude::{DataFrame, ParquetReader, PolarsError, SerReader};

/// Why plans could not become a data frame.
///
/// # Examples
///
/// ```
/// use crossplan::{interchange::Table, normalizers, samples, schema::Horizon};
/// use crossplan_polars::Error;
///
/// let mut plan = normalizers::read(&samples::yueyang())?;
/// plan.period.end = Some(Horizon::Year(20_250));
/// let wrong = crossplan_polars::frame(Table::Plans, [&plan]);
/// assert!(matches!(wrong, Err(Error::Plan(crossplan::Error::NotHeld { .. }))));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A column cannot hold a value of a plan exactly, or the table could not be written.
    Plan(crossplan::Error),
    /// Polars could not read the table.
    Polars(PolarsError),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Plan(error) => error.fmt(f),
            Self::Polars(error) => error.fmt(f),
        }
    }
}

/// It says what its cause says, so the source is that of the cause.
impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Plan(error) => error.source(),
            Self::Polars(error) => error.source(),
        }
    }
}

impl From<crossplan::Error> for Error {
    fn from(error: crossplan::Error) -> Self {
        Self::Plan(error)
    }
}

impl From<PolarsError> for Error {
    fn from(error: PolarsError) -> Self {
        Self::Polars(error)
    }
}

/// The rows of plans in one table. Observations are those of the built-in catalog.
///
/// # Errors
///
/// [`Error::Plan`] with [`crossplan::Error::NotHeld`] if a column cannot hold a value exactly; [`Error::Polars`] if Polars
/// cannot read the columns.
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
pub fn frame<'p>(table: Table, plans: impl IntoIterator<Item = &'p Plan>) -> Result<DataFrame, Error> {
    let mut writer = TableWriter::new(table, Vec::new())?;
    for plan in plans {
        writer.add(plan)?;
    }
    Ok(ParquetReader::new(Cursor::new(writer.finish()?)).finish()?)
}
