//! Places in English.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Regions;
use crate::lexicon::bundled::bundled;

static NAMES: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| bundled::<Table>(include_str!("../data/region_names.toml")).names);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    names: BTreeMap<String, String>,
}

impl Regions {
    /// The English name of the country, a province, a prefecture or a joined code; `None` for most counties.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::Regions;
    ///
    /// assert_eq!(Regions::english("430600").as_deref(), Some("Yueyang"));
    /// assert_eq!(Regions::english("430100+430200+430300").as_deref(), Some("Chang-Zhu-Tan"));
    /// assert_eq!(Regions::english("430600+420500").as_deref(), Some("Yueyang–Yichang"));
    /// assert_eq!(Regions::english("370881"), None);
    /// ```
    #[must_use]
    pub fn english(code: &str) -> Option<String> {
        if let Some(name) = NAMES.get(code) {
            return Some(name.clone());
        }
        let parts: Option<Vec<&str>> =
            code.split('+').map(|part| NAMES.get(part).map(String::as_str)).collect();
        Some(parts?.join("–"))
    }
}
