//! Subjects: what stands in front of them is taken off, what they share with others is put back.

use std::ops::Range;

use crate::lexicon::context::{context, prefix, suffix};
use crate::lexicon::verb_at_start;
use crate::mentions::PeriodMention;
use crate::schema::Kind;

/// What the words in front of a subject say.
#[derive(Clone, Debug, Default)]
pub(super) struct Lead {
    /// Where the subject begins.
    pub(super) start: usize,
    /// Per year.
    pub(super) every: bool,
    /// Hoped for.
    pub(super) hedge: bool,
    /// The area it applies to.
    pub(super) scope: Option<Range<usize>>,
    /// Verbs in front of the subject.
    pub(super) verbs: Option<Range<usize>>,
    /// What they tell of stock or flow.
    pub(super) kind: Option<Kind>,
}

/// Takes dates, hedges, areas, fillers and verbs off the start of `range`.
pub(super) fn lead(text: &str, range: Range<usize>, periods: &[PeriodMention]) -> Lead {
    let words = context();
    let mut lead = Lead { start: range.start, ..Lead::default() };
    while lead.start < range.end {
        let at = lead.start;
        let rest = &text[at..range.end];
        if let Some(period) = periods.iter().find(|p| {
            p.range.start == at
                || (p.range.start > at
                    && text[at..p.range.start]
                        .trim_end_matches([
                            '到', '至', '于', '在', '截', '从', '自', '按', '较', '比', '，', ',', '“',
                        ])
                        .is_empty())
        }) {
            lead.start = period.range.end.min(range.end);
            continue;
        }
        let every = prefix(&words.yearly, rest);
        if every > 0 && !rest[every..].starts_with(['增', '递', '提', '下', '降', '压']) {
            lead.every = true;
            lead.start += every;
            continue;
        }
        // 年技术合同交易额: an amount of one year.
        if rest.starts_with('年')
            && !rest.starts_with("年轻")
            && !rest.starts_with("年均")
            && rest.len() > '年'.len_utf8()
        {
            lead.every = !rest.starts_with("年底") && !rest.starts_with("年末") && !rest.starts_with("年内");
            lead.start += '年'.len_utf8();
            continue;
        }
        let hedge = prefix(&words.hedges, rest);
        if hedge > 0 {
            lead.hedge = true;
            lead.start += hedge;
            continue;
        }
        let area = area(rest);
        if area > 0 && lead.verbs.is_none() {
            lead.scope = Some(at..at + area);
            lead.start += area;
            continue;
        }
        if let Some((kind, length)) =
            verb_at_start(rest).filter(|(_, length)| rest[*length..].chars().count() >= 2)
        {
            lead.kind = match (lead.kind, kind) {
                (Some(Kind::Increment), _) => lead.kind,
                (_, Some(_)) => kind,
                (before, None) => before,
            };
            lead.verbs = Some(lead.verbs.map_or(at, |v| v.start)..at + length);
            lead.start += length;
            continue;
        }
        let filler = prefix(&words.fillers, rest);
        if filler == 0 || rest.len() == filler {
            break;
        }
        // 新型研发机构, 共性技术, 再生资源, 用户: words that only begin like fillers.
        const WHOLE: &[&str] = &[
            "新型",
            "新能源",
            "新材料",
            "新药",
            "新兴",
            "新品",
            "新产品",
            "新一代",
            "新技术",
            "新业态",
            "新动能",
            "新基建",
            "新经济",
            "新农",
            "新质",
            "新区",
            "新增长",
            "共性",
            "共享",
            "共建",
            "再生",
            "再制造",
            "用户",
            "用电",
            "用能",
            "前沿",
            "前瞻",
            "在岗",
            "在校",
            "在建",
            "在线",
            "在校生",
            "要素",
            "使用",
            "末端",
            "底座",
            "并购",
            "重点",
            "计划单列",
            "与会",
            "和谐",
            "时空",
            "到账",
            "并网",
            "将军",
            "各类",
            "各级",
            "每万",
            "每千",
            "每百",
            "每亿",
            "每个",
            "每名",
            "每家",
            "每平方",
            "每户",
            "每县",
            "每镇",
            "每村",
            "每亩",
            "及时",
            "均等",
            "也",
            "五年级",
        ];
        if WHOLE.iter().any(|w| rest.starts_with(w))
            && !rest.starts_with("重点引")
            && !rest.starts_with("重点培")
            && !rest.starts_with("重点扶")
            && !rest.starts_with("重点建")
            && !rest.starts_with("重点支")
            && !rest.starts_with("重点选")
            && !rest.starts_with("重点评")
        {
            break;
        }
        lead.start += filler;
    }
    lead
}

