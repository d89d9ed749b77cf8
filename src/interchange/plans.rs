//! Tables → whole plans.

use std::collections::HashMap;

use arrow_array::RecordBatch;

use super::{Table, records};
use crate::Error;
use crate::schema::Plan;

/// Puts plans together again from their tables.
///
/// Add batches of [`Table::Plans`] first; rows of other tables go to the plan they name, tasks before those who answer
/// for them. Observations are passed over: they follow from the targets.
///
/// # Examples
///
/// ```
/// use crossplan::interchange::{PlanReader, Table, batches};
/// use crossplan::{normalizers, samples};
///
/// let written = [normalizers::read(&samples::linyi())?, normalizers::read(&samples::yueyang())?];
/// let mut reader = PlanReader::new();
/// for table in Table::ALL {
///     for batch in batches(table, &written)? {
///         reader.add(table, &batch)?;
///     }
/// }
/// assert_eq!(reader.finish(), written);
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct PlanReader {
    plans: Vec<Plan>,
    by_id: HashMap<String, usize>,
    /// Where each task of each plan is.
    tasks: HashMap<(usize, String), usize>,
}

impl PlanReader {
    /// A reader without plans.
    ///
    /// # Examples
    ///
    /// See [`PlanReader`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the rows of a batch.
    ///
    /// # Errors
    ///
    /// [`Error::Table`] if the batch is none of this table, or names a plan or task that was not added before;
    /// [`Error::SameId`] if two plans have one id.
    ///
    /// # Examples
    ///
    /// See [`PlanReader`].
    pub fn add(&mut self, table: Table, batch: &RecordBatch) -> Result<(), Error> {
        match table {
            Table::Plans => {
                for plan in records::bare(batch)? {
                    if self.by_id.insert(plan.id.clone(), self.plans.len()).is_some() {
                        return Err(Error::SameId { id: plan.id });
                    }
                    self.plans.push(plan);
                }
            }
            Table::Tasks => {
                for (id, task) in records::tasks(batch)? {
                    let (at, plan) = self.plan(table, &id)?;
                    let (key, place) = ((at, task.id.clone()), plan.tasks.len());
                    plan.tasks.push(task);
                    self.tasks.entry(key).or_insert(place);
                }
            }
            Table::Responsibilities => {
                for (id, task, named) in records::responsibilities(batch)? {
                    let at = self.plan(table, &id)?.0;
                    let place = self.tasks.get(&(at, task.clone())).copied();
                    let plan = self.plans.get_mut(at);
                    let found = plan.and_then(|plan| plan.tasks.get_mut(place?));
                    let found = found.ok_or_else(|| unknown(table, "task", &format!("{id}/{task}")))?;
                    found.responsibilities.push(named);
                }
            }
            Table::Bodies => {
                for (id, unit) in records::bodies(batch)? {
                    self.plan(table, &id)?.1.units.push(unit);
                }
            }
            Table::Indicators => {
                for (id, (target, rules)) in records::ruled(batch)? {
                    let plan = self.plan(table, &id)?.1;
                    if let Some(rules) = rules {
                        plan.rules.insert(target.id.clone(), rules);
                    }
                    plan.indicators.push(target);
                }
            }
            Table::Goals => {
                for (id, goal) in records::goals(batch)? {
                    self.plan(table, &id)?.1.goals.push(goal);
                }
            }
            Table::Diagnostics => {
                for (id, diagnostic) in records::diagnostics(batch)? {
                    self.plan(table, &id)?.1.diagnostics.push(diagnostic);
                }
            }
            Table::Observations => {}
        }
        Ok(())
    }

    /// The plans, in the order of their rows.
    ///
    /// # Examples
    ///
    /// See [`PlanReader`].
    #[must_use]
    pub fn finish(self) -> Vec<Plan> {
        self.plans
    }

    fn plan(&mut self, table: Table, id: &str) -> Result<(usize, &mut Plan), Error> {
        let at = self.by_id.get(id).copied();
        let plan = at.and_then(|at| Some((at, self.plans.get_mut(at)?)));
        plan.ok_or_else(|| unknown(table, "plan", id))
    }
}

fn unknown(table: Table, what: &str, id: &str) -> Error {
    let problem = format!("a row names the {what} {id:?}, which was not added before");
    Error::Table { table: table.name(), problem }
}
