//! Decoded text and where a statement stands in it.
//!
//! Bytes are recognized by their byte-order mark, then as UTF-8, then (feature `encoding`) as a legacy Chinese
//! encoding. Word documents (feature `docx`) and PDF files (feature `pdf`) are known by their first bytes; their text
//! is taken out as a reader sees it. [`Span`]s are byte ranges in the decoded text.

mod decode;
#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "pdf")]
mod pdf;
mod places;

use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{Error, Limits};
use decode::{Decoded, Failure};
use places::Places;

/// A half-open range of bytes in the text of a [`Source`], on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span as a range, to slice with.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

/// A span and the exact text it holds: `source.text()[span] == quote`, always.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// The words, verbatim, line breaks and noise included.
    pub quote: String,
    /// Where they stand.
    pub span: Span,
}

/// The decoded text of one document, and where it came from.
///
/// # Examples
///
/// ```
/// use crossplan::Source;
///
/// let source = Source::from_bytes("note.txt", "到2025年,新增3家。".as_bytes())?;
/// assert_eq!(source.encoding(), "UTF-8");
/// assert_eq!(source.line_column(6), (1, 5)); // byte 6 stands in front of 5
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    encoding: &'static str,
    sha256: String,
    repaired: bool,
    places: Places,
}

impl Source {
    /// Takes text that is decoded already.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if it holds nothing but white space, [`Error::NotText`] if it holds NUL characters,
    /// [`Error::TooLarge`] beyond the bytes that [`Limits`] have by default.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Result<Self, Error> {
        Self::from_text_within(name, text, &Limits::default())
    }

    /// As [`from_text`](Self::from_text), within limits of one's own.
    ///
    /// # Errors
    ///
    /// Those of `from_text`.
    pub fn from_text_within(
        name: impl Into<String>,
        text: impl Into<String>,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let (name, text) = (name.into(), text.into());
        limits.check_bytes(&name, text.len())?;
        let sha256 = hash(text.as_bytes());
        Self::checked(name, text, "UTF-8", sha256, false)
    }

    /// Decodes bytes: by byte-order mark, as UTF-8, or as GB18030, Big5 or another encoding that fits.
    ///
    /// Bytes that are invalid in the encoding become U+FFFD, and the plan carries a diagnostic. Without the feature
    /// `encoding` everything is read as UTF-8.
    ///
    /// The text of a Word document (feature `docx`) has one line for each paragraph, with its automatic number in
    /// front, and for each row of a table, its cells between tabs. The text of a PDF file (feature `pdf`) has one line
    /// for each line on its pages, and a form feed between pages. [`encoding`](Self::encoding) is then `docx` or `pdf`.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`], [`Error::TooLarge`], or [`Error::NotText`] for images, archives and other binary data;
    /// [`Error::Malformed`], [`Error::Encrypted`] or [`Error::NoTextLayer`] for documents that cannot be read.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, Error> {
        Self::from_bytes_within(name, bytes, &Limits::default())
    }

    /// As [`from_bytes`](Self::from_bytes), within limits of one's own.
    ///
    /// # Errors
    ///
    /// Those of `from_bytes`.
    pub fn from_bytes_within(name: impl Into<String>, bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        let name = name.into();
        limits.check_bytes(&name, bytes.len())?;
        match decode::read(bytes, limits) {
            Ok(Decoded { text, encoding, repaired }) => {
                limits.check_bytes(&name, text.len())?;
                Self::checked(name, text, encoding, hash(bytes), repaired)
            }
            Err(failure) => Err(failure.of(name)),
        }
    }

    /// Reads all of `reader` and decodes it as [`from_bytes`](Self::from_bytes) does.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if reading fails, and what `from_bytes` returns.
    pub fn from_reader(name: impl Into<String>, reader: impl std::io::Read) -> Result<Self, Error> {
        Self::from_reader_within(name, reader, &Limits::default())
    }

    /// As [`from_reader`](Self::from_reader), within limits of one's own; one byte more than they allow is read at
    /// most.
    ///
    /// # Errors
    ///
    /// Those of `from_reader`.
    pub fn from_reader_within(
        name: impl Into<String>,
        reader: impl std::io::Read,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let name = name.into();
        let mut bytes = Vec::new();
        let mut limited = std::io::Read::take(reader, limits.bytes.saturating_add(1));
        std::io::Read::read_to_end(&mut limited, &mut bytes)
            .map_err(|source| Error::Io { path: name.clone(), source })?;
        Self::from_bytes_within(name, &bytes, limits)
    }

    /// Reads a file; its name without folders becomes the name of the source.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if it cannot be read, and what [`from_bytes`](Self::from_bytes) returns.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::from_path_within(path, &Limits::default())
    }

    /// As [`from_path`](Self::from_path), within limits of one's own.
    ///
    /// # Errors
    ///
    /// Those of `from_path`.
    pub fn from_path_within(path: impl AsRef<Path>, limits: &Limits) -> Result<Self, Error> {
        let path = path.as_ref();
        let shown = path.display().to_string();
        let file = std::fs::File::open(path).map_err(|source| Error::Io { path: shown.clone(), source })?;
        let name = path.file_name().map_or(shown, |n| n.to_string_lossy().into_owned());
        Self::from_reader_within(name, file, limits)
    }

    /// The name it was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name without its last extension: `yueyang` for `yueyang.txt`.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem)
    }

    /// The decoded text, unchanged.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name of the encoding the bytes were in; `docx` or `pdf` if the text was taken out of such a document.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// SHA-256 of the bytes, lower-case hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// True if some bytes were invalid and replaced.
    #[must_use]
    pub fn repaired(&self) -> bool {
        self.repaired
    }

    /// The line and the column (in characters) of a byte, both from 1. Past the end it is the last place.
    ///
    /// The first call goes through the text once; further calls take no longer in a long text than in a short one.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        self.places.line_column(&self.text, byte)
    }

    /// True if each line break of the text ends a paragraph, a heading or a row.
    pub(crate) fn has_whole_paragraphs(&self) -> bool {
        self.encoding == "docx"
    }

    fn checked(
        name: String,
        text: String,
        encoding: &'static str,
        sha256: String,
        repaired: bool,
    ) -> Result<Self, Error> {
        if let Some(offset) = text.find('\0') {
            return Err(Error::NotText { name, offset, found: "a NUL character" });
        }
        if text.trim().is_empty() {
            return Err(Error::Empty { name });
        }
        Ok(Self { name, text, encoding, sha256, repaired, places: Places::default() })
    }
}

impl Failure {
    fn of(self, name: String) -> Error {
        match self {
            Self::NotText(found) => Error::NotText { name, offset: 0, found },
            Self::Malformed { format, problem } => Error::Malformed { name, format, problem },
            Self::TooLarge { limit } => Error::TooLarge { name, length: limit.saturating_add(1), limit },
            Self::Encrypted(format) => Error::Encrypted { name, format },
            Self::NoTextLayer { pages } => Error::NoTextLayer { name, pages },
        }
    }
}

pub(crate) fn hash(bytes: &[u8]) -> String {
    hmac_sha256::Hash::hash(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
