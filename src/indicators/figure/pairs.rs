//! Several subjects or years for several values: 分别, 各, 依次, 双破万.

use std::ops::Range;

use super::Signs;
use super::items::Item;
use crate::indicators::Doubt;
use crate::indicators::paragraph::governs;
use crate::indicators::sentence::Sentence;
use crate::indicators::subject::areas;
use crate::indicators::subject::distributed;
use crate::indicators::subject::lists;
use crate::indicators::subject::{self, Lead};
use crate::lexicon::verb_at_end;
use crate::schema::{Bound, Horizon, Kind};

/// Words that pair, and whether one value holds for all.
const WORDS: &[(&str, bool)] =
    &[("分别", false), ("依次", false), ("各自", true), ("各", true), ("均", true), ("都", true)];

/// Words for the number of things, and verbs for what becomes of it, in front of “双破万”.
const NUMBERS: &[&str] =
    &["实现", "达成", "完成", "达到", "做到", "数量", "总数", "总量", "户数", "家数", "规模", "双双"];

/// The pairing word in front of a figure: where it stands, its length, whether one value holds for all.
fn pairing_word(left: &str) -> Option<(usize, usize, bool)> {
    let fits = |at: usize, word: &str| {
        let (before, after) = (&left[..at], &left[at + word.len()..]);
        match word {
            "均" => {
                !before.ends_with(['年', '平', '人', '户', '亩', '地'])
                    && !after.starts_with(['增', '衡', '等', '值', '可'])
            }
            "都" => {
                !before.ends_with(['首', '成', '古', '省', '花', '瓷', '名'])
                    && !after.starts_with(['市', '江', '会'])
            }
            "各" => !after.starts_with([
                '类', '级', '项', '县', '市', '地', '区', '镇', '乡', '种', '领', '产', '行', '有', '方',
                '部', '单', '大', '个', '园', '高', '院', '科', '企', '盟', '旗', '州',
            ]),
            _ => true,
        }
    };
    let found = WORDS.iter().filter_map(|(word, all)| {
        let at = left.rmatch_indices(word).map(|(at, _)| at).find(|at| fits(*at, word))?;
        Some((at, word.len(), *all))
    });
    found.max_by_key(|(at, length, _)| (*at, *length))
}

/// The item with the bound of the first one, if it has none of its own.
fn with_bound(item: &Item, bound: Option<Bound>) -> Item {
    let mut item = item.clone();
    if item.value.op == Bound::Eq
        && item.value.cue.bound.is_none()
        && let Some(bound) = bound
    {
        item.value.op = bound;
    }
    item
}

