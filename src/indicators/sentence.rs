//! One sentence, clause by clause: what each figure counts, and what it takes from the clauses before.

use std::ops::Range;

use super::Draft;
use super::ellipsis::is_elliptic;
use super::guards::{self, Around};
use super::items::{self, Item};
use super::kinds;
use super::paragraph::{Paragraph, gives, governs};
use super::subjects::{self, Lead};
use super::values::Value;
use crate::lexicon::context::{context, prefix};
use crate::lexicon::verb_at_end;
use crate::mentions::{PeriodForm, PeriodMention};
use crate::schema::{Horizon, HorizonFrom, Kind, Section};

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
}

/// All that is known of a figure before the guards look at it.
pub(super) struct Signs<'i> {
    pub(super) subject: Vec<Range<usize>>,
    pub(super) range: Range<usize>,
    pub(super) item: &'i Item,
    pub(super) every: bool,
    pub(super) verbs: Option<Kind>,
    pub(super) counted: bool,
    pub(super) action: Option<Range<usize>>,
    pub(super) hedge: bool,
    pub(super) date: Option<Horizon>,
    pub(super) rule: &'static str,
}

/// The verb behind a thing, in front of its figure: 实验室新增2家. Nouns such as 技能培训 keep theirs.
fn closing_verb(words: &str) -> Option<(Kind, usize)> {
    const VERBS: &[&str] = &[
        "新增", "净增", "增加", "新建", "新设", "建成", "引进", "招引", "获批", "新认定", "新培育", "新引进",
        "完成", "达成", "新入选",
    ];
    let verb = VERBS.iter().filter(|v| words.ends_with(**v)).max_by_key(|v| v.len())?;
    (words.len() > verb.len() + 3).then_some((Kind::Increment, verb.len()))
}

/// 规模, 设立规模: a size alone, or behind nothing but a verb.
fn is_size(words: &str) -> bool {
    let rest = SIZES.iter().filter_map(|size| words.strip_suffix(size)).min_by_key(|rest| rest.len());
    rest.is_some_and(|rest| {
        rest.is_empty() || verb_at_end(rest).is_some_and(|(_, length)| length == rest.len())
    })
}

/// Short words that name who is counted; others need their verb (走访企业).
const PERSONS: &[&str] = &["博士", "硕士", "院士", "专家", "农民", "教师", "学生", "医生"];

/// Ends of names of parks.
const PARKS: &[&str] = &["高新区", "开发区", "经开区", "新区", "园区", "科学城", "科技城", "自贸区"];

/// Words for a size, whose thing stands behind the figure: 规模50亿元的基金.
const SIZES: &[&str] = &["规模", "总规模", "首期规模", "总额", "总投资", "资金规模", "基金规模", "规模总计"];

/// Reads the clauses of one sentence.
pub(super) struct Sentence<'s, 't> {
    pub(super) paragraph: &'s Paragraph<'t>,
    range: Range<usize>,
    pub(super) times: &'s [PeriodMention],
    governing: Option<Horizon>,
    pub(super) carried: Carried,
    /// Where the clauses since the last semicolon begin.
    pub(super) group: usize,
    /// Where the clauses since the last figure begin: years from there on may be a ladder.
    pub(super) years_from: usize,
    /// Where the clause before begins.
    before: usize,
    /// Where the clause being read begins.
    current: usize,
    drafts: &'s mut Vec<Draft>,
}

