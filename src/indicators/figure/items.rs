//! One clause → items: each figure with the words left and right of it.

use std::ops::Range;

use super::values::Value;

/// A figure of a clause and the stretches that may hold its subject.
#[derive(Clone, Debug)]
pub(in crate::indicators) struct Item {
    pub(in crate::indicators) value: Value,
    /// Between the item before and the figure.
    pub(in crate::indicators) left: Range<usize>,
    /// Between the figure and the item behind.
    pub(in crate::indicators) right: Range<usize>,
    /// The value it starts from: 由5.2亿元增加到9亿元.
    pub(in crate::indicators) baseline: Option<Value>,
}

/// Splits a clause between its figures.
pub(in crate::indicators) fn split(text: &str, clause: Range<usize>, values: &[Value]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut start = clause.start;
    let mut baseline: Option<Value> = None;
    for (k, value) in values.iter().enumerate() {
        let Some(next) = values.get(k + 1) else {
            items.push(Item {
                value: value.clone(),
                left: start..value.range.start.max(start),
                right: value.range.end.min(clause.end)..clause.end,
                baseline: baseline.take(),
            });
            break;
        };
        let gap = value.range.end.min(next.range.start)..next.range.start;
        if is_baseline(text, start, value, next) {
            baseline = Some(value.clone());
            continue;
        }
        match separator(&text[gap.clone()]) {
            Some((at, length)) => {
                let right = value.range.end.min(gap.start + at)..gap.start + at;
                items.push(Item {
                    value: value.clone(),
                    left: start..value.range.start.max(start),
                    right,
                    baseline: baseline.take(),
                });
                start = gap.start + at + length;
            }
            // 培育8家年营业收入超百亿元的链主企业: the second figure describes what the first one counts.
            None if describes(text, value, next) => {
                let right = value.range.end.min(clause.end)..clause.end;
                items.push(Item {
                    value: value.clone(),
                    left: start..value.range.start.max(start),
                    right,
                    baseline: baseline.take(),
                });
                break;
            }
            // 投资5亿元以上项目20个: the first figure describes what the second one counts.
            None => {}
        }
    }
    items
}

/// An amount or share behind a count that ends in 的 belongs to the thing counted.
fn describes(text: &str, value: &Value, next: &Value) -> bool {
    let counted = !value.is_money()
        && !value.is_share()
        && crate::lexicon::verb_at_end(&text[..value.range.start]).is_some();
    counted && (next.is_money() || next.is_share()) && text[next.range.end..].starts_with('的')
}

/// Where the words between two figures part: at their start, at their end, at the last 、, at the last 和.
fn separator(gap: &str) -> Option<(usize, usize)> {
    // Recognition lost the mark: …2800家每万人口…, …60个其中….
    if ["每万", "其中", "到20", "每百", "共", "合计", "总计", "面积", "总面积"]
        .iter()
        .any(|w| gap.starts_with(w))
    {
        return Some((0, 0));
    }
    // 15个（市级10个、省级5个）
    if let Some(open) = gap.chars().next().filter(|c| matches!(c, '（' | '(')) {
        return Some((0, open.len_utf8()));
    }
    const WORDS: &[&str] = &["、", "以及", "和", "及", "与", "并", "，", ",", "或", "/", "；", ";"];
    let trimmed = gap.trim_start();
    let lead = gap.len() - trimmed.len();
    if let Some(word) = WORDS.iter().find(|w| trimmed.starts_with(**w)) {
        return Some((lead, word.len()));
    }
    if let Some(word) = WORDS.iter().find(|w| gap.ends_with(**w)) {
        return Some((gap.len() - word.len(), word.len()));
    }
    let outside = |at: usize| {
        let before = &gap[..at];
        before.matches(['(', '（', '“', '《']).count() == before.matches([')', '）', '”', '》']).count()
    };
    for word in ["、", "以及", "和", "及", "与", "并"] {
        if let Some(at) = gap.rmatch_indices(word).map(|(at, _)| at).find(|at| outside(*at)) {
            return Some((at, word.len()));
        }
    }
    None
}

/// 由5.2亿元增加到9亿元, 从2020年的1.2%提高到2025年的2%: what stands first is where it starts from.
fn is_baseline(text: &str, start: usize, value: &Value, next: &Value) -> bool {
    let before = text[start..value.range.start].trim_end();
    let now = before.trim_end_matches(['的', '有', '在', '底', '末']);
    let now = ["目前", "现", "当前", "去年", "上年"].iter().any(|w| now.ends_with(w))
        && before.contains(['由', '从', '自']);
    let named = now || before.ends_with(['由', '从', '自']) || {
        let year = before.trim_end_matches(['的', '度', '末', '底']);
        year.ends_with('年') && before.contains(['由', '从', '自'])
    };
    let between = text[value.range.end.min(next.range.start)..next.range.start].trim();
    let bare: String = between
        .chars()
        .filter(|c| !c.is_ascii_digit() && !matches!(c, '年' | '的' | '末' | '底' | '，' | ','))
        .collect();
    let on_top = between.trim_start_matches('的').starts_with("基础上")
        && ["现有", "已有", "目前", "已建成", "已建"].iter().any(|w| before.ends_with(w));
    if on_top {
        return true;
    }
    const RISES: &[&str] = &[
        "", "增加到", "增至", "增加至", "提高到", "提高至", "提升到", "提升至", "增长到", "增长至", "上升到",
        "扩大到", "下降到", "下降至", "降低到", "降低至", "降至", "降到", "发展到", "达到", "增", "提高",
        "提升", "扩大", "调整到", "调整为", "压减到",
    ];
    let reached = next.cue.reached || RISES.iter().skip(1).any(|w| bare == *w);
    named && reached && RISES.contains(&bare.as_str())
}
