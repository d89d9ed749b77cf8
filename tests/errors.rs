//! What is said when something cannot be read, word for word, and what becomes of bad input.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::error::Error as _;

use crossplan::lexicon::{Catalog, Units};
use crossplan::normalizers::{self, Profile};
use crossplan::schema::{Code, Horizon, MetricId, Plan, Violation};
use crossplan::{Error, Source, Span, samples};
use serde_json::{Value, json};

#[track_caller]
fn says<T: std::fmt::Debug>(result: Result<T, Error>, message: &str) {
    assert_eq!(result.unwrap_err().to_string(), message);
}

/// The codes of the diagnostics that a text is read with.
fn codes(source: &Source) -> Vec<Code> {
    let plan = normalizers::read(source).unwrap();
    plan.validate_against(source).unwrap();
    plan.diagnostics.iter().map(|d| d.code).collect()
}

/// A digest read, changed as JSON, and read back.
fn tampered(change: impl Fn(&mut Value)) -> Plan {
    let mut value = serde_json::to_value(normalizers::read(&samples::yueyang()).unwrap()).unwrap();
    change(&mut value);
    serde_json::from_value(value).unwrap()
}

#[test]
fn an_error_a_program_ends_with_says_its_cause() {
    let wrong = Source::from_path("nowhere.txt").unwrap_err();
    let cause = wrong.source().unwrap().to_string();
    assert_eq!(format!("{wrong:?}"), format!("nowhere.txt: cannot be read: {cause}"));
    assert_eq!(
        format!("{:?}", Source::from_bytes("a.png", b"").unwrap_err()),
        "a.png: empty, expected the text of a plan"
    );
}

#[test]
fn source_errors_name_the_source_and_what_was_found() {
    let bytes = |bytes: &[u8]| Source::from_bytes("plan.txt", bytes);
    says(bytes(b""), "plan.txt: empty, expected the text of a plan");
    says(bytes(" \r\n\u{3000}".as_bytes()), "plan.txt: empty, expected the text of a plan");
    says(bytes(b"\xef\xbb\xbf"), "plan.txt: empty, expected the text of a plan");
    says(bytes(b"\x89PNG\r\n\x1a\n\0\0"), "plan.txt: not text at byte 0, found a PNG image");
    says(bytes(b"\xff\xd8\xff\xe0"), "plan.txt: not text at byte 0, found a JPEG image");
    says(bytes(b"GIF89a"), "plan.txt: not text at byte 0, found a GIF image");
    #[cfg(not(feature = "pdf"))]
    says(bytes(b"%PDF-1.7"), "plan.txt: not text at byte 0, found a PDF file, which the feature `pdf` reads");
    #[cfg(not(feature = "docx"))]
    says(
        bytes(b"PK\x03\x04\x14\0"),
        "plan.txt: not text at byte 0, found a ZIP archive or an Office document; \
         the feature `docx` reads .docx files",
    );
    says(
        bytes(b"\xd0\xcf\x11\xe0\xa1"),
        "plan.txt: not text at byte 0, found an old Office document; save it as .docx",
    );
    says(bytes(b"\x1f\x8b\x08"), "plan.txt: not text at byte 0, found a gzip archive");
    says(bytes(b"\x7fELF\x02"), "plan.txt: not text at byte 0, found a program");
    says(bytes(b"plan\0"), "plan.txt: not text at byte 4, found a NUL character");
    says(Source::from_text("note", "规划\0"), "note: not text at byte 6, found a NUL character");
}

#[test]
fn unreadable_files_name_the_path_and_keep_the_cause() {
    let error = Source::from_path("no/such/plan.txt").unwrap_err();
    assert_eq!(error.to_string(), "no/such/plan.txt: cannot be read");
    assert!(error.source().is_some_and(|cause| cause.is::<std::io::Error>()));
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let error = Error::TooLarge { name: "stdin".into(), length: 300, limit: 200 };
    assert_eq!(error.to_string(), "stdin: 300 bytes, expected at most 200");
    let error = Error::Malformed { name: "a.docx".into(), format: "docx", problem: "no text".into() };
    assert_eq!(error.to_string(), "a.docx: not a valid docx file, no text");
    let error = Error::Encrypted { name: "a.pdf".into(), format: "pdf" };
    assert_eq!(
        error.to_string(),
        "a.pdf: the pdf file is encrypted, expected one that opens without a password"
    );
    let error = Error::NoTextLayer { name: "a.pdf".into(), pages: 3 };
    assert_eq!(
        error.to_string(),
        "a.pdf: no text layer in 3 pages, expected text; scanned pages need recognition (OCR) first"
    );
    let error = Error::TooMany { name: "a.txt".into(), count: 7, limit: 6 };
    assert_eq!(error.to_string(), "a.txt: 7 records, expected at most 6");
}

