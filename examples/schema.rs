//! Writes the JSON Schemas of plans and of comparisons: to the folder that is given, else to the terminal.
//!
//! ```text
//! cargo run --example schema --features schema -- [FOLDER]
//!
//! {
//!   "$schema": "https://json-schema.org/draft/2020-12/schema",
//!   "title": "Plan",
//! ```
use std::error::Error;
use std::path::Path;

use crossplan::report;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1);
    for (name, schema) in [("plan", report::plan_schema()), ("comparison", report::comparison_schema())] {
        let text = serde_json::to_string_pretty(&schema)?;
        match &folder {
            Some(folder) => {
                std::fs::write(Path::new(folder).join(format!("{name}.schema.json")), text + "\n")?;
            }
            None => println!("{text}"),
        }
    }
    Ok(())
}
