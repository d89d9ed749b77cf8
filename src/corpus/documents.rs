//! The documents of a corpus, found one after the other.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::pattern::Pattern;
use crate::{Error, Limits, Source};

/// One document that is not read yet: a file, bytes, or a reader.
///
/// # Examples
///
/// ```
/// use crossplan::corpus::Document;
///
/// let documents = [
///     Document::from_path("plans/qufu.docx"),
///     Document::from_bytes("note", "新增孵化器3家。"),
///     Document::from_reader("stdin", std::io::stdin()),
/// ];
/// assert_eq!(documents.map(|d| d.name().to_owned()), ["plans/qufu.docx", "note", "stdin"]);
/// ```
#[derive(Debug)]
pub struct Document {
    name: String,
    origin: Origin,
}

enum Origin {
    Path(PathBuf),
    Bytes(Vec<u8>),
    Reader(Box<dyn Read + Send>),
    /// The folder it may have stood in cannot be listed.
    Unlisted(std::io::Error),
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path(_) => "Path",
            Self::Bytes(_) => "Bytes",
            Self::Reader(_) => "Reader",
            Self::Unlisted(_) => "Unlisted",
        })
    }
}

impl Document {
    /// A file; its path is the name.
    #[must_use]
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self { name: path.display().to_string(), origin: Origin::Path(path) }
    }

    /// Bytes of any format that is read.
    #[must_use]
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), origin: Origin::Bytes(bytes.into()) }
    }

    /// A reader, read to its end when the turn of the document has come.
    #[must_use]
    pub fn from_reader(name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        Self { name: name.into(), origin: Origin::Reader(Box::new(reader)) }
    }

    /// Its name: the path of a file, or as given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens and decodes it.
    pub(super) fn read(self, limits: &Limits) -> Result<Source, Error> {
        match self.origin {
            Origin::Path(path) => Source::from_path_within(path, limits),
            Origin::Bytes(bytes) => Source::from_bytes_within(self.name, &bytes, limits),
            Origin::Reader(reader) => Source::from_reader_within(self.name, reader, limits),
            Origin::Unlisted(source) => Err(Error::Io { path: self.name, source }),
        }
    }
}

/// What was added to a corpus.
pub(super) enum Input {
    /// A file, or a folder with all that is read in it.
    Path(PathBuf),
    Folder(PathBuf, Pattern),
    Documents(Box<dyn Iterator<Item = Document> + Send>),
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => f.debug_tuple("Path").field(path).finish(),
            Self::Folder(path, pattern) => f.debug_tuple("Folder").field(path).field(pattern).finish(),
            Self::Documents(documents) => f.debug_tuple("Documents").field(&documents.size_hint()).finish(),
        }
    }
}

impl Input {
    pub(super) fn count(&self) -> Option<usize> {
        match self {
            Self::Path(path) if path.is_dir() => Some(Walk::new(path.clone(), None).count()),
            Self::Path(_) => Some(1),
            Self::Folder(path, pattern) => Some(Walk::new(path.clone(), Some(pattern.clone())).count()),
            Self::Documents(documents) => {
                let (least, most) = documents.size_hint();
                most.filter(|most| *most == least)
            }
        }
    }

    fn open(self) -> Box<dyn Iterator<Item = Document> + Send> {
        match self {
            Self::Path(path) if path.is_dir() => Box::new(Walk::new(path, None)),
            Self::Path(path) => Box::new(std::iter::once(Document::from_path(path))),
            Self::Folder(path, pattern) => Box::new(Walk::new(path, Some(pattern))),
            Self::Documents(documents) => documents,
        }
    }
}

/// All documents of all inputs.
pub(super) struct Documents {
    inputs: std::vec::IntoIter<Input>,
    current: Option<Box<dyn Iterator<Item = Document> + Send>>,
}

impl Documents {
    pub(super) fn new(inputs: Vec<Input>) -> Self {
        Self { inputs: inputs.into_iter(), current: None }
    }
}

impl Iterator for Documents {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        loop {
            if let Some(document) = self.current.as_mut().and_then(Iterator::next) {
                return Some(document);
            }
            self.current = Some(self.inputs.next()?.open());
        }
    }
}

/// Files below a folder, in the order of their names; one folder on each level is listed at a time.
struct Walk {
    folder: PathBuf,
    pattern: Option<Pattern>,
    levels: Vec<std::vec::IntoIter<PathBuf>>,
}

impl Walk {
    fn new(folder: PathBuf, pattern: Option<Pattern>) -> Self {
        Self { levels: vec![vec![folder.clone()].into_iter()], folder, pattern }
    }

    fn wants(&self, file: &Path) -> bool {
        match &self.pattern {
            Some(pattern) => file.strip_prefix(&self.folder).is_ok_and(|below| pattern.fits(below)),
            None => is_read(file),
        }
    }
}

impl Iterator for Walk {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        while let Some(level) = self.levels.last_mut() {
            let Some(path) = level.next() else {
                self.levels.pop();
                continue;
            };
            // The folder itself may be a link; those below it are not followed, as they may lead in a circle.
            let is_folder = match self.levels.len() {
                1 => true,
                _ => path.symlink_metadata().is_ok_and(|data| data.is_dir()),
            };
            if is_folder {
                match names(&path) {
                    Ok(names) => self.levels.push(names.into_iter()),
                    Err(error) => {
                        return Some(Document {
                            name: path.display().to_string(),
                            origin: Origin::Unlisted(error),
                        });
                    }
                }
            } else if self.wants(&path) && !path.is_dir() {
                return Some(Document::from_path(path));
            }
        }
        None
    }
}

/// What stands in a folder, without hidden files and the locks of open documents.
fn names(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && !name.starts_with("~$") {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// Endings of files in a format that is read.
const ENDINGS: &[&str] = &[
    "txt",
    "text",
    "md",
    "htm",
    "html",
    "xhtml",
    "csv",
    "tsv",
    #[cfg(feature = "docx")]
    "docx",
    #[cfg(feature = "pdf")]
    "pdf",
];

fn is_read(file: &Path) -> bool {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
