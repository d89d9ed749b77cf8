//! From bytes to text: which format they are in, and which encoding.

use crate::Limits;

/// The text of a file.
pub(super) struct Decoded {
    pub(super) text: String,
    /// Name of the encoding, or of the format that the text was taken out of.
    pub(super) encoding: &'static str,
    /// Some of it was unreadable and replaced by U+FFFD.
    pub(super) repaired: bool,
}

/// Why there is no text in a file.
#[cfg_attr(
    not(all(feature = "docx", feature = "pdf")),
    allow(dead_code, reason = "only readers of formats fail so")
)]
pub(super) enum Failure {
    /// Not text and in none of the formats that are read.
    NotText(&'static str),
    /// It begins like this format and goes on otherwise.
    Malformed { format: &'static str, problem: String },
    /// It unpacks to more than this many bytes.
    TooLarge { limit: u64 },
    /// Its text cannot be read without a password.
    Encrypted(&'static str),
    /// Pages of images only.
    NoTextLayer { pages: usize },
}

/// Recognizes a format by its first bytes and takes the text out of it.
#[cfg_attr(
    not(any(feature = "docx", feature = "pdf")),
    allow(unused_variables, reason = "only readers of formats unpack")
)]
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Decoded, Failure> {
    #[cfg(feature = "docx")]
    if bytes.starts_with(ZIP) {
        let text = super::docx::read(bytes, limits)?;
        return Ok(Decoded { text, encoding: "docx", repaired: false });
    }
    #[cfg(feature = "pdf")]
    if bytes.starts_with(PDF) {
        let (text, repaired) = super::pdf::read(bytes, limits)?;
        return Ok(Decoded { text, encoding: "pdf", repaired });
    }
    match binary_kind(bytes) {
        Some(found) => Err(Failure::NotText(found)),
        None => Ok(decode(bytes)),
    }
}

const PDF: &[u8] = b"%PDF-";
const ZIP: &[u8] = b"PK\x03\x04";

/// Formats that are often handed over by mistake, by their first bytes.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (PDF, "a PDF file, which the feature `pdf` reads"),
        (ZIP, "a ZIP archive or an Office document; the feature `docx` reads .docx files"),
        (b"\xd0\xcf\x11\xe0", "an old Office document; save it as .docx"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x7fELF", "a program"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| *kind)
}

#[cfg(feature = "encoding")]
fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, repaired) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Decoded { text: text.into_owned(), encoding: encoding.name(), repaired };
    }
    let (text, damaged) = encoding_rs::UTF_8.decode_without_bom_handling(bytes);
    // A stray byte in a long UTF-8 file is a damaged file, not another encoding.
    let lost = || text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    if !damaged || lost() * 50 < text.chars().count() {
        return Decoded { text: text.into_owned(), encoding: "UTF-8", repaired: damaged };
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    // GB18030 reads all that GBK does, and the characters added since.
    let encoding = if guess == encoding_rs::GBK { encoding_rs::GB18030 } else { guess };
    let (text, repaired) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), repaired }
}

/// Without the feature `encoding` there is only UTF-8.
#[cfg(not(feature = "encoding"))]
fn decode(bytes: &[u8]) -> Decoded {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    let repaired = matches!(text, std::borrow::Cow::Owned(_));
    Decoded { text: text.into_owned(), encoding: "UTF-8", repaired }
}
