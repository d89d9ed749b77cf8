//! What is no target: past facts, grants, thresholds, counts of the document's own parts.

use crate::lexicon::context::context;
use crate::lexicon::guards::guards;
use crate::lexicon::verb_at_end;

use super::values::Value;
use crate::schema::Bound;

/// What stands around a figure, as far as the guards look.
pub(in crate::indicators) struct Around<'a> {
    /// The sentence up to the figure's clause, from the last semicolon.
    pub(in crate::indicators) group: &'a str,
    /// The clause.
    pub(in crate::indicators) clause: &'a str,
    /// The clause up to the figure.
    pub(in crate::indicators) left: &'a str,
    /// The item behind the figure.
    pub(in crate::indicators) right: &'a str,
    /// The subject, completed.
    pub(in crate::indicators) subject: &'a str,
    pub(in crate::indicators) value: &'a Value,
    /// A verb stands directly in front of the figure.
    pub(in crate::indicators) counted: bool,
    /// A sentence before in the paragraph gave money.
    pub(in crate::indicators) granted: bool,
    /// The share of those who stand behind it.
    pub(in crate::indicators) majority: bool,
    /// The plan is for one year: what it compares with the year before is to come.
    pub(in crate::indicators) one_year: bool,
    /// It stands in a table of measures.
    pub(in crate::indicators) row: bool,
    /// The clause or a governing date says when it is due.
    pub(in crate::indicators) dated: bool,
    /// The year it is due.
    pub(in crate::indicators) date: Option<i32>,
    /// The first year that is not past: of the plan, or of its issue.
    pub(in crate::indicators) floor: Option<i32>,
}

/// The name of the guard that a figure is stopped by. `None` if it may be a target.
pub(in crate::indicators) fn stopped(around: &Around) -> Option<&'static str> {
    GUARDS.iter().find(|(_, stops)| stops(around)).map(|(name, _)| *name)
}

type Guard = fn(&Around) -> bool;

const GUARDS: &[(&str, Guard)] = &[
    ("page furniture", furniture),
    ("error or fine", error),
    ("past", past),
    ("grant", grant),
    ("condition", condition),
    ("condition of a grant", after_grant),
    ("part of the document", meta),
    ("age, time or weight", personal),
    ("class of things", class),
    ("means to an end", means),
    ("sum of an enumeration", sums_up),
    ("size of a site", site),
    ("no subject", nameless),
];

/// 已培育高新技术企业300家; 截至2023年底; 较上年增长.
fn past(around: &Around) -> bool {
    let lists = &guards().past;
    // 在已建成11家的基础上新增9家: what is there already is not what is promised.
    let near = around.left.rfind("基础上").map_or(around.left, |at| &around.left[at..]);
    if around.group.contains("均已") && !around.dated {
        return true;
    }
    // 投入强度仅0.9%, 还有近半数
    let part = lists.present.hits(near).any(|(_, (word, ()))| word.ends_with('占'));
    let part = part && around.value.is_share();
    if lists.present.end(near.trim_end())
        || part
        || (around.value.of.is_some() && lists.present.stand_in(near))
    {
        return true;
    }
    // 走访了11家企业
    if near.trim_end().ends_with('了') && !around.value.idiom {
        return true;
    }
    let dated = around.date.zip(around.floor).is_some_and(|(year, floor)| year < floor);
    if dated {
        return true;
    }
    if lists.hopes.stand_in(near) && !near.contains('已') {
        return false;
    }
    // 已经 in the same breath; 已 as part of another word does not occur in plans.
    // 同比增长12% may be told or promised; in a table of measures it is promised.
    // 实现有需求的村全覆盖 holds no 现有.
    let apart = |at: usize, word: &str| {
        !(word.starts_with('现') && near[..at].ends_with(['实', '体', '呈', '较', '比']))
    };
    // 到2026年，成交额达到95亿元，同比增长12%
    let ahead = around
        .floor
        .is_some_and(|floor| around.date.map_or_else(|| !around.group.contains("20"), |year| year > floor));
    let bounded = around.value.op == Bound::Ge;
    let aimed = around.dated && (ahead || bounded || lists.aims.stand_in(around.group));
    let promised = around.row || around.one_year || aimed;
    let compared = |at: usize, word: &str| {
        lists.compared.get(word).is_some() || (word == "上年" && near[..at].ends_with(['比', '较']))
    };
    let told = |at: usize, word: &str| apart(at, word) && !(promised && compared(at, word));
    context().past.hits(near).any(|(at, (word, ()))| told(at, word)) && !lists.standing.stand_in(near)
}

