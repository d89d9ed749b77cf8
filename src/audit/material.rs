//! The statements of a plan, prepared once for all checks.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::Cited;
use crate::clean::fold_script;
use crate::lexicon::{Catalog, MappingRelation, Metric, NotConverted, Units};
use crate::metrics::{Because, Caveat, Interval, Observation, Observations, Status, observe, reported};
use crate::reference::{Known, Reference};
use crate::schema::{Bound, Code, Indicator, Kind, Plan, Script};

/// What the checks work on.
pub(super) struct Material<'p> {
    pub(super) plan: &'p Plan,
    pub(super) catalog: &'p Catalog,
    reference: Option<&'p Reference>,
    /// Every target, in document order.
    pub(super) said: Vec<Said<'p>>,
}

/// One target.
pub(super) struct Said<'p> {
    pub(super) indicator: &'p Indicator,
    /// Its value in the unit of its metric. `None` if it measures none.
    pub(super) observation: Option<Observation>,
    pub(super) metric: Option<&'p Metric>,
    /// The nearest metric, if the target is a value of none.
    pub(super) nearest: Option<&'p Metric>,
    /// The subject in one wording.
    pub(super) subject: String,
    /// What it is about, as far as two statements may be one statement made twice.
    pub(super) theme: String,
    /// The part of the area it holds for. `None` for all of it.
    pub(super) part: Option<String>,
    /// What it allows, in `unit`. `None` for a relative target.
    pub(super) interval: Option<Interval>,
    /// The value it starts from, in `unit`. `None` if the text names none, or `unit` cannot hold it exactly.
    pub(super) baseline: Option<Decimal>,
    pub(super) unit: String,
    repaired: bool,
}

impl<'p> Material<'p> {
    pub(super) fn new(plan: &'p Plan, reference: Option<&'p Reference>, catalog: &'p Catalog) -> Self {
        let Observations { stated, set_aside } = observe(plan, catalog);
        let by_id = |status: Status| -> HashMap<String, Observation> {
            let of_status = stated.iter().filter(|observation| observation.status == status);
            of_status.map(|observation| (observation.indicator.clone(), observation.clone())).collect()
        };
        let (mut observed, baselines) = (by_id(Status::Target), by_id(Status::Baseline));
        let nearest: BTreeMap<&str, &Metric> = set_aside
            .iter()
            .filter_map(|aside| match &aside.because {
                Because::OtherConcept(mapping) => {
                    Some((aside.indicator.as_str(), catalog.get(mapping.metric.as_str())?))
                }
                _ => None,
            })
            .collect();
        let repaired = reported(plan, Code::Repaired);
        let said = plan.indicators.iter().map(|indicator| {
            let id = indicator.id.as_str();
            let observation = observed.remove(id);
            let baseline = baselines.get(id).and_then(|observation| observation.lo);
            let said = Said::new(plan, indicator, observation, baseline, catalog);
            Said { nearest: nearest.get(id).copied(), repaired: repaired.contains(id), ..said }
        });
        Self { plan, catalog, reference, said: said.collect() }
    }

    /// The latest published figure of the plan's region, if given not after a year.
    pub(super) fn known(&self, indicator: &str, not_after: Option<i32>) -> Option<Known> {
        let code = self.plan.region.as_ref()?.code.as_deref()?;
        self.reference?.latest(code, indicator, not_after)
    }

    /// A published figure in another unit. `None` if the unit measures something else or cannot hold it exactly.
    pub(super) fn converted(&self, known: &Known, unit: &str) -> Option<Decimal> {
        let units = self.catalog.units();
        units.convert(known.value, &units.parse(&known.unit)?, &units.parse(unit)?).ok()
    }
}

impl<'p> Said<'p> {
    fn new(
        plan: &Plan,
        indicator: &'p Indicator,
        observation: Option<Observation>,
        baseline: Option<Decimal>,
        catalog: &'p Catalog,
    ) -> Self {
        let simplified = match plan.script {
            Script::Hant => fold_script(&indicator.subject),
            Script::Hans => indicator.subject.clone(),
        };
        let subject = Catalog::fold_subject(&simplified);
        let metric = observation.as_ref().and_then(|observation| catalog.get(observation.metric.as_str()));
        let region = plan.region.as_ref().map(|region| region.name.as_str());
        let part = indicator.scope.clone().filter(|scope| !Catalog::is_whole_area(scope, region));
        let (interval, baseline, unit) = match &observation {
            Some(observation) => (Interval::of(observation), baseline, observation.unit.clone()),
            None => as_written(indicator),
        };
        let exact = observation.as_ref().is_some_and(|o| o.relation == MappingRelation::Exact);
        let theme = match metric {
            Some(metric) if is_whole(metric, exact, &subject, catalog) => {
                let tiers =
                    if metric.level.is_some() { Vec::new() } else { Catalog::tiers_in_front(&subject) };
                format!("{} {tiers:?}", metric.id)
            }
            _ => subject.clone(),
        };
        Self {
            indicator,
            observation,
            metric,
            nearest: None,
            subject,
            theme,
            part,
            interval,
            baseline,
            unit,
            repaired: false,
        }
    }

    /// The year it is due.
    pub(super) fn year(&self) -> Option<i32> {
        Some(self.indicator.horizon?.year())
    }

