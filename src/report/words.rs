//! The words of reports: for each variant its name in records, and what it is called in Chinese and in English.

use crate::audit::{Check, Verdict};
use crate::compare::{Grade, Reason};
use crate::derive::Unavailable;
use crate::lexicon::{Direction, MappingRelation};
use crate::metrics::Caveat;
use crate::schema::{Bound, HorizonFrom, Kind, Nature, Role, Section};

/// One thing in three wordings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its name in records.
    pub(super) id: &'static str,
    /// Chinese, simplified script.
    pub(super) zh: &'static str,
    /// English.
    pub(super) en: &'static str,
}

const fn word(id: &'static str, zh: &'static str, en: &'static str) -> Word {
    Word { id, zh, en }
}

pub(super) fn relation(relation: MappingRelation) -> Word {
    match relation {
        MappingRelation::Exact => word("exact", "概念一致", "exact match"),
        MappingRelation::Close => word("close", "概念相近", "close match"),
        MappingRelation::Broad => word("broad", "指标范围更宽", "the metric is broader"),
        MappingRelation::Narrow => word("narrow", "指标范围更窄", "the metric is narrower"),
        MappingRelation::Related => word("related", "相关而不同", "related, not the same"),
    }
}

pub(super) fn section(section: Section) -> Word {
    match section {
        Section::Goals => word("goals", "目标", "goals"),
        Section::Tasks => word("tasks", "任务", "tasks"),
        Section::Safeguards => word("safeguards", "保障措施", "safeguards"),
        Section::Interpretation => word("interpretation", "解读", "interpretation"),
        Section::Box => word("box", "专栏", "box"),
        Section::Table => word("table", "指标表", "table of indicators"),
    }
}

pub(super) fn nature(nature: Nature) -> Word {
    match nature {
        Nature::Binding => word("binding", "约束性", "binding"),
        Nature::Anticipatory => word("anticipatory", "预期性", "anticipatory"),
    }
}

pub(super) fn role(role: Role) -> Word {
    match role {
        Role::Lead => word("lead", "牵头", "leads"),
        Role::Support => word("support", "配合", "supports"),
        Role::Responsible => word("responsible", "责任", "responsible"),
    }
}

pub(super) fn kind(kind: Kind) -> Word {
    match kind {
        Kind::Level => word("level", "总量", "level"),
        Kind::Increment => word("increment", "新增量", "increment"),
        Kind::Annual => word("annual", "年度量", "per year"),
        Kind::Growth => word("growth", "增速", "growth"),
        Kind::Share => word("share", "占比", "share"),
        Kind::Density => word("density", "密度", "density"),
        Kind::Rank => word("rank", "位次", "rank"),
        Kind::Relative => word("relative", "相对目标", "relative"),
    }
}

pub(super) fn bound(bound: Bound) -> Word {
    match bound {
        Bound::Eq => word("eq", "达到", "exactly as stated"),
        Bound::Ge => word("ge", "不低于", "at least"),
        Bound::Gt => word("gt", "超过", "more than"),
        Bound::Le => word("le", "不超过", "at most"),
        Bound::Lt => word("lt", "低于", "less than"),
        Bound::Approx => word("approx", "左右", "about"),
        Bound::Range => word("range", "区间", "a range"),
        Bound::Relative => word("relative", "相对于参照", "against a reference"),
        Bound::Rank => word("rank", "位次", "this place or better"),
        Bound::Factor => word("factor", "倍数", "a multiple of an unstated base"),
    }
}

pub(super) fn direction(direction: Direction) -> Option<Word> {
    match direction {
        Direction::Ascending => Some(word("ascending", "越高越好", "more is better")),
        Direction::Descending => Some(word("descending", "越低越好", "less is better")),
        Direction::Neither => None,
    }
}

pub(super) fn horizon_from(from: HorizonFrom) -> Word {
    match from {
        HorizonFrom::Sentence => word("sentence", "本句写明", "stated in the sentence"),
        HorizonFrom::Section => word("section", "上文或标题写明", "stated earlier in the section"),
        HorizonFrom::Plan => word("plan", "仅由规划期推定", "only the period of the plan says so"),
    }
}

pub(super) fn grade(grade: Grade) -> Word {
    match grade {
        Grade::Same => word("same", "可直接比较", "same footing"),
        Grade::Adjusted => word("adjusted", "换算后可比", "comparable after conversion"),
        Grade::Caveated => word("caveated", "附说明可比", "comparable with a caveat"),
        Grade::Incomparable => word("incomparable", "不可比", "not comparable"),
    }
}

