//! Lines joined to paragraphs: hard wraps, page breaks and blanks undone.

use std::collections::HashSet;
use std::ops::Range;

use super::breaks::pieces;
use super::fold::Folded;
use super::map::OffsetMap;
use super::numbering::{is_number, marker};
use super::pages;
use super::repair::lost_mark;
use super::stacked;
use super::wrap::{Measure, Paragraph, Wrap, labeled};
use crate::lexicon::column_role;
use crate::signs::{is_barred, signs};

/// How line breaks of the source are to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Plain text, perhaps with tags in it: a break may end a paragraph or only a line.
    Plain,
    /// A page: only elements break lines.
    Page,
}

/// One line of folded text, trimmed.
pub(super) struct Line {
    pub(super) range: Range<usize>,
    /// Columns of white space in front of it.
    pub(super) indent: usize,
    /// An empty line or a new page lies above it.
    pub(super) apart: bool,
    /// A page number or the like was left out above it.
    pub(super) paged: bool,
    /// Columns that it takes as printed.
    pub(super) width: usize,
    pub(super) characters: usize,
    pub(super) row: bool,
    /// Single blanks part its cells.
    pub(super) narrow: bool,
    /// In a table printed cell below cell: whether it goes on the cell above.
    pub(super) stacked: Option<bool>,
    /// It begins with a label or a number of its own.
    pub(super) labeled: bool,
    /// It ends with a mark that closes a sentence or an item.
    pub(super) finished: bool,
}

impl Line {
    /// Its size; a character counts as two columns.
    pub(super) fn size(&self, by: Measure) -> usize {
        match by {
            Measure::Columns => self.width,
            Measure::Characters => 2 * self.characters,
        }
    }
}

/// Joins the lines of folded text to paragraphs, one a line, and leaves out what belongs to pages.
pub(super) fn unwrap(folded: &Folded, layout: Layout) -> (String, OffsetMap) {
    let cuts = pages::marks(&folded.text);
    let lines = read(folded, &cuts);
    let wrap = Wrap::measure(&lines, layout, !cuts.is_empty());
    let mut out = Folded::default();
    let mut before: Option<&Line> = None;
    let mut indented = false;
    for line in &lines {
        let text = &folded.text[line.range.clone()];
        if let Some(above) = before {
            let break_at = above.range.end..above.range.end + 1;
            let paragraph = Paragraph { open: unclosed(&out.text), indented };
            if !wrap.joins(above, &folded.text[above.range.clone()], line, text, paragraph) {
                put(&mut out, folded, '\n', break_at);
                indented = line.indent >= 2;
            } else if both_words(&folded.text[above.range.clone()], text) {
                put(&mut out, folded, ' ', break_at);
            }
        }
        squeeze(folded, line, &cuts, &mut out);
        indented |= before.is_none() && line.indent >= 2;
        before = Some(line);
    }
    (out.text, out.map)
}

/// Splits into lines and drops empty ones, page numbers and rules.
fn read(folded: &Folded, cuts: &[Range<usize>]) -> Vec<Line> {
    let text = folded.text.as_str();
    let mut raw: Vec<(Range<usize>, bool)> = Vec::new();
    let mut start = 0;
    for (at, c) in signs(text).filter(|(_, c)| matches!(c, '\n' | '\u{c}')) {
        raw.extend(pieces(text, start..at).into_iter().map(|piece| (piece, false)));
        if let Some((_, feeds)) = raw.last_mut() {
            *feeds = c == '\u{c}';
        }
        start = at + c.len_utf8();
    }
    raw.extend(pieces(text, start..text.len()).into_iter().map(|piece| (piece, false)));
    let heads = pages::running_heads(text, &raw);
    let mut lines: Vec<Line> = Vec::new();
    let (mut apart, mut paged) = (false, false);
    for (k, (range, _)) in raw.iter().enumerate() {
        let written = &text[range.clone()];
        let words = written.trim();
        if words.is_empty() || heads.contains(words) || is_page_furniture(text, &raw, k, &heads) {
            apart |= words.is_empty();
            paged |= !words.is_empty();
            continue;
        }
        let lead = written.len() - written.trim_start().len();
        let mut trimmed = range.start + lead..range.start + lead + words.len();
        // A page mark at the start of a line is no part of it.
        if let Ok(cut) = cuts.binary_search_by_key(&trimmed.start, |c| c.start) {
            let cut = &cuts[cut];
            trimmed.start = (cut.end + text[cut.end..].len() - text[cut.end..].trim_start_matches(' ').len())
                .min(trimmed.end);
        }
        trimmed.start += markdown(&text[trimmed.clone()]);
        let words = &text[trimmed.clone()];
        let width = width(folded, trimmed.clone());
        let indent = written[..lead].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let characters = words.chars().count();
        lines.push(Line {
            range: trimmed,
            indent,
            apart,
            paged,
            width,
            characters,
            row: is_row(words),
            narrow: false,
            stacked: None,
            labeled: labeled(words) || (marker(words).is_some() && width < 50),
            finished: words.ends_with(['。', '！', '？', '；', ';', '：', ':', ')', '）', '”', '》']),
        });
        (apart, paged) = (false, false);
    }
    narrow_rows(text, &mut lines);
    stacked::cells(text, &mut lines);
    lines
}

