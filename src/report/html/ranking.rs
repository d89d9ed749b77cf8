//! Which figures may be ranked: the order with its ties and doubts, what is left out, and every pair with its reasons.

use std::collections::BTreeSet;

use super::markup::{both, word};
use super::statement::value;
use super::{column_label, unit_label};
use crate::compare::{
    Column, Comparability, Comparison, Figure, Grade, Group, LeftOut, Place, Reason, Row, grade,
};
use crate::lexicon::Direction;
use crate::metrics::Period;
use crate::report::words;

pub(super) const NOTE: (&str, &str) = (
    "只对口径、类型、单位、期限、范围与分母都一致的数值排序。“不低于”与“超过”只给出下限,两者之间的次序可能不定,此时写明名次范围。徽标写明两处数值的差别。",
    "Only figures of one concept, kind, unit, year, scope and denominator are ranked. Bounds leave a side open, so an order may be uncertain: then the range of places is shown. Badges say what sets two figures apart.",
);

/// A plan that has a figure in a row.
type Stated<'c> = (&'c Column, &'c Figure);

/// One card for each row in which two plans or more have a figure.
pub(super) fn cards(comparison: &Comparison) -> String {
    comparison.rows.iter().filter_map(|row| card(comparison, row)).collect()
}

fn card(comparison: &Comparison, row: &Row) -> Option<String> {
    let stated: Vec<Stated<'_>> = comparison
        .plans
        .iter()
        .zip(&row.cells)
        .filter_map(|(column, cell)| Some((column, cell.leading()?)))
        .collect();
    if stated.len() < 2 {
        return None;
    }
    let ranking = comparison.rank(row.metric.as_str(), row.kind, &[])?;
    let mut out = format!(
        "<article class=\"rank\"><h3>{} <small>{}, {}</small></h3>",
        both(&row.pref_label, &row.label_en),
        word(words::kind(row.kind)),
        unit_label(row),
    );
    if row.direction == Direction::Neither {
        let text = both("多少无所谓优劣,不排序。", "Neither more nor less is better: not ranked.");
        out.push_str(&format!("<p class=\"calm\">{text}</p>"));
    } else {
        out.push_str(&ranking.groups.iter().map(|group| ordered(group, &stated, row)).collect::<String>());
        out.push_str(&match ranking.groups.is_empty() {
            true => all_apart(&stated, row),
            false => left_out(&ranking.left_out, &stated, row),
        });
    }
    out.push_str(&pairs(&stated));
    out.push_str("</article>\n");
    Some(out)
}

