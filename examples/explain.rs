//! Says of each target why it was read so: its words, the rules that read it, what was inherited and what repaired.
//!
//! ```text
//! cargo run --example explain -- [FILE|FOLDER…]
//!
//! ind-011, line 11: 「占GDP比重为2.6%」
//!     全社会研发投入占GDP比重 eq 2.6 %, share of GDP
//!     rules: subject of the clause before, kind: share
//!     due 2025, from its sentence; metric rd_intensity
//! ```

mod given;

use std::error::Error;

use crossplan::report::visible;
use crossplan::schema::{Diagnostic, HorizonFrom, Indicator};
use crossplan::{Plan, Source, samples};

fn main() -> Result<(), Box<dyn Error>> {
    let paths = given::paths("explain [FILE|FOLDER…]")?;
    // One plan says enough where none is given.
    let sources = if paths.is_empty() { vec![samples::yueyang()] } else { given::sources(&paths)? };
    for (source, plan) in sources.iter().zip(given::plans(&sources)?) {
        explain(&plan, source);
    }
    Ok(())
}

fn explain(plan: &Plan, source: &Source) {
    println!("{}", visible(&plan.title));
    for target in &plan.indicators {
        let (line, _) = source.line_column(target.evidence.span.start);
        println!("\n{}, line {line}: 「{}」", target.id, visible(&target.evidence.quote));
        println!("    {}", visible(&read_as(target)));
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
