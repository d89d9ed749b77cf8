//! One figure of a clause: its subject, verbs and kind, and whether it is a target.

use std::ops::Range;

use super::Draft;
use super::ellipsis::{is_elliptic, uncompared};
use super::guards::{self, Around};
use super::items::Item;
use super::kinds;
use super::paragraph::{gives, governs};
use super::sentence::Sentence;
use super::subjects::{self, Lead};
use super::values::Value;
use crate::lexicon::context::context;
use crate::lexicon::verb_at_end;
use crate::mentions::PeriodForm;
use crate::schema::{Bound, Horizon, HorizonFrom, Kind, Section};

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
    /// The whole, where the words name it apart from the subject.
    pub(super) of: Option<String>,
    pub(super) rule: &'static str,
}

/// The verb behind a thing, in front of its figure: 实验室新增2家. Nouns such as 技能培训 keep theirs.
fn closing_verb(words: &str) -> Option<(Kind, usize)> {
    const VERBS: &[&str] = &[
        "新增", "净增", "增加", "新建", "新设", "建成", "引进", "招引", "获批", "新认定", "新培育", "新引进",
        "完成", "达成", "新入选", "落户", "落地",
    ];
    let verb = VERBS.iter().filter(|v| words.ends_with(**v)).max_by_key(|v| v.len())?;
    // 企业数量达成“双破万”: a number that is reached is a level.
    let number = ["数量", "总量", "总数", "规模", "保有量", "存量"]
        .iter()
        .any(|w| words[..words.len() - verb.len()].ends_with(w));
    if number && matches!(*verb, "达成" | "完成") {
        return None;
    }
    (words.len() > verb.len() + 3).then_some((Kind::Increment, verb.len()))
}

