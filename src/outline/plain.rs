//! Headings without a number: 【发展目标】, 专栏2 …, 内容解读, and short lines above running text.

use std::ops::Range;

use super::Level;
use super::headings::{Reader, TITLE};
use super::titles::{appendix, names_document, stands_above_text, undated};
use crate::clean::numbering::marker;
use crate::lexicon::{Part, column_role, part_of};

impl Reader<'_> {
    /// A heading without a number: 【发展目标】, 专栏2 …, 内容解读. Returns where the text after it begins.
    pub(super) fn plain_heading(&mut self, line: Range<usize>) -> Option<usize> {
        let words = &self.text[line.clone()];
        let length = words.chars().count();
        if words.trim_start_matches(['【', '［', '[']).starts_with("专栏") && length <= TITLE {
            let marks = |c: char| matches!(c, '【' | '】' | '［' | '］' | '[' | ']');
            let start = line.start + words.len() - words.trim_start_matches(marks).len();
            let title = start..start + words.trim_matches(marks).len();
            self.push(Level::Box, 0, line.start..line.start, title, line.clone(), "");
            return Some(line.end);
        }
        if let Some(inside) = words.strip_prefix('【')
            && let Some(close) = inside.find('】')
            && part_of(&inside[..close]).is_some()
        {
            let title = line.start + '【'.len_utf8()..line.start + '【'.len_utf8() + close;
            let rest = title.end + '】'.len_utf8();
            let whole = if words.chars().count() <= 30 { line.end } else { rest };
            let own = self.text[title.clone()].to_owned();
            self.push(
                Level::Plain,
                0,
                line.start..line.start,
                title.start..title.end,
                line.start..whole,
                &own,
            );
            return Some(whole);
        }
        // 问：主要目标有哪些？ A page that asks and answers explains a plan.
        if length <= 40 && words.ends_with(['？', '?']) && marker(words).is_none() {
            let told = part_of(words).filter(|part| *part == Part::Background);
            let asked =
                ["为什么", "出台", "起草", "依据", "必要性", "意义"].iter().any(|w| words.contains(w));
            let own = if told.is_some() || asked { "背景" } else { "解读" };
            self.push(Level::Plain, 0, line.start..line.start, line.clone(), line.clone(), own);
            return Some(line.end);
        }
        let bare = words.trim_end_matches(['：', ':']);
        // 附：2025年完成情况, 2026年主要目标
        let bare_start = appendix(bare);
        let bare = &bare[bare_start..];
        let short = length <= 14
            && !bare.contains(['，', ',', '。', '；', '：', ':', '、', '《'])
            && !undated(bare).contains(|c: char| c.is_ascii_digit());
        let beside = |line: Option<&str>| line.is_some_and(|l| column_role(l.trim()).is_some());
        // A cell in the head of a table that stands one a line.
        let before = || self.text[..line.start].trim_end().rsplit('\n').next();
        let after = || self.text[line.end..].trim_start().split('\n').next();
        if column_role(bare).is_some() && (beside(before()) || beside(after())) {
            return None;
        }
        // Below a notice the annex is the plan itself; behind the plan's sections it is an appendix.
        let enclosed = bare == "附件" && !self.numbered;
        let known = || part_of(bare).is_some() || (self.unnumbered && stands_above_text(self.text, &line));
        if short && !enclosed && marker(words).is_none() && !names_document(bare) && known() {
            let own = bare.to_owned();
            self.push(
                Level::Plain,
                0,
                line.start..line.start,
                line.start + bare_start..line.start + bare_start + bare.len(),
                line.clone(),
                &own,
            );
            return Some(line.end);
        }
        None
    }
}
