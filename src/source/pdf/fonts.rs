//! Fonts: which characters the codes of a text mean, and how wide they are.

use std::collections::HashMap;
use std::rc::Rc;

use encoding_rs::{BIG5, GB18030};
use lopdf::{Dictionary, Document, Object};

use super::budget::Budget;
use super::unicode::ToUnicode;
use crate::source::decode::Failure;

/// Widths are given in thousandths of the size.
const UNIT: f64 = 1000.0;

/// The fonts of a document that have been met.
pub(super) struct Fonts<'d> {
    document: &'d Document,
    /// By the address of the dictionary, which stands still as long as the document.
    known: HashMap<usize, Rc<Font>>,
}

/// One font.
pub(super) struct Font {
    codes: Codes,
    unicode: Option<ToUnicode>,
    widths: Widths,
}

/// How the bytes of a text make codes, and what these mean where the font has no table of its own.
enum Codes {
    /// One byte each.
    Simple(Vec<String>),
    /// Two bytes each; numbers of glyphs. The first glyphs of a Chinese font are those of ASCII.
    Glyphs { ascii: bool },
    /// Big-endian.
    Utf16,
    /// A predefined CMap of this encoding.
    Legacy(&'static encoding_rs::Encoding),
}

struct Widths {
    /// First and last code and their width, sorted.
    ranges: Vec<(u32, u32, f64)>,
    other: f64,
}

/// One code of a text.
pub(super) struct Code {
    pub(super) text: String,
    /// In units of the font size.
    pub(super) width: f64,
    /// The one-byte blank, which word spacing widens.
    pub(super) blank: bool,
}

impl<'d> Fonts<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, known: HashMap::new() }
    }

    pub(super) fn load(&mut self, font: &'d Dictionary, budget: &mut Budget) -> Result<Rc<Font>, Failure> {
        let address = std::ptr::from_ref(font) as usize;
        if let Some(known) = self.known.get(&address) {
            return Ok(known.clone());
        }
        let loaded = Rc::new(Font::load(self.document, font, budget)?);
        self.known.insert(address, loaded.clone());
        Ok(loaded)
    }
}

