//! Documents → entries, in order, on one thread or several.
//!
//! Threads take the next document from one feed and put what they read into one shelf, from which the iterator takes
//! the entries in order. The feed waits while the shelf and the work under way hold as many as may be ahead.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use super::documents::{Document, Documents};
use crate::{Error, Limits, Source};

/// One document, read.
#[derive(Debug)]
#[non_exhaustive]
pub struct Entry<T> {
    /// Its place in the corpus, from 0.
    pub index: usize,
    /// The path of the file, or the name that was given.
    pub name: String,
    /// What was read, or why it could not be.
    pub result: Result<T, Error>,
}

/// How far reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress<'n> {
    /// Documents that were yielded, this one included.
    pub done: usize,
    /// Those of them that could not be read.
    pub failed: usize,
    /// The name of the last one.
    pub name: &'n str,
}

type Read<T> = dyn Fn(&Source) -> Result<T, Error> + Send + Sync;
type Callback = dyn FnMut(Progress<'_>) + Send;

/// The entries of a corpus, in its order, as they are read.
///
/// Threads begin at once and stop when this is dropped, each behind the document it reads.
pub struct Reading<T> {
    shared: Arc<Shared<T>>,
    workers: Vec<JoinHandle<()>>,
    next: usize,
    failed: usize,
    on_progress: Option<Box<Callback>>,
}

impl<T> fmt::Debug for Reading<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("threads", &self.workers.len()).field("next", &self.next).finish()
    }
}

struct Shared<T> {
    feed: Mutex<Feed>,
    shelf: Mutex<Shelf<T>>,
    /// An entry was put on the shelf, or none will come.
    ready: Condvar,
    /// An entry was taken from the shelf.
    room: Condvar,
    read: Arc<Read<T>>,
    limits: Limits,
    ahead: usize,
}

struct Feed {
    documents: std::iter::Fuse<Documents>,
    /// Index of the next document.
    next: usize,
}

struct Shelf<T> {
    entries: BTreeMap<usize, Entry<T>>,
    /// How many entries were taken.
    taken: usize,
    /// How many documents there are, once the last one was found.
    total: Option<usize>,
    stopped: bool,
}

/// A lock is poisoned only by a panic, which ends the reading anyway.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T: Send + 'static> Reading<T> {
    pub(super) fn new(
        documents: Documents,
        limits: Limits,
        read: Arc<Read<T>>,
        threads: usize,
        ahead: usize,
    ) -> Self {
        let shelf = Shelf { entries: BTreeMap::new(), taken: 0, total: None, stopped: false };
        let shared = Arc::new(Shared {
            feed: Mutex::new(Feed { documents: documents.fuse(), next: 0 }),
            shelf: Mutex::new(shelf),
            ready: Condvar::new(),
            room: Condvar::new(),
            read,
            limits,
            ahead,
        });
        let workers = start(&shared, threads.min(ahead));
        Self { shared, workers, next: 0, failed: 0, on_progress: None }
    }

    /// Calls `callback` whenever an entry is yielded, on the thread that takes it.
    #[must_use]
    pub fn on_progress(mut self, callback: impl FnMut(Progress<'_>) + Send + 'static) -> Self {
        self.on_progress = Some(Box::new(callback));
        self
    }

    /// Takes the next entry from the shelf, or reads it if there are no threads.
    fn take(&mut self) -> Option<Entry<T>> {
        if self.workers.is_empty() {
            lock(&self.shared.shelf).taken = self.next;
            let (index, document) = self.shared.next_document()?;
            return Some(self.shared.entry(index, document));
        }
        let mut shelf = lock(&self.shared.shelf);
        loop {
            if let Some(entry) = shelf.entries.remove(&self.next) {
                shelf.taken = self.next + 1;
                self.shared.room.notify_all();
                return Some(entry);
            }
            if shelf.total == Some(self.next) {
                return None;
            }
            if shelf.stopped {
                break;
            }
            shelf = self.shared.ready.wait(shelf).unwrap_or_else(PoisonError::into_inner);
        }
        drop(shelf);
        // A thread panicked: so does this one, with the same words.
        for worker in std::mem::take(&mut self.workers) {
            if let Err(panic) = worker.join() {
                std::panic::resume_unwind(panic);
            }
        }
        None
    }
}

impl<T: Send + 'static> Iterator for Reading<T> {
    type Item = Entry<T>;

    fn next(&mut self) -> Option<Entry<T>> {
        let entry = self.take()?;
        self.next += 1;
        self.failed += usize::from(entry.result.is_err());
        if let Some(callback) = &mut self.on_progress {
            callback(Progress { done: self.next, failed: self.failed, name: &entry.name });
        }
        Some(entry)
    }
}

impl<T: Send + 'static> std::iter::FusedIterator for Reading<T> {}

impl<T> Drop for Reading<T> {
    fn drop(&mut self) {
        lock(&self.shared.shelf).stopped = true;
        self.shared.room.notify_all();
        for worker in self.workers.drain(..) {
            // What it panicked with was not asked for.
            let _ = worker.join();
        }
    }
}

/// As many threads as the system grants; none where one would do.
#[cfg(feature = "parallel")]
fn start<T: Send + 'static>(shared: &Arc<Shared<T>>, threads: usize) -> Vec<JoinHandle<()>> {
    let start_one = |_| {
        let shared = Arc::clone(shared);
        let thread = std::thread::Builder::new().name("crossplan-corpus".to_owned());
        thread.spawn(move || shared.work()).ok()
    };
    if threads > 1 { (0..threads).map_while(start_one).collect() } else { Vec::new() }
}

#[cfg(not(feature = "parallel"))]
fn start<T>(_: &Arc<Shared<T>>, _: usize) -> Vec<JoinHandle<()>> {
    Vec::new()
}

impl<T> Shared<T> {
    /// What one thread does.
    #[cfg_attr(not(feature = "parallel"), allow(dead_code, reason = "there are no threads"))]
    fn work(&self) {
        let _alarm = Alarm(self);
        while let Some((index, document)) = self.next_document() {
            let entry = self.entry(index, document);
            lock(&self.shelf).entries.insert(index, entry);
            self.ready.notify_all();
        }
    }

    /// Waits for room and takes a document. `None` if there is no more, or nobody wants it.
    fn next_document(&self) -> Option<(usize, Document)> {
        let mut feed = lock(&self.feed);
        let mut shelf = lock(&self.shelf);
        while feed.next >= shelf.taken.saturating_add(self.ahead) && !shelf.stopped {
            shelf = self.room.wait(shelf).unwrap_or_else(PoisonError::into_inner);
        }
        if shelf.stopped {
            return None;
        }
        drop(shelf);
        let Some(document) = feed.documents.next() else {
            lock(&self.shelf).total = Some(feed.next);
            self.ready.notify_all();
            return None;
        };
        feed.next += 1;
        Some((feed.next - 1, document))
    }

    fn entry(&self, index: usize, document: Document) -> Entry<T> {
        let name = document.name().to_owned();
        let result = document.read(&self.limits).and_then(|source| (self.read)(&source));
        Entry { index, name, result }
    }
}

/// Stops the reading if the thread it lives on panics.
struct Alarm<'s, T>(&'s Shared<T>);

impl<T> Drop for Alarm<'_, T> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            lock(&self.0.shelf).stopped = true;
            self.0.ready.notify_all();
            self.0.room.notify_all();
        }
    }
}
