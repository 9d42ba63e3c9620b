//! Taking what several remarks propose at once.
//!
//! Invariant: of proposals that meet and do not say the same none is taken, so that the order in which they are taken does
//! not count; the others come to what their authors wrote. Absent: who takes them.

use super::annotation::Annotation;
use super::entry::EntryId;
use super::placed::Placed;
use super::proposal::{NotApplicable, Over};
use crate::domain::draft::Draft;
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use std::cmp::Reverse;
use std::ops::Range;

/// What taking several proposals comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acceptance {
    /// The change to the draft; empty where it says all of it already.
    pub edit: Edit,
    /// The remarks whose proposals are taken.
    pub taken: Vec<EntryId>,
    /// Those that are not, and why.
    pub left: Vec<(EntryId, Left)>,
}

/// Why a proposal is not taken together with others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Left {
    /// It cannot be taken at all now.
    NotApplicable(NotApplicable),
    /// It meets the proposal of this remark, which wants it otherwise.
    Meets(EntryId),
}

impl Acceptance {
    /// Takes the proposals of these remarks, where they stand on the draft.
    #[must_use]
    pub fn of(placed: &[Placed<'_>], draft: &Draft, over: Over) -> Self {
        let (mut taken, mut left) = (Vec::new(), Vec::new());
        let mut wanted: Vec<(EntryId, Vec<Edit>)> = Vec::new();
        for one in placed {
            let Annotation { id, on, .. } = one.annotation;
            let proposal = one.annotation.proposal.as_ref();
            let edit = match proposal.map(|it| it.edit(on, &one.placement, draft, over)) {
                None => Err(NotApplicable::NoProposal),
                Some(edit) => edit,
            };
            match edit {
                Ok(edit) => wanted.push((id.clone(), parts(edit))),
                // Somebody wrote it in by hand: the remark is taken all the same.
                Err(NotApplicable::Done) => taken.push(id.clone()),
                Err(why) => left.push((id.clone(), Left::NotApplicable(why))),
            }
        }
        let mut edits: Vec<Edit> = Vec::new();
        for (id, own) in &wanted {
            let mut others = wanted.iter().filter(|(other, _)| other != id);
            match others.find(|(_, other)| meet(own, other)) {
                Some((other, _)) => left.push((id.clone(), Left::Meets(other.clone()))),
                None => {
                    taken.push(id.clone());
                    let new = own.iter().filter(|edit| !edits.contains(edit));
                    let new: Vec<Edit> = new.cloned().collect();
                    edits.extend(new);
                }
            }
        }
        Self {
            edit: together(edits),
            taken,
            left,
        }
    }
}

/// The edits as one. Each was made for the draft as it stands, so what lies behind goes first.
fn together(mut edits: Vec<Edit>) -> Edit {
    // Of two rows for one place, the one that was proposed first goes in last and comes to stand above.
    edits.reverse();
    edits.sort_by_key(|edit| match edit {
        Edit::Splice { start, .. } => (0, Reverse(*start)),
        Edit::InsertRow { index, .. } => (1, Reverse(*index)),
        Edit::RemoveRow { .. } => (2, Reverse(0)),
        _ => (0, Reverse(0)),
    });
    Edit::All(edits)
}

fn parts(edit: Edit) -> Vec<Edit> {
    match edit {
        Edit::All(edits) => edits.into_iter().flat_map(parts).collect(),
        plain => vec![plain],
    }
}

/// Whether two changes reach the same thing, and do not make the same of it.
fn meet(a: &[Edit], b: &[Edit]) -> bool {
    a.iter()
        .any(|one| b.iter().any(|other| one != other && touch(one, other)))
}

fn touch(a: &Edit, b: &Edit) -> bool {
    if let (
        Edit::InsertRow { table, row, .. },
        Edit::InsertRow {
            table: other,
            row: new,
            ..
        },
    ) = (a, b)
    {
        return table == other && row.id == new.id;
    }
    match (reach(a), reach(b)) {
        (Some((at, here)), Some((other, there))) if at == other => {
            here.start < there.end && there.start < here.end
        }
        (Some((at, _)), Some((other, _))) => {
            at.is_within(other.as_str()) || other.is_within(at.as_str())
        }
        _ => false,
    }
}

/// The address that an edit changes, and which of its characters; a new row changes nothing that is there.
fn reach(edit: &Edit) -> Option<(FieldPath, Range<usize>)> {
    let range = match edit {
        Edit::InsertRow { .. } => return None,
        Edit::Splice { start, removed, .. } => *start..start + removed,
        _ => 0..usize::MAX,
    };
    edit.place().map(|at| (at, range))
}
