//! The values that a statement allows, as an interval.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Observation;
use crate::schema::Bound;

/// The values that a statement allows; without a limit on one side where the text names none.
///
/// # Examples
///
/// ```
/// use crossplan::metrics::Interval;
/// use crossplan::schema::Bound;
///
/// let at_least = Interval::stated(Bound::Ge, 2000.into(), None).ok_or("none")?;
/// assert_eq!(at_least.to_string(), "[2000, ∞)");
/// assert!(at_least.meets(&Interval::exactly(2300.into())));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Interval {
    /// The lower limit. `None` if there is none.
    pub lo: Option<Limit>,
    /// The upper limit. `None` if there is none.
    pub hi: Option<Limit>,
}

/// One end of an [`Interval`].
///
/// # Examples
///
/// See [`Interval`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The value.
    #[serde(with = "rust_decimal::serde::str")]
    pub value: Decimal,
    /// True if the value itself is left out (超过2300).
    pub open: bool,
}

impl Interval {
    /// What an observation allows. `None` for a relative target: it states no figure.
    ///
    /// See [`stated`](Self::stated) for the bounds; place 10 or better (前10名) is 1 to 10.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::metrics::{Interval, observe};
    /// use crossplan::{Source, lexicon::Catalog, normalizers};
    ///
    /// let plan = normalizers::read(&Source::from_text("note", "到2025年,全市高新技术企业突破2300家。")?)?;
    /// let found = observe(&plan, Catalog::builtin());
    /// assert_eq!(Interval::of(&found.stated[0]).map(|allowed| allowed.to_string()).as_deref(), Some("(2300, ∞)"));
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    #[must_use]
    pub fn of(observation: &Observation) -> Option<Self> {
        Self::stated(observation.bound, observation.lo?, observation.hi)
    }

    /// What a value with a bound allows. `None` for [`Bound::Relative`], and for a range without its end.
    ///
    /// 约 and 左右 allow half a unit of the last digit that is not zero: about 100 is 50 to 150, about 120 is 115 to 125.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::{metrics::Interval, schema::Bound};
    ///
    /// let said = |bound| Interval::stated(bound, 120.into(), None).map(|allowed| allowed.to_string());
    /// assert_eq!(said(Bound::Gt).as_deref(), Some("(120, ∞)"));
    /// assert_eq!(said(Bound::Approx).as_deref(), Some("[115, 125]"));
    /// assert_eq!(said(Bound::Relative), None);
    /// ```
    #[must_use]
    pub fn stated(bound: Bound, lo: Decimal, hi: Option<Decimal>) -> Option<Self> {
        let closed = |value| Some(Limit { value, open: false });
        let open = |value| Some(Limit { value, open: true });
        Some(match bound {
            Bound::Eq | Bound::Factor => Self::exactly(lo),
            Bound::Ge => Self { lo: closed(lo), hi: None },
            Bound::Gt => Self { lo: open(lo), hi: None },
            Bound::Le => Self { lo: None, hi: closed(lo) },
            Bound::Lt => Self { lo: None, hi: open(lo) },
            Bound::Approx => Self::exactly(lo).widened(half_of_last_digit(lo)?)?,
            Bound::Range => Self { lo: closed(lo), hi: closed(hi?) },
            Bound::Rank => Self { lo: closed(Decimal::ONE.min(lo)), hi: closed(lo) },
            Bound::Relative => return None,
        })
    }

    /// One value and no other.
    ///
    /// # Examples
    ///
    /// See [`gap`](Self::gap).
    #[must_use]
    pub fn exactly(value: Decimal) -> Self {
        let limit = Some(Limit { value, open: false });
        Self { lo: limit, hi: limit }
    }

    /// What an observation allows if its figures are rounded to the digits they are written with: 2.6 % is 2.55 to
    /// 2.65, 150 亿元 is 149.5 to 150.5. In the unit of the observation. `None` for a relative target.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::metrics::{Interval, observe};
    /// use crossplan::{Source, lexicon::Catalog, normalizers};
    ///
    /// let plan = normalizers::read(&Source::from_text("note", "到2025年,研发投入强度达到2.6%。")?)?;
    /// let found = observe(&plan, Catalog::builtin());
    /// assert_eq!(Interval::rounded(&found.stated[0]).map(|allowed| allowed.to_string()).as_deref(), Some("[2.55, 2.65]"));
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    #[must_use]
    pub fn rounded(observation: &Observation) -> Option<Self> {
        let half = Decimal::try_from_i128_with_scale(5, observation.decimals.checked_add(1)?).ok()?;
        let half = half.checked_mul(Decimal::from(10_u64.checked_pow(observation.unit_mult)?))?;
        Self::of(observation)?.widened(half)
    }

