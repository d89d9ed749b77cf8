//! Who works with whom: for each plan the functions as points on a line, an arc for each pair that shares tasks, and a
//! table of all pairs.

use std::collections::BTreeMap;

use super::markup::{both, escape, panel};
use super::tasks::{counted, plan_heads, titles};
use super::{Reading, plan_label, section};
use crate::agencies::{Edge, network};
use crate::lexicon::{Function, functions};

const NOTE: (&str, &str) = (
    "两类单位共同负责的任务数。弧线越粗,共同任务越多;只列共同任务不少于三项的。点击表中数字可见任务。",
    "Tasks that two kinds of body answer for together. The thicker the arc, the more tasks; only pairs with three tasks or more are shown. Click a number for the tasks.",
);

/// Fewer shared tasks than these are neither drawn nor listed.
const LEAST: usize = 3;
/// Height of a line, place of the points, and width of a drawing.
const LINE: usize = 20;
const POINTS: usize = 236;
const WIDTH: usize = 440;

/// Writes the section on shared tasks, and the panels that it opens. Nothing if no bodies share any.
pub(super) fn shared(readings: &[Reading], out: &mut String, panels: &mut String) {
    let edges: Vec<Vec<Edge>> = readings
        .iter()
        .map(|reading| network([reading.plan]).into_iter().filter(|edge| edge.tasks.len() >= LEAST).collect())
        .collect();
    if edges.iter().all(Vec::is_empty) {
        return;
    }
    let most = edges.iter().flatten().map(|edge| edge.tasks.len()).max().unwrap_or(LEAST);
    let drawings: String = readings
        .iter()
        .zip(&edges)
        .filter(|(_, edges)| !edges.is_empty())
        .map(|(reading, edges)| drawing(reading, edges, most))
        .collect();
    let table = table(readings, &edges, most, panels);
    let content = format!("<div class=\"charts\">{drawings}</div>{table}");
    out.push_str(&section("network", "谁与谁合作", "Who works with whom", &NOTE, &content));
}

fn drawing(reading: &Reading, edges: &[Edge], most: usize) -> String {
    let points: Vec<&Function> = functions()
        .iter()
        .filter(|function| edges.iter().any(|edge| edge.one == function.id || edge.other == function.id))
        .collect();
    let height = LINE * points.len() + 8;
    let y =
        |id: &str| points.iter().position(|function| function.id == id).map(|at| LINE * at + LINE / 2 + 4);
    let arcs = edges.iter().filter_map(|edge| {
        let (one, other) = (y(&edge.one)?, y(&edge.other)?);
        let (top, bottom) = (one.min(other), one.max(other));
        // Half a flat ellipse: as wide as it fits, however far the points are apart.
        let across = ((bottom - top) * (WIDTH - POINTS - 20) / height).max(8);
        let width = 1 + edge.tasks.len() * 5 / most.max(1);
        Some(format!(
            "<path stroke-width=\"{width}\" d=\"M{POINTS} {top}A{across} {} 0 0 1 {POINTS} {bottom}\"/>",
            (bottom - top) / 2
        ))
    });
    let arcs: String = arcs.collect();
    let names = points.iter().enumerate().map(|(at, function)| {
        let y = LINE * at + LINE / 2 + 4;
        let text = |class: &str, name: &str| {
            format!(
                "<text class=\"{class}\" x=\"{}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{}</text>",
                POINTS - 10,
                escape(name)
            )
        };
        let names = text("zh", &function.label) + &text("en", &short(&function.label_en));
        format!("{names}<circle cx=\"{POINTS}\" cy=\"{y}\" r=\"4\"/>")
    });
    let names: String = names.collect();
    let label = plan_label(reading.plan);
    let (zh, en) = ("共同任务弧线图,数字见下表", "Arcs of shared tasks; the table below has the numbers");
    format!(
        "<figure class=\"chart arcs\"><figcaption>{label}</figcaption><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-label=\"{}\"><g class=\"arc\">{arcs}</g>{names}</svg></figure>",
        escape(&format!("{}: {zh} {en}", reading.plan.id))
    )
}

/// One line for each pair of functions, one column for each plan.
fn table(readings: &[Reading], edges: &[Vec<Edge>], most: usize, panels: &mut String) -> String {
    let mut pairs: BTreeMap<(&str, &str), Vec<Option<&Edge>>> = BTreeMap::new();
    for (place, edge) in edges.iter().enumerate().flat_map(|(place, of)| of.iter().map(move |e| (place, e))) {
        let cells = pairs.entry((&edge.one, &edge.other)).or_insert_with(|| vec![None; readings.len()]);
        if let Some(cell) = cells.get_mut(place) {
            *cell = Some(edge);
        }
    }
    let total = |cells: &[Option<&Edge>]| cells.iter().flatten().map(|edge| edge.tasks.len()).sum::<usize>();
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_by_key(|(_, cells)| std::cmp::Reverse(total(cells)));
    let heads = plan_heads(readings, "network");
    let mut out = format!(
        "<div class=\"scroll low\" role=\"region\" aria-labelledby=\"network\" tabindex=\"0\"><table class=\"counts\"><thead><tr><th scope=\"col\">{}</th>{heads}</tr></thead><tbody>",
        both("两类单位", "Two kinds of body"),
    );
    for (line, ((one, other), cells)) in pairs.into_iter().enumerate() {
        let name = format!("{} – {}", name(one), name(other));
        out.push_str(&format!("<tr><th scope=\"row\" id=\"n{line}\">{name}</th>"));
        for (place, (reading, edge)) in readings.iter().zip(cells).enumerate() {
            let id = format!("n{line}-{place}");
            let count = edge.map_or(0, |edge| edge.tasks.len());
            out.push_str(&counted(&id, count, most, &format!("n{line} network{place}")));
            if let Some(edge) = edge {
                let tasks = edge.tasks.iter().filter_map(|id| reading.plan.task(id)).collect();
                let title = format!("{name} · {}", plan_label(reading.plan));
                panels.push_str(&panel(&id, &title, &titles(tasks)));
            }
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out
}

fn name(id: &str) -> String {
    match functions().iter().find(|function| function.id == id) {
        Some(function) => both(&function.label, &function.label_en),
        None => escape(id),
    }
}

/// A name that fits in front of the points.
fn short(name: &str) -> String {
    let most = 43;
    match name.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", name.get(..at).unwrap_or(name).trim_end()),
        None => name.to_owned(),
    }
}