/// 调查误差不超过1.5个百分点; 处一倍以上三倍以下的罚款.
fn error(around: &Around) -> bool {
    let lists = &guards().error;
    lists.margins.end(around.subject) || lists.fines.stand_in(around.right)
}

/// 浏览次数：2048次 字体：大 中 小.
fn furniture(around: &Around) -> bool {
    let lists = &guards().furniture;
    lists.words.stand_in(around.clause) || lists.whole.get(around.subject).is_some()
}

/// 给予最高500万元奖励, 按投资额的30%补助.
fn grant(around: &Around) -> bool {
    let lists = &guards().grant;
    // 加计扣除额同比增长12% is what firms may deduct, not what they are given.
    if lists.deductions.stand_in(around.subject) {
        return false;
    }
    let words = &context().grants;
    if around.value.op == Bound::Factor {
        return words.stand_in(around.clause);
    }
    // 其中用于企业后补助的资金不低于40%: what money is for.
    if around.value.is_share() && around.left.trim_start().starts_with("其中用于") {
        return false;
    }
    if !around.value.is_money() && !around.value.is_share() && !around.value.is_points() {
        // 每增加5000万元增加1名指标, 最多不超过10名
        return lists.rationed.stand_in(around.left) && lists.rations.stand_in(around.group);
    }
    let limited = || lists.limits.hits(around.left).any(|(at, _)| lists.rates.end(&around.left[..at]));
    // 研发支出不低于年收入的15%，经认定给予最高200万元
    let of_fund = around.clause.contains("基金");
    if around.value.of.is_some() && lists.gifts.stand_in(around.group) && !of_fund {
        return true;
    }
    // 技能人才占比达到35%，开展补贴性培训: a share of things that is reached is no gift, whatever is given elsewhere.
    let rate = ["比例", "比重", "占比", "率"].iter().any(|end| around.subject.ends_with(end));
    if around.value.is_share() && around.value.cue.reached && rate && !words.stand_in(around.clause) {
        return limited();
    }
    let of_fund = of_fund && around.value.of.is_some();
    let fund = of_fund || lists.funds.stand_in(around.subject) || lists.funds.stand_in(around.right);
    if fund && !lists.gifts.stand_in(around.clause) {
        return false;
    }
    // 支持比例可提高到40%, 奖补标准提高到20万元
    if limited() {
        return true;
    }
    let left = around.left.trim_end();
    // 年均增长8% is a rate of something, whatever is given elsewhere.
    if lists.growth.end(left) && !words.stand_in(around.clause) {
        return false;
    }
    // 省级科技奖励8项 are won, not given; so is what has got money: 获中央补助之合作案.
    let won = |at: usize, word: &str| {
        let lead = &around.group[..at];
        let clause = lead.rsplit(['，', ',', '。', '、']).next().unwrap_or_default();
        (word == "奖励" && (lead.ends_with("科技") || lead.ends_with("技术"))) || clause.contains('获')
    };
    let given = lists.given.hits(around.group).any(|(at, (word, ()))| !won(at, word));
    let by = around.value.is_share()
        && lists.by.begin(around.left.trim_start())
        && around.right.starts_with(['的', '给', '予', '补', '奖']);
    let by_rate = around.right.trim_start().starts_with('的') && around.left.contains('按');
    lists.capped.end(left) || words.stand_in(around.clause) || given || by || by_rate
}