/// Rows whose cells stand between single blanks, as the text of a page gives them: 指标 单位 2025年 2026年, and the
/// lines below with as many words.
fn narrow_rows(text: &str, lines: &mut [Line]) {
    let year = |cell: &str| cell.strip_suffix('年').is_some_and(|y| y.len() == 4 && y.parse::<u16>().is_ok());
    let mut open = None;
    for line in lines {
        let words = &text[line.range.clone()];
        if line.characters > 80 {
            open = None;
            continue;
        }
        let cells = words.split_whitespace().count();
        let head =
            cells >= 3 && words.split_whitespace().all(|cell| year(cell) || column_role(cell).is_some());
        open = if head { Some(cells) } else { open.filter(|open| *open == cells) };
        if open.is_some() && !words.contains(['\t', '|']) {
            (line.narrow, line.row) = (!line.row, true);
        }
    }
}

/// Bytes of what Markdown puts in front of a heading or a quotation: ## , > .
fn markdown(words: &str) -> usize {
    let rest = words.trim_start_matches(['#', '>']);
    let marks = words.len() - rest.len();
    if (1..=6).contains(&marks) && rest.starts_with(' ') { words.len() - rest.trim_start().len() } else { 0 }
}

/// Columns that a range takes as printed: a folded full-width digit still takes two.
fn width(folded: &Folded, range: Range<usize>) -> usize {
    let columns = |words: &str| 2 * words.chars().count() - words.bytes().filter(u8::is_ascii).count();
    let pieces = folded
        .map
        .pieces(range)
        .map(|(clean, source)| if clean.len() < source.len() { 2 } else { columns(&folded.text[clean]) });
    pieces.sum()
}

