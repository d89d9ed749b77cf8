//! Many documents: files, folders and readers → what is read from each, in order, as it is read.
//!
//! Documents are opened only when their turn is near and forgotten when they are read, so a corpus may be of any size.
//! With the feature `parallel` several are read at once; the order and the results are the same. What cannot be read
//! is an error of that document, and reading goes on behind it.

mod documents;
mod pattern;
mod reading;

use std::path::PathBuf;
use std::sync::Arc;

use crate::schema::Plan;
use crate::{Error, Limits, Source, normalizers};

pub use documents::Document;
use documents::{Documents, Input};
use pattern::Pattern;
pub use reading::{Entry, Progress, Reading};

/// Documents to read, in the order in which they were added.
///
/// # Examples
///
/// ```
/// use crossplan::Corpus;
/// use crossplan::corpus::Document;
///
/// let corpus = Corpus::new()
///     .document(Document::from_bytes("a.txt", "到2025年,高新技术企业达1100家。"))
///     .document(Document::from_bytes("b.png", b"\x89PNG\r\n\x1a\n"))
///     .document(Document::from_bytes("c.txt", "到2030年,新建实验室5家。"));
/// let mut names = Vec::new();
/// for entry in corpus.plans() {
///     match entry.result {
///         Ok(plan) => names.push(format!("{}: {} targets", entry.name, plan.indicators.len())),
///         Err(error) => names.push(error.to_string()),
///     }
/// }
/// assert_eq!(names, ["a.txt: 1 targets", "b.png: not text at byte 0, found a PNG image", "c.txt: 1 targets"]);
/// ```
///
/// Files and folders:
///
/// ```no_run
/// # use crossplan::Corpus;
/// let corpus = Corpus::new().path("one.docx").path("plans").glob("more/**/*规划*.html");
/// for entry in corpus.plans().on_progress(|progress| eprintln!("{} read", progress.done)) {
///     println!("{}: {}", entry.name, entry.result.map_or_else(|e| e.to_string(), |plan| plan.title));
/// }
/// ```
#[derive(Debug)]
pub struct Corpus {
    inputs: Vec<Input>,
    limits: Limits,
    threads: Option<usize>,
    ahead: Option<usize>,
}

impl Default for Corpus {
    fn default() -> Self {
        Self::new()
    }
}

impl Corpus {
    /// A corpus without documents.
    #[must_use]
    pub fn new() -> Self {
        Self { inputs: Vec::new(), limits: Limits::default(), threads: None, ahead: None }
    }

    /// Adds a file, or all files below a folder whose names end as a format that is read: txt, text, md, htm, html,
    /// xhtml, csv, tsv, and docx and pdf with their features.
    ///
    /// Files stand in the order of their names, folders among them. Names that begin with a dot or with `~$` are left
    /// out, and links to folders are not followed.
    #[must_use]
    pub fn path(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.push(Input::Path(path.into()));
        self
    }

    /// Adds the files below a folder that fit a pattern, whatever their format.
    ///
    /// `*` is any part of a name, `?` one character, `**` any number of folders. A pattern without `/` is one for names,
    /// in any folder below.
    #[must_use]
    pub fn folder(mut self, path: impl Into<PathBuf>, pattern: &str) -> Self {
        self.inputs.push(Input::Folder(path.into(), Pattern::new(pattern)));
        self
    }

    /// Adds the files that fit a pattern with folders in it: `plans/20??/**/*.txt`.
    ///
    /// Signs are as for [`folder`](Self::folder), but a name in front of the first sign is a folder, and `*.txt` alone
    /// means files of the current folder only. Nothing need fit.
    #[must_use]
    pub fn glob(mut self, pattern: &str) -> Self {
        let (folder, pattern) = pattern::split(pattern);
        self.inputs.push(match pattern {
            Some(pattern) => Input::Folder(folder, pattern),
            None => Input::Path(folder),
        });
        self
    }

    /// Adds one document.
    #[must_use]
    pub fn document(self, document: Document) -> Self {
        self.documents(std::iter::once(document))
    }

    /// Adds documents, each taken from the iterator when its turn is near.
    #[must_use]
    pub fn documents<I>(mut self, documents: I) -> Self
    where
        I: IntoIterator<Item = Document>,
        I::IntoIter: Send + 'static,
    {
        self.inputs.push(Input::Documents(Box::new(documents.into_iter())));
        self
    }

    /// Sets the limits of each document.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets how many threads read: as many as there are processors unless set. One, or a build without the feature
    /// `parallel`, reads on the thread that asks for entries.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads.max(1));
        self
    }

    /// Sets how many documents may be open, read or waiting to be taken at once: four for each thread unless set.
    ///
    /// With [`Limits::bytes`] this bounds the memory: a long document holds back at most so many behind it.
    #[must_use]
    pub fn ahead(mut self, documents: usize) -> Self {
        self.ahead = Some(documents.max(1));
        self
    }

    /// How many documents there are, as far as that is known without opening them: folders are listed for it.
    ///
    /// `None` if an iterator does not tell its length.
    #[must_use]
    pub fn count(&self) -> Option<usize> {
        self.inputs.iter().map(Input::count).sum()
    }

    /// The documents, in order, found as they are asked for; none is opened.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::Corpus;
    ///
    /// let found = Corpus::new().glob("examples/plans/y*.txt").into_documents();
    /// let names: Vec<String> = found.map(|document| document.name().to_owned()).collect();
    /// assert_eq!(names, ["examples/plans/yichang.txt", "examples/plans/yueyang.txt"]);
    /// ```
    pub fn into_documents(self) -> impl Iterator<Item = Document> + Send {
        Documents::new(self.inputs)
    }

    /// Reads each document with the normalizer that knows it.
    #[must_use]
    pub fn plans(self) -> Reading<Plan> {
        let limits = self.limits;
        self.each(move |source| normalizers::read_within(source, &limits))
    }

    /// Does what `read` does with each document, and yields what it returns.
    ///
    /// # Panics
    ///
    /// If `read` or an iterator of documents panics, so does the thread that asks for that entry.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::{Corpus, corpus::Document, normalizers::{Generic, Normalizer}};
    ///
    /// let corpus = Corpus::new().document(Document::from_bytes("a", "新增孵化器3家。"));
    /// let counts = corpus.each(|source| Ok(Generic.read(source)?.indicators.len()));
    /// assert_eq!(counts.filter_map(|entry| entry.result.ok()).sum::<usize>(), 1);
    /// ```
    pub fn each<T, F>(self, read: F) -> Reading<T>
    where
        T: Send + 'static,
        F: Fn(&Source) -> Result<T, Error> + Send + Sync + 'static,
    {
        let threads = self.threads.unwrap_or_else(processors);
        let ahead = self.ahead.unwrap_or(threads.saturating_mul(4));
        Reading::new(Documents::new(self.inputs), self.limits, Arc::new(read), threads, ahead)
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
