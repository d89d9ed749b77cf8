//! The text operators of a page: every character with its place.

use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::budget::Budget;
use super::fonts::{Font, Fonts, number};
use super::{malformed, of_library};
use crate::source::decode::Failure;

/// How deep drawings may be drawn inside drawings.
const FORMS: usize = 12;

/// How many states may be saved.
const STATES: usize = 512;

/// How many characters a page may hold.
const GLYPHS: usize = 1_000_000;

/// A code of a text, placed.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Where it begins and ends on the baseline.
    pub(super) from: (f64, f64),
    pub(super) to: (f64, f64),
    /// Height of the font.
    pub(super) size: f64,
}

/// All characters of a page, in the order in which they are drawn.
pub(super) fn glyphs<'d>(
    document: &'d Document,
    page: ObjectId,
    fonts: &mut Fonts<'d>,
    budget: &mut Budget,
) -> Result<Vec<Glyph>, Failure> {
    let (direct, referred) = document.get_page_resources(page).map_err(of_library)?;
    let referred = referred.into_iter().filter_map(|id| document.get_dictionary(id).ok());
    let resources: Vec<&Dictionary> = direct.into_iter().chain(referred).collect();
    let mut content = Vec::new();
    for id in document.get_page_contents(page) {
        if let Ok(stream) = document.get_object(id).and_then(Object::as_stream) {
            content.extend(budget.content(stream)?);
            content.push(b'\n');
        }
    }
    let mut walker = Walker { document, fonts, budget, glyphs: Vec::new(), forms: 0 };
    walker.run(&content, &resources, State::default())?;
    Ok(walker.glyphs)
}

/// `[a b c d e f]`: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Matrix {
    const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(operands: &[Object]) -> Option<Self> {
        let mut values = [0.0; 6];
        for (value, operand) in values.iter_mut().zip(operands.get(..6)?) {
            *value = number(operand)?;
        }
        Some(Self(values))
    }

    /// This one first, then `next`.
    fn then(self, next: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let ((e, f), [na, nb, nc, nd, ..]) = (next.apply(e, f), next.0);
        Self([a * na + b * nc, a * nb + b * nd, c * na + d * nc, c * nb + d * nd, e, f])
    }

    fn apply(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    fn moved(self, x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y]).then(self)
    }
}

/// What holds for the next text.
#[derive(Clone)]
struct State {
    /// From the drawing to the page.
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            page: Matrix::UNIT,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }
}

struct Walker<'w, 'd> {
    document: &'d Document,
    fonts: &'w mut Fonts<'d>,
    budget: &'w mut Budget,
    glyphs: Vec<Glyph>,
    /// How many drawings are open.
    forms: usize,
}

/// One stream of operators under way.
struct Run {
    state: State,
    saved: Vec<State>,
    /// Place in the text, and the beginning of the line.
    text: Matrix,
    line: Matrix,
    /// For each marked part that is open, whether it is a header or footer.
    marked: Vec<bool>,
}

