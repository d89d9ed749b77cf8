//! Word documents and PDF files give the text that their readers see, and the same indicators as plain text.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[cfg(feature = "docx")]
mod docx;
#[cfg(feature = "pdf")]
mod pdf;
mod same_text;

use crossplan::Source;

#[track_caller]
fn fails(name: &str, bytes: &[u8], message: &str) {
    assert_eq!(Source::from_bytes(name, bytes).unwrap_err().to_string(), message);
}

#[cfg(not(feature = "pdf"))]
#[test]
fn pdf_needs_its_feature() {
    fails(
        "a.pdf",
        b"%PDF-1.7\n",
        "a.pdf: not text at byte 0, found a PDF file, which the feature `pdf` reads",
    );
}

#[cfg(not(feature = "docx"))]
#[test]
fn docx_needs_its_feature() {
    fails(
        "a.docx",
        b"PK\x03\x04",
        "a.docx: not text at byte 0, found a ZIP archive or an Office document; the feature `docx` reads .docx files",
    );
}

#[test]
fn other_formats_are_no_text() {
    fails("a.png", b"\x89PNG\r\n\x1a\n", "a.png: not text at byte 0, found a PNG image");
    fails(
        "a.doc",
        b"\xd0\xcf\x11\xe0",
        "a.doc: not text at byte 0, found an old Office document; save it as .docx",
    );
}

/// Any bytes behind the first ones of a format, and damaged documents: an error or a text, never a panic.
#[cfg(any(feature = "docx", feature = "pdf"))]
mod damage {
    use crossplan::Source;
    use proptest::prelude::*;

    fn documents() -> Vec<Vec<u8>> {
        vec![
            #[cfg(feature = "docx")]
            super::docx::sample(),
            #[cfg(feature = "pdf")]
            super::pdf::sample(),
        ]
    }

    proptest! {
        #[test]
        fn bytes_behind_magic_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            for magic in [b"PK\x03\x04".as_slice(), b"%PDF-1.7\n"] {
                let _ = Source::from_bytes("any", &[magic, &bytes].concat());
            }
        }

        #[test]
        fn damaged_documents_never_panic(
            changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
            cut in any::<prop::sample::Index>(),
        ) {
            for mut bytes in documents() {
                for (at, byte) in &changes {
                    let at = at.index(bytes.len());
                    bytes[at] = *byte;
                }
                let _ = Source::from_bytes("changed", &bytes);
                bytes.truncate(cut.index(bytes.len()));
                let _ = Source::from_bytes("cut", &bytes);
            }
        }
    }
}
