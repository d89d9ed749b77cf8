//! The words for units and magnitudes, longest first: what may stand behind a number.

use std::sync::LazyLock;

use super::Units;

struct Labels {
    magnitudes: Vec<String>,
    /// The label, and whether it often measures nothing.
    units: Vec<(String, bool)>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let table = Units::builtin();
    let mut units: Vec<(String, bool)> =
        table.labels().map(|(label, unit)| (label.to_owned(), unit.weak)).collect();
    let mut magnitudes: Vec<String> = table.magnitudes().map(|(word, _)| word.to_owned()).collect();
    units.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
    magnitudes.sort_by_key(|w| std::cmp::Reverse(w.len()));
    Labels { magnitudes, units }
});

/// Bytes of the magnitude (万, 亿, 千万 …) that `text` begins with; 0 if none.
pub(crate) fn magnitude(text: &str) -> usize {
    LABELS.magnitudes.iter().find(|w| text.starts_with(w.as_str())).map_or(0, String::len)
}

/// Bytes of the unit that `text` begins with; 0 if none.
pub(crate) fn unit(text: &str) -> usize {
    LABELS.units.iter().find(|(w, _)| text.starts_with(w.as_str())).map_or(0, |(w, _)| w.len())
}

/// True for a unit that often follows a number without measuring anything, magnitude or not.
pub(crate) fn weak_unit(label: &str) -> bool {
    let bare = &label[magnitude(label)..];
    LABELS.units.iter().any(|(w, weak)| *weak && w == bare)
}
