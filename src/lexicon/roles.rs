//! Words that tell who answers for a measure, in what role, and by when.

use std::sync::LazyLock;

use serde::Deserialize;

use super::bundled::bundled;
use super::columns::ColumnRole;
use super::words::Words;
use crate::schema::Role;

/// The lists of `data/roles.toml`, which says what each does.
pub(crate) struct Roles {
    /// Labels with their roles, and those that end a list of bodies without one.
    pub(crate) labels: Words<Option<Role>>,
    /// What follows bodies in prose.
    pub(crate) closings: Words<Role>,
    /// Labels of deadlines, each with its place in the list.
    pub(crate) deadlines: Words<usize>,
    pub(crate) words: Lists,
    columns: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lists {
    deadlines: Vec<String>,
    others: Vec<String>,
    pub(crate) measures: Words,
    pub(crate) divisions: Words,
    pub(crate) leading: Words,
    pub(crate) tails: Vec<String>,
    pub(crate) remarks: Words,
    pub(crate) nobody: Words,
    pub(crate) beside: Words,
    pub(crate) duties: Words,
    pub(crate) several: Words,
    pub(crate) seats: Words,
    pub(crate) feet: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    role: Role,
    words: Vec<String>,
    #[serde(default)]
    bare: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    words: Lists,
    label: Vec<Entry>,
    closing: Vec<Entry>,
}

static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let Table { words, label, closing } = bundled(include_str!("data/roles.toml"));
    let meaning = |entry: &Entry| {
        let role = entry.role;
        let all: Vec<String> = entry.words.iter().chain(&entry.bare).cloned().collect();
        all.into_iter().map(move |word| (word, role))
    };
    let given = label.iter().flat_map(meaning).map(|(word, role)| (word, Some(role)));
    let others = words.others.iter().chain(&words.deadlines).map(|word| (word.clone(), None));
    Roles {
        labels: Words::new(given.chain(others)),
        closings: Words::new(closing.iter().flat_map(meaning)),
        deadlines: Words::new(words.deadlines.iter().cloned().zip(0..)),
        words,
        columns: label,
    }
});

/// The lists.
pub(crate) fn roles() -> &'static Roles {
    &ROLES
}

impl Roles {
    /// The labels that name a column too: those of bodies in a role, and those of deadlines.
    pub(super) fn heads(&self, column: ColumnRole) -> Vec<String> {
        let of = |role: Role| {
            let entries = self.columns.iter().filter(move |entry| entry.role == role);
            entries.flat_map(|entry| entry.words.clone()).collect()
        };
        match column {
            ColumnRole::Lead => of(Role::Lead),
            ColumnRole::Support => of(Role::Support),
            ColumnRole::Bodies => of(Role::Responsible),
            ColumnRole::Deadline => self.words.deadlines.clone(),
            _ => Vec::new(),
        }
    }
}
