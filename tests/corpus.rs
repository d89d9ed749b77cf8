//! Every line of `tests/corpus/` is read in exactly one way.
//!
//! A failing line prints its place, what it should give and what it gives. Lines that are known to be read wrongly
//! stand in `tests/known_failures.txt`, each with its reason; one that passes after all fails the test.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod lines;

use crossplan::mentions::{Calendar, idioms, periods, quantities};
use lines::{agrees, check};

#[test]
fn quantities_are_read_exactly() {
    check("quantities", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let clean = crossplan::clean::clean(&source);
        let text = clean.text();
        let times = periods(text, &Calendar::default());
        let shown = |n: rust_decimal::Decimal| n.normalize().to_string();
        let mut found: Vec<(usize, String)> = Vec::new();
        for q in quantities(text, &times) {
            let hi = q.hi.map(|hi| format!(" {}", shown(hi))).unwrap_or_default();
            found.push((
                q.core.start,
                format!(
                    "{} {}{hi} {}{}",
                    q.op.as_str(),
                    shown(q.lo),
                    q.unit.unwrap_or_default(),
                    said(q.cue)
                ),
            ));
        }
        for i in idioms(text) {
            found.retain(|(at, _)| !i.core.contains(at));
            // A relative target has no value: its words are shown.
            let lo = i.lo.map_or_else(|| text[i.core.clone()].to_owned(), shown);
            let unit = i.unit.unwrap_or_default();
            found.push((i.core.start, format!("{} {lo} {unit}{}", i.op.as_str(), said(i.cue))));
        }
        let found: Vec<String> = found.into_iter().map(|(_, f)| f.trim().to_owned()).collect();
        let expected: Vec<String> = line.expected.iter().filter(|e| *e != "nothing").cloned().collect();
        if found == expected { Ok(()) } else { Err(found.join(" | ")) }
    });
}

/// What the words in front of a number say, beside its bound.
fn said(cue: crossplan::lexicon::Cue) -> String {
    let words = [(cue.every, " every"), (cue.sum, " sum"), (cue.each, " each"), (cue.hedge, " hedge")];
    words.iter().filter(|(said, _)| *said).map(|(_, word)| *word).collect()
}

#[test]
fn texts_are_cleaned_of_noise_only() {
    check("clean", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let clean = crossplan::clean::clean(&source);
        let shown = clean.text().replace('\n', "⏎");
        if line.expected.contains(&shown) { Ok(()) } else { Err(shown) }
    });
}

#[test]
fn headings_are_found_with_their_rank() {
    check("outline", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let clean = crossplan::clean::clean(&source);
        let (text, outline) = (clean.text(), crossplan::outline::read(&clean));
        let shown: Vec<String> = outline
            .headings
            .iter()
            .map(|heading| {
                let depth = outline.ancestors(heading.parent).count() + 1;
                let part = heading.part.map(|part| format!("{part:?}").to_lowercase()).unwrap_or_default();
                let (number, title) = (&text[heading.number.clone()], &text[heading.title.clone()]);
                format!("{depth} {number} {title} {part}").replace("  ", " ")
            })
            .collect();
        let expected: Vec<String> = line.expected.iter().filter(|e| *e != "nothing").cloned().collect();
        if shown == expected { Ok(()) } else { Err(shown.join(" | ")) }
    });
}

#[test]
fn times_are_read_with_their_form() {
    check("periods", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let clean = crossplan::clean::clean(&source);
        let shown: Vec<String> = periods(clean.text(), &calendar(&line.context))
            .iter()
            .map(|time| {
                let start = time.start.map(|year| format!("{year} ")).unwrap_or_default();
                let end = time.end.map(|end| end.to_string()).unwrap_or_else(|| "open".to_owned());
                format!("{start}{end} {:?}", time.form).to_lowercase()
            })
            .collect();
        let expected: Vec<String> = line.expected.iter().filter(|e| *e != "nothing").cloned().collect();
        if shown == expected { Ok(()) } else { Err(shown.join(" | ")) }
    });
}

