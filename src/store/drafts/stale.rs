//! Whether a draft that is open here would come up otherwise when it was opened again: its file changed underneath, whoever
//! wrote it has left, it was handed in or given back.
//!
//! Invariant: a file that cannot be read, or is gone, is no reason to open it again: what is on the screen is better.

use super::FolderDrafts;
use crate::app::ports::{Access, Standing};
use crate::domain::draft::DraftId;
use crate::domain::state::state;
use crate::format::draft_json;
use crate::store::lock;

/// A draft that is open here for reading: how, and what its file said.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) access: Access,
    pub(super) text: Option<Vec<u8>>,
}

pub(super) fn standing(drafts: &FolderDrafts, id: &DraftId) -> Standing {
    let (known, access) = match (drafts.open.get(id), drafts.reading.get(id)) {
        (Some(open), _) => (Some(open.journal.base().as_bytes()), &Access::Write),
        (None, Some(reading)) => (reading.text.as_deref(), &reading.access),
        (None, None) => return Standing::Same,
    };
    let there = drafts.text(id).ok().flatten();
    if there.as_deref() != known {
        let read = there.map(|text| draft_json::read(&text).is_ok());
        return match read {
            Some(true) => Standing::Stale,
            _ => Standing::Broken,
        };
    }
    let now = drafts.steps_of(id).map(|steps| state(&steps));
    let moved = match (access, now) {
        (_, Err(_)) => false,
        (Access::Write, Ok(now)) => !now.is_open(),
        (Access::Frozen(then), Ok(now)) => *then != now,
        (Access::Held(_), Ok(now)) => !now.is_open() || !lock::is_held(&drafts.paths.locks(id)),
        (Access::Newer(_) | Access::Others(_) | Access::Review, Ok(_)) => false,
    };
    if moved {
        Standing::Stale
    } else {
        Standing::Same
    }
}
