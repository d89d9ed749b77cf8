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
    let said = |said: &Said<'_>| format!("{} in the {}", said.figure(), place(said.indicator.section));
    let mut sentence = match check {
        Check::DuplicateComplete => format!("{}, and again {}", said(one), said(other)),
        Check::DuplicateConsistent => format!("{}, but {}: one value fits both", said(one), said(other)),
        _ => format!("{}, but {}", said(one), said(other)),
    };
    if !same_words {
        sentence
            .push_str(&format!(" ({} and {}: one metric)", one.indicator.subject, other.indicator.subject));
    }
    if one.indicator.aspirational != other.indicator.aspirational {
        sentence.push_str("; one of them hedged");
    }
    if one.is_repaired() || other.is_repaired() {
        sentence.push_str("; one of them read through a slip of recognition");
    }
    Some(Finding {
        check,
        verdict,
        statements: vec![one.cited(), other.cited()],
        known: Vec::new(),
        gap: gap.map(|gap| Gap::new(gap, &one.unit)),
        sentence,
    })
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

fn place(section: Section) -> &'static str {
    match section {
        Section::Goals => "goals",
        Section::Tasks => "tasks",
        Section::Safeguards => "safeguards",
        Section::Interpretation => "interpretation",
        Section::Box => "boxes",
        Section::Table => "table",
    }
}
