//! How near two texts are: cosine of the weights of their characters and pairs of characters.

use std::collections::BTreeMap;

/// Weights of single characters and pairs of characters.
type Weights = BTreeMap<[char; 2], f64>;

/// Stands in place of the second character of a single one.
const NONE: char = '\0';

/// Texts, ready to be compared.
pub(super) struct Similarity {
    /// How rare each single character or pair is.
    rarity: Weights,
    titles: Vec<Weights>,
    wholes: Vec<Weights>,
}

impl Similarity {
    /// Weighs texts, each a title and a whole.
    pub(super) fn new<'t>(texts: impl Iterator<Item = (&'t str, &'t str)>) -> Self {
        let counted: Vec<(Weights, Weights)> =
            texts.map(|(title, whole)| (count(title), count(whole))).collect();
        let mut rarity = Weights::new();
        for gram in counted.iter().flat_map(|(_, whole)| whole.keys()) {
            *rarity.entry(*gram).or_default() += 1.0;
        }
        let texts = counted.len() as f64;
        rarity.values_mut().for_each(|holding| *holding = 1.0 + log2((1.0 + texts) / (1.0 + *holding)));
        let weigh = |counted: Weights| {
            let mut weights = counted;
            for (gram, weight) in &mut weights {
                *weight = (1.0 + log2(*weight)) * rarity.get(gram).copied().unwrap_or(1.0);
            }
            let length = weights.values().map(|weight| weight * weight).sum::<f64>().sqrt();
            weights.values_mut().for_each(|weight| *weight /= length);
            weights
        };
        let (titles, wholes) = counted.into_iter().map(|(title, whole)| (weigh(title), weigh(whole))).unzip();
        Self { rarity, titles, wholes }
    }

    /// How near two texts are, per mille: the mean over titles and wholes.
    pub(super) fn between(&self, one: usize, other: usize) -> u32 {
        let cosine = |texts: &[Weights]| {
            texts.get(one).zip(texts.get(other)).map_or(0.0, |(one, other)| product(one, other))
        };
        let mean = (cosine(&self.titles) + cosine(&self.wholes)) / 2.0;
        // Cosines of weights that are not negative lie between 0 and 1.
        (mean * 1000.0).round().clamp(0.0, 1000.0) as u32
    }

    /// How rare a pair of characters is; 0 if no text holds it.
    pub(super) fn rarity(&self, pair: [char; 2]) -> f64 {
        self.rarity.get(&pair).copied().unwrap_or(0.0)
    }
}

/// How often each character and each pair of neighbors stands in a text.
fn count(text: &str) -> Weights {
    let mut counted = Weights::new();
    let characters: Vec<char> = text.chars().collect();
    let singles = characters.iter().map(|c| [*c, NONE]);
    let pairs = characters.windows(2).map(|pair| [pair[0], pair[1]]);
    for gram in singles.chain(pairs).filter(|gram| !gram.contains(&' ')) {
        *counted.entry(gram).or_default() += 1.0;
    }
    counted
}

fn product(one: &Weights, other: &Weights) -> f64 {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.iter().filter_map(|(gram, weight)| Some(weight * long.get(gram)?)).sum()
}

/// The binary logarithm of a number that is 1 or more, the same on every machine, to 20 digits behind the point.
fn log2(number: f64) -> f64 {
    let (mut rest, mut log) = (number, 0.0);
    while rest >= 2.0 {
        rest /= 2.0;
        log += 1.0;
    }
    let mut digit = 0.5;
    for _ in 0..20 {
        rest *= rest;
        if rest >= 2.0 {
            rest /= 2.0;
            log += digit;
        }
        digit /= 2.0;
    }
    log
}
