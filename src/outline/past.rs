//! Reports that tell of one year and plan the next: 一、2023年主要工作, 二、2024年工作安排.

use super::Outline;
use super::titles::dated;
use crate::lexicon::Part;

/// Words behind the year of a part on what is to be done.
const AHEAD: &[&str] = &["安排", "打算", "计划", "思路", "目标", "任务", "重点", "部署", "谋划"];

/// A part on the year in front of one that plans the next tells what has been reached.
pub(super) fn settle(text: &str, outline: &mut Outline) {
    let dated: Vec<(usize, i32, bool)> = outline
        .headings
        .iter()
        .enumerate()
        .filter(|(_, heading)| heading.parent.is_none())
        .filter_map(|(at, heading)| {
            let title = &text[heading.title.clone()];
            let (year, rest) = dated(title.strip_prefix("关于").unwrap_or(title))?;
            Some((at, year, AHEAD.iter().any(|word| rest.contains(word))))
        })
        .collect();
    for pair in dated.windows(2) {
        let [(told, year, false), (_, next, true)] = *pair else { continue };
        if next == year + 1 {
            let extent = outline.headings[told].extent.clone();
            let headings = outline.headings.iter_mut().filter(|h| extent.contains(&h.range.start));
            headings.for_each(|h| h.part = Some(Part::Background));
            let blocks = outline.blocks.iter_mut().filter(|b| extent.contains(&b.range.start));
            blocks.for_each(|b| b.part = Some(Part::Background));
        }
    }
}
