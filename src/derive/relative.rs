//! Targets that name a published average instead of a figure.

use super::per_head::labels;
use super::{Assumption, Derivation, Formula, Input, Unavailable};
use crate::lexicon::{Area, Regions};
use crate::metrics::Observation;
use crate::reference::{Reference, StatisticalIndicator};

/// Resolves a relative target against the latest published figure, if given not after its horizon: 超过全省平均水平 is
/// more than the figure of the province.
///
/// # Errors
///
/// [`Unavailable::Kind`] if the target is not relative to the average of a province or the country,
/// [`Unavailable::NoStatistic`] if no such figure is known.
///
/// # Examples
///
/// ```
/// use crossplan::reference::Reference;
/// use crossplan::{derive, lexicon::Catalog, metrics, normalizers, samples};
///
/// let found = metrics::observe(&normalizers::read(&samples::linyi())?, Catalog::builtin());
/// let above_average = found.of("rd_intensity").next().ok_or("none")?;
/// let resolved = derive::resolve(above_average, Reference::bundled())?;
/// assert_eq!(resolved.to_string(), "山东省全社会研发经费投入强度 = >2.49 % (preliminary 2022)");
/// assert_eq!(resolved.assumptions[0].english(), "the figure of 2022 stands for 2027");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn resolve(relative: &Observation, reference: &Reference) -> Result<Derivation, Unavailable> {
    // A margin over the reference would have to be added to a figure of another precision.
    if relative.lo.is_some() {
        return Err(Unavailable::Kind);
    }
    let comparator = relative.comparator.as_ref().ok_or(Unavailable::Kind)?;
    let (area, bound) = comparator.average_of.zip(comparator.bound).ok_or(Unavailable::Kind)?;
    let own = relative.ref_area.as_ref().and_then(|region| region.code.as_deref()).unwrap_or_default();
    let code = match area {
        Area::Country => "100000".to_owned(),
        // The first two digits of a division code are the province.
        Area::Province => own.get(..2).map(|province| format!("{province}0000")).unwrap_or_default(),
    };
    let metric = relative.metric.as_str();
    let indicator = StatisticalIndicator::of_metric(metric).map_or(metric, |indicator| indicator.id.as_str());
    let year = relative.period.map(|period| period.end().year());
    let known = reference.latest(&code, indicator, year);
    let known = known
        .ok_or_else(|| Unavailable::NoStatistic { indicator: indicator.to_owned(), code: code.clone() })?;
    let other_year = year.filter(|year| *year != known.year);
    let assumptions = other_year.map(|stands_for| Assumption::OtherYear { of: known.year, stands_for });
    let (chinese, english) = labels(relative);
    let place = known.statistics.first().map(|statistic| statistic.name.clone()).unwrap_or_default();
    let place_en = Regions::english(&code).unwrap_or_else(|| place.clone());
    let english = if place.is_empty() { english } else { format!("{english} of {place_en}") };
    let input = Input { bound, ..Input::from(&known) };
    let unit = known.unit.clone();
    let labels = (format!("{place}{chinese}"), english);
    Derivation::new(labels, Formula::Input(input), bound, &unit, assumptions.into_iter().collect())
}
