//! Keys in the form: typing, going about, rows, and what the commands of the form do.

mod mend;
mod remarks;
mod rows;

use super::{open_window, refuse, review, windows};
use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::app::sections::answers;
use crate::app::session::Session;
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::finding::Finding;
use crate::domain::outline::Asks;
use crate::tui::editor::{Cursor, Shape, acceptable};
use crate::tui::keymap::{Erase, Meaning, Move};
use crate::tui::layout::{form as areas, scrolled};
use crate::tui::model::Model;
use crate::tui::page::{page, text_columns};
use crate::tui::screens::Screen;
use crate::tui::screens::form::{FormScreen, is_wanting, part_of, part_stops, parts, stops};
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::screens::prompt::{PromptScreen, PromptWhat};
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};

pub(super) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::NextField => step(model, 1),
        Command::PreviousField => step(model, -1),
        Command::NextSection => step_section(model, 1),
        Command::PreviousSection => step_section(model, -1),
        Command::Sections => open_window(model, Screen::Pick(PickScreen::new(PickWhat::Section))),
        Command::Findings => open_window(model, Screen::Pick(PickScreen::new(PickWhat::Finding))),
        Command::NextEmpty => next_empty(model),
        Command::NextFinding => next_finding(model),
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
        Command::Choose => with_place(model, choose),
        Command::Mend => with_place(model, mend::plainly),
        Command::MendOther => with_place(model, mend::other),
        Command::EditOutside => with_place(model, edit_outside),
        Command::Save => super::save_now(model),
        Command::SaveWithWords => open_window(
            model,
            Screen::Prompt(PromptScreen::asking(PromptWhat::Words)),
        ),
        Command::Undo => undo(model, Session::undo),
        Command::Redo => undo(model, Session::redo),
        Command::Copy => copy(model, false),
        Command::Cut => copy(model, true),
        Command::SelectAll => select_all(model),
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
        Meaning::Enter => enter(model),
        Meaning::Erase(what) => erase(model, what),
        Meaning::Go(to, selects) => go(model, to, selects),
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

/// Types or pastes into the field; where a field is answered by choosing, typing opens the list.
pub(super) fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
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

fn is_chosen(asks: &Asks<'_>) -> bool {
    matches!(asks, Asks::Field(field) | Asks::Cell(field) if field.kind.is_chosen())
}

/// Enter breaks the line in a paragraph, opens the list of a choice, adds the first row of a table, and goes on
/// everywhere else; from the last cell of a table it goes on to a new row.
fn enter(model: &mut Model) -> Vec<Effect> {
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

fn erase(model: &mut Model, what: Erase) -> Vec<Effect> {
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

fn go(model: &mut Model, to: Move, selects: bool) -> Vec<Effect> {
    let shape = shape(model);
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    session.seal();
    let text = session.draft().text(&form.at);
    if session
        .asked_at(&form.at)
        .is_some_and(|asks| is_chosen(&asks))
    {
        form.cursor = Cursor::at(text.len());
    }
    let in_cell = matches!(session.asked_at(&form.at), Some(Asks::Cell(_)));
    if in_cell && matches!(to, Move::Up | Move::Down) {
        return rows::go(model, to);
    }
    match form.cursor.moved(text, to, selects, shape) {
        Some(cursor) => {
            form.cursor = cursor;
            Vec::new()
        }
        None if selects => Vec::new(),
        None => match to {
            Move::Up | Move::Left | Move::PageUp => step(model, -1),
            Move::Down | Move::Right | Move::PageDown => step(model, 1),
            _ => Vec::new(),
        },
    }
}

/// Puts the cursor at the end of a field's text.
pub(super) fn go_to(model: &mut Model, at: &FieldPath) -> Vec<Effect> {
    if let Some((form, session)) = open(model) {
        session.seal();
        if let Some(there) = FormScreen::at(session, Some(at)) {
            form.at = there.at;
            form.cursor = there.cursor;
        }
    }
    Vec::new()
}

/// Puts a whole text into a field, and goes there.
pub(super) fn put(model: &mut Model, at: &FieldPath, text: &str) -> Vec<Effect> {
    go_to(model, at);
    let edit = Edit::Set {
        at: at.clone(),
        text: text.to_owned(),
    };
    apply(model, edit, Some(Cursor::at(text.len())))
}

fn step(model: &mut Model, by: isize) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let all = stops(session);
    let here = all.iter().position(|stop| *stop == form.at).unwrap_or(0);
    let next = here
        .saturating_add_signed(by)
        .min(all.len().saturating_sub(1));
    match all.get(next).cloned() {
        Some(at) if next != here => go_to(model, &at),
        _ => Vec::new(),
    }
}

fn step_section(model: &mut Model, by: isize) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let parts = parts(session);
    let next = part_of(session, &form.at)
        .saturating_add_signed(by)
        .min(parts.len().saturating_sub(1));
    let first = parts
        .get(next)
        .and_then(|part| part_stops(session, part).into_iter().next());
    first.map_or_else(Vec::new, |at| go_to(model, &at))
}

