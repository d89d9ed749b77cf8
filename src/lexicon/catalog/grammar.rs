//! The word lists of `subjects.toml`, and their indexes.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::lexicon::bundled::bundled;
use crate::lexicon::words::Words;

/// The built-in lists.
pub(super) static GRAMMAR: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::new(bundled(include_str!("../data/subjects.toml"))));

/// The lists as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    neutral: Vec<String>,
    praise: Vec<String>,
    whole_area: Vec<String>,
    place_end: Words,
    above: Words,
    joiner: Vec<String>,
    heading_list: Words,
    tail: Words,
    growth_tail: Words,
    rank_tail: Words,
    share_tail: Words,
    share_joint: Vec<String>,
    share_joint_with_tail: Vec<String>,
    density_tail: Words,
    serving: Words,
    making: Words,
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

/// The lists as they are used.
pub(super) struct Grammar {
    whole_area: Vec<String>,
    pub(super) place_end: Words,
    pub(super) above: Words,
    pub(super) joiner: Vec<String>,
    pub(super) heading_list: Words,
    pub(super) tail: Words,
    pub(super) growth_tail: Words,
    pub(super) rank_tail: Words,
    pub(super) share_tail: Words,
    pub(super) share_joint: Vec<String>,
    pub(super) share_joint_with_tail: Vec<String>,
    pub(super) density_tail: Words,
    serving: Words,
    making: Words,
    /// The words for a denominator, and its name.
    pub(super) per: Vec<(Vec<String>, String)>,
    /// All words of `share_joint`, `share_joint_with_tail` and `per`: most subjects have none of them.
    pub(super) parting: Words,
    /// Another wording, and the one that labels use.
    wordings: Words<String>,
    /// Words that may stand in front of a name.
    modifiers: Words<Modifier>,
}

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
        let per = lists.per.iter().flat_map(|per| &per.written);
        let parting = lists.share_joint.iter().chain(&lists.share_joint_with_tail).chain(per);
        let parting = Words::new(parting.map(|word| (word.clone(), ())));
        Self {
            parting,
            whole_area: lists.whole_area,
            place_end: lists.place_end,
            above: lists.above,
            joiner: longest_first(lists.joiner),
            heading_list: lists.heading_list,
            tail: lists.tail,
            growth_tail: lists.growth_tail,
            rank_tail: lists.rank_tail,
            share_tail: lists.share_tail,
            share_joint: lists.share_joint,
            share_joint_with_tail: lists.share_joint_with_tail,
            density_tail: lists.density_tail,
            serving: lists.serving,
            making: lists.making,
            per: lists.per.into_iter().map(|per| (longest_first(per.written), per.of)).collect(),
            wordings: Words::new(wordings),
            modifiers: Words::new(neutral.chain(praise).chain(tiers)),
        }
    }

    /// The longest other wording that `text` begins with: its length in bytes, and the wording of the labels.
    pub(super) fn wording(&self, text: &str) -> Option<(usize, &str)> {
        self.wordings.at_start(text).next().map(|(word, is)| (word.len(), is.as_str()))
    }

    /// Every modifier that `text` begins with.
    pub(super) fn modifiers<'g>(&'g self, text: &'g str) -> impl Iterator<Item = (&'g str, Modifier)> {
        self.modifiers.at_start(text).map(|(word, meaning)| (word.as_str(), *meaning))
    }

    /// True if the verb in front says that the figure counts who is served, not what there is.
    pub(super) fn serves(&self, action: &str) -> bool {
        self.serving.stand_in(action) && !self.making.stand_in(action)
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
