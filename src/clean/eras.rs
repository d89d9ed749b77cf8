//! Years of the Republic of China as years of the common era: 民国115年 → 2026年.

use std::ops::Range;

use super::map::OffsetMap;
use super::rewrite::{Change, rewrite};
use crate::mentions::numeral;

/// Year 1 of the Republic is 1912.
const BEFORE: u32 = 1911;

/// Years that a plan may name without the word 民国: from 2011 on. What takes so many years is no plan.
const BARE: Range<u32> = 100..200;

/// Writes years of the Republic as years of the common era; without one the text stays as it is.
pub(super) fn common_years(text: String, map: OffsetMap) -> (String, OffsetMap) {
    let mut changes: Vec<Change> =
        text.match_indices("民国").filter_map(|(at, era)| year(&text, at, at + era.len())).collect();
    if changes.is_empty() {
        return (text, map);
    }
    changes.extend(bare(&text));
    let (text, map, _) = rewrite(text, map, changes);
    (text, map)
}

/// The year whose number begins at `number`, written from `start` on; 年 stays, a year of the common era in brackets
/// behind it goes: 民国119年（西元2030年）.
fn year(text: &str, start: usize, number: usize) -> Option<Change> {
    let rest = &text[number..];
    let lead = rest.len() - rest.trim_start_matches(' ').len();
    let read = numeral(&rest[lead..])?;
    let counted = read.value.is_integer().then(|| u32::try_from(read.value).ok())??;
    let end = number + lead + read.length;
    let common = (1..BARE.end).contains(&counted).then(|| counted + BEFORE)?;
    let behind = &text[end..];
    if !behind.trim_start_matches(' ').starts_with(['年', '至', '-', '—', '–', '~', '～']) {
        return None;
    }
    let again = ["（西元", "(西元", "（公元", "(公元", "（", "("]
        .iter()
        .find_map(|open| behind.strip_prefix('年')?.strip_prefix(*open)?.strip_prefix(&common.to_string()))
        .and_then(|rest| rest.strip_prefix("年）").or_else(|| rest.strip_prefix("年)")));
    match again {
        Some(rest) => Some(Change { range: start..text.len() - rest.len(), meant: format!("{common}年") }),
        None => Some(Change { range: start..end, meant: common.to_string() }),
    }
}

/// Years without the word: 119年度, 至119年12月31日, 115—119年.
fn bare(text: &str) -> impl Iterator<Item = Change> + '_ {
    let bytes = text.as_bytes();
    text.match_indices('1').filter_map(move |(at, _)| {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let counted = text[at..at + digits].parse().ok().filter(|year| BARE.contains(year))?;
        let before = text[..at].chars().next_back();
        let inside =
            before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '第' | '近' | '逾'));
        let behind = &text[at + digits..];
        let dash = behind.trim_start_matches(['至', '-', '—', '–', '~', '～']);
        let span = dash.len() < behind.len() && spans_to(dash, counted);
        (!inside && (behind.starts_with('年') || span))
            .then(|| Change { range: at..at + digits, meant: (counted + BEFORE).to_string() })
    })
}

/// 119年 behind 115—.
fn spans_to(rest: &str, first: u32) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    rest[digits..].starts_with('年')
        && rest[..digits].parse().is_ok_and(|last: u32| BARE.contains(&last) && last > first)
}
