//! The metrics that targets are mapped to: loading, checking, looking up.

mod front;
mod grammar;
mod identify;
mod matching;
mod metric;
mod subject;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

pub use grammar::Tier;
pub use identify::{Mapping, MappingRelation, Statement};
pub use metric::{Direction, Metric};

use grammar::GRAMMAR;

use super::bundled::given;
use super::words::Words;
use super::{Measure, Units};
use crate::Error;
use crate::schema::MetricId;

static BUILTIN: LazyLock<Catalog> = LazyLock::new(|| {
    // OK because `tests/metrics.rs` loads the built-in catalog.
    #[allow(clippy::expect_used, reason = "`tests/metrics.rs` loads the built-in catalog")]
    Catalog::from_toml("metrics.toml", include_str!("../data/metrics.toml"))
        .expect("the built-in catalog is valid")
});

/// A label of a metric, as it is looked up.
#[derive(Clone, Copy, Debug)]
struct Name {
    /// Place in the list of metrics.
    metric: usize,
    /// Exact for preferred and alternative labels, close for the others.
    relation: MappingRelation,
}

/// The metrics, and the units their values are in.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::{Catalog, Statement};
/// use crossplan::schema::Kind;
///
/// let catalog = Catalog::builtin();
/// let found = catalog.identify(&Statement::new("全市高新技术企业数量", Kind::Level).unit("家"));
/// assert_eq!(found.map(|mapping| mapping.metric.to_string()).as_deref(), Some("high_tech_enterprises"));
/// ```
#[derive(Clone, Debug)]
pub struct Catalog {
    units: Units,
    metrics: Vec<Metric>,
    /// The unit of each metric, understood.
    measures: Vec<Measure>,
    by_id: HashMap<MetricId, usize>,
    /// Folded label to the metrics it may name.
    names: Words<Vec<Name>>,
    /// Folded label of a kind of a metric's thing.
    members: HashMap<String, Vec<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    metric: Vec<Metric>,
    #[serde(default)]
    label: Vec<MoreLabels>,
}

/// Further labels of a metric that is there already.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoreLabels {
    id: MetricId,
    #[serde(default)]
    alt_label: Vec<String>,
    #[serde(default)]
    close_label: Vec<String>,
    #[serde(default)]
    hidden_label: Vec<String>,
}

impl Catalog {
    /// The metrics that come with the crate.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Reads a catalog of its own, with the built-in units. `file` names it in messages.
    ///
    /// # Errors
    ///
    /// [`Error::Toml`] or [`Error::Lexicon`].
    ///
    /// # Examples
    ///
    /// ```
    /// let wrong = crossplan::lexicon::Catalog::from_toml("mine.toml", "[[metric]]\nid = \"a\"");
    /// assert_eq!(wrong.map(|_| ()).unwrap_err().to_string(), "mine.toml: not a valid table");
    /// ```
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Error> {
        let units = Units::builtin().clone();
        let table: Table = given(file, text)?;
        Self::checked(file, units, table.metric)
    }

    /// Adds metrics (`[[metric]]`, the keys of `metrics.toml`) and labels of metrics that are there (`[[label]]`, with
    /// `id` and any of `alt_label`, `close_label`, `hidden_label`).
    ///
    /// # Errors
    ///
    /// [`Error::Toml`], [`Error::Lexicon`] or [`Error::UnknownMetric`]; then nothing is added.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::{Catalog, Statement};
    /// use crossplan::schema::Kind;
    ///
    /// let mut catalog = Catalog::builtin().clone();
    /// catalog.extend("mine.toml", "[[label]]\nid = \"unicorn_enterprises\"\nalt_label = [\"飞马企业\"]")?;
    /// assert!(catalog.identify(&Statement::new("飞马企业", Kind::Level)).is_some());
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    pub fn extend(&mut self, file: &str, text: &str) -> Result<(), Error> {
        let table: Table = given(file, text)?;
        let mut metrics = self.metrics.clone();
        metrics.extend(table.metric);
        for more in table.label {
            let metric = metrics.iter_mut().find(|metric| metric.id == more.id);
            let metric = metric.ok_or_else(|| Error::UnknownMetric { id: more.id.to_string() })?;
            metric.alt_label.extend(more.alt_label);
            metric.close_label.extend(more.close_label);
            metric.hidden_label.extend(more.hidden_label);
        }
        *self = Self::checked(file, self.units.clone(), metrics)?;
        Ok(())
    }

