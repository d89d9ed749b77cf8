//! Places and scripts.

use serde::{Deserialize, Serialize};

/// The area a plan speaks for (SDMX `REF_AREA`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Region {
    /// Name in the words of the plan, simplified script: 岳阳市.
    pub name: String,
    /// GB/T 2260 code; several joined by `+` for a cluster of cities. `None` if unknown.
    pub code: Option<String>,
    /// The tier of government. `None` if unknown.
    pub level: Option<AdminLevel>,
}

impl Region {
    /// A region called `name`.
    #[must_use]
    pub fn new(name: impl Into<String>, code: Option<String>, level: Option<AdminLevel>) -> Self {
        Self { name: name.into(), code, level }
    }
}

/// The tier of government a plan belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AdminLevel {
    /// 国家.
    National,
    /// 省, 自治区, 直辖市.
    Province,
    /// 城市群, 都市圈, a corridor or zone over several cities.
    CityCluster,
    /// 地级市, 自治州, 盟.
    City,
    /// 区, 县, 县级市, 旗.
    District,
}

/// The script a source is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Script {
    /// Simplified characters (简体).
    Hans,
    /// Traditional characters (繁體).
    Hant,
}
