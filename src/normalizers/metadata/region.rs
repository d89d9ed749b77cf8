//! The area that a document speaks for.

use std::ops::Range;

use crate::lexicon::{Division, Regions};
use crate::schema::{AdminLevel, Region};

/// The place in the name of the issuer or in a title; else that of a line …人民政府, or what the text names most. Of what
/// the text tells, with the words that tell it.
pub(super) fn region(
    title: &str,
    issuer: Option<&str>,
    text: &str,
) -> Option<(Region, Option<Range<usize>>)> {
    let named = || issuer.into_iter().chain([title]).find_map(place).map(|region| (region, None));
    let in_title = || most_named(title).map(|(region, _)| (region, None));
    let in_text = || most_named(head_of(text)).map(|(region, words)| (region, Some(words)));
    named().or_else(|| governed(text)).or_else(in_title).or_else(in_text)
}

/// A line near the top that begins with 某市人民政府.
fn governed(text: &str) -> Option<(Region, Option<Range<usize>>)> {
    let mut start = 0;
    text.split_inclusive('\n').take(12).find_map(|line| {
        let from = start;
        start += line.len();
        let end = line.find("人民政府")? + "人民政府".len();
        Some((place(&line[..end])?, Some(from..from + end)))
    })
}

/// Bytes in which a document names its place.
const HEAD: usize = 9_000;

fn head_of(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}

/// The city or county that words name most often, and where first; of several the first.
fn most_named(words: &str) -> Option<(Region, Range<usize>)> {
    let mut named: Vec<(&'static Division, usize, Range<usize>)> = Vec::new();
    for (at, c) in words.char_indices() {
        if !matches!(c, '市' | '县' | '区' | '州' | '盟' | '旗') {
            continue;
        }
        let end = at + c.len_utf8();
        let starts = words[..at].char_indices().rev().map(|(start, _)| start).take(6).skip(1);
        let known =
            starts.filter_map(|start| Some((Regions::builtin().find(&words[start..end])?, start))).last();
        let Some((known, start)) = known.filter(|(division, _)| !division.former) else { continue };
        match named.iter_mut().find(|(division, ..)| division.code == known.code) {
            Some((_, times, _)) => *times += 1,
            None => named.push((known, 1, start..end)),
        }
    }
    let most = named.iter().map(|(_, times, _)| *times).max()?;
    named.into_iter().find(|(_, times, _)| *times == most).map(|(division, _, at)| (division.region(), at))
}

fn place(words: &str) -> Option<Region> {
    const MUNICIPALITIES: &[&str] = &["北京市", "上海市", "天津市", "重庆市"];
    let words = words.trim_start_matches('《');
    let words = words.strip_prefix("中共").unwrap_or(words);
    for (at, c) in words.char_indices().take(14) {
        let end = at + c.len_utf8();
        let name = &words[..end];
        let level = match c {
            '省' => AdminLevel::Province,
            '区' if name.ends_with("自治区") => AdminLevel::Province,
            '市' if MUNICIPALITIES.contains(&name) => AdminLevel::Province,
            '州' if name.ends_with("自治州") || Regions::builtin().find(name).is_some() => {
                AdminLevel::City
            }
            '市' | '盟' => AdminLevel::City,
            '县' | '旗' => AdminLevel::District,
            '区' if !name.ends_with("地区") => AdminLevel::District,
            _ => continue,
        };
        let length = name.chars().count();
        let plain = name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && !name.contains(['关', '于', '推', '加', '的', '全', '各', '我']);
        if (2..=11).contains(&length) && plain {
            // 重庆市永川区 is the district.
            let inner = MUNICIPALITIES.contains(&name).then(|| place(&words[end..])).flatten();
            if let Some(inner) =
                inner.filter(|inner| inner.level == Some(AdminLevel::District) && inner.code.is_some())
            {
                return Some(inner);
            }
            let known =
                Regions::builtin().find(name).filter(|division| division.level == level && !division.former);
            return Some(known.map_or_else(|| Region::new(name, None, Some(level)), Division::region));
        }
    }
    None
}
