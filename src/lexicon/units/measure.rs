//! A surface unit, understood.

use rust_decimal::Decimal;

use super::{Unit, UnitId};

/// A surface unit, understood: magnitude × unit, and what it is per.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::Units;
///
/// let measure = Units::builtin().parse("件/万人").ok_or("no unit")?;
/// assert_eq!(measure.dimension(), "count/person");
/// assert_eq!(measure.unit_mult(), 0);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    pub(super) of: Term,
    pub(super) per: Option<Term>,
}

/// Magnitude × unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) mult: Decimal,
    /// `None` for a bare magnitude (1万) and for `words`.
    pub(super) unit: Option<UnitId>,
    pub(super) factor: Decimal,
    pub(super) approximate: bool,
    /// Of the unit; the words themselves for something that is no unit (个/主导产业); empty for a bare magnitude.
    pub(super) dimension: String,
}

impl Measure {
    /// The unit, without magnitude. `None` for a bare magnitude (万).
    #[must_use]
    pub fn unit(&self) -> Option<&UnitId> {
        self.of.unit.as_ref()
    }

    /// Power of ten written with the unit (万 4, 亿 8), SDMX `UNIT_MULT`; 0 if none.
    #[must_use]
    pub fn unit_mult(&self) -> u32 {
        // Magnitudes are powers of ten, checked on loading.
        u32::try_from(self.of.mult.normalize().to_string().len()).unwrap_or(1).saturating_sub(1)
    }

    /// What it measures: `money`, `count/person`; empty for a bare magnitude.
    #[must_use]
    pub fn dimension(&self) -> String {
        match &self.per {
            Some(per) => format!("{}/{}", self.of.dimension, per.dimension),
            None => self.of.dimension.clone(),
        }
    }

    /// True if it is so much per something.
    #[must_use]
    pub fn is_density(&self) -> bool {
        self.per.is_some()
    }

    /// True for a magnitude without a unit (双破万): it counts whatever the metric counts.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.of.dimension.is_empty() && self.per.is_none()
    }
}

impl Term {
    pub(super) fn new(mult: Decimal, unit: &Unit) -> Self {
        let (unit_id, dimension) = (Some(unit.id.clone()), unit.dimension.clone());
        Self { mult, unit: unit_id, factor: unit.factor, approximate: unit.approximate, dimension }
    }
}
