//! Plans → rows of each table but that of observations.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde::Serialize;

use super::Table;
use super::cells::Cell;
use super::table::SCALE;
use crate::Error;
use crate::lexicon::Regions;
use crate::schema::{Horizon, Indicator, Plan, Region};
use crate::source::{Evidence, Span};

/// Cells of one row, in the order of the columns.
pub(super) type Row<'p> = Vec<Cell<'p>>;

/// The rows of a plan in a table.
pub(super) fn rows(table: Table, plan: &Plan) -> Result<Vec<Row<'_>>, Error> {
    match table {
        Table::Plans => Ok(vec![of_plan(plan)?]),
        Table::Tasks => tasks(plan),
        Table::Bodies => Ok(bodies(plan)),
        Table::Responsibilities => Ok(responsibilities(plan)),
        Table::Indicators => indicators(plan),
        Table::Goals => goals(plan),
        Table::Diagnostics => Ok(diagnostics(plan)),
        // They are made of observations, not of the plan itself.
        Table::Observations => Ok(Vec::new()),
    }
}

fn of_plan(plan: &Plan) -> Result<Row<'_>, Error> {
    let region = plan.region.as_ref();
    let at = Place { plan: &plan.id, id: "the plan itself" };
    let [end, last] = at.horizon("period_end", plan.period.end)?;
    Ok(vec![
        text(&plan.id),
        text(&plan.title),
        optional(plan.issuer.as_deref()),
        optional(plan.document_number.as_deref()),
        day(plan.issued),
        day(plan.published),
        year(plan.period.start),
        end,
        last,
        optional(region.map(|region| region.name.as_str())),
        province(region),
        optional(region.and_then(|region| region.code.as_deref())),
        name(region.and_then(|region| region.level)),
        name(Some(plan.script)),
        text(&plan.source.name),
        text(&plan.source.encoding),
        text(&plan.source.sha256),
        count(plan.source.length),
    ])
}

fn tasks(plan: &Plan) -> Result<Vec<Row<'_>>, Error> {
    plan.tasks
        .iter()
        .map(|task| {
            let at = Place { plan: &plan.id, id: &task.id };
            let [deadline, last] = at.horizon("deadline", task.deadline)?;
            let [start, end] = span(task.extent);
            let mut row = vec![
                key(plan, &task.id),
                text(&plan.id),
                text(&task.number),
                text(&task.title),
                words(&task.parents),
                deadline,
                last,
                words(&task.topics),
                keys(plan, &task.indicators),
                start,
                end,
            ];
            row.extend(quote(&task.evidence));
            Ok(row)
        })
        .collect()
}

fn bodies(plan: &Plan) -> Vec<Row<'_>> {
    plan.units
        .iter()
        .map(|unit| {
            vec![
                key(plan, &unit.id),
                text(&plan.id),
                text(&unit.name),
                name(unit.level),
                words(&unit.functions),
            ]
        })
        .collect()
}

fn responsibilities(plan: &Plan) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for task in &plan.tasks {
        for (place, named) in task.responsibilities.iter().enumerate() {
            let (task, body) = (key(plan, &task.id), key(plan, &named.unit));
            let mut row = vec![text(&plan.id), task, count(place + 1), body, name(Some(named.role))];
            row.extend(quote(&named.evidence));
            rows.push(row);
        }
    }
    rows
}

fn indicators(plan: &Plan) -> Result<Vec<Row<'_>>, Error> {
    let known: HashSet<&str> = plan.indicators.iter().map(|target| target.id.as_str()).collect();
    if let Some(stray) = plan.rules.keys().find(|id| !known.contains(id.as_str())) {
        let at = Place { plan: &plan.id, id: stray };
        return Err(at.refuses(
            "rules",
            "rules of a target that the plan does not hold",
            "rules of its targets",
        ));
    }
    plan.indicators.iter().map(|target| indicator(plan, target)).collect()
}

fn indicator<'p>(plan: &'p Plan, target: &'p Indicator) -> Result<Row<'p>, Error> {
    let at = Place { plan: &plan.id, id: &target.id };
    let baseline = target.baseline.as_ref();
    let [horizon, last] = at.horizon("horizon", target.horizon)?;
    let [lo, lo_digits] = at.decimal("lo", target.lo)?;
    let [hi, hi_digits] = at.decimal("hi", target.hi)?;
    let [stretch, stretch_digits] = at.decimal("stretch", target.stretch)?;
    let [from, from_digits] = at.decimal("baseline", baseline.map(|baseline| baseline.value))?;
    let mut row = vec![
        key(plan, &target.id),
        text(&plan.id),
        target.task.as_deref().map_or(Cell::Empty, |task| key(plan, task)),
        text(&target.subject),
        text(target.op.as_str()),
        lo,
        lo_digits,
        hi,
        hi_digits,
        stretch,
        stretch_digits,
        optional(target.unit.as_deref()),
        text(target.kind.as_str()),
        optional(target.of.as_deref()),
        optional(target.scope.as_deref()),
        horizon,
        last,
        name(target.horizon_from),
        Cell::Boolean(target.aspirational),
        name(Some(target.section)),
        optional(target.metric.as_ref().map(|metric| metric.as_str())),
        name(target.nature),
        from,
        from_digits,
        year(baseline.and_then(|baseline| baseline.year)),
        plan.rules.get(&target.id).map_or(Cell::Empty, |rules| words(rules)),
    ];
    row.extend(quote(&target.evidence));
    Ok(row)
}

