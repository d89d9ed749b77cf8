//! Who issues a document: behind a label, on a line of its own, in front of the title, as the source of a page.

use std::ops::Range;

use crate::lexicon::documents;

/// The name of the body that issues the document, among the lines of the head.
pub(super) fn issuer(text: &str, head: &[Range<usize>], title: Option<Range<usize>>) -> Option<Range<usize>> {
    for label in &documents().labels {
        for line in head {
            let words = &text[line.clone()];
            let Some(at) = words.find(label.as_str()) else { continue };
            let rest = words[at + label.len()..].trim_start_matches(['：', ':', '|', ' ', '\t']);
            let start = line.end - rest.len();
            let name = rest.split(['|', '\t', ' ', '，', '。']).next().unwrap_or_default();
            if body(name) {
                return Some(start..start + name.len());
            }
        }
    }
    // A line that is a body, or begins a title: …人民政府关于….
    for line in head {
        let words = &text[line.clone()];
        if body(words) && words.chars().count() <= 24 {
            return Some(line.clone());
        }
        let named = ["关于", "印发"].iter().filter_map(|w| words.find(w)).min();
        if let Some(at) = named.filter(|at| body(&words[..*at])) {
            return Some(line.start..line.start + at);
        }
    }
    let title = title?;
    let words = &text[title.clone()];
    if let Some(at) = words.find("关于").filter(|at| body(&words[..*at])) {
        return Some(title.start..title.start + at);
    }
    // 来源:岳阳市科技局, but not 来源:某某网.
    for line in head {
        let words = &text[line.clone()];
        let Some(at) = words.find("来源") else { continue };
        let rest = words[at + "来源".len()..].trim_start_matches(['：', ':', ' ']);
        let start = line.end - rest.len();
        let name = rest.split(['|', '\t', ' ', '，', '。', '日', '发', '2']).next().unwrap_or_default();
        if body(name) {
            return Some(start..start + name.len());
        }
    }
    None
}

/// The name of a body that issues documents.
fn body(name: &str) -> bool {
    let plain = !name.contains(['，', '。', '、', '：', ':', '《', '|', '〔', ' '])
        && !name.starts_with(['各', '市', '省', '县', '区', '由']);
    plain && (4..=30).contains(&name.chars().count()) && documents().issuers.end(name)
}
