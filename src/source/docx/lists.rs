//! What `word/numbering.xml` and `word/styles.xml` say of automatic numbers.

use std::collections::HashMap;

use super::super::decode::Failure;
use super::xml::{Element, Visitor, Xml, walk};

/// Levels in one list: Word has nine.
pub(super) const LEVELS: usize = 9;

/// The longest pattern around a number, in characters.
const PATTERN: usize = 60;

/// How one level of a list is numbered.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// First number.
    pub(super) start: u32,
    /// `w:numFmt`: decimal, chineseCounting …
    pub(super) format: String,
    /// 第%1章, （%2）, %1.%2: `%n` is the number of level n.
    pub(super) pattern: String,
    /// The level that begins this one anew, counted from 1; 0 for none. `None`: any level above.
    pub(super) restart: Option<u32>,
    /// All numbers in the pattern are written 1, 2, 3.
    pub(super) legal: bool,
    /// The style whose paragraphs stand on this level.
    pub(super) style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        let format = "decimal".to_owned();
        Self { start: 1, format, pattern: String::new(), restart: None, legal: false, style: None }
    }
}

pub(super) type Levels = [Option<Level>; LEVELS];

/// A list as defined once (`w:abstractNum`).
#[derive(Default)]
pub(super) struct Definition {
    pub(super) levels: Levels,
    /// The name under which other definitions refer to this one.
    style_link: Option<String>,
    /// It is a mere reference to the definition of this name.
    refers_to: Option<String>,
}

/// A list as used (`w:num`): a definition with changes.
#[derive(Default)]
pub(super) struct Instance {
    pub(super) definition: u32,
    /// Numbers that levels begin with when the instance is first used.
    pub(super) starts: [Option<u32>; LEVELS],
    pub(super) levels: Levels,
}

/// A paragraph style.
#[derive(Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
}

/// Everything that is known of lists.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) definitions: HashMap<u32, Definition>,
    pub(super) instances: HashMap<u32, Instance>,
    styles: HashMap<String, Style>,
}

impl Lists {
    pub(super) fn read_styles(&mut self, xml: &Xml) -> Result<(), Failure> {
        walk(xml, &mut StyleReader { lists: self, current: None })
    }

    pub(super) fn read_numbering(&mut self, xml: &Xml) -> Result<(), Failure> {
        walk(xml, &mut ListReader { lists: self, inside: Inside::Nothing, level: None, skip: 0 })?;
        let named: HashMap<String, u32> =
            self.definitions.iter().filter_map(|(id, d)| Some((d.style_link.clone()?, *id))).collect();
        for instance in self.instances.values_mut() {
            let name = self.definitions.get(&instance.definition).and_then(|d| d.refers_to.as_ref());
            if let Some(id) = name.and_then(|name| named.get(name)) {
                instance.definition = *id;
            }
        }
        Ok(())
    }

    /// The list and level that a style puts its paragraphs on, its own or that of the style it builds on.
    pub(super) fn of_style(&self, id: &str) -> Option<(u32, usize)> {
        let chain = std::iter::successors(self.styles.get_key_value(id), |(_, style)| {
            self.styles.get_key_value(style.based_on.as_ref()?)
        });
        // A style may build on itself in a damaged file.
        let chain: Vec<_> = chain.take(32).collect();
        let list = chain.iter().find_map(|(_, style)| style.list)?;
        let level = chain.iter().find_map(|(_, style)| style.level);
        let by_style = || {
            let levels = &self.definitions.get(&self.instances.get(&list)?.definition)?.levels;
            let of = |id: &str| {
                levels.iter().position(|l| l.as_ref().is_some_and(|l| l.style.as_deref() == Some(id)))
            };
            chain.iter().find_map(|(id, _)| of(id))
        };
        Some((list, level.or_else(by_style).unwrap_or(0)))
    }
}

struct StyleReader<'l> {
    lists: &'l mut Lists,
    current: Option<(String, Style)>,
}