impl<'s, 't> Sentence<'s, 't> {
    pub(super) fn new(
        paragraph: &'s Paragraph<'t>,
        range: Range<usize>,
        times: &'s [PeriodMention],
        governing: Option<Horizon>,
        drafts: &'s mut Vec<Draft>,
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
            drafts,
        }
    }

    pub(super) fn text(&self, range: Range<usize>) -> &'t str {
        &self.paragraph.text[range]
    }

    /// Reads one clause with the figures in it.
    pub(super) fn clause(&mut self, clause: Range<usize>, values: &[Value]) {
        (self.before, self.current) = (self.current, clause.start);
        let lead = subjects::lead(self.paragraph.text, clause.clone(), self.times);
        let rest = self
            .text(lead.start.min(clause.end)..clause.end)
            .trim_matches(['，', ',', '：', ':', '；', ';', ' ']);
        let ahead = self.times.iter().any(|t| clause.contains(&t.range.start) && t.form == PeriodForm::By);
        self.carried.past &= !ahead && !lead.hedge;
        // A hedge at the head of a clause holds until the semicolon, unless it has an object of its own.
        self.carried.hedge |= lead.hedge && (!values.is_empty() || rest.is_empty());
        // A park does not govern what is done elsewhere; an area told of in passing governs nothing.
        let park = |s: &Range<usize>| PARKS.iter().any(|p| self.text(s.clone()).ends_with(p));
        if lead.verbs.is_some() && self.carried.scope.as_ref().is_some_and(|(s, _)| park(s)) {
            self.carried.scope = None;
        }
        let passing = values.is_empty() && !rest.is_empty() && lead.scope.is_some();
        if !passing {
            self.take_scope(&lead);
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
                self.remember_list(&lead, &clause);
            }
            self.carried.made = None;
            self.years_from = clause.end;
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
            "力争再", "再上",
        ];
        let words = self.text(lead.start.min(clause.end)..clause.end);
        let grown = ADVERBS
            .iter()
            .filter_map(|w| words.find(w))
            .min()
            .filter(|at| (2..=25).contains(&words[..*at].chars().count()));
        if let Some(at) = grown {
            return Some(subjects::trim_end(self.paragraph.text, lead.start..lead.start + at));
        }
        lead.verbs.is_some().then(|| subjects::trim_right(self.paragraph.text, lead.start..clause.end))
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
        let parts = subjects::parts(self.paragraph.text, lead.start..lead.start + stated.len());
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
            self.carried.date = Some((found.end, from));
        }
    }

    fn items(&mut self, clause: &Range<usize>, lead: &Lead, items: &[Item]) {
        if self.paired(clause, lead, items) {
            return;
        }
        let mut every = lead.every;
        for (k, item) in items.iter().enumerate() {
            self.note_dates(clause, item.value.core.start);
            if self.stretches(item) {
                continue;
            }
            let own = if k == 0 {
                lead.clone()
            } else {
                subjects::lead(self.paragraph.text, item.left.clone(), self.times)
            };
            if k > 0 {
                self.take_scope(&own);
            }
            every |= own.every;
            self.item(clause, &own, item, k == 0, every);
        }
    }

    /// 突破2300家、力争达到2500家: the second value of the figure before.
    fn stretches(&mut self, item: &Item) -> bool {
        const ENSURES: &[&str] = &["确保", "确保达到", "保底", "确保完成", "确保实现", "保证"];
        let words = self.text(item.left.start..item.value.core.start);
        let bare = words.trim_matches(['、', '，', ',', ' ', '并', '再']);
        let hedge = prefix(&context().hedges, bare);
        let rest = &bare[hedge..];
        let hedged = hedge > 0 && rest.chars().count() <= 3 && !rest.contains("其中");
        let ensured = ENSURES.iter().any(|w| bare.starts_with(w)) && bare.chars().count() <= 5;
        let start = self.range.start;
        let Some(last) = self.drafts.last_mut() else { return false };
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
        } else if hedged && !last.aspirational {
            last.stretch = item.value.lo;
        } else {
            return false;
        }
        last.range.end = item.value.range.end;
        last.rules.push("stretch");
        true
    }

    /// One figure with its own words left and right.
    fn item(&mut self, clause: &Range<usize>, lead: &Lead, item: &Item, first: bool, list_every: bool) {
        let text = self.paragraph.text;
        let value = &item.value;
        let left = self.left_words(lead, item);
        let left_words = &text[left.clone()];
        let right = subjects::trim_right(text, item.right.clone());
        let right_words = &text[right.clone()];
        let verb = verb_at_end(&text[item.left.start..value.range.start.max(item.left.start)])
            .filter(|_| item.baseline.is_none());
        let only_verbs = left_words.is_empty() || lead.verbs.as_ref().is_some_and(|v| v.end >= left.end);
        let thing = right_words.chars().count() >= 2
            && !right_words.starts_with(['的', '且', '，', ',', '、', '（', '(', '”'])
            && !value.idiom;
        let short = left_words.chars().count() <= 3
            && !left_words.is_empty()
            && !value.cue.reached
            && !value.is_share()
            && !subjects::stands_alone(left_words);
        let thing = thing && (!value.is_share() || verb.is_some() || lead.verbs.is_some());
        let counted = thing
            && (verb.is_some() || (only_verbs && (!value.cue.reached || lead.verbs.is_some())) || short);
        // 组建规模50亿元的科创基金: what the size is of stands behind.
        let sized = is_size(left_words)
            && item.right.start < item.right.end
            && text[item.right.clone()].starts_with('的')
            && right_words.chars().count() >= 2;
        let counted = counted || sized;
        let (kind, action) = self.verbs(lead, verb, counted, item, first);
        // 每年 goes on over a comma only to another verb with its figure.
        let runs_on = first
            && self.carried.every
            && counted
            && self.carried.counted
            && only_verbs
            && lead.verbs.is_some();
        let each_year = ["每年", "每季度", "每月"]
            .iter()
            .any(|w| text[item.left.start..value.core.start.max(item.left.start)].contains(w));
        let inherits = lead.verbs.is_none() && verb.is_none() && !value.cue.reached && !counted;
        let every = lead.every
            || value.cue.every
            || each_year
            || (!first && list_every)
            || runs_on
            || (inherits && self.carried.every)
            || (lead.amount_of_year && value.is_money())
            || (lead.year
                && !value.is_share()
                && !value.is_money()
                && !text[item.left.clone()].contains('元'));
        // 争取省科技重大专项10项: projects are won, so they are new.
        let granted = ["项目", "专项", "试点", "资金", "计划"].iter().any(|w| left_words.ends_with(w));
        let kind = if lead.won && granted { Some(Kind::Increment) } else { kind };
        let (subject, start, rule) = if counted {
            let start = lead.verbs.as_ref().map_or_else(
                || verb.map_or(value.range.start, |(_, length)| value.range.start - length),
                |v| v.start,
            );
            (vec![right.clone()], start, "verb, figure, thing")
        } else {
            self.left_subject(left, lead, value)
        };
        let end = if counted { right.end } else { value.range.end };
        let near = &text[item.left.start..value.core.start.max(item.left.start)];
        let hedge = self.carried.hedge
            || value.cue.hedge
            || lead.hedge
            || context().hedges.iter().any(|h| near.contains(h.as_str()));
        let signs = Signs {
            subject,
            range: start.min(value.range.start)..end,
            item,
            every,
            verbs: kind,
            counted,
            action: action.clone(),
            hedge,
            date: None,
            rule,
        };
        if self.push(signs, clause) {
            self.carried.verbs = kind;
            self.carried.action = action;
            self.carried.every = every;
            self.carried.counted = counted;
        }
    }

    /// The words left of a figure that may name its subject.
    fn left_words(&self, lead: &Lead, item: &Item) -> Range<usize> {
        let text = self.paragraph.text;
        let left = lead.start.min(item.value.range.start)..item.value.range.start;
        let end = item.baseline.as_ref().map_or(left.end, |baseline| {
            let words = &text[left.start..baseline.range.start.max(left.start)];
            left.start + words.rfind(['由', '从', '自']).unwrap_or(words.len())
        });
        let mut left = subjects::trim_end(text, left.start..end.max(left.start));
        // 走访企业2000家次: what is left alone is too general, so the verb stays.
        if let Some(verbs) = lead.verbs.as_ref().filter(|v| v.end == left.start)
            && text[left.clone()].chars().count() <= 2
            && !left.is_empty()
            && !PERSONS.contains(&&text[left.clone()])
            && lead.last_verb >= verbs.start
        {
            left.start = lead.last_verb;
        }
        // 比例2025年达到13.5%: the year is no part of the subject.
        if let Some(year) = self.times.iter().find(|p| p.range.end == left.end && p.range.start >= left.start)
        {
            left = subjects::trim_end(text, left.start..year.range.start);
        }
        // 高新技术企业每年净增50家: the verb stands behind the thing.
        if let Some((_, length)) = closing_verb(&text[left.clone()]) {
            left = subjects::trim_end(text, left.start..left.end - length);
        }
        // 与高校院所共建联合实验室: the verb stands behind its agent.
        if let Some(inner) = subjects::behind_agent(text, left.clone(), !item.value.cue.reached) {
            inner
        } else {
            left
        }
    }

    /// What the verbs tell of stock or flow, and the verbs; taken over from the item before where there are none.
    fn verbs(
        &self,
        lead: &Lead,
        verb: Option<(Option<Kind>, usize)>,
        counted: bool,
        item: &Item,
        first: bool,
    ) -> (Option<Kind>, Option<Range<usize>>) {
        let value = &item.value;
        let behind = verb
            .filter(|_| counted)
            .map(|(kind, length)| (kind, value.range.start - length..value.range.start));
        let inner = subjects::agent_verb(
            self.paragraph.text,
            lead.start.min(value.range.start)..value.range.start,
            !value.cue.reached,
        );
        if let Some((kind, range)) = behind {
            return (kind.or(lead.kind), lead.verbs.clone().or(Some(range)));
        }
        if let Some((kind, length)) =
            closing_verb(self.text(lead.start.min(value.range.start)..value.range.start))
        {
            return (Some(kind), Some(value.range.start - length..value.range.start));
        }
        if let Some((kind, range)) = inner {
            return (kind.or(lead.kind), Some(range));
        }
        if lead.verbs.is_some() {
            return (lead.kind, lead.verbs.clone());
        }
        let inherits = !value.cue.reached && (!first || self.carried.verbs.is_some());
        if inherits { (self.carried.verbs, self.carried.action.clone()) } else { (None, None) }
    }

    /// The subject on the left, completed from the clause before where it is elliptic.
    fn left_subject(
        &self,
        left: Range<usize>,
        lead: &Lead,
        value: &Value,
    ) -> (Vec<Range<usize>>, usize, &'static str) {
        let words = self.text(left.clone());
        if is_elliptic(words)
            && let Some(subject) = self.complete_from_before(&left)
        {
            let from = if words.is_empty() { value.range.start } else { left.start };
            return (subject, from, "subject of the clause before");
        }
        // 年营业收入2亿元以上工业企业…覆盖率: 年 belongs to the subject unless an amount follows.
        let left = if lead.year_end == Some(left.start) && !value.is_money() {
            left.start - '年'.len_utf8()..left.end
        } else {
            left
        };
        let start = lead.verbs.as_ref().map_or(left.start, |v| v.start.min(left.start));
        // 创新平台2024年保有量达到150家: the year is no part of the subject.
        let inside =
            self.times.iter().find(|p| governs(p) && p.range.start > left.start && p.range.end < left.end);
        let subject = match inside {
            Some(year) => vec![
                subjects::trim_end(self.paragraph.text, left.start..year.range.start),
                year.range.end..left.end,
            ],
            None => vec![left],
        };
        (subject, start, "thing, figure")
    }

    /// Guards, kind, unit and horizon; returns whether the figure is a target.
    pub(super) fn push(&mut self, signs: Signs, clause: &Range<usize>) -> bool {
        let text = self.paragraph.text;
        let Signs { subject, range, item, every, verbs, counted, action, hedge, date, rule } = signs;
        let value = &item.value;
        let named: String = subject.iter().map(|r| &text[r.clone()]).collect();
        let start = clause.start.min(value.core.start);
        let group_end = text[value.core.end..self.range.end]
            .find(['；', ';'])
            .map_or(self.range.end, |at| value.core.end + at);
        let around = Around {
            group: &text[self.before.max(self.group).min(start)..group_end],
            clause: &text[clause.clone()],
            left: &text
                [start..item.baseline.as_ref().map_or(value.core.start, |_| item.left.start.max(start))],
            right: &text[value.range.end.min(item.right.end)..item.right.end],
            subject: &named,
            value,
            counted,
            granted: self.paragraph.granted
                || (gives(&text[self.range.start..start]) && text[self.range.start..start].contains('元')),
            dated: self.carried.date.is_some() || self.governing.is_some(),
            date: date.or(self.carried.date.and_then(|(d, _)| d)).map(Horizon::year),
            floor: self.paragraph.first_year(),
        };
        let stopped = guards::stopped(&around);
        if stopped == Some("past") {
            (self.carried.past, self.carried.subject) = (true, Some(subject));
            return false;
        }
        if stopped.is_some() || self.carried.past {
            return false;
        }
        // 覆盖率达到60: recognition lost the sign.
        let rate = ["率", "比重", "占比", "强度", "比例"].iter().any(|w| named.ends_with(w));
        let mended;
        let value = if value.unit.is_none() && rate && !value.idiom {
            mended = Value { unit: Some("%".to_owned()), ..value.clone() };
            &mended
        } else {
            value
        };
        let yearly = every || named.contains("当年") || named.contains("年度");
        let moved = action.is_some() && !value.cue.reached;
        let signs = kinds::Signs {
            moved,
            subject: &named,
            left: &text[start..value.range.start.max(start)],
            value,
            every: yearly,
            verbs,
            counted,
        };
        let (kind, kind_rule) = kinds::kind(&signs);
        let baseline = item.baseline.as_ref().and_then(|b| b.lo).map(|lo| (lo, self.baseline_year(item)));
        let mut rules = vec![rule, kind_rule];
        if baseline.is_some() {
            rules.push("baseline");
        }
        let horizon = match (date, self.carried.date, self.governing) {
            (Some(date), _, _) => Some((date, HorizonFrom::Sentence)),
            (None, Some((Some(date), from)), _) => Some((date, from)),
            (None, Some((None, _)), _) => {
                rules.push("open term");
                None
            }
            (None, None, governing) => governing.map(|date| (date, HorizonFrom::Section)),
        };
        let scope = self.carried.scope.clone().map(|(s, _)| s).or_else(|| self.paragraph.item.clone());
        self.carried.subject = Some(subject.clone());
        self.drafts.push(Draft {
            range: range.start.min(value.range.start)..range.end.max(value.range.end),
            op: value.op,
            lo: value.lo,
            hi: value.hi,
            stretch: None,
            unit: kinds::full_unit(value, &named),
            kind,
            of: kinds::denominator(kind, &named, value),
            scope: scope.map(|s| text[s].trim_end_matches("范围内").trim_end_matches('内').to_owned()),
            horizon,
            aspirational: hedge,
            baseline,
            nature: None,
            action: action.map(|a| text[a].to_owned()),
            rules,
            heading: None,
            section: Section::Goals,
            subject,
        });
        true
    }

    fn baseline_year(&self, item: &Item) -> Option<i32> {
        let start = item.baseline.as_ref().map_or(0, |b| b.range.start);
        let year = self.times.iter().rfind(|p| p.range.end <= start && p.range.start >= item.left.start);
        year.and_then(|p| p.end).map(Horizon::year)
    }
}
