//! Who answers for a measure: labels, brackets, prose; names split and collectives kept whole.

use std::ops::Range;

use super::names::{listed, names};
use super::settle;
use crate::lexicon::{ends_like_agency, roles};
use crate::schema::Role;
use crate::signs::signs;

/// Bytes and brackets in brackets that no list of bodies has.
const LONGEST: usize = 3_000;
const DEEPEST: i32 = 8;

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
    settle(&mut found);
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|(range, role)| seen.insert((text[range.clone()].to_owned(), *role)));
    found
}

/// 责任单位：甲、乙; 牵头：甲；配合：乙.
fn labeled(text: &str) -> Vec<(Range<usize>, Role)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((label, role)) = next_label(text, at) {
        let stop = list_end(text, label.end);
        found.extend(listed(text, label.end..stop, role));
        at = stop.max(label.end);
    }
    found
}

/// The next label with its mark, and its role.
fn next_label(text: &str, from: usize) -> Option<(Range<usize>, Role)> {
    let mut best: Option<(Range<usize>, Role)> = None;
    for (at, (label, role)) in roles().labels.hits(&text[from..]) {
        if best.as_ref().is_some_and(|(range, _)| range.start < from + at) {
            break;
        }
        let Some(range) = marked(text, from + at, label) else { continue };
        if let Some(role) = role
            && best.as_ref().is_none_or(|(known, _)| range.end > known.end)
        {
            best = Some((range, *role));
        }
    }
    best
}

/// A label with the mark that makes it one: 牵头单位：, （责任单位为.
fn marked(text: &str, start: usize, label: &str) -> Option<Range<usize>> {
    let end = start + label.len();
    let after = &text[end..];
    let in_bracket = start == 0
        || text[..start].trim_end().ends_with(['(', '（', '〔', '[', '【', '；', ';', '，', ',', '。', '\n']);
    let trimmed = after.trim_start_matches(' ');
    let colon = trimmed.starts_with(['：', ':', '】', '︰', '﹕']);
    let slip = in_bracket
        && label.chars().nth(3).is_some()
        && (trimmed.starts_with(['；', ';', '|']) || after.starts_with([' ', '为']));
    let short = label.chars().count() == 2;
    if !(colon || slip) || (short && !in_bracket) {
        return None;
    }
    let list = trimmed
        .trim_start_matches(['：', ':', '】', '；', ';', ' ', '︰', '﹕', '|'])
        .trim_start_matches("为");
    Some(start..end + after.len() - list.len())
}

/// Where a list of bodies that begins at `from` ends: at its bracket or full stop, or at the next label.
fn list_end(text: &str, from: usize) -> usize {
    let mut depth = 0_i32;
    let closes = |(_, c): &(usize, char)| match c {
        '(' | '（' | '〔' | '[' | '〈' => {
            depth += 1;
            false
        }
        ')' | '）' | '〕' | ']' if depth == 0 => true,
        ')' | '）' | '〕' | ']' | '〉' => {
            depth -= 1;
            false
        }
        // 牵头单位：甲；乙为… is rare; a semicolon ends the list where a label follows or nothing.
        c => matches!(c, '。' | '\n' | '】'),
    };
    let ends = |(at, (label, role)): &(usize, &(String, Option<Role>))| {
        role.is_none() || marked(text, from + *at, label).is_some()
    };
    let next = roles().labels.hits(&text[from..]).find(ends).map_or(text.len(), |(at, _)| from + at);
    signs(&text[from..next]).find(closes).map_or(next, |(at, _)| from + at)
}

/// （甲牵头，乙、丙配合）
fn bracketed(text: &str) -> Vec<(Range<usize>, Role)> {
    let mut found = Vec::new();
    for (at, open) in signs(text).filter(|(_, c)| matches!(c, '(' | '（' | '〔' | '[' | '【')) {
        let from = at + open.len_utf8();
        let Some(inside) = inside(&text[from..]) else { continue };
        let range = from..from + inside.len();
        if roles().closings.suffix(inside.trim_end_matches(['。', '；', ';', ' '])) > 0 {
            let by = inside.strip_prefix('由').map_or(0, |_| '由'.len_utf8());
            found.extend(assigned(text, range.start + by..range.end));
        } else if closes_measure(text, at, range.end) {
            // …。（市科技局、市财政局）
            let bodies = names(text, range);
            if bodies.iter().all(|body| plausible(&text[body.clone()])) {
                found.extend(bodies.into_iter().map(|body| (body, Role::Responsible)));
            }
        }
    }
    found
}