fn ordered(group: &Group, stated: &[Stated<'_>], row: &Row) -> String {
    let items: String = group.places.iter().filter_map(|place| item(place, stated, row)).collect();
    format!("<ol class=\"places\">{items}</ol>{}", caveats(&group.caveats))
}

fn item(place: &Place, stated: &[Stated<'_>], row: &Row) -> Option<String> {
    let (column, figure) = find(&place.plan, stated)?;
    let tied = if place.tied { "=" } else { "" };
    let unsure = match place.is_certain() {
        true => String::new(),
        false => format!(
            " <span class=\"badge unsure\">{}</span>",
            both(
                &format!("次序不定: 第 {} 至 {} 位", place.best, place.worst),
                &format!("order not certain: place {} to {}", place.best, place.worst)
            )
        ),
    };
    Some(format!(
        "<li><span class=\"place\">{}{tied}</span> {} {}{unsure}</li>",
        place.place,
        column_label(column),
        said(figure, row)
    ))
}

/// The figure with its year.
fn said(figure: &Figure, row: &Row) -> String {
    let year = figure.observation.period.map(Period::end);
    let year = year.map(|end| format!(" <small>({end})</small>")).unwrap_or_default();
    format!("<b>{}</b>{year}", value(figure, row))
}

fn left_out(left_out: &[LeftOut], stated: &[Stated<'_>], row: &Row) -> String {
    let items: String = left_out
        .iter()
        .filter_map(|left_out| {
            let (column, figure) = find(&left_out.plan, stated)?;
            let reasons: String =
                left_out.reasons.iter().map(|reason| badge(*reason, "incomparable")).collect();
            Some(format!("<li>{} {} {reasons}</li>", column_label(column), said(figure, row)))
        })
        .collect();
    match items.is_empty() {
        true => String::new(),
        false => {
            let heading = both("不参与排序", "Not ranked");
            format!("<p class=\"apart\">{heading}</p><ul class=\"apart\">{items}</ul>")
        }
    }
}

/// Where no two may be compared: each with what sets it apart from any other.
fn all_apart(stated: &[Stated<'_>], row: &Row) -> String {
    let items = stated.iter().map(|(column, figure)| {
        let others = stated.iter().filter(|(other, _)| other.id != column.id);
        let reasons: BTreeSet<Reason> = others
            .flat_map(|(_, other)| grade(&figure.observation, &other.observation).reasons)
            .filter(|(_, grade)| *grade == Grade::Incomparable)
            .map(|(reason, _)| reason)
            .collect();
        let reasons: String = reasons.into_iter().map(|reason| badge(reason, "incomparable")).collect();
        format!("<li>{} {} {reasons}</li>", column_label(column), said(figure, row))
    });
    let heading = both("没有两处可以排序", "No two may be ranked");
    format!("<p class=\"apart\">{heading}</p><ul class=\"apart\">{}</ul>", items.collect::<String>())
}

fn caveats(found: &Comparability) -> String {
    let badges = badges(found);
    match badges.is_empty() {
        true => String::new(),
        false => format!("<p class=\"differ\">{}: {badges}</p>", both("其间差别", "What differs")),
    }
}

/// Every two plans: the grade, and what sets them apart.
fn pairs(stated: &[Stated<'_>]) -> String {
    let mut rows = String::new();
    let mut counts = [0_usize; 2];
    for (place, (column, figure)) in stated.iter().enumerate() {
        for (other_column, other) in stated.iter().skip(place + 1) {
            let found = grade(&figure.observation, &other.observation);
            counts[usize::from(found.may_rank())] += 1;
            let reasons = badges(&found);
            rows.push_str(&format!(
                "<tr><th scope=\"row\">{} – {}</th><td>{}</td><td>{reasons}</td></tr>",
                column_label(column),
                column_label(other_column),
                graded(found.grade())
            ));
        }
    }
    let [apart, together] = counts;
    let summary = both(
        &format!("逐对比较: {together} 对可比,{apart} 对不可比"),
        &format!("Pairs: {together} comparable, {apart} not"),
    );
    let heads = [("两份规划", "Plans"), ("可比性", "Comparability"), ("差别", "What differs")];
    let heads: String =
        heads.iter().map(|(zh, en)| format!("<th scope=\"col\">{}</th>", both(zh, en))).collect();
    format!(
        "<details><summary>{summary}</summary><table class=\"pairs\"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )
}

fn graded(grade: Grade) -> String {
    format!("<span class=\"grade {}\">{}</span>", grade.as_str(), word(words::grade(grade)))
}

/// All reasons, the gravest first.
fn badges(found: &Comparability) -> String {
    let mut reasons: Vec<(Reason, Grade)> = found.reasons.iter().map(|(one, grade)| (*one, *grade)).collect();
    reasons.sort_by_key(|(_, grade)| std::cmp::Reverse(*grade));
    reasons.into_iter().map(|(reason, grade)| badge(reason, grade.as_str())).collect()
}

/// A reason; `grade` colors it.
fn badge(reason: Reason, grade: &str) -> String {
    format!("<span class=\"badge {}\">{}</span>", grade, word(words::reason(reason)))
}

fn find<'c>(plan: &str, stated: &[Stated<'c>]) -> Option<Stated<'c>> {
    stated.iter().find(|(column, _)| column.id == plan).copied()
}
