//! Tables of measures that a page printed cell below cell: which lines go on the cell above.
//!
//! Columns are narrow, so each cell breaks over several lines, and nothing but their words tells where one ends.

use super::lines::Line;
use crate::lexicon::{ColumnRole, column_role, ends_like_agency, verb_at_start};

/// Lines of one row, at most.
const LINES: usize = 80;

/// Tells the lines of such tables which of them go on the one above.
pub(super) fn cells(text: &str, lines: &mut [Line]) {
    let mut at = 0;
    while at < lines.len() {
        let words = |at: usize| lines.get(at).map_or("", |line: &Line| &text[line.range.clone()]);
        let Some((columns, behind)) = head(words, at) else {
            at += 1;
            continue;
        };
        let mut rows = rows(words, lines, behind);
        // The head again on a new page ends a row.
        for row in &mut rows {
            row.end = row.clone().find(|line| words(*line) == words(at)).unwrap_or(row.end);
        }
        at = rows.last().map_or(behind, |row| row.end);
        // As many lines as columns: no cell is broken.
        if rows.iter().map(ExactSizeIterator::len).sum::<usize>() <= rows.len() * (columns + 1) {
            continue;
        }
        let titles = rows.iter().filter_map(|row| lines.get(row.start + 1)).map(|line| line.width);
        let title = broken_width(titles.collect());
        for row in &rows {
            if let Some((number, cells)) = lines.get_mut(row.clone()).and_then(<[Line]>::split_first_mut) {
                number.stacked = Some(false);
                join(text, cells, title);
            }
        }
    }
}

/// The columns of a table of measures whose head begins at a line, and where that ends: in one line, or one cell a line.
fn head<'t>(words: impl Fn(usize) -> &'t str, at: usize) -> Option<(usize, usize)> {
    let first = words(at).split_whitespace().next()?;
    if column_role(first) != Some(ColumnRole::Index) {
        return None;
    }
    let one_line: Vec<&str> = words(at).split_whitespace().collect();
    let (cells, end) = if one_line.len() >= 4 {
        (one_line, at + 1)
    } else {
        let cells: Vec<&str> =
            (at..at + 12).map(&words).take_while(|cell| column_role(cell).is_some()).collect();
        let end = at + cells.len();
        (cells, end)
    };
    let roles: Vec<ColumnRole> = cells.iter().map(|cell| column_role(cell)).collect::<Option<_>>()?;
    let bodies = roles.iter().any(|role| matches!(role, ColumnRole::Lead | ColumnRole::Bodies));
    (roles.len() >= 4 && roles.contains(&ColumnRole::Measure) && bodies).then_some((roles.len(), end))
}

/// The rows below a head: each from its number to the next.
fn rows<'t>(words: impl Fn(usize) -> &'t str, lines: &[Line], from: usize) -> Vec<std::ops::Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = from;
    while at < lines.len() && at - starts.last().unwrap_or(&from) < LINES {
        if words(at).parse::<usize>() == Ok(starts.len() + 1) {
            starts.push(at);
        }
        at += 1;
    }
    if starts.first() != Some(&from) || starts.len() < 2 {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied();
    let mut rows: Vec<_> = starts.iter().zip(ends).map(|(start, end)| *start..end).collect();
    // The last row ends in front of an empty line, or of a line wider than any of the table.
    let widest = lines
        .get(from..rows.last().map_or(from, |row| row.end))
        .into_iter()
        .flatten()
        .map(|line| line.width)
        .max();
    let last = starts.last().copied().unwrap_or(from);
    let ended = |at: &usize| {
        lines.get(*at).is_none_or(|line| line.apart || Some(line.width) > widest.map(|width| width + 4))
    };
    let end = (last + 1..=lines.len()).find(ended).unwrap_or(lines.len());
    rows.push(last..end);
    rows
}

/// The width at which the first lines of a column are broken; `None` if most of them are shorter.
fn broken_width(mut widths: Vec<usize>) -> Option<usize> {
    widths.sort_unstable();
    let widest = *widths.last()?;
    let full = widths.iter().filter(|width| **width + 2 >= widest).count();
    (widths.len() >= 3 && full * 2 >= widths.len()).then_some(widest)
}

/// The cells of a row behind its number: a title, what is to be done, bodies, a date.
fn join(text: &str, cells: &mut [Line], title: Option<usize>) {
    let words: Vec<&str> = cells.iter().map(|line| &text[line.range.clone()]).collect();
    // A title goes on in lines as narrow as its column; what is to be done has a wider one.
    let goes_on = |pair: &&[Line]| {
        let [above, line] = pair else { return false };
        title.is_some_and(|full| above.width + 2 >= full && line.width <= full)
    };
    let first = 1 + cells.windows(2).take_while(goes_on).count();
    let date = words.iter().rposition(|line| is_date(line)).filter(|at| *at > first).unwrap_or(words.len());
    let bodies = bodies(words.get(..date).unwrap_or_default(), first);
    let widest =
        cells.get(bodies..date).into_iter().flatten().map(|line| line.width).max().unwrap_or_default();
    for at in 0..cells.len() {
        let above = at.checked_sub(1).and_then(|at| words.get(at)).copied().unwrap_or_default();
        let wide =
            at.checked_sub(1).and_then(|at| cells.get(at)).is_some_and(|line| line.width + 4 >= widest);
        let goes_on = match at {
            0 => false,
            _ if at < first => true,
            _ if at == first || at == bodies || at == date => false,
            _ if at < bodies || at > date => true,
            // 县科技局、县工信局、县 | 税务局
            _ => above.ends_with(['、', '，', ',']) || (wide && !is_bodies(above)),
        };
        if let Some(line) = cells.get_mut(at) {
            line.stacked = Some(goes_on);
            (line.row, line.narrow) = (false, false);
        }
    }
}

/// Where the bodies of a row begin: behind the last sentence, or where only names of bodies are left.
fn bodies(words: &[&str], first: usize) -> usize {
    let ended = words.iter().rposition(|line| line.ends_with(['。', '；', ';'])).filter(|at| *at >= first);
    // 建设检测中心 and 市科技局 end alike: a line that says what is to be done has a verb or a figure.
    let named = |at: &usize| {
        let rest = words.get(*at..).unwrap_or_default();
        let line = rest.first().copied().unwrap_or_default();
        let complete = line.rsplit_once(['、', '，', ',']).map_or(line, |(names, _)| names);
        let broken = rest.len() > 1 && line == complete;
        let done = verb_at_start(line).is_some() || line.contains(|c: char| c.is_ascii_digit());
        !done && (broken && line.chars().count() <= 12 || is_bodies(complete)) && is_bodies(&rest.concat())
    };
    match ended {
        Some(at) => at + 1,
        None => (first + 1..words.len()).find(named).unwrap_or(words.len()),
    }
}

/// Nothing but names of bodies: 县科技局、县工信局.
fn is_bodies(words: &str) -> bool {
    words.split(['、', '，', ',', '；', ' ']).filter(|name| !name.is_empty()).all(ends_like_agency)
}

/// 2027 年底, 每年 11 月底前, 持续推进.
fn is_date(words: &str) -> bool {
    let dated = ["年底", "月底", "年末", "月前", "年前", "年", "月", "底前", "日前"]
        .iter()
        .any(|end| words.ends_with(end));
    let open = ["长期", "持续", "全年", "每年", "常态"].iter().any(|start| words.starts_with(start));
    (dated && words.contains(|c: char| c.is_ascii_digit()) || open) && words.chars().count() <= 16
}
