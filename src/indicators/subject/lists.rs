//! Enumerations of subjects: their parts, and the head that they share.

use std::ops::Range;

use super::areas::known_place;
use crate::lexicon::context::context;

/// 宣讲(进学校、进企业)活动 → 宣讲, 活动: a list in brackets inside a subject explains it.
pub(in crate::indicators) fn without_lists(text: &str, piece: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[piece.clone()];
    let cut = words.find(['(', '（']).filter(|open| *open > 0).and_then(|open| {
        let close = open + words[open..].find([')', '）'])?;
        let behind = close + words[close..].chars().next()?.len_utf8();
        (words[open..close].contains('、') && behind < words.len() && !is_short_list(&words[open..close]))
            .then_some((open, behind))
    });
    match cut {
        Some((open, behind)) => vec![piece.start..piece.start + open, piece.start + behind..piece.end],
        None => vec![piece],
    }
}

/// （市、区） belongs to the name of a place.
fn is_short_list(inside: &str) -> bool {
    inside.trim_start_matches(['（', '(']).split('、').all(|part| part.chars().count() <= 2)
}

/// The parts of an enumeration: cut at 、, 和, 及, 与 outside brackets and quotation marks.
pub(in crate::indicators) fn parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[range.clone()];
    let mut found = Vec::new();
    let (mut from, mut depth, mut skip) = (0, 0_i32, 0);
    for (at, c) in words.char_indices() {
        if at < skip {
            continue;
        }
        match c {
            '(' | '（' | '“' | '《' | '〔' => depth += 1,
            ')' | '）' | '”' | '》' | '〕' => depth -= 1,
            '、' | '和' | '及' | '与' | '，' | ',' if depth <= 0 && at > from => {
                // 和, 及 and 与 join words of one name too; a part has two characters at least.
                let whole = c == '、' || c == '，' || c == ',';
                // 呼和浩特 is one name.
                if !whole && from + known_place(&words[from..]) > at {
                    continue;
                }
                let long = words[from..at].chars().nth(1).is_some()
                    && words[at + c.len_utf8()..].chars().nth(1).is_some();
                if whole || long {
                    let end =
                        if words[..at].ends_with('以') && c == '及' { at - '以'.len_utf8() } else { at };
                    found.push(range.start + from..range.start + end);
                    from = at + c.len_utf8();
                    skip = from;
                }
            }
            _ => {}
        }
    }
    found.push(range.start + from..range.end);
    found.retain(|r| !text[r.clone()].trim().is_empty());
    found
}

/// A part of an enumeration with the head it shares with the last one: 国家级 + 孵化器.
pub(in crate::indicators) fn complete(
    text: &str,
    part: &Range<usize>,
    last: &Range<usize>,
) -> Vec<Range<usize>> {
    if part == last || stands_alone(&text[part.clone()]) {
        return vec![part.clone()];
    }
    let whole = &text[last.clone()];
    let tier = context().tiers.prefix(whole);
    let own = context().tiers.prefix(&text[part.clone()]);
    let skip = if own == part.len() || (tier > 0 && own > 0) {
        // 省级 + 中试基地, 国家级 + 市级|孵化器
        tier
    } else {
        // 橡胶、甘蔗良种覆盖率: what is not shared is as long as the part.
        let characters = text[part.clone()].chars().count();
        whole.chars().take(characters).map(char::len_utf8).sum()
    };
    let head = last.start + skip..last.end;
    if head.is_empty() { vec![part.clone()] } else { vec![part.clone(), head] }
}

/// A part that names what it counts: it ends in a head and is no bare tier.
pub(in crate::indicators) fn stands_alone(part: &str) -> bool {
    let words = context();
    let bare_tier = words.tiers.get(part).is_some();
    let head = words.heads.suffix(part);
    !bare_tier && head > 0 && part.len() > head && part.chars().nth(2).is_some()
}
