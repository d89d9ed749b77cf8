//! When a document was signed and posted, and the years that it plans for.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::lexicon::{Part, Words};
use crate::mentions::{Calendar, PeriodForm, PeriodMention, numeral, periods};
use crate::outline::{Block, BlockKind, Outline};
use crate::schema::{Horizon, PlanPeriod};

/// What a day is said to be behind it: 2025年5月9日印发, 民國115年3月20日核定.
const ISSUES: [&str; 4] = ["印发", "公布", "核定", "函颁"];

/// The day of signing and the day of posting.
pub(super) fn dates(text: &str, head: &[Range<usize>]) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let (mut issued, mut published) = (None, None);
    for line in head {
        let words = &text[line.clone()];
        for label in ["成文日期", "发文日期", "印发日期", "签发日期", "生成日期"] {
            if let Some(at) = words.find(label) {
                issued = issued.or(any_date(&words[at + label.len()..]));
            }
        }
        let bare = words.trim_matches(['（', '(', '）', ')', ' ', '—', '-']);
        let short = bare.chars().count() <= 24;
        if let Some(date) = chinese_date(bare)
            .filter(|_| short && bare.starts_with(|c: char| c.is_ascii_digit() || "二三".contains(c)))
        {
            let alone = bare.ends_with('日')
                || ISSUES.iter().any(|w| bare.ends_with(w))
                || (bare.contains("日在") && bare.ends_with('上'));
            if alone {
                issued = issued.or(Some(date));
            }
        }
        // 某市人民政府办公室 2025年5月9日印发, （某委员会 2024年4月12日）
        let signed = ["政府", "办公室", "委员会", "办公厅", "〕", "号"]
            .iter()
            .filter_map(|w| words.find(w).map(|at| at + w.len()))
            .max();
        if let Some(from) = signed.filter(|_| words.chars().count() <= 40) {
            let rest = words[from..].trim_start_matches([' ', '\t', '，']);
            let closed = rest.trim_end_matches(['）', ')', '。']);
            let dated = ISSUES.iter().any(|w| closed.ends_with(w)) || closed.ends_with('日');
            issued = issued.or(chinese_date(rest).filter(|_| dated && closed.chars().count() <= 14));
        }
        let posted = ["发布时间", "发布日期", "日期", "时间", "来源", "更新", "公开日期"]
            .iter()
            .any(|l| words.contains(l))
            || short;
        if let Some(date) = iso_date(words).filter(|_| posted && !words.contains("成文日期")) {
            published = published.or(Some(date));
        }
    }
    (issued, published)
}

pub(super) fn any_date(words: &str) -> Option<NaiveDate> {
    iso_date(words).or_else(|| chinese_date(words.trim_start_matches(['：', ':', '|', ' ', '\t'])))
}

/// Bytes that a date takes at most.
const LONGEST_DATE: usize = 32;
/// Bytes that a clause on validity or term takes at most.
const LONGEST_CLAUSE: usize = 600;

/// Years that documents are of.
const YEARS: RangeInclusive<i32> = 1990..=2100;

/// The first bytes of `words`, `most` of them or fewer.
fn within(words: &str, most: usize) -> &str {
    &words[..words.floor_char_boundary(most)]
}

/// 2022-12-15, 2022/12/15, 2022.12.15
fn iso_date(words: &str) -> Option<NaiveDate> {
    words.match_indices("20").find_map(|(at, _)| {
        let mut parts = within(&words[at..], LONGEST_DATE).splitn(3, ['-', '/', '.']);
        let year = parts.next()?.parse().ok().filter(|year| YEARS.contains(year))?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?;
        let digits = day.bytes().take_while(u8::is_ascii_digit).take(2).count();
        NaiveDate::from_ymd_opt(year, month, day[..digits].parse().ok()?)
    })
}

/// 2024年2月2日, 二〇二四年二月二日, at the start of the words.
fn chinese_date(words: &str) -> Option<NaiveDate> {
    let year = numeral(words)?;
    let rest = words[year.length..].strip_prefix('年')?;
    let month = numeral(rest)?;
    let rest = rest[month.length..].strip_prefix('月')?;
    let day = numeral(rest)?;
    rest[day.length..].strip_prefix('日')?;
    let number = |n: rust_decimal::Decimal| u32::try_from(n).ok();
    let year = i32::try_from(year.value).ok().filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, number(month.value)?, number(day.value)?)
}

