//! What is asked of the catalog, and what it answers: the words of a target, and the metric they mean.

use serde::{Deserialize, Serialize};

use crate::schema::{Kind, MetricId};

/// What a target says, as far as it decides which metric it measures.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::{Catalog, MappingRelation, Statement};
/// use crossplan::schema::Kind;
///
/// let statement = Statement::new("专利发明拥有量", Kind::Density).unit("件/万人").of("万人口");
/// let mapping = Catalog::builtin().identify(&statement).ok_or("no metric")?;
/// assert_eq!(mapping.metric.as_str(), "invention_patents_per_10k");
/// assert_eq!(mapping.relation, MappingRelation::Close);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// The thing measured, as written, simplified script.
    pub subject: &'a str,
    /// Surface unit. `None` for relative targets and numbers without one, or if it is unknown.
    pub unit: Option<&'a str>,
    /// Stock, increment, flow, rate, share, density, rank or relative.
    pub kind: Kind,
    /// Denominator of a share or density, in words.
    pub of: Option<&'a str>,
    /// The verbs that govern the figure: 引进, 培训, 支持.
    pub action: Option<&'a str>,
}

impl<'a> Statement<'a> {
    /// A statement without unit, denominator and verb.
    #[must_use]
    pub fn new(subject: &'a str, kind: Kind) -> Self {
        Self { subject, unit: None, kind, of: None, action: None }
    }

    /// The same in `unit`.
    #[must_use]
    pub fn unit(self, unit: &'a str) -> Self {
        Self { unit: Some(unit), ..self }
    }

    /// The same as a part `of` a whole.
    #[must_use]
    pub fn of(self, of: &'a str) -> Self {
        Self { of: Some(of), ..self }
    }

    /// The same under the verb `action`.
    #[must_use]
    pub fn action(self, action: &'a str) -> Self {
        Self { action: Some(action), ..self }
    }
}

/// How a metric stands to what a target measures.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::MappingRelation;
///
/// assert_eq!(MappingRelation::Broad.inverse(), MappingRelation::Narrow);
/// assert_eq!(MappingRelation::Close.inverse(), MappingRelation::Close);
/// ```
///
/// # Reference
///
/// SKOS mapping properties, read from the target: `Broad` says that the metric is the broader concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum MappingRelation {
    /// The same concept.
    Exact,
    /// Nearly the same: usable in its place, with a mark.
    Close,
    /// The metric holds more than the target measures.
    Broad,
    /// The metric holds less than the target measures.
    Narrow,
    /// Another concept that is mistaken for it.
    Related,
}

impl MappingRelation {
    /// The relation seen from the other side.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Broad => Self::Narrow,
            Self::Narrow => Self::Broad,
            Self::Exact | Self::Close | Self::Related => self,
        }
    }

    /// True if the figure may stand for the metric.
    #[must_use]
    pub fn stands_for(self) -> bool {
        matches!(self, Self::Exact | Self::Close)
    }

    /// The name in records: `exact`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Close => "close",
            Self::Broad => "broad",
            Self::Narrow => "narrow",
            Self::Related => "related",
        }
    }
}

/// The name in records.
impl std::fmt::Display for MappingRelation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// The metric that a target measures, or the nearest there is.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::{Catalog, MappingRelation, Statement};
/// use crossplan::schema::Kind;
///
/// let large = Statement::new("规模以上高新技术企业", Kind::Level);
/// let mapping = Catalog::builtin().identify(&large).ok_or("no metric")?;
/// assert_eq!(mapping.relation, MappingRelation::Broad);
/// assert_eq!(mapping.reason, "规模以上 names a part of it");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mapping {
    /// The metric.
    pub metric: MetricId,
    /// How it stands to what the target measures.
    pub relation: MappingRelation,
    /// Why, for a person.
    pub reason: String,
}

impl Mapping {
    /// A mapping to `metric`.
    #[must_use]
    pub fn new(metric: MetricId, relation: MappingRelation, reason: impl Into<String>) -> Self {
        Self { metric, relation, reason: reason.into() }
    }

    /// The same, as the reader saw it who left the target without a metric.
    pub(crate) fn set_aside(self) -> Self {
        Self::new(self.metric, MappingRelation::Related, "left open when the plan was read")
    }
}
