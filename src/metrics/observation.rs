//! One value of one metric, as a plan states it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::lexicon::{Comparator, Mapping, MappingRelation, NotConverted};
use crate::schema::{Bound, Horizon, Kind, MetricId, Nature, Region, Section};
use crate::source::Evidence;

/// One value of a metric for one region and period, in the canonical unit.
///
/// # Examples
///
/// See [`observe`](super::observe).
///
/// # Reference
///
/// SDMX: `REF_AREA`, `TIME_PERIOD`, `OBS_VALUE`, `UNIT_MEASURE`, `UNIT_MULT`, `DECIMALS`, `OBS_STATUS`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Observation {
    /// Id of the plan.
    pub plan: String,
    /// Id of the indicator in it.
    pub indicator: String,
    /// What is measured.
    pub metric: MetricId,
    /// How the metric stands to what the plan says.
    pub relation: MappingRelation,
    /// Why it stands so.
    pub reason: String,
    /// Level, increment, flow, rate, share, density, rank or relative: never to be mixed.
    pub kind: Kind,
    /// A value to reach, or the value it starts from.
    pub status: Status,
    /// The area that the plan speaks for. `None` if the plan does not tell.
    pub ref_area: Option<Region>,
    /// The part of the area, or the body, that the text limits it to.
    pub scope: Option<String>,
    /// When. `None` if the plan does not say.
    pub period: Option<Period>,
    /// How the value limits the result.
    pub bound: Bound,
    /// The value, or the lower end of a range, in `unit`. `None` if it is relative.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub lo: Option<Decimal>,
    /// The upper end of a range, in `unit`.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub hi: Option<Decimal>,
    /// The second, more ambitious value, in `unit`.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub stretch: Option<Decimal>,
    /// The canonical unit of the metric; for growth `%`, `个百分点` or `倍`; for a rank `位`.
    pub unit: String,
    /// Power of ten written with the unit (万 4, 亿 8).
    pub unit_mult: u32,
    /// Digits behind the point, as written.
    pub decimals: u32,
    /// Year and vintage of the statistic it was divided by (`census 2020`). `None` for what the plan itself states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<String>,
    /// What a relative target is compared with, if that is known.
    pub comparator: Option<Comparator>,
    /// True when hedged by 力争, 争取 or 努力.
    pub aspirational: bool,
    /// 约束性 or 预期性, where the plan says so.
    pub nature: Option<Nature>,
    /// The part of the document it stands in.
    pub section: Section,
    /// What to watch before it is set beside another.
    pub caveats: Vec<Caveat>,
    /// The thing measured, in the words and script of the plan.
    pub subject: String,
    /// The words it was read from.
    pub evidence: Evidence,
}

/// Whether a value is to be reached or is there already.
///
/// # Examples
///
/// ```
/// use crossplan::metrics::Status;
///
/// assert_eq!(serde_json::to_string(&Status::Target)?, r#""target""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Status {
    /// To be reached.
    Target,
    /// The value a target starts from.
    Baseline,
}

/// When a value holds.
///
/// # Examples
///
/// ```
/// use crossplan::metrics::Period;
///
/// let period = Period::Duration { from: Some(2021), to: "2025".parse()? };
/// assert_eq!(period.end().year(), 2025);
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// At the end of a year, or on a day.
    Instant(Horizon),
    /// Over years: increments and growth.
    Duration {
        /// First year. `None` if the plan does not say.
        from: Option<i32>,
        /// Last year or day.
        to: Horizon,
    },
}

impl Period {
    /// The year or day it ends.
    #[must_use]
    pub fn end(self) -> Horizon {
        match self {
            Self::Instant(at) => at,
            Self::Duration { to, .. } => to,
        }
    }
}

/// What to watch before a value is set beside another.
///
/// # Examples
///
/// ```
/// use crossplan::metrics::Caveat;
///
/// assert_eq!(serde_json::to_string(&Caveat::HorizonFromPlan)?, r#""horizon-from-plan""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Caveat {
    /// The metric is only nearly what the plan says.
    CloseMatch,
    /// 力争, 争取, 努力.
    Aspirational,
    /// It holds for a part of the area only.
    Scope,
    /// Only the period of the plan says when.
    HorizonFromPlan,
    /// A slip of recognition was repaired.
    Repaired,
    /// The subject was completed from an earlier clause.
    InheritedSubject,
    /// The unit was left out or is a general one, and was taken from the metric.
    UnitFromMetric,
    /// The value was computed from stated values and statistics.
    Derived,
    /// The computation assumes something that no source says.
    Assumed,
}

/// What one plan states of the metrics of a catalog.
///
/// # Examples
///
/// See [`observe`](super::observe).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Observations {
    /// Values of metrics, in document order.
    pub stated: Vec<Observation>,
    /// Targets that are no value of a metric.
    pub set_aside: Vec<SetAside>,
}

impl Observations {
    /// The targets of one metric, in document order.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::{lexicon::Catalog, metrics, normalizers, Source};
    ///
    /// let source = Source::from_text("note", "到2025年,全市高新技术企业达1100家。")?;
    /// let found = metrics::observe(&normalizers::read(&source)?, Catalog::builtin());
    /// let said: Vec<String> = found.of("high_tech_enterprises").map(ToString::to_string).collect();
    /// assert_eq!(said, ["1100 家 by 2025"]);
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    pub fn of(&self, metric: &str) -> impl Iterator<Item = &Observation> {
        let targets = self.stated.iter().filter(|observation| observation.status == Status::Target);
        targets.filter(move |observation| observation.metric.as_str() == metric)
    }
}

/// A target that is no value of any metric, and why.
///
/// # Examples
///
/// See [`observe`](super::observe).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SetAside {
    /// Id of the indicator.
    pub indicator: String,
    /// The thing measured, in the words and script of the plan.
    pub subject: String,
    /// Why.
    pub because: Because,
}

/// Why a target is no value of a metric.
///
/// # Examples
///
/// See [`observe`](super::observe).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Because {
    /// The catalog has nothing like it.
    NoMetric,
    /// The nearest metric is another concept.
    OtherConcept(Mapping),
    /// Its unit is not known, or is missing where the metric leaves no choice.
    UnknownUnit(MetricId),
    /// Its value has no exact form in the unit of the metric.
    Unit(MetricId, NotConverted),
}
