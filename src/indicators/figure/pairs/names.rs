//! The names that figures are paired with; where they are left out, those named before.

use std::ops::Range;

use super::Pairing;
use crate::indicators::figure::values::Value;
use crate::indicators::sentence::Sentence;
use crate::indicators::subject::lists;

/// Words for the number of things, and verbs for what becomes of it, in front of “双破万”.
const NUMBERS: &[&str] =
    &["实现", "达成", "完成", "达到", "做到", "数量", "总数", "总量", "户数", "家数", "规模", "双双"];

/// Words that stand for things named before.
const REFERENCES: &[&str] = &["上述", "以上", "这几项", "四项指标", "三项指标", "两项指标", "五项指标"];

impl Sentence<'_, '_> {
    /// 甲和乙数量达成“双破万”: the number is what doubles, not what is counted.
    pub(super) fn numberless(&self, mut names: Range<usize>, value: &Value) -> Range<usize> {
        while let Some(tail) =
            NUMBERS.iter().find(|t| value.twofold && self.text(names.clone()).ends_with(**t))
        {
            names.end -= tail.len();
        }
        names
    }

    /// The parts of the names, or what they refer to.
    pub(super) fn parts(&self, pairing: &Pairing) -> Vec<Range<usize>> {
        let number = pairing.items.len();
        let names = self.text(pairing.names.clone());
        let mut parts = lists::parts(self.paragraph.text, pairing.names.clone());
        parts.retain(|p| !self.times.iter().any(|t| t.range.start <= p.start && p.end <= t.range.end));
        // 上述四项指标分别达到: the enumeration before.
        let refers = REFERENCES.iter().any(|w| names.starts_with(w));
        if refers && self.carried.list.len() == number {
            return self.carried.list.clone();
        }
        if number < 2 {
            return parts;
        }
        // …达到900家，覆盖率超过四成；到2030年，两项指标分别达到1400家和60%: the figures before.
        if refers {
            return self.figures_since(self.paragraph.start, number).unwrap_or(parts);
        }
        // 高新技术企业、科技型企业数量稳步增长，分别达到770家、5000家: the enumeration of the clause before.
        if names.is_empty() || parts.is_empty() {
            // 2025年认定甲5家、乙8家，2027年分别达到12家、25家
            let before = || self.figures_since(self.range.start, number);
            return self.made_before(number).or_else(before).unwrap_or(parts);
        }
        // 新增院士站3个、博士后站5个，总数分别达到10个、30个: the figures of this sentence before.
        if parts.len() < number && NUMBERS.contains(&names) {
            return self.figures_since(self.range.start, number).unwrap_or(parts);
        }
        parts
    }

    /// The subjects of the last figures behind `from`, if there are so many.
    pub(super) fn figures_since(&self, from: usize, number: usize) -> Option<Vec<Range<usize>>> {
        let last = self.drafts.iter().rev().take_while(|d| d.range.start >= from);
        let mut named: Vec<Range<usize>> =
            last.filter_map(|d| d.subject.first().cloned()).take(number).collect();
        named.reverse();
        (named.len() == number).then_some(named)
    }

    /// The enumeration of the clause before.
    fn made_before(&self, number: usize) -> Option<Vec<Range<usize>>> {
        let made = self.carried.made.clone()?;
        // 甲、乙“双翻番”，分别突破…
        let twice = self.text(made.clone()).find("“双").unwrap_or(made.len());
        let mut named = lists::parts(self.paragraph.text, made.start..made.start + twice);
        if named.len() != number {
            return None;
        }
        let last = named.last_mut()?;
        let tail = NUMBERS.iter().find(|tail| self.text(last.clone()).ends_with(**tail));
        last.end -= tail.map_or(0, |tail| tail.len());
        Some(named)
    }
}
