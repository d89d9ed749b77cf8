//! What is known of the world, as data: units, cues, parts of plans.

mod cues;
mod sections;
mod unit_labels;

pub use cues::Cue;
pub(crate) use cues::{bound_after, cue_before, verb_at_end, verb_at_start};
pub use sections::{Part, part_of};
pub(crate) use unit_labels::{magnitude, unit, weak_unit};
