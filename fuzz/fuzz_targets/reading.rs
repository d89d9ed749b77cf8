//! Any text is read to a plan whose every span holds its quote, and that JSON gives back.
#![no_main]

use crossplan::{Plan, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(source) = Source::from_bytes("reading", data) else { return };
    let plan = crossplan_fuzz::read(&source);
    if data.len().is_multiple_of(8) {
        let json = serde_json::to_vec(&plan).expect("a plan is written");
        assert_eq!(serde_json::from_slice::<Plan>(&json).expect("and read"), plan);
    }
});
