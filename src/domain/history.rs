//! Undo and redo over the whole draft.
//!
//! Invariant: undoing every step gives the draft the history began with. Typing in one place makes one step, until
//! [`History::seal`]; so one key takes back a stretch of typing, not a letter. What others wrote into the draft meanwhile
//! ([`History::carried`]) is never taken back. Absent: a limit on the number of steps.

use crate::domain::draft::Draft;
use crate::domain::edit::{Edit, EditError};
use crate::domain::field::{FieldPath, RowId};

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
        self.open = false;
        let (edit, inverse) = step(&mut self.undo, draft)?;
        self.redo.push(inverse);
        Some(edit)
    }

    /// Does the step last taken back again and returns the edit that did it; `None` when there is none.
    pub fn redo(&mut self, draft: &mut Draft) -> Option<Edit> {
        self.open = false;
        let (edit, inverse) = step(&mut self.redo, draft)?;
        self.undo.push(inverse);
        Some(edit)
    }

    /// How many steps there are, those taken back among them.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.undo.len() + self.redo.len()
    }

    /// How many steps can be taken back.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.undo.len()
    }

    /// The steps that still mean something in `now`, a draft that is `before` with what others wrote; and which they were:
    /// their depths in this history, the first first. A step goes where others changed what it touches, and so does every
    /// earlier one at these places.
    #[must_use]
    pub fn carried(&self, before: &Draft, now: &Draft) -> (Self, Vec<usize>) {
        let (undo, of_undo) = carried(&self.undo, before, now);
        let (redo, of_redo) = carried(&self.redo, before, now);
        let depths = of_undo.into_iter().map(|index| index + 1);
        // The step done again first is the last of its stack.
        let all = self.undo.len() + self.redo.len();
        let again = of_redo.into_iter().rev().map(|index| all - index);
        let depths = depths.chain(again).collect();
        let open = false;
        (Self { undo, redo, open }, depths)
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

/// Applies the last edit of a stack that fits; gives it and what takes it back. One that moves or puts back a row fits if
/// its table has become shorter: the row comes to its end.
fn step(stack: &mut Vec<Edit>, draft: &mut Draft) -> Option<(Edit, Edit)> {
    while let Some(mut edit) = stack.pop() {
        match &mut edit {
            Edit::InsertRow { table, index, .. } => *index = draft.rows(table).len().min(*index),
            Edit::MoveRow { table, index, .. } => {
                *index = draft.rows(table).len().saturating_sub(1).min(*index);
            }
            _ => {}
        }
        if let Ok(inverse) = draft.apply(&edit) {
            return Some((edit, inverse));
        }
    }
    None
}

/// The edits of a stack that still mean something, and where each stood.
fn carried(stack: &[Edit], before: &Draft, now: &Draft) -> (Vec<Edit>, Vec<usize>) {
    let mut gone: Vec<FieldPath> = Vec::new();
    let mut left = Vec::with_capacity(stack.len());
    for (index, edit) in stack.iter().enumerate().rev() {
        let places = edit.places();
        let is_gone = |place: &FieldPath| {
            let overlaps = |other: &FieldPath| {
                place.is_within(other.as_str()) || other.is_within(place.as_str())
            };
            gone.iter().any(overlaps) || differs(before, now, place)
        };
        if places.iter().any(is_gone) {
            let new = places.into_iter().filter(|place| !gone.contains(place));
            gone.extend(new.collect::<Vec<_>>());
        } else {
            left.push((edit.clone(), index));
        }
    }
    left.into_iter().rev().unzip()
}

/// Whether a field, a cell or a row says something else in two drafts.
fn differs(a: &Draft, b: &Draft, at: &FieldPath) -> bool {
    let row = |draft: &Draft| {
        let id = at.segments().nth(1).and_then(RowId::parse)?;
        draft.row(at.head(), &id).map(|(_, row)| row.clone())
    };
    let is_row = at.segments().count() == 2;
    a.text(at) != b.text(at)
        || (is_row && row(a) != row(b))
        || a.conflicts.get(at) != b.conflicts.get(at)
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

#[cfg(test)]
mod tests;
