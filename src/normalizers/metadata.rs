//! What a document says of itself: title, issuer, number, dates, period, region.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::clean::CleanText;
use crate::lexicon::Part;
use crate::mentions::{Calendar, PeriodForm, numeral, periods};
use crate::outline::{Block, BlockKind, Outline};
use crate::schema::{AdminLevel, Horizon, PlanPeriod, Region};
use crate::source::Source;

/// What a document says of itself.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: String,
    pub(super) issuer: Option<String>,
    pub(super) document_number: Option<String>,
    pub(super) issued: Option<NaiveDate>,
    pub(super) published: Option<NaiveDate>,
    pub(super) period: PlanPeriod,
    pub(super) region: Option<Region>,
}

/// Reads the facts from the lines in front of the first heading, the last lines and the aims.
pub(super) fn read(clean: &CleanText, outline: &Outline, source: &Source) -> Facts {
    let text = clean.text();
    let head = head(text, outline);
    let written = |range: Range<usize>| clean.written(range, source);
    let title_range = title(text, &head);
    let title_folded = title_range.clone().map(|r| text[r].to_owned()).unwrap_or_default();
    let issuer_range = issuer(text, &head, title_range.clone());
    let issuer_folded = issuer_range.clone().map(|r| text[r].to_owned());
    let (issued, published) = dates(text, &head);
    let mut facts = Facts {
        title: title_range.map(written).unwrap_or_default(),
        issuer: issuer_range.map(|r| clean.written(r, source)),
        document_number: document_number(text).map(|r| clean.written(r, source)),
        issued,
        published,
        region: region(&title_folded, issuer_folded.as_deref(), text),
        ..Facts::default()
    };
    facts.title = facts.title.trim_matches(['《', '》', ' ']).to_owned();
    facts.period = period(text, outline, &title_folded, issued);
    facts
}

/// The lines in front of the first numbered heading, and the last few of the document.
fn head(text: &str, outline: &Outline) -> Vec<Range<usize>> {
    let first = outline.headings.first().map_or(text.len(), |h| h.range.start);
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if start < end && (start < first || lines.len() < 3) {
            lines.push(start..end);
        }
        start += line.len();
    }
    let tail: Vec<Range<usize>> = {
        let mut start = 0;
        let all: Vec<Range<usize>> = text
            .split_inclusive('\n')
            .map(|l| {
                let r = start..start + l.trim_end().len();
                start += l.len();
                r
            })
            .collect();
        all.into_iter().rev().take(6).rev().filter(|r| r.start >= first).collect()
    };
    lines.truncate(60);
    lines.extend(tail);
    lines
}

/// Kinds of documents that titles end with.
const KINDS: &[&str] = &[
    "方案", "规划", "计划", "意见", "办法", "纲要", "决定", "措施", "政策", "细则", "要点", "报告", "规定",
    "清单", "任务书", "行动", "通知", "条例",
];

/// Ends like a title, a range of years in brackets aside.
fn titled(words: &str) -> bool {
    let bare = words.trim_end_matches(['》', '”']);
    let bare =
        bare.strip_suffix([')', '）']).and_then(|b| b.rfind(['(', '（']).map(|at| &b[..at])).unwrap_or(bare);
    (6..=70).contains(&words.chars().count())
        && KINDS.iter().any(|k| bare.ends_with(k))
        && !words.contains(['。', '；', '，'])
}

fn title(text: &str, head: &[Range<usize>]) -> Option<Range<usize>> {
    // A line that is a title and no notice about one.
    let lines: Vec<Range<usize>> = head.iter().filter(|r| titled(&text[(*r).clone()])).cloned().collect();
    let plain =
        |r: &&Range<usize>| !text[(*r).clone()].ends_with("通知") && !text[(*r).clone()].contains('《');
    if let Some(line) = lines.iter().find(plain) {
        return Some(join_above(text, head, line.clone()));
    }
    // 关于印发《…》的通知, 《….docx》由会员分享
    for line in head {
        let words = &text[line.clone()];
        for (at, open) in words.match_indices('《') {
            let inside = &words[at + open.len()..];
            let Some(end) = inside.find('》') else { continue };
            let name = inside[..end].split(".doc").next().unwrap_or_default();
            let name = name.split(".pdf").next().unwrap_or_default();
            if titled(name) {
                let start = line.start + at + open.len();
                return Some(start..start + name.len());
            }
        }
    }
    // 宜昌…建设方案为深入贯彻… on one line, or just the first line.
    for line in head {
        let words = &text[line.clone()];
        let cut = ["。", "为深入", "为贯彻", "为全面", "为加快", "为推进", "为落实", "为进一步"]
            .iter()
            .filter_map(|w| words.find(w))
            .min();
        if let Some(cut) = cut.filter(|cut| titled(&words[..*cut])) {
            return Some(line.start..line.start + cut);
        }
    }
    if let Some(line) = lines.first() {
        return Some(line.clone());
    }
    head.iter()
        .find(|r| {
            (4..=50).contains(&text[(*r).clone()].chars().count())
                && !text[(*r).clone()].contains(['。', '：', ':', '|'])
        })
        .cloned()
}

