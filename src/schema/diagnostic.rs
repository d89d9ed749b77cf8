//! What was read with doubt.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// Something that was repaired, inferred, inherited or skipped, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Diagnostic {
    /// What happened.
    pub code: Code,
    /// Where in the source. `None` if it concerns the whole document.
    pub span: Option<Span>,
    /// One sentence for a person.
    pub message: String,
    /// Id of the statement concerned, if one came of it.
    pub about: Option<String>,
}

impl Diagnostic {
    /// A diagnostic about a place.
    #[must_use]
    pub fn new(code: Code, span: Option<Span>, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), about: None }
    }
}

/// What a [`Diagnostic`] reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Code {
    /// Bytes were not valid in the encoding and were replaced.
    Encoding,
    /// A slip of recognition was read as what it must mean (2.65机 for 2.65%).
    Repaired,
    /// A subject was completed from an earlier clause.
    InheritedSubject,
    /// A verb, and with it the kind, was taken from an earlier item.
    InheritedVerb,
    /// A number looked like a target but was passed over.
    Skipped,
    /// A list and its values differ in length.
    Unpaired,
    /// The text ends in the middle of a sentence.
    CutOff,
    /// No goals, tasks or targets were found.
    NotAPlan,
    /// The text does not say when the plan ends; the profile it is read with does.
    FromProfile,
    /// Neither title nor issuer names the place; the text does, which may speak of another.
    RegionInferred,
}
