//! The tree of a derivation: inputs, and what is done with them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::lexicon::Units;
use crate::metrics::{Observation, Period};
use crate::reference::Known;
use crate::schema::Bound;
use crate::source::Evidence;

/// What is computed. Every leaf is an [`Input`] with its source.
///
/// # Examples
///
/// ```
/// use crossplan::derive::{Formula, Input};
///
/// let formula = Formula::Quotient(Box::new(Input::years(2022, 2025).into()), Box::new(Input::years(2021, 2025).into()));
/// assert_eq!(formula.to_string(), "4 年 (2022–2025) ÷ 5 年 (2021–2025)");
/// assert_eq!(formula.evaluate().map(|value| value.to_string()).as_deref(), Some("0.80"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Formula {
    /// A figure as it is.
    Input(Input),
    /// One added to another.
    Sum(Box<Formula>, Box<Formula>),
    /// One times another.
    Product(Box<Formula>, Box<Formula>),
    /// One divided by another.
    Quotient(Box<Formula>, Box<Formula>),
    /// One divided by another, in per cent.
    Percentage(Box<Formula>, Box<Formula>),
    /// A base that grows by a rate in per cent for so many years.
    Compound {
        /// What grows.
        base: Box<Formula>,
        /// Per cent per year.
        rate: Box<Formula>,
        /// How often it grows.
        years: u32,
    },
}

impl Formula {
    /// The value, to the 28 digits that a decimal holds; of a range the lower end. `None` if a divisor is zero or no
    /// decimal holds the value.
    ///
    /// # Examples
    ///
    /// See [`Formula`].
    #[must_use]
    pub fn evaluate(&self) -> Option<Decimal> {
        self.value(false)
    }

    /// The value of the upper end. `None` if no input is a range, and as [`evaluate`](Self::evaluate).
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::derive::{Formula, Input};
    ///
    /// assert_eq!(Formula::from(Input::years(2022, 2025)).evaluate_upper(), None);
    /// ```
    #[must_use]
    pub fn evaluate_upper(&self) -> Option<Decimal> {
        self.inputs().iter().any(|input| input.upper.is_some()).then(|| self.value(true))?
    }

    /// All inputs, in the order in which they are printed.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::derive::{Formula, Input};
    ///
    /// assert_eq!(Formula::from(Input::years(2022, 2025)).inputs().len(), 1);
    /// ```
    #[must_use]
    pub fn inputs(&self) -> Vec<&Input> {
        match self {
            Self::Input(input) => vec![input],
            Self::Sum(one, other)
            | Self::Product(one, other)
            | Self::Quotient(one, other)
            | Self::Percentage(one, other) => [one.inputs(), other.inputs()].concat(),
            Self::Compound { base, rate, .. } => [base.inputs(), rate.inputs()].concat(),
        }
    }

    fn value(&self, upper: bool) -> Option<Decimal> {
        let of = |formula: &Self| formula.value(upper);
        match self {
            Self::Input(input) => Some(input.upper.filter(|_| upper).unwrap_or(input.value)),
            Self::Sum(one, other) => of(one)?.checked_add(of(other)?),
            Self::Product(one, other) => of(one)?.checked_mul(of(other)?),
            Self::Quotient(one, other) => of(one)?.checked_div(of(other)?),
            Self::Percentage(one, other) => {
                of(one)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of(other)?)
            }
            Self::Compound { base, rate, years } => {
                let rate = of(rate)?.checked_div(Decimal::ONE_HUNDRED)?;
                let factor = Decimal::ONE.checked_add(rate)?;
                (0..*years).try_fold(of(base)?, |value, _| value.checked_mul(factor))
            }
        }
    }

    /// The formula in words.
    pub(super) fn print(&self, wording: Wording) -> String {
        let of = |formula: &Self| formula.print(wording);
        match self {
            Self::Input(input) => input.print(wording),
            Self::Sum(one, other) => format!("{} + {}", of(one), of(other)),
            Self::Product(one, other) => format!("{} × {}", of(one), of(other)),
            Self::Quotient(one, other) | Self::Percentage(one, other) => {
                format!("{} ÷ {}", of(one), of(other))
            }
            Self::Compound { base, rate, years } => format!("{} × (1 + {})^{years}", of(base), of(rate)),
        }
    }
}

impl From<Input> for Formula {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

impl std::fmt::Display for Formula {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.print(Wording::AsWritten))
    }
}

/// One figure that goes into a derivation.
///
/// # Examples
///
/// See [`Formula`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Input {
    /// The figure, in `unit`; of a range the lower end.
    #[serde(with = "rust_decimal::serde::str")]
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DecimalText"))]
    pub value: Decimal,
    /// The upper end of a range.
    #[serde(with = "rust_decimal::serde::str_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::DecimalText>"))]
    pub upper: Option<Decimal>,
    /// How it limits what it stands for.
    pub bound: Bound,
    /// Its unit.
    pub unit: String,
    /// The year it holds for. `None` if that is not known.
    pub year: Option<i32>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where an input comes from.
