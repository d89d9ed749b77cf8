//! How the subject of a target is built around the name of a metric: its wording, and the words behind the name.

use super::grammar::Grammar;
use crate::lexicon::words::Words;

/// No name has more words behind it that ask for a number (入库 + 数量 + 规模).
const MAX_TAILS: usize = 4;

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

impl Grammar {
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
            let taken = if let Some((length, is)) = self.wording(rest) {
                // 研究与试验发展(R&D) is one wording twice.
                if !out.ends_with(is) {
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
        for (mark, ()) in self.heading_list.iter() {
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
        let parted = self.parting.stand_in(subject);
        let joints = self.share_joint.iter();
        let joints = joints.chain(self.share_joint_with_tail.iter().filter(|_| without_tail.is_some()));
        for joint in joints.filter(|_| parted) {
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
        if !parted {
            return;
        }
        for (written, of) in &self.per {
            let place =
                written.iter().find_map(|word| subject.find(word.as_str()).map(|at| (at, word.len())));
            if let Some((at, length)) = place
                && let Some(rest) = subject.get(at + length..).filter(|rest| !rest.is_empty())
                && subject.get(..at).is_some_and(|front| self.front(front).is_some())
            {
                add(rest, Form::Density(Some(of.clone())));
            }
        }
    }

    /// Adds a base, and what is left of it when words that ask for a number are taken off.
    fn peel(&self, base: &str, form: Form, examples: Option<&str>, found: &mut Vec<Reading>) {
        let mut base = base;
        for peeled in 0..=MAX_TAILS {
            let examples = examples.map(str::to_owned);
            found.push(Reading { base: base.to_owned(), form: form.clone(), examples, counted: peeled > 0 });
            match strip_any(base, &self.tail) {
                Some(rest) => base = rest,
                None => return,
            }
        }
    }

    /// The items of a list; the whole if it is none.
    pub(super) fn items<'t>(&self, list: &'t str) -> Vec<&'t str> {
        let mut items = vec![list];
        for joiner in self.joiner.iter().filter(|joiner| list.contains(joiner.as_str())) {
            items = items.iter().flat_map(|item| item.split(joiner.as_str())).collect();
        }
        items
            .into_iter()
            .map(|item| strip_any(item, &self.heading_list).unwrap_or(item))
            .filter(|item| !item.is_empty())
            .collect()
    }
}

/// The text without the longest of `tails` that it ends in, if anything is left.
fn strip_any<'t>(text: &'t str, tails: &Words) -> Option<&'t str> {
    let length = tails.suffix(text);
    text.get(..text.len() - length).filter(|rest| length > 0 && !rest.is_empty())
}

/// Full-width forms as their ASCII counterparts.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}
