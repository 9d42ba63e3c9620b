//! Keys in the import of an annex: settling doubts, correcting values, keeping the call.

use super::home::moved;
use super::refuse;
use crate::app::annex::id_from;
use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::domain::annex::NotTaken;
use crate::domain::call::CallId;
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::spending::Taxonomy;
use crate::tui::editor::{Cursor, Shape, acceptable};
use crate::tui::keymap::{Meaning, Move};
use crate::tui::layout::{import as areas, scrolled};
use crate::tui::model::{Model, Notice};
use crate::tui::screens::Screen;
use crate::tui::screens::import::{Editing, Entry, ImportScreen};
use crate::tui::screens::prompt::{PromptScreen, PromptWhat};
use crate::tui::widgets::query_line::QueryLine;

pub(super) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Settle | Command::KeepCall if is_editing(model) => return put(model),
        Command::Settle => settle(model),
        Command::KeepCall => ask_id(model),
        _ => return refuse(model, NotNow::NotHere),
    }
    Vec::new()
}

pub(super) fn stroke(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    let (size, ambiguous) = (model.size, model.prefs.ambiguous);
    let Some(import) = import_mut(model) else {
        return Vec::new();
    };
    if import.editing.is_some() {
        let area = areas(size).right;
        let shape = Shape {
            columns: usize::from(area.width.max(1)),
            rows: usize::from(area.height.max(1)),
            ambiguous,
        };
        return edit(model, stroke, shape);
    }
    let page = usize::from(areas(size).list.height).max(1);
    match stroke {
        Meaning::Enter => begin(import),
        Meaning::Go(Move::Left | Move::Right, _) => {}
        Meaning::Go(to, _) => import.chosen = moved(import.chosen, import.count(), page, to),
        _ => {}
    }
    Vec::new()
}

/// Settles the doubt pointed at, or opens it again, and goes to the next open one.
fn settle(model: &mut Model) {
    let Some(import) = import_mut(model) else {
        return;
    };
    match import.entry(import.chosen) {
        Some(Entry::Doubt(at)) if !import.settled.remove(&at) => {
            import.settled.insert(at);
            import.chosen = import.next_open().unwrap_or(import.chosen);
        }
        Some(Entry::Doubt(_)) => {}
        _ => import.chosen = import.next_open().unwrap_or(import.chosen),
    }
}

/// Begins to correct the value pointed at.
fn begin(import: &mut ImportScreen) {
    let Some((project, column)) = import.entry(import.chosen).and_then(|at| import.value(at))
    else {
        return;
    };
    let mut text = import.annex.reading.words(project, column);
    if let Some(Entry::Doubt(at)) = import.entry(import.chosen)
        && text.trim().is_empty()
    {
        // Where nothing was read, the correction begins with what offers itself.
        let doubt = import.annex.reading.doubts.get(at);
        let offered = doubt.and_then(|doubt| doubt.others.first());
        text = offered.cloned().unwrap_or_default();
    }
    import.editing = Some(Editing {
        code: project.code.as_str().to_owned(),
        column,
        cursor: Cursor::at(text.len()),
        text,
    });
}

fn edit(model: &mut Model, stroke: Meaning, shape: Shape) -> Vec<Effect> {
    let Some(editing) = import_mut(model).and_then(|import| import.editing.as_mut()) else {
        return Vec::new();
    };
    match stroke {
        Meaning::Enter => return put(model),
        Meaning::Type(c) => typed(editing, c.encode_utf8(&mut [0; 4])),
        Meaning::Erase(what) => {
            let erased = anywhere().and_then(|at| editing.cursor.erased(&editing.text, &at, what));
            if let Some((edit, cursor)) = erased {
                splice(editing, &edit, cursor);
            }
        }
        Meaning::Go(to, selects) => {
            if let Some(cursor) = editing.cursor.moved(&editing.text, to, selects, shape) {
                editing.cursor = cursor;
            }
        }
        Meaning::Do(_) => {}
    }
    Vec::new()
}

/// Takes a paste into the value that is being corrected.
pub(super) fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
    let editing = import_mut(model).and_then(|import| import.editing.as_mut());
    if let Some(editing) = editing {
        typed(editing, &acceptable(text, true));
    }
    Vec::new()
}