/// A title over several lines: its first line names the issuer (…人民政府 / 关于… / …意见).
fn join_above(text: &str, head: &[Range<usize>], line: Range<usize>) -> Range<usize> {
    let Some(at) = head.iter().position(|r| *r == line) else { return line };
    let mut start = line.start;
    if text[line.clone()].starts_with("关于") || at == 0 {
        // 关于 begins a title that needs no line above, unless the line above names who issues it.
        let above = at.checked_sub(1).map(|k| head[k].clone());
        return match above {
            Some(above)
                if text[above.clone()].ends_with("人民政府")
                    && above.end + 1 == start
                    && !text[above.clone()].contains(['，', '。']) =>
            {
                above.start..line.end
            }
            _ => line,
        };
    }
    for above in head[..at].iter().rev().take(2) {
        let words = &text[above.clone()];
        let short = words.chars().count() <= 24
            && !words.contains(['。', '，', '：', ':', '|', '〔', '年', '!', '.']);
        let opens = words.contains("关于")
            || words.ends_with("人民政府")
            || words.ends_with("办公室")
            || words.ends_with("委员会");
        if above.end + 1 != start || !short || !opens || names_kind(words) {
            break;
        }
        start = above.start;
    }
    start..line.end
}

fn names_kind(words: &str) -> bool {
    KINDS.iter().any(|k| words.ends_with(k))
}

fn issuer(text: &str, head: &[Range<usize>], title: Option<Range<usize>>) -> Option<Range<usize>> {
    for label in ["发布单位", "发布机构", "发文机关", "制定机关", "发文单位", "印发机关", "发布部门"]
    {
        for line in head {
            let words = &text[line.clone()];
            let Some(at) = words.find(label) else { continue };
            let rest = words[at + label.len()..].trim_start_matches(['：', ':', '|', ' ', '\t']);
            let start = line.end - rest.len();
            let name = rest.split(['|', '\t', ' ', '，', '。']).next().unwrap_or_default();
            if body(name) {
                return Some(start..start + name.len());
            }
        }
    }
    // A line that is a body, or begins a title: …人民政府关于….
    for line in head {
        let words = &text[line.clone()];
        if body(words) && words.chars().count() <= 24 {
            return Some(line.clone());
        }
        let named = ["关于", "印发"].iter().filter_map(|w| words.find(w)).min();
        if let Some(at) = named.filter(|at| body(&words[..*at])) {
            return Some(line.start..line.start + at);
        }
    }
    let title = title?;
    let words = &text[title.clone()];
    if let Some(at) = words.find("关于").filter(|at| body(&words[..*at])) {
        return Some(title.start..title.start + at);
    }
    // 来源:岳阳市科技局, but not 来源:某某网.
    for line in head {
        let words = &text[line.clone()];
        let Some(at) = words.find("来源") else { continue };
        let rest = words[at + "来源".len()..].trim_start_matches(['：', ':', ' ']);
        let start = line.end - rest.len();
        let name = rest.split(['|', '\t', ' ', '，', '。', '日', '发', '2']).next().unwrap_or_default();
        if body(name) {
            return Some(start..start + name.len());
        }
    }
    None
}

