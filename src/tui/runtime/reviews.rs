//! Reviews: what people wrote is read for the screens, what is typed there is written.
//!
//! Invariant: a reviewer keeps nobody out; reading needs no name, writing does.

use super::{Runner, World};
use crate::app::base::Base;
use crate::app::failure::Failure;
use crate::app::ports::Access;
use crate::app::remarks::Remarks;
use crate::app::review;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::field::FieldPath;
use crate::domain::review::entry::Act;
use crate::domain::review::reader::Reader;
use crate::domain::review::seen::Seen;
use crate::tui::msg::{OpenedDraft, Outcome, Wrote};

impl Runner<'_, '_> {
    /// Reads a draft to review it; whoever writes it goes on.
    pub(super) fn open_review(&mut self, id: &DraftId, base: Base) -> Outcome {
        let read = || {
            let draft = self.world.drafts.read(id)?;
            let (call, project) = self.world.calls.of_draft(&draft)?;
            let against = (self.world.base)(&draft, base)?;
            Ok((call, project, draft, against))
        };
        let (call, project, draft, (base, before)) = match read() {
            Ok(read) => read,
            Err(failure) => return Outcome::Failed(failure),
        };
        let touched = self.beside.touched();
        self.world.presence.stay(id, &Access::Review, touched);
        let opened = OpenedDraft {
            reissue: None,
            call,
            project,
            draft,
            access: Access::Review,
            recovered: 0,
            set_aside: None,
            created: false,
            row_ids: self.world.clock.row_ids(),
            at: None,
        };
        Outcome::Review {
            opened: Box::new(opened),
            base,
            before: Box::new(before),
        }
    }

    /// What the reader of a draft is shown of what people remarked on it; `None` where nobody has, and nobody reviews.
    pub(super) fn remarks(
        &mut self,
        draft: &Draft,
        reviews: bool,
        wrote: Wrote,
    ) -> Option<Outcome> {
        let id = draft.origin.id.clone();
        self.stamp = Some((id.clone(), self.world.reviews.stamp(&id)));
        let world = &self.world;
        let read = || {
            let id = &draft.origin.id;
            let (notebooks, _) = world.reviews.notebooks(id)?;
            if notebooks.is_empty() && !reviews {
                return Ok(None);
            }
            // Without a name one only reads.
            let name = (world.reviewer)().unwrap_or_default();
            let (call, _) = self.world.calls.of_draft(draft)?;
            let reader = Reader {
                name: &name,
                reviews,
            };
            let read = review::read(world.reviews, &*world.drafts, id, &call.form.rubric, reader)?;
            let seen = match name.as_str() {
                "" => Seen::default(),
                name => world.reviews.seen(id, name)?,
            };
            let failed = read.failed.clone();
            Ok(Some((Remarks::new(name, read, seen, draft), failed)))
        };
        match read() {
            Ok(Some((remarks, failed))) => Some(Outcome::Remarks {
                remarks: Box::new(remarks),
                failed,
                wrote,
            }),
            Ok(None) => None,
            Err(failure) => Some(Outcome::Failed(failure)),
        }
    }

    /// The remarks, where something was written since they were read; by whomever, in whatever terminal.
    pub(super) fn newer_remarks(&mut self, draft: &Draft, reviews: bool) -> Option<Outcome> {
        let id = &draft.origin.id;
        let now = (id.clone(), self.world.reviews.stamp(id));
        match self.stamp.as_ref() == Some(&now) {
            true => None,
            false => self.remarks(draft, reviews, Wrote::Nothing),
        }
    }

    /// The draft under review, where it says something else now. One that cannot be read now stays on the screen.
    pub(super) fn newer_draft(&self, known: &Draft) -> Option<Outcome> {
        let read = self.world.drafts.read(&known.origin.id).ok()?;
        (read != *known).then(|| Outcome::Changed(Box::new(read)))
    }

    /// Writes entries about a draft, and reads all remarks again.
    pub(super) fn write(
        &mut self,
        draft: &Draft,
        acts: Vec<Act>,
        reviews: bool,
    ) -> Option<Outcome> {
        let came = self.enter(draft, acts);
        self.remarks_after(came, draft, reviews, Wrote::Entries)
    }

    /// Marks what stands at these addresses as seen or not, and reads all remarks again.
    pub(super) fn see(&mut self, draft: &Draft, at: &[FieldPath], seen: bool) -> Option<Outcome> {
        let World { reviews, clock, .. } = self.world;
        let came = (self.world.reviewer)();
        let came = came.and_then(|by| match seen {
            true => review::see(reviews, clock, draft, &by, at),
            false => review::forget(reviews, draft, &by, at),
        });
        let wrote = if seen { Wrote::Marks } else { Wrote::NoMarks };
        self.remarks_after(came, draft, true, wrote)
    }

    fn remarks_after(
        &mut self,
        came: Result<(), Failure>,
        draft: &Draft,
        reviews: bool,
        wrote: Wrote,
    ) -> Option<Outcome> {
        match came {
            Ok(()) => self.remarks(draft, reviews, wrote),
            Err(failure) => Some(Outcome::Failed(failure)),
        }
    }

    fn enter(&self, draft: &Draft, acts: Vec<Act>) -> Result<(), Failure> {
        let World {
            reviews,
            versions,
            clock,
            ..
        } = self.world;
        let by = (self.world.reviewer)()?;
        let concludes = acts.iter().any(|act| matches!(act, Act::Verdict { .. }));
        review::write(reviews, versions, clock, draft, &by, acts)?;
        match concludes {
            // Whoever gives a verdict has seen everything.
            true => review::see(reviews, clock, draft, &by, &[]),
            false => Ok(()),
        }
    }
}
