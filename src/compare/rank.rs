//! Ranks the cells of a row, as far as they may be ranked.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::grade::Footing;
use super::{Column, Comparability, Reason, Row, grade};
use crate::lexicon::Direction;
use crate::metrics::{Edge, Interval, Observation, Side};

/// The plans of one row in order, group by group: within a group every two may be compared.
///
/// The leading figure of each cell is ranked by what it promises ([`Interval::order`]), a computed one in full, not as it
/// is rounded to be shown; the more ambitious value of a
/// two-step target is not. The order of the plans changes nothing.
///
/// # Examples
///
/// ```
/// use crossplan::compare::{Comparison, Reason};
/// use crossplan::{normalizers, schema::Kind, Source};
///
/// let read = |name: &str, text: &str| normalizers::read(&Source::from_text(name, text)?);
/// let plans = [
///     read("one", "到2025年,每万人有效发明专利拥有量达到7件。")?,
///     read("two", "到2025年,每万人有效发明专利拥有量达到50件。")?,
///     read("three", "到2026年,每万人有效发明专利拥有量0.5件以上。")?,
/// ];
/// let comparison = Comparison::of(&plans).build()?;
/// let strict = comparison.rank("invention_patents_per_10k", Kind::Density, &[]).ok_or("no row")?;
/// assert_eq!(strict.to_string(), "1 two 50 件/万人 by 2025\n2 one 7 件/万人 by 2025\nnot ranked: three (horizon)\n");
/// let relaxed = comparison.rank("invention_patents_per_10k", Kind::Density, &[Reason::Horizon]).ok_or("no row")?;
/// assert_eq!(relaxed.groups[0].places[2].plan, "three");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Ranking {
    /// Groups of two plans or more, the largest first.
    pub groups: Vec<Group>,
    /// Plans that no other may be compared with, in their order.
    pub left_out: Vec<LeftOut>,
}

/// Plans whose figures may all be compared with each other.
///
/// # Examples
///
/// See [`Ranking`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Group {
    /// The plans, the best promise first; ties in the order of their ids.
    pub places: Vec<Place>,
    /// What sets some of them apart without forbidding to rank them, and what was allowed.
    pub caveats: Comparability,
}

/// The place of one plan in its group.
///
/// # Examples
///
/// See [`Ranking`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Place {
    /// Id of the plan.
    pub plan: String,
    /// Place by what is promised, from 1; plans that tie share one.
    pub place: usize,
    /// The best place that the statements allow.
    pub best: usize,
    /// The worst place that the statements allow. Differs from `best` where the order is not certain: > 2300 and
    /// ≥ 2000.
    pub worst: usize,
    /// True if another plan promises the same.
    pub tied: bool,
    /// The figure in words.
    pub said: String,
}

impl Place {
    /// True if no reading of the statements gives another place.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.best == self.worst
    }
}

/// A plan that is not ranked, and why.
///
/// # Examples
///
/// See [`Ranking`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// Id of the plan.
    pub plan: String,
    /// What sets it apart from the first group; [`Reason::Figure`] if its cell holds no figure. Empty if there is nothing
    /// to compare it with: no other figure, or neither more nor less of the metric is better.
    pub reasons: Vec<Reason>,
}

/// A cell that can be ranked.
struct Entry<'r> {
    plan: &'r str,
    observation: &'r Observation,
    interval: Interval,
}

impl Ranking {
    pub(super) fn of(plans: &[Column], row: &Row, allow: &[Reason]) -> Self {
        let mut groups: BTreeMap<Footing, Vec<Entry<'_>>> = BTreeMap::new();
        let mut left_out = Vec::new();
        for (plan, cell) in plans.iter().map(|column| &column.id).zip(&row.cells) {
            let entry = cell.leading().and_then(|figure| {
                let interval = figure.allowed()?;
                Some(Entry { plan, observation: &figure.observation, interval })
            });
            match entry.map(|entry| (Footing::of(entry.observation).allowing(allow), entry)) {
                Some((footing, _)) if footing.has_figure() && row.direction == Direction::Neither => {
                    left_out.push(LeftOut { plan: plan.clone(), reasons: Vec::new() });
                }
                Some((footing, entry)) if footing.has_figure() => {
                    groups.entry(footing).or_default().push(entry);
                }
                _ => left_out.push(LeftOut { plan: plan.clone(), reasons: vec![Reason::Figure] }),
            }
        }
        // The map is sorted, so groups of one size keep an order of their own.
        let mut sorted: Vec<(Footing, Vec<Entry<'_>>)> = groups.into_iter().collect();
        sorted.sort_by_key(|(_, entries)| std::cmp::Reverse(entries.len()));
        let largest = sorted.first().map(|(footing, _)| footing.clone());
        let (ranked, alone): (Vec<_>, Vec<_>) =
            sorted.into_iter().partition(|(_, entries)| entries.len() > 1);
        for (footing, entry) in
            alone.iter().flat_map(|(footing, entries)| entries.iter().map(move |e| (footing, e)))
        {
            let differs =
                |reason: &Reason| largest.as_ref().is_some_and(|largest| footing.differs(largest, *reason));
            let reasons = Footing::REASONS.into_iter().filter(differs).collect();
            left_out.push(LeftOut { plan: entry.plan.to_owned(), reasons });
        }
        left_out.sort_by(|one, other| one.plan.cmp(&other.plan));
        let groups = ranked.into_iter().map(|(_, entries)| group(entries, row.direction, allow)).collect();
        Self { groups, left_out }
    }
}

impl std::fmt::Display for Ranking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, group) in self.groups.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            for place in &group.places {
                let tied = if place.tied { "=" } else { "" };
                let unsure = if place.is_certain() {
                    String::new()
                } else {
                    format!(" (not certain: place {} to {})", place.best, place.worst)
                };
                writeln!(f, "{}{tied} {} {}{unsure}", place.place, place.plan, place.said)?;
            }
        }
        for left_out in &self.left_out {
            let reasons: Vec<&str> = left_out.reasons.iter().map(|reason| reason.as_str()).collect();
            let reasons =
                if reasons.is_empty() { "nothing to rank it by".to_owned() } else { reasons.join(", ") };
            writeln!(f, "not ranked: {} ({reasons})", left_out.plan)?;
        }
        Ok(())
    }
}

