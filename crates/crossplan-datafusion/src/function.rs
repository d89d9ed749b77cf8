//! The table function: its arguments, and what it tells of documents that cannot be read.

use std::sync::Arc;

use datafusion::catalog::{TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::Expr;
use datafusion::prelude::SessionContext;

use crate::provider::Plans;
use crate::reading::{Misses, Unread};
use crate::wide::Rows;

/// Registers `read_plans` with a session.
///
/// # Examples
///
/// See the [crate].
pub fn register(session: &SessionContext) -> ReadPlans {
    let reading = ReadPlans::default();
    session.register_udtf("read_plans", Arc::new(reading.clone()));
    reading
}

/// The table function `read_plans`, and a handle to what it could not read. Clones share what they know.
#[derive(Clone, Debug, Default)]
pub struct ReadPlans {
    misses: Arc<Misses>,
}

impl ReadPlans {
    /// What could not be read since this was asked last. A document that two queries read counts twice.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let session = datafusion::prelude::SessionContext::new();
    /// let reading = crossplan_datafusion::register(&session);
    /// session.sql("SELECT * FROM read_plans('no/such/plan.txt')").await?.collect().await?;
    /// let unread = reading.take_unread();
    /// assert_eq!(unread.documents, 1);
    /// assert_eq!(unread.first[0].0, "no/such/plan.txt");
    /// assert!(unread.first[0].1.starts_with("no/such/plan.txt: cannot be read: "));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn take_unread(&self) -> Unread {
        self.misses.take()
    }
}

impl TableFunctionImpl for ReadPlans {
    fn call_with_args(&self, args: TableFunctionArgs) -> Result<Arc<dyn TableProvider>> {
        let (pattern, table) = match args.exprs() {
            [pattern] => (text(pattern)?, "plans"),
            [pattern, table] => (text(pattern)?, text(table)?),
            others => {
                return plan_err!("read_plans: {} arguments, expected a pattern and a table", others.len());
            }
        };
        let Some(rows) = Rows::by_name(table) else {
            return plan_err!("read_plans: no table {table:?}, expected one of {}", Rows::names().join(", "));
        };
        Ok(Arc::new(Plans::new(pattern, rows, Arc::clone(&self.misses))))
    }
}

fn text(argument: &Expr) -> Result<&str> {
    match argument {
        Expr::Literal(
            ScalarValue::Utf8(Some(text))
            | ScalarValue::LargeUtf8(Some(text))
            | ScalarValue::Utf8View(Some(text)),
            _,
        ) => Ok(text),
        other => plan_err!("read_plans: {other}, expected a text in quotes"),
    }
}
