//! A comparison as one page: no network, no script, light and dark, in Chinese and in English.
//!
//! Panels open by the `popover` attribute, languages and colors change by style alone, so the page needs no script and
//! its policy forbids any.

mod charts;
mod findings;
mod markup;
mod matrix;
mod network;
mod ranking;
mod statement;
mod tasks;

use crate::compare::{Column, Comparison, Row};
use crate::lexicon::{Regions, Units};
use crate::reference::Reference;
use crate::schema::{Kind, Plan, Region};
use crate::source::Source;
use markup::{both, escape};

const STYLE: &str = include_str!("style.css");

/// The language a page opens in; a reader can change it.
///
/// # Examples
///
/// See [`html`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// Chinese, simplified script.
    Chinese,
    /// English.
    English,
}

/// A plan and the source it was read from.
struct Reading<'r> {
    plan: &'r Plan,
    source: &'r Source,
}

/// Shows a comparison as one self-contained HTML page.
///
/// `read` holds the plans with the sources they were read from: with them each figure opens its sentence in context,
/// and tasks and bodies are shown. A plan that is not among them has its quotes only. A quote shows as the source
/// has it, but for line breaks and invisible characters, which are named. Each of these plans is checked against itself
/// and against the figures of `reference` ([`audit`](crate::audit::audit)).
///
/// # Examples
///
/// ```
/// use crossplan::compare::Comparison;
/// use crossplan::{normalizers, reference::Reference, report, samples};
///
/// let source = samples::yueyang();
/// let plan = normalizers::read(&source)?;
/// let comparison = Comparison::of([&plan]).build()?;
/// let read = [(&plan, &source)];
/// let page = report::html(&comparison, &read, Reference::bundled(), report::Language::English);
/// assert!(page.starts_with("<!doctype html>"));
/// assert!(page.contains("万人有效发明专利拥有量"));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn html(
    comparison: &Comparison,
    read: &[(&Plan, &Source)],
    reference: &Reference,
    language: Language,
) -> String {
    let readings: Vec<Reading> = read.iter().map(|(plan, source)| Reading { plan, source }).collect();
    let (matrix, mut panels) = matrix::matrix(comparison, &readings);
    let charts = charts::charts(comparison);
    let mut out = head(comparison, language);
    out.push_str(&plans(comparison, &readings));
    out.push_str(&section("matrix", "指标对照", "Indicators side by side", &MATRIX_NOTE, &matrix));
    if !charts.is_empty() {
        let charts = format!("<div class=\"charts\">{charts}</div>");
        out.push_str(&section("charts", "目标图示", "Targets on one scale", &CHARTS_NOTE, &charts));
    }
    let cards = ranking::cards(comparison);
    if !cards.is_empty() {
        let cards = format!("<div class=\"cards\">{cards}</div>");
        out.push_str(&section("ranking", "可比与排序", "What may be ranked", &ranking::NOTE, &cards));
    }
    if !readings.is_empty() {
        findings::findings(&readings, reference, &mut out, &mut panels);
    }
    if readings.iter().any(|reading| !reading.plan.tasks.is_empty()) {
        tasks::sections(&readings, &mut out, &mut panels);
        network::shared(&readings, &mut out, &mut panels);
    }
    out.push_str("</main>\n");
    out.push_str(&panels);
    out.push_str("</body></html>\n");
    out
}

const MATRIX_NOTE: (&str, &str) = (
    "点击数字可见原句及其上下文。总量、新增量与年度量从不混入一格;空格写明缺失的缘由。",
    "Click a figure to see the sentence it was read from. Levels, increments and yearly flows never share a row; an empty cell says why.",
);
const CHARTS_NOTE: (&str, &str) = (
    "箭头: 不低于或超过(空心点不含该值)。虚线与菱形: 力争达到的更高值。灰色: 口径相近、只适用于局部或含假设,不宜直接比较。每图只有一种类型和单位,自零起;各地规模不同,数量不等于强度。",
    "Arrow: at least or more than (an open dot leaves the value out). Dashes and diamond: the more ambitious value. Gray: close match, a part of the area only, or computed under an assumption; not to be compared as it is. Each chart has one kind and one unit and begins at zero. Regions differ in size: a count is no intensity.",
);

