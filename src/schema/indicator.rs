//! One quantitative target, as a flat record.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Horizon, HorizonFrom};
use crate::source::Evidence;

/// One quantitative target of one plan, as written.
///
/// Serializes to one flat record; decimals are strings in the magnitude of the text (`"3"` with unit `万亿元`).
///
/// # Examples
///
/// ```
/// use crossplan::{normalizers, Source};
///
/// let source = Source::from_text("note", "到2025年,全市高新技术企业达1100家。")?;
/// let plan = normalizers::read(&source)?;
/// let target = &plan.indicators[0];
/// assert_eq!(target.subject, "高新技术企业");
/// assert_eq!(target.lo.map(|n| n.to_string()).as_deref(), Some("1100"));
/// assert_eq!(source.text()[target.evidence.span.range()], target.evidence.quote);
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Indicator {
    /// Stable within the plan, in document order: `ind-001`.
    pub id: String,
    /// What is measured, in the document's own words and script, completed from a shared head.
    pub subject: String,
    /// How the value limits the result.
    pub op: Bound,
    /// The value, or the lower end of a range. `None` for [`Bound::Relative`].
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub lo: Option<Decimal>,
    /// The upper end, included. `None` but for [`Bound::Range`].
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub hi: Option<Decimal>,
    /// The second, more ambitious value of a two-step target (突破2300家、力争达到2500家 → 2500), in the unit of `lo`. `None`
    /// if the text names one value.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub stretch: Option<Decimal>,
    /// Surface unit in simplified script, magnitude included: `家`, `万亿元`, `件/万人`. `None` for relative
    /// targets and for numbers without one (PUE 1.15).
    pub unit: Option<String>,
    /// Stock, increment, flow, rate, share, density, rank or relative.
    pub kind: Kind,
    /// Denominator of a share or density, in words (`GDP`, `万人口`). `None` for other kinds, or if the text does not name it.
    pub of: Option<String>,
    /// Where it applies, in simplified script (全市, 自创区). `None` if the text does not say.
    pub scope: Option<String>,
    /// When it is due. `None` if neither clause, section nor plan says.
    pub horizon: Option<Horizon>,
    /// Where the horizon was found. `None` if there is none.
    pub horizon_from: Option<HorizonFrom>,
    /// True when hedged by 力争, 争取 or 努力.
    pub aspirational: bool,
    /// The part of the document it stands in.
    pub section: Section,
    /// Id of the [`Task`](super::Task) it stands in. `None` outside tasks.
    pub task: Option<String>,
    /// The catalog metric it measures exactly or closely. `None` when no metric fits in concept.
    pub metric: Option<MetricId>,
    /// The value it starts from (由5.2亿元增加到9亿元). `None` if the text gives none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// 约束性 or 预期性. `None` if no table says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Option<Nature>,
    /// The words this was read from.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// How a value limits the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Bound {
    /// 达到X: exactly as stated.
    Eq,
    /// X以上, 不低于X: at least.
    Ge,
    /// 突破X, 超过X: more than.
    Gt,
    /// X以下, 不超过X: at most.
    Le,
    /// 低于X: less than.
    Lt,
    /// X左右, 约X: about.
    Approx,
    /// X—Y: between the two, both included.
    Range,
    /// 超过全省平均水平: against a comparator that has no figure in the text.
    Relative,
    /// 前X名: place X or better.
    Rank,
    /// 倍增, 翻一番: a multiple of an unstated base.
    Factor,
}

impl Bound {
    /// The name in records: `ge`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ge => "ge",
            Self::Gt => "gt",
            Self::Le => "le",
            Self::Lt => "lt",
            Self::Approx => "approx",
            Self::Range => "range",
            Self::Relative => "relative",
            Self::Rank => "rank",
            Self::Factor => "factor",
        }
    }
}

/// The name in records.
impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// What sort of number a target is. Numbers of different kinds never share a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Kind {
    /// 存量: state at the horizon (达1100家).
    Level,
    /// 增量: new over the plan (新增500家).
    Increment,
    /// 年度量: per year (每年200家; an amount that only exists per year).
    Annual,
    /// 增速: a rate of growth.
    Growth,
    /// 占比: a proportion of a whole.
    Share,
    /// 密度: per head, per 10,000 people, per unit of GDP.
    Density,
    /// 位次: a place in an order.
    Rank,
    /// 相对: against an unstated reference value.
    Relative,
}

impl Kind {
    /// The name in records: `level`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Increment => "increment",
            Self::Annual => "annual",
            Self::Growth => "growth",
            Self::Share => "share",
            Self::Density => "density",
            Self::Rank => "rank",
            Self::Relative => "relative",
        }
    }
}

/// The name in records.
impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// The part of a document a statement stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Section {
    /// 目标: aims at the head of the plan, and whatever stands in no other part: before any heading, under guiding
    /// principles, or under a heading whose part is not known.
    Goals,
    /// 任务: measures.
    Tasks,
    /// 保障措施: safeguards.
    Safeguards,
    /// 解读: an official interpretation that restates the plan.
    Interpretation,
    /// 专栏: a box.
    Box,
    /// 指标表: a table of indicators.
    Table,
}

/// Where a target is bound to be met (约束性) or expected to be (预期性).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Nature {
    /// 约束性: must be met.
    Binding,
    /// 预期性: expected.
    Anticipatory,
}

/// The value that a target starts from, in the unit of the target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Baseline {
    /// The value as written.
    #[serde(with = "rust_decimal::serde::str")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DecimalText"))]
    pub value: Decimal,
    /// The year it was reached. `None` if the text does not say.
    pub year: Option<i32>,
}

impl Baseline {
    /// A baseline of `value` in `year`.
    #[must_use]
    pub fn new(value: Decimal, year: Option<i32>) -> Self {
        Self { value, year }
    }
}

/// Id of a catalog metric: lower-case letters, digits and `_`.
///
/// An open set: a new metric needs no new code.
///
/// # Examples
///
/// ```
/// use crossplan::schema::MetricId;
///
/// assert!(MetricId::new("rd_intensity").is_some());
/// assert!(MetricId::new("R&D").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[a-z0-9_]+$")))]
#[serde(try_from = "String", into = "String")]
pub struct MetricId(String); // Invariant: not empty; only [a-z0-9_].

impl MetricId {
    /// Checks an id. `None` if it is empty or holds anything but `a-z`, `0-9` and `_`.
    #[must_use]
    pub fn new(id: &str) -> Option<Self> {
        let fits = !id.is_empty() && id.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        fits.then(|| Self(id.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for MetricId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl TryFrom<String> for MetricId {
    type Error = crate::Error;

    fn try_from(id: String) -> Result<Self, Self::Error> {
        Self::new(&id).ok_or(crate::Error::MetricId { id })
    }
}

impl From<MetricId> for String {
    fn from(id: MetricId) -> Self {
        id.0
    }
}
