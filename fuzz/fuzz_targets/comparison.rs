//! Two texts (parted by a NUL, or in the middle), read, compared, audited, aligned and shown in every way.
#![no_main]

use crossplan::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let at = data.iter().position(|b| *b == 0).unwrap_or(data.len() / 2);
    let (one, other) = data.split_at(at);
    let other = other.strip_prefix(b"\0").unwrap_or(other);
    let sources: Vec<Source> =
        [("one", one), ("other", other)].iter().filter_map(|(name, part)| Source::from_bytes(*name, part).ok()).collect();
    let plans: Vec<_> = sources.iter().map(crossplan_fuzz::read).collect();
    crossplan_fuzz::look(&plans.iter().zip(&sources).collect::<Vec<_>>());
});
