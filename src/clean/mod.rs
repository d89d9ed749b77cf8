//! Stage 1: source text → [`CleanText`], every change remembered.
//!
//! Clean text is simplified, single-width and unwrapped: one line is one paragraph, heading or table row, and the
//! cells of a row stand between tabs. Page numbers, page marks, markup and blanks between Chinese characters are
//! gone. Each byte maps back to the source, where all quotes and spans point.

mod breaks;
mod eras;
mod fold;
mod lines;
mod map;
pub(crate) mod numbering;
mod repair;
mod rewrite;
mod stacked;
mod markup;
mod pages;
mod wrap;

use std::ops::Range;

use crate::schema::{Code, Diagnostic, Script};
use crate::source::{Evidence, Source, Span};
use fold::Folded;
use map::OffsetMap;

pub use fold::fold_script;

/// A readable view of a source, and the way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanText {
    text: String,
    map: OffsetMap,
    script: Script,
    diagnostics: Vec<Diagnostic>,
}

impl CleanText {
    /// The clean text: paragraphs, headings and rows, one a line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The script of the source.
    #[must_use]
    pub fn script(&self) -> Script {
        self.script
    }

    /// What was repaired.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The source bytes that a range of clean text stands for.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        self.map.to_source(range)
    }

    /// The span of a range of clean text with the words that the source holds there.
    #[must_use]
    pub fn evidence(&self, range: Range<usize>, source: &Source) -> Evidence {
        let span = self.span(range);
        Evidence { quote: source.text().get(span.range()).unwrap_or_default().to_owned(), span }
    }

    /// The words of the source that a range of clean text stands for, without the noise between them.
    #[must_use]
    pub fn written(&self, range: Range<usize>, source: &Source) -> String {
        if self.script == Script::Hans {
            return self.text.get(range).unwrap_or_default().to_owned();
        }
        let kept = self.map.pieces(range.clone()).map(|(clean, from)| {
            let folded = clean.len() != from.len();
            if folded { self.text.get(clean) } else { source.text().get(from) }.unwrap_or_default()
        });
        kept.collect()
    }
}

/// Cleans a source.
///
/// # Examples
///
/// ```
/// use crossplan::{Source, clean};
///
/// let source = Source::from_text("page", "技術契約成交額達１２００\n—\n２\n—\n億元。")?;
/// let clean = clean::clean(&source);
/// assert_eq!(clean.text(), "技术契约成交额达1200亿元。");
/// let figure = clean.text().find("1200亿元").map(|at| clean.evidence(at..at + 10, &source));
/// assert_eq!(figure.unwrap().quote, "１２００\n—\n２\n—\n億元");
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn clean(source: &Source) -> CleanText {
    let text = source.text();
    let script = fold::detect(text);
    let mut folded = Folded::default();
    let layout = if source.has_whole_paragraphs() {
        folded.fold(text, 0, script);
        lines::Layout::Page
    } else {
        markup::fold(text, script, &mut folded)
    };
    let (text, map) = lines::unwrap(&folded, layout);
    let (text, map) = eras::common_years(text, map);
    let (text, map, repaired) = repair::repair(text, map);
    let mut diagnostics: Vec<Diagnostic> = repaired
        .into_iter()
        .map(|range| {
            let (span, meant) = (map.to_source(range.clone()), &text[range]);
            let seen = source.text().get(span.range()).unwrap_or_default();
            Diagnostic::new(Code::Repaired, Some(span), format!("{seen:?} is read as {meant:?}"))
        })
        .collect();
    if source.repaired() {
        let message = format!("some bytes are not valid {} and were replaced", source.encoding());
        diagnostics.push(Diagnostic::new(Code::Encoding, None, message));
    }
    CleanText { text, map, script, diagnostics }
}
