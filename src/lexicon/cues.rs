//! Words beside a number that say how to read it.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::words::Words;

use crate::schema::{Bound, Kind};

/// What a word beside a number says.
#[derive(Deserialize)]
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
    not_before: Words,
    #[serde(default)]
    yet_before: Words,
    #[serde(default)]
    not_after: Words,
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

/// Words by their side, with the place of the words that must not stand beside them.
struct Cues {
    before: Words<(Cue, usize)>,
    after: Words<Bound>,
    verbs: Words<(Option<Kind>, usize)>,
    apart: Vec<Words>,
    /// Words that may stand behind a verb although they begin like one that must not, by the place of those.
    yet: Vec<Words>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let entries = bundled::<Table>(include_str!("data/cues.toml")).cue;
    let (mut before, mut after, mut verbs) = (Vec::new(), Vec::new(), Vec::new());
    let (mut apart, mut yet) = (Vec::new(), Vec::new());
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
                before.extend(entry.words.into_iter().map(|w| (w, (cue, apart.len()))));
                apart.push(entry.not_after);
                yet.push(entry.yet_before);
            }
            Some(Side::After) => {
                after.extend(entry.words.into_iter().map(|w| (w, entry.bound.unwrap_or(Bound::Eq))));
            }
            _ => {
                let words = entry.words.into_iter().filter(|w| w.chars().count() > 1);
                verbs.extend(words.map(|w| (w, (entry.kind, apart.len()))));
                apart.push(entry.not_before);
                yet.push(entry.yet_before);
            }
        }
    }
    Cues { before: Words::new(before), after: Words::new(after), verbs: Words::new(verbs), apart, yet }
});

/// The cue that ends `text`, and its length in bytes.
pub(crate) fn cue_before(text: &str) -> Option<(Cue, usize)> {
    let fits = |word: &str, apart: usize| CUES.apart[apart].suffix(&text[..text.len() - word.len()]) == 0;
    let mut words = CUES.before.at_end(text);
    words.find(|(word, (_, apart))| fits(word, *apart)).map(|(word, (cue, _))| (*cue, word.len()))
}

/// The bound that `text` begins with, and its length in bytes.
pub(crate) fn bound_after(text: &str) -> Option<(Bound, usize)> {
    CUES.after.at_start(text).next().map(|(word, bound)| (*bound, word.len()))
}

/// The verb that ends `text`, its kind (`None` if it tells nothing of stock or flow) and its length in bytes.
pub(crate) fn verb_at_end(text: &str) -> Option<(Option<Kind>, usize)> {
    CUES.verbs.at_end(text).next().map(|(word, (kind, _))| (*kind, word.len()))
}

/// The verb that `text` begins with, its kind and its length in bytes; not one that begins a name (孵化器).
pub(crate) fn verb_at_start(text: &str) -> Option<(Option<Kind>, usize)> {
    let fits = |word: &str, place: usize| {
        let behind = &text[word.len()..];
        !CUES.apart[place].begin(behind) || CUES.yet[place].begin(behind)
    };
    let mut words = CUES.verbs.at_start(text);
    words.find(|(word, (_, apart))| fits(word, *apart)).map(|(word, (kind, _))| (*kind, word.len()))
}
