//! The data files hold together: each says what it is, is read, and claims no word twice.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crossplan::lexicon::{Catalog, ColumnRole, Part, Units, agency_functions, agency_level, part_of};
use crossplan::normalizers::{self, Normalizer, Profile};
use crossplan::schema::AgencyLevel;
use crossplan::{Source, clean, outline, samples};
use toml::{Table, Value};

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == ending));
    files.sort();
    files
}

fn data(name: &str) -> Table {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon/data").join(name);
    std::fs::read_to_string(file).unwrap().parse().unwrap()
}

/// The words of a list; none if the key is missing.
fn words<'t>(entry: &'t Table, key: &str) -> impl Iterator<Item = &'t str> {
    entry.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    table[key].as_array().unwrap().iter().map(|entry| entry.as_table().unwrap())
}

#[track_caller]
fn assert_once<'t>(what: &str, words: impl Iterator<Item = &'t str>) {
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> = words.filter(|w| !seen.insert(*w)).collect();
    assert!(twice.is_empty(), "{what}: twice {twice:?}");
    assert!(!seen.is_empty(), "{what}: no words");
    assert!(seen.iter().all(|w| !w.trim().is_empty()), "{what}: a blank word");
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let data = files("src/lexicon/data", "toml").into_iter().chain(files("src/lexicon/data", "txt"));
    for file in data.chain(files("src/normalizers/profiles", "toml")) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("# "), "{}: expected a comment first", file.display());
        assert!(
            text.ends_with('\n') && !text.contains("\r\n"),
            "{}: expected plain line ends",
            file.display()
        );
    }
}

#[test]
fn no_list_names_a_word_twice() {
    fn lists(value: &Value, path: &str) {
        match value {
            Value::Array(items) if items.iter().all(Value::is_str) => {
                assert_once(path, items.iter().filter_map(Value::as_str));
            }
            Value::Array(items) => items.iter().for_each(|item| lists(item, path)),
            Value::Table(table) => {
                table.iter().for_each(|(key, value)| lists(value, &format!("{path}.{key}")))
            }
            _ => {}
        }
    }
    for file in files("src/lexicon/data", "toml") {
        let table: Table = std::fs::read_to_string(&file).unwrap().parse().unwrap();
        // An empty list would say that a key means nothing.
        lists(&Value::Table(table), &file.file_name().unwrap().to_string_lossy());
    }
}

#[test]
fn metrics_are_sorted_and_their_ids_unique() {
    let ids: Vec<&str> = Catalog::builtin().metrics().iter().map(|metric| metric.id.as_str()).collect();
    assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
}

#[test]
fn no_label_of_a_unit_or_magnitude_stands_twice() {
    let units = data("units.toml");
    assert_once("ids", entries(&units, "unit").map(|unit| unit["id"].as_str().unwrap()));
    assert_once("labels", entries(&units, "unit").flat_map(|unit| words(unit, "labels")));
    for (label, _) in Units::builtin().labels() {
        assert!(Units::builtin().parse(label).is_some(), "{label}");
    }
}

#[test]
fn a_cue_has_one_meaning_on_each_side() {
    let cues = data("cues.toml");
    let mut sides: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for cue in entries(&cues, "cue") {
        sides.entry(cue["side"].as_str().unwrap()).or_default().extend(words(cue, "words"));
    }
    assert_eq!(sides.keys().copied().collect::<Vec<_>>(), ["after", "before", "verb"]);
    for (side, words) in sides {
        assert_once(side, words.into_iter());
    }
}

#[test]
fn first_fits_leave_no_word_behind() {
    // Of columns and parts the first entry that fits wins, so a second claim would never be heard.
    for (file, key) in [("columns.toml", "column"), ("sections.toml", "section")] {
        let table = data(file);
        for list in ["words", "whole"] {
            assert_once(&format!("{file} {list}"), entries(&table, key).flat_map(|entry| words(entry, list)));
        }
    }
    let comparators = data("comparators.toml");
    assert_once("comparators.toml", entries(&comparators, "side").flat_map(|side| words(side, "words")));
}

#[test]
fn functions_of_agencies_are_unique_and_found_by_each_word() {
    let agencies = data("agencies.toml");
    assert_once("functions", entries(&agencies, "function").map(|f| f["id"].as_str().unwrap()));
    for function in entries(&agencies, "function") {
        for word in words(function, "words") {
            let found = agency_functions(&format!("市{word}局"));
            assert!(found.iter().any(|id| id == function["id"].as_str().unwrap()), "{word}: {found:?}");
        }
    }
    assert_eq!(agency_level("省科技厅"), Some(AgencyLevel::Provincial));
}

