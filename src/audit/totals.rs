//! Amounts and their shares: 150亿元 at 2.6 % of GDP says what GDP is to be.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;

use super::material::{Material, Said};
use super::{Check, Finding, Gap, Verdict};
use crate::lexicon::{Catalog, Units};
use crate::metrics::{Interval, Limit};
use crate::schema::Kind;

/// What one amount and its share, or a stated total, say the total is; in 亿元 or the unit of a count.
struct Implied<'m, 'p> {
    statements: Vec<&'m Said<'p>>,
    total: Interval,
    unit: String,
}

pub(super) fn check(material: &Material<'_>, found: &mut Vec<Finding>) {
    for ((whole, year, _), implied) in &by_total(material) {
        let stated = implied.iter().any(|implied| implied.statements.len() == 1);
        if implied.len() < 2 {
            continue;
        }
        let Some(first) = implied.first() else { continue };
        if implied.iter().any(|other| other.unit != first.unit) {
            continue;
        }
        let gap = widest_gap(implied);
        let (mut sentence, mut chinese): (Vec<String>, Vec<String>) =
            implied.iter().map(|implied| words(implied, whole)).unzip();
        let mut known = Vec::new();
        let verdict = match gap {
            Some(_) => {
                sentence.push("no value fits all".to_owned());
                chinese.push("没有一个值可同时满足".to_owned());
                if let Some((en, zh)) = agreeing(implied) {
                    sentence.push(en);
                    chinese.push(zh);
                }
                Verdict::Contradiction
            }
            None => {
                sentence.push("one value fits all".to_owned());
                chinese.push("有值可同时满足".to_owned());
                Verdict::Agreement
            }
        };
        if *whole == "GDP"
            && let Some(figure) = material.known("gdp", *year)
        {
            sentence.push(format!("GDP was {}", figure.english()));
            chinese.push(format!("GDP 为 {}", figure.chinese()));
            known.push(figure);
        }
        found.push(Finding {
            check: if stated { Check::ShareOfTotal } else { Check::ImpliedTotal },
            verdict,
            statements: implied
                .iter()
                .flat_map(|implied| &implied.statements)
                .map(|said| said.cited())
                .collect(),
            known,
            gap: gap.map(|gap| Gap::new(gap.round_dp(1), &first.unit)),
            sentence: sentence.join("; "),
            chinese: chinese.join(";"),
        });
    }
}

/// The total, the year and the part of the area that shares are of.
type Total<'m> = (&'m str, Option<i32>, Option<&'m str>);

fn by_total<'m, 'p>(material: &'m Material<'p>) -> BTreeMap<Total<'m>, Vec<Implied<'m, 'p>>> {
    let mut amounts: HashMap<(&str, Option<i32>, Option<&str>), &Said<'p>> = HashMap::new();
    let mut totals: HashMap<(&str, Option<i32>, Option<&str>), &Said<'p>> = HashMap::new();
    for said in &material.said {
        if !matches!(said.indicator.kind, Kind::Annual | Kind::Level) {
            continue;
        }
        let (year, part) = (said.year(), said.part.as_deref());
        if let Some(metric) = said.metric {
            amounts.entry((metric.id.as_str(), year, part)).or_insert(said);
        }
        totals.entry((said.subject.as_str(), year, part)).or_insert(said);
    }
    let mut found: BTreeMap<Total<'m>, Vec<Implied<'m, 'p>>> = BTreeMap::new();
    let mut seen = std::collections::HashSet::new();
    for said in material.said.iter().filter(|said| said.indicator.kind == Kind::Share) {
        let Some(metric) = said.metric else { continue };
        let (year, part) = (said.year(), said.part.as_deref());
        let Some((numerator, whole)) = metric.numerator.as_ref().zip(metric.denominator.as_deref()) else {
            continue;
        };
        // A share that is stated again says nothing new here.
        if !seen.insert((metric.id.as_str(), year, part)) {
            continue;
        }
        let Some(amount) = amounts.get(&(numerator.as_str(), year, part)) else { continue };
        let Some((total, unit)) = implied(material, amount, said) else { continue };
        let group = found.entry((whole, year, part)).or_default();
        if group.is_empty()
            && let Some(stated) = totals.get(&(Catalog::fold_subject(whole).as_str(), year, part))
            && let Some(interval) = stated.interval
            && let Some(total) = shown(material, interval, &stated.unit, &unit)
        {
            group.push(Implied { statements: vec![stated], total, unit: unit.clone() });
        }
        group.push(Implied { statements: vec![amount, said], total, unit });
    }
    found
}

