//! How the subject of a target is built around the name of a metric: folding, words behind, words in front.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The word lists of `subjects.toml`.
pub(super) static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    // OK because `tests/metrics.rs` identifies with the built-in lists.
    #[allow(clippy::expect_used)]
    let grammar: Grammar =
        toml::from_str(include_str!("data/subjects.toml")).expect("the built-in lists are valid");
    grammar.ordered()
});

/// More than this many characters in front of a name are never only modifiers.
const MAX_FRONT: usize = 40;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grammar {
    neutral: Vec<String>,
    praise: Vec<String>,
    place_end: Vec<String>,
    above: Vec<String>,
    pub(super) joiner: Vec<String>,
    heading_list: Vec<String>,
    tail: Vec<String>,
    growth_tail: Vec<String>,
    rank_tail: Vec<String>,
    share_tail: Vec<String>,
    share_joint: Vec<String>,
    share_joint_with_tail: Vec<String>,
    density_tail: Vec<String>,
    serving: Vec<String>,
    making: Vec<String>,
    wording: Vec<Wording>,
    level: Vec<LevelWords>,
    per: Vec<PerWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    is: String,
    written: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelWords {
    tier: Tier,
    written: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PerWords {
    of: String,
    written: Vec<String>,
}

/// The tier of government that recognizes a thing (国家级, 省级, 市级, 县级).
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::{Catalog, Tier};
///
/// let platforms = Catalog::builtin().get("innovation_platforms_provincial").ok_or("no metric")?;
/// assert_eq!(platforms.level, Some(Tier::Provincial));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Tier {
    /// 县级, 区级.
    County,
    /// 市级.
    Municipal,
    /// 省级.
    Provincial,
    /// 国家级.
    National,
}

/// What a subject asks about the thing it names.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// The thing itself.
    Plain,
    /// Its proportion, of a whole if one is named.
    Share(Option<String>),
    /// So much per something.
    Density(Option<String>),
    /// Its growth.
    Growth,
    /// Its place.
    Rank,
}

/// One way to take a subject apart.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// What may end in a name.
    pub(super) base: String,
    pub(super) form: Form,
    /// The examples in front (A、B等).
    pub(super) examples: Option<String>,
    /// True if words that ask for a number were taken off (数量).
    pub(super) counted: bool,
}

/// What the words in front of a name say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Front {
    /// Places that were guessed from their last character.
    guessed: usize,
    /// Vague praise.
    pub(super) praised: bool,
    /// The lowest tier that is named.
    pub(super) tier: Option<Tier>,
    /// True if tiers above it count too.
    pub(super) above: bool,
}

