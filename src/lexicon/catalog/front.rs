//! The words in front of a name: which of them change nothing, and which tier they name.

use super::Tier;
use super::grammar::{Grammar, Modifier};

/// More than this many characters in front of a name are never only modifiers.
const MAX_FRONT: usize = 40;

/// The most characters of a place that is known by its last one only.
const MAX_PLACE: usize = 8;

/// What the words in front of a name say. The lesser is the better reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Front {
    /// Places that were guessed from their last character.
    guessed: usize,
    /// Vague praise.
    pub(super) praised: bool,
    /// The lowest tier that is named.
    pub(super) tier: Option<Tier>,
    /// True if tiers above it count too.
    pub(super) above: bool,
}

impl Front {
    fn and(self, modifier: Modifier) -> Self {
        match modifier {
            Modifier::Neutral => self,
            Modifier::Praise => Self { praised: true, ..self },
            Modifier::Tier { tier, above } => match self.tier {
                None => Self { tier: Some(tier), above: self.above || above, ..self },
                // 国家、省: the lower of the two, and those above it.
                Some(other) => {
                    Self { tier: Some(tier.min(other)), above: self.above || above || tier != other, ..self }
                }
            },
        }
    }
}

impl Grammar {
    /// What the words in front of a name say. `None` if some of them are no mere modifiers.
    pub(super) fn front(&self, text: &str) -> Option<Front> {
        if text.is_empty() {
            return Some(Front::default());
        }
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        if starts.len() > MAX_FRONT {
            return None;
        }
        // best[i] is the best way to cover the first i characters.
        let mut best: Vec<Option<Front>> = vec![None; starts.len() + 1];
        *best.first_mut()? = Some(Front::default());
        for (at, start) in starts.iter().enumerate() {
            let Some(so_far) = best.get(at).copied().flatten() else { continue };
            let rest = text.get(*start..)?;
            let mut reach = |characters: usize, front: Front| {
                if let Some(slot) = best.get_mut(at + characters) {
                    *slot = Some(slot.map_or(front, |old| old.min(front)));
                }
            };
            for (word, modifier) in self.modifiers(rest) {
                let (length, front) = (word.chars().count(), so_far.and(modifier));
                reach(length, front);
                let behind = rest.get(word.len()..).unwrap_or_default();
                if matches!(modifier, Modifier::Tier { .. })
                    && let Some((above, ())) = self.above.at_start(behind).next()
                {
                    reach(length + above.chars().count(), Front { above: true, ..front });
                }
            }
            for (characters, place) in prefixes(rest).take(MAX_PLACE) {
                if self.place_end.at_end(place).any(|(end, ())| place != end) {
                    reach(characters, Front { guessed: so_far.guessed + 1, ..so_far });
                }
            }
        }
        best.pop().flatten()
    }

    /// The name of a place without the word for what sort of place it is.
    pub(super) fn stem<'t>(&self, place: &'t str) -> &'t str {
        let stems = self.place_end.at_end(place).filter_map(|(end, ())| place.strip_suffix(end.as_str()));
        stems.filter(|stem| !stem.is_empty()).min_by_key(|stem| stem.len()).unwrap_or(place)
    }

    /// The tier that a list names in front of its first item.
    pub(super) fn leading_tier(&self, list: &str) -> Option<Tier> {
        self.modifiers(list).find_map(|(_, modifier)| match modifier {
            Modifier::Tier { tier, .. } => Some(tier),
            Modifier::Neutral | Modifier::Praise => None,
        })
    }
}

/// Every beginning of the text, with its length in characters.
fn prefixes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = text.char_indices().map(|(start, c)| start + c.len_utf8());
    ends.enumerate().filter_map(|(index, end)| Some((index + 1, text.get(..end)?)))
}