/// The total that an amount and its share imply, and its unit.
fn implied(material: &Material<'_>, amount: &Said<'_>, share: &Said<'_>) -> Option<(Interval, String)> {
    let metric = amount.metric?;
    let unit = metric.shown_in.clone().unwrap_or_else(|| metric.unit.clone());
    let of_amount = Interval::rounded(amount.observation.as_ref()?)?;
    let of_amount = shown(material, of_amount, &metric.unit, &unit)?;
    let of_share = Interval::rounded(share.observation.as_ref()?)?;
    let divide = |above: Option<Limit>, below: Option<Limit>| -> Option<Limit> {
        let (above, below) = (above?, below?);
        let hundredfold = above.value.checked_mul(Decimal::ONE_HUNDRED)?;
        let value = hundredfold.checked_div(below.value).filter(|_| below.value > Decimal::ZERO)?;
        Some(Limit { value, open: above.open || below.open })
    };
    // The least total has the least amount as the largest share of it.
    Some((Interval { lo: divide(of_amount.lo, of_share.hi), hi: divide(of_amount.hi, of_share.lo) }, unit))
}

/// An interval in another unit.
fn shown(material: &Material<'_>, interval: Interval, from: &str, to: &str) -> Option<Interval> {
    let units = material.catalog.units();
    let (from, to) = (units.parse(from)?, units.parse(to)?);
    let convert = |limit: Option<Limit>| match limit {
        Some(limit) => {
            units.convert(limit.value, &from, &to).ok().map(|value| Some(Limit { value, ..limit }))
        }
        None => Some(None),
    };
    Some(Interval { lo: convert(interval.lo)?, hi: convert(interval.hi)? })
}

/// How far apart the two are that are farthest. `None` if one value fits all.
fn widest_gap(implied: &[Implied<'_, '_>]) -> Option<Decimal> {
    // Intervals on a line have a value in common if every two of them do: the highest floor and the lowest ceiling.
    let floor =
        implied.iter().filter(|i| i.total.lo.is_some()).max_by_key(|i| i.total.lo.map(|lo| lo.value))?;
    let ceiling =
        implied.iter().filter(|i| i.total.hi.is_some()).min_by_key(|i| i.total.hi.map(|hi| hi.value))?;
    let (floor, ceiling) = (floor.total.lo?, ceiling.total.hi?);
    floor.value.checked_sub(ceiling.value).filter(|gap| *gap > Decimal::ZERO)
}

/// Which of three or more agree, by their place in the sentence: `2 and 3 agree`. In English and in Chinese.
fn agreeing(implied: &[Implied<'_, '_>]) -> Option<(String, String)> {
    let pairs = implied.iter().enumerate().flat_map(|(place, one)| {
        let later = implied.iter().enumerate().skip(place + 1);
        later.filter(|(_, other)| one.total.meets(&other.total)).map(move |(other, _)| (place + 1, other + 1))
    });
    let (en, zh): (Vec<String>, Vec<String>) = pairs
        .map(|(one, other)| (format!("{one} and {other} agree"), format!("第 {one} 与第 {other} 项相符")))
        .unzip();
    (!en.is_empty()).then(|| (en.join(", "), zh.join(",")))
}

/// What an amount and its share say the whole is. In English and in Chinese.
fn words(implied: &Implied<'_, '_>, whole: &str) -> (String, String) {
    let unit = implied.unit.as_str();
    let en = |lo: Limit, hi: Option<Limit>| {
        let hi = hi.map(|hi| hi.value.round_dp(1));
        Units::builtin().english_amount(lo.value.round_dp(1), hi, unit)
    };
    let zh = |limit: Limit| format!("{:.1}", limit.value.round_dp(1));
    let (english, chinese) = match (implied.total.lo, implied.total.hi) {
        (Some(lo), Some(hi)) if lo == hi => (format!("of {}", en(lo, None)), format!("为 {} {unit}", zh(lo))),
        (Some(lo), Some(hi)) => {
            (format!("of {}", en(lo, Some(hi))), format!("在 {} 至 {} {unit}之间", zh(lo), zh(hi)))
        }
        (Some(lo), None) => (format!("of at least {}", en(lo, None)), format!("至少 {} {unit}", zh(lo))),
        (None, Some(hi)) => (format!("of at most {}", en(hi, None)), format!("至多 {} {unit}", zh(hi))),
        (None, None) => ("of any size".to_owned(), "不限".to_owned()),
    };
    match implied.statements.as_slice() {
        [amount, share] => {
            let of = (amount.english(), amount.chinese());
            let (en, zh) = (of.0.trim_end_matches(" a year"), of.1.trim_start_matches("每年 "));
            (
                format!("{en} at {} implies {whole} {english}", share.english()),
                format!("{zh} 占 {},推得 {whole} {chinese}", share.chinese()),
            )
        }
        _ => (format!("{whole} {english} is stated"), format!("原文称 {whole} {chinese}")),
    }
}
