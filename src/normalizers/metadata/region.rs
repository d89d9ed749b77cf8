//! The place that a document speaks for.

use crate::lexicon::{Division, Regions};
use crate::schema::{AdminLevel, Region};

/// The place in a title or in the name of the issuer.
pub(super) fn region(title: &str, issuer: Option<&str>, text: &str) -> Option<Region> {
    let named = issuer.into_iter().chain([title]).find_map(place);
    let governed = || {
        let of = |line: &str| line.find("人民政府").and_then(|at| place(&line[..at + "人民政府".len()]));
        text.lines().take(12).find_map(of)
    };
    named.or_else(governed).or_else(|| most_named(title)).or_else(|| most_named(head_of(text)))
}

/// Bytes in which a document names its place.
const HEAD: usize = 9_000;

fn head_of(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD)]
}

/// The city or county that words name most often; of several the first.
fn most_named(words: &str) -> Option<Region> {
    let mut named: Vec<(&'static Division, usize)> = Vec::new();
    for (at, c) in words.char_indices() {
        if !matches!(c, '市' | '县' | '区' | '州' | '盟' | '旗') {
            continue;
        }
        let end = at + c.len_utf8();
        let starts = words[..at].char_indices().rev().map(|(start, _)| start).take(6).skip(1);
        let known = starts.filter_map(|start| Regions::builtin().find(&words[start..end])).last();
        let Some(known) = known.filter(|division| !division.former) else { continue };
        match named.iter_mut().find(|(division, _)| division.code == known.code) {
            Some((_, times)) => *times += 1,
            None => named.push((known, 1)),
        }
    }
    let most = named.iter().map(|(_, times)| *times).max()?;
    named.iter().find(|(_, times)| *times == most).map(|(division, _)| division.region())
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
