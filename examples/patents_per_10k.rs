//! Which place promises the most invention patents per 10,000 people, and by when?
//!
//! ```text
//! yueyang: 7 件/万人 by 2025
//! changzhutan: 50 件/万人 by 2025
//! shanwei-district: at least 0.5 件/万人 by 2026 (close match: 每万人口专利发明拥有量)
//! ```
use crossplan::{lexicon::Catalog, metrics, normalizers, samples};

fn main() -> Result<(), crossplan::Error> {
    for source in samples::all() {
        let found = metrics::observe(&normalizers::read(&source)?, Catalog::builtin());
        for value in found.of("invention_patents_per_10k").take(1) {
            println!("{}: {value}", value.plan);
        }
    }
    Ok(())
}
