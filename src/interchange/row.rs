//! Rows of a record batch, cell by cell. Columns are found by name, so that their order and further ones do no harm.

use std::fmt::Display;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int32Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::de::value::{Error as Unknown, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use super::Table;
use super::rows::EPOCH;
use super::table::{SCALE, data_type};
use crate::Error;
use crate::schema::columns::Holds;
use crate::schema::{Horizon, MetricId, Region};
use crate::source::{Evidence, Span};

/// The rows of a batch that is to be one of a table.
pub(super) struct Rows<'b> {
    table: Table,
    batch: &'b RecordBatch,
}

impl<'b> Rows<'b> {
    pub(super) fn of(table: Table, batch: &'b RecordBatch) -> Self {
        Self { table, batch }
    }

    /// What `read` makes of each row.
    pub(super) fn each<T>(&self, read: impl Fn(&Row<'b>) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        let named = self.batch.schema_ref().metadata().get("crossplan.table");
        if let Some(other) = named.filter(|name| *name != self.table.name()) {
            let problem = format!("the batch is one of the table {other}");
            return Err(Error::Table { table: self.table.name(), problem });
        }
        let row = |at| Row { table: self.table, batch: self.batch, at };
        (0..self.batch.num_rows()).map(|at| read(&row(at))).collect()
    }
}

/// One row.
pub(super) struct Row<'b> {
    table: Table,
    batch: &'b RecordBatch,
    at: usize,
}

