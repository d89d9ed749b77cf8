//! Reads regional science-and-innovation plans and compares what they promise.
#![doc = ""]

pub mod error;
pub mod source;
pub mod schema;
pub mod lexicon;

pub use error::Error;
pub use schema::Plan;
pub use source::{Evidence, Source, Span};
