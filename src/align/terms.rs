//! The words that two texts share.

use std::collections::BTreeSet;

use super::similarity::Similarity;
use crate::lexicon::topics;

/// Terms of one pair of texts at most.
const MOST: usize = 5;
/// Characters of a run at least; shorter ones are often parts of words.
const SHORTEST: usize = 4;
/// Characters of a run at most.
const LONGEST: usize = 8;
/// Characters that a term neither holds nor begins or ends with.
const BETWEEN: &str = "的和与及等了在为以对从到由将并或其各一二三四五六七八九十个家项名年中上下不";

/// Words of topics that both texts hold, then the longest runs of characters that both hold; the most telling first.
pub(super) fn shared(one: &str, other: &str, similarity: &Similarity) -> Vec<String> {
    let pieces = one.split(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c) || BETWEEN.contains(c));
    let mut runs: BTreeSet<String> = BTreeSet::new();
    for piece in pieces {
        let characters: Vec<char> = piece.chars().collect();
        let mut end_before = 0;
        for start in 0..characters.len() {
            let lengths = (SHORTEST..=LONGEST.min(characters.len() - start)).rev();
            let run = lengths.map(|length| &characters[start..start + length]);
            let found =
                run.map(|run| run.iter().collect::<String>()).find(|run| other.contains(run.as_str()));
            let Some(run) = found else { continue };
            let end = start + run.chars().count();
            // A run inside the one before says no more.
            if end > end_before {
                end_before = end;
                runs.insert(run);
            }
        }
    }
    let telling = |run: &String| -> u64 {
        let characters: Vec<char> = run.chars().collect();
        let rarity: f64 = characters.windows(2).map(|pair| similarity.rarity([pair[0], pair[1]])).sum();
        // Sums of rarities are small; the digits kept are the same on every machine.
        (rarity * 1000.0) as u64
    };
    let known = topics().iter().flat_map(|topic| &topic.words);
    let known: BTreeSet<String> =
        known.filter(|word| one.contains(word.as_str()) && other.contains(word.as_str())).cloned().collect();
    let rank = |terms: BTreeSet<String>| {
        let mut ranked: Vec<(u64, String)> = terms.into_iter().map(|term| (telling(&term), term)).collect();
        ranked.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        ranked.into_iter().map(|(_, term)| term)
    };
    let mut kept: Vec<String> = Vec::new();
    for term in rank(known).chain(rank(runs)) {
        let said = |known: &String| known.contains(term.as_str()) || term.contains(known.as_str());
        if kept.len() < MOST && !kept.iter().any(said) {
            kept.push(term);
        }
    }
    kept
}
