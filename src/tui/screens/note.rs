//! Words typed about a draft: a remark, an answer, words to stand in place of others. They may have several lines.
//!
//! Invariant: what was typed is not lost by leaving: the note is kept aside and comes back when the same is asked for
//! again. Absent: writing it down (the ports for notes and reviews do that).

use crate::domain::review::note::{Note, NoteWhat};
use crate::text::caret;
use crate::tui::editor::{Cursor, Shape, acceptable};
use crate::tui::keymap::{Erase, Move};

/// The state of a note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteScreen {
    /// What is typed.
    pub note: Note,
    /// Where the cursor stands in them.
    pub cursor: Cursor,
}

impl NoteScreen {
    /// A note that begins with a text.
    #[must_use]
    pub fn new(what: NoteWhat, text: &str) -> Self {
        Self::again(Note::new(what, text))
    }

    /// A note that was begun before, the cursor behind its words.
    #[must_use]
    pub fn again(note: Note) -> Self {
        Self {
            cursor: Cursor::at(note.text.len()),
            note,
        }
    }

    /// Types or pastes; a selection is replaced.
    pub fn insert(&mut self, text: &str) {
        let accepted = acceptable(text, true);
        let range = self.cursor.selected();
        self.cursor = Cursor::at(range.start + accepted.len());
        self.note.text.replace_range(range, &accepted);
    }

    /// Takes characters out.
    pub fn erase(&mut self, what: Erase) {
        let (text, at) = (&self.note.text, self.cursor.at);
        let selected = self.cursor.selected();
        let range = match what {
            _ if !selected.is_empty() => selected,
            Erase::Left => caret::left(text, at)..at,
            Erase::Right => at..caret::right(text, at),
            Erase::WordLeft => caret::word_left(text, at)..at,
        };
        self.cursor = Cursor::at(range.start);
        self.note.text.replace_range(range, "");
    }

    /// Moves the cursor.
    pub fn go(&mut self, to: Move, selects: bool, shape: Shape) {
        if let Some(moved) = self.cursor.moved(&self.note.text, to, selects, shape) {
            self.cursor = moved;
        }
    }
}
