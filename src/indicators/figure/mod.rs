//! One figure of a clause: its subject, verbs and kind, and whether it is a target.

mod guards;
pub(in crate::indicators) mod items;
pub(in crate::indicators) mod kinds;
mod majority;
pub(in crate::indicators) mod pairs;
pub(in crate::indicators) mod values;
mod wording;

use std::ops::Range;

use self::guards::Around;
use self::items::Item;
use self::values::Value;
use crate::indicators::paragraph::gives;
use crate::indicators::sentence::Sentence;
use crate::indicators::subject::areas;
use crate::indicators::subject::distributed;
use crate::indicators::subject::left::closing_verb;
use crate::indicators::subject::lists;
use crate::indicators::subject::{self, Lead};
use crate::indicators::{Doubt, Draft};
use crate::lexicon::context::context;
use crate::lexicon::verb_at_end;
use crate::mentions::PeriodForm;
use crate::schema::{Horizon, HorizonFrom, Kind, Section};

/// All that is known of a figure before the guards look at it.
pub(in crate::indicators) struct Signs<'i> {
    pub(in crate::indicators) subject: Vec<Range<usize>>,
    pub(in crate::indicators) range: Range<usize>,
    pub(in crate::indicators) item: &'i Item,
    pub(in crate::indicators) every: bool,
    pub(in crate::indicators) verbs: Option<Kind>,
    pub(in crate::indicators) counted: bool,
    pub(in crate::indicators) action: Option<Range<usize>>,
    pub(in crate::indicators) hedge: bool,
    pub(in crate::indicators) date: Option<Horizon>,
    /// The whole, where the words name it apart from the subject.
    pub(in crate::indicators) of: Option<String>,
    /// The thing that the figure holds for each of.
    pub(in crate::indicators) each: Option<&'i str>,
    pub(in crate::indicators) rule: &'static str,
}

/// 高新区范围内的 → 高新区.
fn area_name(words: &str) -> &str {
    let words = words.trim_end_matches('的');
    words.strip_suffix("范围内").or_else(|| words.strip_suffix('内')).unwrap_or(words)
}

