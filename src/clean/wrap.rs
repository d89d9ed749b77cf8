//! Which line breaks end a paragraph, and which only a line.

use super::lines::{Layout, Line};
use super::numbering::marker;

/// What is known of the paragraph being joined.
#[derive(Clone, Copy)]
pub(super) struct Paragraph {
    /// A bracket is open.
    pub(super) open: bool,
    /// Its first line is indented.
    pub(super) indented: bool,
}

/// Columns that a full line may fall short of the widest.
fn slack(width: usize) -> usize {
    (width / 7).max(6)
}

/// Percent of the lines that end within a sentence, at least, that are full where a page shows printed lines.
const PRINTED: usize = 85;

/// Lines of a table or list, at least, that are no running text.
const STRETCH: usize = 12;

/// What a line is broken by: its columns as printed, or its characters.
#[derive(Clone, Copy)]
pub(super) enum Measure {
    Columns,
    Characters,
}

/// The width at which the lines of running text are broken, if they are, and how many percent of those that end
/// within a sentence have it.
fn full_width(lines: &[Line], by: Measure) -> Option<(usize, Measure, usize)> {
    // Labels and headings end where they end; only running text shows the wrap.
    let runs = |l: &&Line| l.width >= 20 && !l.row && !l.labeled && l.stacked.is_none();
    let sizes = |lines: &[&Line]| -> Option<(Vec<usize>, usize)> {
        let mut sizes: Vec<usize> = lines.iter().map(|l| l.size(by)).collect();
        sizes.sort_unstable();
        let widest = *sizes.get(sizes.len().checked_sub(1)? * 9 / 10)?;
        Some((sizes, widest))
    };
    let (_, widest) = sizes(&lines.iter().filter(runs).collect::<Vec<_>>())?;
    // Line after line that is half as wide is a table or a list, which is broken elsewhere.
    let narrow = |l: &Line| l.size(by) * 5 < widest * 3;
    let stretches = lines.chunk_by(|a, b| narrow(a) == narrow(b));
    let wide = stretches.filter(|lines| lines.len() < STRETCH || !lines.iter().all(narrow));
    let running: Vec<&Line> = wide.flatten().filter(runs).collect();
    let (widths, widest) = sizes(&running)?;
    let near = |w: usize| w.abs_diff(widest) <= slack(widest);
    let full = widths.iter().filter(|w| near(**w)).count();
    let broken: Vec<&&Line> = running.iter().filter(|l| !l.finished).collect();
    let wide = broken.iter().filter(|l| near(l.size(by))).count();
    // Most lines that end in the middle of a sentence are full.
    let cut = broken.len() >= 6 && wide * 10 >= broken.len() * 6;
    // Paragraphs of such lengths that nobody broke do occur; they end in full stops.
    let wrapped = widths.len() >= 6
        && match widest {
            24..=130 => cut || full * 10 >= widths.len() * 4,
            131..=260 => cut && full * 10 >= widths.len() * 4,
            _ => false,
        };
    wrapped.then(|| (widest, by, wide * 100 / broken.len().max(1)))
}

/// Which line breaks end a paragraph.
pub(super) struct Wrap {
    /// The width at which lines are broken, if they are, and how it is measured.
    full: Option<(usize, Measure)>,
    /// Paragraphs begin with an indent.
    indented: bool,
    layout: Layout,
    /// Page marks show that the whole text runs on.
    runs_on: bool,
}

impl Wrap {
    pub(super) fn measure(lines: &[Line], layout: Layout, runs_on: bool) -> Self {
        let full = [Measure::Columns, Measure::Characters].map(|by| full_width(lines, by));
        let best = full.into_iter().flatten().max_by_key(|(_, _, share)| *share);
        // A page whose elements are the lines of a printed one; else its elements are its paragraphs.
        let printed =
            layout != Layout::Page || best.is_some_and(|(_, _, share)| share >= PRINTED && lines.len() >= 30);
        let full = best.map(|(width, by, _)| (width, by)).filter(|_| printed);
        let layout = if full.is_some() { Layout::Plain } else { layout };
        let indents = lines.iter().filter(|l| l.indent >= 2 && !l.row).count();
        let indented = full.is_some() && indents * 20 >= lines.len() && indents < lines.len() * 9 / 10;
        Self { full, indented, layout, runs_on }
    }

