//! Marks: characters of a field that are carried along while it is edited in the program.
//!
//! Invariant: a mark covers what is left of its characters, from the first that is still there to the last; exactly what
//! one gets by following each character. What is typed between two of them belongs to it, what is typed at its ends does
//! not. Absent: guessing; where a whole text is set, only its ends that stayed are followed.

use super::script::{Script, agree_after, agree_before};
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use std::ops::Range;

/// Characters of a field or cell as it is now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The field, the cell or the row.
    pub at: FieldPath,
    /// The characters. Empty when all of them were deleted: the place where they stood.
    pub range: Range<usize>,
    whole: bool,
}

impl Mark {
    /// A mark on characters of a text, widened to whole grapheme clusters. One that reaches over the whole text, or to
    /// no character of it, marks the field itself.
    #[must_use]
    pub fn new(at: FieldPath, text: &str, range: Range<usize>) -> Self {
        let whole = range.start == 0 && range.end == usize::MAX;
        Self {
            at,
            range: Script::new(text).snapped(&range),
            whole,
        }
    }

    /// Whether the words are gone and only their place is left.
    #[must_use]
    pub fn is_orphaned(&self) -> bool {
        self.range.is_empty() && !self.whole
    }

    /// The mark after an edit of a draft in which `text` stands at its address before the edit. `None` when the edit
    /// takes the mark's row away, even when it brings it back.
    #[must_use]
    pub fn map_through(&self, edit: &Edit, text: &str) -> Option<Self> {
        let mut carried = Carried {
            mark: self.clone(),
            text: text.chars().collect(),
        };
        carried.go_through(edit).then_some(carried.mark)
    }
}

/// A mark with its text on the way through edits.
struct Carried {
    mark: Mark,
    text: Vec<char>,
}

impl Carried {
    /// Whether the mark's row is still there after the edit.
    fn go_through(&mut self, edit: &Edit) -> bool {
        match edit {
            Edit::Splice {
                at,
                start,
                removed,
                inserted,
            } if *at == self.mark.at => {
                self.replace(*start, *removed, &inserted.chars().collect::<Vec<_>>());
                true
            }
            Edit::Set { at, text } if *at == self.mark.at => {
                self.set(&text.chars().collect::<Vec<_>>());
                true
            }
            Edit::RemoveRow { table, row } => {
                !self.mark.at.is_within(&format!("{table}/{}", row.as_str()))
            }
            Edit::All(edits) => edits.iter().all(|edit| self.go_through(edit)),
            _ => true,
        }
    }

    /// A whole text put in place of another is the splice of what differs between their common ends.
    fn set(&mut self, text: &[char]) {
        let start = agree_after(&self.text, text);
        let left = self.text.get(start..).unwrap_or(&[]);
        let right = text.get(start..).unwrap_or(&[]);
        let tail = agree_before(left, right);
        let removed = left.len() - tail;
        let inserted = right.get(..right.len() - tail).unwrap_or(&[]);
        self.replace(start, removed, inserted);
    }

    fn replace(&mut self, start: usize, removed: usize, inserted: &[char]) {
        let len = self.text.len();
        // An edit that does not fit is refused by the draft; the mark stays as it is then.
        let Some(end) = start.checked_add(removed).filter(|end| *end <= len) else {
            return;
        };
        self.text.splice(start..end, inserted.iter().copied());
        if self.mark.whole {
            self.mark.range = 0..self.text.len();
        } else {
            self.mark.range = carried(&self.mark.range, start, end, inserted.len());
        }
    }
}

/// A range after the characters from `start` to `end` were replaced by `added` others.
fn carried(range: &Range<usize>, start: usize, end: usize, added: usize) -> Range<usize> {
    let shifted = |at: usize| at - end + start + added;
    if end <= range.start {
        return shifted(range.start)..shifted(range.end);
    }
    if range.end <= start {
        return range.clone();
    }
    match (range.start < start, end < range.end) {
        (false, false) => start..start,
        (false, true) => start + added..shifted(range.end),
        (true, false) => range.start..start,
        (true, true) => range.start..shifted(range.end),
    }
}
