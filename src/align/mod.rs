//! Aligns the tasks of plans by topic and text: what all do, what only one does, and the nearest counterpart of any.
//!
//! Two tasks are as near as their words (characters and pairs of characters, weighed by how rare they are, over the
//! title and over the whole) and their topics are. Scores are per mille and the same on every machine: the arithmetic
//! inside is addition, multiplication, division and square roots only, in a fixed order.

mod similarity;
mod terms;

use serde::{Deserialize, Serialize};

use crate::Source;
use crate::clean::fold_script;
use crate::lexicon::topics;
use crate::schema::{Plan, Task};
use similarity::Similarity;

/// Of the score, what shared topics make; words make the rest.
const TOPIC_SHARE: u32 = 250;

/// Tasks of many plans, side by side.
///
/// # Examples
///
/// ```
/// use crossplan::align::Alignment;
/// use crossplan::{normalizers, samples};
///
/// let (one, two) = (samples::yueyang(), samples::linyi());
/// let (here, there) = (normalizers::read(&one)?, normalizers::read(&two)?);
/// let alignment = Alignment::of(&[(&here, &one), (&there, &two)]);
/// let talent = alignment.topic("talent").ok_or("no topic")?;
/// assert!(talent.tasks.iter().all(|tasks| !tasks.is_empty()));
/// assert_eq!(alignment.nearest("yueyang", "task-10")[0].title, "培育科技人才梯队");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Alignment {
    /// Ids of the plans, in the order given.
    pub plans: Vec<String>,
    /// Every topic of the scheme, in its order.
    pub topics: Vec<TopicRow>,
    /// Each task with its nearest counterpart in every other plan, in the order of plans and tasks.
    pub tasks: Vec<Aligned>,
}

/// One topic over all plans.
///
/// # Examples
///
/// See [`Alignment`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TopicRow {
    /// Its id.
    pub topic: String,
    /// Its name in Chinese.
    pub label: String,
    /// Its name in English.
    pub label_en: String,
    /// For each plan, the ids of the tasks on it, in document order.
    pub tasks: Vec<Vec<String>>,
}

/// One task, and what stands nearest to it elsewhere.
///
/// # Examples
///
/// See [`Alignment`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Aligned {
    /// Id of the plan.
    pub plan: String,
    /// Id of the task.
    pub task: String,
    /// Its title as printed.
    pub title: String,
    /// The nearest task of every other plan that has tasks, the nearest first.
    pub nearest: Vec<Counterpart>,
}

/// A task that answers to another.
///
/// # Examples
///
/// See [`Alignment`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Counterpart {
    /// Id of its plan.
    pub plan: String,
    /// Its id.
    pub task: String,
    /// Its title as printed.
    pub title: String,
    /// How near it is, from 0 (nothing in common) to 1000 (the same words and topics).
    pub score: u32,
    /// Topics of both.
    pub topics: Vec<String>,
    /// Words of both, the most telling first, simplified script; five at most.
    pub terms: Vec<String>,
}

impl Alignment {
    /// From this score on a counterpart does the same thing, as far as words tell.
    pub const NEAR: u32 = 250;

    /// Aligns the tasks of plans; the sources are those the plans were read from.
    ///
    /// Work grows with the square of the number of tasks.
    #[must_use]
    pub fn of(plans: &[(&Plan, &Source)]) -> Self {
        let entries: Vec<Entry> =
            plans.iter().enumerate().flat_map(|(at, (plan, source))| entries(at, plan, source)).collect();
        let similarity =
            Similarity::new(entries.iter().map(|entry| (entry.title.as_str(), entry.whole.as_str())));
        let tasks = entries.iter().enumerate().map(|(here, entry)| {
            let mut nearest: Vec<Counterpart> = (0..plans.len())
                .filter(|at| *at != entry.plan)
                .filter_map(|at| {
                    let others = entries.iter().enumerate().filter(|(_, other)| other.plan == at);
                    let scored = others
                        .map(|(there, other)| (score(entry, other, similarity.between(here, there)), other));
                    // Of equal scores the first in the document wins.
                    let (score, other) = scored.rev().max_by_key(|(score, _)| *score)?;
                    Some(counterpart(plans, entry, other, score, &similarity))
                })
                .collect();
            nearest.sort_by_key(|counterpart| std::cmp::Reverse(counterpart.score));
            let plan = plans.get(entry.plan).map_or("", |(plan, _)| &plan.id);
            Aligned {
                plan: plan.to_owned(),
                task: entry.task.id.clone(),
                title: entry.task.title.clone(),
                nearest,
            }
        });
        let on_topic = |plan: &Plan, topic: &str| {
            let tasks = plan.tasks.iter().filter(|task| task.topics.iter().any(|of_task| of_task == topic));
            tasks.map(|task| task.id.clone()).collect()
        };
        let row = |topic: &crate::lexicon::Topic| TopicRow {
            topic: topic.id.clone(),
            label: topic.label.clone(),
            label_en: topic.label_en.clone(),
            tasks: plans.iter().map(|(plan, _)| on_topic(plan, &topic.id)).collect(),
        };
        Self {
            plans: plans.iter().map(|(plan, _)| plan.id.clone()).collect(),
            topics: topics().iter().map(row).collect(),
            tasks: tasks.collect(),
        }
    }