impl Sentence<'_, '_> {
    /// One figure with its own words left and right.
    pub(in crate::indicators) fn item(
        &mut self,
        clause: &Range<usize>,
        lead: &Lead,
        item: &Item,
        first: bool,
        list_every: bool,
    ) {
        let text = self.paragraph.text;
        let broken = self.breaks_through(item);
        let bounded = self.at_least(clause, lead, item);
        let item = broken.as_ref().or(bounded.as_ref()).unwrap_or(item);
        let value = &item.value;
        let mut left = self.left_words(lead, item);
        // 其中，甲市700家，乙市520家: the place is where the subject before is counted.
        let place = areas::is_area(&text[left.clone()]) || areas::is_ranked(&text[left.clone()]);
        let placed = self.carried.subject.is_some() && lead.verbs.is_none() && place;
        if placed {
            self.carried.scope = Some((left.clone(), false));
            left.end = left.start;
        }
        let each = distributed::each(self.near(clause, value.core.start));
        if each.is_some_and(|thing| self.only_each(left.clone(), thing)) {
            left.start = left.end;
        }
        let left_words = &text[left.clone()];
        let right = self.founded(item, subject::trim_right(text, item.right.clone()));
        let right_words = &text[right.clone()];
        let verb = verb_at_end(&text[item.left.start..value.range.start.max(item.left.start)])
            .filter(|_| item.baseline.is_none());
        let only_verbs = left_words.is_empty() || lead.verbs.as_ref().is_some_and(|v| v.end >= left.end);
        let thing = right_words.chars().count() >= 2
            && !right_words.starts_with(['的', '且', '，', ',', '、', '（', '(', '”', '等'])
            && (context().nouns.prefix(right_words) > 0 || !right_words.starts_with(['和', '与', '及']))
            && !value.idiom;
        let short = left_words.chars().count() <= 3
            && !left_words.is_empty()
            && !value.cue.reached
            && !value.is_share()
            && !lists::stands_alone(left_words);
        let thing = thing && (!value.is_share() || verb.is_some() || lead.verbs.is_some());
        // 在甲、乙各设1个基地: verbs of one character count here.
        let single =
            ["各设", "各建", "各派", "各办", "各配", "各育", "各引"].iter().any(|w| left_words.ends_with(w));
        let counted = thing
            && (verb.is_some()
                || single
                || (only_verbs && (!value.cue.reached || lead.verbs.is_some()))
                || short);
        // 组建碳纤维、生物育种2家省实验室: fields in front, the thing behind.
        let fields = thing
            && lead.verbs.is_some()
            && !value.cue.reached
            && !value.is_share()
            && lists::stands_alone(right_words)
            && !lists::stands_alone(left_words);
        let counted = counted || fields;
        // 组建规模50亿元的科创基金: what the size is of stands behind.
        let sized = wording::is_size(left_words)
            && item.right.start < item.right.end
            && text[item.right.clone()].starts_with('的')
            && right_words.chars().count() >= 2;
        // 每个行政村至少有1名科技明白人: what is had stands behind the figure.
        let had = thing && each.is_some() && (!value.cue.reached || text[..value.core.start].ends_with('有'));
        let counted = counted || sized || broken.is_some() || had;
        let (kind, action) = match broken {
            Some(_) => (Some(Kind::Increment), Some(value.range.start..value.core.start)),
            None => self.verbs(lead, verb, counted, item, first),
        };
        let event =
            matches!(value.unit.as_deref(), Some("场" | "期" | "次" | "场次" | "届")) && !value.cue.reached;
        // 每年 goes on over a comma only to another verb with its figure.
        let runs_on = first
            && self.carried.every
            && (counted || event)
            && only_verbs
            && lead.verbs.as_ref().is_some_and(|verbs| {
                // 每年列支…，设立5000万元的资金: a thing is set up once.
                !["设立", "组建", "成立"].iter().any(|once| text[verbs.clone()].ends_with(once))
            });
        let each_year = ["每年", "每季度", "每月", "当年", "全年"]
            .iter()
            .any(|w| text[item.left.start..value.core.start.max(item.left.start)].contains(w));
        let each_year = each_year
            || (!value.is_share() && {
                let near = &text[item.left.start..value.core.start.max(item.left.start)];
                near.find("年均")
                    .is_some_and(|at| !near[at + "年均".len()..].starts_with(['增', '提', '前', '下', '递']))
            });
        let inherits = lead.verbs.is_none() && verb.is_none() && !value.cue.reached && !counted;
        let every = lead.every
            || value.cue.every
            || each_year
            || (!first && list_every)
            || runs_on
            || (inherits && self.carried.every)
            || (lead.amount_of_year && value.is_money())
            || (lead.year
                && !value.is_share()
                && !value.is_money()
                && !text[item.left.clone()].contains('元'));
        // 争取省科技重大专项10项: projects are won, so they are new.
        let granted = ["项目", "专项", "试点", "资金", "计划"].iter().any(|w| left_words.ends_with(w));
        let kind = if lead.won && (granted || !(kind.is_some() || value.cue.reached || value.is_share())) {
            Some(Kind::Increment)
        } else {
            kind
        };
        let (subject, start, rule) = if counted {
            let start = lead.verbs.as_ref().map_or_else(
                || verb.map_or(value.range.start, |(_, length)| value.range.start - length),
                |v| v.start,
            );
            (vec![right.clone()], start, "verb, figure, thing")
        } else {
            self.left_subject(left.clone(), lead, value)
        };
        let coverage = if value.idiom && value.is_share() { self.coverage(&left) } else { None };
        let majority = self.majority(item);
        let end = if counted || majority.is_some() { right.end } else { value.range.end };
        let (counted, subject, of, rule) = match (coverage, majority) {
            (Some((subject, of)), _) => (counted, subject, Some(of), rule),
            (None, Some((those, of))) => (true, vec![those], Some(of), "share, those"),
            (None, None) => (counted, subject, value.of.clone().map(|of| text[of].to_owned()), rule),
        };
        let near = &text[item.left.start..value.core.start.max(item.left.start)];
        let hedge = self.carried.hedge || value.cue.hedge || lead.hedge || context().hedges.stand_in(near);
        let signs = Signs {
            subject,
            range: start.min(value.range.start)..end,
            item,
            every,
            verbs: kind,
            counted,
            action: action.clone(),
            hedge,
            date: None,
            of,
            each,
            rule,
        };
        if self.push(signs, clause) {
            self.carried.verbs = kind;
            self.carried.action = action;
            self.carried.every = every;
            self.carried.counted = counted;
        }
    }

