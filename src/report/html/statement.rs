//! Where a figure comes from: its sentence in context, with the figure marked, and what to know of it.

use super::markup::{both, both_markup, escape, joined, panel, property, word};
use super::{Reading, column_label, unit_label};
use crate::clean::fold_script;
use crate::compare::{Column, Figure, Row};
use crate::derive::{Derivation, Origin};
use crate::metrics::Observation;
use crate::report::figure::figure_value_in_both;
use crate::report::words;
use crate::schema::{Plan, Task};
use crate::source::{Evidence, Source};

/// Bytes of context on each side at most.
const AROUND: usize = 360;

/// The panel of a figure.
pub(super) fn statement(
    id: &str,
    figure: &Figure,
    row: &Row,
    column: &Column,
    reading: Option<&Reading>,
) -> String {
    let observation = &figure.observation;
    let title = both(&row.pref_label, &row.label_en);
    let mut out = format!(
        "<p class=\"headline\"><b>{}</b> <span>{}</span> <span class=\"of\">{}</span></p>",
        value(figure, row),
        if observation.lo.is_some() { unit_label(row) } else { String::new() },
        column_label(column),
    );
    if let Some(derivation) = &figure.derivation {
        out.push_str(&derived(derivation));
    }
    out.push_str(&context(&observation.evidence, &observation.indicator, reading));
    let caveats = observation
        .caveats
        .iter()
        .map(|caveat| format!("<li>{}</li>", word(words::caveat_sentence(*caveat))));
    let caveats: String = caveats.collect();
    if !caveats.is_empty() {
        out.push_str(&format!("<ul class=\"caveats\">{caveats}</ul>"));
    }
    out.push_str(&format!("<dl>{}</dl>", properties(observation, reading)));
    if !figure.repeats.is_empty() {
        let heading = both("原文另有一致的表述", "Also stated, in agreement");
        let repeats: String = figure
            .repeats
            .iter()
            .map(|repeat| context(&repeat.evidence, &repeat.indicator, reading))
            .collect();
        out.push_str(&format!("<h4>{heading}</h4>{repeats}"));
    }
    panel(id, &title, &out)
}

/// How a figure was computed, or what a relative target comes to: the formula, each input with its source, and what is
/// taken for granted.
fn derived(derivation: &Derivation) -> String {
    let inputs = derivation.formula.inputs().into_iter().map(|input| {
        let sources: Vec<String> = match &input.origin {
            Origin::Known(known) => {
                known.statistics.iter().map(|statistic| escape(&statistic.citation())).collect()
            }
            Origin::Stated { evidence, .. } => vec![escape(&joined(&evidence.quote))],
            Origin::Years { .. } => Vec::new(),
        };
        format!("<li>{} <small>{}</small></li>", both(&input.chinese(), &input.english()), sources.join("; "))
    });
    let assumed = derivation.assumptions.iter().map(|assumption| {
        let (zh, en) =
            (format!("假设: {}", assumption.chinese()), format!("assumed: {}", assumption.english()));
        format!("<li class=\"assumed\">{}</li>", both(&zh, &en))
    });
    let items: String = inputs.chain(assumed).collect();
    format!(
        "<div class=\"derivation\"><p>{}</p><ul>{items}</ul></div>",
        both(&derivation.chinese(), &derivation.english())
    )
}

/// The value with its bound and stretch, or the words of a relative target and what it comes to, if that is known.
pub(super) fn value(figure: &Figure, row: &Row) -> String {
    let observation = &figure.observation;
    if observation.lo.is_some() {
        let (zh, en) = figure_value_in_both(figure, &row.shown_in);
        return both(&zh, &en);
    }
    let quote = joined(&observation.evidence.quote);
    let resolved = figure.derivation.iter().flat_map(|derivation| derivation.formula.inputs()).next();
    let (zh, en) = match resolved {
        Some(input) => (format!(": {}", input.chinese()), format!(": {}", input.english())),
        None => Default::default(),
    };
    match &observation.comparator {
        Some(comparator) => {
            let words = beside(&fold_script(&quote), &comparator.words);
            both(&(words + &zh), &format!("{}{en}", comparator.english))
        }
        None => escape(&quote),
    }
}

/// The words of a comparator with the side in front of them: 超过全省平均水平.
fn beside(quote: &str, words: &str) -> String {
    let Some((before, behind)) = quote.split_once(words) else { return quote.to_owned() };
    let clause = before.rsplit(['，', ',', '、', '。']).next().unwrap_or(before);
    let side: Vec<char> = clause.chars().rev().take(2).collect();
    let behind: String = behind.chars().take_while(|c| c.is_alphanumeric()).take(6).collect();
    format!("{}{words}{behind}", side.iter().rev().collect::<String>())
}

