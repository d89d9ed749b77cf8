//! Who answers for a measure: labels, brackets, prose; names split and collectives kept whole.

use std::ops::Range;

use super::names::{listed, names};
use crate::lexicon::ends_like_agency;
use crate::schema::Role;

/// Labels in front of a list of bodies, longest first, with the role they give.
const LABELS: &[(&str, Role)] = &[
    ("牵头责任单位", Role::Lead),
    ("牵头单位", Role::Lead),
    ("牵头部门", Role::Lead),
    ("主办单位", Role::Lead),
    ("主责单位", Role::Lead),
    ("主要责任单位", Role::Lead),
    ("牵头领导单位", Role::Lead),
    ("配合责任单位", Role::Support),
    ("配合单位", Role::Support),
    ("配合部门", Role::Support),
    ("协同单位", Role::Support),
    ("协办单位", Role::Support),
    ("协助单位", Role::Support),
    ("参与单位", Role::Support),
    ("参加单位", Role::Support),
    ("支持单位", Role::Support),
    ("参与部门", Role::Support),
    ("责任单位", Role::Responsible),
    ("责任部门", Role::Responsible),
    ("责任主体", Role::Responsible),
    ("实施单位", Role::Responsible),
    ("落实单位", Role::Responsible),
    ("承办单位", Role::Responsible),
    ("负责单位", Role::Responsible),
    ("主管部门", Role::Responsible),
    ("牵头", Role::Lead),
    ("主办", Role::Lead),
    ("配合", Role::Support),
    ("协办", Role::Support),
    ("协同", Role::Support),
    ("参与", Role::Support),
    ("责任", Role::Responsible),
    ("负责", Role::Responsible),
];

/// Other labels; they end a list.
const OTHER_LABELS: &[&str] = &[
    "完成时限", "完成时间", "时间节点", "工作内容", "工作任务", "工作目标", "责任人", "时限", "完成期限",
    "联系人", "备注", "目标任务", "进度",
];

/// What follows the bodies in prose, longest first, with the role it gives.
const PROSE: &[(&str, Role)] = &[
    ("按职责分工负责", Role::Responsible),
    ("按照职责分工负责", Role::Responsible),
    ("按职责分工落实", Role::Responsible),
    ("按职责负责", Role::Responsible),
    ("按职责分工", Role::Responsible),
    ("分工负责", Role::Responsible),
    ("分别负责", Role::Responsible),
    ("共同负责", Role::Responsible),
    ("具体负责", Role::Responsible),
    ("负责牵头", Role::Lead),
    ("牵头负责", Role::Lead),
    ("牵头落实", Role::Lead),
    ("牵头实施", Role::Lead),
    ("牵头推进", Role::Lead),
    ("牵头组织", Role::Lead),
    ("牵头", Role::Lead),
    ("负责组织实施", Role::Responsible),
    ("负责落实", Role::Responsible),
    ("负责实施", Role::Responsible),
    ("组织实施", Role::Responsible),
    ("负责", Role::Responsible),
    ("配合落实", Role::Support),
    ("协同配合", Role::Support),
    ("参与配合", Role::Support),
    ("配合", Role::Support),
    ("协助", Role::Support),
    ("参与", Role::Support),
    ("协同", Role::Support),
    ("支持", Role::Support),
    ("落实", Role::Responsible),
];

/// The bodies that a stretch of clean text holds responsible, with their roles.
///
/// 责任单位 beside a lead becomes [`Role::Support`].
///
/// # Examples
///
/// ```
/// use crossplan::{schema::Role, tasks::responsibilities};
///
/// let text = "(市科技局牵头,各市、县〔市、区〕政府配合)";
/// let found: Vec<_> = responsibilities(text).into_iter().map(|(r, role)| (&text[r], role)).collect();
/// assert_eq!(found, [("市科技局", Role::Lead), ("各市、县〔市、区〕政府", Role::Support)]);
/// ```
#[must_use]
pub fn responsibilities(text: &str) -> Vec<(Range<usize>, Role)> {
    let mut found = labeled(text);
    if found.is_empty() {
        found = bracketed(text);
    }
    if found.is_empty() {
        found = prose(text);
    }
    if found.iter().any(|(_, role)| *role == Role::Lead) {
        for (_, role) in &mut found {
            if *role == Role::Responsible {
                *role = Role::Support;
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|(range, role)| seen.insert((text[range.clone()].to_owned(), *role)));
    found
}

/// 责任单位：甲、乙; 牵头：甲；配合：乙.
fn labeled(text: &str) -> Vec<(Range<usize>, Role)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, end, role)) = next_label(text, at) {
        let stop = list_end(text, start, end);
        found.extend(listed(text, end..stop, role));
        at = stop.max(end);
    }
    found
}

