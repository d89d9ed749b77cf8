//! Several subjects, places or years for several values: 分别, 各, 依次, 双破万.

mod names;
mod places;

use std::ops::Range;

use self::places::Places;
use super::Signs;
use super::items::Item;
use crate::indicators::Doubt;
use crate::indicators::paragraph::governs;
use crate::indicators::sentence::Sentence;
use crate::indicators::subject::areas;
use crate::indicators::subject::distributed;
use crate::indicators::subject::ellipsis::is_elliptic;
use crate::indicators::subject::left::SUMS;
use crate::indicators::subject::lists;
use crate::indicators::subject::{self, Lead};
use crate::lexicon::verb_at_end;
use crate::schema::{Bound, Horizon, Kind};

/// Words that pair, and whether one value holds for all.
const WORDS: &[(&str, bool)] =
    &[("分别", false), ("依次", false), ("各自", true), ("各", true), ("均", true), ("都", true)];

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

/// A clause that pairs.
struct Pairing<'p> {
    clause: &'p Range<usize>,
    lead: &'p Lead,
    items: &'p [Item],
    first: &'p Item,
    /// What stands in front of the pairing word.
    names: Range<usize>,
    /// Where that word begins.
    names_end: usize,
    /// Between that word and the first figure.
    behind: Range<usize>,
    /// One value holds for all.
    shared: bool,
    /// The verb in front of the first figure.
    verb: Option<(Option<Kind>, Range<usize>)>,
}

impl<'p> Pairing<'p> {
    /// The figures one by one; the one that holds for all again and again.
    fn each_item(&self) -> impl Iterator<Item = &'p Item> + use<'p> {
        self.items.iter().chain(std::iter::repeat(self.first))
    }

    /// Neither 翻番 nor 高于: the figure counts something.
    fn counts(&self) -> bool {
        !self.first.value.twofold && self.first.value.op != Bound::Relative
    }

    /// As many as there are figures, or one figure for all of them.
    fn fits(&self, number: usize) -> bool {
        number > 1 && if self.shared { self.items.len() == 1 } else { self.items.len() == number }
    }
}

/// 投放额分别不低于20亿元、25亿元: the items with the bound that holds for all.
pub(in crate::indicators) fn with_shared_bound(text: &str, items: &[Item]) -> Option<Vec<Item>> {
    let first = items.first().filter(|_| items.len() > 1)?;
    let words = text.get(first.left.start..first.value.core.start)?;
    let (_, _, shared) = pairing_word(words)?;
    (!shared).then(|| items.iter().map(|item| with_bound(item, first.value.cue.bound)).collect())
}

impl Sentence<'_, '_> {
    /// Reads the items of a clause as pairs; false if they are none.
    pub(in crate::indicators) fn paired(
        &mut self,
        clause: &Range<usize>,
        lead: &Lead,
        items: &[Item],
    ) -> bool {
        let Some(bound) = items.first().map(|first| first.value.cue.bound) else { return false };
        // 分别不低于1.8%、2.2%: the bound holds for all.
        let items: Vec<Item> = items.iter().map(|item| with_bound(item, bound)).collect();
        let Some(pairing) = self.pairing(clause, lead, &items) else { return false };
        let parts = self.parts(&pairing);
        if self.by_years(&pairing)
            || self.by_places(&pairing)
            || self.in_one_place(&pairing)
            || self.by_names(&pairing, &parts)
            || self.thing_for_each(&pairing)
            || self.alike(&pairing, &parts)
        {
            return true;
        }
        if !pairing.shared && items.len() > 1 && parts.len() > 1 {
            self.doubts.push(Doubt::unpaired(clause.clone(), parts.len(), items.len()));
        }
        false
    }

