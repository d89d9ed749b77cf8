//! Targets that set phrases state: 全覆盖, 倍增, 双破万, 前十名, 超过全省平均水平.

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::numeral;
use super::numerals::trailing;
use super::quantities::{quantities_with, strip_cues};
use crate::lexicon::{Cue, Units, Words};
use crate::schema::Bound;

/// A value that a set phrase states.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Idiom {
    /// The phrase with the words that lead to it.
    pub range: Range<usize>,
    /// The phrase alone.
    pub core: Range<usize>,
    /// The value; `None` for a relative target.
    pub lo: Option<Decimal>,
    /// Equal to, more than, place or better, multiple of, or relative to.
    pub op: Bound,
    /// The unit, if the phrase implies one.
    pub unit: Option<String>,
    /// It holds for each of two subjects (双破万).
    pub twofold: bool,
    /// What the words in front say.
    pub cue: Cue,
}

/// Phrases with their value, bound and unit.
const FIXED: &[(&str, i64, Bound, &str)] = &[
    ("全覆盖", 100, Bound::Eq, "%"),
    ("全面覆盖", 100, Bound::Eq, "%"),
    ("全部覆盖", 100, Bound::Eq, "%"),
    ("全域覆盖", 100, Bound::Eq, "%"),
    ("翻两番", 4, Bound::Factor, "倍"),
    ("翻二番", 4, Bound::Factor, "倍"),
    ("翻三番", 8, Bound::Factor, "倍"),
    ("翻一番", 2, Bound::Factor, "倍"),
    ("翻番", 2, Bound::Factor, "倍"),
    ("翻一翻", 2, Bound::Factor, "倍"),
    ("翻倍", 2, Bound::Factor, "倍"),
    ("倍增", 2, Bound::Factor, "倍"),
];

/// Words that state a target for each of two subjects, in front of a power of ten.
const DOUBLES: &[&str] = &["双破", "双过", "双超", "双双突破", "双双超过", "双突破"];

/// Words that set a target above or beside a level.
const ABOVE: &[&str] = &[
    "超过", "高于", "高出", "追平", "不得低于", "赶上", "赶超", "不低于", "达到", "快于", "超出", "优于",
    "好于", "大于", "保持", "处于", "位于", "不高于", "低于", "持平于", "赶超", "超", "略高于", "明显高于",
    "领先于",
];

/// Levels that a target may refer to.
const LEVELS: &[&str] = &[
    "平均水平", "平均值", "平均数", "均值", "平均增速", "平均增幅", "平均", "领先水平", "增速", "增幅",
    "增长幅度", "增长速度", "增长水平", "先进水平",
];

/// What a word may begin; of idioms that overlap, the one that stands first here is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// Place in the list of fixed phrases.
    Fixed(usize),
    Fold,
    Double(usize),
    Multiple,
    Rank,
    Best,
    Relative(usize),
}

static SIGNS: LazyLock<Words<Sign>> = LazyLock::new(|| {
    let numbered = |words: &[&'static str], sign: fn(usize) -> Sign| -> Vec<(&'static str, Sign)> {
        words.iter().enumerate().map(|(k, word)| (*word, sign(k))).collect()
    };
    let fixed: Vec<&str> = FIXED.iter().map(|(phrase, ..)| *phrase).collect();
    let single = [
        ("强", Sign::Best),
        ("翻", Sign::Fold),
        ("倍", Sign::Multiple),
        ("前", Sign::Rank),
        ("第", Sign::Rank),
        ("首", Sign::Rank),
    ];
    let signs = numbered(&fixed, Sign::Fixed)
        .into_iter()
        .chain(single)
        .chain(numbered(DOUBLES, Sign::Double))
        .chain(numbered(ABOVE, Sign::Relative));
    Words::new(signs.map(|(word, sign)| (word.to_owned(), sign)))
});

static LEVEL_WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::new(LEVELS.iter().map(|level| ((*level).to_owned(), ()))));

/// The idioms in a stretch of clean text, in order.
///
/// # Examples
///
/// ```
/// use crossplan::mentions::idioms;
///
/// let found = idioms("规上企业研发机构全覆盖,创新能力进入全国前十");
/// assert_eq!(found[0].unit.as_deref(), Some("%"));
/// assert_eq!(found[1].op.as_str(), "rank");
/// assert!(idioms("实施企业倍增计划").is_empty());
/// ```
#[must_use]
pub fn idioms(text: &str) -> Vec<Idiom> {
    idioms_with(text, Units::builtin())
}

