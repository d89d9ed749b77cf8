//! PDF files: the text layer, line by line as it stands on the pages.
//!
//! Characters are placed by the text operators of each page, then put together by their places: those on one
//! baseline make a line, gaps between them are blanks, wide gaps as many as fit. Form feeds part the pages.

mod budget;
mod fonts;
mod layout;
mod unicode;
mod walker;

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{DecompressError, Document, LoadOptions};

use super::decode::Failure;
use crate::Limits;
use budget::Budget;

/// The most that one stream of objects may unpack to.
const STREAM: usize = 16 << 20;

/// The text of all pages, and whether some characters could not be read.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<(String, bool), Failure> {
    // A file may be anything; should the PDF library stumble, that is no reason for the program to end.
    catch_unwind(AssertUnwindSafe(|| pages(bytes, limits)))
        .unwrap_or_else(|_| Err(malformed("its structure is beyond repair".to_owned())))
}

fn pages(bytes: &[u8], limits: &Limits) -> Result<(String, bool), Failure> {
    let options = LoadOptions { max_decompressed_size: Some(STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(of_library)?;
    if document.trailer.has(b"Encrypt") && document.encryption_state.is_none() {
        return Err(Failure::Encrypted("pdf"));
    }
    let mut budget = Budget::new(limits.bytes);
    let mut fonts = fonts::Fonts::new(&document);
    let mut text = String::new();
    let mut pages = 0;
    for page in document.page_iter() {
        if pages > 0 {
            text.push('\u{c}');
        }
        pages += 1;
        let glyphs = walker::glyphs(&document, page, &mut fonts, &mut budget)?;
        text.push_str(&layout::lines(glyphs));
    }
    if pages == 0 {
        return Err(malformed("it has no pages".to_owned()));
    }
    if !text.contains(|c: char| !c.is_whitespace() && c != char::REPLACEMENT_CHARACTER) {
        return Err(Failure::NoTextLayer { pages });
    }
    let repaired = text.contains(char::REPLACEMENT_CHARACTER);
    Ok((text, repaired))
}

fn of_library(error: lopdf::Error) -> Failure {
    match error {
        lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => {
            budget::exceeded(STREAM as u64)
        }
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Failure::Encrypted("pdf"),
        error => malformed(match std::error::Error::source(&error) {
            Some(cause) => format!("{error}: {cause}"),
            None => error.to_string(),
        }),
    }
}

fn malformed(problem: String) -> Failure {
    Failure::Malformed { format: "pdf", problem }
}
