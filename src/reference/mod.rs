//! Published statistics to set plans against: population, GDP, R&D. Bundled figures name their sources; a researcher
//! adds others as CSV. Nothing is ever filled in: what is not in the tables is not known.
//!
//! # Which figure is taken
//!
//! One figure is published several times ([`Vintage`]), and figures of several regions are on one footing only if
//! year and vintage are the same. [`Reference::basis`] holds the rule:
//!
//! 1. what is known of the most regions goes first;
//! 2. of those a census goes first: year-end populations are estimates from samples;
//! 3. then the latest year, if asked for not after a given one;
//! 4. then the order of [`Vintage`]: for GDP the preliminary figure, with which the published R&D intensities go.
//!
//! A region without a figure of that year and vintage has none.

mod csv;
mod known;
mod load;
mod statistic;

pub use known::{Basis, Known};
pub use statistic::{Backing, Statistic, StatisticalIndicator, Vintage};

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lexicon::Units;
use crate::{Error, Source};

static BUNDLED: LazyLock<Reference> = LazyLock::new(|| {
    // OK because `tests/reference.rs` reads the bundled table.
    #[allow(clippy::expect_used, reason = "the table is part of the crate and a test reads it")]
    Reference::from_csv("statistics.csv", include_str!("statistics.csv"))
        .expect("the bundled statistics are valid")
});

/// Statistics by region, indicator, year and vintage.
///
/// # Examples
///
/// ```
/// use crossplan::reference::{Reference, Vintage};
///
/// let mine = "code,indicator,year,value,unit,status\n430600,gdp,2024,5005.5,亿元,preliminary\n";
/// let mut reference = Reference::bundled().clone();
/// reference.merge(Reference::from_csv("mine.csv", mine)?);
/// let latest = reference.latest("430600", "gdp", None).ok_or("none")?;
/// assert_eq!(latest.to_string(), "5005.5 亿元 (preliminary 2024)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    // Invariant: sorted by code, indicator, year, vintage; no two rows share all four.
    rows: Vec<Statistic>,
}

impl Reference {
    /// The figures that come with the crate.
    ///
    /// # Examples
    ///
    /// ```
    /// let reference = crossplan::reference::Reference::bundled();
    /// assert!(reference.statistics().iter().any(|row| row.document.is_some()));
    /// ```
    #[must_use]
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a table. `file` names it in messages.
    ///
    /// The columns `code`, `indicator`, `year`, `value` and `unit` must be there, in any order; `name`, `status`
    /// (`final` if left out), `publisher`, `document`, `published`, `evidence` (`secondary` if left out) and `note`
    /// may be. RFC 4180, with or without byte-order mark; lines above the header may begin with `#`.
    ///
    /// # Errors
    ///
    /// [`Error::Statistics`] with the line.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::reference::Reference;
    ///
    /// let wrong = Reference::from_csv("mine.csv", "code,indicator,year,value,unit\n430600,gdp,2024,5千,亿元");
    /// assert_eq!(wrong.map(|_| ()).unwrap_err().to_string(), r#"mine.csv, line 2: value "5千", expected a decimal"#);
    /// ```
    pub fn from_csv(file: &str, text: &str) -> Result<Self, Error> {
        let mut rows = load::read(file, text)?;
        rows.sort_by(|(_, one), (_, other)| key(one).cmp(&key(other)));
        let twice = rows.windows(2).find_map(|pair| match pair {
            [(first, one), (second, other)] if key(one) == key(other) => {
                Some((*first.min(second), *first.max(second)))
            }
            _ => None,
        });
        if let Some((first, line)) = twice {
            let problem = format!("code, indicator, year and status are those of line {first}");
            return Err(Error::Statistics { file: file.to_owned(), line, problem });
        }
        Ok(Self { rows: rows.into_iter().map(|(_, row)| row).collect() })
    }

    /// Reads a file as [`from_csv`](Self::from_csv) does, in any encoding that [`Source`] reads and within the default
    /// [`Limits`](crate::Limits); what is read within others, [`from_csv`](Self::from_csv) takes as text.
    ///
    /// # Errors
    ///
    /// Those of [`Source::from_path`] and [`Error::Statistics`].
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::reference::Reference;
    ///
    /// let wrong = Reference::from_path("nowhere.csv").map(|_| ()).unwrap_err();
    /// assert_eq!(wrong.to_string(), "nowhere.csv: cannot be read");
    /// ```
    pub fn from_path(path: impl AsRef<std::path::Path>) -> Result<Self, Error> {
        let source = Source::from_path(path)?;
        Self::from_csv(source.name(), source.text())
    }

    /// Adds the figures of another table; where both have one, that of the other is kept.
    ///
    /// # Examples
    ///
    /// See [`Reference`].
    pub fn merge(&mut self, other: Self) {
        // The rows of the other come first, so that of equal ones theirs stays.
        let mut rows = other.rows;
        rows.append(&mut self.rows);
        rows.sort_by(|one, other| key(one).cmp(&key(other)));
        rows.dedup_by(|later, first| key(later) == key(first));
        self.rows = rows;
    }