/// 高新区范围内的 → 高新区.
fn area_name(words: &str) -> &str {
    let words = words.trim_end_matches('的');
    words.strip_suffix("范围内").or_else(|| words.strip_suffix('内')).unwrap_or(words)
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

/// Words for a size, whose thing stands behind the figure: 规模50亿元的基金.
const SIZES: &[&str] = &["规模", "总规模", "首期规模", "总额", "总投资", "资金规模", "基金规模", "规模总计"];

impl Sentence<'_, '_> {
    /// One figure with its own words left and right.
    pub(super) fn item(
        &mut self,
        clause: &Range<usize>,
        lead: &Lead,
        item: &Item,
        first: bool,
        list_every: bool,
    ) {
        let text = self.paragraph.text;
        let value = &item.value;
        let mut left = self.left_words(lead, item);
        // 其中，甲市700家，乙市520家: the place is where the subject before is counted.
        let placed = self.carried.subject.is_some() && subjects::is_area(&text[left.clone()]);
        if placed {
            self.carried.scope = Some((left.clone(), false));
            left.end = left.start;
        }
        let left_words = &text[left.clone()];
        let right = subjects::trim_right(text, item.right.clone());
        let right_words = &text[right.clone()];
        let verb = verb_at_end(&text[item.left.start..value.range.start.max(item.left.start)])
            .filter(|_| item.baseline.is_none());
        let only_verbs = left_words.is_empty() || lead.verbs.as_ref().is_some_and(|v| v.end >= left.end);
        let thing = right_words.chars().count() >= 2
            && !right_words.starts_with(['的', '且', '，', ',', '、', '（', '(', '”', '等'])
            && (context().nouns.prefix(right_words) > 0 || !right_words.starts_with(['和', '与', '及']))
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
        let each_year = ["每年", "每季度", "每月", "当年"]
            .iter()
            .any(|w| text[item.left.start..value.core.start.max(item.left.start)].contains(w));
        let each_year = each_year
            || (!value.is_share() && {
                let near = &text[item.left.start..value.core.start.max(item.left.start)];
                near.find("年均")
                    .is_some_and(|at| !near[at + "年均".len()..].starts_with(['增', '提', '前', '下', '递']))
            });
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
            self.left_subject(left.clone(), lead, value)
        };
        let coverage = if value.idiom && value.is_share() { self.coverage(&left) } else { None };
        let (subject, of) = match coverage {
            Some((subject, of)) => (subject, Some(of)),
            None => (subject, None),
        };
        let end = if counted { right.end } else { value.range.end };
        let near = &text[item.left.start..value.core.start.max(item.left.start)];
        let hedge = self.carried.hedge || value.cue.hedge || lead.hedge || context().hedges.stand_in(near);
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
            of,
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
        let left = self.without_comparison(left, &item.value);
        // 与高校院所共建联合实验室: the verb stands behind its agent.
        if let Some(inner) = subjects::behind_agent(text, left.clone(), !item.value.cue.reached) {
            inner
        } else {
            left
        }
    }

    /// 素质比例高于全省平均水平|2个百分点 → 素质比例; 排名年均前移|3位 → 排名; 企业在2025年基础上|翻番 → 企业.
    fn without_comparison(&self, left: Range<usize>, value: &Value) -> Range<usize> {
        let words = self.text(left.clone());
        let mut end = left.end;
        let part_of_average = value.is_share() && words.trim_end_matches('的').ends_with("平均水平");
        if value.op == Bound::Relative || value.is_points() || part_of_average {
            end = left.start + uncompared(words.trim_end_matches('的')).len();
        }
        if value.op == Bound::Factor && words.ends_with('为') {
            end -= '为'.len_utf8();
        }
        if value.op == Bound::Factor && words.ends_with("基础上") {
            end = left.start + words.rfind('在').unwrap_or(words.len());
        }
        if matches!(value.unit.as_deref(), Some("位" | "名" | "个位次" | "位次" | "名次")) {
            const MOVES: &[&str] =
                &["前移", "提升", "上升", "前进", "跃升", "进位", "提高", "年均", "分别", "评价中", "考核中"];
            while let Some(verb) = MOVES.iter().find(|w| words[..end - left.start].ends_with(**w)) {
                end -= if verb.ends_with('中') { '中'.len_utf8() } else { verb.len() };
            }
        }
        subjects::trim_end(self.paragraph.text, left.start..end)
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
            let subject = self.without_growth(subject, value);
            return (subject, from, "subject of the clause before");
        }
        // 进入国家创新型城市50强: the list is what the place is in.
        if words.is_empty() && value.op == Bound::Rank {
            let list = value.range.start..value.core.start;
            let named =
                self.text(list.clone()).trim_start_matches(['进', '入', '跻', '身', '迈', '力', '争']);
            let named = list.end - named.len()..list.end;
            return (vec![named], value.range.start, "thing, figure");
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

    /// 支出年均增速保持在9%以上，力争达到300亿元: an amount is no rate of growth.
    fn without_growth(&self, mut subject: Vec<Range<usize>>, value: &Value) -> Vec<Range<usize>> {
        const TAILS: &[&str] =
            &["年均增长", "年均增速", "年均增幅", "同比增长", "增长率", "增长", "增速", "增幅"];
        if let Some(last) = subject.last_mut().filter(|_| !value.is_share() && !value.is_points()) {
            let words = self.text(last.clone());
            let tail = TAILS.iter().find(|tail| words.ends_with(**tail)).filter(|t| t.len() < words.len());
            last.end -= tail.map_or(0, |tail| tail.len());
        }
        subject
    }

    /// Guards, kind, unit and horizon; returns whether the figure is a target.
    pub(super) fn push(&mut self, signs: Signs, clause: &Range<usize>) -> bool {
        let text = self.paragraph.text;
        let Signs { subject, range, item, every, verbs, counted, action, hedge, date, of, rule } = signs;
        let value = &item.value;
        let subject: Vec<Range<usize>> =
            subject.into_iter().flat_map(|piece| subjects::without_lists(text, piece)).collect();
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
            row: self.paragraph.row,
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
        let rate = ["率", "比重", "占比", "强度", "比例"].iter().any(|w| named.ends_with(w))
            && !["容积率", "倍率"].iter().any(|w| named.ends_with(w));
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
            term: self.in_term(start..value.core.start.max(start), value),
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
            of: of.or_else(|| kinds::denominator(kind, &named, value)),
            scope: scope.map(|s| area_name(&text[s]).to_owned()),
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

    /// The words in front of the figure name a term: 三年引进, 五年累计, “十五五”期间累计.
    fn in_term(&self, left: Range<usize>, value: &Value) -> bool {
        let words = self.text(left.clone());
        let summed = ["年累计", "期间累计", "年内累计", "时期累计"].iter().any(|w| words.contains(w));
        let within = self.times.iter().any(|t| t.form == PeriodForm::Within && left.contains(&t.range.start));
        summed || (within && !value.cue.reached)
    }

    fn baseline_year(&self, item: &Item) -> Option<i32> {
        let start = item.baseline.as_ref().map_or(0, |b| b.range.start);
        let year = self.times.iter().rfind(|p| p.range.end <= start && p.range.start >= item.left.start);
        year.and_then(|p| p.end).map(Horizon::year)
    }
}
