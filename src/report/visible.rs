//! Text of a plan as a reader sees it: nothing in it steers the terminal or the direction of what follows.

use std::borrow::Cow;

/// True for characters that cannot be seen but change what is: controls (with which escape sequences begin), marks of
/// direction, joiners, tags.
pub(super) fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Text of a plan for one line of a terminal: line ends are blanks, and characters that cannot be seen but steer what is
/// (controls, with which escape sequences begin, marks of direction, joiners) are named by their number.
///
/// All reports but CSV and JSON, which are data, show text so.
///
/// # Examples
///
/// ```
/// use crossplan::report::visible;
///
/// assert_eq!(visible("新增孵化器3家"), "新增孵化器3家");
/// assert_eq!(visible("甲\u{1b}[2J\n乙\u{202e}"), "甲⟦U+001B⟧[2J 乙⟦U+202E⟧");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => out.push(' '),
            _ if hidden(c) => out.push_str(&name(c)),
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A character that is not shown, by its number.
pub(super) fn name(c: char) -> String {
    format!("⟦U+{:04X}⟧", u32::from(c))
}
