//! Where a target applies: names of areas, cities, zones and programmes in front of a subject.

use std::ops::Range;

use crate::lexicon::context::context;
use crate::lexicon::{Regions, verb_at_start};
use crate::schema::AdminLevel;

/// 力争“4+4工程”集聚团队: the programme is where the figure applies. Its name, and the bytes to take off.
pub(in crate::indicators) fn programme(rest: &str) -> Option<(Range<usize>, usize)> {
    let quote = '“'.len_utf8();
    let name = rest.strip_prefix('“')?;
    let close = name.find('”').filter(|c| name[..*c].chars().count() <= 12)?;
    let (_, verb) = verb_at_start(&name[close + quote..])?;
    // “科贷”新增授信: a product is no programme.
    let named = ["工程", "计划", "行动", "专项", "走廊", "平台", "实验室", "集群"]
        .iter()
        .any(|w| name[..close].ends_with(w));
    if !named && !name[..close].contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
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
pub(in crate::indicators) fn area(rest: &str) -> usize {
    const NO_NAME: &[char] = &['、', '，', ',', '和', '的', '与', '“', '级', '个', '及', '占', '在', '以'];
    const NO_SUBJECT: &[char] = &[
        '面', '、', '和', '及', '建', '数', '达', '总', '管', '的', '等', '排', '（', '(', '，', ',', '性',
        '间', '为', '创', '协', '发', '一', '经', '中',
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
    // 三市研发经费投入
    if let Some(sum) = sum_of_areas(rest)
        && rest[sum..].chars().nth(2).is_some()
        && !rest[sum..].starts_with(NO_SUBJECT)
        && verb_at_start(&rest[sum..]).is_none()
    {
        return sum;
    }
    if rest.starts_with([
        '融', '为', '与', '在', '对', '向', '把', '将', '使', '让', '从', '由', '以', '按', '经',
    ]) {
        return 0;
    }
    // Names of areas are short, and something follows that is measured there.
    let head = rest.char_indices().nth(10).map_or(rest, |(end, _)| &rest[..end]);
    let zoned =
        !["国家", "全国", "世界", "全球"].iter().any(|w| rest.starts_with(w)) && words.zones.stand_in(head);
    for (zone, ()) in words.zones.iter().filter(|_| zoned) {
        let Some(at) = head.find(zone) else { continue };
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
    let zoned = || behind.char_indices().take(5).any(|(at, _)| words.zones.prefix(&behind[at..]) > 0);
    let measured = behind.chars().nth(2).is_some() && !behind.starts_with(NO_SUBJECT);
    if city > 0 && measured && !zoned() { city } else { 0 }
}

/// Words that end like a place of a rank and are none.
const NO_PLACE: &[&str] = &[
    "城市", "上市", "超市", "门市", "县市", "省市", "都市", "级市", "级县", "型县", "强县", "强市", "示范县",
    "示范市", "市县", "省市县", "楼市", "股市", "县县", "区市", "各市", "各县", "本市", "本县", "辖市",
    "入市", "夜市",
];

/// 云湾市, 石樵县: the words have the form of a place.
pub(in crate::indicators) fn is_ranked(words: &str) -> bool {
    const NO_NAME: &[char] = &[
        '全', '各', '占', '居', '为', '在', '本', '由', '向', '从', '对', '投', '两', '三', '四', '五', '六',
        '数', '多', '与', '和', '及',
    ];
    words.ends_with(['市', '县'])
        && (3..=4).contains(&words.chars().count())
        && is_bare(words)
        && !NO_PLACE.iter().any(|w| words.ends_with(w))
        && !words.contains(NO_NAME)
}

/// The words are short and hold nothing but characters of a name.
pub(in crate::indicators) fn is_bare(words: &str) -> bool {
    (1..=6).contains(&words.chars().count())
        && words.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && context().tiers.prefix(words) == 0
}

/// 丙|三市, 丙|三市|研发投入: bytes of the last name of a list, and of the words that sum it up as places.
pub(in crate::indicators) fn collective(words: &str) -> Option<(usize, usize)> {
    let mut characters = words.char_indices().skip(1).take(6);
    characters.find_map(|(at, number)| {
        let length = sum_of_areas(&words[at..])?;
        (is_bare(&words[..at]) && !words[..at].ends_with(['第', '十']))
            .then_some((at, length))
            .filter(|_| number != '十')
    })
}

/// Bytes of 三市, 两县, 四地 that words begin with.
pub(in crate::indicators) fn sum_of_areas(words: &str) -> Option<usize> {
    const NO_AREA: &[&str] = &["地级", "市级", "县级", "区块", "区域", "市场", "地块", "州府"];
    let rest = words.strip_prefix(['两', '三', '四', '五', '六', '七', '八', '九'])?;
    let rank = rest.chars().next().filter(|c| "市县区州地省旗盟".contains(*c))?;
    let plain = !NO_AREA.iter().any(|w| rest.starts_with(w));
    plain.then_some(words.len() - rest.len() + rank.len_utf8())
}

/// Bytes of a city or county in front of a subject: 云湾市, 石樵县; 0 if the words only look like one.
fn place(rest: &str) -> usize {
    const NO_SUBJECT: &[char] = &[
        '级', '域', '区', '镇', '乡', '长', '民', '场', '政', '委', '直', '属', '和', '、', '及', '科', '财',
        '人', '化', '值', '内', '外', '县', '的', '等',
    ];
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(4).skip(2);
    let subject = |behind: &str| {
        behind.chars().nth(3).is_some() && !behind.starts_with(NO_SUBJECT) || behind.starts_with("人才")
    };
    ends.filter(|end| is_ranked(&rest[..*end])).find(|end| subject(&rest[*end..])).unwrap_or(0)
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
pub(in crate::indicators) fn known_place(words: &str) -> usize {
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(7).skip(1);
    ends.filter(|end| Regions::builtin().find(&words[..*end]).is_some()).max().unwrap_or(0)
}

/// The words are nothing but the name of an area: 云湾市, 滨海高新区, 全县.
pub(in crate::indicators) fn is_area(words: &str) -> bool {
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
        && !words[known_place(words)..].contains(['、', '和', '的', '级', '型'])
        && !["国家", "省", "全国", "自治区", "各", "依托", "推动", "支持"]
            .iter()
            .any(|w| words.starts_with(w))
        && (context.areas.get(words).is_some()
            || (zone > 0 && zone < words.len() && (4..=12).contains(&characters)))
}

/// Bytes of the area that words begin with: 滨海高新区|营业收入; 0 if they begin with none.
pub(in crate::indicators) fn area_prefix(words: &str) -> usize {
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(12).skip(1);
    ends.filter(|end| *end < words.len() && is_area(&words[..*end])).max().unwrap_or(0)
}

/// Bytes of the place that words begin with, or are; 0 if they begin with none.
pub(in crate::indicators) fn place_prefix(words: &str) -> usize {
    let ranked =
        words.char_indices().map(|(at, c)| at + c.len_utf8()).take(4).find(|end| is_ranked(&words[..*end]));
    if is_area(words) { words.len() } else { area_prefix(words).max(ranked.unwrap_or(0)) }
}

/// A clause that only names an area: 在长株潭地区，…
pub(in crate::indicators) fn only_area(clause: &str) -> Option<Range<usize>> {
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
