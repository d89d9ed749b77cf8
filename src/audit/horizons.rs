//! Targets that are due outside the years of the plan.

use std::collections::BTreeMap;

use super::material::{Material, Said};
use super::{Check, Finding, Verdict};

pub(super) fn check(material: &Material<'_>, found: &mut Vec<Finding>) {
    let mut by_year: BTreeMap<i32, Vec<&Said<'_>>> = BTreeMap::new();
    for said in &material.said {
        if let Some(year) = said.year() {
            by_year.entry(year).or_default().push(said);
        }
    }
    let period = material.plan.period;
    let issued = material.plan.issued.map(|day| chrono::Datelike::year(&day));
    for (year, said) in by_year {
        let (verdict, against) = match (period.end, period.start, issued) {
            // 远景目标: an outlook beyond the plan is usual.
            (Some(end), _, _) if year > end.year() => (
                Verdict::Note,
                (format!("beyond the plan, which ends in {end}"), format!("晚于规划期末({end})")),
            ),
            (_, Some(start), _) if year < start => (
                Verdict::Doubt,
                (format!("before the plan, which begins in {start}"), format!("早于规划期初({start})")),
            ),
            (_, None, Some(issued)) if year < issued => (
                Verdict::Doubt,
                (format!("before it was issued, in {issued}"), format!("早于印发之年({issued})")),
            ),
            _ => continue,
        };
        let what =
            if said.len() == 1 { "a target is".to_owned() } else { format!("{} targets are", said.len()) };
        found.push(Finding {
            check: Check::OutsidePeriod,
            verdict,
            statements: said.iter().map(|said| said.cited()).collect(),
            known: Vec::new(),
            gap: None,
            sentence: format!("{what} due in {year}, {}", against.0),
            chinese: format!("{} 个目标的期限为 {year} 年,{}", said.len(), against.1),
        });
    }
}
