//! Which kind of body does how much in each plan, who leads, and who works with whom.
//!
//! ```text
//! cargo run --example agencies -- [FILE|FOLDER…]
//!
//! yueyang: science-and-technology on 19 of 20 tasks, no leads named
//! yueyang: industry-and-information on 12 of 20 tasks, no leads named
//! yueyang: finance on 12 of 20 tasks, no leads named
//! yueyang: industry-and-information with science-and-technology on 12 tasks
//! yueyang: development-and-reform with science-and-technology on 11 tasks
//! linyi: science-and-technology on 24 of 24 tasks, leads 17 of 18 (94.4 %)
//! linyi: education on 5 of 24 tasks, leads 1 of 18 (5.6 %)
//! linyi: industry-and-information on 8 of 24 tasks, leads 0 of 18 (0.0 %)
//! linyi: industry-and-information with science-and-technology on 8 tasks
//! linyi: development-and-reform with science-and-technology on 7 tasks
//! yichang: names no bodies
//! ```
mod given;

use crossplan::agencies::{network, workload};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sources = given::sources(&given::paths("agencies [FILE|FOLDER…]")?)?;
    let plans = given::plans(&sources)?;
    for plan in &plans {
        let mut work = workload([plan]);
        work.sort_by_key(|work| std::cmp::Reverse((work.led, work.tasks)));
        if work.is_empty() {
            println!("{}: names no bodies", plan.id);
        }
        for work in work.iter().take(3) {
            let leads = work.lead_share().map_or("no leads named".to_owned(), |share| {
                format!("leads {} of {} ({}.{} %)", work.led, work.with_lead, share / 10, share % 10)
            });
            println!("{}: {} on {} of {} tasks, {leads}", plan.id, work.function, work.tasks, work.assigned);
        }
        for edge in network([plan]).iter().take(2) {
            println!("{}: {} with {} on {} tasks", plan.id, edge.one, edge.other, edge.tasks.len());
        }
    }
    Ok(())
}
