//! Shares that look alike but are of different populations: all large high-tech firms, half of all large firms.

use std::collections::HashMap;

use super::material::{Material, Said};
use super::{Check, Finding, Verdict};
use crate::schema::Kind;

pub(super) fn check(material: &Material<'_>, found: &mut Vec<Finding>) {
    let shares = || material.said.iter().filter(|said| said.indicator.kind == Kind::Share);
    let mut stated: HashMap<(&str, Option<i32>), &Said<'_>> = HashMap::new();
    for said in shares() {
        if let Some(metric) = said.metric {
            stated.entry((metric.id.as_str(), said.year())).or_insert(said);
        }
    }
    for other in shares() {
        let Some(metric) = other.nearest else { continue };
        let Some(said) = stated.get(&(metric.id.as_str(), other.year())) else { continue };
        let (Some(of_other), Some(of)) = (&other.indicator.of, &said.indicator.of) else { continue };
        if of_other == of {
            continue;
        }
        found.push(Finding {
            check: Check::DifferentPopulations,
            verdict: Verdict::Note,
            statements: vec![other.cited(), said.cited()],
            known: Vec::new(),
            gap: None,
            sentence: format!(
                "{} of {of_other} and {} of {of}: different populations, no contradiction",
                other.english(),
                said.english()
            ),
            chinese: format!(
                "{of_other}的 {} 与{of}的 {}: 总体不同,并不矛盾",
                other.chinese(),
                said.chinese()
            ),
        });
    }
}
