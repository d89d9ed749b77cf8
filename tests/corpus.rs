//! Every line of `tests/corpus/` is read in exactly one way.
//!
//! A failing line prints its place, what it should give and what it gives. Lines that are known to be read wrongly
//! stand in `tests/known_failures.txt`, each with its reason; one that passes after all fails the test.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crossplan::mentions::{Calendar, idioms, periods, quantities};

/// One line of a corpus file with what it must give.
struct Line {
    place: String,
    text: String,
    expected: Vec<String>,
    /// The comment lines of the file, without `#`.
    context: Vec<String>,
}

fn corpus(stage: &str) -> Vec<Line> {
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
                    text: line.to_owned(),
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
fn check(stage: &str, read: impl Fn(&Line) -> Result<(), String>) {
    let known =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/known_failures.txt")).unwrap();
    let known: BTreeSet<&str> =
        known.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).collect();
    let lines = corpus(stage);
    let mut report = String::new();
    let mut wrong = 0;
    for line in &lines {
        let key = format!("{stage}: {}", line.text);
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

#[test]
fn quantities_are_read_exactly() {
    check("quantities", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let clean = crossplan::clean::clean(&source);
        let text = clean.text();
        let times = periods(text, &Calendar::default());
        let shown = |n: rust_decimal::Decimal| n.normalize().to_string();
        let mut found: Vec<(usize, String)> = Vec::new();
        for q in quantities(text, &times) {
            let hi = q.hi.map(|hi| format!(" {}", shown(hi))).unwrap_or_default();
            found.push((
                q.core.start,
                format!("{} {}{hi} {}", q.op.as_str(), shown(q.lo), q.unit.unwrap_or_default()),
            ));
        }
        for i in idioms(text) {
            let Some(lo) = i.lo else { continue };
            found.retain(|(at, _)| !i.core.contains(at));
            found.push((
                i.core.start,
                format!("{} {} {}", i.op.as_str(), shown(lo), i.unit.unwrap_or_default()),
            ));
        }
        let found: Vec<String> = found.into_iter().map(|(_, f)| f.trim().to_owned()).collect();
        let expected: Vec<String> = line.expected.iter().filter(|e| *e != "nothing").cloned().collect();
        if found == expected { Ok(()) } else { Err(found.join(" | ")) }
    });
}
