//! Which date governs a section: the one a sentence opened with, or a heading's.

use std::collections::HashMap;

use crate::mentions::{Calendar, PeriodForm, periods};
use crate::outline::{Level, Outline};
use crate::schema::Horizon;

/// Dates by heading, as the text goes on.
pub(super) struct Dates<'o> {
    outline: &'o Outline,
    /// Set by sentences that open with a date, and by headings that name one.
    governing: HashMap<Option<usize>, Horizon>,
}

impl<'o> Dates<'o> {
    pub(super) fn new(text: &str, outline: &'o Outline, calendar: &Calendar) -> Self {
        let mut dates = Self { outline, governing: HashMap::new() };
        for (at, heading) in outline.headings.iter().enumerate() {
            let words = &text[heading.range.clone()];
            // 二、2024年目标任务; a span of years is the plan's own.
            let named = periods(words, calendar)
                .into_iter()
                .rfind(|p| matches!(p.form, PeriodForm::By | PeriodForm::In));
            if let Some(end) = named.filter(|p| p.start.is_none()).and_then(|p| p.end) {
                dates.governing.insert(Some(at), end);
            }
        }
        dates
    }

    /// The date that governs what stands under a heading.
    pub(super) fn of(&self, heading: Option<usize>) -> Option<Horizon> {
        if heading.is_none() {
            return self.governing.get(&None).copied();
        }
        let part = heading.and_then(|h| self.outline.headings[h].part);
        self.outline
            .ancestors(heading)
            .take_while(|h| self.outline.headings[*h].part == part)
            // A box stands apart from the text around it.
            .take_while({
                let mut boxed = false;
                move |h| !std::mem::replace(&mut boxed, self.outline.headings[*h].level == Level::Box)
            })
            .find_map(|h| self.governing.get(&Some(h)).copied())
    }

    /// The date set for a heading, to be put back by [`restore`](Self::restore).
    pub(super) fn saved(&self, heading: Option<usize>) -> Option<Horizon> {
        self.governing.get(&heading).copied()
    }

    /// ——到2028年，…: what one of several dashed aims opened with governs none of the others.
    pub(super) fn restore(&mut self, heading: Option<usize>, saved: Option<Horizon>) {
        match saved {
            Some(date) => self.governing.insert(heading, date),
            None => self.governing.remove(&heading),
        };
    }

    /// A sentence under `heading` opened with a date.
    pub(super) fn set(&mut self, heading: Option<usize>, date: Horizon) {
        self.governing.insert(heading, date);
    }
}
