//! Drawing a note that is being typed.

use crate::messages::{Lang, facing as words, review};
use crate::text::caret;
use crate::text::wrap::wrap;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::note as areas;
use crate::tui::model::Model;
use crate::tui::screens::note::{NoteScreen, NoteWhat};
use crate::tui::theme::Role;

/// Draws the note; gives the cursor's place in it.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, note: &NoteScreen) -> Option<(u16, u16)> {
    let lang = model.prefs.lang;
    let areas = areas(model.size);
    canvas.clear(areas.window);
    canvas.panel(areas.window, &heading(lang, &note.what));
    let told = Line::new(told(model, &note.what), Role::Dim);
    let told = told.wrapped(usize::from(areas.told.width), canvas.ambiguous);
    canvas.lines(areas.told, &told);
    let columns = usize::from(areas.text.width);
    let rows = wrap(&note.text, columns, canvas.ambiguous);
    let (row, column) = caret::locate(&note.text, &rows, note.cursor.at, canvas.ambiguous);
    let height = usize::from(areas.text.height);
    let top = (row + 1).saturating_sub(height);
    let selected = note.cursor.selected();
    let lines: Vec<Line> = rows
        .iter()
        .skip(top)
        .map(|row| Line {
            spans: crate::tui::page::spans(&note.text, row.start..row.end, &selected, &[]),
        })
        .collect();
    canvas.lines(areas.text, &lines);
    let x = areas.text.x + u16::try_from(column).unwrap_or(0);
    let y = areas.text.y + u16::try_from(row - top).unwrap_or(0);
    Some((x.min(areas.text.right()), y))
}

fn heading(lang: Lang, what: &NoteWhat) -> String {
    match what {
        NoteWhat::Remark { kind, proposal, .. } => match proposal {
            None => words::note_remark(lang, review::kind(lang, *kind)),
            Some(_) => words::note_reason(lang).to_owned(),
        },
        NoteWhat::Words { .. } | NoteWhat::Cell { .. } => words::note_words(lang).to_owned(),
        NoteWhat::Reply(_) => words::note_reply(lang).to_owned(),
        NoteWhat::Amend(_) => words::note_amend(lang).to_owned(),
        NoteWhat::Verdict(verdict) => words::note_verdict(lang, review::verdict(lang, *verdict)),
        NoteWhat::Conflict => words::note_conflict(lang).to_owned(),
    }
}

/// What the words are about.
fn told(model: &Model, what: &NoteWhat) -> String {
    use crate::domain::review::entry::Target;
    let remarks = model.session.as_ref().map(|session| session.remarks());
    match what {
        NoteWhat::Remark {
            on: Target::Place(pinned),
            ..
        } => match &pinned.anchor.quote {
            Some(quote) => format!("“{}”", quote.exact),
            None => model.session.as_ref().map_or_else(String::new, |session| {
                crate::messages::form::address(model.prefs.lang, session, &pinned.anchor.at)
            }),
        },
        NoteWhat::Remark { .. } => words::whole(model.prefs.lang).to_owned(),
        NoteWhat::Words { old, .. } | NoteWhat::Cell { old, .. } => {
            words::original(model.prefs.lang, old)
        }
        NoteWhat::Reply(id) | NoteWhat::Amend(id) => {
            let one = remarks.and_then(|remarks| remarks.one(id));
            one.map_or_else(String::new, |(one, _)| format!("{}：{}", one.by, one.body))
        }
        NoteWhat::Verdict(_) => words::note_verdict_told(model.prefs.lang).to_owned(),
        NoteWhat::Conflict => words::note_conflict_told(model.prefs.lang).to_owned(),
    }
}
