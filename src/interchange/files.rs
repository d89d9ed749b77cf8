//! Parquet files of the tables, written plan by plan and read batch by batch.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::ChunkReader;

use super::{PlanReader, Table, TableBuilder};
use crate::Error;
use crate::schema::Plan;

/// A row group ends with so many rows, or so many bytes: no more than that of a table is held in memory.
const GROUP_ROWS: usize = 1 << 17;
const GROUP_BYTES: usize = 1 << 25;

/// Writes one table of plans as a Parquet file, plan by plan.
///
/// Columns are compressed with Snappy, which every reader has. Row groups end with 131,072 rows or 32 MiB, so memory
/// does not grow with the number of plans.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, TableWriter, bytes::Bytes, indicators, read_table};
/// use crossplan::{normalizers, samples};
///
/// let plan = normalizers::read(&samples::yueyang())?;
/// let mut writer = TableWriter::new(Table::Indicators, Vec::new())?;
/// writer.add(&plan)?;
/// let file: Vec<u8> = writer.finish()?;
///
/// let mut read = Vec::new();
/// for batch in read_table(Table::Indicators, Bytes::from(file))? {
///     read.extend(indicators(&batch?)?.into_iter().map(|(_, target)| target));
/// }
/// assert_eq!(read, plan.indicators);
/// # Ok::<(), crossplan::Error>(())
/// ```
pub struct TableWriter<W: Write + Send> {
    table: Table,
    builder: TableBuilder<'static>,
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> std::fmt::Debug for TableWriter<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableWriter").field("builder", &self.builder).finish_non_exhaustive()
    }
}

impl<W: Write + Send> TableWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    ///
    /// [`Error::Parquet`] if `out` cannot be written to.
    ///
    /// # Examples
    ///
    /// See [`TableWriter`].
    pub fn new(table: Table, out: W) -> Result<Self, Error> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("crossplan ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .build();
        let writer = ArrowWriter::try_new(out, table.schema(), Some(properties));
        Ok(Self { table, builder: TableBuilder::new(table), writer: writer.map_err(written(table))? })
    }

    /// Adds the rows of a plan, all or none.
    ///
    /// # Errors
    ///
    /// [`Error::NotHeld`] if a column cannot hold a value exactly; [`Error::Parquet`] if writing fails.
    ///
    /// # Examples
    ///
    /// See [`TableWriter`].
    pub fn add(&mut self, plan: &Plan) -> Result<(), Error> {
        self.builder.add(plan)?;
        self.write_full()
    }

    /// Writes what is left and the end of the file, and gives back what was written to.
    ///
    /// # Errors
    ///
    /// [`Error::Parquet`] if writing fails.
    ///
    /// # Examples
    ///
    /// See [`TableWriter`].
    pub fn finish(mut self) -> Result<W, Error> {
        for batch in self.builder.finish()? {
            self.writer.write(&batch).map_err(written(self.table))?;
        }
        self.writer.into_inner().map_err(written(self.table))
    }

    fn write_full(&mut self) -> Result<(), Error> {
        let mut full = self.builder.full().into_iter();
        full.try_for_each(|batch| self.writer.write(&batch).map_err(written(self.table)))
    }
}

/// Writes all tables of plans, each to a Parquet file of its own.
///
/// # Examples
///
/// ```
/// use std::collections::BTreeMap;
///
/// use crossplan::interchange::{PlanWriter, Table, bytes::Bytes, read_plans};
/// use crossplan::{normalizers, samples};
///
/// let plan = normalizers::read(&samples::linyi())?;
/// let mut writer = PlanWriter::new(|_| Ok(Vec::new()))?; // or `PlanWriter::in_folder`
/// writer.add(&plan)?;
/// let files: BTreeMap<Table, Bytes> =
///     writer.finish()?.into_iter().map(|(table, file)| (table, Bytes::from(file))).collect();
///
/// let read = read_plans(|table| Ok(files.get(&table).cloned().unwrap_or_default()))?;
/// assert_eq!(read, [plan]);
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Debug)]
pub struct PlanWriter<W: Write + Send> {
    tables: Vec<TableWriter<W>>,
    /// Ids of the plans so far.
    ids: BTreeSet<String>,
}

impl PlanWriter<BufWriter<File>> {
    /// Begins the files `plans.parquet`, `tasks.parquet` … in a folder, which is made if it is not there.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if a file cannot be made.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// use crossplan::interchange::PlanWriter;
    /// use crossplan::Corpus;
    ///
    /// let mut writer = PlanWriter::in_folder("tables")?;
    /// for entry in Corpus::new().path("plans").plans() {
    ///     writer.add(&entry.result?)?;
    /// }
    /// writer.finish()?;
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    pub fn in_folder(folder: impl AsRef<Path>) -> Result<Self, Error> {
        let folder = folder.as_ref();
        std::fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
        Self::new(|table| {
            let path = folder.join(format!("{table}.parquet"));
            File::create(&path).map(BufWriter::new).map_err(|source| failed(&path, source))
        })
    }
}

