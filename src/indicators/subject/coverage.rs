//! What is covered and by what: 科技特派员实现行政村全覆盖.

use std::ops::Range;

use super::lists;
use crate::indicators::sentence::Sentence;
use crate::indicators::subject;

/// Ends of names of places that a service may cover, the longest first.
const PLACES: &[&str] = &[
    "县（市、区）", "县(市、区)", "乡镇（街道）", "乡镇(街道)", "区（市）县", "县（区）", "县(区)", "设区市",
    "县市区", "行政村", "县市", "县区", "区县", "县域", "乡镇", "街道", "园区", "社区", "学校", "医院", "村",
    "县", "镇",
];

impl Sentence<'_, '_> {
    /// 甲实现乙全覆盖: the subject is 甲 and the whole 乙 if 乙 are places. `None` if the words say it otherwise.
    pub(in crate::indicators) fn coverage(&self, left: &Range<usize>) -> Option<(Vec<Range<usize>>, String)> {
        let words = self.text(left.clone());
        let (before, after) = match words.split_once("实现") {
            Some((before, after)) => (before.len(), left.end - after.len()..left.end),
            None => (0, left.clone()),
        };
        let places = self.text(after.clone());
        // 规上企业实现研发机构全覆盖: the whole stands in front, the verb between.
        if before > 0 && self.text(left.clone())[..before].ends_with("企业") && !places.is_empty() {
            let firms = subject::trim_end(self.paragraph.text, left.start..left.start + before);
            let of = self.text(firms.clone()).to_owned();
            return Some((vec![firms, after], of));
        }
        // 维权指导实现重点出口企业全覆盖
        let firms = before > 0 && places.ends_with("企业");
        if !firms && !PLACES.iter().any(|place| places.ends_with(place)) {
            return None;
        }
        // 科技服务点行政村全覆盖: the places stand behind what covers them.
        let place = PLACES.iter().find(|place| places.ends_with(**place)).map_or(0, |place| place.len());
        let thing = after.start..after.end - place;
        if before == 0 && lists::stands_alone(self.text(thing.clone())) {
            let of = uncounted(&places[thing.len()..]).to_owned();
            return Some((vec![thing], of));
        }
        let named = subject::trim_end(self.paragraph.text, left.start..left.start + before);
        let subject = if named.is_empty() {
            self.complete_from_before(&(left.start..left.start))?
        } else {
            vec![named]
        };
        Some((subject, uncounted(places).to_owned()))
    }
}

/// 重点村科技特派员 → 重点村: the places that a subject begins with.
pub(in crate::indicators) fn covered(subject: &str) -> Option<String> {
    let ends = PLACES.iter().filter_map(|place| subject.find(place).map(|at| at + place.len()));
    let starts = PLACES.iter().filter_map(|place| subject.find(place)).min()?;
    let end = ends.filter(|end| *end > starts).min_by_key(|end| {
        let place = PLACES.iter().find(|place| subject[..*end].ends_with(**place));
        (*end - place.map_or(0, |p| p.len()), usize::MAX - *end)
    })?;
    Some(uncounted(&subject[..end]).to_owned())
}

/// 三百一十二个重点村, 各县市: number and 各 or 对 are no part of the name.
fn uncounted(places: &str) -> &str {
    let bare = places.trim_start_matches(['各', '全', '对']);
    let number = crate::mentions::numeral(bare).map_or(0, |n| n.length);
    // 一、二、三产业 counts nothing.
    if number > 0 && bare[number..].starts_with('个') { &bare[number + '个'.len_utf8()..] } else { bare }
}
