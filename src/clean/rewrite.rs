//! Stretches of text replaced by others, with the way back to the source.

use std::ops::Range;

use super::fold::Folded;
use super::map::OffsetMap;

/// A stretch of text and what it is read as; nothing, if it is to go.
pub(super) struct Change {
    pub(super) range: Range<usize>,
    pub(super) meant: String,
}

/// Makes changes in the order of the text, the first of those that overlap; returns the text, its map and where each
/// change stands now.
pub(super) fn rewrite(
    text: String,
    map: OffsetMap,
    mut changes: Vec<Change>,
) -> (String, OffsetMap, Vec<Range<usize>>) {
    if changes.is_empty() {
        return (text, map, Vec::new());
    }
    changes.sort_by_key(|change| change.range.start);
    let mut out = Folded::default();
    let mut changed = Vec::new();
    let mut from = 0;
    for change in changes {
        if change.range.start < from {
            continue;
        }
        map.carry(from..change.range.start, &mut out.map, out.text.len());
        out.text.push_str(&text[from..change.range.start]);
        let start = out.text.len();
        let source = map.to_source(change.range.clone());
        let same = change.meant.len() == change.range.len();
        for (k, c) in change.meant.char_indices() {
            let at = change.range.start + k;
            let one = if same { map.to_source(at..at + c.len_utf8()) } else { source };
            out.put(c, one.range());
        }
        changed.push(start..out.text.len());
        from = change.range.end;
    }
    map.carry(from..text.len(), &mut out.map, out.text.len());
    out.text.push_str(&text[from..]);
    (out.text, out.map, changed)
}
