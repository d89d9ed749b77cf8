//! One published figure, and what it measures.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::lexicon::bundled;
use crate::schema::MetricId;

static INDICATORS: LazyLock<Table> = LazyLock::new(|| bundled(include_str!("indicators.toml")));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    indicator: Vec<StatisticalIndicator>,
}

/// One published figure of one region and year.
///
/// # Examples
///
/// ```
/// use crossplan::reference::{Reference, Vintage};
///
/// let people = Reference::bundled().statistic("430600", "population_resident", 2020, Vintage::Census).ok_or("none")?;
/// assert_eq!(people.to_string(), "505.1922 万人 (census 2020)");
/// assert_eq!(people.document.as_deref(), Some("湖南省第七次全国人口普查公报(第二号)"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Statistic {
    /// GB/T 2260 code of the region; several joined by `+` for a cluster of cities.
    pub code: String,
    /// Name of the region. Empty if the file does not tell.
    pub name: String,
    /// What is measured: `population_resident`, `gdp` …
    pub indicator: String,
    /// Calendar year; people are counted on 1 November (census) or at its end (estimate).
    pub year: i32,
    /// The figure as printed, in `unit`.
    #[serde(with = "rust_decimal::serde::str")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DecimalText"))]
    pub value: Decimal,
    /// Unit as printed: `万人`, `亿元`.
    pub unit: String,
    /// Which of several publications of one figure this is.
    pub vintage: Vintage,
    /// The body that published it. `None` if unknown.
    pub publisher: Option<String>,
    /// Title of the publication. `None` if unknown: check such a figure before relying on it.
    pub document: Option<String>,
    /// Day or year of publication, as given.
    pub published: Option<String>,
    /// How well the figure is backed.
    pub backing: Backing,
    /// What to watch.
    pub note: Option<String>,
}

impl Statistic {
    /// Publisher, document and date in one line, as a citation; the backing where it is secondary.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::reference::{Reference, Vintage};
    ///
    /// let gdp = Reference::bundled().statistic("430600", "gdp", 2023, Vintage::Preliminary).ok_or("none")?;
    /// assert_eq!(gdp.citation(), "publication not named (secondary)");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn citation(&self) -> String {
        let named: Vec<&str> = [&self.publisher, &self.document, &self.published]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let named = if named.is_empty() { "publication not named".to_owned() } else { named.join(", ") };
        match self.backing {
            Backing::Official => named,
            Backing::Secondary => format!("{named} (secondary)"),
        }
    }
}

impl std::fmt::Display for Statistic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{} {} ({} {})", self.value, self.unit, self.vintage.as_str(), self.year))
    }
}

/// Which of several publications of one figure: they differ, and are never mixed in one ratio.
///
/// In the order in which one is taken where nothing else decides.
///
/// # Examples
///
/// ```
/// use crossplan::reference::Vintage;
///
/// assert_eq!(Vintage::Preliminary.as_str(), "preliminary");
/// assert_eq!(Vintage::Preliminary.chinese(), "初步核算");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Vintage {
    /// 普查: counted in a population census.
    Census,
    /// 初步核算: as first published.
    Preliminary,
    /// 最终核实: verified within a year, or the yearly communiqué.
    Final,
    /// 普查修订: after an economic census.
    Revised,
    /// 年末数, 预计数: people at the end of a year, from a sample; expected numbers.
    Estimate,
}

impl Vintage {
    /// All of them, in the order in which one is taken.
    pub const ALL: [Self; 5] = [Self::Census, Self::Preliminary, Self::Final, Self::Revised, Self::Estimate];

    /// The name in records: `census`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Census => "census",
            Self::Preliminary => "preliminary",
            Self::Final => "final",
            Self::Revised => "revised",
            Self::Estimate => "estimate",
        }
    }

    /// The name in Chinese.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Census => "普查",
            Self::Preliminary => "初步核算",
            Self::Final => "最终核实",
            Self::Revised => "普查修订",
            Self::Estimate => "估计",
        }
    }
}

/// The name in records.
impl std::fmt::Display for Vintage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// How well a figure is backed.
///
/// # Examples
///
/// ```
/// assert_eq!(serde_json::to_string(&crossplan::reference::Backing::Official)?, r#""official""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Backing {
    /// Seen on the publisher's own page, or in a text that quotes the named publication.
    Official,
    /// Anything else.
    Secondary,
}

/// What a statistic measures. The fields are the keys of `indicators.toml`.
///
/// # Examples
///
/// ```
/// use crossplan::reference::StatisticalIndicator;
///
/// let gdp = StatisticalIndicator::get("gdp").ok_or("unknown")?;
/// assert_eq!((gdp.pref_label.as_str(), gdp.label_en.as_str()), ("地区生产总值", "GDP"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct StatisticalIndicator {
    /// What [`Statistic::indicator`] holds.
    pub id: String,
    /// The name that is shown, simplified script.
    pub pref_label: String,
    /// The same in English.
    pub label_en: String,
    /// The catalog metric that it is a value of. `None` if there is none.
    pub metric: Option<MetricId>,
    /// True for a ratio to GDP: its vintage is that of the GDP below it.
    #[serde(default)]
    pub over_gdp: bool,
}

impl StatisticalIndicator {
    /// The indicator of this id. `None` if it is not known; its figures may be read all the same.
    #[must_use]
    pub fn get(id: &str) -> Option<&'static Self> {
        INDICATORS.indicator.iter().find(|indicator| indicator.id == id)
    }

    /// The indicator whose figures are values of a metric. `None` if no indicator is.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::reference::StatisticalIndicator;
    ///
    /// let patents = StatisticalIndicator::of_metric("invention_patents_per_10k").ok_or("none")?;
    /// assert_eq!(patents.id, "valid_invention_patents_per_10k");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn of_metric(metric: &str) -> Option<&'static Self> {
        INDICATORS
            .indicator
            .iter()
            .find(|indicator| indicator.metric.as_ref().is_some_and(|m| m.as_str() == metric))
    }
}
