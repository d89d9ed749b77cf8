//! What part of a plan stands under a heading.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::words::FirstFit;

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

static SECTIONS: LazyLock<FirstFit<Part>> = LazyLock::new(|| {
    let entries = bundled::<Table>(include_str!("data/sections.toml")).section;
    FirstFit::of(entries.into_iter().map(|entry| (entry.part, entry.words, entry.whole)))
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
    SECTIONS.find(bare)
}
