//! From `regions.toml` to the table: codes put together, names checked, the automaton built.

use std::collections::HashMap;

use daachorse::{CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use serde::Deserialize;

use super::{Division, Label, Regions};
use crate::Error;
use crate::schema::AdminLevel;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    generic: Vec<String>,
    fused: Vec<String>,
    province: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: String,
    name: String,
    short: String,
    #[serde(default)]
    ambiguous: bool,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    cities: Vec<Row>,
    #[serde(default)]
    counties: String,
    #[serde(default)]
    former: String,
}

/// How the names of a division are searched.
struct Search {
    short: bool,
    unless: Vec<String>,
}

/// The table as it is looked up.
pub(super) fn build(file: &str, table: Table) -> Result<Regions, Error> {
    Loader { file, divisions: Vec::new(), rows: Vec::new() }.load(table)
}

struct Loader<'f> {
    file: &'f str,
    divisions: Vec<Division>,
    /// One for each division.
    rows: Vec<Search>,
}

impl Loader<'_> {
    fn load(mut self, table: Table) -> Result<Regions, Error> {
        for province in table.province {
            self.add(province, None)?;
        }
        let mut by_code = HashMap::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, division) in self.divisions.iter().enumerate() {
            if by_code.insert(division.code.clone(), at).is_some() {
                return Err(self.problem(&division.code, "the code is taken"));
            }
            for name in names(division) {
                let same = by_name.entry(name.to_owned()).or_default();
                let upper = |at: usize| self.divisions[at].level != AdminLevel::District;
                if upper(at) && same.iter().any(|other| upper(*other)) {
                    return Err(self.problem(name, "the name is taken"));
                }
                same.push(at);
            }
        }
        for same in by_name.values_mut() {
            same.sort_by_key(|at| (self.divisions[*at].level, self.divisions[*at].former));
        }
        let (labels, label_of) = self.labels(&table.generic)?;
        let patterns = label_of.iter().map(|(name, at)| (name.as_str(), *at as u32));
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(patterns)
            .map_err(|_| self.problem("", "too many or empty names"))?;
        let Self { divisions, .. } = self;
        Ok(Regions { divisions, by_code, by_name, labels, label_of, automaton, fused: table.fused })
    }

    fn add(&mut self, row: Row, parent: Option<&str>) -> Result<(), Error> {
        if row.code.len() != 6 || !row.code.bytes().all(|b| b.is_ascii_digit()) {
            return Err(self.problem(&row.name, "expected a code of six digits"));
        }
        let level = if parent.is_none() { AdminLevel::Province } else { AdminLevel::City };
        let mut also = row.also;
        if row.name.ends_with("自治州") && !row.short.ends_with('州') {
            also.push(format!("{}州", row.short));
        }
        let Row { code, name, short, .. } = row;
        self.rows.push(Search { short: !row.ambiguous, unless: row.unless });
        let parent = parent.map(str::to_owned);
        self.divisions.push(Division { code: code.clone(), name, short, also, level, parent, former: false });
        for city in row.cities {
            self.add(city, Some(&code))?;
        }
        self.counties(&row.counties, &code, false)?;
        self.counties(&row.former, &code, true)
    }

    /// `21平江县 28芷江侗族自治县=芷江`: the digits that the code of the division above has no place for, and the name.
    fn counties(&mut self, cells: &str, parent: &str, former: bool) -> Result<(), Error> {
        for cell in cells.split_whitespace() {
            let (full, given) =
                cell.split_once('=').map_or((cell, None), |(full, short)| (full, Some(short)));
            let name = full.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = &full[..full.len() - name.len()];
            if name.is_empty() || !matches!(digits.len(), 2 | 4) {
                return Err(self.problem(cell, "expected two or four digits and a name"));
            }
            let code = format!("{}{digits}", &parent[..6 - digits.len()]);
            let bare = name.strip_suffix(['县', '区', '市', '旗']).filter(|bare| bare.chars().count() > 1);
            let short = given.or(bare).unwrap_or(name).to_owned();
            let (level, parent) = (AdminLevel::District, Some(parent.to_owned()));
            self.rows.push(Search { short: false, unless: Vec::new() });
            let name = name.to_owned();
            self.divisions.push(Division { code, name, short, also: Vec::new(), level, parent, former });
        }
        Ok(())
    }

    fn labels(&self, generic: &[String]) -> Result<(Vec<Label>, HashMap<String, usize>), Error> {
        let mut labels: Vec<Label> = Vec::new();
        let mut label_of: HashMap<String, usize> = HashMap::new();
        for (at, (division, row)) in self.divisions.iter().zip(&self.rows).enumerate() {
            for name in names(division) {
                if name == division.short && name != division.name && !row.short {
                    continue;
                }
                let label = *label_of.entry(name.to_owned()).or_insert(labels.len());
                if label == labels.len() {
                    labels.push(Label::default());
                }
                let label = &mut labels[label];
                // Of two tiers the higher one is meant.
                label.divisions.push(at);
                let highest = label.divisions.iter().map(|at| self.divisions[*at].level).min();
                label.divisions.retain(|at| Some(self.divisions[*at].level) == highest);
                // 和县, 成县 are found in 市和县 and 组成县 too.
                label.needs_parent = name.chars().count() == 2 && division.level == AdminLevel::District;
                let unless =
                    row.unless.iter().filter_map(|word| Some((word.clone(), word.find(&division.short)?)));
                label.unless.extend(unless);
            }
        }
        for name in generic {
            let label = label_of.get(name).and_then(|at| labels.get_mut(*at));
            label.ok_or_else(|| self.problem(name, "generic, but the name of no division"))?.needs_parent =
                true;
        }
        Ok((labels, label_of))
    }

    fn problem(&self, entry: &str, problem: &str) -> Error {
        Error::Lexicon { file: self.file.to_owned(), entry: entry.to_owned(), problem: problem.to_owned() }
    }
}

/// Full, short and other names, each once.
fn names(division: &Division) -> impl Iterator<Item = &str> {
    let short = Some(division.short.as_str()).filter(|short| *short != division.name);
    std::iter::once(division.name.as_str()).chain(short).chain(division.also.iter().map(String::as_str))
}
