//! Going about in the form: by arrows, fields, sections, to what is still empty and to what was found.

use super::{open, refuse, rows, shape, typing::is_chosen};
use crate::app::command::NotNow;
use crate::app::effect::Effect;
use crate::app::session::Session;
use crate::domain::field::FieldPath;
use crate::domain::finding::Finding;
use crate::domain::outline::Asks;
use crate::tui::editor::Cursor;
use crate::tui::keymap::Move;
use crate::tui::model::Model;
use crate::tui::screens::form::{FormScreen, is_wanting, part_of, part_stops, parts, stops};

pub(super) fn go(model: &mut Model, to: Move, selects: bool) -> Vec<Effect> {
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
pub(in crate::tui::update) fn go_to(model: &mut Model, at: &FieldPath) -> Vec<Effect> {
    if let Some((form, session)) = open(model) {
        session.seal();
        if let Some(there) = FormScreen::at(session, Some(at)) {
            form.at = there.at;
            form.cursor = there.cursor;
        }
    }
    Vec::new()
}

pub(super) fn step(model: &mut Model, by: isize) -> Vec<Effect> {
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

pub(super) fn step_section(model: &mut Model, by: isize) -> Vec<Effect> {
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
pub(in crate::tui::update) fn next_wanting(
    session: &Session,
    after: Option<&FieldPath>,
) -> Option<FieldPath> {
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

pub(super) fn next_empty(model: &mut Model) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    match next_wanting(session, Some(&form.at)) {
        Some(at) => go_to(model, &at),
        None => refuse(model, NotNow::NothingEmpty),
    }
}

pub(super) fn next_finding(model: &mut Model) -> Vec<Effect> {
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

/// After rows came or went, the cursor stands at an address that is still there.
pub(super) fn stand_somewhere(model: &mut Model) {
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
