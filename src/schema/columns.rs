//! The tables that plans are written to, whatever the format: names, types and meaning of their columns.

/// One table.
pub(crate) struct Columns {
    pub(crate) name: &'static str,
    /// In Chinese and English.
    pub(crate) title: &'static str,
    pub(crate) columns: &'static [Column],
}

/// One column.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    /// False if a cell may be empty.
    #[cfg_attr(not(feature = "arrow"), allow(dead_code, reason = "CSV has no such mark"))]
    pub(crate) filled: bool,
    /// True if only formats with types have it: it repeats or completes others there.
    #[cfg_attr(not(feature = "json"), allow(dead_code, reason = "only the data package leaves columns out"))]
    pub(crate) typed_only: bool,
    pub(crate) description: &'static str,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Text,
    /// Words, with blanks between them where a format has no lists.
    Words,
    /// Headings from the outermost to the innermost, with > between them where a format has no lists.
    Path,
    /// Bytes and places.
    Count,
    /// Digits and powers of ten.
    Digits,
    Year,
    Day,
    Decimal,
    Boolean,
}

impl Column {
    const fn filled(self) -> Self {
        Self { filled: true, ..self }
    }

    const fn typed_only(self) -> Self {
        Self { typed_only: true, ..self }
    }
}

const fn column(name: &'static str, holds: Holds, description: &'static str) -> Column {
    Column { name, holds, filled: false, typed_only: false, description }
}

const fn text(name: &'static str, description: &'static str) -> Column {
    column(name, Holds::Text, description)
}

const fn words(name: &'static str, description: &'static str) -> Column {
    column(name, Holds::Words, description)
}

/// The last day that the horizon in front of it allows.
const fn last_day(name: &'static str) -> Column {
    column(name, Holds::Day, "The last day of that year, or that day.").typed_only()
}

/// Digits behind the point of the decimal in front of it, as written: 2.60 has two.
const fn digits(name: &'static str) -> Column {
    column(name, Holds::Digits, "Digits behind its point, as written.").typed_only()
}

const OF_PLAN: Column = text("plan", "Id of the plan.").filled();
const QUOTE: Column = text("quote", "The words of the source, verbatim.").filled();
const START: Column =
    column("span_start", Holds::Count, "Byte of the decoded source at which they begin.").filled();
const END: Column = column("span_end", Holds::Count, "Byte behind their last.").filled();
const PROVINCE: Column =
    text("province", "Name of the province it lies in; empty if it lies in none or several.").typed_only();

pub(crate) const PLANS: Columns = Columns {
    name: "plans",
    title: "规划 / Plans",
    columns: &[
        text("id", "Id of the plan.").filled(),
        text("title", "Title as printed.").filled(),
        text("issuer", "Who issued it."),
        text("document_number", "文号, as printed."),
        column("issued", Holds::Day, "Day of issue."),
        column("published", Holds::Day, "Day of publication."),
        column("period_start", Holds::Year, "First year it covers."),
        text("period_end", "Last year or day it covers."),
        last_day("period_end_date"),
        text("region", "The area it speaks for."),
        PROVINCE,
        text("region_code", "Code of GB/T 2260; several joined by +."),
        text("level", "Tier of government."),
        text("script", "hans or hant.").filled(),
        text("source", "Name of the source.").filled(),
        text("encoding", "Encoding the source was decoded from.").filled(),
        text("sha256", "Hash of the bytes of the source.").filled(),
        column("length", Holds::Count, "Bytes of the decoded source; spans are inside.").filled(),
    ],
};

pub(crate) const TASKS: Columns = Columns {
    name: "tasks",
    title: "任务 / Tasks",
    columns: &[
        text("id", "Plan and task.").filled(),
        OF_PLAN,
        text("number", "Number as printed.").filled(),
        text("title", "Title as printed.").filled(),
        column("parents", Holds::Path, "Headings above it, the outermost first.").filled(),
        text("deadline", "Year or day it is due."),
        last_day("deadline_date"),
        words("topics", "Topics, the leading one first.").filled(),
        words("indicators", "The targets stated in it.").filled().typed_only(),
        column("extent_start", Holds::Count, "Byte at which the whole measure begins.").filled().typed_only(),
        column("extent_end", Holds::Count, "Byte behind its last.").filled().typed_only(),
        QUOTE,
        START,
        END,
    ],
};

pub(crate) const BODIES: Columns = Columns {
    name: "bodies",
    title: "单位 / Responsible bodies",
    columns: &[
        text("id", "Plan and body.").filled(),
        OF_PLAN,
        text("name", "Name as written.").filled(),
        text("level", "Tier of the body."),
        words("functions", "Canonical functions.").filled(),
    ],
};

pub(crate) const RESPONSIBILITIES: Columns = Columns {
    name: "responsibilities",
    title: "责任分工 / Who answers for what",
    columns: &[
        OF_PLAN.typed_only(),
        text("task", "The task.").filled(),
        column("place", Holds::Count, "Place among the bodies of the task, from 1.").filled(),
        text("body", "The body.").filled(),
        text("role", "lead (牵头), support (配合) or responsible (责任).").filled(),
        QUOTE,
        START,
        END,
    ],
};

