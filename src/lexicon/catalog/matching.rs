//! From the words of a target to the metric it measures: which name ends the subject, what the words around it change.

use super::grammar::GRAMMAR;
use super::subject::{Form, Reading};
use super::{Catalog, Mapping, MappingRelation as Relation, Metric, Name, Statement, Tier};
use crate::schema::Kind;

/// A mapping in the making.
#[derive(Clone, Debug)]
struct Match<'c> {
    metric: &'c Metric,
    relation: Relation,
    /// The reason of the weakest link so far.
    reason: String,
    /// Characters of the label.
    length: usize,
}

impl Match<'_> {
    fn weaken(&mut self, relation: Relation, reason: impl FnOnce() -> String) {
        if relation > self.relation {
            (self.relation, self.reason) = (relation, reason());
        }
    }
}

impl Catalog {
    /// Finds the metric that a target measures. `None` if nothing in the catalog is like it.
    ///
    /// The name of a metric must end the subject: 高新技术企业研发机构 are no 高新技术企业. Words in front that are no
    /// mere modifiers make the match [`Broad`](Relation::Broad); a kind or unit that the metric does not take makes
    /// it [`Related`](Relation::Related).
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::{Catalog, MappingRelation, Statement};
    /// use crossplan::schema::Kind;
    ///
    /// let catalog = Catalog::builtin();
    /// let relation = |subject| catalog.identify(&Statement::new(subject, Kind::Level)).map(|mapping| mapping.relation);
    /// assert_eq!(relation("全市高新技术企业数量"), Some(MappingRelation::Exact));
    /// assert_eq!(relation("规模以上高新技术企业"), Some(MappingRelation::Broad));
    /// assert_eq!(relation("高新技术企业培育库"), None);
    /// ```
    #[must_use]
    pub fn identify(&self, statement: &Statement) -> Option<Mapping> {
        let whole = GRAMMAR.fold(statement.subject, false);
        let noteless = GRAMMAR.fold(statement.subject, true);
        let mut found = self.single(&whole, statement);
        found.extend(self.list(&whole, statement));
        if noteless != whole {
            found.extend(self.single(&noteless, statement));
        }
        // The strongest relation; then the longest name, the usual kind, and the first in the catalog.
        let best = found.into_iter().min_by_key(|m| {
            let unusual = m.metric.kinds.first() != Some(&statement.kind);
            (m.relation, std::cmp::Reverse(m.length), unusual)
        })?;
        Some(Mapping { metric: best.metric.id.clone(), relation: best.relation, reason: best.reason })
    }

