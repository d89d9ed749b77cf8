//! Units and amounts in English: 亿元 is 100 million yuan, 150 亿元 are 15 billion yuan.

use rust_decimal::Decimal;

use super::measure::Term;
use super::{Unit, Units};

/// Powers of ten as a table heads its columns, and as they stand behind a number.
const POWERS: [(u32, &str, &str); 12] = [
    (1, "10", "ten"),
    (2, "100", "hundred"),
    (3, "1,000", "thousand"),
    (4, "10,000", "ten thousand"),
    (5, "100,000", "hundred thousand"),
    (6, "million", "million"),
    (7, "10 million", "ten million"),
    (8, "100 million", "hundred million"),
    (9, "billion", "billion"),
    (10, "10 billion", "ten billion"),
    (11, "100 billion", "hundred billion"),
    (12, "trillion", "trillion"),
];

/// What large amounts are counted in, the largest first.
const STEPS: [(u32, &str); 3] = [(12, " trillion"), (9, " billion"), (6, " million")];

impl Units {
    /// A surface unit in English, as a table heads a column with it. What the table has no English for stays as it is.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::Units;
    ///
    /// let said = ["家", "亿元", "万人", "件/万人", "元/人", "%", "主导产业"].map(|unit| Units::builtin().english(unit));
    /// let expected =
    ///     ["number", "100 million yuan", "10,000 people", "per 10,000 people", "yuan per person", "%", "主导产业"];
    /// assert_eq!(said, expected);
    /// ```
    #[must_use]
    pub fn english(&self, surface: &str) -> String {
        match self.words(surface, |(_, digits, _)| digits) {
            Some(words) if words.is_empty() => "number".to_owned(),
            Some(words) => words,
            None => surface.to_owned(),
        }
    }

    /// A surface unit in English as it stands behind a figure, with a blank in front: 505.1922 万人 are
    /// 505.1922` ten thousand people`. A mere count has none: 1100 家 are 1100.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::Units;
    ///
    /// let said = ["家", "万人", "件/万人"].map(|unit| Units::builtin().english_behind(unit));
    /// assert_eq!(said, ["", " ten thousand people", " per 10,000 people"]);
    /// ```
    #[must_use]
    pub fn english_behind(&self, surface: &str) -> String {
        match self.words(surface, |(_, _, words)| words).unwrap_or_else(|| surface.to_owned()) {
            words if words.is_empty() => words,
            words => format!(" {words}"),
        }
    }

    /// An amount in English, exactly: 150 亿元 are 15 billion yuan. Of a range both ends, in the step of the first.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::Units;
    /// use rust_decimal::Decimal;
    ///
    /// let said = |value, unit| Units::builtin().english_amount(value, None, unit);
    /// assert_eq!(said(150.into(), "亿元"), "15 billion yuan");
    /// assert_eq!(said(3.into(), "万家"), "30000");
    /// assert_eq!(said(Decimal::new(26, 1), "%"), "2.6 %");
    /// ```
    #[must_use]
    pub fn english_amount(&self, lo: Decimal, hi: Option<Decimal>, surface: &str) -> String {
        let range = |lo: Decimal, hi: Option<Decimal>| match hi {
            Some(hi) => format!("{lo}–{hi}"),
            None => lo.to_string(),
        };
        let plain = || range(lo, hi) + &self.english_behind(surface);
        let Some(measure) = self.parse(surface).filter(|measure| measure.unit_mult() > 0) else {
            return plain();
        };
        let one = Term { mult: Decimal::ONE, ..measure.of.clone() };
        let (power, step) =
            (measure.unit_mult(), self.words_of(&one, measure.per.as_ref(), |(_, _, words)| words));
        let whole = |value: Decimal, down: u32| shifted(value, power, down);
        let most =
            |down: u32| Decimal::try_from_i128_with_scale(10_i128.pow(down), 0).unwrap_or(Decimal::MAX);
        let Some(full) = whole(lo, 0) else { return plain() };
        let (down, word) = STEPS.into_iter().find(|(down, _)| full >= most(*down)).unwrap_or((0, ""));
        let hi = hi.map(|hi| whole(hi, down));
        match (whole(lo, down), hi) {
            (Some(lo), None) => format!("{}{word}{step}", range(lo, None)),
            (Some(lo), Some(Some(hi))) => format!("{}{word}{step}", range(lo, Some(hi))),
            _ => plain(),
        }
    }

    /// Magnitude, unit and what it is per. `None` if the unit is not known.
    fn words(
        &self,
        surface: &str,
        magnitude: fn((u32, &'static str, &'static str)) -> &'static str,
    ) -> Option<String> {
        let measure = self.parse(surface)?;
        Some(self.words_of(&measure.of, measure.per.as_ref(), magnitude).trim_start().to_owned())
    }

    /// With a blank in front; empty for a mere count.
    fn words_of(
        &self,
        of: &Term,
        per: Option<&Term>,
        magnitude: fn((u32, &'static str, &'static str)) -> &'static str,
    ) -> String {
        let power = |term: &Term| {
            let zeros = term.mult.normalize().to_string().len().saturating_sub(1);
            POWERS.into_iter().find(|(power, ..)| usize::try_from(*power) == Ok(zeros))
        };
        let unit = |term: &Term| self.units.iter().find(|unit| Some(&unit.id) == term.unit.as_ref());
        // What is counted says the metric: 1100 家 are 1100 enterprises in a row of enterprises.
        let name = unit(of).filter(|unit| unit.dimension != "count").map(many);
        let mut parts: Vec<String> =
            power(of).map(|power| magnitude(power).to_owned()).into_iter().chain(name).collect();
        if let Some(per) = per {
            parts.push("per".to_owned());
            parts.extend(power(per).map(|(_, digits, _)| digits.to_owned()));
            let plural = power(per).is_some();
            parts.push(
                unit(per).map_or(per.dimension.clone(), |unit| if plural { many(unit) } else { one(unit) }),
            );
        }
        parts.into_iter().map(|part| format!(" {part}")).collect()
    }
}

fn many(unit: &Unit) -> String {
    unit.label_en.clone().or_else(|| unit.labels.first().cloned()).unwrap_or_default()
}

fn one(unit: &Unit) -> String {
    unit.label_en_one.clone().unwrap_or_else(|| many(unit))
}

/// `value` × 10^`power` ÷ 10^`down`, exactly. `None` if no decimal holds it.
fn shifted(value: Decimal, power: u32, down: u32) -> Option<Decimal> {
    let factor = |power: u32| Decimal::try_from_i128_with_scale(10_i128.checked_pow(power)?, 0).ok();
    let whole = value.checked_mul(factor(power)?)?;
    Decimal::try_from_i128_with_scale(whole.mantissa(), whole.scale().checked_add(down)?)
        .ok()
        .map(|v| v.normalize())
}
