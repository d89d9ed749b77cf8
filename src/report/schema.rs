//! JSON Schemas of what this crate writes as JSON.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};

/// The JSON Schema of a [`Plan`](crate::Plan) as it is written; decimals, years and days are strings.
///
/// # Examples
///
/// ```
/// let schema = crossplan::report::plan_schema();
/// assert_eq!(schema["title"], "Plan");
/// assert_eq!(schema["properties"]["indicators"]["type"], "array");
/// ```
///
/// # Reference
///
/// JSON Schema, draft 2020-12.
#[must_use]
pub fn plan_schema() -> serde_json::Value {
    schema_of::<crate::Plan>()
}

/// The JSON Schema of a [`Comparison`](crate::compare::Comparison) as [`json`](super::json) writes it.
///
/// # Examples
///
/// ```
/// let schema = crossplan::report::comparison_schema();
/// assert_eq!(schema["required"], serde_json::json!(["plans", "rows"]));
/// ```
///
/// # Reference
///
/// JSON Schema, draft 2020-12.
#[must_use]
pub fn comparison_schema() -> serde_json::Value {
    schema_of::<crate::compare::Comparison>()
}

fn schema_of<T: JsonSchema>() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    RecursiveTransform(shorten).transform(&mut schema);
    schema.to_value()
}

/// Leaves of each description what stands before its examples, without the brackets of links.
fn shorten(schema: &mut Schema) {
    let Some(serde_json::Value::String(description)) = schema.get_mut("description") else { return };
    let text = description.split("\n# ").next().unwrap_or_default().trim();
    *description = without_links(text);
}

/// `[Task](super::Task)` as `Task`.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        out.push_str(before);
        let Some((name, behind)) = link.split_once(']') else {
            out.push('[');
            rest = link;
            break;
        };
        out.push_str(name.trim_matches('`'));
        rest = match behind.strip_prefix('(').and_then(|target| target.split_once(')')) {
            Some((_, after)) => after,
            None => behind,
        };
    }
    out + rest
}
