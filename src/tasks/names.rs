//! Lists of bodies: names split, collectives kept whole.

use std::ops::Range;

use super::settle;
use crate::lexicon::{ends_like_agency, roles};
use crate::schema::Role;

/// The names in a list: cut at 、 and commas outside brackets; 各市、县 and 各区、县级市 stay whole.
pub(super) fn names(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut cut: Vec<Range<usize>> = Vec::new();
    let (mut from, mut depth) = (range.start, 0_i32);
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        match c {
            '(' | '（' | '〔' | '[' | '〈' => depth += 1,
            ')' | '）' | '〕' | ']' | '〉' => depth -= 1,
            '、' | '，' | ',' | '；' | ';' | '：' | ':' | '/' | '\n' if depth <= 0 => {
                cut.push(from..at);
                from = at + c.len_utf8();
            }
            // 县科技局 县医疗保障局
            ' ' if depth <= 0 && ends_like_agency(&text[from..at]) && at > from + 6 => {
                cut.push(from..at);
                from = at + 1;
            }
            '和' | '及'
                if depth <= 0 && joins_bodies(&text[from..at], &text[at + c.len_utf8()..range.end]) =>
            {
                let end = if text[..at].ends_with('以') { at - '以'.len_utf8() } else { at };
                cut.push(from..end);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    cut.push(from..range.end);
    let mut found: Vec<Range<usize>> = Vec::new();
    for part in cut {
        let part = trim(text, part);
        let words = &text[part.clone()];
        if words.chars().count() < 2 && !matches!(words, "县" | "区" | "市" | "镇" | "乡") || is_note(words)
        {
            continue;
        }
        // 各市、县〔市、区〕政府 is one collective, and so is 各区、县级市.
        if let Some(last) = found.last_mut()
            && is_open_collective(&text[last.clone()])
            && is_tier(words)
            && part.start - last.end <= 6
        {
            last.end = part.end;
            continue;
        }
        found.push(part);
    }
    found
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start =
        range.start + words.len() - words.trim_start_matches([' ', '\t', '。', '：', ':', '“', '由']).len();
    let words = &text[start.min(range.end)..range.end];
    let mut end = range.end
        - (words.len() - words.trim_end_matches([' ', '\t', '。', '；', ';', '：', ':', '”', '【']).len());
    // A closing bracket without its opening one is the list's.
    while text[start.min(end)..end].ends_with([')', '）', '〕']) {
        let inner = &text[start..end];
        let open = inner.matches(['(', '（', '〔']).count();
        if open >= inner.matches([')', '）', '〕']).count() {
            break;
        }
        end -= inner.chars().next_back().map_or(1, char::len_utf8);
    }
    for tail in &roles().words.tails {
        if text[start.min(end)..end].ends_with(tail.as_str()) && text[start..end].len() > tail.len() + 3 {
            end -= tail.len();
        }
    }
    start.min(end)..end
}

/// The bodies of a list in their roles; 甲（牵头）、乙 tells the lead in the list itself.
pub(super) fn listed(text: &str, range: Range<usize>, role: Role) -> Vec<(Range<usize>, Role)> {
    let mut found: Vec<(Range<usize>, Role)> =
        names(text, range).into_iter().map(|name| (name, role)).collect();
    for (name, role) in &mut found {
        let mark = roles().words.leading.suffix(&text[name.clone()]);
        if mark > 0 {
            name.end -= mark;
            *role = Role::Lead;
        }
    }
    settle(&mut found);
    found
}

/// Remarks in a list that name no body.
fn is_note(words: &str) -> bool {
    let lists = &roles().words;
    lists.remarks.stand_in(words) || lists.nobody.get(words).is_some()
}

/// 市科技局和市财政局 are two bodies; 市自然资源和规划局 is one.
fn joins_bodies(before: &str, after: &str) -> bool {
    let before = before.trim_end_matches('以');
    let starts_body = after.starts_with(['市', '省', '区', '县', '各', '州', '盟', '旗', '团']);
    let whole = before.chars().count() >= 3
        && !before.ends_with(['部', '院', '会', '社', '区', '县', '市', '镇', '乡']);
    starts_body && ends_like_agency(before) && (whole || roles().words.several.end(before))
}

/// 各市, 各区, 各有关区, 各县: a tier that an enumeration of tiers may follow.
fn is_open_collective(words: &str) -> bool {
    words.starts_with('各')
        && words.ends_with(['市', '区', '县', '州', '镇', '乡', '旗', '盟', '道', '）', ')'])
}

/// 县〔市、区〕政府, 县级市, 区人民政府: goes on with an enumeration of tiers.
fn is_tier(words: &str) -> bool {
    let rest = words.trim_start_matches(['县', '市', '区', '州', '镇', '乡', '旗', '级', '办']);
    rest.len() < words.len()
        && (rest.is_empty()
            || rest.starts_with(['(', '（', '〔', '〈'])
            || roles().words.seats.get(rest).is_some())
}
