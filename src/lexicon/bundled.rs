//! The tables that come with the crate.

use serde::de::DeserializeOwned;

/// Reads a table of `data/`.
///
/// # Panics
///
/// If it is not well-formed, which the tests would have shown.
// OK because the tables are part of the crate and tests read each of them.
#[allow(clippy::expect_used, reason = "the tables are part of the crate and tests read each of them")]
pub(crate) fn bundled<T: DeserializeOwned>(table: &str) -> T {
    toml::from_str(table).expect("a bundled table is well-formed")
}
