//! Subjects: what stands in front of them is taken off, what they share with others is put back.

use std::ops::Range;

use crate::lexicon::context::context;
use crate::lexicon::{Regions, ends_like_agency, verb_at_start};
use crate::mentions::PeriodMention;
use crate::schema::{AdminLevel, Kind};

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
    /// The hedge has an object of its own (争创示范区) and holds for nothing behind it.
    pub(super) own_hedge: bool,
    /// 争取 stands in front of the subject: what can be won is won.
    pub(super) won: bool,
    /// Where the last of them begins.
    pub(super) last_verb: usize,
    /// What they tell of stock or flow.
    pub(super) kind: Option<Kind>,
    /// 年 was taken off in front of an amount that only exists per year.
    pub(super) amount_of_year: bool,
    /// Where that 年 ends.
    pub(super) year_end: Option<usize>,
    /// 年 was taken off directly in front of the subject.
    pub(super) year: bool,
}

/// Takes dates, hedges, areas, fillers and verbs off the start of `range`.
pub(super) fn lead(text: &str, range: Range<usize>, periods: &[PeriodMention]) -> Lead {
    let words = context();
    let mut lead = Lead { start: range.start, ..Lead::default() };
    while lead.start < range.end {
        let at = lead.start;
        let rest = &text[at..range.end];
        if let Some(period) = periods.iter().find(|p| leads_to(text, at, p)) {
            lead.start = period.range.end.min(range.end);
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

/// 力争“4+4工程”集聚团队: the programme is where the figure applies. Its name, and the bytes to take off.
fn programme(rest: &str) -> Option<(Range<usize>, usize)> {
    let quote = '“'.len_utf8();
    let name = rest.strip_prefix('“')?;
    let close = name.find('”').filter(|c| name[..*c].chars().count() <= 12)?;
    let (_, verb) = verb_at_start(&name[close + quote..])?;
    // “工匠”培养模式 is a name as a whole.
    if ["模式", "计划", "工程", "行动", "机制", "体系", "活动", "项目", "试点"]
        .iter()
        .any(|w| name[close + quote + verb..].starts_with(w))
    {
        return None;
    }
    Some((quote..quote + close, quote + close + quote))
}

/// Bytes of an area in front of a subject: 全市, 长株潭地区, 自创区; 0 if the area is the subject itself.
fn area(rest: &str) -> usize {
    const NO_NAME: &[char] = &['、', '，', ',', '和', '的', '与', '“', '级', '个', '及', '占', '在', '以'];
    const NO_SUBJECT: &[char] = &[
        '、', '和', '及', '建', '数', '达', '总', '管', '的', '等', '排', '（', '(', '，', ',', '性', '间',
        '为', '创', '协', '发', '一', '经', '中',
    ];
    let words = context();
    let whole = words.areas.prefix(rest);
    if whole > 0 && !rest[whole..].starts_with(['平', '前', '第', '各', '的', '首', '领', '一']) {
        return whole + inside(&rest[whole..]);
    }
    if verb_at_start(rest).is_some() {
        return 0;
    }
    let place = place(rest);
    if place > 0 {
        return place;
    }
    if rest.starts_with([
        '融', '为', '与', '在', '对', '向', '把', '将', '使', '让', '从', '由', '以', '按', '经',
    ]) {
        return 0;
    }
    // Names of areas are short, and something follows that is measured there.
    let head = rest.char_indices().nth(10).map_or(rest, |(end, _)| &rest[..end]);
    let zones = if rest.starts_with("国家") || !words.zones.stand_in(head) { "" } else { head };
    for (zone, ()) in words.zones.iter().filter(|_| !zones.is_empty()) {
        let Some(at) = zones.find(zone.as_str()) else { continue };
        let end = at + zone.len();
        let name = &rest[..end];
        let behind = &rest[end..];
        let plain = !name.contains(NO_NAME) && !name.starts_with("单位") && !name.contains("我市");
        let own = at > 0 || !matches!(zone.as_str(), "地区" | "区域" | "走廊");
        let inner =
            inside(behind) + behind[inside(behind)..].strip_prefix('的').map_or(0, |_| '的'.len_utf8());
        let measured = behind[inner..].chars().nth(2).is_some()
            && !behind[inner..].starts_with(NO_SUBJECT)
            && !behind.starts_with("生产总值")
            && !behind.starts_with("科技创新");
        if own && plain && measured {
            return end + inner;
        }
    }
    let city = city(rest);
    let behind = &rest[city..];
    // 呼和浩特金山高新区、… is the name of a zone.
    let zoned = words
        .zones
        .iter()
        .any(|(zone, ())| behind.find(zone.as_str()).is_some_and(|at| behind[..at].chars().count() <= 4));
    let measured = behind.chars().count() >= 3 && !behind.starts_with(NO_SUBJECT);
    if measured && !zoned { city } else { 0 }
}

/// Bytes of a city or county in front of a subject: 云湾市, 石樵县; 0 if the words only look like one.
fn place(rest: &str) -> usize {
    const NO_PLACE: &[&str] = &[
        "城市", "上市", "超市", "门市", "县市", "省市", "都市", "级市", "级县", "型县", "强县", "强市",
        "示范县", "示范市", "楼市", "股市", "县县", "州市", "区市", "各市", "各县", "本市", "本县",
    ];
    for (at, c) in rest.char_indices().skip(2).take(2) {
        if !matches!(c, '市' | '县') {
            continue;
        }
        let end = at + c.len_utf8();
        let (name, behind) = (&rest[..end], &rest[end..]);
        let plain = name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && !NO_PLACE.iter().any(|w| name.ends_with(w));
        let no_subject = [
            '级', '域', '区', '镇', '乡', '长', '民', '场', '政', '委', '直', '属', '和', '、', '及', '科',
            '财', '人', '化', '值', '内', '外', '县', '的', '等',
        ];
        if plain && behind.chars().nth(3).is_some() && !behind.starts_with(no_subject)
            || plain && behind.starts_with("人才")
        {
            return end;
        }
    }
    0
}

/// Bytes of the short name of a city in front of a subject: 长沙保持…; 0 inside the name of a body (长沙大学).
fn city(rest: &str) -> usize {
    const BODIES: &[&str] = &[
        "大学", "学院", "理工", "师范", "职业", "都市", "科技大", "农业大", "医科大", "银行", "机场", "海关",
        "港", "国家高新", "国家经", "国家农", "国家自", "高新区", "高新技术产业开发", "高新技术产业园",
        "经开区", "经济", "综合保税", "中心", "区", "市", "县", "片区", "人", "路", "湖", "江", "山",
    ];
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(4).skip(1);
    let known = |end: &usize| {
        Regions::builtin().find(&rest[..*end]).is_some_and(|d| d.level == AdminLevel::City && !d.former)
    };
    ends.filter(known).max().filter(|end| !BODIES.iter().any(|w| rest[*end..].starts_with(w))).unwrap_or(0)
}

/// Bytes of the name of a city or county that words begin with.
fn known_place(words: &str) -> usize {
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(7).skip(1);
    ends.filter(|end| Regions::builtin().find(&words[..*end]).is_some()).max().unwrap_or(0)
}

/// The words are nothing but the name of an area: 云湾市, 滨海高新区, 全县.
pub(super) fn is_area(words: &str) -> bool {
    let context = context();
    let zone = context.zones.suffix(words);
    let characters = words.chars().count();
    let ranked = words.ends_with(['市', '县', '旗', '州', '盟']) && (3..=7).contains(&characters);
    // 呼和浩特市 and 和平县 are no lists.
    if ranked && Regions::builtin().find(words).is_some() || (!words.is_empty() && city(words) == words.len())
    {
        return true;
    }
    !words.is_empty()
        && !words.contains(['、', '和', '的', '级', '型'])
        && !["国家", "省", "全国", "自治区", "各", "依托", "推动", "支持"]
            .iter()
            .any(|w| words.starts_with(w))
        && (context.areas.get(words).is_some()
            || (zone > 0 && zone < words.len() && (4..=12).contains(&characters)))
}

/// Bytes of the area that words begin with: 滨海高新区|营业收入; 0 if they begin with none.
pub(super) fn area_prefix(words: &str) -> usize {
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(12).skip(1);
    ends.filter(|end| *end < words.len() && is_area(&words[..*end])).max().unwrap_or(0)
}

/// A clause that only names an area: 在长株潭地区，…
pub(super) fn only_area(clause: &str) -> Option<Range<usize>> {
    let name = clause.trim_end_matches(['，', ',', '：', ':']).trim_end();
    let start = ["在", "就"].iter().find(|w| name.starts_with(**w))?.len();
    let area = name.strip_suffix("范围内").or_else(|| name.strip_suffix('内')).unwrap_or(name);
    let bare = area.get(start..)?;
    let words = context();
    let known = words.areas.get(bare).is_some()
        || (words.zones.suffix(bare) > 0 && (3..=12).contains(&bare.chars().count()))
        || city(bare) == bare.len();
    (known && !bare.contains(['、', '的'])).then_some(start..area.len())
}

fn inside(rest: &str) -> usize {
    ["范围内", "域内", "内"].iter().find(|w| rest.starts_with(**w)).map_or(0, |w| w.len())
}

/// 与高校院所共建联合实验室 → 联合实验室: what stands behind a verb that an agent stands in front of.
pub(super) fn behind_agent(text: &str, range: Range<usize>, any: bool) -> Option<Range<usize>> {
    let (_, verb) = agent_verb(text, range.clone(), any)?;
    let behind = verb.end..range.end;
    text[behind.clone()].chars().nth(1).is_some().then_some(behind)
}

/// The verb behind an agent: 县政府|建设, 高校院所|共建, 区县两级|筹集.
///
/// With `any`, whatever stands in front is taken for an agent or a place.
pub(super) fn agent_verb(text: &str, range: Range<usize>, any: bool) -> Option<(Option<Kind>, Range<usize>)> {
    let words = &text[range.clone()];
    let mut found = None;
    for (at, _) in words.char_indices().skip(2) {
        let length = context().agent_verbs.prefix(&words[at..]);
        let agent = length > 0
            && !words[at + length..].starts_with(['率', '额', '度'])
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
pub(super) fn trim_end(text: &str, range: Range<usize>) -> Range<usize> {
    const TAILS: &[&str] = &[
        "的", "第一批", "首批", "第二批", "实现", "力争", "争取", "确保", "总数", "，", ",", "、", "：", ":",
        "分别", "各", "均", "累计", "年均", "每年", "年度", "将", "要", "预计", "均要", "总共", "共", "其",
        "保有", "“破零”", "破零", "“零突破”", "“", "也", "都", "须", "应", "则", "，其", "达", "由", "从",
        "较", "倍增",
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

/// 宣讲(进学校、进企业)活动 → 宣讲, 活动: a list in brackets inside a subject explains it.
pub(super) fn without_lists(text: &str, piece: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[piece.clone()];
    let cut = words.find(['(', '（']).filter(|open| *open > 0).and_then(|open| {
        let close = open + words[open..].find([')', '）'])?;
        let behind = close + words[close..].chars().next()?.len_utf8();
        (words[open..close].contains('、') && behind < words.len()).then_some((open, behind))
    });
    match cut {
        Some((open, behind)) => vec![piece.start..piece.start + open, piece.start + behind..piece.end],
        None => vec![piece],
    }
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
                // 呼和浩特 is one name.
                if !whole && from + known_place(&words[from..]) > at {
                    continue;
                }
                let long = words[from..at].chars().nth(1).is_some()
                    && words[at + c.len_utf8()..].chars().nth(1).is_some();
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
    let tier = context().tiers.prefix(whole);
    let own = context().tiers.prefix(&text[part.clone()]);
    let skip = if own == part.len() || (tier > 0 && own > 0) {
        // 省级 + 中试基地, 国家级 + 市级|孵化器
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
    let bare_tier = words.tiers.get(part).is_some();
    let head = words.heads.suffix(part);
    !bare_tier && head > 0 && part.len() > head && part.chars().nth(2).is_some()
}
