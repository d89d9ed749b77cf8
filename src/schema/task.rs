//! Numbered measures and the bodies that answer for them.

use serde::{Deserialize, Serialize};

use super::Horizon;
use crate::source::{Evidence, Span};

/// One numbered measure of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Task {
    /// Stable within the plan, in document order: `task-01`.
    pub id: String,
    /// Number as printed, without its punctuation: `1`, `十二`, `第三条`.
    pub number: String,
    /// Title, up to the first full stop or the end of the line.
    pub title: String,
    /// Headings above it as printed, outermost first.
    pub parents: Vec<String>,
    /// The whole measure, from its number to the next heading.
    pub extent: Span,
    /// The bodies that answer for it, as listed.
    pub responsibilities: Vec<Responsibility>,
    /// Its own deadline: a line 完成时限, or the column of a table. `None` if it has none, whatever dates stand in its text.
    pub deadline: Option<Horizon>,
    /// Ids of the indicators stated in it.
    pub indicators: Vec<String>,
    /// Ids of [topics](crate::lexicon::topics), the leading one first. Empty if no topic fits.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Number and title as printed.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// One body in one role on one task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Responsibility {
    /// Id of the [`ResponsibleUnit`].
    pub unit: String,
    /// What it answers for.
    pub role: Role,
    /// Where it is named.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What a body answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Role {
    /// 牵头单位.
    Lead,
    /// 责任单位 or 配合单位 beside a lead.
    Support,
    /// 责任单位 alone.
    Responsible,
}

/// One body that a plan holds responsible (责任单位), once per plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ResponsibleUnit {
    /// Stable within the plan, in order of first mention: `unit-01`.
    pub id: String,
    /// Name as first written.
    pub name: String,
    /// Its tier. `None` if the name does not tell.
    pub level: Option<AgencyLevel>,
    /// Canonical functions: `science-and-technology`, `finance` … Several for merged bodies, none if unknown.
    pub functions: Vec<String>,
}

/// The tier of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum AgencyLevel {
    /// 国家, 中央.
    National,
    /// 省, 自治区.
    Provincial,
    /// 市, 州.
    Municipal,
    /// 区, 县.
    District,
    /// 镇, 乡, 街道.
    Township,
    /// 开发区, 新区, 高新区.
    Park,
    /// 各县市区政府, 各有关单位: a group named as one.
    Collective,
}
