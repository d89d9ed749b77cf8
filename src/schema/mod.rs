//! The common schema: what every plan is read into. Data and serde only; no reading.
//!
//! A [`Plan`] holds what one document promises: [`Indicator`]s (quantitative targets), [`Goal`]s (dated aims),
//! [`Task`]s (numbered measures) and the [`ResponsibleUnit`]s that answer for them. Statements refer to each other
//! by id and point into the source by [`Evidence`](crate::source::Evidence). Numbers are exact decimals and travel
//! as strings.

#[cfg(any(feature = "arrow", feature = "json"))]
pub(crate) mod columns;
#[cfg(feature = "schema")]
mod decimal;
mod diagnostic;
mod indicator;
mod period;
mod place;
mod plan;
mod task;
mod validate;

#[cfg(feature = "schema")]
pub(crate) use decimal::DecimalText;
pub use diagnostic::{Code, Diagnostic};
pub use indicator::{Baseline, Bound, Indicator, Kind, MetricId, Nature, Section};
pub use period::{Horizon, HorizonFrom, PlanPeriod};
pub use place::{AdminLevel, Region, Script};
pub use plan::{Goal, Plan, SourceInfo};
pub use task::{AgencyLevel, Responsibility, ResponsibleUnit, Role, Task};
pub use validate::Violation;
