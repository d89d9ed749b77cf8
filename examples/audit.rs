//! Checks plans against themselves and against published figures: the bundled plans, or the files that are given.
//!
//! ```text
//! cargo run --example audit -- [FILE|FOLDER…] [--reference FILE.csv] [--doubts]
//!
//! yueyang
//!   contradiction implied-total [ind-010, ind-011, ind-017, ind-018, ind-019, ind-020]: 15 billion yuan at 2.6 % implies …
//!     line 9 「年全社会研发投入达到150亿元」
//! ```
//!
//! `--doubts` leaves out what agrees or is only worth knowing.

mod given;

use std::error::Error;

use crossplan::audit::{Verdict, audit};
use crossplan::reference::Reference;
use crossplan::report::visible;

const HELP: &str = "audit [FILE|FOLDER…] [--reference FILE.csv] [--doubts]";

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut reference, mut doubts) = (Vec::new(), Reference::bundled().clone(), false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--doubts" => doubts = true,
            "--reference" => {
                let file = arguments.next().ok_or("--reference: expected a file")?;
                reference.merge(Reference::from_path(file)?);
            }
            option if option.starts_with("--") => return Err(given::refused(option, HELP)),
            _ => files.push(argument),
        }
    }
    let sources = given::sources(&files)?;
    for (source, plan) in sources.iter().zip(given::plans(&sources)?) {
        println!("{}", plan.id);
        for finding in audit(&plan, Some(&reference)) {
            if doubts && finding.verdict > Verdict::Doubt {
                continue;
            }
            println!("  {finding}");
            for cited in &finding.statements {
                let (line, _) = source.line_column(cited.evidence.span.start);
                println!("    line {line} 「{}」", visible(&cited.evidence.quote));
            }
        }
    }
    Ok(())
}