    /// The row of a topic. `None` if the scheme has no such topic.
    #[must_use]
    pub fn topic(&self, id: &str) -> Option<&TopicRow> {
        self.topics.iter().find(|row| row.topic == id)
    }

    /// The topics on which every plan has a task.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::align::Alignment;
    ///
    /// assert_eq!(Alignment::of(&[]).shared_by_all().count(), 0);
    /// ```
    pub fn shared_by_all(&self) -> impl Iterator<Item = &TopicRow> {
        self.topics
            .iter()
            .filter(|row| !row.tasks.is_empty() && row.tasks.iter().all(|tasks| !tasks.is_empty()))
    }

    /// The topics on which this plan alone has a task.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::align::Alignment;
    /// use crossplan::{normalizers, samples};
    ///
    /// let (one, two) = (samples::changzhutan(), samples::yueyang());
    /// let (here, there) = (normalizers::read(&one)?, normalizers::read(&two)?);
    /// let alignment = Alignment::of(&[(&here, &one), (&there, &two)]);
    /// assert!(alignment.only_in("changzhutan").any(|row| row.topic == "ethics-and-integrity"));
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    pub fn only_in<'a>(&'a self, plan: &str) -> impl Iterator<Item = &'a TopicRow> {
        let place = self.plans.iter().position(|id| id == plan);
        self.topics.iter().filter(move |row| {
            let mut with_tasks = row.tasks.iter().enumerate().filter(|(_, tasks)| !tasks.is_empty());
            let first = with_tasks.next().map(|(at, _)| at);
            first.is_some() && first == place && with_tasks.next().is_none()
        })
    }

    /// The tasks of a plan that have no counterpart of [`NEAR`](Self::NEAR) or more in any other plan.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::align::Alignment;
    ///
    /// assert_eq!(Alignment::of(&[]).alone("yueyang").count(), 0);
    /// ```
    pub fn alone(&self, plan: &str) -> impl Iterator<Item = &Aligned> {
        let far = |task: &&Aligned| task.nearest.iter().all(|counterpart| counterpart.score < Self::NEAR);
        self.tasks.iter().filter(move |task| task.plan == plan).filter(far)
    }

    /// The counterparts of a task, the nearest first; none if there is no such task.
    #[must_use]
    pub fn nearest(&self, plan: &str, task: &str) -> &[Counterpart] {
        let aligned = self.tasks.iter().find(|aligned| aligned.plan == plan && aligned.task == task);
        aligned.map_or(&[], |aligned| &aligned.nearest)
    }
}

/// A task with its words as they are compared.
struct Entry<'p> {
    plan: usize,
    task: &'p Task,
    title: String,
    whole: String,
}

fn entries<'p>(plan: usize, read: &'p Plan, source: &Source) -> Vec<Entry<'p>> {
    let entry = |task: &'p Task| {
        let whole = source.text().get(task.extent.range()).unwrap_or(&task.title);
        let (before, after) = without_bodies(task, whole);
        Entry { plan, task, title: words(&task.title), whole: format!("{} {}", words(before), words(after)) }
    };
    read.tasks.iter().map(entry).collect()
}

/// What stands before and after the list of bodies: who does it says nothing about what is done.
fn without_bodies<'t>(task: &Task, whole: &'t str) -> (&'t str, &'t str) {
    let within = |at: usize| at.checked_sub(task.extent.start).filter(|at| *at <= whole.len());
    let spans = task.responsibilities.iter().map(|named| named.evidence.span);
    let bounds =
        spans.map(|span| (span.start, span.end)).reduce(|one, two| (one.0.min(two.0), one.1.max(two.1)));
    let inside = bounds.and_then(|(start, end)| within(start).zip(within(end)));
    let Some((before, after)) = inside.and_then(|(start, end)| whole.get(..start).zip(whole.get(end..)))
    else {
        return (whole, "");
    };
    // 责任单位: stands between the last sentence and the first body.
    (before.rfind(['。', '\n', '(', '（', '【']).map_or(before, |at| &before[..at]), after)
}

/// Letters and digits in simplified script; what stood between them becomes one blank.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold_script(text).chars() {
        match c {
            _ if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            // A line may break inside a word, a comma never stands in one.
            _ if c.is_whitespace() => {}
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    out
}

fn score(one: &Entry, other: &Entry, words: u32) -> u32 {
    let shared = shared_topics(one, other).count();
    let all = one.task.topics.len() + other.task.topics.len() - shared;
    let topics = (shared * TOPIC_SHARE as usize).checked_div(all).and_then(|part| u32::try_from(part).ok());
    words * (1000 - TOPIC_SHARE) / 1000 + topics.unwrap_or(0)
}

fn shared_topics<'e>(one: &'e Entry, other: &'e Entry) -> impl Iterator<Item = &'e String> {
    one.task.topics.iter().filter(|topic| other.task.topics.contains(topic))
}

fn counterpart(
    plans: &[(&Plan, &Source)],
    one: &Entry,
    other: &Entry,
    score: u32,
    similarity: &Similarity,
) -> Counterpart {
    Counterpart {
        plan: plans.get(other.plan).map_or("", |(plan, _)| &plan.id).to_owned(),
        task: other.task.id.clone(),
        title: other.task.title.clone(),
        score,
        topics: shared_topics(one, other).cloned().collect(),
        terms: terms::shared(&one.whole, &other.whole, similarity),
    }
}
