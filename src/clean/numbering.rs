//! The numbers that headings carry: 第一章, 一、, （一）, 1., (1), ①.

use crate::lexicon::part_of;

/// How a heading is numbered. Which style stands above which is for the document to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Style {
    /// 第一章, 第二部分, 第三篇
    Chapter,
    /// 第一节
    Section,
    /// 第一条
    Article,
    /// I., Ⅱ、
    Roman,
    /// 壹、
    Legal,
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// 任务7, 措施一
    Named,
    /// 1. or 1、
    Arabic,
    /// 1.1
    Dotted,
    /// 2.3.1
    DottedTwice,
    /// (1) or 1)
    ArabicInBrackets,
    /// ①
    Circled,
}

/// A number at the start of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) style: Style,
    /// Its value; 0 where recognition lost it: (*).
    pub(crate) ordinal: u32,
    /// Bytes of the marker, punctuation and blanks after it included.
    pub(crate) length: usize,
    /// The number as printed, without punctuation, as a range in the text.
    pub(crate) number: std::ops::Range<usize>,
}

/// The marker that `text` begins with.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    match first {
        '第' => ordinal_word(text),
        '(' | '（' => bracketed(text),
        '0'..='9' => arabic(text),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => han(text),
        '壹' | '贰' | '叁' | '参' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '拾' => legal(text),
        '任' | '专' | '行' | '举' | '工' | '措' | '重' | '主' => named(text),
        'I' | 'V' | 'X' | 'Ⅰ'..='Ⅻ' => roman(text),
        '①'..='⑳' => {
            let ordinal = first as u32 - '①' as u32 + 1;
            Some(Marker {
                style: Style::Circled,
                ordinal,
                length: first.len_utf8(),
                number: 0..first.len_utf8(),
            })
        }
        '㈠'..='㈩' => {
            let ordinal = first as u32 - '㈠' as u32 + 1;
            Some(Marker {
                style: Style::HanInBrackets,
                ordinal,
                length: first.len_utf8(),
                number: 0..first.len_utf8(),
            })
        }
        _ => None,
    }
}

/// The words are the number of a heading and its mark: 一、, （二）, 3., 第一章, 2.1.
pub(crate) fn is_number(words: &str) -> bool {
    words.len() <= 24 && marker(&format!("{words}总体目标")).is_some_and(|found| found.length == words.len())
}

/// 任务7 招引项目, 行动一：…
fn named(text: &str) -> Option<Marker> {
    const WORDS: &[&str] = &[
        "任务", "专项行动", "专项", "行动", "举措", "措施", "工程", "重点任务", "主要任务", "重点工程",
        "重大工程", "重点行动", "主要举措", "重点举措",
    ];
    let word = WORDS.iter().find(|w| text.starts_with(**w))?;
    let rest = &text[word.len()..];
    let (ordinal, digits) = ascii_digits(rest).or_else(|| han_digits(rest))?;
    let after = &rest[digits..];
    // 任务12项 counts; 任务一览表 is a word.
    let counts = crate::lexicon::unit(after) > 0
        || after.starts_with(['大', '个', '项', '览', '体', '批', '系', '些', '定', '样', '般', '起']);
    if counts || after.is_empty() || ordinal > 60 {
        return None;
    }
    let number = word.len()..word.len() + digits;
    Some(Marker {
        style: Style::Named,
        ordinal,
        length: number.end + blanks(after, &['：', ':', '、', '.']),
        number,
    })
}

/// 第一章 总则; not 第一季度, 第三方.
fn ordinal_word(text: &str) -> Option<Marker> {
    let rest = &text['第'.len_utf8()..];
    let (ordinal, digits) = han_digits(rest).or_else(|| ascii_digits(rest))?;
    let unit = rest[digits..].chars().next()?;
    let style = match unit {
        '章' | '篇' => Style::Chapter,
        '部' if rest[digits..].starts_with("部分") => Style::Chapter,
        '节' => Style::Section,
        '条' => Style::Article,
        _ => return None,
    };
    let unit_length = if unit == '部' { "部分".len() } else { unit.len_utf8() };
    let number = 0..'第'.len_utf8() + digits + unit_length;
    let after = &text[number.end..];
    // 第一部分是…, 第三条规定 are mentions, not headings.
    if after.starts_with(['是', '第', '款', '的', '和', '至']) || after.starts_with("规定") {
        return None;
    }
    let length = number.end + blanks(after, &['、', '.', '：', ':']);
    Some(Marker { style, ordinal, length, number })
}

