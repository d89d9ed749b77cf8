//! Measures without numbers: a short line, or a label 工作任务：, with responsible bodies below it.

use std::ops::Range;

use super::{TaskDraft, responsibilities, settle};
use crate::lexicon::{Part, roles};
use crate::outline::{Block, BlockKind, Outline, sentences};
use crate::schema::Role;
use crate::signs::BULLETS;

/// The measures of a text whose measures carry no numbers.
pub(super) fn find(text: &str, outline: &Outline) -> Vec<TaskDraft> {
    let mut tasks = drafts(text, outline);
    tasks.iter_mut().for_each(|task| settle(&mut task.responsibilities));
    reach(text, &mut tasks);
    tasks
}

/// A measure for each title with bodies below it; bodies as they are said, measures up to their last block.
fn drafts(text: &str, outline: &Outline) -> Vec<TaskDraft> {
    let mut tasks: Vec<TaskDraft> = Vec::new();
    let mut title: Option<Range<usize>> = None;
    // Something else stands between the title and the block.
    let mut apart = false;
    for block in outline.blocks.iter().filter(|block| may_state(block)) {
        if let Some(named) = named(text, &block.range) {
            (title, apart) = (Some(named), false);
            continue;
        }
        if roles().words.feet.stand_in(&text[block.range.clone()]) {
            continue;
        }
        let bodies = shifted(responsibilities(&text[block.range.clone()]), block.range.start);
        if bodies.is_empty() {
            apart = true;
            continue;
        }
        title = title.filter(|_| !(apart && opens(text, block)));
        match (&title, tasks.last_mut()) {
            // Further lines of the same measure: 配合单位： below 牵头单位：.
            (None, Some(last)) if !opens(text, block) => extend(last, block, bodies),
            (Some(at), Some(last)) if last.title == *at => extend(last, block, bodies),
            _ => {
                let title = title.take().unwrap_or_else(|| first_sentence(text, &block.range));
                tasks.push(draft(title, block, bodies));
            }
        }
    }
    tasks
}

/// Paragraphs outside the parts that hold no measures.
fn may_state(block: &Block) -> bool {
    let apart =
        matches!(block.part, Some(Part::Background | Part::Furniture | Part::Interpretation | Part::Goals));
    block.kind == BlockKind::Paragraph && !apart
}

/// The title that a block is, or that stands behind its label.
fn named(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    label(text, range).or_else(|| is_title(&text[range.clone()]).then(|| range.clone()))
}

fn draft(title: Range<usize>, block: &Block, responsibilities: Vec<(Range<usize>, Role)>) -> TaskDraft {
    TaskDraft {
        heading: None,
        number: title.start..title.start,
        range: title.clone(),
        extent: title.start..block.range.end,
        title,
        responsibilities,
        deadline: None,
    }
}

/// A measure takes the lines of its deadline, and never reaches into the next.
fn reach(text: &str, tasks: &mut [TaskDraft]) {
    let starts: Vec<usize> = tasks.iter().map(|t| t.extent.start).skip(1).collect();
    for (task, next) in tasks.iter_mut().zip(starts) {
        let between = text[task.extent.end..next].trim_end();
        let deadline =
            between.lines().take(2).filter(|l| l.contains(['：', ':'])).map(str::len).sum::<usize>();
        task.extent.end = (task.extent.end + deadline + 1).min(next);
    }
}

fn shifted(bodies: Vec<(Range<usize>, Role)>, by: usize) -> Vec<(Range<usize>, Role)> {
    bodies.into_iter().map(|(r, role)| (r.start + by..r.end + by, role)).collect()
}

fn extend(task: &mut TaskDraft, block: &Block, bodies: Vec<(Range<usize>, Role)>) {
    task.responsibilities.extend(bodies);
    task.extent.end = block.range.end;
}

/// 工作任务：培育高新技术企业集群
fn label(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    let mut labels = roles().words.measures.at_start(words);
    let rest = labels.find_map(|(label, ())| words[label.len()..].strip_prefix(['：', ':']))?;
    (2..=40).contains(&rest.trim().chars().count()).then(|| range.end - rest.len()..range.end)
}

/// A short line without marks.
fn is_title(words: &str) -> bool {
    (4..=30).contains(&words.chars().count())
        && !(words.ends_with('日') && words.starts_with(|c: char| c.is_ascii_digit()))
        && !words.contains(['，', ',', '。', '；', ';', '：', ':', '、', '|', '〔', '（', '('])
}

/// The block carries its own title: 健全技术转移网络。建设…〔牵头：…〕
fn opens(text: &str, block: &Block) -> bool {
    let first = first_sentence(text, &block.range);
    let words = &text[first.clone()];
    (4..=24).contains(&words.chars().count())
        && first.end + 12 < block.range.end
        && !words.contains(['：', ':', '，', ','])
}

fn first_sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let first = sentences(text, range.clone()).next().unwrap_or_else(|| range.clone());
    let end = first.start + text[first.clone()].trim_end_matches('。').len();
    let words = text[first.start..end].trim_start_matches(BULLETS).trim_start();
    end - words.len()..end
}
