//! What a document says of itself: title, issuer, number, dates, period, region.

use std::ops::Range;

use chrono::NaiveDate;

use super::dates::{dates, period};
use super::places::region;
use crate::clean::CleanText;
use crate::clean::numbering::marker;
use crate::outline::Outline;
use crate::schema::{PlanPeriod, Region};
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
    /// Where the region is named, if neither title nor issuer names it.
    pub(super) region_inferred: Option<Range<usize>>,
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
    let (region, region_inferred) = region(&title_folded, issuer_folded.as_deref(), text).unzip();
    let mut facts = Facts {
        title: title_range.map(written).unwrap_or_default(),
        issuer: issuer_range.map(|r| clean.written(r, source)),
        document_number: document_number(text).map(|r| clean.written(r, source)),
        issued,
        published,
        region,
        region_inferred: region_inferred.flatten(),
        ..Facts::default()
    };
    facts.title = facts.title.trim_matches(['《', '》', ' ', '#']).replace('\n', "");
    for ending in [".docx", ".doc", ".pdf"] {
        facts.title.truncate(facts.title.strip_suffix(ending).map_or(facts.title.len(), str::len));
    }
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
        if start >= first && lines.len() >= 3 || lines.len() >= 60 {
            break;
        }
        if start < end {
            lines.push(start..end);
        }
        start += line.len();
    }
    let mut tail: Vec<Range<usize>> = Vec::new();
    let mut end = text.len();
    for line in text.split_inclusive('\n').rev().take(6) {
        let start = end - line.len();
        tail.extend((start >= first).then(|| start..start + line.trim_end().len()));
        end = start;
    }
    tail.reverse();
    lines.extend(tail);
    lines
}

/// Kinds of documents that titles end with.
const KINDS: &[&str] = &[
    "方案", "规划", "计划", "计画", "意见", "办法", "纲要", "决定", "措施", "政策", "细则", "要点", "报告",
    "规定", "清单", "任务书", "行动", "通知", "条例", "目标表", "分解表", "分工表", "责任表", "台账",
];

/// Bytes in which the name of a document ends.
const LONGEST_NAME: usize = 600;

/// Ends like a title, a range of years in brackets aside.
fn titled(words: &str) -> bool {
    let bare = words.trim_end_matches(['》', '”']);
    let bare =
        bare.strip_suffix([')', '）']).and_then(|b| b.rfind(['(', '（']).map(|at| &b[..at])).unwrap_or(bare);
    (6..=70).contains(&words.chars().count())
        && KINDS.iter().any(|k| bare.ends_with(k))
        && !words.contains(['。', '；', '，'])
        && !is_menu(words)
        && !is_heading(words)
}

/// A heading of the text, no title of it: 三、保障措施, 第三部分是保障措施, 【规划范围】.
fn is_heading(words: &str) -> bool {
    marker(words).is_some() || words.starts_with(['【', '第', '（', '('])
}

/// A menu or a trail of links: 首页 > 政务公开 > 工作要点.
fn is_menu(words: &str) -> bool {
    words.contains(['>', '＞', '»', '|', '›'])
        || ["首页", "登录", "注册", "搜索", "返回", "收藏"].iter().any(|w| words.contains(w))
}

fn title(text: &str, head: &[Range<usize>]) -> Option<Range<usize>> {
    // A line that is a title and no notice about one.
    let lines: Vec<Range<usize>> = head.iter().filter(|r| titled(&text[(*r).clone()])).cloned().collect();
    let plain =
        |r: &&Range<usize>| !text[(*r).clone()].ends_with("通知") && !text[(*r).clone()].contains('《');
    // （2025—2027年） on the next line belongs to it.
    let with_years = |line: Range<usize>| {
        let next = head.iter().find(|next| next.start == line.end + 1).map_or(0..0, Range::clone);
        let years = text[next.clone()].starts_with(['（', '(']) && text[next.clone()].ends_with(['）', ')']);
        let inside = text[next.clone()].trim_start_matches(['（', '(']);
        let years =
            years && inside.starts_with(|c: char| c.is_ascii_digit() || c == '二') && !inside.contains('月');
        if years && inside.contains('年') && next.len() <= 60 { line.start..next.end } else { line }
    };
    if let Some(line) = lines.iter().find(plain) {
        // The name of a page holds that of its site in front: 某局政策文件某市2026年工作要点.
        let named =
            |r: &&Range<usize>| r.len() < line.len() && text[line.clone()].ends_with(&text[(*r).clone()]);
        let line = lines.iter().filter(plain).find(named).unwrap_or(line);
        return Some(with_years(join_above(text, head, line.clone())));
    }
    // 关于印发《…》的通知, 《….docx》由会员分享
    for line in head {
        let words = &text[line.clone()];
        for (at, open) in words.match_indices('《') {
            let inside = &words[at + open.len()..];
            let inside = &inside[..inside.floor_char_boundary(LONGEST_NAME)];
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
                && !is_menu(&text[(*r).clone()])
                && !is_heading(&text[(*r).clone()])
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

/// What may stand in front of a document number on its line.
const ENDS: &[&str] =
    &["办公室", "办公厅", "政府", "委员会", "意见", "通知", "方案", "规划", "计划", "办法", "措施", "文件"];

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
        // 甲市人民政府办公室甲政办发〔2024〕3号 on one line: the name in front is no part of it.
        let before = &text[at - word..at];
        let name =
            ENDS.iter().filter_map(|end| before.rfind(end).map(|from| from + end.len())).max().unwrap_or(0);
        let word = if word - name >= 6 { word - name } else { word };
        // （甲政发〔2024〕3号） is cited, （甲政发〔2024〕3号，以下简称《方案》） what is explained.
        let own = tail[number..].trim_start_matches(['号', '，', ',']).starts_with("以下");
        if text[..at - word].ends_with(['（', '(']) && !own {
            continue;
        }
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