impl Sentence<'_, '_> {
    /// Reads the items of a clause as pairs; false if they are none.
    pub(in crate::indicators) fn paired(
        &mut self,
        clause: &Range<usize>,
        lead: &Lead,
        items: &[Item],
    ) -> bool {
        let Some(first) = items.first() else { return false };
        let shared_bound = first.value.cue.bound;
        let from = lead.start.min(first.value.core.start);
        let left = self.text(from..first.value.core.start).to_owned();
        let twofold = first.value.twofold;
        let relative = first.value.op == Bound::Relative;
        let (names_end, word_end, shared) = match pairing_word(&left) {
            Some((at, length, shared)) => (from + at, from + at + length, shared || twofold),
            None if twofold || relative => {
                (first.value.range.start.max(from), first.value.range.start.max(from), true)
            }
            None => return false,
        };
        let verb_end = first.value.range.start.max(word_end);
        let verb = verb_at_end(self.text(word_end.min(first.value.range.start)..verb_end));
        let verb = verb.map(|(kind, length)| (kind, verb_end - length..verb_end));
        let mut names = subject::trim_end(self.paragraph.text, from..names_end);
        // 甲和乙数量达成“双破万”: the number is what doubles, not what is counted.
        while let Some(tail) = NUMBERS.iter().find(|t| twofold && self.text(names.clone()).ends_with(**t)) {
            names.end -= tail.len();
        }
        let mut parts = lists::parts(self.paragraph.text, names.clone());
        parts.retain(|p| !self.times.iter().any(|t| t.range.start <= p.start && p.end <= t.range.end));
        // 上述四项指标分别达到: the enumeration before.
        let refers = ["上述", "以上", "这几项", "四项指标", "三项指标", "两项指标", "五项指标"]
            .iter()
            .any(|w| self.text(names.clone()).starts_with(w));
        if refers && self.carried.list.len() == items.len() {
            parts = self.carried.list.clone();
        } else if refers && items.len() > 1 {
            // …达到900家，覆盖率超过四成；到2030年，两项指标分别达到1400家和60%: the figures before.
            let last = self.drafts.iter().rev().take_while(|d| d.range.start >= self.paragraph.start);
            let mut named: Vec<Range<usize>> =
                last.filter_map(|d| d.subject.first().cloned()).take(items.len()).collect();
            named.reverse();
            if named.len() == items.len() {
                parts = named;
            }
        }
        // 高新技术企业、科技型企业数量稳步增长，分别达到770家、5000家: the enumeration of the clause before.
        if names.is_empty()
            && items.len() > 1
            && let Some(made) = self.carried.made.clone()
        {
            // 甲、乙“双翻番”，分别突破…
            let twice = self.text(made.clone()).find("“双").unwrap_or(made.len());
            let mut named = lists::parts(self.paragraph.text, made.start..made.start + twice);
            if named.len() == items.len() {
                let number = named.last_mut().and_then(|last| {
                    let tail = NUMBERS.iter().find(|tail| self.text(last.clone()).ends_with(**tail))?;
                    Some((last, tail.len()))
                });
                if let Some((last, tail)) = number {
                    last.end -= tail;
                }
                parts = named;
            }
        }
        // 新增院士站3个、博士后站5个，总数分别达到10个、30个: the figures of this sentence before.
        if parts.len() < items.len() && items.len() > 1 && NUMBERS.contains(&self.text(names.clone())) {
            let before = self.drafts.iter().rev().take_while(|d| d.range.start >= self.range.start);
            let mut named: Vec<Range<usize>> =
                before.filter_map(|d| d.subject.first().cloned()).take(items.len()).collect();
            named.reverse();
            if named.len() == items.len() {
                parts = named;
            }
        }
        let years = self.years(clause.start..names_end.max(first.left.end));
        // 分别不低于1.8%、2.2%: the bound holds for all.
        let bounded: Vec<Item> = items.iter().map(|item| with_bound(item, shared_bound)).collect();
        let items = bounded.as_slice();
        let Some(first) = items.first() else { return false };
        // 分别净增高新技术企业12户、15户: the thing stands behind the pairing word.
        let behind = subject::lead(
            self.paragraph.text,
            word_end.min(first.value.range.start)..first.value.range.start,
            self.times,
        );
        let thing = subject::trim_end(
            self.paragraph.text,
            behind.start.min(first.value.range.start)..first.value.range.start,
        );
        if years.len() > 1 && (years.len() == items.len() || (shared && items.len() == 1)) {
            if behind.verbs.is_some() && self.text(thing.clone()).chars().count() >= 2 {
                let verb = behind.verbs.clone().map(|range| (behind.kind, range));
                self.pair_years(clause, lead, items, &years, thing.clone(), thing.end, verb);
                return true;
            }
            self.pair_years(clause, lead, items, &years, names, names_end, verb);
            return true;
        }
        if !shared && items.len() > 1 && parts.len() == items.len() {
            self.note_dates(clause, first.value.core.start);
            self.pair_values(clause, lead, &parts, items.iter(), verb, "paired values");
            return true;
        }
        // 在茶叶、香榧领域各组建团队2个: the thing stands behind 各, the names are places.
        if shared
            && !twofold
            && !relative
            && items.len() == 1
            && behind.verbs.is_some()
            && self.text(thing.clone()).chars().count() >= 2
        {
            self.note_dates(clause, first.value.core.start);
            let range = behind.verbs.as_ref().map_or(thing.start, |v| v.start)..first.value.range.end;
            let signs = Signs {
                subject: vec![thing],
                range,
                verbs: behind.kind.or(Some(Kind::Increment)),
                each: distributed::each(self.near(clause, first.value.core.start)),
                rule: "thing behind 各",
                ..self.signs(lead, first, &verb)
            };
            self.push(signs, clause);
            return true;
        }
        // 甲、乙各建成1家省级企业技术中心: the places are no subjects.
        let right = subject::trim_right(self.paragraph.text, first.right.clone());
        let counted = self.text(right).chars().count() >= 3 && !relative && !twofold;
        let named = !relative || parts.iter().all(|p| lists::stands_alone(self.text(p.clone())));
        if shared && items.len() == 1 && parts.len() > 1 && named && !counted {
            self.note_dates(clause, first.value.core.start);
            self.pair_values(clause, lead, &parts, std::iter::repeat(first), verb, "shared value");
            return true;
        }
        if !shared && items.len() > 1 && parts.len() > 1 {
            self.doubts.push(Doubt::unpaired(clause.clone(), parts.len(), items.len()));
        }
        false
    }

    /// 甲市、乙市、丙市拥有量分别达到: one subject in several places. Bytes of the last place; 0 if it is no such list.
    fn shared_place(&self, parts: &[Range<usize>]) -> usize {
        let Some((last, others)) = parts.split_last() else { return 0 };
        let places = !others.is_empty() && others.iter().all(|part| areas::is_area(self.text(part.clone())));
        if places { areas::area_prefix(self.text(last.clone())) } else { 0 }
    }

