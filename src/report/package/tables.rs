//! The tables of a data package.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Field, Table};
use crate::compare::Comparison;
use crate::report::csv::{COLUMNS, records, text};
use crate::schema::Plan;
use crate::schema::columns::{BODIES, Column, Columns, Holds, INDICATORS, PLANS, RESPONSIBILITIES, TASKS};
use crate::source::Evidence;

fn field(name: &'static str, kind: &'static str, description: impl Into<String>) -> Field {
    Field { name, kind, description: description.into() }
}

/// The columns of a table that CSV has: all but those that need types.
fn fields(table: &Columns) -> Vec<Field> {
    table.columns.iter().filter(|column| !column.typed_only).map(described).collect()
}

fn described(column: &Column) -> Field {
    let joined = |sign| format!("{}, with {sign} between them.", column.description.trim_end_matches('.'));
    let (kind, description) = match column.holds {
        Holds::Words => ("string", joined("blanks")),
        Holds::Path => ("string", joined(">")),
        Holds::Text => ("string", column.description.to_owned()),
        Holds::Count | Holds::Digits | Holds::Year => ("integer", column.description.to_owned()),
        Holds::Day => ("date", column.description.to_owned()),
        Holds::Decimal => ("number", column.description.to_owned()),
        Holds::Boolean => ("boolean", column.description.to_owned()),
    };
    field(column.name, kind, description)
}

pub(super) fn tables(comparison: &Comparison, plans: &[Plan]) -> Vec<Table> {
    let mut seen = BTreeSet::new();
    let plans: Vec<&Plan> = plans.iter().filter(|plan| seen.insert(plan.id.as_str())).collect();
    vec![
        of_plans(&plans),
        tasks(&plans),
        bodies(&plans),
        responsibilities(&plans),
        indicators(&plans),
        metrics(comparison),
        observations(comparison, &plans),
    ]
}

fn of_plans(plans: &[&Plan]) -> Table {
    let row = |plan: &&Plan| {
        let region = plan.region.as_ref();
        vec![
            text(&plan.id),
            text(&plan.title),
            optional(plan.issuer.as_deref()),
            optional(plan.document_number.as_deref()),
            shown(plan.issued),
            shown(plan.published),
            shown(plan.period.start),
            shown(plan.period.end),
            optional(region.map(|region| region.name.as_str())),
            optional(region.and_then(|region| region.code.as_deref())),
            name(region.and_then(|region| region.level)),
            name(Some(plan.script)),
            text(&plan.source.name),
            text(&plan.source.encoding),
            text(&plan.source.sha256),
            plan.source.length.to_string(),
        ]
    };
    Table {
        name: PLANS.name,
        title: PLANS.title,
        fields: fields(&PLANS),
        primary_key: &["id"],
        foreign_keys: &[],
        rows: plans.iter().map(row).collect(),
    }
}

fn tasks(plans: &[&Plan]) -> Table {
    let rows = plans.iter().flat_map(|plan| {
        plan.tasks.iter().map(|task| {
            let mut row = vec![
                within(plan, &task.id),
                text(&plan.id),
                text(&task.number),
                text(&task.title),
                text(&task.parents.join(" > ")),
                shown(task.deadline),
                text(&task.topics.join(" ")),
            ];
            row.extend(quote(&task.evidence));
            row
        })
    });
    Table {
        name: TASKS.name,
        title: TASKS.title,
        fields: fields(&TASKS),
        primary_key: &["id"],
        foreign_keys: &[("plan", "plans", "id")],
        rows: rows.collect(),
    }
}

fn bodies(plans: &[&Plan]) -> Table {
    let rows = plans.iter().flat_map(|plan| {
        plan.units.iter().map(|unit| {
            let functions = text(&unit.functions.join(" "));
            vec![within(plan, &unit.id), text(&plan.id), text(&unit.name), name(unit.level), functions]
        })
    });
    Table {
        name: BODIES.name,
        title: BODIES.title,
        fields: fields(&BODIES),
        primary_key: &["id"],
        foreign_keys: &[("plan", "plans", "id")],
        rows: rows.collect(),
    }
}

fn responsibilities(plans: &[&Plan]) -> Table {
    let mut rows = Vec::new();
    for plan in plans {
        for task in &plan.tasks {
            for (place, named) in task.responsibilities.iter().enumerate() {
                let (task, body) = (within(plan, &task.id), within(plan, &named.unit));
                let mut row = vec![task, (place + 1).to_string(), body, name(Some(named.role))];
                row.extend(quote(&named.evidence));
                rows.push(row);
            }
        }
    }
    Table {
        name: RESPONSIBILITIES.name,
        title: RESPONSIBILITIES.title,
        fields: fields(&RESPONSIBILITIES),
        primary_key: &["task", "place"],
        foreign_keys: &[("task", "tasks", "id"), ("body", "bodies", "id")],
        rows,
    }
}

fn indicators(plans: &[&Plan]) -> Table {
    let rows = plans.iter().flat_map(|plan| {
        plan.indicators.iter().map(|target| {
            let baseline = target.baseline.as_ref();
            let mut row = vec![
                within(plan, &target.id),
                text(&plan.id),
                target.task.as_deref().map(|task| within(plan, task)).unwrap_or_default(),
                text(&target.subject),
                target.op.as_str().to_owned(),
                decimal(target.lo),
                decimal(target.hi),
                decimal(target.stretch),
                optional(target.unit.as_deref()),
                target.kind.as_str().to_owned(),
                optional(target.of.as_deref()),
                optional(target.scope.as_deref()),
                shown(target.horizon),
                name(target.horizon_from),
                target.aspirational.to_string(),
                name(Some(target.section)),
                optional(target.metric.as_ref().map(|metric| metric.as_str())),
                name(target.nature),
                decimal(baseline.map(|baseline| baseline.value)),
                shown(baseline.and_then(|baseline| baseline.year)),
            ];
            row.extend(quote(&target.evidence));
            row
        })
    });
    Table {
        name: INDICATORS.name,
        title: INDICATORS.title,
        fields: fields(&INDICATORS),
        primary_key: &["id"],
        foreign_keys: &[("plan", "plans", "id"), ("task", "tasks", "id")],
        rows: rows.collect(),
    }
}