    /// Every name that ends a reading of the subject.
    fn single(&self, subject: &str, statement: &Statement) -> Vec<Match<'_>> {
        let mut found = Vec::new();
        for reading in GRAMMAR.readings(subject) {
            for (label, names) in self.names.at_end(&reading.base) {
                let front = reading.base.strip_suffix(label.as_str()).unwrap_or_default();
                let length = label.chars().count();
                found.extend(
                    names.iter().filter_map(|name| self.weigh(*name, length, front, &reading, statement)),
                );
            }
        }
        found
    }

    /// What one name means with the words around it.
    fn weigh(
        &self,
        name: Name,
        length: usize,
        front: &str,
        reading: &Reading,
        statement: &Statement,
    ) -> Option<Match<'_>> {
        let metric = self.metrics.get(name.metric)?;
        let reason = match name.relation {
            Relation::Exact => "named so".to_owned(),
            _ => "another wording".to_owned(),
        };
        let mut found = Match { metric, relation: name.relation, reason, length };
        check_action(&mut found, front, statement)?;
        self.check_front(&mut found, front, reading);
        self.take_form(&mut found, reading, statement)?;
        self.check_measure(&mut found, reading, statement)?;
        Some(found)
    }

    /// Words in front: a tier leads to the metric of that tier, other words may name a part.
    fn check_front<'c>(&'c self, found: &mut Match<'c>, text: &str, reading: &Reading) {
        let Some(front) = GRAMMAR.front(text) else {
            if found.metric.any_front && found.relation == Relation::Exact {
                found.weaken(Relation::Close, || format!("counts {text}"));
            } else if self.names.hits(text).any(|(_, (label, _))| label.chars().nth(2).is_some()) {
                found.weaken(Relation::Related, || format!("{text} is about something else"));
            } else {
                found.weaken(Relation::Broad, || format!("{text} names a part of it"));
            }
            return;
        };
        if front.praised {
            found.weaken(Relation::Close, || format!("{text} narrows it vaguely"));
        }
        if let Some(tier) = front.tier {
            self.take_tier(found, tier, front.above);
        } else if let Some(tier) =
            reading.examples.as_deref().and_then(|examples| GRAMMAR.leading_tier(examples))
            && self.of_tier(found.metric, tier).is_some()
        {
            self.take_tier(found, tier, false);
            found.weaken(Relation::Close, || "the tier stands with the examples".to_owned());
        }
    }

    fn take_tier<'c>(&'c self, found: &mut Match<'c>, tier: Tier, above: bool) {
        if found.metric.inherent_level.contains(&tier) {
            return;
        }
        if !found.metric.inherent_level.is_empty() {
            found.weaken(Relation::Related, || "on the list of another tier".to_owned());
            return;
        }
        if above {
            found.weaken(Relation::Close, || "counts the tiers above too".to_owned());
        }
        if found.metric.level == Some(tier) {
            return;
        }
        let family = match &found.metric.level {
            Some(_) => {
                found.metric.broader.as_ref().and_then(|id| self.get(id.as_str())).unwrap_or(found.metric)
            }
            None => found.metric,
        };
        match self.of_tier(family, tier) {
            Some(metric) if family.id == found.metric.id => found.metric = metric,
            Some(metric) => {
                found.weaken(Relation::Close, || format!("{} of another tier", found.metric.pref_label));
                found.metric = metric;
            }
            None if self
                .metrics
                .iter()
                .any(|metric| metric.broader.as_ref() == Some(&family.id) && metric.level.is_some()) =>
            {
                found.metric = family;
                found.weaken(Relation::Broad, || "only those of one tier".to_owned());
            }
            None => found.weaken(Relation::Close, || "only those of one tier".to_owned()),
        }
    }

    /// The part of `family` that `tier` recognizes.
    fn of_tier(&self, family: &Metric, tier: Tier) -> Option<&Metric> {
        self.metrics
            .iter()
            .find(|metric| metric.broader.as_ref() == Some(&family.id) && metric.level == Some(tier))
    }

    /// A share, density or growth of the thing named is a metric of its own.
    fn take_form<'c>(
        &'c self,
        found: &mut Match<'c>,
        reading: &Reading,
        statement: &Statement,
    ) -> Option<()> {
        let of = || statement.of.map(|of| GRAMMAR.denominator(&GRAMMAR.fold(of, false)).to_owned());
        let form = match (&reading.form, statement.kind) {
            (Form::Plain | Form::Share(None), Kind::Share) | (Form::Share(None), _) => Form::Share(of()),
            (Form::Plain | Form::Density(None), Kind::Density) | (Form::Density(None), _) => {
                Form::Density(of())
            }
            (Form::Plain, Kind::Growth) => Form::Growth,
            (form, _) => form.clone(),
        };
        let named = found.metric;
        match form {
            Form::Plain => Some(()),
            Form::Rank => (statement.kind == Kind::Rank).then_some(()),
            Form::Growth => {
                let growth = self.metrics.iter().find(|metric| metric.growth_of.as_ref() == Some(&named.id));
                if let Some(growth) = growth {
                    found.metric = growth;
                } else if statement.kind != Kind::Growth {
                    found.weaken(Relation::Related, || format!("the growth of {}", named.pref_label));
                }
                Some(())
            }
            Form::Share(whole) => self.take_ratio(found, Kind::Share, whole.as_deref()),
            Form::Density(whole) => self.take_ratio(found, Kind::Density, whole.as_deref()),
        }
    }

    fn take_ratio<'c>(&'c self, found: &mut Match<'c>, kind: Kind, whole: Option<&str>) -> Option<()> {
        let named = found.metric;
        let is_ratio = |metric: &Metric| metric.kinds.first() == Some(&kind);
        if is_ratio(named) && whole.is_none_or(|whole| divides(named, whole)) {
            return Some(());
        }
        let ratios = || {
            self.metrics
                .iter()
                .filter(|metric| is_ratio(metric) && metric.numerator.as_ref() == Some(&named.id))
        };
        match whole {
            Some(whole) => {
                if let Some(ratio) = ratios().find(|ratio| divides(ratio, whole)) {
                    found.metric = ratio;
                } else {
                    found.weaken(Relation::Related, || format!("{} per {whole}", named.pref_label));
                }
            }
            None => {
                let mut ratios = ratios();
                if let (Some(ratio), None) = (ratios.next(), ratios.next()) {
                    found.metric = ratio;
                    found.weaken(Relation::Close, || "the whole is not named".to_owned());
                } else {
                    found.weaken(Relation::Related, || format!("a proportion of {}", named.pref_label));
                }
            }
        }
        Some(())
    }

    /// The kind and the unit must be ones that the metric takes. `None` if the statement is no figure of it at all.
    fn check_measure(&self, found: &mut Match<'_>, reading: &Reading, statement: &Statement) -> Option<()> {
        let (metric, kind) = (found.metric, statement.kind);
        let usual = metric.kinds.first().copied();
        match kind {
            Kind::Relative => return Some(()),
            // 国家高新区排名 is the place of a zone, 高新技术企业数量排名 that of their number.
            Kind::Rank => {
                return (usual == Some(Kind::Rank) || usual != Some(Kind::Level) || reading.counted)
                    .then_some(());
            }
            _ => {}
        }
        let said_in_subject = matches!(reading.form, Form::Share(_) | Form::Density(_));
        let takes =
            metric.kinds.contains(&kind) || (said_in_subject && matches!(kind, Kind::Level | Kind::Annual));
        if !takes {
            found.weaken(Relation::Related, || format!("stated as {}", kind.as_str()));
        }
        let Some(measure) = statement.unit.and_then(|unit| self.units.parse(unit)) else { return Some(()) };
        let dimension = measure.dimension();
        let wanted = metric.dimension.as_str();
        let numerator = wanted.split_once('/').map_or(wanted, |(numerator, _)| numerator);
        let fits = match kind {
            Kind::Growth => matches!(dimension.as_str(), "ratio" | "ratio_change" | "multiple" | ""),
            Kind::Increment if wanted == "ratio" => matches!(dimension.as_str(), "ratio" | "ratio_change"),
            // 个 counts persons too.
            _ if numerator == "person" && dimension == "count" => true,
            _ if measure.is_bare() => matches!(numerator, "count" | "person"),
            // 每万人…7件: what it is per stands in the subject.
            _ => dimension == wanted || dimension == numerator,
        };
        if !fits {
            found.weaken(Relation::Related, || format!("stated in {}", statement.unit.unwrap_or_default()));
        }
        Some(())
    }

    /// A list whose items are all names of one metric, or all kinds of it.
    fn list(&self, subject: &str, statement: &Statement) -> Option<Match<'_>> {
        let items = GRAMMAR.items(subject);
        if items.len() < 2 || matches!(statement.kind, Kind::Share | Kind::Density) {
            return None;
        }
        let one_name = |item: &&str| {
            let best = self
                .single(item, statement)
                .into_iter()
                .min_by_key(|m| (m.relation, std::cmp::Reverse(m.length)));
            best.filter(|m| m.relation.stands_for())
        };
        let named: Option<Vec<Match>> = items.iter().map(one_name).collect();
        if let Some(named) = named
            && let Some(first) = named.first()
            && named.iter().all(|m| m.metric.id == first.metric.id)
        {
            let mut found = first.clone();
            found.weaken(Relation::Close, || "a list of names of it".to_owned());
            return Some(found);
        }
        let tier = GRAMMAR.leading_tier(items.first()?)?;
        let kinds: Option<Vec<&Vec<usize>>> = items.iter().map(|item| self.member(item, tier)).collect();
        let kinds = kinds?;
        let family =
            kinds.first()?.iter().find(|metric| kinds.iter().all(|others| others.contains(metric)))?;
        let metric = self.of_tier(self.metrics.get(*family)?, tier)?;
        let (relation, reason) = (Relation::Close, "a list of kinds of it".to_owned());
        let mut found = Match { metric, relation, reason, length: 0 };
        check_action(&mut found, "", statement)?;
        let counted = Reading { base: String::new(), form: Form::Plain, examples: None, counted: true };
        self.check_measure(&mut found, &counted, statement)?;
        Some(found)
    }

    /// The metrics that an item of a list is a kind of, if it names no other tier.
    fn member(&self, item: &str, tier: Tier) -> Option<&Vec<usize>> {
        item.char_indices().find_map(|(start, _)| {
            let (front, label) = item.split_at_checked(start)?;
            let metrics = self.members.get(label)?;
            let front = GRAMMAR.front(front)?;
            front.tier.is_none_or(|other| other == tier).then_some(metrics)
        })
    }
}

