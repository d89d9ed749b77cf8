//! The words for units and magnitudes: what may stand behind a number.

use super::Units;
use crate::lexicon::words::Words;

/// The words of one table.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    magnitudes: Words,
    /// Whether it often measures nothing.
    units: Words<bool>,
    /// Those of money that may stand in front of the number: 新台币55亿元.
    currencies: Words,
}

impl Labels {
    /// Units, each with whether it often measures nothing, and magnitudes.
    pub(super) fn new(
        units: impl Iterator<Item = (String, bool)>,
        magnitudes: impl Iterator<Item = String>,
        currencies: impl Iterator<Item = String>,
    ) -> Self {
        let bare = |word| (word, ());
        Self {
            magnitudes: Words::new(magnitudes.map(bare)),
            units: Words::new(units),
            currencies: Words::new(currencies.map(bare)),
        }
    }
}

impl Units {
    /// Bytes of the magnitude (万, 亿, 千万 …) that `text` begins with; 0 if none.
    pub(crate) fn magnitude_length(&self, text: &str) -> usize {
        self.words.magnitudes.prefix(text)
    }

    /// Bytes of the unit that `text` begins with; 0 if none.
    pub(crate) fn unit_length(&self, text: &str) -> usize {
        self.words.units.prefix(text)
    }

    /// Bytes of the currency (新台币, 港元) that `text` ends with; 0 if none.
    pub(crate) fn currency_before(&self, text: &str) -> usize {
        self.words.currencies.suffix(text)
    }

    /// True for a unit that often follows a number without measuring anything, magnitude or not.
    pub(crate) fn is_weak(&self, label: &str) -> bool {
        self.words.units.get(&label[self.magnitude_length(label)..]).is_some_and(|weak| *weak)
    }
}

/// Bytes of the built-in magnitude that `text` begins with; 0 if none.
pub(crate) fn magnitude(text: &str) -> usize {
    Units::builtin().magnitude_length(text)
}

/// Bytes of the built-in unit that `text` begins with; 0 if none.
pub(crate) fn unit(text: &str) -> usize {
    Units::builtin().unit_length(text)
}
