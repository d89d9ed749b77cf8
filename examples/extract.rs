//! Reads plans and writes what they promise: `extract FILE` as a list, `--json FILE`, `--jsonl FILE…`, `--out DIR FILE…`.
//!
//! `--normalizer NAME` chooses one (default: the one that knows the file). Without arguments it reads a bundled plan:
//!
//! ```text
//! ind-007   9  高新技术企业 = 1100 家 (2025, level) high_tech_enterprises
//!              「高新技术企业达1100家」
//! ```

use std::error::Error;
use std::path::Path;

use crossplan::{Plan, Source, normalizers, samples};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut out, mut name, mut form) = (Vec::new(), None, None, "list");
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--json" => form = "json",
            "--jsonl" => form = "jsonl",
            "--out" => out = words.next(),
            "--normalizer" => name = words.next().filter(|n| n != "detect"),
            _ => files.push(word),
        }
    }
    let read = |source: &Source| match &name {
        Some(name) => normalizers::by_name(name)?.read(source),
        None => normalizers::read(source),
    };
    if files.is_empty() {
        let source = samples::yueyang();
        list(&read(&source)?, &source);
    }
    for file in &files {
        let source = Source::from_path(file)?;
        let plan = read(&source)?;
        if let Some(folder) = &out {
            std::fs::create_dir_all(folder)?;
            std::fs::write(
                Path::new(folder).join(format!("{}.json", source.stem())),
                serde_json::to_string_pretty(&plan)?,
            )?;
            continue;
        }
        match form {
            "json" => println!("{}", serde_json::to_string_pretty(&plan)?),
            "jsonl" => println!("{}", serde_json::to_string(&plan)?),
            _ => list(&plan, &source),
        }
    }
    Ok(())
}

fn list(plan: &Plan, source: &Source) {
    println!("{} ({} tasks, {} targets)", plan.title, plan.tasks.len(), plan.indicators.len());
    for i in &plan.indicators {
        let lo = i.lo.map(|n| n.to_string()).unwrap_or_default();
        let due = i.horizon.map(|h| h.to_string()).unwrap_or_default();
        let metric = i.metric.as_ref().map_or("", |m| m.as_str());
        let (line, _) = source.line_column(i.evidence.span.start);
        println!(
            "{} {line:>4}  {} {} {lo} {} ({due}, {}) {metric}",
            i.id,
            i.subject,
            i.op.as_str(),
            i.unit.as_deref().unwrap_or(""),
            i.kind.as_str()
        );
        println!("{:13}「{}」", "", i.evidence.quote.replace('\n', " "));
    }
}