fn goals(plan: &Plan) -> Result<Vec<Row<'_>>, Error> {
    plan.goals
        .iter()
        .map(|goal| {
            let at = Place { plan: &plan.id, id: &goal.id };
            let [horizon, last] = at.horizon("horizon", goal.horizon)?;
            let mut row = vec![
                key(plan, &goal.id),
                text(&plan.id),
                text(&goal.title),
                horizon,
                last,
                keys(plan, &goal.indicators),
            ];
            row.extend(quote(&goal.evidence));
            Ok(row)
        })
        .collect()
}

fn diagnostics(plan: &Plan) -> Vec<Row<'_>> {
    let numbered = plan.diagnostics.iter().enumerate();
    numbered
        .map(|(place, diagnostic)| {
            let [start, end] = diagnostic.span.map_or([Cell::Empty, Cell::Empty], span);
            vec![
                text(&plan.id),
                count(place + 1),
                name(Some(diagnostic.code)),
                text(&diagnostic.message),
                diagnostic.about.as_deref().map_or(Cell::Empty, |about| key(plan, about)),
                start,
                end,
            ]
        })
        .collect()
}

/// A statement whose values are put into cells.
pub(super) struct Place<'p> {
    pub(super) plan: &'p str,
    pub(super) id: &'p str,
}

impl Place<'_> {
    /// The value, and its digits behind the point.
    pub(super) fn decimal<'c>(
        &self,
        column: &'static str,
        value: Option<Decimal>,
    ) -> Result<[Cell<'c>; 2], Error> {
        let Some(value) = value else { return Ok([Cell::Empty, Cell::Empty]) };
        let plain = value.normalize();
        let missing = SCALE.checked_sub(plain.scale());
        // OK because no decimal has more than 29 digits, and nine zeros more fit.
        let scaled = missing.and_then(|zeros| plain.mantissa().checked_mul(10_i128.checked_pow(zeros)?));
        let scaled =
            scaled.ok_or_else(|| self.refuses(column, value, "at most nine digits behind the point"))?;
        Ok([Cell::Decimal(scaled), Cell::Digits(value.scale())])
    }

    /// The year or day as text, and the last day it allows.
    pub(super) fn horizon<'c>(
        &self,
        column: &'static str,
        horizon: Option<Horizon>,
    ) -> Result<[Cell<'c>; 2], Error> {
        let Some(horizon) = horizon else { return Ok([Cell::Empty, Cell::Empty]) };
        let text = horizon.to_string();
        let last = match horizon {
            Horizon::Year(year) => NaiveDate::from_ymd_opt(year, 12, 31),
            Horizon::Day(day) => Some(day),
        };
        match last {
            Some(last) if text.parse().ok() == Some(horizon) => {
                Ok([Cell::Text(Cow::Owned(text)), day(Some(last))])
            }
            _ => Err(self.refuses(column, text, "a year of four digits, or a day")),
        }
    }

    fn refuses(&self, column: &'static str, value: impl ToString, expected: &'static str) -> Error {
        let (plan, id) = (self.plan.to_owned(), self.id.to_owned());
        Error::NotHeld { plan, id, column, value: value.to_string(), expected }
    }
}

pub(super) fn text(value: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(value))
}

pub(super) fn optional(value: Option<&str>) -> Cell<'_> {
    value.map_or(Cell::Empty, text)
}

/// The name of a variant in records.
pub(super) fn name<'c>(variant: Option<impl Serialize>) -> Cell<'c> {
    variant.map_or(Cell::Empty, |variant| Cell::Text(Cow::Owned(named(variant))))
}

pub(super) fn named(variant: impl Serialize) -> String {
    Name(variant).to_string()
}

struct Name<T>(T);

impl<T: Serialize> std::fmt::Display for Name<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.serialize(f)
    }
}

/// An id with that of its plan in front.
pub(super) fn key_of<'c>(plan: &str, id: &str) -> Cell<'c> {
    Cell::Text(Cow::Owned(format!("{plan}/{id}")))
}

fn key<'c>(plan: &Plan, id: &str) -> Cell<'c> {
    key_of(&plan.id, id)
}

fn keys<'c>(plan: &Plan, ids: &[String]) -> Cell<'c> {
    Cell::Words(ids.iter().map(|id| Cow::Owned(format!("{}/{id}", plan.id))).collect())
}

fn words(words: &[String]) -> Cell<'_> {
    Cell::Words(words.iter().map(|word| Cow::Borrowed(word.as_str())).collect())
}

/// Positions fit: no text is longer than 2^64 bytes.
fn count<'c>(count: usize) -> Cell<'c> {
    Cell::Count(count as u64)
}

pub(super) fn year<'c>(year: Option<i32>) -> Cell<'c> {
    year.map_or(Cell::Empty, Cell::Year)
}

fn day<'c>(day: Option<NaiveDate>) -> Cell<'c> {
    day.map_or(Cell::Empty, |day| Cell::Day(day.num_days_from_ce() - EPOCH))
}

/// Days from the year 1 to 1970.
pub(super) const EPOCH: i32 = 719_163;

fn span<'c>(span: Span) -> [Cell<'c>; 2] {
    [count(span.start), count(span.end)]
}

pub(super) fn quote(evidence: &Evidence) -> [Cell<'_>; 3] {
    let [start, end] = span(evidence.span);
    [text(&evidence.quote), start, end]
}

/// The name of the province that a region lies in.
pub(super) fn province<'c>(region: Option<&Region>) -> Cell<'c> {
    let code = region.and_then(|region| region.code.as_deref());
    let province = code.and_then(|code| Regions::builtin().province_of(code));
    optional(province.map(|province| province.name.as_str()))
}
