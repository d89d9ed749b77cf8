//! Numbers with their units and bounds: 突破2300家, 3—5个, 百分之三点五以上.

use std::ops::Range;

use rust_decimal::Decimal;

use super::fractions::{bare_power, fraction, halves, percent_word, tenths};
use super::names::{in_name, run, starts_number};
use super::{Numeral, PeriodMention, numeral};
use crate::lexicon::context::context;
use crate::lexicon::{Cue, Units, bound_after, cue_before};
use crate::schema::Bound;

/// A number with its unit and the words that bound it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quantity {
    /// From the first word of the bound to the last.
    pub range: Range<usize>,
    /// Number and unit alone.
    pub core: Range<usize>,
    /// The value, or the lower end of a range, in the magnitude of the text.
    pub lo: Decimal,
    /// The upper end of a range.
    pub hi: Option<Decimal>,
    /// How the value limits the result.
    pub op: Bound,
    /// The unit, magnitude included. `None` if none is written.
    pub unit: Option<String>,
    /// What the words in front say.
    pub cue: Cue,
    /// What it is a part of, if that stands behind the bound: 营业收入 in 不低于营业收入的3%.
    pub of: Option<Range<usize>>,
    /// The number is written in Chinese characters.
    pub chinese: bool,
}

/// The quantities in a stretch of clean text, in order, in the built-in units. Dates are none, nor are numbers in names.
///
/// # Examples
///
/// ```
/// use crossplan::mentions::quantities;
///
/// let found = quantities("高新技术企业突破2300家,占比不低于3—5%", &[]);
/// assert_eq!((found[0].lo.to_string().as_str(), found[0].unit.as_deref()), ("2300", Some("家")));
/// assert_eq!(found[0].op.as_str(), "gt");
/// assert_eq!(found[1].hi.map(|n| n.to_string()).as_deref(), Some("5"));
/// ```
#[must_use]
pub fn quantities(text: &str, periods: &[PeriodMention]) -> Vec<Quantity> {
    quantities_with(text, periods, Units::builtin())
}

/// The quantities in a stretch of clean text, in units of your own.
///
/// # Examples
///
/// ```
/// use crossplan::{lexicon::Units, mentions};
///
/// let mut units = Units::builtin().clone();
/// units.extend("mine.toml", "[[unit]]\nid = \"ingot\"\nlabels = [\"锭\"]\ndimension = \"count\"\nfactor = \"1\"")?;
/// let found = mentions::quantities_with("白银产量达到1.2万锭", &[], &units);
/// assert_eq!(found[0].unit.as_deref(), Some("万锭"));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn quantities_with(text: &str, periods: &[PeriodMention], units: &Units) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut floor = 0;
    let mut at = 0;
    let mut periods = periods.iter().peekable();
    while let Some(step) = text[at..].find(starts_number) {
        let start = at + step;
        let width = text[start..].chars().next().map_or(1, char::len_utf8);
        at = start + width;
        while periods.next_if(|p| p.range.end <= start).is_some() {}
        if let Some(period) = periods.peek().filter(|p| p.range.contains(&start)) {
            at = period.range.end.max(at);
            continue;
        }
        if in_name(text, start, units) {
            at = start + run(&text[start..]).max(width);
            continue;
        }
        if let Some(quantity) = read(text, floor, start, units) {
            at = quantity.range.end.max(at);
            floor = at;
            found.push(quantity);
        } else if text[start..].starts_with(|c: char| c.is_ascii_digit()) {
            at = start + run(&text[start..]);
        }
    }
    found
}

/// The quantity whose number begins at `start`; words of its bound reach back to `floor` at most.
fn read(text: &str, floor: usize, start: usize, units: &Units) -> Option<Quantity> {
    let body = percent_word(text, start)
        .or_else(|| fraction(text, start))
        .or_else(|| tenths(text, start, units))
        .or_else(|| halves(text, start))
        .or_else(|| plain(text, start, units))
        .or_else(|| bare_power(text, floor, start, units))?;
    let mut body = body;
    body.range.end += other_unit(&text[body.range.end..], units);
    currency_in_front(&text[floor..body.range.start], &mut body, units);
    let lead = &text[floor..body.range.start];
    let (mut cue, mut lead_length) = strip_cues(lead);
    // 不低于营业收入的3%: the bound stands in front of the whole.
    let mut of = None;
    if let Some((bound, whole, length)) = bounded_part(lead, &body).filter(|_| lead_length == "的".len()) {
        of = Some(floor + whole.start..floor + whole.end);
        (cue, lead_length) = (bound, length);
    }
    // 每个旗区至少建成1座: the bound stands in front of the verb.
    if cue.bound.is_none() {
        cue.bound = at_least(&lead[..lead.len() - lead_length]);
    }
    // 至少突破1项: 突破 is the deed.
    if lead.ends_with("至少突破") {
        cue.bound = Some(Bound::Ge);
    }
    let (after, after_length) = match bound_after(&text[body.range.end..]) {
        Some((bound, length)) if !continues_word(&text[body.range.end + length..]) => (Some(bound), length),
        _ => (None, 0),
    };
    let op = match (body.op, cue.bound, after) {
        (Some(op), _, _) if op == Bound::Range => op,
        (_, Some(Bound::Gt), _) => Bound::Gt,
        (_, _, Some(after)) => after,
        (Some(op), None | Some(Bound::Eq | Bound::Approx), None) => op,
        (_, Some(before), None) => before,
        (None, None, None) => Bound::Eq,
    };
    Some(Quantity {
        range: body.range.start - lead_length..body.range.end + after_length,
        core: body.range,
        lo: body.lo,
        hi: body.hi,
        op,
        unit: body.unit,
        cue,
        of,
        chinese: !text[start..].starts_with(|c: char| c.is_ascii_digit()),
    })
}

