//! Page numbers on lines of their own, and page marks that a preview puts into the running text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::signs::signs;

/// What stands on both sides of a page number.
const DASHES: [char; 9] = ['-', '—', '–', '－', '―', '─', '·', '~', '•'];

/// True for a line that can only be a page number if its neighbors agree: `- 3 -`, `第 3 页 共 12 页`, `3/12`.
pub(super) fn is_page_line(line: &str) -> bool {
    let first = line.trim_start().chars().next();
    if !first.is_some_and(|c| DASHES.contains(&c) || matches!(c, '第' | '共' | 'P')) {
        return false;
    }
    let words: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    if words.len() > 40 {
        return false;
    }
    let dashed = words.starts_with(DASHES) && words.ends_with(DASHES);
    let inner = words.trim_matches(DASHES);
    if dashed && !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit()) && inner.len() <= 3 {
        return true;
    }
    let paged = words.strip_prefix('第').is_some_and(|rest| {
        rest.contains('页')
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '页' | '共' | '/' | ',' | '，' | '第'))
    });
    let total = words
        .strip_suffix('页')
        .is_some_and(|rest| rest.starts_with('共') && rest[3..].chars().all(|c| c.is_ascii_digit()));
    paged
        || total
        || words.strip_prefix("Page").is_some_and(|rest| {
            rest.bytes().all(|b| b.is_ascii_digit() || b == b'/' || b == b'o' || b == b'f')
        })
}

/// True for a line that holds nothing but a number of up to three digits.
pub(super) fn is_lone_number(line: &str) -> bool {
    let words = line.trim();
    (1..=3).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_digit())
}

/// True for a line that holds nothing but dashes or rules.
pub(super) fn is_rule(line: &str) -> bool {
    let words = line.trim();
    !words.is_empty()
        && words
            .chars()
            .all(|c| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '_' | '=' | '*' | ' ' | '·'))
}

/// Lines that stand at the head or foot of every page: repeated, short, and mostly beside a page number.
pub(super) fn running_heads<'t>(text: &'t str, raw: &[(Range<usize>, bool)]) -> HashSet<&'t str> {
    let words: Vec<&str> =
        raw.iter().map(|(r, _)| text[r.clone()].trim()).filter(|w| !w.is_empty()).collect();
    if !words.iter().any(|w| is_lone_number(w) || is_page_line(w)) {
        return HashSet::new();
    }
    let mut seen: HashMap<&str, (usize, usize)> = HashMap::new();
    for (k, line) in words.iter().enumerate() {
        let length = line.chars().count();
        if !(6..=40).contains(&length)
            || line.starts_with(|c: char| c.is_ascii_digit())
            || line.contains(['：', ':', '|', '\t', '。'])
            || closes_another(line)
        {
            continue;
        }
        let numbered = |at: Option<usize>| {
            at.and_then(|at| words.get(at)).is_some_and(|w| is_lone_number(w) || is_page_line(w))
        };
        let entry = seen.entry(line).or_default();
        entry.0 += 1;
        entry.1 += usize::from(numbered(k.checked_sub(1)) || numbered(Some(k + 1)));
    }
    seen.into_iter()
        .filter(|(_, (all, beside))| {
            *beside >= 2 && (*beside == *all || *all >= 3 && *beside * 3 >= *all * 2 - 1)
        })
        .map(|(line, _)| line)
        .collect()
}

/// 高校院所,各县市区政府): the end of a list that began on the line above is no head of a page.
fn closes_another(line: &str) -> bool {
    let mut open = 0_u32;
    line.chars().any(|c| match c {
        '(' | '（' | '〔' | '【' => {
            open += 1;
            false
        }
        ')' | '）' | '〕' | '】' if open == 0 => true,
        ')' | '）' | '〕' | '】' => {
            open -= 1;
            false
        }
        _ => false,
    })
}

/// How far apart page marks stand, at least, in bytes.
const PAGE: usize = 150;

/// The page marks `2、`, `3、` … of a document preview: numbers that rise by one and mostly break sentences.
///
/// A numbered list is none: its numbers follow a full stop or begin a line after a finished one.
pub(super) fn marks(text: &str) -> Vec<Range<usize>> {
    let found: Vec<(u32, Range<usize>, bool)> = signs(text)
        .filter(|(_, c)| *c == '、')
        .filter_map(|(at, c)| candidate(text, at, c.len_utf8()))
        .collect();
    let mut best: Vec<usize> = Vec::new();
    // Follow the numbers from the first 1 or 2; each next one is the nearest with the next number a page further on.
    for start in found.iter().enumerate().filter(|(_, f)| f.0 <= 2).map(|(at, _)| at).take(4) {
        let mut chain = vec![start];
        let (mut number, mut end) = (found[start].0, found[start].1.end);
        for (at, (next, range, _)) in found.iter().enumerate().skip(start + 1) {
            // Recognition may have lost a mark or two.
            if (number + 1..=number + 3).contains(next) && range.start >= end + PAGE {
                chain.push(at);
                (number, end) = (*next, range.end);
            }
        }
        if chain.len() > best.len() {
            best = chain;
        }
    }
    let breaking = best.iter().filter(|at| found[**at].2).count();
    if best.len() < 4 || breaking * 10 < best.len() * 4 {
        return Vec::new();
    }
    best.into_iter().map(|at| found[at].1.clone()).collect()
}

fn closes(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '；' | ';' | ')' | '）' | '：' | ':' | '”' | '》')
}

/// The last line of `words` is running text: a short one is a heading or an item, unless the line above runs on in it.
fn is_running(words: &str) -> bool {
    let mut lines = words.rsplit('\n').map(str::trim);
    let (Some(last), above) = (lines.next(), lines.next()) else { return false };
    let labeled = |line: &str| line.char_indices().take(8).any(|(_, c)| matches!(c, '：' | ':'));
    let open = |line: &str| line.len() > 60 && !labeled(line) && !line.chars().next_back().is_none_or(closes);
    !labeled(last) && (last.len() > 60 || above.is_some_and(open))
}

/// A number in front of the 、 at `at`, its range with the mark, and whether it breaks a sentence.
fn candidate(text: &str, at: usize, mark: usize) -> Option<(u32, Range<usize>, bool)> {
    let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
    let number = text[at - digits..at].parse().ok().filter(|n| (1..=999).contains(n))?;
    let before = text[..at - digits].trim_end_matches([' ', '\t']);
    let on_line_start = before.is_empty() || before.ends_with('\n');
    let words = before.trim_end();
    let last = words.chars().next_back();
    let breaks = !last.is_none_or(closes) && (!on_line_start || is_running(words));
    let inside =
        on_line_start || !last.is_some_and(|c| c.is_ascii_digit() || matches!(c, '、' | '.' | '年' | '第'));
    inside.then(|| (number, at - digits..at + mark, breaks))
}
