//! What sort of number a figure is, of what it is a share, and its full unit.

use crate::lexicon::Words;
use crate::lexicon::context::context;
use crate::schema::{Bound, Kind};

use super::values::Value;

/// All that tells the kind of a figure.
pub(in crate::indicators) struct Signs<'a> {
    /// The subject, completed.
    pub(in crate::indicators) subject: &'a str,
    /// Everything left of the figure in its clause.
    pub(in crate::indicators) left: &'a str,
    pub(in crate::indicators) value: &'a Value,
    /// Per year.
    pub(in crate::indicators) every: bool,
    /// What the verbs tell.
    pub(in crate::indicators) verbs: Option<Kind>,
    /// The verb stands directly in front of the figure.
    pub(in crate::indicators) counted: bool,
    /// Over a term: 三年孵化, 五年累计.
    pub(in crate::indicators) term: bool,
    /// A verb governs the figure and no level is to be reached: 推动企业转型300家.
    pub(in crate::indicators) moved: bool,
}

/// The kind of a figure and the rule that told it.
pub(in crate::indicators) fn kind(signs: &Signs) -> (Kind, &'static str) {
    let words = context();
    let Signs { subject, left, value, .. } = signs;
    match value.op {
        Bound::Relative => return (Kind::Relative, "kind: relative"),
        Bound::Rank => return (Kind::Rank, "kind: rank"),
        Bound::Factor => return (Kind::Growth, "kind: multiple"),
        _ => {}
    }
    let unit = value.unit.as_deref().unwrap_or_default();
    // 高于全省平均水平2个百分点: a margin over what others reach.
    if value.is_points() && crate::indicators::subject::ellipsis::uncompared(left).len() < left.len() {
        return (Kind::Relative, "kind: relative");
    }
    if value.is_points() {
        return (Kind::Increment, "kind: percentage points");
    }
    // 位次前移5位以上: a change of place.
    if matches!(unit, "位" | "名" | "个位次" | "位次" | "名次")
        && ["前移", "提升", "上升", "前进", "跃升", "进位", "提高"].iter().any(|w| left.ends_with(w))
    {
        return (Kind::Increment, "kind: change of place");
    }
    // 达到全国平均水平的三分之二
    if value.is_share() && left.trim_end_matches('的').ends_with("平均水平") {
        return (Kind::Relative, "kind: relative");
    }
    if value.is_share() {
        let tail: String = left.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
        let grows = words.growth.stand_in(&tail) && !["占", "比重", "比例"].iter().any(|w| tail.contains(w));
        let rate = ["增速", "增幅", "增长率", "增长速度"].iter().any(|w| subject.ends_with(w));
        let ratio = is_ratio(subject);
        let moves = ["提升", "提高", "压减", "缩短", "降低", "下降", "减少"].iter().any(|w| tail.contains(w));
        let reached = [
            "降低到", "下降到", "降至", "降到", "增加到", "提高到", "压减到", "下降至", "降低至", "减少到",
            "缩短到",
        ]
        .iter()
        .any(|w| left.ends_with(w));
        return if (grows || rate || (ratio && moves)) && !reached {
            (Kind::Growth, "kind: rate of growth")
        } else {
            (Kind::Share, "kind: share")
        };
    }
    if unit.ends_with("/年") {
        return (Kind::Annual, "kind: per year");
    }
    if unit.contains('/') || per(subject).is_some() {
        return (Kind::Density, "kind: density");
    }
    if signs.term && !signs.every {
        return (Kind::Increment, "kind: over a term");
    }
    let flow = value.is_money();
    if flow {
        if value.cue.sum || left.contains("累计") || left.contains("合计") {
            return (Kind::Increment, "kind: cumulative amount");
        }
        if signs.every {
            return (Kind::Annual, "kind: per year");
        }
        // 撬动社会资本40亿元: money that is brought in.
        if ["撬动", "带动", "吸引"].iter().any(|w| left.contains(w)) && !value.cue.reached {
            return (Kind::Increment, "kind: new amount");
        }
        let (last_flow, last_stock) = (last(&words.flows, subject), last(&words.stocks, subject));
        if last_stock > last_flow || (last_flow == 0 && last_stock > 0) {
            let brought = ["新增", "净增"].iter().any(|w| left.contains(w))
                || (signs.verbs == Some(Kind::Increment) && left.contains("增加"));
            return if brought {
                (Kind::Increment, "kind: new amount")
            } else {
                (Kind::Level, "kind: stock of money")
            };
        }
        if last_flow > 0 {
            let brought = ["新增", "净增", "引进", "撬动", "带动", "争取"].iter().any(|w| left.contains(w));
            return if brought && signs.verbs == Some(Kind::Increment) {
                (Kind::Increment, "kind: new amount")
            } else {
                (Kind::Annual, "kind: amount of one year")
            };
        }
    }
    if signs.every || of_a_year(subject, unit) {
        return (Kind::Annual, "kind: per year");
    }
    // 入库总数不少于6000人, PUE值控制在1.15以下: what is reached, whatever the verb.
    let total = ["总数", "总量", "保有量", "存量"].iter().any(|w| left.trim_end().ends_with(w))
        && !["新增", "净增", "增加"].iter().any(|w| left.contains(w));
    let index = value.unit.is_none() && ["值", "指数", "系数", "得分"].iter().any(|w| subject.ends_with(w));
    if total || index {
        return (Kind::Level, "kind: level");
    }
    // 技能人才培训2万人次: visits and events happen, they do not stand.
    if (unit.ends_with('次') || matches!(unit, "场" | "期"))
        && (!value.cue.reached || value.cue.sum || left.contains("累计"))
    {
        return (Kind::Increment, "kind: events");
    }
    // 累计立项不少于6000项
    if left.contains("累计") && !value.cue.reached {
        return (Kind::Increment, "kind: over a term");
    }
    let classed_subject =
        ["千亿级", "百亿级", "万亿级", "全国前"].iter().any(|w| subject.starts_with(w)) && !signs.counted;
    if signs.verbs == Some(Kind::Increment) && !classed_subject {
        return (Kind::Increment, "kind: brought about");
    }
    if words.achievements.suffix(subject) > 0 {
        return (Kind::Increment, "kind: achievement");
    }
    // 千亿级园区4家: things of a class by size are reached, not made.
    let classed = ["千亿级", "百亿级", "十亿级", "万亿级", "全国前", "全省前", "亿元级"]
        .iter()
        .any(|w| subject.starts_with(w));
    // 企业数量“双破万”: a number that is reached.
    let number =
        value.twofold || ["数量", "总量", "总数", "保有量", "存量"].iter().any(|w| subject.ends_with(w));
    if !classed
        && !number
        && ((signs.counted && signs.verbs.is_none() && !value.cue.reached)
            || (signs.moved && signs.verbs.is_none()))
    {
        return (Kind::Increment, "kind: moved");
    }
    (Kind::Level, "kind: level")
}