fn typed(editing: &mut Editing, text: &str) {
    if let Some(at) = anywhere() {
        let (edit, cursor) = editing.cursor.typed(&editing.text, &at, text);
        splice(editing, &edit, cursor);
    }
}

/// The editor speaks of addresses in a draft; a value of a catalog has none, so any will do.
fn anywhere() -> Option<FieldPath> {
    FieldPath::parse("value").ok()
}

fn is_editing(model: &mut Model) -> bool {
    import_mut(model).is_some_and(|import| import.editing.is_some())
}

fn splice(editing: &mut Editing, edit: &Edit, cursor: Cursor) {
    let Edit::Splice {
        start,
        removed,
        inserted,
        ..
    } = edit
    else {
        return;
    };
    let mut chars: Vec<char> = editing.text.chars().collect();
    let end = (start + removed).min(chars.len());
    chars.splice(*start..end, inserted.chars());
    editing.text = chars.into_iter().collect();
    editing.cursor = cursor;
}

/// Puts the corrected words in place, and settles the doubt that they answer.
fn put(model: &mut Model) -> Vec<Effect> {
    let taxonomy = model.shelf.calls.last().map(|call| call.taxonomy.clone());
    let taxonomy = taxonomy.unwrap_or_else(|| Taxonomy::default().into());
    let Some(import) = import_mut(model) else {
        return Vec::new();
    };
    let Some(editing) = import.editing.take() else {
        return Vec::new();
    };
    let kinds = |name: &str, _: Option<&str>| taxonomy.kinds_of_item(name);
    let (code, column) = (editing.code.as_str(), editing.column);
    let reading = &mut import.annex.reading;
    match reading.put(code, column, &editing.text, &kinds) {
        Ok(()) => {
            if let Some(Entry::Doubt(at)) = import.entry(import.chosen) {
                import.settled.insert(at);
                import.chosen = import.next_open().unwrap_or(import.chosen);
            }
        }
        Err(why) => {
            // What was typed stays to be mended.
            import.editing = Some(editing);
            model.notice = Some(Notice::NotTaken(why));
        }
    }
    Vec::new()
}

/// Goes back: out of the value, else out of the import.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    if let Some(import) = import_mut(model)
        && import.editing.take().is_some()
    {
        return Vec::new();
    }
    model.screens.pop();
    Vec::new()
}

/// The question which file to read.
pub(super) fn ask_file(model: &mut Model) -> Vec<Effect> {
    super::ask(model, PromptWhat::Annex)
}

/// The question what the call shall be called.
fn ask_id(model: &mut Model) {
    let Some(import) = import_mut(model) else {
        return;
    };
    let open = import.open();
    let id = import.annex.reading.catalog.call.as_str().to_owned();
    model.screens.push(Screen::Prompt(PromptScreen {
        line: QueryLine::with(&id),
        ..PromptScreen::asking(PromptWhat::CallId { open })
    }));
}

/// Keeps the call under the id that was given.
pub(super) fn keep(model: &mut Model, id: &str) -> Vec<Effect> {
    let Some(id) = CallId::parse(id) else {
        model.notice = Some(Notice::NotTaken(NotTaken::Code));
        return Vec::new();
    };
    let Some(import) = import_mut(model) else {
        return Vec::new();
    };
    import.annex.reading.catalog.call = id;
    vec![Effect::KeepCall(Box::new(import.annex.clone()))]
}

/// Reads the annex that was named.
pub(super) fn read(path: String) -> Vec<Effect> {
    let id = id_from(&path).or_else(|| CallId::parse("call"));
    let read = id.map(|id| Effect::ReadAnnex { path, id });
    read.into_iter().collect()
}

fn import_mut(model: &mut Model) -> Option<&mut ImportScreen> {
    model
        .screens
        .iter_mut()
        .rev()
        .find_map(|screen| match screen {
            Screen::Import(import) => Some(import.as_mut()),
            _ => None,
        })
}

/// Scrolls as little as needed to have the entry pointed at in sight.
pub(super) fn keep_in_sight(model: &mut Model) {
    let height = usize::from(areas(model.size).list.height).max(1);
    if let Some(import) = import_mut(model) {
        let chosen = import.chosen..import.chosen + 1;
        import.scroll = scrolled(import.scroll, chosen, height);
    }
}
