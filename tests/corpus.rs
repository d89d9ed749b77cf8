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

/// The plan that a line of the indicator corpus stands in.
fn calendar(context: &[String]) -> Calendar {
    let find = |key: &str| context.iter().rev().find_map(|c| c.strip_prefix(key)).map(str::trim);
    let mut years = find("period:").unwrap_or_default().split_whitespace();
    let start = years.next().and_then(|y| y.parse().ok());
    let end = years.next().and_then(|y| y.parse().ok());
    Calendar::new(
        crossplan::schema::PlanPeriod::new(start, end),
        find("issued:").and_then(|d| d.parse().ok()),
    )
}

#[test]
fn indicators_are_read_as_written() {
    check("indicators", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let clean = crossplan::clean::clean(&source);
        let outline = crossplan::outline::read(&clean);
        let calendar = calendar(&line.context);
        let drafts = crossplan::indicators::find(&clean, &outline, &calendar);
        let shown: Vec<String> = drafts.iter().map(|d| show(d, clean.text(), &calendar)).collect();
        let expected: Vec<&String> = line.expected.iter().filter(|e| *e != "nothing").collect();
        let right = drafts.len() == expected.len() && expected.iter().zip(&shown).all(|(e, s)| agrees(e, s));
        if right { Ok(()) } else { Err(shown.join("\n             ")) }
    });
}

/// A draft in the notation of the corpus.
fn show(draft: &crossplan::indicators::Draft, text: &str, calendar: &Calendar) -> String {
    use crossplan::lexicon::{Catalog, Statement};
    let subject: String = draft.subject.iter().map(|r| &text[r.clone()]).collect();
    let number = |n: Option<rust_decimal::Decimal>| n.map(|n| n.normalize().to_string()).unwrap_or_default();
    let mut statement = Statement::new(&subject, draft.kind);
    (statement.unit, statement.of, statement.action) =
        (draft.unit.as_deref(), draft.of.as_deref(), draft.action.as_deref());
    let metric = Catalog::builtin()
        .identify(&statement)
        .filter(|m| m.relation.stands_for())
        .map(|m| m.metric.to_string());
    let horizon = draft.horizon.map(|(h, _)| h).or(calendar.period.end).map(|h| h.to_string());
    let from = draft.horizon.map_or("plan".to_owned(), |(_, f)| format!("{f:?}").to_lowercase());
    format!(
        "subject={subject}; op={}; lo={}; hi={}; stretch={}; unit={}; kind={}; of={}; scope={}; horizon={}; horizon_from={from}; aspirational={}; metric={}",
        draft.op.as_str(),
        number(draft.lo),
        number(draft.hi),
        number(draft.stretch),
        draft.unit.as_deref().unwrap_or_default(),
        draft.kind.as_str(),
        draft.of.as_deref().unwrap_or_default(),
        draft.scope.as_deref().unwrap_or_default(),
        horizon.unwrap_or_default(),
        draft.aspirational,
        metric.unwrap_or_default(),
    )
}

/// Every field that the corpus names is as shown; a subject may be longer or shorter by modifiers.
fn agrees(expected: &str, shown: &str) -> bool {
    let fields = |text: &str| -> std::collections::BTreeMap<String, String> {
        text.split("; ")
            .filter_map(|f| f.split_once('='))
            .map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned()))
            .collect()
    };
    let (expected, shown) = (fields(expected), fields(shown));
    let bare = |s: &str| s.chars().filter(|c| c.is_alphanumeric() && *c != '的').collect::<String>();
    expected.iter().all(|(key, value)| {
        let got = shown.get(key).map(String::as_str).unwrap_or_default();
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

#[test]
fn responsibilities_are_split_into_bodies_and_roles() {
    check("responsibilities", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let clean = crossplan::clean::clean(&source);
        let found = crossplan::tasks::responsibilities(clean.text());
        let role = |role: crossplan::schema::Role| format!("{role:?}").to_lowercase();
        let mut found: Vec<String> =
            found.into_iter().map(|(r, of)| format!("{} {}", role(of), &clean.text()[r])).collect();
        let header = line.expected.first().map(String::as_str).unwrap_or_default();
        let mut expected: Vec<String> =
            header.split(';').map(|e| e.trim().to_owned()).filter(|e| e != "nothing").collect();
        found.sort();
        expected.sort();
        if found == expected { Ok(()) } else { Err(found.join("; ")) }
    });
}
