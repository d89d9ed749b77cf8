//! A comparison as tidy CSV: one line for each statement.

use rust_decimal::Decimal;

use super::words;
use crate::compare::{Absence, Cell, Column, Comparison, Figure, Row};
use crate::derive::Derivation;
use crate::lexicon::MappingRelation;
use crate::metrics::{Caveat, Observation, Period};
use crate::schema::MetricId;

/// Put in front of [`csv`] output, it makes spreadsheet programs read it as UTF-8.
///
/// # Examples
///
/// ```
/// use crossplan::{compare::Comparison, report};
///
/// let text = report::csv(&Comparison::of([]).build()?);
/// let for_spreadsheets = format!("{}{text}", report::BYTE_ORDER_MARK);
/// assert_eq!(for_spreadsheets.as_bytes()[..3], *b"\xef\xbb\xbf");
/// # Ok::<(), crossplan::Error>(())
/// ```
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The columns: those of SDMX first, in capitals, then ours.
pub(super) const COLUMNS: [&str; 34] = [
    "REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS",
    "OBS_STATUS", "bound", "upper", "stretch", "kind", "period_start", "plan", "region", "label", "label_en",
    "statement", "repeats", "scope", "relation", "reason", "comparator", "aspirational", "nature", "section",
    "caveats", "derivation", "absence", "instead", "subject", "quote", "span_start", "span_end",
];

/// Shows a comparison as CSV with SDMX column names, one line for each statement and for each empty cell.
///
/// `OBS_VALUE` × 10^`UNIT_MULT` is the value in `UNIT_MEASURE`; the power is the same for all plans of a row, so
/// `OBS_VALUE` is the figure that the other reports show. `upper` and `stretch` have the same power. `DECIMALS` is the
/// precision as written. `OBS_STATUS` is `A` for a figure, `D` for a close match (the definition differs), `U` for one
/// read through a slip of recognition, `E` for one that was computed (`derivation` tells how), `O` where there is no
/// figure; `absence` then says why (`not-stated`, `other-kind`, `related`, `no-statistic`, `not-derivable`) and `instead` what the
/// plan states, which statistic is not known, or why nothing follows from what is stated. `repeats` is the id of the statement that a line repeats.
///
/// Lines end in CR LF. Text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a
/// line end), or that begins with an apostrophe, has an apostrophe put in front; [`plain_text`] takes it away.
///
/// # Examples
///
/// ```
/// use crossplan::compare::Comparison;
/// use crossplan::{normalizers, report, Source};
///
/// let plan = normalizers::read(&Source::from_text("one", "到2025年,技术合同交易额达300亿元。")?)?;
/// let text = report::csv(&Comparison::of([&plan]).build()?);
/// assert!(text.lines().nth(1).is_some_and(|line| line.starts_with(",tech_contract_value,2025,300,元,8,0,A,eq,")));
/// # Ok::<(), crossplan::Error>(())
/// ```
///
/// # Reference
///
/// RFC 4180; the SDMX cross-domain concepts and the code list `CL_OBS_STATUS`.
#[must_use]
pub fn csv(comparison: &Comparison) -> String {
    let mut out = String::new();
    line(&mut out, &COLUMNS);
    records(comparison).iter().for_each(|record| line(&mut out, record));
    out
}

/// One line of the report.
pub(super) type Record = [String; COLUMNS.len()];

/// The lines below the head.
pub(super) fn records(comparison: &Comparison) -> Vec<Record> {
    let mut records = Vec::new();
    for row in &comparison.rows {
        for (column, cell) in comparison.plans.iter().zip(&row.cells) {
            for figure in cell.figures() {
                let (power, derivation) = (power(figure), figure.derivation.as_ref());
                records.push(stated(row, &figure.observation, power, derivation, None));
                let first = Some(figure.observation.indicator.as_str());
                records.extend(figure.repeats.iter().map(|repeat| stated(row, repeat, power, None, first)));
            }
            if let Cell::Missing(absence) = cell {
                records.push(missing(row, column, absence));
            }
        }
    }
    records
}

