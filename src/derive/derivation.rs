//! One derived figure.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::formula::{Wording, figure};
use super::{Formula, Origin};
use crate::metrics::{Caveat, Observation};
use crate::reference::StatisticalIndicator;
use crate::schema::{Bound, MetricId};

/// Digits behind the point of a derived figure; from a thousand on there are none.
const DECIMALS: u32 = 2;

/// A figure that follows from others, with everything it follows from.
///
/// # Examples
///
/// ```
/// use crossplan::reference::{Reference, Vintage};
/// use crossplan::{Source, derive, lexicon::Catalog, metrics, normalizers};
///
/// let plan = normalizers::read(&Source::from_text("note", "到2025年,全市高新技术企业达1100家。")?)?;
/// let firms = &metrics::observe(&plan, Catalog::builtin()).stated[0];
/// let people = Reference::bundled().known("430600", "population_resident", 2020, Vintage::Census).ok_or("none")?;
/// let found = derive::per_10k_people(firms, &people)?;
/// assert_eq!(found.to_string(), "高新技术企业/万人 = 1100 家 ÷ 505.1922 万人 (census 2020) = 2.18 家/万人");
/// assert_eq!(found.chinese(), "高新技术企业/万人 = 1100 家 ÷ 505.1922 万人 (2020年普查) = 2.18 家/万人");
/// assert_eq!(
///     found.english(),
///     "High-tech enterprises per 10,000 people = 1100 ÷ 505.1922 ten thousand people (census 2020) \
///      = 2.18 per 10,000 people"
/// );
/// assert_eq!(found.assumptions[0].english(), "the figure of 2020 stands for 2025");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Derivation {
    /// What it is, in Chinese.
    pub pref_label: String,
    /// What it is, in English.
    pub label_en: String,
    /// What it is computed from, and how.
    pub formula: Formula,
    /// The value, rounded half to even at `decimals`; of a range the lower end.
    #[serde(with = "rust_decimal::serde::str")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DecimalText"))]
    pub value: Decimal,
    /// The upper end of a range, rounded alike.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub upper: Option<Decimal>,
    /// How it limits the result: that of the stated input.
    pub bound: Bound,
    /// The unit of the value.
    pub unit: String,
    /// Digits behind the point.
    pub decimals: u32,
    /// What it takes for granted.
    pub assumptions: Vec<Assumption>,
}

/// Something that a derivation takes for granted and no source says.
///
/// # Examples
///
/// ```
/// use crossplan::derive::Assumption;
///
/// let same = Assumption::OtherYear { of: 2020, stands_for: 2025 };
/// assert_eq!(same.chinese(), "以2020年数代表2025年");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Assumption {
    /// A figure of one year stands for another.
    OtherYear {
        /// The year it is of.
        of: i32,
        /// The year it stands for.
        stands_for: i32,
    },
    /// The stated figure holds for a part of the area, the statistic for all of it.
    PartOfArea {
        /// The part, in the words of the plan.
        part: String,
    },
    /// What is added over several years is added evenly.
    EvenlySpread,
    /// A rate is per year and holds in every year.
    YearlyRate,
    /// Nothing that was there is lost.
    NothingLost,
    /// A statistic is backed by a secondary source only, which may name who published it or not.
    Secondary,
}

impl Assumption {
    /// In Chinese.
    #[must_use]
    pub fn chinese(&self) -> String {
        match self {
            Self::OtherYear { of, stands_for } => format!("以{of}年数代表{stands_for}年"),
            Self::PartOfArea { part } => format!("分子仅为{part}，分母为全域"),
            Self::EvenlySpread => "各年新增数相等".to_owned(),
            Self::YearlyRate => "增速为年均增速，各年相同".to_owned(),
            Self::NothingLost => "存量没有减少".to_owned(),
            Self::Secondary => "统计数据为二手来源".to_owned(),
        }
    }

