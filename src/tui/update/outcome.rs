//! What came back from the world.

use crate::app::effect::Effect;
use crate::app::session::{Kept, Session};
use crate::tui::model::{Model, Notice};
use crate::tui::msg::{OpenedDraft, Outcome};
use crate::tui::screens::Screen;
use crate::tui::screens::form::FormScreen;
use crate::tui::screens::history::HistoryScreen;
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};

pub(super) fn came(model: &mut Model, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Drafts { listed, broken } => {
            model.shelf.drafts = listed;
            model.notice = broken.map(Notice::Failed).or(model.notice.take());
        }
        Outcome::Opened(opened) => {
            open(model, *opened);
            return read_remarks(model);
        }
        Outcome::Recorded => {}
        Outcome::Saved => keep(model, Kept::Saved),
        Outcome::Kept(version) => {
            keep(model, Kept::Saved);
            model.notice = Some(Notice::Kept(version));
        }
        Outcome::History(history) => {
            let history = HistoryScreen::new(history);
            model.screens.push(Screen::History(history));
        }
        Outcome::Board {
            part,
            waiting,
            first,
        } => super::board::came(model, part, waiting, first),
        Outcome::Progress { done, all } => model.notice = Some(Notice::Progress { done, all }),
        Outcome::Batch(task, done) => super::board::done(model, task, done),
        Outcome::Sharing(step) => model.sharing = Some(step),
        Outcome::Shared(synced) => return super::sharing::done(model, synced),
        Outcome::NotShared(failure) => return super::sharing::failed(model, failure),
        Outcome::Compared(changes) => {
            let what = ReaderWhat::Changes(changes);
            let reader = ReaderScreen { what, scroll: 0 };
            model.screens.push(Screen::Reader(reader));
        }
        Outcome::Version { rev, draft } => return super::history::bring_back(model, &rev, &draft),
        Outcome::Review {
            opened,
            base,
            before,
        } => return super::review::open(model, *opened, base, &before),
        Outcome::Base { base, before } => {
            return super::review::read_against(model, base, &before);
        }
        Outcome::Remarks {
            remarks,
            failed,
            wrote,
        } => super::review::came(model, *remarks, failed, wrote),
        Outcome::Bases { versions, failed } => {
            let pick = PickScreen::new(PickWhat::Base(versions));
            model.screens.push(Screen::Pick(pick));
            model.notice = failed.map(Notice::Failed);
        }
        Outcome::NotKept(failure) => {
            keep(model, Kept::Saved);
            model.notice = Some(Notice::Failed(failure));
        }
        Outcome::Exported(path) => model.notice = Some(Notice::Exported(path)),
        Outcome::Copied(chars) => model.notice = Some(Notice::Copied(chars)),
        Outcome::EditedOutside(text) => return edited_outside(model, text),
        Outcome::NotRecorded(failure) => {
            keep(model, Kept::OnScreenOnly);
            model.notice = Some(Notice::Failed(failure));
        }
        Outcome::Failed(failure) => model.notice = Some(Notice::Failed(failure)),
    }
    Vec::new()
}

fn open(model: &mut Model, mut opened: OpenedDraft) {
    let id = opened.draft.origin.id.as_str().to_owned();
    // A draft that was opened again, because its file had changed, is gone on with where one was.
    let again = model
        .session
        .as_ref()
        .is_some_and(|session| session.draft().origin.id == opened.draft.origin.id);
    let form = model.screens.iter().find_map(|screen| match screen {
        Screen::Form(form) => Some(form.at.clone()),
        _ => None,
    });
    opened.at = opened.at.or(form.filter(|_| again));
    let session = Session::new(
        opened.call,
        opened.project,
        opened.draft,
        opened.access,
        opened.row_ids,
    );
    let Some(mut form) = FormScreen::at(&session, opened.at.as_ref()) else {
        return;
    };
    if opened.at.is_none() {
        // A draft is taken up where something is still to be filled in.
        if let Some(wanting) = super::form::next_wanting(&session, None) {
            form = FormScreen::at(&session, Some(&wanting)).unwrap_or(form);
        }
    }
    model.notice = match (opened.recovered, opened.created) {
        _ if opened.set_aside.is_some() => opened.set_aside.map(Notice::SetAside),
        _ if again => model.notice.take().or(Some(Notice::Joined)),
        (0, true) => Some(Notice::Created(id)),
        (0, false) => None,
        (edits, _) => Some(Notice::Recovered(edits)),
    };
    model.session = Some(session);
    let there = model.screens.iter_mut().find_map(|screen| match screen {
        Screen::Form(there) => Some(there),
        _ => None,
    });
    if let Some(there) = there.filter(|_| again) {
        // What is open over the form, and typed there, stays.
        *there = form;
        return;
    }
    model
        .screens
        .retain(|screen| matches!(screen, Screen::Home(_) | Screen::Board(_)));
    model.screens.push(Screen::Form(form));
}

/// Asks for what people remarked on the draft that was opened.
fn read_remarks(model: &Model) -> Vec<Effect> {
    let session = model.session.iter();
    let read = session.map(|session| Effect::ReadRemarks {
        draft: Box::new(session.draft().clone()),
        reviews: false,
    });
    read.collect()
}

fn keep(model: &mut Model, kept: Kept) {
    if let Some(session) = model.session.as_mut() {
        session.set_kept(kept);
    }
}

fn edited_outside(model: &mut Model, text: Option<String>) -> Vec<Effect> {
    let at = match model.screens.last() {
        Some(Screen::Form(form)) => form.at.clone(),
        _ => return Vec::new(),
    };
    match text {
        Some(text) => super::form::put(model, &at, &text),
        None => {
            model.notice = Some(Notice::Unchanged);
            Vec::new()
        }
    }
}
