//! Units of measure: what 万人, 件/万人 and 吨标准煤/万元 mean, and exact conversion between them.

mod english;
mod exact;
pub(super) mod labels;
mod measure;

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::bundled::given;
use crate::Error;
use exact::divide;
use labels::Labels;
use measure::Term;

pub use measure::Measure;

/// Name of the built-in file in messages.
const FILE: &str = "units.toml";

static BUILTIN: LazyLock<Units> = LazyLock::new(|| {
    // OK because `tests/metrics.rs` loads the built-in table.
    #[allow(clippy::expect_used, reason = "`tests/metrics.rs` loads the built-in table")]
    Units::from_toml(FILE, include_str!("../data/units.toml")).expect("the built-in units are valid")
});

/// Id of a [`Unit`]: `piece`, `yuan`, `tonne_coal`.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::Units;
///
/// let measure = Units::builtin().parse("亿元").ok_or("no unit")?;
/// assert_eq!(measure.unit().map(|id| id.as_str()), Some("yuan"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(String); // Invariant: not empty.

impl UnitId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One unit of measure, without any magnitude in front.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::Units;
///
/// let yuan = Units::builtin().labels().find(|(label, _)| *label == "元").ok_or("no unit")?.1;
/// assert_eq!(yuan.dimension, "money");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Unit {
    /// Unique in the table.
    pub id: UnitId,
    /// How it is written, simplified script.
    pub labels: Vec<String>,
    /// What it is called in English behind a number: `people`. `None` if the table does not say.
    pub label_en: Option<String>,
    /// The same for one of it: `person`. `None` if it is called alike.
    pub label_en_one: Option<String>,
    /// What it measures; values convert only within one dimension.
    pub dimension: String,
    /// How many of the dimension's base unit it is.
    pub factor: Decimal,
    /// True if the factor is rounded (亩); such a unit converts to nothing but itself.
    pub approximate: bool,
    /// True if the word often follows a number without measuring anything.
    pub weak: bool,
}

/// The table of units and magnitudes.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::Units;
/// use rust_decimal::Decimal;
///
/// let units = Units::builtin();
/// let (surface, canonical) = (units.parse("万亿元").ok_or("?")?, units.parse("元").ok_or("?")?);
/// assert_eq!(surface.unit_mult(), 12);
/// assert_eq!(units.convert(Decimal::from(3), &surface, &canonical), Ok(Decimal::from(3_000_000_000_000_i64)));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug)]
pub struct Units {
    units: Vec<Unit>,
    /// Label to place in `units`.
    labels: HashMap<String, usize>,
    /// Word and value, the longest word first.
    magnitudes: Vec<(String, Decimal)>,
    /// The same words, for what stands behind a number.
    words: Labels,
}

/// Why a value was not converted.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::{NotConverted, Units};
///
/// let units = Units::builtin();
/// let (persons, yuan) = (units.parse("人").ok_or("?")?, units.parse("元").ok_or("?")?);
/// assert_eq!(units.convert(1.into(), &persons, &yuan), Err(NotConverted::Dimension));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NotConverted {
    /// The units measure different things.
    Dimension,
    /// No decimal of 28 digits holds the result exactly.
    Inexact,
}

impl Units {
    /// The units that come with the crate.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Reads a table; the keys are those of `units.toml`. `file` names it in messages.
    ///
    /// # Errors
    ///
    /// [`Error::Toml`] or [`Error::Lexicon`].
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Error> {
        let mut units = Self {
            units: Vec::new(),
            labels: HashMap::new(),
            magnitudes: Vec::new(),
            words: Labels::default(),
        };
        units.extend(file, text)?;
        Ok(units)
    }

