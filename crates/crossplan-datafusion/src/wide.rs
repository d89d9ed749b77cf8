//! The tables of a plan, with what SQL would otherwise join: where the plan is from, what the task is about, which
//! body it is.

use std::collections::HashMap;
use std::sync::Arc;

use crossplan::clean::fold_script;
use crossplan::interchange::arrow_array::builder::{ListBuilder, StringBuilder};
use crossplan::interchange::arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, StringArray};
use crossplan::interchange::arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use crossplan::interchange::{Table, batches};
use crossplan::lexicon::Regions;
use crossplan::schema::{Responsibility, Script, Task};
use crossplan::{Error, Plan, Source};

/// A table that `read_plans` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    Of(Table),
    /// Documents that cannot be read.
    Unread,
}

/// Bytes of one cell at most: further columns say the same in many rows, and a column has room for 2 GiB.
const MOST: usize = 1 << 14;

/// A further column: its name, whether it is a list, and what it holds.
type Further = (&'static str, bool, &'static str);

const PLACE: [Further; 2] = [
    ("region", false, "The area that the plan speaks for."),
    ("province", false, "Name of the province it lies in; empty if it lies in none or several."),
];
const TEXT: Further =
    ("text", false, "The words of the whole measure, in simplified script; of a long one the first 16 KiB.");
const NAMED: [Further; 5] = [
    ("title", false, "Title of the task."),
    ("topics", true, "Topics of the task, the leading one first."),
    ("agency", false, "Name of the body as written."),
    ("agency_level", false, "Tier of the body."),
    ("functions", true, "Canonical functions of the body."),
];

impl Rows {
    pub(crate) fn by_name(name: &str) -> Option<Self> {
        if name == "unread" { Some(Self::Unread) } else { Table::by_name(name).map(Self::Of) }
    }

    pub(crate) fn names() -> Vec<&'static str> {
        Table::ALL.iter().map(|table| table.name()).chain(["unread"]).collect()
    }

    pub(crate) fn schema(self) -> SchemaRef {
        let Self::Of(table) = self else {
            let fields = [("document", "Path of the document."), ("error", "Why it cannot be read.")];
            let field = |(name, description)| field(&(name, false, description)).with_nullable(false);
            return Arc::new(Schema::new(fields.map(field).to_vec()));
        };
        let schema = table.schema();
        let own = schema.fields().iter().map(|field| field.as_ref().clone());
        let fields: Vec<Field> = own.chain(further(table).iter().map(field)).collect();
        Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()))
    }

    /// The rows of a plan, in the columns asked for.
    pub(crate) fn of_plan(
        self,
        plan: &Plan,
        source: &Source,
        asked: &SchemaRef,
    ) -> Result<Vec<RecordBatch>, Error> {
        let Self::Of(table) = self else {
            // A plan that some table cannot hold counts as unread.
            return Table::ALL
                .into_iter()
                .try_for_each(|table| batches(table, [plan]).map(drop))
                .map(|()| Vec::new());
        };
        let mut from = 0;
        let widened = batches(table, [plan])?.into_iter().map(|batch| {
            let rows = Widening { table, plan, source, from, count: batch.num_rows() };
            from += batch.num_rows();
            rows.widen(&batch, asked)
                .map_err(|error| Error::Table { table: table.name(), problem: error.to_string() })
        });
        widened.collect()
    }

    /// The row that tells of a document that cannot be read.
    pub(crate) fn of_unread(self, path: &str, why: &str, asked: &SchemaRef) -> Option<RecordBatch> {
        if self != Self::Unread {
            return None;
        }
        let cell = |field: &Arc<Field>| -> ArrayRef {
            let value = if field.name() == "document" { path } else { why };
            Arc::new(StringArray::from(vec![value]))
        };
        let columns = asked.fields().iter().map(cell).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(1));
        RecordBatch::try_new_with_options(Arc::clone(asked), columns, &options).ok()
    }
}

fn further(table: Table) -> Vec<Further> {
    let place = match table {
        Table::Plans | Table::Observations => &[],
        _ => PLACE.as_slice(),
    };
    let more = match table {
        Table::Tasks => vec![TEXT],
        Table::Responsibilities => NAMED.into_iter().chain([TEXT]).collect(),
        _ => Vec::new(),
    };
    place.iter().copied().chain(more).collect()
}

