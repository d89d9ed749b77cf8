//! The words for units and magnitudes, longest first.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    magnitudes: std::collections::BTreeMap<String, String>,
    unit: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    labels: Vec<String>,
    #[serde(default)]
    weak: bool,
}

struct Labels {
    magnitudes: Vec<String>,
    units: Vec<String>,
    weak: Vec<String>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let table: Result<Table, _> = toml::from_str(include_str!("data/units.toml"));
    // OK because the table is part of the crate and a test reads it.
    #[allow(clippy::expect_used, reason = "the table is part of the crate and a test reads it")]
    let table = table.expect("units.toml is well-formed");
    let weak = table.unit.iter().filter(|u| u.weak).flat_map(|u| u.labels.clone()).collect();
    let mut units: Vec<String> = table.unit.into_iter().flat_map(|u| u.labels).collect();
    let mut magnitudes: Vec<String> = table.magnitudes.into_keys().collect();
    units.sort_by_key(|w| std::cmp::Reverse(w.len()));
    magnitudes.sort_by_key(|w| std::cmp::Reverse(w.len()));
    Labels { magnitudes, units, weak }
});

/// Bytes of the magnitude (万, 亿, 千万 …) that `text` begins with; 0 if none.
pub(crate) fn magnitude(text: &str) -> usize {
    LABELS.magnitudes.iter().find(|w| text.starts_with(w.as_str())).map_or(0, String::len)
}

/// Bytes of the unit that `text` begins with; 0 if none.
pub(crate) fn unit(text: &str) -> usize {
    LABELS.units.iter().find(|w| text.starts_with(w.as_str())).map_or(0, String::len)
}

/// True for a unit that often follows a number without measuring anything, magnitude or not.
pub(crate) fn weak_unit(label: &str) -> bool {
    let bare = &label[magnitude(label)..];
    LABELS.weak.iter().any(|w| w == bare)
}
