//! The administrative divisions of China: which place a name means, and where a text names places.

mod english;
mod load;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use super::bundled::given;
use crate::Error;
use crate::schema::{AdminLevel, Region};

static BUILTIN: LazyLock<Regions> = LazyLock::new(|| {
    // OK because `tests/regions.rs` loads the built-in table.
    #[allow(clippy::expect_used, reason = "the table is part of the crate and a test reads it")]
    Regions::from_toml("regions.toml", include_str!("../data/regions.toml")).expect("regions.toml is valid")
});

/// One administrative division (行政区划) with its code in GB/T 2260.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::Regions;
/// use crossplan::schema::AdminLevel;
///
/// let city = Regions::builtin().by_code("430600").ok_or("no such code")?;
/// assert_eq!((city.name.as_str(), city.short.as_str()), ("岳阳市", "岳阳"));
/// assert_eq!(city.level, AdminLevel::City);
/// assert_eq!(city.parent.as_deref(), Some("430000"));
/// # Ok::<(), &str>(())
/// ```
///
/// # Reference
///
/// GB/T 2260, codes for the administrative divisions of the People's Republic of China.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Division {
    /// Six digits; unique in the table.
    pub code: String,
    /// Full name, simplified script: 湘西土家族苗族自治州.
    pub name: String,
    /// Name without its rank: 湘西. The full name where nothing shorter is in use.
    pub short: String,
    /// Other names in use: 湘西州.
    pub also: Vec<String>,
    /// Its tier. Counties directly below a province (仙桃市) are [`AdminLevel::District`].
    pub level: AdminLevel,
    /// Code of the division above it. `None` for a province.
    pub parent: Option<String>,
    /// True if name and code were given up; plans of that time use them still.
    pub former: bool,
}

impl Division {
    /// The code of the province it belongs to, its own for a province.
    #[must_use]
    pub fn province(&self) -> String {
        format!("{}0000", self.code.get(..2).unwrap_or_default())
    }

    /// The division as the area that a plan speaks for.
    #[must_use]
    pub fn region(&self) -> Region {
        Region::new(self.name.clone(), Some(self.code.clone()), Some(self.level))
    }

    /// True if it lies in `other` or is it.
    fn is_within(&self, other: &Self) -> bool {
        other.code == self.code
            || self.parent.as_deref() == Some(&other.code)
            || (other.level == AdminLevel::Province && self.province() == other.code)
    }
}

/// The table of divisions.
///
/// Names are in simplified script; fold other text with [`fold_script`](crate::clean::fold_script) first.
///
/// # Examples
///
/// ```
/// use crossplan::lexicon::Regions;
///
/// let regions: Regions = Regions::builtin().clone();
/// assert!(format!("{regions:?}").starts_with("Regions { divisions: ")); // how many, not which
/// ```
#[derive(Clone)]
pub struct Regions {
    divisions: Vec<Division>,
    by_code: HashMap<String, usize>,
    /// Every name with those it may mean, the highest tier first.
    by_name: HashMap<String, Vec<usize>>,
    /// The names that are searched in texts, and where each stands in the automaton.
    labels: Vec<Label>,
    label_of: HashMap<String, usize>,
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    fused: Vec<String>,
}

/// A name that is searched in texts.
#[derive(Clone, Default)]
struct Label {
    /// All of one tier.
    divisions: Vec<usize>,
    /// It is a place only right behind the name of a division above.
    needs_parent: bool,
    /// Words that hold it by accident, and how many bytes of each stand in front of it.
    unless: Vec<(String, usize)>,
}

/// How many divisions there are: thousands would fill screens.
impl std::fmt::Debug for Regions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Regions").field("divisions", &self.divisions.len()).finish_non_exhaustive()
    }
}

