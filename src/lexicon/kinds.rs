//! Words that tell what sort of number a figure is.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::words::Words;

/// The lists of `data/kinds.toml`, which says what each does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kinds {
    pub(crate) place_moves: Words,
    pub(crate) places: Words,
    pub(crate) shares: Words,
    pub(crate) rates: Words,
    pub(crate) ratio_moves: Words,
    pub(crate) moves: Words,
    pub(crate) rate_names: Words,
    pub(crate) reached: Words,
    pub(crate) ratios: Words,
    pub(crate) sums: Words,
    pub(crate) levers: Words,
    pub(crate) added: Words,
    pub(crate) brought: Words,
    pub(crate) totals: Words,
    pub(crate) more: Words,
    pub(crate) indices: Words,
    pub(crate) classes: Words,
    pub(crate) great_classes: Words,
    pub(crate) numbers: Words,
    pub(crate) flows: Words,
    pub(crate) events: Words,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| bundled(include_str!("data/kinds.toml")));

/// The lists.
pub(crate) fn kinds() -> &'static Kinds {
    &KINDS
}
