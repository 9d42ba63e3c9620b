//! Keys in the form: typing, going about, rows, and what the commands of the form do.

mod going;
mod mend;
mod remarks;
mod rows;
mod typing;

pub(super) use going::{go_to, next_wanting};
pub(super) use typing::{insert, put};

use super::{open_window, refuse, review, windows};
use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::app::session::Session;
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::tui::editor::{Cursor, Shape};
use crate::tui::keymap::Meaning;
use crate::tui::layout::{form as areas, scrolled};
use crate::tui::model::Model;
use crate::tui::page::{page, text_columns};
use crate::tui::screens::Screen;
use crate::tui::screens::form::FormScreen;
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::screens::prompt::{PromptScreen, PromptWhat};
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};

pub(super) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::NextField => going::step(model, 1),
        Command::PreviousField => going::step(model, -1),
        Command::NextSection => going::step_section(model, 1),
        Command::PreviousSection => going::step_section(model, -1),
        Command::Sections => open_window(model, Screen::Pick(PickScreen::new(PickWhat::Section))),
        Command::Findings => open_window(model, Screen::Pick(PickScreen::new(PickWhat::Finding))),
        Command::NextEmpty => going::next_empty(model),
        Command::NextFinding => going::next_finding(model),
        Command::CallWords => with_place(model, |model, at| {
            open_window(
                model,
                Screen::Reader(ReaderScreen {
                    what: ReaderWhat::Words(at),
                    scroll: 0,
                }),
            )
        }),
        Command::Checklist => open_window(
            model,
            Screen::Reader(ReaderScreen {
                what: ReaderWhat::Checklist,
                scroll: 0,
            }),
        ),
        Command::Reissue => super::reissue::show(model),
        Command::History => match &model.session {
            Some(session) => vec![Effect::ReadHistory(Box::new(session.draft().clone()))],
            None => Vec::new(),
        },
        Command::Review => review::from_form(model),
        Command::Choose => with_place(model, typing::choose),
        Command::Mend => with_place(model, mend::plainly),
        Command::MendOther => with_place(model, mend::other),
        Command::EditOutside => with_place(model, typing::edit_outside),
        Command::Save => super::save_now(model),
        Command::SaveWithWords => open_window(
            model,
            Screen::Prompt(PromptScreen::asking(PromptWhat::Words)),
        ),
        Command::Undo => typing::undo(model, Session::undo),
        Command::Redo => typing::undo(model, Session::redo),
        Command::Copy => typing::copy(model, false),
        Command::Cut => typing::copy(model, true),
        Command::SelectAll => typing::select_all(model),
        Command::AddRow => rows::add(model),
        Command::RemoveRow => rows::remove(model),
        Command::RaiseRow => rows::shift(model, -1),
        Command::LowerRow => rows::shift(model, 1),
        Command::Export => match windows::export_prompt(model) {
            Some(prompt) => open_window(model, Screen::Prompt(prompt)),
            None => refuse(model, NotNow::NoDraft),
        },
        Command::NextOpen => remarks::next_open(model),
        _ => super::remarks::command(model, command),
    }
}

pub(super) fn stroke(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    match stroke {
        Meaning::Type(c) => insert(model, c.encode_utf8(&mut [0; 4])),
        Meaning::Enter => typing::enter(model),
        Meaning::Erase(what) => typing::erase(model, what),
        Meaning::Go(to, selects) => going::go(model, to, selects),
        Meaning::Do(_) => Vec::new(),
    }
}

/// The form with the session, where both are there.
fn open(model: &mut Model) -> Option<(&mut FormScreen, &mut Session)> {
    match (model.screens.last_mut(), model.session.as_mut()) {
        (Some(Screen::Form(form)), Some(session)) => Some((form, session)),
        _ => None,
    }
}

fn with_place(
    model: &mut Model,
    act: impl Fn(&mut Model, FieldPath) -> Vec<Effect>,
) -> Vec<Effect> {
    let Some(at) = open(model).map(|(form, _)| form.at.clone()) else {
        return Vec::new();
    };
    act(model, at)
}

/// Applies an edit; the cursor goes where it is told.
fn apply(model: &mut Model, edit: Edit, cursor: Option<Cursor>) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    if !session.may_write() {
        return refuse(model, NotNow::ReadOnly);
    }
    match session.edit(edit) {
        Ok(effects) => {
            form.cursor = cursor.unwrap_or(form.cursor);
            effects
        }
        // The screen makes edits from the draft it shows, so they fit; if one did not, nothing has changed.
        Err(_) => Vec::new(),
    }
}

/// How the text of the field one is at stands on the screen.
fn shape(model: &Model) -> Shape {
    let area = areas(model.size).page;
    let columns = match (model.screens.last(), &model.session) {
        (Some(Screen::Form(form)), Some(session)) => {
            text_columns(session, &form.at, usize::from(area.width))
        }
        _ => usize::from(area.width),
    };
    Shape {
        columns,
        rows: usize::from(area.height),
        ambiguous: model.prefs.ambiguous,
    }
}

/// Makes the page anew, and scrolls as little as needed to have the cursor in sight, and as much of its field as there is room for.
pub(super) fn keep_in_sight(model: &mut Model) {
    let area = areas(model.size).page;
    let (columns, height) = (usize::from(area.width), usize::from(area.height));
    let forms = model.screens.iter_mut().find_map(|screen| match screen {
        Screen::Form(form) => Some(form),
        _ => None,
    });
    let (Some(form), Some(session)) = (forms, &model.session) else {
        return;
    };
    let mut wraps = std::mem::take(&mut form.wraps);
    let page = page(session, form, columns, model.prefs, &mut wraps);
    let caret = page.caret.map_or(page.focus.start, |(row, _)| row);
    let whole = scrolled(form.scroll, page.focus.clone(), height);
    form.scroll = scrolled(whole, caret..caret + 1, height).min(page.height().saturating_sub(1));
    form.page = page;
    form.wraps = wraps;
}