/// A bracket behind a finished sentence, with nothing behind it.
fn closes_measure(text: &str, open: usize, end: usize) -> bool {
    let finished = text[..open].trim_end().ends_with(['。', '；', '！', '”']);
    finished
        && text[end..]
            .trim_start_matches([')', '）', '〕', ']', '】'])
            .trim_matches([' ', '。', '\n'])
            .is_empty()
}

/// What stands in the bracket that was opened in front of `rest`. `None` if it holds more than a list of bodies does.
fn inside(rest: &str) -> Option<&str> {
    let mut depth = 0_i32;
    for (at, c) in signs(rest) {
        match c {
            '(' | '（' | '〔' | '[' | '〈' => depth += 1,
            ')' | '）' | '〕' | ']' | '】' if depth == 0 => return rest.get(..at),
            ')' | '）' | '〕' | ']' | '〉' => depth -= 1,
            _ => {}
        }
        if at > LONGEST || depth > DEEPEST {
            return None;
        }
    }
    (rest.len() <= LONGEST).then_some(rest)
}

/// 由市科技局牵头负责，市财政局配合。
fn prose(text: &str) -> Vec<(Range<usize>, Role)> {
    for sentence in crate::outline::sentences(text, 0..text.len()) {
        let words = text[sentence.clone()].trim_end_matches(['。', '；', ' ']);
        let ends = roles().closings.suffix(words) > 0;
        if !ends && !words.starts_with('由') {
            continue;
        }
        let Some(by) = by_clause(words) else {
            // 市科技局牵头，市财政局配合。 as a sentence of its own.
            let whole = ends && words.chars().count() <= 120;
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
        if by.ends_with("解释") {
            continue;
        }
        let read = assigned(text, start..duties_end(text, start..sentence.start + words.len()));
        if !read.is_empty() {
            return read;
        }
    }
    Vec::new()
}

/// 由甲牵头，乙、丙配合，每年实施…: where the last segment ends that says what bodies do.
fn duties_end(text: &str, range: Range<usize>) -> usize {
    let mut end = range.start;
    for segment in segments(text, range) {
        let words = text[segment.clone()].trim_end();
        let duty = roles().closings.suffix(words);
        if duty > 0 {
            end = segment.end;
        } else if !names(text, segment).iter().all(|name| plausible(&text[name.clone()])) {
            break;
        }
    }
    end
}

/// 由市科技局负责, 本项工作由市科技局牵头: what stands behind 由.
fn by_clause(words: &str) -> Option<&str> {
    let at = words.find('由')?;
    let subject = &words[..at];
    let named = roles().words.duties.end(subject);
    (at == 0 || (named && subject.chars().count() <= 8)).then(|| &words[at + '由'.len_utf8()..])
}

/// Segments of prose, each closed by what its bodies do.
fn assigned(text: &str, range: Range<usize>) -> Vec<(Range<usize>, Role)> {
    let mut found: Vec<(Range<usize>, Role)> = Vec::new();
    let mut waiting: Vec<Range<usize>> = Vec::new();
    for segment in segments(text, range) {
        let words = text[segment.clone()].trim_end_matches(['。', '；', ';', ' ']);
        // 会同市财政局: those who act with the lead.
        let bare = words.trim_start();
        let beside = Some(roles().words.beside.prefix(bare)).filter(|length| *length > 0);
        let segment =
            segment.start + beside.map_or(0, |length| length + words.len() - bare.len())..segment.end;
        let words = text[segment.clone()].trim_end_matches(['。', '；', ';', ' ']);
        let duty = roles().closings.at_end(words).next();
        let end = segment.start + words.len() - duty.map_or(0, |(w, _)| w.len());
        let bodies = names(text, segment.start..end.max(segment.start));
        // Prose that only sounds like it: every part must be a body.
        if bodies.iter().any(|b| !plausible(&text[b.clone()])) {
            return Vec::new();
        }
        // 由市科技局会同市财政局落实: who acts with others leads.
        if beside.is_some() {
            found.extend(waiting.drain(..).map(|body| (body, Role::Lead)));
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
            // 由市科技局会同市财政局落实
            '会' if depth <= 0 && at > from && text[at..range.end].starts_with("会同") => {
                found.push(from..at);
                from = at;
            }
            _ => {}
        }
    }
    found.push(from..range.end);
    found
}
