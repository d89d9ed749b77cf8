//! Placed characters → lines, as a reader of the page sees them.

use super::walker::Glyph;

/// The most blanks that a gap may become.
const BLANKS: usize = 40;

/// The lines of a page from top to bottom.
pub(super) fn lines(glyphs: Vec<Glyph>) -> String {
    let mut glyphs = upright(glyphs);
    // From top to bottom; characters of one height stay in the order in which they were drawn.
    glyphs.sort_by(|a, b| b.from.1.total_cmp(&a.from.1));
    let mut lines: Vec<Vec<Glyph>> = Vec::new();
    let mut baseline = f64::INFINITY;
    let mut height = 0.0_f64;
    for glyph in glyphs {
        match lines.last_mut() {
            // Raised and lowered characters keep to their line; the next line is a whole font size away.
            Some(line) if baseline - glyph.from.1 < 0.5 * height.max(glyph.size) => {
                if glyph.size > height {
                    (baseline, height) = (glyph.from.1, glyph.size);
                }
                line.push(glyph);
            }
            _ => {
                (baseline, height) = (glyph.from.1, glyph.size);
                lines.push(vec![glyph]);
            }
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.from.0.total_cmp(&b.from.0));
    }
    let margin = lines.iter().flat_map(|line| line.first()).map(|g| g.from.0).fold(f64::INFINITY, f64::min);
    let written: Vec<String> =
        lines.iter().map(|line| write(line, margin)).filter(|line| !line.is_empty()).collect();
    written.join("\n")
}

/// Turns the page so that most of its text runs from left to right, and drops what runs otherwise (watermarks).
fn upright(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let quarter = |glyph: &Glyph| {
        let (x, y) = (glyph.to.0 - glyph.from.0, glyph.to.1 - glyph.from.1);
        let slanted = x.abs().min(y.abs()) > 0.2 * x.abs().max(y.abs());
        let turn = match (x.abs() >= y.abs(), x >= 0.0, y >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        (!slanted).then_some(turn)
    };
    let mut counts = [0_usize; 4];
    for turn in glyphs.iter().filter_map(quarter) {
        // OK because there are four quarters.
        counts[turn] += 1;
    }
    let most = (0..4).rev().max_by_key(|turn| counts[*turn]).unwrap_or(0);
    let turned = |(x, y): (f64, f64)| match most {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    };
    let upright = glyphs.into_iter().filter(|glyph| quarter(glyph) == Some(most));
    upright.map(|glyph| Glyph { from: turned(glyph.from), to: turned(glyph.to), ..glyph }).collect()
}

/// One line; gaps and the indent become blanks of half a character.
fn write(line: &[Glyph], margin: f64) -> String {
    let mut out = String::new();
    let mut end = margin;
    let mut before: Option<&Glyph> = None;
    for glyph in line {
        if glyph.text.chars().all(|c| c.is_whitespace() || c.is_control()) {
            continue;
        }
        // Bold characters are drawn twice, a little apart.
        let twice = |b: &Glyph| b.text == glyph.text && glyph.from.0 - b.from.0 < 0.5 * (b.to.0 - b.from.0);
        let again = before.is_some_and(twice);
        if again {
            continue;
        }
        let size = glyph.size.max(0.1);
        let gap = (glyph.from.0 - end) / size;
        if before.is_none() || gap > 0.8 {
            let blanks = (gap / 0.5).round().max(0.0) as usize;
            out.extend(std::iter::repeat_n(' ', blanks.min(BLANKS)));
        } else if gap > 0.2 {
            out.push(' ');
        }
        out.extend(glyph.text.chars().filter(|c| !c.is_control()));
        end = glyph.to.0;
        before = Some(glyph);
    }
    out.truncate(out.trim_end().len());
    out
}
