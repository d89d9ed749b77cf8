//! The words left of a figure, as far as they name its subject.

use std::ops::Range;

use super::Lead;
use super::ellipsis::{is_elliptic, uncompared};
use crate::indicators::figure::items::Item;
use crate::indicators::figure::kinds::is_ratio;
use crate::indicators::figure::values::Value;
use crate::indicators::paragraph::governs;
use crate::indicators::sentence::Sentence;
use crate::indicators::subject;
use crate::indicators::subject::lists;
use crate::lexicon::context::context;
use crate::mentions::PeriodForm;
use crate::schema::{Bound, Kind};

/// The verb behind a thing, in front of its figure: 实验室新增2家. Nouns such as 技能培训 keep theirs.
pub(in crate::indicators) fn closing_verb(words: &str) -> Option<(Kind, usize)> {
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

/// Short words that name who is counted; others need their verb (走访企业).
const PERSONS: &[&str] = &["博士", "硕士", "院士", "专家", "农民", "教师", "学生", "医生"];

/// Verbs that leave a short word what it is: 建成雷达11台.
const MADE: &[&str] = &["建成", "新增", "新建", "新购", "购置", "发布"];

/// 实验室优化重组后|控制在200家以内 → 实验室.
fn without_change(text: &str, left: Range<usize>) -> Range<usize> {
    const CHANGES: &[&str] =
        &["优化重组", "优化整合", "重组", "整合", "调整", "扩容", "提质", "达产", "建成"];
    let words = &text[left.clone()];
    let kept = words.strip_suffix('后').and_then(|bare| {
        CHANGES.iter().find_map(|change| bare.strip_suffix(change)).filter(|kept| lists::stands_alone(kept))
    });
    left.start..kept.map_or(left.end, |kept| left.start + kept.len())
}

/// Verbs that name the money they move.
pub(in crate::indicators) const SUMS: &[&str] = &["投资", "出资", "认缴"];

/// Verbs that name what they do, where nothing else is counted.
const DEEDS: &[&str] = &["立项", "签约"];

impl Sentence<'_, '_> {
    /// The words left of a figure that may name its subject.
    pub(in crate::indicators) fn left_words(&self, lead: &Lead, item: &Item) -> Range<usize> {
        let text = self.paragraph.text;
        let left = lead.start.min(item.value.range.start)..item.value.range.start;
        let end = item.baseline.as_ref().map_or(left.end, |baseline| {
            let words = &text[left.start..baseline.range.start.max(left.start)];
            left.start + words.rfind(['由', '从', '自', '在']).unwrap_or(words.len())
        });
        let mut left = subject::trim_end(text, left.start..end.max(left.start));
        // 产业规模向2000亿元迈进
        let goes = ["迈进", "冲刺", "挺进", "进军", "冲击", "攀升"]
            .iter()
            .any(|w| text[item.right.clone()].starts_with(w));
        if goes && let Some(rest) = text[left.clone()].strip_suffix(['向', '朝']) {
            left.end = left.start + rest.len();
        }
        // 完成投资9.5亿元, 每年立项30项: the verb is what is measured.
        let verb = lead.verbs.as_ref().filter(|verbs| left.is_empty() && verbs.end == left.start);
        let measured = verb.and_then(|verb| {
            let (words, money) = if item.value.is_money() { (SUMS, true) } else { (DEEDS, false) };
            let named = words.iter().find(|w| text[verb.clone()].ends_with(**w))?;
            (money || (self.opens_group() && self.carried.made.is_none())).then_some(named)
        });
        left.start -= measured.map_or(0, |named| named.len());
        // 走访企业2000家次: what is left alone is too general, so the verb stays.
        if let Some(verbs) = lead.verbs.as_ref().filter(|v| v.end == left.start)
            && text[left.clone()].chars().count() <= 2
            && !left.is_empty()
            && !PERSONS.contains(&&text[left.clone()])
            && !MADE.contains(&&text[lead.last_verb..left.start])
            && !(context().flows.get(&text[left.clone()]).is_some()
                && matches!(&text[lead.last_verb..left.start], "实现" | "形成" | "创造" | "带动"))
            && lead.last_verb >= verbs.start
        {
            left.start = lead.last_verb;
        }
        // 比例2025年达到13.5%: the year is no part of the subject.
        if let Some(year) = self.times.iter().find(|p| p.range.end == left.end && p.range.start >= left.start)
        {
            left = subject::trim_end(text, left.start..year.range.start);
            // 比例到2028年达到六成
            left.end -=
                if text[left.clone()].ends_with(['到', '至', '于', '在']) { '到'.len_utf8() } else { 0 };
        }
        // 高新技术企业每年净增50家: the verb stands behind the thing.
        if let Some((_, length)) = closing_verb(&text[left.clone()]) {
            left = subject::trim_end(text, left.start..left.end - length);
        }
        // 创新平台总数较2024年|增加10个
        let base = self
            .times
            .iter()
            .find(|t| t.form == PeriodForm::Base && t.range.end == left.end && t.range.start > left.start);
        if let Some(base) = base.filter(|_| !item.value.is_share()) {
            left.end = base.range.start;
            left.end -= if text[left.clone()].ends_with(['较', '比']) { '较'.len_utf8() } else { 0 };
            left = subject::trim_end(text, left);
        }
        let left = without_change(text, self.without_comparison(left, &item.value));
        // 与高校院所共建联合实验室: the verb stands behind its agent.
        // 规上企业建立研发机构比例 is one thing.
        let inner = subject::behind_agent(text, left.clone(), !item.value.cue.reached);
        if let Some(inner) = inner.filter(|_| !item.value.is_share()) { inner } else { left }
    }

    /// No figure of this group of clauses has been read yet.
    fn opens_group(&self) -> bool {
        self.drafts.last().is_none_or(|draft| draft.range.end <= self.group)
    }

    /// 素质比例高于全省平均水平|2个百分点 → 素质比例; 排名年均前移|3位 → 排名; 企业在2025年基础上|翻番 → 企业.
    fn without_comparison(&self, left: Range<usize>, value: &Value) -> Range<usize> {
        let words = self.text(left.clone());
        let mut end = left.end;
        let part_of_average = value.is_share() && words.trim_end_matches('的').ends_with("平均水平");
        if value.op == Bound::Relative || value.is_points() || part_of_average {
            end = left.start + uncompared(words.trim_end_matches('的')).len();
        }
        if value.op == Bound::Factor && words.ends_with(['为', '是', '双']) {
            end -= '为'.len_utf8();
        }
        // 平台在现有9个基础上再|增加4个
        if words.ends_with("基础上") {
            end = left.start + words.rfind('在').unwrap_or(words.len());
        }
        if value.is_points() && !is_elliptic(words) {
            const MOVES: &[&str] = &["每年", "年均", "累计", "提升", "提高", "增加", "上升", "下降", "降低"];
            let bare = words[..end - left.start].to_owned();
            let mut rest = bare.as_str();
            while let Some(verb) = MOVES.iter().find(|w| rest.ends_with(**w) && rest.len() > w.len() + 3) {
                rest = &rest[..rest.len() - verb.len()];
            }
            end = left.start + rest.len();
            // 含量较2021年|提高0.2个百分点
            let base = self.times.iter().find(|t| t.form == PeriodForm::Base && t.range.end == end);
            end = base.map_or(end, |base| base.range.start.max(left.start));
        }
        if value.is_share() {
            const MOVES: &[&str] = &["年均提升", "年均提高", "年均下降", "年均降低", "每年提高", "每年提升"];
            const CHANGES: &[&str] = &["提升", "提高", "压减", "缩短", "降低", "下降", "减少"];
            let kept = &words[..end - left.start];
            let verb = MOVES.iter().find(|w| kept.ends_with(**w));
            let change = CHANGES.iter().find(|w| kept.strip_suffix(**w).is_some_and(is_ratio));
            end -= verb.or(change).map_or(0, |verb| verb.len());
        }
        if matches!(value.unit.as_deref(), Some("位" | "名" | "个位次" | "位次" | "名次")) {
            const MOVES: &[&str] =
                &["前移", "提升", "上升", "前进", "跃升", "进位", "提高", "年均", "分别", "评价中", "考核中"];
            while let Some(verb) = MOVES.iter().find(|w| words[..end - left.start].ends_with(**w)) {
                end -= if verb.ends_with('中') { '中'.len_utf8() } else { verb.len() };
            }
            // 排名较2025年|前移10位
            let base = self.times.iter().find(|t| t.form == PeriodForm::Base && t.range.end == end);
            end = base.map_or(end, |base| base.range.start.max(left.start));
        }
        subject::trim_end(self.paragraph.text, left.start..end)
    }

    /// The subject on the left, completed from the clause before where it is elliptic.
    pub(in crate::indicators) fn left_subject(
        &self,
        left: Range<usize>,
        lead: &Lead,
        value: &Value,
    ) -> (Vec<Range<usize>>, usize, &'static str) {
        let words = self.text(left.clone());
        // 滨海高新区进入全国高新区前50名: the zone itself is placed.
        let zone = |scope: &Range<usize>| {
            scope.end <= left.start && context().zones.suffix(self.text(scope.clone())) > 0
        };
        if words.is_empty()
            && value.op == Bound::Rank
            && let Some(placed) = lead.scope.clone().filter(zone)
        {
            let start = placed.start;
            return (vec![placed], start, "thing, figure");
        }
        // 进入国家创新型城市50强: the list is what the place is in. Behind a subject it only says among whom, unless it is a
        // measure: 进入全省县域创新能力前十名.
        const MEASURES: &[&str] =
            &["能力", "水平", "指数", "排名", "排行", "竞争力", "实力", "评价", "榜", "榜单"];
        let placed = words.is_empty() && value.op == Bound::Rank;
        let list = value.range.start..value.core.start;
        let named = self.text(list.clone()).trim_start_matches(['进', '入', '跻', '身', '迈', '力', '争']);
        let list = list.end - named.len()..list.end;
        if placed && MEASURES.iter().any(|w| named.ends_with(w)) {
            return (vec![list], value.range.start, "thing, figure");
        }
        // 投入强度达到3.5%，进入国家创新型城市前40位: a rate is in no list of cities.
        let rate = |subject: &[Range<usize>]| {
            subject.last().is_some_and(|last| {
                ["比重", "比例", "占比", "率", "强度"]
                    .iter()
                    .any(|end| self.text(last.clone()).ends_with(end))
            })
        };
        let entered = ["进入", "跻身", "迈入", "挺进", "力争进入"]
            .iter()
            .any(|verb| self.text(value.range.start..list.start).ends_with(verb));
        let listed =
            entered && named.chars().count() >= 5 && self.carried.subject.as_deref().is_some_and(rate);
        if placed && listed {
            return (vec![list], value.range.start, "thing, figure");
        }
        if is_elliptic(words)
            && let Some(subject) = self.complete_from_before(&left)
        {
            let from = if words.is_empty() { value.range.start } else { left.start };
            let subject = self.without_growth(subject, value);
            return (subject, from, "subject of the clause before");
        }
        if placed {
            return (vec![list], value.range.start, "thing, figure");
        }
        // 年营业收入2亿元以上工业企业…覆盖率: 年 belongs to the subject unless an amount follows.
        let event = value.unit.as_deref().is_some_and(|unit| unit.ends_with('次'));
        let left = if lead.year_end == Some(left.start) && !value.is_money() && !event {
            left.start - '年'.len_utf8()..left.end
        } else {
            left
        };
        // 中试平台10个，其中省级备案5个: a tier with its word has the thing of the clause before.
        let among = self.text(self.current..left.start.max(self.current)).trim_end().ends_with("其中");
        let tiered =
            context().tiers.prefix(words) > 0 && words.chars().count() <= 8 && !lists::stands_alone(words);
        if among
            && tiered
            && let Some(last) = self.carried.subject.as_ref().and_then(|s| s.last())
        {
            return (vec![left.clone(), last.clone()], left.start, "subject of the clause before");
        }
        let completed = self.measure_of_fund(&left).or_else(|| self.part_of_those(&left, among));
        if let Some(subject) = completed {
            return (subject, left.start, "subject of the clause before");
        }
        let start = lead.verbs.as_ref().map_or(left.start, |v| v.start.min(left.start));
        // 创新平台2024年保有量达到150家: the year is no part of the subject.
        let inside =
            self.times.iter().find(|p| governs(p) && p.range.start > left.start && p.range.end < left.end);
        let cut =
            inside.map(|year| year.range.clone()).or_else(|| self.term(&left)).or_else(|| self.yearly(&left));
        let subject = match cut {
            Some(cut) => {
                vec![subject::trim_end(self.paragraph.text, left.start..cut.start), cut.end..left.end]
            }
            None => vec![left],
        };
        (subject, start, "thing, figure")
    }

    /// 企业|每年|入库: the word inside the words of a subject.
    fn yearly(&self, left: &Range<usize>) -> Option<Range<usize>> {
        const YEARLY: &str = "每年";
        let words = self.text(left.clone());
        let at = words.find(YEARLY).filter(|at| *at > 0)?;
        let behind = &words[at + YEARLY.len()..];
        let grows = behind.starts_with(['增', '提', '下', '递', '降']);
        (!behind.is_empty() && !grows && is_elliptic(behind))
            .then(|| left.start + at..left.start + at + YEARLY.len())
    }

    /// 贷款三年累计授信: the term inside the words of a subject.
    fn term(&self, left: &Range<usize>) -> Option<Range<usize>> {
        let words = self.text(left.clone());
        let end = words.find("年累计")? + "年累计".len();
        let years = words[..end - "年累计".len()]
            .trim_end_matches(|c: char| "一二两三四五六七八九十".contains(c) || c.is_ascii_digit());
        let inside = !years.is_empty() && years.len() < end - "年累计".len() && end < words.len();
        inside.then(|| left.start + years.len()..left.start + end)
    }

    /// 支出年均增速保持在9%以上，力争达到300亿元: an amount is no rate of growth.
    fn without_growth(&self, mut subject: Vec<Range<usize>>, value: &Value) -> Vec<Range<usize>> {
        const TAILS: &[&str] =
            &["年均增长", "年均增速", "年均增幅", "同比增长", "增长率", "增长", "增速", "增幅"];
        let amount = !value.is_share() && !value.is_points();
        if amount
            && subject.len() > 1
            && subject.last().is_some_and(|last| TAILS.contains(&self.text(last.clone())))
        {
            subject.pop();
        }
        if let Some(last) = subject.last_mut().filter(|_| amount) {
            let words = self.text(last.clone());
            let tail = TAILS.iter().find(|tail| words.ends_with(**tail)).filter(|t| t.len() < words.len());
            last.end -= tail.map_or(0, |tail| tail.len());
        }
        subject
    }
}
