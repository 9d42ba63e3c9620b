//! The words of a paragraph as one row of stretches, and which byte of the text stands where in it.
//!
//! Invariant: every border of the text has its place among what is shown, though signs stand between the words and
//! harmful characters are shown as something longer.

use crate::domain::diff::facing::Piece;
use crate::text::caret;
use crate::text::visible::visible;
use crate::text::width::Ambiguous;
use crate::text::wrap::wrap;
use crate::tui::canvas::Line;
use crate::tui::theme::Role;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What lies over the words of a side, in bytes of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Over {
    /// What is selected.
    pub selected: Range<usize>,
    /// What somebody remarks on.
    pub pinned: Vec<Range<usize>>,
}

/// A paragraph as it is shown.
#[derive(Clone, Debug)]
pub struct Laid {
    /// Its stretches.
    pub line: Line,
    text: String,
    /// Bytes of the text and of what is shown that stand at the same place, in order; the last is the end.
    marks: Vec<(usize, usize)>,
}

impl Over {
    /// The role of what begins at a byte.
    fn role(&self, role: Role, at: usize) -> Role {
        if self.selected.contains(&at) {
            return Role::Selected;
        }
        match (self.pinned.iter().any(|range| range.contains(&at)), role) {
            (true, Role::Added) => Role::PinnedAdded,
            (true, _) => Role::Pinned,
            (false, role) => role,
        }
    }
}

impl Laid {
    /// Lays out the pieces of a side; with `plain`, signs stand around what only this side has.
    #[must_use]
    pub fn new(pieces: &[Piece], role: Role, over: &Over, plain: bool) -> Self {
        let mut laid = Self {
            line: Line::default(),
            text: String::new(),
            marks: Vec::new(),
        };
        let signs = match (plain, role) {
            (false, _) => ("", ""),
            (true, Role::Removed) => ("[-", "-]"),
            (true, _) => ("{+", "+}"),
        };
        let mut shown = 0;
        for piece in pieces {
            let role = if piece.changed { role } else { Role::Text };
            let signs = if piece.changed { signs } else { ("", "") };
            shown += laid.add(signs.0, role);
            shown = laid.piece(&piece.text, role, over, shown);
            shown += laid.add(signs.1, role);
        }
        laid.marks.push((laid.text.len(), shown));
        laid
    }

    fn piece(&mut self, text: &str, role: Role, over: &Over, shown: usize) -> usize {
        let begin = self.text.len();
        let end = begin + text.len();
        let ranges = over.pinned.iter().chain([&over.selected]);
        let within = ranges.flat_map(|range| [range.start, range.end]);
        // A border inside a character is none.
        let is_border =
            |at: &usize| (begin..=end).contains(at) && text.is_char_boundary(at - begin);
        let mut borders: Vec<usize> = within.filter(is_border).chain([begin, end]).collect();
        borders.sort_unstable();
        borders.dedup();
        let mut shown = shown;
        for pair in borders.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            self.marks.push((from, shown));
            let part = &text[from - begin..to - begin];
            shown += self.add(part, over.role(role, from));
            self.text.push_str(part);
        }
        shown
    }

    /// Adds a stretch; gives its length as it is shown.
    fn add(&mut self, text: &str, role: Role) -> usize {
        if text.is_empty() {
            return 0;
        }
        let line = std::mem::take(&mut self.line);
        self.line = line.and(text, role);
        self.line.spans.last().map_or(0, |span| span.text.len())
    }

    /// The byte of what is shown at which a border of the text stands.
    #[must_use]
    pub fn shown_at(&self, raw: usize) -> usize {
        let after = self.marks.partition_point(|(mark, _)| *mark <= raw);
        let (mark, shown) = after
            .checked_sub(1)
            .and_then(|before| self.marks.get(before))
            .copied()
            .unwrap_or_default();
        let between = self.text.get(mark..raw).unwrap_or_default();
        shown + visible(between).len()
    }

    /// The border of the text that stands at a byte of what is shown, or next behind it.
    #[must_use]
    pub fn raw_at(&self, shown: usize) -> usize {
        let borders = self.text.grapheme_indices(true).map(|(byte, _)| byte);
        let mut borders = borders.chain([self.text.len()]);
        borders
            .find(|border| self.shown_at(*border) >= shown)
            .unwrap_or(self.text.len())
    }

    /// The row and column of a byte of what is shown.
    #[must_use]
    pub fn caret(&self, shown: usize, columns: usize, ambiguous: Ambiguous) -> (usize, usize) {
        let text = self.line.text();
        let rows = wrap(&text, columns, ambiguous);
        caret::locate(&text, &rows, shown, ambiguous)
    }

    /// The border of the text at a column of a row; `None` where there is no such row.
    #[must_use]
    pub fn at(
        &self,
        row: usize,
        column: usize,
        columns: usize,
        ambiguous: Ambiguous,
    ) -> Option<usize> {
        let text = self.line.text();
        let rows = wrap(&text, columns, ambiguous);
        (row < rows.len())
            .then(|| self.raw_at(caret::byte_at(&text, &rows, row, column, ambiguous)))
    }

    /// How many rows it takes.
    #[must_use]
    pub fn rows(&self, columns: usize, ambiguous: Ambiguous) -> usize {
        wrap(&self.line.text(), columns, ambiguous).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_border_is_found_again_where_it_is_shown() {
        let piece = |text: &str, changed| Piece {
            text: text.to_owned(),
            changed,
        };
        let pieces = [
            piece("邀请", false),
            piece("5\u{202e}", true),
            piece("名\u{1b}专家👩‍🔬", false),
            piece("两次", true),
        ];
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let over = Over {
            selected: 3..7,
            pinned: vec![0..6, 10..13],
        };
        for plain in [false, true] {
            let laid = Laid::new(&pieces, Role::Added, &over, plain);
            let shown = laid.line.text();
            assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
            assert_eq!(shown.contains("{+两次+}"), plain);
            let borders = text
                .grapheme_indices(true)
                .map(|(byte, _)| byte)
                .chain([text.len()]);
            for border in borders {
                assert_eq!(
                    laid.raw_at(laid.shown_at(border)),
                    border,
                    "{border} in {shown}"
                );
            }
        }
    }
}