impl<'b> Row<'b> {
    /// The column, if its cell in this row is filled.
    fn column(&self, name: &str, holds: Holds) -> Result<Option<&'b ArrayRef>, Error> {
        let column = self.batch.column_by_name(name);
        let column = column.ok_or_else(|| self.fault(format!("there is no column {name}")))?;
        let (found, expected) = (column.data_type(), data_type(holds));
        let fits = match holds {
            // Other programs write the same text in other layouts.
            Holds::Text => matches!(found, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View),
            Holds::Words | Holds::Path => {
                matches!(found, DataType::List(item) if item.data_type() == &DataType::Utf8)
            }
            _ => *found == expected,
        };
        match fits {
            true => Ok(Some(column).filter(|column| column.is_valid(self.at))),
            false => Err(self.fault(format!("column {name} holds {found}, expected {expected}"))),
        }
    }

    pub(super) fn optional(&self, name: &str) -> Result<Option<String>, Error> {
        let Some(column) = self.column(name, Holds::Text)? else { return Ok(None) };
        let text = match column.data_type() {
            DataType::LargeUtf8 => column.as_string::<i64>().value(self.at),
            DataType::Utf8View => column.as_string_view().value(self.at),
            _ => column.as_string::<i32>().value(self.at),
        };
        Ok(Some(text.to_owned()))
    }

    pub(super) fn text(&self, name: &str) -> Result<String, Error> {
        self.filled(name, self.optional(name)?)
    }

    pub(super) fn optional_words(&self, name: &str) -> Result<Option<Vec<String>>, Error> {
        let Some(column) = self.column(name, Holds::Words)? else { return Ok(None) };
        let words = column.as_list::<i32>().value(self.at);
        let words = words.as_string::<i32>().iter().map(|word| word.unwrap_or_default().to_owned());
        Ok(Some(words.collect()))
    }

    pub(super) fn words(&self, name: &str) -> Result<Vec<String>, Error> {
        self.filled(name, self.optional_words(name)?)
    }

    pub(super) fn optional_count(&self, name: &str) -> Result<Option<usize>, Error> {
        let Some(column) = self.column(name, Holds::Count)? else { return Ok(None) };
        let count = column.as_primitive::<UInt64Type>().value(self.at);
        usize::try_from(count).map(Some).map_err(|_| self.problem(name, format!("{count} is out of range")))
    }

    pub(super) fn count(&self, name: &str) -> Result<usize, Error> {
        self.filled(name, self.optional_count(name)?)
    }

    pub(super) fn digits(&self, name: &str) -> Result<u32, Error> {
        let column = self.filled(name, self.column(name, Holds::Digits)?)?;
        Ok(column.as_primitive::<UInt32Type>().value(self.at))
    }

    pub(super) fn year(&self, name: &str) -> Result<Option<i32>, Error> {
        let column = self.column(name, Holds::Year)?;
        Ok(column.map(|column| column.as_primitive::<Int32Type>().value(self.at)))
    }

    pub(super) fn day(&self, name: &str) -> Result<Option<NaiveDate>, Error> {
        let Some(column) = self.column(name, Holds::Day)? else { return Ok(None) };
        let days = column.as_primitive::<Date32Type>().value(self.at);
        let day = days.checked_add(EPOCH).and_then(NaiveDate::from_num_days_from_ce_opt);
        day.map(Some).ok_or_else(|| self.problem(name, format!("day {days} is out of range")))
    }

    pub(super) fn boolean(&self, name: &str) -> Result<bool, Error> {
        let column = self.filled(name, self.column(name, Holds::Boolean)?)?;
        Ok(column.as_boolean().value(self.at))
    }

    /// A decimal with as many digits behind its point as the other column says.
    pub(super) fn decimal(&self, name: &str, digits: &str) -> Result<Option<Decimal>, Error> {
        let Some(column) = self.column(name, Holds::Decimal)? else { return Ok(None) };
        let scaled = column.as_primitive::<Decimal128Type>().value(self.at);
        let wanted = self.digits(digits)?;
        let value = rescaled(scaled, wanted);
        let problem = || format!("{scaled} billionths are no decimal with {wanted} digits behind its point");
        value.map(Some).ok_or_else(|| self.problem(name, problem()))
    }

    pub(super) fn horizon(&self, name: &str) -> Result<Option<Horizon>, Error> {
        self.optional(name)?
            .map(|text| text.parse())
            .transpose()
            .map_err(|error: Error| self.problem(name, error))
    }

    pub(super) fn metric(&self, name: &str) -> Result<Option<MetricId>, Error> {
        let id = self.optional(name)?.map(MetricId::try_from).transpose();
        id.map_err(|error| self.problem(name, error))
    }

    /// A variant by its name in records.
    pub(super) fn variant<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Error> {
        self.optional(name)?.map(|text| self.known(name, &text)).transpose()
    }

    pub(super) fn one_of<T: DeserializeOwned>(&self, name: &str) -> Result<T, Error> {
        self.filled(name, self.variant(name)?)
    }

    pub(super) fn variants<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>, Error> {
        self.words(name)?.iter().map(|text| self.known(name, text)).collect()
    }

    fn known<T: DeserializeOwned>(&self, name: &str, text: &str) -> Result<T, Error> {
        let text: StrDeserializer<'_, Unknown> = text.into_deserializer();
        T::deserialize(text).map_err(|error| self.problem(name, error))
    }

    /// An id without that of its plan in front.
    pub(super) fn key(&self, name: &str, plan: &str) -> Result<String, Error> {
        self.filled(name, self.optional_key(name, plan)?)
    }

    pub(super) fn optional_key(&self, name: &str, plan: &str) -> Result<Option<String>, Error> {
        self.optional(name)?.map(|key| self.within(name, plan, &key)).transpose()
    }

    pub(super) fn keys(&self, name: &str, plan: &str) -> Result<Vec<String>, Error> {
        self.words(name)?.iter().map(|key| self.within(name, plan, key)).collect()
    }

    fn within(&self, name: &str, plan: &str, key: &str) -> Result<String, Error> {
        let id = key.strip_prefix(plan).and_then(|rest| rest.strip_prefix('/'));
        let problem = || format!("{key:?} is no id of the plan {plan:?}");
        id.map(str::to_owned).ok_or_else(|| self.problem(name, problem()))
    }

    pub(super) fn evidence(&self) -> Result<Evidence, Error> {
        let span = Span { start: self.count("span_start")?, end: self.count("span_end")? };
        Ok(Evidence { quote: self.text("quote")?, span })
    }

    /// The columns `region`, `region_code` and `level`.
    pub(super) fn region(&self) -> Result<Option<Region>, Error> {
        let Some(name) = self.optional("region")? else { return Ok(None) };
        Ok(Some(Region::new(name, self.optional("region_code")?, self.variant("level")?)))
    }

    fn filled<T>(&self, name: &str, value: Option<T>) -> Result<T, Error> {
        value.ok_or_else(|| self.empty(name))
    }

    pub(super) fn empty(&self, name: &str) -> Error {
        self.problem(name, "the cell is empty")
    }

    pub(super) fn problem(&self, column: &str, problem: impl Display) -> Error {
        self.fault(format!("row {}, column {column}: {problem}", self.at + 1))
    }

    fn fault(&self, problem: String) -> Error {
        Error::Table { table: self.table.name(), problem }
    }
}

/// Billionths as a decimal with so many digits behind its point. `None` if that is not the same value.
fn rescaled(billionths: i128, digits: u32) -> Option<Decimal> {
    let mantissa = match digits.checked_sub(SCALE) {
        Some(more) => billionths.checked_mul(10_i128.checked_pow(more)?)?,
        None => {
            let fewer = 10_i128.checked_pow(SCALE.checked_sub(digits)?)?;
            (billionths % fewer == 0).then_some(billionths / fewer)?
        }
    };
    Decimal::try_from_i128_with_scale(mantissa, digits).ok()
}
