//! Words around a figure that tell what it is, and whether it is a target at all.

use std::sync::LazyLock;

use serde::Deserialize;

use super::words::Words;

/// The lists of `data/context.toml`, which says what each does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Context {
    pub(crate) fillers: Words,
    pub(crate) hedges: Words,
    pub(crate) yearly: Words,
    pub(crate) areas: Words,
    pub(crate) zones: Words,
    pub(crate) flows: Words,
    pub(crate) stocks: Words,
    pub(crate) achievements: Words,
    pub(crate) meta: Words,
    pub(crate) grants: Words,
    pub(crate) past: Words,
    pub(crate) growth: Words,
    pub(crate) heads: Words,
    pub(crate) tiers: Words,
    pub(crate) nouns: Words,
    pub(crate) agent_verbs: Words,
    pub(crate) behind_units: Words,
}

static CONTEXT: LazyLock<Context> = LazyLock::new(|| {
    let table: Result<Context, _> = toml::from_str(include_str!("data/context.toml"));
    // OK because the table is part of the crate and a test reads it.
    #[allow(clippy::expect_used, reason = "the table is part of the crate and a test reads it")]
    table.expect("context.toml is well-formed")
});

/// The lists.
pub(crate) fn context() -> &'static Context {
    &CONTEXT
}
