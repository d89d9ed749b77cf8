//! Reads plans and writes what they promise: `extract FILE|FOLDER…` as a list, `--json`, `--jsonl` or `--out FOLDER`.
//!
//! Files may be text, HTML, and Word or PDF with their features. `--glob PATTERN` chooses files of the folders,
//! `--normalizer NAME` how they are read (default: the one that knows the file), `--threads N` how many read at once.
//! Without arguments it reads a bundled plan:
//!
//! ```text
//! ind-007   11  高新技术企业 eq 1100 家 (2025, level) high_tech_enterprises
//!              「高新技术企业达到1100家」
//! ```

mod given;

use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::path::Path;

use crossplan::corpus::{Document, Progress};
use crossplan::report::visible;
use crossplan::schema::Code;
use crossplan::{Corpus, Plan, Source, normalizers, samples};

const HELP: &str =
    "extract FILE|FOLDER… [--json|--jsonl|--out FOLDER] [--glob PATTERN] [--normalizer NAME] [--threads N]";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut paths, mut out, mut glob, mut form) = (Vec::new(), None, None, "list".to_owned());
    let (mut corpus, mut name) = (Corpus::new(), None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word}: expected a value"));
        match word.as_str() {
            "--json" | "--jsonl" => form = word,
            "--out" => (out, form) = (Some(value()?), "--json".to_owned()),
            "--glob" => glob = Some(value()?),
            "--normalizer" => name = Some(value()?).filter(|n| n != "detect"),
            "--threads" => {
                corpus = corpus.threads(value()?.parse().map_err(|_| "--threads: expected a number")?)
            }
            option if option.starts_with("--") => return Err(given::refused(option, HELP)),
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
    let (mut found, mut failed, mut used) = (0, 0, BTreeSet::new());
    for entry in corpus.each(read).on_progress(move |progress| show(progress, bar)) {
        found += 1;
        match entry.result {
            Err(error) => {
                failed += 1;
                eprintln!("{}", visible(&format!("{error:?}")));
            }
            Ok((stem, text)) => match &out {
                Some(folder) => {
                    std::fs::create_dir_all(folder).map_err(|error| format!("{folder}: {error}"))?;
                    // Files of one name in several folders are told apart by a number.
                    let names = (1..).map(|k| if k == 1 { stem.clone() } else { format!("{stem}-{k}") });
                    let name = names.into_iter().find(|name| used.insert(name.clone())).unwrap_or(stem);
                    std::fs::write(Path::new(folder).join(format!("{name}.json")), text?)?;
                }
                None => writeln!(std::io::stdout(), "{}", text?.trim_end())?,
            },
        }
    }
    match failed {
        _ if found == 0 => Err(format!("{}: no documents", paths.join(", ")).into()),
        0 => Ok(()),
        _ => Err(format!("could not be read: {failed} of {found}").into()),
    }
}

/// A bar on the terminal: `[#####     ] 12/24 yueyang.txt`.
fn show(progress: Progress, bar: Option<usize>) {
    let Some(count) = bar else { return };
    let filled = "#".repeat(progress.done * 30 / count.max(1));
    let name: String = visible(progress.name).chars().take(30).collect();
    let end = if progress.done == count { "\n" } else { "" };
    eprint!("\r\x1b[K[{filled:<30}] {}/{count} {name}{end}", progress.done);
}

fn list(plan: &Plan, source: &Source) -> String {
    let (tasks, targets) = (plan.tasks.len(), plan.indicators.len());
    let mut out =
        format!("{}: {} ({tasks} tasks, {targets} targets)\n", visible(&plan.id), visible(&plan.title));
    for note in plan.diagnostics.iter().filter(|note| note.code == Code::NotAPlan) {
        out += &format!("{:13}{}\n", "", note.message);
    }
    for i in &plan.indicators {
        let figure: Vec<String> = [i.lo, i.hi].into_iter().flatten().map(|n| n.to_string()).collect();
        let figure = figure.join("–");
        let stretch = i.stretch.map(|n| format!(" →{n}")).unwrap_or_default();
        let due = i.horizon.map(|h| h.to_string()).unwrap_or_default();
        let metric = i.metric.as_ref().map_or("", |m| m.as_str());
        let (line, _) = source.line_column(i.evidence.span.start);
        let (unit, op, kind) = (i.unit.as_deref().unwrap_or(""), i.op.as_str(), i.kind.as_str());
        out += &format!(
            "{} {line:>4}  {} {op} {figure}{stretch} {unit} ({due}, {kind}) {metric}\n",
            i.id,
            visible(&i.subject)
        );
        out += &format!("{:13}「{}」\n", "", visible(&i.evidence.quote));
    }
    out
}
