//! Subjects that were identified before: plans promise the same things in the same words.

use std::collections::HashMap;

use crate::lexicon::{Catalog, Mapping, Statement};
use crate::schema::Kind;

/// Subjects that are kept at most, so that memory stays flat however many plans there are.
const MOST: usize = 50_000;

/// Finds the metrics of one catalog, each subject once.
pub(crate) struct Identified<'c> {
    pub(super) catalog: &'c Catalog,
    found: HashMap<(Kind, String), Option<Mapping>>,
}

impl<'c> Identified<'c> {
    pub(crate) fn new(catalog: &'c Catalog) -> Self {
        Self { catalog, found: HashMap::new() }
    }

    /// As [`Catalog::identify`].
    pub(super) fn identify(&mut self, statement: &Statement) -> Option<Mapping> {
        let parts = [statement.of, statement.unit, statement.action];
        let length = |part: &Option<&str>| part.map_or(0, str::len) + 1;
        let mut words =
            String::with_capacity(statement.subject.len() + parts.iter().map(length).sum::<usize>());
        words.push_str(statement.subject);
        for part in parts {
            // No text holds these two characters.
            words.push(if part.is_some() { '\u{1}' } else { '\u{2}' });
            words.push_str(part.unwrap_or_default());
        }
        if self.found.len() >= MOST {
            self.found.clear();
        }
        let catalog = self.catalog;
        self.found.entry((statement.kind, words)).or_insert_with(|| catalog.identify(statement)).clone()
    }
}
