//! A corpus yields its documents in order, each with its own result, and holds few of them at a time.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crossplan::corpus::{Document, Entry};
use crossplan::{Corpus, Error, Limits, Plan, Source, normalizers, samples};

/// A folder of its own for one test, removed with it.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The names of entries, from this folder on.
    fn names<T>(&self, entries: &[Entry<T>]) -> Vec<String> {
        let below = |name: &str| match Path::new(name).strip_prefix(&self.0) {
            Ok(path) => path.to_string_lossy().replace('\\', "/"),
            Err(_) => name.to_owned(),
        };
        entries.iter().map(|entry| below(&entry.name)).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Document `k` promises `k` incubators.
fn numbered(count: usize) -> impl Iterator<Item = Document> + Send + 'static {
    (1..=count).map(|k| Document::from_bytes(format!("{k}.txt"), format!("到2025年，新增孵化器{k}家。")))
}

fn said(entry: Entry<Plan>) -> String {
    match entry.result {
        Ok(plan) => format!("{}: {}", entry.name, plan.indicators[0].lo.unwrap()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn order_is_that_of_the_documents_whoever_is_slow() {
    let slow_first = |source: &Source| {
        let number: u64 = source.stem().parse().unwrap();
        std::thread::sleep(Duration::from_millis(if number.is_multiple_of(5) { 20 } else { 0 }));
        Ok(number)
    };
    for threads in [1, 2, 8] {
        let entries: Vec<_> =
            Corpus::new().documents(numbered(60)).threads(threads).each(slow_first).collect();
        assert!(entries.iter().enumerate().all(|(k, e)| e.index == k && e.name == format!("{}.txt", k + 1)));
        let read: Vec<u64> = entries.into_iter().map(|e| e.result.unwrap()).collect();
        assert_eq!(read, (1..=60).collect::<Vec<u64>>(), "{threads} threads");
    }
}

#[test]
fn several_threads_read_what_one_reads() {
    let corpus = || {
        let samples = samples::all().into_iter();
        let samples =
            samples.map(|s| Document::from_bytes(s.name(), s.text().as_bytes())).collect::<Vec<_>>();
        Corpus::new().documents(samples).documents(numbered(30)).document(Document::from_bytes("empty", ""))
    };
    let read = |threads| {
        let entries = corpus().threads(threads).plans();
        entries.map(|e| (e.name, e.result.map_err(|e| e.to_string()))).collect::<Vec<_>>()
    };
    let one = read(1);
    assert_eq!(one.len(), 36);
    let alone = normalizers::read(&samples::yueyang()).unwrap();
    assert_eq!(one[0], ("yueyang.txt".to_owned(), Ok(alone)));
    assert_eq!(one, read(4));
}

#[test]
fn what_cannot_be_read_is_an_error_of_its_own() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("unplugged"))
        }
    }
    let folder = Folder::new("errors");
    folder.write("good.txt", "新增孵化器3家。");
    for threads in [1, 3] {
        let corpus = Corpus::new()
            .path(folder.0.join("good.txt"))
            .path(folder.0.join("none.txt"))
            .folder(folder.0.join("no folder"), "*")
            .document(Document::from_reader("broken", Broken))
            .document(Document::from_bytes("image", b"\x89PNG\r\n\x1a\n"))
            .document(Document::from_reader("read", "新增孵化器5家。".as_bytes()))
            .document(Document::from_bytes("long", "新增孵化器7家。".repeat(10)))
            .limits(Limits::default().bytes(100))
            .threads(threads);
        assert_eq!(corpus.count(), Some(7));
        let entries: Vec<_> = corpus.plans().collect();
        let said: Vec<_> = entries.into_iter().map(said).collect();
        let at = |path: &str| folder.0.join(path).display().to_string();
        assert_eq!(
            said,
            [
                format!("{}: 3", at("good.txt")),
                format!("{}: cannot be read", at("none.txt")),
                format!("{}: cannot be read", at("no folder")),
                "broken: cannot be read".to_owned(),
                "image: not text at byte 0, found a PNG image".to_owned(),
                "read: 5".to_owned(),
                "long: 220 bytes, expected at most 100".to_owned(),
            ]
        );
    }
}

