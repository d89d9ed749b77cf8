//! When a target is due, and the years a plan covers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The year or day a target is due.
///
/// Written `"2025"` (by the end of the year) or `"2025-06-30"` (by that day), and in no other form. Ordered by the last
/// day it allows.
///
/// # Examples
///
/// ```
/// use crossplan::schema::Horizon;
///
/// let year: Horizon = "2025".parse()?;
/// let day: Horizon = "2025-06-30".parse()?;
/// assert!(day < year);
/// assert_eq!(day.year(), 2025);
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$")))]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum Horizon {
    /// By the end of this year: 0 to 9999. Others can be shown, but not be read back.
    Year(i32),
    /// By this day, of a year from 0 to 9999.
    Day(NaiveDate),
}

impl Horizon {
    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year) => year,
            Self::Day(day) => chrono::Datelike::year(&day),
        }
    }

    fn last_day(self) -> (i32, u32, u32) {
        match self {
            Self::Year(year) => (year, 12, 31),
            Self::Day(day) => {
                (chrono::Datelike::year(&day), chrono::Datelike::month(&day), chrono::Datelike::day(&day))
            }
        }
    }
}

impl PartialOrd for Horizon {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Horizon {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let rank = |h: &Self| (h.last_day(), matches!(h, Self::Year(_)));
        rank(self).cmp(&rank(other))
    }
}

impl std::fmt::Display for Horizon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => f.pad(&format!("{year:04}")),
            Self::Day(day) => f.pad(&day.to_string()),
        }
    }
}

impl std::str::FromStr for Horizon {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let shape: String = text.chars().map(|c| if c.is_ascii_digit() { 'd' } else { c }).collect();
        let horizon = match shape.as_str() {
            "dddd" => text.parse().ok().map(Self::Year),
            "dddd-dd-dd" => text.parse().ok().map(Self::Day),
            _ => None,
        };
        horizon.ok_or_else(|| crate::Error::Horizon { text: text.to_owned() })
    }
}

impl TryFrom<String> for Horizon {
    type Error = crate::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Horizon> for String {
    fn from(horizon: Horizon) -> Self {
        horizon.to_string()
    }
}

/// Where a horizon was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum HorizonFrom {
    /// In the same sentence.
    Sentence,
    /// Earlier in the paragraph, under its heading, in a column header or a deadline line.
    Section,
    /// Only the period of the plan covers it.
    Plan,
}

/// The years a plan covers, as it states them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanPeriod {
    /// First year, included. `None` if the plan does not say.
    pub start: Option<i32>,
    /// Last year or day, included: the title's range, the validity clause, or the year of the main goals. `None` if the
    /// plan says none of them.
    pub end: Option<Horizon>,
}

impl PlanPeriod {
    /// A period from `start` to `end`.
    #[must_use]
    pub fn new(start: Option<i32>, end: Option<Horizon>) -> Self {
        Self { start, end }
    }
}
