//! Reads regional science-and-innovation plans and compares what they promise.

pub mod error;
pub mod source;
pub mod schema;
pub mod lexicon;
pub mod clean;
pub mod outline;
pub mod mentions;
pub mod indicators;
pub mod tasks;
pub mod normalizers;
pub mod samples;
pub mod metrics;
pub mod compare;
pub mod agencies;
pub mod align;
pub mod report;

pub use error::Error;
pub use schema::Plan;
pub use source::{Evidence, Source, Span};
