//! Bodies: what their names tell of tier and function.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::words::Words;

use crate::schema::AgencyLevel;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    endings: Words,
    function: Vec<Function>,
    tier: Vec<TierEntry>,
}

/// What a kind of body does.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::functions;
///
/// let first = &functions()[0];
/// assert_eq!((first.id.as_str(), first.label_en.as_str()), ("science-and-technology", "Science and technology"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Function {
    /// Its name in records.
    pub id: String,
    /// Its name in Chinese, simplified script.
    pub label: String,
    /// Its name in English.
    pub label_en: String,
    /// Words in names of bodies that have it.
    words: Vec<String>,
    /// Words in names of bodies that do not, whatever else they hold.
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TierEntry {
    tier: AgencyLevel,
    #[serde(default)]
    start: Vec<String>,
    #[serde(default)]
    end: Vec<String>,
}

static AGENCIES: LazyLock<Table> = LazyLock::new(|| bundled(include_str!("data/agencies.toml")));

/// The words of all functions, each with the place of its function and whether it tells for it or against it.
static FUNCTION_WORDS: LazyLock<Words<(usize, bool)>> = LazyLock::new(|| {
    let words = |(place, function): (usize, &'static Function)| {
        let told =
            |words: &'static [String], fits| words.iter().map(move |word| (word.clone(), (place, fits)));
        told(&function.words, true).chain(told(&function.not, false))
    };
    Words::new(functions().iter().enumerate().flat_map(words))
});

/// The canonical functions, in the order of the table.
#[must_use]
pub fn functions() -> &'static [Function] {
    &AGENCIES.function
}

/// The canonical functions of a body, in the order of the table. Several for merged bodies, none if unknown.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::agency_functions;
///
/// assert_eq!(agency_functions("区科技工业和信息化局"), ["science-and-technology", "industry-and-information"]);
/// ```
#[must_use]
pub fn agency_functions(name: &str) -> Vec<String> {
    // Whether words of a function stand in the name, and none that tell against it.
    let mut fits = vec![false; functions().len()];
    FUNCTION_WORDS.hits(name).filter(|(_, (_, (_, fit)))| *fit).for_each(|(_, (_, (k, _)))| fits[*k] = true);
    FUNCTION_WORDS
        .hits(name)
        .filter(|(_, (_, (_, fit)))| !*fit)
        .for_each(|(_, (_, (k, _)))| fits[*k] = false);
    let fitting = functions().iter().zip(fits).filter(|(_, fits)| *fits);
    fitting.map(|(function, _)| function.id.clone()).collect()
}

/// The tier of a body, by its name. `None` if the name does not tell.
///
/// # Examples
///
/// ```
/// use crossplan::{lexicon::agency_level, schema::AgencyLevel};
///
/// assert_eq!(agency_level("省科学技术厅"), Some(AgencyLevel::Provincial));
/// assert_eq!(agency_level("各县市区政府"), Some(AgencyLevel::Collective));
/// ```
#[must_use]
pub fn agency_level(name: &str) -> Option<AgencyLevel> {
    let by_table = AGENCIES.tier.iter().find(|t| {
        t.start.iter().any(|w| name.starts_with(w.as_str()))
            || t.end.iter().any(|w| name.ends_with(w.as_str()))
    });
    // 合江县政府, 长沙市人民政府: the place is in the name.
    let by_place = || {
        let place: String = name.chars().take(5).collect();
        let at = |c: char| place.find(c).filter(|at| *at > 0);
        match (at('省'), at('市'), at('县').or(at('区')).or(at('旗'))) {
            (Some(_), _, _) => Some(AgencyLevel::Provincial),
            (_, Some(_), _) => Some(AgencyLevel::Municipal),
            (_, _, Some(_)) => Some(AgencyLevel::District),
            _ => None,
        }
    };
    by_table.map(|t| t.tier).or_else(by_place)
}

/// True if a word ends as names of bodies do.
pub(crate) fn ends_like_agency(name: &str) -> bool {
    let bare = name.trim_end_matches([')', '）', ' ', '〕', ']']);
    AGENCIES.endings.suffix(bare) > 0
}
