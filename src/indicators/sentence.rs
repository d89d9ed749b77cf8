//! One sentence, clause by clause: what each figure counts, and what it takes from the clauses before.

use std::ops::Range;

use crate::indicators::figure::items::{self, Item};
use crate::indicators::figure::pairs;
use crate::indicators::figure::values::Value;
use crate::indicators::paragraph::{Paragraph, governs};
use crate::indicators::subject::areas;
use crate::indicators::subject::lists;
use crate::indicators::subject::{self, Lead};
use crate::indicators::{Doubt, Draft};
use crate::lexicon::context::context;
use crate::mentions::{PeriodForm, PeriodMention};
use crate::schema::{Bound, Horizon, HorizonFrom, Kind};

/// What the clauses of a sentence hand on.
#[derive(Clone, Default)]
pub(super) struct Carried {
    /// The date named last, and how far it may be trusted; an open term (十年内) has none.
    pub(super) date: Option<(Option<Horizon>, HorizonFrom)>,
    /// The area, and whether it governs the whole sentence (全市新增…) or only a group of clauses (全市公民…).
    pub(super) scope: Option<(Range<usize>, bool)>,
    pub(super) hedge: bool,
    pub(super) every: bool,
    pub(super) verbs: Option<Kind>,
    pub(super) action: Option<Range<usize>>,
    pub(super) subject: Option<Vec<Range<usize>>>,
    /// The figure before was counted by a verb in front of it (新增3家).
    pub(super) counted: bool,
    /// The clause before made a fund or list that this one measures.
    pub(super) made: Option<Range<usize>>,
    /// What the clauses before told was past.
    pub(super) past: bool,
    /// The last enumeration without figures, for 上述四项指标.
    pub(super) list: Vec<Range<usize>>,
    /// The places that the figures of the clause before were for.
    pub(super) places: Vec<Range<usize>>,
}

/// Ends of names of parks.
const PARKS: &[&str] = &["高新区", "开发区", "经开区", "新区", "园区", "科学城", "科技城", "自贸区"];

/// Bytes in front of a figure in which words for each of several things stand.
const NEAR: usize = 240;

/// Reads the clauses of one sentence.
pub(super) struct Sentence<'s, 't> {
    pub(super) paragraph: &'s Paragraph<'t>,
    pub(super) range: Range<usize>,
    pub(super) times: &'s [PeriodMention],
    pub(super) governing: Option<Horizon>,
    pub(super) carried: Carried,
    /// Where the clauses since the last semicolon begin.
    pub(super) group: usize,
    /// Where the clauses since the last figure begin: years from there on may be a ladder.
    pub(super) years_from: usize,
    /// Where the clause before begins.
    pub(super) before: usize,
    /// Where the clause being read begins.
    pub(super) current: usize,
    /// Where the first words end that give money, and the first amount of it; looked for once.
    pub(super) given_to: Option<Option<usize>>,
    pub(super) drafts: &'s mut Vec<Draft>,
    pub(super) doubts: &'s mut Vec<Doubt>,
}

/// 中试基地备案工作 → 中试基地.
fn without_work(text: &str, object: Range<usize>) -> Range<usize> {
    const WORK: &[&str] = &["备案工作", "认定工作", "申报工作", "遴选工作", "评选工作", "入库工作"];
    let words = &text[object.clone()];
    let tail = WORK.iter().find(|tail| words.ends_with(**tail)).map_or(0, |tail| tail.len());
    object.start..object.end - tail
}

impl<'s, 't> Sentence<'s, 't> {
    pub(super) fn new(
        paragraph: &'s Paragraph<'t>,
        range: Range<usize>,
        times: &'s [PeriodMention],
        governing: Option<Horizon>,
        drafts: &'s mut Vec<Draft>,
        doubts: &'s mut Vec<Doubt>,
    ) -> Self {
        let group = range.start;
        Self {
            paragraph,
            range,
            times,
            governing,
            carried: Carried::default(),
            group,
            years_from: group,
            before: group,
            current: group,
            given_to: None,
            drafts,
            doubts,
        }
    }

