//! Going about in the review: by rows, words and screens, and keeping where one is in sight.
//!
//! Invariant: only what is in sight, or on the way to it within a screen, is made into rows.

use super::open_review;
use crate::app::effect::Effect;
use crate::text::caret;
use crate::tui::editor::Cursor;
use crate::tui::keymap::{Meaning, Move};
use crate::tui::layout::review as areas;
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::review::folds::Shown;
use crate::tui::screens::review::{Place, ReviewScreen};
use crate::tui::spread::Source;
use crate::tui::spread::words::Over;
use crate::tui::theme::Role;

pub(crate) fn stroke(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    match stroke {
        Meaning::Enter => enter(model),
        Meaning::Go(to, selects) => {
            let place = source(model).map(|(source, height)| moved(&source, height, to, selects));
            if let (Some(mut place), Some((screen, _))) = (place, open_review(model)) {
                if !selects {
                    place.deselect();
                }
                screen.place = place;
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Opens the fold one is at.
fn enter(model: &mut Model) {
    let Some((screen, _)) = open_review(model) else {
        return;
    };
    if let Some(Shown::Fold(range)) = screen.shown.get(screen.place.at).cloned() {
        screen.refold(|folds| {
            folds.opened.insert(range.start);
        });
    }
}

/// The rows of the review on top, and how many are in sight.
pub(super) fn source(model: &Model) -> Option<(Source<'_>, usize)> {
    let (Some(Screen::Review(screen)), Some(session)) = (
        model.screens.iter().rfind(|screen| !screen.is_window()),
        &model.session,
    ) else {
        return None;
    };
    let areas = areas(model.size, screen.view);
    let source = Source {
        session,
        screen,
        prefs: model.prefs,
        columns: areas.columns,
    };
    Some((source, usize::from(areas.sheet.height)))
}

/// The place that a move leads to.
fn moved(source: &Source<'_>, height: usize, to: Move, selects: bool) -> Place {
    let place = source.screen.place;
    let last = source.screen.shown.len().saturating_sub(1);
    match to {
        Move::Up | Move::Down => by_row(source, to == Move::Down, selects),
        Move::PageUp | Move::PageDown => by_screen(source, height, to == Move::PageDown),
        Move::First | Move::Last => Place {
            at: if to == Move::First { 0 } else { last },
            cursor: Cursor::default(),
            ..place
        },
        _ => in_text(source, to, selects),
    }
}

/// One row up or down: within a paragraph, else to what is shown before or after it.
fn by_row(source: &Source<'_>, down: bool, selects: bool) -> Place {
    let place = source.screen.place;
    let (columns, ambiguous) = (source.draft_columns(), source.prefs.ambiguous);
    let text = source.text_at(place.at);
    let laid = text.map(|side| source.laid(side, Role::Added, Over::default()));
    let here = laid
        .as_ref()
        .map(|laid| laid.caret(laid.shown_at(place.cursor.at), columns, ambiguous));
    let goal = place
        .cursor
        .goal
        .or(here.map(|(_, column)| column))
        .unwrap_or(0);
    if let (Some(laid), Some((row, _))) = (&laid, here) {
        let next = if down {
            Some(row + 1)
        } else {
            row.checked_sub(1)
        };
        if let Some(at) = next.and_then(|row| laid.at(row, goal, columns, ambiguous)) {
            let within = selects && place.origin.is_none();
            let anchor = within.then(|| place.cursor.anchor.unwrap_or(place.cursor.at));
            let goal = Some(goal);
            return Place {
                cursor: Cursor { at, anchor, goal },
                ..place
            };
        }
    }
    if selects {
        return onward(source, step(source, down, goal));
    }
    step(source, down, goal)
}

/// Selects on into the paragraph that a step leads to, where it is one of the same field.
fn onward(source: &Source<'_>, to: Place) -> Place {
    let place = source.screen.place;
    let field = |at: usize| source.text_at(at).and_then(|_| source.field_at(at));
    if to.at == place.at || field(to.at).is_none() || field(to.at) != field(place.at) {
        return place;
    }
    let began = (place.at, place.cursor.anchor.unwrap_or(place.cursor.at));
    let origin = Some(place.origin.unwrap_or(began));
    // Back in the paragraph in which it began, it is a selection of that paragraph again.
    match origin {
        Some((at, byte)) if at == to.at => Place {
            cursor: Cursor {
                anchor: Some(byte),
                ..to.cursor
            },
            origin: None,
            ..to
        },
        origin => Place { origin, ..to },
    }
}

/// To what is shown before or after; the cursor keeps its column.
fn step(source: &Source<'_>, down: bool, goal: usize) -> Place {
    let place = source.screen.place;
    let last = source.screen.shown.len().saturating_sub(1);
    let at = match down {
        true => (place.at + 1).min(last),
        false => place.at.saturating_sub(1),
    };
    if at == place.at {
        return place;
    }
    let (columns, ambiguous) = (source.draft_columns(), source.prefs.ambiguous);
    let text = source.text_at(at);
    let byte = text.and_then(|side| {
        let laid = source.laid(side, Role::Added, Over::default());
        let row = if down {
            0
        } else {
            laid.rows(columns, ambiguous).saturating_sub(1)
        };
        laid.at(row, goal, columns, ambiguous)
    });
    let cursor = Cursor {
        at: byte.unwrap_or(0),
        anchor: None,
        goal: Some(goal),
    };
    Place {
        at,
        cursor,
        ..place
    }
}

/// A screen up or down, less a row.
fn by_screen(source: &Source<'_>, height: usize, down: bool) -> Place {
    let place = source.screen.place;
    let last = source.screen.shown.len().saturating_sub(1);
    let (mut at, mut rows) = (place.at, 0);
    while rows + 1 < height {
        rows += source.spread(at).rows.len();
        let next = if down { at + 1 } else { at.wrapping_sub(1) };
        if next > last {
            break;
        }
        at = next;
    }
    Place {
        at,
        cursor: Cursor::default(),
        ..place
    }
}

/// Left, right, by words, to the ends of a row; beyond the text, to what is shown before or after.
fn in_text(source: &Source<'_>, to: Move, selects: bool) -> Place {
    let place = source.screen.place;
    let Some(side) = source.text_at(place.at) else {
        return place;
    };
    let text = side.text();
    let (columns, ambiguous) = (source.draft_columns(), source.prefs.ambiguous);
    let laid = source.laid(side, Role::Added, Over::default());
    let (row, _) = laid.caret(laid.shown_at(place.cursor.at), columns, ambiguous);
    let now = place.cursor.at;
    let at = match to {
        Move::Left => caret::left(&text, now),
        Move::Right => caret::right(&text, now),
        Move::WordLeft => caret::word_left(&text, now),
        Move::WordRight => caret::word_right(&text, now),
        Move::Home => laid.at(row, 0, columns, ambiguous).unwrap_or(now),
        _ => laid.at(row, usize::MAX, columns, ambiguous).unwrap_or(now),
    };
    if at == now {
        let next = match to {
            Move::Left | Move::WordLeft => step(source, false, usize::MAX),
            Move::Right | Move::WordRight => step(source, true, 0),
            _ => place,
        };
        return if selects { onward(source, next) } else { next };
    }
    let within = selects && place.origin.is_none();
    let anchor = within.then(|| place.cursor.anchor.unwrap_or(now));
    let goal = None;
    Place {
        cursor: Cursor { at, anchor, goal },
        ..place
    }
}

/// Scrolls so that where one is stands in the upper part of the screen, below what leads up to it.
pub(super) fn lead_in(model: &mut Model) {
    let top =
        source(model).map(|(source, height)| before(&source, source.screen.place.at, height / 4));
    if let (Some(top), Some((screen, _))) = (top, open_review(model)) {
        screen.place.top = top;
    }
}

/// Scrolls as little as needed to have where one is in sight.
pub(crate) fn keep_in_sight(model: &mut Model) {
    let Some(top) = source(model).map(|(source, height)| top(&source, height)) else {
        return;
    };
    for screen in &mut model.screens {
        if let Screen::Review(screen) = screen {
            screen.place.top = top;
        }
    }
}

fn top(source: &Source<'_>, height: usize) -> (usize, usize) {
    let screen: &ReviewScreen = source.screen;
    let Place { at, top, .. } = screen.place;
    let here = source.spread(at);
    let rows = match here.caret {
        Some((row, _)) => row..row + 1,
        None => 0..here.rows.len().min(height),
    };
    if (at, rows.start) <= top {
        return (at, rows.start);
    }
    // From the top down to where one is, but no further than a screen.
    let mut seen = rows.end;
    for between in top.0..at {
        seen += source.spread(between).rows.len();
        if seen > height + top.1 {
            break;
        }
    }
    if seen <= height + top.1 {
        return top;
    }
    match height.checked_sub(rows.end) {
        Some(above) => before(source, at, above),
        None => (at, rows.end - height),
    }
}

/// The place so many rows above something that is shown.
fn before(source: &Source<'_>, at: usize, rows: usize) -> (usize, usize) {
    let mut wanted = rows;
    for above in (0..at).rev() {
        if wanted == 0 {
            return (above + 1, 0);
        }
        let has = source.spread(above).rows.len();
        if has >= wanted {
            return (above, has - wanted);
        }
        wanted -= has;
    }
    (0, 0)
}
