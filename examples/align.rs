//! Which tasks of two plans answer to each other, what all plans do, and what only one does.
//!
//! ```text
//! cargo run --example align -- [FILE…]
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
use crossplan::align::Alignment;
use crossplan::{Plan, Source, normalizers, samples};

fn main() -> Result<(), crossplan::Error> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let sources = if files.is_empty() {
        samples::all().into()
    } else {
        files.iter().map(Source::from_path).collect::<Result<Vec<Source>, _>>()?
    };
    let plans = sources.iter().map(normalizers::read).collect::<Result<Vec<Plan>, _>>()?;
    let alignment = Alignment::of(&plans.iter().zip(&sources).collect::<Vec<_>>());
    for row in alignment.shared_by_all() {
        println!("all: {} ({})", row.label_en, row.label);
    }
    for plan in &plans {
        for row in alignment.only_in(&plan.id) {
            println!("only {}: {} ({})", plan.id, row.label_en, row.label);
        }
        for task in alignment.alone(&plan.id) {
            println!("no counterpart: {} {}", plan.id, task.title);
        }
    }
    for task in &alignment.tasks {
        let Some(nearest) = task.nearest.first().filter(|nearest| nearest.score >= Alignment::NEAR) else {
            continue;
        };
        let (score, terms) = (nearest.score, nearest.terms.join(", "));
        println!("{score:>4} {} {} ~ {} {}: {terms}", task.plan, task.title, nearest.plan, nearest.title);
    }
    Ok(())
}
