//! What a target without a figure is compared with: 超过全省平均水平.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    // OK because `tests/metrics.rs` reads comparators with the built-in table.
    #[allow(clippy::expect_used)]
    toml::from_str(include_str!("data/comparators.toml")).expect("the built-in comparators are valid")
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    side: Vec<Row>,
    reference: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    words: Vec<String>,
    en: String,
    #[serde(default)]
    behind: bool,
}

/// A reference value that a target names instead of a figure.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::Comparator;
///
/// let comparator = Comparator::find("研发投入强度超过全省平均水平").ok_or("none")?;
/// assert_eq!(comparator.words, "全省平均水平");
/// assert_eq!(comparator.english, "above the provincial average");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Comparator {
    /// The reference, simplified script.
    pub words: String,
    /// Side and reference in English.
    pub english: String,
}

impl Comparator {
    /// Finds the comparator in a target in simplified script. `None` if it names no known reference.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let (words, reference) = longest(&WORDS.reference, text)?;
        let (before, behind) = text.split_once(words)?;
        let (behind_rows, before_rows): (Vec<&Row>, Vec<&Row>) =
            WORDS.side.iter().partition(|row| row.behind);
        let side = longest(behind_rows, behind).filter(|(words, _)| behind.starts_with(words));
        let side = side.or_else(|| longest(before_rows, before));
        let side = side.map_or("at", |(_, row)| row.en.as_str());
        Some(Self { words: words.to_owned(), english: format!("{side} {}", reference.en) })
    }
}

/// The longest words of any row that the text holds.
fn longest<'r>(rows: impl IntoIterator<Item = &'r Row>, text: &str) -> Option<(&'r str, &'r Row)> {
    let words = rows.into_iter().flat_map(|row| row.words.iter().map(move |words| (words.as_str(), row)));
    words.filter(|(words, _)| text.contains(words)).max_by_key(|(words, _)| words.len())
}
