//! How many tasks each function has in each plan.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{answering, roles};
use crate::lexicon::functions;
use crate::schema::{Plan, Role};

/// The work of one function in one plan.
///
/// # Examples
///
/// See [`workload`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Workload {
    /// Id of the plan.
    pub plan: String,
    /// Canonical function.
    pub function: String,
    /// Names of its bodies as written, in order of first mention.
    pub bodies: Vec<String>,
    /// Tasks that name at least one of them.
    pub tasks: usize,
    /// Tasks that one of them leads.
    pub led: usize,
    /// Tasks for which one of them is responsible beside equals.
    pub responsible: usize,
    /// Tasks that they only support.
    pub supported: usize,
    /// Tasks of the plan for which anyone is named.
    pub assigned: usize,
    /// Tasks of the plan that anyone leads; 0 in a plan that names no leads.
    pub with_lead: usize,
}

impl Workload {
    /// Of the tasks that anyone leads, those it leads, per mille, rounded half to even. `None` in a plan that names no leads.
    ///
    /// Several bodies may lead one task, so shares may add up to more than 1000.
    #[must_use]
    pub fn lead_share(&self) -> Option<u32> {
        per_mille(self.led, self.with_lead)
    }

    /// Of the tasks for which anyone is named, those that name it, per mille, rounded half to even.
    #[must_use]
    pub fn task_share(&self) -> u32 {
        per_mille(self.tasks, self.assigned).unwrap_or(0)
    }
}

/// A share, rounded half to even. `None` of nothing.
fn per_mille(part: usize, whole: usize) -> Option<u32> {
    let (down, rest) = ((part * 1000).checked_div(whole)?, (part * 1000).checked_rem(whole)?);
    let up = match (rest * 2).cmp(&whole) {
        Ordering::Less => 0,
        Ordering::Equal => down % 2,
        Ordering::Greater => 1,
    };
    u32::try_from(down + up).ok()
}

/// Counts the tasks of each function in each plan: plans in the order given, functions in the order of the scheme.
///
/// A task counts once for a function, in its strongest role, however many bodies share it. Bodies whose function is
/// not known are left out; a function without tasks in a plan has no entry.
///
/// # Examples
///
/// ```
/// use crossplan::agencies::workload;
/// use crossplan::{normalizers, samples};
///
/// let plan = normalizers::read(&samples::linyi())?;
/// let work = workload([&plan]);
/// let science = work.iter().find(|work| work.function == "science-and-technology").ok_or("none")?;
/// assert_eq!(science.bodies, ["市科技局"]);
/// assert!(science.led > 10 && science.led <= science.tasks);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn workload<'p>(plans: impl IntoIterator<Item = &'p Plan>) -> Vec<Workload> {
    plans.into_iter().flat_map(of_plan).collect()
}

fn of_plan(plan: &Plan) -> Vec<Workload> {
    let named = |role: Option<Role>| {
        let any = |task: &&crate::schema::Task| {
            task.responsibilities.iter().any(|named| role.is_none_or(|role| named.role == role))
        };
        plan.tasks.iter().filter(any).count()
    };
    let (assigned, with_lead) = (named(None), named(Some(Role::Lead)));
    let mut counts: BTreeMap<&str, BTreeMap<Role, usize>> = BTreeMap::new();
    let mut named_bodies: BTreeSet<&str> = BTreeSet::new();
    for task in &plan.tasks {
        for (function, role) in roles(plan, task) {
            *counts.entry(function).or_default().entry(role).or_default() += 1;
        }
        named_bodies.extend(answering(plan, task).map(|(unit, _)| unit.id.as_str()));
    }
    let known = functions().iter().map(|function| function.id.as_str());
    let known: Vec<&str> = known.collect();
    // A function of the user's own stands behind those of the scheme.
    let own = counts.keys().copied().filter(|function| !known.contains(function));
    let order: Vec<&str> = known.iter().copied().chain(own).collect();
    let work = order.into_iter().filter_map(|function| {
        let by_role = counts.get(function)?;
        let with = |role: Role| by_role.get(&role).copied().unwrap_or(0);
        let (led, responsible, supported) = (with(Role::Lead), with(Role::Responsible), with(Role::Support));
        let bodies = plan.units.iter().filter(|unit| {
            named_bodies.contains(unit.id.as_str()) && unit.functions.iter().any(|own| own == function)
        });
        Some(Workload {
            plan: plan.id.clone(),
            function: function.to_owned(),
            bodies: bodies.map(|unit| unit.name.clone()).collect(),
            tasks: led + responsible + supported,
            led,
            responsible,
            supported,
            assigned,
            with_lead,
        })
    });
    work.collect()
}
