//! Stage 6: [`Plan`] → [`Observations`]. Each target that measures a catalog metric becomes a value in the canonical
//! unit, with its relation to the metric and what to watch. Stages before this one quote; this one interprets.

mod canonical;
mod identified;
mod interval;
mod observation;
mod sentence;

pub(crate) use identified::Identified;
pub(crate) use interval::{Edge, Side};
pub use interval::{Interval, Limit};
pub use observation::{Because, Caveat, Observation, Observations, Period, SetAside, Status};

use std::borrow::Cow;
use std::collections::HashSet;

use canonical::Canonical;

use crate::clean::fold_script;
use crate::lexicon::{Catalog, Comparator, Mapping, MappingRelation, Metric, Statement};
use crate::schema::{Bound, Code, HorizonFrom, Indicator, Kind, Plan, Script};

/// No more targets than these are read from overlapping words.
const MAX_SHARING: usize = 8;

/// Finds what a plan states of the metrics of a catalog.
///
/// A target that the reader mapped ([`Indicator::metric`]) keeps its metric. One that it left open is mapped here
/// only by what the catalog holds beyond the built-in one; else it is set aside with the nearest concept.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::Catalog;
/// use crossplan::{metrics, normalizers, Source};
///
/// let source = Source::from_text("note", "到2025年,年技术合同交易额达300亿元。")?;
/// let found = metrics::observe(&normalizers::read(&source)?, Catalog::builtin());
/// assert_eq!(found.stated[0].metric.as_str(), "tech_contract_value");
/// assert_eq!(found.stated[0].lo.map(|yuan| yuan.to_string()).as_deref(), Some("30000000000"));
/// assert_eq!(found.stated[0].unit, "元");
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn observe(plan: &Plan, catalog: &Catalog) -> Observations {
    observe_with(plan, &mut Identified::new(catalog))
}

/// As [`observe`], with what was identified in the plans before.
pub(crate) fn observe_with(plan: &Plan, identified: &mut Identified) -> Observations {
    let observer = Observer::new(plan);
    let mut found = Observations::default();
    for indicator in &plan.indicators {
        match observer.understand(indicator, identified) {
            Ok(understood) => found.stated.extend(observer.observations(indicator, understood)),
            Err(because) => found.set_aside.push(SetAside {
                indicator: indicator.id.clone(),
                subject: indicator.subject.clone(),
                because,
            }),
        }
    }
    found
}

/// Observes the targets of one plan, one by one.
pub(crate) struct Observer<'p> {
    plan: &'p Plan,
    doubts: Doubts<'p>,
}

/// What a target measures, and its values in the unit of that.
pub(crate) struct Understood {
    pub(crate) mapping: Mapping,
    values: Canonical,
}

/// Text of a plan in simplified script.
fn folded<'t>(plan: &Plan, text: &'t str) -> Cow<'t, str> {
    match plan.script {
        Script::Hant => Cow::Owned(fold_script(text)),
        Script::Hans => Cow::Borrowed(text),
    }
}

impl<'p> Observer<'p> {
    pub(crate) fn new(plan: &'p Plan) -> Self {
        let doubts = Doubts {
            repaired: reported(plan, Code::Repaired),
            inherited: reported(plan, Code::InheritedSubject),
        };
        Self { plan, doubts }
    }

    /// Maps a target to its metric and converts its values.
    pub(crate) fn understand(
        &self,
        indicator: &Indicator,
        identified: &mut Identified,
    ) -> Result<Understood, Because> {
        let catalog = identified.catalog;
        let mapping = map(indicator, &folded(self.plan, &indicator.subject), identified)?;
        let metric = catalog.get(mapping.metric.as_str()).ok_or(Because::NoMetric)?;
        let values = canonical::convert(indicator, metric, catalog)?;
        Ok(Understood { mapping, values })
    }