fn field((name, list, description): &Further) -> Field {
    let item = Field::new("item", DataType::Utf8, false);
    let kind = if *list { DataType::List(Arc::new(item)) } else { DataType::Utf8 };
    let metadata = [("description".to_owned(), (*description).to_owned())];
    Field::new(*name, kind, true).with_metadata(metadata.into())
}

/// The rows of one batch of one plan.
struct Widening<'p> {
    table: Table,
    plan: &'p Plan,
    source: &'p Source,
    /// The place of the first row among those of the plan.
    from: usize,
    count: usize,
}

impl<'p> Widening<'p> {
    fn widen(&self, batch: &RecordBatch, asked: &SchemaRef) -> Result<RecordBatch, ArrowError> {
        let column = |field: &Arc<Field>| match batch.column_by_name(field.name()) {
            Some(column) => Arc::clone(column),
            None => self.further(field.name()),
        };
        let columns = asked.fields().iter().map(column).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(self.count));
        RecordBatch::try_new_with_options(Arc::clone(asked), columns, &options)
    }

    fn further(&self, name: &str) -> ArrayRef {
        let region = self.plan.region.as_ref();
        match name {
            "region" => self.same(region.map(|region| region.name.as_str())),
            "province" => {
                let code = region.and_then(|region| region.code.as_deref());
                let province = code.and_then(|code| Regions::builtin().province_of(code));
                self.same(province.map(|province| province.name.as_str()))
            }
            "text" => self.texts(),
            "title" => texts(self.tasks().map(|task| Some(task.title.clone()))),
            "topics" => lists(self.tasks().map(|task| task.topics.as_slice())),
            "functions" => lists(self.bodies().map(|body| body.map_or(&[][..], |body| &body.functions))),
            "agency" => texts(self.bodies().map(|body| body.map(|body| body.name.clone()))),
            _ => texts(self.bodies().map(|body| body.and_then(|body| body.level).map(level))),
        }
    }

    fn same(&self, value: Option<&str>) -> ArrayRef {
        texts(std::iter::repeat_n(value, self.count))
    }

    /// The words of each task, folded once.
    fn texts(&self) -> ArrayRef {
        let mut known: HashMap<&str, String> = HashMap::new();
        let words = |task: &'p Task| {
            let text = clipped(self.source.text().get(task.extent.range()).unwrap_or_default());
            if self.plan.script == Script::Hant { fold_script(text) } else { text.to_owned() }
        };
        texts(self.tasks().map(|task| Some(known.entry(&task.id).or_insert_with(|| words(task)).clone())))
    }

    /// The task of each row.
    fn tasks(&self) -> Box<dyn Iterator<Item = &'p Task> + 'p> {
        match self.table {
            Table::Tasks => Box::new(self.plan.tasks.iter().skip(self.from).take(self.count)),
            _ => Box::new(self.named().map(|(task, _)| task)),
        }
    }

    /// The body of each row.
    fn bodies(&self) -> impl Iterator<Item = Option<&'p crossplan::schema::ResponsibleUnit>> + 'p {
        let plan = self.plan;
        self.named().map(|(_, named)| plan.unit(&named.unit))
    }

    fn named(&self) -> impl Iterator<Item = (&'p Task, &'p Responsibility)> + 'p + use<'p> {
        let all =
            self.plan.tasks.iter().flat_map(|task| task.responsibilities.iter().map(move |r| (task, r)));
        all.skip(self.from).take(self.count)
    }
}

/// The name in records.
fn level(level: crossplan::schema::AgencyLevel) -> String {
    use serde::Serialize;

    struct Name(crossplan::schema::AgencyLevel);

    impl std::fmt::Display for Name {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            self.0.serialize(f)
        }
    }

    Name(level).to_string()
}

fn texts(values: impl Iterator<Item = Option<impl AsRef<str>>>) -> ArrayRef {
    let mut column = StringBuilder::new();
    values.for_each(|value| column.append_option(value.as_ref().map(|text| clipped(text.as_ref()))));
    Arc::new(column.finish())
}

fn clipped(text: &str) -> &str {
    text.get(..text.floor_char_boundary(MOST)).unwrap_or(text)
}

fn lists<'p>(values: impl Iterator<Item = &'p [String]>) -> ArrayRef {
    let item = Field::new("item", DataType::Utf8, false);
    let mut column = ListBuilder::new(StringBuilder::new()).with_field(item);
    values.for_each(|value| column.append_value(value.iter().map(|text| Some(clipped(text)))));
    Arc::new(column.finish())
}