/// What sets two figures apart, as a badge.
pub(super) fn reason(reason: Reason) -> Word {
    match reason {
        Reason::Concept => word("concept", "概念", "concept"),
        Reason::Kind => word("kind", "类型", "kind"),
        Reason::Unit => word("unit", "单位", "unit"),
        Reason::Figure => word("figure", "无数值", "no figure"),
        Reason::Horizon => word("horizon", "期限", "year"),
        Reason::Scope => word("scope", "范围", "scope"),
        Reason::Denominator => word("denominator", "分母年份", "denominator"),
        Reason::Bound => word("bound", "限定", "bound"),
        Reason::Aspirational => word("aspirational", "力争", "hedged"),
        Reason::Derived => word("derived", "推算", "computed"),
        Reason::Repaired => word("repaired", "识别修正", "repaired"),
        Reason::Inferred => word("inferred", "承前补足", "inferred"),
    }
}

/// Why nothing can be computed, in Chinese; it shows itself in English.
pub(super) fn unavailable(why: &Unavailable) -> &'static str {
    match why {
        Unavailable::NoFigure => "规划没有给出数值",
        Unavailable::Kind => "此类数值不能据以推算",
        Unavailable::Unit => "单位不相容",
        Unavailable::Years => "年份不明",
        Unavailable::MixedVintages => "不同版本的统计数据不能混用",
        Unavailable::NoStatistic { .. } => "缺统计数据",
        Unavailable::OutOfRange => "结果超出范围",
    }
}

/// What a check looks for.
pub(super) fn check(check: Check) -> Word {
    let en = match check {
        Check::ImpliedTotal => "implied totals",
        Check::ShareOfTotal => "share of a stated total",
        Check::DuplicateComplete => "stated again, the same",
        Check::DuplicateConsistent => "stated again, reconcilable",
        Check::DuplicateInconsistent => "stated again, differently",
        Check::ImpliedStock => "implied starting stock",
        Check::PartOfWhole => "part larger than its whole",
        Check::DifferentPopulations => "different populations",
        Check::OutsidePeriod => "due outside the period",
        Check::BelowPresent => "below what is there already",
    };
    word(check.as_str(), check.chinese(), en)
}

pub(super) fn verdict(verdict: Verdict) -> Word {
    match verdict {
        Verdict::Contradiction => word("contradiction", "矛盾", "contradiction"),
        Verdict::Doubt => word("doubt", "存疑", "doubt"),
        Verdict::Note => word("note", "提示", "note"),
        Verdict::Agreement => word("agreement", "相符", "agreement"),
    }
}

/// A caveat as a badge.
pub(super) fn caveat(caveat: Caveat) -> Word {
    match caveat {
        Caveat::CloseMatch => word("close-match", "口径相近", "close"),
        Caveat::Aspirational => word("aspirational", "力争", "hedged"),
        Caveat::Scope => word("scope", "局部", "part"),
        Caveat::HorizonFromPlan => word("horizon-from-plan", "期限推定", "year inferred"),
        Caveat::Repaired => word("repaired", "识别修正", "repaired"),
        Caveat::InheritedSubject => word("inherited-subject", "主语承前", "subject inherited"),
        Caveat::UnitFromMetric => word("unit-from-metric", "单位补足", "unit inferred"),
        Caveat::Derived => word("derived", "推算", "computed"),
        Caveat::Assumed => word("assumed", "含假设", "assumes"),
    }
}

/// A caveat in a sentence.
pub(super) fn caveat_sentence(caveat: Caveat) -> Word {
    match caveat {
        Caveat::CloseMatch => word(
            "",
            "原文所说与该指标相近而不完全相同。",
            "What the plan says is nearly the metric, not exactly.",
        ),
        Caveat::Aspirational => word(
            "",
            "原文用“力争”“争取”或“努力”,并非承诺。",
            "The plan hedges it (力争, 争取, 努力): an aspiration, not a promise.",
        ),
        Caveat::Scope => word("", "只适用于该地区的一部分。", "It holds for a part of the area only."),
        Caveat::HorizonFromPlan => word(
            "",
            "句中没有期限,按规划期末推定。",
            "The sentence names no year; the last year of the plan is taken.",
        ),
        Caveat::Repaired => {
            word("", "原文有识别错误,按应有之义读取。", "A slip of recognition in the text was repaired.")
        }
        Caveat::InheritedSubject => {
            word("", "主语承接前一分句。", "The subject was completed from an earlier clause.")
        }
        Caveat::UnitFromMetric => word(
            "",
            "原文省略单位或用泛称,按指标补足。",
            "The text leaves the unit out or names a general one; it is that of the metric.",
        ),
        Caveat::Derived => word(
            "",
            "该值不见于规划,由规划所述与已公布的统计数据推算。",
            "The plan does not say this value; it is computed from what the plan says and a published figure.",
        ),
        Caveat::Assumed => word(
            "",
            "推算含有未经来源证实的假设,见上。",
            "The computation takes something for granted that no source says; see above.",
        ),
    }
}
