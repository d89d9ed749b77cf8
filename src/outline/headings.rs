//! Numbered headings, wherever they stand, and headings known by their words.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::titles::{
    self, article_part, closing_mark, is_contents, is_contents_line, is_contents_row, is_row, known_start,
};
use super::{Block, BlockKind, Heading, Level, Outline};
use super::{past, series};
use crate::clean::numbering::{Marker, Style, marker};
use crate::lexicon::guards::guards;
use crate::lexicon::{Part, part_of};
use crate::signs::BULLETS;

/// The longest title, in characters; a longer first sentence is text.
pub(super) const TITLE: usize = 60;

/// Bytes in which a title ends, so that reading stays linear; and one whose number lost the mark in front.
const LONGEST: usize = 6_000;
const NEAR: usize = 240;

pub(super) fn read(text: &str) -> Outline {
    let unnumbered = titles::is_unnumbered(text);
    let mut reader = Reader {
        text,
        unnumbered,
        outline: Outline::default(),
        open: Vec::new(),
        points: 0,
        contents: false,
        numbered: false,
        aims: false,
        listed: (None, HashSet::new()),
        series: series::find(text),
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches('\n').len();
        reader.line(start..end);
        start += line.len();
    }
    reader.close_from(0, text.len());
    past::settle(text, &mut reader.outline);
    reader.outline
}