/// 对…超过20%的企业, 年薪100万元以上且…, 35岁以下.
fn condition(around: &Around) -> bool {
    // 80%以上的规上企业建有研发机构: the subject stands behind.
    if around.majority {
        return false;
    }
    let right = around.right.trim_start();
    let lists = &guards().condition;
    let clause = around.clause.trim_start();
    let given = context().grants.stand_in(around.group)
        || around.clause.contains("的，")
        || around.clause.contains("的,");
    // 对接, 对外: words of their own.
    let about = clause
        .strip_prefix('对')
        .is_some_and(|rest| !rest.starts_with(['接', '外', '口', '标', '台', '俄', '比']));
    if lists.thresholds.stand_in(around.group) {
        return true;
    }
    let applies = lists.openings.begin(clause) || (about && given);
    if applies && !around.dated {
        return true;
    }
    // 达到50%的目标 is a target although 的 follows.
    let aim = lists.aims.begin(right);
    // 落后幅度逾10%者，提会议检讨
    if right.starts_with('者') && !around.counted {
        return true;
    }
    // 对进度滞后20%以上的任务挂牌督办
    if about && right.starts_with('的') {
        return true;
    }
    let applicant = lists.applicants.stand_in(around.group);
    let closed = right.trim_end_matches(['，', ',', '。', '；', ';']).ends_with('的') && around.counted;
    if applicant || closed {
        return true;
    }
    let qualifies = (right.starts_with('的') && !aim) || right.starts_with('且') || right.starts_with("或者");
    let described = right.trim_start_matches('的').starts_with(['，', ',', '。', '；', ';'])
        || right == "的"
        || right.starts_with('且');
    qualifies && (described || !around.counted)
}

/// 获批的一次性支持500万元。研发人员应不少于15人: what must be had to be paid.
fn after_grant(around: &Around) -> bool {
    let bound =
        matches!(around.value.op, Bound::Ge | Bound::Le | Bound::Lt | Bound::Gt) && !around.value.cue.reached;
    let yearly = around.value.cue.every || around.left.contains("每年") || around.left.contains("年均");
    around.granted && bound && !yearly && !around.dated && !around.counted && !around.value.cue.hedge
}

/// 提出6大行动、27项举措, 设定11项指标.
fn meta(around: &Around) -> bool {
    let unit = around.value.unit.as_deref().unwrap_or_default();
    if !matches!(unit, "个" | "项" | "条" | "") || around.value.idiom {
        return false;
    }
    let words = &context().meta;
    let right = around.right.trim_end_matches(['，', ',', '。', '；', ';', '、', '：', ':', '”']);
    // 10项重点任务（见附表）
    let right = right.split(['（', '(']).next().unwrap_or_default();
    // 榜单任务10项 are works, not parts of the document.
    let named = |text: &str| words.end(text) && !guards().meta.works.end(text);
    let short = right.chars().count() <= 10;
    let opens = words.begin(right) && unit == "个";
    opens || (short && !right.is_empty() && named(right)) || (right.is_empty() && named(around.subject))
}

/// 35岁以下, 5年以上, 3个工作日内.
fn personal(around: &Around) -> bool {
    let unit = around.value.unit.as_deref().unwrap_or_default();
    let lists = &guards().personal;
    let yearly =
        lists.durations.end(around.subject) || around.left.contains("每年") || around.value.cue.every;
    // 人均预期寿命达到80岁
    matches!(unit, "岁" | "周岁" | "分钟") && !lists.spans.end(around.subject)
        || (matches!(unit, "个月" | "天" | "个工作日" | "工作日" | "小时" | "学时" | "课时") && !yearly)
}

/// 亿元以上企业, 投资10亿元以上的项目: the amount names a class.
fn class(around: &Around) -> bool {
    // 劳动生产率达到20万元/人 is a rate.
    let rate = around.value.unit.as_deref().is_some_and(|unit| unit.contains('/'));
    if !around.value.is_money() || rate {
        return false;
    }
    let right = around.right.trim_start_matches(['的', ' ']);
    let named = guards().class.classes.begin(right);
    let words = context();
    let amount = |text: &str| {
        words.flows.stand_in(text)
            || words.stocks.stand_in(text)
            || text.contains("投资")
            || text.contains('募')
            || text.contains("融资")
            || text.ends_with('额')
            || text.ends_with("专项")
    };
    // 每年发放“算力券”5000万元
    if guards().class.spent.stand_in(around.left) {
        return named;
    }
    // An amount of money must be an amount of something.
    named || !(amount(around.subject) || amount(around.right))
}

/// 占地面积3200亩，总投资41亿元; 深化高企倍增: a description, a motto.
fn site(around: &Around) -> bool {
    let described = around.subject.ends_with("占地面积")
        || around.subject.ends_with("占地")
        || around.subject.ends_with("期用地")
        || (around.subject.ends_with("总投资") && around.group.contains("占地"));
    described || (around.value.idiom && around.left.trim_start().starts_with("深化"))
}

