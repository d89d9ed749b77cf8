//! Pages and stray tags: what a reader would see of them, cells between tabs.

use super::fold::Folded;
use super::lines::Layout;
use crate::schema::Script;

/// Folds a source that may hold markup.
pub(super) fn fold(text: &str, script: Script, folded: &mut Folded) -> Layout {
    #[cfg(feature = "html")]
    if let Some(layout) = html::layout(text) {
        html::fold(text, script, layout, folded);
        return layout;
    }
    folded.fold(text, 0, script);
    Layout::Plain
}

#[cfg(feature = "html")]
mod cells;

#[cfg(feature = "html")]
mod html {
    use std::ops::Range;

    use html5gum::emitters::default::DefaultEmitter;
    use html5gum::{Token, Tokenizer};

    use super::super::fold::Folded;
    use super::super::lines::Layout;
    use super::cells;
    use crate::schema::Script;

    /// Elements that begin a line of their own.
    const BLOCKS: &[&[u8]] = &[
        b"p", b"div", b"br", b"tr", b"li", b"ul", b"ol", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"table",
        b"section", b"article", b"header", b"footer", b"nav", b"aside", b"main", b"title", b"body", b"tbody",
        b"thead", b"dt", b"dd", b"dl", b"blockquote", b"hr", b"form", b"option", b"button", b"caption",
        b"pre", b"center", b"figure",
    ];
    /// Elements whose text is not for readers of the page.
    const HIDDEN: &[&[u8]] = &[b"script", b"style", b"noscript", b"template", b"svg", b"select", b"textarea"];

    /// What kind of markup a text holds, if any: a page, or plain lines with tags in them.
    pub(super) fn layout(text: &str) -> Option<Layout> {
        if !text.contains('<') {
            return None;
        }
        let closing = text
            .match_indices("</")
            .filter(|(at, _)| text.as_bytes().get(at + 2).is_some_and(u8::is_ascii_alphabetic));
        let tags = closing.count() + text.matches("<br").count();
        if tags < 2 {
            return None;
        }
        let lines = text.lines().filter(|l| !l.trim().is_empty()).count();
        Some(if tags * 3 > lines { Layout::Page } else { Layout::Plain })
    }

    pub(super) fn fold(text: &str, script: Script, layout: Layout, folded: &mut Folded) {
        let cells = cells::find(tokens(text));
        let in_cell = |at: usize| {
            let next = cells.partition_point(|cell| cell.end <= at);
            cells.get(next).is_some_and(|cell| cell.start <= at)
        };
        let mut hidden: Option<Vec<u8>> = None;
        for token in tokens(text) {
            match token {
                Token::StartTag(tag) => {
                    if hidden.is_none() && !tag.self_closing && HIDDEN.contains(&tag.name.as_slice()) {
                        hidden = Some(tag.name.to_vec());
                    } else if hidden.is_none() {
                        let range = tag.span.start..tag.span.end;
                        break_line(&tag.name, false, range, text, in_cell(tag.span.start), folded);
                    }
                }
                Token::EndTag(tag) => {
                    if hidden.as_deref() == Some(tag.name.as_slice()) {
                        hidden = None;
                    } else if hidden.is_none() {
                        let range = tag.span.start..tag.span.end;
                        break_line(&tag.name, true, range, text, in_cell(tag.span.start), folded);
                    }
                }
                Token::String(string) if hidden.is_none() => {
                    let range = string.span.start..string.span.end;
                    words(text, range, script, layout, folded);
                }
                _ => {}
            }
        }
    }

    /// The tokens of a page.
    fn tokens(text: &str) -> impl Iterator<Item = Token<usize>> {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        Tokenizer::new_with_emitter(text, emitter).map(|token| {
            let Ok(token) = token;
            token
        })
    }

    /// A tag that parts cells or lines; in a cell of a table of data a line is a blank.
    fn break_line(
        name: &[u8],
        closing: bool,
        range: Range<usize>,
        text: &str,
        in_cell: bool,
        folded: &mut Folded,
    ) {
        let cell = matches!(name, b"td" | b"th");
        if (cell && closing) || BLOCKS.contains(&name) {
            // The break stands for the first byte of the tag.
            let first = range.start.min(text.len().saturating_sub(1));
            let mark = if cell {
                '\t'
            } else if in_cell {
                ' '
            } else {
                '\n'
            };
            folded.put(mark, first..first + 1);
        }
    }

    /// Adds the words of one text token: entities are resolved here, so that each character keeps its place.
    fn words(text: &str, range: Range<usize>, script: Script, layout: Layout, folded: &mut Folded) {
        let Some(written) = text.get(range.clone()) else { return };
        let mut from = 0;
        for (at, _) in written.match_indices('&') {
            let Some((c, length)) = entity(&written[at..]) else { continue };
            if at < from {
                continue;
            }
            plain(&written[from..at], range.start + from, script, layout, folded);
            let c = if c == '\u{a0}' { ' ' } else { c };
            folded.put(c, range.start + at..range.start + at + length);
            from = at + length;
        }
        plain(&written[from..], range.start + from, script, layout, folded);
    }

    /// In a page a line break is a blank; among tagged lines it ends the line.
    fn plain(text: &str, source: usize, script: Script, layout: Layout, folded: &mut Folded) {
        if layout != Layout::Page {
            folded.fold(text, source, script);
            return;
        }
        let mut at = source;
        for line in text.split_inclusive(['\n', '\t']) {
            let words = line.trim_end_matches(['\r', '\n', '\t']);
            folded.fold(words, at, script);
            if words.len() < line.len() {
                let end = at + line.len();
                folded.put(' ', end - 1..end);
            }
            at += line.len();
        }
    }

    /// The character an entity at the start of `text` stands for, and its length in bytes.
    fn entity(text: &str) -> Option<(char, usize)> {
        const NAMED: &[(&str, char)] = &[
            ("&nbsp;", ' '),
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&apos;", '\''),
            ("&ldquo;", '“'),
            ("&rdquo;", '”'),
            ("&lsquo;", '‘'),
            ("&rsquo;", '’'),
            ("&mdash;", '—'),
            ("&ndash;", '–'),
            ("&middot;", '·'),
            ("&hellip;", '…'),
            ("&times;", '×'),
            ("&emsp;", ' '),
            ("&ensp;", ' '),
            ("&thinsp;", ' '),
            ("&permil;", '‰'),
            ("&ge;", '≥'),
            ("&le;", '≤'),
            ("&plusmn;", '±'),
            ("&sup2;", '²'),
            ("&sup3;", '³'),
            ("&bull;", '•'),
            ("&copy;", '©'),
            ("&laquo;", '«'),
            ("&raquo;", '»'),
            ("&deg;", '°'),
        ];
        if let Some((name, c)) = NAMED.iter().find(|(name, _)| text.starts_with(name)) {
            return Some((*c, name.len()));
        }
        let digits = text.strip_prefix("&#")?;
        let end = digits.bytes().take(9).position(|b| b == b';')?;
        let number = &digits[..end];
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let c = char::from_u32(code).filter(|c| *c != '\0')?;
        Some((c, end + 3))
    }
}
