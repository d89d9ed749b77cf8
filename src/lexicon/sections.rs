//! What part of a plan stands under a heading.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::words::Words;

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Part {
    /// What has been reached: no targets.
    Background,
    /// Aims.
    Goals,
    /// Guiding thoughts and principles.
    General,
    /// Measures.
    Tasks,
    /// How the plan is carried out.
    Safeguards,
    /// An explanation that restates the plan.
    Interpretation,
    /// The page around the plan.
    Furniture,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    part: Part,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    whole: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    section: Vec<Entry>,
}

/// The words of all entries, each with the place of its entry: the first entry that fits wins.
struct Index {
    parts: Vec<Part>,
    words: Words<usize>,
    whole: Words<usize>,
}

static SECTIONS: LazyLock<Index> = LazyLock::new(|| {
    let entries = bundled::<Table>(include_str!("data/sections.toml")).section;
    let (mut parts, mut words, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for (place, entry) in entries.into_iter().enumerate() {
        parts.push(entry.part);
        words.extend(entry.words.into_iter().map(|word| (word, place)));
        whole.extend(entry.whole.into_iter().map(|word| (word, place)));
    }
    Index { parts, words: Words::new(words), whole: Words::new(whole) }
});

/// The part that a heading announces. `None` if its words do not tell.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::{Part, part_of};
///
/// assert_eq!(part_of("发展目标"), Some(Part::Goals));
/// assert_eq!(part_of("强化组织保障"), Some(Part::Safeguards));
/// assert_eq!(part_of("人工智能"), None);
/// ```
#[must_use]
pub fn part_of(title: &str) -> Option<Part> {
    let bare = title.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '【' | '】' | ':' | '：' | '。' | '“' | '”')
    });
    let inside = SECTIONS.words.hits(bare).map(|(_, (_, place))| *place).min();
    let place = inside.into_iter().chain(SECTIONS.whole.get(bare).copied()).min()?;
    SECTIONS.parts.get(place).copied()
}
