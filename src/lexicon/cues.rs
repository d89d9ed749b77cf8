//! Words beside a number that say how to read it.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::schema::{Bound, Kind};

/// What a word beside a number says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    side: Option<Side>,
    words: Vec<String>,
    bound: Option<Bound>,
    #[serde(default)]
    reached: bool,
    #[serde(default)]
    every: bool,
    #[serde(default)]
    sum: bool,
    #[serde(default)]
    each: bool,
    #[serde(default)]
    hedge: bool,
    kind: Option<Kind>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Side {
    Before,
    After,
    Verb,
}

/// What the words in front of a number say together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cue {
    /// The bound it states.
    pub bound: Option<Bound>,
    /// A level to be reached (达到).
    pub reached: bool,
    /// Per year (每年).
    pub every: bool,
    /// Counted up (累计).
    pub sum: bool,
    /// Paired with several subjects or values (分别).
    pub each: bool,
    /// Hoped for (力争).
    pub hedge: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    cue: Vec<Entry>,
}

/// Words of one side, longest first.
struct Cues {
    before: Vec<(String, Cue, Vec<String>)>,
    after: Vec<(String, Bound)>,
    verbs: Vec<(String, Option<Kind>, usize)>,
    not_before: Vec<Vec<String>>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let table: Result<Table, _> = toml::from_str(include_str!("data/cues.toml"));
    // OK because the table is part of the crate and a test reads it.
    #[allow(clippy::expect_used, reason = "the table is part of the crate and a test reads it")]
    let entries = table.expect("cues.toml is well-formed").cue;
    let mut cues = Cues { before: Vec::new(), after: Vec::new(), verbs: Vec::new(), not_before: Vec::new() };
    for entry in entries {
        let cue = Cue {
            bound: entry.bound,
            reached: entry.reached,
            every: entry.every,
            sum: entry.sum,
            each: entry.each,
            hedge: entry.hedge,
        };
        match entry.side {
            Some(Side::Before) => {
                cues.before.extend(entry.words.into_iter().map(|w| (w, cue, entry.not_after.clone())))
            }
            Some(Side::After) => cues
                .after
                .extend(entry.words.into_iter().zip(std::iter::repeat(entry.bound.unwrap_or(Bound::Eq)))),
            _ => {
                let list = cues.not_before.len();
                cues.verbs.extend(entry.words.into_iter().map(|w| (w, entry.kind, list)));
                cues.not_before.push(entry.not_before);
            }
        }
    }
    cues.before.sort_by_key(|(w, _, _)| std::cmp::Reverse(w.len()));
    cues.after.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
    cues.verbs.sort_by_key(|(w, _, _)| std::cmp::Reverse(w.len()));
    cues
});

/// The cue that ends `text`, and its length in bytes.
pub(crate) fn cue_before(text: &str) -> Option<(Cue, usize)> {
    let fits = |w: &str, not_after: &[String]| {
        text.strip_suffix(w).is_some_and(|lead| !not_after.iter().any(|word| lead.ends_with(word.as_str())))
    };
    CUES.before.iter().find(|(w, _, not_after)| fits(w, not_after)).map(|(w, cue, _)| (*cue, w.len()))
}

/// The bound that `text` begins with, and its length in bytes.
pub(crate) fn bound_after(text: &str) -> Option<(Bound, usize)> {
    CUES.after.iter().find(|(w, _)| text.starts_with(w.as_str())).map(|(w, bound)| (*bound, w.len()))
}

/// The verb that ends `text`, its kind (`None` if it tells nothing of stock or flow) and its length in bytes.
pub(crate) fn verb_at_end(text: &str) -> Option<(Option<Kind>, usize)> {
    CUES.verbs
        .iter()
        .find(|(w, _, _)| w.chars().count() > 1 && text.ends_with(w.as_str()))
        .map(|(w, kind, _)| (*kind, w.len()))
}

/// The verb that `text` begins with, its kind and its length in bytes; not one that begins a name (孵化器).
pub(crate) fn verb_at_start(text: &str) -> Option<(Option<Kind>, usize)> {
    let fits = |w: &str, list: usize| {
        text.strip_prefix(w)
            .is_some_and(|rest| !CUES.not_before[list].iter().any(|name| rest.starts_with(name.as_str())))
    };
    CUES.verbs
        .iter()
        .find(|(w, _, list)| w.chars().count() > 1 && fits(w, *list))
        .map(|(w, kind, _)| (*kind, w.len()))
}
