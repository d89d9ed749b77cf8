//! Numbers in words: 百分之三点五, 三分之一, 七成, 半数, 突破百家.

use rust_decimal::Decimal;

use super::numeral;
use super::quantities::{Body, begins_word};
use crate::lexicon::{Units, cue_before};
use crate::schema::Bound;

/// 百分之三点五, 千分之五.
pub(super) fn percent_word(text: &str, start: usize) -> Option<Body> {
    let (label, rest) = if let Some(rest) = text[start..].strip_prefix("百分之") {
        ("%", rest)
    } else {
        ("‰", text[start..].strip_prefix("千分之")?)
    };
    let at = text.len() - rest.len();
    let number = numeral(rest)?;
    let mut end = at + number.length;
    let mut body =
        Body { range: start..end, lo: number.value, hi: None, unit: Some(label.to_owned()), op: None };
    // 百分之三十至百分之四十
    if let Some(more) = ["至百分之", "到百分之", "-百分之", "—百分之", "至", "到"]
        .iter()
        .find_map(|w| text[end..].strip_prefix(w))
        && let Some(second) = numeral(more).filter(|n| n.value > number.value)
    {
        end = text.len() - more.len() + second.length;
        body = Body { range: start..end, hi: Some(second.value), op: Some(Bound::Range), ..body };
    }
    Some(body)
}

/// 四分之一, 五分之二: exact percentages, else rounded to two places.
pub(super) fn fraction(text: &str, start: usize) -> Option<Body> {
    let denominator = numeral(&text[start..]).filter(|n| n.chinese)?;
    let rest = text[start + denominator.length..].strip_prefix("分之")?;
    let numerator = numeral(rest)?;
    let share = numerator
        .value
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(denominator.value)?
        .round_dp(2)
        .normalize();
    let end = text.len() - rest.len() + numerator.length;
    Some(Body { range: start..end, lo: share, hi: None, unit: Some("%".to_owned()), op: None })
}

/// 八成, 九成五, 七成至八成.
pub(super) fn tenths(text: &str, start: usize, units: &Units) -> Option<Body> {
    let (lo, length) = one_tenths(&text[start..], units)?;
    let mut end = start + length;
    let mut hi = None;
    if let Some(rest) = ["至", "到", "-", "—", "~"].iter().find_map(|w| text[end..].strip_prefix(w))
        && let Some((second, second_length)) = one_tenths(rest, units).filter(|(v, _)| *v > lo)
    {
        end = text.len() - rest.len() + second_length;
        hi = Some(second);
    }
    // 一成不变, 三成员: no share.
    if text[end..]
        .starts_with(['不', '员', '立', '果', '为', '功', '本', '效', '长', '熟', '都', '渝', '型', '分'])
        || text[..start].ends_with("第")
    {
        return None;
    }
    Some(Body { range: start..end, lo, hi, unit: Some("%".to_owned()), op: hi.map(|_| Bound::Range) })
}

fn one_tenths(text: &str, units: &Units) -> Option<(Decimal, usize)> {
    let number = numeral(text).filter(|n| n.value <= Decimal::TEN)?;
    let rest = text[number.length..].strip_prefix('成')?;
    let mut length = number.length + '成'.len_utf8();
    let mut value = number.value.checked_mul(Decimal::TEN)?;
    if let Some(half) = rest.strip_prefix('半') {
        length += rest.len() - half.len();
        value = value.checked_add(Decimal::from(5))?;
    } else if let Some(digit) =
        numeral(rest).filter(|n| n.chinese && n.value < Decimal::TEN && n.length == '五'.len_utf8())
    {
        // 九成五 but not 九成五家.
        if units.unit_length(&rest[digit.length..]) == 0 {
            length += digit.length;
            value = value.checked_add(digit.value)?;
        }
    }
    Some((value, length))
}

/// 一半, 过半, 半数, 过半数.
pub(super) fn halves(text: &str, start: usize) -> Option<Body> {
    const WORDS: &[(&str, Bound)] =
        &[("过半数", Bound::Gt), ("过半", Bound::Gt), ("半数", Bound::Eq), ("一半", Bound::Eq)];
    let (word, op) = WORDS.iter().find(|(w, _)| text[start..].starts_with(*w))?;
    let op = (*op == Bound::Gt).then_some(Bound::Gt);
    let unit = Some("%".to_owned());
    Some(Body { range: start..start + word.len(), lo: Decimal::from(50), hi: None, unit, op })
}

/// 突破百家, 超千亿元, 近万人: a power of ten as a number, only right behind a bound.
pub(super) fn bare_power(text: &str, floor: usize, start: usize, units: &Units) -> Option<Body> {
    let rest = &text[start..];
    if !rest.starts_with(['百', '千', '万'])
        || cue_before(&text[floor..start]).is_none_or(|(cue, _)| cue.bound.is_none())
    {
        return None;
    }
    let (value, skip) = match numeral(rest) {
        Some(number) => (number.value, number.length),
        None => (Decimal::ONE, 0),
    };
    let tail = &rest[skip..];
    let scaled = units.magnitude_length(tail);
    let counted = units.unit_length(&tail[scaled..]);
    // 产值过百亿
    let alone = scaled > 0
        && tail[..scaled].ends_with(['万', '亿'])
        && (tail.len() == scaled || tail[scaled..].starts_with(['，', '。', '；', '、', ',', ';']));
    if counted == 0 && !alone {
        return None;
    }
    if tail[scaled + counted..].starts_with('级') || begins_word(&tail[scaled..], counted) {
        return None;
    }
    let end = start + skip + scaled + counted;
    Some(Body {
        range: start..end,
        lo: value,
        hi: None,
        unit: Some(tail[..scaled + counted].to_owned()),
        op: None,
    })
}
