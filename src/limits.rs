//! How much one document may ask for.

use crate::Error;

/// How large, how deep and how rich one document may be; beyond it there is an error, never a partial result.
///
/// The defaults are far above any plan: they keep a hostile file from taking all memory, not a long one from being
/// read. Reading takes time linear in the text, and memory of some twenty times its bytes where it is full of figures.
///
/// # Examples
///
/// ```
/// use crossplan::{Limits, Source, normalizers};
///
/// let limits = Limits::default().bytes(1 << 20).records(1);
/// let source = Source::from_bytes_within("note", "新增孵化器3家、众创空间2家。".as_bytes(), &limits)?;
/// let error = normalizers::read_within(&source, &limits).unwrap_err();
/// assert_eq!(error.to_string(), "note: 2 records, expected at most 1");
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The most bytes of one input, of what it unpacks to and of its decoded text: 256 MiB unless set.
    pub bytes: u64,
    /// How deep the elements of a Word document may be nested: 256 unless set; Word stays below 60.
    ///
    /// No other format is read by recursion without a bound of its own: a PDF file may draw forms within forms
    /// eight deep, tags of HTML are read flat, and headings have at most as many levels as there are styles of
    /// numbering.
    pub nesting: usize,
    /// The most targets and tasks of one plan, together: 5,000,000 unless set, one for each 50 bytes of the largest
    /// input.
    pub records: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 256 << 20, nesting: 256, records: 5_000_000 }
    }
}

impl Limits {
    /// Sets the most bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: u64) -> Self {
        self.bytes = bytes;
        self
    }

    /// Sets the deepest nesting.
    #[must_use]
    pub fn nesting(mut self, nesting: usize) -> Self {
        self.nesting = nesting;
        self
    }

    /// Sets the most records.
    #[must_use]
    pub fn records(mut self, records: usize) -> Self {
        self.records = records;
        self
    }

    pub(crate) fn check_bytes(&self, name: &str, length: usize) -> Result<(), Error> {
        let length = length as u64;
        if length <= self.bytes {
            return Ok(());
        }
        Err(Error::TooLarge { name: name.to_owned(), length, limit: self.bytes })
    }

    pub(crate) fn check_records(&self, name: &str, count: usize) -> Result<(), Error> {
        if count <= self.records {
            return Ok(());
        }
        Err(Error::TooMany { name: name.to_owned(), count, limit: self.records })
    }
}
