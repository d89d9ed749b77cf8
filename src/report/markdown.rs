//! A comparison as a Markdown table.

use super::figure::{Legend, cell_text, column_name, measure_name};
use super::visible::visible;
use crate::compare::Comparison;

/// Shows a comparison as a GitHub-flavored Markdown table with a legend.
///
/// # Examples
///
/// ```
/// use crossplan::compare::Comparison;
/// use crossplan::{normalizers, report, Source};
///
/// let plan = normalizers::read(&Source::from_text("one", "到2025年,高新技术企业达1100家。")?)?;
/// let text = report::markdown(&Comparison::of([&plan]).build()?);
/// assert!(text.contains("| 1100 (2025) |"));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn markdown(comparison: &Comparison) -> String {
    let mut legend = Legend::default();
    let mut out = String::new();
    let head = ["Metric".to_owned(), "Kind, unit".to_owned()];
    line(&mut out, head.into_iter().chain(comparison.plans.iter().map(column_name)));
    line(&mut out, (0..comparison.plans.len() + 2).map(|_| "---".to_owned()));
    for row in &comparison.rows {
        let name = format!("{} {}", row.label_en, row.pref_label);
        let cells = row.cells.iter().map(|cell| cell_text(cell, row, &mut legend));
        let cells: Vec<String> = [name, measure_name(row)].into_iter().chain(cells).collect();
        line(&mut out, cells.into_iter());
    }
    let legend: Vec<String> = legend.lines().collect();
    if !legend.is_empty() {
        out.push('\n');
        legend.iter().for_each(|mark| out.push_str(&format!("- {}\n", escape(mark))));
    }
    out
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    for cell in cells {
        out.push_str(&format!(" {} |", escape(&visible(&cell))));
    }
    out.push('\n');
}

/// Text that Markdown shows as it is and that stays in its cell.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // ~ twice would strike out, * and _ would emphasize, < would open a tag, [ a link, ` code.
            '|' | '\\' | '`' | '*' | '_' | '<' | '[' | ']' | '~' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}