    /// In English.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            Self::OtherYear { of, stands_for } => format!("the figure of {of} stands for {stands_for}"),
            Self::PartOfArea { part } => {
                format!("the plan speaks of {part}, the statistic of the whole area")
            }
            Self::EvenlySpread => "as much is added in every year".to_owned(),
            Self::YearlyRate => "the rate is per year and holds in every year".to_owned(),
            Self::NothingLost => "nothing that was there is lost".to_owned(),
            Self::Secondary => "a statistic is backed by a secondary source only".to_owned(),
        }
    }
}

/// Why a figure cannot be derived.
///
/// # Examples
///
/// ```
/// use crossplan::derive::Unavailable;
///
/// assert_eq!(Unavailable::MixedVintages.to_string(), "figures of one indicator in different vintages are never mixed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Unavailable {
    /// The statement has no figure.
    #[error("the plan states no figure")]
    NoFigure,
    /// It is not of the kind that this is derived from.
    #[error("not a kind of figure that this is derived from")]
    Kind,
    /// The units do not fit.
    #[error("the units do not fit")]
    Unit,
    /// The years it covers are not known.
    #[error("the years are not known")]
    Years,
    /// Preliminary and revised figures would meet.
    #[error("figures of one indicator in different vintages are never mixed")]
    MixedVintages,
    /// No such figure was published, or it is not in the tables.
    #[error("no figure of {indicator} is known for {code}")]
    NoStatistic {
        /// What is missing.
        indicator: String,
        /// Code of the region; empty if the plan does not tell its region.
        code: String,
    },
    /// A divisor is zero, or no decimal holds the value.
    #[error("the value is out of range")]
    OutOfRange,
}