/// 新台币55亿元, 港元3亿: the currency in front is the unit's.
fn currency_in_front(lead: &str, body: &mut Body, units: &Units) {
    let length = units.currency_before(lead);
    let label = &lead[lead.len() - length..];
    let Some(scale) = body.unit.as_deref().and_then(|unit| unit.strip_suffix('元')).filter(|_| length > 0)
    else {
        return;
    };
    body.unit = Some(match label {
        "人民币" => format!("{scale}元"),
        _ if label.ends_with('元') => format!("{scale}{label}"),
        _ => format!("{scale}元{label}"),
    });
    body.range.start -= length;
}

/// Characters of a whole between a bound and its share, at most.
const WHOLE: usize = 12;

/// 不低于|营业收入|的: what bounds a share, the whole in `lead`, and the bytes from the bound on.
fn bounded_part(lead: &str, body: &Body) -> Option<(Cue, Range<usize>, usize)> {
    let shared = body.unit.as_deref().is_some_and(|unit| matches!(unit, "%" | "‰" | "％"));
    let whole = lead.strip_suffix('的').filter(|_| shared)?;
    let is_han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let starts = whole.char_indices().rev().take(WHOLE).take_while(|(_, c)| is_han(c));
    let (start, bound) = starts
        .filter_map(|(at, _)| Some((at, cue_before(&whole[..at])?.0)))
        .find(|(_, cue)| matches!(cue.bound, Some(Bound::Ge | Bound::Gt | Bound::Le | Bound::Lt)))?;
    let named = whole[start..].chars().nth(1).is_some() && !whole[start..].contains(['占', '比', '平']);
    let (cue, length) = strip_cues(&whole[..start]);
    named.then_some((Cue { bound: bound.bound, ..cue }, start..whole.len(), lead.len() - start + length))
}

/// 10名（个）: bytes of another unit in brackets.
fn other_unit(rest: &str, units: &Units) -> usize {
    let inside = rest.strip_prefix(['（', '(']).unwrap_or_default();
    let counted = units.unit_length(inside);
    let close = inside[counted..].chars().next().filter(|c| counted > 0 && matches!(c, '）' | ')'));
    close.map_or(0, |close| rest.len() - inside.len() + counted + close.len_utf8())
}

/// 至少建成1座: the bound in front of a verb that ends `lead`.
fn at_least(lead: &str) -> Option<Bound> {
    let (_, verb) = crate::lexicon::verb_at_end(lead)?;
    cue_before(&lead[..lead.len() - verb]).and_then(|(cue, _)| cue.bound).filter(|b| *b == Bound::Ge)
}

/// A number and its unit, without the words around it.
pub(super) struct Body {
    pub(super) range: Range<usize>,
    pub(super) lo: Decimal,
    pub(super) hi: Option<Decimal>,
    pub(super) unit: Option<String>,
    pub(super) op: Option<Bound>,
}

/// Strips the words that bound a number from the end of `lead`; returns what they say and their length.
pub(crate) fn strip_cues(lead: &str) -> (Cue, usize) {
    let mut cue = Cue::default();
    let mut rest = lead;
    while let Some((found, length)) = cue_before(rest) {
        // The word nearest to the number decides, but 达到 in front of 约 adds nothing and 突破 adds all.
        cue.bound = match (cue.bound, found.bound) {
            (None, bound) | (Some(Bound::Eq), bound @ Some(_)) => bound,
            (bound, _) => bound,
        };
        cue.reached |= found.reached;
        cue.every |= found.every;
        cue.sum |= found.sum;
        cue.each |= found.each;
        cue.hedge |= found.hedge;
        rest = &rest[..rest.len() - length];
    }
    (cue, lead.len() - rest.len())
}