    /// The word that pairs and what stands around it.
    fn pairing<'p>(
        &self,
        clause: &'p Range<usize>,
        lead: &'p Lead,
        items: &'p [Item],
    ) -> Option<Pairing<'p>> {
        let first = items.first()?;
        let value = &first.value;
        let from = lead.start.min(value.core.start);
        let (names_end, word_end, shared) = match pairing_word(self.text(from..value.core.start)) {
            Some((at, length, shared)) => (from + at, from + at + length, shared || value.twofold),
            None if value.twofold || value.op == Bound::Relative => {
                (value.range.start.max(from), value.range.start.max(from), true)
            }
            None => return None,
        };
        let behind = word_end.min(value.range.start)..value.range.start.max(word_end);
        let verb = verb_at_end(self.text(word_end.min(value.range.start)..behind.end));
        let verb = verb.map(|(kind, length)| (kind, behind.end - length..behind.end));
        let names = self.numberless(subject::trim_end(self.paragraph.text, from..names_end), value);
        Some(Pairing { clause, lead, items, first, names, names_end, behind, shared, verb })
    }

    /// The thing behind the pairing word and its verb: 分别净增|高新技术企业|12户、15户. `None` without a verb.
    fn thing_behind(&self, pairing: &Pairing) -> Option<(Lead, Range<usize>)> {
        let text = self.paragraph.text;
        let end = pairing.first.value.range.start;
        let behind = subject::lead(text, pairing.behind.start..end, self.times);
        let thing = subject::trim_end(text, behind.start.min(end)..end);
        (behind.verbs.is_some() && self.text(thing.clone()).chars().nth(1).is_some())
            .then_some((behind, thing))
    }

    /// 2025年至2027年，入库数分别不低于260家、330家、400家; 2026年、2027年各新增2家.
    fn by_years(&mut self, pairing: &Pairing) -> bool {
        let years = self.years(pairing.clause.start..pairing.names_end.max(pairing.first.left.end));
        let each = years.len() > 1 && years.len() == pairing.items.len();
        if !each && !pairing.fits(years.len()) {
            return false;
        }
        let (own, verb) = match self.thing_behind(pairing) {
            Some((behind, thing)) => (thing, behind.verbs.map(|range| (behind.kind, range))),
            None => (self.after_years(pairing), pairing.verb.clone()),
        };
        let named = self.text(own.clone()).chars().nth(1).is_some();
        let subject = if named && !is_elliptic(self.text(own.clone())) {
            vec![own.clone()]
        } else {
            self.complete_from_before(&own).unwrap_or_else(|| vec![own.clone()])
        };
        let start = if named { own.start } else { pairing.clause.start };
        for (k, year) in years.iter().enumerate() {
            let Some(item) = pairing.items.get(k).or(pairing.items.last()) else { break };
            let range = start.min(item.value.range.start)..item.value.range.end;
            let signs = Signs {
                subject: subject.clone(),
                range,
                date: Some(*year),
                rule: "paired years",
                ..self.signs(pairing.lead, item, &verb)
            };
            self.push(signs, pairing.clause);
        }
        true
    }

    /// 甲、乙、丙三市分别不低于4%、3%和2.6%; 甲市、乙市到2027年科技型中小企业分别达到4200家、2600家.
    fn by_places(&mut self, pairing: &Pairing) -> bool {
        // 各新建3家中心: the thing stands behind, and the places are told once.
        let listed = pairing.shared && (self.counts_right(pairing) || self.thing_behind(pairing).is_some());
        if listed || !pairing.counts() {
            return false;
        }
        let text = self.paragraph.text;
        let named = Places::of(text, &lists::parts(text, pairing.names.clone()));
        let Places { places, rest } = match named {
            Some(named) => named,
            // …，“小巨人”企业分别新增20家和12家: the places of the clause before.
            None => Places { places: self.carried.places.clone(), rest: pairing.names.clone() },
        };
        if !pairing.fits(places.len()) {
            return false;
        }
        let rest = subject::lead(text, rest.clone(), self.times).start.min(rest.end)..rest.end;
        let words = self.text(rest.clone());
        // 甲高新区、乙高新区排名各前移3位: a rank is its own subject.
        let left_out = is_elliptic(words) && !words.ends_with(['名', '次']);
        let subject = if left_out { self.complete_from_before(&rest) } else { Some(vec![rest]) };
        let Some(subject) = subject else { return false };
        self.note_dates(pairing.clause, pairing.first.value.core.start);
        let scope = self.carried.scope.take();
        for (place, item) in places.iter().zip(pairing.each_item()) {
            self.carried.scope = Some((place.clone(), false));
            let start = place.start.max(pairing.clause.start).min(item.value.range.start);
            let signs = Signs {
                subject: subject.clone(),
                range: start..item.value.range.end,
                rule: "paired places",
                ..self.signs(pairing.lead, item, &pairing.verb)
            };
            let signs = Signs { every: signs.every || (left_out && self.carried.every), ..signs };
            self.push(signs, pairing.clause);
        }
        (self.carried.scope, self.carried.places) = (scope, places);
        true
    }

    /// 新增甲45家、乙60家，其中高新区分别不少于15家和20家.
    fn in_one_place(&mut self, pairing: &Pairing) -> bool {
        let place = pairing.names.clone();
        let words = self.text(place.clone());
        let number = pairing.items.len();
        if pairing.shared || number < 2 || !(areas::is_area(words) || areas::is_ranked(words)) {
            return false;
        }
        let Some(parts) = self.figures_since(self.range.start, number) else { return false };
        let scope = self.carried.scope.replace((place, false));
        let found = self.by_names(pairing, &parts);
        self.carried.scope = scope;
        found
    }

    /// 国家级、省级孵化器分别新增2家、5家.
    fn by_names(&mut self, pairing: &Pairing, parts: &[Range<usize>]) -> bool {
        let fits = !pairing.shared && pairing.fits(parts.len());
        if fits {
            self.note_dates(pairing.clause, pairing.first.value.core.start);
            self.pair_values(pairing, parts, "paired values");
        }
        fits
    }

    /// 在茶叶、香榧领域各组建团队2个: the thing stands behind 各, the names are places.
    fn thing_for_each(&mut self, pairing: &Pairing) -> bool {
        if !pairing.shared || !pairing.counts() || pairing.items.len() != 1 {
            return false;
        }
        let Some((behind, thing)) = self.thing_behind(pairing) else { return false };
        let value = &pairing.first.value;
        self.note_dates(pairing.clause, value.core.start);
        let start = behind.verbs.as_ref().map_or(thing.start, |v| v.start);
        let signs = Signs {
            subject: vec![thing],
            range: start..value.range.end,
            verbs: behind.kind.or(Some(Kind::Increment)),
            each: distributed::each(self.near(pairing.clause, value.core.start)),
            rule: "thing behind 各",
            ..self.signs(pairing.lead, pairing.first, &pairing.verb)
        };
        self.push(signs, pairing.clause);
        true
    }

    /// 甲类、乙类企业各8家; 甲和乙“双破万”.
    fn alike(&mut self, pairing: &Pairing, parts: &[Range<usize>]) -> bool {
        let relative = pairing.first.value.op == Bound::Relative;
        let named = !relative || parts.iter().all(|p| lists::stands_alone(self.text(p.clone())));
        let fits = pairing.shared && pairing.fits(parts.len()) && named && !self.counts_right(pairing);
        if fits {
            self.note_dates(pairing.clause, pairing.first.value.core.start);
            self.pair_values(pairing, parts, "shared value");
        }
        fits
    }

    /// 甲、乙各建成1家省级企业技术中心: the thing stands behind the figure, and the names are no subjects.
    fn counts_right(&self, pairing: &Pairing) -> bool {
        let right = subject::trim_right(self.paragraph.text, pairing.first.right.clone());
        pairing.counts() && self.text(right).chars().nth(1).is_some()
    }

    /// Each part of a list with its figure.
    fn pair_values(&mut self, pairing: &Pairing, parts: &[Range<usize>], rule: &'static str) {
        let Some(last) = parts.last() else { return };
        // 甲、乙分别出资5000万元、3000万元: the verb names the money.
        let paid = pairing.verb.as_ref().map(|(_, verb)| verb.clone());
        let paid = paid.filter(|verb| SUMS.contains(&self.text(verb.clone())));
        for (part, item) in parts.iter().zip(pairing.each_item()) {
            let start = part.start.max(pairing.clause.start).min(item.value.range.start);
            let mut subject = lists::complete(self.paragraph.text, part, last);
            subject.extend(paid.clone());
            let signs = Signs {
                subject,
                range: start..item.value.range.end,
                rule,
                ..self.signs(pairing.lead, item, &pairing.verb)
            };
            self.push(signs, pairing.clause);
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
    fn after_years(&self, pairing: &Pairing) -> Range<usize> {
        let text = self.paragraph.text;
        let (names, end) = (&pairing.names, pairing.names_end);
        // 高新技术企业2027年、2028年分别…: the names stand in front of the years.
        if let Some(first) = self.times.iter().find(|p| p.range.start > names.start && p.range.end <= end) {
            return subject::trim_end(text, names.start..first.range.start);
        }
        let last = self.times.iter().rfind(|p| p.range.end <= end && p.range.start >= pairing.clause.start);
        let start = last.map_or(names.start, |p| p.range.end).max(names.start).min(end);
        let words = &text[start..end];
        let skipped = words.len() - words.trim_start_matches(['，', ',', '、', ' ']).len();
        subject::trim_end(text, start + skipped..end)
    }
}