    /// The same with `by` more on each side that has a limit. `None` if no decimal holds the result.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::metrics::Interval;
    ///
    /// let near = Interval::exactly(7.into()).widened(1.into()).ok_or("out of range")?;
    /// assert_eq!(near.to_string(), "[6, 8]");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn widened(self, by: Decimal) -> Option<Self> {
        let lo = match self.lo {
            Some(limit) => Some(Limit { value: limit.value.checked_sub(by)?, ..limit }),
            None => None,
        };
        let hi = match self.hi {
            Some(limit) => Some(Limit { value: limit.value.checked_add(by)?, ..limit }),
            None => None,
        };
        Some(Self { lo, hi })
    }

    /// True if some value is in both.
    ///
    /// # Examples
    ///
    /// See [`Interval`].
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        !ends_before(self, other) && !ends_before(other, self)
    }

    /// How far apart the two are, if they do not meet; 0 if only an open limit parts them. `None` if they meet.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::metrics::Interval;
    ///
    /// let (low, high) = (Interval::exactly(20.into()), Interval::exactly(35.into()));
    /// assert_eq!(high.gap(&low), Some(15.into()));
    /// assert_eq!(low.gap(&low), None);
    /// ```
    #[must_use]
    pub fn gap(&self, other: &Self) -> Option<Decimal> {
        let (below, above) = match (ends_before(self, other), ends_before(other, self)) {
            (true, _) => (self.hi?, other.lo?),
            (_, true) => (other.hi?, self.lo?),
            _ => return None,
        };
        above.value.checked_sub(below.value)
    }

    /// Which of two is the more, by what each promises. `None` if that is not certain.
    ///
    /// Figures and ranges are ordered if they do not meet. A one-sided bound stands at its edge against a figure: 7 is
    /// more than what ≥ 0.5 promises. Two bounds that are open on the same side allow the same values, so > 2300 and
    /// ≥ 2000 are not certain; those with one edge are a tie.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::cmp::Ordering;
    ///
    /// use crossplan::{metrics::Interval, schema::Bound};
    ///
    /// let at_least = |value: &str| Interval::stated(Bound::Ge, value.parse().ok()?, None);
    /// let half = at_least("0.5").ok_or("none")?;
    /// assert_eq!(half.order(&Interval::exactly(7.into())), Some(Ordering::Less));
    /// assert_eq!(half.order(&at_least("0.8").ok_or("none")?), None);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<Ordering> {
        let ((low, high), (other_low, other_high)) = (self.promise()?, other.promise()?);
        let sides = (self.side(), other.side());
        let disjoint = match (high < other_low, other_high < low) {
            (true, _) => Some(Ordering::Less),
            (_, true) => Some(Ordering::Greater),
            _ => None,
        };
        match sides {
            (Side::Up, Side::Down) => disjoint.filter(|order| order.is_gt()),
            (Side::Down, Side::Up) => disjoint.filter(|order| order.is_lt()),
            (Side::Up, Side::Up) | (Side::Down, Side::Down) => (low == other_low).then_some(Ordering::Equal),
            _ if (low, high) == (other_low, other_high) => Some(Ordering::Equal),
            _ => disjoint,
        }
    }

    /// Where it is limited.
    pub(crate) fn side(&self) -> Side {
        match (self.lo, self.hi) {
            (Some(_), None) => Side::Up,
            (None, Some(_)) => Side::Down,
            _ => Side::Closed,
        }
    }

    /// What is promised: both ends of a figure or range, the one edge of a bound. `None` if nothing is.
    pub(crate) fn promise(&self) -> Option<(Edge, Edge)> {
        let low = self.lo.map(|limit| Edge { value: limit.value, beyond: i8::from(limit.open) });
        let high = self.hi.map(|limit| Edge { value: limit.value, beyond: -i8::from(limit.open) });
        Some((low.or(high)?, high.or(low)?))
    }
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lo = match self.lo {
            Some(limit) => format!("{}{}", if limit.open { '(' } else { '[' }, limit.value.normalize()),
            None => "(−∞".to_owned(),
        };
        let hi = match self.hi {
            Some(limit) => format!("{}{}", limit.value.normalize(), if limit.open { ')' } else { ']' }),
            None => "∞)".to_owned(),
        };
        f.pad(&format!("{lo}, {hi}"))
    }
}

/// On which side a statement is without a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Closed,
    Up,
    Down,
}

/// A value, or the place right above (1) or below (-1) it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    pub(crate) value: Decimal,
    pub(crate) beyond: i8,
}

/// True if all of one lies below all of the other.
fn ends_before(one: &Interval, other: &Interval) -> bool {
    match (one.hi, other.lo) {
        (Some(hi), Some(lo)) => hi.value < lo.value || (hi.value == lo.value && (hi.open || lo.open)),
        _ => false,
    }
}

/// 50 for 100, 5 for 120, 0.05 for 0.1. `None` if no decimal holds it.
fn half_of_last_digit(value: Decimal) -> Option<Decimal> {
    let value = value.normalize();
    let (mut mantissa, mut ten) = (value.mantissa(), 1_i128);
    while mantissa != 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        ten = ten.checked_mul(10)?;
    }
    Decimal::try_from_i128_with_scale(ten.checked_mul(5)?, value.scale().checked_add(1)?).ok()
}
