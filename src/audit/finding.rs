//! What a check finds.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::reference::Known;
use crate::source::Evidence;

/// One thing that a check found.
///
/// # Examples
///
/// See [`audit`](super::audit).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// Which check found it.
    pub check: Check,
    /// How serious it is.
    pub verdict: Verdict,
    /// The statements concerned, in the order in which the sentence names them.
    pub statements: Vec<Cited>,
    /// The published figures concerned.
    pub known: Vec<Known>,
    /// How far apart they are. `None` if they agree, or if it has no size.
    pub gap: Option<Gap>,
    /// One sentence for a person, in English.
    pub sentence: String,
    /// The same in Chinese.
    pub chinese: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ids: Vec<&str> = self.statements.iter().map(|cited| cited.indicator.as_str()).collect();
        let what = format!("{} {} [{}]", self.verdict.as_str(), self.check.as_str(), ids.join(", "));
        f.pad(&format!("{what}: {}", self.sentence))
    }
}

/// Which check found something.
///
/// # Examples
///
/// ```
/// use crossplan::audit::Check;
///
/// assert_eq!(Check::DuplicateInconsistent.as_str(), "duplicate-inconsistent");
/// assert_eq!(Check::DuplicateInconsistent.chinese(), "重复表述不一致");
/// ```
///
/// # Reference
///
/// XBRL 2.1 and its duplicates recommendation: complete, consistent and inconsistent duplicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Check {
    /// 推算总量: amounts and their shares imply one total, or several.
    ImpliedTotal,
    /// 占比与总量: an amount and its share against the total that the plan states.
    ShareOfTotal,
    /// 重复表述一致: a statement that is made again with the same value and bound.
    DuplicateComplete,
    /// 重复表述相容: made again with another bound or precision; one value fits both.
    DuplicateConsistent,
    /// 重复表述不一致: made again; no value fits both.
    DuplicateInconsistent,
    /// 推算期初存量: the level to reach less what is to be added.
    ImpliedStock,
    /// 部分与整体: a part against its whole.
    PartOfWhole,
    /// 不同总体: shares of different populations that look alike.
    DifferentPopulations,
    /// 期限超出规划期: due outside the years of the plan.
    OutsidePeriod,
    /// 目标低于现状: less ambitious than what is there already.
    BelowPresent,
}

impl Check {
    /// The name in records: `implied-total`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ImpliedTotal => "implied-total",
            Self::ShareOfTotal => "share-of-total",
            Self::DuplicateComplete => "duplicate-complete",
            Self::DuplicateConsistent => "duplicate-consistent",
            Self::DuplicateInconsistent => "duplicate-inconsistent",
            Self::ImpliedStock => "implied-stock",
            Self::PartOfWhole => "part-of-whole",
            Self::DifferentPopulations => "different-populations",
            Self::OutsidePeriod => "outside-period",
            Self::BelowPresent => "below-present",
        }
    }

    /// The name in Chinese.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Self::ImpliedTotal => "推算总量",
            Self::ShareOfTotal => "占比与总量",
            Self::DuplicateComplete => "重复表述一致",
            Self::DuplicateConsistent => "重复表述相容",
            Self::DuplicateInconsistent => "重复表述不一致",
            Self::ImpliedStock => "推算期初存量",
            Self::PartOfWhole => "部分与整体",
            Self::DifferentPopulations => "不同总体",
            Self::OutsidePeriod => "期限超出规划期",
            Self::BelowPresent => "目标低于现状",
        }
    }
}

/// The name in records.
impl std::fmt::Display for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// How serious a finding is, the gravest first.
///
/// # Examples
///
/// ```
/// use crossplan::audit::Verdict;
///
/// assert!(Verdict::Contradiction < Verdict::Agreement);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// 矛盾: no reading of the figures reconciles the statements.
    Contradiction,
    /// 存疑: they do not fit, but may be about different things; to be looked at.
    Doubt,
    /// 提示: nothing is wrong; worth knowing.
    Note,
    /// 相符: they agree.
    Agreement,
}

impl Verdict {
    /// The name in records: `contradiction`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Doubt => "doubt",
            Self::Note => "note",
            Self::Agreement => "agreement",
        }
    }
}

/// The name in records.
impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// A statement of the plan that a finding is about.
///
/// # Examples
///
/// See [`Finding`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Cited {
    /// Id of the indicator.
    pub indicator: String,
    /// The figure with its bound and unit, as written: `≥700 人`.
    pub said: String,
    /// The same in English: `≥700 people`.
    pub said_en: String,
    /// True if it was read through a slip of recognition.
    pub repaired: bool,
    /// The words, and where they stand.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// How far apart two statements are.
///
/// # Examples
///
/// See [`Finding`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Gap {
    /// The difference between the nearest values that both sides allow, in `unit`; between totals that amounts and shares
    /// imply, rounded half to even to a tenth.
    #[serde(with = "rust_decimal::serde::str")]
    pub value: Decimal,
    /// Its unit.
    pub unit: String,
}

impl Gap {
    pub(super) fn new(value: Decimal, unit: &str) -> Self {
        Self { value: value.normalize(), unit: unit.to_owned() }
    }
}
