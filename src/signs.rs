//! The characters of a text that are no ideographs: marks, digits, letters.

/// The characters outside U+4000–U+9FFF, each with its place; the rest, most of a plan, is passed over unread.
pub(crate) fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        // The first of the three bytes of such an ideograph.
        while matches!(bytes.get(at), Some(0xE4..=0xE9)) {
            at += 3;
        }
        let sign = text.get(at..)?.chars().next()?;
        let place = at;
        at += sign.len_utf8();
        Some((place, sign))
    })
}

/// Marks in front of the points of a list.
pub(crate) const BULLETS: [char; 12] = ['●', '■', '◆', '▲', '★', '•', '·', '○', '◎', '▪', '►', '◇'];

/// A bar between the cells of a row.
pub(crate) fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '｜')
}

/// Two bars at least make a row of cells.
pub(crate) fn is_barred(words: &str) -> bool {
    signs(words).filter(|(_, c)| is_bar(*c)).nth(1).is_some()
}
