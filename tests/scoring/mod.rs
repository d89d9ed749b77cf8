//! Scores what was read from a text against a gold file.
//!
//! A reading answers a gold record if their spans overlap and their numbers agree; the best of several is taken, each
//! once. `core` asks for subject, bound, numbers, unit, kind and horizon, `full` for every field. A record's `accept`
//! lists further right answers, `optional` ones need not be found, and readings within `unscored` spans do not count.

use std::collections::BTreeMap;

use crossplan::{Plan, Source};
use rust_decimal::Decimal;
use serde_json::{Value, json};

const CORE: usize = 8;
const FIELDS: [&str; 14] = [
    "subject", "op", "lo", "hi", "stretch", "unit", "kind", "horizon", // these are the core
    "of", "scope", "horizon_from", "aspirational", "section", "metric",
];

/// How much of the gold was read, and what was not.
#[derive(Debug, Default)]
pub struct Score {
    /// Targets in the gold, and those read.
    pub gold: usize,
    pub found: usize,
    /// Readings that answer a gold record; of these, right in the core fields and in all fields.
    pub matched: usize,
    pub core: usize,
    pub full: usize,
    /// Measures in the gold; those read with the right title, and with all bodies in their roles.
    pub tasks: usize,
    pub titled: usize,
    pub tasks_full: usize,
    /// Spans that do not hold their quote.
    pub bad_spans: usize,
    /// One line for each thing missed or wrong.
    pub misses: Vec<String>,
}

impl Score {
    pub fn precision(&self) -> f64 {
        share(self.matched, self.found)
    }

    pub fn recall(&self) -> f64 {
        share(self.matched, self.gold)
    }

    pub fn core_share(&self) -> f64 {
        share(self.core, self.gold)
    }

    pub fn full_share(&self) -> f64 {
        share(self.full, self.gold)
    }

