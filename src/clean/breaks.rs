//! Line breaks that became blanks: a long line in which blanks stand in front of the numbers of headings.

use std::ops::Range;

use super::numbering::{Style, is_number, marker};

/// Bytes of a line from which on its blanks are looked at.
const LONG: usize = 1_500;

/// Headings behind blanks, at least, that show what the blanks of a line are.
const HEADINGS: usize = 3;

/// Bytes between blanks, at least, on average; text that is spaced out has one every few characters.
const APART: usize = 40;

/// The pieces of a line that stood on lines of their own; the line itself if its blanks part nothing.
pub(super) fn pieces(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[line.clone()];
    if words.len() < LONG {
        return vec![line];
    }
    let blanks: Vec<Range<usize>> = blanks(words).collect();
    let headings = blanks.iter().filter(|blank| heads(&words[blank.end..])).take(HEADINGS).count();
    if headings < HEADINGS || blanks.len() * APART > words.len() {
        return vec![line];
    }
    let mut from = line.start;
    let mut pieces = Vec::new();
    for blank in blanks {
        // 第三条 本措施适用于…
        if is_number(&text[from..line.start + blank.start]) {
            continue;
        }
        pieces.push(from..line.start + blank.start);
        from = line.start + blank.end;
    }
    pieces.push(from..line.end);
    pieces
}

/// Blanks that do not stand beside a Latin word or a figure.
fn blanks(words: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + words[at..].find(' ')?;
            let end = words.len() - words[start..].trim_start_matches(' ').len();
            at = end;
            let written = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let beside = written(words[..start].chars().next_back()) || written(words[end..].chars().next());
            if start > 0 && end < words.len() && (!beside || heads(&words[end..])) {
                return Some(start..end);
            }
        }
    })
}

/// The words begin with the number of a heading.
fn heads(words: &str) -> bool {
    marker(words).is_some_and(|found| !matches!(found.style, Style::ArabicInBrackets | Style::Circled))
}