impl Visitor for StyleReader<'_> {
    fn open(&mut self, name: &str, element: &Element) {
        if name == "style" {
            self.current = element.attribute("styleId").map(|id| (id, Style::default()));
        }
        let Some((_, style)) = &mut self.current else { return };
        match name {
            "basedOn" => style.based_on = element.val(),
            "numId" => style.list = element.number(),
            "ilvl" => style.level = element.number().map(|l| l as usize).filter(|l| *l < LEVELS),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "style" {
            self.lists.styles.extend(self.current.take());
        }
    }
}

/// Where in `word/numbering.xml` the walk is.
enum Inside {
    Nothing,
    Definition(u32, Definition),
    Instance(u32, Instance),
}

struct ListReader<'l> {
    lists: &'l mut Lists,
    inside: Inside,
    /// The level that is read, and its place.
    level: Option<(usize, Level)>,
    /// Elements open below one whose content says nothing here.
    skip: usize,
}

impl Visitor for ListReader<'_> {
    fn open(&mut self, name: &str, element: &Element) {
        if self.skip > 0 || matches!(name, "pPr" | "rPr" | "pict" | "drawing") {
            self.skip += 1;
            return;
        }
        let place = |name| element.attribute(name)?.trim().parse::<u32>().ok();
        match (name, &mut self.inside) {
            ("abstractNum", _) => {
                self.inside = place("abstractNumId")
                    .map_or(Inside::Nothing, |id| Inside::Definition(id, Definition::default()));
            }
            ("num", _) => {
                self.inside =
                    place("numId").map_or(Inside::Nothing, |id| Inside::Instance(id, Instance::default()));
            }
            ("abstractNumId", Inside::Instance(_, instance)) => {
                instance.definition = element.number().unwrap_or_default();
            }
            ("styleLink", Inside::Definition(_, definition)) => definition.style_link = element.val(),
            ("numStyleLink", Inside::Definition(_, definition)) => definition.refers_to = element.val(),
            ("lvl" | "lvlOverride", _) => {
                let at = place("ilvl").map(|at| at as usize).filter(|at| *at < LEVELS);
                self.level = at.map(|at| (at, Level::default()));
            }
            ("startOverride", Inside::Instance(_, instance)) => {
                if let Some(start) = self.level.as_ref().and_then(|(at, _)| instance.starts.get_mut(*at)) {
                    *start = element.number();
                }
            }
            _ => self.property(name, element),
        }
    }

    fn close(&mut self, name: &str) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match name {
            "lvl" => {
                let levels = match &mut self.inside {
                    Inside::Definition(_, definition) => &mut definition.levels,
                    Inside::Instance(_, instance) => &mut instance.levels,
                    Inside::Nothing => return,
                };
                if let Some((at, level)) = self.level.take()
                    && let Some(place) = levels.get_mut(at)
                {
                    *place = Some(level);
                }
            }
            "abstractNum" | "num" => match std::mem::replace(&mut self.inside, Inside::Nothing) {
                Inside::Definition(id, definition) => {
                    self.lists.definitions.insert(id, definition);
                }
                Inside::Instance(id, instance) => {
                    self.lists.instances.insert(id, instance);
                }
                Inside::Nothing => {}
            },
            _ => {}
        }
    }
}

impl ListReader<'_> {
    /// One property of the level that is read.
    fn property(&mut self, name: &str, element: &Element) {
        let Some((_, level)) = &mut self.level else { return };
        match name {
            "start" => level.start = element.number().unwrap_or(1),
            "numFmt" => level.format = element.val().unwrap_or_default(),
            "lvlText" => level.pattern = element.val().unwrap_or_default().chars().take(PATTERN).collect(),
            "lvlRestart" => level.restart = element.number(),
            "isLgl" => level.legal = element.is_on(),
            "pStyle" => level.style = element.val(),
            _ => {}
        }
    }
}
