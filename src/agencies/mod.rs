//! Who does what: the work of bodies by function, and who shares tasks with whom.
//!
//! Plans name bodies by their local names; the [functions](crate::lexicon::functions) of
//! [`ResponsibleUnit`] make them comparable: 市科技局, 省科学技术厅 and 区科技工业和信息化局
//! all do science and technology, the last one also industry.

mod network;
mod workload;

pub use network::{Edge, network};
pub use workload::{Workload, workload};

use std::collections::BTreeMap;

use crate::schema::{Plan, ResponsibleUnit, Role, Task};

/// The strongest role of each function on a task: a body that leads counts for its function before one that supports.
fn roles<'p>(plan: &'p Plan, task: &'p Task) -> BTreeMap<&'p str, Role> {
    let mut roles: BTreeMap<&str, Role> = BTreeMap::new();
    for (unit, role) in answering(plan, task) {
        for function in &unit.functions {
            let known = roles.entry(function).or_insert(role);
            *known = strength(*known).max(strength(role)).1;
        }
    }
    roles
}

/// The bodies of a task, with their roles, as listed.
fn answering<'p>(plan: &'p Plan, task: &'p Task) -> impl Iterator<Item = (&'p ResponsibleUnit, Role)> {
    task.responsibilities.iter().filter_map(|named| Some((plan.unit(&named.unit)?, named.role)))
}

fn strength(role: Role) -> (u8, Role) {
    match role {
        Role::Lead => (2, role),
        Role::Responsible => (1, role),
        Role::Support => (0, role),
    }
}
