//! Tasks: who does what, on which topic, and what stands nearest elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::{both, escape, panel};
use super::{Reading, plan_label, section};
use crate::agencies::{Workload, workload};
use crate::align::{Aligned, Alignment};
use crate::lexicon::{Topic, functions, topics};
use crate::schema::{Plan, Task};

const TOPICS_NOTE: (&str, &str) = (
    "每格为该主题的任务数;点击可见任务及其在别处最相近的任务。主题由词表判定,相近程度由文字与主题计算(满分一千)。",
    "Each cell counts the tasks on a topic; click it for the tasks and what stands nearest to each elsewhere. Topics are told by a list of words, nearness by words and topics (1000 is the same).",
);
const WORK_NOTE: (&str, &str) = (
    "某类单位参与的任务数与全部有责任单位的任务数之比;“牵头”只在规划指明牵头单位时给出。",
    "Tasks that name a kind of body, of all tasks that name any; leads only where a plan says who leads.",
);
const HEAT_NOTE: (&str, &str) = (
    "各类单位在各主题上的任务数(全部规划合计);点击可见任务。",
    "Tasks of each kind of body on each topic, over all plans; click a number for the tasks.",
);

/// Writes the sections on tasks, and the panels that they open.
pub(super) fn sections(readings: &[Reading], out: &mut String, panels: &mut String) {
    let read: Vec<_> = readings.iter().map(|reading| (reading.plan, reading.source)).collect();
    let alignment = Alignment::of(&read);
    let table = topic_table(readings, &alignment, panels);
    out.push_str(&section("topics", "任务对照", "Tasks side by side", &TOPICS_NOTE, &table));
    let work = workload(readings.iter().map(|reading| reading.plan));
    if work.is_empty() {
        return;
    }
    out.push_str(&section("bodies", "谁来做", "Who does what", &WORK_NOTE, &work_table(readings, &work)));
    let heat = heat_map(readings, &work, panels);
    out.push_str(&section("heat", "单位与主题", "Bodies and topics", &HEAT_NOTE, &heat));
}

/// The plans as heads of columns; their ids are that of the table with their place behind.
pub(super) fn plan_heads(readings: &[Reading], table: &str) -> String {
    let heads = readings.iter().enumerate().map(|(place, reading)| {
        format!("<th scope=\"col\" id=\"{table}{place}\">{}</th>", plan_label(reading.plan))
    });
    heads.collect()
}