#[test]
fn an_error_of_the_caller_is_yielded() {
    let refuse = |source: &Source| -> Result<(), Error> {
        Err(Error::UnknownNormalizer { name: source.name().to_owned(), known: "none".to_owned() })
    };
    let entries: Vec<_> = Corpus::new().documents(numbered(2)).each(refuse).collect();
    assert!(
        entries
            .iter()
            .all(|e| matches!(&e.result, Err(Error::UnknownNormalizer { name, .. }) if *name == e.name))
    );
}

#[test]
fn no_more_documents_are_open_than_may_be_ahead() {
    // A document counts from the moment it is taken from the iterator until its entry is taken.
    let (taken, yielded, most) =
        (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    for (threads, ahead) in [(1, 3), (4, 6), (8, 2)] {
        taken.store(0, Ordering::SeqCst);
        yielded.store(0, Ordering::SeqCst);
        most.store(0, Ordering::SeqCst);
        let counted = {
            let (taken, yielded, most) = (Arc::clone(&taken), Arc::clone(&yielded), Arc::clone(&most));
            numbered(400).inspect(move |_| {
                let open = taken.fetch_add(1, Ordering::SeqCst) + 1 - yielded.load(Ordering::SeqCst);
                most.fetch_max(open, Ordering::SeqCst);
            })
        };
        let reading = Corpus::new().documents(counted).threads(threads).ahead(ahead).each(|_| Ok(()));
        for (k, _) in reading.enumerate() {
            // A slow reader: threads would run away from it.
            if k % 40 == 0 {
                std::thread::sleep(Duration::from_millis(5));
            }
            yielded.fetch_add(1, Ordering::SeqCst);
        }
        // The entry that was just taken is still counted.
        let most = most.load(Ordering::SeqCst);
        assert!(most <= ahead + 1, "{most} open with {ahead} ahead on {threads} threads");
    }
}

#[test]
fn progress_is_told_for_each_document() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let listener = Arc::clone(&told);
    let documents = [
        Document::from_bytes("a", "新增孵化器3家。"),
        Document::from_bytes("b", ""),
        Document::from_bytes("c", "规划"),
    ];
    let reading = Corpus::new().documents(documents).threads(2).plans();
    let count = reading.on_progress(move |p| {
        listener.lock().unwrap().push((p.done, p.failed, p.name.to_owned()));
    });
    assert_eq!(count.count(), 3);
    let expected = [(1, 0, "a"), (2, 1, "b"), (3, 1, "c")].map(|(d, f, n)| (d, f, n.to_owned()));
    assert_eq!(*told.lock().unwrap(), expected);
}

#[test]
fn folders_of_many_formats_are_read_in_the_order_of_names() {
    let folder = Folder::new("formats");
    let text = samples::linyi().text().to_owned();
    folder.write("2024/b.txt", &text);
    folder.write(
        "2024/a.html",
        format!("<html><body><p>{}</p></body></html>", text.replace('\n', "</p>\n<p>")),
    );
    folder.write("2024/.hidden.txt", &text);
    folder.write("2024/~$b.txt", &text);
    folder.write("2024/scan.png", b"\x89PNG\r\n\x1a\n");
    folder.write("2025/deep/er/c.MD", &text);
    folder.write("0.txt", "\u{feff}新增孵化器3家。");
    #[cfg(feature = "encoding")]
    folder.write("gb.txt", encoding_rs::GB18030.encode(&text).0);
    #[cfg(not(feature = "encoding"))]
    folder.write("gb.txt", &text);
    let corpus = Corpus::new().path(&folder.0);
    assert_eq!(corpus.count(), Some(5));
    let entries: Vec<_> = corpus.plans().collect();
    assert_eq!(folder.names(&entries), ["0.txt", "2024/a.html", "2024/b.txt", "2025/deep/er/c.MD", "gb.txt"]);
    let counts: Vec<_> = entries.iter().map(|e| e.result.as_ref().unwrap().indicators.len()).collect();
    assert_eq!(counts[0], 1);
    assert!(counts[2] > 20 && counts[1..].iter().all(|count| *count == counts[2]), "{counts:?}");
}