/// 内 of 内容, 起 of 起步: the mark of a bound that is part of the next word.
fn continues_word(rest: &str) -> bool {
    rest.starts_with(['容', '涵', '设', '部', '外', '生', '步', '草', '到', '来', '点']) && !rest.is_empty()
}

/// 1200家, 1.2万亿元, 3—5个, 一千二百家, 100余家.
fn plain(text: &str, start: usize, units: &Units) -> Option<Body> {
    let mut first = numeral(&text[start..])?;
    if let Some((value, length)) = mixed(&text[start..], &first) {
        first = Numeral { value, length, chinese: false, magnitude: "" };
    }
    // A long Chinese numeral may begin with what is no number: 十四五.
    let mut end = start + first.length;
    let (more, more_length) = surplus(&text[end..], units);
    end += more_length;
    if let Some(range) = range(text, start, &first, end, units) {
        return Some(range);
    }
    // 2 EFLOPS
    let latin =
        text[end..].strip_prefix(' ').filter(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    end += usize::from(latin.is_some_and(|rest| units.unit_length(rest) > 0));
    let (unit, unit_length, surplus_inside) = unit_at(&text[end..], &first, units)?;
    end += unit_length;
    let bounded = || cue_before(&text[..start]).is_some_and(|(cue, _)| cue.bound.is_some());
    if unit.is_none() && !bounded() {
        return None;
    }
    // 40万吨级: a class of size.
    if unit.is_some() && text[end..].starts_with('级') && !text[end..].starts_with("级别") {
        return None;
    }
    // 提升5个多百分点
    let (unit, surplus_inside) = match unit.as_deref() {
        Some("个多百分点") => (Some("个百分点".to_owned()), true),
        _ => (unit, surplus_inside),
    };
    if first.chinese && !counts(text, start..end, &first, unit.as_deref(), units) {
        return None;
    }
    let more = more || surplus_inside;
    Some(Body { range: start..end, lo: first.value, hi: None, unit, op: more.then_some(Bound::Gt) })
}

/// 1万2千家: a magnitude with more digits behind it is counted out.
fn mixed(text: &str, first: &Numeral) -> Option<(Decimal, usize)> {
    const POWERS: &[(&str, i64)] = &[("亿", 100_000_000), ("万", 10_000), ("千", 1_000), ("百", 100)];
    let (mut total, mut at, mut below) = (Decimal::ZERO, 0, i64::MAX);
    let mut number = (!first.chinese).then_some(*first);
    let mut parts = 0;
    while let Some(digits) = number {
        let after = at + digits.length;
        let Some((power, scale)) =
            POWERS.iter().find(|(p, _)| text[after..].starts_with(*p)).filter(|(_, s)| *s < below)
        else {
            break;
        };
        total = total.checked_add(digits.value.checked_mul(Decimal::from(*scale))?)?;
        (at, below, parts) = (after + power.len(), *scale, parts + 1);
        number = numeral(&text[at..]).filter(|n| !n.chinese);
    }
    (parts > 1).then_some((total, at))
}

/// 余 or 多 between a number and its unit: more than.
fn surplus(rest: &str, units: &Units) -> (bool, usize) {
    let word = ["余", "多", "来"].into_iter().find(|w| rest.starts_with(*w));
    let counts = word.map(|w| &rest[w.len()..]);
    let counts = counts.is_some_and(|rest| units.magnitude_length(rest) > 0 || units.unit_length(rest) > 0);
    if counts { (true, word.map_or(0, str::len)) } else { (false, 0) }
}

/// The unit after a number, magnitude and denominator included: 万人, 亿元, 件/万人. `None` if none may stand so.
fn unit_at(rest: &str, number: &Numeral, units: &Units) -> Option<(Option<String>, usize, bool)> {
    // 千瓦时 is one unit, not 千 and 瓦时.
    let scaled = units.magnitude_length(rest);
    let mut length = if units.unit_length(rest) > scaled { 0 } else { scaled };
    let (more, more_length) = if length > 0 { surplus(&rest[length..], units) } else { (false, 0) };
    let mut label = format!("{}{}", number.magnitude, &rest[..length]);
    length += more_length;
    let counted = units.unit_length(&rest[length..]);
    if counted == 0 {
        // 突破1万: a magnitude alone counts; a bare number wants a mark behind it.
        if !label.is_empty() && !number.chinese {
            return Some((Some(label), length, more));
        }
        let bare = rest.is_empty()
            || rest.starts_with(['。', '；', ';', '，', ',', '、', '\n', ')', '）'])
            || bound_after(rest).is_some();
        return (bare && !number.chinese).then_some((None, 0, false));
    }
    // 个 of 个性化, 项 of 项目: the unit must not begin a word.
    if begins_word(&rest[length..], counted) {
        return None;
    }
    label.push_str(&rest[length..length + counted]);
    length += counted;
    if let Some(per) = denominator(&rest[length..], units) {
        label.push_str(&rest[length..length + per]);
        length += per;
    }
    Some((Some(label), length, more))
}

/// Words that begin with a character that also is a unit.
pub(super) fn begins_word(rest: &str, unit_length: usize) -> bool {
    context().behind_units.prefix(rest) > unit_length
}

/// `/万人`, `/项`, `/主导产业`.
fn denominator(rest: &str, units: &Units) -> Option<usize> {
    let per = rest.strip_prefix('/')?;
    let scaled = units.magnitude_length(per);
    let counted = units.unit_length(&per[scaled..]);
    if scaled + counted > 0 {
        // 标准立方米 begins with a word that is a unit of its own.
        let more = units.unit_length(&per[scaled + counted..]);
        return Some(1 + scaled + counted + more);
    }
    let word: usize =
        per.chars().take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).take(6).map(char::len_utf8).sum();
    (word > 0).then_some(1 + word)
}