    pub fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.matched += other.matched;
        self.core += other.core;
        self.full += other.full;
        self.tasks += other.tasks;
        self.titled += other.titled;
        self.tasks_full += other.tasks_full;
        self.bad_spans += other.bad_spans;
        self.misses.extend(other.misses);
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (precision, recall) = (self.precision(), self.recall());
        write!(f, "precision {precision:.3}, recall {recall:.3}, core {:.3}, ", self.core_share())?;
        write!(f, "full {:.3}, tasks {} of {}, ", self.full_share(), self.tasks_full, self.tasks)?;
        write!(f, "bad spans {}\n{}", self.bad_spans, self.misses.join("\n"))
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Scores one plan.
pub fn score(gold: &Value, plan: &Plan, source: &Source) -> Score {
    let plan = serde_json::to_value(plan).unwrap();
    let name = source.stem().to_owned();
    let mut score = Score::default();
    targets(gold, &plan, source, &mut score);
    tasks(gold, &plan, &mut score);
    score.misses.iter_mut().for_each(|line| *line = format!("{name}: {line}"));
    score
}

fn targets(gold: &Value, plan: &Value, source: &Source, score: &mut Score) {
    let open: Vec<(u64, u64)> = list(&gold["unscored"]).map(ends).collect();
    let within = |r: &&Value| {
        open.iter().any(|(start, end)| *start <= ends(&r["span"]).0 && ends(&r["span"]).1 <= *end)
    };
    let mut readings: Vec<Option<&Value>> =
        list(&plan["indicators"]).filter(|r| !within(r)).map(Some).collect();
    score.found = readings.len();
    for reading in readings.iter().flatten() {
        let (start, end) = ends(&reading["span"]);
        let held = source.text().get(usize::try_from(start).unwrap()..usize::try_from(end).unwrap());
        score.bad_spans += usize::from(held != reading["quote"].as_str());
    }
    for record in list(&gold["indicators"]) {
        let answers = |r: &Value| overlap(&record["span"], &r["span"]) && numbers_agree(record, r);
        let rank =
            |r: &Value| (same("subject", record, r), FIELDS.iter().filter(|f| same(f, record, r)).count());
        let mut best: Option<(usize, (bool, usize))> = None;
        for (at, reading) in readings.iter().enumerate() {
            let Some(reading) = reading.filter(|r| answers(r)) else { continue };
            if best.is_none_or(|(_, so_far)| rank(reading) > so_far) {
                best = Some((at, rank(reading)));
            }
        }
        let Some(reading) = best.and_then(|(at, _)| readings[at].take()) else {
            if record["optional"] != json!(true) {
                score.gold += 1;
                score.misses.push(format!("missed {} {} {}", record["id"], record["subject"], record["lo"]));
            }
            continue;
        };
        score.gold += 1;
        score.matched += 1;
        let wrong: Vec<&&str> = FIELDS.iter().filter(|f| !same(f, record, reading)).collect();
        score.full += usize::from(wrong.is_empty());
        score.core += usize::from(!wrong.iter().any(|f| FIELDS[..CORE].contains(f)));
        for field in wrong {
            let (got, expected) = (&reading[*field], &record[*field]);
            score.misses.push(format!("{} {field}: expected {expected}, got {got}", record["id"]));
        }
    }
    for extra in readings.iter().flatten() {
        score.misses.push(format!("extra {} {} {}", extra["id"], extra["subject"], extra["lo"]));
    }
}

fn tasks(gold: &Value, plan: &Value, score: &mut Score) {
    let names: BTreeMap<&str, &str> =
        list(&plan["units"]).filter_map(|u| Some((u["id"].as_str()?, u["name"].as_str()?))).collect();
    let mut rest: Vec<&Value> = list(&plan["tasks"]).collect();
    for record in list(&gold["tasks"]) {
        score.tasks += 1;
        let also = list(&record["accept"]["number"]);
        let wanted: Vec<String> = also.chain([&record["number"]]).map(bare_number).collect();
        let fits = |t: &&Value| {
            wanted.contains(&bare_number(&t["number"])) && same_words(&record["title"], &t["title"])
        };
        let Some(at) = rest.iter().position(fits) else {
            score.misses.push(format!("no task {} {}", record["number"], record["title"]));
            continue;
        };
        let task = rest.remove(at);
        score.titled += 1;
        let bodies = |units: &Value| {
            let body = |u: &Value| {
                let name = u["name"].as_str().or_else(|| names.get(u["unit"].as_str()?).copied());
                (fold(name.unwrap_or_default()), u["role"].as_str().unwrap_or_default().to_owned())
            };
            let mut bodies: Vec<_> = list(units).map(body).collect();
            bodies.sort();
            bodies
        };
        let (got, expected) = (bodies(&task["responsibilities"]), bodies(&record["units"]));
        if got == expected || list(&record["accept"]["units"]).any(|units| bodies(units) == got) {
            score.tasks_full += 1;
        } else {
            score
                .misses
                .push(format!("bodies of task {}: expected {expected:?}, got {got:?}", record["number"]));
        }
    }
}

/// Is one field of a reading right?
fn same(field: &str, record: &Value, reading: &Value) -> bool {
    let (expected, mut got) = (&record[field], &reading[field]);
    // The catalog has more metrics than the gold.
    let known = |id: &Value| id.as_str().is_some_and(in_gold);
    if field == "metric" && !known(got) {
        got = &Value::Null;
    }
    if list(&record["accept"][field]).any(|also| also == got) {
        return true;
    }
    match field {
        "lo" | "hi" | "stretch" => number(expected) == number(got),
        "subject" => same_words(expected, got),
        "horizon" => expected.as_str().map(year) == got.as_str().map(year),
        "of" | "scope" => {
            fold(expected.as_str().unwrap_or_default()) == fold(got.as_str().unwrap_or_default())
        }
        "aspirational" => expected.as_bool().unwrap_or_default() == got.as_bool().unwrap_or_default(),
        _ => expected == got,
    }
}

/// The metrics that the gold was annotated with; the catalog marks none, so they are listed. `tests/metrics.rs` asks
/// that the catalog holds each.
fn in_gold(id: &str) -> bool {
    const IDS: &str = include_str!("../annotated_metrics.txt");
    IDS.split_whitespace().any(|known| known == id)
}

fn numbers_agree(record: &Value, reading: &Value) -> bool {
    let numbers = |r: &Value| {
        let word = if r["lo"].is_null() { r["op"].as_str().map(str::to_owned) } else { None };
        (number(&r["lo"]), number(&r["hi"]), word)
    };
    let also = ["lo", "hi"].into_iter().flat_map(|field| {
        list(&record["accept"][field]).map(move |value| {
            let mut other = record.clone();
            other[field] = value.clone();
            other
        })
    });
    numbers(record) == numbers(reading) || also.into_iter().any(|other| numbers(&other) == numbers(reading))
}

/// Two wordings of one thing: equal, one within the other, or most pairs of characters in common.
fn same_words(one: &Value, other: &Value) -> bool {
    let (one, other) = (fold(one.as_str().unwrap_or_default()), fold(other.as_str().unwrap_or_default()));
    let shorter = one.chars().count().min(other.chars().count());
    one == other
        || (shorter >= 3 && (one.contains(&other) || other.contains(&one)))
        || dice(&one, &other) >= 0.6
}

fn dice(one: &str, other: &str) -> f64 {
    let pairs = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        chars.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()
    };
    let (ours, mut rest) = (pairs(one), pairs(other));
    let whole = ours.len() + rest.len();
    if ours.is_empty() || rest.is_empty() {
        return f64::from(u8::from(one == other));
    }
    let mut common = 0;
    for pair in ours {
        if let Some(at) = rest.iter().position(|other| *other == pair) {
            rest.swap_remove(at);
            common += 2;
        }
    }
    share(common, whole)
}

/// Without quotation marks, brackets, blanks, 的 and a last 数量.
fn fold(text: &str) -> String {
    const NOISE: &str = "“”\"'‘’「」『』《》()（）[]、,，.。·的";
    let mut folded: String = text.chars().filter(|c| !c.is_whitespace() && !NOISE.contains(*c)).collect();
    for tail in ["數量", "数量", "總數", "总数", "數", "数"] {
        if folded.ends_with(tail) && folded.chars().count() > tail.chars().count() + 2 {
            folded.truncate(folded.len() - tail.len());
        }
    }
    folded
}

fn bare_number(number: &Value) -> String {
    let written = number.as_str().map_or_else(|| number.to_string(), str::to_owned);
    written.chars().filter(|c| !c.is_whitespace() && !"()（）、.．,，第条节章项是".contains(*c)).collect()
}

fn number(value: &Value) -> Option<Decimal> {
    value.as_str().map(|digits| Decimal::from_str_exact(digits).unwrap().normalize())
}

fn year(horizon: &str) -> &str {
    horizon.get(..4).unwrap_or(horizon)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn ends(span: &Value) -> (u64, u64) {
    (span["start"].as_u64().unwrap(), span["end"].as_u64().unwrap())
}

fn overlap(one: &Value, other: &Value) -> bool {
    let (one, other) = (ends(one), ends(other));
    one.0.max(other.0) < one.1.min(other.1)
}