impl Grammar {
    /// Longest words first, so that the first match is the longest.
    fn ordered(mut self) -> Self {
        self.joiner.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let lists = [&mut self.tail, &mut self.growth_tail, &mut self.rank_tail, &mut self.share_tail];
        for list in lists.into_iter().chain([&mut self.density_tail, &mut self.above, &mut self.heading_list])
        {
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        for per in &mut self.per {
            per.written.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        self
    }

    /// The comparable form of a subject or label: one width, upper case, no quotation marks, blanks, brackets or 的,
    /// one wording. With `drop_notes`, what stands in brackets goes too.
    pub(super) fn fold(&self, text: &str, drop_notes: bool) -> String {
        let mut plain = String::with_capacity(text.len());
        let mut depth = 0_usize;
        for c in text.chars().map(narrow) {
            match c {
                '(' | '[' | '〔' | '【' => depth += 1,
                ')' | ']' | '〕' | '】' => depth = depth.saturating_sub(1),
                _ if drop_notes && depth > 0 => {}
                '"' | '\'' | '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '《' | '》' | '〈'
                | '〉' | '·' | '的' => {}
                _ if c.is_whitespace() => {}
                _ => plain.push(c.to_ascii_uppercase()),
            }
        }
        // A wording may uncover another (研究与试验发展 + 经费支出), but never more than twice.
        for _ in 0..3 {
            let next = self.reword(&plain);
            if next == plain {
                break;
            }
            plain = next;
        }
        plain
    }

    /// Replaces every other wording by the one that labels use, the longest first.
    fn reword(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let best = self
                .wording
                .iter()
                .flat_map(|wording| {
                    let written = wording.written.iter().chain([&wording.is]);
                    written.filter(|w| rest.starts_with(w.as_str())).map(move |w| (w.len(), &wording.is))
                })
                .max_by_key(|(length, _)| *length);
            let taken = if let Some((length, is)) = best {
                // 研究与试验发展(R&D) is one wording twice.
                if !out.ends_with(is.as_str()) {
                    out.push_str(is);
                }
                length
            } else {
                out.push(first);
                first.len_utf8()
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
        out
    }

    /// Every way to take a folded subject apart, the plainest first.
    pub(super) fn readings(&self, subject: &str) -> Vec<Reading> {
        let mut found = Vec::new();
        self.take_apart(subject, None, &mut found);
        for mark in &self.heading_list {
            // 省级新型研发机构、实验室等省级创新平台: the name of them all is behind the last 等.
            if let Some((examples, rest)) = subject.rsplit_once(mark.as_str())
                && !rest.is_empty()
                && self.joiner.iter().any(|joiner| examples.contains(joiner.as_str()))
            {
                self.take_apart(rest, Some(examples), &mut found);
            }
        }
        found
    }

    fn take_apart(&self, subject: &str, examples: Option<&str>, found: &mut Vec<Reading>) {
        let mut add = |base: &str, form: Form| self.peel(base, form, examples, found);
        add(subject, Form::Plain);
        if let Some(rest) = strip_any(subject, &self.rank_tail) {
            add(rest, Form::Rank);
        }
        if let Some(rest) = strip_any(subject, &self.growth_tail) {
            add(rest, Form::Growth);
        }
        let without_tail = strip_any(subject, &self.share_tail);
        if let Some(rest) = without_tail {
            add(rest, Form::Share(None));
        }
        let body = without_tail.unwrap_or(subject);
        let joints = self.share_joint.iter();
        let joints = joints.chain(self.share_joint_with_tail.iter().filter(|_| without_tail.is_some()));
        for joint in joints {
            if let Some((part, whole)) = body.split_once(joint.as_str())
                && !part.is_empty()
                && !whole.is_empty()
            {
                add(part, Form::Share(Some(whole.to_owned())));
            }
        }
        if let Some(rest) = without_tail {
            // 高新技术产业增加值GDP占比: part and whole without a word between them.
            let whole_at = rest.rfind("GDP").filter(|at| *at > 0 && at + 3 == rest.len());
            if let Some((part, whole)) = whole_at.and_then(|at| rest.split_at_checked(at)) {
                add(part, Form::Share(Some(whole.to_owned())));
            }
        }
        if let Some(rest) = strip_any(subject, &self.density_tail) {
            add(rest, Form::Density(None));
        }
        for per in &self.per {
            let place =
                per.written.iter().find_map(|word| subject.find(word.as_str()).map(|at| (at, word.len())));
            if let Some((at, length)) = place
                && let Some(rest) = subject.get(at + length..).filter(|rest| !rest.is_empty())
                && subject.get(..at).is_some_and(|front| self.front(front).is_some())
            {
                add(rest, Form::Density(Some(per.of.clone())));
            }
        }
    }

    /// Adds a base, and what is left of it when words that ask for a number are taken off.
    fn peel(&self, base: &str, form: Form, examples: Option<&str>, found: &mut Vec<Reading>) {
        let mut base = base;
        let mut counted = false;
        loop {
            let examples = examples.map(str::to_owned);
            found.push(Reading { base: base.to_owned(), form: form.clone(), examples, counted });
            match strip_any(base, &self.tail) {
                Some(rest) => (base, counted) = (rest, true),
                None => return,
            }
        }
    }

    /// What the words in front of a name say. `None` if some of them are no mere modifiers.
    pub(super) fn front(&self, text: &str) -> Option<Front> {
        if text.is_empty() {
            return Some(Front::default());
        }
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        if ends.len() > MAX_FRONT + 1 {
            return None;
        }
        // best[i] is the best way to cover the text up to byte ends[i].
        let mut best: Vec<Option<Front>> = vec![None; ends.len()];
        *best.first_mut()? = Some(Front::default());
        for at in 0..ends.len() - 1 {
            let Some(so_far) = best.get(at).copied().flatten() else { continue };
            let rest = text.get(*ends.get(at)?..)?;
            let mut reach = |word: &str, front: Front| {
                if let Some(slot) = best.get_mut(at + word.chars().count()) {
                    *slot = Some(slot.map_or(front, |old| old.min(front)));
                }
            };
            for word in self.neutral.iter().chain(&self.joiner).filter(|word| rest.starts_with(word.as_str()))
            {
                reach(word, so_far);
            }
            for word in self.praise.iter().filter(|word| rest.starts_with(word.as_str())) {
                reach(word, Front { praised: true, ..so_far });
            }
            for level in &self.level {
                for word in level.written.iter().filter(|word| rest.starts_with(word.as_str())) {
                    let lower = so_far.tier.is_none_or(|tier| level.tier < tier);
                    let higher = so_far.tier.is_some_and(|tier| level.tier != tier) || so_far.above;
                    let tier = if lower { Some(level.tier) } else { so_far.tier };
                    reach(word, Front { tier, above: higher, ..so_far });
                    for above in &self.above {
                        let joined = format!("{word}{above}");
                        if rest.starts_with(&joined) {
                            reach(&joined, Front { tier, above: true, ..so_far });
                        }
                    }
                }
            }
            for (length, place) in
                rest.char_indices().map(|(start, c)| start + c.len_utf8()).enumerate().skip(1).take(7)
            {
                let place = rest.get(..place)?;
                if length >= 1
                    && self.place_end.iter().any(|end| place.ends_with(end.as_str()) && place != end)
                {
                    reach(place, Front { guessed: so_far.guessed + 1, ..so_far });
                }
            }
        }
        best.pop().flatten()
    }

    /// True if the verb in front says that the figure counts who is served, not what there is.
    pub(super) fn serves(&self, action: &str) -> bool {
        let any = |words: &[String]| words.iter().any(|word| action.contains(word.as_str()));
        any(&self.serving) && !any(&self.making)
    }

    /// The tier that a list names in front of its first item.
    pub(super) fn leading_tier(&self, list: &str) -> Option<Tier> {
        let words =
            self.level.iter().flat_map(|level| level.written.iter().map(move |word| (word, level.tier)));
        let leading = words.filter(|(word, _)| list.starts_with(word.as_str()));
        leading.max_by_key(|(word, _)| word.len()).map(|(_, tier)| tier)
    }

    /// The items of a list; the whole if it is none.
    pub(super) fn items<'t>(&self, list: &'t str) -> Vec<&'t str> {
        let mut items = vec![list];
        for joiner in &self.joiner {
            items = items.iter().flat_map(|item| item.split(joiner.as_str())).collect();
        }
        items
            .into_iter()
            .map(|item| strip_any(item, &self.heading_list).unwrap_or(item))
            .filter(|item| !item.is_empty())
            .collect()
    }

    /// The one name of a denominator (每万人 → 万人口).
    pub(super) fn denominator(&self, text: &str) -> String {
        let known = self.per.iter().find(|per| per.written.iter().any(|word| word == text));
        known.map_or_else(|| text.to_owned(), |per| per.of.clone())
    }
}

/// The text without the longest of `tails` that it ends in, if anything is left.
fn strip_any<'t>(text: &'t str, tails: &[String]) -> Option<&'t str> {
    tails.iter().find_map(|tail| text.strip_suffix(tail.as_str())).filter(|rest| !rest.is_empty())
}

/// Full-width forms as their ASCII counterparts.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}