/// The next address after this one, going round, where something required is still empty.
pub(super) fn next_wanting(session: &Session, after: Option<&FieldPath>) -> Option<FieldPath> {
    let all = stops(session);
    let here = after.and_then(|at| all.iter().position(|stop| stop == at));
    let from = here.map_or(0, |here| here + 1);
    let (before, behind) = all.split_at(from.min(all.len()));
    behind
        .iter()
        .chain(before)
        .find(|at| is_wanting(session, at))
        .cloned()
}

fn next_empty(model: &mut Model) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    match next_wanting(session, Some(&form.at)) {
        Some(at) => go_to(model, &at),
        None => refuse(model, NotNow::NothingEmpty),
    }
}

fn next_finding(model: &mut Model) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let all = stops(session);
    let place = |at: &FieldPath| {
        all.iter()
            .position(|stop| stop == at || stop.is_within(at.as_str()))
    };
    let here = place(&form.at);
    let mut told: Vec<(usize, FieldPath)> = session
        .findings()
        .iter()
        .filter_map(|finding| Some((place(&finding.at)?, finding.at.clone())))
        .collect();
    // What is only not filled yet has a key of its own; it counts here when there is nothing else.
    let wanting = |at: &FieldPath| session.findings_at(at).all(Finding::is_wanting);
    if told.iter().any(|(_, at)| !wanting(at)) {
        told.retain(|(_, at)| !wanting(at));
    }
    told.sort_by_key(|(index, _)| *index);
    let next = told
        .iter()
        .find(|(index, _)| Some(*index) > here)
        .or_else(|| told.first());
    match next.map(|(_, at)| at.clone()) {
        Some(at) => go_to(model, &at),
        None => refuse(model, NotNow::NoFindings),
    }
}

fn choose(model: &mut Model, at: FieldPath) -> Vec<Effect> {
    let offered = model
        .session
        .as_ref()
        .is_some_and(|session| !answers(session, &at).is_empty());
    if !offered {
        return refuse(model, NotNow::NoChoices);
    }
    open_window(model, Screen::Pick(PickScreen::new(PickWhat::Answer(at))))
}

fn edit_outside(model: &mut Model, at: FieldPath) -> Vec<Effect> {
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

fn undo(
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
    effects
}

/// After rows came or went, the cursor stands at an address that is still there.
fn stand_somewhere(model: &mut Model) {
    let Some((form, session)) = open(model) else {
        return;
    };
    let at = form.at.clone();
    if let Some(there) = FormScreen::at(session, Some(&at))
        && (there.at != at || form.cursor.at > session.draft().text(&at).len())
    {
        form.at = there.at;
        form.cursor = there.cursor;
    }
}

fn copy(model: &mut Model, cut: bool) -> Vec<Effect> {
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

fn select_all(model: &mut Model) -> Vec<Effect> {
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
    form.scroll = scrolled(whole, caret..caret + 1, height).min(page.lines.len().saturating_sub(1));
    form.page = page;
    form.wraps = wraps;
}