impl Derivation {
    /// A derivation of one's own: it takes the bound of its first input.
    ///
    /// # Errors
    ///
    /// [`Unavailable::MixedVintages`] or [`Unavailable::OutOfRange`].
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::derive::{Derivation, Formula, Input, Unavailable};
    /// use crossplan::reference::{Reference, Vintage};
    ///
    /// let gdp = |year, vintage| Reference::bundled().known("370000", "gdp", year, vintage).ok_or("none");
    /// let (early, late) = (gdp(2020, Vintage::Preliminary)?, gdp(2022, Vintage::Revised)?);
    /// let formula = Formula::Quotient(Box::new(Input::from(&late).into()), Box::new(Input::from(&early).into()));
    /// let mixed = Derivation::from_formula("GDP倍数", "Multiple of GDP", formula, "倍");
    /// assert_eq!(mixed, Err(Unavailable::MixedVintages));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn from_formula(
        pref_label: &str,
        label_en: &str,
        formula: Formula,
        unit: &str,
    ) -> Result<Self, Unavailable> {
        let bound = formula.inputs().first().map_or(Bound::Eq, |input| input.bound);
        Self::new((pref_label.to_owned(), label_en.to_owned()), formula, bound, unit, Vec::new())
    }

    /// Evaluates a formula and rounds it.
    pub(super) fn new(
        labels: (String, String),
        formula: Formula,
        bound: Bound,
        unit: &str,
        mut assumptions: Vec<Assumption>,
    ) -> Result<Self, Unavailable> {
        check_vintages(&formula)?;
        let value = formula.evaluate().ok_or(Unavailable::OutOfRange)?;
        // A figure as it was published keeps its digits.
        let decimals = match &formula {
            Formula::Input(input) => input.value.scale(),
            // 5938 元/人: a target of a few digits gives no hundredths.
            _ if value.abs() >= Decimal::ONE_THOUSAND => 0,
            _ => DECIMALS.max(digits_to_show(value)),
        };
        let statistics = formula.inputs().into_iter().filter_map(|input| match &input.origin {
            Origin::Known(known) => Some(&known.statistics),
            _ => None,
        });
        if statistics.flatten().any(|statistic| statistic.backing == crate::reference::Backing::Secondary) {
            assumptions.push(Assumption::Secondary);
        }
        let upper = formula.evaluate_upper().map(|upper| rounded(upper, decimals));
        let (pref_label, label_en) = labels;
        let (value, unit) = (rounded(value, decimals), unit.to_owned());
        Ok(Self { pref_label, label_en, formula, value, upper, bound, unit, decimals, assumptions })
    }

    /// The value computed anew from the inputs, rounded alike; equal to [`value`](Self::value).
    ///
    /// # Examples
    ///
    /// See [`Derivation`].
    #[must_use]
    pub fn recompute(&self) -> Option<Decimal> {
        Some(rounded(self.formula.evaluate()?, self.decimals))
    }

    /// In Chinese, in one line.
    #[must_use]
    pub fn chinese(&self) -> String {
        self.line(&self.pref_label, Wording::Chinese)
    }

    /// In English, in one line, units too.
    #[must_use]
    pub fn english(&self) -> String {
        self.line(&self.label_en, Wording::English)
    }

    /// How exact the value is, in English.
    ///
    /// # Examples
    ///
    /// See [`Derivation`].
    #[must_use]
    pub fn precision(&self) -> String {
        match self.formula {
            Formula::Input(_) => "as published".to_owned(),
            _ => format!("rounded half to even at {} decimals; inputs in full", self.decimals),
        }
    }

    /// The derived figure as an observation of `metric`, to be set beside others: what `stated` says of plan, time,
    /// place and bound, with [`Caveat::Derived`], and [`Caveat::Assumed`] where something is taken for granted.
    #[must_use]
    pub fn observation(&self, stated: &Observation, metric: MetricId) -> Observation {
        let mut caveats = stated.caveats.clone();
        caveats.push(Caveat::Derived);
        if !self.assumptions.is_empty() {
            caveats.push(Caveat::Assumed);
        }
        let denominator = self.formula.inputs().into_iter().find_map(|input| match &input.origin {
            Origin::Known(known) => Some(format!("{} {}", known.vintage.as_str(), known.year)),
            _ => None,
        });
        Observation {
            metric,
            reason: self.english(),
            bound: self.bound,
            lo: Some(self.value),
            hi: self.upper,
            stretch: None,
            unit: self.unit.clone(),
            unit_mult: 0,
            decimals: self.decimals,
            denominator,
            caveats,
            ..stated.clone()
        }
    }

    fn line(&self, label: &str, wording: Wording) -> String {
        let formula = self.formula.print(wording);
        match self.formula {
            Formula::Input(_) => format!("{label} = {formula}"),
            _ => {
                let value = figure(self.value, self.upper, self.bound);
                format!("{label} = {formula} = {value}{}", wording.unit(&self.unit))
            }
        }
    }
}

impl std::fmt::Display for Derivation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.line(&self.pref_label, Wording::AsWritten))
    }
}

fn rounded(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointNearestEven);
    // 2.1 at two digits is 2.10.
    rounded.rescale(decimals);
    rounded
}

/// Digits that show three figures of a value below a tenth: 5 for 0.00198. 0 for all others.
fn digits_to_show(value: Decimal) -> u32 {
    let digits = u32::try_from(value.mantissa().unsigned_abs().to_string().len()).unwrap_or(u32::MAX);
    match value.scale().saturating_sub(digits) {
        0 => 0,
        _ if value.is_zero() => 0,
        zeros => (zeros + 3).min(value.scale()),
    }
}

/// Figures of one indicator are of one vintage; a ratio to GDP counts as GDP.
fn check_vintages(formula: &Formula) -> Result<(), Unavailable> {
    let mut vintages = BTreeMap::new();
    for input in formula.inputs() {
        let Origin::Known(known) = &input.origin else { continue };
        let over_gdp =
            StatisticalIndicator::get(&known.indicator).is_some_and(|indicator| indicator.over_gdp);
        let indicator = if over_gdp { "gdp" } else { known.indicator.as_str() };
        if *vintages.entry(indicator).or_insert(known.vintage) != known.vintage {
            return Err(Unavailable::MixedVintages);
        }
    }
    Ok(())
}