fn topic_table(readings: &[Reading], alignment: &Alignment, panels: &mut String) -> String {
    let mut out = format!(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"topics\" tabindex=\"0\"><table class=\"counts\"><thead><tr><th scope=\"col\">{}</th>{}</tr></thead><tbody>",
        both("主题", "Topic"),
        plan_heads(readings, "topics")
    );
    let all: BTreeSet<&str> = alignment.shared_by_all().map(|row| row.topic.as_str()).collect();
    let rows = alignment.topics.iter().filter(|row| row.tasks.iter().any(|tasks| !tasks.is_empty()));
    for (line, row) in rows.enumerate() {
        let with_tasks = row.tasks.iter().filter(|tasks| !tasks.is_empty()).count();
        let badge = match with_tasks {
            _ if all.contains(row.topic.as_str()) => {
                format!(" <span class=\"badge all\">{}</span>", both("都有", "all"))
            }
            1 => format!(" <span class=\"badge only\">{}</span>", both("独有", "only one")),
            _ => String::new(),
        };
        out.push_str(&format!(
            "<tr><th scope=\"row\" id=\"t{line}\">{}{badge}</th>",
            both(&row.label, &row.label_en)
        ));
        for (place, (reading, ids)) in readings.iter().zip(&row.tasks).enumerate() {
            let id = format!("t{line}-{place}");
            out.push_str(&counted(&id, ids.len(), 6, &format!("t{line} topics{place}")));
            if !ids.is_empty() {
                let title = format!("{} · {}", both(&row.label, &row.label_en), plan_label(reading.plan));
                panels.push_str(&panel(&id, &title, &task_list(readings, reading.plan, ids, alignment)));
            }
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out
}

/// A cell with a number that opens a panel; the darker, the more, `most` the darkest. `heads` are the ids of what
/// names it.
pub(super) fn counted(id: &str, count: usize, most: usize, heads: &str) -> String {
    match count {
        0 => "<td>·</td>".to_owned(),
        _ => format!(
            "<td class=\"heat h{}\"><button id=\"{id}-b\" aria-labelledby=\"{heads} {id}-b\" popovertarget=\"{id}\">{count}</button></td>",
            (count * 6).div_ceil(most.max(1)).min(6)
        ),
    }
}

fn task_list(readings: &[Reading], plan: &Plan, ids: &[String], alignment: &Alignment) -> String {
    let tasks = alignment.tasks.iter().filter(|task| task.plan == plan.id && ids.contains(&task.task));
    let items: String = tasks
        .map(|task| format!("<li><b>{}</b>{}</li>", escape(&task.title), nearest(readings, task)))
        .collect();
    format!("<ul class=\"tasks\">{items}</ul>")
}

fn nearest(readings: &[Reading], task: &Aligned) -> String {
    let Some(nearest) = task.nearest.first() else { return String::new() };
    let near = if nearest.score >= Alignment::NEAR {
        both("最相近", "nearest")
    } else {
        both("别处没有相近任务;最接近的是", "no counterpart elsewhere; the closest is")
    };
    let terms = match nearest.terms.is_empty() {
        true => String::new(),
        false => format!(
            "<br><small>{}: {}</small>",
            both("共有词", "shared words"),
            escape(&nearest.terms.join("、"))
        ),
    };
    format!(
        "<p>{near}: {} {} <small>({})</small>{terms}</p>",
        elsewhere(readings, &nearest.plan),
        escape(&nearest.title),
        nearest.score
    )
}

/// The name of another plan.
fn elsewhere(readings: &[Reading], id: &str) -> String {
    let reading = readings.iter().find(|reading| reading.plan.id == id);
    reading.map_or_else(|| escape(id), |reading| plan_label(reading.plan))
}

fn work_table(readings: &[Reading], work: &[Workload]) -> String {
    let mut out = format!(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"bodies\" tabindex=\"0\"><table class=\"work\"><thead><tr><th scope=\"col\">{}</th>{}</tr></thead><tbody>",
        both("职能", "Function"),
        plan_heads(readings, "bodies")
    );
    for function in functions() {
        let of_function =
            |plan: &Plan| work.iter().find(|work| work.plan == plan.id && work.function == function.id);
        if readings.iter().all(|reading| of_function(reading.plan).is_none()) {
            continue;
        }
        out.push_str(&format!("<tr><th scope=\"row\">{}</th>", both(&function.label, &function.label_en)));
        for reading in readings {
            out.push_str(&match of_function(reading.plan) {
                Some(work) => share(work),
                None if work.iter().any(|work| work.plan == reading.plan.id) => "<td>·</td>".to_owned(),
                None => format!("<td class=\"missing\">{}</td>", both("未列单位", "names no bodies")),
            });
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out
}

fn share(work: &Workload) -> String {
    let lead = work.lead_share().map(|_| {
        let (led, of) = (work.led, work.with_lead);
        format!("<small>{}</small>", both(&format!("牵头 {led}/{of}"), &format!("leads {led}/{of}")))
    });
    format!(
        "<td><meter min=\"0\" max=\"{of}\" value=\"{}\" aria-hidden=\"true\"></meter> {}/{of} {}<small class=\"names\">{}</small></td>",
        work.tasks,
        work.tasks,
        lead.unwrap_or_default(),
        escape(&work.bodies.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("、")),
        of = work.assigned
    )
}

fn heat_map(readings: &[Reading], work: &[Workload], panels: &mut String) -> String {
    let present: Vec<&Topic> =
        topics().iter().filter(|topic| on_topic(readings, topic).next().is_some()).collect();
    let heads: String = present
        .iter()
        .enumerate()
        .map(|(place, topic)| {
            let name = both(&topic.label, &topic.label_en);
            format!("<th scope=\"col\" id=\"heat{place}\"><div>{name}</div></th>")
        })
        .collect();
    let mut out = format!(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"heat\" tabindex=\"0\"><table class=\"counts map\"><thead><tr><th scope=\"col\">{}</th>{heads}</tr></thead><tbody>",
        both("职能", "Function")
    );
    let working = functions().iter().filter(|function| work.iter().any(|work| work.function == function.id));
    for (line, function) in working.enumerate() {
        let name = both(&function.label, &function.label_en);
        out.push_str(&format!("<tr><th scope=\"row\" id=\"h{line}\">{name}</th>"));
        for (place, topic) in present.iter().enumerate() {
            let mut titles: BTreeMap<usize, Vec<&Task>> = BTreeMap::new();
            let named = on_topic(readings, topic).filter(|(_, plan, task)| names(plan, task, &function.id));
            for (place, _, task) in named {
                titles.entry(place).or_default().push(task);
            }
            let id = format!("h{line}-{place}");
            let count = titles.values().map(Vec::len).sum();
            out.push_str(&counted(&id, count, 6, &format!("h{line} heat{place}")));
            if count > 0 {
                let title = format!("{name} · {}", both(&topic.label, &topic.label_en));
                panels.push_str(&panel(&id, &title, &by_plan(readings, &titles)));
            }
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    out
}

/// The tasks on a topic that name any body, with the place of their plan.
fn on_topic<'r>(
    readings: &'r [Reading],
    topic: &'r Topic,
) -> impl Iterator<Item = (usize, &'r Plan, &'r Task)> {
    let tasks = readings
        .iter()
        .enumerate()
        .flat_map(|(place, reading)| reading.plan.tasks.iter().map(move |task| (place, reading.plan, task)));
    tasks.filter(|(_, _, task)| !task.responsibilities.is_empty() && task.topics.contains(&topic.id))
}

/// True if a body with this function answers for the task.
fn names(plan: &Plan, task: &Task, function: &str) -> bool {
    let mut units = task.responsibilities.iter().filter_map(|named| plan.unit(&named.unit));
    units.any(|unit| unit.functions.iter().any(|own| own == function))
}

fn by_plan(readings: &[Reading], by_place: &BTreeMap<usize, Vec<&Task>>) -> String {
    let mut out = String::new();
    for (place, tasks) in by_place {
        let Some(reading) = readings.get(*place) else { continue };
        out.push_str(&format!("<h4>{}</h4>{}", plan_label(reading.plan), titles(tasks.clone())));
    }
    out
}

/// The titles of tasks as a list.
pub(super) fn titles(tasks: Vec<&Task>) -> String {
    let items: String = tasks.iter().map(|task| format!("<li>{}</li>", escape(&task.title))).collect();
    format!("<ul>{items}</ul>")
}
