//! One sentence, clause by clause: what each figure counts, and what it takes from the clauses before.

use std::ops::Range;

use super::Draft;
use super::guards::{self, Around};
use super::items::{self, Item};
use super::kinds::{self, Signs};
use super::subjects::{self, Lead};
use super::values::{self, Value};
use crate::lexicon::verb_at_end;
use crate::mentions::{Calendar, PeriodForm, PeriodMention, periods};
use crate::outline::clauses;
use crate::schema::{Bound, Horizon, HorizonFrom, Kind, Section};

/// Reads the sentences of one paragraph; what a sentence leaves open may stand in the one before.
pub(super) struct Paragraph<'t> {
    text: &'t str,
    calendar: &'t Calendar,
    range: Range<usize>,
    /// What the sentence before was about, for one that names no subject.
    topic: Option<Range<usize>>,
}

/// What the clauses of a sentence hand on.
#[derive(Clone, Default)]
struct Carried {
    date: Option<Horizon>,
    scope: Option<Range<usize>>,
    hedge: bool,
    every: bool,
    verbs: Option<Kind>,
    action: Option<Range<usize>>,
    subject: Option<Vec<Range<usize>>>,
    /// The figure before was counted by a verb in front of it (新增3家).
    counted: bool,
    /// The clause before made a fund or list that this one measures.
    made: Option<Range<usize>>,
}

impl<'t> Paragraph<'t> {
    pub(super) fn new(text: &'t str, calendar: &'t Calendar, range: Range<usize>) -> Self {
        Self { text, calendar, range, topic: None }
    }

    /// Reads one sentence; returns the date it opens with, which governs what follows.
    pub(super) fn read(
        &mut self,
        range: Range<usize>,
        governing: Option<Horizon>,
        drafts: &mut Vec<Draft>,
    ) -> Option<Horizon> {
        let words = &self.text[range.clone()];
        let times: Vec<PeriodMention> = periods(words, self.calendar)
            .into_iter()
            .map(|mut p| {
                p.range = p.range.start + range.start..p.range.end + range.start;
                p
            })
            .collect();
        let values: Vec<Value> = values::find(words, &relative(&times, range.start))
            .into_iter()
            .map(|mut v| {
                v.range = v.range.start + range.start..v.range.end + range.start;
                v.core = v.core.start + range.start..v.core.end + range.start;
                v
            })
            .collect();
        let opens = self.opening_date(&range, &times);
        let before = drafts.len();
        if !values.is_empty() && !self.is_past(&range, &times) {
            let mut reader = Sentence {
                paragraph: self,
                range: range.clone(),
                times: &times,
                governing,
                carried: Carried::default(),
                group: range.start,
                drafts,
            };
            for clause in clauses(self.text, range.clone()) {
                let inside: Vec<Value> =
                    values.iter().filter(|v| clause.contains(&v.core.start)).cloned().collect();
                reader.clause(clause, &inside);
            }
        }
        if drafts.len() == before {
            self.topic = self.object(&range, &times).or(self.topic.take());
        } else if let Some(last) = drafts.last() {
            self.topic = last.subject.last().cloned();
        }
        opens
    }

    /// A sentence that opens with 截至 and a date tells what has been reached.
    fn is_past(&self, range: &Range<usize>, times: &[PeriodMention]) -> bool {
        let first = times.first().filter(|p| p.form == PeriodForm::Past && p.range.start <= range.start + 30);
        first.is_some_and(|_| !times.iter().any(|p| p.form == PeriodForm::By))
    }

    /// 到2025年,… and 三年内…: a date at the start of a sentence governs what follows; one inside does not.
    fn opening_date(&self, range: &Range<usize>, times: &[PeriodMention]) -> Option<Horizon> {
        let first =
            times.iter().find(|p| matches!(p.form, PeriodForm::By | PeriodForm::Within | PeriodForm::In))?;
        let head = self.text[range.start..first.range.start].trim_start_matches(['，', ',', ' ', '“', '—']);
        let fillers = [
            "到",
            "至",
            "力争到",
            "力争",
            "争取到",
            "确保到",
            "在",
            "于",
            "",
            "用",
            "利用",
            "通过",
            "未来",
            "今后",
            "力争用",
            "——到",
            "规划到",
            "截至",
            "经过",
            "预计到",
            "预期到",
            "展望到",
            "展望",
            "从",
            "其中",
            "目标：到",
            "目标:到",
        ];
        let after = &self.text[first.range.end..range.end];
        let leads = fillers.contains(&head) || head.chars().count() <= 2;
        let governs = first.form != PeriodForm::In
            || after.starts_with(['，', ',', '：', ':'])
            || after.starts_with("全");
        (leads && governs).then_some(first.end)
    }

