//! Headings whose numbers lost their marks: 二，搭建平台; 3 培育主体. One alone tells nothing; a series does.

use std::collections::HashMap;
use std::ops::Range;

use crate::clean::numbering::{Marker, Style, han_digits};
use crate::lexicon::unit;

/// Headings of a series, at least.
const FEWEST: usize = 3;

/// Characters of the longest title.
const TITLE: usize = 30;

/// The markers of numbered lines that a series shows to be headings, by where their lines begin.
pub(super) fn find(text: &str) -> HashMap<usize, Marker> {
    let mut found = HashMap::new();
    for style in [Style::Han, Style::Arabic] {
        let mut open: Vec<(usize, Marker)> = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let numbered = numbered(line.trim_end(), style);
            start += line.len();
            let Some(numbered) = numbered else { continue };
            let next = open.last().map_or(1, |(_, last)| last.ordinal + 1);
            if numbered.ordinal == 1 && next != 1 {
                close(&mut open, &mut found);
            } else if numbered.ordinal != next {
                continue;
            }
            open.push((start - line.len(), numbered));
        }
        close(&mut open, &mut found);
    }
    found
}

fn close(open: &mut Vec<(usize, Marker)>, found: &mut HashMap<usize, Marker>) {
    let series = std::mem::take(open);
    if series.len() >= FEWEST {
        found.extend(series);
    }
}

/// The number in front of a line that may be a title: short, no sentence, nothing counted.
fn numbered(line: &str, style: Style) -> Option<Marker> {
    let (ordinal, digits) = match style {
        Style::Han => han_digits(line)?,
        _ => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            (line[..digits].parse().ok()?, digits)
        }
    };
    let title = line[digits..].trim_start_matches([' ', '，', ',']);
    let number: Range<usize> = 0..digits;
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let titled = title.starts_with(|c| is_han(c) || c == '“')
        && (4..=TITLE).contains(&title.chars().count())
        && title.chars().all(|c| is_han(c) || matches!(c, '“' | '”' | '、' | '·' | '+'))
        // 一是…; 三年…; 十大工程; 一批项目; 5家企业
        && !title.starts_with(['是', '年', '月', '日', '大', '批', '类', '步', '级', '方', '者', '来', '定', '些'])
        && unit(title) == 0;
    (titled && ordinal <= 30).then(|| Marker { style, ordinal, length: line.len() - title.len(), number })
}
