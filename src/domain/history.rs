//! Undo and redo over the whole draft.
//!
//! Invariant: undoing every step gives the draft the history began with. Typing in one place makes one step, until
//! [`History::seal`]; so one key takes back a stretch of typing, not a letter. Absent: a limit on the number of steps.

use crate::domain::draft::Draft;
use crate::domain::edit::{Edit, EditError};

/// The edits that lead back, and those that lead forward again.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Edit>,
    redo: Vec<Edit>,
    open: bool,
}

impl History {
    /// Applies an edit to the draft and remembers how to take it back. Redo is forgotten.
    ///
    /// # Errors
    /// As [`Draft::apply`]; nothing is remembered then.
    pub fn apply(&mut self, draft: &mut Draft, edit: &Edit) -> Result<(), EditError> {
        let inverse = draft.apply(edit)?;
        self.redo.clear();
        let joined = self
            .open
            .then(|| self.undo.last().and_then(|last| join(last, &inverse)))
            .flatten();
        match (joined, self.undo.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            _ => self.undo.push(inverse),
        }
        self.open = matches!(edit, Edit::Splice { .. });
        Ok(())
    }

    /// Ends the stretch of typing: the next edit begins a step of its own.
    pub fn seal(&mut self) {
        self.open = false;
    }

    /// Takes the last step back and returns the edit that did it; `None` when there is none.
    pub fn undo(&mut self, draft: &mut Draft) -> Option<Edit> {
        let edit = self.undo.pop()?;
        self.open = false;
        self.redo.push(draft.apply(&edit).ok()?);
        Some(edit)
    }

    /// Does the step last taken back again and returns the edit that did it; `None` when there is none.
    pub fn redo(&mut self, draft: &mut Draft) -> Option<Edit> {
        let edit = self.redo.pop()?;
        self.open = false;
        self.undo.push(draft.apply(&edit).ok()?);
        Some(edit)
    }

    /// How many steps can be taken back.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.undo.len()
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

/// Joins the inverses of two neighbouring strokes into one: typing on, or erasing on. A line break ends the stretch.
fn join(last: &Edit, next: &Edit) -> Option<Edit> {
    let (
        Edit::Splice {
            at,
            start,
            removed,
            inserted,
        },
        Edit::Splice {
            at: next_at,
            start: next_start,
            removed: next_removed,
            inserted: next_inserted,
        },
    ) = (last, next)
    else {
        return None;
    };
    if at != next_at || inserted.contains('\n') || next_inserted.contains('\n') {
        return None;
    }
    let typed_on =
        inserted.is_empty() && next_inserted.is_empty() && *next_start == start + removed;
    if typed_on {
        return Some(Edit::Splice {
            at: at.clone(),
            start: *start,
            removed: removed + next_removed,
            inserted: String::new(),
        });
    }
    let erased = *removed == 0 && *next_removed == 0;
    let backward = erased && next_start + next_inserted.chars().count() == *start;
    let forward = erased && next_start == start;
    (backward || forward).then(|| Edit::Splice {
        at: at.clone(),
        start: *next_start,
        removed: 0,
        inserted: if backward {
            format!("{next_inserted}{inserted}")
        } else {
            format!("{inserted}{next_inserted}")
        },
    })
}