    /// 支持建设中试基地 → 中试基地: what a sentence without figures is about.
    fn object(&self, range: &Range<usize>, times: &[PeriodMention]) -> Option<Range<usize>> {
        let clause = clauses(self.text, range.clone()).next()?;
        let lead = subjects::lead(self.text, clause.clone(), times);
        lead.verbs.as_ref()?;
        let object = subjects::trim_right(self.text, lead.start..clause.end);
        (2..=20).contains(&self.text[object.clone()].chars().count()).then_some(object)
    }
}

fn relative(times: &[PeriodMention], start: usize) -> Vec<PeriodMention> {
    let shift =
        |p: &PeriodMention| PeriodMention { range: p.range.start - start..p.range.end - start, ..p.clone() };
    times.iter().map(shift).collect()
}

struct Sentence<'s, 't> {
    paragraph: &'s Paragraph<'t>,
    range: Range<usize>,
    times: &'s [PeriodMention],
    governing: Option<Horizon>,
    carried: Carried,
    /// Where the clauses since the last semicolon begin.
    group: usize,
    drafts: &'s mut Vec<Draft>,
}

impl Sentence<'_, '_> {
    fn text(&self, range: Range<usize>) -> &str {
        &self.paragraph.text[range]
    }

    fn clause(&mut self, clause: Range<usize>, values: &[Value]) {
        let words = self.text(clause.clone()).to_owned();
        let lead = subjects::lead(self.paragraph.text, clause.clone(), self.times);
        // A hedge or an area at the head of a clause holds until the semicolon; a date until another date.
        self.carried.hedge |= lead.hedge;
        if let Some(scope) = lead.scope.clone() {
            self.carried.scope = Some(scope);
        }
        if values.is_empty() {
            self.carried.made = lead
                .verbs
                .is_some()
                .then(|| subjects::trim_right(self.paragraph.text, lead.start..clause.end));
            self.note_dates(&clause, clause.end);
        } else {
            let items = items::split(self.paragraph.text, clause.clone(), values);
            self.items(&clause, &lead, &items);
            self.carried.made = None;
        }
        if words.ends_with(['；', ';']) {
            let carried = std::mem::take(&mut self.carried);
            self.carried = Carried {
                date: carried.date,
                scope: carried.scope,
                subject: carried.subject,
                ..Carried::default()
            };
            self.group = clause.end;
        }
    }

    /// Takes note of the dates between the start of a clause and `end`.
    fn note_dates(&mut self, clause: &Range<usize>, end: usize) {
        let found =
            self.times.iter().rfind(|p| clause.contains(&p.range.start) && p.range.start < end && governs(p));
        if let Some(found) = found {
            self.carried.date = Some(found.end);
        }
    }

    fn items(&mut self, clause: &Range<usize>, lead: &Lead, items: &[Item]) {
        if self.paired(clause, lead, items) {
            return;
        }
        let mut lead_every = lead.every;
        for (k, item) in items.iter().enumerate() {
            self.note_dates(clause, item.value.core.start);
            if k > 0 && self.stretches(item) {
                continue;
            }
            let own = if k == 0 {
                lead.clone()
            } else {
                subjects::lead(self.paragraph.text, item.left.clone(), self.times)
            };
            lead_every |= own.every;
            self.item(clause, &own, item, k == 0, lead_every);
        }
    }

    /// 突破2300家、力争达到2500家: the second value of the figure before.
    fn stretches(&mut self, item: &Item) -> bool {
        let left = self.text(item.left.clone()).to_owned();
        let bare = left.trim_matches(['、', '，', ',', ' ', '并', '再', '，']);
        let hedged = item.value.cue.hedge
            || ["力争", "争取", "努力", "冲刺", "力争达到", "争取达到", "力争突破", "奋力", "力求", "挑战"]
                .contains(&bare);
        let ensured = ["确保", "确保达到", "保底", "确保完成", "确保实现"].contains(&bare);
        let only_hedge = bare.is_empty() || hedged && bare.chars().count() <= 4;
        let Some(last) = self.drafts.last_mut() else { return false };
        let near = last.range.end <= item.left.start
            && item.left.start - last.range.end <= 12
            && last.range.start >= self.range.start;
        if !near || last.unit.is_none() || last.stretch.is_some() || last.lo == item.value.lo {
            return false;
        }
        let same_unit = item.value.unit == last.unit
            || item.value.unit.is_none()
            || last
                .unit
                .as_deref()
                .is_some_and(|u| item.value.unit.as_deref().is_some_and(|v| u.starts_with(v)));
        if !same_unit {
            return false;
        }
        if ensured && last.aspirational {
            last.stretch = last.lo;
            last.lo = item.value.lo;
            last.op = item.value.op;
            last.aspirational = false;
        } else if hedged && only_hedge {
            last.stretch = item.value.lo;
        } else {
            return false;
        }
        last.range.end = item.value.range.end;
        last.rules.push("stretch");
        true
    }

