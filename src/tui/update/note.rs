//! Keys in a note: typing, and what becomes of it.

use super::{refuse, remarks};
use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::domain::review::entry::{Act, Kind, Remark, Target};
use crate::domain::review::proposal::Proposal;
use crate::tui::editor::Shape;
use crate::tui::keymap::Meaning;
use crate::tui::layout::note as areas;
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::note::{NoteScreen, NoteWhat};

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
    let Some(Screen::Note(note)) = model.screens.last_mut() else {
        return Vec::new();
    };
    match stroke {
        Meaning::Enter => return done(model),
        Meaning::Type(c) => note.insert(c.encode_utf8(&mut [0; 4])),
        Meaning::Erase(what) => note.erase(what),
        Meaning::Go(to, selects) => note.go(to, selects, shape),
        Meaning::Do(_) => {}
    }
    Vec::new()
}

pub(super) fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(Screen::Note(note)) = model.screens.last_mut() {
        note.insert(text);
    }
    Vec::new()
}

/// Opens a note; what was typed for the same before and not written comes back.
pub(super) fn open(model: &mut Model, what: NoteWhat, text: &str) -> Vec<Effect> {
    let kept = model.unsent.take_if(|kept| kept.what == what);
    let note = kept.map_or_else(|| NoteScreen::new(what, text), |kept| *kept);
    model.screens.push(Screen::Note(Box::new(note)));
    Vec::new()
}

/// Leaves a note; what was typed is kept aside.
pub(super) fn put_aside(model: &mut Model) -> Vec<Effect> {
    if let Some(Screen::Note(note)) = model.screens.pop()
        && !note.text.is_empty()
    {
        model.unsent = Some(note);
    }
    Vec::new()
}

/// What a note comes to.
enum After {
    Write(Act),
    Ask(NoteWhat),
    Nothing,
}

/// Writes the note, or asks for what belongs to it.
fn done(model: &mut Model) -> Vec<Effect> {
    let Some(Screen::Note(note)) = model.screens.last() else {
        return Vec::new();
    };
    match after(note) {
        After::Nothing => refuse(model, NotNow::NothingTyped),
        After::Ask(what) => {
            model.screens.pop();
            open(model, what, "")
        }
        After::Write(act) => {
            // Until it is written it can be asked for again.
            put_aside(model);
            remarks::write(model, vec![act])
        }
    }
}

fn after(note: &NoteScreen) -> After {
    let body = note.text.trim_end().to_owned();
    let proposing = |on: &Target, kind: Kind, proposal: Proposal| {
        After::Ask(NoteWhat::Remark {
            on: on.clone(),
            kind,
            proposal: Some(proposal),
        })
    };
    match &note.what {
        NoteWhat::Remark { proposal: None, .. } | NoteWhat::Reply(_) | NoteWhat::Amend(_)
            if body.is_empty() =>
        {
            After::Nothing
        }
        NoteWhat::Remark { on, kind, proposal } => After::Write(Act::Annotate(Box::new(Remark {
            on: on.clone(),
            kind: *kind,
            body,
            proposal: proposal.clone(),
        }))),
        NoteWhat::Words { old, .. } | NoteWhat::Cell { old, .. } if *old == note.text => {
            After::Nothing
        }
        NoteWhat::Words { on, kind, .. } => {
            proposing(on, *kind, Proposal::Words(note.text.clone()))
        }
        NoteWhat::Cell {
            on, kind, column, ..
        } => {
            let cells = [(column.clone(), note.text.clone())].into();
            proposing(on, *kind, Proposal::Cells(cells))
        }
        NoteWhat::Reply(id) => After::Write(Act::Reply {
            annotation: id.clone(),
            body,
        }),
        NoteWhat::Amend(id) => After::Write(Act::Amend {
            annotation: id.clone(),
            body,
        }),
        NoteWhat::Verdict(verdict) => After::Write(Act::Verdict {
            verdict: *verdict,
            note: body,
        }),
        NoteWhat::Conflict => After::Write(Act::Declare(body)),
    }
}
