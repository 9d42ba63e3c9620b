//! Editing one text: where the cursor goes, and which stretch a key replaces. The same for a line, a paragraph, a cell.
//!
//! Invariants: the cursor stands between whole characters as people see them (grapheme clusters); what a key changes
//! comes out as an [`Edit`], nothing is changed here. Absent: drawing.

use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::text::caret;
use crate::text::width::Ambiguous;
use crate::text::wrap::{Row, wrap};
use crate::tui::keymap::{Erase, Move};
use std::ops::Range;

/// Where the cursor stands in a text, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cursor {
    /// Before the character that begins here.
    pub at: usize,
    /// The other end of the selection, if something is selected.
    pub anchor: Option<usize>,
    /// The column that moves up and down try to keep.
    pub goal: Option<usize>,
}

/// How a text stands on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Columns for it.
    pub columns: usize,
    /// Rows that are seen at once.
    pub rows: usize,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: Ambiguous,
}

impl Cursor {
    /// A cursor with nothing selected.
    #[must_use]
    pub fn at(at: usize) -> Self {
        Self {
            at,
            anchor: None,
            goal: None,
        }
    }

    /// The selected stretch; empty at the cursor when nothing is selected.
    #[must_use]
    pub fn selected(&self) -> Range<usize> {
        let anchor = self.anchor.unwrap_or(self.at);
        anchor.min(self.at)..anchor.max(self.at)
    }

    /// The cursor after a move; `None` when there is nowhere to go, so that the form may go to a neighbour.
    #[must_use]
    pub fn moved(self, text: &str, to: Move, selects: bool, shape: Shape) -> Option<Self> {
        let rows = wrap(text, shape.columns, shape.ambiguous);
        let at = match to {
            // Leaving a selection to the left or right goes to its end on that side.
            Move::Left if !selects && !self.selected().is_empty() => self.selected().start,
            Move::Right if !selects && !self.selected().is_empty() => self.selected().end,
            Move::Left => caret::left(text, self.at),
            Move::Right => caret::right(text, self.at),
            Move::WordLeft => caret::word_left(text, self.at),
            Move::WordRight => caret::word_right(text, self.at),
            Move::Home => caret::home(text, &rows, self.at),
            Move::End => caret::end(text, &rows, self.at),
            Move::First => 0,
            Move::Last => text.len(),
            Move::Up => return self.vertical(text, &rows, -1, selects, shape),
            Move::Down => return self.vertical(text, &rows, 1, selects, shape),
            Move::PageUp => return self.vertical(text, &rows, -page(shape), selects, shape),
            Move::PageDown => return self.vertical(text, &rows, page(shape), selects, shape),
        };
        let moved = Self {
            at,
            anchor: self.anchor_for(selects),
            goal: None,
        };
        (at != self.at || self.anchor != moved.anchor).then_some(moved)
    }

    fn vertical(
        self,
        text: &str,
        rows: &[Row],
        by: isize,
        selects: bool,
        shape: Shape,
    ) -> Option<Self> {
        let (row, column) = caret::locate(text, rows, self.at, shape.ambiguous);
        let goal = self.goal.unwrap_or(column);
        let last = rows.len().saturating_sub(1);
        let target = row.saturating_add_signed(by).min(last);
        if target == row {
            return None;
        }
        let at = caret::byte_at(text, rows, target, goal, shape.ambiguous);
        Some(Self {
            at,
            anchor: self.anchor_for(selects),
            goal: Some(goal),
        })
    }

    fn anchor_for(self, selects: bool) -> Option<usize> {
        selects.then(|| self.anchor.unwrap_or(self.at))
    }

    /// The edit that typing or pasting makes, and the cursor after it: a selection is replaced.
    #[must_use]
    pub fn typed(self, text: &str, at: &FieldPath, inserted: &str) -> (Edit, Self) {
        let range = self.selected();
        let after = range.start + inserted.len();
        (splice(text, at, range, inserted), Self::at(after))
    }