/// 通行效率提高15%: an efficiency is no share of anything.
pub(in crate::indicators) fn is_ratio(subject: &str) -> bool {
    const RATIOS: &[&str] =
        &["效率", "生产率", "工效", "密度", "性能", "成本", "时长", "周期", "时间", "能耗"];
    RATIOS.iter().any(|w| subject.ends_with(w))
}

/// 海洋观测数据年共享量, 技术合同年成交额: an amount or number of one year.
fn of_a_year(subject: &str, unit: &str) -> bool {
    let inside = subject.match_indices('年').any(|(at, year)| {
        let behind = &subject[at + year.len()..];
        at > 0
            && !subject[..at]
                .ends_with(|c: char| c.is_ascii_digit() || "青少老学今明当历近逐全每跨".contains(c))
            && !behind.starts_with(['均', '底', '末', '龄', '轻', '度', '级', '内', '期', '主', '增', '递'])
            && (2..=8).contains(&behind.chars().count())
    });
    const FLOWS: &[&str] = &["产量", "销量", "发电量", "吞吐量", "发放量", "处理量", "客流量"];
    (inside && (subject.ends_with(['量', '额', '次']) || unit.ends_with('次') || unit == "小时"))
        || FLOWS.iter().any(|w| subject.ends_with(w))
}

/// Where the last of `words` ends in `text`; 0 if none stands in it.
fn last(words: &Words, text: &str) -> usize {
    words.hits(text).map(|(at, (word, _))| at + word.len()).max().unwrap_or(0)
}

/// The denominator of a density in a subject, as part of a unit and in words: 每万人口 → (万人, 万人口).
pub(in crate::indicators) fn per(subject: &str) -> Option<(String, String)> {
    if let Some(at) = subject.find('每') {
        return each(&subject[at + '每'.len_utf8()..]);
    }
    if subject.starts_with("万人") {
        return Some(("万人".to_owned(), "万人口".to_owned()));
    }
    // 人均预期寿命 divides nothing.
    if subject.ends_with("寿命") {
        return None;
    }
    const RATIOS: &[(&str, &str)] = &[
        ("单位地区生产总值", "地区生产总值"),
        ("单位GDP", "GDP"),
        ("单位生产总值", "生产总值"),
        ("单位工业增加值", "工业增加值"),
        ("万元GDP", "GDP"),
        ("万元地区生产总值", "地区生产总值"),
        ("万元工业增加值", "工业增加值"),
        ("万元增加值", "增加值"),
        ("万元产值", "产值"),
        ("单位产值", "产值"),
        ("单位增加值", "增加值"),
        ("亿元GDP", "GDP"),
        ("人均", "人"),
        ("亩均", "亩"),
        ("地均", "平方公里"),
    ];
    let (word, of) = RATIOS.iter().find(|(word, _)| subject.contains(word))?;
    let scale = ["万元", "亿元"].into_iter().find(|scale| word.starts_with(scale)).unwrap_or(of);
    Some((scale.to_owned(), (*of).to_owned()))
}

