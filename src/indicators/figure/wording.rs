//! Wordings in which a word beside a figure is not what it seems.

use std::ops::Range;

use super::items::Item;
use super::values::Value;
use crate::indicators::sentence::Sentence;
use crate::indicators::subject::{self, Lead};
use crate::lexicon::context::context;
use crate::lexicon::verb_at_end;
use crate::schema::Bound;

/// 规模, 设立规模: a size alone, or behind a verb.
pub(super) fn is_size(words: &str) -> bool {
    let rest = SIZES.iter().filter_map(|size| words.strip_suffix(size)).min_by_key(|rest| rest.len());
    rest.is_some_and(|rest| rest.is_empty() || verb_at_end(rest).is_some())
}

/// Words for a size, whose thing stands behind the figure: 规模50亿元的基金.
const SIZES: &[&str] = &["规模", "总规模", "首期规模", "总额", "总投资", "资金规模", "基金规模", "规模总计"];

impl Sentence<'_, '_> {
    /// 拿出3000万元设立专项|基金: what stands behind an amount of money without the verb that founds it.
    pub(super) fn founded(&self, item: &Item, right: Range<usize>) -> Range<usize> {
        let words = self.text(right.clone());
        let verb = ["设立", "组建", "建立"].iter().find(|w| item.value.is_money() && words.starts_with(**w));
        right.start + verb.map_or(0, |verb| verb.len())..right.end
    }

    /// 突破30项关键技术: the word is the verb of what stands behind, and bounds nothing.
    pub(super) fn breaks_through(&self, item: &Item) -> Option<Item> {
        let value = &item.value;
        let thing = self.text(subject::trim_right(self.paragraph.text, item.right.clone()));
        let achieved = context().achievements.suffix(thing) > 0 || thing.ends_with("技术");
        let verb = self.text(value.range.start..value.core.start).ends_with("突破");
        (value.op == Bound::Gt && verb && achieved)
            .then(|| Item { value: Value { op: Bound::Eq, ..value.clone() }, ..item.clone() })
    }

    /// 至少培育企业3家, 每个乡镇至少布局服务站1个: the bound stands in front of the verb, the thing between.
    pub(super) fn at_least(&self, clause: &Range<usize>, lead: &Lead, item: &Item) -> Option<Item> {
        let value = &item.value;
        let told = lead.at_least || {
            let before = self.near(clause, value.core.start);
            before.contains('每') && before.contains("至少")
        };
        let open = value.op == Bound::Eq && value.cue.bound.is_none() && !value.idiom;
        (told && open).then(|| Item { value: Value { op: Bound::Ge, ..value.clone() }, ..item.clone() })
    }

    /// “直通车”对接会，每个县区至少举办|2场: nothing but the things and a verb stands in front of the figure.
    pub(super) fn only_each(&self, left: Range<usize>, thing: &str) -> bool {
        let Some((before, behind)) = self.text(left.clone()).split_once(thing) else { return false };
        let behind = behind.strip_prefix('各').unwrap_or(behind);
        let verbs = subject::lead(self.paragraph.text, left.end - behind.len()..left.end, self.times);
        let rest = self.text(verbs.start.min(left.end)..left.end);
        let verb = verb_at_end(rest).is_some_and(|(_, length)| length == rest.len());
        // 三条产业链各布局|1家
        let before =
            before.trim_start_matches(|c: char| c.is_ascii_digit() || "两三四五六七八九十".contains(c));
        before.chars().count() <= 2 && !behind.is_empty() && (rest.is_empty() || verb)
    }
}
