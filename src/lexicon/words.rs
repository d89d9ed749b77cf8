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
    /// Low bits of the first characters: most characters of a text begin no word.
    firsts: Box<[u64; FIRSTS / 64]>,
    /// A bit for each mixed key, so sparse that most of the others begin none either.
    keys: Vec<u64>,
}

const FIRSTS: usize = 4096;

/// Bits for each word in `keys`, at least.
const SPARSE: usize = 32;

/// The first character at one end of a word, and the one beside it.
type Key = (char, Option<char>);

impl Index {
    /// `keys` of words, the longest first; those of one slot stay so.
    fn new(keys: impl Iterator<Item = Option<Key>>) -> Self {
        let mut places: Vec<(Key, u16)> =
            keys.zip(0..=u16::MAX).filter_map(|(key, place)| Some((key?, place))).collect();
        let count = (2 * places.len()).next_power_of_two();
        places.sort_by_key(|(key, _)| mixed(*key) & (count - 1));
        let mut slots = vec![0; count + 1];
        let mut firsts = Box::new([0; FIRSTS / 64]);
        let mut keys = vec![0; (SPARSE * places.len()).next_power_of_two().div_ceil(64)];
        for (key, _) in &places {
            slots[(mixed(*key) & (count - 1)) + 1] += 1;
            let bit = mixed(*key) & (64 * keys.len() - 1);
            keys[bit / 64] |= 1 << (bit % 64);
            let bit = key.0 as usize % FIRSTS;
            firsts[bit / 64] |= 1 << (bit % 64);
        }
        for k in 0..count {
            slots[k + 1] += slots[k];
        }
        let short = places.iter().any(|((_, beside), _)| beside.is_none());
        Self { slots, places, short, firsts, keys }
    }

    /// The next place from byte `from` on where a word may begin, told by the first character alone.
    fn next(&self, text: &str, from: usize) -> Option<usize> {
        let low = |byte: u8| usize::from(byte & 0x3F);
        let bytes = text.as_bytes();
        let mut at = from;
        loop {
            // The low bits of a character are those of its last two bytes.
            let (bits, length) = match bytes.get(at..)? {
                [byte @ ..0x80, ..] => (usize::from(*byte), 1),
                [0xE0..=0xEF, middle, last, ..] => (low(*middle) << 6 | low(*last), 3),
                [byte @ 0xC0..=0xDF, last, ..] => ((usize::from(*byte & 0x1F) << 6) | low(*last), 2),
                [_, _, middle, last, ..] => (low(*middle) << 6 | low(*last), 4),
                _ => return None,
            };
            if self.firsts[bits / 64] >> (bits % 64) & 1 == 1 {
                return Some(at);
            }
            at += length;
        }
    }

    /// False for most characters that no word begins with.
    fn may_begin(&self, c: char) -> bool {
        let bits = c as usize % FIRSTS;
        self.firsts[bits / 64] >> (bits % 64) & 1 == 1
    }

    /// False for most keys that no word has.
    fn may_hold(&self, (c, beside): Key) -> bool {
        let known = |key: Key| {
            let bit = mixed(key) & (64 * self.keys.len() - 1);
            self.keys[bit / 64] >> (bit % 64) & 1 == 1
        };
        known((c, beside)) || (self.short && known((c, None)))
    }

    /// The key of the words that may stand where these characters do.
    fn key(&self, mut chars: impl Iterator<Item = char>) -> Option<Key> {
        let first = chars.next().filter(|c| self.may_begin(*c))?;
        Some((first, chars.next())).filter(|key| self.may_hold(*key))
    }

    /// Places of the words with this key, the longest first.
    fn of(&self, key: Option<Key>) -> impl Iterator<Item = usize> {
        let alone = key.filter(|(_, beside)| self.short && beside.is_some()).map(|(c, _)| (c, None));
        let words = |key: Option<Key>| key.map_or(&[][..], |key| self.slot(key)).iter();
        let long = words(key).filter(move |(own, _)| Some(*own) == key);
        let short = words(alone).filter(move |(own, _)| Some(*own) == alone);
        long.chain(short).map(|(_, place)| usize::from(*place))
    }

