//! Sentences and clauses; brackets and quotation marks hold together what they enclose.

use std::ops::Range;

use crate::signs::signs;

/// The sentences of a stretch of clean text, as ranges of it, closing mark included.
///
/// # Examples
///
/// ```
/// let text = "建设平台。新增“三进(进校。进企)”活动5场。";
/// let found: Vec<_> = crossplan::outline::sentences(text, 0..text.len()).map(|r| &text[r]).collect();
/// assert_eq!(found, ["建设平台。", "新增“三进(进校。进企)”活动5场。"]);
/// ```
pub fn sentences(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    split(text, range, LONG, |c| matches!(c, '。' | '！' | '？' | '\n'))
}

/// The clauses of a sentence: cut at commas, semicolons and colons outside brackets and quotation marks.
///
/// A comma between digits is a separator of thousands and cuts nothing.
///
/// # Examples
///
/// ```
/// let text = "到2025年,达1,200家;强度(含园区,下同)2%。";
/// let found: Vec<_> = crossplan::outline::clauses(text, 0..text.len()).map(|r| &text[r]).collect();
/// assert_eq!(found, ["到2025年,", "达1,200家;", "强度(含园区,下同)2%。"]);
/// ```
pub fn clauses(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    split(text, range, usize::MAX, |c| {
        matches!(c, '，' | ',' | '；' | ';' | '：' | ':' | '。' | '！' | '？' | '\n')
    })
}

/// Bytes after which a sentence without an end is cut at its next comma, so that reading stays linear; where no comma
/// comes for long, at another mark, and then anywhere.
const LONG: usize = 4_500;

fn split(
    text: &str,
    range: Range<usize>,
    limit: usize,
    ends: impl Fn(char) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut from = range.start;
    std::iter::from_fn(move || {
        if from >= range.end {
            return None;
        }
        let rest = text.get(from..range.end)?;
        let length = cut(rest, limit, &ends);
        let found = from..from + length;
        from += length;
        Some(found)
    })
}

/// Bytes up to and with the first mark that ends a piece outside brackets.
fn cut(rest: &str, limit: usize, ends: impl Fn(char) -> bool) -> usize {
    let anywhere = limit.saturating_add(limit / 2 + 1);
    let mut depth = 0_usize;
    let mut opened_at = 0;
    let mut read = 0;
    for (at, c) in signs(rest) {
        if at >= limit {
            if let Some(over) = past(rest, anywhere.max(read), at) {
                return over;
            }
            let comma = matches!(c, '，' | ',' | '；' | ';');
            let mark = matches!(c, '、' | '：' | ':' | ' ' | '\t' | '|');
            if comma || (at - limit > limit / 4 && mark) {
                return at + c.len_utf8();
            }
            if at >= anywhere && !c.is_ascii_digit() {
                return at;
            }
        }
        read = at + c.len_utf8();
        match c {
            '(' | '（' | '〔' | '“' | '《' | '[' | '【' => {
                if depth == 0 {
                    opened_at = at;
                }
                depth += 1;
            }
            ')' | '）' | '〕' | '”' | '》' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if ends(c) => {
                let thousands = matches!(c, ',' | '，')
                    && rest[..at].ends_with(|c: char| c.is_ascii_digit())
                    && is_thousands(&rest[read..]);
                // A bracket that never closes must not swallow the rest.
                let lost = depth > 0 && (at - opened_at > 240 || c == '\n' || !closes(&rest[at..]));
                if (depth == 0 || lost) && !thousands {
                    return read;
                }
            }
            _ => {}
        }
    }
    past(rest, anywhere.max(read), rest.len()).unwrap_or(rest.len())
}

/// Where the first character from byte `from` on stands, if that is in front of `end`.
fn past(rest: &str, from: usize, end: usize) -> Option<usize> {
    Some(rest.ceil_char_boundary(from)).filter(|over| *over < end)
}

/// A closing mark follows before the text runs on for long.
fn closes(rest: &str) -> bool {
    rest.chars().take(80).any(|c| matches!(c, ')' | '）' | '〕' | '”' | '》' | ']' | '】'))
}

/// Exactly three digits follow a comma: 1,200 but not 20,30家 or 50,1200家.
fn is_thousands(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits == 3
}
