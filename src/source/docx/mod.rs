//! Word documents: the text as a reader of Word sees it.
//!
//! One line for each paragraph, its automatic number in front, and for each row of a table. Headers, footers,
//! footnotes, comments, deleted text and generated tables of contents are left out.

mod archive;
mod body;
mod counting;
mod lists;
mod numbering;
mod xml;

use archive::Archive;
use xml::{Element, Visitor};

use super::decode::Failure;
use crate::Limits;

/// The text of a document.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<String, Failure> {
    let mut archive = Archive::open(bytes, limits)?;
    let main =
        related(&mut archive, "", "/officeDocument")?.unwrap_or_else(|| "word/document.xml".to_owned());
    let Some(document) = archive.text(&main)? else {
        return Err(Failure::NotText("a ZIP archive that holds no Word document"));
    };
    let styles = related(&mut archive, &main, "/styles")?;
    let numbering = related(&mut archive, &main, "/numbering")?;
    let mut lists = lists::Lists::default();
    if let Some(styles) = styles.map(|path| archive.text(&path)).transpose()?.flatten() {
        lists.read_styles(&styles)?;
    }
    if let Some(numbering) = numbering.map(|path| archive.text(&path)).transpose()?.flatten() {
        lists.read_numbering(&numbering)?;
    }
    body::text(&document, numbering::Numbering::new(&lists))
}

/// The part that `part` (the whole package if empty) refers to by a relationship of this kind.
fn related(archive: &mut Archive, part: &str, kind: &str) -> Result<Option<String>, Failure> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Some(xml) = archive.text(&format!("{folder}{slash}_rels/{name}.rels"))? else { return Ok(None) };
    let mut found = Relationship { kind, target: None };
    xml::walk(&xml, &mut found)?;
    // A target is relative to the folder of the part, or to the package if it begins with a slash.
    Ok(found.target.map(|target| match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("{folder}{slash}{target}"),
    }))
}

/// Looks for the first relationship of a kind.
struct Relationship<'k> {
    kind: &'k str,
    target: Option<String>,
}

impl Visitor for Relationship<'_> {
    fn open(&mut self, name: &str, element: &Element) {
        if name == "Relationship"
            && self.target.is_none()
            && element.attribute("Type").is_some_and(|kind| kind.ends_with(self.kind))
        {
            self.target = element.attribute("Target");
        }
    }
}