    fn slot(&self, key: Key) -> &[(Key, u16)] {
        let slot = mixed(key) & (self.slots.len() - 2);
        &self.places[usize::from(self.slots[slot])..usize::from(self.slots[slot + 1])]
    }
}

/// The low bits tell keys apart.
fn mixed((c, beside): Key) -> usize {
    let mixed =
        (c as u32).wrapping_mul(0x9E37_79B1) ^ beside.map_or(0, |c| (c as u32).wrapping_mul(0x85EB_CA77));
    (mixed ^ mixed >> 15) as usize
}

fn key(chars: &mut impl Iterator<Item = char>) -> Option<Key> {
    Some((chars.next()?, chars.next()))
}

impl<T> Words<T> {
    /// Takes up to 65,536 words.
    pub(crate) fn new(words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut entries: Vec<(String, T)> = words.into_iter().collect();
        entries.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let starts = Index::new(entries.iter().map(|(word, _)| key(&mut word.chars())));
        let ends = Index::new(entries.iter().map(|(word, _)| key(&mut word.chars().rev())));
        Self { entries, starts, ends }
    }

    /// The words that `text` begins with, the longest first.
    pub(crate) fn at_start<'w>(&'w self, text: &str) -> impl Iterator<Item = &'w (String, T)> {
        let places = self.starts.of(self.starts.key(text.chars()));
        places.map(|place| &self.entries[place]).filter(move |(word, _)| text.starts_with(word.as_str()))
    }

    /// The words that `text` ends with, the longest first.
    pub(crate) fn at_end<'w>(&'w self, text: &str) -> impl Iterator<Item = &'w (String, T)> {
        let places = self.ends.of(self.ends.key(text.chars().rev()));
        places.map(|place| &self.entries[place]).filter(move |(word, _)| text.ends_with(word.as_str()))
    }

    /// Every word that stands in `text`, with its start: in the order of the text, at one place the longest first.
    pub(crate) fn hits<'w>(&'w self, text: &str) -> impl Iterator<Item = (usize, &'w (String, T))> {
        let mut from = 0;
        let keys = std::iter::from_fn(move || {
            loop {
                let at = self.starts.next(text, from)?;
                let mut chars = text[at..].chars();
                let key = (chars.next()?, chars.next());
                from = at + key.0.len_utf8();
                if self.starts.may_hold(key) {
                    return Some((at, key));
                }
            }
        });
        keys.flat_map(move |(at, key)| {
            let words = self.starts.of(Some(key)).map(|place| &self.entries[place]);
            words.filter(move |(word, _)| text[at..].starts_with(word.as_str())).map(move |entry| (at, entry))
        })
    }

    /// One of the words stands in `text`.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        self.hits(text).next().is_some()
    }

    /// One of the words begins `text`.
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.prefix(text) > 0
    }

    /// One of the words ends `text`.
    pub(crate) fn end(&self, text: &str) -> bool {
        self.suffix(text) > 0
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

/// Words of which the first entry that fits wins, wherever they stand.
pub(crate) struct FirstFit<M> {
    meanings: Vec<M>,
    /// Found anywhere in a text, each with the place of its entry.
    inside: Words<usize>,
    /// The text is just this.
    whole: Words<usize>,
}

impl<M: Copy> FirstFit<M> {
    /// Entries in their order: what they mean, words found anywhere, and words that are the whole text.
    pub(crate) fn of(entries: impl IntoIterator<Item = (M, Vec<String>, Vec<String>)>) -> Self {
        let (mut meanings, mut inside, mut whole) = (Vec::new(), Vec::new(), Vec::new());
        for (place, (meaning, words, alone)) in entries.into_iter().enumerate() {
            meanings.push(meaning);
            inside.extend(words.into_iter().map(|word| (word, place)));
            whole.extend(alone.into_iter().map(|word| (word, place)));
        }
        Self { meanings, inside: Words::new(inside), whole: Words::new(whole) }
    }

    /// What the first entry means that fits `text`.
    pub(crate) fn find(&self, text: &str) -> Option<M> {
        let inside = self.inside.hits(text).map(|(_, (_, place))| *place).min();
        let place = inside.into_iter().chain(self.whole.get(text).copied()).min()?;
        self.meanings.get(place).copied()
    }
}
