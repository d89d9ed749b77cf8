//! Observations → rows, and back.

use arrow_array::RecordBatch;

use super::Table;
use super::cells::Cell;
use super::row::{Row, Rows};
use super::rows::{self, Place, key_of, name, optional, province, quote, text, year};
use crate::Error;
use crate::lexicon::Comparator;
use crate::metrics::{Observation, Period};

pub(super) fn row(observation: &Observation) -> Result<rows::Row<'_>, Error> {
    let at = Place { plan: &observation.plan, id: &observation.indicator };
    let region = observation.ref_area.as_ref();
    let comparator = observation.comparator.as_ref();
    let (period, from, to) = match observation.period {
        Some(Period::Instant(to)) => (Some("instant"), None, Some(to)),
        Some(Period::Duration { from, to }) => (Some("duration"), from, Some(to)),
        None => (None, None, None),
    };
    let [end, last] = at.horizon("period_end", to)?;
    let [lo, lo_digits] = at.decimal("lo", observation.lo)?;
    let [hi, hi_digits] = at.decimal("hi", observation.hi)?;
    let [stretch, stretch_digits] = at.decimal("stretch", observation.stretch)?;
    let mut row = vec![
        text(&observation.plan),
        key_of(&observation.plan, &observation.indicator),
        text(observation.metric.as_str()),
        name(Some(observation.relation)),
        text(&observation.reason),
        text(observation.kind.as_str()),
        name(Some(observation.status)),
        optional(region.map(|region| region.name.as_str())),
        province(region),
        optional(region.and_then(|region| region.code.as_deref())),
        name(region.and_then(|region| region.level)),
        optional(observation.scope.as_deref()),
        optional(period),
        year(from),
        end,
        last,
        text(observation.bound.as_str()),
        lo,
        lo_digits,
        hi,
        hi_digits,
        stretch,
        stretch_digits,
        text(&observation.unit),
        Cell::Digits(observation.unit_mult),
        Cell::Digits(observation.decimals),
        optional(observation.denominator.as_deref()),
        optional(comparator.map(|comparator| comparator.words.as_str())),
        optional(comparator.map(|comparator| comparator.english.as_str())),
        name(comparator.and_then(|comparator| comparator.bound)),
        name(comparator.and_then(|comparator| comparator.average_of)),
        Cell::Boolean(observation.aspirational),
        name(observation.nature),
        name(Some(observation.section)),
        Cell::Words(observation.caveats.iter().map(|caveat| rows::named(*caveat).into()).collect()),
        text(&observation.subject),
    ];
    row.extend(quote(&observation.evidence));
    Ok(row)
}

/// Reads the rows of a batch of [`Table::Observations`].
///
/// # Errors
///
/// [`Error::Table`] if the batch is no such table.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{Table, batches, observations};
/// use crossplan::{lexicon::Catalog, metrics, normalizers, samples};
///
/// let plan = normalizers::read(&samples::linyi())?;
/// let written = batches(Table::Observations, [&plan])?;
/// assert_eq!(observations(&written[0])?, metrics::observe(&plan, Catalog::builtin()).stated);
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn observations(batch: &RecordBatch) -> Result<Vec<Observation>, Error> {
    Rows::of(Table::Observations, batch).each(observation)
}

fn observation(row: &Row<'_>) -> Result<Observation, Error> {
    let plan = row.text("plan")?;
    let english = row.optional("comparator_en")?;
    let comparator = row.optional("comparator")?.zip(english).map(|(words, english)| -> Result<_, Error> {
        let (bound, average_of) = (row.variant("comparator_bound")?, row.variant("comparator_area")?);
        Ok(Comparator { words, english, bound, average_of })
    });
    let period = match (row.optional("period")?.as_deref(), row.horizon("period_end")?) {
        (None, None) => None,
        (Some("instant"), Some(to)) => Some(Period::Instant(to)),
        (Some("duration"), Some(to)) => Some(Period::Duration { from: row.year("period_start")?, to }),
        _ => return Err(row.problem("period", "expected instant or duration, with its end")),
    };
    Ok(Observation {
        indicator: row.key("indicator", &plan)?,
        metric: row.metric("metric")?.ok_or_else(|| row.empty("metric"))?,
        relation: row.one_of("relation")?,
        reason: row.text("reason")?,
        kind: row.one_of("kind")?,
        status: row.one_of("status")?,
        ref_area: row.region()?,
        scope: row.optional("scope")?,
        period,
        bound: row.one_of("bound")?,
        lo: row.decimal("lo", "lo_digits")?,
        hi: row.decimal("hi", "hi_digits")?,
        stretch: row.decimal("stretch", "stretch_digits")?,
        unit: row.text("unit")?,
        unit_mult: row.digits("unit_mult")?,
        decimals: row.digits("decimals")?,
        denominator: row.optional("denominator")?,
        comparator: comparator.transpose()?,
        aspirational: row.boolean("aspirational")?,
        nature: row.variant("nature")?,
        section: row.one_of("section")?,
        caveats: row.variants("caveats")?,
        subject: row.text("subject")?,
        evidence: row.evidence()?,
        plan,
    })
}
