//! What programs rely on without saying so: types go between threads, errors keep their causes.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::error::Error as _;

use crossplan::{Error, Source};

fn shared<T: Send + Sync + 'static>() {}
fn shown<T: Send + Sync + Clone + std::fmt::Debug + 'static>() {}
fn plain<T: Send + Sync + Clone + std::fmt::Debug + PartialEq + 'static>() {}

#[test]
fn types_go_between_threads() {
    plain::<Source>();
    plain::<crossplan::Limits>();
    plain::<crossplan::Evidence>();
    plain::<crossplan::Span>();
    plain::<crossplan::Plan>();
    plain::<crossplan::schema::Indicator>();
    plain::<crossplan::schema::Task>();
    plain::<crossplan::schema::Goal>();
    plain::<crossplan::schema::ResponsibleUnit>();
    plain::<crossplan::schema::Diagnostic>();
    plain::<crossplan::schema::MetricId>();
    plain::<crossplan::metrics::Observation>();
    plain::<crossplan::compare::Comparison>();
    plain::<crossplan::compare::Cell>();
    plain::<crossplan::normalizers::Profile>();
    plain::<crossplan::audit::Finding>();
    shared::<crossplan::clean::CleanText>();
    shared::<crossplan::outline::Outline>();
    shared::<crossplan::lexicon::Catalog>();
    shared::<crossplan::lexicon::Units>();
    shown::<crossplan::lexicon::Regions>();
    shared::<crossplan::reference::Reference>();
    shared::<crossplan::normalizers::Generic>();
    shared::<Error>();
}

#[test]
fn an_error_is_small() {
    // Every call that may fail carries one back.
    assert!(size_of::<Error>() <= 128, "{} bytes", size_of::<Error>());
}

#[test]
fn errors_go_into_boxes_and_keep_their_causes() {
    let read = || -> Result<Source, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Source::from_path("no/such/file")?)
    };
    assert!(read().unwrap_err().source().is_some());
    let table = crossplan::normalizers::Profile::from_toml("a.toml", "id = ").unwrap_err();
    assert!(table.source().is_some_and(|cause| cause.to_string().contains("line 1")), "{table:?}");
}
