//! What is given to an example on its command line: files and folders, or nothing for the bundled plans.
#![allow(dead_code)] // Each example uses a part of it.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use crossplan::report::PackageFile;
use crossplan::{Corpus, Plan, Source, normalizers, samples};

/// The words of the command line, if they are files and folders only. Prints `usage` for `--help`.
pub fn paths(usage: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().find(|word| word.starts_with("--")) {
        Some(option) => Err(refused(option, usage)),
        None => Ok(words),
    }
}

/// Why an option is none; `--help` is one, and ends the program.
pub fn refused(option: &str, usage: &str) -> Box<dyn Error> {
    if option == "--help" {
        println!("{usage}");
        std::process::exit(0);
    }
    format!("{option}: no such option; --help lists them").into()
}

/// The texts of files and of all files below folders; those of the bundled plans if nothing is given.
pub fn sources(paths: &[String]) -> Result<Vec<Source>, Box<dyn Error>> {
    if paths.is_empty() {
        return Ok(samples::all().into());
    }
    let corpus = paths.iter().fold(Corpus::new(), |corpus, path| corpus.path(path));
    let read = corpus.each(|source| Ok(source.clone())).map(|entry| entry.result);
    let sources: Vec<Source> = read.collect::<Result<_, _>>()?;
    match sources.is_empty() {
        true => Err(format!("{}: no documents", paths.join(", ")).into()),
        false => Ok(sources),
    }
}

/// Says why a comparison of plans has no rows.
pub fn say_if_empty(empty: bool, plans: &[Plan]) {
    if empty && plans.len() > 1 {
        eprintln!(
            "no two of the plans state the same metric; --metric ID shows one that a single plan states"
        );
    }
}

/// Writes the files of a data package into a folder.
pub fn write(folder: &Path, files: Vec<PackageFile>) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    files.into_iter().try_for_each(|file| std::fs::write(folder.join(file.name), file.text))
}

/// Reads plans. Those of one id (two files of one name, two versions of one plan) are told apart by a number.
pub fn plans(sources: &[Source]) -> Result<Vec<Plan>, crossplan::Error> {
    let mut used = BTreeSet::new();
    let read = sources.iter().map(|source| {
        let mut plan = normalizers::read(source)?;
        let ids = (1..).map(|k| if k == 1 { plan.id.clone() } else { format!("{}-{k}", plan.id) });
        plan.id = ids.into_iter().find(|id| used.insert(id.clone())).unwrap_or_default();
        if plan.indicators.is_empty() {
            eprintln!("{}: no targets were found", plan.source.name);
        }
        Ok(plan)
    });
    read.collect()
}
