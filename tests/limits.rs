//! Each limit holds, says what was met and what was allowed, and lets through what just fits.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crossplan::normalizers::{self, Generic, Normalizer};
use crossplan::{Corpus, Error, Limits, Source, corpus::Document};

const TEXT: &str = "新增孵化器3家、众创空间2家。";

#[test]
fn defaults_are_those_documented() {
    let limits = Limits::default();
    assert_eq!((limits.bytes, limits.nesting, limits.records), (256 << 20, 256, 5_000_000));
}

#[track_caller]
fn too_large(result: Result<Source, Error>) {
    let length = TEXT.len();
    assert_eq!(
        result.unwrap_err().to_string(),
        format!("a: {length} bytes, expected at most {}", length - 1)
    );
}

#[test]
fn bytes_are_limited_however_they_come() {
    let (fits, below) =
        (Limits::default().bytes(TEXT.len() as u64), Limits::default().bytes(TEXT.len() as u64 - 1));
    assert!(Source::from_text_within("a", TEXT, &fits).is_ok());
    assert!(Source::from_bytes_within("a", TEXT.as_bytes(), &fits).is_ok());
    assert!(Source::from_reader_within("a", TEXT.as_bytes(), &fits).is_ok());
    too_large(Source::from_text_within("a", TEXT, &below));
    too_large(Source::from_bytes_within("a", TEXT.as_bytes(), &below));
    too_large(Source::from_reader_within("a", TEXT.as_bytes(), &below));
    // A reader without end is left once the limit is met.
    let endless = Source::from_reader_within("a", std::io::repeat(b'x'), &Limits::default().bytes(9));
    assert_eq!(endless.unwrap_err().to_string(), "a: 10 bytes, expected at most 9");
}

/// Two bytes of GB18030 are three of UTF-8: decoded text counts too.
#[cfg(feature = "encoding")]
#[test]
fn decoded_text_is_limited() {
    let bytes = encoding_rs::GB18030.encode(TEXT).0;
    let limits = Limits::default().bytes(bytes.len() as u64);
    too_large_by_text(Source::from_bytes_within("a", &bytes, &limits), bytes.len());
}

#[cfg(feature = "encoding")]
#[track_caller]
fn too_large_by_text(result: Result<Source, Error>, limit: usize) {
    assert_eq!(result.unwrap_err().to_string(), format!("a: {} bytes, expected at most {limit}", TEXT.len()));
}

#[test]
fn records_are_limited_however_a_plan_is_read() {
    let source = Source::from_text("a", TEXT).unwrap();
    let (two, one) = (Limits::default().records(2), Limits::default().records(1));
    assert_eq!(normalizers::read_within(&source, &two).unwrap().indicators.len(), 2);
    let said = "a: 2 records, expected at most 1";
    assert_eq!(normalizers::read_within(&source, &one).unwrap_err().to_string(), said);
    assert_eq!(Generic.read_within(&source, &one).unwrap_err().to_string(), said);
    let corpus = Corpus::new().document(Document::from_bytes("a", TEXT)).limits(one);
    assert_eq!(corpus.plans().next().unwrap().result.unwrap_err().to_string(), said);
}

#[test]
fn tasks_are_records_too() {
    let text = "二、重点任务\n1. 建设平台。加强统筹。（责任单位：市科技局）\n2. 优化服务。精简流程。（责任单位：市财政局）";
    let source = Source::from_text("a", text).unwrap();
    let error = normalizers::read_within(&source, &Limits::default().records(1)).unwrap_err();
    assert!(matches!(error, Error::TooMany { count: 2, limit: 1, .. }), "{error}");
}

/// Places are those of a count from the beginning, and are found in a long text as soon as in a short one.
#[test]
fn lines_and_columns_are_counted_in_a_long_text() {
    let line = "到2025年,高新技术企业达到300家。".repeat(300);
    let text = format!("{line}\n\n规划\r\n{line}\n");
    let source = Source::from_text("note", text.clone()).unwrap();
    for byte in (0..text.len() + 3).step_by(7) {
        let before = &text[..text.floor_char_boundary(byte)];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let counted = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
        assert_eq!(source.line_column(byte), counted, "byte {byte}");
    }

    let long = Source::from_text("note", line.repeat(400)).unwrap();
    let started = std::time::Instant::now();
    let columns: usize = (0..long.text().len()).step_by(100).map(|byte| long.line_column(byte).1).sum();
    assert!(columns > 0 && started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