///
/// # Examples
///
/// See [`Formula`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Origin {
    /// A plan states it.
    Stated {
        /// Id of the plan.
        plan: String,
        /// Id of the indicator.
        indicator: String,
        /// The words, and where they stand.
        evidence: Evidence,
    },
    /// It was published.
    Known(Known),
    /// It counts years, both included.
    Years {
        /// The first.
        from: i32,
        /// The last.
        to: i32,
    },
}

impl Input {
    /// The number of years from one to another, both included; 0 if they are reversed.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(crossplan::derive::Input::years(2022, 2025).to_string(), "4 年 (2022–2025)");
    /// ```
    #[must_use]
    pub fn years(from: i32, to: i32) -> Self {
        let count = i64::from(to) - i64::from(from) + 1;
        let origin = Origin::Years { from, to };
        let value = Decimal::from(count.max(0));
        Self { value, upper: None, bound: Bound::Eq, unit: "年".to_owned(), year: None, origin }
    }

    /// What an observation states. `None` for a relative target.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::{derive::Input, lexicon::Catalog, metrics, normalizers, Source};
    ///
    /// let plan = normalizers::read(&Source::from_text("note", "到2025年,全市高新技术企业突破1100家。")?)?;
    /// let found = metrics::observe(&plan, Catalog::builtin());
    /// assert_eq!(Input::stated(&found.stated[0]).map(|input| input.to_string()).as_deref(), Some(">1100 家"));
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    #[must_use]
    pub fn stated(observation: &Observation) -> Option<Self> {
        let (plan, indicator) = (observation.plan.clone(), observation.indicator.clone());
        Some(Self {
            value: observation.lo?,
            upper: observation.hi,
            bound: observation.bound,
            unit: observation.unit.clone(),
            year: observation.period.map(Period::end).map(|end| end.year()),
            origin: Origin::Stated { plan, indicator, evidence: observation.evidence.clone() },
        })
    }

    /// The same in another unit, exactly. `None` if no decimal holds that, or the units measure different things.
    pub(super) fn shown_in(&self, unit: &str) -> Option<Self> {
        let units = Units::builtin();
        let (from, to) = (units.parse(&self.unit)?, units.parse(unit)?);
        let convert = |value: Decimal| units.convert(value, &from, &to).ok();
        let upper = match self.upper {
            Some(upper) => Some(convert(upper)?),
            None => None,
        };
        Some(Self { value: convert(self.value)?, upper, unit: unit.to_owned(), ..self.clone() })
    }

    fn print(&self, wording: Wording) -> String {
        let figure = figure(self.value, self.upper, self.bound);
        if let (Origin::Years { from, to }, Wording::English) = (&self.origin, wording) {
            return format!("{figure} years ({from}–{to})");
        }
        let figure = figure + &wording.unit(&self.unit);
        match &self.origin {
            Origin::Stated { .. } => figure,
            Origin::Known(known) if wording == Wording::Chinese => {
                format!("{figure} ({}年{})", known.year, known.vintage.chinese())
            }
            Origin::Known(known) => format!("{figure} ({} {})", known.vintage.as_str(), known.year),
            Origin::Years { from, to } => format!("{figure} ({from}–{to})"),
        }
    }

    /// In Chinese, with year and vintage of a published figure.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(crossplan::derive::Input::years(2022, 2025).chinese(), "4 年 (2022–2025)");
    /// ```
    #[must_use]
    pub fn chinese(&self) -> String {
        self.print(Wording::Chinese)
    }

    /// In English, the unit too.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(crossplan::derive::Input::years(2022, 2025).english(), "4 years (2022–2025)");
    /// ```
    #[must_use]
    pub fn english(&self) -> String {
        self.print(Wording::English)
    }
}

impl From<&Known> for Input {
    fn from(known: &Known) -> Self {
        Self {
            value: known.value,
            upper: None,
            bound: Bound::Eq,
            unit: known.unit.clone(),
            year: Some(known.year),
            origin: Origin::Known(known.clone()),
        }
    }
}

impl std::fmt::Display for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.print(Wording::AsWritten))
    }
}

/// In which words a formula is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wording {
    /// Units as the plan writes them, vintages in English.
    AsWritten,
    Chinese,
    English,
}

impl Wording {
    /// A unit behind a figure, with a blank in front.
    pub(super) fn unit(self, unit: &str) -> String {
        match self {
            Self::English => Units::builtin().english_behind(unit),
            Self::AsWritten | Self::Chinese => format!(" {unit}"),
        }
    }
}

/// A value with its bound: `≥7`, `1200–1300`.
pub(super) fn figure(value: Decimal, upper: Option<Decimal>, bound: Bound) -> String {
    match (bound, upper) {
        (Bound::Range, Some(upper)) => format!("{value}–{upper}"),
        (Bound::Ge, _) => format!("≥{value}"),
        (Bound::Gt, _) => format!(">{value}"),
        (Bound::Le, _) => format!("≤{value}"),
        (Bound::Lt, _) => format!("<{value}"),
        (Bound::Approx, _) => format!("≈{value}"),
        _ => value.to_string(),
    }
}