/// The title's range, a stated term, the validity clause, or the year of the main goals.
pub(super) fn period(text: &str, outline: &Outline, title: &str, issued: Option<NaiveDate>) -> PlanPeriod {
    let calendar = Calendar::new(PlanPeriod::default(), issued);
    let span = |words: &str| periods(words, &calendar).into_iter().find(|p| p.start.is_some());
    if let Some(p) = span(title) {
        return PlanPeriod::new(p.start, p.end);
    }
    if let Some(p) = behind_title(text, title).and_then(span) {
        return PlanPeriod::new(p.start, p.end);
    }
    if let Some(year) = five_year_plan(title) {
        return PlanPeriod::new(Some(year - 4), Some(Horizon::Year(year)));
    }
    // 2026年工作要点, or （2026年度） behind the title
    let year = |words: &str| {
        periods(words, &calendar).into_iter().find(|p| p.start.is_none() && p.form == PeriodForm::In)
    };
    let behind = || behind_title(text, title).filter(|inside| inside.trim_end_matches('度').ends_with('年'));
    let only = year(title).or_else(|| behind().and_then(year));
    if let Some(Horizon::Year(year)) = only.and_then(|p| p.end) {
        return PlanPeriod::new(Some(year), Some(Horizon::Year(year)));
    }
    let validity = validity(text, &calendar);
    let stated = stated_term(text, &calendar);
    let aims = aims(text, outline, &calendar);
    let start =
        validity.0.or(stated.start).or(if validity.1.is_some() { issued.map(|d| d.year()) } else { None });
    PlanPeriod::new(start, validity.1.or(stated.end).or(aims))
}

/// The words in brackets behind the title, on its line or the next: （2025—2027年）.
fn behind_title<'t>(text: &'t str, title: &str) -> Option<&'t str> {
    let named = (!title.is_empty()).then_some(title)?;
    text.match_indices(named).take(8).find_map(|(at, name)| {
        let rest = text[at + name.len()..].trim_start().strip_prefix(['（', '('])?;
        let inside = &rest[..rest.find(['）', ')'])?];
        inside.contains('年').then_some(inside)
    })
}

/// “十四五” and 第十四个五年规划 in a title name the years of the plan.
fn five_year_plan(title: &str) -> Option<i32> {
    if let Some(at) = title.find("个五年规划").filter(|at| title[..*at].contains('第')) {
        let ordinal = title[..at].rsplit('第').next().and_then(numeral)?;
        return i32::try_from(ordinal.value).ok().filter(|n| (1..=30).contains(n)).map(last_year);
    }
    let at = title.find("五”").or_else(|| title.find("五规划")).or_else(|| title.find("五\""))?;
    let before: String = title[..at].chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    let ordinal = numeral(&before).filter(|n| n.length == before.len())?;
    i32::try_from(ordinal.value).ok().filter(|n| (12..=16).contains(n)).map(last_year)
}

/// The last year of a five-year plan: 2025 for the fourteenth.
fn last_year(ordinal: i32) -> i32 {
    1955 + 5 * ordinal
}

/// 自2025年1月1日起施行，有效期至2027年12月31日
fn validity(text: &str, calendar: &Calendar) -> (Option<i32>, Option<Horizon>) {
    for (at, _) in text.match_indices("有效期") {
        let near = text.floor_char_boundary(at.saturating_sub(160));
        let sentence_start = text[near..at]
            .char_indices()
            .rfind(|(_, c)| matches!(c, '。' | '\n'))
            .map_or(near, |(mark, c)| near + mark + c.len_utf8());
        let stop = at + clause(&text[at..], &['。', '\n']);
        let words = text.get(sentence_start..stop).unwrap_or_default();
        let found = periods(words, calendar);
        let start = found
            .iter()
            .find(|p| words[p.range.end..].starts_with('起') || words[..p.range.start].ends_with('自'))
            .and_then(|p| p.end)
            .map(Horizon::year);
        let after = text[at..stop].trim_start_matches("有效期");
        let end = periods(after, calendar).last().and_then(|p| p.end);
        // 有效期5年 counts from the day it takes effect.
        let years = numeral(after.trim_start_matches(['为', ':', '：', ' ']))
            .filter(|n| n.value <= rust_decimal::Decimal::TEN);
        let counted =
            years.and_then(|n| i32::try_from(n.value).ok()).zip(start).map(|(n, s)| Horizon::Year(s + n));
        if let Some(end) = end.or(counted) {
            return (start, Some(end));
        }
    }
    (None, None)
}

/// Bytes up to one of `marks`.
fn clause(words: &str, marks: &[char]) -> usize {
    let words = within(words, LONGEST_CLAUSE);
    words.find(marks).unwrap_or(words.len())
}

