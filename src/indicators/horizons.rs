//! Which date governs: the section's opening date, a heading's, a deadline line.

use std::collections::HashMap;

use super::Draft;
use crate::mentions::{Calendar, PeriodForm, periods};
use crate::outline::{BlockKind, Outline};
use crate::schema::{Horizon, HorizonFrom};

/// Dates by heading, as the text goes on.
pub(super) struct Dates<'o> {
    outline: &'o Outline,
    /// Set by sentences that open with a date, and by headings that name one.
    governing: HashMap<Option<usize>, Horizon>,
    /// 完成时限：2026年底, by heading.
    deadlines: HashMap<usize, Horizon>,
}

impl<'o> Dates<'o> {
    pub(super) fn new(text: &str, outline: &'o Outline, calendar: &Calendar) -> Self {
        let mut dates = Self { outline, governing: HashMap::new(), deadlines: HashMap::new() };
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
        for block in &outline.blocks {
            if block.kind == BlockKind::Paragraph
                && let Some(heading) = block.heading
                && let Some(deadline) = deadline(&text[block.range.clone()], calendar)
            {
                dates.deadlines.insert(heading, deadline);
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
            .find_map(|h| self.governing.get(&Some(h)).copied())
    }

    /// A sentence under `heading` opened with a date.
    pub(super) fn set(&mut self, heading: Option<usize>, date: Horizon) {
        self.governing.insert(heading, date);
    }

    /// The deadline of a task holds for what has no date of its own.
    pub(super) fn apply_deadlines(&self, drafts: &mut [Draft], outline: &Outline) {
        for draft in drafts.iter_mut().filter(|d| !matches!(d.horizon, Some((_, HorizonFrom::Sentence)))) {
            let deadline = outline.ancestors(draft.heading).take(2).find_map(|h| self.deadlines.get(&h));
            if let Some(deadline) = deadline {
                draft.horizon = Some((*deadline, HorizonFrom::Section));
                draft.rules.push("deadline line");
            }
        }
    }
}

/// The date of a line 完成时限：2026年底, or of a bracket （完成时限：…）.
pub(crate) fn deadline(text: &str, calendar: &Calendar) -> Option<Horizon> {
    const LABELS: &[&str] = &[
        "完成时限", "完成时间", "完成期限", "时间节点", "时间要求", "办结时限", "时限要求", "实施期限",
        "时限", "工作时限", "进度要求", "进度安排",
    ];
    let (label, at) = LABELS.iter().find_map(|label| text.find(label).map(|at| (*label, at)))?;
    let rest = text[at + label.len()..].strip_prefix(['：', ':', '】', ' '])?;
    let stop = rest.find(['；', ';', '。', '\n', ')', '）', '〕', ' ']).unwrap_or(rest.len());
    let words = &rest[..stop];
    periods(words, calendar).last().and_then(|p| p.end)
}
