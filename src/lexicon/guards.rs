//! Words that tell what is no target.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::words::Words;

/// The lists of `data/guards.toml`, which says what each does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Guards {
    pub(crate) past: Past,
    pub(crate) error: Error,
    pub(crate) furniture: Furniture,
    pub(crate) grant: Grant,
    pub(crate) condition: Condition,
    pub(crate) meta: Meta,
    pub(crate) personal: Personal,
    pub(crate) class: Class,
    pub(crate) sums_up: SumsUp,
    pub(crate) means: Means,
}

/// Declares the lists of one guard.
macro_rules! lists {
    ($($name:ident { $($list:ident),+ $(,)? })+) => {
        $(
            #[derive(Deserialize)]
            #[serde(deny_unknown_fields)]
            pub(crate) struct $name {
                $(pub(crate) $list: Words,)+
            }
        )+
    };
}

lists! {
    Past { hopes, standing, compared, aims, present }
    Error { margins, fines }
    Furniture { words, links, buttons, whole }
    Grant { deductions, funds, gifts, rationed, rations, rates, limits, growth, given, capped, by }
    Condition { openings, thresholds, aims, applicants }
    Meta { works }
    Personal { durations, spans }
    Class { classes, spent }
    SumsUp { schools, programmes, battles, held }
    Means { reports, met, used, about, made_of, areas }
}

static GUARDS: LazyLock<Guards> = LazyLock::new(|| bundled(include_str!("data/guards.toml")));

/// The lists.
pub(crate) fn guards() -> &'static Guards {
    &GUARDS
}
