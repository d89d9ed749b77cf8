//! A comparison as JSON.

use crate::compare::Comparison;

/// Shows a comparison as JSON: plans, rows and cells as they are, decimals as strings.
///
/// It reads back into the same [`Comparison`].
///
/// # Examples
///
/// ```
/// use crossplan::compare::Comparison;
/// use crossplan::{normalizers, report, Source};
///
/// let plan = normalizers::read(&Source::from_text("one", "到2025年,高新技术企业达1100家。")?)?;
/// let comparison = Comparison::of([&plan]).build()?;
/// let text = report::json(&comparison);
/// assert_eq!(serde_json::from_str::<Comparison>(&text)?, comparison);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn json(comparison: &Comparison) -> String {
    // OK because every key of a comparison is text and every value writes itself.
    #[allow(clippy::expect_used, reason = "every key of a comparison is text and every value writes itself")]
    serde_json::to_string_pretty(comparison).expect("a comparison is JSON")
}