/// Characters of the longest line of buttons.
const LONGEST_BUTTONS: usize = 40;

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) outline: Outline,
    /// Indices of the headings that are open, outermost first.
    pub(super) open: Vec<usize>,
    /// The last point counted inside the open box.
    pub(super) points: u32,
    /// No heading of the text has a number: short lines above long ones are headings.
    pub(super) unnumbered: bool,
    /// The line above belongs to a table of contents.
    pub(super) contents: bool,
    /// A numbered heading stands above.
    pub(super) numbered: bool,
    /// A heading above opens the part on aims.
    aims: bool,
    /// The heading 目录 that is open, and what the headings below it say.
    pub(super) listed: (Option<usize>, HashSet<(Level, u32, &'t str)>),
    /// Markers of lines that only a series shows to be headings.
    series: HashMap<usize, Marker>,
}

/// 下一篇：…, 【打印本页】【关闭窗口】: links and buttons of the page around the plan.
fn is_of_page(words: &str) -> bool {
    let lists = &guards().furniture;
    words.chars().nth(LONGEST_BUTTONS).is_none() && lists.buttons.stand_in(words) || lists.links.begin(words)
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: Range<usize>) {
        let words = &self.text[line.clone()];
        let row = is_row(words);
        let listed = row && self.in_contents() && is_contents_row(words);
        if row && !listed {
            self.block(line, BlockKind::Row);
            return;
        }
        let contents = listed || is_contents_line(words);
        if contents || is_of_page(words) {
            // 第一章 总体要求 ........ 4
            self.outline.blocks.push(Block {
                range: line,
                heading: None,
                kind: BlockKind::Paragraph,
                part: Some(Part::Furniture),
                boxed: false,
            });
            self.contents |= contents;
            return;
        }
        if std::mem::take(&mut self.contents) {
            self.close_contents(line.start);
        }
        let mut at = line.start;
        if let Some(plain) = self.plain_heading(line.clone()) {
            at = plain;
        } else if let Some(rest) = words.strip_prefix(BULLETS)
            && marker(rest.trim_start()).is_some_and(|found| found.style <= Style::Arabic)
        {
            // ●任务1：…
            at = line.end - rest.trim_start().len();
        }
        while at < line.end {
            let found = marker(&self.text[at..line.end])
                .or_else(|| self.series.get(&at).cloned())
                .filter(|m| at > line.start || self.fits_line_start(m, at, line.end));
            match found {
                Some(found) if self.point_of_box(&found) => {
                    let end = self.next_marker(at + found.length, line.end);
                    self.block(at + found.length..end, BlockKind::Paragraph);
                    at = end;
                }
                Some(found) => at = self.heading(found, at, line.end),
                None => {
                    let end = self.next_marker(at, line.end);
                    self.block(at..end, BlockKind::Paragraph);
                    at = end;
                }
            }
        }
    }

    /// 1. 2. 3. inside a box count its points; the next number of the measures ends the box.
    fn point_of_box(&mut self, found: &Marker) -> bool {
        let open =
            |level: Level| self.open.iter().map(|h| &self.outline.headings[*h]).find(|h| h.level == level);
        if open(Level::Box).is_none() || found.style < Style::Named {
            self.points = 0;
            return false;
        }
        let outer = open(Level::Numbered(found.style)).map(|h| h.ordinal);
        let counts_on = found.ordinal == self.points + 1;
        let measure = outer.is_some_and(|last| found.ordinal == last + 1) && !(counts_on && self.points > 0);
        if counts_on && !measure {
            self.points = found.ordinal;
            return true;
        }
        self.points = 0;
        false
    }

    /// 1.5 billion and the like are dealt with by `marker`; here, a lone number of a list that does not begin.
    fn fits_line_start(&self, found: &Marker, at: usize, end: usize) -> bool {
        self.text[at + found.length..end].trim().chars().count() > 1
    }

    /// Opens a heading at `at`; returns where the text after its title begins.
    fn heading(&mut self, found: Marker, at: usize, line_end: usize) -> usize {
        let level = Level::Numbered(found.style);
        let from = at + found.length;
        let title = self.title(found.style, from, line_end);
        let number = at + found.number.start..at + found.number.end;
        let after = title.end + closing_mark(&self.text[title.end..line_end]);
        let words = self.text[title.clone()].to_owned();
        let is_sentence = words.chars().count() > TITLE || words.contains(['；', ';']);
        self.push(level, found.ordinal, number, title.clone(), at..title.end, &words);
        if is_sentence || words.contains(|c: char| c.is_ascii_digit()) {
            self.block(title, BlockKind::Title);
        }
        after
    }

    pub(super) fn push(
        &mut self,
        level: Level,
        ordinal: u32,
        number: Range<usize>,
        title: Range<usize>,
        range: Range<usize>,
        words: &str,
    ) {
        if self.repeats_contents(level, ordinal, &title, words) {
            self.close_contents(range.start);
        }
        self.numbered |= matches!(level, Level::Numbered(_));
        let keep = self.kept(level, words);
        self.close_from(keep, range.start);
        let parent = self.open.last().copied();
        let part = self.part(level, parent, words);
        self.aims |= part == Some(Part::Goals);
        let extent = range.start..range.end;
        self.open.push(self.outline.headings.len());
        self.outline.headings.push(Heading { level, ordinal, number, title, range, extent, parent, part });
    }

    /// How many of the open headings a new one stands under.
    fn kept(&self, level: Level, words: &str) -> usize {
        let levels = || self.open.iter().map(|h| self.outline.headings[*h].level);
        // 主要目标是： inside 一、总体要求 ends with that section.
        let inside = level == Level::Plain
            && matches!(levels().next(), Some(Level::Numbered(_)))
            && matches!(part_of(words), Some(Part::Goals | Part::General));
        let ends = |open: Level| if inside { open == Level::Plain } else { open >= level };
        levels().position(ends).unwrap_or(self.open.len())
    }

    /// The heading 目录 is open.
    fn in_contents(&self) -> bool {
        let open = self.open.first().map(|h| self.outline.headings[*h].title.clone());
        open.is_some_and(|title| is_contents(&self.text[title]))
    }

    /// Ends the heading 目录, if one is open.
    fn close_contents(&mut self, at: usize) {
        if self.in_contents() {
            self.close_from(0, at);
        }
    }

    /// A number that the table of contents has had already begins the text; the first of them does so in any words, as
    /// recognition may have read them in two ways.
    fn repeats_contents(&mut self, level: Level, ordinal: u32, title: &Range<usize>, words: &str) -> bool {
        let contents = self.open.first().copied();
        let contents =
            contents.filter(|at| is_contents(&self.text[self.outline.headings[*at].title.clone()]));
        if self.listed.0 != contents {
            self.listed = (contents, HashSet::new());
        }
        if contents.is_none() {
            return false;
        }
        let first = contents.and_then(|at| self.outline.headings.get(at + 1));
        let begins_again = first.is_some_and(|first| first.level == level && first.ordinal == ordinal);
        let repeats = begins_again || self.listed.1.contains(&(level, ordinal, words.trim()));
        let listed = self.text[title.clone()].trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        self.listed.1.insert((level, ordinal, listed));
        repeats
    }

    fn close_from(&mut self, depth: usize, at: usize) {
        for heading in self.open.drain(depth..) {
            self.outline.headings[heading].extent.end = at;
        }
    }

    fn block(&mut self, range: Range<usize>, kind: BlockKind) {
        if self.text[range.clone()].trim().is_empty() {
            return;
        }
        let heading = self.open.last().copied();
        let part = heading.and_then(|h| self.outline.headings[h].part);
        let boxed = self.open.iter().any(|h| self.outline.headings[*h].level == Level::Box);
        self.outline.blocks.push(Block { range, heading, kind, part, boxed });
    }

    /// The part a heading opens: its own words count most at the top; inside the measures they are names.
    fn part(&self, level: Level, parent: Option<usize>, words: &str) -> Option<Part> {
        let own = match level {
            Level::Numbered(Style::Article) => article_part(words),
            Level::Numbered(Style::ArabicInBrackets | Style::Circled) | Level::Box => None,
            // Under a heading, an arabic number stands before one measure or aim, whose words are its name.
            Level::Numbered(Style::Named | Style::Arabic | Style::Dotted | Style::DottedTwice)
                if parent.is_some() =>
            {
                part_of(words).filter(|part| matches!(part, Part::Goals | Part::Tasks))
            }
            _ => part_of(words).filter(|_| words.chars().count() <= TITLE),
        };
        let short = words.chars().count() <= 6;
        let Some(above) = parent.and_then(|p| self.outline.headings[p].part) else {
            let other = if level == Level::Plain && !self.aims { Part::General } else { Part::Tasks };
            let other =
                if level == Level::Plain && words.contains("保障") { Part::Safeguards } else { other };
            return Some(own.unwrap_or(other));
        };
        Some(match (above, own) {
            (_, Some(Part::Furniture)) => Part::Furniture,
            // （一）到2025年，阶段性任务如期完成，…: a sentence below 发展目标 is an aim, whatever it names.
            (Part::Goals, Some(_)) if words.contains(['，', ',']) => Part::Goals,
            (Part::Interpretation, Some(Part::Background)) => Part::Background,
            (Part::Goals, Some(Part::General)) => Part::Goals,
            (Part::Goals | Part::General | Part::Background, Some(own)) => own,
            (Part::General, None) => Part::General,
            // 第一节 总体目标 of a chapter on measures.
            (Part::Tasks, Some(Part::Goals)) if level <= Level::Numbered(Style::HanInBrackets) && short => {
                Part::Goals
            }
            (above, _) => above,
        })
    }

    /// The title of a heading whose words begin at `from`.
    fn title(&self, style: Style, from: usize, line_end: usize) -> Range<usize> {
        let rest = &self.text[from..line_end];
        let rest = &rest[..rest.floor_char_boundary(LONGEST)];
        if let Some(inside) = rest.strip_prefix('【')
            && let Some(close) = inside.find('】')
        {
            let start = from + '【'.len_utf8();
            return start..start + close;
        }
        let stop = rest.find(['。', '！', '？']).unwrap_or(rest.len());
        // （一）指导思想：以…; a label, not 到2025年:.
        let label = rest[..stop].char_indices().take(17).find(|(_, c)| matches!(c, '：' | ':'));
        if let Some((colon, _)) = label
            && rest[..colon].chars().nth(1).is_some()
            && !rest[..colon].contains(|c: char| c.is_ascii_digit())
            && self.nested_marker(style, from, from + stop, colon).is_none()
        {
            return from..from + colon;
        }
        let stop = self.nested_marker(style, from, from + stop, stop).unwrap_or(from + stop);
        let words = &self.text[from..stop];
        // 一、指导思想坚持以…: recognition lost the mark behind known words.
        if words.chars().count() > 40
            && let Some(known) = known_start(words)
        {
            return from..from + known;
        }
        from..stop
    }

    /// A marker of lower rank with number 1 inside a title: 三、工作举措(一)加强….
    /// Only the first `most` bytes are looked at.
    fn nested_marker(&self, style: Style, from: usize, end: usize, most: usize) -> Option<usize> {
        let words = &self.text[from..end];
        words[..most]
            .char_indices()
            .filter(|(at, c)| *at > 0 && begins_marker(*c))
            .map(|(at, _)| at)
            .find_map(|at| {
                let found = marker(&words[at..])?;
                let lower = found.style > style
                    && found.ordinal <= 1
                    && matches!(found.style, Style::HanInBrackets | Style::Named | Style::Arabic);
                let fresh = !words[..at]
                    .ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '《' | '“' | '第'));
                (lower && fresh).then_some(from + at)
            })
    }

    /// Where the next heading inside the line begins, or the end of the line.
    fn next_marker(&self, from: usize, end: usize) -> usize {
        let text = &self.text[..end];
        let mut before = ' ';
        for (at, c) in text[from..].char_indices() {
            if at > 0 && begins_marker(c) && self.heads_here(before, from + at, end) {
                return from + at;
            }
            if c != ' ' {
                before = c;
            }
        }
        end
    }

    /// Does a heading begin at `at`, behind the character `before`?
    fn heads_here(&self, before: char, at: usize, end: usize) -> bool {
        let ended = matches!(
            before,
            '。' | '；' | ';' | '！' | '？' | '!' | '?' | ')' | '）' | '”' | '】' | '〕' | '.'
        );
        if !ended && !('\u{4e00}'..='\u{9fff}').contains(&before) && before != '%' {
            return false;
        }
        let Some(found) = marker(&self.text[at..end]) else { return false };
        let last = self
            .open
            .iter()
            .map(|h| &self.outline.headings[*h])
            .find(|h| h.level == Level::Numbered(found.style));
        let next = last.map(|h| h.ordinal + 1);
        // Points inside running text are no headings, unless their series began with one behind a full stop.
        if matches!(found.style, Style::ArabicInBrackets | Style::Circled) {
            return before == '。' && next == Some(found.ordinal);
        }
        let words = &self.text[at + found.length..end];
        if ended {
            let rises = next.is_some_and(|next| (next..next + 10).contains(&found.ordinal));
            let begins = next != Some(found.ordinal) && found.ordinal <= 1;
            return (rises || begins) && !words.starts_with([')', '）', '、', '，']) && !words.is_empty();
        }
        // The mark in front was lost: only the very next number of an open series, before a short title.
        let near = &words[..words.floor_char_boundary(NEAR)];
        let title = near.find('。').map_or(near, |stop| &near[..stop]);
        let title = title
            .char_indices()
            .find(|(k, c)| *k > 0 && begins_marker(*c) && marker(&title[*k..]).is_some())
            .map_or(title, |(k, _)| &title[..k]);
        let plausible =
            (4..=30).contains(&title.chars().count()) && !title.contains(['，', ',', '；', ';', '%', '、']);
        next == Some(found.ordinal)
            && plausible
            && matches!(found.style, Style::Han | Style::HanInBrackets | Style::Named | Style::Arabic)
            && words.starts_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }
}

fn begins_marker(c: char) -> bool {
    matches!(c, '第' | '(' | '（' | '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '①'..='⑳' | '㈠'..='㈩')
}
