//! An observation in words: `at least 0.5 件/万人 by 2026 (close match: 每万人口专利发明拥有量)`.

use std::fmt;

use super::{Observation, Period, Status};
use crate::lexicon::MappingRelation;
use crate::schema::{Bound, Kind};

impl fmt::Display for Observation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = value(self);
        if let Some(stretch) = self.stretch {
            text.push_str(&format!(", at best {stretch} {}", self.unit));
        }
        match (self.kind, self.period.map(Period::end)) {
            (Kind::Annual, Some(end)) => text.push_str(&format!(" a year by {end}")),
            (_, Some(end)) if self.status == Status::Target => text.push_str(&format!(" by {end}")),
            (_, Some(end)) => text.push_str(&format!(" in {end}")),
            (_, None) => {}
        }
        if self.relation == MappingRelation::Close {
            text.push_str(&format!(" (close match: {})", self.subject));
        }
        f.pad(&text)
    }
}

/// The value with its bound and unit.
fn value(observation: &Observation) -> String {
    let unit = &observation.unit;
    let lo = observation.lo.map(|lo| lo.to_string()).unwrap_or_default();
    let hi = observation.hi.map(|hi| hi.to_string()).unwrap_or_default();
    if observation.kind == Kind::Relative
        && let (Some(comparator), false) = (&observation.comparator, lo.is_empty())
    {
        return format!("{} by {lo} {unit}", comparator.english);
    }
    match observation.bound {
        Bound::Eq => format!("{lo} {unit}"),
        Bound::Ge => format!("at least {lo} {unit}"),
        Bound::Gt => format!("more than {lo} {unit}"),
        Bound::Le => format!("at most {lo} {unit}"),
        Bound::Lt => format!("less than {lo} {unit}"),
        Bound::Approx => format!("about {lo} {unit}"),
        Bound::Range => format!("{lo} to {hi} {unit}"),
        Bound::Rank => format!("place {lo} or better"),
        Bound::Factor => format!("{lo} times as much"),
        Bound::Relative => match &observation.comparator {
            Some(comparator) => comparator.english.clone(),
            None => "as the text compares it".to_owned(),
        },
    }
}
