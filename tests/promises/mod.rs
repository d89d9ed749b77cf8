//! What the digests promise, and what of it another layout changes.

use std::sync::LazyLock;

use crossplan::schema::Plan;
use crossplan::{Source, normalizers, samples};
use rust_decimal::Decimal;

/// What a plan promises, without the places: targets first, then measures with their bodies.
pub fn promises(plan: &Plan) -> Vec<String> {
    let shown = |n: Option<Decimal>| n.map(|n| n.normalize().to_string()).unwrap_or_default();
    let targets = plan.indicators.iter().map(|i| {
        let (op, unit, kind) = (i.op.as_str(), i.unit.as_deref().unwrap_or("-"), i.kind.as_str());
        let numbers = [i.lo, i.hi, i.stretch].map(shown).join(" ");
        let due = i.horizon.map(|h| h.to_string()).unwrap_or_default();
        format!("{} {op} {numbers} {unit} {kind} {due}", i.subject)
    });
    let tasks = plan.tasks.iter().map(|t| {
        let body = |id: &str| plan.unit(id).map(|u| u.name.clone()).unwrap_or_default();
        let bodies: Vec<_> =
            t.responsibilities.iter().map(|r| format!("{} {:?}", body(&r.unit), r.role)).collect();
        format!("{} {}: {}", t.number, t.title, bodies.join(", "))
    });
    targets.chain(tasks).collect()
}

/// The five digests and what is read from them.
pub static DIGESTS: LazyLock<Vec<(Source, Vec<String>)>> = LazyLock::new(|| {
    let read = |source: Source| {
        let promised = promises(&normalizers::read(&source).unwrap());
        (source, promised)
    };
    samples::all().into_iter().map(read).collect()
});

/// Reads a digest in another layout. What differs, or nothing.
pub fn changed_by(sample: usize, layout: impl Fn(&str) -> String) -> Vec<String> {
    let (source, before) = &DIGESTS[sample];
    let text = layout(source.text());
    let changed = Source::from_text(source.name(), text).unwrap();
    let plan = normalizers::read(&changed).unwrap();
    plan.validate_against(&changed).unwrap();
    let after = promises(&plan);
    let lost = before.iter().filter(|b| !after.contains(b)).map(|b| format!("- {b}"));
    let new = after.iter().filter(|a| !before.contains(a)).map(|a| format!("+ {a}"));
    lost.chain(new).collect()
}