fn group(entries: Vec<Entry<'_>>, direction: Direction, allow: &[Reason]) -> Group {
    let field = Field::new(&entries);
    let mut places: Vec<Place> = entries.iter().filter_map(|entry| field.place(entry, direction)).collect();
    places.sort_by(|one, other| {
        (one.place, &one.plan, &one.said).cmp(&(other.place, &other.plan, &other.said))
    });
    let mut caveats = Comparability::default();
    if let Some(first) = entries.first() {
        // Whatever differs between any two differs between one of them and the first.
        for entry in entries.iter().skip(1) {
            let found =
                allow.iter().fold(grade(first.observation, entry.observation), |f, reason| f.allow(*reason));
            for (reason, grade) in found.reasons {
                let worst = caveats.reasons.entry(reason).or_insert(grade);
                *worst = grade.max(*worst);
            }
        }
    }
    Group { places, caveats }
}

/// The edges of all statements of a group, sorted, so that those above and below one are counted by bisection.
struct Field {
    count: usize,
    lows: BTreeMap<Side, Vec<Edge>>,
    highs: BTreeMap<Side, Vec<Edge>>,
    promises: BTreeMap<(Side, Edge, Edge), usize>,
    sides: BTreeSet<Side>,
}

impl Field {
    fn new(entries: &[Entry<'_>]) -> Self {
        let mut field = Self {
            count: entries.len(),
            lows: BTreeMap::new(),
            highs: BTreeMap::new(),
            promises: BTreeMap::new(),
            sides: BTreeSet::new(),
        };
        for entry in entries {
            let Some((low, high)) = entry.interval.promise() else { continue };
            let side = entry.interval.side();
            field.lows.entry(side).or_default().push(low);
            field.highs.entry(side).or_default().push(high);
            *field.promises.entry((side, low, high)).or_default() += 1;
            field.sides.insert(side);
        }
        field.lows.values_mut().chain(field.highs.values_mut()).for_each(|edges| edges.sort());
        field
    }

    fn place(&self, entry: &Entry<'_>, direction: Direction) -> Option<Place> {
        let promise = entry.interval.promise()?;
        let side = entry.interval.side();
        let (mut above, mut below, mut tied) = (0_usize, 0_usize, 0_usize);
        for other in &self.sides {
            // As `Interval::order`: bounds open on one side are never ordered, opposite ones only if they do not meet.
            let (may_be_above, may_be_below) = match (side, *other) {
                (Side::Closed, _) | (_, Side::Closed) => (true, true),
                (Side::Up, Side::Down) => (false, true),
                (Side::Down, Side::Up) => (true, false),
                (Side::Up, Side::Up) | (Side::Down, Side::Down) => (false, false),
            };
            if may_be_above && let Some(lows) = self.lows.get(other) {
                above += lows.len() - lows.partition_point(|low| *low <= promise.1);
            }
            if may_be_below && let Some(highs) = self.highs.get(other) {
                below += highs.partition_point(|high| *high < promise.0);
            }
            if !matches!((side, *other), (Side::Up, Side::Down) | (Side::Down, Side::Up)) {
                tied += self.promises.get(&(*other, promise.0, promise.1)).copied().unwrap_or(0);
            }
        }
        let tied = tied.saturating_sub(1); // It ties with itself.
        let (better, ahead, behind) = match direction {
            Direction::Descending => (self.below_high(promise.1), below, above),
            _ => (self.above_low(promise.0), above, below),
        };
        Some(Place {
            plan: entry.plan.to_owned(),
            place: 1 + better,
            best: 1 + ahead,
            worst: self.count.saturating_sub(behind).saturating_sub(tied),
            tied: tied > 0,
            said: entry.observation.to_string(),
        })
    }

    /// How many promise more at least.
    fn above_low(&self, edge: Edge) -> usize {
        self.lows.values().map(|lows| lows.len() - lows.partition_point(|low| *low <= edge)).sum()
    }

    /// How many promise less at most.
    fn below_high(&self, edge: Edge) -> usize {
        self.highs.values().map(|highs| highs.partition_point(|high| *high < edge)).sum()
    }
}
