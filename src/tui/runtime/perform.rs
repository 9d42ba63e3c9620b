//! What an effect is in the world: one arm an effect, each a call; what came of it goes back as a message.

use super::parts::Parts;
use super::{BASES, Runner};
use crate::app::annex::Annex;
use crate::app::base::Base;
use crate::app::board::Reading;
use crate::app::effect::Effect;
use crate::app::failure::Failure;
use crate::domain::call::CallId;
use crate::domain::draft::{Draft, DraftId};
use crate::tui::msg::{Outcome, Wrote};
use crate::tui::terminal::clipboard;
use std::time::Instant;

/// What is told of something that can fail.
pub(super) fn told<T>(came: Result<T, Failure>, tell: impl FnOnce(T) -> Outcome) -> Outcome {
    came.map_or_else(Outcome::Failed, tell)
}

impl Runner<'_, '_> {
    /// Does an effect. Those that are told of return; of the others, nothing is told.
    pub(super) fn perform(&mut self, effect: Effect) -> Option<Outcome> {
        match effect {
            Effect::ListDrafts => return Some(self.list_drafts()),
            Effect::CreateDraft { call, project } => return Some(self.create(&call, &project)),
            Effect::OpenDraft(id) => return Some(self.open(&id, None, false)),
            Effect::Record { draft, edit } => {
                self.unsettled.get_or_insert_with(Instant::now);
                let came = self.world.drafts.record(&draft, &edit);
                return Some(came.map_or_else(Outcome::NotRecorded, |()| Outcome::Recorded));
            }
            Effect::SaveDraft(draft) => return Some(self.save(&draft)),
            Effect::KeepVersion { draft, message } => return Some(self.keep(&draft, message)),
            Effect::SignAs { name, email, then } => return self.sign_as(&name, &email, *then),
            Effect::Compare {
                draft,
                older,
                newer,
            } => {
                let compared = self.compare(&draft, older, newer);
                return Some(told(compared.map(Box::new), Outcome::Compared));
            }
            Effect::ReadVersion { draft, rev } => return Some(self.read_version(&draft, rev)),
            Effect::MoveTo { draft, project } => return Some(self.move_to(&draft, &project)),
            Effect::ReadHistory(draft) => {
                return Some(told((self.world.history)(&draft), Outcome::History));
            }
            Effect::ListBases(id) => return Some(self.list_bases(&id)),
            Effect::OpenReview { draft, base } => return Some(self.open_review(&draft, base)),
            Effect::ReadBase { draft, base } => return Some(self.read_base(&draft, base)),
            Effect::ReadRemarks { draft, reviews } => {
                return self.remarks(&draft, reviews, Wrote::Nothing);
            }
            Effect::WriteRemarks {
                draft,
                acts,
                reviews,
            } => return self.write(&draft, acts, reviews),
            Effect::LookForRemarks { draft, reviews } => {
                return self.newer_remarks(&draft, reviews);
            }
            Effect::LookForDraft(known) => return self.newer_draft(&known),
            Effect::KeepNote { draft, by, note } => {
                self.unsettled.get_or_insert_with(Instant::now);
                let kept = self.world.notes.keep(&draft, &by, &note);
                return kept.err().map(Outcome::Failed);
            }
            Effect::ForgetNote { draft, by, what } => {
                self.world.notes.forget(&draft, &by, &what);
            }
            Effect::ReadNotes { draft, by } => {
                return Some(Outcome::Notes(self.world.notes.left(&draft, &by)));
            }
            Effect::See { draft, at, seen } => return self.see(&draft, &at, seen),
            Effect::ReadBoard => return Some(self.begin_board()),
            Effect::LookAround(id) => return Some(self.look_around(&id)),
            Effect::ReadAnnex { path, id } => return Some(self.read_annex(&path, &id)),
            Effect::KeepCall(annex) => return Some(self.keep_call(&annex)),
            Effect::Export { .. } | Effect::ExportBoard { .. } => {
                return Some(self.write_out(effect));
            }
            Effect::Copy(text) => return self.copy(&text),
            Effect::EditOutside(text) => return Some(self.edit_outside(&text)),
            Effect::Batch { task, drafts } => self.parts = Some(Parts::batch(task, drafts)),
            Effect::Stop => self.parts = None,
            Effect::Share { remote } => self.beside.share(&self.world.sharing, remote),
            Effect::StopSharing => self.beside.stop(),
            Effect::LookUp(id) => self.beside.look_up(&self.world.sharing, id),
            Effect::CloseDraft(id) => self.close(&id),
            Effect::Redraw => self.terminal.forget(),
            Effect::Quit => self.quit = true,
        }
        None
    }

