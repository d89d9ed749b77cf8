//! Subjects that a clause leaves out: 占GDP比重达2.6%, 总数达到150名, 2027年达到16%.

use std::ops::Range;

use crate::indicators::sentence::Sentence;
use crate::indicators::subject::lists::stands_alone;
use crate::lexicon::context::context;

/// Words that measure a subject named before and are none themselves.
const PARTS: &[&str] = &[
    "入库数", "入库总数", "入库", "认定数", "净增数", "备案数", "授权数", "评价入库数", "总数", "总量",
    "数量", "规模", "总规模", "占比", "比重", "比例", "总额", "年均增速", "增速", "增幅", "年均增长", "增长",
    "同比增长", "其中", "总人数", "人数", "户数", "总投资", "面积", "就地转化", "平均增速", "年均增幅", "数",
    "较上年增长", "比上年增长", "同比", "年均", "达标率", "覆盖率", "年均提高", "年均提升", "年均下降",
    "年均降低", "每年提高", "逐年提高", "位次", "名次", "排名", "当年", "当年新增", "当年净增", "实现",
    "基本实现", "首期", "首期规模", "首期出资", "首期到位", "保有量", "存量", "投入强度", "强度", "年递增",
    "递增", "逐年递增",
];

/// Words behind which what a subject is compared with begins: 高于全省平均水平, 快于支出增速.
const COMPARED: &[&str] = &["高于", "高出", "快于", "低于", "优于", "好于", "不低于", "超过", "赶上", "达到"];

/// 增速高于支出增速 → 增速: what stands in front of a comparison; the whole if there is none.
pub(in crate::indicators) fn uncompared(words: &str) -> &str {
    let margin = words.ends_with(['高', '低', '快']) && !words.ends_with("提高") && !words.ends_with("降低");
    if let Some(at) = words.rfind('比').filter(|at| margin && words[*at..].contains("平")) {
        return &words[..at];
    }
    let measured = ["平均水平", "增速", "增幅", "平均", "水平"].iter().any(|w| words.ends_with(w));
    let at = COMPARED.iter().filter_map(|w| words.find(w)).min().filter(|_| measured);
    at.map_or(words, |at| &words[..at])
}

/// What kind of ellipsis the words in front of a figure are.
pub(in crate::indicators) fn is_elliptic(words: &str) -> bool {
    let compared = ["较20", "比20", "较上", "比上", "较“", "比“"].iter().any(|w| words.starts_with(w));
    let tier = context().tiers.get(words).is_some();
    tier || words.is_empty()
        || words.starts_with('占')
        || words.starts_with("其占")
        || PARTS.contains(&words)
        || compared
}

impl Sentence<'_, '_> {
    /// The subject that elliptic words refer to, with the words that are kept; `None` if none was named.
    pub(in crate::indicators) fn complete_from_before(
        &self,
        left: &Range<usize>,
    ) -> Option<Vec<Range<usize>>> {
        let words = self.text(left.clone());
        let long = |m: &Range<usize>| self.text(m.clone()).chars().count() >= 2;
        // 健全网络，成交额年均增长10%、2027年突破25亿元: the figure before is nearer than the clause before.
        let nearer = words.is_empty() && self.drafts.last().is_some_and(|d| d.range.start >= self.current);
        let made = self.carried.made.clone().filter(|made| long(made) && !nearer).map(|m| vec![m]);
        let mut subject = made
            .or_else(|| self.carried.subject.clone())
            .or_else(|| self.paragraph.topic().map(|t| vec![t]))?;
        // 占GDP比重 follows the amount, not the amount's own share; so does 年均增长 behind 投入占GDP比重.
        let grows = ["年均增长", "年均增速", "年均增幅", "年递增"].contains(&words);
        if (words.starts_with('占') || grows)
            && let Some(last) = subject.last_mut()
            && let Some(at) = self.text(last.clone()).find('占').filter(|at| *at > 0)
        {
            *last = last.start..last.start + at;
        }
        // 增加值年均增长12%，占GDP比重15%: the growth is no part of what has the share.
        if (words.starts_with('占')
            || matches!(words, "投入强度" | "强度" | "占比" | "比重" | "总数" | "总量" | "规模"))
            && let Some(last) = subject.last_mut()
        {
            let named = self.text(last.clone());
            let grown = ["同比增长", "年均增长", "年均增速", "年均增幅", "增长率", "增长", "增速", "增幅"]
                .iter()
                .find(|w| named.ends_with(**w));
            last.end -= grown.map_or(0, |w| w.len());
        }
        // 研发经费投入翻番，投入强度提高到2%: 投入 is said once.
        if words == "投入强度"
            && let Some(last) = subject.last_mut().filter(|last| self.text((*last).clone()).ends_with("投入"))
        {
            last.end -= "投入".len();
        }
        // 国家级孵化器4家，省级15家: the head is shared.
        if context().tiers.get(words).is_some() {
            let last = subject.last()?.clone();
            return Some(crate::indicators::subject::lists::complete(self.paragraph.text, left, &last));
        }
        // 2025年入库85家，2026年入库98家: said again.
        let again = subject.last().is_some_and(|last| self.text(last.clone()).ends_with(words));
        if !again && !matches!(words, "" | "其中" | "当年" | "当年新增" | "当年净增" | "实现" | "基本实现")
        {
            subject.push(left.clone());
        }
        Some(subject)
    }

    /// 组建江海基金，基金规模30亿元 → 江海基金规模: the fund is named in full before.
    pub(in crate::indicators) fn measure_of_fund(&self, left: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let measure = self.text(left.clone()).strip_prefix("基金").filter(|measure| is_elliptic(measure))?;
        let made = self.carried.made.clone()?;
        let fund = self.text(made.clone()).strip_suffix("基金").is_some_and(|name| !name.is_empty());
        fund.then(|| vec![made, left.end - measure.len()..left.end])
    }

    /// 企业入库800家，其中首次入库的|占比 → 首次入库的企业占比.
    pub(in crate::indicators) fn part_of_those(
        &self,
        left: &Range<usize>,
        among: bool,
    ) -> Option<Vec<Range<usize>>> {
        let words = self.text(left.clone());
        let part = ["占比", "比重", "比例"].iter().find_map(|share| words.strip_suffix(share))?;
        let those = self.carried.subject.as_ref()?;
        let those = those.iter().rfind(|piece| !is_elliptic(self.text((*piece).clone())))?.clone();
        let last = self.drafts.last().filter(|last| last.range.start >= self.group)?;
        let short = part.ends_with('的') && (among || part.chars().count() <= 5);
        let whole = !among && stands_alone(part.trim_end_matches('的'));
        let cut = left.start + part.len();
        (short && !whole && last.unit.as_deref() != Some("%"))
            .then(|| vec![left.start..cut, those, cut..left.end])
    }
}