    /// 国家级、省级孵化器分别新增2家、5家; 甲、乙各8家; 2026年、2027年各新增2家; 双破万.
    fn paired(&mut self, clause: &Range<usize>, lead: &Lead, items: &[Item]) -> bool {
        let Some(first) = items.first() else { return false };
        let left = self.text(lead.start..first.value.core.start.max(lead.start)).to_owned();
        const WORDS: &[&str] = &["分别", "依次", "各自", "各", "均", "都"];
        let word = WORDS
            .iter()
            .filter_map(|w| left.rfind(w).map(|at| (at, *w)))
            .max_by_key(|(at, w)| (*at, w.len()));
        let twofold = first.value.twofold;
        let several = matches!(first.value.op, Bound::Relative | Bound::Rank);
        let (names_end, word) = match word {
            Some((at, word)) if at > 0 || !left[..at].is_empty() => (lead.start + at, word),
            Some((_, word)) => (lead.start, word),
            None if twofold || (several && first.value.op == Bound::Relative) => {
                (first.value.range.start, "分别")
            }
            None => return false,
        };
        let shared = matches!(word, "各" | "均" | "都" | "各自") || twofold || several;
        // 各类, 各级, 均衡, 都市: no pairing.
        if left[names_end - lead.start..].starts_with(
            [
                "各类",
                "各级",
                "各项",
                "各县",
                "各市",
                "各地",
                "各区",
                "各镇",
                "各乡",
                "均衡",
                "都市",
                "各具",
                "各种",
                "各有",
                "各领域",
                "各产业",
                "均等",
            ]
            .as_slice()
            .iter()
            .find(|w| left[names_end - lead.start..].starts_with(**w))
            .copied()
            .unwrap_or("\u{0}"),
        ) {
            return false;
        }
        let between = self.text(names_end..first.value.core.start.max(names_end)).to_owned();
        let verb = subjects::lead(
            self.paragraph.text,
            names_end + word.len().min(between.len())
                ..first.value.range.start.max(names_end + word.len().min(between.len())),
            self.times,
        );
        // Years on the left: one value for each.
        let years: Vec<Horizon> = self.years(clause.start..names_end.max(first.left.end));
        let names = subjects::trim_end(self.paragraph.text, lead.start..names_end);
        let mut parts = subjects::parts(self.paragraph.text, names.clone());
        parts.retain(|p| !self.times.iter().any(|t| t.range.start <= p.start && p.end <= t.range.end));
        let last = parts.last().cloned();
        if !shared && items.len() > 1 && parts.len() == items.len() && years.len() != items.len() {
            self.take_lead(clause, lead, first);
            let last = last.unwrap_or(names);
            for (part, item) in parts.iter().zip(items) {
                let subject = subjects::complete(self.paragraph.text, part, &last);
                let end = item.value.range.end;
                self.push(Found {
                    subject,
                    range: part.start..end,
                    item,
                    lead,
                    verb: &verb,
                    date: None,
                    rule: "paired values",
                    right: item.right.clone(),
                });
            }
            return true;
        }
        if years.len() > 1 && (years.len() == items.len() || (shared && items.len() == 1)) {
            let subject_range = names_after_years(self, clause, names.clone(), names_end);
            self.take_lead(clause, lead, first);
            let fallback = self.fallback_subject();
            let subject = if self.text(subject_range.clone()).chars().count() >= 2 {
                vec![subject_range.clone()]
            } else {
                fallback.unwrap_or_else(|| vec![subject_range.clone()])
            };
            for (k, year) in years.iter().enumerate() {
                let item = &items[k.min(items.len() - 1)];
                let start = if self.text(subject_range.clone()).is_empty() {
                    clause.start
                } else {
                    subject_range.start.min(item.value.range.start)
                };
                let range = start..item.value.range.end;
                self.push(Found {
                    subject: subject.clone(),
                    range,
                    item,
                    lead,
                    verb: &verb,
                    date: Some(*year),
                    rule: "paired years",
                    right: item.right.clone(),
                });
            }
            return true;
        }
        let separate = parts.len() > 1
            && (!several || parts.iter().all(|p| subjects::stands_alone(self.text(p.clone()))));
        if shared && items.len() == 1 && separate && (!several || word == "分别" || parts.len() > 1) {
            let item = first;
            let right = subjects::trim_right(self.paragraph.text, item.right.clone());
            self.take_lead(clause, lead, first);
            let last = last.unwrap_or(names);
            // 甲、乙各建成1家以上省级企业技术中心: the places are no subjects.
            if !right.is_empty() && self.text(right.clone()).chars().count() >= 3 && !several && !twofold {
                return false;
            }
            for part in &parts {
                let mut subject = subjects::complete(self.paragraph.text, part, &last);
                if twofold {
                    subject = vec![part.clone()];
                }
                let end = item.value.range.end;
                self.push(Found {
                    subject,
                    range: part.start..end,
                    item,
                    lead,
                    verb: &verb,
                    date: None,
                    rule: "shared value",
                    right: item.right.clone(),
                });
            }
            return true;
        }
        false
    }

