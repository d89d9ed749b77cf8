//! What the catalog knows of one metric.

use serde::{Deserialize, Serialize};

use super::Tier;
use crate::schema::{Kind, MetricId};

/// One concept that targets of many plans map to. The fields are the keys of `metrics.toml`.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::{Catalog, Direction};
///
/// let metric = Catalog::builtin().get("energy_intensity").ok_or("no metric")?;
/// assert_eq!(metric.unit, "吨标准煤/万元");
/// assert_eq!(metric.direction, Direction::Descending);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Metric {
    /// Unique in the catalog.
    pub id: MetricId,
    /// The name that is shown, simplified script.
    pub pref_label: String,
    /// The same in English.
    pub label_en: String,
    /// Other names that mean exactly this.
    #[serde(default)]
    pub alt_label: Vec<String>,
    /// Names that mean nearly this.
    #[serde(default)]
    pub close_label: Vec<String>,
    /// Misspellings and converted wordings: found, never shown.
    #[serde(default)]
    pub hidden_label: Vec<String>,
    /// Kinds of it; a list of nothing but these is close to it.
    #[serde(default)]
    pub member_label: Vec<String>,
    /// What it measures, in one sentence.
    pub definition: String,
    /// What the unit measures, as in `units.toml`; with a slash for a density.
    pub dimension: String,
    /// The unit that values are converted to.
    pub unit: String,
    /// The unit that reports show, where the other would give long figures. `None` for `unit` itself.
    pub shown_in: Option<String>,
    /// Whether more is better.
    pub direction: Direction,
    /// Kinds of target it takes, the usual one first.
    pub kinds: Vec<Kind>,
    /// The metric whose share or density this is. `None` for other kinds, or if the catalog does not hold it.
    pub numerator: Option<MetricId>,
    /// The whole, of a share or density. `None` for other kinds, or if it goes without saying.
    pub denominator: Option<String>,
    /// Other names of the whole.
    #[serde(default)]
    pub denominator_label: Vec<String>,
    /// The metric whose growth this is. `None` for what is no growth.
    pub growth_of: Option<MetricId>,
    /// The tier that recognizes the thing. `None` if the metric holds all tiers.
    pub level: Option<Tier>,
    /// Tiers that go without saying.
    #[serde(default)]
    pub inherent_level: Vec<Tier>,
    /// Verbs of which one must be there. Empty if none is needed.
    #[serde(default)]
    pub action: Vec<String>,
    /// Verbs that make it another metric.
    #[serde(default)]
    pub action_not: Vec<String>,
    /// True if any words in front of a name that means exactly this only tell which part is counted.
    #[serde(default)]
    pub any_front: bool,
    /// The metric that holds this one. `None` if there is none.
    pub broader: Option<MetricId>,
    /// Metrics that are mistaken for this one.
    #[serde(default)]
    pub related: Vec<MetricId>,
    /// Metrics that are nearly this one.
    #[serde(default)]
    pub close: Vec<MetricId>,
    /// What to watch. `None` if nothing.
    pub scope_note: Option<String>,
    /// Where the definition comes from.
    pub source: String,
}

/// Whether more of a metric is better.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::{Catalog, Direction};
///
/// let metric = Catalog::builtin().get("rd_intensity").ok_or("no metric")?;
/// assert_eq!(metric.direction, Direction::Ascending);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Ascending,
    /// Less is better.
    Descending,
    /// Neither.
    Neither,
}
