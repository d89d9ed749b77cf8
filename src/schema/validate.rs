//! Checks that a plan read from elsewhere holds together.

use std::collections::BTreeSet;

use super::{Bound, Plan};
use crate::source::{Source, Span};

/// One thing wrong with a [`Plan`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Violation {
    /// Two statements have one id.
    #[error("id {id:?} is used twice")]
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A reference leads nowhere.
    #[error("{from} refers to {to:?}, which the plan does not hold")]
    Unresolved {
        /// Id of the statement that refers, `diagnostic 1`, counted from 1, or `rules`.
        from: String,
        /// The missing id.
        to: String,
    },
    /// A span is reversed, beyond the text, begins or ends within a character, or differs in length from its quote.
    #[error("{id}: span {}..{} does not fit its quote or the text of {length} bytes", span.start, span.end)]
    BadSpan {
        /// Id of the statement, or `diagnostic 1`, counted from 1.
        id: String,
        /// The span.
        span: Span,
        /// Length of the source text in bytes.
        length: usize,
    },
    /// Indicators are not in document order.
    #[error("{id} stands before the indicator that precedes it in the list")]
    OutOfOrder {
        /// Id of the later indicator.
        id: String,
    },
    /// The values do not fit the bound: a range without its end, a value on a relative target.
    #[error("{id}: the values do not fit the bound {op}")]
    Values {
        /// Id of the indicator.
        id: String,
        /// The bound.
        op: &'static str,
    },
    /// The quote is not what the source holds at the span.
    #[error("{id}: the source does not hold the quote at {}..{}", span.start, span.end)]
    WrongQuote {
        /// Id of the statement.
        id: String,
        /// The span.
        span: Span,
    },
}

impl Plan {
    /// Checks that ids are unique, references lead to a statement of their kind, spans lie in order and within the
    /// text, and values fit their bounds. The extents of tasks, [diagnostics](Self::diagnostics) and
    /// [rules](Self::rules) are held to the same.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidPlan`](crate::Error::InvalidPlan) with everything that is wrong.
    pub fn validate(&self) -> Result<(), crate::Error> {
        let mut found = Vec::new();
        self.check_ids(&mut found);
        self.check_references(&mut found);
        self.check_spans(&mut found);
        for indicator in &self.indicators {
            let fits = match indicator.op {
                Bound::Relative => indicator.lo.is_none() && indicator.hi.is_none(),
                Bound::Range => indicator.lo.is_some() && indicator.hi >= indicator.lo,
                _ => indicator.lo.is_some() && indicator.hi.is_none(),
            };
            if !fits {
                found.push(Violation::Values { id: indicator.id.clone(), op: indicator.op.as_str() });
            }
        }
        if found.is_empty() { Ok(()) } else { Err(crate::Error::InvalidPlan { id: self.id.clone(), found }) }
    }

    /// Checks the plan as [`validate`](Self::validate) does, and every quote and every span against the text it was
    /// read from.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidPlan`](crate::Error::InvalidPlan) with everything that is wrong.
    pub fn validate_against(&self, source: &Source) -> Result<(), crate::Error> {
        self.validate()?;
        let wrong =
            self.evidences().filter(|(_, e)| source.text().get(e.span.range()) != Some(e.quote.as_str()));
        let mut found: Vec<_> =
            wrong.map(|(id, e)| Violation::WrongQuote { id: id.to_owned(), span: e.span }).collect();
        let length = source.text().len();
        let cut = self.stretches().filter(|(_, span)| source.text().get(span.range()).is_none());
        found.extend(cut.map(|(id, span)| Violation::BadSpan { id, span, length }));
        if found.is_empty() { Ok(()) } else { Err(crate::Error::InvalidPlan { id: self.id.clone(), found }) }
    }

    fn evidences(&self) -> impl Iterator<Item = (&str, &crate::source::Evidence)> {
        let indicators = self.indicators.iter().map(|i| (i.id.as_str(), &i.evidence));
        let goals = self.goals.iter().map(|g| (g.id.as_str(), &g.evidence));
        let tasks = self.tasks.iter().map(|t| (t.id.as_str(), &t.evidence));
        let roles =
            self.tasks.iter().flat_map(|t| t.responsibilities.iter().map(|r| (t.id.as_str(), &r.evidence)));
        indicators.chain(goals).chain(tasks).chain(roles)
    }

    /// The spans without a quote: extents of tasks and places of diagnostics.
    fn stretches(&self) -> impl Iterator<Item = (String, Span)> {
        let extents = self.tasks.iter().map(|task| (task.id.clone(), task.extent));
        let places = self.diagnostics.iter().enumerate();
        extents.chain(places.filter_map(|(place, d)| Some((diagnostic_name(place), d.span?))))
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        let indicators = self.indicators.iter().map(|i| i.id.as_str());
        let tasks = self.tasks.iter().map(|t| t.id.as_str());
        let goals = self.goals.iter().map(|g| g.id.as_str());
        indicators.chain(tasks).chain(goals).chain(self.units.iter().map(|u| u.id.as_str()))
    }

    fn check_ids(&self, found: &mut Vec<Violation>) {
        let mut seen = BTreeSet::new();
        found.extend(
            self.ids().filter(|id| !seen.insert(*id)).map(|id| Violation::DuplicateId { id: id.to_owned() }),
        );
    }

    fn check_references(&self, found: &mut Vec<Violation>) {
        let indicators: BTreeSet<&str> = self.indicators.iter().map(|i| i.id.as_str()).collect();
        let tasks: BTreeSet<&str> = self.tasks.iter().map(|t| t.id.as_str()).collect();
        let units: BTreeSet<&str> = self.units.iter().map(|u| u.id.as_str()).collect();
        let all: BTreeSet<&str> = self.ids().collect();
        let mut check = |ids: &BTreeSet<&str>, from: &str, to: &str| {
            if !ids.contains(to) {
                found.push(Violation::Unresolved { from: from.to_owned(), to: to.to_owned() });
            }
        };
        for indicator in &self.indicators {
            indicator.task.iter().for_each(|task| check(&tasks, &indicator.id, task));
        }
        for task in &self.tasks {
            task.indicators.iter().for_each(|id| check(&indicators, &task.id, id));
            task.responsibilities.iter().for_each(|r| check(&units, &task.id, &r.unit));
        }
        for goal in &self.goals {
            goal.indicators.iter().for_each(|id| check(&indicators, &goal.id, id));
        }
        for (place, diagnostic) in self.diagnostics.iter().enumerate() {
            diagnostic.about.iter().for_each(|id| check(&all, &diagnostic_name(place), id));
        }
        self.rules.keys().for_each(|id| check(&indicators, "rules", id));
    }

    fn check_spans(&self, found: &mut Vec<Violation>) {
        let length = self.source.length;
        for (id, evidence) in self.evidences() {
            let span = evidence.span;
            if span.start > span.end || span.end > length || span.end - span.start != evidence.quote.len() {
                found.push(Violation::BadSpan { id: id.to_owned(), span, length });
            }
        }
        for (id, span) in self.stretches() {
            if span.start > span.end || span.end > length {
                found.push(Violation::BadSpan { id, span, length });
            }
        }
        for pair in self.indicators.windows(2) {
            if pair[1].evidence.span.start < pair[0].evidence.span.start {
                found.push(Violation::OutOfOrder { id: pair[1].id.clone() });
            }
        }
    }
}

/// What a diagnostic is called in violations: it has no id.
fn diagnostic_name(place: usize) -> String {
    format!("diagnostic {}", place + 1)
}
