//! Sharing from a screen: begun by a key, going on beside it, told when it ends.

use super::{author, open_window, refuse, save};
use crate::app::command::NotNow;
use crate::app::effect::Effect;
use crate::app::failure::{Failure, GitFailure};
use crate::app::ports::Access;
use crate::app::version::{Step, Synced};
use crate::domain::draft::DraftId;
use crate::tui::model::{Model, Notice};
use crate::tui::screens::Screen;
use crate::tui::screens::prompt::{PromptScreen, PromptWhat, Waiting};
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};

/// Begins to share; what was typed is put into the draft's file first.
pub(super) fn begin(model: &mut Model, remote: Option<String>) -> Vec<Effect> {
    if model.sharing.is_some() {
        return refuse(model, NotNow::Sharing);
    }
    model.sharing = Some(Step::Keep);
    let mut effects = save(model);
    effects.push(Effect::Share { remote });
    effects
}

/// Asks it to stop, where it is going on.
pub(super) fn stop(model: &mut Model) -> Option<Vec<Effect>> {
    let on_top = model.top().is_some_and(|screen| !screen.is_window());
    if model.sharing.is_none() || !on_top {
        return None;
    }
    model.notice = Some(Notice::Stopping);
    Some(vec![Effect::StopSharing])
}

/// What the last sharing brought.
pub(super) fn show(model: &mut Model) -> Vec<Effect> {
    let Some(shared) = model.shared.clone() else {
        return refuse(model, NotNow::NothingShared);
    };
    open_window(
        model,
        Screen::Reader(ReaderScreen {
            what: ReaderWhat::Shared(Box::new(shared)),
            scroll: 0,
        }),
    )
}

/// It is done. An open draft that others changed is opened again, which joins both; lists are read anew.
pub(super) fn done(model: &mut Model, synced: Synced) -> Vec<Effect> {
    model.sharing = None;
    model.company.newer = None;
    let open = model.session.as_ref();
    let reviews = open.is_some_and(|session| *session.access() == Access::Review);
    let open = open.map(|session| session.draft().origin.id.clone());
    let effects = match &open {
        Some(id) if touched(&synced, id) && !reviews => vec![Effect::OpenDraft(id.clone())],
        Some(_) => Vec::new(),
        None => reread(model),
    };
    model.notice = Some(Notice::Shared(Box::new(synced.clone())));
    model.shared = Some(synced);
    effects
}

/// It ended early.
pub(super) fn failed(model: &mut Model, failure: Failure) -> Vec<Effect> {
    model.sharing = None;
    if failure == Failure::Git(GitFailure::NoRemote) {
        return open_window(
            model,
            Screen::Prompt(PromptScreen::asking(PromptWhat::Remote)),
        );
    }
    if failure == Failure::Git(GitFailure::NoAuthor) {
        return author::ask(model, Waiting::Sharing);
    }
    model.notice = Some(Notice::Failed(failure));
    reread(model)
}

fn touched(synced: &Synced, id: &DraftId) -> bool {
    let mut received = synced.received.iter();
    received.any(|one| one.drafts.contains(id)) || synced.conflicts.contains(id)
}

fn reread(model: &Model) -> Vec<Effect> {
    if model.session.is_some() {
        return Vec::new();
    }
    let mut screens = model.screens.iter().rev();
    match screens.find(|screen| !screen.is_window()) {
        Some(Screen::Board(_)) => vec![Effect::ReadBoard],
        _ => vec![Effect::ListDrafts],
    }
}
