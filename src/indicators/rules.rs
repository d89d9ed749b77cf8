//! The names of all rules, as they stand in [`Plan::rules`](crate::schema::Plan::rules).

/// Every rule that reads figures: its name, and words that it is for.
///
/// A figure has one rule that found its subject, one that told its kind, and one for whatever else was read of it. A
/// test asserts that each is exercised by three corpus lines in different words at least.
///
/// # Examples
///
/// ```
/// use crossplan::{indicators::RULES, normalizers, samples};
///
/// let plan = normalizers::read(&samples::yichang())?;
/// let mut used = plan.rules.values().flatten();
/// assert!(used.all(|name| RULES.iter().any(|(rule, _)| rule == name)));
/// # Ok::<(), crossplan::Error>(())
/// ```
pub const RULES: &[(&str, &str)] = &[
    // What the figure counts.
    ("thing, figure", "高新技术企业达到200家"),
    ("verb, figure, thing", "新建3家孵化器"),
    ("subject of the clause before", "研发投入达到30亿元，占GDP比重达到2%"),
    ("paired values", "国家级、省级孵化器分别达到2家、9家"),
    ("paired places", "甲、乙两市研发投入强度分别达到4%、3%"),
    ("paired years", "2026年、2027年，高新技术企业分别达到200家、260家"),
    ("shared value", "瞪羚企业、独角兽企业各达到8家"),
    ("thing behind 各", "东片区、西片区各新建服务站3个"),
    ("shared thing", "新增3个国家级、5个省级孵化器"),
    ("verb of the item before", "新增瞪羚企业3家、独角兽企业2家"),
    ("share, those", "80%以上的规上企业建有研发机构"),
    ("table row", "高新技术企业|家|420|800"),
    // What sort of number it is.
    ("kind: level", "高新技术企业达到200家"),
    ("kind: share", "研发投入强度达到2%"),
    ("kind: density", "每万人口发明专利拥有量达到9件"),
    ("kind: for each", "每个乡镇至少建立1个科技服务站"),
    ("kind: rate of growth", "研发投入年均增长9%"),
    ("kind: multiple", "技术合同成交额翻一番"),
    ("kind: percentage points", "研发投入强度提高0.4个百分点"),
    ("kind: rank", "综合排名进入全国前十"),
    ("kind: change of place", "创新能力位次前移5位"),
    ("kind: relative", "研发投入强度高于全国平均水平"),
    ("kind: per year", "每年举办路演24场"),
    ("kind: amount of one year", "技术合同成交额达到60亿元"),
    ("kind: stock of money", "科技贷款余额达到40亿元"),
    ("kind: new amount", "新增科技贷款余额40亿元"),
    ("kind: cumulative amount", "技术改造投资累计完成120亿元"),
    ("kind: cumulative in brackets", "发明专利授权量|件|[5000]"),
    ("kind: brought about", "新建孵化器3家"),
    ("kind: achievement", "突破关键技术20项"),
    ("kind: over a term", "三年孵化企业30家"),
    ("kind: events", "技能培训2万人次"),
    ("kind: events of a year", "产业工人培训|人次|6000"),
    ("kind: moved", "推动企业数字化转型300家"),
    // What else was read.
    ("baseline", "高新技术企业由420家增加到800家"),
    ("stretch", "达到200家，力争达到260家"),
    ("open term", "远期达到200家"),
    ("deadline of the measure", "完成时限：2026年6月"),
    ("row of measures", "1|建设中试基地4个|市科技局|2026年"),
];
