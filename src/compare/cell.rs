//! One cell: what a plan states of a metric in one kind, or why it states nothing.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::derive::{Derivation, Unavailable};
use crate::lexicon::{MappingRelation, Units};
use crate::metrics::{Interval, Observation};
use crate::reference::StatisticalIndicator;
use crate::schema::{Bound, Kind, MetricId, Section};

/// What a plan states of a metric in one kind.
///
/// # Examples
///
/// ```
/// use crossplan::compare::{Absence, Cell, Comparison};
/// use crossplan::{normalizers, schema::Kind, Source};
///
/// let plan = normalizers::read(&Source::from_text("one", "到2025年,新增高新技术企业500家。")?)?;
/// let comparison = Comparison::of([&plan]).metrics(["high_tech_enterprises"]).build()?;
/// assert!(matches!(comparison.cell("high_tech_enterprises", Kind::Increment, "one"), Some(Cell::Stated(_))));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Cell {
    /// It states figures, the leading one first. Never empty.
    Stated(Vec<Figure>),
    /// It states no figure, but how the value is to stand to another: 超过全省平均水平. Never empty.
    Relative(Vec<Figure>),
    /// It states none, but figures follow from what it states and from published ones. Never empty.
    Derived(Vec<Figure>),
    /// It states nothing that may stand here.
    Missing(Absence),
}

/// One statement, and those that repeat it.
///
/// # Examples
///
/// See [`Cell`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Figure {
    /// The statement; of several that agree, that of the goals.
    pub observation: Observation,
    /// Further statements of the same plan that agree with it.
    pub repeats: Vec<Observation>,
    /// Its values as they are shown.
    pub shown: Shown,
    /// How it was computed, or what a relative target was resolved to. `None` for what the plan states itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derivation: Option<Derivation>,
}

/// Values in the unit that is shown; exact, like those of the observation.
///
/// # Examples
///
/// See [`Cell`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Shown {
    /// The value, or the lower end of a range.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub lo: Option<Decimal>,
    /// The upper end of a range.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub hi: Option<Decimal>,
    /// The second, more ambitious value.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub stretch: Option<Decimal>,
    /// The unit they are in.
    pub unit: String,
}

/// Why a cell is empty.
///
/// # Examples
///
/// ```
/// use crossplan::{compare::Absence, schema::Kind};
///
/// assert_eq!(serde_json::to_string(&Absence::NotStated)?, r#""not-stated""#);
/// assert_eq!(Absence::OtherKind(vec![Kind::Level]).to_string(), "only as level");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Absence {
    /// The plan says nothing like it.
    NotStated,
    /// The plan states the metric, but in these kinds only.
    OtherKind(Vec<Kind>),
    /// The plan states only concepts that are mistaken for it.
    Related(Vec<Concept>),
    /// The plan states what it would follow from, but the published figure that it takes is not known.
    NoStatistic {
        /// What is missing: `population_resident`.
        indicator: String,
        /// Code of the region; empty if the plan does not tell its region.
        code: String,
    },
    /// The plan states something that it would follow from, but nothing follows from that.
    NotDerivable(Unavailable),
}

/// A concept that a plan states in place of a metric.
///
/// # Examples
///
/// See [`Absence`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Concept {
    /// Its metric, or the nearest there is.
    pub metric: MetricId,
    /// How the metric of the row stands to it.
    pub relation: MappingRelation,
    /// In the words and script of the plan.
    pub subject: String,
    /// Id of the indicator.
    pub indicator: String,
}

impl Cell {
    /// A cell of the observations of one plan, metric and kind. `None` if there are none.
    pub(super) fn new(observations: Vec<Observation>, shown_in: &str, units: &Units) -> Option<Self> {
        let mut observations = observations;
        // The goals speak for the plan; within a section its own order decides.
        observations.sort_by_key(|observation| standing(observation.section));
        let mut figures: Vec<Figure> = Vec::new();
        for observation in observations {
            match figures.iter_mut().find(|figure| agree(&figure.observation, &observation)) {
                Some(figure) => figure.repeats.push(observation),
                None => {
                    let shown = Shown::new(&observation, shown_in, units);
                    figures.push(Figure { observation, repeats: Vec::new(), shown, derivation: None });
                }
            }
        }
        let (stated, relative): (Vec<_>, Vec<_>) =
            figures.into_iter().partition(|figure| figure.observation.kind != Kind::Relative);
        match (stated.is_empty(), relative.is_empty()) {
            (true, true) => None,
            (true, false) => Some(Self::Relative(relative)),
            (false, _) => Some(Self::Stated(stated.into_iter().chain(relative).collect())),
        }
    }

