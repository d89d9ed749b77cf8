//! Says of each target why it was read so: its words, the rules that read it, what was inherited and what repaired.
//!
//! ```text
//! cargo run --example explain -- [FILE]
//!
//! ind-011, line 11: 「占GDP比重为2.6%」
//!     全社会研发投入占GDP比重 eq 2.6 %, share of GDP
//!     rules: subject of the clause before, kind: share
//!     due 2025, from its sentence; metric rd_intensity
//! ```

use std::error::Error;

use crossplan::schema::{Diagnostic, HorizonFrom, Indicator};
use crossplan::{Source, normalizers, samples};

fn main() -> Result<(), Box<dyn Error>> {
    let source = std::env::args().nth(1).map_or_else(|| Ok(samples::yueyang()), Source::from_path)?;
    let plan = normalizers::read(&source)?;
    println!("{}", plan.title);
    for target in &plan.indicators {
        let (line, _) = source.line_column(target.evidence.span.start);
        println!("\n{}, line {line}: 「{}」", target.id, target.evidence.quote.replace('\n', "⏎"));
        println!("    {}", read_as(target));
        println!("    rules: {}", plan.rules.get(&target.id).map_or(String::new(), |rules| rules.join(", ")));
        let metric = target.metric.as_ref().map_or("none", |metric| metric.as_str());
        println!("    {}; metric {metric}", due(target));
        plan.diagnostics
            .iter()
            .filter(|d| concerns(d, target))
            .for_each(|d| println!("    note: {}", d.message));
    }
    for note in plan.diagnostics.iter().filter(|d| !plan.indicators.iter().any(|i| concerns(d, i))) {
        let place = note.span.map(|span| format!(", line {}", source.line_column(span.start).0));
        println!("\nnote{}: {}", place.unwrap_or_default(), note.message);
    }
    Ok(())
}

fn read_as(target: &Indicator) -> String {
    let figures: Vec<String> = [target.lo, target.hi].into_iter().flatten().map(|n| n.to_string()).collect();
    let unit = target.unit.as_deref().unwrap_or_default();
    let of = target.of.as_ref().map(|of| format!(" of {of}")).unwrap_or_default();
    let (op, kind) = (target.op.as_str(), target.kind.as_str());
    format!("{} {op} {} {unit}, {kind}{of}", target.subject, figures.join("–"))
}

fn due(target: &Indicator) -> String {
    match (target.horizon, target.horizon_from) {
        (Some(day), Some(HorizonFrom::Sentence)) => format!("due {day}, from its sentence"),
        (Some(day), Some(HorizonFrom::Section)) => format!("due {day}, inherited from its section"),
        (Some(day), _) => format!("due {day}, inherited from the period of the plan"),
        (None, _) => "no date".to_owned(),
    }
}

fn concerns(note: &Diagnostic, target: &Indicator) -> bool {
    note.about.as_ref() == Some(&target.id)
        || note.span.is_some_and(|s| target.evidence.span.range().contains(&s.start))
}
