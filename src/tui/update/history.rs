//! Keys in the list of versions: comparing two, bringing one back.

use super::home::moved;
use super::refuse;
use crate::app::command::{Command, NotNow};
use crate::app::effect::{Effect, Point};
use crate::domain::draft::Draft;
use crate::domain::edit::whole::edit_to;
use crate::domain::outline::prefilled;
use crate::messages::versions as words;
use crate::text::visible::visible;
use crate::tui::keymap::{Meaning, Move};
use crate::tui::layout::scrolled;
use crate::tui::model::{Model, Notice};
use crate::tui::screens::Screen;
use crate::tui::screens::form::FormScreen;
use crate::tui::screens::history::HistoryScreen;
use crate::tui::views::history::{height, rows_of};

pub(super) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Mark => {
            if let Some(history) = history_mut(model) {
                history.marked = (history.marked != Some(history.chosen)).then_some(history.chosen);
            }
            Vec::new()
        }
        Command::Restore => restore(model),
        _ => refuse(model, NotNow::NotHere),
    }
}

pub(super) fn stroke(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    let height = height(model.size);
    let Some(history) = history_mut(model) else {
        return Vec::new();
    };
    match stroke {
        Meaning::Enter => return compare(model),
        Meaning::Go(to, _) => {
            let page = (height / 3).max(1);
            history.chosen = match to {
                Move::Left | Move::Right => history.chosen,
                to => moved(history.chosen, history.count(), page, to),
            };
        }
        _ => {}
    }
    history.scroll = scrolled(history.scroll, rows_of(history, history.chosen), height);
    Vec::new()
}

/// Asks for what differs between the two entries that are compared.
fn compare(model: &mut Model) -> Vec<Effect> {
    let (Some(Screen::History(history)), Some(session)) = (model.screens.last(), &model.session)
    else {
        return Vec::new();
    };
    let (newer, older) = history.compared();
    let draft = session.draft();
    let point = |entry: usize| match (entry, history.version(entry)) {
        (0, _) => Point::Given(Box::new(draft.clone())),
        (_, Some(milestone)) => Point::Version(milestone.version.rev.clone()),
        (_, None) => {
            let (form, project) = (&session.call().form, session.project());
            Point::Given(Box::new(prefilled(draft.origin.clone(), form, project)))
        }
    };
    vec![Effect::Compare {
        draft: draft.origin.id.clone(),
        older: point(older),
        newer: point(newer),
    }]
}

/// Keeps what stands in the form, then asks for the version pointed at.
fn restore(model: &mut Model) -> Vec<Effect> {
    let (Some(Screen::History(history)), Some(session)) = (model.screens.last(), &model.session)
    else {
        return Vec::new();
    };
    let Some(milestone) = history.version(history.chosen) else {
        return refuse(model, NotNow::NothingThere);
    };
    let draft = session.draft();
    vec![
        Effect::KeepVersion {
            draft: Box::new(draft.clone()),
            message: None,
        },
        Effect::ReadVersion {
            draft: draft.origin.id.clone(),
            rev: milestone.version.rev.clone(),
        },
    ]
}

/// Makes the form say what a version says: an edit like any other, and kept as a version of its own.
pub(super) fn bring_back(model: &mut Model, rev: &str, then: &Draft) -> Vec<Effect> {
    let lang = model.prefs.lang;
    let Some(session) = model.session.as_mut() else {
        return Vec::new();
    };
    let Some(edit) = edit_to(session.draft(), then) else {
        model.notice = Some(Notice::Kept(None));
        return Vec::new();
    };
    session.seal();
    // An edit made from this draft fits it.
    let Ok(mut effects) = session.edit(edit) else {
        return Vec::new();
    };
    session.seal();
    let short: String = rev.chars().take(10).collect();
    effects.push(Effect::KeepVersion {
        draft: Box::new(session.draft().clone()),
        message: Some(words::restored(lang, &visible(&short))),
    });
    let there = model.screens.iter().find_map(|screen| match screen {
        Screen::Form(form) => FormScreen::at(session, Some(&form.at)),
        _ => None,
    });
    model.screens.retain(|screen| !screen.is_window());
    if let (Some(Screen::Form(form)), Some(there)) = (model.screens.last_mut(), there) {
        (form.at, form.cursor) = (there.at, there.cursor);
    }
    effects
}

fn history_mut(model: &mut Model) -> Option<&mut HistoryScreen> {
    match model.screens.last_mut() {
        Some(Screen::History(history)) => Some(history),
        _ => None,
    }
}
