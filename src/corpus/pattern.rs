//! Patterns of paths: `*`, `?` and `**`.

use std::path::{Component, Path, PathBuf};

/// A pattern for the path of a file below a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// One for each name in the path; `**` stands for any number of them.
    names: Vec<String>,
}

impl Pattern {
    /// A pattern without `/` is one for names in any folder.
    pub(super) fn new(pattern: &str) -> Self {
        let any_folder = (!pattern.contains('/')).then(|| "**".to_owned());
        let names = pattern.split('/').filter(|name| !name.is_empty() && *name != ".");
        Self { names: any_folder.into_iter().chain(names.map(str::to_owned)).collect() }
    }

    /// True if the path, taken from the folder of the pattern, fits.
    pub(super) fn fits(&self, path: &Path) -> bool {
        let names: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
        // fit[k]: the names so far fit the first k of the pattern.
        let mut fit = vec![false; self.names.len() + 1];
        fit[0] = true;
        self.skip_folders(&mut fit);
        for name in &names {
            let mut next = vec![false; fit.len()];
            for (k, pattern) in self.names.iter().enumerate().filter(|(k, _)| fit[*k]) {
                if pattern == "**" {
                    next[k] = true;
                } else if name_fits(pattern, name) {
                    next[k + 1] = true;
                }
            }
            self.skip_folders(&mut next);
            fit = next;
        }
        fit[self.names.len()]
    }

    /// `**` may stand for no folder at all.
    fn skip_folders(&self, fit: &mut [bool]) {
        for (k, _) in self.names.iter().enumerate().filter(|(_, name)| *name == "**") {
            fit[k + 1] |= fit[k];
        }
    }
}

/// The folder that a pattern with folders begins with, and the pattern below it. `None` if there is no sign in it.
pub(super) fn split(pattern: &str) -> (PathBuf, Option<Pattern>) {
    let has_sign = |name: &str| name.contains(['*', '?']);
    let mut folder = PathBuf::new();
    let mut components = Path::new(pattern).components();
    while let Some(component) = components.clone().next() {
        if matches!(component, Component::Normal(name) if has_sign(&name.to_string_lossy())) {
            let below = components.as_path().to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
            if folder.as_os_str().is_empty() {
                folder.push(".");
            }
            // A leading slash keeps a name alone from standing for any folder.
            return (folder, Some(Pattern::new(&format!("/{below}"))));
        }
        folder.push(component);
        components.next();
    }
    (folder, None)
}

/// `*` is any run of characters, `?` one.
fn name_fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    // The last star, and where the run that it stands for ends; only that one need be tried again.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => {
                let Some((at, end)) = star else { return false };
                star = Some((at, end + 1));
                (p, n) = (at + 1, end + 1);
            }
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}