    /// The target, and its baseline if it has one.
    pub(crate) fn observations(
        &self,
        indicator: &Indicator,
        understood: Understood,
    ) -> impl Iterator<Item = Observation> + use<> {
        let Understood { mapping, values } = understood;
        let plan = self.plan;
        let mut caveats = caveats(plan, indicator, mapping.relation, &self.doubts);
        caveats.extend(values.assumed);
        let comparator = if indicator.kind == Kind::Relative {
            Comparator::find(&folded(plan, &indicator.evidence.quote))
        } else {
            None
        };
        let decimals = |value: Option<rust_decimal::Decimal>| value.map_or(0, |value| value.scale());
        let target = Observation {
            plan: plan.id.clone(),
            indicator: indicator.id.clone(),
            metric: mapping.metric,
            relation: mapping.relation,
            reason: mapping.reason,
            kind: indicator.kind,
            status: Status::Target,
            ref_area: plan.region.clone(),
            scope: indicator.scope.clone(),
            period: period(plan, indicator),
            bound: indicator.op,
            lo: values.lo,
            hi: values.hi,
            stretch: values.stretch,
            unit: values.unit,
            unit_mult: values.unit_mult,
            decimals: decimals(indicator.lo).max(decimals(indicator.hi)),
            denominator: None,
            comparator,
            aspirational: indicator.aspirational,
            nature: indicator.nature,
            section: indicator.section,
            caveats,
            subject: indicator.subject.clone(),
            evidence: indicator.evidence.clone(),
        };
        let baseline = indicator.baseline.as_ref().zip(values.baseline).map(|(written, value)| Observation {
            status: Status::Baseline,
            period: written.year.map(|year| Period::Instant(crate::schema::Horizon::Year(year))),
            bound: Bound::Eq,
            lo: Some(value),
            hi: None,
            stretch: None,
            decimals: written.value.scale(),
            aspirational: false,
            ..target.clone()
        });
        std::iter::once(target).chain(baseline)
    }
}

/// The metric of an indicator. The reader saw the verbs around it; here only its fields are left.
fn map(indicator: &Indicator, subject: &str, identified: &mut Identified) -> Result<Mapping, Because> {
    let catalog = identified.catalog;
    let known = indicator.metric.as_ref().and_then(|id| catalog.get(id.as_str()));
    let statement = Statement {
        subject,
        unit: indicator.unit.as_deref(),
        kind: indicator.kind,
        of: indicator.of.as_deref(),
        action: known.and_then(|metric: &Metric| metric.action.first()).map(String::as_str),
    };
    let found = identified.identify(&statement);
    match (known, found) {
        (Some(metric), Some(found)) if found.metric == metric.id && found.relation.stands_for() => Ok(found),
        (Some(metric), _) => {
            Ok(Mapping::new(metric.id.clone(), MappingRelation::Close, "mapped so when the plan was read"))
        }
        (None, None) => Err(Because::NoMetric),
        (None, Some(found)) if !found.relation.stands_for() => Err(Because::OtherConcept(found)),
        (None, Some(found)) => {
            // A metric or label of the user's own was not there when the plan was read.
            let builtin = Catalog::builtin();
            let own =
                !std::ptr::eq(catalog, builtin) && builtin.identify(&statement).as_ref() != Some(&found);
            if own { Ok(found) } else { Err(Because::OtherConcept(found.set_aside())) }
        }
    }
}

fn period(plan: &Plan, indicator: &Indicator) -> Option<Period> {
    let to = indicator.horizon?;
    Some(match indicator.kind {
        Kind::Increment | Kind::Growth => Period::Duration { from: plan.period.start, to },
        _ => Period::Instant(to),
    })
}

/// Ids of the indicators that diagnostics are about.
struct Doubts<'p> {
    repaired: HashSet<&'p str>,
    inherited: HashSet<&'p str>,
}

/// Ids of the indicators that a diagnostic names or stands within.
pub(crate) fn reported(plan: &Plan, code: Code) -> HashSet<&str> {
    let mut found = HashSet::new();
    for diagnostic in plan.diagnostics.iter().filter(|diagnostic| diagnostic.code == code) {
        found.extend(diagnostic.about.as_deref());
        if let (None, Some(span)) = (&diagnostic.about, diagnostic.span) {
            // Indicators stand in document order, and few share their words: the last ones that begin before it ends.
            let before = plan.indicators.partition_point(|i| i.evidence.span.start < span.end);
            let near = plan.indicators.iter().take(before).rev().take(MAX_SHARING);
            found.extend(near.filter(|i| i.evidence.span.end > span.start).map(|i| i.id.as_str()));
        }
    }
    found
}

fn caveats(
    plan: &Plan,
    indicator: &Indicator,
    relation: MappingRelation,
    doubts: &Doubts<'_>,
) -> Vec<Caveat> {
    let region = plan.region.as_ref().map(|region| region.name.as_str());
    let part = indicator.scope.as_deref().is_some_and(|scope| !Catalog::is_whole_area(scope, region));
    let all = [
        (relation == MappingRelation::Close, Caveat::CloseMatch),
        (indicator.aspirational, Caveat::Aspirational),
        (part, Caveat::Scope),
        (indicator.horizon_from == Some(HorizonFrom::Plan), Caveat::HorizonFromPlan),
        (doubts.repaired.contains(indicator.id.as_str()), Caveat::Repaired),
        (doubts.inherited.contains(indicator.id.as_str()), Caveat::InheritedSubject),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, caveat)| caveat).collect()
}