#[test]
fn table_errors_name_the_file_and_keep_the_cause() {
    let error = Profile::from_toml("qufu.toml", "id = \"qufu\"\ncolour = \"red\"").unwrap_err();
    assert_eq!(error.to_string(), "qufu.toml: not a valid table");
    let cause = error.source().unwrap().to_string();
    assert!(cause.contains("line 2") && cause.contains("unknown field `colour`"), "{cause}");
    says(
        Profile::from_toml("qufu.toml", "id = \"\""),
        "qufu.toml: \"id\": empty, expected an id of the plan",
    );
    says(Catalog::from_toml("mine.toml", "[[metric]]"), "mine.toml: not a valid table");
    says(Units::from_toml("mine.toml", "units = 1"), "mine.toml: not a valid table");
}

#[test]
fn ids_and_horizons_say_what_is_expected() {
    says(
        MetricId::try_from("R&D".to_owned()),
        "metric id \"R&D\": expected lower-case letters, digits and underscores",
    );
    says("2025年".parse::<Horizon>(), "horizon \"2025年\": expected YYYY or YYYY-MM-DD");
    says("2025-02-30".parse::<Horizon>(), "horizon \"2025-02-30\": expected YYYY or YYYY-MM-DD");
    for text in
        ["+202", "-202", "202", "20250", "２０２５", "2025-6-3", " 2025-06-03", "2025-06-03 ", "+025-06-03"]
    {
        says(text.parse::<Horizon>(), &format!("horizon {text:?}: expected YYYY or YYYY-MM-DD"));
    }
    for text in ["0000", "0999", "2025", "9999", "2025-06-03"] {
        assert_eq!(text.parse::<Horizon>().unwrap().to_string(), text);
    }
    says(
        normalizers::by_name("wuhan").map(|n| n.profile().id.clone()),
        "normalizer \"wuhan\" is not known, expected one of \
         yueyang, changzhutan, linyi, shanwei-district, yichang, generic",
    );
    let metric = Error::UnknownMetric { id: "happiness".into() };
    assert_eq!(
        metric.to_string(),
        "metric \"happiness\" is not in the catalog, expected an id of metrics.toml or of what extends it"
    );
    let entry =
        Error::Lexicon { file: "mine.toml".into(), entry: "yuan".into(), problem: "expected more".into() };
    assert_eq!(entry.to_string(), "mine.toml: \"yuan\": expected more");
}

#[test]
fn tables_name_the_place() {
    let (plan, id, value) = ("qufu".to_owned(), "ind-001".to_owned(), "0.1234567891".to_owned());
    let error =
        Error::NotHeld { plan, id, column: "lo", value, expected: "at most nine digits behind the point" };
    assert_eq!(
        error.to_string(),
        "plan \"qufu\", ind-001: column lo cannot hold 0.1234567891, \
         expected at most nine digits behind the point"
    );
    let error = Error::Table { table: "tasks", problem: "there is no column title".into() };
    assert_eq!(error.to_string(), "table tasks: there is no column title");
    let cause = Box::new(std::io::Error::other("disk full"));
    let error = Error::Parquet { table: "tasks", done: "written", source: cause };
    assert_eq!(error.to_string(), "table tasks: cannot be written as Parquet");
    assert_eq!(format!("{error:?}"), "table tasks: cannot be written as Parquet: disk full");
}

