//! Puts observations of many plans into a matrix.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::{Absence, Cell, Column, Comparison, Concept, Row};
use crate::Error;
use crate::lexicon::{Catalog, MappingRelation, Metric};
use crate::metrics::{Because, Identified, Observation, Observer, Status};
use crate::schema::{Indicator, Kind, MetricId, Plan};

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

/// What one plan gives. Metrics are told by their places in the catalog.
#[derive(Default)]
struct Given<'p> {
    /// The targets of the metrics that are compared, in document order.
    targets: Vec<Observation>,
    /// Where they go.
    places: Vec<(usize, Kind)>,
    /// Every target that measures a metric, in document order.
    measured: Vec<(usize, &'p Indicator)>,
    /// Targets that are mistaken for a metric.
    mistaken: Vec<(usize, MappingRelation, &'p Indicator)>,
}

/// A row without its cells.
struct Head<'c> {
    metric: &'c Metric,
    place: usize,
    kind: Kind,
    unit: String,
    shown_in: String,
    /// The metrics that stand near it, and how.
    neighbors: Vec<(usize, MappingRelation)>,
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
        let asked = self.asked()?;
        let wanted = |place: usize| asked.as_ref().is_none_or(|asked| asked.contains(&place));
        let mut identified = Identified::new(self.catalog);
        let given: Vec<Given> =
            self.plans.iter().map(|plan| Given::new(plan, self.catalog, &mut identified, wanted)).collect();
        let metrics = asked.unwrap_or_else(|| self.most_stated(&given));
        let stated: BTreeSet<(usize, Kind)> = given.iter().flat_map(|plan| &plan.places).copied().collect();
        let heads: Vec<Head> =
            metrics.into_iter().flat_map(|place| heads(self.catalog, place, &stated)).collect();
        let mut cells: Vec<Vec<Cell>> = heads.iter().map(|_| Vec::with_capacity(given.len())).collect();
        let rows: HashMap<(usize, Kind), usize> =
            heads.iter().enumerate().map(|(row, head)| ((head.place, head.kind), row)).collect();
        for plan in given {
            for (row, cell) in cells.iter_mut().zip(plan.cells(&heads, &rows, self.catalog)) {
                row.push(cell);
            }
        }
        let column = |plan: &&Plan| Column {
            id: plan.id.clone(),
            title: plan.title.clone(),
            region: plan.region.clone(),
            period: plan.period,
        };
        let rows = heads.into_iter().zip(cells).map(|(head, cells)| head.row(cells)).collect();
        Ok(Comparison { plans: self.plans.iter().map(column).collect(), rows })
    }

    /// The metrics that were asked for, each once.
    fn asked(&self) -> Result<Option<Vec<usize>>, Error> {
        let Some(ids) = &self.metrics else { return Ok(None) };
        let mut asked = Vec::new();
        for id in ids {
            let place = MetricId::new(id).and_then(|id| self.catalog.place(&id));
            let place = place.ok_or_else(|| Error::UnknownMetric { id: id.clone() })?;
            if !asked.contains(&place) {
                asked.push(place);
            }
        }
        Ok(Some(asked))
    }

    /// The metrics that enough plans state, whatever the kind; the most stated first.
    fn most_stated(&self, given: &[Given]) -> Vec<usize> {
        // One plan alone is shown too.
        let enough = self.at_least.min(given.len()).max(1);
        let mut counted = vec![0_usize; self.catalog.metrics().len()];
        for plan in given {
            let stated: BTreeSet<usize> = plan.places.iter().map(|(place, _)| *place).collect();
            for (place, count) in counted.iter_mut().enumerate() {
                *count += usize::from(stated.contains(&place));
            }
        }
        let counted = counted.into_iter().enumerate();
        let mut stated: Vec<(usize, usize)> = counted.filter(|(_, count)| *count >= enough).collect();
        stated.sort_by_key(|(_, count)| Reverse(*count));
        stated.into_iter().map(|(place, _)| place).collect()
    }
}

impl<'p> Given<'p> {
    fn new(
        plan: &'p Plan,
        catalog: &Catalog,
        identified: &mut Identified,
        wanted: impl Fn(usize) -> bool,
    ) -> Self {
        let observer = Observer::new(plan);
        let mut given = Self::default();
        for indicator in &plan.indicators {
            match observer.understand(indicator, identified) {
                Ok(understood) => {
                    let Some(place) = catalog.place(&understood.mapping.metric) else { continue };
                    given.measured.push((place, indicator));
                    if wanted(place) {
                        let observed = observer.observations(indicator, understood);
                        for target in observed.filter(|observation| observation.status == Status::Target) {
                            given.places.push((place, row_kind(&target, catalog)));
                            given.targets.push(target);
                        }
                    }
                }
                Err(Because::OtherConcept(mapping)) => {
                    let place = catalog.place(&mapping.metric);
                    given.mistaken.extend(place.map(|place| (place, mapping.relation, indicator)));
                }
                Err(_) => {}
            }
        }
        given
    }

