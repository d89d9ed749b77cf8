//! Puts observations of many plans into a matrix.

use std::collections::{BTreeMap, BTreeSet};

use super::{Absence, Cell, Column, Comparison, Concept, Row};
use crate::Error;
use crate::lexicon::{Catalog, Mapping, MappingRelation, Metric};
use crate::metrics::{Because, Identified, Observation, SetAside, Status, observe_with};
use crate::schema::{Kind, MetricId, Plan};

/// A comparison in the making.
///
/// # Examples
///
/// ```
/// use crossplan::compare::Comparison;
/// use crossplan::{normalizers, schema::Kind, Source};
///
/// let plan = normalizers::read(&Source::from_text("one", "到2025年,研发投入强度达到2.6%。")?)?;
/// let comparison = Comparison::of([&plan]).metrics(["rd_intensity", "rd_growth"]).build()?;
/// assert!(comparison.cell("rd_growth", Kind::Growth, "one").is_some());
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Builder<'p> {
    plans: Vec<&'p Plan>,
    catalog: &'p Catalog,
    metrics: Option<Vec<String>>,
    at_least: usize,
}

/// What one plan gives, sorted by where it goes.
struct Given {
    stated: BTreeMap<MetricId, BTreeMap<Kind, Vec<Observation>>>,
    /// The first statement of each metric; it stays when the values are moved into cells.
    first: BTreeMap<MetricId, Named>,
    set_aside: Vec<SetAside>,
}

/// The metrics that stand near one, and how.
type Neighbors<'c> = BTreeMap<&'c MetricId, MappingRelation>;

/// How a plan names a metric, and where.
struct Named {
    subject: String,
    indicator: String,
}

impl<'p> Builder<'p> {
    pub(super) fn new(plans: Vec<&'p Plan>) -> Self {
        Self { plans, catalog: Catalog::builtin(), metrics: None, at_least: 2 }
    }

    /// Compares these metrics, in this order. Without it: those that at least two plans state, the most stated first.
    pub fn metrics<I>(self, ids: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        Self { metrics: Some(ids.into_iter().map(Into::into).collect()), ..self }
    }

    /// Without [`metrics`](Self::metrics): compares what at least so many plans state.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::compare::Comparison;
    /// use crossplan::{normalizers, Source};
    ///
    /// let one = normalizers::read(&Source::from_text("one", "到2025年,全市高新技术企业达1100家。")?)?;
    /// let two = normalizers::read(&Source::from_text("two", "到2025年,全市瞪羚企业达20家。")?)?;
    /// assert_eq!(Comparison::of([&one, &two]).build()?.rows.len(), 0);
    /// assert_eq!(Comparison::of([&one, &two]).at_least(1).build()?.rows.len(), 2);
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    pub fn at_least(self, plans: usize) -> Self {
        Self { at_least: plans, ..self }
    }

    /// Uses another catalog than the built-in one.
    pub fn catalog(self, catalog: &'p Catalog) -> Self {
        Self { catalog, ..self }
    }

    /// Reads the plans into a matrix.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownMetric`] if a metric that was asked for is not in the catalog, [`Error::SameId`] if two plans have
    /// one id: two files of one name, or two versions of a plan. `Plan::id` may be set to tell them apart.
    pub fn build(self) -> Result<Comparison, Error> {
        let mut ids = BTreeSet::new();
        if let Some(plan) = self.plans.iter().find(|plan| !ids.insert(plan.id.as_str())) {
            return Err(Error::SameId { id: plan.id.clone() });
        }
        let mut identified = Identified::new(self.catalog);
        let mut given: Vec<Given> =
            self.plans.iter().map(|plan| Given::new(plan, self.catalog, &mut identified)).collect();
        let metrics = match &self.metrics {
            Some(ids) => unique(ids)
                .map(|id| self.catalog.get(id).ok_or_else(|| Error::UnknownMetric { id: id.clone() }))
                .collect::<Result<Vec<&Metric>, Error>>()?,
            None => self.most_stated(&given),
        };
        let rows = metrics.into_iter().flat_map(|metric| rows(metric, self.catalog, &mut given)).collect();
        let column = |plan: &&Plan| Column {
            id: plan.id.clone(),
            title: plan.title.clone(),
            region: plan.region.clone(),
            period: plan.period,
        };
        Ok(Comparison { plans: self.plans.iter().map(column).collect(), rows })
    }

    /// The metrics that enough plans state, whatever the kind.
    fn most_stated(&self, given: &[Given]) -> Vec<&'p Metric> {
        // One plan alone is shown too.
        let enough = self.at_least.min(given.len()).max(1);
        let count =
            |metric: &Metric| given.iter().filter(|plan| plan.stated.contains_key(&metric.id)).count();
        let counted = self.catalog.metrics().iter().map(|metric| (metric, count(metric)));
        let mut stated: Vec<_> = counted.filter(|(_, count)| *count >= enough).collect();
        stated.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        stated.into_iter().map(|(metric, _)| metric).collect()
    }
}

