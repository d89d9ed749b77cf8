//! Figures that hold for each of several things: 每个乡镇至少建立1个, 三大产业各有1家.

use super::areas::{is_area, sum_of_areas};
use crate::lexicon::context::context;
use crate::lexicon::verb_at_start;

/// Words that count the things: 每个乡镇, 每条产业链.
const COUNTERS: [char; 12] = ['个', '名', '家', '条', '支', '位', '户', '所', '座', '项', '处', '类'];

/// What no thing begins with: 每年, 每月, 每届, 每人 and 每万人 are no things.
const TERMS: [char; 16] =
    ['年', '季', '月', '半', '周', '天', '日', '学', '次', '届', '期', '批', '场', '轮', '人', '千'];

/// Words behind the thing that are no verbs of the lexicon.
const ADVERBS: &[&str] = &[
    "至少", "均", "都", "要", "应", "须", "原则上", "不少于", "不低于", "有", "配", "力争", "平均", "年均",
    "明确", "确定", "重点", "每年",
];

/// Characters of the longest thing.
const LONGEST: usize = 10;

/// The thing that words in front of a figure say the figure is for each of.
///
/// `words` runs from the start of the clause to the figure.
pub(in crate::indicators) fn each(words: &str) -> Option<&str> {
    behind_each(words).or_else(|| before_each(words))
}

/// 每个乡镇至少建立 → 乡镇.
fn behind_each(words: &str) -> Option<&str> {
    let rest = &words[words.rfind('每')? + '每'.len_utf8()..];
    if rest.starts_with(TERMS) || crate::lexicon::magnitude(rest) > 0 {
        return None;
    }
    let thing = rest.strip_prefix(COUNTERS).unwrap_or(rest);
    let mut open = false;
    for (at, c) in thing.char_indices().take(LONGEST + 1) {
        open = (open || matches!(c, '（' | '(')) && !matches!(c, '）' | ')');
        let behind = &thing[at..];
        let ends = ADVERBS.iter().any(|w| behind.starts_with(w)) || verb_at_start(behind).is_some();
        // 每家每年发布: the thing was named before.
        if !open && ends {
            return (at > 0).then(|| &thing[..at]);
        }
    }
    None
}

/// 甲、乙、丙三个主导产业各建成 → 主导产业; 产业集聚区各设立 → 产业集聚区. Names alone are places, not a kind of thing.
fn before_each(words: &str) -> Option<&str> {
    let (things, behind) = words.rsplit_once('各')?;
    let verb = behind.starts_with("有") || verb_at_start(behind).is_some();
    let things = things.trim_start_matches(['在', '于', ' ']);
    if !verb || things.ends_with(['年', '月', '度', '，', ',']) {
        return None;
    }
    let counted = things.char_indices().rev().find_map(|(at, c)| {
        let number = things[..at].ends_with(|n: char| n.is_ascii_digit() || "两三四五六七八九十".contains(n));
        (number && matches!(c, '个' | '大' | '类' | '条' | '家')).then(|| &things[at + c.len_utf8()..])
    });
    let single =
        || (!things.contains(['、', '和', '与', '及', '，', ',']) && !is_area(things)).then_some(things);
    // 三市各建成…: for each city.
    let summed = sum_of_areas(things).filter(|sum| *sum == things.len());
    let rank = summed.and_then(|_| things.char_indices().next_back()).map(|(at, _)| &things[at..]);
    counted.or(rank).or_else(single).filter(|thing| (1..=LONGEST + 4).contains(&thing.chars().count()))
}

/// The thing at the start of `text`: up to the first head, or a few characters that begin no other word.
pub(in crate::indicators) fn thing(text: &str) -> &str {
    // 万名劳动力中研发人员: 中 ends the thing.
    let text = text.find('中').filter(|at| *at >= 2 * '中'.len_utf8()).map_or(text, |at| &text[..at]);
    // 每家|每年发布, 每家|年均完成: the thing was named before.
    if text.starts_with(['每', '年']) {
        return "";
    }
    // 飞地|入驻团队, 镇|服务团队: what the thing does ends it.
    const DOES: &[&str] = &["入驻", "拥有", "服务", "联系", "帮扶", "配备", "设立", "新增"];
    let does = DOES.iter().filter_map(|word| text.find(word)).filter(|at| *at > 0).min();
    let text = does.map_or(text, |at| &text[..at]);
    let heads = &context().heads;
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(9);
    let head = ends.skip(1).find(|end| heads.at_end(&text[..*end]).any(|(head, _)| head.chars().count() > 1));
    let few = || {
        let stops = |c: &char| {
            !('\u{4e00}'..='\u{9fff}').contains(c) || "拥有的均新建至中年达服联帮配入驻承引".contains(*c)
        };
        text.chars().take_while(|c| !stops(c)).take(4).map(char::len_utf8).sum()
    };
    let end = head.unwrap_or_else(few);
    // 镇（街道）
    let open = text[..end].rfind(['（', '(']).filter(|at| !text[*at..end].contains(['）', ')']));
    let close = open.and_then(|at| text[at..].find(['）', ')']).map(|close| at + close));
    let closed = close.and_then(|at| text[at..].chars().next().map(|c| at + c.len_utf8()));
    &text[..closed.unwrap_or(end)]
}