    /// The years named between the start of a clause and its figures.
    fn years(&self, range: Range<usize>) -> Vec<Horizon> {
        let mut years = Vec::new();
        let from = self.group.min(range.start);
        for period in
            self.times.iter().filter(|p| p.range.start >= from && p.range.end <= range.end && governs(p))
        {
            match period.start {
                Some(first) => years.extend((first..=period.end.year()).map(Horizon::Year)),
                None => years.push(period.end),
            }
        }
        // Only years that stand together are a ladder.
        if years.len() > 12 { Vec::new() } else { years }
    }

    fn fallback_subject(&self) -> Option<Vec<Range<usize>>> {
        self.carried.subject.clone().or_else(|| self.paragraph.topic.clone().map(|t| vec![t]))
    }

    fn take_lead(&mut self, clause: &Range<usize>, lead: &Lead, first: &Item) {
        self.note_dates(clause, first.value.core.start);
        if lead.verbs.is_some() {
            self.carried.verbs = lead.kind;
            self.carried.action = lead.verbs.clone();
        }
        self.carried.every |= lead.every;
    }

    /// One figure with its own words left and right.
    fn item(&mut self, clause: &Range<usize>, lead: &Lead, item: &Item, first: bool, lead_every: bool) {
        let text = self.paragraph.text;
        let value = &item.value;
        let left = lead.start.min(value.range.start)..value.range.start;
        let mut end = left.end;
        let mut baseline_verb = false;
        if let Some(baseline) = &item.baseline {
            let words = text[left.start..baseline.range.start.max(left.start)].trim_end();
            let cut = words.rfind(['由', '从', '自']).unwrap_or(words.len());
            end = left.start + cut;
            baseline_verb = true;
        }
        let subject_left = subjects::trim_end(text, left.start..end.max(left.start));
        let right = subjects::trim_right(text, item.right.clone());
        let left_words = text[subject_left.clone()].to_owned();
        let right_words = text[right.clone()].to_owned();
        let verb = verb_at_end(&text[item.left.start..value.range.start.max(item.left.start)])
            .filter(|_| !baseline_verb);
        let only_verbs =
            lead.verbs.as_ref().is_some_and(|v| v.end >= subject_left.end) || subject_left.is_empty();
        let noun_right = right_words.chars().count() >= 2
            && !right_words.starts_with(['的', '且', '，', ',', '、', '（', '('])
            && !value.idiom;
        let counted = noun_right
            && (verb.is_some()
                || (only_verbs && !value.cue.reached)
                || (only_verbs && lead.verbs.is_some())
                || (left_words.chars().count() <= 3
                    && !value.cue.reached
                    && !subjects::stands_alone(&left_words)
                    && !left_words.is_empty()
                    && !value.is_share()));
        // A new clause with a subject of its own ends what each year governed.
        let runs_on = self.carried.every && counted && self.carried.counted && only_verbs;
        let in_list = !first;
        let every = lead.every
            || value.cue.every
            || (in_list && lead_every)
            || (first && runs_on && lead.verbs.is_some());
        let own_kind = match (verb, lead.kind) {
            (Some((Some(kind), _)), _) if counted => Some(kind),
            (_, Some(kind)) => Some(kind),
            (Some((kind, _)), None) if counted => kind,
            _ => None,
        };
        let has_verb = lead.verbs.is_some() || (counted && verb.is_some());
        let inherits = !has_verb && !value.cue.reached && (in_list || self.carried.verbs.is_some());
        let verbs = if has_verb {
            own_kind
        } else if inherits {
            self.carried.verbs
        } else {
            None
        };
        let (subject, range_start, rule) = if counted {
            let start = match &lead.verbs {
                Some(verbs) => verbs.start,
                None => verb.map_or(value.range.start, |(_, length)| {
                    value.range.start.saturating_sub(length).max(item.left.start)
                }),
            };
            (vec![right.clone()], start.min(value.range.start), "verb, figure, thing")
        } else {
            self.left_subject(&subject_left, lead, value)
        };
        let action = if has_verb {
            lead.verbs.clone().or_else(|| {
                verb.map(|(_, length)| value.range.start.saturating_sub(length)..value.range.start)
            })
        } else if inherits {
            self.carried.action.clone()
        } else {
            None
        };
        let range_end = if counted { right.end } else { value.range.end };
        let hedge = self.carried.hedge
            || value.cue.hedge
            || lead.hedge
            || text[item.left.start..value.range.start.max(item.left.start)].contains("力争");
        let draft = DraftSigns {
            subject,
            range: range_start..range_end,
            item,
            every,
            verbs,
            counted,
            action,
            hedge,
            date: None,
            rule,
        };
        let kept =
            self.finish(clause, draft, if counted { right.end..clause.end } else { item.right.clone() });
        if kept {
            if has_verb {
                self.carried.verbs = own_kind;
                self.carried.action = lead.verbs.clone();
            } else if !inherits {
                self.carried.verbs = None;
                self.carried.action = None;
            }
            self.carried.every = every;
            self.carried.counted = counted;
        }
        if lead.scope.is_some() {
            self.carried.scope = lead.scope.clone();
        }
    }

