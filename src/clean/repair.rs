//! Slips of character recognition, put right: letters for digits (3O家), 机 for %, 亿兀 for 亿元, a blank for a comma.

use std::ops::Range;

use super::map::OffsetMap;
use super::rewrite::{Change, rewrite};
use crate::lexicon::{confusions, magnitude, seen_words, unit};
use crate::signs::signs;

/// Puts slips right; returns the text, its map and the ranges that were put right.
pub(super) fn repair(text: String, map: OffsetMap) -> (String, OffsetMap, Vec<Range<usize>>) {
    let mut slips = letters(&text);
    let mut words: Vec<(usize, Change)> = Vec::new();
    for (at, (seen, place)) in seen_words().hits(&text) {
        let range = at..at + seen.len();
        let confusion = confusions().get(*place).filter(|c| c.holds(&text[..at], &text[range.end..]));
        words.extend(confusion.map(|c| (*place, Change { range, meant: c.meant.clone() })));
    }
    let blanks =
        signs(&text).filter(|(_, c)| *c == ' ').filter(|(at, _)| lost_mark(&text[..*at], &text[at + 1..]));
    slips.extend(blanks.map(|(at, _)| Change { range: at..at + 1, meant: "，".to_owned() }));
    words.sort_by_key(|(place, _)| *place);
    slips.extend(words.into_iter().map(|(_, slip)| slip));
    slips.retain(|slip| !slip.meant.is_empty());
    rewrite(text, map, slips)
}

/// Bytes in front of a blank in which a figure with its unit ends.
const FIGURE: usize = 30;

/// The blank between these words stands for a comma that recognition lost: 产值突破400亿元 企业达到350家. Where figures
/// stand between blanks (新建 3 家 企业), or the unit goes on (3家 以上), it does not.
pub(super) fn lost_mark(before: &str, after: &str) -> bool {
    const BOUNDS: &[&str] = &["以上", "以下", "以内", "左右", "以前"];
    let year =
        after.len() > 4 && after.bytes().take(4).all(|b| b.is_ascii_digit()) && after[4..].starts_with('年');
    if !(year || after.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '“'))
        || after.starts_with(['的', '和', '及', '与', '或', '至', '到', '以', '左'])
    {
        return false;
    }
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(FIGURE))..];
    let near = BOUNDS.iter().find_map(|bound| near.strip_suffix(bound)).unwrap_or(near);
    let digit = |c: char| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | '.');
    let Some(last) = near.rfind(digit) else { return false };
    let number = near[..=last].trim_end_matches(digit);
    let counted = &near[last + 1..];
    let counted = &counted[magnitude(counted)..];
    let measured = unit(counted) > 0 && unit(counted) == counted.len() || counted == "年";
    measured && !number.ends_with(|c: char| c == ' ' || c.is_ascii_alphanumeric())
}

/// Runs of digits with O or l among them: 35O亿元, 3.l%, l2家; not O2O, 5G or PM2.5.
fn letters(text: &str) -> Vec<Change> {
    let bytes = text.as_bytes();
    let mut slips = Vec::new();
    let mut at = 0;
    let letters = signs(text).filter(|(_, c)| matches!(c, 'O' | 'o' | 'l' | 'I'));
    for (letter, _) in letters {
        if letter < at {
            continue;
        }
        let of_run = |b: &u8| b.is_ascii_digit() || matches!(b, b'O' | b'o' | b'l' | b'I' | b'.');
        let start = letter - bytes[..letter].iter().rev().take_while(|b| of_run(b)).count();
        let end = letter + bytes[letter..].iter().take_while(|b| of_run(b)).count();
        at = end.max(letter + 1);
        let run = &text[start..end];
        let alone = !bytes[..start].last().is_some_and(|b| b.is_ascii_alphanumeric())
            && (!bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric())
                // 3OOOP of computing power
                || (bytes.get(end) == Some(&b'P') && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric)));
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let opens = run.starts_with(|c: char| c.is_ascii_digit())
            || (run.starts_with(['l', 'I'])
                && run[1..].trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit()));
        // Something that is counted follows: 家, %, 亿.
        let rest = &text[end..];
        let counts = crate::lexicon::magnitude(rest) > 0
            || crate::lexicon::unit(rest) > 0
            || rest.starts_with(['年', '余', '多', '月', '日', '—', '-']);
        if alone && opens && digits > 0 && counts {
            let meant = run
                .chars()
                .map(|c| match c {
                    'O' | 'o' => '0',
                    'l' | 'I' => '1',
                    other => other,
                })
                .collect();
            slips.push(Change { range: start..end, meant });
        }
    }
    slips
}
