//! Small charts: the targets of one row on one scale, with bounds, stretch and year. Never one chart for two kinds.

use rust_decimal::Decimal;

use super::markup::{both, escape, word};
use super::{names, unit_label};
use crate::compare::{Cell, Column, Comparison, Figure, Row};
use crate::metrics::{Caveat, Period};
use crate::report::figure::figure_value;
use crate::report::words;
use crate::schema::Bound;

/// Where the scale begins and how long it is, in units of the drawing.
const LEFT: u32 = 112;
const LENGTH: u32 = 230;
/// Height of a line and of the head.
const LINE: u32 = 24;
const WIDTH: u32 = 486;

/// The charts of all rows that two plans or more state in figures of one unit.
pub(super) fn charts(comparison: &Comparison) -> String {
    comparison.rows.iter().filter_map(|row| chart(row, &comparison.plans)).collect()
}

fn chart(row: &Row, columns: &[Column]) -> Option<String> {
    let drawn =
        columns.iter().zip(&row.cells).filter_map(|(column, cell)| Some((column, drawable(cell, row)?)));
    let drawn: Vec<(&Column, &Figure)> = drawn.collect();
    if drawn.len() < 2 {
        return None;
    }
    let values =
        drawn.iter().flat_map(|(_, figure)| [figure.shown.lo, figure.shown.hi, figure.shown.stretch]);
    let most = values.flatten().max().filter(|most| *most > Decimal::ZERO)?;
    let height = LINE * (u32::try_from(drawn.len()).ok()? + 1);
    let (kind, unit) = (word(words::kind(row.kind)), unit_label(row));
    let mut out = format!(
        "<figure class=\"chart\"><figcaption>{} <small>{kind}, {unit}</small></figcaption>\
         <svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\"><g class=\"axis\">\
         <line x1=\"{LEFT}\" y1=\"4\" x2=\"{LEFT}\" y2=\"{bottom}\"/><line x1=\"{right}\" y1=\"4\" x2=\"{right}\" y2=\"{bottom}\"/>\
         <text x=\"{LEFT}\" y=\"{height}\" dy=\"-6\" text-anchor=\"middle\">0</text>\
         <text x=\"{right}\" y=\"{height}\" dy=\"-6\" text-anchor=\"middle\">{most}</text></g>",
        both(&row.pref_label, &row.label_en),
        escape(&format!("{} {}", row.pref_label, row.label_en)),
        bottom = height - LINE + 2,
        right = LEFT + LENGTH,
    );
    for (place, (column, figure)) in drawn.iter().enumerate() {
        let middle = LINE * u32::try_from(place).ok()? + LINE / 2 + 2;
        out.push_str(&line(figure, row, column, most, middle));
    }
    out.push_str("</svg></figure>\n");
    Some(out)
}

/// The leading figure, if it has a place on a scale in the unit of the row.
fn drawable<'c>(cell: &'c Cell, row: &Row) -> Option<&'c Figure> {
    let figure = cell.leading()?;
    let scaled = !matches!(figure.observation.bound, Bound::Rank | Bound::Factor | Bound::Relative);
    let fits = figure.shown.unit == row.shown_in && figure.shown.lo.is_some_and(|lo| !lo.is_sign_negative());
    (scaled && fits).then_some(figure)
}

/// One plan: its name, its marks on the scale, its figure in words.
fn line(figure: &Figure, row: &Row, column: &Column, most: Decimal, y: u32) -> String {
    let observation = &figure.observation;
    let at = |value: Option<Decimal>| value.and_then(|value| place(value, most));
    let Some(x) = at(figure.shown.lo) else { return String::new() };
    let reserved = observation
        .caveats
        .iter()
        .any(|caveat| matches!(caveat, Caveat::CloseMatch | Caveat::Scope | Caveat::Assumed));
    let mut marks = String::new();
    if let Some(to) = at(figure.shown.hi) {
        marks.push_str(&format!("<line class=\"span\" x1=\"{x}\" y1=\"{y}\" x2=\"{to}\" y2=\"{y}\"/><circle cx=\"{to}\" cy=\"{y}\" r=\"5\"/>"));
    }
    if let Some(to) = at(figure.shown.stretch) {
        marks.push_str(&format!(
            "<line class=\"stretch\" x1=\"{x}\" y1=\"{y}\" x2=\"{to}\" y2=\"{y}\"/><path class=\"best\" d=\"M{to} {} l6 6 -6 6 -6 -6z\"/>",
            y - 6
        ));
    }
    // An arrow would run into a second value close by.
    let free = at(figure.shown.stretch).is_none_or(|to| to > x + 40);
    match observation.bound {
        _ if !free => {}
        Bound::Ge | Bound::Gt => {
            marks.push_str(&format!("<path class=\"open\" d=\"M{} {y}h18m-5 -4l5 4-5 4\"/>", x + 6))
        }
        Bound::Le | Bound::Lt => marks.push_str(&format!(
            "<path class=\"open\" d=\"M{} {y}h-18m5 -4l-5 4 5 4\"/>",
            x.saturating_sub(6)
        )),
        Bound::Approx => marks.push_str(&format!("<circle class=\"about\" cx=\"{x}\" cy=\"{y}\" r=\"9\"/>")),
        _ => {}
    }
    // More than and less than leave the value itself out.
    let hollow = matches!(observation.bound, Bound::Gt | Bound::Lt);
    marks.push_str(&format!(
        "<circle{} cx=\"{x}\" cy=\"{y}\" r=\"5\"/>",
        if hollow { " class=\"out\"" } else { "" }
    ));
    let year = observation.period.map(Period::end).map(|end| end.to_string()).unwrap_or_default();
    let (zh, en) = names(&column.id, column.region.as_ref());
    format!(
        "<g class=\"{}\"><text class=\"who zh\" x=\"{who}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{}</text>\
         <text class=\"who en\" x=\"{who}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{}</text>\
         <line class=\"rail\" x1=\"{LEFT}\" y1=\"{y}\" x2=\"{right}\" y2=\"{y}\"/>{marks}\
         <text x=\"{words}\" y=\"{y}\" dy=\"4\">{} <tspan class=\"year\">{year}</tspan></text></g>",
        if reserved { "reserved" } else { "plain" },
        escape(&short(&zh)),
        escape(&short(&en)),
        escape(&figure_value(figure, &row.shown_in)),
        who = LEFT - 10,
        right = LEFT + LENGTH,
        words = LEFT + LENGTH + 34,
    )
}

/// The place of a value on the scale from 0 to `most`. Only for drawing.
fn place(value: Decimal, most: Decimal) -> Option<u32> {
    let along = value.checked_mul(Decimal::from(LENGTH))?.checked_div(most)?.round();
    u32::try_from(along).ok().map(|along| LEFT + along.min(LENGTH))
}

/// A name that fits in front of the scale.
fn short(name: &str) -> String {
    let width = |c: char| if c.is_ascii() { 1 } else { 2 };
    let mut room = 15_usize;
    name.chars().take_while(|c| room.checked_sub(width(*c)).map(|left| room = left).is_some()).collect()
}
