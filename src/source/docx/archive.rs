//! The parts of the package: a ZIP archive, unpacked part by part up to a limit.

use std::collections::HashMap;

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use super::super::decode::Failure;
use super::xml::{Xml, malformed};
use crate::Limits;

/// A package whose directory is read.
pub(super) struct Archive<'b> {
    zip: ZipSliceArchive<&'b [u8]>,
    parts: HashMap<String, Part>,
    /// How many bytes all parts that are still to come may unpack to.
    left: usize,
    limits: Limits,
}

#[derive(Clone, Copy)]
struct Part {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Failure> {
        let zip =
            ZipArchive::from_slice(bytes).map_err(|error| malformed(format!("no ZIP directory: {error}")))?;
        let mut parts = HashMap::new();
        let mut entries = zip.entries();
        while let Some(entry) =
            entries.next_entry().map_err(|error| malformed(format!("ZIP directory: {error}")))?
        {
            let path = String::from_utf8_lossy(entry.file_path().as_bytes()).replace('\\', "/");
            let encrypted = entry.flags().is_encrypted();
            let part = Part { place: entry.wayfinder(), method: entry.compression_method(), encrypted };
            parts.entry(path).or_insert(part);
        }
        let left = usize::try_from(limits.bytes).unwrap_or(usize::MAX);
        Ok(Self { zip, parts, left, limits: *limits })
    }

    /// The text of a part. `None` if there is no such part.
    pub(super) fn text(&mut self, path: &str) -> Result<Option<Xml>, Failure> {
        let Some(part) = self.parts.get(path).copied() else { return Ok(None) };
        if part.encrypted {
            return Err(Failure::Encrypted("docx"));
        }
        let packed =
            self.zip.get_entry(part.place).map_err(|error| malformed(format!("{path}: {error}")))?.data();
        let limits = self.limits;
        let too_large = || Failure::TooLarge { limit: limits.bytes };
        let bytes = match part.method {
            CompressionMethod::STORE if packed.len() > self.left => return Err(too_large()),
            CompressionMethod::STORE => packed.to_vec(),
            CompressionMethod::DEFLATE => match decompress_to_vec_with_limit(packed, self.left) {
                Ok(bytes) => bytes,
                Err(error) if error.status == TINFLStatus::HasMoreOutput => return Err(too_large()),
                Err(_) => return Err(malformed(format!("{path}: the compressed data is damaged"))),
            },
            method => return Err(malformed(format!("{path}: compression {method:?} is not known"))),
        };
        self.left -= bytes.len();
        let text = decode(bytes).ok_or_else(|| malformed(format!("{path}: neither UTF-8 nor UTF-16")))?;
        Ok(Some(Xml { text, nesting: self.limits.nesting }))
    }
}

/// XML is in UTF-8, or in UTF-16 with a mark.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let units = |unit: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes.as_chunks();
        let units: Vec<u16> = pairs.iter().skip(1).map(|pair| unit(*pair)).collect();
        String::from_utf16(&units).ok()
    };
    match bytes.get(..2) {
        Some(b"\xff\xfe") => units(u16::from_le_bytes),
        Some(b"\xfe\xff") => units(u16::from_be_bytes),
        _ => String::from_utf8(bytes).ok(),
    }
}
