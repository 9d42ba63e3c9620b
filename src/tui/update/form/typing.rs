//! Changing the field one is at: typing, erasing, choosing, taking back; and taking its text elsewhere.

use super::going::{go_to, stand_somewhere, step};
use super::{apply, open, open_window, refuse, rows};
use crate::app::command::NotNow;
use crate::app::effect::Effect;
use crate::app::sections::answers;
use crate::app::session::Session;
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::outline::Asks;
use crate::tui::editor::{Cursor, acceptable};
use crate::tui::keymap::Erase;
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::update::remarks::told;

/// Types or pastes into the field; where a field is answered by choosing, typing opens the list.
pub(in crate::tui::update) fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let Some(asks) = session.asked_at(&form.at) else {
        return Vec::new();
    };
    if asks.table().is_some() {
        return refuse(model, NotNow::NothingThere);
    }
    if is_chosen(&asks) {
        let mut pick = PickScreen::new(PickWhat::Answer(form.at.clone()));
        pick.query.insert(text);
        return open_window(model, Screen::Pick(pick));
    }
    let accepted = acceptable(text, asks.is_paragraph());
    if accepted.is_empty() {
        return Vec::new();
    }
    let (edit, cursor) = form
        .cursor
        .typed(session.draft().text(&form.at), &form.at, &accepted);
    apply(model, edit, Some(cursor))
}

pub(super) fn is_chosen(asks: &Asks<'_>) -> bool {
    matches!(asks, Asks::Field(field) | Asks::Cell(field) if field.kind.is_chosen())
}

/// Enter breaks the line in a paragraph, opens the list of a choice, adds the first row of a table, and goes on
/// everywhere else; from the last cell of a table it goes on to a new row.
pub(super) fn enter(model: &mut Model) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let Some(asks) = session.asked_at(&form.at) else {
        return Vec::new();
    };
    if asks.is_paragraph() {
        return insert(model, "\n");
    }
    if asks.table().is_some() {
        return rows::add(model);
    }
    if is_chosen(&asks) && session.draft().text(&form.at).is_empty() {
        let at = form.at.clone();
        return choose(model, at);
    }
    if rows::is_last_cell(session, &form.at) {
        return rows::add(model);
    }
    step(model, 1)
}

pub(super) fn erase(model: &mut Model, what: Erase) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let text = session.draft().text(&form.at);
    if session
        .asked_at(&form.at)
        .is_some_and(|asks| is_chosen(&asks))
    {
        let edit = Edit::Set {
            at: form.at.clone(),
            text: String::new(),
        };
        return if text.is_empty() {
            Vec::new()
        } else {
            apply(model, edit, Some(Cursor::at(0)))
        };
    }
    match form.cursor.erased(text, &form.at, what) {
        Some((edit, cursor)) => apply(model, edit, Some(cursor)),
        None => Vec::new(),
    }
}

/// Puts a whole text into a field, and goes there.
pub(in crate::tui::update) fn put(model: &mut Model, at: &FieldPath, text: &str) -> Vec<Effect> {
    go_to(model, at);
    let edit = Edit::Set {
        at: at.clone(),
        text: text.to_owned(),
    };
    apply(model, edit, Some(Cursor::at(text.len())))
}

pub(super) fn choose(model: &mut Model, at: FieldPath) -> Vec<Effect> {
    let offered = model
        .session
        .as_ref()
        .is_some_and(|session| !answers(session, &at).is_empty());
    if !offered {
        return refuse(model, NotNow::NoChoices);
    }
    open_window(model, Screen::Pick(PickScreen::new(PickWhat::Answer(at))))
}

pub(super) fn edit_outside(model: &mut Model, at: FieldPath) -> Vec<Effect> {
    let Some((_, session)) = open(model) else {
        return Vec::new();
    };
    match session.asked_at(&at) {
        Some(asks) if asks.table().is_none() => {
            vec![Effect::EditOutside(session.draft().text(&at).to_owned())]
        }
        _ => refuse(model, NotNow::NothingThere),
    }
}

pub(super) fn undo(
    model: &mut Model,
    step: impl Fn(&mut Session) -> Option<(Option<FieldPath>, Vec<Effect>)>,
) -> Vec<Effect> {
    let Some((_, session)) = open(model) else {
        return Vec::new();
    };
    let Some((place, effects)) = step(session) else {
        return Vec::new();
    };
    // The place may be a row that is no longer there; the cursor then goes to its table.
    if let Some(at) = place {
        go_to(model, &at);
    }
    stand_somewhere(model);
    told(model, &effects);
    effects
}

pub(super) fn copy(model: &mut Model, cut: bool) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let text = session.draft().text(&form.at);
    let selected = form.cursor.selected();
    let range = if selected.is_empty() {
        0..text.len()
    } else {
        selected.clone()
    };
    let Some(copied) = text.get(range).filter(|copied| !copied.is_empty()) else {
        return refuse(model, NotNow::NothingThere);
    };
    let mut effects = vec![Effect::Copy(copied.to_owned())];
    if cut && !selected.is_empty() {
        effects.extend(erase(model, Erase::Left));
    }
    effects
}

pub(super) fn select_all(model: &mut Model) -> Vec<Effect> {
    if let Some((form, session)) = open(model) {
        let end = session.draft().text(&form.at).len();
        form.cursor = Cursor {
            at: end,
            anchor: Some(0),
            goal: None,
        };
    }
    Vec::new()
}
