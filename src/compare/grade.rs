//! Whether two statements may be set side by side, and why not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lexicon::MappingRelation;
use crate::metrics::{Caveat, Observation, Period};
use crate::schema::{Bound, Kind};

/// How far two statements may be compared, the best first.
///
/// # Examples
///
/// ```
/// use crossplan::compare::Grade;
///
/// assert!(Grade::Same < Grade::Incomparable);
/// assert_eq!(Grade::Caveated.as_str(), "caveated");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// 可直接比较: they differ in nothing but their values.
    Same,
    /// 换算后可比: exact arithmetic put them on one footing (万元 and 亿元, a figure per head that was computed).
    Adjusted,
    /// 附说明可比: comparable, if what sets them apart is told.
    Caveated,
    /// 不可比: never to be ranked against each other.
    Incomparable,
}

impl Grade {
    /// The name in records: `same`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Adjusted => "adjusted",
            Self::Caveated => "caveated",
            Self::Incomparable => "incomparable",
        }
    }
}

/// The name in records.
impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// What sets two statements apart.
///
/// # Examples
///
/// ```
/// use crossplan::compare::Reason;
///
/// assert!(Reason::Horizon.can_be_allowed());
/// assert!(!Reason::Kind.can_be_allowed());
/// assert_eq!(serde_json::to_string(&Reason::Horizon)?, r#""horizon""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Reason {
    /// They measure different metrics; or one is only a close match.
    Concept,
    /// One is a level, the other an increment, a yearly flow, a rate.
    Kind,
    /// Their units measure different things; or were written in different magnitudes and converted exactly.
    Unit,
    /// One states no figure, only how it is to stand to another (超过全省平均水平).
    Figure,
    /// They are due in different years, or cover different spans of years; or a year is inferred or unknown.
    Horizon,
    /// One holds for a part of its area only (自创区).
    Scope,
    /// They were divided by figures of different years or vintages.
    Denominator,
    /// One is exact, the other a bound, or the bounds differ.
    Bound,
    /// One is hedged (力争, 争取, 努力), the other is not.
    Aspirational,
    /// One was computed, not stated.
    Derived,
    /// One was read through a slip of recognition.
    Repaired,
    /// The subject or unit of one was completed from its context.
    Inferred,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Concept,
        Self::Kind,
        Self::Unit,
        Self::Figure,
        Self::Horizon,
        Self::Scope,
        Self::Denominator,
        Self::Bound,
        Self::Aspirational,
        Self::Derived,
        Self::Repaired,
        Self::Inferred,
    ];

    /// The name in records: `horizon`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Kind => "kind",
            Self::Unit => "unit",
            Self::Figure => "figure",
            Self::Horizon => "horizon",
            Self::Scope => "scope",
            Self::Denominator => "denominator",
            Self::Bound => "bound",
            Self::Aspirational => "aspirational",
            Self::Derived => "derived",
            Self::Repaired => "repaired",
            Self::Inferred => "inferred",
        }
    }

    /// True if a caller may rank in spite of it. Concept, kind, unit and a missing figure stay incomparable.
    #[must_use]
    pub fn can_be_allowed(self) -> bool {
        !matches!(self, Self::Concept | Self::Kind | Self::Unit | Self::Figure)
    }
}

/// The name in records.
impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// How far two statements may be compared, and everything that sets them apart.
///
/// # Examples
///
/// See [`grade`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Comparability {
    /// What sets them apart, each with the grade that it alone would give.
    pub reasons: BTreeMap<Reason, Grade>,
}

impl Comparability {
    /// The worst grade of any reason; [`Grade::Same`] if there is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::compare::{Comparability, Grade};
    ///
    /// assert_eq!(Comparability::default().grade(), Grade::Same);
    /// ```
    #[must_use]
    pub fn grade(&self) -> Grade {
        self.reasons.values().copied().max().unwrap_or(Grade::Same)
    }

    /// True if the two may be ranked against each other.
    ///
    /// # Examples
    ///
    /// See [`grade`].
    #[must_use]
    pub fn may_rank(&self) -> bool {
        self.grade() < Grade::Incomparable
    }

    /// The same with one reason relaxed: what made the two incomparable is then a caveat. Without effect for reasons
    /// that [cannot be allowed](Reason::can_be_allowed).
    ///
    /// # Examples
    ///
    /// See [`grade`].
    #[must_use]
    pub fn allow(mut self, reason: Reason) -> Self {
        if reason.can_be_allowed()
            && let Some(grade) = self.reasons.get_mut(&reason)
        {
            *grade = Grade::Caveated.min(*grade);
        }
        self
    }

    fn note(&mut self, holds: bool, reason: Reason, grade: Grade) {
        if holds {
            let worst = self.reasons.entry(reason).or_insert(grade);
            *worst = grade.max(*worst);
        }
    }
}

