//! What the audit of each plan found: the sentence, how far apart the statements are, and each statement in its context.

use std::collections::BTreeMap;

use super::markup::{both, escape, panel, word};
use super::statement::context;
use super::{Reading, plan_label, section};
use crate::audit::{Cited, Finding, Gap, Verdict, audit};
use crate::lexicon::Units;
use crate::reference::Reference;
use crate::report::words;

const NOTE: (&str, &str) = (
    "每份规划与自身及已公布的统计数据核对;数字按所写位数视为四舍五入的区间。点击一处表述可见原句。",
    "Each plan is checked against itself and against published figures; figures count as rounded to the digits they are written with. Click a statement to see its sentence.",
);

/// The panels opened so far: a statement that several findings cite has one.
struct Panels<'o> {
    out: &'o mut String,
    known: BTreeMap<(usize, String), String>,
}

/// Writes the section on findings, and the panels that it opens. Nothing if there are none.
pub(super) fn findings(readings: &[Reading], reference: &Reference, out: &mut String, panels: &mut String) {
    let mut panels = Panels { out: panels, known: BTreeMap::new() };
    let mut content = String::new();
    for (place, reading) in readings.iter().enumerate() {
        let found = audit(reading.plan, Some(reference));
        content.push_str(&format!("<article><h3>{}</h3>", plan_label(reading.plan)));
        let (doubts, others): (Vec<_>, Vec<_>) =
            found.iter().partition(|finding| finding.verdict <= Verdict::Doubt);
        match doubts.is_empty() {
            true => content.push_str(&format!(
                "<p class=\"calm\">{}</p>",
                both("没有发现矛盾或存疑之处。", "No contradiction and no doubt was found.")
            )),
            false => content.push_str(&list(place, reading, &doubts, &mut panels)),
        }
        if !others.is_empty() {
            let count = others.len();
            let summary = both(
                &format!("相符的重复表述与提示 ({count})"),
                &format!("Repeats that agree, and notes ({count})"),
            );
            let others = list(place, reading, &others, &mut panels);
            content.push_str(&format!("<details><summary>{summary}</summary>{others}</details>"));
        }
        content.push_str("</article>");
    }
    let content = format!("<div class=\"findings\">{content}</div>");
    out.push_str(&section("audit", "自洽核对", "Checks of each plan", &NOTE, &content));
}

fn list(place: usize, reading: &Reading, found: &[&Finding], panels: &mut Panels<'_>) -> String {
    let items = found.iter().map(|finding| {
        let statements: String =
            finding.statements.iter().map(|cited| statement(place, reading, cited, panels)).collect();
        let known: Vec<String> = finding
            .known
            .iter()
            .flat_map(|known| &known.statistics)
            .map(|statistic| escape(&statistic.citation()))
            .collect();
        let known = match known.is_empty() {
            true => String::new(),
            false => format!(
                "<p class=\"source\">{}: {}</p>",
                both("统计来源", "Published figure from"),
                known.join("; ")
            ),
        };
        format!(
            "<li class=\"finding {verdict}\"><p><span class=\"badge {verdict}\">{}</span> <b>{}</b>{}</p>\
             <p>{}</p><p class=\"cited\">{statements}</p>{known}</li>",
            word(words::verdict(finding.verdict)),
            word(words::check(finding.check)),
            finding.gap.as_ref().map(gap).unwrap_or_default(),
            both(&finding.chinese, &finding.sentence),
            verdict = finding.verdict.as_str(),
        )
    });
    format!("<ul>{}</ul>", items.collect::<String>())
}

fn gap(gap: &Gap) -> String {
    let english = Units::builtin().english_amount(gap.value, None, &gap.unit);
    format!(
        " <span class=\"gap\">{}</span>",
        both(&format!("相差 {} {}", gap.value, gap.unit), &format!("{english} apart"))
    )
}

/// A button that opens the sentence of a statement.
fn statement(place: usize, reading: &Reading, cited: &Cited, panels: &mut Panels<'_>) -> String {
    let key = (place, cited.indicator.clone());
    let id = match panels.known.get(&key) {
        Some(id) => id.clone(),
        None => {
            let id = format!("a{}", panels.known.len());
            let indicator = reading.plan.indicator(&cited.indicator);
            let subject = indicator.map_or(cited.said.as_str(), |indicator| indicator.subject.as_str());
            let context = context(&cited.evidence, &cited.indicator, Some(reading));
            let title = format!("{} · {}", escape(subject), plan_label(reading.plan));
            panels.out.push_str(&panel(&id, &title, &context));
            panels.known.insert(key, id.clone());
            id
        }
    };
    let (line, _) = reading.source.line_column(cited.evidence.span.start);
    format!(
        "<button class=\"cite\" popovertarget=\"{id}\" data-statement=\"{}\">{} <small>{}</small></button>",
        escape(&cited.indicator),
        both(&cited.said, &cited.said_en),
        both(&format!("第 {line} 行"), &format!("line {line}")),
    )
}