#[test]
fn patterns_choose_files() {
    let folder = Folder::new("patterns");
    for path in ["a.txt", "b.md", "x/a.txt", "x/规划1.txt", "x/y/规划2.txt", "x/y/z/a.TXT", "z/a.txt"] {
        folder.write(path, "新增孵化器3家。");
    }
    let below = |pattern: &str| {
        let entries: Vec<_> = Corpus::new().folder(&folder.0, pattern).each(|_| Ok(())).collect();
        folder.names(&entries)
    };
    assert_eq!(below("a.*"), ["a.txt", "x/a.txt", "x/y/z/a.TXT", "z/a.txt"]);
    assert_eq!(below("?.txt"), ["a.txt", "x/a.txt", "z/a.txt"]);
    assert_eq!(below("规划?.txt"), ["x/y/规划2.txt", "x/规划1.txt"]);
    assert_eq!(below("*/*.txt"), ["x/a.txt", "x/规划1.txt", "z/a.txt"]);
    assert_eq!(below("x/**"), ["x/a.txt", "x/y/z/a.TXT", "x/y/规划2.txt", "x/规划1.txt"]);
    assert_eq!(below("x/**/*.txt"), ["x/a.txt", "x/y/规划2.txt", "x/规划1.txt"]);
    assert_eq!(below("**/y/**/a*"), ["x/y/z/a.TXT"]);
    assert_eq!(below("*划*2*"), ["x/y/规划2.txt"]);
    assert!(below("*.pdf").is_empty());
    let globbed = |pattern: &str| {
        let pattern = format!("{}/{pattern}", folder.0.display());
        let entries: Vec<_> = Corpus::new().glob(&pattern).each(|_| Ok(())).collect();
        folder.names(&entries)
    };
    assert_eq!(globbed("*.txt"), ["a.txt"]);
    assert_eq!(globbed("?/*.txt"), ["x/a.txt", "x/规划1.txt", "z/a.txt"]);
    assert_eq!(globbed("**/a.txt"), ["a.txt", "x/a.txt", "z/a.txt"]);
    assert_eq!(globbed("x/a.txt"), ["x/a.txt"]);
    // Signs without end take no time without end.
    assert!(below(&format!("{}b", "*a".repeat(2_000))).is_empty());
    assert!(below(&format!("{}b", "**/".repeat(2_000))).is_empty());
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_end() {
    let folder = Folder::new("links");
    folder.write("x/a.txt", "新增孵化器3家。");
    std::os::unix::fs::symlink(&folder.0, folder.0.join("x/up")).unwrap();
    std::os::unix::fs::symlink(folder.0.join("x/a.txt"), folder.0.join("b.txt")).unwrap();
    let entries: Vec<_> = Corpus::new().path(&folder.0).plans().collect();
    assert_eq!(folder.names(&entries), ["b.txt", "x/a.txt"]);
}

#[test]
fn a_reading_may_be_left() {
    let mut reading = Corpus::new().documents(numbered(usize::MAX)).threads(3).plans();
    assert_eq!(reading.by_ref().take(5).map(said).last().as_deref(), Some("5.txt: 5"));
    drop(reading); // Ends, though the documents do not.
}

#[test]
fn a_panic_of_the_caller_reaches_the_caller() {
    for threads in [1, 3] {
        let corpus = Corpus::new().documents(numbered(20)).threads(threads);
        let mut reading = corpus.each(|source| match source.stem() {
            "7" => panic!("seven"),
            _ => Ok(()),
        });
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| reading.by_ref().count()));
        assert_eq!(ended.unwrap_err().downcast_ref::<&str>(), Some(&"seven"), "{threads} threads");
    }
}

#[test]
fn readings_and_corpora_go_between_threads() {
    fn sent<T: Send>() {}
    sent::<Corpus>();
    sent::<crossplan::corpus::Reading<Plan>>();
    sent::<Entry<Plan>>();
}
