//! The words of a cell, and the legend of the marks in them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::compare::{Absence, Cell, Column, Concept, Figure, Row, Shown};
use crate::metrics::{Caveat, Period};
use crate::schema::{Bound, Kind};

/// Figures of one cell beyond these are counted, not shown.
const MAX_FIGURES: usize = 3;

/// A mark behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Close,
    Hedged,
    FromPlan,
    Repaired,
    Inferred,
    Repeated,
    Stretch,
    Derived,
    Assumed,
}

impl Mark {
    /// The mark of a caveat. `None` for a part of the area, which is named.
    fn of(caveat: Caveat) -> Option<Self> {
        match caveat {
            Caveat::CloseMatch => Some(Self::Close),
            Caveat::Aspirational => Some(Self::Hedged),
            Caveat::HorizonFromPlan => Some(Self::FromPlan),
            Caveat::Repaired => Some(Self::Repaired),
            Caveat::InheritedSubject | Caveat::UnitFromMetric => Some(Self::Inferred),
            Caveat::Derived => Some(Self::Derived),
            Caveat::Assumed => Some(Self::Assumed),
            Caveat::Scope => None,
        }
    }

    fn symbol(self) -> &'static str {
        match self {
            Self::Close => "~",
            Self::Hedged => "?",
            Self::FromPlan => "°",
            Self::Repaired => "^",
            Self::Inferred => "†",
            Self::Repeated => "2×",
            Self::Stretch => "→",
            Self::Derived => "÷",
            Self::Assumed => "‡",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Close => "close match: nearly the metric of the row",
            Self::Hedged => "hedged by the plan (力争, 争取, 努力)",
            Self::FromPlan => "the year is that of the plan, not of the sentence",
            Self::Repaired => "read through a slip of recognition",
            Self::Inferred => "the subject is that of an earlier clause, or the unit that of the metric",
            Self::Repeated => "stated so many times, agreeing",
            Self::Stretch => "the second, more ambitious value",
            Self::Derived => "computed from what the plan states and a published figure",
            Self::Assumed => {
                "takes for granted what no source says: that a figure of one year stands for another"
            }
        }
    }
}

/// The marks used so far.
#[derive(Debug, Default)]
pub(super) struct Legend {
    used: BTreeSet<Mark>,
}

impl Legend {
    /// One line for each mark that was used.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.used.iter().map(|mark| format!("{} {}", mark.symbol(), mark.meaning()))
    }
}

/// The name of a plan: its id, and the area it speaks for.
pub(super) fn column_name(column: &Column) -> String {
    match &column.region {
        Some(region) if region.name != column.id => format!("{} {}", column.id, region.name),
        _ => column.id.clone(),
    }
}

/// Kind and unit of a row: `level, 家`.
pub(super) fn measure_name(row: &Row) -> String {
    format!("{}, {}", row.kind.as_str(), row.shown_in)
}

/// The words of a cell.
pub(super) fn cell_text(cell: &Cell, row: &Row, legend: &mut Legend) -> String {
    match cell {
        Cell::Stated(figures) | Cell::Relative(figures) | Cell::Derived(figures) => {
            let shown = figures.iter().take(MAX_FIGURES).map(|figure| figure_text(figure, row, legend));
            let mut shown: Vec<String> = shown.collect();
            let more = figures.len().saturating_sub(MAX_FIGURES);
            if more > 0 {
                shown.push(format!("+{more} more"));
            }
            shown.join("; ")
        }
        Cell::Missing(Absence::Related(concepts)) => format!("only related: {}", concept_names(concepts)),
        Cell::Missing(absence) => absence.to_string(),
    }
}

/// Each concept once: in the words of the plan.
fn concept_names(concepts: &[Concept]) -> String {
    let mut seen = BTreeSet::new();
    let names =
        concepts.iter().map(|concept| one_line(&concept.subject)).filter(|name| seen.insert(name.clone()));
    names.take(2).collect::<Vec<_>>().join(", ")
}

