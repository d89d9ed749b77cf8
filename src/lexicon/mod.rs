//! What is known of the world: metrics and their names, units and their factors, cues, parts of plans. The knowledge
//! is in `data/`; the code here loads it, checks it and answers "what is this?".

mod agencies;
mod bundled;
mod catalog;
mod columns;
mod confusions;
mod comparators;
pub(crate) mod context;
mod cues;
mod documents;
pub(crate) mod guards;
pub(crate) mod kinds;
mod regions;
mod roles;
mod sections;
mod topics;
mod units;
mod words;

pub(crate) use agencies::ends_like_agency;
pub use agencies::{Function, agency_functions, agency_level, functions};
pub(crate) use bundled::{bundled, given};
pub use catalog::{Catalog, Direction, Mapping, MappingRelation, Metric, Statement, Tier};
pub use columns::ColumnRole;
pub(crate) use columns::column_role;
pub use comparators::{Area, Comparator};
pub(crate) use confusions::{confusions, seen_words};
pub use cues::Cue;
pub(crate) use cues::{bound_after, cue_before, verb_at_end, verb_at_start};
pub(crate) use documents::documents;
pub use regions::{Division, Regions};
pub(crate) use roles::roles;
pub use sections::{Part, part_of};
pub use topics::{Topic, topics, topics_of};
pub(crate) use units::labels::{magnitude, unit};
pub use units::{Measure, NotConverted, Unit, UnitId, Units};
pub(crate) use words::Words;
