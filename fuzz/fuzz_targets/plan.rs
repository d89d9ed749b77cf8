//! Any JSON is a plan or an error, and a plan of any content is validated, compared and shown without a panic.
//!
//! Input that is no JSON is a script: it changes values of a plan that was read.
#![no_main]

use std::sync::LazyLock;

use crossplan::{Plan, Source, normalizers, samples};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

/// A plan with a little of everything, cut to few statements, as JSON.
static BASE: LazyLock<(Source, Value)> = LazyLock::new(|| {
    let text: String = samples::linyi().text().lines().take(60).map(|l| format!("{l}\n")).collect();
    let source = Source::from_text("base", text).expect("a text");
    let mut plan = normalizers::read(&source).expect("a plan");
    plan.indicators.truncate(6);
    plan.tasks.truncate(2);
    plan.goals.truncate(1);
    plan.units.truncate(4);
    (source, serde_json::to_value(plan).expect("JSON"))
});

/// What a value is changed to.
fn odd(choice: u8, text: &str, old: &Value) -> Value {
    match choice % 20 {
        0 => Value::Null,
        1 => json!(text),
        2 => json!("0"),
        3 => json!("-1"),
        4 => json!("79228162514264337593543950335"),
        5 => json!("0.0000000000000000000000000001"),
        6 => json!("-79228162514264337593543950335"),
        7 => json!(0),
        8 => json!(u64::MAX),
        9 => json!(i64::MIN),
        10 => json!("ge"),
        11 => json!("range"),
        12 => json!("share"),
        13 => json!("growth"),
        14 => json!("%"),
        15 => json!("亿元"),
        16 => json!("9999"),
        17 => json!(["ind-001", "ind-001", text]),
        18 => json!("<script>alert(1)</script>\u{202e}\u{1b}[31m|\n"),
        _ => json!([old, old]),
    }
}

/// Pointers to all leaves and lists.
fn places(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| places(value, format!("{at}/{key}"), found)),
        Value::Array(list) => {
            found.push(at.clone());
            list.iter().enumerate().for_each(|(k, value)| places(value, format!("{at}/{k}"), found));
        }
        _ => found.push(at),
    }
}

static PLACES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut found = Vec::new();
    places(&BASE.1, String::new(), &mut found);
    found
});

fuzz_target!(|data: &[u8]| {
    let plan = match serde_json::from_slice::<Plan>(data) {
        Ok(plan) => plan,
        Err(_) if data.first() == Some(&b'{') => return,
        Err(_) => {
            let mut value = BASE.1.clone();
            for change in data.chunks(6).take(8) {
                let [a, b, choice, text @ ..] = change else { break };
                let place = &PLACES[usize::from(u16::from_le_bytes([*a, *b])) % PLACES.len()];
                let text = String::from_utf8_lossy(text);
                if let Some(value) = value.pointer_mut(place) {
                    *value = odd(*choice, &text, value);
                }
            }
            match serde_json::from_value::<Plan>(value) {
                Ok(plan) => plan,
                Err(_) => return,
            }
        }
    };
    let _ = plan.validate();
    let _ = plan.validate_against(&BASE.0);
    let other: Plan = serde_json::from_value(BASE.1.clone()).expect("the plan itself");
    crossplan_fuzz::look(&[(&plan, &BASE.0), (&other, &BASE.0)]);
});