    fn list_drafts(&self) -> Outcome {
        told(self.world.drafts.list(), |(listed, broken)| {
            Outcome::Drafts {
                listed,
                broken: broken.into_iter().next(),
            }
        })
    }

    /// Remembers who keeps versions, and does what waited for it.
    fn sign_as(&mut self, name: &str, email: &str, then: Effect) -> Option<Outcome> {
        match (self.world.sign_as)(name, email) {
            Ok(()) => self.perform(then),
            Err(failure) => Some(match then {
                Effect::KeepVersion { message, .. } => Outcome::NotKept(failure, message),
                _ => Outcome::NotShared(failure),
            }),
        }
    }

    fn read_version(&self, draft: &DraftId, rev: String) -> Outcome {
        told((self.world.version)(draft, &rev), |draft| {
            Outcome::Version {
                rev,
                draft: Box::new(draft),
            }
        })
    }

    fn list_bases(&self, id: &DraftId) -> Outcome {
        let (versions, failed) = match self.world.versions.log(id, BASES) {
            Ok(versions) => (versions, None),
            Err(failure) => (Vec::new(), Some(failure)),
        };
        Outcome::Bases { versions, failed }
    }

    fn read_base(&self, draft: &Draft, base: Base) -> Outcome {
        told((self.world.base)(draft, base), |(base, before)| {
            Outcome::Base {
                base,
                before: Box::new(before),
            }
        })
    }

    fn begin_board(&mut self) -> Outcome {
        let begun = Reading::begin(&*self.world.drafts, self.world.index);
        told(begun, |reading| {
            let mut parts = Parts::board(reading);
            let mut outcome = parts.go_on(&mut self.world);
            if let Outcome::Board { first, .. } = &mut outcome {
                *first = true;
            }
            self.parts = (!parts.is_done()).then_some(parts);
            outcome
        })
    }

    fn look_around(&self, id: &DraftId) -> Outcome {
        Outcome::Around {
            others: self.world.presence.others(),
            standing: self.world.drafts.standing(id),
        }
    }

    /// Reads an annex; where there is a call of its name already, what differs from that is told.
    fn read_annex(&self, path: &str, id: &CallId) -> Outcome {
        told(self.world.annexes.read(path, id), |mut annex| {
            if let Ok(earlier) = self.world.calls.load(id) {
                annex.against(&earlier);
            }
            Outcome::AnnexRead(Box::new(annex))
        })
    }

    fn keep_call(&self, annex: &Annex) -> Outcome {
        let folder = self.world.annexes.folder(&annex.reading.catalog.call);
        let kept = self.world.annexes.keep(&folder, annex);
        told(kept, |()| Outcome::CallKept {
            folder,
            calls: self.world.calls.all().0,
        })
    }

    fn copy(&mut self, text: &str) -> Option<Outcome> {
        let bytes = clipboard::copy(text)?;
        self.terminal.send(&bytes).ok()?;
        Some(Outcome::Copied(text.chars().count()))
    }

    fn edit_outside(&mut self, text: &str) -> Outcome {
        let edit = self.world.edit;
        told(self.terminal.lend(|| edit(text)), Outcome::EditedOutside)
    }
}
