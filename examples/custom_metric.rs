//! Compares plans by a metric that the built-in catalog does not hold.
//!
//! ```text
//! | Metric | Kind, unit | yueyang 岳阳市 | changzhutan 长株潭 | linyi 临沂市 | shanwei-district 城区(汕尾市) | yichang 宜昌市 |
//! | --- | --- | --- | --- | --- | --- | --- |
//! | Teams of scientists and engineers 科技人才团队 | increment, 个 | 50 (2025) | not stated | not stated | 1 (2026) \~° | not stated |
//! - \~ close match: nearly the metric of the row
//! - ° the year is that of the plan, not of the sentence
//! ```
use crossplan::compare::Comparison;
use crossplan::lexicon::Catalog;
use crossplan::{Plan, normalizers, report, samples};

/// What it is called in two plans; a `close_label` is nearly the same thing and is marked so.
const TEAMS: &str = r#"
[[metric]]
id = "innovation_teams"
pref_label = "科技人才团队"
label_en = "Teams of scientists and engineers"
definition = "Teams that a plan means to build or bring in."
dimension = "count"
alt_label = ["省、市科技人才团队"]
close_label = ["高水平创新创业团队"]
kinds = ["increment", "level"]
unit = "个"
direction = "ascending"
source = "our own"
"#;

fn main() -> Result<(), crossplan::Error> {
    let mut catalog = Catalog::builtin().clone();
    catalog.extend("teams.toml", TEAMS)?;
    let plans = samples::all().iter().map(normalizers::read).collect::<Result<Vec<Plan>, _>>()?;
    let comparison = Comparison::of(&plans).catalog(&catalog).metrics(["innovation_teams"]).build()?;
    print!("{}", report::markdown(&comparison));
    Ok(())
}
