//! Keys in a note: typing, and what becomes of it.
//!
//! Invariant: whatever changes a note's words asks for them to be kept, before the frame that shows them.

use super::{open_window, refuse, remarks};
use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::domain::review::note::{Done, Note, NoteWhat};
use crate::tui::editor::{Cursor, Shape};
use crate::tui::keymap::{Meaning, Move};
use crate::tui::layout::note as areas;
use crate::tui::model::{Model, Notice};
use crate::tui::screens::Screen;
use crate::tui::screens::note::NoteScreen;
use crate::tui::screens::pick::{PickScreen, PickWhat};

pub(super) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::BreakLine => insert(model, "\n"),
        _ => refuse(model, NotNow::NotHere),
    }
}

pub(super) fn stroke(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    let area = areas(model.size).text;
    let shape = Shape {
        columns: usize::from(area.width),
        rows: usize::from(area.height),
        ambiguous: model.prefs.ambiguous,
    };
    let Some(Screen::Note(screen)) = model.screens.last_mut() else {
        return Vec::new();
    };
    let before = screen.note.text.clone();
    match stroke {
        Meaning::Enter => return done(model),
        Meaning::Type(c) => screen.insert(c.encode_utf8(&mut [0; 4])),
        Meaning::Erase(what) => screen.erase(what),
        Meaning::Go(to, selects) => {
            screen.go(to, selects, shape);
            // Behind the name of a cell, whose length differs from line to line.
            let cells = matches!(screen.note.what, NoteWhat::Row { .. });
            if cells && !selects && matches!(to, Move::Up | Move::Down) {
                screen.go(Move::End, false, shape);
            }
        }
        Meaning::Do(_) => {}
    }
    kept(model, &before)
}

pub(super) fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
    let Some(Screen::Note(screen)) = model.screens.last_mut() else {
        return Vec::new();
    };
    let before = screen.note.text.clone();
    screen.insert(text);
    kept(model, &before)
}

/// Keeps the note on top where its words changed.
fn kept(model: &Model, before: &str) -> Vec<Effect> {
    match model.screens.last() {
        Some(Screen::Note(screen)) if screen.note.text != before => keep(model, &screen.note),
        _ => Vec::new(),
    }
}

fn keep(model: &Model, note: &Note) -> Vec<Effect> {
    let session = model.session.iter();
    let keep = session.map(|session| Effect::KeepNote {
        draft: session.draft().origin.id.clone(),
        by: session.remarks().me.clone(),
        note: Box::new(note.clone()),
    });
    keep.collect()
}

fn forget(model: &Model, what: NoteWhat) -> Vec<Effect> {
    let session = model.session.iter();
    let mut what = Some(what);
    let forget = session.filter_map(|session| {
        Some(Effect::ForgetNote {
            draft: session.draft().origin.id.clone(),
            by: session.remarks().me.clone(),
            what: Box::new(what.take()?),
        })
    });
    forget.collect()
}

/// Opens a note; what was typed for the same before and not written comes back.
pub(super) fn open(model: &mut Model, what: NoteWhat, text: &str) -> Vec<Effect> {
    let kept = model.unsent.iter().position(|kept| kept.what == what);
    let note = match kept {
        Some(index) => NoteScreen::again(model.unsent.remove(index)),
        None => NoteScreen::new(what, text),
    };
    model.screens.push(Screen::Note(Box::new(note)));
    Vec::new()
}

/// Opens a note that begins with several lines to be filled in, the cursor at the end of the first.
pub(super) fn open_at_first_line(model: &mut Model, what: NoteWhat, text: &str) -> Vec<Effect> {
    let effects = open(model, what, text);
    if let Some(Screen::Note(screen)) = model.screens.last_mut()
        && screen.note.text == text
    {
        screen.cursor = Cursor::at(text.lines().next().map_or(0, str::len));
    }
    effects
}

/// Takes up what was typed and not written: the only note there is, else the one that is picked.
pub(super) fn take_up(model: &mut Model) -> Vec<Effect> {
    match model.unsent.as_slice() {
        [] => refuse(model, NotNow::NothingUnsent),
        [_] => take_up_one(model, 0),
        _ => open_window(
            model,
            Screen::Pick(PickScreen::new(PickWhat::Unsent(model.unsent.clone()))),
        ),
    }
}

/// Takes up one of the notes that were kept aside.
pub(super) fn take_up_one(model: &mut Model, index: usize) -> Vec<Effect> {
    match model.unsent.get(index).map(|note| note.what.clone()) {
        Some(what) => open(model, what, ""),
        None => Vec::new(),
    }
}

/// Asks for what was typed about the open draft and not written before the program was gone.
pub(super) fn look_for(model: &Model) -> Vec<Effect> {
    let session = model.session.iter();
    let read = session.map(|session| Effect::ReadNotes {
        draft: session.draft().origin.id.clone(),
        by: session.remarks().me.clone(),
    });
    read.collect()
}

/// What was typed about the open draft and not written is there; what is typed on just now is none of it.
pub(super) fn came(model: &mut Model, left: Vec<Note>) {
    let typed = |note: &Note| {
        let mut screens = model.screens.iter();
        screens.any(|screen| matches!(screen, Screen::Note(open) if open.note.what == note.what))
    };
    model.unsent = left.into_iter().filter(|note| !typed(note)).collect();
    if !model.unsent.is_empty() {
        model.notice = Some(Notice::Unsent(model.unsent.len()));
    }
}

/// Leaves a note; what was typed is kept aside, and what says nothing is thrown away.
pub(super) fn leave(model: &mut Model) -> Vec<Effect> {
    match put_aside(model) {
        Some(Aside::Kept) => {
            model.notice = Some(Notice::PutAside);
            Vec::new()
        }
        Some(Aside::Empty(what)) => forget(model, what),
        None => Vec::new(),
    }
}

/// What became of a note that was left.
enum Aside {
    Kept,
    Empty(NoteWhat),
}

fn put_aside(model: &mut Model) -> Option<Aside> {
    let Some(Screen::Note(screen)) = model.screens.pop() else {
        return None;
    };
    if !screen.note.is_worth_keeping() {
        return Some(Aside::Empty(screen.note.what));
    }
    model.unsent.push(screen.note);
    Some(Aside::Kept)
}

/// The note that became an entry is written: it is not kept any more.
pub(super) fn written(model: &mut Model) -> Vec<Effect> {
    let Some(what) = model.sent.take() else {
        return Vec::new();
    };
    model.unsent.retain(|note| note.what != what);
    forget(model, what)
}

/// Writes the note, or asks for what belongs to it.
fn done(model: &mut Model) -> Vec<Effect> {
    let Some(Screen::Note(screen)) = model.screens.last() else {
        return Vec::new();
    };
    let what = screen.note.what.clone();
    match screen.note.done() {
        Done::Nothing => refuse(model, NotNow::NothingTyped),
        Done::Unclear => refuse(model, NotNow::UnclearRow),
        Done::Ask(next) => {
            model.screens.pop();
            open(model, next, "");
            // The change is kept with the question for its reason before it is forgotten as what was asked for first.
            let kept = match model.screens.last() {
                Some(Screen::Note(screen)) => keep(model, &screen.note),
                _ => Vec::new(),
            };
            [kept, forget(model, what)].concat()
        }
        Done::Write(act) => {
            // Until it is written it can be asked for again.
            if let Some(Screen::Note(screen)) = model.screens.pop() {
                model.unsent.push(screen.note);
            }
            let effects = remarks::write(model, vec![act]);
            model.sent = Some(what);
            effects
        }
    }
}