fn properties(observation: &Observation, reading: Option<&Reading>) -> String {
    let mut out = String::new();
    let mut add = |zh: &str, en: &str, value: &str| out.push_str(&property(both(zh, en), value));
    add("原文主语", "Subject as written", &escape(&observation.subject));
    add("类型", "Kind", &word(words::kind(observation.kind)));
    add("限定", "Bound", &word(words::bound(observation.bound)));
    let indicator = reading.and_then(|reading| reading.plan.indicator(&observation.indicator));
    if let Some(period) = observation.period {
        let from = indicator
            .and_then(|indicator| indicator.horizon_from)
            .map(|from| word(words::horizon_from(from)));
        let from = from.map(|from| format!(" ({from})")).unwrap_or_default();
        add("期限", "Due", &format!("{}{from}", period.end()));
    }
    if let Some(scope) = &observation.scope {
        add("适用范围", "Where it applies", &escape(scope));
    }
    if let Some(nature) = observation.nature {
        add("性质", "Nature", &word(words::nature(nature)));
    }
    let relation = word(words::relation(observation.relation));
    add("与指标的关系", "Relation to the metric", &format!("{relation}: {}", escape(&observation.reason)));
    add("所在部分", "Section", &word(words::section(observation.section)));
    let task = indicator.and_then(|indicator| indicator.task.as_deref()).zip(reading);
    if let Some((plan, task)) =
        task.and_then(|(task, reading)| Some((reading.plan, reading.plan.task(task)?)))
    {
        add("所在任务", "Task", &format!("{} {}", escape(&task.number), escape(&task.title)));
        let bodies = bodies(plan, task);
        if !bodies.is_empty() {
            add("责任单位", "Bodies", &bodies);
        }
    }
    out
}

/// The bodies of a task with their roles; the first eight.
fn bodies(plan: &Plan, task: &Task) -> String {
    let named = task.responsibilities.iter().take(8).filter_map(|named| {
        let unit = plan.unit(&named.unit)?;
        Some(format!("{} <small>{}</small>", escape(&unit.name), word(words::role(named.role))))
    });
    named.collect::<Vec<_>>().join("; ")
}

/// The sentence of a statement between its neighbors, the quote marked, and where it stands.
pub(super) fn context(evidence: &Evidence, indicator: &str, reading: Option<&Reading>) -> String {
    let quote = marked(evidence, reading.and_then(|reading| reading.plan.indicator(indicator)));
    let Some(reading) = reading else { return format!("<blockquote>{quote}</blockquote>") };
    let (before, after) = around(reading.source, evidence);
    let (line, column) = reading.source.line_column(evidence.span.start);
    let name = escape(reading.source.name());
    let (start, end) = (evidence.span.start, evidence.span.end);
    let place = both_markup(
        &format!("{name} 第 {line} 行第 {column} 字, 字节 {start}–{end}"),
        &format!("{name}, line {line}, column {column}, bytes {start}–{end}"),
    );
    format!("<blockquote>{before}{quote}{after}<p class=\"place\">{place}</p></blockquote>")
}

/// The quote with its figure in bold, if the figure stands there once as it was read.
fn marked(evidence: &Evidence, indicator: Option<&crate::schema::Indicator>) -> String {
    let quote = joined(&evidence.quote);
    let digits = indicator.and_then(|indicator| indicator.lo).map(|lo| lo.to_string());
    let apart = digits.filter(|digits| quote.matches(digits.as_str()).count() == 1);
    let inside = match apart
        .as_ref()
        .and_then(|digits| quote.split_once(digits.as_str()).map(|parts| (digits, parts)))
    {
        Some((digits, (before, after))) => {
            format!("{}<strong>{}</strong>{}", escape(before), escape(digits), escape(after))
        }
        None => escape(&quote),
    };
    format!("<mark>{inside}</mark>")
}

/// What stands around a quote in the source, back to the last line that ends a paragraph.
fn around(source: &Source, evidence: &Evidence) -> (String, String) {
    let text = source.text();
    let (start, end) = (evidence.span.start.min(text.len()), evidence.span.end.min(text.len()));
    let from = text.ceil_char_boundary(start.saturating_sub(AROUND));
    let to = text.floor_char_boundary(end.saturating_add(AROUND).min(text.len()));
    let before = text.get(from..start).unwrap_or_default();
    let after = text.get(end..to).unwrap_or_default();
    // Paragraphs end with a full stop at the end of a line; other line breaks may be inside a sentence.
    let paragraph = before.rmatch_indices('\n').map(|(at, _)| at).find(|at| {
        before[..*at].trim_end().ends_with(['。', '；', '：', ')', '）']) || before[..*at].ends_with('\n')
    });
    let (lead, before) = match paragraph {
        Some(at) => ("", &before[at..]),
        None if from > 0 => ("…", before),
        None => ("", before),
    };
    let ends = after
        .match_indices('\n')
        .map(|(at, _)| at)
        .find(|at| after[..*at].trim_end().ends_with(['。', '；', ')', '）']));
    let (after, trail) = match ends {
        Some(at) => (&after[..at], ""),
        None if to < text.len() => (after, "…"),
        None => (after, ""),
    };
    (format!("{lead}{}", escape(&joined(before))), format!("{}{trail}", escape(&joined(after))))
}
