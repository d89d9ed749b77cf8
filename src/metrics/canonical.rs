//! Values in the canonical unit of a metric.

use rust_decimal::Decimal;

use super::{Because, Caveat};
use crate::lexicon::{Catalog, Measure, Metric, NotConverted};
use crate::schema::{Bound, Indicator, Kind};

/// The values of an indicator, in one unit.
pub(super) struct Canonical {
    pub(super) lo: Option<Decimal>,
    pub(super) hi: Option<Decimal>,
    pub(super) stretch: Option<Decimal>,
    pub(super) baseline: Option<Decimal>,
    pub(super) unit: String,
    pub(super) unit_mult: u32,
    pub(super) assumed: Option<Caveat>,
}

/// Converts the values of an indicator to the unit of its metric.
///
/// A growth rate keeps its unit (per cent, percentage points or a multiple), and so does a place; a share that is
/// raised by percentage points stays in them.
pub(super) fn convert(
    indicator: &Indicator,
    metric: &Metric,
    catalog: &Catalog,
) -> Result<Canonical, Because> {
    let baseline = indicator.baseline.as_ref().map(|baseline| baseline.value);
    let as_written = |unit: &str, unit_mult: u32| Canonical {
        lo: indicator.lo,
        hi: indicator.hi,
        stretch: indicator.stretch,
        baseline,
        unit: unit.to_owned(),
        unit_mult,
        assumed: None,
    };
    match indicator.kind {
        // 高于全省平均水平2个百分点: the figure is the margin.
        Kind::Relative if indicator.lo.is_some() => return Ok(as_written("个百分点", 0)),
        Kind::Relative => return Ok(as_written(&metric.unit, 0)),
        Kind::Rank => return Ok(as_written("位", 0)),
        _ if indicator.op == Bound::Factor => return Ok(as_written("倍", 0)),
        _ => {}
    }
    let unknown = || Because::UnknownUnit(metric.id.clone());
    let canonical = catalog.measure(&metric.id).ok_or_else(unknown)?;
    let (surface, assumed) = match &indicator.unit {
        Some(unit) => understand(unit, canonical, metric, catalog).ok_or_else(unknown)?,
        None if countable(canonical) => (canonical.clone(), true),
        None => return Err(unknown()),
    };
    let dimension = surface.dimension();
    if indicator.kind == Kind::Growth || dimension == "ratio_change" {
        let unit = match dimension.as_str() {
            "ratio" => "%",
            "ratio_change" => "个百分点",
            "multiple" => "倍",
            _ => return Err(Because::Unit(metric.id.clone(), NotConverted::Dimension)),
        };
        return Ok(as_written(unit, 0));
    }
    let value = |value: Option<Decimal>| {
        let converted = value.map(|value| catalog.units().convert(value, &surface, canonical)).transpose();
        converted.map_err(|why| Because::Unit(metric.id.clone(), why))
    };
    Ok(Canonical {
        lo: value(indicator.lo)?,
        hi: value(indicator.hi)?,
        stretch: value(indicator.stretch)?,
        baseline: value(baseline)?,
        unit: metric.unit.clone(),
        unit_mult: surface.unit_mult(),
        assumed: assumed.then_some(Caveat::UnitFromMetric),
    })
}

/// The surface unit, and whether something had to be added to it.
fn understand(
    unit: &str,
    canonical: &Measure,
    metric: &Metric,
    catalog: &Catalog,
) -> Option<(Measure, bool)> {
    let units = catalog.units();
    let surface = units.parse(unit)?;
    let wanted = canonical.dimension();
    let dimension = surface.dimension();
    if dimension == wanted {
        return Some((surface, false));
    }
    if surface.is_bare() {
        return Some((surface, true));
    }
    if let Some((numerator, _)) = wanted.split_once('/')
        && numerator == dimension
        && let Some((_, per)) = metric.unit.split_once('/')
    {
        // 每万人…7件: what it is per stands in the subject.
        return Some((units.parse(&format!("{unit}/{per}"))?, true));
    }
    if wanted == "person" && dimension == "count" {
        // 个 counts persons too; only its magnitude matters.
        let magnitude =
            units.magnitudes().find(|(word, _)| unit.starts_with(word)).map_or("", |(word, _)| word);
        return Some((units.parse(&format!("{magnitude}{}", metric.unit))?, true));
    }
    Some((surface, false))
}

fn countable(measure: &Measure) -> bool {
    matches!(measure.dimension().as_str(), "count" | "person")
}