    /// Adds units and magnitudes, as [`Units::extend`] does.
    ///
    /// They are known where values are converted and shown, and where [`read_with`](crate::normalizers::read_with) looks
    /// for figures in sentences and in cells. What is a table at all, the layout tells with the built-in units.
    ///
    /// # Errors
    ///
    /// [`Error::Toml`] or [`Error::Lexicon`]; then nothing is added.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut catalog = crossplan::lexicon::Catalog::builtin().clone();
    /// catalog.extend_units("mine.toml", "[[unit]]\nid = \"liang\"\nlabels = [\"两\"]\ndimension = \"silver\"")?;
    /// assert!(catalog.units().parse("万两").is_some());
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    pub fn extend_units(&mut self, file: &str, text: &str) -> Result<(), Error> {
        self.units.extend(file, text)
    }

    /// The metric of this id. `None` if the catalog has none.
    ///
    /// # Examples
    ///
    /// ```
    /// let metric = crossplan::lexicon::Catalog::builtin().get("rd_intensity").ok_or("no metric")?;
    /// assert_eq!(metric.label_en, "R&D intensity");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Metric> {
        self.metrics.get(self.place(&MetricId::new(id)?)?)
    }

    /// All metrics, in the order of the tables.
    ///
    /// # Examples
    ///
    /// ```
    /// let catalog = crossplan::lexicon::Catalog::builtin();
    /// assert!(catalog.metrics().iter().all(|metric| !metric.definition.is_empty()));
    /// ```
    #[must_use]
    pub fn metrics(&self) -> &[Metric] {
        &self.metrics
    }

    /// The units that values are read and converted with.
    #[must_use]
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// The unit of a metric, understood. `None` if the catalog has no such metric.
    ///
    /// # Examples
    ///
    /// ```
    /// let catalog = crossplan::lexicon::Catalog::builtin();
    /// let metric = catalog.get("energy_intensity").ok_or("no metric")?;
    /// assert_eq!(catalog.measure(&metric.id).map(|unit| unit.dimension()).as_deref(), Some("energy/money"));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn measure(&self, id: &MetricId) -> Option<&Measure> {
        self.measures.get(self.place(id)?)
    }

    /// How `to` stands to `from`: [`Broad`](MappingRelation::Broad) if `to` holds `from`. `None` if the catalog
    /// says nothing.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::{Catalog, MappingRelation};
    ///
    /// let catalog = Catalog::builtin();
    /// let platforms = catalog.get("innovation_platforms").ok_or("?")?;
    /// let laboratories = catalog.get("key_laboratories").ok_or("?")?;
    /// assert_eq!(catalog.relation(&laboratories.id, &platforms.id), Some(MappingRelation::Broad));
    /// assert_eq!(catalog.relation(&platforms.id, &laboratories.id), Some(MappingRelation::Narrow));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn relation(&self, from: &MetricId, to: &MetricId) -> Option<MappingRelation> {
        let (one, other) = (self.metrics.get(self.place(from)?)?, self.metrics.get(self.place(to)?)?);
        if from == to {
            Some(MappingRelation::Exact)
        } else if one.close.contains(to) || other.close.contains(from) {
            Some(MappingRelation::Close)
        } else if self.ancestors(one).any(|metric| metric.id == *to) {
            Some(MappingRelation::Broad)
        } else if self.ancestors(other).any(|metric| metric.id == *from) {
            Some(MappingRelation::Narrow)
        } else if one.related.contains(to) || other.related.contains(from) {
            Some(MappingRelation::Related)
        } else {
            None
        }
    }

    /// True if a scope is all of the region called `region`: 全市, 长株潭地区 for 长株潭.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::Catalog;
    ///
    /// assert!(Catalog::is_whole_area("全市", Some("岳阳市")));
    /// assert!(Catalog::is_whole_area("岳阳", Some("岳阳市")));
    /// assert!(!Catalog::is_whole_area("自创区", Some("长株潭")));
    /// ```
    #[must_use]
    pub fn is_whole_area(scope: &str, region: Option<&str>) -> bool {
        let named = |region: &str| GRAMMAR.stem(region) == GRAMMAR.stem(scope);
        GRAMMAR.is_whole_area(scope) || region.is_some_and(named)
    }

    /// A subject in simplified script, in the one wording that subjects are compared in.
    pub(crate) fn fold_subject(subject: &str) -> String {
        GRAMMAR.fold(subject, false)
    }

    /// The tiers that the first words of a folded subject name: 国家级 of 国家级孵化器.
    pub(crate) fn tiers_in_front(subject: &str) -> Vec<Tier> {
        let mut rest = subject;
        let mut found = Vec::new();
        while let Some((word, modifier)) = GRAMMAR.modifiers(rest).next() {
            if let grammar::Modifier::Tier { tier, .. } = modifier {
                found.push(tier);
            }
            rest = rest.get(word.len()..).unwrap_or_default();
        }
        found
    }

    /// The place of a metric among [`metrics`](Self::metrics).
    pub(crate) fn place(&self, id: &MetricId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The metrics that hold this one, the nearest first.
    fn ancestors<'c>(&'c self, metric: &'c Metric) -> impl Iterator<Item = &'c Metric> {
        std::iter::successors(Some(metric), |metric| self.metrics.get(self.place(metric.broader.as_ref()?)?))
            .skip(1)
    }

    fn checked(file: &str, units: Units, metrics: Vec<Metric>) -> Result<Self, Error> {
        let problem = |metric: &Metric, problem: String| Error::Lexicon {
            file: file.to_owned(),
            entry: metric.id.to_string(),
            problem,
        };
        let mut catalog = Self {
            units,
            metrics: Vec::new(),
            measures: Vec::new(),
            by_id: HashMap::new(),
            names: Words::default(),
            members: HashMap::new(),
        };
        for (place, metric) in metrics.iter().enumerate() {
            if catalog.by_id.insert(metric.id.clone(), place).is_some() {
                return Err(problem(metric, "expected an id of its own".to_owned()));
            }
            let measure = catalog.units.parse(&metric.unit);
            let measure =
                measure.ok_or_else(|| problem(metric, format!("unit {:?} is not known", metric.unit)))?;
            if measure.dimension() != metric.dimension {
                let (found, unit) = (measure.dimension(), &metric.unit);
                return Err(problem(metric, format!("expected dimension {found:?} for unit {unit:?}")));
            }
            let shown =
                metric.shown_in.as_deref().map(|unit| catalog.units.parse(unit).map(|m| m.dimension()));
            if shown.is_some_and(|dimension| dimension.as_ref() != Some(&metric.dimension)) {
                return Err(problem(metric, "expected `shown_in` to measure what `unit` does".to_owned()));
            }
            catalog.measures.push(measure);
            if metric.kinds.is_empty() {
                return Err(problem(metric, "expected at least one kind".to_owned()));
            }
        }
        for metric in &metrics {
            let references = [&metric.broader, &metric.numerator, &metric.growth_of].into_iter().flatten();
            for to in references.chain(&metric.related).chain(&metric.close) {
                if !catalog.by_id.contains_key(to) {
                    return Err(problem(metric, format!("refers to {to}, which is not in the catalog")));
                }
            }
        }
        catalog.metrics = metrics;
        for metric in &catalog.metrics {
            if catalog.ancestors(metric).take(catalog.metrics.len()).any(|above| above.id == metric.id) {
                return Err(problem(metric, "is broader than itself".to_owned()));
            }
        }
        catalog.index().map_err(|(metric, what)| match catalog.metrics.get(metric) {
            Some(metric) => problem(metric, what),
            None => Error::UnknownMetric { id: what },
        })?;
        Ok(catalog)
    }

    /// Fills the lookup tables. On failure the place of a metric, and what is wrong with it.
    fn index(&mut self) -> Result<(), (usize, String)> {
        let mut labeled: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for (place, metric) in self.metrics.iter().enumerate() {
            let exact = std::iter::once(&metric.pref_label).chain(&metric.alt_label);
            let close = metric.close_label.iter().chain(&metric.hidden_label);
            let exact = exact.map(|label| (label, MappingRelation::Exact));
            let labels = exact.chain(close.map(|label| (label, MappingRelation::Close)));
            let mut own = BTreeSet::new();
            for (label, relation) in labels {
                let folded = GRAMMAR.fold(label, false);
                // Two labels of one metric may be one wording.
                if !own.insert(folded.clone()) {
                    continue;
                }
                if folded.is_empty() {
                    return Err((place, format!("label {label:?} has nothing to match")));
                }
                let names = labeled.entry(folded).or_default();
                let rivals = names.iter().filter_map(|name| self.metrics.get(name.metric));
                if let Some(rival) = rivals.into_iter().find(|rival| claims_same(rival, metric)) {
                    return Err((
                        place,
                        format!("label {label:?} belongs to {:?} already", rival.id.as_str()),
                    ));
                }
                names.push(Name { metric: place, relation });
            }
            for label in &metric.member_label {
                let folded = GRAMMAR.fold(label, false);
                self.members.entry(folded).or_default().push(place);
            }
        }
        self.names = Words::new(labeled);
        Ok(())
    }
}

/// True if one statement could be both metrics, were a label common to them.
fn claims_same(one: &Metric, other: &Metric) -> bool {
    let kinds = one.kinds.iter().any(|kind| other.kinds.contains(kind));
    kinds && one.action.is_empty() == other.action.is_empty()
}
