//! One paragraph: its sentences in order, and what one hands on to the next.

use std::ops::Range;

use crate::indicators::figure::values::{self, Value};
use crate::indicators::sentence::Sentence;
use crate::indicators::subject;
use crate::indicators::subject::lists;
use crate::indicators::{Document, Doubt, Draft};
use crate::lexicon::Units;
use crate::mentions::{Calendar, PeriodForm, PeriodMention, periods};
use crate::outline::{clauses, sentences};
use crate::schema::Horizon;

/// Sentences that what a later one is about is looked for in.
const MEMORY: usize = 50;

/// Reads the sentences of one paragraph; what a sentence leaves open may stand in the one before.
pub(super) struct Paragraph<'t> {
    pub(super) text: &'t str,
    pub(super) calendar: &'t Calendar,
    units: &'t Units,
    /// Where it begins.
    pub(super) start: usize,
    /// What the sentence before was about, for one that names no subject.
    topic: Option<Range<usize>>,
    /// Sentences since then that named no subject yet; what they are about is asked for rarely.
    untold: Vec<Range<usize>>,
    /// A sentence before opened with a year that is past: 2025年，全市…成效明显。投入46亿元。
    past: bool,
    /// A sentence before gave money: 给予20万元奖励.
    pub(super) granted: bool,
    /// A cell of a table of measures, whose row says when it is due.
    pub(super) row: bool,
    /// The item of a box that the paragraph describes: 麻醉用药实验室。依托…
    pub(super) item: Option<Range<usize>>,
    /// The words of the heading that it stands under.
    pub(super) heading: Option<Range<usize>>,
}

impl<'t> Paragraph<'t> {
    pub(super) fn new(document: Document<'t>, range: Range<usize>, boxed: bool) -> Self {
        let Document { text, calendar, units } = document;
        let start = range.start;
        let item = if boxed { item(text, range) } else { None };
        Self {
            text,
            calendar,
            units,
            start,
            topic: None,
            untold: Vec::new(),
            past: false,
            granted: false,
            row: false,
            item,
            heading: None,
        }
    }

    /// Reads one sentence; returns the date it opens with, which governs what follows.
    pub(super) fn read(
        &mut self,
        range: Range<usize>,
        governing: Option<Horizon>,
        drafts: &mut Vec<Draft>,
        doubts: &mut Vec<Doubt>,
    ) -> Option<Horizon> {
        let words = &self.text[range.clone()];
        let mut times = periods(words, self.calendar);
        let mut values = values::find(words, &times, self.units);
        times.iter_mut().for_each(|t| t.range = shifted(&t.range, range.start));
        values.iter_mut().for_each(|v| {
            v.range = shifted(&v.range, range.start);
            v.core = shifted(&v.core, range.start);
            v.of = v.of.as_ref().map(|of| shifted(of, range.start));
        });
        let opens = self.opening_date(&range, &times);
        self.past = self.goes_on_past(&range, &times, opens);
        let told = self.past || is_past(words, &range, &times);
        let before = drafts.len();
        if !values.is_empty() && !told {
            let mut sentence = Sentence::new(self, range.clone(), &times, governing, drafts, doubts);
            let mut from = 0;
            for clause in clauses(self.text, range.clone()) {
                let inside = values[from..].iter().take_while(|v| v.core.start < clause.end).count();
                sentence.clause(clause, &values[from..from + inside]);
                from += inside;
            }
        }
        if told {
            doubts.extend(values.iter().map(|value| Doubt::skipped(value.range.clone(), "told of the past")));
        }
        self.granted |= values.iter().any(Value::is_money) && gives(words).is_some();
        if drafts.len() == before {
            self.untold.push(range);
        } else if let Some(last) = drafts.last() {
            self.untold.clear();
            self.topic = last.subject.last().cloned();
        }
        opens
    }

    /// The paragraph opens with a year that is past, and no year to come has been named since.
    fn goes_on_past(&self, range: &Range<usize>, times: &[PeriodMention], opens: Option<Horizon>) -> bool {
        let Some(first) = self.calendar.first_year() else { return false };
        let mut named = times.iter().filter(|p| governs(p)).filter_map(|p| Some((p.form, p.end?.year())));
        let begins = range.start == self.start
            && opens.is_some()
            && times.iter().find(|p| governs(p)).is_some_and(|p| p.form == PeriodForm::In);
        (self.past || begins) && named.all(|(form, year)| form == PeriodForm::In && year < first)
    }

    /// What the sentences before were about.
    pub(super) fn topic(&self) -> Option<Range<usize>> {
        let told = self.untold.iter().rev().take(MEMORY).find_map(|sentence| {
            let mut times = periods(&self.text[sentence.clone()], self.calendar);
            times.iter_mut().for_each(|t| t.range = shifted(&t.range, sentence.start));
            self.object(sentence, &times)
        });
        told.or_else(|| self.topic.clone()).or_else(|| self.headed())
    }

    /// 引进新型研发机构 → 新型研发机构: the one thing that the heading is about.
    fn headed(&self) -> Option<Range<usize>> {
        let thing = self.object(self.heading.as_ref()?, &[])?;
        let words = &self.text[thing.clone()];
        (lists::stands_alone(words) && !words.contains(['、', '和', '与', '及'])).then_some(thing)
    }

    /// The plan is for one year: 2026年工作要点.
    pub(super) fn of_one_year(&self) -> bool {
        let period = &self.calendar.period;
        period.start.is_some() && period.start == period.end.map(Horizon::year)
    }