fn metrics(comparison: &Comparison) -> Table {
    let mut seen = BTreeSet::new();
    let once = comparison.rows.iter().filter(|row| seen.insert(row.metric.as_str()));
    let rows = once.map(|row| {
        vec![
            row.metric.to_string(),
            text(&row.pref_label),
            text(&row.label_en),
            name(Some(row.direction)),
            text(&row.unit),
        ]
    });
    Table {
        name: "metrics",
        title: "指标 / Metrics that were compared",
        fields: vec![
            field("id", "string", "Id of the metric."),
            field("label", "string", "Name in Chinese."),
            field("label_en", "string", "Name in English."),
            field("direction", "string", "ascending: more is better; descending: less; neither."),
            field("unit", "string", "Unit of its values."),
        ],
        primary_key: &["id"],
        foreign_keys: &[],
        rows: rows.collect(),
    }
}

/// The lines of the CSV report, with ids that lead to the other tables.
fn observations(comparison: &Comparison, plans: &[&Plan]) -> Table {
    let at = |name: &str| COLUMNS.iter().position(|column| *column == name).unwrap_or_default();
    let (of_plan, keys) = (at("plan"), [at("statement"), at("repeats")]);
    let known = |id: &str| plans.iter().find(|plan| text(&plan.id) == id);
    let rows = records(comparison).into_iter().filter_map(|record| {
        let plan = known(record.get(of_plan)?)?;
        let mut row = record.to_vec();
        for key in keys {
            if let Some(cell) = row.get_mut(key).filter(|cell| !cell.is_empty()) {
                *cell = format!("{}/{cell}", text(&plan.id));
            }
        }
        Some(row)
    });
    Table {
        name: "observations",
        title: "观测值 / Observations that were compared, and empty cells with their reason",
        fields: COLUMNS.into_iter().map(observed).collect(),
        primary_key: &[],
        foreign_keys: &[
            ("plan", "plans", "id"),
            ("INDICATOR", "metrics", "id"),
            ("statement", "indicators", "id"),
            ("repeats", "indicators", "id"),
        ],
        rows: rows.collect(),
    }
}

/// What a column of the CSV report holds.
fn observed(column: &'static str) -> Field {
    let (kind, description) = match column {
        "REF_AREA" => ("string", "Code of the region, or its name."),
        "INDICATOR" => ("string", "The metric."),
        "TIME_PERIOD" => ("string", "Year or day it is due."),
        "OBS_VALUE" => ("number", "The value; times 10^UNIT_MULT it is in UNIT_MEASURE."),
        "UNIT_MEASURE" => ("string", "Canonical unit of the metric."),
        "UNIT_MULT" => ("integer", "Power of ten of OBS_VALUE, upper and stretch."),
        "DECIMALS" => ("integer", "Digits behind the point, as written."),
        "OBS_STATUS" => ("string", "A figure, D close match, U repaired, E computed, O no figure."),
        "bound" => ("string", "How the value limits the result."),
        "upper" => ("number", "The upper end of a range."),
        "stretch" => ("number", "The second, more ambitious value."),
        "kind" => ("string", "Level, increment, yearly flow …; never to be mixed."),
        "period_start" => ("integer", "First year of an increment or a rate."),
        "plan" => ("string", "The plan."),
        "region" => ("string", "Name of the region."),
        "label" => ("string", "Name of the metric in Chinese."),
        "label_en" => ("string", "Name of the metric in English."),
        "statement" => ("string", "The target."),
        "repeats" => ("string", "The target that this one repeats."),
        "scope" => ("string", "The part of the area it holds for."),
        "relation" => ("string", "How the metric stands to what the plan says (SKOS)."),
        "reason" => ("string", "Why it stands so."),
        "comparator" => ("string", "What a relative target is compared with."),
        "aspirational" => ("boolean", "Hedged by 力争, 争取 or 努力."),
        "nature" => ("string", "binding or anticipatory."),
        "section" => ("string", "The part of the document."),
        "caveats" => ("string", "What to watch, with blanks between."),
        "derivation" => ("string", "How a computed figure follows from others."),
        "absence" => ("string", "Why a cell is empty."),
        "instead" => ("string", "What the plan states in its place."),
        "subject" => ("string", "What is measured, in the words of the plan."),
        "quote" => ("string", "The words of the source, verbatim."),
        "span_start" => ("integer", "Byte of the decoded source at which they begin."),
        "span_end" => ("integer", "Byte behind their last."),
        _ => ("string", ""),
    };
    field(column, kind, description)
}

/// An id with that of its plan in front.
fn within(plan: &Plan, id: &str) -> String {
    format!("{}/{id}", text(&plan.id))
}

fn quote(evidence: &Evidence) -> [String; 3] {
    [text(&evidence.quote), evidence.span.start.to_string(), evidence.span.end.to_string()]
}

fn optional(value: Option<&str>) -> String {
    value.map(text).unwrap_or_default()
}

fn shown(value: Option<impl std::fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn decimal(value: Option<Decimal>) -> String {
    shown(value)
}

/// The name of a variant in records.
fn name(variant: Option<impl Serialize>) -> String {
    match variant.map(serde_json::to_value) {
        Some(Ok(serde_json::Value::String(name))) => name,
        _ => String::new(),
    }
}