    /// The edit that an erasing key makes, and the cursor after it; `None` when nothing is there to take out.
    #[must_use]
    pub fn erased(self, text: &str, at: &FieldPath, what: Erase) -> Option<(Edit, Self)> {
        let selected = self.selected();
        let range = match what {
            _ if !selected.is_empty() => selected,
            Erase::Left => caret::left(text, self.at)..self.at,
            Erase::Right => self.at..caret::right(text, self.at),
            Erase::WordLeft => caret::word_left(text, self.at)..self.at,
        };
        let start = range.start;
        (!range.is_empty()).then(|| (splice(text, at, range, ""), Self::at(start)))
    }
}

/// The edit that replaces a stretch (bytes) of a text.
fn splice(text: &str, at: &FieldPath, range: Range<usize>, inserted: &str) -> Edit {
    let chars = |part: &str| part.chars().count();
    Edit::Splice {
        at: at.clone(),
        start: chars(&text[..range.start]),
        removed: chars(&text[range]),
        inserted: inserted.to_owned(),
    }
}

fn page(shape: Shape) -> isize {
    isize::try_from(shape.rows.saturating_sub(1).max(1)).unwrap_or(1)
}

/// What a paste or a key may put into a field: line ends are made `\n`, or spaces where there is only one line;
/// tabs become spaces; other control characters are left out. Where there is only one line, the line end and tabs that a
/// copied line or cell ends with are left out as well.
#[must_use]
pub fn acceptable(pasted: &str, paragraph: bool) -> String {
    let mut unified = pasted.replace("\r\n", "\n").replace('\r', "\n");
    if !paragraph {
        unified.truncate(unified.trim_end_matches(['\n', '\t']).len());
    }
    let kept = unified.chars().filter_map(|c| match c {
        '\n' if paragraph => Some('\n'),
        '\n' | '\t' => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: Shape = Shape {
        columns: 10,
        rows: 5,
        ambiguous: Ambiguous::Narrow,
    };

    /// `marked` has `|` where the cursor stands; `wanted` likewise after the move.
    fn check(marked: &str, to: Move, wanted: &str) {
        let at = marked.find('|').expect("a cursor");
        let text = marked.replace('|', "");
        let moved = Cursor::at(at)
            .moved(&text, to, false, SHAPE)
            .unwrap_or(Cursor::at(at));
        let mut shown = text;
        shown.insert(moved.at, '|');
        assert_eq!(shown, wanted);
    }

    #[test]
    fn moves_go_by_whole_characters_words_and_rows() {
        check("科|技政策", Move::Right, "科技|政策");
        check("👩‍🔬|科学", Move::Left, "|👩‍🔬科学");
        check("|科技政策宣讲", Move::WordRight, "科技|政策宣讲");
        check("围绕银|川市经济社会", Move::Down, "围绕银川市经济社|会");
        check("围绕银川市\n短|", Move::Up, "围|绕银川市\n短");
        check("围绕|银川", Move::Home, "|围绕银川");
        check("围绕|银川", Move::Last, "围绕银川|");
    }

    #[test]
    fn a_selection_is_replaced_by_what_is_typed() {
        let at = FieldPath::parse("plan").expect("a path");
        let cursor = Cursor {
            at: 6,
            anchor: Some(0),
            goal: None,
        };
        let (edit, after) = cursor.typed("科技政策", &at, "知识产权");
        assert_eq!(
            edit,
            Edit::Splice {
                at,
                start: 0,
                removed: 2,
                inserted: "知识产权".into()
            }
        );
        assert_eq!(after, Cursor::at(12));
    }

    #[test]
    fn pastes_keep_paragraphs_and_lose_control_characters() {
        assert_eq!(acceptable("一\r\n二\t三\u{1b}[31m", true), "一\n二 三[31m");
        assert_eq!(acceptable("一\r\n二\n", false), "一 二");
        assert_eq!(acceptable("一\t二\t\r\n", false), "一 二");
        assert_eq!(acceptable(" ", false), " ", "a key");
    }
}