/// The plan that a line of the corpus stands in.
fn calendar(context: &[String]) -> Calendar {
    let find = |key: &str| context.iter().rev().find_map(|c| c.strip_prefix(key)).map(str::trim);
    let mut years = find("period:").unwrap_or_default().split_whitespace();
    let start = years.next().and_then(|y| y.parse().ok());
    let end = years.next().and_then(|y| y.parse().ok());
    Calendar::new(
        crossplan::schema::PlanPeriod::new(start, end),
        find("issued:").and_then(|d| d.parse().ok()),
    )
}

#[test]
fn indicators_are_read_as_written() {
    check("indicators", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let clean = crossplan::clean::clean(&source);
        let outline = crossplan::outline::read(&clean);
        let calendar = calendar(&line.context);
        let drafts = crossplan::indicators::find(&clean, &outline, &calendar);
        let shown: Vec<String> = drafts.iter().map(|d| show(d, clean.text(), &calendar)).collect();
        let expected: Vec<&String> = line.expected.iter().filter(|e| *e != "nothing").collect();
        let right = drafts.len() == expected.len() && expected.iter().zip(&shown).all(|(e, s)| agrees(e, s));
        let rules = drafts.iter().map(|draft| draft.rules.join(", "));
        if right { Ok(()) } else { Err(with_rules(shown, rules)) }
    });
}

/// What was read, each on a line with the rules that read it.
fn with_rules(shown: Vec<String>, rules: impl Iterator<Item = String>) -> String {
    let lines =
        shown.into_iter().zip(rules).map(|(shown, rules)| format!("{shown}\n             by {rules}"));
    lines.collect::<Vec<_>>().join("\n             ")
}

/// A draft in the notation of the corpus.
fn show(draft: &crossplan::indicators::Draft, text: &str, calendar: &Calendar) -> String {
    use crossplan::lexicon::{Catalog, Statement};
    let subject: String = draft.subject.iter().map(|r| &text[r.clone()]).collect();
    let number = |n: Option<rust_decimal::Decimal>| n.map(|n| n.normalize().to_string()).unwrap_or_default();
    let mut statement = Statement::new(&subject, draft.kind);
    (statement.unit, statement.of, statement.action) =
        (draft.unit.as_deref(), draft.of.as_deref(), draft.action.as_deref());
    let metric = Catalog::builtin()
        .identify(&statement)
        .filter(|m| m.relation.stands_for())
        .map(|m| m.metric.to_string());
    let horizon = draft.horizon.map(|(h, _)| h).or(calendar.period.end).map(|h| h.to_string());
    let from = draft.horizon.map_or("plan".to_owned(), |(_, f)| format!("{f:?}").to_lowercase());
    format!(
        "subject={subject}; op={}; lo={}; hi={}; stretch={}; unit={}; kind={}; of={}; scope={}; horizon={}; horizon_from={from}; aspirational={}; metric={}",
        draft.op.as_str(),
        number(draft.lo),
        number(draft.hi),
        number(draft.stretch),
        draft.unit.as_deref().unwrap_or_default(),
        draft.kind.as_str(),
        draft.of.as_deref().unwrap_or_default(),
        draft.scope.as_deref().unwrap_or_default(),
        horizon.unwrap_or_default(),
        draft.aspirational,
        metric.unwrap_or_default(),
    )
}

#[test]
fn documents_are_read_as_a_whole() {
    check("documents", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let plan =
            crossplan::normalizers::Normalizer::read(&crossplan::normalizers::Generic, &source).unwrap();
        plan.validate_against(&source).unwrap();
        let shown: Vec<String> = plan.indicators.iter().map(show_indicator).collect();
        let expected: Vec<&String> = line.expected.iter().filter(|e| *e != "nothing").collect();
        let right = shown.len() == expected.len() && expected.iter().zip(&shown).all(|(e, s)| agrees(e, s));
        let rules =
            plan.indicators.iter().map(|i| plan.rules.get(&i.id).cloned().unwrap_or_default().join(", "));
        if right { Ok(()) } else { Err(with_rules(shown, rules)) }
    });
}

