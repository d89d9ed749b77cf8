//! Levels against increments, and parts against wholes.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::material::{Material, Said};
use super::{Check, Finding, Gap, Verdict};
use crate::lexicon::Units;
use crate::metrics::{Interval, Limit};
use crate::reference::{Known, StatisticalIndicator};
use crate::schema::Kind;

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
    let (there, known) = match stated_start(level) {
        Some(there) => (Some(there), None),
        None => published_start(material, level).unzip(),
    };
    let (begin_en, begin_zh) = range(&stock, &level.unit);
    let mut sentence = format!(
        "{}: {} less {} to be added implies {begin_en} at the start",
        level.name(),
        level.english(),
        added.english(),
    );
    let mut chinese = format!(
        "{}: {} 减去新增 {},推得期初 {begin_zh}",
        level.indicator.subject,
        level.chinese(),
        added.chinese(),
    );
    let mut add = |en: &str, zh: &str| {
        sentence.push_str(en);
        chinese.push_str(zh);
    };
    let negative = stock.hi.is_some_and(|hi| hi.value < Decimal::ZERO);
    let gap = there.as_ref().and_then(|(there, ..)| stock.gap(&Interval::exactly(*there)));
    let verdict = match (negative, &there, gap) {
        (true, _, _) => {
            add(", less than none", ",少于零");
            Verdict::Contradiction
        }
        (false, None, _) => {
            add("; no published figure is known to set it against", ";没有可对照的已公布数据");
            Verdict::Note
        }
        (false, Some((_, en, zh)), None) => {
            add(&format!("; {en} is known"), &format!(";已知 {zh}"));
            Verdict::Agreement
        }
        (false, Some((_, en, zh)), Some(gap)) => {
            add(&format!("; {en} is known, {gap} apart"), &format!(";已知 {zh},相差 {gap}"));
            Verdict::Doubt
        }
    };
    Some(Finding {
        check: Check::ImpliedStock,
        verdict,
        statements: vec![level.cited(), added.cited()],
        known: known.into_iter().collect(),
        gap: gap.map(|gap| Gap::new(gap, &level.unit)),
        sentence,
        chinese,
    })
}

/// What is there at the start: in the unit of the level, then in English and in Chinese as its source says it.
type There = (Decimal, String, String);

/// 由1万家增加到2万家: what the text itself says.
fn stated_start(level: &Said<'_>) -> Option<There> {
    let written = level.indicator.baseline.as_ref()?.value;
    let unit = level.indicator.unit.as_deref().unwrap_or_default();
    let english = Units::builtin().english_amount(written, None, unit);
    Some((level.baseline?, english, format!("{written} {unit}").trim_end().to_owned()))
}

/// The latest published figure from before the plan, if its unit is one of the level.
fn published_start(material: &Material<'_>, level: &Said<'_>) -> Option<(There, Known)> {
    let indicator = StatisticalIndicator::of_metric(level.metric?.id.as_str())?;
    let begin = material.plan.period.start.map(|year| year - 1);
    let known = material.known(&indicator.id, begin.or(level.year()))?;
    let value = material.converted(&known, &level.unit)?;
    Some(((value, known.english(), known.chinese()), known))
}

/// In English and in Chinese.
fn range(interval: &Interval, unit: &str) -> (String, String) {
    let en = |limit: Limit| Units::builtin().english_amount(limit.value.normalize(), None, unit);
    let zh = |limit: Limit| format!("{} {unit}", limit.value.normalize());
    match (interval.lo, interval.hi) {
        (Some(lo), Some(hi)) if lo.value == hi.value => (en(lo), zh(lo)),
        (Some(lo), Some(hi)) => (format!("{} to {}", en(lo), en(hi)), format!("{} 至 {}", zh(lo), zh(hi))),
        (Some(lo), None) if lo.open => (format!("more than {}", en(lo)), format!("超过 {}", zh(lo))),
        (Some(lo), None) => (format!("at least {}", en(lo)), format!("至少 {}", zh(lo))),
        (None, Some(hi)) => (format!("at most {}", en(hi)), format!("至多 {}", zh(hi))),
        (None, None) => ("any number".to_owned(), "任意数量".to_owned()),
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
                    "{}: {}, which are a part of {}: {}",
                    part.name(),
                    part.english(),
                    whole.name(),
                    whole.english(),
                ),
                chinese: format!(
                    "{} {} 是{} {} 的一部分,却更大",
                    part.indicator.subject,
                    part.chinese(),
                    whole.indicator.subject,
                    whole.chinese(),
                ),
            });
        }
    }
}
