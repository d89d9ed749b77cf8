//! Which tasks of two plans answer to each other, what all plans do, and what only one does.
//!
//! ```text
//! cargo run --example align -- [FILE|FOLDER…]
//!
//! all: Innovative firms (企业培育)
//! all: Laboratories and platforms (实验室与平台)
//! only changzhutan: Ethics and integrity of research (科技伦理与诚信)
//! only yichang: Basic research (基础研究)
//! only yichang: Data and digital technology (数字与数据)
//! no counterpart: yueyang 营造创新创业氛围
//! no counterpart: changzhutan 加快“4+4科創工程”建設
//!  406 yueyang 实施科技型企业“登高”行动 ~ shanwei-district 强化科技型中小企业引培工作: 科技型中小企业, 给予辅导
//!  263 yueyang 实施科技型企业“上市”行动 ~ shanwei-district 强化科技型中小企业引培工作:
//!  526 yueyang 实施新型研发机构“倍增”行动 ~ yichang 建设新型研发机构: 新型研发机构
//! ```
mod given;

use crossplan::align::Alignment;
use crossplan::report::visible;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sources = given::sources(&given::paths("align [FILE|FOLDER…]")?)?;
    let plans = given::plans(&sources)?;
    let alignment = Alignment::of(&plans.iter().zip(&sources).collect::<Vec<_>>());
    for row in alignment.shared_by_all() {
        println!("all: {} ({})", row.label_en, row.label);
    }
    for plan in &plans {
        for row in alignment.only_in(&plan.id) {
            println!("only {}: {} ({})", plan.id, row.label_en, row.label);
        }
        for task in alignment.alone(&plan.id) {
            println!("no counterpart: {} {}", plan.id, visible(&task.title));
        }
    }
    for task in &alignment.tasks {
        let Some(nearest) = task.nearest.first().filter(|nearest| nearest.score >= Alignment::NEAR) else {
            continue;
        };
        let (score, terms) = (nearest.score, nearest.terms.join(", "));
        let (title, other) = (visible(&task.title), visible(&nearest.title));
        println!("{score:>4} {} {title} ~ {} {other}: {terms}", task.plan, nearest.plan);
    }
    Ok(())
}