/// The idioms in a stretch of clean text, in units of your own: 双超千锭 is twice more than 1000 锭.
///
/// # Examples
///
/// ```
/// use crossplan::{lexicon::Units, mentions};
///
/// let mut units = Units::builtin().clone();
/// units.extend("mine.toml", "[[unit]]\nid = \"ingot\"\nlabels = [\"锭\"]\ndimension = \"count\"\nfactor = \"1\"")?;
/// let found = mentions::idioms_with("金、银产量双超千锭", &units);
/// assert_eq!((found[0].lo, found[0].unit.as_deref()), (Some(1000.into()), Some("锭")));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn idioms_with(text: &str, units: &Units) -> Vec<Idiom> {
    let mut signs: Vec<(Sign, usize, &str)> =
        SIGNS.hits(text).map(|(at, (word, sign))| (*sign, at, word.as_str())).collect();
    signs.sort_unstable();
    let mut found = Vec::new();
    for (sign, at, word) in signs {
        let read = match sign {
            Sign::Fixed(phrase) => fixed(text, at, phrase, &found),
            Sign::Fold => fold(text, at),
            Sign::Double(_) => double(text, at, word, units),
            Sign::Multiple => multiple(text, at),
            Sign::Rank => rank(text, at, word),
            Sign::Best => best_of(text, at),
            Sign::Relative(_) => relative(text, at, word, &found, units),
        };
        found.extend(read);
    }
    found.sort_by_key(|f| f.core.start);
    found
}

/// 全覆盖, 翻一番; not 倍增计划.
fn fixed(text: &str, at: usize, phrase: usize, found: &[Idiom]) -> Option<Idiom> {
    let (phrase, value, op, unit) = FIXED.get(phrase)?;
    let end = at + phrase.len();
    let inside = found.iter().any(|f| f.core.contains(&at));
    (!inside && !names(text, at, end))
        .then(|| idiom(text, at..end, Some(Decimal::from(*value)), *op, Some(unit), false))
}

fn idiom(
    text: &str,
    core: Range<usize>,
    lo: Option<Decimal>,
    op: Bound,
    unit: Option<&str>,
    twofold: bool,
) -> Idiom {
    let (cue, length) = strip_cues(&text[..core.start]);
    Idiom { range: core.start - length..core.end, core, lo, op, unit: unit.map(str::to_owned), twofold, cue }
}

/// The phrase is part of a name: 倍增计划, “倍增”行动, 全覆盖工程.
fn names(text: &str, at: usize, end: usize) -> bool {
    const NAMED: &[&str] = &[
        "计划", "工程", "行动", "专项", "攻坚", "方案", "政策", "机制", "体系", "效应", "式", "模式", "服务",
        "监管", "培育", "任务", "战略", "的", "检查", "排查", "走访", "培训", "宣传",
    ];
    let after = text[end..].trim_start_matches(['”', '"', '’']);
    let quoted = text[..at].ends_with('“') && text[end..].starts_with('”');
    (quoted && !after.is_empty() && !after.starts_with(['，', '。', '；', ',', ';', '、']))
        || NAMED.iter().any(|w| after.starts_with(w))
}

/// 翻2番 is four times: two to the power of the number.
fn fold(text: &str, at: usize) -> Option<Idiom> {
    let from = at + '翻'.len_utf8();
    let digit = text[from..].chars().next()?.to_digit(10).filter(|d| (1..=5).contains(d))?;
    let end = from + 1 + '番'.len_utf8();
    let value = Some(Decimal::from(1_u32 << digit));
    text[from + 1..].starts_with('番').then(|| idiom(text, at..end, value, Bound::Factor, Some("倍"), false))
}

/// 双破万, 双过千亿, “双超百”: each of two subjects is more than that.
fn double(text: &str, at: usize, word: &str, units: &Units) -> Option<Idiom> {
    let from = at + word.len();
    let scale = units.magnitude_length(&text[from..]);
    if scale == 0 {
        return None;
    }
    let counted = units.unit_length(&text[from + scale..]);
    let start = if text[..at].ends_with('“') { at - '“'.len_utf8() } else { at };
    let mut end = from + scale + counted;
    if text[end..].starts_with('”') {
        end += '”'.len_utf8();
    }
    // 双过千亿元 is more than 1000 亿元, 双破万 more than 1 万.
    let label = &text[from..from + scale + counted];
    let (value, unit) = match label.strip_prefix(['百', '千']) {
        Some(rest) if label.starts_with('百') => (100, rest),
        Some(rest) => (1000, rest),
        None => (1, label),
    };
    let unit = (!unit.is_empty()).then_some(unit);
    Some(idiom(text, start..end, Some(Decimal::from(value)), Bound::Gt, unit, true))
}

