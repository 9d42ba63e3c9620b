//! Keys beside a print that changed: going through it, and moving the draft over.

use super::{open_window, refuse};
use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::app::session::Session;
use crate::domain::project::ProjectCode;
use crate::messages::reissue as words;
use crate::tui::keymap::{Meaning, Move};
use crate::tui::layout::frame;
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::screens::reissue::ReissueScreen;
use crate::tui::views::reissue::count;

/// Shows what changed in print, or that the project is gone; says so when nothing did.
pub(super) fn show(model: &mut Model) -> Vec<Effect> {
    let changed = |session: &Session| session.is_dropped() || session.reissue().is_some();
    if !model.session.as_ref().is_some_and(changed) {
        return refuse(model, NotNow::NothingThere);
    }
    model
        .screens
        .push(Screen::Reissue(ReissueScreen::default()));
    Vec::new()
}

pub(super) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::MoveOver => move_over(model),
        _ => refuse(model, NotNow::NotHere),
    }
}

/// Moves the draft over, and keeps that as a version.
fn move_over(model: &mut Model) -> Vec<Effect> {
    let lang = model.prefs.lang;
    let Some(session) = model.session.as_mut() else {
        return Vec::new();
    };
    if session.is_dropped() {
        return open_window(model, Screen::Pick(PickScreen::new(PickWhat::Project)));
    }
    let mut effects = session.move_over();
    effects.push(Effect::KeepVersion {
        draft: Box::new(session.draft().clone()),
        message: Some(words::moved_over(lang).to_owned()),
    });
    model.screens.pop();
    effects
}

/// Moves the draft over to a project that was picked. What was typed is saved with it.
pub(super) fn project_picked(model: &mut Model, project: ProjectCode) -> Vec<Effect> {
    let shown = |screen: &Screen| !matches!(screen, Screen::Reissue(_));
    model.screens.retain(shown);
    let session = model.session.iter();
    let moves = session.map(|session| Effect::MoveTo {
        draft: Box::new(session.draft().clone()),
        project: project.clone(),
    });
    moves.collect()
}

pub(super) fn stroke(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    let height = usize::from(frame(model.size).body.height).max(1);
    let last = count(model).saturating_sub(height);
    if let Some(Screen::Reissue(screen)) = model.screens.last_mut() {
        screen.scroll = match stroke {
            Meaning::Go(Move::Up, _) => screen.scroll.saturating_sub(1),
            Meaning::Go(Move::Down, _) => (screen.scroll + 1).min(last),
            Meaning::Go(Move::PageUp, _) => screen.scroll.saturating_sub(height),
            Meaning::Go(Move::PageDown, _) => (screen.scroll + height).min(last),
            Meaning::Go(Move::Home | Move::First, _) => 0,
            Meaning::Go(Move::End | Move::Last, _) => last,
            _ => screen.scroll,
        };
    }
    Vec::new()
}