fn head(comparison: &Comparison, language: Language) -> String {
    let (zh, en) = ("科技创新规划对照", "Science and innovation plans, side by side");
    let (tag, title) = match language {
        Language::Chinese => ("zh-Hans", zh),
        Language::English => ("en", en),
    };
    let checked = |on: bool| if on { " checked" } else { "" };
    let choice = |name: &str, id: &str, label: String, on: bool| {
        format!("<label><input type=\"radio\" name=\"{name}\" id=\"{id}\"{}>{label}</label>", checked(on))
    };
    let languages = choice("language", "show-zh", "中文".to_owned(), language == Language::Chinese)
        + &choice("language", "show-en", "English".to_owned(), language == Language::English);
    let colors = choice("colors", "auto", both("自动", "Auto"), true)
        + &choice("colors", "light", both("浅色", "Light"), false)
        + &choice("colors", "dark", both("深色", "Dark"), false);
    format!(
        "<!doctype html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"referrer\" content=\"no-referrer\"><title>{title}</title><style>{STYLE}</style></head>\n<body>\
         <header class=\"top\"><div><h1>{}</h1><p>{}</p></div><div class=\"choices\">\
         <fieldset><legend>{}</legend>{languages}</fieldset><fieldset><legend>{}</legend>{colors}</fieldset></div></header>\n<main>\n",
        both(zh, en),
        both(
            &format!("{} 份规划,{} 行指标", comparison.plans.len(), comparison.rows.len()),
            &format!("{} plans, {} rows", comparison.plans.len(), comparison.rows.len()),
        ),
        both("语言", "Language"),
        both("配色", "Colors"),
    )
}

fn section(id: &str, zh: &str, en: &str, note: &(&str, &str), content: &str) -> String {
    format!(
        "<section><h2 id=\"{id}\">{}</h2><p class=\"note\">{}</p>{content}</section>\n",
        both(zh, en),
        both(note.0, note.1)
    )
}

/// What was compared: title, years, and the hash that ties the page to its sources.
fn plans(comparison: &Comparison, readings: &[Reading]) -> String {
    let mut out = String::from("<section class=\"plans\">");
    for column in &comparison.plans {
        let years = match (column.period.start, column.period.end) {
            (Some(start), Some(end)) => format!("{start}–{end}"),
            (None, Some(end)) => format!("→ {end}"),
            (Some(start), None) => format!("{start}–"),
            (None, None) => String::new(),
        };
        let title = if column.title.is_empty() { &column.id } else { &column.title };
        out.push_str(&format!(
            "<article><h2>{}</h2><p class=\"title\">{}</p><p class=\"years\">{years}</p>",
            column_label(column),
            escape(title)
        ));
        if let Some(reading) = find(readings, column) {
            let (targets, tasks) = (reading.plan.indicators.len(), reading.plan.tasks.len());
            let hash: String = reading.source.sha256().chars().take(12).collect();
            out.push_str(&format!(
                "<p class=\"counts\">{}</p><p class=\"hash\">{} <code>{hash}</code></p>",
                both(
                    &format!("{targets} 个量化目标,{tasks} 项任务"),
                    &format!("{targets} quantitative targets, {tasks} tasks")
                ),
                escape(reading.source.name())
            ));
        }
        out.push_str("</article>");
    }
    out.push_str("</section>\n");
    out
}

fn find<'r>(readings: &'r [Reading<'r>], column: &Column) -> Option<&'r Reading<'r>> {
    readings.iter().find(|reading| reading.plan.id == column.id)
}

/// The name of a plan: its area, or its id where the area or its English name is not known.
fn column_label(column: &Column) -> String {
    let (zh, en) = names(&column.id, column.region.as_ref());
    both(&zh, &en)
}

fn plan_label(plan: &Plan) -> String {
    let (zh, en) = names(&plan.id, plan.region.as_ref());
    both(&zh, &en)
}

/// In Chinese and in English.
fn names(id: &str, region: Option<&Region>) -> (String, String) {
    let zh = region.map_or(id, |region| &region.name).to_owned();
    let en = region.and_then(|region| Regions::english(region.code.as_deref()?));
    (zh, en.unwrap_or_else(|| id.to_owned()))
}

/// The unit that the figures of a row are shown in.
fn unit_label(row: &Row) -> String {
    let english = match row.kind {
        Kind::Rank => "place".to_owned(),
        _ => Units::builtin().english(&row.shown_in),
    };
    both(&row.shown_in, &english)
}