/// 万人口…, 万名就业人员…, 名科技特派员…, 平方公里…: what stands behind 每.
fn each(rest: &str) -> Option<(String, String)> {
    if rest.starts_with(['年', '季', '月', '半', '周', '天', '日', '学', '次']) {
        return None;
    }
    let scale = &rest[..crate::lexicon::magnitude(rest)];
    let counted = &rest[scale.len()..];
    if counted.starts_with("人口") || (counted.starts_with('人') && !scale.is_empty()) {
        return Some((format!("{scale}人"), format!("{scale}人口")));
    }
    let counter = counted.chars().next().filter(|c| matches!(c, '名' | '个' | '家' | '户' | '位' | '支'));
    let Some(counter) = counter else {
        let known = crate::lexicon::unit(counted);
        let word = if known > 0 { &counted[..known] } else { thing(counted) };
        return (!word.is_empty()).then(|| (format!("{scale}{word}"), format!("{scale}{word}")));
    };
    let thing = thing(&counted[counter.len_utf8()..]);
    if scale.is_empty() {
        let of = if thing.is_empty() { counter.to_string() } else { thing.to_owned() };
        return Some((counter.to_string(), of));
    }
    let unit = if matches!(counter, '名' | '位') { '人' } else { counter };
    Some((format!("{scale}{unit}"), format!("{scale}{counter}{thing}")))
}

/// The thing at the start of `text`: up to the first head, or a few characters that begin no other word.
fn thing(text: &str) -> &str {
    // 万名劳动力中研发人员: 中 ends the thing.
    let text = text.find('中').filter(|at| *at >= 2 * '中'.len_utf8()).map_or(text, |at| &text[..at]);
    let heads = &context().heads;
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(9);
    let head = ends.skip(1).find(|end| heads.at_end(&text[..*end]).any(|(head, _)| head.chars().count() > 1));
    let few = || {
        let stops = |c: &char| {
            !('\u{4e00}'..='\u{9fff}').contains(c) || "拥有的均新建至中年达服联帮配入驻承引".contains(*c)
        };
        text.chars().take_while(|c| !stops(c)).take(4).map(char::len_utf8).sum()
    };
    &text[..head.unwrap_or_else(few)]
}

/// The unit with its denominator: 每万人…7件 is 件/万人.
pub(in crate::indicators) fn full_unit(value: &Value, subject: &str) -> Option<String> {
    let unit = value.unit.clone()?;
    if unit.contains('/')
        || value.is_share()
        || value.is_money()
        || unit.ends_with("百分点")
        || matches!(value.op, Bound::Rank | Bound::Factor)
    {
        return Some(unit);
    }
    match per(subject) {
        Some((per, _))
            if !subject.contains("人均")
                && !subject.contains("亩均")
                && !subject.contains("地均")
                && !subject.contains("单位") =>
        {
            Some(format!("{unit}/{per}"))
        }
        _ => Some(unit),
    }
}

/// The denominator of a share or density, in words.
pub(in crate::indicators) fn denominator(kind: Kind, subject: &str, value: &Value) -> Option<String> {
    match kind {
        Kind::Share => share_of(subject, value),
        Kind::Density => per(subject).map(|(_, of)| of).or_else(|| {
            let unit = value.unit.as_deref()?;
            unit.split_once('/').map(|(_, of)| if of == "万人" { "万人口".to_owned() } else { of.to_owned() })
        }),
        _ => None,
    }
}

/// A占B的比重 → B; R&D/GDP → GDP; 企业研发机构覆盖率 → 企业; 公民具备科学素质的比例 → 公民.
fn share_of(subject: &str, value: &Value) -> Option<String> {
    const WHOLES: &[&str] = &["GDP", "地区生产总值", "生产总值"];
    if let Some(at) = subject.rfind('占')
        && !subject[at..].starts_with("占比")
    {
        let rest = &subject[at + '占'.len_utf8()..];
        let rest = rest.strip_prefix("全市").unwrap_or(rest);
        const ENDS: &[&str] = &[
            "的比重", "比重", "的比例", "比例", "的份额", "份额", "的百分比", "之比", "的占比", "比", "总量",
            "总数", "的",
        ];
        let of = ENDS.iter().find_map(|w| rest.strip_suffix(*w)).unwrap_or(rest);
        return (!of.is_empty()).then(|| of.trim_end_matches('的').to_owned());
    }
    if let Some((_, of)) = subject.split_once('/') {
        return (!of.is_empty()).then(|| of.trim_end_matches("比重").to_owned());
    }
    if let Some(of) = WHOLES
        .iter()
        .find(|w| subject.ends_with(&format!("{w}占比")) || subject.ends_with(&format!("{w}比重")))
    {
        return Some((*of).to_owned());
    }
    if subject.starts_with("公民") {
        return Some("公民".to_owned());
    }
    let covers = value.idiom
        || subject.ends_with("覆盖率")
        || subject.ends_with("建有率")
        || subject.ends_with("设立率")
        || subject.ends_with("覆盖面")
        || subject.ends_with("普及率");
    if covers && let Some(at) = subject.find("企业") {
        let of = &subject[..at + "企业".len()];
        return (subject.len() > of.len() || value.idiom).then(|| of.to_owned());
    }
    if value.idiom {
        return crate::indicators::subject::coverage::covered(subject);
    }
    None
}
