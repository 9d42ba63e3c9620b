//! Drafts: made, opened, saved, kept as versions, written out.
//!
//! Invariant: a version is of what is in the file; what could not be opened whole is given back.

use super::Runner;
use crate::app::effect::Point;
use crate::app::failure::Failure;
use crate::app::moving;
use crate::app::new_draft::create_draft;
use crate::app::version::Comparison;
use crate::domain::call::CallId;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::field::FieldPath;
use crate::domain::project::ProjectCode;
use crate::tui::msg::{OpenedDraft, Outcome};

impl Runner<'_, '_> {
    pub(super) fn create(&mut self, call: &CallId, code: &ProjectCode) -> Outcome {
        let made = self.world.calls.load(call).and_then(|call| {
            let missing = || Failure::NoProject(code.as_str().to_owned());
            let project = call.catalog.project(code.as_str()).ok_or_else(missing)?;
            let world = &mut self.world;
            create_draft(&mut *world.drafts, world.clock, world.calls, &call, project)
        });
        match made {
            Ok(draft) => self.open(&draft.origin.id, None, true),
            Err(failure) => Outcome::Failed(failure),
        }
    }

    pub(super) fn open(&mut self, id: &DraftId, at: Option<FieldPath>, created: bool) -> Outcome {
        let opened = match self.world.drafts.open(id) {
            Ok(opened) => opened,
            Err(failure) => return Outcome::Failed(failure),
        };
        let (call, project) = match self.world.calls.of_draft(&opened.draft) {
            Ok(found) => found,
            Err(failure) => return self.give_up(id, failure),
        };
        let touched = self.beside.touched();
        self.world.presence.stay(id, &opened.access, touched);
        let reissue = self.world.calls.reissued(&opened.draft.origin, &call);
        Outcome::Opened(Box::new(OpenedDraft {
            reissue,
            call,
            project,
            draft: opened.draft,
            access: opened.access,
            recovered: opened.recovered,
            set_aside: opened.set_aside.map(|id| id.as_str().to_owned()),
            created,
            row_ids: self.world.clock.row_ids(),
            at,
        }))
    }

    /// Moves a draft over to another project, and opens it again as it stands then.
    pub(super) fn move_to(&mut self, draft: &Draft, code: &ProjectCode) -> Outcome {
        let world = &mut self.world;
        let moved = world.calls.load(&draft.origin.call).and_then(|call| {
            let missing = || Failure::NoProject(code.as_str().to_owned());
            let project = call.catalog.project(code.as_str()).ok_or_else(missing)?;
            moving::to_project(world.calls, draft, &call, project)
        });
        match moved.and_then(|moved| world.drafts.save(&moved)) {
            Ok(()) => self.open(&draft.origin.id, None, false),
            Err(failure) => Outcome::Failed(failure),
        }
    }

    fn give_up(&mut self, id: &DraftId, failure: Failure) -> Outcome {
        self.world.drafts.close(id);
        Outcome::Failed(failure)
    }

    /// Gives an open draft back.
    pub(super) fn close(&mut self, id: &DraftId) {
        self.world.presence.leave();
        self.world.drafts.close(id);
    }

    pub(super) fn save(&mut self, draft: &Draft) -> Outcome {
        match self.world.drafts.save(draft) {
            Ok(()) => Outcome::Saved,
            // Opening it again joins what was typed with what changed underneath.
            Err(Failure::ChangedMeanwhile(_)) => self.open(&draft.origin.id, None, false),
            Err(failure) => Outcome::Failed(failure),
        }
    }

    /// A version of what is in the file; where that could not be written, nothing is kept.
    pub(super) fn keep(&mut self, draft: &Draft, message: Option<String>) -> Outcome {
        match self.save(draft) {
            Outcome::Saved => match (self.world.keep)(draft, message.clone()) {
                Ok(version) => Outcome::Kept(version),
                Err(failure) => Outcome::NotKept(failure, message),
            },
            other => other,
        }
    }

    pub(super) fn compare(
        &self,
        id: &DraftId,
        older: Point,
        newer: Point,
    ) -> Result<Comparison, Failure> {
        let draft = |point| match point {
            Point::Given(draft) => Ok(*draft),
            Point::Version(rev) => (self.world.version)(id, &rev),
        };
        let (older, newer) = (draft(older)?, draft(newer)?);
        let call = self.world.calls.load(&newer.origin.call)?;
        Ok(Comparison::between(&call.form, &older, &newer))
    }
}