/// The name of a body that issues documents.
fn body(name: &str) -> bool {
    const ENDS: &[&str] = &[
        "人民政府", "人民政府办公室", "人民政府办公厅", "办公室", "办公厅", "委员会", "科技局", "科学技术局",
        "科学技术厅", "科技厅", "厅", "局", "管委会",
    ];
    let plain = !name.contains(['，', '。', '、', '：', ':', '《', '|', '〔', ' '])
        && !name.starts_with(['各', '市', '省', '县', '区', '由']);
    plain && (4..=30).contains(&name.chars().count()) && ENDS.iter().any(|e| name.ends_with(e))
}

/// 湘政办发〔2024〕3号
fn document_number(text: &str) -> Option<Range<usize>> {
    let head_end = text.char_indices().nth(3_000).map_or(text.len(), |(at, _)| at);
    for (at, open) in text[..head_end].match_indices(['〔', '[', '［', '（', '(', '【']) {
        let rest = &text[at + open.len()..];
        let year = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Some(close) =
            rest[year..].chars().next().filter(|c| matches!(c, '〕' | ']' | '］' | '）' | ')' | '】'))
        else {
            continue;
        };
        let tail = rest[year + close.len_utf8()..].trim_start_matches([' ', '第']);
        let number = tail.bytes().take_while(u8::is_ascii_digit).count();
        if year != 4 || number == 0 || !tail[number..].trim_start().starts_with('号') {
            continue;
        }
        let word: usize = text[..at]
            .chars()
            .rev()
            .take_while(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
            .take(10)
            .map(char::len_utf8)
            .sum();
        let end = text.len() - tail.len()
            + number
            + (tail[number..].len() - tail[number..].trim_start().len())
            + '号'.len_utf8();
        if word >= 6 {
            return Some(at - word..end);
        }
    }
    None
}

/// The day of signing and the day of posting.
fn dates(text: &str, head: &[Range<usize>]) -> (Option<NaiveDate>, Option<NaiveDate>) {
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
                || bare.ends_with("印发")
                || (bare.contains("日在") && bare.ends_with('上'));
            if alone {
                issued = issued.or(Some(date));
            }
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

fn any_date(words: &str) -> Option<NaiveDate> {
    iso_date(words).or_else(|| chinese_date(words.trim_start_matches(['：', ':', '|', ' ', '\t'])))
}

/// 2022-12-15, 2022/12/15, 2022.12.15
fn iso_date(words: &str) -> Option<NaiveDate> {
    words.match_indices("20").find_map(|(at, _)| {
        let rest = &words[at..];
        let mut parts = rest.splitn(3, ['-', '/', '.']);
        let year = parts.next()?.parse().ok().filter(|y| (1990..=2100).contains(y))?;
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
    NaiveDate::from_ymd_opt(i32::try_from(year.value).ok()?, number(month.value)?, number(day.value)?)
}

/// The title's range, a stated term, the validity clause, or the year of the main goals.
fn period(text: &str, outline: &Outline, title: &str, issued: Option<NaiveDate>) -> PlanPeriod {
    let calendar = Calendar::new(PlanPeriod::default(), issued);
    let span = |words: &str| periods(words, &calendar).into_iter().find(|p| p.start.is_some());
    if let Some(p) = span(title) {
        return PlanPeriod::new(p.start, p.end);
    }
    if let Some(year) = five_year_plan(title) {
        return PlanPeriod::new(Some(year - 4), Some(Horizon::Year(year)));
    }
    let validity = validity(text, &calendar);
    let stated = stated_term(text, &calendar);
    let aims = aims(text, outline, &calendar);
    let start =
        validity.0.or(stated.start).or(if validity.1.is_some() { issued.map(|d| d.year()) } else { None });
    PlanPeriod::new(start, validity.1.or(stated.end).or(aims))
}

/// “十四五” in a title names the years of the plan.
fn five_year_plan(title: &str) -> Option<i32> {
    let at = title.find("五”").or_else(|| title.find("五规划")).or_else(|| title.find("五\""))?;
    let before: String = title[..at].chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    match before.as_str() {
        "十二" => Some(2015),
        "十三" => Some(2020),
        "十四" => Some(2025),
        "十五" => Some(2030),
        "十六" => Some(2035),
        _ => None,
    }
}

/// 自2025年1月1日起施行，有效期至2027年12月31日
fn validity(text: &str, calendar: &Calendar) -> (Option<i32>, Option<Horizon>) {
    for (at, _) in text.match_indices("有效期") {
        let sentence_start = text[..at].rfind(['。', '\n']).map_or(0, |s| s + 1);
        let sentence_start = text.floor_char_boundary(sentence_start.max(at.saturating_sub(160)));
        let sentence_start = if text.is_char_boundary(sentence_start) { sentence_start } else { at };
        let stop = text[at..].find(['。', '\n']).map_or(text.len(), |s| at + s);
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

/// 规划期限为2021—2025年, 利用三年时间（2024—2026年）, 2012年起5年内
fn stated_term(text: &str, calendar: &Calendar) -> PlanPeriod {
    for label in ["期限", "规划期", "实施期", "时间为", "年时间", "计划期", "行动期"] {
        for (at, _) in text.match_indices(label) {
            let stop = text[at..].find(['。', '\n', '，', '；']).map_or(text.len(), |s| at + s);
            if let Some(p) = periods(&text[at..stop], calendar).into_iter().find(|p| p.start.is_some()) {
                return PlanPeriod::new(p.start, p.end);
            }
        }
    }
    if let Some(at) = text.find("年起") {
        let from = text[..at].len() - text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let stop = text[at..].find(['，', ',', '。', '\n']).map_or(text.len(), |s| at + s);
        if let Some(p) = periods(&text[from..stop], calendar).into_iter().find(|p| p.form == PeriodForm::By)
            && let Ok(start) = text[from..at].parse::<i32>()
            && p.end.is_some_and(|end| end.year() > start)
        {
            return PlanPeriod::new(Some(start), p.end);
        }
    }
    PlanPeriod::default()
}

/// The year of the main goals: the first date to be reached in them, else the commonest one in the measures.
fn aims(text: &str, outline: &Outline, calendar: &Calendar) -> Option<Horizon> {
    let due = |b: &Block| {
        periods(&text[b.range.clone()], calendar)
            .into_iter()
            .find(|p| p.form == PeriodForm::By)
            .and_then(|p| p.end)
    };
    let goals = outline.blocks.iter().filter(|b| b.part == Some(Part::Goals) && b.kind != BlockKind::Row);
    let heading = outline.headings.iter().filter(|h| h.part == Some(Part::Goals)).find_map(|h| {
        periods(&text[h.range.clone()], calendar)
            .into_iter()
            .find(|p| matches!(p.form, PeriodForm::By | PeriodForm::In))
            .and_then(|p| p.end)
    });
    let goal = goals.filter_map(due).next().or(heading);
    goal.or_else(|| {
        let mut years: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
        let measures =
            outline.blocks.iter().filter(|b| !matches!(b.part, Some(Part::Background | Part::Furniture)));
        measures.filter_map(due).for_each(|h| *years.entry(h.year()).or_default() += 1);
        years.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| Horizon::Year(year))
    })
}

/// The place in a title or in the name of the issuer.
fn region(title: &str, issuer: Option<&str>, text: &str) -> Option<Region> {
    let named = issuer.into_iter().chain([title]).find_map(place);
    named.or_else(|| {
        text.lines()
            .take(12)
            .find_map(|l| l.find("人民政府").and_then(|at| place(&l[..at + "人民政府".len()])))
    })
}

fn place(words: &str) -> Option<Region> {
    const MUNICIPALITIES: &[&str] = &["北京市", "上海市", "天津市", "重庆市"];
    let words = words.trim_start_matches(["《", "中共"].as_slice().first().copied().unwrap_or("《"));
    for (at, c) in words.char_indices().take(14) {
        let end = at + c.len_utf8();
        let name = &words[..end];
        let level = match c {
            '省' => AdminLevel::Province,
            '区' if name.ends_with("自治区") => AdminLevel::Province,
            '市' if MUNICIPALITIES.contains(&name) => AdminLevel::Province,
            '州' if name.ends_with("自治州") => AdminLevel::City,
            '市' | '盟' => AdminLevel::City,
            '县' | '旗' => AdminLevel::District,
            '区' if !name.ends_with("地区") => AdminLevel::District,
            _ => continue,
        };
        let length = name.chars().count();
        let plain = name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && !name.contains(['关', '于', '推', '加', '的', '全', '各', '我']);
        if (2..=11).contains(&length) && plain {
            return Some(Region::new(name, None, Some(level)));
        }
    }
    None
}
