//! Statements that are made more than once.

use std::collections::HashMap;

use super::material::{Material, Said};
use super::{Check, Finding, Gap, Verdict};
use crate::schema::{Kind, Section};

pub(super) fn check(material: &Material<'_>, found: &mut Vec<Finding>) {
    let mut first: HashMap<_, &Said<'_>> = HashMap::new();
    for said in material.said.iter().filter(|said| said.interval.is_some()) {
        let key =
            (said.theme.as_str(), said.indicator.kind, said.year(), said.part.as_deref(), said.unit.as_str());
        match first.get(&key) {
            Some(earlier) => found.extend(compare(earlier, said)),
            None => {
                first.insert(key, said);
            }
        }
    }
}

/// Two statements of one theme, kind, year and area.
fn compare(one: &Said<'_>, other: &Said<'_>) -> Option<Finding> {
    let (first, second) = (one.interval?, other.interval?);
    let gap = first.gap(&second);
    let check = if first == second {
        Check::DuplicateComplete
    } else if gap.is_none() {
        Check::DuplicateConsistent
    } else {
        Check::DuplicateInconsistent
    };
    if check != Check::DuplicateComplete && may_add_up(one, other) {
        return None;
    }
    let same_words = one.subject == other.subject;
    let verdict = match check {
        Check::DuplicateInconsistent if same_words => Verdict::Contradiction,
        Check::DuplicateInconsistent => Verdict::Doubt,
        _ => Verdict::Agreement,
    };
    let (sentence, chinese) = sentences(check, one, other);
    Some(Finding {
        check,
        verdict,
        statements: vec![one.cited(), other.cited()],
        known: Vec::new(),
        gap: gap.map(|gap| Gap::new(gap, &one.unit)),
        sentence,
        chinese,
    })
}

/// In English and in Chinese.
fn sentences(check: Check, one: &Said<'_>, other: &Said<'_>) -> (String, String) {
    let en = |said: &Said<'_>| format!("{} in the {}", said.english(), place(said.indicator.section).0);
    let zh = |said: &Said<'_>| format!("{} {}", place(said.indicator.section).1, said.chinese());
    let (between, end) = match check {
        Check::DuplicateComplete => ((", and again ", ";"), ("", ",两处一致")),
        Check::DuplicateConsistent => ((", but ", ";"), (": one value fits both", ",有值可同时满足两处")),
        _ => ((", but ", ";"), ("", ",两处不一致")),
    };
    let mut sentence = format!("{}: {}{}{}{}", one.name(), en(one), between.0, en(other), end.0);
    let mut chinese = format!("{}: {}{}{}{}", one.indicator.subject, zh(one), between.1, zh(other), end.1);
    let mut add = |en: &str, zh: &str| {
        sentence.push_str(en);
        chinese.push_str(zh);
    };
    if one.subject != other.subject {
        let (one, other) = (&one.indicator.subject, &other.indicator.subject);
        add(&format!(" ({one} and {other}: one metric)"), &format!("(“{one}”与“{other}”属同一指标)"));
    }
    if one.indicator.aspirational != other.indicator.aspirational {
        add("; one of them hedged", ";其中一处为“力争”等表述");
    }
    if one.is_repaired() || other.is_repaired() {
        add("; one of them read through a slip of recognition", ";其中一处经识别修正");
    }
    (sentence, chinese)
}

/// True if both are measures: what each adds may be a part of the whole or come on top, so that unequal figures say
/// nothing. So it is with everything that has no metric.
fn may_add_up(one: &Said<'_>, other: &Said<'_>) -> bool {
    let detail = |said: &Said<'_>| {
        matches!(said.indicator.section, Section::Tasks | Section::Box | Section::Safeguards)
    };
    let flows = matches!(one.indicator.kind, Kind::Increment | Kind::Annual) || one.metric.is_none();
    detail(one) && detail(other) && flows
}

/// The part of the document, in English and in Chinese.
fn place(section: Section) -> (&'static str, &'static str) {
    match section {
        Section::Goals => ("goals", "目标部分"),
        Section::Tasks => ("tasks", "任务部分"),
        Section::Safeguards => ("safeguards", "保障措施"),
        Section::Interpretation => ("interpretation", "解读"),
        Section::Box => ("boxes", "专栏"),
        Section::Table => ("table", "指标表"),
    }
}
