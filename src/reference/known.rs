//! What is known of a region: one statistic, or the sum of those of its parts.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Statistic, Vintage};
use crate::lexicon::Units;

/// A figure of one region, year and vintage, with the statistics it is made of.
///
/// # Examples
///
/// ```
/// use crossplan::reference::{Reference, Vintage};
///
/// let cities = "430100+430200+430300";
/// let people = Reference::bundled().known(cities, "population_resident", 2022, Vintage::Estimate).ok_or("none")?;
/// assert_eq!(people.value.to_string(), "1699.44");
/// assert_eq!(people.statistics.len(), 3);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Known {
    /// Code of the region.
    pub code: String,
    /// What is measured.
    pub indicator: String,
    /// Calendar year.
    pub year: i32,
    /// One vintage for all parts.
    pub vintage: Vintage,
    /// The figure, in `unit`; a sum keeps the digits of its parts.
    #[serde(with = "rust_decimal::serde::str")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DecimalText"))]
    pub value: Decimal,
    /// Unit as printed.
    pub unit: String,
    /// What it is made of: one statistic, or one for each part in the order of the code. Never empty.
    pub statistics: Vec<Statistic>,
}

impl Known {
    pub(super) fn of_one(statistic: &Statistic) -> Self {
        Self {
            code: statistic.code.clone(),
            indicator: statistic.indicator.clone(),
            year: statistic.year,
            vintage: statistic.vintage,
            value: statistic.value,
            unit: statistic.unit.clone(),
            statistics: vec![statistic.clone()],
        }
    }

    /// The sum over the parts of a joined code. `None` unless all have one unit and the sum has a decimal.
    pub(super) fn of_parts(code: &str, parts: &[&Statistic]) -> Option<Self> {
        let first = parts.first()?;
        if parts.iter().any(|part| part.unit != first.unit) {
            return None;
        }
        let value = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value))?;
        let statistics = parts.iter().map(|part| (*part).clone()).collect();
        Some(Self { code: code.to_owned(), value, statistics, ..Self::of_one(first) })
    }
}

impl Known {
    /// In Chinese, with year and vintage.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::reference::{Reference, Vintage};
    ///
    /// let people = Reference::bundled().known("430600", "population_resident", 2020, Vintage::Census).ok_or("none")?;
    /// assert_eq!(people.chinese(), "505.1922 万人(2020年普查)");
    /// assert_eq!(people.english(), "5.051922 million people (census 2020)");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn chinese(&self) -> String {
        format!("{} {}({}年{})", self.value, self.unit, self.year, self.vintage.chinese())
    }

    /// In English, the unit too, with year and vintage.
    ///
    /// # Examples
    ///
    /// See [`chinese`](Self::chinese).
    #[must_use]
    pub fn english(&self) -> String {
        let amount = Units::builtin().english_amount(self.value, None, &self.unit);
        format!("{amount} ({} {})", self.vintage.as_str(), self.year)
    }
}

impl std::fmt::Display for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{} {} ({} {})", self.value, self.unit, self.vintage.as_str(), self.year))
    }
}

/// One year and vintage of an indicator for several regions, so that their figures stand on one footing.
///
/// # Examples
///
/// See [`Reference::basis`](super::Reference::basis).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Basis {
    /// Calendar year.
    pub year: i32,
    /// One vintage for all regions.
    pub vintage: Vintage,
    /// In the order of the regions asked for. `None` where no such figure is known.
    pub figures: Vec<Option<Known>>,
}