impl Regions {
    /// The table that comes with the crate: provinces, prefectures and counties.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Reads another table, in the form of the built-in one.
    ///
    /// # Errors
    ///
    /// [`Error::Toml`] if `text` is no such table; [`Error::Lexicon`] if two entries claim one code or one short
    /// name, or an entry has no code.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Error> {
        let table: load::Table = given(file, text)?;
        load::build(file, table)
    }

    /// All divisions: each province, its prefectures, their counties.
    pub fn iter(&self) -> impl Iterator<Item = &Division> {
        self.divisions.iter()
    }

    /// The division with this code.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Division> {
        self.by_code.get(code).and_then(|at| self.divisions.get(*at))
    }

    /// The province that a code lies in; for codes joined by `+`, the one that all of them lie in.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::Regions;
    ///
    /// let province = |code| Regions::builtin().province_of(code).map(|found| found.name.as_str());
    /// assert_eq!(province("430100+430200+430300"), Some("湖南省"));
    /// assert_eq!(province("430600+420500"), None);
    /// assert_eq!(province("100000"), None);
    /// ```
    #[must_use]
    pub fn province_of(&self, code: &str) -> Option<&Division> {
        let mut provinces = code.split('+').map(|part| part.get(..2));
        let first = provinces.next().flatten()?;
        let alone = provinces.all(|other| other == Some(first));
        alone.then(|| self.by_code(&format!("{first}0000"))).flatten()
    }

    /// The division that a full, short or other name means: the one of the highest tier.
    ///
    /// `None` if there is none of this name, or several on that tier (鼓楼区): [`named`](Self::named) gives them all.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::Regions;
    ///
    /// let regions = Regions::builtin();
    /// assert_eq!(regions.find("长沙").map(|d| d.code.as_str()), Some("430100"));
    /// assert_eq!(regions.find("长沙县").map(|d| d.code.as_str()), Some("430121"));
    /// assert_eq!(regions.find("鼓楼区"), None);
    /// ```
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Division> {
        let mut found = self.named(name);
        let first = found.next()?;
        let alone =
            found.next().is_none_or(|second| (second.level, second.former) != (first.level, first.former));
        alone.then_some(first)
    }

    /// All divisions of this full, short or other name, the highest tier first.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Division> {
        self.by_name.get(name).into_iter().flatten().filter_map(|at| self.divisions.get(*at))
    }

    /// The places that a text names, in order, each with its range of bytes.
    ///
    /// Provinces and prefectures are found by full and short name, counties by full name. Left out: short names that
    /// are common words (朝阳), words that hold a name by accident (投资阳光), and names of several counties (鼓楼区)
    /// unless the text has named the city of one of them before. A name inside the name of a body counts:
    /// 湖南大学 names 湖南.
    ///
    /// # Examples
    ///
    /// ```
    /// use crossplan::lexicon::Regions;
    ///
    /// let text = "支持长沙、株洲与汕尾市城区推广安全产品";
    /// let places = Regions::builtin().places_in(text);
    /// let named: Vec<_> = places.iter().map(|(range, place)| (&text[range.clone()], place.name.as_str())).collect();
    /// assert_eq!(named, [("长沙", "长沙市"), ("株洲", "株洲市"), ("汕尾市", "汕尾市"), ("城区", "城区")]);
    /// assert_eq!(places[3].1.code, "441502");
    /// ```
    #[must_use]
    pub fn places_in(&self, text: &str) -> Vec<(Range<usize>, &Division)> {
        let mut reading = Reading { regions: self, text, places: Vec::new(), named: HashMap::new() };
        let mut from = 0;
        let mut matches = self.automaton.leftmost_find_iter(text);
        while let Some(found) = matches.next() {
            let range = from + found.start()..from + found.end();
            if let Some((range, place)) = reading.accept(range.clone(), found.value() as usize) {
                reading.note(range, place);
                continue;
            }
            // Another name may begin inside the words that were none: 美丽江苏 holds 丽江 and means 江苏.
            from = range.start + text[range.start..].chars().next().map_or(1, char::len_utf8);
            matches = self.automaton.leftmost_find_iter(&text[from..]);
        }
        reading.places
    }
}

/// A text as far as it is read.
struct Reading<'r, 't> {
    regions: &'r Regions,
    text: &'t str,
    places: Vec<(Range<usize>, &'r Division)>,
    /// When a division was named last, itself or a part of it.
    named: HashMap<&'r str, usize>,
}

impl<'r> Reading<'r, '_> {
    /// The division that the label at `range` means here, and how much of the range names it.
    fn accept(&self, range: Range<usize>, label: usize) -> Option<(Range<usize>, &'r Division)> {
        let words = &self.text[range.clone()];
        let rank = words.char_indices().next_back()?.0;
        let rest = &self.text[range.start + rank..];
        if self.regions.fused.iter().any(|word| rest.starts_with(word.as_str())) {
            let shorter = self.regions.label_of.get(&words[..rank])?;
            let range = range.start..range.start + rank;
            return self.meaning(&range, *shorter).map(|place| (range, place));
        }
        self.meaning(&range, label).map(|place| (range, place))
    }

    fn meaning(&self, range: &Range<usize>, label: usize) -> Option<&'r Division> {
        let label = self.regions.labels.get(label)?;
        let accident = label.unless.iter().any(|(word, before)| {
            range
                .start
                .checked_sub(*before)
                .and_then(|at| self.text.get(at..))
                .is_some_and(|t| t.starts_with(word))
        });
        if accident {
            return None;
        }
        let mut meant = label.divisions.iter().filter_map(|at| self.regions.divisions.get(*at));
        let above = self.places.last().filter(|(above, _)| above.end == range.start).map(|(_, place)| *place);
        match above {
            // 长沙市岳麓区; 汕尾滨海新区 is not the one of 天津.
            Some(above) if meant.clone().all(|d| d.level == AdminLevel::District) => {
                meant.find(|d| d.is_within(above))
            }
            _ if label.needs_parent => None,
            _ if label.divisions.len() == 1 => meant.next(),
            _ => {
                let when = |code: &str| self.named.get(code).copied();
                let last = |d: &&Division| (d.parent.as_deref().and_then(when), when(&d.province()));
                meant.filter(|d| last(d) != (None, None)).max_by_key(last)
            }
        }
    }

    fn note(&mut self, range: Range<usize>, place: &'r Division) {
        let now = self.places.len();
        let above = place.parent.as_deref().and_then(|code| self.regions.by_code(code));
        let highest = above.and_then(|d| d.parent.as_deref());
        for code in [Some(place.code.as_str()), place.parent.as_deref(), highest].into_iter().flatten() {
            self.named.insert(code, now);
        }
        self.places.push((range, place));
    }
}
