//! The stages in order, and their drafts put together as a [`Plan`].

use std::collections::BTreeMap;

use super::{Profile, metadata};
use crate::clean::{self, CleanText};
use crate::indicators::{self, Doubt, Draft};
use crate::lexicon::{Catalog, Statement, agency_functions, agency_level, topics_of};
use crate::mentions::Calendar;
use crate::outline::{self, Outline};
use crate::schema::{
    Baseline, Code, Diagnostic, Goal, HorizonFrom, Indicator, Plan, PlanPeriod, Responsibility,
    ResponsibleUnit, Section, SourceInfo, Task,
};
use crate::source::Source;
use crate::tasks::{self, GoalDraft, TaskDraft};
use crate::{Error, Limits};

/// Reads a source to a plan.
pub(super) fn plan(
    source: &Source,
    profile: &Profile,
    catalog: &Catalog,
    limits: &Limits,
) -> Result<Plan, Error> {
    let clean = clean::clean(source);
    let outline = outline::read(&clean);
    let facts = metadata::read(&clean, &outline, source);
    let period =
        PlanPeriod::new(facts.period.start.or(profile.period.start), facts.period.end.or(profile.period.end));
    let calendar = Calendar::new(period, facts.issued).posted(facts.published);
    let task_drafts = tasks::find(&clean, &outline, &calendar);
    let (mut drafts, doubts) = indicators::read(&clean, &outline, &calendar, catalog.units());
    limits.check_records(source.name(), drafts.len() + task_drafts.len())?;
    apply_measures(&mut drafts, &task_drafts);
    let goal_drafts = tasks::goals(&clean, &outline, &calendar);
    let id = if profile.signature.is_empty() && profile.id == "generic" {
        source.stem().to_owned()
    } else {
        profile.id.clone()
    };
    let mut plan = Plan {
        id,
        title: facts.title,
        issuer: facts.issuer,
        document_number: facts.document_number,
        issued: facts.issued,
        published: facts.published,
        period,
        region: profile.region.clone().or(facts.region),
        script: clean.script(),
        source: SourceInfo {
            name: source.name().to_owned(),
            encoding: source.encoding().to_owned(),
            sha256: source.sha256().to_owned(),
            length: source.text().len(),
        },
        goals: Vec::new(),
        tasks: Vec::new(),
        indicators: Vec::new(),
        units: Vec::new(),
        diagnostics: clean.diagnostics().to_vec(),
        rules: BTreeMap::new(),
    };
    let reader = Assembler { source, clean: &clean, outline: &outline, catalog };
    reader.tasks(&task_drafts, &mut plan);
    reader.indicators(&drafts, &task_drafts, &mut plan);
    reader.goals(&goal_drafts, &drafts, &mut plan);
    reader.doubts(doubts, &mut plan);
    if let (None, Some(end)) = (facts.period.end, profile.period.end) {
        let said = format!("the text names no end of the plan; its profile says {end}");
        plan.diagnostics.push(Diagnostic::new(Code::FromProfile, None, said));
    }
    if let (None, Some(region), Some(words)) = (&profile.region, &plan.region, facts.region_inferred) {
        let said = format!("neither title nor issuer names a place; {} was taken from the text", region.name);
        plan.diagnostics.push(Diagnostic::new(Code::RegionInferred, Some(clean.span(words)), said));
    }
    if plan.indicators.is_empty() && plan.tasks.is_empty() {
        plan.diagnostics.push(Diagnostic::new(Code::NotAPlan, None, "no targets and no tasks were found"));
    }
    reader.cut_off(&mut plan);
    Ok(plan)
}

/// Rules that take something from the words before, the code that tells of it, and in a sentence.
const INHERITED: &[(&str, Code, &str)] = &[
    ("subject of the clause before", Code::InheritedSubject, "the subject stands in an earlier clause"),
    ("verb of the item before", Code::InheritedVerb, "the verb stands in front of an earlier item"),
];