/// The verbs: some metrics want one, some lose their meaning under one. `None` if a wanted verb is missing.
fn check_action(found: &mut Match<'_>, front: &str, statement: &Statement) -> Option<()> {
    let metric = found.metric;
    let action = statement.action.unwrap_or_default();
    let heard = |words: &[String]| {
        words.iter().find(|word| action.contains(word.as_str()) || front.contains(word.as_str())).cloned()
    };
    if !metric.action.is_empty() {
        heard(&metric.action)?;
        if let Some(other) = heard(&metric.action_not) {
            found.weaken(Relation::Narrow, || format!("counts {other} too"));
        }
    } else if let Some(other) = heard(&metric.action_not) {
        found.weaken(Relation::Related, || format!("counts {other}"));
    } else if matches!(metric.dimension.as_str(), "count" | "person")
        && !matches!(statement.kind, Kind::Share | Kind::Density | Kind::Relative | Kind::Rank)
        && GRAMMAR.serves(action)
    {
        found.weaken(Relation::Related, || format!("counts those under {action}"));
    }
    Some(())
}

/// True if `whole`, folded, is the denominator of the metric.
fn divides(metric: &Metric, whole: &str) -> bool {
    let names = metric.denominator.iter().chain(&metric.denominator_label);
    names
        .map(|name| GRAMMAR.denominator(&GRAMMAR.fold(name, false)).to_owned())
        .any(|name| whole.strip_suffix(name.as_str()).is_some_and(|front| GRAMMAR.front(front).is_some()))
}
