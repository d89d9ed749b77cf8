//! Rows and cells that follow from stated figures and published statistics.

use super::{Absence, Cell, Comparison, Figure, Row, Shown};
use crate::derive::{self, Derivation, Unavailable};
use crate::lexicon::Catalog;
use crate::metrics::Observation;
use crate::reference::{Basis, Reference};
use crate::schema::{Kind, MetricId};

impl Comparison {
    /// Adds what follows per head: below each row of counts one per 10,000 people, below each row of money one per
    /// person. What a plan states per head itself stays, and the derived figure stands beside it.
    ///
    /// All plans are divided by people of one year and vintage ([`Reference::basis`]); a plan whose region has no such
    /// figure has an empty cell that says so, and so has one whose statement has no figure to divide. Only the leading
    /// figure of a cell is divided. Units and names are those of the built-in catalog.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::compare::{Cell, Comparison};
    /// use crossplan::reference::Reference;
    /// use crossplan::{normalizers, samples, schema::Kind};
    ///
    /// let plans = [normalizers::read(&samples::yueyang())?, normalizers::read(&samples::shanwei_district())?];
    /// let comparison = Comparison::of(&plans).metrics(["high_tech_enterprises"]).build()?.per_head(Reference::bundled());
    /// let row = comparison.row("high_tech_enterprises_per_10k_people", Kind::Level).ok_or("no row")?;
    /// let derivation = row.cells[0].leading().and_then(|figure| figure.derivation.as_ref()).ok_or("none")?;
    /// assert_eq!(derivation.to_string(), "高新技术企业/万人 = 1100 家 ÷ 505.1922 万人 (census 2020) = 2.18 家/万人");
    /// assert!(matches!(row.cells[1], Cell::Missing(_))); // no census figure of the district
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn per_head(self, reference: &Reference) -> Self {
        self.per_head_with(reference, Catalog::builtin())
    }

    /// As [`per_head`](Self::per_head), with the catalog that the comparison was [built with](super::Builder::catalog).
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::compare::Comparison;
    /// use crossplan::lexicon::Catalog;
    /// use crossplan::reference::Reference;
    /// use crossplan::{normalizers, samples, schema::Kind};
    ///
    /// let catalog = Catalog::builtin().clone(); // extended with metrics and units of one's own
    /// let plan = normalizers::read(&samples::yueyang())?;
    /// let comparison = Comparison::of([&plan]).catalog(&catalog).build()?;
    /// let derived = comparison.per_head_with(Reference::bundled(), &catalog);
    /// assert!(derived.row("high_tech_enterprises_per_10k_people", Kind::Level).is_some());
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    #[must_use]
    pub fn per_head_with(mut self, reference: &Reference, catalog: &Catalog) -> Self {
        let codes: Vec<&str> = self.plans.iter().map(|column| code(column.region.as_ref())).collect();
        let people = reference.basis(&codes, PEOPLE, None);
        let mut rows = Vec::with_capacity(self.rows.len());
        let mut beside = Vec::new();
        for row in std::mem::take(&mut self.rows) {
            let heads = Heads::of(&row, catalog);
            let derived = heads.map(|heads| derived_row(&row, heads, people.as_ref(), &codes, catalog));
            rows.push(row);
            match derived {
                Some(row) if row.kind == Kind::Density => beside.push(row),
                Some(row) => rows.push(row),
                None => {}
            }
        }
        for derived in beside {
            match rows.iter_mut().find(|row| (&row.metric, row.kind) == (&derived.metric, derived.kind)) {
                Some(row) => {
                    row.cells
                        .iter_mut()
                        .zip(derived.cells)
                        .for_each(|(cell, derived)| put_beside(cell, derived));
                }
                None => rows.push(derived),
            }
        }
        Self { rows, ..self }
    }

    /// Resolves relative targets against published figures ([`derive::resolve`]): 超过全省平均水平 keeps its words and
    /// gains the latest figure of the province. Those that cannot be resolved stay as they are.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::compare::Comparison;
    /// use crossplan::reference::Reference;
    /// use crossplan::{normalizers, samples, schema::Kind};
    ///
    /// let plan = normalizers::read(&samples::linyi())?;
    /// let comparison = Comparison::of([&plan]).build()?.resolve(Reference::bundled());
    /// let cell = comparison.cell("rd_intensity", Kind::Share, "linyi").ok_or("no cell")?;
    /// let derivation = cell.leading().and_then(|figure| figure.derivation.as_ref()).ok_or("none")?;
    /// assert_eq!(derivation.to_string(), "山东省全社会研发经费投入强度 = >2.49 % (preliminary 2022)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn resolve(mut self, reference: &Reference) -> Self {
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            let figures = match cell {
                Cell::Stated(figures) | Cell::Relative(figures) | Cell::Derived(figures) => figures,
                Cell::Missing(_) => continue,
            };
            for figure in figures.iter_mut().filter(|figure| figure.observation.kind == Kind::Relative) {
                figure.derivation = derive::resolve(&figure.observation, reference).ok();
            }
        }
        self
    }
}

