//! Decoded text and where a statement stands in it.
//!
//! Bytes are recognized by their byte-order mark, then as UTF-8, then (feature `encoding`) as a legacy Chinese
//! encoding. [`Span`]s are byte ranges in the decoded text.

use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Error;

/// A half-open range of bytes in the text of a [`Source`], on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
}

impl Source {
    /// The most bytes that are read from one file or reader: 256 MiB.
    pub const MAX_BYTES: u64 = 256 << 20;

    /// Takes text that is decoded already.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if it holds nothing but white space, [`Error::NotText`] if it holds NUL characters.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        let sha256 = hash(text.as_bytes());
        Self::checked(name.into(), text, "UTF-8", sha256, false)
    }

    /// Decodes bytes: by byte-order mark, as UTF-8, or as GB18030, Big5 or another encoding that fits.
    ///
    /// Bytes that are invalid in the encoding become U+FFFD, and the plan carries a diagnostic. Without the feature
    /// `encoding` everything is read as UTF-8.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`], [`Error::TooLarge`], or [`Error::NotText`] for images, archives and other binary data.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> Result<Self, Error> {
        let name = name.into();
        let length = bytes.len() as u64;
        if length > Self::MAX_BYTES {
            return Err(Error::TooLarge { name, length, limit: Self::MAX_BYTES });
        }
        let sha256 = hash(bytes);
        if let Some(found) = binary_kind(bytes) {
            return Err(Error::NotText { name, offset: 0, found });
        }
        let (text, encoding, repaired) = decode(bytes);
        Self::checked(name, text, encoding, sha256, repaired)
    }

    /// Reads all of `reader` and decodes it as [`from_bytes`](Self::from_bytes) does.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if reading fails, and what `from_bytes` returns.
    pub fn from_reader(name: impl Into<String>, reader: impl std::io::Read) -> Result<Self, Error> {
        let name = name.into();
        let mut bytes = Vec::new();
        let mut limited = std::io::Read::take(reader, Self::MAX_BYTES + 1);
        std::io::Read::read_to_end(&mut limited, &mut bytes)
            .map_err(|source| Error::Io { path: name.clone(), source })?;
        Self::from_bytes(name, &bytes)
    }

    /// Reads a file; its name without folders becomes the name of the source.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] if it cannot be read, and what [`from_bytes`](Self::from_bytes) returns.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let shown = path.display().to_string();
        let file = std::fs::File::open(path).map_err(|source| Error::Io { path: shown.clone(), source })?;
        let name = path.file_name().map_or(shown, |n| n.to_string_lossy().into_owned());
        Self::from_reader(name, file)
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

    /// The name of the encoding the bytes were in.
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
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(byte)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.bytes().filter(|b| *b == b'\n').count() + 1, before[line_start..].chars().count() + 1)
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
        Ok(Self { name, text, encoding, sha256, repaired })
    }
}

fn hash(bytes: &[u8]) -> String {
    hmac_sha256::Hash::hash(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Formats that are often handed over by mistake, by their first bytes.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or an Office document"),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x7fELF", "a program"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}

#[cfg(feature = "encoding")]
fn decode(bytes: &[u8]) -> (String, &'static str, bool) {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, repaired) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return (text.into_owned(), encoding.name(), repaired);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), "UTF-8", false);
    }
    // A stray byte in a long UTF-8 file is a damaged file, not another encoding.
    let damaged = String::from_utf8_lossy(bytes);
    let lost = damaged.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    if lost * 50 < damaged.chars().count() {
        return (damaged.into_owned(), "UTF-8", true);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    // GB18030 reads all that GBK does, and the characters added since.
    let encoding = if guess == encoding_rs::GBK { encoding_rs::GB18030 } else { guess };
    let (text, repaired) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), encoding.name(), repaired)
}

#[cfg(not(feature = "encoding"))]
fn decode(bytes: &[u8]) -> (String, &'static str, bool) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    let repaired = matches!(text, std::borrow::Cow::Owned(_));
    (text.into_owned(), "UTF-8", repaired)
}
