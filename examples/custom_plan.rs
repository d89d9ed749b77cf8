//! Reads a plan of one's own under a profile written in TOML: whose plan it is, and the years that it leaves unsaid.
//!
//! ```text
//! qufu high_tech_enterprises: 120 家 by 2025
//! qufu invention_patents_per_10k: 6 件/万人 by 2025
//! qufu innovation_platforms_provincial: 8 家 by 2025
//! 一 培育创新主体 (enterprises): 市科技局, 市财政局
//! ```
use crossplan::lexicon::Catalog;
use crossplan::normalizers::{self, Profile};
use crossplan::{Source, metrics};

const PROFILE: &str = r#"
id = "qufu"
region = { name = "曲阜市", code = "370881", level = "district" }
period = { start = 2021, end = "2025" }
"#;

const TEXT: &str = "一、发展目标\n高新技术企业达120家，万人有效发明专利拥有量力争达到6件。\n\
                    二、重点任务\n(一)培育创新主体。新增省级创新平台8家。(责任单位:市科技局、市财政局)\n";

fn main() -> Result<(), crossplan::Error> {
    let profile = Profile::from_toml("qufu.toml", PROFILE)?;
    let source = Source::from_text("qufu.txt", TEXT)?;
    let catalog = Catalog::builtin();
    let plan = normalizers::read_with(&source, &profile, catalog)?;
    for value in metrics::observe(&plan, catalog).stated {
        println!("{} {}: {value}", value.plan, value.metric);
    }
    for task in &plan.tasks {
        let named = task.responsibilities.iter().filter_map(|named| plan.unit(&named.unit));
        let bodies: Vec<&str> = named.map(|unit| unit.name.as_str()).collect();
        println!("{} {} ({}): {}", task.number, task.title, task.topics.join(", "), bodies.join(", "));
    }
    Ok(())
}
