//! Small plans built by hand.
#![allow(dead_code)] // Each runner takes what it needs.

use crossplan::Plan;
use serde_json::{Value, json};

/// A plan called `id` for `region`, 2021 to 2025, with targets in document order.
#[track_caller]
pub fn plan(id: &str, region: &str, targets: &[Value]) -> Plan {
    let indicators: Vec<Value> =
        targets.iter().enumerate().map(|(place, target)| numbered(place, target)).collect();
    let plan = json!({
        "id": id, "title": id, "issuer": null, "document_number": null, "issued": null, "published": null,
        "period": { "start": 2021, "end": "2025" },
        "region": { "name": region, "code": null, "level": "city" },
        "script": "hans",
        "source": { "name": id, "encoding": "UTF-8", "sha256": "", "length": 100_000 },
        "goals": [], "tasks": [], "indicators": indicators, "units": [], "diagnostics": [], "rules": {},
    });
    let plan: Plan = serde_json::from_value(plan).expect("a plan");
    plan.validate().expect("a valid plan");
    plan
}

/// A plan of Yueyang, of which statistics are bundled.
#[track_caller]
pub fn of_yueyang(id: &str, targets: &[Value]) -> Plan {
    let mut value = serde_json::to_value(plan(id, "岳阳市", targets)).expect("JSON");
    value["region"]["code"] = json!("430600");
    serde_json::from_value(value).expect("a plan")
}

/// A target of the goals for 2025: subject, bound, value, unit, kind, metric. Change other fields with [`with`].
pub fn target(
    subject: &str,
    op: &str,
    lo: Option<&str>,
    unit: Option<&str>,
    kind: &str,
    metric: Option<&str>,
) -> Value {
    json!({
        "subject": subject, "op": op, "lo": lo, "hi": null, "stretch": null, "unit": unit, "kind": kind, "of": null,
        "scope": null, "horizon": "2025", "horizon_from": "sentence", "aspirational": false, "section": "goals",
        "task": null, "metric": metric, "quote": subject,
    })
}

/// The same target with another value of a field.
pub fn with(mut target: Value, field: &str, value: Value) -> Value {
    target[field] = value;
    target
}

fn numbered(place: usize, target: &Value) -> Value {
    let mut target = target.clone();
    let start = place * 1000;
    let length = target["quote"].as_str().expect("a quote").len();
    target["id"] = json!(format!("ind-{:03}", place + 1));
    target["span"] = json!({ "start": start, "end": start + length });
    target
}
