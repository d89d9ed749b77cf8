//! Wordings of targets, and the metric each must lead to: `tests/corpus/metrics/`.
//!
//! A line is `subject | unit | kind | of | action`, the last four as far as they matter; the kind is the usual one of
//! the metric if it is not told. Under `= nothing` a line must lead to no metric that stands for it: none, or one that is
//! only broader, narrower or related.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

mod lines;

use crossplan::lexicon::{Catalog, Mapping, Statement};
use crossplan::schema::Kind;
use lines::{Line, check, corpus};

#[test]
fn every_wording_leads_to_its_metric() {
    check("metrics", |line| {
        let found = mapping(line);
        let told = found.as_ref().map(|found| format!("{} {}", found.metric, found.relation));
        let right = match expected(line) {
            None => found.as_ref().is_none_or(|found| !found.relation.stands_for()),
            expected => told.as_deref() == expected,
        };
        if right { Ok(()) } else { Err(found.map_or_else(|| "nothing".to_owned(), got)) }
    });
    assert!(corpus("metrics").len() > 200);
}

/// The metric and the relation that a line must lead to; `None` for nothing.
fn expected(line: &Line) -> Option<&str> {
    match line.expected.as_slice() {
        [nothing] if nothing == "nothing" => None,
        [one] if one.split_whitespace().count() == 2 => Some(one),
        other => panic!("{}: {other:?}: expected `= metric relation` or `= nothing`", line.place),
    }
}

fn mapping(line: &Line) -> Option<Mapping> {
    let columns: Vec<&str> = line.text.split('|').map(str::trim).collect();
    let column = |at: usize| columns.get(at).copied().filter(|text| !text.is_empty());
    let metric = expected(line).and_then(|expected| expected.split_whitespace().next());
    let usual =
        metric.map_or(Kind::Level, |id| *Catalog::builtin().get(id).expect(id).kinds.first().unwrap());
    let kind = column(2).map_or(usual, |kind| serde_json::from_str(&format!("{kind:?}")).expect(kind));
    let subject = column(0).unwrap();
    Catalog::builtin().identify(&Statement {
        subject,
        unit: column(1),
        kind,
        of: column(3),
        action: column(4),
    })
}

fn got(found: Mapping) -> String {
    format!("{} {} ({})", found.metric, found.relation, found.reason)
}