/// What the tables refuse, with the feature that writes and reads them.
#[test]
#[cfg(feature = "parquet")]
fn tables_refuse_what_they_cannot_hold() {
    use crossplan::interchange::{PlanReader, Table, batches, bytes::Bytes, indicators, read_table, tasks};

    let refused = |table, plan: Plan| batches(table, [&plan]).map(|_| "written");
    says(
        refused(Table::Indicators, tampered(|plan| plan["indicators"][0]["lo"] = json!("0.1234567891"))),
        "plan \"yueyang\", ind-001: column lo cannot hold 0.1234567891, \
         expected at most nine digits behind the point",
    );
    let mut far = normalizers::read(&samples::yueyang()).unwrap();
    far.period.end = Some(Horizon::Year(20_250));
    says(
        refused(Table::Plans, far),
        "plan \"yueyang\", the plan itself: column period_end cannot hold 20250, \
         expected a year of four digits, or a day",
    );
    says(
        refused(Table::Indicators, tampered(|plan| plan["rules"]["ind-999"] = json!(["equal"]))),
        "plan \"yueyang\", ind-999: column rules cannot hold rules of a target that the plan does not hold, \
         expected rules of its targets",
    );

    let plan = normalizers::read(&samples::yueyang()).unwrap();
    let batch = &batches(Table::Indicators, [&plan]).unwrap()[0];
    says(tasks(batch).map(|_| "read"), "table tasks: the batch is one of the table indicators");
    says(
        indicators(&batch.project(&[0, 1]).unwrap()).map(|_| "read"),
        "table indicators: there is no column baseline",
    );
    says(
        PlanReader::new().add(Table::Indicators, batch),
        "table indicators: a row names the plan \"yueyang\", which was not added before",
    );
    let error = read_table(Table::Tasks, Bytes::from_static(b"PAR1")).map(|_| "read").unwrap_err();
    assert_eq!(error.to_string(), "table tasks: cannot be read as Parquet");
    assert!(error.source().is_some());
}

#[test]
fn violations_name_the_statement() {
    let span = Span { start: 7, end: 4 };
    let said = |violation: Violation| violation.to_string();
    assert_eq!(said(Violation::DuplicateId { id: "ind-001".into() }), "id \"ind-001\" is used twice");
    assert_eq!(
        said(Violation::Unresolved { from: "task-01".into(), to: "ind-009".into() }),
        "task-01 refers to \"ind-009\", which the plan does not hold"
    );
    assert_eq!(
        said(Violation::BadSpan { id: "ind-001".into(), span, length: 9 }),
        "ind-001: span 7..4 does not fit its quote or the text of 9 bytes"
    );
    assert_eq!(
        said(Violation::OutOfOrder { id: "ind-002".into() }),
        "ind-002 stands before the indicator that precedes it in the list"
    );
    assert_eq!(
        said(Violation::Values { id: "ind-001".into(), op: "range" }),
        "ind-001: the values do not fit the bound range"
    );
    assert_eq!(
        said(Violation::WrongQuote { id: "ind-001".into(), span: Span { start: 4, end: 7 } }),
        "ind-001: the source does not hold the quote at 4..7"
    );
}

#[test]
fn a_changed_plan_is_found_out() {
    says(
        tampered(|plan| plan["indicators"][1]["id"] = json!("ind-001")).validate().map(|()| "valid"),
        "plan \"yueyang\" is invalid: id \"ind-001\" is used twice; \
         goal-1 refers to \"ind-002\", which the plan does not hold; \
         diagnostic 1 refers to \"ind-002\", which the plan does not hold; rules refers to \"ind-002\", which the plan does not hold",
    );
    let unresolved = |from: &str, to: &str| {
        format!("plan \"yueyang\" is invalid: {from} refers to {to:?}, which the plan does not hold")
    };
    // An id of another kind leads nowhere.
    for (field, from, to) in [
        ("/tasks/0/responsibilities/0/unit", "task-01", "ind-001"),
        ("/goals/0/indicators/0", "goal-1", "task-01"),
        ("/diagnostics/0/about", "diagnostic 1", "ind-999"),
    ] {
        let plan = tampered(|plan| {
            plan["diagnostics"] =
                json!([{ "code": "skipped", "span": null, "message": "", "about": "ind-001" }]);
            *plan.pointer_mut(field).unwrap() = json!(to);
        });
        says(plan.validate(), &unresolved(from, to));
    }
    says(
        tampered(|plan| plan["rules"]["ind-999"] = json!(["equal"])).validate(),
        &unresolved("rules", "ind-999"),
    );
    says(
        tampered(|plan| plan["indicators"][0]["op"] = json!("range")).validate(),
        "plan \"yueyang\" is invalid: ind-001: the values do not fit the bound range",
    );
    says(
        tampered(|plan| plan["indicators"][0]["lo"] = json!(null)).validate(),
        "plan \"yueyang\" is invalid: ind-001: the values do not fit the bound eq",
    );
    let length = samples::yueyang().text().len();
    let spans = tampered(|plan| {
        plan["tasks"][0]["extent"] = json!({ "start": 10, "end": 5 });
        plan["diagnostics"] = json!([{
            "code": "skipped", "span": { "start": 3, "end": 9_999_999 }, "message": "", "about": null
        }]);
    });
    says(
        spans.validate(),
        &format!(
            "plan \"yueyang\" is invalid: \
             task-01: span 10..5 does not fit its quote or the text of {length} bytes; \
             diagnostic 1: span 3..9999999 does not fit its quote or the text of {length} bytes"
        ),
    );
    // Within the text, but within a character.
    let cut = tampered(|plan| {
        let start = plan["tasks"][0]["span"]["start"].as_u64().unwrap();
        plan["tasks"][0]["extent"] = json!({ "start": start, "end": start + 400 });
    });
    let span = cut.tasks[0].extent;
    let inside =
        (span.end - 3..span.end).find(|end| !samples::yueyang().text().is_char_boundary(*end)).unwrap();
    let cut = tampered(|plan| plan["tasks"][0]["extent"] = json!({ "start": span.start, "end": inside }));
    cut.validate().unwrap();
    says(
        cut.validate_against(&samples::yueyang()),
        &format!(
            "plan \"yueyang\" is invalid: task-01: span {}..{inside} does not fit its quote or the text of {length} bytes",
            span.start
        ),
    );
    let quoted = tampered(|plan| {
        let quote = plan["indicators"][0]["quote"].as_str().unwrap().replace('1', "9");
        plan["indicators"][0]["quote"] = json!(quote);
    });
    quoted.validate().unwrap();
    let span = quoted.indicators[0].evidence.span;
    says(
        quoted.validate_against(&samples::yueyang()),
        &format!(
            "plan \"yueyang\" is invalid: ind-001: the source does not hold the quote at {}..{}",
            span.start, span.end
        ),
    );
}

