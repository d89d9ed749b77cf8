//! Tables that come with the crate, and tables of its users.

use serde::de::DeserializeOwned;

use crate::Error;

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

/// Reads a table of a user; `file` names it in errors.
///
/// # Errors
///
/// [`Error::Toml`] if it is not well-formed or has a key that is not known.
pub(crate) fn given<T: DeserializeOwned>(file: &str, table: &str) -> Result<T, Error> {
    toml::from_str(table).map_err(|source| Error::Toml { file: file.to_owned(), source: Box::new(source) })
}