impl Font {
    fn load(document: &Document, font: &Dictionary, budget: &mut Budget) -> Result<Self, Failure> {
        let unicode = match font.get_deref(b"ToUnicode", document).and_then(Object::as_stream) {
            Ok(stream) => Some(ToUnicode::parse(&budget.content(stream)?)),
            Err(_) => None,
        };
        let encoding = font.get_deref(b"Encoding", document).ok();
        let descendant = font
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| document.dereference(fonts.first()?).ok()?.1.as_dict().ok());
        let Some(descendant) = descendant else {
            let codes = Codes::Simple(characters(document, encoding));
            return Ok(Self { codes, unicode, widths: simple_widths(document, font) });
        };
        let codes = match encoding.and_then(|e| e.as_name().ok()) {
            Some(name) if name.starts_with(b"Uni") => Codes::Utf16,
            Some(name) if name.starts_with(b"GB") => Codes::Legacy(GB18030),
            Some(name) if [b"ETen".as_slice(), b"B5", b"HKscs"].iter().any(|b5| name.starts_with(b5)) => {
                Codes::Legacy(BIG5)
            }
            _ => Codes::Glyphs { ascii: is_chinese(document, descendant) },
        };
        Ok(Self { codes, unicode, widths: composite_widths(document, descendant) })
    }

    /// The codes of a text, in order.
    pub(super) fn read<'a>(&'a self, mut bytes: &'a [u8]) -> impl Iterator<Item = Code> + 'a {
        std::iter::from_fn(move || {
            let length = self.length(bytes)?;
            let (code, rest) = bytes.split_at(length.min(bytes.len()));
            bytes = rest;
            Some(self.code(code))
        })
    }

    /// How many bytes the next code has.
    fn length(&self, bytes: &[u8]) -> Option<usize> {
        let first = *bytes.first()?;
        Some(match self.codes {
            Codes::Simple(_) => 1,
            Codes::Glyphs { .. } => 2,
            Codes::Utf16 => {
                if matches!(first, 0xd8..=0xdb) {
                    4
                } else {
                    2
                }
            }
            Codes::Legacy(_) if first <= 0x80 => 1,
            Codes::Legacy(encoding) => {
                let four = encoding == GB18030 && bytes.get(1).is_some_and(u8::is_ascii_digit);
                if four { 4 } else { 2 }
            }
        })
    }

    fn code(&self, bytes: &[u8]) -> Code {
        let code = bytes.iter().fold(0, |code: u32, byte| code << 8 | u32::from(*byte));
        let text =
            self.unicode.as_ref().and_then(|table| table.get(code)).or_else(|| self.meaning(code, bytes));
        let text = text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string());
        let width = match self.codes {
            Codes::Simple(_) | Codes::Glyphs { .. } => self.widths.get(code),
            // The numbers of the glyphs are not known; Latin letters are half as wide as Chinese characters.
            Codes::Utf16 | Codes::Legacy(_) if text.is_ascii() => 0.5,
            Codes::Utf16 | Codes::Legacy(_) => self.widths.other,
        };
        Code { text, width, blank: bytes == b" " }
    }

    fn meaning(&self, code: u32, bytes: &[u8]) -> Option<String> {
        match &self.codes {
            Codes::Simple(characters) => {
                characters.get(code as usize).filter(|text| !text.is_empty()).cloned()
            }
            Codes::Glyphs { ascii } => {
                let letter = u8::try_from(code).ok().filter(|glyph| *ascii && (1..=95).contains(glyph))?;
                Some(char::from(letter + 31).to_string())
            }
            Codes::Utf16 => {
                let units: Vec<u16> =
                    bytes.as_chunks().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
                String::from_utf16(&units).ok().filter(|text| !text.contains('\0'))
            }
            Codes::Legacy(encoding) => {
                let (text, damaged) = encoding.decode_without_bom_handling(bytes);
                (!damaged && !text.contains('\0')).then(|| text.into_owned())
            }
        }
    }
}

/// The characters of the 256 codes of a simple font.
fn characters(document: &Document, encoding: Option<&Object>) -> Vec<String> {
    let details = encoding.and_then(|e| e.as_dict().ok());
    let base = match details {
        Some(details) => details.get_deref(b"BaseEncoding", document).and_then(Object::as_name).ok(),
        None => encoding.and_then(|e| e.as_name().ok()),
    };
    let base = base.unwrap_or(b"StandardEncoding");
    let mut table: Vec<String> = (0..=255)
        .map(|code| lookup(document, Object::Name(base.to_vec()), code).unwrap_or_default())
        .collect();
    let differences =
        details.and_then(|d| d.get_deref(b"Differences", document).and_then(Object::as_array).ok());
    let mut code = 0;
    for entry in differences.into_iter().flatten() {
        match entry {
            Object::Integer(first) => code = u8::try_from(*first).unwrap_or(0),
            Object::Name(name) => {
                let text = by_number(name).map(String::from).or_else(|| by_name(document, name, code));
                if let (Some(place), Some(text)) = (table.get_mut(usize::from(code)), text) {
                    *place = text;
                }
                code = code.wrapping_add(1);
            }
            _ => {}
        }
    }
    table
}

/// uni4E00, u1F600: names that give the character.
fn by_number(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
    let digits = digits.split('.').next().filter(|d| (4..=6).contains(&d.len()))?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// A name of the standard list: percent, quotedblleft.
fn by_name(document: &Document, name: &[u8], code: u8) -> Option<String> {
    let mut encoding = Dictionary::new();
    encoding.set("Type", Object::Name(b"Encoding".to_vec()));
    let entry = vec![Object::Integer(i64::from(code)), Object::Name(name.to_vec())];
    encoding.set("Differences", Object::Array(entry));
    // Of an unknown name, the library gives what the code means without it.
    let mut without = Dictionary::new();
    without.set("Type", Object::Name(b"Encoding".to_vec()));
    let text = lookup(document, Object::Dictionary(encoding), code)?;
    let known =
        name.len() == 1 || lookup(document, Object::Dictionary(without), code).as_ref() != Some(&text);
    known.then_some(text)
}

/// What a code means in an encoding that the library knows.
fn lookup(document: &Document, encoding: Object, code: u8) -> Option<String> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding);
    let text = font.get_font_encoding(document).ok()?.bytes_to_string(&[code]).ok()?;
    (!text.contains('\0')).then_some(text)
}

