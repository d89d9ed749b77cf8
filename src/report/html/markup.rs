//! Text as markup: escaped, and in two languages.

use crate::report::visible::{hidden, name};
use crate::report::words::Word;

/// Text that markup shows as it is, in elements and in quoted attributes.
///
/// Characters that cannot be seen but change what is (controls, marks of direction, joiners) are named instead.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' | '\r' => out.push(' '),
            _ if hidden(c) => out.push_str(&name(c)),
            _ => out.push(c),
        }
    }
    out
}

/// Running text: a line may break inside a sentence, where Chinese has no blank.
pub(super) fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let latin = |c: char| c.is_ascii_alphanumeric();
        if out.ends_with(latin) && line.starts_with(latin) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// The same in Chinese and in English; the page shows one of them. What is the same in both is there once.
pub(super) fn both(zh: &str, en: &str) -> String {
    both_markup(&escape(zh), &escape(en))
}

/// Markup that is there in Chinese and in English; short, as a page has thousands of them.
pub(super) fn both_markup(zh: &str, en: &str) -> String {
    if zh == en {
        return zh.to_owned();
    }
    format!("<i lang=zh>{zh}</i><i lang=en>{en}</i>")
}

pub(super) fn word(word: Word) -> String {
    both(word.zh, word.en)
}

/// One line of a list of properties.
pub(super) fn property(name: String, value: &str) -> String {
    format!("<div><dt>{name}</dt><dd>{value}</dd></div>")
}

/// A panel that a button with its id opens, titled and with a button that closes it.
pub(super) fn panel(id: &str, title: &str, content: &str) -> String {
    let close = both("关闭", "Close");
    format!(
        "<dialog popover id=\"{id}\" aria-labelledby=\"{id}-t\"><div class=bar><h3 id=\"{id}-t\">{title}</h3>\
         <button class=close autofocus popovertarget=\"{id}\" popovertargetaction=hide>{close}</button>\
         </div>{content}</dialog>\n"
    )
}
