//! The same plan in another dress: what it promises stays.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod promises;

use promises::{DIGESTS, changed_by};

/// The number that a line begins with, one of `一、` `（一）` `1.`, and what stands behind it.
fn numbered(line: &str) -> Option<(&str, &str)> {
    let digits = |c: char| "一二三四五六七八九十".contains(c);
    let bare = line.trim_start_matches(['\u{3000}', ' ']);
    let end = match bare.chars().next()? {
        '（' | '(' => bare.find(['）', ')']).filter(|end| bare[..*end].chars().skip(1).all(digits))?,
        c if digits(c) => bare.find('、').filter(|end| bare[..*end].chars().all(digits))?,
        c if c.is_ascii_digit() => {
            bare.find(['.', '、']).filter(|end| bare[..*end].bytes().all(|b| b.is_ascii_digit()))?
        }
        _ => return None,
    };
    let end = end + bare[end..].chars().next()?.len_utf8();
    Some(bare.split_at(end))
}

/// Writes the numbered lines of a text in another way.
fn renumbered(text: &str, write: impl Fn(&str, &str) -> String) -> String {
    let written = text
        .lines()
        .map(|line| numbered(line).map_or_else(|| line.to_owned(), |(number, rest)| write(number, rest)));
    written.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn changes_nothing(samples: &[usize], layout: impl Fn(&str) -> String) {
    for sample in samples {
        let differs = changed_by(*sample, &layout);
        assert!(differs.is_empty(), "{}:\n{}", DIGESTS[*sample].0.name(), differs.join("\n"));
    }
}

#[test]
fn a_tab_behind_a_number_changes_nothing() {
    changes_nothing(&[0, 1, 2, 3, 4], |text| renumbered(text, |number, rest| format!("{number}\t{rest}")));
}

#[test]
fn headings_in_bold_type_change_nothing() {
    changes_nothing(&[0, 1, 2, 3, 4], |text| {
        renumbered(text, |number, rest| {
            if rest.chars().count() < 30 { format!("**{number}{rest}**") } else { format!("{number}{rest}") }
        })
    });
}

#[test]
fn marks_that_recognition_took_for_commas_change_nothing() {
    changes_nothing(&[0, 1, 2, 3, 4], |text| {
        renumbered(text, |number, rest| match number.strip_suffix('、') {
            Some(digits) if digits.chars().all(|c| "一二三四五六七八九十".contains(c)) => {
                format!("{digits}，{rest}")
            }
            _ => format!("{number}{rest}"),
        })
    });
}

#[test]
fn line_breaks_that_became_blanks_change_nothing() {
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    // One digest has page marks, which are told by their lines.
    changes_nothing(&[0, 1, 2, 4], |text| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(joined).collect::<Vec<_>>().join(" ")
    });
}

#[test]
fn straight_quotation_marks_change_nothing() {
    changes_nothing(&[0, 1, 2, 3], |text| text.replace(['“', '”'], "\""));
}