/// The deadline of a measure (完成时限) holds for what is stated in it without a date of its own; where no heading says
/// what part of the plan it is, a measure makes it one of tasks.
fn apply_measures(drafts: &mut [Draft], tasks: &[TaskDraft]) {
    let extents = Extents::of(tasks);
    for draft in drafts {
        let task = extents.first_around(draft.range.start).and_then(|task| tasks.get(task));
        if task.is_some() && draft.heading.is_none() && draft.section == Section::Goals {
            draft.section = Section::Tasks;
        }
        let open = !matches!(draft.horizon, Some((_, HorizonFrom::Sentence)));
        if let Some(deadline) = task.and_then(|t| t.deadline).filter(|_| open) {
            draft.horizon = Some((deadline, HorizonFrom::Section));
            draft.rules.push("deadline of the measure");
        }
    }
}

/// Where tasks begin, and the furthest end of each and of those in front of it.
struct Extents(Vec<(usize, usize)>);

impl Extents {
    /// Of tasks in the order of the text.
    fn of(tasks: &[TaskDraft]) -> Self {
        let furthest = tasks.iter().scan(0, |end, task| {
            *end = task.extent.end.max(*end);
            Some((task.extent.start, *end))
        });
        Self(furthest.collect())
    }

    /// The first task that a byte of clean text stands in.
    fn first_around(&self, at: usize) -> Option<usize> {
        let task = self.0.partition_point(|(_, end)| *end <= at);
        self.0.get(task).filter(|(start, _)| *start <= at).map(|_| task)
    }
}

struct Assembler<'a> {
    source: &'a Source,
    clean: &'a CleanText,
    outline: &'a Outline,
    catalog: &'a Catalog,
}