impl Given {
    fn new(plan: &Plan, catalog: &Catalog, identified: &mut Identified) -> Self {
        let observed = observe_with(plan, identified);
        let mut stated: BTreeMap<MetricId, BTreeMap<Kind, Vec<Observation>>> = BTreeMap::new();
        let mut first = BTreeMap::new();
        for observation in
            observed.stated.into_iter().filter(|observation| observation.status == Status::Target)
        {
            let named =
                || Named { subject: observation.subject.clone(), indicator: observation.indicator.clone() };
            first.entry(observation.metric.clone()).or_insert_with(named);
            let kinds = stated.entry(observation.metric.clone()).or_default();
            let kind = row_kind(&observation, catalog);
            kinds.entry(kind).or_default().push(observation);
        }
        Self { stated, first, set_aside: observed.set_aside }
    }

    /// Why this plan has nothing for a metric in one kind.
    fn absence(&self, metric: &Metric, kinds: &[Kind], neighbors: &Neighbors) -> Absence {
        if !kinds.is_empty() {
            return Absence::OtherKind(kinds.to_vec());
        }
        let concept = |mapping: &Mapping, set_aside: &SetAside| Concept {
            metric: mapping.metric.clone(),
            relation: mapping.relation,
            subject: set_aside.subject.clone(),
            indicator: set_aside.indicator.clone(),
        };
        let nearest = self.set_aside.iter().filter_map(|set_aside| match &set_aside.because {
            Because::OtherConcept(mapping) if mapping.metric == metric.id => {
                Some(concept(mapping, set_aside))
            }
            _ => None,
        });
        let neighbors = neighbors.iter().filter_map(|(other, relation)| {
            let (named, relation) = (self.first.get(other)?, *relation);
            let (subject, indicator) = (named.subject.clone(), named.indicator.clone());
            Some(Concept { metric: (*other).clone(), relation, subject, indicator })
        });
        let concepts: Vec<Concept> = nearest.chain(neighbors).collect();
        if concepts.is_empty() { Absence::NotStated } else { Absence::Related(concepts) }
    }
}

/// The rows of one metric: one for each kind that any plan states, or its usual kind if none does.
fn rows<'c>(metric: &Metric, catalog: &'c Catalog, given: &mut [Given]) -> Vec<Row> {
    let usual = usual_kind(metric);
    let related = |other: &'c Metric| Some((&other.id, catalog.relation(&other.id, &metric.id)?));
    let neighbors: Neighbors = catalog.metrics().iter().filter_map(related).collect();
    // Before cells are moved out: the kinds that each plan states.
    let stated: Vec<Vec<Kind>> = given
        .iter()
        .map(|plan| {
            plan.stated.get(&metric.id).map(|kinds| kinds.keys().copied().collect()).unwrap_or_default()
        })
        .collect();
    let all: BTreeSet<Kind> = stated.iter().flatten().copied().collect();
    let in_order = metric.kinds.iter().copied().filter(|kind| all.contains(kind));
    let others = all.iter().copied().filter(|kind| !metric.kinds.contains(kind));
    let mut kinds: Vec<Kind> = in_order.chain(others).collect();
    if kinds.is_empty() {
        kinds.push(usual);
    }
    let row = |kind: Kind| {
        let unit = unit_of(metric, kind);
        let shown_in =
            metric.shown_in.clone().filter(|_| unit == metric.unit).unwrap_or_else(|| unit.clone());
        let cells = given.iter_mut().zip(&stated).map(|(plan, kinds)| {
            let observations = plan.stated.get_mut(&metric.id).and_then(|by_kind| by_kind.remove(&kind));
            let cell = Cell::new(observations.unwrap_or_default(), &shown_in, catalog.units());
            cell.unwrap_or_else(|| Cell::Missing(plan.absence(metric, kinds, &neighbors)))
        });
        Row {
            metric: metric.id.clone(),
            kind,
            pref_label: metric.pref_label.clone(),
            label_en: metric.label_en.clone(),
            direction: metric.direction,
            cells: cells.collect(),
            unit,
            shown_in,
        }
    };
    kinds.into_iter().map(row).collect()
}

/// The ids in order, each once.
fn unique(ids: &[String]) -> impl Iterator<Item = &String> {
    let mut seen = BTreeSet::new();
    ids.iter().filter(move |id| seen.insert(*id))
}

/// The row a value belongs to. A relative target has no figure to mix, so it stands in the metric's usual row.
fn row_kind(observation: &Observation, catalog: &Catalog) -> Kind {
    match observation.kind {
        Kind::Relative => catalog.get(observation.metric.as_str()).map_or(Kind::Relative, usual_kind),
        kind => kind,
    }
}

fn usual_kind(metric: &Metric) -> Kind {
    metric.kinds.first().copied().unwrap_or(Kind::Level)
}

/// The unit of a row.
fn unit_of(metric: &Metric, kind: Kind) -> String {
    match kind {
        Kind::Growth => "%".to_owned(),
        Kind::Rank => "位".to_owned(),
        _ => metric.unit.clone(),
    }
}
