//! Lines and columns of a text.

use std::sync::OnceLock;

/// Bytes between two known places, a character more or less.
const STEP: usize = 1_024;

/// Where some bytes stand, found once and only if it is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(OnceLock<Vec<Place>>);

/// A byte on a character boundary, with its line and column, both from 1.
#[derive(Clone, Copy, Debug)]
struct Place {
    byte: usize,
    line: usize,
    column: usize,
}

impl Places {
    /// The line and the column of a byte of `text`, which is the same in every call.
    pub(super) fn line_column(&self, text: &str, byte: usize) -> (usize, usize) {
        let byte = text.floor_char_boundary(byte);
        let known = self.0.get_or_init(|| known(text));
        let near = known.partition_point(|place| place.byte <= byte).checked_sub(1);
        let near = near.and_then(|at| known.get(at)).copied().unwrap_or(Place::FIRST);
        let place = near.after(&text[near.byte..byte]);
        (place.line, place.column)
    }
}

/// They follow from the text.
impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Places {}

impl Place {
    const FIRST: Self = Self { byte: 0, line: 1, column: 1 };

    /// The place behind further text.
    fn after(self, passed: &str) -> Self {
        let byte = self.byte + passed.len();
        match passed.rsplit_once('\n') {
            Some((lines, rest)) => {
                let line = self.line + 1 + lines.matches('\n').count();
                Self { byte, line, column: rest.chars().count() + 1 }
            }
            None => Self { byte, column: self.column + passed.chars().count(), ..self },
        }
    }
}

fn known(text: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let mut place = Place::FIRST;
    while place.byte < text.len() {
        places.push(place);
        place = place.after(&text[place.byte..text.floor_char_boundary(place.byte + STEP)]);
    }
    places
}