    /// The subject on the left, completed from the clause before where it is elliptic.
    fn left_subject(
        &self,
        left: &Range<usize>,
        lead: &Lead,
        value: &Value,
    ) -> (Vec<Range<usize>>, usize, &'static str) {
        let words = self.text(left.clone());
        let start = lead.verbs.as_ref().map_or(left.start, |v| v.start);
        const PARTS: &[&str] = &[
            "总数",
            "总量",
            "数量",
            "规模",
            "总规模",
            "占比",
            "比重",
            "比例",
            "总额",
            "年均增速",
            "增速",
            "增幅",
            "年均增长",
            "增长",
            "同比增长",
            "其中",
            "总人数",
            "人数",
            "户数",
            "总投资",
            "面积",
            "就地转化",
            "平均增速",
            "年均增幅",
        ];
        let elliptic = words.is_empty()
            || words.starts_with('占')
            || words.starts_with("其占")
            || PARTS.contains(&words)
            || words.starts_with("较20")
            || words.starts_with("比20")
            || words.starts_with("较上");
        if elliptic {
            let made = self
                .carried
                .made
                .clone()
                .filter(|m| self.text(m.clone()).chars().count() >= 2)
                .map(|m| vec![m]);
            let before = if self.carried.subject.is_some() && made.is_none() {
                self.carried.subject.clone()
            } else {
                made.or_else(|| self.fallback_subject())
            };
            if let Some(mut subject) = before {
                // 占GDP比重 follows the amount, not the amount's own share.
                if let Some(last) = subject.last_mut()
                    && let Some(at) = self.paragraph.text[last.clone()].find('占')
                    && words.starts_with('占')
                    && at > 0
                {
                    *last = last.start..last.start + at;
                }
                if !words.is_empty() && words != "其中" {
                    subject.push(left.clone());
                }
                let from = if words.is_empty() { value.range.start } else { left.start };
                return (subject, from, "subject of the clause before");
            }
        }
        (vec![left.clone()], start, "thing, figure")
    }

    fn push(&mut self, found: Found) {
        let Found { subject, range, item, lead, verb, date, rule, right } = found;
        let counted = false;
        let verbs = verb.kind.or(lead.kind).or(if verb.verbs.is_some() { verb.kind } else { None });
        let every = lead.every || verb.every || item.value.cue.every;
        let hedge = self.carried.hedge || item.value.cue.hedge || verb.hedge;
        let action = verb.verbs.clone().or_else(|| lead.verbs.clone());
        let clause = range.clone();
        let draft = DraftSigns { subject, range, item, every, verbs, counted, action, hedge, date, rule };
        self.finish(&clause, draft, right);
    }

