//! Subjects: what stands in front of them and behind them is taken off.

pub(in crate::indicators) mod areas;
pub(in crate::indicators) mod coverage;
pub(in crate::indicators) mod distributed;
pub(in crate::indicators) mod ellipsis;
pub(in crate::indicators) mod left;
pub(in crate::indicators) mod lists;

use std::ops::Range;

use self::areas::{area, programme};
use crate::lexicon::context::context;
use crate::lexicon::{ends_like_agency, verb_at_start};
use crate::mentions::PeriodMention;
use crate::schema::Kind;

/// What the words in front of a subject say.
#[derive(Clone, Debug, Default)]
pub(in crate::indicators) struct Lead {
    /// Where the subject begins.
    pub(in crate::indicators) start: usize,
    /// 至少 stands in front of the verbs.
    pub(in crate::indicators) at_least: bool,
    /// Per year.
    pub(in crate::indicators) every: bool,
    /// Hoped for.
    pub(in crate::indicators) hedge: bool,
    /// The area it applies to.
    pub(in crate::indicators) scope: Option<Range<usize>>,
    /// Verbs in front of the subject.
    pub(in crate::indicators) verbs: Option<Range<usize>>,
    /// The hedge has an object of its own (争创示范区) and holds for nothing behind it.
    pub(in crate::indicators) own_hedge: bool,
    /// 争取 stands in front of the subject: what can be won is won.
    pub(in crate::indicators) won: bool,
    /// Where the last of them begins.
    pub(in crate::indicators) last_verb: usize,
    /// What they tell of stock or flow.
    pub(in crate::indicators) kind: Option<Kind>,
    /// 年 was taken off in front of an amount that only exists per year.
    pub(in crate::indicators) amount_of_year: bool,
    /// Where that 年 ends.
    pub(in crate::indicators) year_end: Option<usize>,
    /// 年 was taken off directly in front of the subject.
    pub(in crate::indicators) year: bool,
}

/// Takes dates, hedges, areas, fillers and verbs off the start of `range`.
pub(in crate::indicators) fn lead(text: &str, range: Range<usize>, periods: &[PeriodMention]) -> Lead {
    let words = context();
    let mut lead = Lead { start: range.start, ..Lead::default() };
    while lead.start < range.end {
        let at = lead.start;
        let rest = &text[at..range.end];
        let next = periods.partition_point(|p| p.range.start < at);
        if let Some(period) = periods.get(next).filter(|p| leads_to(text, at, p)) {
            lead.start = period.range.end.min(range.end);
            // 组织2026年度中试基地备案
            if text[lead.start..range.end].starts_with('度') {
                lead.start += '度'.len_utf8();
            }
            continue;
        }
        // An opening quotation mark that closes in a later clause.
        if rest.starts_with('“') && !rest.contains('”') {
            lead.start += '“'.len_utf8();
            continue;
        }
        let every = words.yearly.prefix(rest);
        if every > 0 && !rest[every..].starts_with(['增', '递', '提', '下', '降', '压']) {
            lead.every = true;
            lead.start += every;
            continue;
        }
        // 年技术合同交易额: an amount of one year; 年转化成果300项: a count of one year.
        if is_yearly(rest) {
            let amount = words.flows.stand_in(rest);
            lead.every |= verb_at_start(&rest['年'.len_utf8()..]).is_some();
            lead.amount_of_year |= amount;
            lead.year = true;
            lead.year_end = Some(at + '年'.len_utf8());
            lead.start += '年'.len_utf8();
            continue;
        }
        let hedge = words.hedges.prefix(rest);
        if hedge > 0 {
            // 通过三年努力， hopes for nothing.
            lead.won |= rest.starts_with("争取") && verb_at_start(&rest["争取".len()..]).is_none();
            lead.hedge |= !(rest.starts_with("努力") && rest["努力".len()..].starts_with(['，', ',', '。']));
            if rest.starts_with("争创") {
                lead.own_hedge = true;
                lead.kind = Some(Kind::Increment);
                lead.verbs = Some(lead.verbs.map_or(at, |v| v.start)..at + hedge);
                lead.last_verb = at;
            }
            lead.start += hedge;
            continue;
        }
        let point = point(rest);
        if point > 0 {
            lead.start += point;
            continue;
        }
        if lead.kind.is_none() && lead.scope.is_none() {
            if let Some((scope, length)) = programme(rest) {
                lead.scope = Some(at + scope.start..at + scope.end);
                lead.start += length;
                continue;
            }
            let area = if words.fillers.prefix(rest) == 0 { area(rest) } else { words.areas.prefix(rest) };
            if area > 0 {
                lead.scope = Some(at..at + area);
                lead.start += area;
                continue;
            }
        }
        if let Some((kind, length)) =
            verb_at_start(rest).filter(|(_, length)| rest[*length..].chars().nth(1).is_some())
        {
            lead.kind = if lead.kind == Some(Kind::Increment) { lead.kind } else { kind.or(lead.kind) };
            lead.last_verb = at;
            lead.verbs = Some(lead.verbs.map_or(at, |v| v.start)..at + length);
            lead.start += length;
            continue;
        }
        let filler = words.fillers.prefix(rest);
        if filler == 0 || rest.len() == filler || words.nouns.prefix(rest) > 0 {
            break;
        }
        lead.at_least |= &rest[..filler] == "至少";
        lead.start += filler;
    }
    lead
}

/// Bytes of the number of a point inside running text: ②, （1）.
fn point(rest: &str) -> usize {
    crate::clean::numbering::marker(rest)
        .filter(|m| {
            matches!(
                m.style,
                crate::clean::numbering::Style::Circled | crate::clean::numbering::Style::ArabicInBrackets
            )
        })
        .map_or(0, |m| m.length)
}

