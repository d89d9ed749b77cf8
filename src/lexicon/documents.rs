//! Words that tell what a document is and who issues it.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::words::Words;

/// The lists of `data/documents.toml`, which says what each does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Documents {
    kinds: Words,
    titles: Words,
    lines: Words,
    pub(crate) issuers: Words,
    pub(crate) labels: Vec<String>,
    pub(crate) above: Words,
    pub(crate) openings: Words,
    pub(crate) in_front: Words,
    pub(crate) menus: Words,
}

static DOCUMENTS: LazyLock<Documents> = LazyLock::new(|| bundled(include_str!("data/documents.toml")));

/// The lists.
pub(crate) fn documents() -> &'static Documents {
    &DOCUMENTS
}

impl Documents {
    /// Ends like the title of a plan; some headings do too.
    pub(crate) fn end_title(&self, words: &str) -> bool {
        self.kinds.end(words) || self.titles.end(words)
    }

    /// Ends like a line that names a document; few headings do.
    pub(crate) fn end_line(&self, words: &str) -> bool {
        self.kinds.end(words) || self.lines.end(words)
    }
}
