//! Reads Chinese regional plans for science and innovation, and compares what they promise.
//!
//! A [`Source`] is read by a normalizer to a [`Plan`]: quantitative targets, numbered tasks and responsible bodies in one
//! schema, each with the words and the byte range it was read from. Targets are mapped to metrics of a [catalog] and
//! converted exactly; a [comparison] keeps apart what differs in concept, kind or unit, and says of each empty cell why it
//! is empty. What was repaired, inferred or skipped is told in [diagnostics].
//!
//! ```
//! use crossplan::compare::Comparison;
//! use crossplan::schema::Kind;
//! use crossplan::{Source, normalizers, report, samples};
//!
//! let text = "曲阜市科技创新规划\n二、主要目标\n到2025年,万人有效发明专利拥有量达6件,全社会研发投入占GDP比重达2.1%。";
//! let source = Source::from_text("qufu", text)?; // or `Source::from_path`
//! let qufu = normalizers::read(&source)?;
//!
//! let patents = &qufu.indicators[0];
//! assert_eq!(patents.evidence.quote, "万人有效发明专利拥有量达6件");
//! assert_eq!(source.text()[patents.evidence.span.range()], patents.evidence.quote);
//! assert_eq!(patents.lo.map(|n| n.to_string()).as_deref(), Some("6"));
//!
//! let yueyang = normalizers::read(&samples::yueyang())?; // one of five bundled digests
//! let comparison = Comparison::of([&qufu, &yueyang]).build()?;
//! let cell = comparison.cell("invention_patents_per_10k", Kind::Density, "qufu");
//! assert!(cell.is_some());
//! println!("{}", report::markdown(&comparison));
//! # Ok::<(), crossplan::Error>(())
//! ```
//!
//! # The pipeline
//!
//! Each stage is a module that works on its own and depends only on those above it:
//!
//! | stage | takes | gives |
//! | --- | --- | --- |
//! | [`source`] | bytes, a path, a reader | decoded text |
//! | [`clean`] | source text | simplified, unwrapped text; every byte maps back |
//! | [`outline`] | clean text | headings, paragraphs, table rows |
//! | [`mentions`] | a clause | quantities, periods, bounds |
//! | [`indicators`], [`tasks`] | outline and mentions | targets, measures, bodies, as written |
//! | [`normalizers`] | a source and facts about its place | a [`Plan`] |
//! | [`corpus`] | files, folders, readers | plans, in order, as they are read |
//! | [`metrics`] | a plan and a [catalog] | observations in canonical units |
//! | [`reference`](mod@reference) | published statistics | the figure of a region, year and vintage |
//! | [`derive`](mod@derive) | observations and statistics | what follows from them, with every input |
//! | [`compare`] | plans | a matrix of cells, graded and ranked |
//! | [`audit`] | a plan | where it contradicts itself |
//! | [`agencies`] | plans | which bodies do how much, and with whom |
//! | [`align`] | plans and their sources | which tasks answer to each other |
//! | [`report`] | a comparison | a terminal table, Markdown, CSV, JSON, a data package, a page |
//! | `interchange` | plans | Arrow record batches and Parquet files, and back (features `arrow`, `parquet`) |
//!
//! [`schema`] holds the data, [`lexicon`] what is known of the world: metrics, units, cues, agencies, as TOML files;
//! [`samples`] five digests to try it with.
//!
//! # What it does not do
//!
//! It fetches nothing, and writes no file that was not asked for. It reads no scanned pages. It leaves out vague aims without a
//! number or idiom, does not judge targets, and never ranks figures of different concepts.
//!
//! [catalog]: lexicon::Catalog
//! [comparison]: compare::Comparison
//! [diagnostics]: schema::Diagnostic

pub mod error;
mod limits;
mod signs;
pub mod source;
pub mod schema;
pub mod lexicon;
pub mod clean;
pub mod outline;
pub mod mentions;
pub mod indicators;
pub mod tasks;
pub mod normalizers;
pub mod corpus;
pub mod samples;
pub mod metrics;
pub mod reference;
pub mod derive;
pub mod compare;
pub mod audit;
pub mod agencies;
pub mod align;
pub mod report;
#[cfg(feature = "arrow")]
pub mod interchange;

pub use corpus::Corpus;
pub use error::Error;
pub use limits::Limits;
pub use schema::Plan;
pub use source::{Evidence, Source, Span};

/// The programs of the README are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
