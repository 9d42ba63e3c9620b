//! Words typed about a draft: a remark, an answer, words to stand in place of others. They may have several lines.
//!
//! Invariant: what was typed is not lost by leaving: the note is kept aside and comes back when the same is asked for
//! again. Absent: writing it down (the port for reviews does that).

use crate::domain::review::entry::{EntryId, Kind, Target, Verdict};
use crate::domain::review::proposal::Proposal;
use crate::text::caret;
use crate::tui::editor::{Cursor, Shape, acceptable};
use crate::tui::keymap::{Erase, Move};

/// The state of a note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteScreen {
    /// What is typed.
    pub what: NoteWhat,
    /// The words so far.
    pub text: String,
    /// Where the cursor stands in them.
    pub cursor: Cursor,
}

/// What is typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoteWhat {
    /// The words of a remark; where it proposes a change, the reason for it, which may be empty.
    Remark {
        /// What it is about.
        on: Target,
        /// What kind of remark it is.
        kind: Kind,
        /// The change.
        proposal: Option<Proposal>,
    },
    /// Words to stand in place of others.
    Words {
        /// What it is about.
        on: Target,
        /// What kind of remark it becomes.
        kind: Kind,
        /// The words that are there.
        old: String,
    },
    /// Another text for a cell of a row.
    Cell {
        /// The row.
        on: Target,
        /// What kind of remark it becomes.
        kind: Kind,
        /// The column.
        column: String,
        /// What the cell says.
        old: String,
    },
    /// An answer to an annotation.
    Reply(EntryId),
    /// Other words for one's own annotation.
    Amend(EntryId),
    /// What is said about a verdict.
    Verdict(Verdict),
    /// A conflict of interest; nothing says that there is none.
    Conflict,
}

impl NoteScreen {
    /// A note that begins with a text.
    #[must_use]
    pub fn new(what: NoteWhat, text: &str) -> Self {
        Self {
            what,
            text: text.to_owned(),
            cursor: Cursor::at(text.len()),
        }
    }

    /// Types or pastes; a selection is replaced.
    pub fn insert(&mut self, text: &str) {
        let accepted = acceptable(text, true);
        let range = self.cursor.selected();
        self.cursor = Cursor::at(range.start + accepted.len());
        self.text.replace_range(range, &accepted);
    }

    /// Takes characters out.
    pub fn erase(&mut self, what: Erase) {
        let (text, at) = (&self.text, self.cursor.at);
        let selected = self.cursor.selected();
        let range = match what {
            _ if !selected.is_empty() => selected,
            Erase::Left => caret::left(text, at)..at,
            Erase::Right => at..caret::right(text, at),
            Erase::WordLeft => caret::word_left(text, at)..at,
        };
        self.cursor = Cursor::at(range.start);
        self.text.replace_range(range, "");
    }

    /// Moves the cursor.
    pub fn go(&mut self, to: Move, selects: bool, shape: Shape) {
        if let Some(moved) = self.cursor.moved(&self.text, to, selects, shape) {
            self.cursor = moved;
        }
    }
}