    pub(super) fn joins(
        &self,
        above: &Line,
        above_text: &str,
        line: &Line,
        text: &str,
        paragraph: Paragraph,
    ) -> bool {
        if let Some(goes_on) = line.stacked {
            return goes_on;
        }
        if self.layout == Layout::Page || above.row || line.row {
            return false;
        }
        if self.runs_on {
            return true;
        }
        let finished = above_text.ends_with(['。', '！', '？', '!', '?', '：', ':']);
        let open = paragraph.open && !finished;
        let headed = marker(text).is_some()
            || text.starts_with(['【', '●', '◆', '■', '★'])
            || (text.starts_with("——") && !above_text.ends_with(|c: char| c.is_ascii_digit()))
            || ["专栏", "附件", "附表", "附录"].iter().any(|w| {
                text.strip_prefix(w).is_some_and(|rest| {
                    rest.is_empty()
                        || rest.starts_with(|c: char| {
                            c.is_ascii_digit() || matches!(c, '：' | ':' | '一' | '二' | '三' | '四' | '五')
                        })
                })
            });
        if headed || (!open && (labeled(text) || (self.indented && line.indent >= 2))) {
            return false;
        }
        // A page ends within a figure.
        let figure = |l: &str| {
            l.ends_with(|c: char| c.is_ascii_digit()) && !l.starts_with(|c: char| c.is_ascii_digit())
        };
        if line.paged
            && figure(above_text)
            && (crate::lexicon::unit(text) > 0 || crate::lexicon::magnitude(text) > 0)
        {
            return true;
        }
        // One character left over from a broken line: 浙政发〔2025〕10 / 号.
        if text == "号" && !line.apart {
            return true;
        }
        match self.full {
            // A full line goes on in the next one; a short one ends the paragraph, unless a bracket is open.
            Some((width, by)) => {
                let full = above.size(by) + slack(width) >= width;
                // Where paragraphs are indented, a line that is not goes on.
                let runs = self.indented
                    && paragraph.indented
                    && line.indent < 2
                    && !line.apart
                    && (full || (!finished && above.size(by) * 2 >= width));
                (full && !(line.apart && finished)) || open || runs
            }
            None => {
                let body =
                    above_text.chars().count() >= 36 && above_text.contains(['。', '，', '；', ',', ';']);
                let ended =
                    finished || above_text.ends_with(['；', ';', ')', '）', '”', '》', '】', '〕', '>']);
                // Brackets explain the quoted words before them.
                let ended = ended && !(above_text.ends_with('”') && text.starts_with(['(', '（']));
                // A short line without any mark is a cell or a name, not the end of a sentence.
                let ended = ended || is_name(text);
                (body && !ended) || open
            }
        }
    }
}

/// Words without a mark, too many for the last ones of a broken line, or a date alone.
fn is_name(text: &str) -> bool {
    let dated = text.starts_with("20")
        && text.ends_with(['月', '底', '日', '前', '年'])
        && text.chars().count() <= 12;
    dated
        || (4..=24).contains(&text.chars().count())
            && text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '（' | '）'))
}

/// A line that begins with a label of its own: 责任单位：, 完成时限：.
pub(super) fn labeled(text: &str) -> bool {
    let head = text.char_indices().nth(8).map_or(text, |(end, _)| &text[..end]);
    head.find(['：', ':'])
        .is_some_and(|at| head[..at].chars().count() >= 2 && !head[..at].contains(['，', ',', '。', '、']))
}