/// 增长1.5倍 is 2.5 times, 达到2020年的2倍 twice.
fn multiple(text: &str, at: usize) -> Option<Idiom> {
    let before = &text[..at];
    let start = trailing(before, ".一二两三四五六七八九十点")?;
    let number = numeral(&before[start..]).filter(|n| start + n.length == at)?;
    let (_, cues) = strip_cues(&before[..start]);
    let lead = &before[..start - cues];
    let grows = ["增长", "增加", "提高", "扩大", "提升", "增", "翻"]
        .iter()
        .any(|w| before[..start].ends_with(w) || lead.ends_with(w));
    let factor = if grows { number.value.checked_add(Decimal::ONE) } else { Some(number.value) };
    let end = at + '倍'.len_utf8();
    if text[end..].starts_with(['增', '频', '数', '率', '速', '镜']) {
        return None;
    }
    Some(idiom(text, start..end, factor.map(|f| f.normalize()), Bound::Factor, Some("倍"), false))
}

/// 排名前十, 进入全国前20名, 第3位; not 前50强园区4家, 前列, 前三季度.
fn rank(text: &str, at: usize, mark: &str) -> Option<Idiom> {
    const PLACED: &[&str] = &[
        "进入", "跻身", "位居", "位列", "稳居", "居", "排名", "排", "保持", "迈入", "挺进", "列", "名次",
        "位次", "走在", "位于", "冲进", "冲刺", "晋升", "晋级", "挤进", "重返", "稳定", "提升", "达到",
        "跃居", "上升",
    ];
    let from = at + mark.len();
    let number = numeral(&text[from..])?;
    let mut end = from + number.length;
    let unit = ["名", "位", "强"].into_iter().find(|u| text[end..].starts_with(u));
    end += unit.map_or(0, str::len);
    let after = text[end..].trim_start_matches(['”', '"']);
    let ends = after.is_empty()
        || after.starts_with([
            '，', '。', '；', ',', ';', '、', '\n', ')', '）', '和', '以', '行', '并', '且', '之', '序',
            '：', ':', '(', '（', '内',
        ]);
    let lead = text[..at].char_indices().rev().take(14).last().map_or("", |(from, _)| &text[from..at]);
    // 在全省保持第一
    let first = || number.value <= Decimal::from(3) && rank_lead(text, at) < at;
    if !ends
        || !PLACED.iter().any(|w| lead.contains(w))
        || (mark == "首" && unit.is_none())
        || (mark == "第" && !matches!(unit, Some("名" | "位")) && !first())
        || number.value > Decimal::from(1000)
    {
        return None;
    }
    if counts_in_front(&text[..rank_lead(text, at)]) {
        return None;
    }
    let unit = unit.filter(|u| *u != "强");
    let mut entry = idiom(text, at..end, Some(number.value), Bound::Rank, unit, false);
    // The words in front reach back over 全国 to the verb.
    entry.range.start = rank_lead(text, at);
    Some(entry)
}

/// 进入国家创新型城市50强: one of that many.
fn best_of(text: &str, at: usize) -> Option<Idiom> {
    const ENTERS: &[&str] =
        &["进入", "跻身", "入围", "迈入", "挺进", "冲进", "晋级", "闯入", "进位至", "跃升至", "上升至"];
    const STOPS: [char; 6] = ['，', '。', '；', ',', ';', '、'];
    let start = trailing(&text[..at], "一二三四五六七八九十百")?;
    let number = numeral(&text[start..at]).filter(|n| start + n.length == at);
    let end = at + '强'.len_utf8();
    let ends = text[end..].is_empty()
        || text[end..].starts_with(STOPS)
        || text[end..].starts_with(['行', '）', ')'])
        || text[end..].starts_with("以内");
    let value = number.map(|n| n.value).filter(|_| ends && !text[..start].ends_with('前'))?;
    let lead = text[..start].rsplit(STOPS).next().unwrap_or_default();
    let (verb, word) = ENTERS.iter().filter_map(|w| lead.rfind(w).map(|k| (k, *w))).max()?;
    let list = &lead[verb + word.len()..];
    // 支持企业入围民营企业500强 counts a class of firms.
    if list.chars().count() > 12 || list.ends_with("企业") {
        return None;
    }
    let mut entry = idiom(text, start..end, Some(value), Bound::Rank, None, false);
    entry.range.start = start - (lead.len() - verb);
    Some(entry)
}

/// 支持3家企业|进入全国前20强: so many are to be there; the place says which.
fn counts_in_front(lead: &str) -> bool {
    let clause = lead_clause(lead);
    let Some(digit) = clause.rfind(|c: char| c.is_ascii_digit()) else { return false };
    let counted = &clause[digit + 1..];
    let firms = ["家", "户"].iter().any(|unit| counted.starts_with(unit));
    firms && (2..=16).contains(&counted.chars().count()) && !counted.contains(['并', '且'])
}

