//! Stated figures divided by people or by GDP.

use super::{Assumption, Derivation, Formula, Input, Unavailable};
use crate::lexicon::Catalog;
use crate::metrics::{Caveat, Observation};
use crate::reference::Known;
use crate::schema::{Bound, Kind};

/// Divides a count, an amount or an increment by 10,000 people.
///
/// # Errors
///
/// [`Unavailable`] if there is no figure, it is a rate, or `people` counts no people.
///
/// # Examples
///
/// See [`Derivation`].
pub fn per_10k_people(stated: &Observation, people: &Known) -> Result<Derivation, Unavailable> {
    per(stated, people, "万人", "/万人", " per 10,000 people")
}

/// Divides a count, an amount or an increment by the number of people.
///
/// # Errors
///
/// As [`per_10k_people`].
///
/// # Examples
///
/// ```
/// use crossplan::reference::Reference;
/// use crossplan::{Source, derive, lexicon::Catalog, metrics, normalizers};
///
/// let plan = normalizers::read(&Source::from_text("note", "到2025年,全社会研发投入达150亿元。")?)?;
/// let spent = &metrics::observe(&plan, Catalog::builtin()).stated[0];
/// let people = Reference::bundled().latest("430600", "population_resident", None).ok_or("none")?;
/// let found = derive::per_person(spent, &people)?;
/// assert_eq!(found.to_string(), "全社会研发经费/人 = 15000000000 元 ÷ 5051922 人 (census 2020) = 2969 元/人");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn per_person(stated: &Observation, people: &Known) -> Result<Derivation, Unavailable> {
    per(stated, people, "人", "/人", " per person")
}

/// Sets an amount against GDP, in per cent.
///
/// # Errors
///
/// [`Unavailable`] if there is no figure, it is no amount of money of one year, or `gdp` is no money.
///
/// # Examples
///
/// ```
/// use crossplan::reference::Reference;
/// use crossplan::{Source, derive, lexicon::Catalog, metrics, normalizers};
///
/// let plan = normalizers::read(&Source::from_text("note", "到2025年,全社会研发投入达150亿元。")?)?;
/// let spent = &metrics::observe(&plan, Catalog::builtin()).stated[0];
/// let gdp = Reference::bundled().latest("430600", "gdp", Some(2022)).ok_or("none")?;
/// let found = derive::share_of_gdp(spent, &gdp)?;
/// assert_eq!(found.to_string(), "全社会研发经费/GDP = 150 亿元 ÷ 4710.67 亿元 (preliminary 2022) = 3.18 %");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn share_of_gdp(stated: &Observation, gdp: &Known) -> Result<Derivation, Unavailable> {
    if !matches!(stated.kind, Kind::Annual | Kind::Level) {
        return Err(Unavailable::Kind);
    }
    let amount = Input::stated(stated).ok_or(Unavailable::NoFigure)?;
    let amount = amount.shown_in(&gdp.unit).ok_or(Unavailable::Unit)?;
    let formula = Formula::Percentage(Box::new(amount.into()), Box::new(Input::from(gdp).into()));
    let (chinese, english) = labels(stated);
    let labels = (format!("{chinese}/GDP"), format!("{english} to GDP"));
    Derivation::new(labels, formula, stated.bound, "%", assumptions(stated, gdp))
}

fn per(
    stated: &Observation,
    people: &Known,
    unit: &str,
    chinese: &str,
    english: &str,
) -> Result<Derivation, Unavailable> {
    if !matches!(stated.kind, Kind::Level | Kind::Increment | Kind::Annual) || stated.bound == Bound::Factor {
        return Err(Unavailable::Kind);
    }
    // What is a ratio or per head already is not divided again.
    if stated.unit.contains(['/', '%']) || stated.unit == "个百分点" {
        return Err(Unavailable::Unit);
    }
    let count = Input::stated(stated).ok_or(Unavailable::NoFigure)?;
    let heads = Input::from(people).shown_in(unit).ok_or(Unavailable::Unit)?;
    let formula = Formula::Quotient(Box::new(count.into()), Box::new(heads.into()));
    let names = labels(stated);
    let labels = (format!("{}{chinese}", names.0), format!("{}{english}", names.1));
    let unit = format!("{}/{unit}", stated.unit);
    Derivation::new(labels, formula, stated.bound, &unit, assumptions(stated, people))
}

fn assumptions(stated: &Observation, known: &Known) -> Vec<Assumption> {
    let year = stated.period.map(|period| period.end().year()).filter(|year| *year != known.year);
    let year = year.map(|stands_for| Assumption::OtherYear { of: known.year, stands_for });
    let part = stated.scope.clone().filter(|_| stated.caveats.contains(&Caveat::Scope));
    year.into_iter().chain(part.map(|part| Assumption::PartOfArea { part })).collect()
}

/// The names of the metric in Chinese and English; the words of the plan for a metric of one's own.
pub(super) fn labels(stated: &Observation) -> (String, String) {
    match Catalog::builtin().get(stated.metric.as_str()) {
        Some(metric) => (metric.pref_label.clone(), metric.label_en.clone()),
        None => (stated.subject.clone(), stated.metric.to_string()),
    }
}