#[test]
fn headings_lead_to_their_part() {
    assert_eq!(part_of("三、保障措施"), Some(Part::Safeguards));
    assert_eq!(part_of("相关链接"), Some(Part::Furniture));
}

#[test]
fn script_pairs_are_sorted_and_of_one_length() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon/data/script.txt");
    let text = std::fs::read_to_string(file).unwrap();
    let pairs: Vec<Vec<char>> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .map(|pair| pair.chars().collect())
        .collect();
    assert!(pairs.len() > 2_500, "{} pairs", pairs.len());
    assert!(pairs.iter().all(|pair| pair.len() == 2 && pair[0] != pair[1]));
    assert!(pairs.iter().all(|pair| pair[0].len_utf8() == pair[1].len_utf8()));
    assert!(pairs.windows(2).all(|two| two[0][0] < two[1][0]));
}

#[test]
fn every_profile_is_read_and_named_like_its_file() {
    let mut names = Vec::new();
    for file in files("src/normalizers/profiles", "toml") {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let profile = Profile::from_toml(&name, &std::fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(profile.id, name);
        assert_eq!(normalizers::by_name(&name).unwrap().profile(), &profile);
        names.push(name);
    }
    let mut known: Vec<&str> = normalizers::all().iter().map(|n| n.profile().id.as_str()).collect();
    known.sort_unstable();
    assert_eq!(names, known);
}

#[test]
fn each_digest_is_known_by_its_own_normalizer_only() {
    for source in samples::all() {
        assert_eq!(normalizers::detect(&source).profile().id, source.stem());
        let plan = normalizers::read(&source).unwrap();
        plan.validate_against(&source).unwrap();
        let region = plan.region.unwrap();
        assert!(region.code.is_some() && region.level.is_some(), "{region:?}");
    }
    let other = crossplan::Source::from_text("qufu", "曲阜市科技创新规划\n一、目标").unwrap();
    assert_eq!(normalizers::detect(&other).profile().id, normalizers::Generic.profile().id);
}

#[test]
fn heads_of_columns_are_understood() {
    let text = "表1 主要指标\n序号\t指标\t单位\t2020年基期值\t2025年目标值\t属性\n1\t高新技术企业\t家\t300\t500\t预期性\n2\t发明专利\t件\t10\t20\t约束性\n";
    let clean = clean::clean(&crossplan::Source::from_text("table", text).unwrap());
    let outline = outline::read(&clean);
    let roles: Vec<_> = outline.tables[0].columns.iter().filter_map(|column| column.role).collect();
    let expected = [
        ColumnRole::Index,
        ColumnRole::Name,
        ColumnRole::Unit,
        ColumnRole::Baseline,
        ColumnRole::Target,
        ColumnRole::Nature,
    ];
    assert_eq!(roles, expected);
}

#[test]
fn a_unit_of_ones_own_is_read_in_sentences_and_cells() -> Result<(), Box<dyn std::error::Error>> {
    let text = "一、目标\n到2030年,新增白银300锭,产量双超千锭。\n\n主要指标\n序号\t指标\t单位\t2030年\n1\t黄金产量\t锭\t25\n2\t铂金产量（锭）\t\t7\n";
    let source = Source::from_text("mint", text)?;
    let profile = normalizers::Profile::from_toml("mint.toml", "id = \"mint\"")?;
    let mut catalog = Catalog::builtin().clone();
    assert!(normalizers::read_with(&source, &profile, &catalog)?.indicators.len() < 4);

    catalog.extend_units(
        "mine.toml",
        "[[unit]]\nid = \"ingot\"\nlabels = [\"锭\"]\ndimension = \"count\"\nfactor = \"1\"",
    )?;
    let plan = normalizers::read_with(&source, &profile, &catalog)?;
    let read: Vec<(String, Option<String>)> = plan
        .indicators
        .iter()
        .map(|i| (i.lo.map(|lo| lo.to_string()).unwrap_or_default(), i.unit.clone()))
        .collect();
    let ingots = ["300", "1000", "25", "7"].map(|value| (value.to_owned(), Some("锭".to_owned())));
    assert_eq!(read, ingots);
    Ok(())
}
