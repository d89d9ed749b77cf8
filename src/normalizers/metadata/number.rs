//! The number that a document bears: 湘政办发〔2024〕3号.

use std::ops::Range;

use crate::lexicon::documents;

/// 湘政办发〔2024〕3号
pub(super) fn document_number(text: &str) -> Option<Range<usize>> {
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
        let ends = documents().in_front.hits(before).map(|(from, (end, ()))| from + end.len());
        let name = ends.max().unwrap_or(0);
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
