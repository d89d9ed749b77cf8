//! What the words of a line tell of it: a table of contents, an appendix, the part that an article opens.

use std::ops::Range;

use crate::clean::numbering::marker;
use crate::lexicon::{Part, documents, part_of};
use crate::signs::is_barred;

/// The heading of a table of contents.
pub(super) fn is_contents(words: &str) -> bool {
    words.chars().filter(|c| !c.is_whitespace()).eq("目录".chars())
}

/// A line of a table of contents: dots lead to its page.
pub(super) fn is_contents_line(words: &str) -> bool {
    let title = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let dots =
        title.chars().rev().take_while(|c| matches!(c, '.' | '…' | '·' | '．' | ' ')).filter(|c| *c != ' ');
    title.len() < words.len() && dots.count() >= 4
}

/// A line below 目录 whose page stands in a cell of its own: 第一章 总则⇥1.
pub(super) fn is_contents_row(words: &str) -> bool {
    let Some((title, page)) = words.trim_end().rsplit_once(['\t', '|', '│']) else { return false };
    let page = page.trim();
    !title.trim().is_empty()
        && page.len() <= 4
        && page.bytes().all(|b| b.is_ascii_digit())
        && !page.is_empty()
}

/// Bytes of 附： in front of a heading.
pub(super) fn appendix(words: &str) -> usize {
    ["附：", "附:", "附件：", "附件:"].iter().find(|w| words.starts_with(**w)).map_or(0, |w| w.len())
}

/// The year that a title opens with, and the words behind it: 2026年主要目标.
pub(super) fn dated(title: &str) -> Option<(i32, &str)> {
    let year = title.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    Some((year.parse().ok()?, title[4..].strip_prefix('年')?))
}

/// 2026年主要目标 → 主要目标
pub(super) fn undated(words: &str) -> &str {
    dated(words).map(|(_, rest)| rest).filter(|rest| rest.chars().count() >= 4).unwrap_or(words)
}

/// The part of an article, by its title or, without one, by the formulas that open and close such texts.
pub(super) fn article_part(words: &str) -> Option<Part> {
    if words.contains("制定本") || words.contains("适用于") {
        return Some(Part::General);
    }
    if words.contains("施行") || words.contains("有效期") || words.contains("负责解释") {
        return Some(Part::Safeguards);
    }
    // A long first sentence is text; its words announce nothing.
    part_of(words).filter(|part| words.chars().count() <= 20 && *part != Part::Tasks)
}

/// The length of known heading words at the start of a sentence that lost its mark.
pub(super) fn known_start(words: &str) -> Option<usize> {
    const KNOWN: &[&str] = &[
        "指导思想", "总体要求", "总体思路", "主要目标", "发展目标", "总体目标", "工作目标", "行动目标",
        "建设目标", "基本原则", "重点任务", "主要任务", "工作任务", "工作举措", "保障措施", "组织保障",
        "工作要求",
    ];
    KNOWN.iter().find(|known| words.starts_with(**known)).map(|known| known.len())
}

pub(super) fn closing_mark(rest: &str) -> usize {
    rest.chars()
        .next()
        .filter(|c| matches!(c, '。' | '！' | '？' | '：' | ':' | '】'))
        .map_or(0, char::len_utf8)
}

/// No line begins with the number of a heading, and some lines are long enough to be text.
pub(super) fn is_unnumbered(text: &str) -> bool {
    let numbered = text.lines().filter(|line| marker(line).is_some()).count();
    let long = text.lines().filter(|line| is_text(line)).count();
    numbered == 0 && long >= 4
}

/// The line stands between paragraphs of text, or above the first of them: 人才聚起来.
pub(super) fn stands_above_text(text: &str, line: &Range<usize>) -> bool {
    let above = text[..line.start].trim_end().rsplit('\n').next().unwrap_or_default();
    let below = text[line.end..].trim_start().split('\n').next().unwrap_or_default();
    is_text(below) && (is_text(above) || above.chars().count() <= 14)
}

/// Running text, no title: long, or with a full stop in it.
fn is_text(line: &str) -> bool {
    line.chars().nth(39).is_some() || line.trim_end().ends_with('。')
}

/// Bytes of the longest row.
const ROW: usize = 6_000;

/// A line is a row if it has cells; a lone bar in running text makes none.
pub(super) fn is_row(words: &str) -> bool {
    // A page in one line holds tabs and bars too.
    words.len() <= ROW && (words.contains('\t') || is_barred(words))
}

/// A line that names a document is its title, not a heading: …行动方案.
pub(crate) fn names_document(words: &str) -> bool {
    documents().end_line(words)
}
