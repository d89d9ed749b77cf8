//! Numbers that are parts of names: 第3次, 5G, 4+4.

use crate::lexicon::Units;

pub(super) fn starts_number(c: char) -> bool {
    matches!(
        c,
        '0'..='9'
            | '零'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '半'
            | '过'
    )
}

/// Digits, points and signs that hang together: 12+1, 4.0, 2022-03-18.
pub(super) fn run(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-' | '_' | '/' | '×')))
        .unwrap_or(text.len())
}

/// A number that is part of a name or ratio: 第3次, G60, 4+4, 5G, COVID-19, 1:1, 前10名.
pub(super) fn in_name(text: &str, start: usize, units: &Units) -> bool {
    // 走进千家万户
    if ["千家万户", "千行百业"].iter().any(|word| text[start..].starts_with(word)) {
        return true;
    }
    let before = text[..start].chars().next_back();
    let hangs =
        before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '第' | '+' | '_' | '№' | '#' | '×'));
    let hyphen = before == Some('-') && text[..start - 1].ends_with(|c: char| c.is_ascii_alphabetic());
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let after = &text[start + digits..];
    let joined = after.strip_prefix(['+', '×', '_']);
    let sum = digits > 0 && joined.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    // 54230026T0117 is a code, whatever T may be.
    let label = &after[units.unit_length(after)..];
    let latin = digits > 0
        && after.starts_with(|c: char| c.is_ascii_alphabetic())
        && (label.len() == after.len() || label.starts_with(|c: char| c.is_ascii_alphanumeric()));
    // 按1:1比例
    let colon = |c: char| matches!(c, ':' | '：');
    let ratio = digits > 0
        && after.strip_prefix(colon).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || text[..start].strip_suffix(colon).is_some_and(|lead| lead.ends_with(|c: char| c.is_ascii_digit()));
    // 前10名 is a place.
    let place = before == Some('前') && digits > 0 && after.starts_with(['名', '位', '强']);
    hangs || hyphen || sum || latin || ratio || place
}
