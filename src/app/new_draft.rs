//! Making a draft for a project, pre-filled with what the call already says.

use crate::app::failure::Failure;
use crate::app::ports::{Calls, Clock, Drafts};
use crate::domain::call::Call;
use crate::domain::draft::{Draft, DraftId, Origin};
use crate::domain::outline::prefilled;
use crate::domain::project::Project;

/// A new draft, not yet in the workspace.
#[must_use]
pub fn new_draft(
    drafts: &dyn Drafts,
    clock: &dyn Clock,
    calls: &dyn Calls,
    call: &Call,
    project: &Project,
) -> Draft {
    named(drafts.fresh_id(&project.code), clock, calls, call, project)
}

/// A new draft of this id, not yet in the workspace.
#[must_use]
pub fn named(
    id: DraftId,
    clock: &dyn Clock,
    calls: &dyn Calls,
    call: &Call,
    project: &Project,
) -> Draft {
    let origin = Origin {
        id,
        call: call.catalog.call.clone(),
        project: project.code.clone(),
        project_digest: calls.entry_digest(project),
        created: clock.now(),
    };
    prefilled(origin, &call.form, project)
}

/// Puts a new draft into the workspace.
///
/// # Errors
/// As [`Drafts::create`].
pub fn create_draft(
    drafts: &mut dyn Drafts,
    clock: &dyn Clock,
    calls: &dyn Calls,
    call: &Call,
    project: &Project,
) -> Result<Draft, Failure> {
    let draft = new_draft(drafts, clock, calls, call, project);
    drafts.create(&draft)?;
    Ok(draft)
}
