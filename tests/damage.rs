//! Texts cut, shuffled, widened and paged: nothing panics, no quote is wrong, wide digits change no figure.
//!
//! The bundled digests always; with `CROSSPLAN_PLANS`, all texts of that folder too. Each text is damaged in 40 places,
//! or in as many as `CROSSPLAN_CUTS` says; the places are the same in every run.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::Write;
use std::sync::LazyLock;

use crossplan::{Plan, Source, normalizers, samples};

fn cuts() -> usize {
    std::env::var("CROSSPLAN_CUTS").ok().and_then(|cuts| cuts.parse().ok()).unwrap_or(40)
}

/// Names and texts.
static TEXTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut texts: Vec<_> =
        samples::all().iter().map(|s| (format!("digest {}", s.name()), s.text().to_owned())).collect();
    match std::env::var_os("CROSSPLAN_PLANS") {
        Some(folder) => {
            let corpus = crossplan::Corpus::new().path(std::path::PathBuf::from(folder)).threads(1);
            let read = corpus.each(|source| Ok(source.text().to_owned()));
            texts.extend(read.map(|entry| (entry.name, entry.result.unwrap())));
            assert!(texts.len() > 5, "no texts in CROSSPLAN_PLANS");
        }
        // Straight to the terminal: the test harness hides what passing tests print.
        None => {
            let said = "SKIPPED: damage to the real texts; set CROSSPLAN_PLANS to read them\n";
            std::io::stderr().write_all(said.as_bytes()).unwrap();
        }
    }
    texts
});

/// SplitMix64: the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound.max(1) as u64).unwrap()
    }
}

/// Reads bytes and checks every span. `None` if there is no text in them.
#[track_caller]
fn read(name: &str, bytes: &[u8]) -> Option<Plan> {
    let source = Source::from_bytes(name, bytes).ok()?;
    let plan = normalizers::read(&source).unwrap();
    plan.validate_against(&source).unwrap_or_else(|error| panic!("{name}: {error}"));
    Some(plan)
}

#[test]
fn texts_cut_at_any_byte_are_read() {
    for (name, text) in TEXTS.iter() {
        let mut random = Random(1);
        for _ in 0..cuts() {
            let at = random.below(text.len());
            // Bytes, not characters: the last one may be broken.
            let (head, tail) = text.as_bytes().split_at(at);
            read(&format!("{name} up to byte {at}"), head);
            read(&format!("{name} from byte {at}"), tail);
        }
    }
}

#[test]
fn texts_with_lines_in_any_order_are_read() {
    for (name, text) in TEXTS.iter() {
        let mut random = Random(2);
        for round in 0..cuts().div_ceil(4) {
            let mut lines: Vec<&str> = text.lines().collect();
            for at in (1..lines.len()).rev() {
                lines.swap(at, random.below(at + 1));
            }
            read(&format!("{name}, order {round}"), lines.join("\n").as_bytes());
        }
    }
}

#[test]
fn a_page_mark_anywhere_is_read() {
    const MARKS: &[&str] =
        &["\n— 7 —\n", "\n第 7 页 共 20 页\n", "\u{c}", "\n- 7 -\n\u{c}", "\n7、", "7\n", "\r\n\r\n·7·\r\n"];
    for (name, text) in TEXTS.iter() {
        let mut random = Random(3);
        for round in 0..cuts() {
            let at = text.floor_char_boundary(random.below(text.len()));
            let mark = MARKS[round % MARKS.len()];
            let paged = [&text[..at], mark, &text[at..]].concat();
            read(&format!("{name}, {mark:?} at byte {at}"), paged.as_bytes());
        }
    }
}

/// What a plan says, in digits of one width.
fn figures(plan: &Plan) -> Vec<String> {
    let said = plan.indicators.iter().map(|i| {
        let values = [i.lo, i.hi, i.stretch, i.baseline.as_ref().map(|b| b.value)];
        let due = i.horizon.map(|h| h.to_string());
        format!(
            "{} {} {values:?} {:?} {} {due:?} {:?}",
            i.subject,
            i.op.as_str(),
            i.unit,
            i.kind.as_str(),
            i.metric
        )
    });
    let tasks = plan.tasks.iter().map(|t| format!("{} {} {}", t.number, t.title, t.responsibilities.len()));
    said.chain(tasks).map(|line| wide(&line)).collect()
}

fn wide(text: &str) -> String {
    let one = |c: char| match c {
        '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap(),
        _ => c,
    };
    text.chars().map(one).collect()
}

#[test]
fn full_width_digits_give_the_same_figures() {
    for (name, text) in TEXTS.iter() {
        let plain = figures(&read(name, text.as_bytes()).unwrap());
        assert!(!plain.is_empty(), "{name}: nothing to compare");
        let widened = figures(&read(&format!("{name}, wide"), wide(text).as_bytes()).unwrap());
        for (plain, widened) in plain.iter().zip(&widened) {
            assert_eq!(plain, widened, "{name}");
        }
        assert_eq!(plain.len(), widened.len(), "{name}");
    }
}
