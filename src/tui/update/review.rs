//! Keys in the review: going from change to change, folding, searching, and what the draft is read against.

mod going;
mod remarks;
mod search;

pub(super) use going::{keep_in_sight, stroke};
pub(super) use remarks::{came, filtered};
pub(super) use search::search;

use super::{ask, give_back, open_window, refuse};
use crate::app::base::Base;
use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::app::ports::Access;
use crate::app::session::Session;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::field::FieldPath;
use crate::tui::model::{Model, Notice};
use crate::tui::msg::OpenedDraft;
use crate::tui::screens::Screen;
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::screens::prompt::PromptWhat;
use crate::tui::screens::review::{ReviewScreen, View};

pub(super) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::NextChange => next_change(model, true),
        Command::PreviousChange => next_change(model, false),
        Command::Unfold => {
            if let Some((screen, _)) = open_review(model) {
                screen.refold(|folds| {
                    folds.all = !folds.all;
                    folds.opened.clear();
                });
            }
            Vec::new()
        }
        Command::SwitchView => switch_view(model),
        Command::PickBase => match &model.session {
            Some(session) => vec![Effect::ListBases(session.draft().origin.id.clone())],
            None => Vec::new(),
        },
        Command::Undo => step(model, Session::undo),
        Command::Redo => step(model, Session::redo),
        Command::Find => ask(model, PromptWhat::Sought),
        Command::FindNext => search::again(model),
        Command::NextRemark => remarks::go(model, true, false),
        Command::PreviousRemark => remarks::go(model, false, false),
        Command::NextOpen => remarks::go(model, true, true),
        Command::FilterRemarks => {
            open_window(model, Screen::Pick(PickScreen::new(PickWhat::Filter)))
        }
        _ => super::remarks::command(model, command),
    }
}

/// The effect that opens a draft of a list for review.
pub(super) fn opening(draft: DraftId) -> Effect {
    Effect::OpenReview {
        draft,
        base: Base::Seen,
    }
}

/// Reviews the draft that is open in the form.
pub(super) fn from_form(model: &mut Model) -> Vec<Effect> {
    against(model, Base::Seen)
}

/// Reads the open draft against something else.
pub(super) fn against(model: &mut Model, base: Base) -> Vec<Effect> {
    match &model.session {
        Some(session) => vec![Effect::ReadBase {
            draft: Box::new(session.draft().clone()),
            base,
        }],
        None => refuse(model, NotNow::NoDraft),
    }
}

/// A draft of a list is there to be reviewed.
pub(super) fn open(
    model: &mut Model,
    opened: OpenedDraft,
    base: Base,
    before: &Draft,
) -> Vec<Effect> {
    model.session = Some(Session::new(
        opened.call,
        opened.project,
        opened.draft,
        opened.access,
        opened.row_ids,
    ));
    model
        .screens
        .retain(|screen| matches!(screen, Screen::Home(_) | Screen::Board(_)));
    read_against(model, base, before)
}

/// The draft was opened again under the review: both stand beside each other anew.
pub(super) fn renew(model: &mut Model) {
    let Some(session) = &model.session else {
        return;
    };
    for screen in &mut model.screens {
        if let Screen::Review(screen) = screen {
            screen.renew(session);
        }
    }
}

/// The draft under review was written to: it is shown as it is now, where one was.
pub(super) fn changed(model: &mut Model, draft: Draft) {
    if let Some(session) = model.session.as_mut() {
        session.read_again(draft);
        model.notice = Some(Notice::Refreshed);
    }
    renew(model);
}

/// What the draft is read against is there: the review opens, or goes on where it was.
pub(super) fn read_against(model: &mut Model, base: Base, before: &Draft) -> Vec<Effect> {
    let Some(session) = &model.session else {
        return Vec::new();
    };
    let read = Effect::ReadRemarks {
        draft: Box::new(session.draft().clone()),
        reviews: *session.access() == Access::Review,
    };
    let mut review = ReviewScreen::new(session, base, before);
    if let Some(Screen::Review(old)) = model.screens.last() {
        (review.view, review.sought) = (old.view, old.sought.clone());
        review.filter = old.filter.clone();
        model.screens.pop();
    }
    if review.sheet.changes.is_empty() {
        model.notice = Some(Notice::NotNow(NotNow::NoChanges));
    }
    model.screens.push(Screen::Review(Box::new(review)));
    going::lead_in(model);
    vec![read]
}

/// Leaves the review: for the form below it, else for the list that it was opened from.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    if let Some((screen, _)) = open_review(model)
        && screen.place.selects()
    {
        screen.place.deselect();
        return Vec::new();
    }
    let in_form = model
        .screens
        .iter()
        .any(|screen| matches!(screen, Screen::Form(_)));
    if in_form {
        model.screens.pop();
        return Vec::new();
    }
    give_back(model)
}

/// The review with the session, where it has the keys.
pub(super) fn open_review(model: &mut Model) -> Option<(&mut ReviewScreen, &mut Session)> {
    match (model.screens.last_mut(), model.session.as_mut()) {
        (Some(Screen::Review(screen)), Some(session)) => Some((screen, session)),
        _ => None,
    }
}

/// Takes a step back or does one again; both drafts stand beside each other anew.
fn step(
    model: &mut Model,
    step: impl Fn(&mut Session) -> Option<(Option<FieldPath>, Vec<Effect>)>,
) -> Vec<Effect> {
    let Some((_, effects)) = model.session.as_mut().and_then(step) else {
        return Vec::new();
    };
    renew(model);
    super::remarks::told(model, &effects);
    effects
}

fn next_change(model: &mut Model, forward: bool) -> Vec<Effect> {
    let Some((screen, _)) = open_review(model) else {
        return Vec::new();
    };
    let changes = &screen.sheet.changes;
    let here = screen.block();
    let next = match forward {
        true => changes.iter().find(|first| **first > here),
        false => changes.iter().rev().find(|first| **first < here),
    };
    let round = match forward {
        true => changes.first(),
        false => changes.last(),
    };
    let Some(to) = next.or(round).copied() else {
        return refuse(model, NotNow::NoChanges);
    };
    let went_round = next.is_none();
    screen.go_to(to);
    if went_round {
        model.notice = Some(Notice::WentRound { forward });
    }
    going::lead_in(model);
    Vec::new()
}

/// The base beside, under or away from the draft; beside only where there is room.
fn switch_view(model: &mut Model) -> Vec<Effect> {
    let wide = model.size.width >= crate::tui::layout::WIDE;
    if let Some((screen, _)) = open_review(model) {
        screen.view = match screen.view {
            View::Beside if wide => View::Under,
            View::Beside | View::Under => View::Alone,
            View::Alone => View::Beside,
        };
    }
    Vec::new()
}