    pub(super) fn text(&self, range: Range<usize>) -> &'t str {
        &self.paragraph.text[range]
    }

    /// The words of a clause in front of `at`, as far as they may belong to it.
    pub(super) fn near(&self, clause: &Range<usize>, at: usize) -> &'t str {
        let text = self.paragraph.text;
        let from = text.ceil_char_boundary(at.saturating_sub(NEAR)).max(clause.start);
        &text[from.min(at)..at]
    }

    /// Reads one clause with the figures in it.
    pub(super) fn clause(&mut self, clause: Range<usize>, values: &[Value]) {
        (self.before, self.current) = (self.current, clause.start);
        let lead = subject::lead(self.paragraph.text, clause.clone(), self.times);
        let rest = self
            .text(lead.start.min(clause.end)..clause.end)
            .trim_matches(['，', ',', '：', ':', '；', ';', ' ']);
        let ahead = self.times.iter().any(|t| clause.contains(&t.range.start) && t.form == PeriodForm::By);
        self.carried.past &= !ahead && !lead.hedge;
        // 每年举办12场，到2030年新建5家: a date ends what is done each year.
        self.carried.every &= !ahead;
        // A hedge at the head of a clause holds until the semicolon, unless it has an object of its own.
        self.carried.hedge |= lead.hedge && !lead.own_hedge && (!values.is_empty() || rest.is_empty());
        // A park does not govern what is done elsewhere; an area told of in passing governs nothing.
        let park = |s: &Range<usize>| PARKS.iter().any(|p| self.text(s.clone()).ends_with(p));
        if lead.verbs.is_some() && self.carried.scope.as_ref().is_some_and(|(s, _)| park(s)) {
            self.carried.scope = None;
        }
        let scope_before = self.carried.scope.clone();
        let passing = values.is_empty() && !rest.is_empty() && lead.scope.is_some();
        if !passing {
            self.take_scope(&lead);
        }
        if let Some(area) = areas::only_area(self.text(clause.clone())).filter(|_| values.is_empty()) {
            self.carried.scope = Some((clause.start + area.start..clause.start + area.end, false));
        }
        if values.is_empty() {
            self.carried.made = self.object(&lead, &clause);
            self.remember_list(&lead, &clause);
            self.note_dates(&clause, clause.end);
        } else {
            let items = items::split(self.paragraph.text, clause.clone(), values);
            let before = self.drafts.len();
            self.items(&clause, &lead, &items);
            if self.drafts.len() == before {
                self.carried.scope = scope_before.clone();
                self.remember_list(&lead, &clause);
            }
            // 35岁以下青年主持项目的比例逐年提高，2027年达到40%: no figure, but what the next one is of.
            let aged = values.first().is_some_and(|v| matches!(v.unit.as_deref(), Some("岁" | "周岁")));
            let untold = self.drafts.len() == before && items.len() == 1 && aged;
            self.carried.made = if untold { self.object(&lead, &clause) } else { None };
            self.years_from = clause.end;
        }
        // 其中甲市突破3%: the place holds for this clause.
        let own_place = lead.scope.is_some() && self.text(clause.clone()).trim_start().starts_with("其中");
        if own_place {
            self.carried.scope = scope_before;
        }
        if self.text(clause.clone()).ends_with(['；', ';']) {
            let carried = std::mem::take(&mut self.carried);
            let scope = carried.scope.filter(|(_, whole)| *whole);
            self.carried =
                Carried { date: carried.date, scope, subject: carried.subject, ..Carried::default() };
            self.group = clause.end;
        }
    }

    /// What a clause without figures is about: 设立基金, 企业数量明显增加.
    fn object(&self, lead: &Lead, clause: &Range<usize>) -> Option<Range<usize>> {
        const ADVERBS: &[&str] = &[
            "明显", "显著", "大幅", "稳步", "持续", "不断", "进一步", "快速", "较快", "稳定", "逐年",
            "力争再", "再上", "继续保持", "保持", "稳居", "位居", "实现",
        ];
        let words = self.text(lead.start.min(clause.end)..clause.end);
        let grown = ADVERBS
            .iter()
            .filter_map(|w| words.find(w))
            .min()
            .filter(|at| (2..=25).contains(&words[..*at].chars().count()));
        if let Some(at) = grown {
            return Some(subject::trim_end(self.paragraph.text, lead.start..lead.start + at));
        }
        // 科技支出占一般公共预算支出的比重，到2030年都要达到2%: a rate alone waits for its figure.
        let alone = words.trim_end_matches(['，', ',']);
        let rate = ["比重", "比例", "占比", "率", "强度"].iter().any(|w| alone.ends_with(w));
        if lead.verbs.is_none() && rate && (4..=40).contains(&alone.chars().count()) {
            return Some(lead.start..lead.start + alone.len());
        }
        // 发挥科创基金引导作用，规模扩大到…: what is made use of.
        if let Some(used) = words.strip_prefix("发挥") {
            let kept = ["引导作用", "作用", "优势", "效应"].iter().find_map(|tail| {
                let alone = used.trim_end_matches(['，', ',']);
                alone.strip_suffix(*tail).filter(|kept| lists::stands_alone(kept))
            })?;
            let start = lead.start + "发挥".len();
            return Some(start..start + kept.len());
        }
        lead.verbs.as_ref()?;
        let object = without_work(
            self.paragraph.text,
            subject::trim_right(self.paragraph.text, lead.start..clause.end),
        );
        // 支持有条件的企业建设国家级、省级中心: the thing stands behind the verb of its agent.
        Some(subject::behind_agent(self.paragraph.text, object.clone(), true).unwrap_or(object))
    }

    /// 甲、乙、丙三项指标力争再上台阶: what 上述三项指标 refers to.
    fn remember_list(&mut self, lead: &Lead, clause: &Range<usize>) {
        let words = self.text(lead.start.min(clause.end)..clause.end);
        let end = ["等", "项指标", "个指标", "等指标"]
            .iter()
            .filter_map(|w| words.find(w))
            .min()
            .unwrap_or(words.len());
        let stated = words[..end].trim_end_matches([
            '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '，', ',', '。',
        ]);
        let parts = lists::parts(self.paragraph.text, lead.start..lead.start + stated.len());
        if parts.len() >= 3 {
            self.carried.list = parts;
        }
    }

    fn take_scope(&mut self, lead: &Lead) {
        if let Some(scope) = lead.scope.clone() {
            let whole = lead.verbs.as_ref().is_some_and(|v| v.start >= scope.end);
            self.carried.scope = Some((scope, whole));
        }
    }

    /// Takes note of the dates between the start of a clause and `end`.
    pub(super) fn note_dates(&mut self, clause: &Range<usize>, end: usize) {
        let found =
            self.times.iter().rfind(|p| clause.contains(&p.range.start) && p.range.start < end && governs(p));
        if let Some(found) = found {
            let from =
                if found.form == PeriodForm::Within { HorizonFrom::Plan } else { HorizonFrom::Sentence };
            // 到2027年，…，三年累计: a term that ends with the date adds nothing to it.
            let same = from == HorizonFrom::Plan
                && matches!(self.carried.date, Some((Some(date), HorizonFrom::Sentence)) if Some(date) == found.end);
            if !same {
                self.carried.date = Some((found.end, from));
            }
        }
    }

    fn items(&mut self, clause: &Range<usize>, lead: &Lead, items: &[Item]) {
        if self.paired(clause, lead, items) {
            return;
        }
        let bounded = pairs::with_shared_bound(self.paragraph.text, items);
        let items = bounded.as_deref().unwrap_or(items);
        let found = self.drafts.len();
        let mut every = lead.every;
        let mut stretches = 0;
        for (k, item) in items.iter().enumerate() {
            self.note_dates(clause, item.value.core.start);
            if self.stretches(item) {
                stretches += 1;
                continue;
            }
            let own = if k == 0 {
                lead.clone()
            } else {
                subject::lead(self.paragraph.text, item.left.clone(), self.times)
            };
            if k > 0 {
                self.take_scope(&own);
            }
            every |= own.every;
            let before = self.drafts.len();
            if k > 0 && self.paired(clause, &own, std::slice::from_ref(item)) {
                continue;
            }
            self.item(clause, &own, item, k == 0, every);
            // 每年…，推动200家…、推进50家…: what runs on over the comma runs on over the list.
            every |= self.drafts.len() > before && self.carried.every && self.carried.counted;
        }
        // 达到55家，力争突破60家，…: the hope is for the second value alone.
        self.carried.hedge &= !(lead.hedge && stretches == items.len());
        self.share_things(found);
    }

    /// 新增3个国家级、5个省级孵化器, 3个千亿级、5个百亿级集群: the thing behind the last figure is that of all.
    fn share_things(&mut self, found: usize) {
        let text = self.paragraph.text;
        let bare = |piece: &Range<usize>| {
            let words = &text[piece.clone()];
            context().tiers.get(words).is_some() || words.ends_with('级') && words.chars().count() <= 4
        };
        for at in (found..self.drafts.len().saturating_sub(1)).rev() {
            let (Some(draft), Some(next)) = (self.drafts.get(at), self.drafts.get(at + 1)) else { continue };
            let ([part], Some(thing)) = (draft.subject.as_slice(), next.subject.last()) else { continue };
            // Behind the figure, not in front of it.
            let behind = part.start > draft.range.start && part.end == draft.range.end;
            if behind && bare(part) && !bare(thing) {
                let subject = if next.subject.len() > 1 {
                    vec![part.clone(), thing.clone()]
                } else {
                    lists::complete(text, part, thing)
                };
                if let Some(draft) = self.drafts.get_mut(at) {
                    draft.subject = subject;
                    draft.rules.push("shared thing");
                }
            }
        }
    }

    /// 突破2300家、力争达到2500家: the second value of the figure before.
    fn stretches(&mut self, item: &Item) -> bool {
        const ENSURES: &[&str] = &["确保", "确保达到", "保底", "确保完成", "确保实现", "保证"];
        let words = self.text(item.left.start..item.value.core.start);
        let bare = words.trim_matches(['、', '，', ',', ' ', '并', '再']);
        let hedge = context().hedges.prefix(bare);
        let rest = &bare[hedge..];
        // 力争获奖18项 counts something else.
        let own = context().heads.suffix(rest) > 0;
        let hedged = hedge > 0 && rest.chars().count() <= 3 && !rest.contains("其中") && !own;
        let ensured = ENSURES.iter().any(|w| bare.starts_with(w)) && bare.chars().count() <= 5;
        // 争取1家企业上市 counts something else.
        let behind = self.text(item.value.range.end..item.right.end.max(item.value.range.end));
        if behind.starts_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && behind.chars().count() >= 4 {
            return false;
        }
        // 排名前移10位，力争进入前65位: a place is no more of a change.
        let start = self.range.start;
        let placed = item.value.op == Bound::Rank;
        let Some(last) = self.drafts.last_mut().filter(|last| placed == (last.op == Bound::Rank)) else {
            return false;
        };
        let near = last.range.start >= start
            && last.range.end <= item.value.core.start
            && item.value.core.start - last.range.end <= 36;
        let unit = item.value.unit.as_deref();
        let same_unit = unit.is_none()
            || last
                .unit
                .as_deref()
                .zip(unit)
                .is_some_and(|(a, b)| a == b || a.strip_prefix(b).is_some_and(|r| r.starts_with('/')));
        if !near || !same_unit || last.stretch.is_some() || last.lo == item.value.lo || last.unit.is_none() {
            return false;
        }
        if ensured && last.aspirational {
            last.stretch = last.lo;
            last.lo = item.value.lo;
            last.op = item.value.op;
            last.aspirational = false;
        } else if hedged && (!last.aspirational || last.lo < item.value.lo) {
            last.stretch = item.value.lo;
        } else {
            return false;
        }
        last.range.end = item.value.range.end;
        last.rules.push("stretch");
        true
    }
}
