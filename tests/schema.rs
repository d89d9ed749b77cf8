//! The published JSON Schemas: those of the types, and every output fits them.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

use std::path::Path;

use crossplan::compare::Comparison;
use crossplan::reference::Reference;
use crossplan::{Plan, Source, normalizers, report, samples};
use serde_json::{Value, json};

/// The schema as it lies in the repository.
fn published(name: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(format!("{name}.schema.json"));
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// What is wrong with a document, as the schema sees it.
fn wrong(schema: &Value, document: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(schema).expect("a valid schema");
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The bundled plans, and the five real texts if `CROSSPLAN_PLANS` names their folder.
fn plans() -> Vec<Plan> {
    let mut sources: Vec<Source> = samples::all().into();
    match std::env::var("CROSSPLAN_PLANS") {
        Ok(folder) => {
            let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
            let texts = files.filter(|file| file.extension().is_some_and(|ending| ending == "txt"));
            sources.extend(texts.map(|file| Source::from_path(file).unwrap()));
        }
        Err(_) => eprintln!("skipped: CROSSPLAN_PLANS does not name the folder of the real texts"),
    }
    // A digest and its plan have one id.
    let read = |(place, source)| {
        let mut plan = normalizers::read(source).unwrap();
        plan.id = format!("{}-{place}", plan.id);
        plan
    };
    sources.iter().enumerate().map(read).collect()
}

#[test]
fn published_schemas_are_those_of_the_types() {
    let hint = "cargo run --example schema --features schema -- schema";
    assert!(published("plan") == report::plan_schema(), "write it anew: {hint}");
    assert!(published("comparison") == report::comparison_schema(), "write it anew: {hint}");
}

#[test]
fn every_plan_fits_its_schema() {
    let schema = published("plan");
    for plan in plans() {
        let written = serde_json::to_string(&plan).unwrap();
        assert_eq!(
            wrong(&schema, &serde_json::from_str(&written).unwrap()),
            Vec::<String>::new(),
            "{}",
            plan.id
        );
    }
}

#[test]
fn every_comparison_fits_its_schema() {
    let (schema, plans, reference) = (published("comparison"), plans(), Reference::bundled());
    let plain = Comparison::of(&plans).at_least(1).build().unwrap();
    let resolved = plain.clone().resolve(reference);
    for comparison in
        [Comparison::of([]).build().unwrap(), plain, resolved.clone(), resolved.per_head(reference)]
    {
        let written: Value = serde_json::from_str(&report::json(&comparison)).unwrap();
        assert_eq!(wrong(&schema, &written), Vec::<String>::new());
    }
}

/// The same document with one part changed.
fn changed(document: &Value, pointer: &str, to: Value) -> Value {
    let mut document = document.clone();
    *document.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = to;
    document
}

#[test]
fn schemas_refuse_what_is_no_plan_and_no_comparison() {
    let schema = published("plan");
    let plan = serde_json::to_value(&plans()[0]).unwrap();
    let spoiled = [
        ("/indicators/0/lo", json!(1100)),
        ("/indicators/0/lo", json!("1.100,5")),
        ("/indicators/0/op", json!("about")),
        ("/indicators/0/span", json!({ "start": -1, "end": 4 })),
        ("/indicators/0/metric", json!("R&D")),
        ("/indicators/0/horizon", json!("soon")),
        ("/period/end", json!(2025)),
        ("/tasks", json!(null)),
    ];
    for (pointer, to) in spoiled {
        assert!(!wrong(&schema, &changed(&plan, pointer, to.clone())).is_empty(), "{pointer} may be {to}");
    }
    let comparison = Comparison::of(&plans()[..2]).build().unwrap();
    let comparison: Value = serde_json::from_str(&report::json(&comparison)).unwrap();
    let schema = published("comparison");
    for (pointer, to) in
        [("/rows/0/cells/0", json!("stated")), ("/rows/0/kind", json!("stock")), ("/rows", json!({}))]
    {
        assert!(
            !wrong(&schema, &changed(&comparison, pointer, to.clone())).is_empty(),
            "{pointer} may be {to}"
        );
    }
    let without_title = {
        let mut plan = plan;
        plan.as_object_mut().unwrap().remove("title");
        plan
    };
    assert!(!wrong(&published("plan"), &without_title).is_empty());
}