    /// One cell for each row.
    fn cells(mut self, heads: &[Head], rows: &HashMap<(usize, Kind), usize>, catalog: &Catalog) -> Vec<Cell> {
        let mut observations: Vec<Vec<Observation>> = heads.iter().map(|_| Vec::new()).collect();
        for (place, target) in self.places.iter().zip(std::mem::take(&mut self.targets)) {
            if let Some(row) = rows.get(place).and_then(|row| observations.get_mut(*row)) {
                row.push(target);
            }
        }
        let cell = |(head, observations): (&Head, Vec<Observation>)| {
            let cell = Cell::new(observations, &head.shown_in, catalog.units());
            cell.unwrap_or_else(|| Cell::Missing(self.absence(head, catalog)))
        };
        heads.iter().zip(observations).map(cell).collect()
    }

    /// Why this plan has nothing for a row.
    fn absence(&self, head: &Head, catalog: &Catalog) -> Absence {
        let of_metric = self.places.iter().filter(|(place, _)| *place == head.place);
        let kinds: BTreeSet<Kind> = of_metric.map(|(_, kind)| *kind).collect();
        if !kinds.is_empty() {
            return Absence::OtherKind(kinds.into_iter().collect());
        }
        let concept = |place: usize, relation: MappingRelation, indicator: &Indicator| {
            let metric = catalog.metrics().get(place)?.id.clone();
            let (subject, indicator) = (indicator.subject.clone(), indicator.id.clone());
            Some(Concept { metric, relation, subject, indicator })
        };
        let mistaken = self.mistaken.iter().filter(|(place, ..)| *place == head.place);
        let mistaken =
            mistaken.filter_map(|(place, relation, indicator)| concept(*place, *relation, indicator));
        let neighbors = head.neighbors.iter().filter_map(|(other, relation)| {
            let (_, first) = self.measured.iter().find(|(place, _)| place == other)?;
            concept(*other, *relation, first)
        });
        let concepts: Vec<Concept> = mistaken.chain(neighbors).collect();
        if concepts.is_empty() { Absence::NotStated } else { Absence::Related(concepts) }
    }
}

impl Head<'_> {
    fn row(self, cells: Vec<Cell>) -> Row {
        Row {
            metric: self.metric.id.clone(),
            kind: self.kind,
            pref_label: self.metric.pref_label.clone(),
            label_en: self.metric.label_en.clone(),
            direction: self.metric.direction,
            unit: self.unit,
            shown_in: self.shown_in,
            cells,
        }
    }
}

/// The rows of one metric: one for each kind that any plan states, or its usual kind if none does.
fn heads<'c>(catalog: &'c Catalog, place: usize, stated: &BTreeSet<(usize, Kind)>) -> Vec<Head<'c>> {
    let Some(metric) = catalog.metrics().get(place) else { return Vec::new() };
    let mut neighbors: Vec<(usize, MappingRelation)> = Vec::new();
    for (other, near) in catalog.metrics().iter().enumerate() {
        neighbors.extend(catalog.relation(&near.id, &metric.id).map(|relation| (other, relation)));
    }
    neighbors.sort_by_key(|(other, _)| catalog.metrics().get(*other).map(|near| &near.id));
    let all: Vec<Kind> = stated.iter().filter(|(of, _)| *of == place).map(|(_, kind)| *kind).collect();
    let in_order = metric.kinds.iter().copied().filter(|kind| all.contains(kind));
    let others = all.iter().copied().filter(|kind| !metric.kinds.contains(kind));
    let mut kinds: Vec<Kind> = in_order.chain(others).collect();
    if kinds.is_empty() {
        kinds.push(usual_kind(metric));
    }
    let head = |kind: Kind| {
        let unit = unit_of(metric, kind);
        let shown_in =
            metric.shown_in.clone().filter(|_| unit == metric.unit).unwrap_or_else(|| unit.clone());
        Head { metric, place, kind, unit, shown_in, neighbors: neighbors.clone() }
    };
    kinds.into_iter().map(head).collect()
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
