//! Numerals: digits with separators, Chinese numerals, and both mixed, read exactly.

use rust_decimal::Decimal;

/// A number as written, without magnitude and unit: the 1.2 of 1.2万亿元, 1200 for 一千二百.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// The exact value.
    pub value: Decimal,
    /// Bytes it takes.
    pub length: usize,
    /// Written in Chinese characters.
    pub chinese: bool,
    /// The magnitude that the value is counted in, if the numeral tells: 一亿两千万 is 1.2, 亿.
    pub magnitude: &'static str,
}

/// The numeral that `text` begins with.
///
/// A trailing 万 or 亿 is left for the unit: 三万人 is 3 万人. A number too long for an exact decimal is none.
///
/// # Examples
///
/// ```
/// use crossplan::mentions::numeral;
///
/// let read = |text: &str| numeral(text).map(|n| n.value.to_string());
/// assert_eq!(read("1,200家").as_deref(), Some("1200"));
/// assert_eq!(read("一万零一十二人").as_deref(), Some("10012"));
/// assert_eq!(read("两千亿元").as_deref(), Some("2000"));
/// assert_eq!(read("家"), None);
/// ```
#[must_use]
pub fn numeral(text: &str) -> Option<Numeral> {
    if text.starts_with(|c: char| c.is_ascii_digit()) { digits(text) } else { chinese(text) }
}

/// 1200, 1,200, 12 000, 3.5, 1·5.
fn digits(text: &str) -> Option<Numeral> {
    let mut plain = String::new();
    let mut at = 0;
    let (mut grouped, mut pointed) = (false, false);
    while let Some(c) = text[at..].chars().next() {
        match c {
            '0'..='9' => plain.push(c),
            ',' | '，' | ' ' if grouped || (1..=3).contains(&plain.len()) => {
                let behind = text[at + c.len_utf8()..].bytes();
                let group = behind.take(4).take_while(u8::is_ascii_digit).count();
                // A separator groups exactly three digits: 1,200 but not 20,30 and not 3, 400.
                if group != 3 || plain.starts_with('0') || pointed {
                    break;
                }
                grouped = true;
            }
            '.' if !pointed && text[at + 1..].starts_with(|c: char| c.is_ascii_digit()) => {
                pointed = true;
                plain.push('.')
            }
            _ => break,
        }
        // An endless run of digits is no figure.
        if plain.len() > 27 {
            return None;
        }
        at += c.len_utf8();
    }
    let value = Decimal::from_str_exact(&plain).ok()?;
    Some(Numeral { value, length: at, chinese: false, magnitude: "" })
}

/// Characters of a Chinese numeral, at most.
const LONGEST: usize = 40;

/// 一千二百, 三十五, 十二, 二百五, 三点五, 二〇; a last 万 or 亿 stays for the unit.
fn chinese(text: &str) -> Option<Numeral> {
    let run = text.chars().take(LONGEST + 1).take_while(|c| numeral_char(*c).is_some());
    let run = &text[..run.map(char::len_utf8).sum()];
    if run.is_empty() || run.chars().count() > LONGEST {
        return None;
    }
    // 三点五: the point and single digits behind it.
    let (whole, fraction) = match run.split_once('点') {
        Some((whole, fraction)) if !whole.is_empty() && !fraction.is_empty() => (whole, Some(fraction)),
        _ => (run.split('点').next()?, None),
    };
    // 一亿两千万: counted in 亿, the 万 is no unit.
    if fraction.is_none() && whole.ends_with('万') && whole.contains('亿') {
        let value = integer(whole)?.checked_div(Decimal::from(100_000_000))?.normalize();
        return Some(Numeral { value, length: whole.len(), chinese: true, magnitude: "亿" });
    }
    let mut length = whole.len();
    let mut value = match fraction {
        None => {
            // What stays for the unit: 三万, 一千二百万, 一万五千亿.
            let kept = whole.trim_end_matches(['万', '亿']);
            if kept.is_empty() {
                return None;
            }
            length = kept.len();
            integer(kept)?
        }
        Some(_) => integer(whole)?,
    };
    if let Some(fraction) = fraction {
        let places: String =
            fraction.chars().map_while(digit).filter_map(|d| char::from_digit(d, 10)).collect();
        if places.is_empty() {
            return None;
        }
        value = Decimal::from_str_exact(&format!("{value}.{places}")).ok()?;
        length += '点'.len_utf8() + fraction.chars().take(places.len()).map(char::len_utf8).sum::<usize>();
    }
    Some(Numeral { value, length, chinese: true, magnitude: "" })
}

/// What a character of a Chinese numeral is.
fn numeral_char(c: char) -> Option<char> {
    (digit(c).is_some() || power(c).is_some() || matches!(c, '点')).then_some(c)
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn power(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// An integer in Chinese characters. `None` if the characters do not make one (十四五, 四四) or it overflows.
fn integer(text: &str) -> Option<Decimal> {
    if !text.contains(|c| power(c).is_some()) {
        return positional(text);
    }
    let (mut total, mut section, mut pending) = (0_u64, 0_u64, None::<u64>);
    let (mut last_power, mut zero) = (u64::MAX, false);
    for c in text.chars() {
        if let Some(d) = digit(c) {
            if d == 0 {
                zero = true;
            } else if pending.is_some() {
                // 十四五, 二三十 are no plain numbers.
                return None;
            } else {
                pending = Some(u64::from(d));
            }
            continue;
        }
        let unit = power(c)?;
        if unit >= 10_000 {
            section = section.checked_add(pending.take().unwrap_or(0))?;
            // 一万零一亿: the 亿 counts all before it; 一亿二千万: the 万 only what follows the 亿.
            total = if section == 0 || total < unit {
                total.checked_add(section)?.checked_mul(unit)?
            } else {
                total.checked_add(section.checked_mul(unit)?)?
            };
            section = 0;
            last_power = unit;
        } else {
            // A power must fall within its section: 三百五十, not 三十百.
            if section > 0 && unit >= last_power {
                return None;
            }
            section = section.checked_add(pending.take().unwrap_or(1).checked_mul(unit)?)?;
            last_power = unit;
        }
        zero = false;
    }
    // 一百五 is 150; 一百零五 is 105.
    let rest = pending.unwrap_or(0);
    let scale =
        if zero || rest == 0 || last_power < 100 || last_power == u64::MAX { 1 } else { last_power / 10 };
    let rest = rest.checked_mul(scale)?;
    Some(Decimal::from(total.checked_add(section)?.checked_add(rest)?))
}

/// 七, 二〇二七: digits one by one. Two or more want a zero, else they are a name (四五).
fn positional(text: &str) -> Option<Decimal> {
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    if digits.len() > 1 && !(digits.len() == 4 && digits[0] > 0) {
        return None;
    }
    let value =
        digits.iter().try_fold(0_u64, |value, d| value.checked_mul(10)?.checked_add(u64::from(*d)))?;
    Some(Decimal::from(value))
}

/// Where the digits that end `text` begin, ASCII ones and those of `others`. `None` if it ends with none.
pub(super) fn trailing(text: &str, others: &str) -> Option<usize> {
    let digits = text.char_indices().rev().take_while(|(_, c)| c.is_ascii_digit() || others.contains(*c));
    digits.last().map(|(at, _)| at)
}
