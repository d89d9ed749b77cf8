//! Stage 7: plans → a matrix of metrics and plans. Each cell is stated, derived, relative, or missing with its reason; levels,
//! increments and yearly flows never share one.

mod builder;
mod cell;
mod derived;
mod grade;
mod rank;

pub use builder::Builder;
pub use cell::{Absence, Cell, Concept, Figure, Shown};
pub use grade::{Comparability, Grade, Reason, grade};
pub use rank::{Group, LeftOut, Place, Ranking};

use serde::{Deserialize, Serialize};

use crate::lexicon::Direction;
use crate::schema::{Kind, MetricId, Plan, PlanPeriod, Region};

/// What many plans promise, metric by metric.
///
/// # Examples
///
/// ```
/// use crossplan::compare::Comparison;
/// use crossplan::{normalizers, Source};
///
/// let one = normalizers::read(&Source::from_text("one", "到2025年,全市高新技术企业达1100家。")?)?;
/// let two = normalizers::read(&Source::from_text("two", "到2027年,全市高新技术企业突破2300家。")?)?;
/// let comparison = Comparison::of([&one, &two]).build()?;
/// assert_eq!(comparison.rows.len(), 1);
/// assert_eq!(comparison.rows[0].label_en, "High-tech enterprises");
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Comparison {
    /// The plans, in the order given; the columns.
    pub plans: Vec<Column>,
    /// One row for each metric and kind.
    pub rows: Vec<Row>,
}

/// One plan of a comparison.
///
/// # Examples
///
/// See [`Comparison`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Column {
    /// Id of the plan.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The area it speaks for.
    pub region: Option<Region>,
    /// The years it covers.
    pub period: PlanPeriod,
}

/// One metric, in one kind, over all plans.
///
/// # Examples
///
/// See [`Comparison`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Row {
    /// What is measured.
    pub metric: MetricId,
    /// In which kind.
    pub kind: Kind,
    /// Name of the metric, simplified script.
    pub pref_label: String,
    /// Name of the metric in English.
    pub label_en: String,
    /// Whether more is better.
    pub direction: Direction,
    /// The unit of the values.
    pub unit: String,
    /// The unit of the figures that are shown.
    pub shown_in: String,
    /// One cell for each plan, in their order.
    pub cells: Vec<Cell>,
}

impl Comparison {
    /// Begins a comparison of `plans`.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::compare::Comparison;
    /// use crossplan::Error;
    ///
    /// let wrong = Comparison::of([]).metrics(["gdp_of_the_moon"]).build();
    /// assert!(matches!(wrong, Err(Error::UnknownMetric { .. })));
    /// ```
    pub fn of<'p>(plans: impl IntoIterator<Item = &'p Plan>) -> Builder<'p> {
        Builder::new(plans.into_iter().collect())
    }

    /// The row of a metric in one kind. `None` if there is none.
    #[must_use]
    pub fn row(&self, metric: &str, kind: Kind) -> Option<&Row> {
        self.rows.iter().find(|row| row.metric.as_str() == metric && row.kind == kind)
    }

    /// The cell of a plan in a row. `None` if there is no such row or plan.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::compare::Comparison;
    /// use crossplan::{normalizers, schema::Kind, Source};
    ///
    /// let plan = normalizers::read(&Source::from_text("one", "到2025年,全市高新技术企业突破2300家。")?)?;
    /// let comparison = Comparison::of([&plan]).build()?;
    /// let cell = comparison.cell("high_tech_enterprises", Kind::Level, "one").ok_or("no cell")?;
    /// assert_eq!(cell.leading().map(|figure| figure.observation.to_string()).as_deref(), Some("more than 2300 家 by 2025"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cell(&self, metric: &str, kind: Kind, plan: &str) -> Option<&Cell> {
        let place = self.plans.iter().position(|column| column.id == plan)?;
        self.row(metric, kind)?.cells.get(place)
    }

    /// Ranks the plans by a metric in one kind, in spite of the reasons in `allow`; those that
    /// [cannot be allowed](Reason::can_be_allowed) are ignored. `None` if there is no such row.
    ///
    /// Nothing is ranked if neither more nor less of the metric is better.
    ///
    /// # Examples
    ///
    /// See [`Ranking`].
    #[must_use]
    pub fn rank(&self, metric: &str, kind: Kind, allow: &[Reason]) -> Option<Ranking> {
        Some(Ranking::of(&self.plans, self.row(metric, kind)?, allow))
    }
}
