//! Edits: the only way a draft changes.
//!
//! An [`Edit`] is a value. Applying it gives its inverse, so undo is a stack of edits, the crash journal is a list of
//! edits, the command line makes edits, and a reviewer's suggestion is an edit that nobody has applied yet.
//! Invariant: `apply(edit)` then `apply(inverse)` leaves the draft as it was, and a refused edit leaves it untouched.

pub mod whole;

use crate::domain::conflict::Conflict;
use crate::domain::draft::{Draft, Row};
use crate::domain::field::{FieldPath, RowId};

/// A change to a draft. Offsets count characters (Unicode scalar values).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// Puts a whole text at an address; an empty text clears it.
    Set {
        /// The address: a field or a cell.
        at: FieldPath,
        /// The new text.
        text: String,
    },
    /// Replaces a stretch of the text at an address.
    Splice {
        /// The address: a field or a cell.
        at: FieldPath,
        /// Where the stretch begins.
        start: usize,
        /// How many characters are taken out.
        removed: usize,
        /// What is put in their place.
        inserted: String,
    },
    /// Puts a row into a table before the row that now has `index`.
    InsertRow {
        /// The table.
        table: String,
        /// The place, from 0 to the number of rows.
        index: usize,
        /// The row, with an id that the table does not have.
        row: Row,
    },
    /// Takes a row out.
    RemoveRow {
        /// The table.
        table: String,
        /// The row.
        row: RowId,
    },
    /// Moves a row so that it ends up at `index`.
    MoveRow {
        /// The table.
        table: String,
        /// The row.
        row: RowId,
        /// Its new place, from 0.
        index: usize,
    },
    /// Settles a conflict, or puts one back.
    Settle {
        /// The address: a field, a cell or a row.
        at: FieldPath,
        /// The conflict that is there afterwards; `None` when it is settled.
        conflict: Option<Conflict>,
    },
    /// Several edits as one: all or none.
    All(Vec<Edit>),
}

/// Why an edit was refused; the draft is untouched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum EditError {
    /// The draft has no such table.
    NoTable(String),
    /// The table has no such row.
    NoRow(FieldPath),
    /// The table already has a row with this id.
    RowExists(RowId),
    /// The place lies outside the text or the table; `len` is how long that is.
    OutOfRange {
        /// The place asked for.
        asked: usize,
        /// The length of the text or table.
        len: usize,
    },
}

