//! Rows → statements of plans, each with the id of its plan.

use arrow_array::RecordBatch;

use super::Table;
use super::row::{Row, Rows};
use crate::Error;
use crate::schema::{
    Baseline, Diagnostic, Goal, Indicator, Plan, PlanPeriod, Responsibility, ResponsibleUnit, SourceInfo,
    Task,
};
use crate::source::Span;

/// Reads the rows of a batch of [`Table::Tasks`], each with the id of its plan. Who answers for them is in
/// [`Table::Responsibilities`].
///
/// # Errors
///
/// [`Error::Table`] if the batch is no such table.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, batches, tasks};
/// use crossplan::{normalizers, samples};
///
/// let plan = normalizers::read(&samples::yichang())?; // names no bodies
/// let (of, tasks): (Vec<_>, Vec<_>) = tasks(&batches(Table::Tasks, [&plan])?[0])?.into_iter().unzip();
/// assert_eq!((of[0].as_str(), tasks), ("yichang", plan.tasks));
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn tasks(batch: &RecordBatch) -> Result<Vec<(String, Task)>, Error> {
    Rows::of(Table::Tasks, batch).each(|row| {
        let plan = row.text("plan")?;
        let task = Task {
            id: row.key("id", &plan)?,
            number: row.text("number")?,
            title: row.text("title")?,
            parents: row.words("parents")?,
            extent: Span { start: row.count("extent_start")?, end: row.count("extent_end")? },
            responsibilities: Vec::new(),
            deadline: row.horizon("deadline")?,
            indicators: row.keys("indicators", &plan)?,
            topics: row.words("topics")?,
            evidence: row.evidence()?,
        };
        Ok((plan, task))
    })
}

/// Reads the rows of a batch of [`Table::Bodies`], each with the id of its plan.
///
/// # Errors
///
/// [`Error::Table`] if the batch is no such table.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, batches, bodies};
/// use crossplan::{normalizers, samples};
///
/// let plan = normalizers::read(&samples::linyi())?;
/// let read = bodies(&batches(Table::Bodies, [&plan])?[0])?;
/// assert_eq!(read[0], ("linyi".to_owned(), plan.units[0].clone()));
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn bodies(batch: &RecordBatch) -> Result<Vec<(String, ResponsibleUnit)>, Error> {
    Rows::of(Table::Bodies, batch).each(|row| {
        let plan = row.text("plan")?;
        let unit = ResponsibleUnit {
            id: row.key("id", &plan)?,
            name: row.text("name")?,
            level: row.variant("level")?,
            functions: row.words("functions")?,
        };
        Ok((plan, unit))
    })
}

/// Reads the rows of a batch of [`Table::Responsibilities`], each with the ids of its plan and task. Rows of one task
/// stand in the order of the plan.
///
/// # Errors
///
/// [`Error::Table`] if the batch is no such table.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, batches, responsibilities};
/// use crossplan::{normalizers, samples};
///
/// let plan = normalizers::read(&samples::linyi())?;
/// let (of, task, first) = responsibilities(&batches(Table::Responsibilities, [&plan])?[0])?.swap_remove(0);
/// assert_eq!((of.as_str(), task.as_str()), ("linyi", "task-01"));
/// assert_eq!(first, plan.tasks[0].responsibilities[0]);
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn responsibilities(batch: &RecordBatch) -> Result<Vec<(String, String, Responsibility)>, Error> {
    Rows::of(Table::Responsibilities, batch).each(|row| {
        let plan = row.text("plan")?;
        let unit = row.key("body", &plan)?;
        let named = Responsibility { unit, role: row.one_of("role")?, evidence: row.evidence()? };
        let task = row.key("task", &plan)?;
        Ok((plan, task, named))
    })
}

/// Reads the rows of a batch of [`Table::Indicators`], each with the id of its plan.
///
/// # Errors
///
/// [`Error::Table`] if the batch is no such table.
///
/// # Examples
///
/// See [`interchange`](crate::interchange).
pub fn indicators(batch: &RecordBatch) -> Result<Vec<(String, Indicator)>, Error> {
    Rows::of(Table::Indicators, batch).each(indicator)
}

/// A target, and the rules that read it if any are recorded.
type Ruled = (Indicator, Option<Vec<String>>);

