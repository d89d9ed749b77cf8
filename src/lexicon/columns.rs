//! What stands in the columns of a table, by the words in its head.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::roles::roles;
use super::words::FirstFit;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ColumnRole {
    /// A running number.
    Index,
    /// A group of rows.
    Category,
    /// What is measured.
    Name,
    /// What is to be done.
    Measure,
    /// The unit of measure.
    Unit,
    /// A value that is reached already.
    Baseline,
    /// A value to be reached.
    Target,
    /// A yearly rate of growth to be reached.
    Growth,
    /// 约束性 or 预期性.
    Nature,
    /// Bodies in the lead.
    Lead,
    /// Bodies that support.
    Support,
    /// Responsible bodies.
    Bodies,
    /// Persons in charge, who are no bodies.
    Person,
    /// When it is to be done.
    Deadline,
    /// The area that a row is about.
    Place,
    /// The year that a row is about.
    Year,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    role: ColumnRole,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    whole: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    column: Vec<Entry>,
}

static COLUMNS: LazyLock<FirstFit<ColumnRole>> = LazyLock::new(|| {
    let entries = bundled::<Table>(include_str!("data/columns.toml")).column;
    let words = |entry: Entry| {
        let heads = roles().heads(entry.role);
        (entry.role, entry.words.into_iter().chain(heads).collect(), entry.whole)
    };
    FirstFit::of(entries.into_iter().map(words))
});

/// Characters of the longest head.
const LONGEST: usize = 16;

/// What a cell in the head of a table announces. `None` if its words do not tell.
pub(crate) fn column_role(cell: &str) -> Option<ColumnRole> {
    let characters = || cell.chars().filter(|c| !c.is_whitespace() && *c != '*');
    if characters().nth(LONGEST).is_some() {
        return None;
    }
    let bare: String = characters().collect();
    COLUMNS.find(&bare)
}
