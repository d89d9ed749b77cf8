//! The same plan in every format gives the same indicators.

use crossplan::{Source, normalizers, samples};

/// What an indicator says, without where it stands.
fn indicators(source: &Source) -> Vec<String> {
    let plan = normalizers::read(source).unwrap();
    plan.validate_against(source).unwrap();
    let said = |i: &crossplan::schema::Indicator| {
        let (lo, hi, unit) = (&i.lo, &i.hi, &i.unit);
        format!("{} {:?} {lo:?} {hi:?} {unit:?} {:?} {:?}", i.subject, i.op, i.kind, i.horizon)
    };
    plan.indicators.iter().map(said).collect()
}

/// Every digest, written to bytes and read back, says what its text says.
#[track_caller]
fn same(encoding: &str, write: impl Fn(&str) -> Vec<u8>) {
    for plain in samples::all() {
        same_as(&plain, plain.text(), encoding, &write);
    }
}

#[track_caller]
fn same_as(plain: &Source, text: &str, encoding: &str, write: impl Fn(&str) -> Vec<u8>) {
    let source = Source::from_bytes(plain.name(), &write(text)).unwrap();
    assert_eq!(source.encoding(), encoding, "{}", plain.name());
    let expected = indicators(plain);
    assert!(expected.len() > 10, "{}: {}", plain.name(), expected.len());
    let read = indicators(&source);
    for (read, expected) in read.iter().zip(&expected) {
        assert_eq!(read, expected, "{} as {encoding}", plain.name());
    }
    assert_eq!(read.len(), expected.len(), "{} as {encoding}", plain.name());
}

#[test]
fn utf8_gives_the_same() {
    same("UTF-8", |text| text.as_bytes().to_vec());
    same("UTF-8", |text| [b"\xef\xbb\xbf", text.as_bytes()].concat());
}

#[cfg(feature = "encoding")]
#[test]
fn utf16_gives_the_same() {
    same("UTF-16LE", |text| {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    });
    same("UTF-16BE", |text| {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
    });
}

#[cfg(feature = "encoding")]
#[test]
fn gb18030_gives_the_same() {
    same("gb18030", |text| encoding_rs::GB18030.encode(text).0.into_owned());
}

/// Big5 holds traditional characters only, so the text is written in them first; what it says stays the same.
#[cfg(feature = "encoding")]
#[test]
fn big5_gives_the_same() {
    for plain in samples::all() {
        let traditional = hanconv::s2t(plain.text());
        let written = encoding_rs::BIG5.encode(&traditional).0.into_owned();
        let text = encoding_rs::BIG5.decode(&written).0;
        let lost = text.matches("&#").count();
        assert!(lost < 20, "{}: {lost} characters are not in Big5", plain.name());
        let as_text = Source::from_text(plain.name(), text.as_ref()).unwrap();
        same_as(&as_text, text.as_ref(), "Big5", |_| written.clone());
    }
}

#[cfg(feature = "html")]
#[test]
fn html_gives_the_same() {
    same("UTF-8", page);
}

#[cfg(all(feature = "html", feature = "encoding"))]
#[test]
fn html_in_gb18030_gives_the_same_whatever_it_says_of_itself() {
    // The page says it is UTF-8, and is not.
    same("gb18030", |text| {
        let page = String::from_utf8(page(text)).unwrap();
        encoding_rs::GB18030.encode(&page).0.into_owned()
    });
}

/// A page with a paragraph for each line.
#[cfg(feature = "html")]
fn page(text: &str) -> Vec<u8> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let lines: String = escaped.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    format!("<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{lines}</body></html>").into_bytes()
}

#[cfg(feature = "docx")]
#[test]
fn docx_gives_the_same() {
    same("docx", super::docx::of_lines);
}

#[cfg(feature = "pdf")]
#[test]
fn pdf_gives_the_same() {
    same("pdf", super::pdf::of_lines);
}
