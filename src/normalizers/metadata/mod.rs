//! What a document says of itself: title, issuer, number, dates, period, region.

mod issuer;
mod number;
mod region;
mod title;

use std::ops::Range;

use chrono::NaiveDate;

use super::dates::{dates, period};
use crate::clean::CleanText;
use crate::outline::Outline;
use crate::schema::{PlanPeriod, Region};
use crate::source::Source;
use issuer::issuer;
use number::document_number;
use region::region;
use title::title;

/// What a document says of itself.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: String,
    pub(super) issuer: Option<String>,
    pub(super) document_number: Option<String>,
    pub(super) issued: Option<NaiveDate>,
    pub(super) published: Option<NaiveDate>,
    pub(super) period: PlanPeriod,
    pub(super) region: Option<Region>,
    /// Where the region is named, if neither title nor issuer names it.
    pub(super) region_inferred: Option<Range<usize>>,
}

/// Reads the facts from the lines in front of the first heading, the last lines and the aims.
pub(super) fn read(clean: &CleanText, outline: &Outline, source: &Source) -> Facts {
    let text = clean.text();
    let head = head(text, outline);
    let written = |range: Range<usize>| clean.written(range, source);
    let title_range = title(text, &head);
    let title_folded = title_range.clone().map(|r| text[r].to_owned()).unwrap_or_default();
    let issuer_range = issuer(text, &head, title_range.clone());
    let issuer_folded = issuer_range.clone().map(|r| text[r].to_owned());
    let (issued, published) = dates(text, &head);
    let (region, region_inferred) = region(&title_folded, issuer_folded.as_deref(), text).unzip();
    let mut facts = Facts {
        title: title_range.map(written).unwrap_or_default(),
        issuer: issuer_range.map(|r| clean.written(r, source)),
        document_number: document_number(text).map(|r| clean.written(r, source)),
        issued,
        published,
        region,
        region_inferred: region_inferred.flatten(),
        ..Facts::default()
    };
    facts.title = facts.title.trim_matches(['《', '》', ' ', '#']).replace('\n', "");
    for ending in [".docx", ".doc", ".pdf"] {
        facts.title.truncate(facts.title.strip_suffix(ending).map_or(facts.title.len(), str::len));
    }
    facts.period = period(text, outline, &title_folded, issued);
    facts
}

/// The lines in front of the first numbered heading, and the last few of the document.
fn head(text: &str, outline: &Outline) -> Vec<Range<usize>> {
    let first = outline.headings.first().map_or(text.len(), |h| h.range.start);
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if start >= first && lines.len() >= 3 || lines.len() >= 60 {
            break;
        }
        if start < end {
            lines.push(start..end);
        }
        start += line.len();
    }
    let mut tail: Vec<Range<usize>> = Vec::new();
    let mut end = text.len();
    for line in text.split_inclusive('\n').rev().take(6) {
        let start = end - line.len();
        tail.extend((start >= first).then(|| start..start + line.trim_end().len()));
        end = start;
    }
    tail.reverse();
    lines.extend(tail);
    lines
}
