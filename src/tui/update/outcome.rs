//! What came back from the world.

use super::{author, opened};
use crate::app::effect::Effect;
use crate::app::failure::{Failure, GitFailure};
use crate::app::ports::{Access, Holder, Standing};
use crate::app::session::Kept;
use crate::app::version::Version;
use crate::domain::call::Call;
use crate::domain::draft::DraftId;
use crate::tui::model::{Leaving, Model, Notice};
use crate::tui::msg::Outcome;
use crate::tui::screens::Screen;
use crate::tui::screens::history::HistoryScreen;
use crate::tui::screens::import::ImportScreen;
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::screens::prompt::{PromptScreen, PromptWhat, Waiting};
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};
use std::rc::Rc;

pub(super) fn came(model: &mut Model, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Drafts { listed, broken } => {
            model.shelf.drafts = listed;
            model.notice = broken.map(Notice::Failed).or(model.notice.take());
        }
        Outcome::Opened(opened) => return opened::came(model, *opened),
        Outcome::Touched => return touched(model),
        Outcome::Around { others, standing } => return around(model, others, standing),
        Outcome::Newer(id, newer) if is_open(model, &id) => model.company.newer = newer,
        Outcome::Newer(..) | Outcome::Recorded => {}
        Outcome::Saved => return saved(model),
        Outcome::Kept(version) => return version_kept(model, version),
        Outcome::NotKept(failure, said) => return not_kept(model, failure, said),
        Outcome::NotRecorded(failure) => {
            keep(model, Kept::OnScreenOnly);
            model.notice = Some(Notice::Failed(failure));
        }
        Outcome::History(history) => show(model, Screen::History(HistoryScreen::new(history))),
        Outcome::Compared(comparison) => {
            let what = ReaderWhat::Changes(comparison);
            show(model, Screen::Reader(ReaderScreen { what, scroll: 0 }));
        }
        Outcome::Version { rev, draft } => return super::history::bring_back(model, &rev, &draft),
        Outcome::Board {
            part,
            waiting,
            first,
        } => super::board::came(model, part, waiting, first),
        Outcome::Progress { done, all } => model.notice = Some(Notice::Progress { done, all }),
        Outcome::Batch(task, done) => return super::board::done(model, task, done),
        Outcome::Sharing(step) => model.sharing = Some(step),
        Outcome::Shared(synced) => return super::sharing::done(model, *synced),
        Outcome::NotShared(failure) => return super::sharing::failed(model, failure),
        Outcome::Review {
            opened,
            base,
            before,
        } => return super::review::open(model, *opened, base, &before),
        Outcome::Changed(draft) => super::review::changed(model, *draft),
        Outcome::Base { base, before } => return super::review::read_against(model, base, &before),
        Outcome::Remarks {
            remarks,
            failed,
            wrote,
        } => return super::review::came(model, *remarks, failed, wrote),
        Outcome::Notes(left) => super::note::came(model, left),
        Outcome::Bases { versions, failed } => {
            show(
                model,
                Screen::Pick(PickScreen::new(PickWhat::Base(versions))),
            );
            model.notice = failed.map(Notice::Failed);
        }
        Outcome::AnnexRead(annex) => {
            show(model, Screen::Import(Box::new(ImportScreen::new(*annex))))
        }
        Outcome::CallKept { folder, calls } => call_kept(model, folder, calls),
        Outcome::InTheWay(path, then) => {
            let what = PromptWhat::Replace {
                path,
                others: 0,
                then,
            };
            show(model, Screen::Prompt(PromptScreen::asking(what)));
        }
        Outcome::Exported(path) => model.notice = Some(Notice::Exported(path)),
        Outcome::Copied(chars) => model.notice = Some(Notice::Copied(chars)),
        Outcome::EditedOutside(text) => return edited_outside(model, text),
        Outcome::Failed(failure) => failed(model, failure),
    }
    Vec::new()
}

fn show(model: &mut Model, screen: Screen) {
    model.screens.push(screen);
}

/// Everything typed is in the draft's file: whoever wanted to leave or go on may now.
fn saved(model: &mut Model) -> Vec<Effect> {
    keep(model, Kept::Saved);
    match std::mem::take(&mut model.leaving) {
        Leaving::Trying(command) => super::command_asked(model, command),
        _ => Vec::new(),
    }
}

fn version_kept(model: &mut Model, version: Option<Version>) -> Vec<Effect> {
    keep(model, Kept::Saved);
    model.notice = Some(Notice::Kept(version));
    look_up(model)
}

/// The draft's file was written, a version was not.
fn not_kept(model: &mut Model, failure: Failure, said: Option<String>) -> Vec<Effect> {
    keep(model, Kept::Saved);
    if failure == Failure::Git(GitFailure::NoAuthor) {
        return author::ask(model, Waiting::Version(said));
    }
    model.notice = Some(Notice::Failed(failure));
    Vec::new()
}

fn call_kept(model: &mut Model, folder: String, calls: Vec<Rc<Call>>) {
    model.shelf.calls = calls;
    model
        .screens
        .retain(|screen| !matches!(screen, Screen::Import(_)));
    model.notice = Some(Notice::CallKept(folder));
}

fn failed(model: &mut Model, failure: Failure) {
    let leaving = matches!(model.leaving, Leaving::Trying(_));
    model.notice = Some(if leaving {
        model.leaving = Leaving::Warned;
        Notice::KeptNowhere(failure)
    } else {
        Notice::Failed(failure)
    });
}

fn is_open(model: &Model, id: &DraftId) -> bool {
    let session = model.session.as_ref();
    session.is_some_and(|session| session.draft().origin.id == *id)
}

/// Somebody came, went or wrote: looks who is there, what was remarked, and what the draft under review says.
fn touched(model: &Model) -> Vec<Effect> {
    let mut effects = look_around(model);
    if let Some(session) = &model.session {
        let reviews = *session.access() == Access::Review;
        let draft = || Box::new(session.draft().clone());
        effects.extend(reviews.then(|| Effect::LookForDraft(draft())));
        let draft = draft();
        effects.push(Effect::LookForRemarks { draft, reviews });
    }
    effects
}

pub(super) fn look_around(model: &Model) -> Vec<Effect> {
    let id = model
        .session
        .as_ref()
        .map(|session| &session.draft().origin.id);
    id.cloned().map(Effect::LookAround).into_iter().collect()
}

pub(super) fn look_up(model: &Model) -> Vec<Effect> {
    let id = model
        .session
        .as_ref()
        .map(|session| &session.draft().origin.id);
    id.cloned().map(Effect::LookUp).into_iter().collect()
}

/// Shows who else is there; a draft that would come up otherwise is opened again, unless something stands on the screen only.
fn around(model: &mut Model, others: Vec<Holder>, standing: Standing) -> Vec<Effect> {
    model.company.others = others;
    model.company.broken = standing == Standing::Broken;
    match &model.session {
        Some(session) if standing == Standing::Stale && session.kept() != Kept::OnScreenOnly => {
            vec![Effect::OpenDraft(session.draft().origin.id.clone())]
        }
        _ => Vec::new(),
    }
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