    /// The leading figure. `None` if the cell is missing.
    #[must_use]
    pub fn leading(&self) -> Option<&Figure> {
        self.figures().first()
    }

    /// All figures, the leading one first; none if the cell is missing.
    #[must_use]
    pub fn figures(&self) -> &[Figure] {
        match self {
            Self::Stated(figures) | Self::Relative(figures) | Self::Derived(figures) => figures,
            Self::Missing(_) => &[],
        }
    }
}

/// The words of reports in English.
impl std::fmt::Display for Absence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotStated => f.pad("not stated"),
            Self::OtherKind(kinds) => {
                let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
                f.pad(&format!("only as {}", kinds.join(", ")))
            }
            Self::Related(concepts) => {
                let subjects: BTreeSet<&str> =
                    concepts.iter().map(|concept| concept.subject.as_str()).collect();
                f.pad(&format!("only related: {}", Vec::from_iter(subjects).join(", ")))
            }
            Self::NoStatistic { indicator, .. } => {
                let known = StatisticalIndicator::get(indicator);
                f.pad(&format!("no figure known: {}", known.map_or(indicator, |known| &known.label_en)))
            }
            Self::NotDerivable(why) => f.pad(&format!("not derivable: {why}")),
        }
    }
}

impl Figure {
    /// What the figure allows, for ranking: of a computed one in full, not as it is rounded to be shown. `None` if there
    /// is no figure (超过全省平均水平).
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::compare::Comparison;
    /// use crossplan::reference::Reference;
    /// use crossplan::{normalizers, samples, schema::Kind};
    ///
    /// let plan = normalizers::read(&samples::yueyang())?;
    /// let comparison = Comparison::of([&plan]).build()?.per_head(Reference::bundled());
    /// let cell = comparison.cell("high_tech_enterprises_per_10k_people", Kind::Level, "yueyang").ok_or("no cell")?;
    /// let figure = cell.leading().ok_or("no figure")?;
    /// assert_eq!(figure.shown.lo.map(|lo| lo.to_string()).as_deref(), Some("2.18"));
    /// assert!(figure.allowed().is_some_and(|allowed| allowed.to_string().starts_with("[2.177389")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn allowed(&self) -> Option<Interval> {
        let stated = Interval::of(&self.observation)?;
        // 约 is as wide as its last digit, which only the rounded figure has.
        let computed = self.derivation.as_ref().filter(|derivation| derivation.bound != Bound::Approx);
        let in_full = computed.and_then(|derivation| {
            let formula = &derivation.formula;
            Interval::stated(derivation.bound, formula.evaluate()?, formula.evaluate_upper())
        });
        Some(in_full.unwrap_or(stated))
    }
}

impl Shown {
    fn new(observation: &Observation, shown_in: &str, units: &Units) -> Self {
        let (lo, hi, stretch) = (observation.lo, observation.hi, observation.stretch);
        let own = Self { lo, hi, stretch, unit: observation.unit.clone() };
        let Some((from, to)) = units.parse(&observation.unit).zip(units.parse(shown_in)) else { return own };
        let show = |value: Option<Decimal>| value.map(|value| units.convert(value, &from, &to)).transpose();
        match (show(lo), show(hi), show(stretch)) {
            (Ok(lo), Ok(hi), Ok(stretch)) => Self { lo, hi, stretch, unit: shown_in.to_owned() },
            _ => own,
        }
    }
}

/// The lower, the more a section speaks for the plan.
fn standing(section: Section) -> u8 {
    match section {
        Section::Goals => 0,
        Section::Table => 1,
        Section::Box => 2,
        Section::Tasks => 3,
        Section::Safeguards => 4,
        Section::Interpretation => 5,
    }
}

/// True if two statements of one plan, metric and kind say the same. A scope that is left out may be any.
fn agree(one: &Observation, other: &Observation) -> bool {
    let value = |o: &Observation| (o.bound, o.lo, o.hi, o.stretch, o.comparator.clone(), o.unit.clone());
    let end = |o: &Observation| o.period.map(crate::metrics::Period::end);
    let scopes = one.scope == other.scope || one.scope.is_none() || other.scope.is_none();
    value(one) == value(other) && end(one) == end(other) && scopes
}
