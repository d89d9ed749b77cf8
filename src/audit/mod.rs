//! Checks a plan against itself and against published statistics. Every finding names the statements, how far apart
//! they are, and whether that is a contradiction, a doubt, or no more than worth knowing.
//!
//! Figures are taken as rounded to the digits they are written with, and bounds as intervals, so that what rounding
//! could reconcile is no contradiction.

mod finding;
mod material;
mod horizons;
mod populations;
mod present;
mod repeats;
mod stocks;
mod totals;

pub use finding::{Check, Cited, Finding, Gap, Verdict};

use material::Material;

use crate::lexicon::Catalog;
use crate::reference::Reference;
use crate::schema::Plan;

/// Checks a plan, with the metrics of the built-in catalog. Without a reference it is checked against itself only.
///
/// Findings come in the order of [`Check`], and within one in the order of the document.
///
/// # Examples
///
/// ```
/// use crossplan::audit::{Check, Verdict, audit};
/// use crossplan::{Source, normalizers};
///
/// let text = "到2025年,全社会研发投入达150亿元,占GDP比重达2.6%;技术合同交易额达300亿元,占GDP比重达4.6%。";
/// let found = audit(&normalizers::read(&Source::from_text("note", text)?)?, None);
/// assert_eq!((found[0].check, found[0].verdict), (Check::ImpliedTotal, Verdict::Contradiction));
/// assert_eq!(
///     found[0].sentence,
///     "15 billion yuan at 2.6 % implies GDP of 564.15–590.2 billion yuan; \
///      30 billion yuan at 4.6 % implies GDP of 644.09–660.44 billion yuan; no value fits all"
/// );
/// assert!(found[0].chinese.starts_with("150 亿元 占 2.6 %,推得 GDP 在 5641.5 至 5902.0 亿元之间;"));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn audit(plan: &Plan, reference: Option<&Reference>) -> Vec<Finding> {
    audit_with(plan, reference, Catalog::builtin())
}

/// Checks a plan as [`audit`] does, with the metrics of another catalog.
///
/// # Examples
///
/// ```
/// use crossplan::{audit, lexicon::Catalog, normalizers, samples};
///
/// let plan = normalizers::read(&samples::linyi())?;
/// assert_eq!(audit::audit_with(&plan, None, Catalog::builtin()), audit::audit(&plan, None));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn audit_with(plan: &Plan, reference: Option<&Reference>, catalog: &Catalog) -> Vec<Finding> {
    let material = Material::new(plan, reference, catalog);
    let mut found = Vec::new();
    totals::check(&material, &mut found);
    repeats::check(&material, &mut found);
    stocks::check(&material, &mut found);
    populations::check(&material, &mut found);
    horizons::check(&material, &mut found);
    present::check(&material, &mut found);
    found.sort_by_key(|finding| (finding.check, finding.statements.first().map(|cited| cited.evidence.span)));
    found
}
