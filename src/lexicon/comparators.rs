//! What a target without a figure is compared with: 超过全省平均水平.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::bundled::bundled;
use crate::schema::Bound;

static WORDS: LazyLock<Table> = LazyLock::new(|| bundled(include_str!("data/comparators.toml")));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    side: Vec<Side>,
    reference: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Side {
    words: Vec<String>,
    en: String,
    bound: Bound,
    #[serde(default)]
    behind: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    words: Vec<String>,
    en: String,
    average_of: Option<Area>,
}

/// The area whose average a target names.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::{Area, Comparator};
///
/// let comparator = Comparator::find("研发投入强度超过全国平均水平").ok_or("none")?;
/// assert_eq!(comparator.average_of, Some(Area::Country));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Area {
    /// 全国.
    Country,
    /// 全省: the province that the plan's region belongs to.
    Province,
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Comparator {
    /// The reference, simplified script.
    pub words: String,
    /// Side and reference in English.
    pub english: String,
    /// How the value is to stand to the reference. `None` if the text does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// The area whose average the reference is. `None` if it is something else (领先水平).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub average_of: Option<Area>,
}

impl Comparator {
    /// Finds the comparator in a target in simplified script. `None` if it names no known reference.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let rows = WORDS.reference.iter().map(|row| (row.words.as_slice(), row));
        let (words, reference) = longest(rows, text)?;
        let (before, behind) = text.split_once(words)?;
        let sides = |is_behind: bool| {
            let sides = WORDS.side.iter().filter(move |side| side.behind == is_behind);
            sides.map(|side| (side.words.as_slice(), side))
        };
        let side = longest(sides(true), behind).filter(|(words, _)| behind.starts_with(words));
        let side = side.or_else(|| longest(sides(false), before)).map(|(_, side)| side);
        Some(Self {
            words: words.to_owned(),
            english: format!("{} {}", side.map_or("at", |side| side.en.as_str()), reference.en),
            bound: side.map(|side| side.bound),
            average_of: reference.average_of,
        })
    }
}

/// The longest words of any row that the text holds.
fn longest<'r, R>(rows: impl IntoIterator<Item = (&'r [String], R)>, text: &str) -> Option<(&'r str, R)>
where
    R: Copy,
{
    let words =
        rows.into_iter().flat_map(|(words, row)| words.iter().map(move |words| (words.as_str(), row)));
    words.filter(|(words, _)| text.contains(words)).max_by_key(|(words, _)| words.len())
}
