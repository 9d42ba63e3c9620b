//! A draft was opened, or opened again because its file had changed elsewhere.
//!
//! Invariant: what is open over the form, and typed there, stays when the draft comes up again.

use super::outcome::{look_around, look_up};
use crate::app::effect::Effect;
use crate::app::ports::Access;
use crate::app::session::Session;
use crate::domain::field::FieldPath;
use crate::domain::reissue::moved::parts;
use crate::tui::model::{Company, Leaving, Model, Notice};
use crate::tui::msg::OpenedDraft;
use crate::tui::screens::Screen;
use crate::tui::screens::form::FormScreen;

pub(super) fn came(model: &mut Model, opened: OpenedDraft) -> Vec<Effect> {
    model.leaving = Leaving::No;
    let effects = open(model, opened);
    super::review::renew(model);
    [effects, read_remarks(model)].concat()
}

fn open(model: &mut Model, mut opened: OpenedDraft) -> Vec<Effect> {
    // A draft that was opened again is gone on with where one was.
    let id = &opened.draft.origin.id;
    let again = model
        .session
        .as_ref()
        .is_some_and(|session| session.draft().origin.id == *id);
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
    let Some(form) = taken_up(&session, opened.at.as_ref()) else {
        return Vec::new();
    };
    let before = model.session.take();
    let same_draft = before.as_ref().filter(|_| again);
    let dropped = same_draft.map_or(0, |before| session.take_over(before));
    let said = model.notice.take();
    model.notice = match (opened.set_aside, same_draft) {
        (Some(aside), _) => Some(Notice::SetAside(aside)),
        (None, Some(before)) => {
            // What was shared says more than that, unless something is lost by it.
            let shared = |notice: &Notice| dropped == 0 && matches!(notice, Notice::Shared(_));
            said.filter(shared)
                .or_else(|| Some(came_again(before, &session, dropped)))
        }
        (None, None) => came_first(said, &session, opened.recovered, opened.created),
    };
    model.session = Some(session);
    if again && go_on(model, before.as_ref(), &form) {
        return look_around(model);
    }
    model.company = Company::default();
    model
        .screens
        .retain(|screen| matches!(screen, Screen::Home(_) | Screen::Board(_)));
    model.screens.push(Screen::Form(form));
    [look_around(model), look_up(model)].concat()
}

/// Where one begins: where it was said, else where something is still to be filled in.
fn taken_up(session: &Session, at: Option<&FieldPath>) -> Option<FormScreen> {
    let form = FormScreen::at(session, at)?;
    if at.is_some() {
        return Some(form);
    }
    let wanting = super::form::next_wanting(session, None);
    let there = wanting.and_then(|wanting| FormScreen::at(session, Some(&wanting)));
    Some(there.unwrap_or(form))
}

/// What is said when a draft was opened: how many edits came back, or what is new about it; else what was said before
/// the first key.
fn came_first(
    said: Option<Notice>,
    session: &Session,
    recovered: usize,
    created: bool,
) -> Option<Notice> {
    if recovered > 0 {
        return Some(Notice::Recovered(recovered));
    }
    if session.is_dropped() {
        return Some(Notice::Dropped(session.project().code.clone()));
    }
    if session.reissue().is_some() {
        return Some(Notice::Reissued(parts_of(session)));
    }
    let id = session.draft().origin.id.as_str();
    created.then(|| Notice::Created(id.to_owned())).or(said)
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

/// Leaves the form as it stands where the text at the cursor is the same; whether there is one.
fn go_on(model: &mut Model, before: Option<&Session>, form: &FormScreen) -> bool {
    let text = |session: &Session| session.draft().text(&form.at).to_owned();
    let same = before.map(text) == model.session.as_ref().map(text);
    let there = model.screens.iter_mut().find_map(|screen| match screen {
        Screen::Form(there) => Some(there),
        _ => None,
    });
    let Some(there) = there else {
        return false;
    };
    if there.at != form.at || !same {
        *there = form.clone();
    }
    true
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
