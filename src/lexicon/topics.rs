//! What tasks are about: a small scheme of topics, told by words.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::words::Words;

/// A word in the title says as much as so many in the body.
const TITLE_WEIGHT: usize = 3;
/// The least that makes a topic: one word of the title, or three different ones of the body.
const ENOUGH: usize = 3;
/// Topics of one task at most.
const MOST: usize = 3;

static TOPICS: LazyLock<Table> = LazyLock::new(|| bundled(include_str!("data/topics.toml")));

/// The words of all topics, with a number of their own and the place of their topic.
static WORDS: LazyLock<Words<(usize, usize)>> = LazyLock::new(|| {
    let words = |(place, topic): (usize, &'static Topic)| topic.words.iter().map(move |w| (w, place));
    let words = topics().iter().enumerate().flat_map(words).enumerate();
    Words::new(words.map(|(number, (word, place))| (word.clone(), (number, place))))
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    topic: Vec<Topic>,
}

/// A topic of the built-in scheme.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::topics;
///
/// let talent = topics().iter().find(|topic| topic.id == "talent").ok_or("no topic")?;
/// assert_eq!((talent.label.as_str(), talent.label_en.as_str()), ("人才", "Talent"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Topic {
    /// Its name in records.
    pub id: String,
    /// Its name in Chinese, simplified script.
    pub label: String,
    /// Its name in English.
    pub label_en: String,
    /// Words that signal it, simplified script.
    pub words: Vec<String>,
    /// Where the notion comes from.
    pub source: String,
}

/// The topics of the built-in scheme, by id.
#[must_use]
pub fn topics() -> &'static [Topic] {
    &TOPICS.topic
}

/// Ids of the topics of a task in simplified script, the leading one first; three at most, none if nothing fits.
///
/// Each word counts once; a word in the title counts as three in the body. Of equal topics the scheme's first wins.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::topics_of;
///
/// assert_eq!(topics_of("强化人才引进培养", "引进院士、博士后。"), ["talent"]);
/// assert!(topics_of("其他", "无。").is_empty());
/// ```
#[must_use]
pub fn topics_of(title: &str, body: &str) -> Vec<String> {
    let mut weights = vec![0; topics().len()];
    let mut said = vec![false; WORDS.iter().count()];
    for (text, weight) in [(title, TITLE_WEIGHT), (body, 1)] {
        for (_, (_, (word, topic))) in WORDS.hits(text) {
            if !std::mem::replace(&mut said[*word], true) {
                weights[*topic] += weight;
            }
        }
    }
    let weighed = weights.into_iter().zip(topics());
    let mut fitting: Vec<(usize, &Topic)> = weighed.filter(|(weight, _)| *weight >= ENOUGH).collect();
    fitting.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    fitting.into_iter().take(MOST).map(|(_, topic)| topic.id.clone()).collect()
}