/// 3—5家, 3家至5家, 30%—35%, 三到五个.
fn range(text: &str, start: usize, first: &Numeral, after_first: usize, units: &Units) -> Option<Body> {
    let rest = &text[after_first..];
    let first_unit = {
        let scaled = units.magnitude_length(rest);
        scaled + units.unit_length(&rest[scaled..])
    };
    let between = &rest[first_unit..];
    let dash: usize = between
        .chars()
        .take_while(|c| matches!(c, '-' | '—' | '–' | '~' | '―' | '─' | '－' | '～'))
        .take(2)
        .map(char::len_utf8)
        .sum();
    let word = if dash > 0 {
        0
    } else {
        ["至", "到"].iter().find(|w| between.starts_with(**w)).map_or(0, |w| w.len())
    };
    if dash + word == 0 {
        return None;
    }
    // 由62家到156家 goes from a baseline to a target.
    let from = text[..start].ends_with(['由', '从', '自'])
        || (word > 0 && first_unit > 0 && text[..start].ends_with("提高"));
    if from {
        return None;
    }
    let second_at = after_first + first_unit + dash + word;
    let second = numeral(&text[second_at..])?;
    let end = second_at + second.length;
    let (unit_label, unit_length, _) = unit_at(&text[end..], &second, units)?;
    let unit_label = unit_label?;
    let same =
        first_unit == 0 || rest[..first_unit] == unit_label || unit_label.ends_with(&rest[..first_unit]);
    if !same || second.value <= first.value || text[end + unit_length..].starts_with('级') {
        return None;
    }
    Some(Body {
        range: start..end + unit_length,
        lo: first.value,
        hi: Some(second.value),
        unit: Some(unit_label),
        op: Some(Bound::Range),
    })
}

/// Does a Chinese numeral with a unit count something? 三家 does; 一批, 一体, 三大, 两区 do not.
fn counts(text: &str, core: Range<usize>, number: &Numeral, unit: Option<&str>, units: &Units) -> bool {
    let Range { start, end } = core;
    let Some(unit) = unit else { return false };
    let weak = units.is_weak(unit);
    let bounded = cue_before(&text[..start]).is_some_and(|(cue, _)| cue.bound.is_some() || cue.each)
        || at_least(&text[..start]).is_some()
        || bound_after(&text[end..]).is_some();
    let large = number.value >= Decimal::TEN || unit.starts_with(['万', '亿']);
    // 四个全面, 六个一, 两个毫不动摇 are programmes.
    let named = [
        "全面", "一", "毫不", "统筹", "坚持", "维护", "意识", "自信", "结合", "确保", "面向", "强化", "突出",
        "转变",
    ];
    if unit == "个" && !large && named.iter().any(|w| text[end..].starts_with(w)) {
        return false;
    }
    if text[..start].ends_with(['第', '数', '几', '哪', '某', '每', '这', '那', '零', '〇'])
        || text[end..].starts_with('级')
    {
        return false;
    }
    if unit.ends_with("百分点") {
        return true;
    }
    // 创建示范基地一家。
    let head = context().heads.suffix(&text[..start]) > 0;
    if head
        && (!weak || matches!(unit, "条" | "间" | "座" | "处" | "栋" | "款"))
        && text[end..].starts_with(['，', '。', '；', ',', ';', '、'])
    {
        return true;
    }
    if weak && number.value >= Decimal::ONE_HUNDRED && !text[start..end].starts_with(['百', '千', '万']) {
        return true;
    }
    if weak { bounded && large } else { large || bounded || number.value > Decimal::ONE }
}
