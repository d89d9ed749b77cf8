//! What the README shows is what the programs print.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;

use crossplan::compare::Comparison;
use crossplan::lexicon::Catalog;
use crossplan::reference::{Backing, Reference};
use crossplan::{Plan, metrics, normalizers, report, samples};

fn file(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// What stands between two marks.
#[track_caller]
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let from = text.find(start).unwrap_or_else(|| panic!("no {start:?}")) + start.len();
    &text[from..from + text[from..].find(end).unwrap_or_else(|| panic!("no {end:?}"))]
}

fn plans() -> Vec<Plan> {
    samples::all().iter().map(|source| normalizers::read(source).unwrap()).collect()
}

#[test]
fn program_is_the_example() {
    let example = file("examples/patents_per_10k.rs");
    let program: String =
        example.lines().skip_while(|l| l.starts_with("//!")).map(|l| format!("{l}\n")).collect();
    assert_eq!(between(&file("README.md"), "```rust\n", "```"), program.trim_start());
}

#[test]
fn printed_lines_are_those_of_the_program() {
    let mut printed = String::new();
    for plan in plans() {
        for value in metrics::observe(&plan, Catalog::builtin()).of("invention_patents_per_10k").take(1) {
            printed += &format!("{}: {value}\n", value.plan);
        }
    }
    assert_eq!(between(&file("README.md"), "```text\n", "```"), printed);
    let example = file("examples/patents_per_10k.rs").replace("//! ", "");
    assert_eq!(between(&example, "```text\n", "```").replace("//!", ""), printed);
}

#[test]
fn table_is_that_of_the_comparison() {
    let metrics = ["invention_patents_per_10k", "rd_intensity"].map(str::to_owned);
    let comparison = Comparison::of(&plans()).metrics(metrics).build().unwrap().resolve(Reference::bundled());
    assert_eq!(
        between(&file("README.md"), "<!-- compare -->\n", "<!-- end -->"),
        report::markdown(&comparison).to_string()
    );
}

#[test]
fn bundled_statistics_are_backed_as_it_says() {
    let all = Reference::bundled().statistics();
    let secondary = all.iter().filter(|figure| figure.backing == Backing::Secondary);
    let nameless = secondary.clone().filter(|figure| figure.publisher.is_none()).count();
    let says = format!(
        "Of the {} bundled figures, {} are backed by the publication itself; {} are marked `secondary`, {nameless} of which",
        all.len(),
        all.len() - secondary.clone().count(),
        secondary.count()
    );
    assert!(file("README.md").contains(&says), "{says}");
}

/// Whether an example reads what it is given shows in its source.
#[test]
fn examples_take_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = files
        .filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned()))
        .filter(|name| name != "schema")
        .collect();
    names.sort();
    let (reading, others): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| file(&format!("examples/{name}.rs")).contains("mod given;"));
    let readme = file("README.md");
    let others: Vec<String> = others.iter().map(|name| format!("`{name}`")).collect();
    assert_eq!(between(&readme, "The others (", ") take"), others.join(", "));
    let commands = between(&readme, "## Your own files", "`--help`; so does `parquet`");
    for name in reading.iter().filter(|name| *name != "parquet") {
        assert!(commands.contains(&format!("--example {name} ")), "{name}");
    }
}