    /// Adds the units and magnitudes of another table.
    ///
    /// # Errors
    ///
    /// [`Error::Toml`] or [`Error::Lexicon`]; then nothing is added.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::Units;
    ///
    /// let mut units = Units::builtin().clone();
    /// units.extend("mine.toml", "[[unit]]\nid = \"dozen\"\nlabels = [\"打\"]\ndimension = \"count\"\nfactor = \"12\"")?;
    /// assert!(units.parse("万打").is_some());
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    pub fn extend(&mut self, file: &str, text: &str) -> Result<(), Error> {
        let table: Table = given(file, text)?;
        let problem = |entry: &str, problem: String| Error::Lexicon {
            file: file.to_owned(),
            entry: entry.to_owned(),
            problem,
        };
        let mut extended = self.clone();
        for (word, value) in table.magnitudes {
            let value = Decimal::from_str_exact(&value).ok().filter(|v| is_power_of_ten(*v));
            let value = value.ok_or_else(|| problem(&word, "expected a power of ten".to_owned()))?;
            extended.magnitudes.retain(|(other, _)| *other != word);
            extended.magnitudes.push((word, value));
        }
        extended.magnitudes.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        for row in table.unit {
            let factor = Decimal::from_str_exact(&row.factor).ok().filter(|f| *f > Decimal::ZERO);
            let factor = factor.ok_or_else(|| problem(&row.id, "expected a factor above zero".to_owned()))?;
            if row.id.is_empty() || extended.units.iter().any(|unit| unit.id.0 == row.id) {
                return Err(problem(&row.id, "expected an id of its own".to_owned()));
            }
            for label in &row.labels {
                if let Some(first) = extended.labels.insert(label.clone(), extended.units.len()) {
                    let first = extended.units.get(first).map_or(row.id.as_str(), |unit| unit.id.as_str());
                    return Err(problem(&row.id, format!("label {label:?} belongs to {first:?} already")));
                }
            }
            extended.units.push(Unit {
                id: UnitId(row.id),
                labels: row.labels,
                label_en: row.en,
                label_en_one: row.en_one,
                dimension: row.dimension,
                factor,
                approximate: row.approximate,
                weak: row.weak,
            });
        }
        let currencies = extended
            .units
            .iter()
            .filter(|unit| unit.dimension.starts_with("money"))
            .flat_map(|unit| &unit.labels);
        extended.words = Labels::new(
            extended.units.iter().flat_map(|unit| unit.labels.iter().map(|label| (label.clone(), unit.weak))),
            extended.magnitudes.iter().map(|(word, _)| word.clone()),
            currencies.filter(|label| !label.starts_with('元')).cloned(),
        );
        *self = extended;
        Ok(())
    }

    /// Every label with its unit, in the order of the table.
    ///
    /// # Examples
    ///
    /// ```
    /// let units = crossplan::lexicon::Units::builtin();
    /// assert!(units.labels().any(|(label, unit)| label == "家" && unit.dimension == "count"));
    /// ```
    pub fn labels(&self) -> impl Iterator<Item = (&str, &Unit)> {
        self.units.iter().flat_map(|unit| unit.labels.iter().map(move |label| (label.as_str(), unit)))
    }

    /// Every magnitude with its value, the longest word first.
    ///
    /// # Examples
    ///
    /// ```
    /// let units = crossplan::lexicon::Units::builtin();
    /// assert!(units.magnitudes().any(|(word, value)| word == "万" && value == 10_000.into()));
    /// ```
    pub fn magnitudes(&self) -> impl Iterator<Item = (&str, Decimal)> {
        self.magnitudes.iter().map(|(word, value)| (word.as_str(), *value))
    }