impl Draft {
    /// Applies an edit and returns the edit that takes it back.
    ///
    /// # Errors
    /// [`EditError`] when the edit does not fit this draft, which is then unchanged.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Set { at, text } => {
                let slot = self.slot(at)?;
                let before = std::mem::replace(slot, text.clone());
                self.drop_if_empty(at);
                Ok(Edit::Set {
                    at: at.clone(),
                    text: before,
                })
            }
            Edit::Splice {
                at,
                start,
                removed,
                inserted,
            } => self.splice(at, *start, *removed, inserted),
            Edit::InsertRow { table, index, row } => self.insert_row(table, *index, row),
            Edit::RemoveRow { table, row } => {
                let (index, _) = self.find_row(table, row)?;
                let row = self.rows_mut(table)?.remove(index);
                Ok(Edit::InsertRow {
                    table: table.clone(),
                    index,
                    row,
                })
            }
            Edit::MoveRow { table, row, index } => self.move_row(table, row, *index),
            Edit::Settle { at, conflict } => {
                let before = match conflict {
                    Some(conflict) => self.conflicts.insert(at.clone(), conflict.clone()),
                    None => self.conflicts.remove(at),
                };
                Ok(Edit::Settle {
                    at: at.clone(),
                    conflict: before,
                })
            }
            Edit::All(edits) => self.apply_all(edits),
        }
    }

    fn splice(
        &mut self,
        at: &FieldPath,
        start: usize,
        removed: usize,
        inserted: &str,
    ) -> Result<Edit, EditError> {
        let text = self.text(at);
        let from = byte_of(text, start)?;
        let to = from + byte_of(&text[from..], removed)?;
        let taken = text[from..to].to_owned();
        let inverse = Edit::Splice {
            at: at.clone(),
            start,
            removed: inserted.chars().count(),
            inserted: taken,
        };
        self.slot(at)?.replace_range(from..to, inserted);
        self.drop_if_empty(at);
        Ok(inverse)
    }

    fn insert_row(&mut self, table: &str, index: usize, row: &Row) -> Result<Edit, EditError> {
        if self.row(table, &row.id).is_some() {
            return Err(EditError::RowExists(row.id.clone()));
        }
        let rows = self.rows_mut(table)?;
        if index > rows.len() {
            return Err(EditError::OutOfRange {
                asked: index,
                len: rows.len(),
            });
        }
        rows.insert(index, row.clone());
        Ok(Edit::RemoveRow {
            table: table.to_owned(),
            row: row.id.clone(),
        })
    }

    fn move_row(&mut self, table: &str, row: &RowId, index: usize) -> Result<Edit, EditError> {
        let (from, _) = self.find_row(table, row)?;
        let rows = self.rows_mut(table)?;
        if index >= rows.len() {
            return Err(EditError::OutOfRange {
                asked: index,
                len: rows.len(),
            });
        }
        let moved = rows.remove(from);
        rows.insert(index, moved);
        Ok(Edit::MoveRow {
            table: table.to_owned(),
            row: row.clone(),
            index: from,
        })
    }

    fn apply_all(&mut self, edits: &[Edit]) -> Result<Edit, EditError> {
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(refused) => {
                    for inverse in inverses.iter().rev() {
                        // An inverse just made by `apply` always fits the draft it came from.
                        let _ = self.apply(inverse);
                    }
                    return Err(refused);
                }
            }
        }
        inverses.reverse();
        Ok(Edit::All(inverses))
    }

    fn find_row(&self, table: &str, row: &RowId) -> Result<(usize, &Row), EditError> {
        self.row(table, row)
            .ok_or_else(|| EditError::NoRow(FieldPath::cell(table, row, "id")))
    }

    fn rows_mut(&mut self, table: &str) -> Result<&mut Vec<Row>, EditError> {
        self.tables
            .get_mut(table)
            .ok_or_else(|| EditError::NoTable(table.to_owned()))
    }

    fn slot(&mut self, at: &FieldPath) -> Result<&mut String, EditError> {
        if !self.is_cell(at) {
            return Ok(self.values.entry(at.clone()).or_default());
        }
        let missing = || EditError::NoRow(at.clone());
        let id = at
            .segments()
            .nth(1)
            .and_then(RowId::parse)
            .ok_or_else(missing)?;
        let rows = self.rows_mut(at.head())?;
        let row = rows
            .iter_mut()
            .find(|row| row.id == id)
            .ok_or_else(missing)?;
        Ok(row.cells.entry(at.tail().to_owned()).or_default())
    }

    /// Keeps the invariant that no empty text is stored.
    fn drop_if_empty(&mut self, at: &FieldPath) {
        if !self.is_cell(at) {
            if self.values.get(at).is_some_and(String::is_empty) {
                self.values.remove(at);
            }
        } else if let Some(rows) = self.tables.get_mut(at.head()) {
            rows.iter_mut()
                .for_each(|row| row.cells.retain(|_, text| !text.is_empty()));
        }
    }
}

impl Edit {
    /// The first address an edit touches: where to look after it was applied. For a row, the row's own address.
    #[must_use]
    pub fn place(&self) -> Option<FieldPath> {
        match self {
            Self::All(edits) => edits.iter().find_map(Self::place),
            one => one.places().pop(),
        }
    }

    /// Every address an edit touches; for a row, the row's own address.
    #[must_use]
    pub fn places(&self) -> Vec<FieldPath> {
        match self {
            Self::Set { at, .. } | Self::Splice { at, .. } | Self::Settle { at, .. } => {
                vec![at.clone()]
            }
            Self::InsertRow {
                table,
                row: Row { id, .. },
                ..
            }
            | Self::RemoveRow { table, row: id }
            | Self::MoveRow { table, row: id, .. } => {
                let row = FieldPath::parse(&format!("{table}/{}", id.as_str()));
                row.into_iter().collect()
            }
            Self::All(edits) => edits.iter().flat_map(Self::places).collect(),
        }
    }

    /// Where a character offset in the text at `at` lies after this edit: an insertion before or at it moves it on,
    /// a removal around it draws it to the removal's start. `None` when the edit replaced the whole text.
    #[must_use]
    pub fn map_offset(&self, at: &FieldPath, offset: usize) -> Option<usize> {
        match self {
            Self::Set { at: edited, .. } if edited == at => None,
            Self::Splice {
                at: edited,
                start,
                removed,
                inserted,
            } if edited == at => {
                let added = inserted.chars().count();
                Some(if offset < *start {
                    offset
                } else if offset < start + removed {
                    *start
                } else {
                    offset - removed + added
                })
            }
            Self::All(edits) => edits
                .iter()
                .try_fold(offset, |offset, edit| edit.map_offset(at, offset)),
            _ => Some(offset),
        }
    }
}

fn byte_of(text: &str, chars: usize) -> Result<usize, EditError> {
    let mut indices = text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain([text.len()]);
    indices.nth(chars).ok_or_else(|| EditError::OutOfRange {
        asked: chars,
        len: text.chars().count(),
    })
}
