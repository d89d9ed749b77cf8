//! Cells of rows, put into columns.

use std::borrow::Cow;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Decimal128Builder, Int32Builder, ListBuilder, StringBuilder,
    UInt32Builder, UInt64Builder,
};
use arrow_array::{ArrayRef, RecordBatch};

use super::Table;
use super::table::{data_type, item};
use crate::Error;
use crate::schema::columns::{Column, Holds};

/// The value of one column in one row.
#[derive(Clone, Debug)]
pub(super) enum Cell<'p> {
    Empty,
    Text(Cow<'p, str>),
    Words(Vec<Cow<'p, str>>),
    Count(u64),
    Digits(u32),
    Year(i32),
    /// Days since 1970.
    Day(i32),
    /// In units of the last digit that decimal columns have.
    Decimal(i128),
    Boolean(bool),
}

impl Cell<'_> {
    /// The same, free of what it was made of.
    pub(super) fn owned(self) -> Cell<'static> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Words(words) => {
                Cell::Words(words.into_iter().map(|word| Cow::Owned(word.into_owned())).collect())
            }
            Self::Count(count) => Cell::Count(count),
            Self::Digits(digits) => Cell::Digits(digits),
            Self::Year(year) => Cell::Year(year),
            Self::Day(day) => Cell::Day(day),
            Self::Decimal(value) => Cell::Decimal(value),
            Self::Boolean(holds) => Cell::Boolean(holds),
        }
    }

    /// Bytes of its text.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Words(words) => words.iter().map(|word| word.len().saturating_add(8)).sum(),
            _ => 0,
        }
    }
}

/// The columns of a table, as far as they are filled.
#[derive(Debug)]
pub(super) struct Filling {
    table: Table,
    columns: Vec<Values>,
}

#[derive(Debug)]
enum Values {
    Text(StringBuilder),
    Words(ListBuilder<StringBuilder>),
    Count(UInt64Builder),
    Digits(UInt32Builder),
    Year(Int32Builder),
    Day(Date32Builder),
    Decimal(Decimal128Builder),
    Boolean(BooleanBuilder),
}

impl Filling {
    pub(super) fn new(table: Table) -> Self {
        Self { table, columns: table.columns().columns.iter().map(Values::new).collect() }
    }

    pub(super) fn push(&mut self, row: Vec<Cell<'_>>) {
        for (column, cell) in self.columns.iter_mut().zip(row) {
            column.push(cell);
        }
    }

    /// What was filled in; the columns are empty again.
    pub(super) fn finish(&mut self) -> Result<RecordBatch, Error> {
        let arrays = self.columns.iter_mut().map(Values::finish).collect();
        RecordBatch::try_new(self.table.schema(), arrays)
            .map_err(|error| Error::Table { table: self.table.name(), problem: error.to_string() })
    }
}

impl Values {
    fn new(column: &Column) -> Self {
        match column.holds {
            Holds::Text => Self::Text(StringBuilder::new()),
            Holds::Words | Holds::Path => {
                Self::Words(ListBuilder::new(StringBuilder::new()).with_field(item()))
            }
            Holds::Count => Self::Count(UInt64Builder::new()),
            Holds::Digits => Self::Digits(UInt32Builder::new()),
            Holds::Year => Self::Year(Int32Builder::new()),
            Holds::Day => Self::Day(Date32Builder::new()),
            Holds::Decimal => {
                Self::Decimal(Decimal128Builder::new().with_data_type(data_type(Holds::Decimal)))
            }
            Holds::Boolean => Self::Boolean(BooleanBuilder::new()),
        }
    }

    /// A cell of another type counts as empty; a column that must be filled refuses it in the end.
    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(values), Cell::Text(text)) => values.append_value(text),
            (Self::Text(values), _) => values.append_null(),
            (Self::Words(values), Cell::Words(words)) => values.append_value(words.into_iter().map(Some)),
            (Self::Words(values), _) => values.append_null(),
            (Self::Count(values), Cell::Count(count)) => values.append_value(count),
            (Self::Count(values), _) => values.append_null(),
            (Self::Digits(values), Cell::Digits(digits)) => values.append_value(digits),
            (Self::Digits(values), _) => values.append_null(),
            (Self::Year(values), Cell::Year(year)) => values.append_value(year),
            (Self::Year(values), _) => values.append_null(),
            (Self::Day(values), Cell::Day(day)) => values.append_value(day),
            (Self::Day(values), _) => values.append_null(),
            (Self::Decimal(values), Cell::Decimal(value)) => values.append_value(value),
            (Self::Decimal(values), _) => values.append_null(),
            (Self::Boolean(values), Cell::Boolean(holds)) => values.append_value(holds),
            (Self::Boolean(values), _) => values.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        let builder: &mut dyn ArrayBuilder = match self {
            Self::Text(values) => values,
            Self::Words(values) => values,
            Self::Count(values) => values,
            Self::Digits(values) => values,
            Self::Year(values) => values,
            Self::Day(values) => values,
            Self::Decimal(values) => values,
            Self::Boolean(values) => values,
        };
        builder.finish()
    }
}
