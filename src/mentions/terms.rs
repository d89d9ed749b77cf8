//! Periods that name no year of their own: 年内, “十四五”末, 今年, 6月底前.

use super::numerals::trailing;
use super::periods::{Calendar, PeriodForm, PeriodMention, day_of, is_base, last_of_month};
use crate::schema::{Horizon, PlanPeriod};

/// 力争年内获批1家: in a plan of one year.
pub(super) fn in_the_year(text: &str, at: usize, calendar: &Calendar) -> Option<PeriodMention> {
    let PlanPeriod { start: Some(start), end: Some(end), .. } = calendar.period else { return None };
    let alone = !text[..at]
        .ends_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十几数当本今全".contains(c));
    let range = at..at + "年内".len();
    (start == end.year() && alone && text[at..].starts_with("年内")).then_some(PeriodMention {
        range,
        start: None,
        end: Some(Horizon::Year(start)),
        form: PeriodForm::By,
    })
}

/// “十四五”期间, 十五五末: the five-year plans since 1953 end in years that end in 0 or 5.
pub(super) fn five_year_plan(text: &str, at: usize) -> Option<PeriodMention> {
    let rest = &text[at..];
    let mut chars = rest.chars().skip(1);
    let ordinal = match chars.next()? {
        '一' => 11,
        '二' => 12,
        '三' => 13,
        '四' => 14,
        '五' => 15,
        '六' => 16,
        _ => return None,
    };
    if chars.next()? != '五' {
        return None;
    }
    let mut length = "十四五".len();
    let quoted = text[..at].ends_with('“');
    if quoted && rest[length..].starts_with('”') {
        length += '”'.len_utf8();
    }
    let tail =
        ["规划期末", "期间", "时期", "末期", "期末", "末"].iter().find(|w| rest[length..].starts_with(**w));
    // “十四五”规划 names a document, not a time.
    let tail = tail?;
    length += tail.len();
    let start = if quoted { at - '“'.len_utf8() } else { at };
    let year = 1955 + 5 * ordinal;
    let form = if is_base(&text[..start], &rest[length..]) {
        PeriodForm::Base
    } else if text[..start].ends_with(['到', '至']) || tail.contains('末') {
        PeriodForm::By
    } else {
        PeriodForm::In
    };
    Some(PeriodMention { range: start..at + length, start: None, end: Some(Horizon::Year(year)), form })
}

/// 今年, 明年, 本年度, 上半年, 6月底前: reckoned from the day of issue.
pub(super) fn this_year(text: &str, at: usize, calendar: &Calendar) -> Option<PeriodMention> {
    let rest = &text[at..];
    let issued = calendar.this_year()?;
    if rest.starts_with("上半年") && !text[..at].ends_with('年') {
        return Some(PeriodMention {
            range: at..at + "上半年".len(),
            start: None,
            end: Some(last_of_month(issued, 6)),
            form: PeriodForm::By,
        });
    }
    let (word, ahead) = [("今年", 0), ("明年", 1), ("本年度", 0), ("本年", 0)]
        .into_iter()
        .find(|(w, _)| rest.starts_with(w))?;
    if rest[word.len()..].starts_with("以来") {
        return None;
    }
    let year = issued + ahead;
    let (end, mut length) = day_of(year, &rest[word.len()..]);
    let tail = &rest[word.len() + length..];
    length += if tail.starts_with('前') { '前'.len_utf8() } else { 0 };
    let form = if length > 0 { PeriodForm::By } else { PeriodForm::In };
    Some(PeriodMention { range: at..at + word.len() + length, start: None, end: Some(end), form })
}

/// 6月底前, 9月30日前: a day of the year of issue.
pub(super) fn this_month(text: &str, floor: usize, at: usize, calendar: &Calendar) -> Option<PeriodMention> {
    let before = &text[floor..at];
    let start = trailing(before, "一二三四五六七八九十")?;
    if before[..start].ends_with(['年', '个', '每', '第', '-', '.']) {
        return None;
    }
    let (end, length) = day_of(
        calendar.this_year()?,
        &before[start..].to_owned().chars().chain(text[at..].chars().take(8)).collect::<String>(),
    );
    let read = floor + start + length;
    let due = text[..read].ends_with(['底', '末', '日']) && text[read..].starts_with('前')
        || text[..read].ends_with(['底', '末']);
    if !due || read <= at {
        return None;
    }
    let more = if text[read..].starts_with('前') { '前'.len_utf8() } else { 0 };
    Some(PeriodMention {
        range: floor + start..read + more,
        start: None,
        end: Some(end),
        form: PeriodForm::By,
    })
}