impl<W: Write + Send> PlanWriter<W> {
    /// Begins a file for each table, where `open` says.
    ///
    /// # Errors
    ///
    /// Those of `open`, and [`Error::Parquet`] if one of them cannot be written to.
    ///
    /// # Examples
    ///
    /// See [`PlanWriter`].
    pub fn new(mut open: impl FnMut(Table) -> Result<W, Error>) -> Result<Self, Error> {
        let tables = Table::ALL.into_iter().map(|table| TableWriter::new(table, open(table)?));
        Ok(Self { tables: tables.collect::<Result<_, _>>()?, ids: BTreeSet::new() })
    }

    /// Adds a plan to all tables, or to none if it does not fit.
    ///
    /// # Errors
    ///
    /// [`Error::SameId`] if a plan of this id was added before; [`Error::NotHeld`] if a column cannot hold a value
    /// exactly; [`Error::Parquet`] if writing fails, whereafter the files are of no use.
    ///
    /// # Examples
    ///
    /// See [`PlanWriter`].
    pub fn add(&mut self, plan: &Plan) -> Result<(), Error> {
        if self.ids.contains(&plan.id) {
            return Err(Error::SameId { id: plan.id.clone() });
        }
        let rows = self.tables.iter_mut().map(|table| table.builder.rows_of(plan));
        let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
        self.ids.insert(plan.id.clone());
        for (table, rows) in self.tables.iter_mut().zip(rows) {
            table.builder.push(rows)?;
            table.write_full()?;
        }
        Ok(())
    }

    /// Writes the ends of the files, and gives back what was written to.
    ///
    /// # Errors
    ///
    /// [`Error::Parquet`] if writing fails.
    ///
    /// # Examples
    ///
    /// See [`PlanWriter`].
    pub fn finish(self) -> Result<Vec<(Table, W)>, Error> {
        self.tables.into_iter().map(|writer| Ok((writer.table, writer.finish()?))).collect()
    }
}

/// Reads one table from a Parquet file (a `File`, or `Bytes`), batch by batch.
///
/// # Errors
///
/// [`Error::Parquet`] if it is no such file; the iterator gives it if what follows is damaged.
///
/// # Examples
///
/// See [`TableWriter`].
pub fn read_table(
    table: Table,
    input: impl ChunkReader + 'static,
) -> Result<impl Iterator<Item = Result<RecordBatch, Error>>, Error> {
    let read = move |source: Box<dyn std::error::Error + Send + Sync>| Error::Parquet {
        table: table.name(),
        done: "read",
        source,
    };
    let builder = ParquetRecordBatchReaderBuilder::try_new(input).map_err(|error| read(error.into()))?;
    // The batches themselves come without the metadata of the file.
    let schema = Arc::clone(builder.schema());
    let batches = builder.build().map_err(|error| read(error.into()))?;
    let described = move |batch: RecordBatch| batch.with_schema(Arc::clone(&schema));
    Ok(batches.map(move |batch| batch.and_then(&described).map_err(|error| read(error.into()))))
}

/// Reads whole plans from the files of their tables; that of observations is not needed.
///
/// # Errors
///
/// Those of `open`, of [`read_table`] and of [`PlanReader::add`].
///
/// # Examples
///
/// See [`PlanWriter`]. From a folder:
///
/// ```no_run
/// use crossplan::interchange::read_plans;
/// use crossplan::Error;
///
/// let plans = read_plans(|table| {
///     let path = format!("tables/{table}.parquet");
///     std::fs::File::open(&path).map_err(|source| Error::Io { path, source })
/// })?;
/// # Ok::<(), Error>(())
/// ```
pub fn read_plans<R: ChunkReader + 'static>(
    mut open: impl FnMut(Table) -> Result<R, Error>,
) -> Result<Vec<Plan>, Error> {
    let mut reader = PlanReader::new();
    for table in Table::ALL.into_iter().filter(|table| *table != Table::Observations) {
        for batch in read_table(table, open(table)?)? {
            reader.add(table, &batch?)?;
        }
    }
    Ok(reader.finish())
}

fn written(table: Table) -> impl Fn(parquet::errors::ParquetError) -> Error {
    move |source| Error::Parquet { table: table.name(), done: "written", source: source.into() }
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::Io { path: path.display().to_string(), source }
}