pub(super) fn ruled(batch: &RecordBatch) -> Result<Vec<(String, Ruled)>, Error> {
    Rows::of(Table::Indicators, batch).each(|row| {
        let (plan, target) = indicator(row)?;
        Ok((plan, (target, row.optional_words("rules")?)))
    })
}

fn indicator(row: &Row<'_>) -> Result<(String, Indicator), Error> {
    let plan = row.text("plan")?;
    let from = row.decimal("baseline", "baseline_digits")?;
    let target = Indicator {
        id: row.key("id", &plan)?,
        subject: row.text("subject")?,
        op: row.one_of("op")?,
        lo: row.decimal("lo", "lo_digits")?,
        hi: row.decimal("hi", "hi_digits")?,
        stretch: row.decimal("stretch", "stretch_digits")?,
        unit: row.optional("unit")?,
        kind: row.one_of("kind")?,
        of: row.optional("of")?,
        scope: row.optional("scope")?,
        horizon: row.horizon("horizon")?,
        horizon_from: row.variant("horizon_from")?,
        aspirational: row.boolean("aspirational")?,
        section: row.one_of("section")?,
        task: row.optional_key("task", &plan)?,
        metric: row.metric("metric")?,
        baseline: from.zip(Some(row.year("baseline_year")?)).map(|(value, year)| Baseline { value, year }),
        nature: row.variant("nature")?,
        evidence: row.evidence()?,
    };
    Ok((plan, target))
}

/// Reads the rows of a batch of [`Table::Goals`], each with the id of its plan.
///
/// # Errors
///
/// [`Error::Table`] if the batch is no such table.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, batches, goals};
/// use crossplan::{normalizers, samples};
///
/// let plan = normalizers::read(&samples::yueyang())?;
/// let read = goals(&batches(Table::Goals, [&plan])?[0])?;
/// assert_eq!(read[0], ("yueyang".to_owned(), plan.goals[0].clone()));
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn goals(batch: &RecordBatch) -> Result<Vec<(String, Goal)>, Error> {
    Rows::of(Table::Goals, batch).each(|row| {
        let plan = row.text("plan")?;
        let goal = Goal {
            id: row.key("id", &plan)?,
            title: row.text("title")?,
            horizon: row.horizon("horizon")?,
            indicators: row.keys("indicators", &plan)?,
            evidence: row.evidence()?,
        };
        Ok((plan, goal))
    })
}

/// Reads the rows of a batch of [`Table::Diagnostics`], each with the id of its plan.
///
/// # Errors
///
/// [`Error::Table`] if the batch is no such table.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, batches, diagnostics};
/// use crossplan::{normalizers, samples};
///
/// let plan = normalizers::read(&samples::shanwei_district())?;
/// let read = diagnostics(&batches(Table::Diagnostics, [&plan])?[0])?;
/// assert_eq!(read[0], ("shanwei-district".to_owned(), plan.diagnostics[0].clone()));
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn diagnostics(batch: &RecordBatch) -> Result<Vec<(String, Diagnostic)>, Error> {
    Rows::of(Table::Diagnostics, batch).each(|row| {
        let plan = row.text("plan")?;
        let span = row.optional_count("span_start")?.zip(row.optional_count("span_end")?);
        let diagnostic = Diagnostic {
            code: row.one_of("code")?,
            span: span.map(|(start, end)| Span { start, end }),
            message: row.text("message")?,
            about: row.optional_key("about", &plan)?,
        };
        Ok((plan, diagnostic))
    })
}

/// Plans without their statements.
pub(super) fn bare(batch: &RecordBatch) -> Result<Vec<Plan>, Error> {
    Rows::of(Table::Plans, batch).each(|row| {
        Ok(Plan {
            id: row.text("id")?,
            title: row.text("title")?,
            issuer: row.optional("issuer")?,
            document_number: row.optional("document_number")?,
            issued: row.day("issued")?,
            published: row.day("published")?,
            period: PlanPeriod { start: row.year("period_start")?, end: row.horizon("period_end")? },
            region: row.region()?,
            script: row.one_of("script")?,
            source: SourceInfo {
                name: row.text("source")?,
                encoding: row.text("encoding")?,
                sha256: row.text("sha256")?,
                length: row.count("length")?,
            },
            goals: Vec::new(),
            tasks: Vec::new(),
            indicators: Vec::new(),
            units: Vec::new(),
            diagnostics: Vec::new(),
            rules: std::collections::BTreeMap::new(),
        })
    })
}
