//! Traditional characters, read as simplified ones.

use std::sync::LazyLock;

use crate::schema::Script;

const FIRST: usize = 0x3400;
const LAST: usize = 0x9FFF;
const TABLE: &str = include_str!("../../lexicon/data/script.txt");

/// What each character of the basic plane is folded to; 0 if it stays.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; LAST - FIRST + 1];
    for pair in TABLE.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace) {
        let mut chars = pair.chars();
        if let (Some(from), Some(to)) = (chars.next(), chars.next())
            && let (Some(slot), Ok(to)) =
                (table.get_mut((from as usize).wrapping_sub(FIRST)), u16::try_from(to as u32))
        {
            *slot = to;
        }
    }
    table
});

/// The simplified character for a traditional one; the same number of UTF-8 bytes.
pub(super) fn simplify(c: char) -> char {
    let folded = SIMPLIFIED.get((c as usize).wrapping_sub(FIRST)).copied().unwrap_or(0);
    if folded == 0 { c } else { char::from_u32(u32::from(folded)).unwrap_or(c) }
}

/// The script of a text: traditional if more than one Chinese character in twenty is written only so.
pub(in crate::clean) fn detect(text: &str) -> Script {
    let (mut chinese, mut traditional) = (0_usize, 0_usize);
    // A few thousand characters tell as much as a long document.
    for c in text.chars().filter(|c| (FIRST..=LAST).contains(&(*c as usize))).take(8_000) {
        chinese += 1;
        traditional += usize::from(simplify(c) != c);
    }
    if traditional * 20 > chinese { Script::Hant } else { Script::Hans }
}

/// Folds a short text, such as a label or a user's query. Text in simplified script comes back as it is.
///
/// # Examples
///
/// ```
/// assert_eq!(crossplan::clean::fold_script("長株潭"), "长株潭");
/// assert_eq!(crossplan::clean::fold_script("长株潭"), "长株潭");
/// ```
#[must_use]
pub fn fold_script(text: &str) -> String {
    text.chars().map(simplify).collect()
}