impl Assembler<'_> {
    fn tasks(&self, drafts: &[TaskDraft], plan: &mut Plan) {
        let text = self.clean.text();
        let mut units: BTreeMap<String, String> = BTreeMap::new();
        for (k, draft) in drafts.iter().enumerate() {
            let mut responsibilities = Vec::new();
            for (range, role) in &draft.responsibilities {
                let folded = text[range.clone()].to_owned();
                let known = units.len() + 1;
                let unit = units.entry(folded.clone()).or_insert_with(|| {
                    let id = format!("unit-{known:02}");
                    plan.units.push(ResponsibleUnit {
                        id: id.clone(),
                        name: self.clean.written(range.clone(), self.source),
                        level: agency_level(&folded),
                        functions: agency_functions(&folded),
                    });
                    id
                });
                let evidence = self.clean.evidence(range.clone(), self.source);
                responsibilities.push(Responsibility { unit: unit.clone(), role: *role, evidence });
            }
            let above = draft.heading.and_then(|h| self.outline.headings.get(h)).and_then(|h| h.parent);
            let mut parents: Vec<String> = self
                .outline
                .ancestors(above)
                .map(|h| self.clean.written(self.outline.headings[h].range.clone(), self.source))
                .collect();
            parents.reverse();
            plan.tasks.push(Task {
                id: format!("task-{:02}", k + 1),
                number: self.clean.written(draft.number.clone(), self.source),
                title: self.clean.written(draft.title.clone(), self.source),
                parents,
                extent: self.clean.span(draft.extent.clone()),
                responsibilities,
                deadline: draft.deadline,
                indicators: Vec::new(),
                topics: topics_of(&text[draft.title.clone()], &text[draft.extent.clone()]),
                evidence: self.clean.evidence(draft.range.clone(), self.source),
            });
        }
    }

    fn indicators(&self, drafts: &[Draft], tasks: &[TaskDraft], plan: &mut Plan) {
        let mut order: Vec<(&Draft, crate::source::Evidence)> =
            drafts.iter().map(|d| (d, self.clean.evidence(d.range.clone(), self.source))).collect();
        order.sort_by_key(|(_, e)| (e.span.start, e.span.end));
        let extents = Extents::of(tasks);
        for (k, (draft, evidence)) in order.into_iter().enumerate() {
            let id = format!("ind-{:03}", k + 1);
            let task = extents.first_around(draft.range.start).map(|t| {
                plan.tasks[t].indicators.push(id.clone());
                plan.tasks[t].id.clone()
            });
            for (_, code, said) in INHERITED.iter().filter(|(rule, ..)| draft.rules.contains(rule)) {
                let note = Diagnostic::new(*code, Some(evidence.span), *said);
                plan.diagnostics.push(Diagnostic { about: Some(id.clone()), ..note });
            }
            plan.rules.insert(id.clone(), draft.rules.iter().map(|r| (*r).to_owned()).collect());
            plan.indicators.push(self.indicator(id, draft, evidence, task, plan.period));
        }
    }

    fn indicator(
        &self,
        id: String,
        draft: &Draft,
        evidence: crate::source::Evidence,
        task: Option<String>,
        period: PlanPeriod,
    ) -> Indicator {
        let folded: String = draft.subject.iter().map(|r| &self.clean.text()[r.clone()]).collect();
        let subject: String =
            draft.subject.iter().map(|r| self.clean.written(r.clone(), self.source)).collect();
        let mut statement = Statement::new(&folded, draft.kind);
        statement.unit = draft.unit.as_deref();
        statement.of = draft.of.as_deref();
        statement.action = draft.action.as_deref();
        let mapping = self.catalog.identify(&statement).filter(|m| m.relation.stands_for());
        let open = draft.rules.contains(&"open term");
        let inherited = period.end.filter(|_| !open).map(|end| (end, HorizonFrom::Plan));
        let (horizon, horizon_from) = draft.horizon.or(inherited).unzip();
        Indicator {
            id,
            subject,
            op: draft.op,
            lo: draft.lo,
            hi: draft.hi,
            stretch: draft.stretch,
            unit: draft.unit.clone(),
            kind: draft.kind,
            of: draft.of.clone(),
            scope: draft.scope.clone(),
            horizon,
            horizon_from,
            aspirational: draft.aspirational,
            section: draft.section,
            task,
            metric: mapping.map(|m| m.metric),
            baseline: draft.baseline.map(|(value, year)| Baseline::new(value, year)),
            nature: draft.nature,
            evidence,
        }
    }

    fn goals(&self, goals: &[GoalDraft], drafts: &[Draft], plan: &mut Plan) {
        let spans: Vec<(usize, String)> =
            plan.indicators.iter().map(|i| (i.evidence.span.start, i.id.clone())).collect();
        for (k, goal) in goals.iter().enumerate() {
            let evidence = self.clean.evidence(goal.range.clone(), self.source);
            let first = spans.partition_point(|(start, _)| *start < evidence.span.start);
            let inside = spans[first..].iter().take_while(|(start, _)| *start < evidence.span.end);
            let indicators: Vec<String> = inside.map(|(_, id)| id.clone()).collect();
            let heading = goal.heading.and_then(|h| self.outline.headings.get(h));
            let title = heading.map_or_else(
                || evidence.quote.chars().take(20).collect(),
                |h| self.clean.written(h.title.clone(), self.source),
            );
            let first = drafts.partition_point(|d| d.range.start < goal.range.start);
            let dated = drafts.get(first).filter(|d| d.range.start < goal.range.end).and_then(|d| d.horizon);
            let horizon = goal.horizon.or(dated.map(|(h, _)| h)).or(plan.period.end);
            plan.goals.push(Goal { id: format!("goal-{}", k + 1), title, horizon, indicators, evidence });
        }
    }

    /// What was passed over or mended, unless a target came of the same words all the same.
    fn doubts(&self, doubts: Vec<Doubt>, plan: &mut Plan) {
        for doubt in doubts {
            let span = self.clean.span(doubt.range);
            let first = plan.indicators.partition_point(|i| i.evidence.span.end <= span.start);
            let read = plan.indicators[first..]
                .iter()
                .take_while(|i| i.evidence.span.start <= span.start)
                .any(|i| i.evidence.span.end >= span.end);
            if doubt.code != Code::Skipped || !read {
                plan.diagnostics.push(Diagnostic::new(doubt.code, Some(span), doubt.said));
            }
        }
    }

    /// A text that ends in the middle of a sentence says so.
    fn cut_off(&self, plan: &mut Plan) {
        let Some(last) = self.outline.blocks.last() else { return };
        let words = self.clean.text()[last.range.clone()].trim_end();
        let in_sentence = words.ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && words.chars().count() <= 12
            || words.ends_with(['，', ',', '、']);
        let at_end = self.clean.text()[last.range.end..].trim().is_empty();
        if in_sentence
            && at_end
            && plan.tasks.last().is_some_and(|t| t.extent.end + 8 >= self.source.text().trim_end().len())
        {
            let span = self.clean.span(last.range.clone());
            plan.diagnostics.push(Diagnostic::new(
                Code::CutOff,
                Some(span),
                "the text ends in the middle of a sentence",
            ));
        }
    }
}
