//! Drawing a note that is being typed.

use crate::messages::note as note_words;
use crate::text::caret;
use crate::text::wrap::wrap;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::note as areas;
use crate::tui::model::Model;
use crate::tui::screens::note::NoteScreen;
use crate::tui::theme::Role;

/// Draws the note; gives the cursor's place in it.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, note: &NoteScreen) -> Option<(u16, u16)> {
    let lang = model.prefs.lang;
    let areas = areas(model.size);
    canvas.clear(areas.window);
    canvas.panel(areas.window, &note_words::heading(lang, &note.note.what));
    let told = Line::new(
        model.session.as_ref().map_or_else(String::new, |session| {
            note_words::about(lang, session, &note.note.what)
        }),
        Role::Dim,
    );
    let told = told.wrapped(usize::from(areas.told.width), canvas.ambiguous);
    canvas.lines(areas.told, &told);
    let columns = usize::from(areas.text.width);
    let rows = wrap(&note.note.text, columns, canvas.ambiguous);
    let (row, column) = caret::locate(&note.note.text, &rows, note.cursor.at, canvas.ambiguous);
    let height = usize::from(areas.text.height);
    let top = (row + 1).saturating_sub(height);
    let selected = note.cursor.selected();
    let lines: Vec<Line> = rows
        .iter()
        .skip(top)
        .map(|row| Line {
            spans: crate::tui::page::spans(&note.note.text, row.start..row.end, &selected, &[]),
        })
        .collect();
    canvas.lines(areas.text, &lines);
    let x = areas.text.x + u16::try_from(column).unwrap_or(0);
    let y = areas.text.y + u16::try_from(row - top).unwrap_or(0);
    Some((x.min(areas.text.right()), y))
}
