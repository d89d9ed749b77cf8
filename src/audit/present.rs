//! Targets that are less ambitious than what is there already.

use rust_decimal::Decimal;

use super::material::{Material, Said};
use super::{Check, Finding, Gap, Verdict};
use crate::lexicon::{Direction, Units};
use crate::metrics::Interval;
use crate::reference::{Known, StatisticalIndicator};
use crate::schema::{Bound, Kind};

pub(super) fn check(material: &Material<'_>, found: &mut Vec<Finding>) {
    for said in &material.said {
        let state = matches!(said.indicator.kind, Kind::Level | Kind::Share | Kind::Density | Kind::Annual);
        if !state || said.interval.is_none() || said.indicator.op == Bound::Approx {
            continue;
        }
        let direction = said.metric.map_or(Direction::Neither, |metric| metric.direction);
        if let Some(finding) =
            against_baseline(said, direction).or_else(|| against_known(material, said, direction))
        {
            found.push(finding);
        }
    }
}

/// 由5.2亿元增加到9亿元: the text itself says where it starts.
fn against_baseline(said: &Said<'_>, direction: Direction) -> Option<Finding> {
    let baseline = said.indicator.baseline.as_ref()?;
    let promised = Interval::stated(said.indicator.op, said.indicator.lo?, said.indicator.hi)?;
    let short = shortfall(&promised, baseline.value, direction)?;
    let year = baseline.year.map(|year| (format!(" in {year}"), format!("{year} 年"))).unwrap_or_default();
    let unit = said.indicator.unit.as_deref().unwrap_or_default();
    let there = Units::builtin().english_amount(baseline.value, None, unit);
    let there = (format!("{there} already{}", year.0), format!("{}已有 {} {unit}", year.1, baseline.value));
    Some(finding(said, None, Gap::new(short, unit), there))
}

fn against_known(material: &Material<'_>, said: &Said<'_>, direction: Direction) -> Option<Finding> {
    if !said.is_plain() {
        return None;
    }
    let metric = said.metric?;
    let known = material.known(&StatisticalIndicator::of_metric(metric.id.as_str())?.id, said.year())?;
    let value = material.converted(&known, &said.unit)?;
    let short = shortfall(&said.interval?, value, direction)?;
    let there = (format!("{} already", known.english()), format!("已有 {}", known.chinese()));
    Some(finding(said, Some(known), Gap::new(short, &said.unit), there))
}

/// How much less than `there` a target promises. `None` if it does not.
fn shortfall(promised: &Interval, there: Decimal, direction: Direction) -> Option<Decimal> {
    let (low, high) = promised.promise()?;
    let short = match direction {
        Direction::Ascending => there.checked_sub(high.value),
        Direction::Descending => low.value.checked_sub(there),
        Direction::Neither => None,
    };
    short.filter(|short| *short > Decimal::ZERO)
}

/// `there` says what is there already, in English and in Chinese.
fn finding(said: &Said<'_>, known: Option<Known>, gap: Gap, there: (String, String)) -> Finding {
    Finding {
        check: Check::BelowPresent,
        verdict: Verdict::Doubt,
        statements: vec![said.cited()],
        known: known.into_iter().collect(),
        gap: Some(gap),
        sentence: format!("{}: {} is to be reached, but it was {}", said.name(), said.english(), there.0),
        chinese: format!("{}: 目标为 {},而{}", said.indicator.subject, said.chinese(), there.1),
    }
}