    /// What the verbs tell of stock or flow, and the verbs; taken over from the item before where there are none.
    fn verbs(
        &self,
        lead: &Lead,
        verb: Option<(Option<Kind>, usize)>,
        counted: bool,
        item: &Item,
        first: bool,
    ) -> (Option<Kind>, Option<Range<usize>>) {
        let value = &item.value;
        let behind = verb
            .filter(|_| counted)
            .map(|(kind, length)| (kind, value.range.start - length..value.range.start));
        let inner = subject::agent_verb(
            self.paragraph.text,
            lead.start.min(value.range.start)..value.range.start,
            !value.cue.reached,
        );
        if let Some((kind, range)) = behind {
            return (kind.or(lead.kind), lead.verbs.clone().or(Some(range)));
        }
        if let Some((kind, length)) =
            closing_verb(self.text(lead.start.min(value.range.start)..value.range.start))
        {
            return (Some(kind), Some(value.range.start - length..value.range.start));
        }
        if let Some((kind, range)) = inner {
            return (kind.or(lead.kind), Some(range));
        }
        if lead.verbs.is_some() {
            return (lead.kind, lead.verbs.clone());
        }
        let inherits = !value.cue.reached && (!first || self.carried.verbs.is_some());
        if inherits { (self.carried.verbs, self.carried.action.clone()) } else { (None, None) }
    }

    /// Guards, kind, unit and horizon; returns whether the figure is a target.
    pub(in crate::indicators) fn push(&mut self, signs: Signs, clause: &Range<usize>) -> bool {
        let text = self.paragraph.text;
        let Signs { subject, range, item, every, verbs, counted, action, hedge, date, of, each, rule } =
            signs;
        let value = &item.value;
        let subject: Vec<Range<usize>> =
            subject.into_iter().flat_map(|piece| lists::without_lists(text, piece)).collect();
        let named: String = subject.iter().map(|r| &text[r.clone()]).collect();
        let start = clause.start.min(value.core.start);
        let group_end = text[value.core.end..self.range.end]
            .find(['；', ';'])
            .map_or(self.range.end, |at| value.core.end + at);
        let around = Around {
            group: &text[self.before.max(self.group).min(start)..group_end],
            clause: &text[clause.clone()],
            left: &text
                [start..item.baseline.as_ref().map_or(value.core.start, |_| item.left.start.max(start))],
            right: &text[value.range.end.min(item.right.end)..item.right.end],
            subject: &named,
            value,
            counted,
            majority: value.is_share() && of.is_some() && counted,
            one_year: self.paragraph.of_one_year(),
            row: self.paragraph.row,
            granted: self.paragraph.granted || self.gives_before(start),
            dated: self.carried.date.is_some() || self.governing.is_some(),
            date: date.or(self.carried.date.and_then(|(d, _)| d)).map(Horizon::year),
            floor: self.paragraph.calendar.first_year(),
        };
        let stopped = guards::stopped(&around);
        let passed = stopped.or(self.carried.past.then_some("past"));
        self.doubts.extend(passed.map(|guard| Doubt::skipped(value.range.clone(), guard)));
        if stopped == Some("past") {
            (self.carried.past, self.carried.subject) = (true, Some(subject));
            return false;
        }
        if stopped.is_some() || self.carried.past {
            return false;
        }
        // 覆盖率达到60: recognition lost the sign.
        let rate = ["率", "比重", "占比", "强度", "比例"].iter().any(|w| named.ends_with(w))
            && !["容积率", "倍率"].iter().any(|w| named.ends_with(w));
        let mended;
        let value = if value.unit.is_none() && rate && !value.idiom {
            self.doubts.push(Doubt::lost_sign(value.range.clone()));
            mended = Value { unit: Some("%".to_owned()), ..value.clone() };
            &mended
        } else {
            value
        };
        let term = self.in_term(start..value.core.start.max(start), value);
        // 每年…，五年累计服务250家: the term is not each year's.
        let own_year = text[start..value.core.start.max(start)].contains('每');
        let yearly = (every && (!term || own_year)) || named.contains("当年") || named.contains("年度");
        let moved = action.is_some() && !value.cue.reached;
        let signs = kinds::Signs {
            moved,
            subject: &named,
            left: &text[start..value.range.start.max(start)],
            lead: &text[value.range.start..value.core.start.max(value.range.start)],
            value,
            every: yearly,
            verbs,
            counted,
            term,
        };
        let (mut kind, mut kind_rule) = kinds::kind(&signs);
        let mut unit = kinds::full_unit(value, &named);
        let mut of = of;
        let each = each.filter(|_| matches!(kind, Kind::Level | Kind::Increment) && !named.contains('每'));
        if let Some((thing, counted)) = each.zip(unit.as_mut()) {
            (kind, kind_rule, of) = (Kind::Density, "kind: for each", Some(thing.to_owned()));
            counted.push('/');
            counted.push_str(thing);
        }
        let baseline = item.baseline.as_ref().and_then(|b| b.lo).map(|lo| (lo, self.baseline_year(item)));
        let mut rules = vec![rule, kind_rule];
        // 新增瞪羚企业3家、独角兽企业2家: the verb stands in front of the first item.
        if action.as_ref().is_some_and(|verb| verb.start < item.left.start && verb.end <= item.left.start) {
            rules.push("verb of the item before");
        }
        if baseline.is_some() {
            rules.push("baseline");
        }
        let horizon = match (date, self.carried.date, self.governing) {
            (Some(date), _, _) => Some((date, HorizonFrom::Sentence)),
            (None, Some((Some(date), from)), _) => Some((date, from)),
            (None, Some((None, _)), _) => {
                rules.push("open term");
                None
            }
            (None, None, governing) => governing.map(|date| (date, HorizonFrom::Section)),
        };
        let scope = self.carried.scope.clone().map(|(s, _)| s).or_else(|| self.paragraph.item.clone());
        self.carried.subject = Some(subject.clone());
        self.drafts.push(Draft {
            range: range.start.min(value.range.start)..range.end.max(value.range.end),
            op: value.op,
            lo: value.lo,
            hi: value.hi,
            stretch: None,
            unit,
            kind,
            of: of.or_else(|| kinds::denominator(kind, &named, value)),
            scope: scope.map(|s| area_name(&text[s]).to_owned()),
            horizon,
            aspirational: hedge,
            baseline,
            nature: None,
            action: action.map(|a| text[a].to_owned()),
            rules,
            heading: None,
            section: Section::Goals,
            subject,
        });
        true
    }