    /// True if it is a value of its metric as it stands: neither a part of the area nor a near match.
    pub(super) fn is_plain(&self) -> bool {
        let caveats =
            |o: &Observation| o.caveats.contains(&Caveat::Scope) || o.caveats.contains(&Caveat::CloseMatch);
        self.observation.as_ref().is_some_and(|observation| !caveats(observation))
    }

    pub(super) fn cited(&self) -> Cited {
        Cited {
            indicator: self.indicator.id.clone(),
            said: as_said(self.indicator),
            said_en: english(self.indicator),
            repaired: self.repaired,
            evidence: self.indicator.evidence.clone(),
        }
    }

    /// The figure in English: `at least` is a sign, the unit in words.
    pub(super) fn english(&self) -> String {
        english(self.indicator)
    }

    /// The figure in Chinese, its unit as written.
    pub(super) fn chinese(&self) -> String {
        chinese(self.indicator)
    }

    /// What is measured, in English: the name of the metric, or the words of the plan if it has none.
    pub(super) fn name(&self) -> &str {
        self.metric.map_or(self.indicator.subject.as_str(), |metric| metric.label_en.as_str())
    }

    pub(super) fn is_repaired(&self) -> bool {
        self.repaired
    }
}

/// True if the subject means the whole metric, so that another wording of it is the same statement. People who are
/// introduced or trained are of so many sorts that only one wording tells.
fn is_whole(metric: &Metric, exact: bool, subject: &str, catalog: &Catalog) -> bool {
    if metric.any_front || !metric.action.is_empty() {
        return false;
    }
    // 省级院士工作站、重点实验室等科技创新平台: near, but its last words name the metric.
    let names = |metric: &Metric| {
        let labels = std::iter::once(&metric.pref_label).chain(&metric.alt_label);
        labels.map(|label| Catalog::fold_subject(label)).any(|label| subject.ends_with(&label))
    };
    let above = metric.broader.as_ref().and_then(|id| catalog.get(id.as_str()));
    exact || (metric.level.is_some() && (names(metric) || above.is_some_and(names)))
}

/// The values and the baseline of a target without a metric: money in 元, people in 人, all else as it is.
fn as_written(indicator: &Indicator) -> (Option<Interval>, Option<Decimal>, String) {
    let unit = indicator.unit.clone().unwrap_or_default();
    let units = Units::builtin();
    let base = units.parse(&unit).and_then(|measure| match measure.dimension().as_str() {
        "money" => Some((measure, "元")),
        "person" => Some((measure, "人")),
        _ => None,
    });
    let convert = |value: Option<Decimal>| -> Result<Option<Decimal>, NotConverted> {
        let Some((from, to)) = &base else { return Ok(value) };
        let to = units.parse(to).ok_or(NotConverted::Dimension)?;
        value.map(|value| units.convert(value, from, &to)).transpose()
    };
    let (Ok(Some(lo)), Ok(hi)) = (convert(indicator.lo), convert(indicator.hi)) else {
        return (None, None, unit);
    };
    let baseline = convert(indicator.baseline.as_ref().map(|baseline| baseline.value)).ok().flatten();
    let unit = base.as_ref().map_or(unit, |(_, to)| (*to).to_owned());
    (Interval::stated(indicator.op, lo, hi), baseline, unit)
}

/// A figure with its bound and unit, as written: `≥700 人`.
fn as_said(indicator: &Indicator) -> String {
    match value(indicator) {
        Some(value) => {
            format!("{value} {}", indicator.unit.as_deref().unwrap_or_default()).trim_end().to_owned()
        }
        None => chinese(indicator),
    }
}

fn chinese(indicator: &Indicator) -> String {
    let lo = indicator.lo.map(|lo| lo.to_string()).unwrap_or_default();
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let figure = match (indicator.op, value(indicator)) {
        (Bound::Rank, _) => format!("前 {lo} {unit}"),
        (Bound::Factor, _) => format!("{lo} 倍"),
        (_, Some(value)) => format!("{value} {unit}"),
        (_, None) => "相对目标".to_owned(),
    };
    let yearly = if indicator.kind == Kind::Annual { "每年 " } else { "" };
    format!("{yearly}{}", figure.trim_end())
}

fn english(indicator: &Indicator) -> String {
    let unit = indicator.unit.as_deref().unwrap_or_default();
    let Some(lo) = indicator.lo else { return "a relative target".to_owned() };
    let amount = match indicator.op {
        Bound::Rank => format!("top {lo}"),
        Bound::Factor => format!("{lo}-fold"),
        op => format!("{}{}", sign(op), Units::builtin().english_amount(lo, indicator.hi, unit)),
    };
    let yearly = if indicator.kind == Kind::Annual { " a year" } else { "" };
    amount + yearly
}

/// The value with its bound. `None` for places, multiples and relative targets.
fn value(indicator: &Indicator) -> Option<String> {
    let lo = indicator.lo.map(|lo| lo.to_string()).unwrap_or_default();
    match indicator.op {
        Bound::Rank | Bound::Factor | Bound::Relative => None,
        Bound::Range => Some(format!("{lo}–{}", indicator.hi.map(|hi| hi.to_string()).unwrap_or_default())),
        op => Some(format!("{}{lo}", sign(op))),
    }
}

fn sign(op: Bound) -> &'static str {
    match op {
        Bound::Ge => "≥",
        Bound::Gt => ">",
        Bound::Le => "≤",
        Bound::Lt => "<",
        Bound::Approx => "≈",
        _ => "",
    }
}