/// The next label with its mark: where it starts, where its list begins, its role.
fn next_label(text: &str, from: usize) -> Option<(usize, usize, Role)> {
    let mut best: Option<(usize, usize, Role)> = None;
    for (label, role) in LABELS {
        for (at, _) in text[from..].match_indices(label) {
            let start = from + at;
            let after = &text[start + label.len()..];
            let in_bracket = text[..start]
                .trim_end()
                .ends_with(['(', '（', '〔', '[', '【', '；', ';', '，', ',', '。', '\n'])
                || start == 0;
            let trimmed = after.trim_start_matches(' ');
            let colon = trimmed.starts_with(['：', ':', '】', '︰', '﹕']);
            let slip = in_bracket
                && label.chars().count() >= 4
                && (trimmed.starts_with(['；', ';', '|']) || after.starts_with(' '))
                || (in_bracket && label.chars().count() >= 4 && after.starts_with("为"));
            let short = label.chars().count() == 2;
            if !(colon || slip) || (short && !in_bracket) {
                continue;
            }
            let mark: usize = after.len()
                - trimmed
                    .trim_start_matches(['：', ':', '】', '；', ';', ' ', '︰', '﹕', '|'])
                    .trim_start_matches("为")
                    .len();
            if best.is_none_or(|(b, e, _)| start < b || (start == b && start + label.len() + mark > e)) {
                best = Some((start, start + label.len() + mark, *role));
            }
            break;
        }
    }
    best
}

/// Where a list of bodies that begins at `from` ends.
fn list_end(text: &str, label: usize, from: usize) -> usize {
    let mut depth = 0_i32;
    let _ = label;
    let next = next_label(text, from).map_or(text.len(), |(start, _, _)| start);
    let other = OTHER_LABELS
        .iter()
        .filter_map(|l| text[from..].find(l).map(|at| from + at))
        .min()
        .unwrap_or(text.len());
    for (at, c) in text[from..].char_indices() {
        let at = from + at;
        if at >= next || at >= other {
            break;
        }
        match c {
            '(' | '（' | '〔' | '[' | '〈' => depth += 1,
            ')' | '）' | '〕' | ']' if depth == 0 => return at,
            ')' | '）' | '〕' | ']' | '〉' => depth -= 1,
            '。' | '\n' | '】' => return at,
            // 牵头单位：甲；乙为… is rare; a semicolon ends the list where a label follows or nothing.
            _ => {}
        }
    }
    next.min(other)
}

/// （甲牵头，乙、丙配合）
fn bracketed(text: &str) -> Vec<(Range<usize>, Role)> {
    let mut found = Vec::new();
    for (at, open) in text.match_indices(['(', '（', '〔', '[', '【']) {
        let from = at + open.len();
        let mut depth = 0_i32;
        let mut end = text.len();
        for (step, c) in text[from..].char_indices() {
            match c {
                '(' | '（' | '〔' | '[' | '〈' => depth += 1,
                ')' | '）' | '〕' | ']' | '】' if depth == 0 => {
                    end = from + step;
                    break;
                }
                ')' | '）' | '〕' | ']' | '〉' => depth -= 1,
                _ => {}
            }
        }
        let inside = &text[from..end];
        if !PROSE.iter().any(|(word, _)| inside.trim_end_matches(['。', '；', ';', ' ']).ends_with(word)) {
            continue;
        }
        let read = assigned(text, from..end);
        if !read.is_empty() {
            found.extend(read);
        }
    }
    found
}

