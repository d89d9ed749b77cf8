//! Characters folded one by one: width, compatibility forms, blanks, script.

mod script;

use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

use self::script::simplify;
use super::map::OffsetMap;
use crate::schema::Script;

pub(super) use self::script::detect;
pub use self::script::fold_script;

/// Text being rewritten, with the way back.
#[derive(Default)]
pub(super) struct Folded {
    pub(super) text: String,
    pub(super) map: OffsetMap,
}

impl Folded {
    /// Copies source text as it is.
    pub(super) fn copy(&mut self, text: &str, source: usize) {
        if !text.is_empty() {
            self.map.copied(self.text.len(), source);
            self.text.push_str(text);
        }
    }

    /// Writes one character for a range of the source.
    pub(super) fn put(&mut self, c: char, source: Range<usize>) {
        if c.len_utf8() == source.len() {
            self.map.copied(self.text.len(), source.start);
        } else {
            self.map.folded(self.text.len(), source);
        }
        self.text.push(c);
    }

    /// Folds `text`, which starts at byte `source` of the source, and adds it.
    pub(super) fn fold(&mut self, text: &str, source: usize, script: Script) {
        let mut copied = 0;
        let mut quotes = Quotes::default();
        let bytes = text.as_bytes();
        let mut next = 0;
        loop {
            // By far the most in simplified script: ideographs that stand for themselves, U+5000–U+9FFF.
            while script == Script::Hans && matches!(bytes.get(next), Some(0xE5..=0xE9)) {
                next += '一'.len_utf8();
            }
            let at = next;
            let Some(c) = text[at..].chars().next() else { break };
            next = at + c.len_utf8();
            let folded = match c {
                // Markdown's bold type and code.
                '*' if text[at..].starts_with("**") || text[..at].ends_with('*') => None,
                '`' => None,
                '"' => Some(quotes.next(text, at)),
                // Letters, digits and marks that stand for themselves.
                ' '..='~' | '\n' | '\t' => continue,
                '\u{4e00}'..='\u{9fff}' if script == Script::Hans => continue,
                '\u{3400}'..='\u{9fff}' => match simplify(c) {
                    same if same == c => continue,
                    other => Some(other),
                },
                '\u{e000}'..='\u{f8ff}' => private_use(text, at, c),
                '．' => Some(point(&text[..at])),
                _ => match fold_char(c) {
                    Some(same) if same == c => continue,
                    other => other,
                },
            };
            self.copy(&text[copied..at], source + copied);
            copied = next;
            match folded {
                // A carriage return before a line feed goes.
                Some('\n') if c == '\r' && bytes.get(next) == Some(&b'\n') => {}
                Some(other) => self.put(other, source + at..source + copied),
                None => {}
            }
        }
        self.copy(&text[copied..], source + copied);
    }
}

/// The straight quotation marks of one line: they open and close in turn, and a last one without a partner stays.
#[derive(Default)]
struct Quotes {
    /// Where the line ends.
    end: usize,
    /// Marks still to come.
    left: usize,
    open: bool,
}

impl Quotes {
    /// What the mark at `at` is read as.
    fn next(&mut self, text: &str, at: usize) -> char {
        if at >= self.end {
            let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
            *self = Self { end, left: text[at..end].matches('"').count(), open: false };
        }
        self.left -= 1;
        if !self.open && self.left == 0 {
            return '"';
        }
        self.open = !self.open;
        if self.open { '“' } else { '”' }
    }
}

/// A wide point: 1．2 and 一．总体要求 have a point, 达到1000家．到2025年 ends a sentence.
fn point(before: &str) -> char {
    let words = before.trim_end_matches(' ');
    let number =
        |c: char| matches!(c, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    let ends = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && !number(c) || "％%）)”》】".contains(c);
    if words.ends_with(ends) { '。' } else { '.' }
}

/// A font's own character stands for a decimal point between two digits; elsewhere it says nothing.
fn private_use(text: &str, at: usize, c: char) -> Option<char> {
    let digit = |c: char| fold_char(c).is_some_and(|c| c.is_ascii_digit());
    let before = text[..at].chars().next_back().is_some_and(digit);
    let after = text[at + c.len_utf8()..].chars().next().is_some_and(digit);
    (before && after).then_some('.')
}

/// What a character outside the common blocks is read as; `None` if it is to vanish.
fn fold_char(c: char) -> Option<char> {
    Some(match c {
        '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{c}' => '\u{c}',
        // Blanks of any width.
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        // Invisible marks, joiners and direction controls.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => return None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => return None,
        // Clause marks keep their width: readers of clean text know both.
        '，' | '；' | '：' | '（' | '）' | '？' | '！' => c,
        '～' | '〜' | '∼' => '~',
        '−' | '﹣' => '-',
        '〇' => '〇',
        // Full-width letters, digits and signs; small forms; radicals; compatibility ideographs.
        '\u{ff01}'..='\u{ff5e}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{fe50}'..='\u{fe6b}'
        | '\u{2e80}'..='\u{2fdf}'
        | '\u{f900}'..='\u{faff}' => compatible(c),
        _ => c,
    })
}

/// The one character a compatibility form decomposes to, or itself.
fn compatible(c: char) -> char {
    let (mut first, mut count) = (c, 0);
    decompose_compatible(c, |part| {
        first = part;
        count += 1;
    });
    if count == 1 { first } else { c }
}