/// What a term is called, with its rank: the first that dates follow is read.
static TERMS: LazyLock<Words<usize>> = LazyLock::new(|| {
    let terms = ["期限", "规划期", "实施期", "时间为", "年时间", "计划期", "行动期"];
    Words::new(terms.into_iter().enumerate().map(|(rank, term)| (term.to_owned(), rank)))
});

/// 规划期限为2021—2025年, 利用三年时间（2024—2026年）, 2012年起5年内
fn stated_term(text: &str, calendar: &Calendar) -> PlanPeriod {
    let mut terms: Vec<(usize, usize)> = TERMS.hits(text).map(|(at, (_, rank))| (*rank, at)).collect();
    terms.sort_unstable();
    for (_, at) in terms {
        let stop = at + clause(&text[at..], &['。', '\n', '，', '；']);
        if let Some(p) = periods(&text[at..stop], calendar).into_iter().find(|p| p.start.is_some()) {
            return PlanPeriod::new(p.start, p.end);
        }
    }
    if let Some(at) = text.find("年起") {
        let from = text[..at].len() - text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let stop = at + clause(&text[at..], &['，', ',', '。', '\n']);
        if let Some(p) = periods(&text[from..stop], calendar).into_iter().find(|p| p.form == PeriodForm::By)
            && let Ok(start) = text[from..at].parse::<i32>()
            && YEARS.contains(&start)
            && p.end.is_some_and(|end| end.year() > start)
        {
            return PlanPeriod::new(Some(start), p.end);
        }
    }
    PlanPeriod::default()
}

/// The dates by which something is due, outlooks aside.
fn due_dates(text: &str, calendar: &Calendar) -> Vec<Horizon> {
    let due = |p: &PeriodMention| {
        let lead = text[..p.range.start].trim_end_matches(['到', '至', '在', ' ']);
        p.form == PeriodForm::By && !lead.ends_with("展望") && !lead.ends_with("远景")
    };
    periods(text, calendar).iter().filter(|p| due(p)).filter_map(|p| p.end).collect()
}

/// The years by which or in which something is due.
fn named_years(text: &str, calendar: &Calendar) -> Vec<i32> {
    let due = |p: &PeriodMention| matches!(p.form, PeriodForm::By | PeriodForm::In);
    periods(text, calendar).iter().filter(|p| due(p)).filter_map(|p| p.end).map(Horizon::year).collect()
}

/// The year of the main goals: the last date to be reached in them, an outlook aside, else the commonest one in the measures.
fn aims(text: &str, outline: &Outline, calendar: &Calendar) -> Option<Horizon> {
    // The day of issue is no date that anything is due by.
    let issued = calendar.issued.map(Horizon::Day);
    let due = |b: &Block| {
        periods(&text[b.range.clone()], calendar)
            .into_iter()
            .find(|p| p.form == PeriodForm::By && p.end != issued)
            .and_then(|p| p.end)
    };
    let goals = outline.blocks.iter().filter(|b| b.part == Some(Part::Goals) && b.kind != BlockKind::Row);
    let heading = outline.headings.iter().filter(|h| h.part == Some(Part::Goals)).find_map(|h| {
        periods(&text[h.range.clone()], calendar)
            .into_iter()
            .find(|p| matches!(p.form, PeriodForm::By | PeriodForm::In))
            .and_then(|p| p.end)
    });
    let mut dates: Vec<Horizon> = goals.flat_map(|b| due_dates(&text[b.range.clone()], calendar)).collect();
    dates.sort_by_key(|date| date.year());
    // 展望2035年: an outlook goes beyond the plan. Of several dates, the one that most is due by.
    let first = dates.first().map(|date| date.year());
    dates.retain(|date| date.year() < 2035 || Some(date.year()) == first);
    let measures = outline.blocks.iter().filter(|b| {
        b.kind == BlockKind::Paragraph && !matches!(b.part, Some(Part::Background | Part::Furniture))
    });
    let due_in_all: Vec<i32> = if dates.first() == dates.last() {
        Vec::new()
    } else {
        measures.flat_map(|b| named_years(&text[b.range.clone()], calendar)).collect()
    };
    let weight = |date: &Horizon| due_in_all.iter().filter(|year| **year == date.year()).count();
    let goal = dates.into_iter().max_by_key(weight).or(heading);
    goal.or_else(|| {
        let mut years: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
        let measures =
            outline.blocks.iter().filter(|b| !matches!(b.part, Some(Part::Background | Part::Furniture)));
        measures.filter_map(due).for_each(|h| *years.entry(h.year()).or_default() += 1);
        years.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| Horizon::Year(year))
    })
}
