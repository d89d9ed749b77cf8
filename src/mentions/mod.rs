//! Stage 3: words → quantities, periods and bounds, as spans with meaning.
//!
//! Each function here looks at one stretch of clean text and knows nothing of what stands around it.

mod fractions;
mod idioms;
mod names;
mod numerals;
mod periods;
mod quantities;
mod terms;

pub use idioms::{Idiom, idioms, idioms_with};
pub use numerals::{Numeral, numeral};
pub use periods::{Calendar, PeriodForm, PeriodMention, periods};
pub use quantities::{Quantity, quantities, quantities_with};
