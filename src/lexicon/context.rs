//! Words around a figure that tell what it is, and whether it is a target at all.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
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

static CONTEXT: LazyLock<Context> = LazyLock::new(|| bundled(include_str!("data/context.toml")));

/// The lists.
pub(crate) fn context() -> &'static Context {
    &CONTEXT
}