/// Page numbers: marked as such, beside a rule or a page break, or alone between long lines.
fn is_page_furniture(text: &str, raw: &[(Range<usize>, bool)], k: usize, heads: &HashSet<&str>) -> bool {
    let line = &text[raw[k].0.clone()];
    if pages::is_page_line(line) {
        return true;
    }
    if is_ornament(line) {
        return true;
    }
    if !pages::is_lone_number(line) && !pages::is_rule(line) {
        return false;
    }
    let neighbor_of = |k: usize, step: isize| {
        let mut at = k as isize;
        let mut new_page = false;
        loop {
            at += step;
            let (range, feed) = usize::try_from(at).ok().and_then(|at| raw.get(at))?;
            new_page |= *feed;
            let words = text[range.clone()].trim();
            if !words.is_empty() {
                return Some((words, new_page, usize::try_from(at).unwrap_or_default()));
            }
        }
    };
    let neighbor = |step: isize| neighbor_of(k, step).map(|(words, new_page, _)| (words, new_page));
    let (above, below) = (neighbor(-1), neighbor(1));
    // A dash on one side alone may be an empty cell.
    let dash = |w: &str| pages::is_rule(w) && w.chars().count() <= 3;
    let dashed = [&above, &below].iter().all(|n| n.is_none_or(|(w, feed)| feed || dash(w)));
    let page_like = |n: &Option<(&str, bool)>| {
        n.is_none_or(|(w, feed)| feed || heads.contains(w) || pages::is_page_line(w) || (dashed && dash(w)))
    };
    let long = |n: &Option<(&str, bool)>| n.is_some_and(|(w, _)| w.chars().count() >= 15);
    if pages::is_rule(line) {
        // Dashes on both sides of a number; one dash beside it may be an empty cell.
        let dashed = |step: isize| {
            let number = neighbor_of(k, step).filter(|(words, ..)| pages::is_lone_number(words));
            number.is_some_and(|(_, feed, at)| {
                neighbor_of(at, step)
                    .is_none_or(|(words, other_feed, _)| feed || other_feed || pages::is_rule(words))
            })
        };
        return dashed(-1) || dashed(1) || line.trim().chars().count() > 2;
    }
    // Two digits of one page number may stand above each other.
    let stacked = |n: &Option<(&str, bool)>| n.is_some_and(|(w, _)| w.len() == 1 && pages::is_lone_number(w));
    (page_like(&above) && !below.is_none_or(|(w, _)| pages::is_lone_number(w) && w.len() > 1))
        || (page_like(&below) && above.is_some())
        || (stacked(&below) && page_like(&above))
        || (long(&above) && long(&below))
}

/// A rule drawn with one character over and over: 欗欗欗欗欗.
fn is_ornament(line: &str) -> bool {
    let mut chars = line.trim().chars();
    let Some(first) = chars.next() else { return false };
    let mut length = 1;
    for c in chars {
        if c != first {
            return false;
        }
        length += 1;
    }
    length >= 8 && !first.is_ascii_digit()
}

/// Bytes of the longest row; a page in one line holds tabs and wide blanks too.
const ROW: usize = 6_000;

/// A row of a table: at least three cells between tabs or wide blanks, or cells between bars.
fn is_row(line: &str) -> bool {
    if line.len() > ROW {
        return false;
    }
    if is_barred(line) {
        return true;
    }
    // Where tabs part the cells, blanks do not.
    let tabbed = line.contains('\t');
    if !tabbed && !line.contains(' ') {
        return false;
    }
    let mut cells = 1;
    let mut blank = 0;
    for c in line.chars() {
        match c {
            '\t' => blank += 2,
            ' ' if !tabbed => blank += 1,
            ' ' => {}
            _ => {
                cells += usize::from(blank >= 2);
                blank = 0;
            }
        }
    }
    // 一、⇥总体要求: the tab ends the number.
    let tabs = tabbed && cells == 2 && !is_number(line.split('\t').next().unwrap_or_default().trim());
    (cells >= 3 || tabs)
        && !line.ends_with(['。', '；', ';', '，', ','])
        && line.chars().count() / cells <= 40
}

/// A round bracket is open at the end of the last line.
fn unclosed(text: &str) -> bool {
    // A bracket that stays open for long was lost, not left open.
    let text = &text[text.floor_char_boundary(text.len().saturating_sub(900))..];
    let text = text.rsplit('\n').next().unwrap_or_default();
    let open = text.rfind(['(', '（', '〔', '【']);
    let closed = text.rfind([')', '）', '〕', '】']);
    open.is_some_and(|open| closed.is_none_or(|closed| closed < open))
}

/// Two Latin words meet at a line break.
fn both_words(above: &str, below: &str) -> bool {
    let last = above.chars().next_back().is_some_and(|c| c.is_ascii_alphabetic());
    last && below.chars().next().is_some_and(|c| c.is_ascii_alphabetic())
}

fn put(out: &mut Folded, folded: &Folded, c: char, range: Range<usize>) {
    let source = folded.map.to_source(range.start..range.end.min(folded.text.len()).max(range.start));
    out.put(c, source.start..source.end.max(source.start));
}

