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

/// Places in the list by a character of the word.
#[derive(Clone, Debug)]
struct Index {
    /// Where the places of each slot begin.
    slots: Box<[u16; SLOTS + 1]>,
    /// The character, and the place of the word; by slot.
    places: Vec<(char, u16)>,
}

const SLOTS: usize = 256;

fn slot(c: char) -> usize {
    let code = c as usize;
    (code ^ code >> 8) % SLOTS
}

impl Index {
    /// `words` are ordered, the longest first; those of one slot stay so.
    fn new(first: impl Iterator<Item = Option<char>>) -> Self {
        let mut places: Vec<(char, u16)> =
            first.zip(0..=u16::MAX).filter_map(|(c, place)| Some((c?, place))).collect();
        places.sort_by_key(|(c, _)| slot(*c));
        let mut slots = Box::new([0; SLOTS + 1]);
        for (c, _) in &places {
            slots[slot(*c) + 1] += 1;
        }
        for k in 0..SLOTS {
            slots[k + 1] += slots[k];
        }
        Self { slots, places }
    }

    fn of(&self, c: char) -> impl Iterator<Item = usize> {
        let slot = slot(c);
        let places = &self.places[usize::from(self.slots[slot])..usize::from(self.slots[slot + 1])];
        places.iter().filter(move |(own, _)| *own == c).map(|(_, place)| usize::from(*place))
    }
}

impl<T> Words<T> {
    /// Takes up to 65,536 words.
    pub(crate) fn new(words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut entries: Vec<(String, T)> = words.into_iter().collect();
        entries.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let starts = Index::new(entries.iter().map(|(word, _)| word.chars().next()));
        let ends = Index::new(entries.iter().map(|(word, _)| word.chars().next_back()));
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
    pub(crate) fn at_start<'w>(&'w self, text: &'w str) -> impl Iterator<Item = &'w (String, T)> {
        let places = text.chars().next().into_iter().flat_map(|c| self.starts.of(c));
        places.map(|place| &self.entries[place]).filter(move |(word, _)| text.starts_with(word.as_str()))
    }

    /// The words that `text` ends with, the longest first.
    pub(crate) fn at_end<'w>(&'w self, text: &'w str) -> impl Iterator<Item = &'w (String, T)> {
        let places = text.chars().next_back().into_iter().flat_map(|c| self.ends.of(c));
        places.map(|place| &self.entries[place]).filter(move |(word, _)| text.ends_with(word.as_str()))
    }

    /// Every word that stands in `text`, with its start: in the order of the text, at one place the longest first.
    pub(crate) fn hits<'w>(&'w self, text: &'w str) -> impl Iterator<Item = (usize, &'w (String, T))> {
        let places = text.char_indices().flat_map(|(at, c)| self.starts.of(c).map(move |place| (at, place)));
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
    pub(crate) fn get<'w>(&'w self, text: &'w str) -> Option<&'w T> {
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
