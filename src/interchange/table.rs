//! The tables and their schemas.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field, Schema, SchemaRef};

use crate::schema::columns::{
    BODIES, Column, Columns, DIAGNOSTICS, GOALS, Holds, INDICATORS, OBSERVATIONS, PLANS, RESPONSIBILITIES,
    TASKS,
};

/// Digits of a decimal column, and how many of them stand behind the point.
pub(super) const PRECISION: u8 = 38;
pub(super) const SCALE: u32 = 9;

/// The version of the schemas, in their metadata as `crossplan.schema`: it grows when a column changes its meaning.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, VERSION};
///
/// assert_eq!(Table::Plans.schema().metadata()["crossplan.schema"], VERSION);
/// ```
pub const VERSION: &str = "1";

/// A table of plans.
///
/// Its [schema](Self::schema) tells name, title, version and the version of this crate (`crossplan.table`, `.title`,
/// `.schema`, `.version`), and of each column its `description`.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, arrow_schema::DataType};
///
/// let schema = Table::Indicators.schema();
/// let lo = schema.field_with_name("lo")?;
/// assert_eq!(lo.data_type(), &DataType::Decimal128(38, 9));
/// assert_eq!(lo.metadata()["description"], "The value, or the lower end of a range, in `unit`.");
/// assert_eq!(schema.metadata()["crossplan.table"], "indicators");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Table {
    /// One row for each plan: what stands on its title page, and its source.
    Plans,
    /// Numbered measures, with topics and headings; who answers for them is in [`Responsibilities`](Self::Responsibilities).
    Tasks,
    /// Responsible bodies, once for each plan.
    Bodies,
    /// Which body answers for which task, and as what.
    Responsibilities,
    /// Targets as written, with the rules that read them.
    Indicators,
    /// Dated aims.
    Goals,
    /// What was repaired, inferred or skipped.
    Diagnostics,
    /// Values of metrics in canonical units: what follows from the targets. Not needed to read plans back.
    Observations,
}

impl Table {
    /// All tables, plans first.
    pub const ALL: [Self; 8] = [
        Self::Plans,
        Self::Tasks,
        Self::Bodies,
        Self::Responsibilities,
        Self::Indicators,
        Self::Goals,
        Self::Diagnostics,
        Self::Observations,
    ];

    /// The table of this name. `None` if there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::interchange::Table;
    ///
    /// assert_eq!(Table::by_name("tasks"), Some(Table::Tasks));
    /// assert_eq!(Table::by_name("Tasks"), None);
    /// ```
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Its name: `plans`, `tasks` …
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(crossplan::interchange::Table::Bodies.name(), "bodies");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        self.columns().name
    }

    /// Its title in Chinese and English.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(crossplan::interchange::Table::Tasks.title(), "任务 / Tasks");
    /// ```
    #[must_use]
    pub fn title(self) -> &'static str {
        self.columns().title
    }

    /// Names, types and descriptions of its columns.
    ///
    /// # Examples
    ///
    /// See [`Table`].
    #[must_use]
    pub fn schema(self) -> SchemaRef {
        static SCHEMAS: LazyLock<HashMap<Table, SchemaRef>> =
            LazyLock::new(|| Table::ALL.into_iter().map(|table| (table, table.described())).collect());
        SCHEMAS.get(&self).map_or_else(|| self.described(), Arc::clone)
    }

    pub(super) fn columns(self) -> &'static Columns {
        match self {
            Self::Plans => &PLANS,
            Self::Tasks => &TASKS,
            Self::Bodies => &BODIES,
            Self::Responsibilities => &RESPONSIBILITIES,
            Self::Indicators => &INDICATORS,
            Self::Goals => &GOALS,
            Self::Diagnostics => &DIAGNOSTICS,
            Self::Observations => &OBSERVATIONS,
        }
    }

    fn described(self) -> SchemaRef {
        let metadata = [
            ("crossplan.table", self.name()),
            ("crossplan.title", self.title()),
            ("crossplan.schema", VERSION),
            ("crossplan.version", env!("CARGO_PKG_VERSION")),
        ];
        let metadata = metadata.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        let fields: Vec<Field> = self.columns().columns.iter().map(field).collect();
        Arc::new(Schema::new_with_metadata(fields, metadata))
    }
}

/// The name.
impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.name())
    }
}

fn field(column: &Column) -> Field {
    let described = ("description".to_owned(), column.description.to_owned());
    Field::new(column.name, data_type(column.holds), !column.filled).with_metadata([described].into())
}

pub(super) fn data_type(holds: Holds) -> DataType {
    match holds {
        Holds::Text => DataType::Utf8,
        Holds::Words | Holds::Path => DataType::List(item()),
        Holds::Count => DataType::UInt64,
        Holds::Digits => DataType::UInt32,
        Holds::Year => DataType::Int32,
        Holds::Day => DataType::Date32,
        Holds::Decimal => DataType::Decimal128(PRECISION, SCALE as i8),
        Holds::Boolean => DataType::Boolean,
    }
}

/// What lists are of.
pub(super) fn item() -> Arc<Field> {
    Arc::new(Field::new("item", DataType::Utf8, false))
}
