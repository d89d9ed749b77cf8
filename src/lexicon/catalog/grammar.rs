//! The word lists of `subjects.toml`, and their indexes.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The built-in lists.
pub(super) static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let lists = toml::from_str(include_str!("../data/subjects.toml"));
    // OK because `tests/metrics_corpus.rs` identifies with the built-in lists.
    #[allow(clippy::expect_used)]
    Grammar::new(lists.expect("the built-in lists are valid"))
});

/// The lists as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    neutral: Vec<String>,
    praise: Vec<String>,
    whole_area: Vec<String>,
    place_end: Vec<String>,
    above: Vec<String>,
    joiner: Vec<String>,
    heading_list: Vec<String>,
    tail: Vec<String>,
    growth_tail: Vec<String>,
    rank_tail: Vec<String>,
    share_tail: Vec<String>,
    share_joint: Vec<String>,
    share_joint_with_tail: Vec<String>,
    density_tail: Vec<String>,
    serving: Vec<String>,
    making: Vec<String>,
    wording: Vec<Wording>,
    level: Vec<LevelWords>,
    per: Vec<PerWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    is: String,
    written: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelWords {
    tier: Tier,
    #[serde(default)]
    above: bool,
    written: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PerWords {
    of: String,
    written: Vec<String>,
}

/// The lists as they are used: longest words first, or by their first character.
pub(super) struct Grammar {
    whole_area: Vec<String>,
    pub(super) place_end: Vec<String>,
    pub(super) above: Vec<String>,
    pub(super) joiner: Vec<String>,
    pub(super) heading_list: Vec<String>,
    pub(super) tail: Vec<String>,
    pub(super) growth_tail: Vec<String>,
    pub(super) rank_tail: Vec<String>,
    pub(super) share_tail: Vec<String>,
    pub(super) share_joint: Vec<String>,
    pub(super) share_joint_with_tail: Vec<String>,
    pub(super) density_tail: Vec<String>,
    serving: Vec<String>,
    making: Vec<String>,
    /// The words for a denominator, and its name.
    pub(super) per: Vec<(Vec<String>, String)>,
    /// Another wording, and the one that labels use.
    wordings: ByFirst<String>,
    /// Words that may stand in front of a name.
    modifiers: ByFirst<Modifier>,
}

/// Words with what they mean, by their first character, longest first.
type ByFirst<T> = HashMap<char, Vec<(String, T)>>;

/// What a word in front of a name does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Modifier {
    /// Nothing (全市).
    Neutral,
    /// Narrows vaguely (高水平).
    Praise,
    /// Names who recognizes it (省级), or the lowest who does (省部级).
    Tier { tier: Tier, above: bool },
}

/// The tier of government that recognizes a thing (国家级, 省级, 市级, 县级).
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::{Catalog, Tier};
///
/// let platforms = Catalog::builtin().get("innovation_platforms_provincial").ok_or("no metric")?;
/// assert_eq!(platforms.level, Some(Tier::Provincial));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Tier {
    /// 县级, 区级.
    County,
    /// 市级.
    Municipal,
    /// 省级.
    Provincial,
    /// 国家级.
    National,
}

impl Grammar {
    fn new(lists: Lists) -> Self {
        let wordings = lists.wording.into_iter().flat_map(|wording| {
            let is = wording.is.clone();
            // The wording of the labels stands for itself, so that a part of it is not taken for another.
            wording.written.into_iter().chain([wording.is]).map(move |written| (written, is.clone()))
        });
        let neutral =
            lists.neutral.into_iter().chain(lists.joiner.clone()).map(|word| (word, Modifier::Neutral));
        let praise = lists.praise.into_iter().map(|word| (word, Modifier::Praise));
        let tiers = lists.level.into_iter().flat_map(|level| {
            level
                .written
                .into_iter()
                .map(move |word| (word, Modifier::Tier { tier: level.tier, above: level.above }))
        });
        Self {
            whole_area: lists.whole_area,
            place_end: lists.place_end,
            above: longest_first(lists.above),
            joiner: longest_first(lists.joiner),
            heading_list: longest_first(lists.heading_list),
            tail: longest_first(lists.tail),
            growth_tail: longest_first(lists.growth_tail),
            rank_tail: longest_first(lists.rank_tail),
            share_tail: longest_first(lists.share_tail),
            share_joint: lists.share_joint,
            share_joint_with_tail: lists.share_joint_with_tail,
            density_tail: longest_first(lists.density_tail),
            serving: lists.serving,
            making: lists.making,
            per: lists.per.into_iter().map(|per| (longest_first(per.written), per.of)).collect(),
            wordings: by_first(wordings),
            modifiers: by_first(neutral.chain(praise).chain(tiers)),
        }
    }

    /// The longest other wording that `text` begins with: its length in bytes, and the wording of the labels.
    pub(super) fn wording(&self, text: &str) -> Option<(usize, &str)> {
        let first = text.chars().next()?;
        let words = self.wordings.get(&first)?;
        words
            .iter()
            .find(|(word, _)| text.starts_with(word.as_str()))
            .map(|(word, is)| (word.len(), is.as_str()))
    }

    /// Every modifier that `text` begins with.
    pub(super) fn modifiers<'g>(&'g self, text: &'g str) -> impl Iterator<Item = (&'g str, Modifier)> {
        let words = text.chars().next().and_then(|first| self.modifiers.get(&first)).into_iter().flatten();
        words
            .filter(|(word, _)| text.starts_with(word.as_str()))
            .map(|(word, meaning)| (word.as_str(), *meaning))
    }

    /// True if the verb in front says that the figure counts who is served, not what there is.
    pub(super) fn serves(&self, action: &str) -> bool {
        let any = |words: &[String]| words.iter().any(|word| action.contains(word.as_str()));
        any(&self.serving) && !any(&self.making)
    }

    /// True for the words by which a plan means all of its area.
    pub(super) fn is_whole_area(&self, scope: &str) -> bool {
        self.whole_area.iter().any(|word| word == scope)
    }

    /// The one name of a denominator (每万人 → 万人口).
    pub(super) fn denominator<'t>(&'t self, text: &'t str) -> &'t str {
        let known = self.per.iter().find(|(written, _)| written.iter().any(|word| word == text));
        known.map_or(text, |(_, of)| of.as_str())
    }
}

fn longest_first(mut words: Vec<String>) -> Vec<String> {
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

fn by_first<T>(words: impl Iterator<Item = (String, T)>) -> ByFirst<T> {
    let mut index: ByFirst<T> = HashMap::new();
    for (word, meaning) in words {
        if let Some(first) = word.chars().next() {
            index.entry(first).or_default().push((word, meaning));
        }
    }
    for words in index.values_mut() {
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    index
}