/// An indicator in the notation of the corpus.
fn show_indicator(i: &crossplan::schema::Indicator) -> String {
    let number = |n: Option<rust_decimal::Decimal>| n.map(|n| n.normalize().to_string()).unwrap_or_default();
    let horizon = i.horizon.map(|h| h.to_string()).unwrap_or_default();
    let from = i.horizon_from.map(|from| format!("{from:?}").to_lowercase()).unwrap_or_default();
    let section = format!("{:?}", i.section).to_lowercase();
    let stretch = number(i.stretch);
    let metric = i.metric.as_ref().map(ToString::to_string).unwrap_or_default();
    let (of, scope) = (i.of.as_deref().unwrap_or_default(), i.scope.as_deref().unwrap_or_default());
    let (subject, op, lo, hi) = (&i.subject, i.op.as_str(), number(i.lo), number(i.hi));
    let (unit, kind) = (i.unit.as_deref().unwrap_or_default(), i.kind.as_str());
    let baseline = number(i.baseline.as_ref().map(|b| b.value));
    let year = i.baseline.as_ref().and_then(|b| b.year).map(|year| year.to_string()).unwrap_or_default();
    format!(
        "subject={subject}; op={op}; lo={lo}; hi={hi}; stretch={stretch}; unit={unit}; kind={kind}; of={of}; \
         scope={scope}; section={section}; horizon={horizon}; horizon_from={from}; metric={metric}; \
         baseline={baseline}; baseline_year={year}"
    )
}

#[test]
fn documents_say_what_they_are() {
    check("facts", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let plan = crossplan::normalizers::read(&source).unwrap();
        let period =
            (plan.period.start.map(|year| year.to_string()), plan.period.end.map(|end| end.to_string()));
        let told = [
            ("title", Some(plan.title)),
            ("number", plan.document_number),
            ("issuer", plan.issuer),
            ("issued", plan.issued.map(|day| day.to_string())),
            ("published", plan.published.map(|day| day.to_string())),
            ("from", period.0),
            ("to", period.1),
            ("region", plan.region.map(|region| region.name)),
        ];
        let told: Vec<String> =
            told.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", value?))).collect();
        let expected: Vec<&str> = line.expected.iter().flat_map(|e| e.split("; ")).collect();
        if told == expected { Ok(()) } else { Err(told.join("; ")) }
    });
}

#[test]
fn measures_are_found_with_their_numbers() {
    check("measures", |line| {
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let plan = crossplan::normalizers::read(&source).unwrap();
        let found: Vec<String> = plan
            .tasks
            .iter()
            .map(|task| format!("{} {}", task.number, task.title).trim().to_owned())
            .collect();
        let expected: Vec<String> = line.expected.iter().filter(|e| *e != "nothing").cloned().collect();
        if found == expected { Ok(()) } else { Err(found.join("; ")) }
    });
}

#[test]
fn responsibilities_are_split_into_bodies_and_roles() {
    check("responsibilities", |line| {
        // A line is what stands behind one measure; where ⏎ ends lines, a document of one measure.
        let source = crossplan::Source::from_text("line", line.text.clone()).unwrap();
        let clean = crossplan::clean::clean(&source);
        let found = if line.text.contains('\n') {
            let outline = crossplan::outline::read(&clean);
            let tasks = crossplan::tasks::find(&clean, &outline, &Default::default());
            tasks.into_iter().flat_map(|task| task.responsibilities).collect()
        } else {
            crossplan::tasks::responsibilities(clean.text())
        };
        let role = |role: crossplan::schema::Role| format!("{role:?}").to_lowercase();
        let mut found: Vec<String> =
            found.into_iter().map(|(r, of)| format!("{} {}", role(of), &clean.text()[r])).collect();
        let header = line.expected.first().map(String::as_str).unwrap_or_default();
        let mut expected: Vec<String> =
            header.split(';').map(|e| e.trim().to_owned()).filter(|e| e != "nothing").collect();
        found.sort();
        expected.sort();
        if found == expected { Ok(()) } else { Err(found.join("; ")) }
    });
}