/// 一、
fn han(text: &str) -> Option<Marker> {
    let (ordinal, digits) = han_digits(text)?;
    let after = &text[digits..];
    let mark = after.trim_start_matches(' ').chars().next()?;
    if ordinal > 99 {
        return None;
    }
    if !matches!(mark, '、' | '.' | '．') {
        // 二，重点任务; 二 重点任务: recognition took the mark for another, or lost it.
        let title = after.trim_start_matches([' ', '，', ',']);
        let marks = after.len() - title.len();
        let heads = (1..='，'.len_utf8() + 1).contains(&marks) && is_title(title) && part_of(title).is_some();
        return heads.then(|| Marker {
            style: Style::Han,
            ordinal,
            length: digits + marks,
            number: 0..digits,
        });
    }
    let length = digits + blanks(after, &[mark]);
    // 一、二、三产业 counts; it is no heading.
    let counts_on = han_digits(&text[length..])
        .is_some_and(|(_, d)| text[length + d..].starts_with(['、', '产', '次', '线', '类']));
    (!counts_on).then_some(Marker { style: Style::Han, ordinal, length, number: 0..digits })
}

/// A line that can be a title: short, of Chinese characters, with no mark inside.
fn is_title(line: &str) -> bool {
    line.chars().nth(20).is_none() && line.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// I. 总体要求, Ⅱ、重点任务
fn roman(text: &str) -> Option<Marker> {
    const ORDINALS: [&str; 15] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"];
    let first = text.chars().next()?;
    let (ordinal, digits) = if first.is_ascii() {
        let digits = text.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
        let place = ORDINALS.iter().position(|ordinal| *ordinal == &text[..digits])?;
        (u32::try_from(place + 1).ok()?, digits)
    } else {
        (first as u32 - 'Ⅰ' as u32 + 1, first.len_utf8())
    };
    let after = &text[digits..];
    let mark = after.trim_start_matches(' ').chars().next().filter(|c| matches!(c, '、' | '.' | '．'))?;
    let length = digits + blanks(after, &[mark]);
    let titled = text[length..].starts_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    titled.then_some(Marker { style: Style::Roman, ordinal, length, number: 0..digits })
}

/// 壹、計畫緣起
fn legal(text: &str) -> Option<Marker> {
    const ORDINALS: [char; 10] = ['壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾'];
    let first = text.chars().next()?;
    // The characters of 參 are folded to 参.
    let place = if first == '参' { 2 } else { ORDINALS.iter().position(|c| *c == first)? };
    let digits = first.len_utf8();
    let mark =
        text[digits..].trim_start_matches(' ').chars().next().filter(|c| matches!(c, '、' | '.' | '．'))?;
    let length = digits + blanks(&text[digits..], &[mark]);
    Some(Marker { style: Style::Legal, ordinal: u32::try_from(place + 1).ok()?, length, number: 0..digits })
}

/// （一）, (1), (*)
fn bracketed(text: &str) -> Option<Marker> {
    let open = text.chars().next()?.len_utf8();
    let inside = &text[open..];
    let blank = inside.len() - inside.trim_start_matches(' ').len();
    let inside = &inside[blank..];
    let (style, ordinal, digits) = if inside.starts_with('*') {
        (Style::HanInBrackets, 0, 1)
    } else if let Some((ordinal, digits)) = han_digits(inside) {
        (Style::HanInBrackets, ordinal, digits)
    } else {
        let (ordinal, digits) = ascii_digits(inside)?;
        (Style::ArabicInBrackets, ordinal, digits)
    };
    let after = inside[digits..].trim_start_matches(' ');
    let close = after.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    if ordinal > 99 {
        return None;
    }
    let start = open + blank;
    let end = text.len() - after.len() + close.len_utf8();
    let length = end + blanks(&text[end..], &['、', '.']);
    Some(Marker { style, ordinal, length, number: start..start + digits })
}

/// 1. 1、 1) 1.2; not 2.0及以上 and not 1.5万.
fn arabic(text: &str) -> Option<Marker> {
    let (ordinal, digits) = ascii_digits(text)?;
    if digits > 3 {
        return None;
    }
    let after = text[digits..].trim_start_matches(' ');
    // 2 发展目标: no mark, but the line is a heading that plans have.
    if digits <= 2 && after.len() < text.len() - digits && after.chars().nth(14).is_none() {
        let known = after.starts_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && part_of(after).is_some();
        return known.then(|| Marker {
            style: Style::Arabic,
            ordinal,
            length: text.len() - after.len(),
            number: 0..digits,
        });
    }
    let mark = after.chars().next()?;
    let end = text.len() - after.len() + mark.len_utf8();
    let next = text[end..].trim_start_matches(' ').chars().next();
    let number = 0..digits;
    // 11.121人才项目: a title may begin with a number of its own; no decimal has a person or a thing behind three digits.
    let own = text[end..].bytes().take_while(u8::is_ascii_digit).count();
    let numbered_title =
        own >= 3 && text[end + own..].starts_with(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    match mark {
        '.' | '．' if numbered_title => Some(Marker { style: Style::Arabic, ordinal, length: end, number }),
        '.' | '．' | '、' if !next.is_some_and(|c| c.is_ascii_digit() || matches!(c, '、' | '，' | ',')) =>
        {
            let length = end + blanks(&text[end..], &['、', '.']);
            Some(Marker { style: Style::Arabic, ordinal, length, number })
        }
        ')' | '）' => {
            let length = end + blanks(&text[end..], &['、']);
            Some(Marker { style: Style::ArabicInBrackets, ordinal, length, number })
        }
        '.' | '．' => dotted(text, digits),
        _ => None,
    }
}

/// Bytes of a number in parts, at most.
const DOTTED: usize = 40;

/// 2.1 建设平台: at least two numbers, the last followed by a blank or a Chinese character that measures nothing.
fn dotted(text: &str, first: usize) -> Option<Marker> {
    let end = text.bytes().take(DOTTED).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = text[..end].trim_end_matches('.');
    let last: u32 = number.rsplit('.').next()?.parse().ok()?;
    let parts = number.split('.').count();
    let next = text[end..].chars().next()?;
    let short = number.split('.').all(|part| (1..=2).contains(&part.len()));
    // 2.1 is a number of two headings with a blank or a title behind it; 2.1.3 always.
    let heads = short
        && (parts > 2 || next == ' ' || titles(&text[end..]))
        && number.len() > first
        && ('\u{4e00}'..='\u{9fff}').contains(&text[end..].trim_start().chars().next()?);
    heads.then(|| Marker {
        style: if parts > 2 { Style::DottedTwice } else { Style::Dotted },
        ordinal: last,
        length: end + blanks(&text[end..], &[]),
        number: 0..number.len(),
    })
}

/// A short title with its full stop, and nothing that 2.1 could measure: 做强战略力量。
fn titles(rest: &str) -> bool {
    let measured = crate::lexicon::unit(rest) > 0
        || crate::lexicon::magnitude(rest) > 0
        || rest.starts_with(['以', '左', '上', '下', '倍', '成', '余', '多', '至', '到', '个', '的']);
    let title = rest.char_indices().take(31).find(|(_, c)| *c == '。').map_or("", |(at, _)| &rest[..at]);
    !measured && title.chars().nth(3).is_some() && !title.contains(['，', ',', '；'])
}

/// Bytes of blanks and of at most one of `marks` at the start of `text`.
fn blanks(text: &str, marks: &[char]) -> usize {
    let after = text.trim_start_matches([' ', '\t']);
    let after = after.strip_prefix(marks).unwrap_or(after);
    text.len() - after.trim_start_matches([' ', '\t']).len()
}

fn ascii_digits(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..length].parse().ok().map(|value| (value, length))
}

/// Numbers up to 99 as headings write them: 七, 十, 十二, 二十三.
pub(crate) fn han_digits(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut length, mut ten) = (0, 0, false);
    for c in text.chars() {
        let digit = match c {
            '十' if !ten => {
                value = if value == 0 { 10 } else { value * 10 };
                ten = true;
                length += c.len_utf8();
                continue;
            }
            '一' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            _ => break,
        };
        // A second digit must follow a ten.
        if value % 10 != 0 || (value != 0 && !ten) {
            return None;
        }
        value += digit;
        length += c.len_utf8();
    }
    (length > 0).then_some((value, length))
}
