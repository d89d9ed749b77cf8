//! Stage 5: a source → [`Plan`], the stages in order under one plan's conventions.
//!
//! A [`Normalizer`] is a [`Profile`] (facts about a place: region, code, level, period) over the same stages as all
//! others. [`Generic`] has no such facts and reads a plan that nobody prepared for; [`detect`] picks one.

mod assemble;
mod dates;
mod metadata;
mod named;
mod profile;

use crate::lexicon::Catalog;
use crate::schema::Plan;
use crate::{Error, Limits, Source};

pub use named::{Changzhutan, Generic, Linyi, ShanweiDistrict, Yichang, Yueyang};
pub use profile::Profile;

/// Reads a source under the conventions of one plan.
pub trait Normalizer {
    /// The facts it adds.
    fn profile(&self) -> &Profile;

    /// Reads a plan; metrics are those of the built-in catalog.
    ///
    /// Odd text makes diagnostics, never an error.
    ///
    /// # Errors
    ///
    /// [`Error::TooMany`] beyond the records that [`Limits`] have by default.
    fn read(&self, source: &Source) -> Result<Plan, Error> {
        self.read_within(source, &Limits::default())
    }

    /// As [`read`](Self::read), within limits of one's own.
    ///
    /// # Errors
    ///
    /// [`Error::TooMany`] beyond the records of `limits`.
    fn read_within(&self, source: &Source, limits: &Limits) -> Result<Plan, Error> {
        assemble::plan(source, self.profile(), Catalog::builtin(), limits)
    }
}

/// Reads a source with a profile and a catalog of one's own, within the default [`Limits`].
///
/// The catalog tells which metric a target measures, and its [`units`](Catalog::units) which words behind a number are
/// its unit: 新增白银300锭 is a target once [`Catalog::extend_units`] has added 锭.
///
/// # Errors
///
/// [`Error::TooMany`] beyond the records that [`Limits`] have by default.
///
/// # Examples
///
/// ```
/// use crossplan::{Source, lexicon::Catalog, normalizers};
///
/// let profile = normalizers::Profile::from_toml("qufu.toml", "id = \"qufu\"\nperiod = { start = 2021, end = \"2025\" }")?;
/// let source = Source::from_text("note", "一、目标\n万人有效发明专利拥有量达6件。")?;
/// let plan = normalizers::read_with(&source, &profile, Catalog::builtin())?;
/// assert_eq!(plan.indicators[0].horizon.map(|h| h.year()), Some(2025));
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn read_with(source: &Source, profile: &Profile, catalog: &Catalog) -> Result<Plan, Error> {
    assemble::plan(source, profile, catalog, &Limits::default())
}

/// Reads a source with the normalizer that [`detect`] picks.
///
/// # Errors
///
/// As [`Normalizer::read`].
///
/// # Examples
///
/// ```
/// let source = crossplan::Source::from_text("note", "一、目标\n到2030年,新建实验室5家。")?;
/// let plan = crossplan::normalizers::read(&source)?;
/// assert_eq!(plan.indicators.len(), 1);
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn read(source: &Source) -> Result<Plan, Error> {
    detect(source).read(source)
}

/// As [`read`], within limits of one's own.
///
/// # Errors
///
/// [`Error::TooMany`] beyond the records of `limits`.
pub fn read_within(source: &Source, limits: &Limits) -> Result<Plan, Error> {
    detect(source).read_within(source, limits)
}

/// All normalizers, `Generic` last.
#[must_use]
pub fn all() -> [&'static dyn Normalizer; 6] {
    [&Yueyang, &Changzhutan, &Linyi, &ShanweiDistrict, &Yichang, &Generic]
}

/// The normalizer whose profile knows the source: all its signature words stand near the top. Else [`Generic`].
#[must_use]
pub fn detect(source: &Source) -> &'static dyn Normalizer {
    let head: String = source.text().chars().take(1_000).filter(|c| !c.is_whitespace()).collect();
    let head = crate::clean::fold_script(&head);
    all().into_iter().find(|n| n.profile().knows(&head)).unwrap_or(&Generic)
}

/// The normalizer of this name: `yueyang`, `generic` …
///
/// # Errors
///
/// [`Error::UnknownNormalizer`] with the names there are.
pub fn by_name(name: &str) -> Result<&'static dyn Normalizer, Error> {
    all().into_iter().find(|n| n.profile().id == name).ok_or_else(|| {
        let known: Vec<_> = all().iter().map(|n| n.profile().id.as_str()).collect();
        Error::UnknownNormalizer { name: name.to_owned(), known: known.join(", ") }
    })
}
