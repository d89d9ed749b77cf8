//! Dates and named periods: 2025年底, “十四五”期间, 三年内, 今年.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::numerals::{numeral, trailing};
use super::terms::{five_year_plan, in_the_year, this_month, this_year};
use crate::schema::{Horizon, PlanPeriod};

/// A time that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PeriodMention {
    /// Its words.
    pub range: Range<usize>,
    /// The first year, if it names a span of years.
    pub start: Option<i32>,
    /// The last year or day of it. `None` where 三年内 does not say from when.
    pub end: Option<Horizon>,
    /// How it was written.
    pub form: PeriodForm,
}

/// How a time is written, and with that how far it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PeriodForm {
    /// 到2025年, 2025年底前: a time to be reached.
    By,
    /// 2025年, “十四五”期间: a time in which.
    In,
    /// 三年内: counted from the start of the plan.
    Within,
    /// 较2020年, 以2020年为基期: a time to compare with.
    Base,
    /// 2020年以来, 截至2023年底: a time that is past.
    Past,
}

/// What dates are reckoned from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Calendar {
    /// The period of the plan; 三年内 counts from its start.
    pub period: PlanPeriod,
    /// The day of issue; 今年 is its year.
    pub issued: Option<NaiveDate>,
    /// The day it was posted; years before it are past.
    pub posted: Option<NaiveDate>,
}

impl Calendar {
    /// A calendar of a plan.
    #[must_use]
    pub fn new(period: PlanPeriod, issued: Option<NaiveDate>) -> Self {
        Self { period, issued, posted: None }
    }

    /// The year that 今年 means: that of issue, else the one year of the plan, else the year of posting.
    pub(super) fn this_year(&self) -> Option<i32> {
        let only = self.period.start.zip(self.period.end).filter(|(start, end)| *start == end.year());
        let issued = self.issued.map(|day| day.year());
        issued.or(only.map(|(year, _)| year)).or(self.posted.map(|day| day.year()))
    }

    /// The first year that is not past: that of issue or the first of the plan.
    pub(crate) fn first_year(&self) -> Option<i32> {
        let dated = self.issued.or(self.posted).map(|day| day.year());
        match (dated, self.period.start) {
            (Some(dated), Some(start)) => Some(dated.min(start)),
            (dated, start) => dated.or(start),
        }
    }

    /// The same, of a plan posted on this day.
    #[must_use]
    pub fn posted(self, posted: Option<NaiveDate>) -> Self {
        Self { posted, ..self }
    }
}

/// The times that a stretch of clean text names, in order.
///
/// # Examples
///
/// ```
/// use crossplan::mentions::{Calendar, periods};
///
/// let found = periods("到2025年6月底,较2020年翻番。", &Calendar::default());
/// assert_eq!(found[0].end.map(|h| h.to_string()).as_deref(), Some("2025-06-30"));
/// assert_eq!(found.len(), 2);
/// ```
#[must_use]
pub fn periods(text: &str, calendar: &Calendar) -> Vec<PeriodMention> {
    let mut found: Vec<PeriodMention> = Vec::new();
    let mut end = 0;
    for (at, mark) in text.char_indices() {
        if at < end {
            continue;
        }
        let read = match mark {
            '年' => year(text, end, at),
            '今' | '明' | '本' | '上' => this_year(text, at, calendar),
            '月' => this_month(text, end, at, calendar),
            '十' => five_year_plan(text, at),
            _ => None,
        };
        let read = read.or_else(|| if mark == '年' { within(text, end, at, calendar) } else { None });
        let read = read.or_else(|| if mark == '年' { in_the_year(text, at, calendar) } else { None });
        if let Some(read) = read {
            end = read.range.end;
            found.push(read);
        }
    }
    found
}