/// Bytes of an area in front of a subject: 全市, 长株潭地区, 自创区; 0 if the area is the subject itself.
fn area(rest: &str) -> usize {
    let words = context();
    let whole = prefix(&words.areas, rest);
    if whole > 0 && !rest[whole..].starts_with(['平', '前', '第', '各', '的', '首', '领', '一']) {
        return whole + inside(&rest[whole..]);
    }
    for zone in &words.zones {
        let Some(at) = rest.find(zone.as_str()) else { continue };
        let end = at + zone.len();
        let name = rest[..end].chars().count();
        let plain = !rest[..end].contains(['、', '，', ',', '和', '的', '与', '“', '级', '个', '内', '及']);
        let more = &rest[end + inside(&rest[end..])..];
        let fresh = more.chars().count() >= 3
            && !more.starts_with([
                '、', '和', '及', '建', '数', '达', '总', '管', '的', '等', '排', '（', '(', '，', ',',
            ]);
        if plain && fresh && name <= 12 && verb_at_start(rest).is_none() {
            return end + inside(&rest[end..]);
        }
    }
    0
}

fn inside(rest: &str) -> usize {
    ["范围内", "内", "域内"].iter().find(|w| rest.starts_with(**w)).map_or(0, |w| w.len())
}

/// The subject on the left, without what only leads over to the figure.
pub(super) fn trim_end(text: &str, range: Range<usize>) -> Range<usize> {
    const TAILS: &[&str] = &[
        "的",
        "数量实现",
        "实现",
        "力争",
        "争取",
        "确保",
        "总数",
        "，",
        ",",
        "、",
        "：",
        ":",
        "分别",
        "各",
        "均",
        "累计",
        "年均",
        "每年",
        "年度",
        "将",
        "要",
        "预计",
        "均要",
        "总共",
        "共",
        "其",
        "保有",
        "“",
        "也",
        "都",
        "须",
        "应",
        "则",
        "，其",
        "达",
        "由",
        "从",
    ];
    let mut end = range.end;
    while let Some(tail) = TAILS.iter().find(|t| text[range.start..end].ends_with(**t)) {
        if end - tail.len() <= range.start {
            break;
        }
        end -= tail.len();
    }
    range.start..end
}

/// The subject on the right: 的 in front and marks behind are no part of it.
pub(super) fn trim_right(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start_matches(['的', ' ']).len());
    let words = &text[start.min(range.end)..range.end];
    let end = range.end
        - (words.len()
            - words.trim_end_matches(['，', ',', '。', '；', ';', '、', '：', ':', '！', ' ', '”']).len());
    // A closing quotation mark goes with its opening one.
    let end = if text[end..range.end].starts_with('”') && text[start..end].contains('“') {
        end + '”'.len_utf8()
    } else {
        end
    };
    start.min(end)..end
}

/// The parts of an enumeration: cut at 、, 和, 及, 与 outside brackets and quotation marks.
pub(super) fn parts(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[range.clone()];
    let mut found = Vec::new();
    let (mut from, mut depth, mut skip) = (0, 0_i32, 0);
    for (at, c) in words.char_indices() {
        if at < skip {
            continue;
        }
        match c {
            '(' | '（' | '“' | '《' | '〔' => depth += 1,
            ')' | '）' | '”' | '》' | '〕' => depth -= 1,
            '、' | '和' | '及' | '与' | '，' | ',' if depth <= 0 && at > from => {
                // 和, 及 and 与 join words of one name too; a part has two characters at least.
                let whole = c == '、' || c == '，' || c == ',';
                let long =
                    words[from..at].chars().count() >= 2 && words[at + c.len_utf8()..].chars().count() >= 2;
                if whole || long {
                    let end =
                        if words[..at].ends_with('以') && c == '及' { at - '以'.len_utf8() } else { at };
                    found.push(range.start + from..range.start + end);
                    from = at + c.len_utf8();
                    skip = from;
                }
            }
            _ => {}
        }
    }
    found.push(range.start + from..range.end);
    found.retain(|r| !text[r.clone()].trim().is_empty());
    found
}

/// A part of an enumeration with the head it shares with the last one: 国家级 + 孵化器.
pub(super) fn complete(text: &str, part: &Range<usize>, last: &Range<usize>) -> Vec<Range<usize>> {
    if part == last || stands_alone(&text[part.clone()]) {
        return vec![part.clone()];
    }
    let whole = &text[last.clone()];
    let tier = prefix(&context().tiers, whole);
    let skip = if tier > 0 && prefix(&context().tiers, &text[part.clone()]) > 0 {
        tier
    } else {
        // 橡胶、甘蔗良种覆盖率: what is not shared is as long as the part.
        let characters = text[part.clone()].chars().count();
        whole.chars().take(characters).map(char::len_utf8).sum()
    };
    let head = last.start + skip..last.end;
    if head.is_empty() { vec![part.clone()] } else { vec![part.clone(), head] }
}

/// A part that names what it counts: it ends in a head and is no bare tier.
pub(super) fn stands_alone(part: &str) -> bool {
    let words = context();
    let bare_tier = words.tiers.iter().any(|t| t == part);
    let head = suffix(&words.heads, part);
    !bare_tier && head > 0 && part.len() > head && part.chars().count() >= 3
}
