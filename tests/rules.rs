//! No rule serves one document only: each is exercised by corpus lines in different words.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod lines;

use std::collections::{BTreeMap, BTreeSet};

use crossplan::indicators::RULES;
use crossplan::normalizers::{Generic, Normalizer};
use crossplan::{Source, samples};

/// Stages of the corpus that hold sentences and documents.
const STAGES: &[&str] = &["documents", "indicators", "metrics", "quantities", "responsibilities"];

/// The fewest wordings that each rule reads.
const LEAST: usize = 3;

/// The words of a line, without its figures and signs: lines that differ in nothing else are one wording.
fn words(line: &str) -> String {
    line.chars().filter(|c| c.is_alphabetic() && !"零一二三四五六七八九十百千万亿".contains(*c)).collect()
}

#[test]
fn each_rule_reads_three_wordings_at_least() {
    let mut wordings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in STAGES.iter().flat_map(|stage| lines::corpus(stage)) {
        let plan = Generic.read(&Source::from_text("line", line.text.clone()).unwrap()).unwrap();
        for rule in plan.rules.values().flatten() {
            wordings.entry(rule.clone()).or_default().insert(words(&line.text));
        }
    }
    let mut report = String::new();
    for (rule, _) in RULES {
        let count = wordings.get(*rule).map_or(0, BTreeSet::len);
        println!("{count:4} {rule}");
        if count < LEAST {
            report += &format!("{rule}: {count} wordings, expected at least {LEAST}\n");
        }
    }
    assert!(report.is_empty(), "{report}");
    let unnamed: Vec<_> =
        wordings.keys().filter(|rule| !RULES.iter().any(|(name, _)| name == rule)).collect();
    assert!(unnamed.is_empty(), "not in RULES: {unnamed:?}");
}

#[test]
fn the_digests_are_read_by_rules_that_have_a_name() {
    for source in samples::all() {
        let plan = Generic.read(&source).unwrap();
        for indicator in &plan.indicators {
            let rules = &plan.rules[&indicator.id];
            assert!(
                rules.len() >= 2 && rules.iter().all(|r| RULES.iter().any(|(name, _)| name == r)),
                "{rules:?}"
            );
        }
    }
}

#[test]
fn rules_have_one_name_each() {
    let names: BTreeSet<_> = RULES.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), RULES.len());
    assert!(RULES.iter().all(|(name, words)| !name.is_empty() && !words.is_empty()));
}
