//! The first document of a process: all word lists and automata are built on the way. Each sample is a process of its
//! own, started by this one.

// A bench may stop at the first surprise.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::process::Command;
use std::time::{Duration, Instant};

use crossplan::{normalizers, samples};

/// What first use may take.
const LIMIT: Duration = Duration::from_millis(20);

fn main() {
    if std::env::var_os("CROSSPLAN_FIRST_USE").is_some() {
        let digest = samples::yueyang();
        let read = || {
            let started = Instant::now();
            assert!(normalizers::read(&digest).unwrap().indicators.len() > 10);
            started.elapsed()
        };
        let (first, second) = (read(), read());
        println!("{}", first.saturating_sub(second).as_nanos());
        return;
    }
    let sample = |_| {
        let run =
            Command::new(std::env::current_exe().unwrap()).env("CROSSPLAN_FIRST_USE", "1").output().unwrap();
        Duration::from_nanos(String::from_utf8(run.stdout).unwrap().trim().parse().unwrap())
    };
    let mut samples: Vec<Duration> = (0..9).map(sample).collect();
    samples.sort_unstable();
    println!("lexicon/first_use: median {:?} of {:?} to {:?}", samples[4], samples[0], samples[8]);
    assert!(cfg!(debug_assertions) || samples[4] < LIMIT, "more than {LIMIT:?}");
}
