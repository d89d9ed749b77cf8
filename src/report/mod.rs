//! Stage 8: a comparison, shown. Nothing is rounded here: stated figures are shown in full, computed ones as
//! [`Derivation::value`](crate::derive::Derivation::value) rounds them.

mod csv;
mod figure;
#[cfg(feature = "html-report")]
mod html;
#[cfg(feature = "json")]
mod json;
mod markdown;
#[cfg(feature = "json")]
mod package;
#[cfg(feature = "schema")]
mod schema;
#[cfg(feature = "table")]
mod table;
mod visible;
#[cfg_attr(not(feature = "html-report"), allow(dead_code, reason = "only the page shows labels"))]
mod words;

pub use csv::{BYTE_ORDER_MARK, csv, plain_text};
#[cfg(feature = "html-report")]
pub use html::{Language, html};
#[cfg(feature = "json")]
pub use json::json;
pub use markdown::markdown;
#[cfg(feature = "json")]
pub use package::{PackageFile, data_package};
#[cfg(feature = "schema")]
pub use schema::{comparison_schema, plan_schema};
#[cfg(feature = "table")]
pub use table::table;
pub use visible::visible;