/// True if the glyphs are numbered by one of Adobe's East Asian character collections.
fn is_chinese(document: &Document, descendant: &Dictionary) -> bool {
    let info = descendant.get_deref(b"CIDSystemInfo", document).and_then(Object::as_dict);
    let ordering = info.and_then(|i| i.get_deref(b"Ordering", document)).and_then(Object::as_str);
    matches!(ordering, Ok(b"GB1" | b"CNS1" | b"Japan1" | b"Korea1"))
}

fn simple_widths(document: &Document, font: &Dictionary) -> Widths {
    let get = |dict: &Dictionary, key: &[u8]| dict.get_deref(key, document).ok().and_then(number);
    // The glyphs of a Type 3 font have a scale of their own.
    let scale = font.get_deref(b"FontMatrix", document).and_then(Object::as_array).ok();
    let unit = scale.and_then(|m| number(m.first()?)).filter(|s| *s != 0.0).map_or(UNIT, |s| 1.0 / s);
    let first = get(font, b"FirstChar").map_or(0, |n| n as u32);
    let widths = font.get_deref(b"Widths", document).and_then(Object::as_array).ok();
    let descriptor = font.get_deref(b"FontDescriptor", document).and_then(Object::as_dict).ok();
    let missing = descriptor.and_then(|d| get(d, b"MissingWidth")).filter(|w| *w > 0.0);
    let given = widths.into_iter().flatten().zip(first..=255);
    let width = |object: &Object| document.dereference(object).ok().and_then(|(_, w)| number(w));
    let ranges = given.filter_map(|(object, code)| Some((code, code, width(object)? / unit))).collect();
    Widths { ranges, other: missing.map_or(0.5, |w| w / unit) }
}

fn composite_widths(document: &Document, font: &Dictionary) -> Widths {
    let other = font.get_deref(b"DW", document).ok().and_then(number).unwrap_or(UNIT) / UNIT;
    let entries =
        font.get_deref(b"W", document).and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    let resolved = |at: usize| document.dereference(entries.get(at)?).ok().map(|(_, object)| object);
    let code = |at: usize| resolved(at).and_then(number).map(|n| n as u32);
    let mut ranges = Vec::new();
    let mut at = 0;
    // first [width width …], or first last width
    while let Some(first) = code(at) {
        if let Some(Object::Array(widths)) = resolved(at + 1) {
            let each = widths
                .iter()
                .zip(first..=u32::MAX)
                .filter_map(|(w, code)| Some((code, code, number(w)? / UNIT)));
            ranges.extend(each);
            at += 2;
        } else if let (Some(last), Some(width)) = (code(at + 1), resolved(at + 2).and_then(number)) {
            ranges.push((first, last, width / UNIT));
            at += 3;
        } else {
            break;
        }
    }
    ranges.sort_by_key(|(first, _, _)| *first);
    Widths { ranges, other }
}

impl Widths {
    fn get(&self, code: u32) -> f64 {
        let next = self.ranges.partition_point(|(first, _, _)| *first <= code);
        let range =
            next.checked_sub(1).and_then(|at| self.ranges.get(at)).filter(|(_, last, _)| code <= *last);
        range.map_or(self.other, |(_, _, width)| *width)
    }
}

/// A number that is none (infinite) is left out.
pub(super) fn number(object: &Object) -> Option<f64> {
    let number = match object {
        Object::Integer(n) => *n as f64,
        Object::Real(n) => f64::from(*n),
        _ => return None,
    };
    number.is_finite().then_some(number)
}