    /// All figures, by code, indicator, year and vintage.
    ///
    /// # Examples
    ///
    /// See [`bundled`](Self::bundled).
    #[must_use]
    pub fn statistics(&self) -> &[Statistic] {
        &self.rows
    }

    /// The figure of a region as it was published. `None` if the table has none; nothing is summed.
    ///
    /// # Examples
    ///
    /// See [`Statistic`].
    #[must_use]
    pub fn statistic(&self, code: &str, indicator: &str, year: i32, vintage: Vintage) -> Option<&Statistic> {
        let wanted = (code, indicator, year, vintage);
        let place = self.rows.binary_search_by(|row| key(row).cmp(&wanted)).ok()?;
        self.rows.get(place)
    }

    /// The figure of a region; that of a joined code is the sum over its parts if the table does not state it.
    ///
    /// Ratios and densities are never summed. `None` if any part is not known in this year and vintage.
    ///
    /// # Examples
    ///
    /// See [`Known`].
    #[must_use]
    pub fn known(&self, code: &str, indicator: &str, year: i32, vintage: Vintage) -> Option<Known> {
        if let Some(stated) = self.statistic(code, indicator, year, vintage) {
            return Some(Known::of_one(stated));
        }
        let codes: BTreeSet<&str> = code.split('+').collect();
        if codes.len() != code.split('+').count() {
            return None; // A part that is named twice would be counted twice.
        }
        let parts = code.split('+').map(|part| self.statistic(part, indicator, year, vintage));
        let parts = parts.collect::<Option<Vec<&Statistic>>>()?;
        let adds_up = parts.iter().all(|part| {
            let dimension = Units::builtin().parse(&part.unit).map(|unit| unit.dimension());
            dimension.is_some_and(|dimension| matches!(dimension.as_str(), "count" | "person" | "money"))
        });
        if parts.len() < 2 || !adds_up {
            return None;
        }
        Known::of_parts(code, &parts)
    }

    /// The figure of one region by the rule of this module, if given not after a year. `None` if none is known.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::reference::Reference;
    ///
    /// let shandong = Reference::bundled().latest("370000", "rd_intensity", None).ok_or("none")?;
    /// assert_eq!(shandong.to_string(), "2.49 % (preliminary 2022)");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn latest(&self, code: &str, indicator: &str, not_after: Option<i32>) -> Option<Known> {
        self.basis(&[code], indicator, not_after)?.figures.into_iter().flatten().next()
    }

    /// One year and vintage of an indicator for several regions, by the rule of this module. `None` if no region has
    /// a figure.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::reference::{Reference, Vintage};
    ///
    /// let people = |codes: &[&str]| Reference::bundled().basis(codes, "population_resident", None);
    /// let basis = people(&["430600", "371300", "441502"]).ok_or("none")?;
    /// assert_eq!((basis.year, basis.vintage), (2020, Vintage::Census));
    /// assert!(basis.figures[2].is_none()); // no census figure of the district
    /// let other = people(&["430100", "441502"]).ok_or("none")?;
    /// assert_eq!((other.year, other.vintage), (2021, Vintage::Estimate)); // the one year-end known of both
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn basis(&self, codes: &[&str], indicator: &str, not_after: Option<i32>) -> Option<Basis> {
        let parts = codes.iter().flat_map(|code| std::iter::once(*code).chain(code.split('+')));
        let parts: BTreeSet<&str> = parts.collect();
        let rows = parts.into_iter().flat_map(|part| self.of(part, indicator));
        let vintages: BTreeSet<(i32, Vintage)> = rows.map(|row| (row.year, row.vintage)).collect();
        let in_time = vintages.into_iter().filter(|(year, _)| not_after.is_none_or(|last| *year <= last));
        let bases = in_time.map(|(year, vintage)| {
            let figures: Vec<_> =
                codes.iter().map(|code| self.known(code, indicator, year, vintage)).collect();
            Basis { year, vintage, figures }
        });
        let rank = |basis: &Basis| {
            let known = basis.figures.iter().flatten().count();
            (known, basis.vintage == Vintage::Census, basis.year, std::cmp::Reverse(basis.vintage))
        };
        bases.max_by_key(rank).filter(|basis| basis.figures.iter().any(Option::is_some))
    }

    /// The figures of one region and indicator, by year and vintage.
    fn of<'r>(&'r self, code: &str, indicator: &str) -> &'r [Statistic] {
        let wanted = (code, indicator);
        let group = |row: &Statistic| (row.code.as_str(), row.indicator.as_str()).cmp(&wanted);
        let start = self.rows.partition_point(|row| group(row).is_lt());
        let end = self.rows.partition_point(|row| group(row).is_le());
        self.rows.get(start..end).unwrap_or_default()
    }
}

fn key(row: &Statistic) -> (&str, &str, i32, Vintage) {
    (&row.code, &row.indicator, row.year, row.vintage)
}
