//! Figures over years: what is added each year, and the level that is reached.

use rust_decimal::Decimal;

use super::per_head::labels;
use super::{Assumption, Derivation, Formula, Input, Unavailable};
use crate::metrics::{Observation, Period};
use crate::schema::{Bound, Kind};

/// Spreads an increment over the years of the plan.
///
/// # Errors
///
/// [`Unavailable::Kind`] for anything but an increment, [`Unavailable::Years`] if the plan does not say when it begins.
///
/// # Examples
///
/// ```
/// use crossplan::{derive, lexicon::Catalog, metrics, normalizers, samples};
///
/// let found = metrics::observe(&normalizers::read(&samples::yueyang())?, Catalog::builtin());
/// let added = found.of("high_tech_enterprises").nth(1).ok_or("none")?;
/// let yearly = derive::annualized(added)?;
/// assert_eq!(yearly.to_string(), "高新技术企业/年 = 500 家 ÷ 4 年 (2022–2025) = 125.00 家/年");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn annualized(increment: &Observation) -> Result<Derivation, Unavailable> {
    if increment.kind != Kind::Increment {
        return Err(Unavailable::Kind);
    }
    let Some(Period::Duration { from: Some(from), to }) = increment.period else {
        return Err(Unavailable::Years);
    };
    let added = Input::stated(increment).ok_or(Unavailable::NoFigure)?;
    let years = Input::years(from, to.year());
    if years.value <= Decimal::ZERO {
        return Err(Unavailable::Years);
    }
    let unit = format!("{}/年", added.unit);
    let formula = Formula::Quotient(Box::new(added.into()), Box::new(years.into()));
    let (chinese, english) = labels(increment);
    let labels = (format!("{chinese}/年"), format!("{english} per year"));
    Derivation::new(labels, formula, increment.bound, &unit, vec![Assumption::EvenlySpread])
}

/// Sets an increment against the stock it is added to, in per cent.
///
/// # Errors
///
/// [`Unavailable`] if it is no increment, or the units do not fit.
///
/// # Examples
///
/// ```
/// use crossplan::derive::{Input, increment_over_stock};
/// use crossplan::reference::Reference;
/// use crossplan::{lexicon::Catalog, metrics, normalizers, samples};
///
/// let mine = "code,indicator,year,value,unit\n430600,high_tech_enterprises,2021,600,家";
/// let stock = Reference::from_csv("mine.csv", mine)?.latest("430600", "high_tech_enterprises", None).ok_or("none")?;
/// let found = metrics::observe(&normalizers::read(&samples::yueyang())?, Catalog::builtin());
/// let added = found.of("high_tech_enterprises").nth(1).ok_or("none")?;
/// let rise = increment_over_stock(added, &Input::from(&stock))?;
/// assert_eq!(rise.to_string(), "高新技术企业增幅 = 500 家 ÷ 600 家 (final 2021) = 83.33 %");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn increment_over_stock(increment: &Observation, stock: &Input) -> Result<Derivation, Unavailable> {
    let (added, stock) = added_and_stock(increment, stock)?;
    let bound = one_bound(added.bound, stock.bound)?;
    let formula = Formula::Percentage(Box::new(added.into()), Box::new(stock.into()));
    let (chinese, english) = labels(increment);
    let labels = (format!("{chinese}增幅"), format!("Rise of {english}"));
    Derivation::new(labels, formula, bound, "%", Vec::new())
}

/// Adds an increment to the stock it is added to.
///
/// # Errors
///
/// As [`increment_over_stock`].
///
/// # Examples
///
/// See [`increment_over_stock`].
pub fn level_after_increment(increment: &Observation, stock: &Input) -> Result<Derivation, Unavailable> {
    let (added, stock) = added_and_stock(increment, stock)?;
    let bound = one_bound(added.bound, stock.bound)?;
    let unit = added.unit.clone();
    let formula = Formula::Sum(Box::new(stock.into()), Box::new(added.into()));
    Derivation::new(labels(increment), formula, bound, &unit, vec![Assumption::NothingLost])
}

/// The level that a growth rate leads to from a baseline; 倍增 and 翻一番 as a multiple of it.
///
/// # Errors
///
/// [`Unavailable`] if it is no rate of growth, or the years are not known.
///
/// # Examples
///
/// ```
/// use crossplan::derive::{Input, level_after_growth};
/// use crossplan::reference::Reference;
/// use crossplan::{lexicon::Catalog, metrics, normalizers, samples};
///
/// let mine = "code,indicator,year,value,unit\n420500,rd_expenditure,2020,110.5,亿元";
/// let base = Reference::from_csv("mine.csv", mine)?.latest("420500", "rd_expenditure", None).ok_or("none")?;
/// let found = metrics::observe(&normalizers::read(&samples::yichang())?, Catalog::builtin());
/// let growth = found.of("rd_growth").next().ok_or("none")?;
/// let level = level_after_growth(growth, &Input::from(&base))?;
/// assert_eq!(level.to_string(), "全社会研发经费 = 110.5 亿元 (final 2020) × (1 + >14 %)^5 = >212.76 亿元");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn level_after_growth(growth: &Observation, base: &Input) -> Result<Derivation, Unavailable> {
    if growth.kind != Kind::Growth {
        return Err(Unavailable::Kind);
    }
    let rate = Input::stated(growth).ok_or(Unavailable::NoFigure)?;
    let unit = base.unit.clone();
    let catalog = crate::lexicon::Catalog::builtin();
    let grows = catalog.get(growth.metric.as_str()).and_then(|metric| metric.growth_of.as_ref());
    let labels = match grows.and_then(|id| catalog.get(id.as_str())) {
        Some(metric) => (metric.pref_label.clone(), metric.label_en.clone()),
        None => labels(growth),
    };
    if growth.bound == Bound::Factor {
        let formula = Formula::Product(Box::new(base.clone().into()), Box::new(rate.into()));
        return Derivation::new(labels, formula, base.bound, &unit, Vec::new());
    }
    let bound = one_bound(rate.bound, base.bound)?;
    let (Some(from), Some(to), "%") = (base.year, rate.year, rate.unit.as_str()) else {
        return Err(if growth.unit == "%" { Unavailable::Years } else { Unavailable::Unit });
    };
    let years = u32::try_from(i64::from(to) - i64::from(from)).map_err(|_| Unavailable::Years)?;
    // More years than these are no plan.
    if years > 100 {
        return Err(Unavailable::Years);
    }
    let (base, rate) = (Box::new(base.clone().into()), Box::new(rate.into()));
    Derivation::new(
        labels,
        Formula::Compound { base, rate, years },
        bound,
        &unit,
        vec![Assumption::YearlyRate],
    )
}

fn added_and_stock(increment: &Observation, stock: &Input) -> Result<(Input, Input), Unavailable> {
    if increment.kind != Kind::Increment {
        return Err(Unavailable::Kind);
    }
    let added = Input::stated(increment).ok_or(Unavailable::NoFigure)?;
    let stock = stock.shown_in(&added.unit).ok_or(Unavailable::Unit)?;
    Ok((added, stock))
}

/// The bound of a figure made of two, of which only one may be more than exact.
fn one_bound(one: Bound, other: Bound) -> Result<Bound, Unavailable> {
    match (one, other) {
        (bound, Bound::Eq) | (Bound::Eq, bound) => Ok(bound),
        _ => Err(Unavailable::Kind),
    }
}
