//! Moving a draft over to another project, where its own was dropped or was the wrong one.
//!
//! Invariant: as in [`crate::domain::reissue::moved`], nothing that was written is lost. Absent: saving it.

use crate::app::failure::Failure;
use crate::app::ports::Calls;
use crate::domain::call::Call;
use crate::domain::draft::{Draft, Origin};
use crate::domain::project::Project;
use crate::domain::reissue::moved::{Print, moved_to};

/// The draft as it stands after moving over to this project, of its own call or another. It keeps its id.
///
/// # Errors
/// As [`Calls::of_draft`], for the project that it is for now.
pub fn to_project(
    calls: &dyn Calls,
    draft: &Draft,
    call: &Call,
    project: &Project,
) -> Result<Draft, Failure> {
    let (from, now) = calls.of_draft(draft)?;
    let made = calls
        .reissued(&draft.origin, &from)
        .and_then(|reissue| reissue.old);
    let old = Print {
        form: &from.form,
        project: made.as_ref().unwrap_or(&now),
    };
    let new = Print {
        form: &call.form,
        project,
    };
    let origin = Origin {
        call: call.catalog.call.clone(),
        project: project.code.clone(),
        project_digest: calls.entry_digest(project),
        ..draft.origin.clone()
    };
    Ok(moved_to(draft, old, new, origin))
}
