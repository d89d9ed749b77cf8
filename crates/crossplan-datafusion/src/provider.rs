//! One call of the table function as a table: which documents, which columns, how many partitions.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use crossplan::Corpus;
use crossplan::interchange::arrow_schema::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::runtime::SpawnedTask;
use datafusion::common::{DataFusionError, Result, plan_err};
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::streaming::{PartitionStream, StreamingTableExec};

use crate::reading::{Documents, Misses, Partition};
use crate::wide::Rows;

/// The rows that the documents of a pattern have in one table.
#[derive(Debug)]
pub(crate) struct Plans {
    pattern: String,
    rows: Rows,
    schema: SchemaRef,
    misses: Arc<Misses>,
}

impl Plans {
    pub(crate) fn new(pattern: &str, rows: Rows, misses: Arc<Misses>) -> Self {
        Self { pattern: pattern.to_owned(), rows, schema: rows.schema(), misses }
    }
}

#[async_trait]
impl TableProvider for Plans {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Temporary
    }

    async fn scan(
        &self,
        session: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let pattern = self.pattern.clone();
        let documents = SpawnedTask::spawn_blocking(move || list(&pattern)).join().await;
        let documents = Arc::new(documents.map_err(|error| DataFusionError::External(error.into()))?);
        if documents.paths.is_empty() {
            return plan_err!("read_plans: no documents fit {:?}", self.pattern);
        }
        let schema = match projection {
            Some(columns) => Arc::new(self.schema.project(columns)?),
            None => Arc::clone(&self.schema),
        };
        let partitions = session.config().target_partitions().clamp(1, documents.paths.len());
        let partition = |first| -> Arc<dyn PartitionStream> {
            Arc::new(Partition {
                documents: Arc::clone(&documents),
                first,
                step: partitions,
                rows: self.rows,
                schema: Arc::clone(&schema),
                limit,
                misses: Arc::clone(&self.misses),
            })
        };
        let partitions = (0..partitions).map(partition).collect();
        Ok(Arc::new(StreamingTableExec::try_new(schema, partitions, None, [], false, limit)?))
    }
}

/// The paths that fit, and the folder below which they are told apart.
fn list(pattern: &str) -> Documents {
    let found = Corpus::new().glob(pattern).into_documents();
    Documents { paths: found.map(|document| document.name().to_owned()).collect(), below: folder(pattern) }
}

/// The folder that a pattern begins with: `plans` in `plans/**/*.txt`.
fn folder(pattern: &str) -> PathBuf {
    let path = Path::new(pattern);
    let has_sign = |part: &std::path::Component<'_>| part.as_os_str().to_string_lossy().contains(['*', '?']);
    let plain: PathBuf = path.components().take_while(|part| !has_sign(part)).collect();
    match () {
        () if plain.as_os_str().is_empty() => PathBuf::from("."),
        () if plain == path && !path.is_dir() => path.parent().map(Path::to_owned).unwrap_or_default(),
        () => plain,
    }
}
