//! Words around a figure that tell what it is, and whether it is a target at all.

use std::sync::LazyLock;

use serde::Deserialize;

/// The lists of `data/context.toml`, which says what each does. Longest words first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Context {
    pub(crate) fillers: Vec<String>,
    pub(crate) hedges: Vec<String>,
    pub(crate) yearly: Vec<String>,
    pub(crate) areas: Vec<String>,
    pub(crate) zones: Vec<String>,
    pub(crate) flows: Vec<String>,
    pub(crate) stocks: Vec<String>,
    pub(crate) achievements: Vec<String>,
    pub(crate) meta: Vec<String>,
    pub(crate) grants: Vec<String>,
    pub(crate) past: Vec<String>,
    pub(crate) growth: Vec<String>,
    pub(crate) heads: Vec<String>,
    pub(crate) tiers: Vec<String>,
    pub(crate) nouns: Vec<String>,
    pub(crate) agent_verbs: Vec<String>,
}

static CONTEXT: LazyLock<Context> = LazyLock::new(|| {
    let table: Result<Context, _> = toml::from_str(include_str!("data/context.toml"));
    // OK because the table is part of the crate and a test reads it.
    #[allow(clippy::expect_used, reason = "the table is part of the crate and a test reads it")]
    let mut context = table.expect("context.toml is well-formed");
    let lists = [
        &mut context.fillers, &mut context.hedges, &mut context.yearly, &mut context.areas,
        &mut context.zones, &mut context.heads, &mut context.tiers, &mut context.nouns,
        &mut context.agent_verbs,
    ];
    for list in lists {
        list.sort_by_key(|w| std::cmp::Reverse(w.len()));
    }
    context
});

/// The lists.
pub(crate) fn context() -> &'static Context {
    &CONTEXT
}

/// One of `words` stands in `text`.
pub(crate) fn any(words: &[String], text: &str) -> bool {
    words.iter().any(|w| text.contains(w.as_str()))
}

/// The longest of `words` (longest first) that `text` begins with, in bytes; 0 if none.
pub(crate) fn prefix(words: &[String], text: &str) -> usize {
    words.iter().find(|w| text.starts_with(w.as_str())).map_or(0, String::len)
}

/// The longest of `words` (longest first) that `text` ends with, in bytes; 0 if none.
pub(crate) fn suffix(words: &[String], text: &str) -> usize {
    words.iter().find(|w| text.ends_with(w.as_str())).map_or(0, String::len)
}
