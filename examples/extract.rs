//! Reads plans and writes what they promise: `extract FILE|FOLDER…` as a list, `--json`, `--jsonl` or `--out DIR`.
//!
//! Files may be text, HTML, and Word or PDF with their features. `--glob PATTERN` chooses files of the folders,
//! `--normalizer NAME` how they are read (default: the one that knows the file), `--threads N` how many read at once.
//! Without arguments it reads a bundled plan:
//!
//! ```text
//! ind-007   9  高新技术企业 = 1100 家 (2025, level) high_tech_enterprises
//!              「高新技术企业达1100家」
//! ```

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::Path;

use crossplan::corpus::{Document, Progress};
use crossplan::report::visible;
use crossplan::{Corpus, Plan, Source, normalizers, samples};

const HELP: &str =
    "extract FILE|FOLDER… [--json|--jsonl|--out DIR] [--glob PATTERN] [--normalizer NAME] [--threads N]";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut paths, mut out, mut glob, mut form) = (Vec::new(), None, None, "list".to_owned());
    let (mut corpus, mut name) = (Corpus::new(), None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--json" | "--jsonl" => form = word,
            "--out" => (out, form) = (words.next(), "--json".to_owned()),
            "--glob" => glob = words.next(),
            "--normalizer" => name = words.next().filter(|n| n != "detect"),
            "--threads" => corpus = corpus.threads(words.next().unwrap_or_default().parse()?),
            "--help" => {
                println!("{HELP}");
                return Ok(());
            }
            option if option.starts_with("--") => {
                return Err(format!("{option}: no such option; --help lists them").into());
            }
            _ => paths.push(word),
        }
    }
    for path in &paths {
        corpus = match &glob {
            Some(pattern) if Path::new(path).is_dir() => corpus.folder(path, pattern),
            _ => corpus.path(path),
        };
    }
    if paths.is_empty() {
        corpus = corpus.document(Document::from_bytes("yueyang.txt", samples::yueyang().text()));
    }
    let bar = std::io::stderr().is_terminal().then(|| corpus.count()).flatten().filter(|count| *count > 1);
    let read = move |source: &Source| {
        let normalizer =
            name.as_ref().map_or_else(|| Ok(normalizers::detect(source)), |n| normalizers::by_name(n))?;
        let plan = normalizer.read(source)?;
        let text = match form.as_str() {
            "--json" => serde_json::to_string_pretty(&plan),
            "--jsonl" => serde_json::to_string(&plan),
            _ => Ok(list(&plan, source)),
        };
        Ok((source.stem().to_owned(), text))
    };
    let (mut failed, mut used) = (0, BTreeSet::new());
    for entry in corpus.each(read).on_progress(move |progress| show(progress, bar)) {
        match entry.result {
            Err(error) => {
                failed += 1;
                eprintln!("{}", visible(&chain(&error)));
            }
            Ok((stem, text)) => match &out {
                Some(folder) => {
                    std::fs::create_dir_all(folder)?;
                    // Files of one name in several folders are told apart by a number.
                    let names = (1..).map(|k| if k == 1 { stem.clone() } else { format!("{stem}-{k}") });
                    let name = names.into_iter().find(|name| used.insert(name.clone())).unwrap_or(stem);
                    std::fs::write(Path::new(folder).join(format!("{name}.json")), text?)?;
                }
                None => writeln!(std::io::stdout(), "{}", text?.trim_end())?,
            },
        }
    }
    if failed > 0 { Err(format!("{failed} documents could not be read").into()) } else { Ok(()) }
}

/// A bar on the terminal: `[#####     ] 12/24 yueyang.txt`.
fn show(progress: Progress, bar: Option<usize>) {
    let Some(count) = bar else { return };
    let filled = "#".repeat(progress.done * 30 / count.max(1));
    let name: String = visible(progress.name).chars().take(30).collect();
    let end = if progress.done == count { "\n" } else { "" };
    eprint!("\r\x1b[K[{filled:<30}] {}/{count} {name}{end}", progress.done);
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {}", chain(cause)),
        None => error.to_string(),
    }
}

fn list(plan: &Plan, source: &Source) -> String {
    let mut out =
        format!("{} ({} tasks, {} targets)\n", visible(&plan.title), plan.tasks.len(), plan.indicators.len());
    for i in &plan.indicators {
        let lo = i.lo.map(|n| n.to_string()).unwrap_or_default();
        let due = i.horizon.map(|h| h.to_string()).unwrap_or_default();
        let metric = i.metric.as_ref().map_or("", |m| m.as_str());
        let (line, _) = source.line_column(i.evidence.span.start);
        let (unit, op, kind) = (i.unit.as_deref().unwrap_or(""), i.op.as_str(), i.kind.as_str());
        out += &format!(
            "{} {line:>4}  {} {op} {lo} {unit} ({due}, {kind}) {metric}\n",
            i.id,
            visible(&i.subject)
        );
        out += &format!("{:13}「{}」\n", "", visible(&i.evidence.quote));
    }
    out
}
