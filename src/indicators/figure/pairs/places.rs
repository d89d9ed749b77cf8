//! Places that figures are paired with.

use std::ops::Range;

use crate::indicators::subject::areas;

/// A list of places, and what is counted in each of them.
pub(super) struct Places {
    pub(super) places: Vec<Range<usize>>,
    /// Behind the last place; empty where it was named before.
    pub(super) rest: Range<usize>,
}

impl Places {
    /// 甲市、乙市|拥有量; 甲、乙、丙三市|研发投入强度. `None` if the parts are no list of places.
    pub(super) fn of(text: &str, parts: &[Range<usize>]) -> Option<Self> {
        let mut places = parts.to_vec();
        let (last, others) = places.split_last_mut()?;
        // 在甲、乙各…: 在 leads to the first.
        if let Some(first) = others.first_mut() {
            let leading = text[first.clone()].trim_start_matches(['在', '于', '由']);
            first.start = first.end - leading.len();
        }
        let is_place = |part: &Range<usize>| {
            areas::is_area(&text[part.clone()]) || areas::is_ranked(&text[part.clone()])
        };
        let whole = &text[last.clone()];
        let (name, collective) = match areas::collective(whole) {
            Some((name, length)) if others.iter().all(|part| areas::is_bare(&text[part.clone()])) => {
                (name, length)
            }
            _ if others.iter().all(is_place) => (areas::place_prefix(whole), 0),
            _ => return None,
        };
        let rest = last.start + name + collective..last.end;
        last.end = last.start + name;
        (name > 0 && !others.is_empty()).then_some(Self { places, rest })
    }
}