/// Bytes in front of a rank that may lead to it.
const LEAD: usize = 150;

/// The last words of a text, from the mark in front of them.
fn lead_clause(text: &str) -> &str {
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(LEAD))..];
    near.rsplit(['，', '。', '；', ',', ';', '、']).next().unwrap_or_default()
}

/// Where the words that lead to a rank begin: 稳居全国|前十 → 稳居.
fn rank_lead(text: &str, at: usize) -> usize {
    const AREAS: &[&str] = &[
        "全国", "全省", "全市", "全区", "全球", "世界", "国内", "省内", "中部地区", "中西部", "中部", "西部",
        "东部", "同类城市", "同类园区", "同类", "地级市", "全国城市", "全国地级市", "全省各市", "全国高新区",
        "国家高新区", "全国同类", "所有地级市",
    ];
    let head = &text[..at];
    let area = AREAS.iter().filter(|w| head.ends_with(**w)).map(|w| w.len()).max().unwrap_or(0);
    let head = &head[..head.len() - area];
    const VERBS: &[&str] = &[
        "力争进入", "进入", "跻身", "位居", "位列", "稳居", "保持在", "保持", "迈入", "挺进", "居", "列",
        "达到", "冲进", "挤进", "提升至", "提升到", "上升到", "上升至", "跃居",
    ];
    let length = VERBS.iter().filter(|w| head.ends_with(**w)).map(|w| w.len()).max().unwrap_or(0);
    if length > 0 {
        return head.len() - length;
    }
    // 力争进入国家级新区|前3名: a few words say among whom.
    const ENTERS: &[&str] =
        &["力争进入", "进入", "跻身", "迈入", "挺进", "冲进", "挤进", "稳居", "位居", "位列", "保持"];
    let clause = lead_clause(head);
    let entered = ENTERS
        .iter()
        .filter_map(|w| clause.rfind(w).map(|at| (at, at + w.len())))
        .max_by_key(|(_, end)| *end);
    let among = entered.filter(|(_, end)| {
        let words = &clause[*end..];
        (2..=10).contains(&words.chars().count())
            && words.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    });
    among.map_or(head.len(), |(at, _)| head.len() - clause.len() + at)
}

/// 超过全省平均水平, 高于GDP增速, 处于同类城市领先水平: a comparator without a figure.
fn relative(text: &str, at: usize, word: &str, found: &[Idiom], units: &Units) -> Option<Idiom> {
    const AREAS: &[&str] = &[
        "全疆", "全州", "全区", "全盟", "全旗", "全县", "我省", "我市", "全省", "全市", "全国", "省", "市",
        "国家", "同类", "周边", "同期", "上年", "区域", "县", "行业", "地区", "东部", "中部", "西部", "省内",
        "规模以上", "规上", "工业", "园区", "高新区", "开发区", "湾区", "城市群", "都市圈", "经济圈",
        "长三角", "珠三角", "京津冀", "成渝", "流域",
    ];
    let from = at + word.len();
    let rest = &text[from..];
    let stop = rest.find(['，', ',', '；', ';', '。', '、', '\n']).unwrap_or(rest.len());
    let (level_at, (level, ())) = LEVEL_WORDS.hits(&rest[..stop]).next()?;
    let area = &rest[..level_at];
    let by_area = AREAS.iter().any(|a| area.contains(a));
    let fits = match level.as_str() {
        "先进水平" => false,
        "领先水平" => by_area && matches!(word, "处于" | "保持" | "达到" | "位于"),
        "平均增速" | "平均增幅" | "增速" | "增幅" | "增长幅度" | "增长速度" | "增长水平" => {
            matches!(word, "高于" | "快于" | "超过" | "不低于" | "不得低于") && level_at > 0
        }
        _ => by_area && area.chars().count() <= 14,
    };
    let short = area.chars().count() <= 22 && !area.contains(|c: char| c.is_ascii_digit());
    if !fits || !short || !quantities_with(area, &[], units).is_empty() {
        return None;
    }
    let end = from + level_at + level.len();
    // 超过全省平均水平2个百分点 has a figure of its own.
    if text[end..].starts_with(|c: char| c.is_ascii_digit())
        || found.iter().any(|f| f.core.start < end && at < f.core.end)
    {
        return None;
    }
    let mut entry = idiom(text, at..end, None, Bound::Relative, None, false);
    if let Some(word) = ["以上", "水平以上"].iter().find(|w| text[end..].starts_with(**w)) {
        entry.core.end += word.len();
        entry.range.end = entry.core.end;
    }
    Some(entry)
}
