//! What came back from the world.

use super::author;
use crate::app::effect::Effect;
use crate::app::failure::{Failure, GitFailure};
use crate::app::ports::{Access, Holder, Standing};
use crate::app::session::{Kept, Session};
use crate::domain::draft::DraftId;
use crate::domain::reissue::moved::parts;
use crate::tui::model::{Company, Leaving, Model, Notice};
use crate::tui::msg::{OpenedDraft, Outcome};
use crate::tui::screens::Screen;
use crate::tui::screens::form::FormScreen;
use crate::tui::screens::history::HistoryScreen;
use crate::tui::screens::import::ImportScreen;
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::screens::prompt::Waiting;
use crate::tui::screens::prompt::{PromptScreen, PromptWhat};
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};

pub(super) fn came(model: &mut Model, outcome: Outcome) -> Vec<Effect> {
    match outcome {
        Outcome::Drafts { listed, broken } => {
            model.shelf.drafts = listed;
            model.notice = broken.map(Notice::Failed).or(model.notice.take());
        }
        Outcome::Opened(opened) => {
            model.leaving = Leaving::No;
            let effects = open(model, *opened);
            super::review::renew(model);
            return [effects, read_remarks(model)].concat();
        }
        Outcome::Touched => return touched(model),
        Outcome::Around { others, standing } => return around(model, others, standing),
        Outcome::Newer(id, newer) if is_open(model, &id) => model.company.newer = newer,
        Outcome::Newer(..) => {}
        Outcome::Recorded => {}
        Outcome::Saved => {
            keep(model, Kept::Saved);
            if let Leaving::Trying(command) = std::mem::take(&mut model.leaving) {
                return super::command_asked(model, command);
            }
        }
        Outcome::Kept(version) => {
            keep(model, Kept::Saved);
            model.notice = Some(Notice::Kept(version));
            return look_up(model);
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
        Outcome::Batch(task, done) => return super::board::done(model, task, done),
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
        Outcome::Changed(draft) => super::review::changed(model, *draft),
        Outcome::Base { base, before } => {
            return super::review::read_against(model, base, &before);
        }
        Outcome::Remarks {
            remarks,
            failed,
            wrote,
        } => return super::review::came(model, *remarks, failed, wrote),
        Outcome::Notes(left) => super::note::came(model, left),
        Outcome::Bases { versions, failed } => {
            let pick = PickScreen::new(PickWhat::Base(versions));
            model.screens.push(Screen::Pick(pick));
            model.notice = failed.map(Notice::Failed);
        }
        Outcome::NotKept(failure, said) => {
            keep(model, Kept::Saved);
            if failure == Failure::Git(GitFailure::NoAuthor) {
                return author::ask(model, Waiting::Version(said));
            }
            model.notice = Some(Notice::Failed(failure));
        }
        Outcome::AnnexRead(annex) => {
            let import = Box::new(ImportScreen::new(*annex));
            model.screens.push(Screen::Import(import));
        }
        Outcome::CallKept { folder, calls } => {
            model.shelf.calls = calls;
            let import = |screen: &Screen| matches!(screen, Screen::Import(_));
            model.screens.retain(|screen| !import(screen));
            model.notice = Some(Notice::CallKept(folder));
        }
        Outcome::InTheWay(path, then) => {
            let what = PromptWhat::Replace { path, then };
            model
                .screens
                .push(Screen::Prompt(PromptScreen::asking(what)));
        }
        Outcome::Exported(path) => model.notice = Some(Notice::Exported(path)),
        Outcome::Copied(chars) => model.notice = Some(Notice::Copied(chars)),
        Outcome::EditedOutside(text) => return edited_outside(model, text),
        Outcome::NotRecorded(failure) => {
            keep(model, Kept::OnScreenOnly);
            model.notice = Some(Notice::Failed(failure));
        }
        Outcome::Failed(failure) if matches!(model.leaving, Leaving::Trying(_)) => {
            model.leaving = Leaving::Warned;
            model.notice = Some(Notice::KeptNowhere(failure));
        }
        Outcome::Failed(failure) => model.notice = Some(Notice::Failed(failure)),
    }
    Vec::new()
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

fn look_around(model: &Model) -> Vec<Effect> {
    let id = model
        .session
        .as_ref()
        .map(|session| &session.draft().origin.id);
    id.cloned().map(Effect::LookAround).into_iter().collect()
}

fn look_up(model: &Model) -> Vec<Effect> {
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

/// What is said when a draft came up again: whether it may be written now, or says something new; and how many steps
/// cannot be taken back any more.
fn came_again(before: &Session, now: &Session, dropped: usize) -> Notice {
    let project = &now.project().code;
    if before.project().code != *project {
        return Notice::MovedOn(project.clone());
    }
    match (before.access(), now.access()) {
        (Access::Held(holder), Access::Write) => Notice::Yours(holder.who.clone()),
        (_, Access::Write) => Notice::Joined(dropped),
        _ => Notice::Refreshed,
    }
}

fn open(model: &mut Model, mut opened: OpenedDraft) -> Vec<Effect> {
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
    let mut session = Session::new(
        opened.call,
        opened.project,
        opened.draft,
        opened.access,
        opened.row_ids,
    )
    .reissued(opened.reissue);
    let Some(mut form) = FormScreen::at(&session, opened.at.as_ref()) else {
        return Vec::new();
    };
    if opened.at.is_none() {
        // A draft is taken up where something is still to be filled in.
        if let Some(wanting) = super::form::next_wanting(&session, None) {
            form = FormScreen::at(&session, Some(&wanting)).unwrap_or(form);
        }
    }
    let before = model.session.as_ref().filter(|_| again);
    let dropped = before.map_or(0, |before| session.take_over(before));
    model.notice = match (opened.recovered, opened.created) {
        _ if opened.set_aside.is_some() => opened.set_aside.map(Notice::SetAside),
        _ if again => {
            let before = model.session.as_ref();
            let said = before.map(|before| came_again(before, &session, dropped));
            // What was shared says more than that, unless something is lost by it.
            let shared = |notice: &Notice| dropped == 0 && matches!(notice, Notice::Shared(_));
            model.notice.take().filter(shared).or(said)
        }
        (0, _) if session.is_dropped() => Some(Notice::Dropped(session.project().code.clone())),
        (0, _) if session.reissue().is_some() => Some(Notice::Reissued(parts_of(&session))),
        (0, true) => Some(Notice::Created(id)),
        // What was said before the first key still holds.
        (0, false) => model.notice.take(),
        (edits, _) => Some(Notice::Recovered(edits)),
    };
    let before = model.session.replace(session);
    let there = model.screens.iter_mut().find_map(|screen| match screen {
        Screen::Form(there) => Some(there),
        _ => None,
    });
    if let Some(there) = there.filter(|_| again) {
        // What is open over the form, and typed there, stays; and so does the cursor where its text is the same.
        let text = |session: &Session| session.draft().text(&form.at).to_owned();
        let same = before.as_ref().map(text) == model.session.as_ref().map(text);
        if there.at != form.at || !same {
            *there = form;
        }
        return look_around(model);
    }
    model.company = Company::default();
    model
        .screens
        .retain(|screen| matches!(screen, Screen::Home(_) | Screen::Board(_)));
    model.screens.push(Screen::Form(form));
    [look_around(model), look_up(model)].concat()
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

/// How many parts of the print changed since the draft was made.
fn parts_of(session: &Session) -> usize {
    let old = session.reissue().and_then(|reissue| reissue.old.as_ref());
    let found = |old| {
        parts(
            session.draft(),
            &session.call().form,
            old,
            session.project(),
        )
    };
    old.map_or(1, |old| found(old).len())
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
