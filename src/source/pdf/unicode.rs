//! `ToUnicode`: the table that says which characters the codes of a font mean.

use std::collections::HashMap;

/// The longest range that is written out code by code.
const RANGE: u32 = 0x1_0000;

/// Codes with their characters.
#[derive(Default)]
pub(super) struct ToUnicode {
    single: HashMap<u32, String>,
    /// First and last code, and what the first one means; the others follow it.
    ranges: Vec<(u32, u32, String)>,
}

enum Token<'c> {
    /// `<4E00>`
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'c [u8]),
}

impl ToUnicode {
    /// Reads a CMap; what is malformed in it is left out.
    pub(super) fn parse(content: &[u8]) -> Self {
        let mut table = Self::default();
        let mut tokens = Tokens(content);
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"beginbfchar") => table.characters(&mut tokens),
                Token::Word(b"beginbfrange") => table.all_ranges(&mut tokens),
                _ => {}
            }
        }
        table.ranges.sort_by_key(|(first, _, _)| *first);
        table
    }

    /// What a code means.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let next = self.ranges.partition_point(|(first, _, _)| *first <= code);
        let (first, last, text) = self.ranges.get(next.checked_sub(1)?)?;
        if code > *last {
            return None;
        }
        let mut text = text.clone();
        let end = text.pop()?;
        text.push(char::from_u32((end as u32).checked_add(code - first)?)?);
        Some(text)
    }

    fn characters(&mut self, tokens: &mut Tokens) {
        while let Some(Token::Hex(code)) = tokens.next() {
            let Some(Token::Hex(meaning)) = tokens.next() else { return };
            self.put(number(&code), &meaning);
        }
    }

    fn all_ranges(&mut self, tokens: &mut Tokens) {
        while let Some(Token::Hex(first)) = tokens.next() {
            let Some(Token::Hex(last)) = tokens.next() else { return };
            let (first, last) = (number(&first), number(&last));
            match tokens.next() {
                Some(Token::Hex(meaning)) => {
                    if let Some(text) = meant(&meaning).filter(|_| last >= first && last - first < RANGE) {
                        self.ranges.push((first, last, text));
                    }
                }
                Some(Token::Open) => {
                    let mut code = first;
                    while let Some(Token::Hex(meaning)) = tokens.next() {
                        self.put(code, &meaning);
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }

    fn put(&mut self, code: u32, meaning: &[u8]) {
        if let Some(text) = meant(meaning) {
            self.single.insert(code, text);
        }
    }
}

/// UTF-16 without a mark. `None` if it means nothing.
fn meant(bytes: &[u8]) -> Option<String> {
    let units: Vec<u16> = match bytes {
        [byte] => vec![u16::from(*byte)],
        _ => bytes.as_chunks().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect(),
    };
    let text = String::from_utf16(&units).ok()?;
    (!text.is_empty() && !text.contains(['\0', char::REPLACEMENT_CHARACTER])).then_some(text)
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// What is left of a CMap.
struct Tokens<'c>(&'c [u8]);

impl<'c> Iterator for Tokens<'c> {
    type Item = Token<'c>;

    fn next(&mut self) -> Option<Token<'c>> {
        let start = self.0.iter().position(|b| !b.is_ascii_whitespace())?;
        let rest = &self.0[start..];
        let split = |length: usize| rest.split_at(length.min(rest.len()));
        let (token, rest) = match rest.first()? {
            b'[' => (Token::Open, split(1).1),
            b']' => (Token::Close, split(1).1),
            b'<' if rest.get(1) != Some(&b'<') => {
                let end = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len());
                (Token::Hex(hex(&rest[1..end])), split(end + 1).1)
            }
            b'%' => (Token::Word(b"%"), split(rest.iter().position(|b| matches!(b, b'\n' | b'\r'))?).1),
            _ => {
                let length = rest[1..]
                    .iter()
                    .position(|b| {
                        b.is_ascii_whitespace() || matches!(b, b'[' | b']' | b'<' | b'>' | b'/' | b'%')
                    })
                    .unwrap_or(rest.len() - 1);
                let (word, rest) = split(length + 1);
                (Token::Word(word), rest)
            }
        };
        self.0 = rest;
        Some(token)
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits.iter().filter_map(|d| (*d as char).to_digit(16)).map(|d| d as u8).collect();
    values
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit) << (4 * (2 - pair.len())))
        .collect()
}
