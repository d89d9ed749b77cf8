//! What is known of the world: metrics and their names, units and their factors. The knowledge is in `data/`; the
//! code here loads it, checks it and answers "what is this?".

mod catalog;
mod exact;
mod identify;
mod matching;
mod metric;
mod subject;
mod units;

pub use catalog::Catalog;
pub use identify::{Mapping, MappingRelation, Statement};
pub use metric::{Direction, Metric};
pub use subject::Tier;
pub use units::{Measure, NotConverted, Unit, UnitId, Units};