/// Copies a line without page marks and without the blanks that only spread characters; in a row, wide blanks
/// become one tab.
fn squeeze(folded: &Folded, line: &Line, cuts: &[Range<usize>], out: &mut Folded) {
    let text = &folded.text;
    let words = &text[line.range.clone()];
    let (tabbed, barred) = (words.contains('\t'), words.contains('|'));
    // The last label in front of a blank names a kind of body; it is looked for up to here.
    let (mut labeled, mut label_to) = (false, line.range.start);
    let mut from = line.range.start;
    let mut at = from;
    let first_cut = cuts.partition_point(|c| c.start < line.range.start);
    let mut cuts = cuts[first_cut..].iter().take_while(|c| c.end <= line.range.end).peekable();
    while at < line.range.end {
        if cuts.peek().is_some_and(|cut| cut.start == at) {
            copy(folded, from..at, out);
            at = cuts.next().map_or(at, |cut| cut.end);
            from = at;
            continue;
        }
        let next_cut = cuts.peek().map_or(line.range.end, |cut| cut.start);
        let ahead = &text[at..next_cut];
        let Some(step) = (if tabbed { ahead.find([' ', '\t']) } else { ahead.find(' ') }) else {
            at = next_cut;
            continue;
        };
        let blank = at + step;
        let rest = &text[blank..line.range.end];
        let end = blank + rest.len() - rest.trim_start_matches([' ', '\t']).len();
        copy(folded, from..blank, out);
        let wide = line.narrow || if tabbed { text[blank..end].contains('\t') } else { end - blank >= 2 };
        let before = text[line.range.start..blank].chars().next_back();
        let after = text[end..line.range.end].chars().next();
        labeled =
            names_bodies(&text[line.range.start..blank], label_to - line.range.start).unwrap_or(labeled);
        label_to = blank;
        if line.row && wide && !barred {
            // Each tab ends a cell; empty cells keep their place.
            let tabs: Vec<usize> = text[blank..end].match_indices('\t').map(|(tab, _)| blank + tab).collect();
            put(out, folded, '\t', blank..tabs.get(1).copied().unwrap_or(end));
            for (k, tab) in tabs.iter().enumerate().skip(1) {
                put(out, folded, '\t', *tab..tabs.get(k + 1).copied().unwrap_or(end));
            }
        } else if keeps_blank(before, after)
            || (labeled && ends_body(&text[..blank]))
            || numbers_heading(&text[line.range.start..blank], &text[end..line.range.end])
            || (!line.row && lost_mark(&text[line.range.start..blank], &text[end..line.range.end]))
        {
            put(out, folded, ' ', blank..end);
        }
        from = end;
        at = end;
    }
    copy(folded, from..line.range.end, out);
}

/// 责任单位：县科技局 县财政局: blanks part the names behind such a label. `None` if no label ends behind `from`.
fn names_bodies(words: &str, from: usize) -> Option<bool> {
    let label = &words[..from + words[from..].rfind(['：', ':'])?];
    Some(["单位", "部门", "主体"].iter().any(|w| label.ends_with(w)))
}

fn ends_body(words: &str) -> bool {
    words.ends_with([
        '局', '委', '办', '厅', '院', '会', '府', '部', '社', '校', '学', '司', '团', '中', '行', '处', '协',
        '联', '所', '心', '馆', '台',
    ])
}

/// The blank behind the number of a heading stays: 3.1 加强攻关, 2 发展目标; not 120 家企业.
fn numbers_heading(number: &str, rest: &str) -> bool {
    let title = rest.trim_start();
    let title = &title[..title.floor_char_boundary(120)];
    // 8 .要求: the blank stands in front of the number's own mark.
    let marked = title.starts_with(['.', '．', '、', ')', '）']);
    !marked
        && number.len() <= 8
        && marker(&format!("{number} {title}")).is_some_and(|found| found.number.end == number.len())
}

/// A blank stays between two words or numbers in Latin script.
fn keeps_blank(before: Option<char>, after: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    word(before) && word(after)
}

fn copy(folded: &Folded, range: Range<usize>, out: &mut Folded) {
    if !range.is_empty() {
        folded.map.carry(range.clone(), &mut out.map, out.text.len());
        out.text.push_str(&folded.text[range]);
    }
}
