//! Stage 8: a comparison, shown. Rounding would happen here and nowhere else; so far every figure is shown in full.

mod figure;
mod markdown;
#[cfg(feature = "table")]
mod table;

pub use markdown::markdown;
#[cfg(feature = "table")]
pub use table::table;
