//! The matrix: a row for each metric and kind, a column for each plan, a button for each figure.

use std::collections::BTreeSet;

use super::markup::{both, escape, word};
use super::statement::{statement, value};
use super::{Reading, column_label, find, unit_label};
use crate::compare::{Absence, Cell, Comparison, Concept, Figure, Row};
use crate::lexicon::Catalog;
use crate::metrics::{Caveat, Period};
use crate::reference::StatisticalIndicator;
use crate::report::words;

/// The table, and the panels that its figures open.
pub(super) fn matrix(comparison: &Comparison, readings: &[Reading]) -> (String, String) {
    let mut panels = String::new();
    let mut opened = 0_usize;
    let heads: String = comparison
        .plans
        .iter()
        .map(|column| format!("<th scope=\"col\">{}</th>", column_label(column)))
        .collect();
    let mut out = format!(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"matrix\" tabindex=\"0\"><table class=\"matrix\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>{heads}</tr></thead>",
        both("指标", "Metric"),
        both("类型、单位", "Kind, unit"),
    );
    for rows in comparison.rows.chunk_by(|one, other| one.metric == other.metric) {
        out.push_str("<tbody>");
        for (place, row) in rows.iter().enumerate() {
            out.push_str("<tr>");
            if place == 0 {
                out.push_str(&name(row, rows.len()));
            }
            let kind = word(words::kind(row.kind));
            out.push_str(&format!("<td class=\"measure\">{kind} <small>{}</small></td>", unit_label(row)));
            for (column, cell) in comparison.plans.iter().zip(&row.cells) {
                out.push_str(&format!(
                    "<td class=\"{}\"><span class=\"plan\">{}</span>",
                    class(cell),
                    column_label(column)
                ));
                for figure in cell.figures() {
                    opened += 1;
                    let id = format!("s{opened}");
                    out.push_str(&button(&id, figure, row));
                    panels.push_str(&statement(&id, figure, row, column, find(readings, column)));
                }
                if let Cell::Missing(absence) = cell {
                    out.push_str(&missing(absence));
                }
                out.push_str("</td>");
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table></div>\n");
    (out, panels)
}

fn name(row: &Row, rows: usize) -> String {
    let direction =
        words::direction(row.direction).map(|direction| format!("<small>{}</small>", word(direction)));
    format!(
        "<th scope=\"rowgroup\" rowspan=\"{rows}\">{}{}</th>",
        both(&row.pref_label, &row.label_en),
        direction.unwrap_or_default()
    )
}

fn class(cell: &Cell) -> &'static str {
    match cell {
        Cell::Stated(_) => "stated",
        Cell::Relative(_) => "relative",
        Cell::Derived(_) => "derived",
        Cell::Missing(Absence::NotStated) => "missing none",
        Cell::Missing(_) => "missing",
    }
}

fn button(id: &str, figure: &Figure, row: &Row) -> String {
    let observation = &figure.observation;
    let shown = figure.shown.lo.map(|lo| lo.to_string()).unwrap_or_default();
    let year = observation.period.map(Period::end).map(|end| format!("<span class=\"year\">{end}</span>"));
    let scope = observation.scope.as_deref().filter(|_| observation.caveats.contains(&Caveat::Scope));
    let scope = scope.map(|scope| format!("<span class=\"scope\">{}</span>", escape(scope)));
    let badges = observation.caveats.iter().map(|caveat| {
        let name = words::caveat(*caveat);
        format!("<span class=\"badge {}\">{}</span>", name.id, word(name))
    });
    let repeats = match figure.repeats.len() {
        0 => String::new(),
        more => format!("<span class=\"badge agrees\">{}×</span>", more + 1),
    };
    format!(
        "<button class=\"figure\" popovertarget=\"{id}\" data-plan=\"{}\" data-statement=\"{}\" data-metric=\"{}\" \
         data-kind=\"{}\" data-value=\"{shown}\" data-bound=\"{}\"><span class=\"value\">{}</span> {}{}{}{repeats}</button>",
        escape(&observation.plan),
        escape(&observation.indicator),
        row.metric,
        row.kind.as_str(),
        observation.bound.as_str(),
        value(figure, row),
        year.unwrap_or_default(),
        scope.unwrap_or_default(),
        badges.collect::<String>(),
    )
}

fn missing(absence: &Absence) -> String {
    match absence {
        Absence::NotStated => both("未提出", "not stated"),
        Absence::NoStatistic { indicator, .. } => {
            let known = StatisticalIndicator::get(indicator);
            let (zh, en) = known.map_or((indicator, indicator), |known| (&known.pref_label, &known.label_en));
            both(&format!("缺统计数据: {zh}"), &format!("no figure known: {en}"))
        }
        Absence::NotDerivable(why) => {
            both(&format!("无法推算: {}", words::unavailable(why)), &format!("not derivable: {why}"))
        }
        Absence::OtherKind(kinds) => {
            let names = |pick: fn(words::Word) -> &'static str, between: &str| {
                kinds.iter().map(|kind| pick(words::kind(*kind))).collect::<Vec<_>>().join(between)
            };
            let zh = format!("只有{}", names(|word| word.zh, "、"));
            both(&zh, &format!("only as {}", names(|word| word.en, ", ")))
        }
        Absence::Related(concepts) => {
            let first = |names: BTreeSet<&str>, between: &str| {
                names.into_iter().take(2).collect::<Vec<_>>().join(between)
            };
            let subjects = concepts.iter().map(|concept| concept.subject.as_str()).collect();
            // The nearest metric in English, or the words of the plan.
            let metric = |concept: &Concept| Catalog::builtin().get(concept.metric.as_str());
            let labels = concepts
                .iter()
                .map(|concept| metric(concept).map_or(concept.subject.as_str(), |metric| &metric.label_en))
                .collect();
            both(
                &format!("只有相关概念: {}", first(subjects, "、")),
                &format!("only related: {}", first(labels, "; ")),
            )
        }
    }
}
