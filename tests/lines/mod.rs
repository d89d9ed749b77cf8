//! The lines of `tests/corpus/`, and what is said when one is read otherwise than it should.

#![allow(dead_code)] // Each test uses a part of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// One line of a corpus file with what it must give.
pub struct Line {
    pub place: String,
    pub text: String,
    pub expected: Vec<String>,
    /// The comment lines of the file, without `#`.
    pub context: Vec<String>,
}

/// The lines of a stage.
pub fn corpus(stage: &str) -> Vec<Line> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(stage);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let mut lines = Vec::new();
    for file in files {
        let name = format!("{stage}/{}", file.file_name().unwrap().to_string_lossy());
        let (mut expected, mut context, mut in_header) = (Vec::new(), Vec::new(), false);
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            if let Some(header) = line.strip_prefix("= ") {
                if !in_header {
                    expected.clear();
                }
                in_header = true;
                expected.push(header.trim().to_owned());
                continue;
            }
            in_header = false;
            if let Some(comment) = line.strip_prefix('#') {
                context.push(comment.trim().to_owned());
            } else if !line.trim().is_empty() {
                let place = format!("{name}:{}", number + 1);
                lines.push(Line {
                    place,
                    text: line.replace('⏎', "\n"),
                    expected: expected.clone(),
                    context: context.clone(),
                });
            }
        }
    }
    assert!(!lines.is_empty(), "no corpus lines in {stage}");
    lines
}

/// Compares every line and settles with the list of known failures.
#[track_caller]
pub fn check(stage: &str, read: impl Fn(&Line) -> Result<(), String>) {
    let mut report = String::new();
    let known =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/known_failures.txt")).unwrap();
    let known: BTreeSet<&str> =
        known.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).collect();
    let lines = corpus(stage);
    let keys: BTreeSet<String> = lines.iter().map(|line| key(stage, line)).collect();
    let own = format!("{stage}: ");
    for gone in known.iter().filter(|known| known.starts_with(&own) && !keys.contains(**known)) {
        report += &format!("known_failures.txt: {gone} stands in no corpus file, take it off the list\n");
    }
    let mut wrong = 0;
    for line in &lines {
        let key = key(stage, line);
        match read(line) {
            Err(got) if !known.contains(key.as_str()) => {
                wrong += 1;
                report += &format!(
                    "{}: {}\n    expected {}\n    got      {got}\n",
                    line.place,
                    line.text,
                    line.expected.join(" | ")
                );
            }
            Ok(()) if known.contains(key.as_str()) => {
                report += &format!("{}: {} is read rightly, take it off the list\n", line.place, line.text)
            }
            _ => {}
        }
    }
    assert!(report.is_empty(), "{wrong} of {} lines\n{report}", lines.len());
}

/// A line as the list of known failures names it.
fn key(stage: &str, line: &Line) -> String {
    format!("{stage}: {}", line.text.replace('\n', "⏎"))
}

/// Every field that the corpus names is shown, and as it is shown; a subject may be longer or shorter by modifiers.
pub fn agrees(expected: &str, shown: &str) -> bool {
    let fields = |text: &str| -> std::collections::BTreeMap<String, String> {
        text.split("; ")
            .filter_map(|f| f.split_once('='))
            .map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned()))
            .collect()
    };
    let (expected, shown) = (fields(expected), fields(shown));
    let bare = |s: &str| s.chars().filter(|c| c.is_alphanumeric() && *c != '的').collect::<String>();
    expected.iter().all(|(key, value)| {
        let got = shown.get(key).unwrap_or_else(|| panic!("{key}: no such field, expected one of {shown:?}"));
        match key.as_str() {
            "subject" => {
                bare(got).contains(&bare(value))
                    || (bare(value).contains(&bare(got)) && bare(got).chars().count() > 2)
            }
            "lo" | "hi" | "stretch" => got.parse::<rust_decimal::Decimal>().ok() == value.parse().ok(),
            "horizon" => got == value || got.get(..4) == value.get(..4),
            _ => got == value,
        }
    })
}
