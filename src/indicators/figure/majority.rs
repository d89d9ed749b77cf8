//! A share in front of those it is a share of: 80%以上的规上企业建有研发机构.

use std::ops::Range;

use crate::indicators::figure::items::Item;
use crate::indicators::sentence::Sentence;
use crate::lexicon::verb_at_start;

/// Verbs for what the share of them has or does, beside those of the lexicon.
const DEEDS: &[&str] = &["建有", "采用", "具有", "具备", "使用", "接入", "达到", "实现", "通过", "纳入"];

/// Words that may stand in front of the share.
const LEADS: &[&str] =
    &["", "力争", "推动", "确保", "争取", "实现", "促进", "集聚", "汇聚", "全省", "全市", "全县", "全区"];

/// Verbs in front of the part of a whole that something reaches.
const COVERS: &[&str] = &["覆盖", "惠及", "联系", "辐射"];

/// What may stand between such a verb and the share.
const AREAS: &[&str] = &["全省", "全市", "全县", "全区", "全国", "全州", "辖区", "区域内"];

impl Sentence<'_, '_> {
    /// What those are who have or do something, and the whole they are a share of. `None` if the words say no such thing.
    ///
    /// 对80%以上的企业给予奖励 and 占股20%以上的股东 say who is meant.
    pub(super) fn majority(&self, item: &Item) -> Option<(Range<usize>, String)> {
        let value = &item.value;
        let lead = self.text(item.left.start..value.range.start.max(item.left.start));
        let bare = lead.trim_start_matches(['，', ',', ' ']);
        // 服务覆盖全省六成以上的企业
        let area = AREAS.iter().find(|area| bare.ends_with(**area)).map_or(0, |area| area.len());
        let covers = COVERS.iter().any(|verb| bare[..bare.len() - area].ends_with(verb));
        let apart = covers
            || LEADS.contains(&bare)
            || bare.ends_with(['底', '末'])
            || self.times.iter().any(|t| t.range.end == value.range.start);
        if !value.is_share() || !apart {
            return None;
        }
        let right = item.right.clone();
        let words = self.text(right.clone()).strip_prefix('的')?;
        let words = words.trim_end_matches(['，', ',', '。', '；', ';', ' ']);
        let start = right.start + '的'.len_utf8();
        let behind = || words.char_indices().skip(2).map(|(at, _)| at);
        let deed = behind().find(|at| DEEDS.iter().any(|deed| words[*at..].starts_with(deed)));
        if covers && !words.contains(['，', ',', '、']) {
            return Some((start..start + words.len(), words.to_owned()));
        }
        let verb = |at: &usize| {
            let rest = &words[*at..];
            verb_at_start(rest).is_some_and(|(kind, length)| kind.is_some() && rest.len() > length)
        };
        let at = deed.or_else(|| behind().find(verb))?;
        Some((start..start + words.len(), words[..at].to_owned()))
    }
}
