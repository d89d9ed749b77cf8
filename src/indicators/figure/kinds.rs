//! What sort of number a figure is, of what it is a share, and its full unit.

use crate::indicators::subject::distributed::thing;
use crate::indicators::subject::ellipsis::uncompared;
use crate::lexicon::Words;
use crate::lexicon::context::context;
use crate::lexicon::kinds::kinds;
use crate::schema::{Bound, Kind};

use super::values::Value;

/// All that tells the kind of a figure.
pub(in crate::indicators) struct Signs<'a> {
    /// The subject, completed.
    pub(in crate::indicators) subject: &'a str,
    /// Everything left of the figure in its clause.
    pub(in crate::indicators) left: &'a str,
    /// The words that bound the figure.
    pub(in crate::indicators) lead: &'a str,
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

impl Signs<'_> {
    fn unit(&self) -> &str {
        self.value.unit.as_deref().unwrap_or_default()
    }
}

/// A kind and the rule that told it.
type Told = (Kind, &'static str);

/// The kind of a figure and the rule that told it: the first that fits.
pub(in crate::indicators) fn kind(signs: &Signs) -> Told {
    const RULES: &[fn(&Signs) -> Option<Told>] = &[
        of_bound, of_points, of_share, of_density, of_term, of_money, of_one_year, of_total, of_event,
        of_deed,
    ];
    RULES.iter().find_map(|rule| rule(signs)).unwrap_or((Kind::Level, "kind: level"))
}

/// 超过全省平均水平, 前十名, 翻一番.
fn of_bound(signs: &Signs) -> Option<Told> {
    match signs.value.op {
        Bound::Relative => Some((Kind::Relative, "kind: relative")),
        Bound::Rank => Some((Kind::Rank, "kind: rank")),
        Bound::Factor => Some((Kind::Growth, "kind: multiple")),
        _ => None,
    }
}

/// 提高2个百分点, 前移5位.
fn of_points(signs: &Signs) -> Option<Told> {
    if signs.value.is_points() {
        // 高于全省平均水平2个百分点: a margin over what others reach.
        let margin = uncompared(signs.left).len() < signs.left.len();
        return Some(if margin {
            (Kind::Relative, "kind: relative")
        } else {
            (Kind::Increment, "kind: percentage points")
        });
    }
    let moved = kinds().places.get(signs.unit()).is_some() && kinds().place_moves.end(signs.left);
    moved.then_some((Kind::Increment, "kind: change of place"))
}

/// A percentage: a part of something, or the rate at which it grows.
fn of_share(signs: &Signs) -> Option<Told> {
    let Signs { subject, left, value, .. } = signs;
    if !value.is_share() {
        return None;
    }
    // 达到全国平均水平的三分之二
    if left.trim_end_matches('的').ends_with("平均水平") {
        return Some((Kind::Relative, "kind: relative"));
    }
    let words = kinds();
    let near = left.char_indices().rev().take(12).last().map_or("", |(at, _)| &left[at..]);
    let grows = context().growth.stand_in(near) && !words.shares.stand_in(near);
    let moves = is_ratio(subject) && words.ratio_moves.stand_in(near);
    // 科技对经济增长的贡献率 is a share of the growth.
    let grows = grows && !subject.ends_with("贡献率");
    let moved = words.moves.end(left.trim_end())
        && !is_rate(&left[..left.len() - words.moves.suffix(left.trim_end())]);
    let rate = grows || moves || moved || words.rates.end(subject);
    Some(if rate && !words.reached.end(left) {
        (Kind::Growth, "kind: rate of growth")
    } else {
        (Kind::Share, "kind: share")
    })
}

/// 覆盖率, 占比: what is a percentage itself.
fn is_rate(subject: &str) -> bool {
    kinds().rate_names.end(subject)
}

/// 件/万人, 每家…
fn of_density(signs: &Signs) -> Option<Told> {
    let unit = signs.unit();
    if unit.ends_with("/年") {
        return Some((Kind::Annual, "kind: per year"));
    }
    (unit.contains('/') || per(signs.subject).is_some()).then_some((Kind::Density, "kind: density"))
}

/// 三年孵化…
fn of_term(signs: &Signs) -> Option<Told> {
    (signs.term && !signs.every).then_some((Kind::Increment, "kind: over a term"))
}

/// Amounts of money: flows of one year, stocks, and what is brought in. `None` if the subject tells neither.
fn of_money(signs: &Signs) -> Option<Told> {
    const NEW: Told = (Kind::Increment, "kind: new amount");
    let Signs { subject, left, value, .. } = signs;
    let words = kinds();
    if !value.is_money() {
        return None;
    }
    if value.cue.sum || words.sums.stand_in(left) {
        return Some((Kind::Increment, "kind: cumulative amount"));
    }
    if signs.every {
        return Some((Kind::Annual, "kind: per year"));
    }
    // 撬动社会资本40亿元: money that is brought in.
    let capital = ["资本", "投资", "资金"].iter().any(|money| subject.ends_with(money));
    if words.levers.stand_in(left) && (!value.cue.reached || capital) {
        return Some(NEW);
    }
    // 设立规模为2亿元的种子资金
    if context().stocks.end(left.trim_end()) && signs.counted {
        return Some((Kind::Level, "kind: stock of money"));
    }
    let made = signs.verbs == Some(Kind::Increment);
    let (flow, stock) = (last(&context().flows, subject), last(&context().stocks, subject));
    if stock > flow {
        let more = words.added.stand_in(left) || (made && left.contains("增加"));
        return Some(if more { NEW } else { (Kind::Level, "kind: stock of money") });
    }
    (flow.0 > 0).then(|| {
        if made && words.brought.stand_in(left) { NEW } else { (Kind::Annual, "kind: amount of one year") }
    })
}

/// 每年…, 年共享量.
fn of_one_year(signs: &Signs) -> Option<Told> {
    let yearly = signs.every || of_a_year(signs.subject, signs.unit());
    yearly.then_some((Kind::Annual, "kind: per year"))
}

/// 入库总数不少于6000人, PUE值控制在1.15以下: what is reached, whatever the verb.
fn of_total(signs: &Signs) -> Option<Told> {
    let words = kinds();
    let named = words.totals.end(signs.left.trim_end()) || words.totals.stand_in(signs.lead);
    let total = named && !words.more.stand_in(signs.left);
    let broken = signs.value.lo.is_some_and(|lo| lo.scale() > 0);
    let index = signs.value.unit.is_none() && (broken || words.indices.end(signs.subject));
    (total || index).then_some((Kind::Level, "kind: level"))
}

/// 技能人才培训2万人次: visits and events happen, they do not stand.
fn of_event(signs: &Signs) -> Option<Told> {
    let (unit, cue) = (signs.unit(), signs.value.cue);
    let counted_up = signs.left.contains("累计");
    if (unit.ends_with('次') || kinds().events.get(unit).is_some()) && (!cue.reached || cue.sum || counted_up)
    {
        return Some((Kind::Increment, "kind: events"));
    }
    // 累计立项不少于6000项
    (counted_up && !cue.reached).then_some((Kind::Increment, "kind: over a term"))
}

/// What is done with the things counted: made, brought forth or moved.
fn of_deed(signs: &Signs) -> Option<Told> {
    let Signs { subject, value, .. } = signs;
    let words = kinds();
    let reached = words.great_classes.begin(subject) && !signs.counted && !words.more.stand_in(signs.left);
    if signs.verbs == Some(Kind::Increment) && !reached {
        return Some((Kind::Increment, "kind: brought about"));
    }
    if context().achievements.end(subject) {
        return Some((Kind::Increment, "kind: achievement"));
    }
    // 企业数量“双破万”: a number that is reached.
    let stands = words.classes.begin(subject) || value.twofold || words.numbers.end(subject);
    let moved = signs.moved || (signs.counted && !value.cue.reached);
    (!stands && moved && signs.verbs.is_none()).then_some((Kind::Increment, "kind: moved"))
}

/// 通行效率提高15%: an efficiency is no share of anything.
pub(in crate::indicators) fn is_ratio(subject: &str) -> bool {
    kinds().ratios.end(subject)
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
    (inside
        && (subject.ends_with(['量', '额', '次'])
            || subject.ends_with("规模")
            || unit.ends_with('次')
            || unit.ends_with("千瓦时")
            || unit == "小时"))
        || kinds().flows.end(subject)
}

/// Where the last of `words` ends in `text`, and how long it is; zeros if none stands in it.
fn last(words: &Words, text: &str) -> (usize, usize) {
    words.hits(text).map(|(at, (word, _))| (at + word.len(), word.len())).max().unwrap_or_default()
}

/// The denominator of a density in a subject, as part of a unit and in words: 每万人口 → (万人, 万人口).
pub(in crate::indicators) fn per(subject: &str) -> Option<(String, String)> {
    if let Some(at) = subject.find('每') {
        return each(&subject[at + '每'.len_utf8()..]);
    }
    if subject.starts_with("万人") {
        return Some(("万人".to_owned(), "万人口".to_owned()));
    }
    // 万名就业人员中研发人员
    if ["万名", "万户"].iter().any(|word| subject.starts_with(word)) {
        return each(subject);
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
        let unit = if counter == '个' { of.clone() } else { counter.to_string() };
        return Some((unit, of));
    }
    let unit = if matches!(counter, '名' | '位') { '人' } else { counter };
    Some((format!("{scale}{unit}"), format!("{scale}{counter}{thing}")))
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
        Some((per, of))
            if !subject.contains("人均")
                && !subject.contains("亩均")
                && !subject.contains("地均")
                && !subject.contains("单位") =>
        {
            // 每家基地服务企业15家: the counter would say nothing.
            Some(format!("{unit}/{}", if per == unit { of } else { per }))
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
        && !subject[at..].starts_with("占有")
    {
        let rest = &subject[at + '占'.len_utf8()..];
        let rest = rest.strip_prefix("全市").unwrap_or(rest);
        const ENDS: &[&str] = &[
            "的比重", "比重", "的比率", "比率", "的比例", "比例", "的份额", "份额", "的百分比", "之比",
            "的占比", "比", "总量", "总数", "的",
        ];
        let of = ENDS.iter().find_map(|w| rest.strip_suffix(*w)).unwrap_or(rest);
        return (!of.is_empty()).then(|| of.trim_end_matches('的').to_owned());
    }
    // 经费支出与营业收入之比
    if let Some((_, of)) = subject.strip_suffix("之比").and_then(|rest| rest.rsplit_once(['与', '和', '同']))
    {
        return (!of.is_empty()).then(|| of.to_owned());
    }
    // 120万吨/年以上…智能化率
    if let Some((_, of)) = subject.split_once('/').filter(|(_, of)| !of.starts_with('年')) {
        return (!of.is_empty()).then(|| of.trim_end_matches("比重").to_owned());
    }
    if let Some(of) = WHOLES
        .iter()
        .find(|w| subject.ends_with(&format!("{w}占比")) || subject.ends_with(&format!("{w}比重")))
    {
        return Some((*of).to_owned());
    }
    if subject.starts_with("公民") || subject.ends_with("公民比例") || subject.ends_with("公民占比")
    {
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