impl<'d> Walker<'_, 'd> {
    fn run(&mut self, content: &[u8], resources: &[&'d Dictionary], state: State) -> Result<(), Failure> {
        let (saved, marked) = (Vec::new(), Vec::new());
        let mut run = Run { state, saved, text: Matrix::UNIT, line: Matrix::UNIT, marked };
        // What follows a damaged operator is lost; what stands before it is not.
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            let operands = operation.operands.as_slice();
            match operation.operator.as_str() {
                "Do" => self.draw(operands, resources, &run.state)?,
                "Tf" => {
                    let font =
                        operands.first().and_then(|name| find(self.document, resources, b"Font", name));
                    run.state.font = match font.and_then(|font| font.as_dict().ok()) {
                        Some(font) => Some(self.fonts.load(font, self.budget)?),
                        None => None,
                    };
                    run.state.size = at(operands, 1).unwrap_or(0.0);
                }
                "Tj" => self.show(&mut run, operands.first())?,
                "'" => {
                    run.next_line(0.0, -run.state.leading);
                    self.show(&mut run, operands.first())?;
                }
                "\"" => {
                    run.state.word_spacing = at(operands, 0).unwrap_or(0.0);
                    run.state.character_spacing = at(operands, 1).unwrap_or(0.0);
                    run.next_line(0.0, -run.state.leading);
                    self.show(&mut run, operands.get(2))?;
                }
                "TJ" => {
                    for piece in operands.first().and_then(|o| o.as_array().ok()).into_iter().flatten() {
                        match number(piece) {
                            Some(back) => {
                                let across = -back / 1000.0 * run.state.size * run.state.stretch;
                                run.text = run.text.moved(across, 0.0);
                            }
                            None => self.show(&mut run, Some(piece))?,
                        }
                    }
                }
                operator => run.set(operator, operands),
            }
        }
        Ok(())
    }

    /// Draws another stream, if it is one of operators.
    fn draw(
        &mut self,
        operands: &[Object],
        resources: &[&'d Dictionary],
        state: &State,
    ) -> Result<(), Failure> {
        let drawing = operands.first().and_then(|name| find(self.document, resources, b"XObject", name));
        let Some(stream) = drawing.and_then(|object| object.as_stream().ok()) else { return Ok(()) };
        let is_form = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
        if !is_form || self.forms >= FORMS {
            return Ok(());
        }
        let matrix = stream.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array).ok();
        let matrix = matrix.and_then(|m| Matrix::of(m)).unwrap_or(Matrix::UNIT);
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let resources: Vec<&Dictionary> =
            own.into_iter().chain(resources.iter().copied()).take(FORMS).collect();
        let content = self.budget.content(stream)?;
        self.forms += 1;
        self.run(&content, &resources, State { page: matrix.then(state.page), ..state.clone() })?;
        self.forms -= 1;
        Ok(())
    }

    /// Places the characters of a string and moves on.
    fn show(&mut self, run: &mut Run, string: Option<&Object>) -> Result<(), Failure> {
        let state = &run.state;
        let (Some(font), Some(bytes)) = (state.font.clone(), string.and_then(|s| s.as_str().ok())) else {
            return Ok(());
        };
        let hidden = run.marked.contains(&true);
        for code in font.read(bytes) {
            let spacing = state.character_spacing + if code.blank { state.word_spacing } else { 0.0 };
            let width = code.width * state.size * state.stretch;
            let to_page = run.text.then(state.page);
            let (from, to) = (to_page.apply(0.0, state.rise), to_page.apply(width, state.rise));
            let [_, _, c, d, ..] = to_page.0;
            let size = (state.size * c.hypot(d)).abs();
            let placed = [from.0, from.1, to.0, to.1, size].iter().all(|n| n.abs() < 1e7);
            if !hidden && placed {
                self.glyphs.push(Glyph { text: code.text, from, to, size });
            }
            run.text = run.text.moved(width + spacing * state.stretch, 0.0);
        }
        if self.glyphs.len() > GLYPHS {
            return Err(malformed(format!("a page holds more than {GLYPHS} characters")));
        }
        Ok(())
    }
}

impl Run {
    /// Operators that only change the state.
    fn set(&mut self, operator: &str, operands: &[Object]) {
        let state = &mut self.state;
        let first = at(operands, 0).unwrap_or(0.0);
        match operator {
            "q" if self.saved.len() < STATES => self.saved.push(state.clone()),
            "Q" => {
                if let Some(saved) = self.saved.pop() {
                    *state = saved;
                }
            }
            "cm" => {
                if let Some(matrix) = Matrix::of(operands) {
                    state.page = matrix.then(state.page);
                }
            }
            "BT" => (self.text, self.line) = (Matrix::UNIT, Matrix::UNIT),
            "Tm" => {
                if let Some(matrix) = Matrix::of(operands) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            "Td" => self.next_line(first, at(operands, 1).unwrap_or(0.0)),
            "TD" => {
                let down = at(operands, 1).unwrap_or(0.0);
                state.leading = -down;
                self.next_line(first, down);
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tc" => state.character_spacing = first,
            "Tw" => state.word_spacing = first,
            "Tz" => state.stretch = first / 100.0,
            "TL" => state.leading = first,
            "Ts" => state.rise = first,
            "BMC" | "BDC" => self.marked.push(is_furniture(operands)),
            "EMC" => {
                self.marked.pop();
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = self.line.moved(x, y);
        self.text = self.line;
    }
}

/// Headers, footers and page numbers that are marked as such.
fn is_furniture(operands: &[Object]) -> bool {
    let tag = operands.first().and_then(|tag| tag.as_name().ok());
    let details = operands.get(1).and_then(|details| details.as_dict().ok());
    let kind = details.and_then(|d| d.get(b"Type").and_then(Object::as_name).ok());
    tag == Some(b"Artifact") && kind == Some(b"Pagination")
}

fn at(operands: &[Object], place: usize) -> Option<f64> {
    operands.get(place).and_then(number)
}

/// A named object in the nearest resources that have it.
fn find<'d>(
    document: &'d Document,
    resources: &[&'d Dictionary],
    kind: &[u8],
    name: &Object,
) -> Option<&'d Object> {
    let name = name.as_name().ok()?;
    resources
        .iter()
        .find_map(|r| r.get_deref(kind, document).ok()?.as_dict().ok()?.get_deref(name, document).ok())
}
