//! A comparison as a table for the terminal.

use comfy_table::presets::UTF8_FULL;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};

use super::figure::{Legend, cell_text, column_name, measure_name};
use super::visible::visible;
use crate::compare::{Comparison, Row};

/// Columns for the names of the metrics.
const NAME_WIDTH: u16 = 30;
/// The fewest columns for a plan, border included.
const PLAN_WIDTH: u16 = 14;

/// Shows a comparison as a table of at most `width` columns, Chinese aligned; 40 is the least it fits in.
///
/// If the plans do not fit side by side, further tables follow below. Whatever the plans hold, the terminal only shows
/// it: controls (escape sequences begin with one) and marks of direction are named, as `⟦U+001B⟧`.
///
/// # Examples
///
/// ```
/// use crossplan::compare::Comparison;
/// use crossplan::{normalizers, report, Source};
///
/// let plan = normalizers::read(&Source::from_text("one", "到2025年,高新技术企业达1100家。")?)?;
/// let text = report::table(&Comparison::of([&plan]).build()?, 80);
/// assert!(text.contains("1100 (2025)"));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn table(comparison: &Comparison, width: u16) -> String {
    let mut legend = Legend::default();
    let name_width = NAME_WIDTH.min(width / 2);
    let beside = usize::from((width.saturating_sub(name_width) / PLAN_WIDTH).max(1));
    let mut out = String::new();
    let columns: Vec<usize> = (0..comparison.plans.len()).collect();
    for block in columns.chunks(beside) {
        let mut table = Table::new();
        table.load_style(UTF8_FULL);
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        let plans = block
            .iter()
            .filter_map(|place| comparison.plans.get(*place))
            .map(|column| visible(&column_name(column)).into_owned());
        table.set_header(std::iter::once("Metric".to_owned()).chain(plans));
        let mut above = None;
        for row in &comparison.rows {
            // A further kind of the metric above needs no name.
            let name = if above == Some(&row.metric) { String::new() } else { metric_name(row) };
            above = Some(&row.metric);
            let name = format!("{name}{}", visible(&measure_name(row)));
            let cells = block.iter().filter_map(|place| row.cells.get(*place));
            let cells = cells.map(|cell| visible(&cell_text(cell, row, &mut legend)).into_owned());
            let cells: Vec<String> = std::iter::once(name).chain(cells).collect();
            table.add_row(cells);
        }
        if let Some(names) = table.column_mut(0) {
            names.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(name_width)));
        }
        for line in table.lines() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
    for mark in legend.lines() {
        out.push_str(&mark);
        out.push('\n');
    }
    out
}

/// The names of the metric of a row, each on its line.
fn metric_name(row: &Row) -> String {
    format!("{}\n{}\n", visible(&row.label_en), visible(&row.pref_label))
}