/// Grades two statements, of one plan or of two; the same from both sides.
///
/// # Examples
///
/// ```
/// use crossplan::compare::{Grade, Reason, grade};
/// use crossplan::{lexicon::Catalog, metrics, normalizers, Source};
///
/// let read = |name: &str, text: &str| normalizers::read(&Source::from_text(name, text)?);
/// let one = metrics::observe(&read("one", "到2025年,全市高新技术企业达1100家。")?, Catalog::builtin());
/// let two = metrics::observe(&read("two", "到2027年,全市高新技术企业突破2300家。")?, Catalog::builtin());
/// let compared = grade(&one.stated[0], &two.stated[0]);
/// assert_eq!(compared.grade(), Grade::Incomparable);
/// assert_eq!(compared.reasons[&Reason::Horizon], Grade::Incomparable);
/// assert_eq!(compared.reasons[&Reason::Bound], Grade::Caveated);
/// assert!(compared.allow(Reason::Horizon).may_rank());
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn grade(one: &Observation, other: &Observation) -> Comparability {
    use Grade::{Adjusted, Caveated, Incomparable};
    let mut found = Comparability::default();
    let footings = (Footing::of(one), Footing::of(other));
    for reason in Footing::REASONS {
        found.note(footings.0.differs(&footings.1, reason), reason, Incomparable);
    }
    let either = |caveat: Caveat| one.caveats.contains(&caveat) || other.caveats.contains(&caveat);
    let close = one.relation != MappingRelation::Exact || other.relation != MappingRelation::Exact;
    found.note(close, Reason::Concept, Caveated);
    found.note(one.unit_mult != other.unit_mult, Reason::Unit, Adjusted);
    found.note(one.bound != other.bound, Reason::Bound, Caveated);
    found.note(unsure_of_period(one, other), Reason::Horizon, Caveated);
    found.note(one.aspirational != other.aspirational, Reason::Aspirational, Caveated);
    found.note(either(Caveat::HorizonFromPlan), Reason::Horizon, Caveated);
    found.note(either(Caveat::Derived), Reason::Derived, Adjusted);
    found.note(either(Caveat::Assumed), Reason::Derived, Caveated);
    found.note(either(Caveat::Repaired), Reason::Repaired, Caveated);
    found.note(
        either(Caveat::InheritedSubject) || either(Caveat::UnitFromMetric),
        Reason::Inferred,
        Adjusted,
    );
    found
}

/// True if the years are the same as far as they are known, but something about them is not.
fn unsure_of_period(one: &Observation, other: &Observation) -> bool {
    let ends = (one.period.map(Period::end), other.period.map(Period::end));
    let starts = (start(one), start(other));
    let spans = |observation: &Observation| matches!(observation.kind, Kind::Increment | Kind::Growth);
    ends.0 != ends.1 || ends.0.is_none() || (spans(one) && (starts.0 != starts.1 || starts.0.is_none()))
}

/// The first year, if the plan tells.
fn start(observation: &Observation) -> Option<i32> {
    match observation.period? {
        Period::Duration { from, .. } => from,
        Period::Instant(_) => None,
    }
}

/// What must be equal for two statements to be ranked. Equality of footings is an equivalence, so statements fall
/// into groups.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Footing {
    metric: String,
    kind: &'static str,
    unit: String,
    /// Whether there is a figure at all.
    figure: bool,
    /// Last year, and the first year where the length matters.
    years: Option<(Option<i32>, Option<i32>)>,
    /// Plan and part of its area; a part is comparable with nothing else.
    part: Option<(String, Option<String>)>,
    denominator: Option<String>,
}

impl Footing {
    /// The reasons that a footing decides.
    pub(super) const REASONS: [Reason; 7] = [
        Reason::Concept,
        Reason::Kind,
        Reason::Unit,
        Reason::Figure,
        Reason::Horizon,
        Reason::Scope,
        Reason::Denominator,
    ];

    pub(super) fn of(observation: &Observation) -> Self {
        let yearly_rate = observation.kind == Kind::Growth && observation.unit == "%";
        let end = observation.period.map(|period| period.end().year());
        let part = observation.caveats.contains(&Caveat::Scope);
        Self {
            metric: observation.metric.to_string(),
            kind: observation.kind.as_str(),
            unit: observation.unit.clone(),
            figure: observation.bound != Bound::Relative && observation.lo.is_some(),
            years: Some((end, start(observation).filter(|_| !yearly_rate))),
            part: part.then(|| (observation.plan.clone(), observation.scope.clone())),
            denominator: observation.denominator.clone(),
        }
    }

    /// The same without what a caller allows.
    pub(super) fn allowing(mut self, allowed: &[Reason]) -> Self {
        for reason in allowed {
            match reason {
                Reason::Horizon => self.years = None,
                Reason::Scope => self.part = None,
                Reason::Denominator => self.denominator = None,
                _ => {}
            }
        }
        self
    }

    /// True if a statement on it has a figure to rank.
    pub(super) fn has_figure(&self) -> bool {
        self.figure
    }

    /// True if the two differ in what a reason is about.
    pub(super) fn differs(&self, other: &Self, reason: Reason) -> bool {
        match reason {
            Reason::Concept => self.metric != other.metric,
            Reason::Kind => self.kind != other.kind,
            Reason::Unit => self.unit != other.unit,
            Reason::Figure => !(self.figure && other.figure),
            Reason::Horizon => self.years != other.years,
            Reason::Scope => self.part != other.part,
            Reason::Denominator => self.denominator != other.denominator,
            _ => false,
        }
    }
}