fn figure_text(figure: &Figure, row: &Row, legend: &mut Legend) -> String {
    let observation = &figure.observation;
    let mut text = match observation.kind {
        Kind::Relative => match &observation.comparator {
            Some(comparator) => {
                // What it comes to, if a published figure is known.
                let resolved =
                    figure.derivation.as_ref().map(|derivation| format!(": {}", derivation.formula));
                let margin = figure
                    .shown
                    .lo
                    .map(|_| value_text(&figure.shown, observation.bound, "个百分点"))
                    .map(|margin| format!(" by {margin} points"));
                format!(
                    "{}{}{}",
                    comparator.english,
                    margin.unwrap_or_default(),
                    resolved.unwrap_or_default()
                )
            }
            None => format!("relative: {}", one_line(&observation.evidence.quote)),
        },
        _ => value_text(&figure.shown, observation.bound, &row.shown_in),
    };
    if let Some(stretch) = figure.shown.stretch {
        legend.used.insert(Mark::Stretch);
        text.push_str(&format!(" →{}", plain(stretch)));
    }
    let year = observation.period.map(Period::end).map(|end| end.to_string());
    let scope =
        observation.scope.as_deref().filter(|_| observation.caveats.contains(&Caveat::Scope)).map(one_line);
    let details: Vec<String> = year.into_iter().chain(scope).collect();
    if !details.is_empty() {
        text.push_str(&format!(" ({})", details.join(", ")));
    }
    let marks: BTreeSet<Mark> = observation.caveats.iter().filter_map(|caveat| Mark::of(*caveat)).collect();
    if !marks.is_empty() {
        text.push(' ');
        marks.iter().for_each(|mark| text.push_str(mark.symbol()));
        legend.used.extend(marks);
    }
    if !figure.repeats.is_empty() {
        legend.used.insert(Mark::Repeated);
        text.push_str(&format!(" {}×", figure.repeats.len() + 1));
    }
    text
}

/// The value of a figure with its bound and its second value.
#[cfg(feature = "html-report")]
pub(super) fn figure_value(figure: &Figure, unit: &str) -> String {
    let stretch = figure.shown.stretch.map(|stretch| format!(" →{}", plain(stretch)));
    value_text(&figure.shown, figure.observation.bound, unit) + &stretch.unwrap_or_default()
}

/// The same in Chinese and in English, the unit too where it is not that of the row.
#[cfg(feature = "html-report")]
pub(super) fn figure_value_in_both(figure: &Figure, unit: &str) -> (String, String) {
    let lo = figure.shown.lo.map(plain).unwrap_or_default();
    let english = match figure.shown.unit == unit {
        true => figure_value(figure, unit),
        false => {
            let bare = figure_value(figure, &figure.shown.unit);
            bare + &crate::lexicon::Units::builtin().english_behind(&figure.shown.unit)
        }
    };
    match figure.observation.bound {
        Bound::Rank => (format!("前 {lo}"), english),
        Bound::Factor => (format!("{lo} 倍"), english),
        _ => (figure_value(figure, unit), english),
    }
}

/// The value with its bound; the unit only where it is not that of the row.
fn value_text(shown: &Shown, bound: Bound, unit: &str) -> String {
    let lo = shown.lo.map(plain).unwrap_or_default();
    let value = match bound {
        Bound::Eq | Bound::Relative => lo,
        Bound::Ge => format!("≥{lo}"),
        Bound::Gt => format!(">{lo}"),
        Bound::Le => format!("≤{lo}"),
        Bound::Lt => format!("<{lo}"),
        Bound::Approx => format!("≈{lo}"),
        Bound::Range => format!("{lo}–{}", shown.hi.map(plain).unwrap_or_default()),
        Bound::Rank => return format!("top {lo}"),
        Bound::Factor => return format!("{lo}-fold"),
    };
    if shown.unit == unit { value } else { format!("{value} {}", shown.unit) }
}

/// All digits, those of a change of unit included.
fn plain(value: Decimal) -> String {
    value.to_string()
}

/// Text on one line, without blanks at line ends, at most 24 characters.
fn one_line(text: &str) -> String {
    let joined: String = text.lines().map(str::trim).collect();
    let mut short: String = joined.chars().take(24).collect();
    if short.len() < joined.len() {
        short.push('…');
    }
    short
}