/// Nothing but a preposition stands between `at` and the period.
fn leads_to(text: &str, at: usize, period: &PeriodMention) -> bool {
    const BEFORE: &[char] =
        &['到', '至', '于', '在', '截', '从', '自', '按', '较', '比', '，', ',', '“', '、'];
    period.range.start >= at && text[at..period.range.start].trim_end_matches(BEFORE).is_empty()
}

/// 年 in front of a subject, not part of a word.
fn is_yearly(rest: &str) -> bool {
    const WORDS: &[&str] = &["年轻", "年均", "年底", "年末", "年内", "年度", "年龄"];
    rest.starts_with('年') && rest.len() > '年'.len_utf8() && !WORDS.iter().any(|w| rest.starts_with(w))
}

/// 与高校院所共建联合实验室 → 联合实验室: what stands behind a verb that an agent stands in front of.
pub(in crate::indicators) fn behind_agent(
    text: &str,
    range: Range<usize>,
    any: bool,
) -> Option<Range<usize>> {
    let (_, verb) = agent_verb(text, range.clone(), any)?;
    let behind = verb.end..range.end;
    text[behind.clone()].chars().nth(1).is_some().then_some(behind)
}

/// The verb behind an agent: 县政府|建设, 高校院所|共建, 区县两级|筹集.
///
/// With `any`, whatever stands in front is taken for an agent or a place.
pub(in crate::indicators) fn agent_verb(
    text: &str,
    range: Range<usize>,
    any: bool,
) -> Option<(Option<Kind>, Range<usize>)> {
    let words = &text[range.clone()];
    // 每万名学生配备…: the thing divides.
    if words.starts_with('万') || words.contains("每万") {
        return None;
    }
    let mut found = None;
    for (at, _) in words.char_indices().skip(2) {
        let length = context().agent_verbs.prefix(&words[at..]);
        let agent = length > 0
            && !words[at + length..].starts_with(['率', '额', '度', '的'])
            // 企业研究开发中心 and 成果转化引导基金 are names.
            && !["研究|开发", "成果|转化"].iter().filter_map(|name| name.split_once('|')).any(|(before, behind)| {
                words[..at].ends_with(before) && words[at..].starts_with(behind)
            })
            && (ends_like_agency(&words[..at])
                || words[..at].ends_with("两级")
                || words[..at].ends_with("三级")
                || any
                    && words[..at].chars().nth(1).is_some()
                    && words[at + length..].chars().nth(2).is_some()
                    && !words[..at].ends_with(['的', '及', '和', '、', '与']));
        if agent {
            let kind = verb_at_start(&words[at..]).and_then(|(kind, _)| kind).or(Some(Kind::Increment));
            found = Some((kind, range.start + at..range.start + at + length));
        }
    }
    found
}

/// The subject on the left, without what only leads over to the figure.
pub(in crate::indicators) fn trim_end(text: &str, range: Range<usize>) -> Range<usize> {
    const TAILS: &[&str] = &[
        "的", "第一批", "首批", "第二批", "实现", "力争", "争取", "确保", "总数", "，", ",", "、", "：", ":",
        "分别", "各", "均", "累计", "年均", "每年", "年度", "将", "要", "预计", "均要", "总共", "共", "其",
        "保有", "“破零”", "破零", "“零突破”", "要实现零的突破", "实现零的突破", "零的突破", "并", "并且",
        "连续", "持续", "稳步", "逐步", "稳定", "始终", "长期", "“", "也", "都", "须", "应", "则", "，其",
        "达", "由", "从", "较", "倍增", "每",
    ];
    let mut end = range.end;
    // 改造实现“应改尽改、|全面覆盖”
    if let Some(at) =
        text[range.start..end].rfind("实现“").filter(|at| !text[range.start + at..end].contains('”'))
    {
        end = range.start + at;
    }
    while let Some(tail) = TAILS.iter().find(|t| text[range.start..end].ends_with(**t)) {
        // 雷达, 马达: no 达 of 达到.
        let word = ["雷达", "马达"].iter().any(|w| text[range.start..end].ends_with(w));
        if word || end - tail.len() <= range.start {
            break;
        }
        end -= tail.len();
    }
    range.start..untermed(&text[range.start..end]).map_or(end, |kept| range.start + kept)
}

/// 登记额三年|合计: bytes in front of the term that a subject ends with. `None` if it ends with none.
fn untermed(words: &str) -> Option<usize> {
    let bare = words.strip_suffix('年')?;
    let number = bare.chars().next_back().filter(|c| "一二两三四五六七八九十".contains(*c))?;
    let kept = bare.len() - number.len_utf8();
    // 比例二〇二五年 ends with a date.
    let date = bare[..kept]
        .ends_with(['〇', '零', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十']);
    (kept > 0 && !date).then_some(kept)
}

/// The subject on the right: 的 or 规模的 in front and marks behind are no part of it.
pub(in crate::indicators) fn trim_right(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let bare = words.strip_prefix("规模的").unwrap_or(words);
    let start = range.start + (words.len() - bare.trim_start_matches(['的', ' ']).len());
    let words = &text[start.min(range.end)..range.end];
    let end = range.end
        - (words.len()
            - words.trim_end_matches(['，', ',', '。', '；', ';', '、', '：', ':', '！', ' ', '”']).len());
    // 突破千亿元大关
    const MARKS: &[&str] = &["大关", "关口", "台阶", "门槛", "大台阶"];
    if MARKS.contains(&&text[start.min(end)..end]) {
        return start..start;
    }
    // A closing quotation mark goes with its opening one.
    let end = if text[end..range.end].starts_with('”') && text[start..end].contains('“') {
        end + '”'.len_utf8()
    } else {
        end
    };
    start.min(end)..end
}
