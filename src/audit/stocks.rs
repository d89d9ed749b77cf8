//! Levels against increments, and parts against wholes.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::material::{Material, Said};
use super::{Check, Finding, Gap, Verdict};
use crate::metrics::{Interval, Limit};
use crate::reference::StatisticalIndicator;
use crate::schema::{Baseline, Kind};

pub(super) fn check(material: &Material<'_>, found: &mut Vec<Finding>) {
    let mut levels: HashMap<_, &Said<'_>> = HashMap::new();
    let key = |said: &Said<'_>| (said.theme.clone(), said.year(), said.part.clone(), said.unit.clone());
    for said in of_kind(material, Kind::Level) {
        levels.entry(key(said)).or_insert(said);
    }
    let mut seen = std::collections::HashSet::new();
    for added in of_kind(material, Kind::Increment) {
        // A second increment may be a part of the first, or be meant on top of it.
        if let Some(level) = levels.get(&key(added))
            && seen.insert(key(added))
        {
            found.extend(start(material, level, added));
        }
    }
    parts(material, found);
}

fn of_kind<'m, 'p>(material: &'m Material<'p>, kind: Kind) -> impl Iterator<Item = &'m Said<'p>> {
    material.said.iter().filter(move |said| said.indicator.kind == kind && said.interval.is_some())
}

/// What must have been there, if `added` leads to `level`.
fn start(material: &Material<'_>, level: &Said<'_>, added: &Said<'_>) -> Option<Finding> {
    let (to_reach, to_add) = (level.interval?, added.interval?);
    let limit = |above: Option<Limit>, below: Option<Limit>| -> Option<Limit> {
        let (above, below) = (above?, below?);
        Some(Limit { value: above.value.checked_sub(below.value)?, open: above.open || below.open })
    };
    let stock = Interval { lo: limit(to_reach.lo, to_add.hi), hi: limit(to_reach.hi, to_add.lo) };
    let indicator = level.metric.and_then(|metric| StatisticalIndicator::of_metric(metric.id.as_str()));
    let begin = material.plan.period.start.map(|year| year - 1);
    let known = indicator.and_then(|indicator| material.known(&indicator.id, begin.or(level.year())));
    let baseline = level.indicator.baseline.as_ref().filter(|_| level.indicator.unit == added.indicator.unit);
    let there = known.as_ref().filter(|known| known.unit == level.unit).map(|k| (k.value, k.to_string()));
    let of_baseline = |baseline: &Baseline| (baseline.value, format!("{} {}", baseline.value, level.unit));
    let there = baseline.map(of_baseline).or(there);
    let mut sentence = format!(
        "{} less {} to be added implies {} {} at the start",
        level.figure(),
        added.figure(),
        range(&stock),
        level.unit
    );
    let negative = stock.hi.is_some_and(|hi| hi.value < Decimal::ZERO);
    let gap = there.as_ref().and_then(|(there, _)| stock.gap(&Interval::exactly(*there)));
    let verdict = match (negative, &there, gap) {
        (true, _, _) => {
            sentence.push_str(", less than none");
            Verdict::Contradiction
        }
        (false, None, _) => {
            sentence.push_str("; no published figure is known to set it against");
            Verdict::Note
        }
        (false, Some((_, there)), None) => {
            sentence.push_str(&format!("; {there} is known"));
            Verdict::Agreement
        }
        (false, Some((_, there)), Some(gap)) => {
            sentence.push_str(&format!("; {there} is known, {gap} apart"));
            Verdict::Doubt
        }
    };
    Some(Finding {
        check: Check::ImpliedStock,
        verdict,
        statements: vec![level.cited(), added.cited()],
        known: known.into_iter().filter(|_| baseline.is_none()).collect(),
        gap: gap.map(|gap| Gap::new(gap, &level.unit)),
        sentence,
    })
}

fn range(interval: &Interval) -> String {
    let shown = |limit: Limit| limit.value.normalize().to_string();
    match (interval.lo, interval.hi) {
        (Some(lo), Some(hi)) if lo.value == hi.value => shown(lo),
        (Some(lo), Some(hi)) => format!("{} to {}", shown(lo), shown(hi)),
        (Some(lo), None) if lo.open => format!("more than {}", shown(lo)),
        (Some(lo), None) => format!("at least {}", shown(lo)),
        (None, Some(hi)) => format!("at most {}", shown(hi)),
        (None, None) => "any number of".to_owned(),
    }
}

/// A level of a narrower metric above that of the broader one.
fn parts(material: &Material<'_>, found: &mut Vec<Finding>) {
    let mut wholes: HashMap<(&str, Option<i32>), &Said<'_>> = HashMap::new();
    let plain = || of_kind(material, Kind::Level).filter(|said| said.is_plain());
    for said in plain() {
        if let Some(metric) = said.metric {
            wholes.entry((metric.id.as_str(), said.year())).or_insert(said);
        }
    }
    for part in plain() {
        let Some(broader) = part.metric.and_then(|metric| metric.broader.as_ref()) else { continue };
        let Some(whole) = wholes.get(&(broader.as_str(), part.year())) else { continue };
        let Some((of_part, of_whole)) = part.interval.zip(whole.interval) else { continue };
        let (Some(lo), Some(hi)) = (of_part.lo, of_whole.hi) else { continue };
        if part.unit == whole.unit
            && let Some(gap) = lo.value.checked_sub(hi.value).filter(|gap| *gap > Decimal::ZERO)
        {
            found.push(Finding {
                check: Check::PartOfWhole,
                verdict: Verdict::Contradiction,
                statements: vec![part.cited(), whole.cited()],
                known: Vec::new(),
                gap: Some(Gap::new(gap, &part.unit)),
                sentence: format!(
                    "{} of {}, which are a part of {} of {}",
                    part.figure(),
                    part.indicator.subject,
                    whole.figure(),
                    whole.indicator.subject
                ),
            });
        }
    }
}