    /// The sentence gives money in front of `at`.
    fn gives_before(&mut self, at: usize) -> bool {
        let from = self.range.start;
        let given = *self.given_to.get_or_insert_with(|| {
            let words = &self.paragraph.text[self.range.clone()];
            let money = words.find('元').map(|at| at + '元'.len_utf8());
            Some(from + money?.max(gives(words)?))
        });
        given.is_some_and(|given| given <= at)
    }

    /// The words in front of the figure name a term: 三年引进, 五年累计, “十五五”期间累计.
    fn in_term(&self, left: Range<usize>, value: &Value) -> bool {
        let words = self.text(left.clone());
        let summed = ["年累计", "年合计", "年共计", "期间累计", "年内累计", "时期累计"]
            .iter()
            .any(|w| words.contains(w));
        let within =
            self.times.iter().find(|t| t.form == PeriodForm::Within && left.contains(&t.range.start));
        // 三年归集…超500亿条 is a sum over the years, 三年内达到… is not.
        let bare = within.is_some_and(|t| {
            let behind = self.text(t.range.end..value.core.start.max(t.range.end));
            self.text(t.range.clone()).ends_with('年')
                && !behind.starts_with(['，', ',', '后'])
                && behind.len() > value.core.start.saturating_sub(value.range.start)
        });
        summed || bare || within.is_some_and(|_| !value.cue.reached)
    }

    fn baseline_year(&self, item: &Item) -> Option<i32> {
        let start = item.baseline.as_ref().map_or(0, |b| b.range.start);
        let year = self.times.iter().rfind(|p| p.range.end <= start && p.range.start >= item.left.start);
        year.and_then(|p| p.end).map(Horizon::year)
    }
}
