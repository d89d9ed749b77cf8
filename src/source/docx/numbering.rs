//! Automatic numbers, counted on from paragraph to paragraph as Word does.

use std::collections::{HashMap, HashSet};

use super::counting::written;
use super::lists::{LEVELS, Level, Lists};

/// The numbers reached so far.
pub(super) struct Numbering<'l> {
    lists: &'l Lists,
    /// By definition: lists of one definition count on together.
    reached: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own first number has been used.
    begun: HashSet<(u32, usize)>,
}

/// What a paragraph says of its number.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) style: Option<String>,
    /// 0 takes the number away that the style gives.
    pub(super) list: Option<u32>,
    pub(super) level: Option<usize>,
}

impl<'l> Numbering<'l> {
    pub(super) fn new(lists: &'l Lists) -> Self {
        Self { lists, reached: HashMap::new(), begun: HashSet::new() }
    }

    /// The number of the next paragraph with these marks, as it is shown. Empty if it has none.
    pub(super) fn next(&mut self, marks: &Marks) -> String {
        let by_style = || marks.style.as_deref().and_then(|id| self.lists.of_style(id));
        let (list, level) = match marks.list {
            Some(list) => (list, marks.level.or_else(|| by_style().map(|(_, level)| level)).unwrap_or(0)),
            None => match by_style() {
                Some((list, level)) => (list, marks.level.unwrap_or(level)),
                None => return String::new(),
            },
        };
        self.count(list, level).unwrap_or_default()
    }

    fn count(&mut self, list: u32, at: usize) -> Option<String> {
        let instance = self.lists.instances.get(&list)?;
        let definition = self.lists.definitions.get(&instance.definition)?;
        let level_at = |at: usize| -> Option<&'l Level> {
            instance.levels.get(at)?.as_ref().or(definition.levels.get(at)?.as_ref())
        };
        let level = level_at(at)?;
        // OK because `level_at` knows no level from `LEVELS` on, and a pattern names nine at most.
        let reached = self.reached.entry(instance.definition).or_default();
        let own_start = instance.starts.get(at).copied().flatten();
        let number = match (own_start.filter(|_| self.begun.insert((list, at))), reached[at]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => level.start,
        };
        reached[at] = Some(number);
        for (below, number) in reached.iter_mut().enumerate().skip(at + 1) {
            let restarts = match level_at(below).and_then(|level| level.restart) {
                Some(0) => false,
                Some(after) => at < after as usize,
                None => true,
            };
            if restarts {
                *number = None;
            }
        }
        if level.format == "bullet" {
            return None;
        }
        let mut shown = String::new();
        let mut pattern = level.pattern.chars().peekable();
        while let Some(c) = pattern.next() {
            let place = pattern.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
            let Some(place) = place.map(|d| d as usize - 1) else {
                shown.push(c);
                continue;
            };
            pattern.next();
            if let Some(above) = level_at(place) {
                let number = reached[place].unwrap_or(above.start);
                shown.push_str(&written(number, if level.legal { "decimal" } else { &above.format }));
            }
        }
        let shown = shown.trim();
        // 1. and a title are two words; 一、 and a title are not.
        let blank = if shown.ends_with(|c: char| c.is_ascii()) { " " } else { "" };
        Some(format!("{shown}{blank}")).filter(|shown| !shown.trim().is_empty())
    }
}