    /// 到2025年,… and 三年内…: a date at the start of a sentence governs what follows; one inside does not.
    fn opening_date(&self, range: &Range<usize>, times: &[PeriodMention]) -> Option<Horizon> {
        const LEADS: &[&str] = &[
            "到", "至", "力争到", "力争", "争取到", "确保到", "在", "于", "用", "利用", "通过", "未来",
            "今后", "力争用", "规划到", "经过", "预计到", "预期到", "展望到", "展望", "其中", "目标：到",
            "目标:到", "力争在",
        ];
        let first = times.iter().find(|p| governs(p))?;
        let head = self.text[range.start..first.range.start]
            .trim_start_matches(['，', ',', ' ', '“', '—', '●', '·']);
        let after = &self.text[first.range.end..range.end];
        // 第一步，到2025年：
        let head = head
            .rsplit_once(['，', ','])
            .filter(|(step, _)| step.chars().count() <= 6 && step.starts_with(['第', '近', '中', '远']))
            .map_or(head, |(_, rest)| rest);
        // 对照“十四五”时期的要求: a date that is only referred to governs nothing.
        let refers = ["对照", "按照", "依照", "根据", "依据", "落实", "围绕", "对标", "衔接", "结合"]
            .iter()
            .any(|w| head.starts_with(w));
        let leads = LEADS.contains(&head) || (head.chars().count() <= 2 && !refers);
        let governing = first.form != PeriodForm::In || after.starts_with(['，', ',', '：', ':', '全']);
        // 五年内 ends with the plan, as what follows does anyway.
        let own_term = first.form == PeriodForm::Within && first.end == self.calendar.period.end;
        // 2025年完成一期，2026年启动二期，到2027年…: steps of one thing govern nothing else.
        let inside = |p: &&PeriodMention| governs(p) && p.end.is_some_and(|end| Some(end) > first.end);
        let steps =
            times.iter().filter(inside).count() > 1 && !self.text[range.clone()].contains(['；', ';']);
        if leads && governing && !own_term && !steps { first.end } else { None }
    }

    /// 支持建设中试基地 → 中试基地: what a sentence without figures is about.
    fn object(&self, range: &Range<usize>, times: &[PeriodMention]) -> Option<Range<usize>> {
        let clause = clauses(self.text, range.clone()).next()?;
        let lead = subject::lead(self.text, clause.clone(), times);
        if lead.verbs.is_none() {
            // 连续2年入库的科技型中小企业，每家奖励2万元: the thing behind the last 的.
            let words =
                &self.text[lead.start.min(clause.end)..clause.end].trim_end_matches(['，', ',', '。']);
            let at = words.rfind('的').map(|at| lead.start + at + '的'.len_utf8())?;
            let thing = at..lead.start + words.len();
            return lists::stands_alone(&self.text[thing.clone()]).then_some(thing);
        }
        let object = subject::trim_right(self.text, lead.start..clause.end);
        (2..=20).contains(&self.text[object.clone()].chars().count()).then_some(object)
    }
}

/// A period that says when something is due.
pub(super) fn governs(period: &PeriodMention) -> bool {
    matches!(period.form, PeriodForm::By | PeriodForm::In | PeriodForm::Within)
}

/// A sentence that opens with 截至 and a date tells what has been reached.
fn is_past(words: &str, range: &Range<usize>, times: &[PeriodMention]) -> bool {
    const OPENINGS: &[&str] = &[
        "近年来", "近几年", "五年来", "三年来", "一年来", "去年", "上年", "过去", "“十三五”", "“十二五”",
        "截至目前", "目前", "当前",
    ];
    // “十四五”以来，…; 据介绍，近三年来，…
    const TOLD: &[&str] = &["以来，", "以来,", "年来，", "年来,", "过去的五年", "过去的三年", "过去的一年"];
    let head = words.char_indices().nth(16).map_or(words, |(at, _)| &words[..at]);
    let told = OPENINGS.iter().any(|w| words.starts_with(w)) || TOLD.iter().any(|w| head.contains(w));
    if told && !times.iter().any(|p| p.form == PeriodForm::By) {
        return true;
    }
    let opens =
        times.first().is_some_and(|p| p.form == PeriodForm::Past && p.range.start <= range.start + 30);
    opens && !times.iter().any(|p| p.form == PeriodForm::By)
}

/// Where the first word ends that gives money to somebody.
pub(super) fn gives(words: &str) -> Option<usize> {
    const WORDS: &[&str] = &["奖励", "补助", "补贴", "奖补", "给予", "支持", "资助", "贴息"];
    WORDS.iter().filter_map(|w| words.find(w).map(|at| at + w.len())).min()
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// The short first sentence of a paragraph in a box names the item that the rest describes.
fn item(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let first = sentences(text, range.clone()).next()?;
    let words = text[first.clone()].trim_end_matches('。');
    // ——零碳园区工程。建成…: a dash opens a list of works, whose names are no places.
    const WORKS: &[&str] = &["工程", "行动", "计划", "专项", "项目", "任务", "活动"];
    if words.starts_with(['—', '-', '●', '·']) || WORKS.iter().any(|work| words.ends_with(work)) {
        return None;
    }
    let short = (3..=30).contains(&words.chars().count()) && first.end < range.end;
    let plain =
        !words.contains(['，', ',', '；', '：', ':']) && !words.contains(|c: char| c.is_ascii_digit());
    (short && plain).then(|| first.start..first.start + words.len())
}