/// 由市科技局牵头负责，市财政局配合。
fn prose(text: &str) -> Vec<(Range<usize>, Role)> {
    for sentence in crate::outline::sentences(text, 0..text.len()) {
        let words = text[sentence.clone()].trim_end_matches(['。', '；', ' ']);
        let Some(by) = by_clause(words) else {
            // 市科技局牵头，市财政局配合。 as a sentence of its own.
            let whole = PROSE.iter().any(|(w, _)| words.ends_with(w)) && words.chars().count() <= 120;
            let names_first = words
                .split(['、', '，', ',', '牵', '负', '按'])
                .next()
                .is_some_and(|n| ends_like_agency(n.trim()) && n.chars().count() <= 20);
            if whole && names_first && sentence.start + words.len() + 6 >= text.len() {
                let read = assigned(text, sentence.start..sentence.start + words.len());
                if !read.is_empty() {
                    return read;
                }
            }
            continue;
        };
        let start = sentence.start + (words.len() - by.len());
        // 由市科技局负责解释 says who explains, not who acts.
        if by.ends_with("解释") || !PROSE.iter().any(|(w, _)| by.ends_with(w)) {
            continue;
        }
        let read = assigned(text, start..sentence.start + words.len());
        if !read.is_empty() {
            return read;
        }
    }
    Vec::new()
}

/// 由市科技局负责, 本项工作由市科技局牵头: what stands behind 由.
fn by_clause(words: &str) -> Option<&str> {
    let at = words.find('由')?;
    let subject = &words[..at];
    let named = ["工作", "任务", "项", "条", "措施", "事项", "内容"].iter().any(|w| subject.ends_with(w));
    (at == 0 || (named && subject.chars().count() <= 8)).then(|| &words[at + '由'.len_utf8()..])
}

/// Segments of prose, each closed by what its bodies do.
fn assigned(text: &str, range: Range<usize>) -> Vec<(Range<usize>, Role)> {
    let mut found: Vec<(Range<usize>, Role)> = Vec::new();
    let mut waiting: Vec<Range<usize>> = Vec::new();
    for segment in segments(text, range) {
        let words = text[segment.clone()].trim_end_matches(['。', '；', ';', ' ']);
        // 会同市财政局: those who act with the lead.
        let beside = ["会同", "商", "联合"].iter().find(|w| words.trim_start().starts_with(**w));
        let segment = segment.start + beside.map_or(0, |w| w.len() + words.len() - words.trim_start().len())
            ..segment.end;
        let words = text[segment.clone()].trim_end_matches(['。', '；', ';', ' ']);
        let duty = PROSE.iter().find(|(w, _)| words.ends_with(w));
        let end = segment.start + words.len() - duty.map_or(0, |(w, _)| w.len());
        let bodies = names(text, segment.start..end.max(segment.start));
        // Prose that only sounds like it: every part must be a body.
        if bodies.iter().any(|b| !plausible(&text[b.clone()])) {
            return Vec::new();
        }
        match duty {
            Some(_) if beside.is_some() => found.extend(bodies.into_iter().map(|b| (b, Role::Support))),
            None if beside.is_some() => found.extend(bodies.into_iter().map(|b| (b, Role::Support))),
            Some((_, role)) => found.extend(waiting.drain(..).chain(bodies).map(|b| (b, *role))),
            None => waiting.extend(bodies),
        }
    }
    found.extend(waiting.into_iter().map(|b| (b, Role::Responsible)));
    if found.iter().all(|(_, role)| *role == Role::Support) { Vec::new() } else { found }
}

fn plausible(name: &str) -> bool {
    (2..=40).contains(&name.chars().count()) && ends_like_agency(name)
}

/// Cut at commas and semicolons outside brackets.
fn segments(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut from, mut depth) = (range.start, 0_i32);
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        match c {
            '(' | '（' | '〔' => depth += 1,
            ')' | '）' | '〕' => depth -= 1,
            '，' | ',' | '；' | ';' if depth <= 0 => {
                found.push(from..at);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(from..range.end);
    found
}
