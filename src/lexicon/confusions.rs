//! Misreadings of character recognition.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::words::Words;

/// One misreading, as `data/confusions.toml` tells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confusion {
    pub(crate) seen: String,
    pub(crate) meant: String,
    after: String,
    before: String,
    #[serde(default)]
    near: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    confusion: Vec<Confusion>,
}

static CONFUSIONS: LazyLock<Vec<Confusion>> =
    LazyLock::new(|| bundled::<Table>(include_str!("data/confusions.toml")).confusion);

/// What is seen, with the place of its misreading.
static SEEN: LazyLock<Words<usize>> =
    LazyLock::new(|| Words::new(confusions().iter().map(|confusion| confusion.seen.clone()).zip(0..)));

/// What is seen in place of other words, with the place of its misreading.
pub(crate) fn seen_words() -> &'static Words<usize> {
    &SEEN
}

/// All misreadings.
pub(crate) fn confusions() -> &'static [Confusion] {
    &CONFUSIONS
}

impl Confusion {
    /// The word means something else between these neighbors.
    pub(crate) fn holds(&self, before: &str, after: &str) -> bool {
        let last = before.chars().next_back();
        let fits_before = match self.after.as_str() {
            "any" => true,
            "digit" => last.is_some_and(|c| c.is_ascii_digit()),
            set => last.is_some_and(|c| set.contains(c)),
        };
        let next = after.trim_start_matches(' ').chars().next();
        let fits_after = match self.before.as_str() {
            "any" => true,
            "mark" => next.is_none_or(|c| c.is_whitespace() || "，,。；;、：:()（）〔〕【】“”".contains(c)),
            set => next.is_some_and(|c| set.contains(c)),
        };
        let near: String = before.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
        fits_before
            && fits_after
            && (self.near.is_empty() || self.near.iter().any(|w| near.contains(w.as_str())))
    }
}