    /// Understands a surface unit: `万人`, `亿元`, `件/万人`, `吨标准煤/万元`, `个/主导产业`, `万`.
    ///
    /// What stands behind the slash may be no unit; it is then kept in words. `None` if what stands in front is none.
    ///
    /// # Examples
    ///
    /// ```
    /// let units = crossplan::lexicon::Units::builtin();
    /// let density = units.parse("个/主导产业").ok_or("no unit")?;
    /// assert_eq!(density.dimension(), "count/主导产业");
    /// assert_eq!(units.parse("光年"), None);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn parse(&self, surface: &str) -> Option<Measure> {
        let surface: String = surface.chars().filter(|c| !c.is_whitespace()).collect();
        if let Some(of) = self.term(&surface) {
            return Some(Measure { of, per: None });
        }
        let (of, per) = surface.split_once(['/', '／'])?;
        let per = self.term(per).filter(|term| term.unit.is_some()).unwrap_or_else(|| Term {
            mult: Decimal::ONE,
            unit: None,
            factor: Decimal::ONE,
            approximate: false,
            dimension: per.to_owned(),
        });
        Some(Measure { of: self.term(of)?, per: Some(per) })
    }

    /// Converts a value, exactly. A value in its own unit comes back digit for digit.
    ///
    /// # Errors
    ///
    /// [`NotConverted`], if the units measure different things or the result is no decimal.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::{NotConverted, Units};
    ///
    /// let units = Units::builtin();
    /// let (mu, meters) = (units.parse("亩").ok_or("?")?, units.parse("平方米").ok_or("?")?);
    /// assert_eq!(units.convert(1.into(), &mu, &meters), Err(NotConverted::Inexact));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn convert(&self, value: Decimal, from: &Measure, to: &Measure) -> Result<Decimal, NotConverted> {
        if from == to {
            return Ok(value);
        }
        let countable = |measure: &Measure| matches!(measure.dimension().as_str(), "count" | "person");
        let comparable = from.dimension() == to.dimension()
            || (from.is_bare() && countable(to))
            || (to.is_bare() && countable(from));
        if !comparable {
            return Err(NotConverted::Dimension);
        }
        let rounded = |a: &Term, b: &Term| a.unit != b.unit && (a.approximate || b.approximate);
        let per_rounded = matches!((&from.per, &to.per), (Some(a), Some(b)) if rounded(a, b));
        if rounded(&from.of, &to.of) || per_rounded {
            return Err(NotConverted::Inexact);
        }
        let factors = |terms: [Option<&Term>; 2]| {
            terms.into_iter().flatten().flat_map(|term| [term.mult, term.factor]).collect::<Vec<_>>()
        };
        let mut above = factors([Some(&from.of), to.per.as_ref()]);
        above.push(value);
        let below = factors([Some(&to.of), from.per.as_ref()]);
        divide(&above, &below).ok_or(NotConverted::Inexact)
    }

    /// A label, a magnitude with a label behind it, or a bare magnitude.
    fn term(&self, text: &str) -> Option<Term> {
        if let Some(unit) = self.labels.get(text).and_then(|at| self.units.get(*at)) {
            return Some(Term::new(Decimal::ONE, unit));
        }
        self.magnitudes.iter().find_map(|(word, mult)| {
            let rest = text.strip_prefix(word.as_str())?;
            if rest.is_empty() {
                let dimension = String::new();
                return Some(Term {
                    mult: *mult,
                    unit: None,
                    factor: Decimal::ONE,
                    approximate: false,
                    dimension,
                });
            }
            let unit = self.labels.get(rest).and_then(|at| self.units.get(*at))?;
            Some(Term::new(*mult, unit))
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    #[serde(default)]
    magnitudes: std::collections::BTreeMap<String, String>,
    #[serde(default)]
    unit: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    labels: Vec<String>,
    en: Option<String>,
    en_one: Option<String>,
    dimension: String,
    #[serde(default = "one")]
    factor: String,
    #[serde(default)]
    approximate: bool,
    #[serde(default)]
    weak: bool,
}

fn one() -> String {
    "1".to_owned()
}

fn is_power_of_ten(value: Decimal) -> bool {
    let digits = value.normalize().to_string();
    digits.starts_with('1') && digits.len() > 1 && digits.bytes().skip(1).all(|b| b == b'0')
}
