//! Whatever a plan holds, reports only show it: no escape sequence, no mark of direction, no broken row, no markup.
//!
//! CSV is data, where formulas are what could do harm; `tests/report.rs` has them, and the markup of the page.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crossplan::compare::Comparison;
use crossplan::{Plan, Source, normalizers, report};
use serde_json::json;

/// Clears the screen, sets the title, turns the direction, hides, breaks the row, and would be markup.
const HOSTILE: &[&str] = &[
    "\u{1b}[2J\u{1b}[31m红",
    "\u{1b}]0;title\u{7}",
    "\u{9b}31m",
    "\u{202e}家一\u{2066}",
    "甲\u{200b}乙\u{feff}\u{e0041}",
    "a\r\n| x | y |\n",
    "\u{8}\u{8}\u{7f}",
    "<script>alert(1)</script>",
];

/// A plan with these words wherever words can be.
fn plan(words: &str) -> Plan {
    let text = "湘江市科技规划\n到2025年，高新技术企业达1100家，研发投入强度高于全省平均水平，技术合同成交额达30亿元。";
    let source = Source::from_text("plan", text).unwrap();
    let plan = normalizers::read(&source).unwrap();
    assert_eq!(plan.indicators.len(), 3);
    let mut value = serde_json::to_value(plan).unwrap();
    value["id"] = json!(words);
    value["title"] = json!(words);
    value["region"] = json!({ "name": words, "code": null, "level": null });
    for indicator in value["indicators"].as_array_mut().unwrap() {
        for field in ["subject", "quote", "scope", "of"] {
            indicator[field] = json!(words);
        }
    }
    value["indicators"][2]["unit"] = json!(words);
    serde_json::from_value(value).unwrap()
}

fn is_shown(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[track_caller]
fn assert_shown(text: &str, words: &str) {
    let steering = text.chars().find(|c| *c != '\n' && !is_shown(*c));
    assert_eq!(steering, None, "{words:?} in\n{text:?}");
}

#[test]
fn nothing_steers_a_terminal() {
    for words in HOSTILE {
        let plan = plan(words);
        let comparison = Comparison::of([&plan]).build().unwrap();
        #[cfg(feature = "table")]
        for width in [0, 20, 80, 200] {
            assert_shown(&report::table(&comparison, width), words);
        }
        assert_shown(&report::markdown(&comparison), words);
        assert_shown(&report::visible(words), words);
    }
}

#[test]
fn rows_of_markdown_stay_whole() {
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    for words in HOSTILE {
        let plan = plan(words);
        let shown = report::markdown(&Comparison::of([&plan]).build().unwrap());
        for line in shown.lines().take_while(|line| !line.is_empty()) {
            assert_eq!(columns(line), 4, "{words:?}: {line}");
        }
        assert!(!shown.replace("\\<", "").contains("<script"), "{shown}");
    }
}

#[cfg(feature = "html-report")]
#[test]
fn nothing_steers_the_page() {
    for words in HOSTILE {
        let plan = plan(words);
        let comparison = Comparison::of([&plan]).build().unwrap();
        let source = Source::from_text("plan", "到2025年。").unwrap();
        let page = report::html(
            &comparison,
            &[(&plan, &source)],
            crossplan::reference::Reference::bundled(),
            report::Language::English,
        );
        assert_shown(&page, words);
        assert!(!page.contains("<script"));
    }
}