    /// Guards, kind, unit and horizon; returns whether the figure is a target.
    fn finish(&mut self, clause: &Range<usize>, signs: DraftSigns, right: Range<usize>) -> bool {
        let text = self.paragraph.text;
        let DraftSigns { subject, range, item, every, verbs, counted, action, hedge, date, rule } = signs;
        let value = &item.value;
        let named: String = subject.iter().map(|r| &text[r.clone()]).collect();
        let left = &text[clause.start..value.range.start.max(clause.start)];
        let around = Around {
            group: &text[self.group.min(clause.start)..clause.end],
            clause: &text[clause.clone()],
            left: &text[clause.start.min(self.group.max(clause.start))..value.core.start.max(clause.start)],
            right: if counted { &text[item.right.clone()] } else { &text[right] },
            subject: &named,
            value,
            counted,
            dated: self.carried.date.is_some() || self.governing.is_some(),
        };
        if guards::stopped(&around).is_some() {
            return false;
        }
        let yearly = every || named.contains("当年") || named.contains("年度");
        let (kind, kind_rule) =
            kinds::kind(&Signs { subject: &named, left, value, every: yearly, verbs, counted });
        let unit = kinds::full_unit(value, &named);
        let of = kinds::denominator(kind, &named, value);
        let horizon = match (date.or(self.carried.date), self.governing) {
            (Some(date), _) => Some((date, HorizonFrom::Sentence)),
            (None, Some(date)) => Some((date, HorizonFrom::Section)),
            (None, None) => None,
        };
        let scope = self
            .carried
            .scope
            .clone()
            .map(|s| text[s].trim_end_matches("范围内").trim_end_matches('内').to_owned());
        let baseline = item.baseline.as_ref().and_then(|b| b.lo).map(|lo| (lo, self.baseline_year(item)));
        let mut rules = vec![rule, kind_rule];
        if baseline.is_some() {
            rules.push("baseline");
        }
        self.carried.subject = Some(subject.clone());
        self.drafts.push(Draft {
            range: range.start.min(value.range.start)..range.end.max(value.range.end),
            subject,
            op: value.op,
            lo: value.lo,
            hi: value.hi,
            stretch: None,
            unit,
            kind,
            of,
            scope,
            horizon,
            aspirational: hedge,
            baseline,
            nature: None,
            action: action.map(|a| text[a].to_owned()),
            rules,
            heading: None,
            section: Section::Goals,
        });
        true
    }

    fn baseline_year(&self, item: &Item) -> Option<i32> {
        let start = item.baseline.as_ref().map_or(0, |b| b.range.start);
        let year = self.times.iter().rfind(|p| p.range.end <= start && p.range.start >= item.left.start);
        year.map(|p| p.end.year())
    }
}

/// A period that says when something is due.
fn governs(period: &PeriodMention) -> bool {
    matches!(period.form, PeriodForm::By | PeriodForm::In | PeriodForm::Within)
}

/// The stretch of names behind the last year in it: 2025年至2027年，入库数分别… → 入库数.
fn names_after_years(
    sentence: &Sentence,
    clause: &Range<usize>,
    names: Range<usize>,
    names_end: usize,
) -> Range<usize> {
    let last = sentence
        .times
        .iter()
        .rfind(|p| p.range.end <= names_end && p.range.start >= clause.start)
        .map_or(names.start, |p| p.range.end);
    let start = last.max(names.start).min(names_end);
    let skipped = sentence.paragraph.text[start..names_end].len()
        - sentence.paragraph.text[start..names_end].trim_start_matches(['，', ',', '、', ' ']).len();
    subjects::trim_end(sentence.paragraph.text, start + skipped..names_end)
}

/// A figure of a paired list.
struct Found<'a> {
    subject: Vec<Range<usize>>,
    range: Range<usize>,
    item: &'a Item,
    lead: &'a Lead,
    verb: &'a Lead,
    date: Option<Horizon>,
    rule: &'static str,
    right: Range<usize>,
}

/// All that is known of a figure before the guards look at it.
struct DraftSigns<'a> {
    subject: Vec<Range<usize>>,
    range: Range<usize>,
    item: &'a Item,
    every: bool,
    verbs: Option<Kind>,
    counted: bool,
    action: Option<Range<usize>>,
    hedge: bool,
    date: Option<Horizon>,
    rule: &'static str,
}
