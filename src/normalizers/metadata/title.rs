//! The title of a document: the line that ends like one, the name in a notice about it, the head of a page.

use std::ops::Range;

use crate::clean::numbering::marker;
use crate::lexicon::documents;

/// Bytes in which the name of a document ends.
const LONGEST_NAME: usize = 600;

/// The title, among the lines of the head.
pub(super) fn title(text: &str, head: &[Range<usize>]) -> Option<Range<usize>> {
    let lines: Vec<Range<usize>> = head.iter().filter(|r| titled(&text[(*r).clone()])).cloned().collect();
    plain(text, head, &lines)
        .or_else(|| quoted(text, head))
        .or_else(|| opening(text, head))
        .or_else(|| lines.first().cloned())
        .or_else(|| short(text, head))
}

/// A line that is a title and no notice about one.
fn plain(text: &str, head: &[Range<usize>], lines: &[Range<usize>]) -> Option<Range<usize>> {
    let plain =
        |r: &&Range<usize>| !text[(*r).clone()].ends_with("通知") && !text[(*r).clone()].contains('《');
    let line = lines.iter().find(plain)?;
    // The name of a page holds that of its site in front: 某局政策文件某市2026年工作要点.
    let named = |r: &&Range<usize>| r.len() < line.len() && text[line.clone()].ends_with(&text[(*r).clone()]);
    let line = lines.iter().filter(plain).find(named).unwrap_or(line);
    Some(with_years(text, head, join_above(text, head, line.clone())))
}

/// （2025—2027年） on the next line belongs to the title.
fn with_years(text: &str, head: &[Range<usize>], line: Range<usize>) -> Range<usize> {
    let next = head.iter().find(|next| next.start == line.end + 1).map_or(0..0, Range::clone);
    let words = &text[next.clone()];
    let inside = words.trim_start_matches(['（', '(']);
    let years = words.starts_with(['（', '('])
        && words.ends_with(['）', ')'])
        && inside.starts_with(|c: char| c.is_ascii_digit() || c == '二')
        && !inside.contains('月');
    if years && inside.contains('年') && next.len() <= 60 { line.start..next.end } else { line }
}

/// 关于印发《…》的通知, 《….docx》由会员分享
fn quoted(text: &str, head: &[Range<usize>]) -> Option<Range<usize>> {
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
    None
}

/// 宜昌…建设方案为深入贯彻… on one line.
fn opening(text: &str, head: &[Range<usize>]) -> Option<Range<usize>> {
    head.iter().find_map(|line| {
        let words = &text[line.clone()];
        let opening = documents().openings.hits(words).next().map(|(at, _)| at);
        let cut = opening.into_iter().chain(words.find('。')).min()?;
        titled(&words[..cut]).then(|| line.start..line.start + cut)
    })
}

/// The first line that is neither text nor a heading.
fn short(text: &str, head: &[Range<usize>]) -> Option<Range<usize>> {
    let fits = |words: &str| {
        (4..=50).contains(&words.chars().count())
            && !words.contains(['。', '：', ':', '|'])
            && !is_menu(words)
            && !is_heading(words)
    };
    head.iter().find(|line| fits(&text[(*line).clone()])).cloned()
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
        let opens = words.contains("关于") || documents().above.end(words);
        if above.end + 1 != start || !short || !opens || documents().end_title(words) {
            break;
        }
        start = above.start;
    }
    start..line.end
}

/// Ends like a title, a range of years in brackets aside.
fn titled(words: &str) -> bool {
    let bare = words.trim_end_matches(['》', '”']);
    let bare =
        bare.strip_suffix([')', '）']).and_then(|b| b.rfind(['(', '（']).map(|at| &b[..at])).unwrap_or(bare);
    (6..=70).contains(&words.chars().count())
        && documents().end_title(bare)
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
    words.contains(['>', '＞', '»', '|', '›']) || documents().menus.stand_in(words)
}
