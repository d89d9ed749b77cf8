//! Lists of words, searched all at once: one look per character, however long the list.

use serde::{Deserialize, Deserializer};

/// Words with what they mean. Whatever asks for one of several words at a place gets the longest first; words of
/// one length keep the order of the list.
#[derive(Clone, Debug)]
pub(crate) struct Words<T = ()> {
    entries: Vec<(String, T)>,
    starts: Index,
    ends: Index,
}

/// Places in the list by the two outermost characters of the word.
#[derive(Clone, Debug)]
struct Index {
    /// Where the places of each slot begin; a power of two of slots.
    slots: Vec<u16>,
    /// The key and the place of each word, by slot.
    places: Vec<(Key, u16)>,
    /// Some words have only one character.
    short: bool,
}

/// The first character at one end of a word, and the one beside it.
type Key = (char, Option<char>);

impl Index {
    /// `keys` of words, the longest first; those of one slot stay so.
    fn new(keys: impl Iterator<Item = Option<Key>>) -> Self {
        let mut places: Vec<(Key, u16)> =
            keys.zip(0..=u16::MAX).filter_map(|(key, place)| Some((key?, place))).collect();
        let count = (2 * places.len()).next_power_of_two();
        places.sort_by_key(|(key, _)| slot(*key, count));
        let mut slots = vec![0; count + 1];
        for (key, _) in &places {
            slots[slot(*key, count) + 1] += 1;
        }
        for k in 0..count {
            slots[k + 1] += slots[k];
        }
        let short = places.iter().any(|((_, beside), _)| beside.is_none());
        Self { slots, places, short }
    }

    /// Places of the words that may stand where these characters do, the longest first.
    fn of(&self, key: Key) -> impl Iterator<Item = usize> {
        let short = if self.short && key.1.is_some() { self.slot((key.0, None)) } else { &[] };
        let long = self.slot(key).iter().filter(move |(own, _)| *own == key);
        let short = short.iter().filter(move |(own, _)| *own == (key.0, None));
        long.chain(short).map(|(_, place)| usize::from(*place))
    }

    fn slot(&self, key: Key) -> &[(Key, u16)] {
        let slot = slot(key, self.slots.len() - 1);
        &self.places[usize::from(self.slots[slot])..usize::from(self.slots[slot + 1])]
    }
}

fn slot((c, beside): Key, count: usize) -> usize {
    let mixed =
        (c as u32).wrapping_mul(0x9E37_79B1) ^ beside.map_or(0, |c| (c as u32).wrapping_mul(0x85EB_CA77));
    (mixed ^ mixed >> 15) as usize & (count - 1)
}

fn key(mut chars: impl Iterator<Item = char>) -> Option<Key> {
    Some((chars.next()?, chars.next()))
}

impl<T> Words<T> {
    /// Takes up to 65,536 words.
    pub(crate) fn new(words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut entries: Vec<(String, T)> = words.into_iter().collect();
        entries.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let starts = Index::new(entries.iter().map(|(word, _)| key(word.chars())));
        let ends = Index::new(entries.iter().map(|(word, _)| key(word.chars().rev())));
        Self { entries, starts, ends }
    }

    /// The words of a table in code.
    pub(crate) fn of(words: &[(&str, T)]) -> Self
    where
        T: Clone,
    {
        Self::new(words.iter().map(|(word, meaning)| ((*word).to_owned(), meaning.clone())))
    }

    /// The words that `text` begins with, the longest first.
    pub(crate) fn at_start<'w, 't>(&'w self, text: &'t str) -> impl Iterator<Item = &'w (String, T)> {
        let places = key(text.chars()).into_iter().flat_map(|key| self.starts.of(key));
        places.map(|place| &self.entries[place]).filter(move |(word, _)| text.starts_with(word.as_str()))
    }

    /// The words that `text` ends with, the longest first.
    pub(crate) fn at_end<'w, 't>(&'w self, text: &'t str) -> impl Iterator<Item = &'w (String, T)> {
        let places = key(text.chars().rev()).into_iter().flat_map(|key| self.ends.of(key));
        places.map(|place| &self.entries[place]).filter(move |(word, _)| text.ends_with(word.as_str()))
    }

    /// Every word that stands in `text`, with its start: in the order of the text, at one place the longest first.
    pub(crate) fn hits<'w, 't>(&'w self, text: &'t str) -> impl Iterator<Item = (usize, &'w (String, T))> {
        let mut chars = text.char_indices().peekable();
        let keys = std::iter::from_fn(move || {
            let (at, c) = chars.next()?;
            Some((at, (c, chars.peek().map(|(_, beside)| *beside))))
        });
        let places = keys.flat_map(|(at, key)| self.starts.of(key).map(move |place| (at, place)));
        places
            .map(|(at, place)| (at, &self.entries[place]))
            .filter(move |(at, (word, _))| text[*at..].starts_with(word.as_str()))
    }

    /// One of the words stands in `text`.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        self.hits(text).next().is_some()
    }

    /// Bytes of the longest word that `text` begins with; 0 if none.
    pub(crate) fn prefix(&self, text: &str) -> usize {
        self.at_start(text).next().map_or(0, |(word, _)| word.len())
    }

    /// Bytes of the longest word that `text` ends with; 0 if none.
    pub(crate) fn suffix(&self, text: &str) -> usize {
        self.at_end(text).next().map_or(0, |(word, _)| word.len())
    }

    /// What the word means that `text` is. `None` if it is none of them.
    pub(crate) fn get(&self, text: &str) -> Option<&T> {
        self.at_start(text).find(|(word, _)| word.len() == text.len()).map(|(_, meaning)| meaning)
    }

    /// All words, the longest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, T)> {
        self.entries.iter()
    }
}

impl<T> Default for Words<T> {
    fn default() -> Self {
        Self::new([])
    }
}

impl<'d> Deserialize<'d> for Words {
    fn deserialize<D: Deserializer<'d>>(deserializer: D) -> Result<Self, D::Error> {
        let words: Vec<String> = Deserialize::deserialize(deserializer)?;
        Ok(Self::new(words.into_iter().map(|word| (word, ()))))
    }
}