/// 2025年, 2025年6月, 2024—2026年 (its end), 二〇二五年; from `floor` on.
fn year(text: &str, floor: usize, at: usize) -> Option<PeriodMention> {
    let before = &text[floor..at];
    // 2027学年
    let (year, start) = year_before(before.strip_suffix('学').unwrap_or(before))?;
    let start = floor + start;
    let after = &text[at + '年'.len_utf8()..];
    let (end, mut length) = day_of(year, after);
    // 2024年至2026年: the second year closes the span and takes the first one with it.
    let next = after[length..].trim_start_matches(['-', '—', '–', '~', '至', '到', '―', '─']);
    let years = next.bytes().take_while(u8::is_ascii_digit).count();
    if next.len() < after[length..].len() && years == 4 && next[4..].starts_with('年') {
        return None;
    }
    let head = &text[floor..start];
    // A span of years: the first one belongs to it.
    let joined = head.trim_end_matches(['-', '—', '–', '~', '至', '到', '―', '─']);
    let first =
        year_before(joined.strip_suffix('年').unwrap_or(joined)).filter(|_| joined.len() < head.len());
    let start = first.map_or(start, |(_, at)| floor + at);
    let lead = &text[floor..start];
    let tail = &after[length..];
    // 2012年起5年内 is one term.
    let term = tail
        .strip_prefix('起')
        .and_then(|t| numeral(t).map(|n| &t[n.length..]))
        .is_some_and(|t| t.starts_with('年'));
    if term {
        return None;
    }
    // 2020年以来, 2020年来，
    let since = if tail.starts_with("来，") || tail.starts_with("来,") { "来" } else { "以来" };
    if tail.starts_with(since) {
        length += since.len();
    }
    // 较2025年前移10位 moves forward.
    let before_it = tail.starts_with('前') && !["前移", "前进", "前列"].iter().any(|w| tail.starts_with(w));
    let form = if lead.ends_with("截至")
        || lead.ends_with("截止")
        || lead.ends_with("截止到")
        || lead.ends_with("截至到")
        || tail.starts_with(since)
    {
        PeriodForm::Past
    } else if is_base(lead, tail) {
        PeriodForm::Base
    } else if lead.ends_with(['到', '至'])
        || before_it
        || matches!(end, Horizon::Day(_))
        || after[..length].contains(['底', '末'])
    {
        PeriodForm::By
    } else {
        PeriodForm::In
    };
    if before_it {
        length += '前'.len_utf8();
    }
    // 2027年起年发射量…; not 2027年起步
    if tail
        .strip_prefix('起')
        .is_some_and(|rest| !rest.starts_with(['步', '点', '草', '至', '到', '来', '飞']))
    {
        length += '起'.len_utf8();
    }
    Some(PeriodMention {
        range: start..at + '年'.len_utf8() + length,
        start: first.map(|(year, _)| year),
        end: Some(end),
        form,
    })
}

/// 较2020年, 比2020年, 以2020年为基期, 由2020年的, 2020年的…提高.
pub(super) fn is_base(lead: &str, tail: &str) -> bool {
    let share = ["占比", "之比", "配比", "评比"].iter().any(|w| lead.ends_with(w));
    let compared = (lead.ends_with(['较', '比', '由', '从', '自', '以']) && !share)
        || lead.ends_with("相比于")
        || lead.ends_with("同") && tail.starts_with("相比");
    // 为2023年的2.5倍
    let multiple = tail.strip_prefix('的').and_then(|t| numeral(t).map(|n| &t[n.length..]));
    compared
        || multiple.is_some_and(|t| t.starts_with('倍'))
        || tail.starts_with("为基")
        || tail.starts_with("相比")
        || tail.starts_with('起')
        || tail.starts_with("基础上")
        || tail.starts_with("的基础上")
}

