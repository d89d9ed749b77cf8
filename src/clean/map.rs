//! Where each byte of clean text came from.

use std::ops::Range;

use crate::source::Span;

/// One stretch of clean text and its place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    clean: usize,
    source: usize,
    /// 0 for a stretch copied byte for byte; else the source bytes that one clean character stands for.
    folded: usize,
}

/// Maps ranges of clean text back to the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OffsetMap {
    // Invariant: ordered by `clean`, which rises strictly.
    pieces: Vec<Piece>,
}

impl OffsetMap {
    /// Says that clean text from `clean` on is a copy of the source from `source` on.
    pub(crate) fn copied(&mut self, clean: usize, source: usize) {
        let goes_on = self
            .pieces
            .last()
            .is_some_and(|p| p.folded == 0 && clean - p.clean == source.wrapping_sub(p.source));
        if !goes_on {
            self.push(Piece { clean, source, folded: 0 });
        }
    }

    /// Says that the one clean character at `clean` stands for these bytes of the source.
    pub(crate) fn folded(&mut self, clean: usize, source: Range<usize>) {
        self.push(Piece { clean, source: source.start, folded: source.len().max(1) });
    }

    fn push(&mut self, piece: Piece) {
        // An empty stretch is overtaken by the one that follows it.
        if self.pieces.last().is_some_and(|p| p.clean == piece.clean) {
            self.pieces.pop();
        }
        self.pieces.push(piece);
    }

    /// The pieces that cover `range`, each cut to it: (clean range, source range).
    pub(crate) fn pieces(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
        let first = self.pieces.partition_point(|p| p.clean <= range.start).saturating_sub(1);
        let ends = self.pieces[first..].iter().skip(1).map(|p| p.clean).chain([usize::MAX]);
        self.pieces[first..].iter().zip(ends).take_while(move |(p, _)| p.clean < range.end).map(
            move |(p, end)| {
                let (from, to) = (p.clean.max(range.start), end.min(range.end));
                match p.folded {
                    0 => (from..to, p.source + (from - p.clean)..p.source + (to - p.clean)),
                    length => (from..to, p.source..p.source + length),
                }
            },
        )
    }

    /// Copies the mapping of `range` of this map to another one, where the text of `range` starts at `at`.
    pub(crate) fn carry(&self, range: Range<usize>, into: &mut Self, at: usize) {
        for (clean, source) in self.pieces(range.clone()) {
            let moved = at + (clean.start - range.start);
            if clean.len() == source.len() {
                into.copied(moved, source.start)
            } else {
                into.folded(moved, source)
            }
        }
    }

    /// The source bytes that a range of clean text stands for. An empty range gives an empty span.
    pub(crate) fn to_source(&self, range: Range<usize>) -> Span {
        if range.is_empty() {
            let at = self.pieces(range.start..range.start + 1).next().map_or(0, |(_, source)| source.start);
            return Span { start: at, end: at };
        }
        let first = self.pieces.partition_point(|p| p.clean <= range.start).saturating_sub(1);
        let last = self.pieces.partition_point(|p| p.clean < range.end).saturating_sub(1);
        let (Some(first), Some(last)) = (self.pieces.get(first), self.pieces.get(last)) else {
            return Span { start: 0, end: 0 };
        };
        let start = if first.folded > 0 { first.source } else { first.source + (range.start - first.clean) };
        let end =
            if last.folded > 0 { last.source + last.folded } else { last.source + (range.end - last.clean) };
        Span { start, end: end.max(start) }
    }
}
