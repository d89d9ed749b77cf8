//! Who shares tasks with whom.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::roles;
use crate::schema::Plan;

/// Two functions of one plan that answer for tasks together.
///
/// # Examples
///
/// See [`network`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edge {
    /// Id of the plan.
    pub plan: String,
    /// One function; before the other in the alphabet.
    pub one: String,
    /// The other function.
    pub other: String,
    /// Ids of the tasks that both answer for, in document order.
    pub tasks: Vec<String>,
}

/// Lists which functions answer for tasks together, plan by plan: those that share the most tasks first.
///
/// A body with several functions does not share a task with itself: its functions are linked only if another body of
/// the task has one of them.
///
/// # Examples
///
/// ```
/// use crossplan::agencies::network;
/// use crossplan::{normalizers, samples};
///
/// let plan = normalizers::read(&samples::yueyang())?;
/// let edges = network([&plan]);
/// assert!(edges[0].tasks.len() >= edges[1].tasks.len());
/// assert!(edges.iter().all(|edge| edge.one < edge.other));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn network<'p>(plans: impl IntoIterator<Item = &'p Plan>) -> Vec<Edge> {
    plans.into_iter().flat_map(of_plan).collect()
}

fn of_plan(plan: &Plan) -> Vec<Edge> {
    let mut shared: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for task in &plan.tasks {
        let functions: Vec<&str> = roles(plan, task).into_keys().collect();
        for (place, one) in functions.iter().enumerate() {
            for other in functions.iter().skip(place + 1) {
                if between_bodies(plan, task, one, other) {
                    shared.entry((one, other)).or_default().push(task.id.clone());
                }
            }
        }
    }
    let mut edges: Vec<Edge> = shared
        .into_iter()
        .map(|((one, other), tasks)| Edge {
            plan: plan.id.clone(),
            one: one.to_owned(),
            other: other.to_owned(),
            tasks,
        })
        .collect();
    edges.sort_by_key(|edge| std::cmp::Reverse(edge.tasks.len()));
    edges
}

/// True if two different bodies of a task have the two functions.
fn between_bodies(plan: &Plan, task: &crate::schema::Task, one: &str, other: &str) -> bool {
    let with = |function: &str| -> BTreeSet<&str> {
        let units = super::answering(plan, task).map(|(unit, _)| unit);
        let fitting = units.filter(|unit| unit.functions.iter().any(|own| own == function));
        fitting.map(|unit| unit.id.as_str()).collect()
    };
    let (one, other) = (with(one), with(other));
    one.iter().any(|body| other.iter().any(|another| another != body))
}
