//! Figures that no plan states but that follow from what is stated: per head, as a share of GDP, per year; a level from
//! a growth rate; a relative target from a published average.
//!
//! Each function gives a [`Derivation`]: a small tree that prints itself, cites every input and tells what it takes
//! for granted, or says why there is none ([`Unavailable`]). Nothing is ever filled in.

mod derivation;
mod formula;
mod growth;
mod per_head;
mod relative;

pub use derivation::{Assumption, Derivation, Unavailable};
pub use formula::{Formula, Input, Origin};
pub use growth::{annualized, increment_over_stock, level_after_growth, level_after_increment};
pub use per_head::{per_10k_people, per_person, share_of_gdp};
pub use relative::resolve;