/// The four-digit year that ends `text`, and where it starts.
fn year_before(text: &str) -> Option<(i32, usize)> {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = text.len() - digits;
    if digits == 4 {
        let year = text[start..].parse().ok()?;
        return (1949..=2100).contains(&year).then_some((year, start));
    }
    let chars: Vec<(usize, char)> = text.char_indices().rev().take(4).collect();
    if chars.len() == 4 {
        let start = chars[3].0;
        let written = &text[start..];
        if written.starts_with('二')
            && written.chars().all(|c| {
                matches!(c, '零' | '〇' | '○' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
            })
        {
            let value = numeral(written).filter(|n| n.length == written.len())?.value;
            let year = i32::try_from(value).ok()?;
            return (1949..=2100).contains(&year).then_some((year, start));
        }
    }
    None
}

/// The day that 底, 末, 6月底, 6月30日 after a year stand for, and the bytes read.
pub(super) fn day_of(year: i32, after: &str) -> (Horizon, usize) {
    for (word, month) in
        [("上半年", 6), ("第一季度", 3), ("一季度", 3), ("第二季度", 6), ("二季度", 6), ("三季度", 9)]
    {
        if after.starts_with(word) {
            return (last_of_month(year, month), word.len());
        }
    }
    for word in ["年底", "年末", "底", "末"] {
        if after.starts_with(word) {
            return (Horizon::Year(year), word.len());
        }
    }
    let Some(month) = numeral(after) else { return (Horizon::Year(year), 0) };
    let number = u32::try_from(month.value).unwrap_or(0);
    let Some(rest) = after[month.length..].strip_prefix('月').filter(|_| (1..=12).contains(&number)) else {
        return (Horizon::Year(year), 0);
    };
    let mut length = month.length + '月'.len_utf8();
    if let Some(day) = numeral(rest).filter(|d| rest[d.length..].starts_with(['日', '号']))
        && let Some(date) =
            u32::try_from(day.value).ok().and_then(|d| NaiveDate::from_ymd_opt(year, number, d))
    {
        return (Horizon::Day(date), length + day.length + '日'.len_utf8());
    }
    if rest.starts_with(['底', '末']) {
        length += '底'.len_utf8();
    }
    let end = if number == 12 { Horizon::Year(year) } else { last_of_month(year, number) };
    (end, length)
}

pub(super) fn last_of_month(year: i32, month: u32) -> Horizon {
    let next = if month == 12 {
        NaiveDate::from_ymd_opt(year + 1, 1, 1)
    } else {
        NaiveDate::from_ymd_opt(year, month + 1, 1)
    };
    next.and_then(|d| d.pred_opt()).map_or(Horizon::Year(year), Horizon::Day)
}

/// 三年内, 5年内, 利用三年时间, 未来五年: counted from the start of the plan.
fn within(text: &str, floor: usize, at: usize, calendar: &Calendar) -> Option<PeriodMention> {
    let before = &text[floor..at];
    let start = trailing(before, "一二两三四五六七八九十")?;
    let number = numeral(&before[start..]).filter(|n| start + n.length == before.len())?;
    let years = i32::try_from(number.value).ok().filter(|n| (1..=30).contains(n))?;
    let lead = &before[..start];
    let after = &text[at + '年'.len_utf8()..];
    let ahead =
        ["未来", "今后", "力争", "用", "利用", "通过", "在", "经过"].iter().any(|w| lead.ends_with(w));
    let word = ["时间内", "之内", "左右时间", "时间", "内", "间"].iter().find(|w| after.starts_with(**w));
    // 市级财政三年统筹安排15亿元
    let summed = ["统筹", "共安排", "安排", "对"].iter().any(|w| after.starts_with(w));
    let bare = word.is_none()
        && (ahead || summed || lead.is_empty() || lead.ends_with([',', '，', '。', '；', ';']))
        && !after.starts_with(['以', '来', '行', '的', '级', '制', '期', '一']);
    if word.is_none() && !bare {
        return None;
    }
    // 2012年起5年内 says where to count from.
    let told = lead.strip_suffix("起").and_then(|l| l.strip_suffix('年')).and_then(year_before);
    let first =
        told.map(|(year, _)| year).or(calendar.period.start).or_else(|| calendar.issued.map(|d| d.year()));
    // A term as long as the plan's own ends with it: 三年 of a plan of 2024 to 2027.
    let own = calendar.period.start.zip(calendar.period.end).filter(|(start, end)| {
        told.is_none() && (end.year() - start == years || end.year() - start + 1 == years)
    });
    let end = match (first, calendar.period.end) {
        _ if own.is_some() => own.map(|(_, end)| Horizon::Year(end.year())),
        (Some(first), _) => Some(Horizon::Year(first.checked_add(years)?.checked_sub(1)?)),
        (None, Some(end)) if years <= 5 => Some(end),
        // 十年内 of a plan for five years does not end with it, and when it began is not said.
        _ => None,
    };
    let length = word.map_or(0, |w| w.len());
    let start = floor + told.map_or(start, |(_, from)| from);
    let form = if told.is_some() { PeriodForm::By } else { PeriodForm::Within };
    Some(PeriodMention { range: start..at + '年'.len_utf8() + length, start: None, end, form })
}