/// The indicator that counts people.
const PEOPLE: &str = "population_resident";

/// By how many people a row is divided.
#[derive(Clone, Copy)]
enum Heads {
    TenThousand,
    One,
}

impl Heads {
    /// `None` for what is no count and no amount.
    fn of(row: &Row, catalog: &Catalog) -> Option<Self> {
        if !matches!(row.kind, Kind::Level | Kind::Increment | Kind::Annual) {
            return None;
        }
        let measure = catalog.units().parse(&row.unit)?;
        match measure.dimension().as_str() {
            "count" | "person" => Some(Self::TenThousand),
            "money" => Some(Self::One),
            _ => None,
        }
    }

    /// Id and label endings, and the unit that values are divided by.
    fn words(self) -> (&'static str, &'static str, &'static str, &'static str) {
        match self {
            Self::TenThousand => ("per_10k_people", "/万人", " per 10,000 people", "万人"),
            Self::One => ("per_person", "/人", " per person", "人"),
        }
    }
}

fn derived_row(row: &Row, heads: Heads, people: Option<&Basis>, codes: &[&str], catalog: &Catalog) -> Row {
    let (ending, chinese, english, per) = heads.words();
    let unit = format!("{}/{per}", row.unit);
    // 每万人口有效发明专利拥有量 is a metric of its own.
    let known = catalog.metrics().iter().find(|metric| {
        row.kind == Kind::Level && metric.numerator.as_ref() == Some(&row.metric) && metric.unit == unit
    });
    let own = MetricId::new(&format!("{}_{ending}", row.metric)).unwrap_or_else(|| row.metric.clone());
    let (metric, kind) = known.map_or((own, row.kind), |metric| (metric.id.clone(), Kind::Density));
    let labels = (format!("{}{chinese}", row.pref_label), format!("{}{english}", row.label_en));
    let figures = people.map(|basis| basis.figures.as_slice()).unwrap_or_default();
    let cells = row.cells.iter().enumerate().map(|(place, cell)| {
        let not_derivable = |why: Unavailable| Cell::Missing(Absence::NotDerivable(why));
        let stated = match cell {
            Cell::Stated(figures) => figures.first(),
            Cell::Missing(absence) => return Cell::Missing(absence.clone()),
            Cell::Relative(_) | Cell::Derived(_) => None,
        };
        let Some(stated) = stated else { return not_derivable(Unavailable::NoFigure) };
        let Some(people) = figures.get(place).and_then(Option::as_ref) else {
            let code = codes.get(place).copied().unwrap_or_default().to_owned();
            return Cell::Missing(Absence::NoStatistic { indicator: PEOPLE.to_owned(), code });
        };
        let derived: Result<Derivation, Unavailable> = match heads {
            Heads::TenThousand => derive::per_10k_people(&stated.observation, people),
            Heads::One => derive::per_person(&stated.observation, people),
        };
        match derived {
            Ok(derivation) => {
                let (pref_label, label_en) = labels.clone();
                let derivation = Derivation { pref_label, label_en, ..derivation };
                Cell::Derived(vec![figure(&stated.observation, derivation, &metric, kind)])
            }
            Err(why) => not_derivable(why),
        }
    });
    let cells = cells.collect();
    Row {
        metric: metric.clone(),
        kind,
        pref_label: known.map_or_else(|| labels.0.clone(), |m| m.pref_label.clone()),
        label_en: known.map_or_else(|| labels.1.clone(), |m| m.label_en.clone()),
        direction: row.direction,
        shown_in: unit.clone(),
        unit,
        cells,
    }
}

fn figure(stated: &Observation, derivation: Derivation, metric: &MetricId, kind: Kind) -> Figure {
    let observation = Observation { kind, ..derivation.observation(stated, metric.clone()) };
    let shown =
        Shown { lo: observation.lo, hi: observation.hi, stretch: None, unit: observation.unit.clone() };
    Figure { observation, repeats: Vec::new(), shown, derivation: Some(derivation) }
}

/// Puts derived figures behind stated ones, or in place of nothing.
fn put_beside(cell: &mut Cell, derived: Cell) {
    match (&mut *cell, derived) {
        (Cell::Stated(figures) | Cell::Relative(figures), Cell::Derived(more)) => figures.extend(more),
        (Cell::Missing(_), derived @ Cell::Derived(_)) => *cell = derived,
        _ => {}
    }
}

fn code(region: Option<&crate::schema::Region>) -> &str {
    region.and_then(|region| region.code.as_deref()).unwrap_or_default()
}
