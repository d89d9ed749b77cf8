//! One document.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Diagnostic, Horizon, Indicator, PlanPeriod, Region, ResponsibleUnit, Script, Task};
use crate::source::Evidence;

/// What one document promises.
///
/// # Examples
///
/// ```
/// use crossplan::{normalizers, samples, schema::Plan};
///
/// let plan = normalizers::read(&samples::yueyang())?;
/// plan.validate()?;
/// assert_eq!(plan.tasks.len(), 20);
/// let json = serde_json::to_string(&plan)?;
/// assert_eq!(serde_json::from_str::<Plan>(&json)?, plan);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Plan {
    /// The profile's id; without a profile for the place (id `generic`, no signature) the name of the source without its
    /// last extension.
    pub id: String,
    /// Title as printed, lines joined. Empty if none was found.
    pub title: String,
    /// The body that issued it. `None` if the text does not say.
    pub issuer: Option<String>,
    /// 文号, as printed. `None` if the text has none of its own.
    pub document_number: Option<String>,
    /// The day the document was signed. `None` if the text does not say.
    pub issued: Option<NaiveDate>,
    /// The day it was posted. `None` if the text does not say.
    pub published: Option<NaiveDate>,
    /// The years it covers.
    pub period: PlanPeriod,
    /// The area it speaks for: that of the profile, else the place that the issuer or the title begins with, else that
    /// of a line near the top that begins with 某市人民政府, else the city or county that the title, or at last the first
    /// 9,000 bytes of the text, names most often. `None` if none of them names one.
    ///
    /// What comes from the text alone may be a place that the plan only mentions: it has a diagnostic
    /// [`RegionInferred`](super::Code::RegionInferred).
    pub region: Option<Region>,
    /// The script of the source.
    pub script: Script,
    /// Where it came from.
    pub source: SourceInfo,
    /// Dated aims.
    pub goals: Vec<Goal>,
    /// Numbered measures, in document order.
    pub tasks: Vec<Task>,
    /// Quantitative targets, in document order.
    pub indicators: Vec<Indicator>,
    /// The bodies that tasks refer to.
    pub units: Vec<ResponsibleUnit>,
    /// What was repaired, inferred or skipped.
    pub diagnostics: Vec<Diagnostic>,
    /// Names of the rules that read each indicator, by its id; [`RULES`](crate::indicators::RULES) holds them all.
    pub rules: BTreeMap<String, Vec<String>>,
}

impl Plan {
    /// The indicator with this id.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|i| i.id == id)
    }

    /// The responsible unit with this id.
    #[must_use]
    pub fn unit(&self, id: &str) -> Option<&ResponsibleUnit> {
        self.units.iter().find(|u| u.id == id)
    }

    /// The task with this id.
    #[must_use]
    pub fn task(&self, id: &str) -> Option<&Task> {
        self.tasks.iter().find(|t| t.id == id)
    }
}

/// A dated aim of the plan ("by 2025 …").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Goal {
    /// Stable within the plan, in document order: `goal-1`.
    pub id: String,
    /// The heading it stands under, or its first words.
    pub title: String,
    /// When it is due: the date that the paragraph names, else that of the first indicator in it, else the end of the
    /// plan. `None` if none of them tells.
    pub horizon: Option<Horizon>,
    /// Ids of the indicators stated in it.
    pub indicators: Vec<String>,
    /// The paragraph.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Where a plan was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SourceInfo {
    /// File name or caller's name for it.
    pub name: String,
    /// Name of the encoding its bytes were decoded from: `UTF-8`, `gb18030`, `Big5`, `UTF-16LE` …; `docx` or `pdf` if the
    /// text was taken out of such a document.
    pub encoding: String,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Length of the decoded text in bytes; spans lie within it.
    pub length: usize,
}
