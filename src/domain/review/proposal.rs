//! Proposals: a change that a remark suggests, as the edit that would make it.
//!
//! Invariant: a proposal is only ever made into an edit where its words stand untouched; where they were changed since, a
//! person has to say so. Absent: who accepts it.

use super::blind::COVER;
use super::entry::{Pinned, Target};
use crate::domain::anchor::Placement;
use crate::domain::draft::{Draft, Row};
use crate::domain::edit::Edit;
use crate::domain::field::{FieldPath, RowId};
use std::collections::BTreeMap;

/// A change that a remark suggests.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Proposal {
    /// Other words in place of those that the remark is about; of the whole field when it is about the whole.
    Words(String),
    /// Other cells in the row that the remark is about, by column; an empty text clears one.
    Cells(BTreeMap<String, String>),
    /// Another row: below the one that the remark is about, or the last of the table that it is about.
    Row(Row),
    /// The row goes.
    RowOut,
}

/// Why a proposal cannot be made into an edit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotApplicable {
    /// The remark proposes nothing.
    NoProposal,
    /// It is not sure where the words are.
    NotPinned,
    /// The words were changed since; accepting would write over what somebody wrote.
    Changed,
    /// The row is gone.
    NoRow,
    /// The draft says it already.
    Done,
    /// Its words are covered, as in a blind packet; accepting would write the cover into the draft.
    Covered,
}

impl NotApplicable {
    /// A stable word for scripts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoProposal => "no-proposal",
            Self::NotPinned => "not-pinned",
            Self::Changed => "changed",
            Self::NoRow => "no-row",
            Self::Done => "done",
            Self::Covered => "covered",
        }
    }
}

/// How a proposal meets words that were changed since.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Over {
    /// Only words that stand as they were judged.
    Untouched,
    /// Also words that were changed: a person has seen them.
    Changed,
}

impl Proposal {
    /// The edit that makes the change, where its remark stands now.
    ///
    /// # Errors
    /// Why there is none.
    pub fn edit(
        &self,
        on: &Target,
        placement: &Placement,
        draft: &Draft,
        over: Over,
    ) -> Result<Edit, NotApplicable> {
        let Target::Place(pinned) = on else {
            return Err(NotApplicable::NotPinned);
        };
        if over == Over::Untouched
            && self.is_covered()
            && !draft.text(&pinned.anchor.at).contains(COVER)
        {
            return Err(NotApplicable::Covered);
        }
        let edit = match self {
            Self::Words(words) => words_edit(words, pinned, placement, draft, over)?,
            Self::Cells(cells) => {
                let (table, row) = row_of(&pinned.anchor.at, draft)?;
                let sets = cells.iter().map(|(column, text)| Edit::Set {
                    at: FieldPath::cell(&table, &row, column),
                    text: text.clone(),
                });
                Edit::All(sets.collect())
            }
            Self::Row(new) => {
                let (table, index) = below(&pinned.anchor.at, draft)?;
                if draft.row(&table, &new.id).is_some() {
                    return Err(NotApplicable::Done);
                }
                Edit::InsertRow {
                    table,
                    index,
                    row: new.clone(),
                }
            }
            Self::RowOut => {
                let (table, row) = row_of(&pinned.anchor.at, draft)?;
                Edit::RemoveRow { table, row }
            }
        };
        let mut after = draft.clone();
        match after.apply(&edit) {
            Ok(_) if after == *draft => Err(NotApplicable::Done),
            Ok(_) => Ok(edit),
            Err(_) => Err(NotApplicable::NotPinned),
        }
    }
}

impl Proposal {
    fn is_covered(&self) -> bool {
        let mut cells = match self {
            Self::Words(words) => return words.contains(COVER),
            Self::Cells(cells) => cells.values(),
            Self::Row(row) => row.cells.values(),
            Self::RowOut => return false,
        };
        cells.any(|text| text.contains(COVER))
    }
}

/// The table that a new row goes to, and its place there.
fn below(at: &FieldPath, draft: &Draft) -> Result<(String, usize), NotApplicable> {
    if let Some(table) = draft.table_names().find(|name| *name == at.as_str()) {
        return Ok((table.to_owned(), draft.rows(table).len()));
    }
    let (table, row) = row_of(at, draft)?;
    let index = draft.row(&table, &row).map_or(0, |(index, _)| index + 1);
    Ok((table, index))
}

fn words_edit(
    words: &str,
    pinned: &Pinned,
    placement: &Placement,
    draft: &Draft,
    over: Over,
) -> Result<Edit, NotApplicable> {
    let at = pinned.anchor.at.clone();
    let now = draft.text(&at);
    if pinned.anchor.quote.is_none() {
        let untouched = pinned.text.as_deref().is_none_or(|then| then == now);
        return match (untouched || over == Over::Changed, words == now) {
            (_, true) => Err(NotApplicable::Done),
            (true, _) => Ok(Edit::Set {
                at,
                text: words.to_owned(),
            }),
            (false, _) => Err(NotApplicable::Changed),
        };
    }
    let range = match placement {
        Placement::Exact { range } | Placement::Shifted { range } => range,
        Placement::Edited { range, .. } if says(now, range, words) => {
            return Err(NotApplicable::Done);
        }
        Placement::Edited { range, .. } if over == Over::Changed => range,
        Placement::Edited { .. } => return Err(NotApplicable::Changed),
        _ => return Err(NotApplicable::NotPinned),
    };
    Ok(Edit::Splice {
        at,
        start: range.start,
        removed: range.len(),
        inserted: words.to_owned(),
    })
}

fn says(text: &str, range: &std::ops::Range<usize>, words: &str) -> bool {
    text.chars()
        .skip(range.start)
        .take(range.len())
        .eq(words.chars())
}

/// The table and row that an address names, where the draft has it.
pub(super) fn row_of(at: &FieldPath, draft: &Draft) -> Result<(String, RowId), NotApplicable> {
    let row = at.segments().nth(1).and_then(RowId::parse);
    let row = row.filter(|row| draft.row(at.head(), row).is_some());
    row.map(|row| (at.head().to_owned(), row))
        .ok_or(NotApplicable::NoRow)
}
