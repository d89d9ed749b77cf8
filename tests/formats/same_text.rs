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

#[track_caller]
fn same(bytes: &[u8], encoding: &str) {
    let plain = samples::linyi();
    let source = Source::from_bytes("linyi", bytes).unwrap();
    assert_eq!(source.encoding(), encoding);
    let expected = indicators(&plain);
    assert!(expected.len() > 20, "{}", expected.len());
    assert_eq!(indicators(&source), expected);
}

#[test]
fn utf8_gives_the_same() {
    same(samples::linyi().text().as_bytes(), "UTF-8");
}

#[cfg(feature = "encoding")]
#[test]
fn gb18030_gives_the_same() {
    same(&encoding_rs::GB18030.encode(samples::linyi().text()).0, "gb18030");
}

#[cfg(feature = "html")]
#[test]
fn html_gives_the_same() {
    let escaped = samples::linyi().text().replace('&', "&amp;").replace('<', "&lt;");
    let lines: String = escaped.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    let page = format!("<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{lines}</body></html>");
    same(page.as_bytes(), "UTF-8");
}

#[cfg(feature = "docx")]
#[test]
fn docx_gives_the_same() {
    same(&super::docx::of_lines(samples::linyi().text()), "docx");
}

#[cfg(feature = "pdf")]
#[test]
fn pdf_gives_the_same() {
    same(&super::pdf::of_lines(samples::linyi().text()), "pdf");
}