    /// Each part of a list with its figure: 国家级、省级孵化器分别新增2家、5家; 甲类、乙类企业各8家.
    fn pair_values<'i>(
        &mut self,
        clause: &Range<usize>,
        lead: &Lead,
        parts: &[Range<usize>],
        items: impl Iterator<Item = &'i Item>,
        verb: Option<(Option<Kind>, Range<usize>)>,
        rule: &'static str,
    ) {
        let Some(last) = parts.last() else { return };
        let place = self.shared_place(parts);
        let scope = self.carried.scope.clone();
        for (part, item) in parts.iter().zip(items) {
            let subject = match place {
                0 => lists::complete(self.paragraph.text, part, last),
                place => {
                    self.carried.scope = Some((part.start..part.end.min(last.start + place), false));
                    let behind = last.start + place..last.end;
                    vec![behind]
                }
            };
            self.push(
                Signs {
                    subject,
                    range: part.start.max(clause.start).min(item.value.range.start)..item.value.range.end,
                    rule,
                    ..self.signs(lead, item, &verb)
                },
                clause,
            );
        }
        self.carried.scope = scope;
    }

    /// 2025年至2027年，入库数分别不低于260家、330家、400家; 2026年、2027年各新增2家.
    #[allow(clippy::too_many_arguments, reason = "the parts of one list")]
    fn pair_years(
        &mut self,
        clause: &Range<usize>,
        lead: &Lead,
        items: &[Item],
        years: &[Horizon],
        names: Range<usize>,
        names_end: usize,
        verb: Option<(Option<Kind>, Range<usize>)>,
    ) {
        let own = self.after_years(clause, names, names_end);
        let named = self.text(own.clone()).chars().count() >= 2;
        let subject = if named && !crate::indicators::subject::ellipsis::is_elliptic(self.text(own.clone())) {
            vec![own.clone()]
        } else {
            self.complete_from_before(&own).unwrap_or_else(|| vec![own.clone()])
        };
        let start = if named { own.start } else { clause.start };
        for (k, year) in years.iter().enumerate() {
            let Some(item) = items.get(k).or(items.last()) else { return };
            let range = start.min(item.value.range.start)..item.value.range.end;
            self.push(
                Signs {
                    subject: subject.clone(),
                    range,
                    date: Some(*year),
                    rule: "paired years",
                    ..self.signs(lead, item, &verb)
                },
                clause,
            );
        }
    }

    /// What a paired figure has in common with others.
    fn signs<'i>(
        &self,
        lead: &Lead,
        item: &'i Item,
        verb: &Option<(Option<Kind>, Range<usize>)>,
    ) -> Signs<'i> {
        let verbs = verb.as_ref().and_then(|(kind, _)| *kind).or(lead.kind);
        let action = verb.as_ref().map(|(_, range)| range.clone()).or_else(|| lead.verbs.clone());
        Signs {
            subject: Vec::new(),
            range: item.value.range.clone(),
            item,
            every: lead.every
                || item.value.cue.every
                || self.text(item.left.start..item.value.core.start.max(item.left.start)).contains("每年"),
            verbs,
            counted: false,
            action,
            hedge: self.carried.hedge || lead.hedge || item.value.cue.hedge,
            date: None,
            of: None,
            each: None,
            rule: "",
        }
    }

    /// The years named since the last semicolon up to the figures.
    fn years(&self, range: Range<usize>) -> Vec<Horizon> {
        let mut years = Vec::new();
        let mut behind = range.end;
        let from = self.years_from.min(range.start);
        for period in
            self.times.iter().filter(|p| p.range.start >= from && p.range.end <= range.end && governs(p))
        {
            let Some(end) = period.end else { continue };
            // 2027年启动乙园建设，到2028年三个园区均…: a year with a deed of its own is no step of the ladder.
            let deed = |c: char| c.is_alphanumeric() && !"到至和及以前底末起年".contains(c);
            if self.text(behind..period.range.start.max(behind)).chars().any(deed) {
                years.clear();
            }
            behind = period.range.end;
            match period.start {
                Some(first) => years.extend((first..=end.year()).map(Horizon::Year)),
                None => years.push(end),
            }
        }
        if years.len() > 12 { Vec::new() } else { years }
    }

    /// The names behind the last year: 2025年至2027年，入库数分别… → 入库数.
    fn after_years(&self, clause: &Range<usize>, names: Range<usize>, names_end: usize) -> Range<usize> {
        // 高新技术企业2027年、2028年分别…: the names stand in front of the years.
        if let Some(first) =
            self.times.iter().find(|p| p.range.start > names.start && p.range.end <= names_end)
        {
            return subject::trim_end(self.paragraph.text, names.start..first.range.start);
        }
        let last = self.times.iter().rfind(|p| p.range.end <= names_end && p.range.start >= clause.start);
        let start = last.map_or(names.start, |p| p.range.end).max(names.start).min(names_end);
        let words = &self.paragraph.text[start..names_end];
        let skipped = words.len() - words.trim_start_matches(['，', ',', '、', ' ']).len();
        subject::trim_end(self.paragraph.text, start + skipped..names_end)
    }
}