#[test]
fn figures_in_json_are_strings() {
    let mut value = serde_json::to_value(normalizers::read(&samples::yueyang()).unwrap()).unwrap();
    value["indicators"][0]["lo"] = json!(1.5);
    let error = serde_json::from_value::<Plan>(value).unwrap_err().to_string();
    assert!(error.contains("expected a Decimal type representing a fixed-point number"), "{error}");
}

#[test]
fn text_that_is_no_plan_says_so() {
    for text in ["今天天气很好。", "It was a bright cold day in April.", "<html></html> x"] {
        let source = Source::from_text("note", text).unwrap();
        assert_eq!(codes(&source), [Code::NotAPlan], "{text}");
    }
}

#[test]
fn damaged_utf8_is_read_with_a_diagnostic() {
    let mut bytes = samples::yueyang().text().as_bytes().to_vec();
    for at in [1_000, 2_000, 3_000] {
        bytes[at] = 0xff;
    }
    let source = Source::from_bytes("yueyang.txt", &bytes).unwrap();
    assert_eq!((source.encoding(), source.repaired()), ("UTF-8", true));
    assert!(codes(&source).contains(&Code::Encoding));
    let whole = normalizers::read(&samples::yueyang()).unwrap();
    let plan = normalizers::read(&source).unwrap();
    assert!(plan.indicators.len() + 4 >= whole.indicators.len(), "{} targets", plan.indicators.len());
}

#[test]
#[cfg(feature = "encoding")]
fn encodings_give_the_same_plan() {
    let source = samples::yueyang();
    let plain = normalizers::read(&source).unwrap();
    let (gb, _, _) = encoding_rs::GB18030.encode(source.text());
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(source.text().encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for (bytes, encoding) in [(gb.into_owned(), "gb18030"), (utf16, "UTF-16LE")] {
        let decoded = Source::from_bytes("yueyang.txt", &bytes).unwrap();
        assert_eq!((decoded.text(), decoded.encoding()), (source.text(), encoding));
        let plan = normalizers::read(&decoded).unwrap();
        assert_eq!(plan.indicators, plain.indicators);
        assert_eq!(plan.source.encoding, encoding);
    }
}

/// A file of one line of clauses with figures; its size in megabytes is 2, or what `CROSSPLAN_LARGE_MB` says.
#[test]
fn a_huge_line_is_read() {
    let asked = std::env::var("CROSSPLAN_LARGE_MB").ok().and_then(|size| size.parse().ok());
    let clauses =
        "推动科技创新和平台建设，支持企业建立研发机构，到2025年，高新技术企业突破300家、研发投入强度达2.5%，";
    let count = asked.unwrap_or(2_usize) * 1_000_000 / clauses.len();
    let started = std::time::Instant::now();
    let source = Source::from_bytes("line.txt", clauses.repeat(count).as_bytes()).unwrap();
    let plan = normalizers::read(&source).unwrap();
    println!("{} bytes, {} targets in {:?}", source.text().len(), plan.indicators.len(), started.elapsed());
    assert_eq!((plan.tasks.len(), plan.indicators.len()), (0, 2 * count));
    assert!(plan.indicators.iter().all(|i| i.horizon.map(|h| h.year()) == Some(2025)));
}