/// The text that a cell of [`csv`] stands for: without the apostrophe that keeps it from being a formula.
///
/// # Examples
///
/// ```
/// use crossplan::report::plain_text;
///
/// assert_eq!(plain_text("'=1+1"), "=1+1");
/// assert_eq!(plain_text("高新技术企业"), "高新技术企业");
/// ```
#[must_use]
pub fn plain_text(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

fn stated(
    row: &Row,
    observation: &Observation,
    power: u32,
    derivation: Option<&Derivation>,
    repeats: Option<&str>,
) -> Record {
    let value = |value: Option<Decimal>| value.map(|value| down(value, power)).unwrap_or_default();
    let area = observation.ref_area.as_ref();
    let caveats: Vec<&str> = observation.caveats.iter().map(|caveat| words::caveat(*caveat).id).collect();
    let (from, to) = match observation.period {
        Some(Period::Duration { from, to }) => (from, Some(to)),
        Some(Period::Instant(at)) => (None, Some(at)),
        None => (None, None),
    };
    let status = match observation.relation {
        _ if observation.lo.is_none() => "O",
        _ if observation.caveats.contains(&Caveat::Derived) => "E",
        _ if observation.caveats.contains(&Caveat::Repaired) => "U",
        MappingRelation::Exact => "A",
        _ => "D",
    };
    [
        text(area.map_or("", |area| area.code.as_deref().unwrap_or(&area.name))),
        observation.metric.to_string(),
        to.map(|to| to.to_string()).unwrap_or_default(),
        value(observation.lo),
        text(&observation.unit),
        power.to_string(),
        (observation.decimals + power).saturating_sub(observation.unit_mult).to_string(),
        status.to_owned(),
        observation.bound.as_str().to_owned(),
        value(observation.hi),
        value(observation.stretch),
        observation.kind.as_str().to_owned(),
        from.map(|year| year.to_string()).unwrap_or_default(),
        text(&observation.plan),
        text(area.map_or("", |area| &area.name)),
        text(&row.pref_label),
        text(&row.label_en),
        text(&observation.indicator),
        text(repeats.unwrap_or_default()),
        text(observation.scope.as_deref().unwrap_or_default()),
        words::relation(observation.relation).id.to_owned(),
        text(&observation.reason),
        text(observation.comparator.as_ref().map_or("", |comparator| &comparator.words)),
        observation.aspirational.to_string(),
        observation.nature.map_or("", |nature| words::nature(nature).id).to_owned(),
        words::section(observation.section).id.to_owned(),
        caveats.join(" "),
        text(&derivation.map(Derivation::english).unwrap_or_default()),
        String::new(),
        String::new(),
        text(&observation.subject),
        text(&observation.evidence.quote),
        observation.evidence.span.start.to_string(),
        observation.evidence.span.end.to_string(),
    ]
}

fn missing(row: &Row, column: &Column, absence: &Absence) -> Record {
    let (why, instead) = match absence {
        Absence::NotStated => ("not-stated", String::new()),
        Absence::NoStatistic { indicator, .. } => ("no-statistic", text(indicator)),
        Absence::NotDerivable(why) => ("not-derivable", text(&why.to_string())),
        Absence::OtherKind(kinds) => {
            ("other-kind", kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" "))
        }
        Absence::Related(concepts) => {
            let metrics: std::collections::BTreeSet<&str> =
                concepts.iter().map(|concept| MetricId::as_str(&concept.metric)).collect();
            ("related", metrics.into_iter().collect::<Vec<_>>().join(" "))
        }
    };
    let area = column.region.as_ref();
    COLUMNS.map(|name| match name {
        "REF_AREA" => text(area.map_or("", |area| area.code.as_deref().unwrap_or(&area.name))),
        "INDICATOR" => row.metric.to_string(),
        "UNIT_MEASURE" => text(&row.unit),
        "OBS_STATUS" => "O".to_owned(),
        "kind" => row.kind.as_str().to_owned(),
        "plan" => text(&column.id),
        "region" => text(area.map_or("", |area| &area.name)),
        "label" => text(&row.pref_label),
        "label_en" => text(&row.label_en),
        "absence" => why.to_owned(),
        "instead" => instead.clone(),
        _ => String::new(),
    })
}

/// The power of ten between the value and the figure that is shown; 0 if there is none.
fn power(figure: &Figure) -> u32 {
    let pair = figure.observation.lo.zip(figure.shown.lo);
    let Some((value, shown)) = pair.filter(|(value, _)| !value.is_zero()) else { return 0 };
    (0..=16).find(|power| shifted(value, *power) == Some(shown)).unwrap_or(0)
}

fn shifted(value: Decimal, power: u32) -> Option<Decimal> {
    let value = value.normalize();
    Decimal::try_from_i128_with_scale(value.mantissa(), value.scale() + power).ok()
}

fn down(value: Decimal, power: u32) -> String {
    shifted(value, power).unwrap_or(value).normalize().to_string()
}

/// Text that no spreadsheet takes for a formula. Full-width signs count, as some programs fold them.
pub(super) fn text(text: &str) -> String {
    let odd = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\''];
    if text.starts_with(odd) { format!("'{text}") } else { text.to_owned() }
}

/// Writes one line.
pub(super) fn line<T: AsRef<str>>(out: &mut String, cells: &[T]) {
    for (place, cell) in cells.iter().map(AsRef::as_ref).enumerate() {
        if place > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
