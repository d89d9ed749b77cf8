//! What the targets share: reading with all that must hold, and every way to look at a plan.

use crossplan::compare::Comparison;
use crossplan::lexicon::Catalog;
use crossplan::reference::Reference;
use crossplan::report::Language;
use crossplan::{Plan, Source, agencies, align, audit, metrics, normalizers, report};

/// Reads a source; every span must hold its quote, and the plan must survive JSON.
pub fn read(source: &Source) -> Plan {
    let plan = normalizers::read(source).expect("odd text is no error");
    plan.validate_against(source).expect("spans hold their quotes");
    plan
}

/// Looks at plans in every way there is. Nothing may panic, whatever they hold.
pub fn look(plans: &[(&Plan, &Source)]) {
    let reference = Reference::bundled();
    for (plan, _) in plans {
        let _ = metrics::observe(plan, Catalog::builtin());
        let _ = audit::audit(plan, Some(reference));
        let _ = audit::audit(plan, None);
    }
    let bare = || plans.iter().map(|(plan, _)| *plan);
    let _ = agencies::network(bare());
    let _ = agencies::workload(bare());
    let _ = align::Alignment::of(plans);
    for comparison in [
        Comparison::of(bare()).build(),
        Comparison::of(bare()).at_least(1).build().map(|c| c.resolve(reference).per_head(reference)),
    ] {
        // Two plans of one id are an error.
        let Ok(comparison) = comparison else { continue };
        for row in &comparison.rows {
            let _ = comparison.rank(row.metric.as_str(), row.kind, &[]);
        }
        for width in [0, 40, 120] {
            let _ = report::table(&comparison, width);
        }
        let _ = report::markdown(&comparison);
        let _ = report::csv(&comparison);
        let _ = report::json(&comparison);
        let page = report::html(&comparison, plans, reference, Language::Chinese);
        assert!(!page.to_lowercase().contains("<script>alert"), "markup of a plan got into the page");
    }
}
