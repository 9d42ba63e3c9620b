//! Bringing back what a journal has.
//!
//! Invariant: nothing that was typed is lost. Where the draft's file is still the one that the journal was begun on,
//! the edits are applied. Where it changed underneath (another program, git), what only the journal changed is carried
//! over, and if both changed the same thing differently, the journal's whole draft is set aside as a draft of its own.

use crate::domain::draft::Draft;
use crate::domain::edit::Edit;
use crate::format::draft_json;
use crate::format::journal::Journal;

/// What came back.
pub(super) struct Recovered {
    /// The draft with what came back.
    pub draft: Draft,
    /// How many edits came back into it.
    pub edits: usize,
    /// The journal's draft, where it could not be joined with the file's.
    pub aside: Option<Draft>,
}

/// Brings a journal's edits back into the draft of a file.
pub(super) fn recover(text: &str, draft: Draft, journal: &Journal) -> Recovered {
    if journal.base == text {
        let (draft, edits) = replay(draft, &journal.edits);
        return Recovered {
            draft,
            edits,
            aside: None,
        };
    }
    let Ok(base) = draft_json::read(journal.base.as_bytes()) else {
        return Recovered {
            draft,
            edits: 0,
            aside: None,
        };
    };
    let (theirs, edits) = replay(base.draft.clone(), &journal.edits);
    if edits == 0 || theirs == draft || draft_json::write(&theirs) == text {
        // The file was written with the edits, and the journal stayed behind.
        return Recovered {
            draft,
            edits: 0,
            aside: None,
        };
    }
    match carry_over(&base.draft, &theirs, &draft) {
        Some(joined) => Recovered {
            draft: joined,
            edits,
            aside: None,
        },
        None => Recovered {
            draft,
            edits: 0,
            aside: Some(theirs),
        },
    }
}

/// Applies edits as far as they fit; those made on this draft all do.
fn replay(mut draft: Draft, edits: &[Edit]) -> (Draft, usize) {
    let applied = edits
        .iter()
        .take_while(|edit| draft.apply(edit).is_ok())
        .count();
    (draft, applied)
}

/// Puts what `theirs` changed since `base` into `ours`; `None` when both changed the same thing, or rows came or went.
fn carry_over(base: &Draft, theirs: &Draft, ours: &Draft) -> Option<Draft> {
    let shape = |draft: &Draft| {
        let names = draft.table_names().map(str::to_owned).collect::<Vec<_>>();
        let rows = |name: &String| {
            draft
                .rows(name)
                .iter()
                .map(|row| row.id.clone())
                .collect::<Vec<_>>()
        };
        names.iter().map(rows).collect::<Vec<_>>()
    };
    if shape(base) != shape(theirs) || shape(base) != shape(ours) {
        return None;
    }
    let mut joined = ours.clone();
    let mut places: Vec<_> = base
        .texts()
        .into_iter()
        .chain(theirs.texts())
        .map(|(at, _)| at)
        .collect();
    places.dedup();
    for at in places
        .into_iter()
        .filter(|at| base.text(at) != theirs.text(at))
    {
        if ours.text(&at) != base.text(&at) && ours.text(&at) != theirs.text(&at) {
            return None;
        }
        joined
            .apply(&Edit::Set {
                at: at.clone(),
                text: theirs.text(&at).to_owned(),
            })
            .ok()?;
    }
    Some(joined)
}
