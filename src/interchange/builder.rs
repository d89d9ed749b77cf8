//! Plans, one after the other, into record batches of bounded size.

use arrow_array::RecordBatch;

use super::Table;
use super::cells::{Cell, Filling};
use super::{observed, rows};
use crate::Error;
use crate::lexicon::Catalog;
use crate::metrics::{Identified, Observation, observe_with};
use crate::schema::Plan;

/// A batch is full with so many rows, or so many bytes of text.
const FULL_ROWS: usize = 8_192;
const FULL_BYTES: usize = 1 << 26;
/// Text of one row at most: the offsets of a column are 32 bits wide.
const MOST_BYTES: usize = 1 << 30;

/// Fills one table with plans, as they come.
///
/// Take [`full`](Self::full) batches as often as plans are added, and no more than one of them is held.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, TableBuilder};
/// use crossplan::{normalizers, samples};
///
/// let mut tasks = TableBuilder::new(Table::Tasks);
/// for source in samples::all() {
///     tasks.add(&normalizers::read(&source)?)?;
/// }
/// let batches = tasks.finish()?;
/// assert_eq!(batches.iter().map(|batch| batch.num_rows()).sum::<usize>(), 110);
/// # Ok::<(), crossplan::Error>(())
/// ```
pub struct TableBuilder<'c> {
    table: Table,
    identified: Identified<'c>,
    filling: Filling,
    rows: usize,
    bytes: usize,
    full: Vec<RecordBatch>,
}

impl std::fmt::Debug for TableBuilder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableBuilder").field("table", &self.table).field("rows", &self.rows).finish()
    }
}

impl TableBuilder<'static> {
    /// An empty table; observations will be those of the built-in catalog.
    ///
    /// # Examples
    ///
    /// See [`TableBuilder`].
    #[must_use]
    pub fn new(table: Table) -> Self {
        Self::with_catalog(table, Catalog::builtin())
    }
}

impl<'c> TableBuilder<'c> {
    /// An empty table; observations will be those of this catalog.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::interchange::{Table, TableBuilder};
    /// use crossplan::lexicon::Catalog;
    ///
    /// let mine = Catalog::from_toml("mine.toml", "metric = []")?;
    /// let mut table = TableBuilder::with_catalog(Table::Observations, &mine);
    /// # let plan = crossplan::normalizers::read(&crossplan::samples::yueyang())?;
    /// table.add(&plan)?;
    /// assert!(table.finish()?.is_empty()); // it knows no metrics
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    #[must_use]
    pub fn with_catalog(table: Table, catalog: &'c Catalog) -> Self {
        let identified = Identified::new(catalog);
        Self { table, identified, filling: Filling::new(table), rows: 0, bytes: 0, full: Vec::new() }
    }

    /// Adds the rows of a plan, all or none.
    ///
    /// # Errors
    ///
    /// [`Error::NotHeld`] if a column cannot hold a value exactly.
    ///
    /// # Examples
    ///
    /// See [`TableBuilder`].
    pub fn add(&mut self, plan: &Plan) -> Result<(), Error> {
        let rows = self.rows_of(plan)?;
        self.push(rows)
    }

    /// Adds observations that are there already, all or none; for [`Table::Observations`].
    ///
    /// # Errors
    ///
    /// [`Error::NotHeld`] if a column cannot hold a value exactly; [`Error::Table`] if it is another table.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::interchange::{Table, TableBuilder};
    /// use crossplan::{lexicon::Catalog, metrics, normalizers, samples};
    ///
    /// let plan = normalizers::read(&samples::yueyang())?;
    /// let found = metrics::observe(&plan, Catalog::builtin());
    /// let mut table = TableBuilder::new(Table::Observations);
    /// table.add_observations(&found.stated)?;
    /// assert_eq!(table.finish()?[0].num_rows(), found.stated.len());
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    pub fn add_observations(&mut self, observations: &[Observation]) -> Result<(), Error> {
        if self.table != Table::Observations {
            let problem = "observations are rows of the table observations only".to_owned();
            return Err(Error::Table { table: self.table.name(), problem });
        }
        let plan = observations.first().map_or("", |observation| observation.plan.as_str());
        let rows = observations.iter().map(observed::row).collect::<Result<Vec<_>, _>>()?;
        self.fitting(plan, &rows)?;
        self.push(rows)
    }

    /// The batches that are full; each is given once.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::interchange::{Table, TableBuilder};
    ///
    /// assert!(TableBuilder::new(Table::Tasks).full().is_empty());
    /// ```
    pub fn full(&mut self) -> Vec<RecordBatch> {
        std::mem::take(&mut self.full)
    }

    /// What was added since batches were taken last; none if there was nothing. More plans may follow.
    ///
    /// # Errors
    ///
    /// [`Error::Table`] if Arrow refuses the columns; that would be a fault of this crate.
    ///
    /// # Examples
    ///
    /// See [`TableBuilder`].
    pub fn finish(&mut self) -> Result<Vec<RecordBatch>, Error> {
        self.close()?;
        Ok(self.full())
    }

    /// The rows of a plan, not added yet.
    pub(super) fn rows_of<'p>(&mut self, plan: &'p Plan) -> Result<Vec<rows::Row<'p>>, Error> {
        let rows = match self.table {
            Table::Observations => {
                let found = observe_with(plan, &mut self.identified);
                let row =
                    |observation| Ok(observed::row(observation)?.into_iter().map(Cell::owned).collect());
                found.stated.iter().map(row).collect::<Result<_, Error>>()?
            }
            table => rows::rows(table, plan)?,
        };
        self.fitting(&plan.id, &rows)?;
        Ok(rows)
    }

    /// Refuses rows that are too long for any batch.
    fn fitting(&self, plan: &str, rows: &[rows::Row<'_>]) -> Result<(), Error> {
        let Some(long) = rows.iter().map(size).find(|bytes| *bytes > MOST_BYTES) else { return Ok(()) };
        let (plan, id) = (plan.to_owned(), format!("a row of {}", self.table));
        let value = format!("{long} bytes of text");
        Err(Error::NotHeld { plan, id, column: "quote", value, expected: "at most a gibibyte in one row" })
    }

    pub(super) fn push(&mut self, rows: Vec<rows::Row<'_>>) -> Result<(), Error> {
        for row in rows {
            self.rows += 1;
            self.bytes += size(&row);
            self.filling.push(row);
            if self.rows >= FULL_ROWS || self.bytes >= FULL_BYTES {
                self.close()?;
            }
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        if self.rows > 0 {
            (self.rows, self.bytes) = (0, 0);
            self.full.push(self.filling.finish()?);
        }
        Ok(())
    }
}

/// Bytes of text in a row.
fn size(row: &rows::Row<'_>) -> usize {
    row.iter().map(Cell::bytes).fold(0, usize::saturating_add)
}

/// The rows of plans in one table; no batch if there are none. Observations are those of the built-in catalog.
///
/// # Errors
///
/// [`Error::NotHeld`] if a column cannot hold a value exactly.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, batches};
/// use crossplan::{normalizers, samples};
///
/// let plan = normalizers::read(&samples::yueyang())?;
/// let bodies = batches(Table::Bodies, [&plan])?;
/// assert_eq!(bodies[0].num_rows(), plan.units.len());
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn batches<'p>(
    table: Table,
    plans: impl IntoIterator<Item = &'p Plan>,
) -> Result<Vec<RecordBatch>, Error> {
    let mut builder = TableBuilder::new(table);
    for plan in plans {
        builder.add(plan)?;
    }
    builder.finish()
}
