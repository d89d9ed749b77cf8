//! The figures of a sentence: quantities and idioms in one list, names left out.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::lexicon::{Cue, Units};
use crate::mentions::{PeriodMention, idioms_with, quantities_with};
use crate::schema::Bound;

/// A figure with the words that bound it; ranges are in the sentence.
#[derive(Clone, Debug)]
pub(in crate::indicators) struct Value {
    pub(in crate::indicators) range: Range<usize>,
    pub(in crate::indicators) core: Range<usize>,
    pub(in crate::indicators) lo: Option<Decimal>,
    pub(in crate::indicators) hi: Option<Decimal>,
    pub(in crate::indicators) op: Bound,
    pub(in crate::indicators) unit: Option<String>,
    pub(in crate::indicators) cue: Cue,
    pub(in crate::indicators) idiom: bool,
    /// Written in Chinese characters.
    pub(in crate::indicators) chinese: bool,
    pub(in crate::indicators) twofold: bool,
    /// The whole behind the bound: 不低于营业收入的3%.
    pub(in crate::indicators) of: Option<Range<usize>>,
}

impl Value {
    pub(in crate::indicators) fn is_share(&self) -> bool {
        matches!(self.unit.as_deref(), Some("%" | "‰" | "％"))
    }

    pub(in crate::indicators) fn is_points(&self) -> bool {
        self.unit.as_deref().is_some_and(|u| u.ends_with("百分点"))
    }

    pub(in crate::indicators) fn is_money(&self) -> bool {
        self.unit.as_deref().is_some_and(|u| u.ends_with(['元', '币']) || u.contains("元/"))
    }
}

/// All figures of a sentence, in order.
pub(in crate::indicators) fn find(text: &str, periods: &[PeriodMention], units: &Units) -> Vec<Value> {
    let mut found: Vec<Value> = idioms_with(text, units)
        .into_iter()
        .map(|i| Value {
            range: i.range,
            core: i.core,
            lo: i.lo,
            hi: None,
            op: i.op,
            unit: i.unit,
            cue: i.cue,
            idiom: true,
            chinese: true,
            twofold: i.twofold,
            of: None,
        })
        .collect();
    let idioms = found.len();
    for q in quantities_with(text, periods, units) {
        if !found[..idioms].iter().any(|f| f.core.start < q.core.end && q.core.start < f.core.end) {
            let (range, core) = (q.range, q.core);
            found.push(Value {
                range,
                core,
                lo: Some(q.lo),
                hi: q.hi,
                op: q.op,
                unit: q.unit,
                cue: q.cue,
                idiom: false,
                chinese: q.chinese,
                twofold: false,
                of: q.of,
            });
        }
    }
    if text.contains(['“', '《', '「', '‘', '<']) {
        found.retain(|v| !quoted_name(text, v));
    }
    found.sort_by_key(|v| v.core.start);
    // A cue can be claimed by one figure only.
    for k in 1..found.len() {
        let floor = found[k - 1].range.end;
        if found[k].range.start < floor {
            found[k].range.start = floor.min(found[k].core.start);
        }
    }
    found
}

/// A number inside short quotation or title marks is part of a name: “1213”体系, 《…2025年》.
fn quoted_name(text: &str, value: &Value) -> bool {
    // 实现“应改尽改、全面覆盖”
    if value.twofold || (value.idiom && value.is_share()) {
        return false;
    }
    for (open, close) in [('“', '”'), ('《', '》'), ('「', '」'), ('‘', '’'), ('<', '>')] {
        let before = &text[..value.core.start];
        let Some(start) = before.rfind(open).filter(|at| !before[*at..].contains(close)) else { continue };
        let Some(end) = text[value.core.start..].find(close) else { continue };
        let inside = &text[start..value.core.start + end];
        let names = open == '《' || inside.chars().count() <= 14 || !inside.contains(['，', ',']);
        if names {
            return true;
        }
    }
    false
}