pub(crate) const INDICATORS: Columns = Columns {
    name: "indicators",
    title: "量化目标 / Quantitative targets, as written",
    columns: &[
        text("id", "Plan and target.").filled(),
        OF_PLAN,
        text("task", "The task it stands in."),
        text("subject", "What is measured, in the words of the plan.").filled(),
        text(
            "op",
            "How the value limits the result: eq, ge, gt, le, lt, approx, range, relative, rank, factor.",
        )
        .filled(),
        column("lo", Holds::Decimal, "The value, or the lower end of a range, in `unit`."),
        digits("lo_digits"),
        column("hi", Holds::Decimal, "The upper end of a range."),
        digits("hi_digits"),
        column("stretch", Holds::Decimal, "The second, more ambitious value."),
        digits("stretch_digits"),
        text("unit", "Unit as written, magnitude included."),
        text("kind", "level, increment, annual, growth, share, density, rank or relative.").filled(),
        text("of", "Denominator of a share or density, in words."),
        text("scope", "Where it applies, if the text says so."),
        text("horizon", "Year or day it is due."),
        last_day("horizon_date"),
        text("horizon_from", "Where that was found: sentence, section or plan."),
        column("aspirational", Holds::Boolean, "Hedged by 力争, 争取 or 努力.").filled(),
        text("section", "The part of the document.").filled(),
        text("metric", "The metric it measures exactly or closely."),
        text("nature", "binding (约束性) or anticipatory (预期性)."),
        column("baseline", Holds::Decimal, "The value it starts from, in `unit`."),
        digits("baseline_digits"),
        column("baseline_year", Holds::Year, "The year of that value."),
        words("rules", "Names of the rules that read it; empty if none are recorded.").typed_only(),
        QUOTE,
        START,
        END,
    ],
};

#[cfg(feature = "arrow")]
pub(crate) const GOALS: Columns = Columns {
    name: "goals",
    title: "目标 / Dated aims",
    columns: &[
        text("id", "Plan and goal.").filled(),
        OF_PLAN,
        text("title", "The heading it stands under, or its first words.").filled(),
        text("horizon", "Year or day it is due."),
        last_day("horizon_date"),
        words("indicators", "The targets stated in it.").filled(),
        QUOTE,
        START,
        END,
    ],
};

#[cfg(feature = "arrow")]
pub(crate) const DIAGNOSTICS: Columns = Columns {
    name: "diagnostics",
    title: "存疑 / What was repaired, inferred or skipped",
    columns: &[
        OF_PLAN,
        column("place", Holds::Count, "Place among the diagnostics of the plan, from 1.").filled(),
        text("code", "What happened.").filled(),
        text("message", "One sentence for a person.").filled(),
        text("about", "The statement concerned, if one came of it."),
        column("span_start", Holds::Count, "Byte of the decoded source at which it begins."),
        column("span_end", Holds::Count, "Byte behind its last."),
    ],
};

#[cfg(feature = "arrow")]
pub(crate) const OBSERVATIONS: Columns = Columns {
    name: "observations",
    title: "观测值 / Values of metrics in canonical units",
    columns: &[
        OF_PLAN,
        text("indicator", "The target it was read from.").filled(),
        text("metric", "The metric.").filled(),
        text("relation", "How the metric stands to what the plan says (SKOS).").filled(),
        text("reason", "Why it stands so.").filled(),
        text(
            "kind",
            "level, increment, annual, growth, share, density, rank or relative; never to be mixed.",
        )
        .filled(),
        text("status", "target, or baseline: the value a target starts from.").filled(),
        text("region", "The area that the plan speaks for."),
        PROVINCE,
        text("region_code", "Code of GB/T 2260; several joined by +."),
        text("level", "Tier of government."),
        text("scope", "The part of the area it holds for."),
        text("period", "instant: at the end; duration: over the years up to it."),
        column("period_start", Holds::Year, "First year of an increment or a rate."),
        text("period_end", "Year or day it is due."),
        last_day("period_end_date"),
        text(
            "bound",
            "How the value limits the result: eq, ge, gt, le, lt, approx, range, relative, rank, factor.",
        )
        .filled(),
        column("lo", Holds::Decimal, "The value, or the lower end of a range, in `unit`."),
        digits("lo_digits"),
        column("hi", Holds::Decimal, "The upper end of a range."),
        digits("hi_digits"),
        column("stretch", Holds::Decimal, "The second, more ambitious value."),
        digits("stretch_digits"),
        text("unit", "Canonical unit of the metric.").filled(),
        column("unit_mult", Holds::Digits, "Power of ten written with the unit.").filled(),
        column("decimals", Holds::Digits, "Digits behind the point, as written.").filled(),
        text("denominator", "Year and vintage of the statistic it was divided by."),
        text("comparator", "What a relative target is compared with."),
        text("comparator_en", "The same in English, with the side."),
        text("comparator_bound", "How the value is to stand to it."),
        text("comparator_area", "The area whose average it is: country or province."),
        column("aspirational", Holds::Boolean, "Hedged by 力争, 争取 or 努力.").filled(),
        text("nature", "binding (约束性) or anticipatory (预期性)."),
        text("section", "The part of the document.").filled(),
        words("caveats", "What to watch.").filled(),
        text("subject", "What is measured, in the words of the plan.").filled(),
        QUOTE,
        START,
        END,
    ],
};
