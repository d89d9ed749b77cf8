//! The words for units and magnitudes: what may stand behind a number.

use std::sync::LazyLock;

use super::Units;
use crate::lexicon::words::Words;

struct Labels {
    magnitudes: Words,
    /// Whether it often measures nothing.
    units: Words<bool>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let table = Units::builtin();
    let units = table.labels().map(|(label, unit)| (label.to_owned(), unit.weak));
    let magnitudes = table.magnitudes().map(|(word, _)| (word.to_owned(), ()));
    Labels { magnitudes: Words::new(magnitudes), units: Words::new(units) }
});

/// Bytes of the magnitude (万, 亿, 千万 …) that `text` begins with; 0 if none.
pub(crate) fn magnitude(text: &str) -> usize {
    LABELS.magnitudes.prefix(text)
}

/// Bytes of the unit that `text` begins with; 0 if none.
pub(crate) fn unit(text: &str) -> usize {
    LABELS.units.prefix(text)
}

/// True for a unit that often follows a number without measuring anything, magnitude or not.
pub(crate) fn weak_unit(label: &str) -> bool {
    let bare = &label[magnitude(label)..];
    LABELS.units.at_start(bare).any(|(word, weak)| *weak && word.len() == bare.len())
}