/// A figure whose subject no clause names, or that is a mere letter or mark.
fn nameless(around: &Around) -> bool {
    around.subject.chars().filter(|c| c.is_alphanumeric()).nth(1).is_none()
}

/// 甲、乙、丙三个方向; 二期; 710所: a small Chinese numeral behind a noun only sums up or names.
fn sums_up(around: &Around) -> bool {
    let unit = around.value.unit.as_deref().unwrap_or_default();
    let bounded = around.value.cue.bound.is_some() || around.counted || around.value.idiom;
    if unit == "所" && !bounded {
        return !guards().sums_up.schools.stand_in(around.subject);
    }
    let small = around.value.lo.is_some_and(|lo| lo < rust_decimal::Decimal::TEN);
    // 科学城二期抓紧建设: without a verb in front it is the second phase.
    let ordinal = matches!(unit, "期" | "届" | "级") && small && around.value.chinese;
    // 启动二期建设; 举办二期培训班 counts.
    let held = guards().sums_up.held.end(around.left.trim_end());
    let phase = unit == "期" && !held && !around.right.trim_start().is_empty();
    if ordinal && !around.value.cue.every && (phase || verb_at_end(around.left.trim_end()).is_none()) {
        return true;
    }
    // 抓好四项科普工程, 打好六场攻坚战: programmes of the plan itself.
    if small && around.value.chinese && is_programme(unit, around.right) {
        return true;
    }
    // 甲、乙、丙、丁四项工程
    // 研发投入强度等3项指标
    let left = around.left.trim_end();
    let few = around.value.lo.is_some_and(|lo| lo < rust_decimal::Decimal::from(20));
    if (left.ends_with('等') && few) || left.ends_with("以下") || left.ends_with("如下") {
        return true;
    }
    let enumerated = around.left.matches('、').count() >= 2
        && around.value.chinese
        && around.value.cue.bound.is_none()
        && !around.right.trim_matches(['，', ',', '。', '；', ';', ' ']).is_empty();
    if enumerated && small {
        return true;
    }
    if bounded || !small || !around.value.chinese {
        return false;
    }
    let right = around.right.trim_matches(['，', ',', '。', '；', ';', '、', '：', ':', '”', '）', ')']);
    !right.is_empty() || matches!(unit, "期" | "届" | "级")
}

/// 项 and 大 count programmes of the plan, 场 its battles.
fn is_programme(unit: &str, right: &str) -> bool {
    let right = right.trim_end_matches(['，', ',', '。', '；', ';', '、', '：', ':', '”']);
    match unit {
        // 中央八项规定
        "项" if right.starts_with("规定") => true,
        "项" | "大" => guards().sums_up.programmes.end(right),
        "场" => guards().sums_up.battles.begin(right),
        _ => false,
    }
}

/// 围绕12条产业链, 聚焦12个主导产业和107个集群: the words are no longer than what a measure is about.
fn about_length(thing: &str) -> bool {
    let most = if thing.contains(|c: char| c.is_ascii_digit()) { 24 } else { 8 };
    thing.chars().count() <= most
}

/// 依托2个国家级平台, 全省12个设区市: what is there already and only used or named.
fn means(around: &Around) -> bool {
    let lists = &guards().means;
    // 覆盖全省六成以上的企业
    if around.majority {
        return false;
    }
    let left = around.left.trim_end();
    // “四大”指甲、乙、丙、丁4个
    let defined = left.contains("”指") || left.contains("，指");
    // 每季度调度1次, 每月通报1次
    let held = around.value.unit.as_deref() == Some("次") && lists.reports.end(around.subject);
    let met = defined || held || lists.met.end(left) || around.subject.ends_with("召开");
    // 围绕制造业12条产业链
    let opening = left.trim_start();
    let thing = &opening[lists.about.prefix(opening)..];
    let about = thing.len() < opening.len() && about_length(thing) && verb_at_end(thing).is_none();
    let used = (met || lists.used.end(left) || about) && !lists.made_of.end(left);
    used || (around.counted && lists.areas.end(left))
}
