//! What happens when something happens: the model changes, and effects come out.
//!
//! Invariant: no I/O. A key first finds its meaning in the key table; a command that can do nothing now says why.

mod author;
mod board;
mod form;
mod history;
mod home;
mod import;
mod note;
mod opened;
mod outcome;
mod reissue;
mod remarks;
mod review;
mod sharing;
mod windows;

use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::app::ports::Access;
use crate::app::session::{Kept, Session};
use crate::text::width::Ambiguous;
use crate::tui::keymap::{Context, Meaning};
use crate::tui::model::{Company, Leaving, Model, Notice};
use crate::tui::msg::{Msg, Outcome};
use crate::tui::screens::Screen;
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::screens::prompt::{PromptScreen, PromptWhat};
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};
use ratatui::crossterm::event::{KeyCode, KeyEvent};

/// Lets something happen to the model; gives what has to be done in the world.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    // That an edit is in the journal changes nothing on the form's page.
    let same_page = matches!(msg, Msg::Came(Outcome::Recorded));
    let effects = match msg {
        Msg::Key(event) => key(model, &event),
        Msg::Paste(text) => paste(model, &text),
        Msg::Resize(size) => {
            model.size = size;
            vec![Effect::Redraw]
        }
        Msg::Idle => save(model),
        Msg::Leave => leave(model),
        Msg::Measured(ambiguous) => measured(model, ambiguous),
        Msg::Came(outcome) => outcome::came(model, outcome),
    };
    if !same_page {
        form::keep_in_sight(model);
    }
    home::keep_in_sight(model);
    board::keep_in_sight(model);
    review::keep_in_sight(model);
    import::keep_in_sight(model);
    effects
}

/// The terminal has told how wide it draws; what the user said holds all the same.
fn measured(model: &mut Model, ambiguous: Ambiguous) -> Vec<Effect> {
    if model.prefs.asks_widths {
        model.prefs.ambiguous = ambiguous;
    }
    Vec::new()
}

fn key(model: &mut Model, event: &KeyEvent) -> Vec<Effect> {
    model.notice = None;
    // Any key puts it away; those that a person presses for that alone do nothing else.
    let alone = [KeyCode::Enter, KeyCode::Esc, KeyCode::Char(' ')];
    if model.put_card_away() && alone.contains(&event.code) {
        return Vec::new();
    }
    let Some(top) = model.top() else {
        return Vec::new();
    };
    let contexts: &[Context] = top.contexts();
    let meaning = model
        .prefs
        .keys
        .meaning(contexts, |c| top.is_text(c), event);
    if !matches!(meaning, Some(Meaning::Do(Command::Quit | Command::Back))) {
        model.leaving = Leaving::No;
    }
    match meaning {
        Some(Meaning::Do(command)) => command_asked(model, command),
        Some(stroke) => stroke_made(model, stroke),
        None => Vec::new(),
    }
}

/// Does a command, or says why it can do nothing now.
pub(super) fn command_asked(model: &mut Model, command: Command) -> Vec<Effect> {
    if let Some(why) = command.refused_by(model.session.as_ref()) {
        model.notice = Some(Notice::NotNow(why));
        return Vec::new();
    }
    if would_lose(model, command) {
        model.leaving = Leaving::Trying(command);
        return save(model);
    }
    match command {
        Command::Quit => leave(model),
        Command::Redraw => vec![Effect::Redraw],
        Command::Back => sharing::stop(model).unwrap_or_else(|| back(model)),
        Command::Sync => sharing::begin(model, None),
        Command::Received => sharing::show(model),
        Command::Help => open_window(model, Screen::Reader(help_for(model))),
        Command::Palette => {
            let contexts = contexts_below(model);
            let palette = PickScreen::new(PickWhat::Command(contexts));
            open_window(model, Screen::Pick(palette))
        }
        Command::SwitchLanguage => {
            model.prefs.lang = model.prefs.lang.next();
            Vec::new()
        }
        _ => match model.screens.last() {
            Some(Screen::Home(_)) => home::command(model, command),
            Some(Screen::Board(_)) => board::command(model, command),
            Some(Screen::Form(_)) => form::command(model, command),
            Some(Screen::Review(_)) => review::command(model, command),
            Some(Screen::Note(_)) => note::command(model, command),
            Some(Screen::History(_)) => history::command(model, command),
            Some(Screen::Import(_)) => import::command(model, command),
            Some(Screen::Reissue(_)) => reissue::command(model, command),
            _ => refuse(model, NotNow::NotHere),
        },
    }
}

fn stroke_made(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    match model.screens.last() {
        Some(Screen::Home(_)) => home::stroke(model, stroke),
        Some(Screen::Board(_)) => board::stroke(model, stroke),
        Some(Screen::Form(_)) => form::stroke(model, stroke),
        Some(Screen::Review(_)) => review::stroke(model, stroke),
        Some(Screen::Note(_)) => note::stroke(model, stroke),
        Some(Screen::Import(_)) => import::stroke(model, stroke),
        Some(Screen::Reissue(_)) => reissue::stroke(model, stroke),
        _ => windows::stroke(model, stroke),
    }
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.notice = None;
    model.put_card_away();
    match model.screens.last_mut() {
        Some(Screen::Form(_)) => form::insert(model, text),
        Some(Screen::Board(_)) => board::insert(model, text),
        Some(Screen::Note(_)) => note::insert(model, text),
        Some(Screen::Import(_)) => import::insert(model, text),
        Some(Screen::Home(home)) => {
            home.finding = true;
            home.query.insert(text);
            home.chosen = 0;
            Vec::new()
        }
        Some(Screen::Pick(pick)) => {
            pick.query.insert(text);
            pick.chosen = 0;
            Vec::new()
        }
        Some(Screen::Prompt(prompt)) => {
            prompt.line.insert(text);
            Vec::new()
        }
        Some(Screen::Review(_) | Screen::Reader(_) | Screen::History(_) | Screen::Reissue(_))
        | None => Vec::new(),
    }
}

/// Leaves the open draft for the list below.
fn give_back(model: &mut Model) -> Vec<Effect> {
    model.screens.pop();
    let mut effects = close(model);
    effects.push(match model.top() {
        Some(Screen::Board(_)) => Effect::ReadBoard,
        _ => Effect::ListDrafts,
    });
    effects
}

/// Whether a command leaves a draft with words that stand on the screen only, and the user was not told yet.
fn would_lose(model: &Model, command: Command) -> bool {
    let leaves = match (command, model.screens.last()) {
        (Command::Quit, _) => true,
        (Command::Back, Some(Screen::Form(form))) => form.cursor.selected().is_empty(),
        _ => false,
    };
    let nowhere = |session: &Session| session.may_write() && session.kept() == Kept::OnScreenOnly;
    leaves && model.leaving == Leaving::No && model.session.as_ref().is_some_and(nowhere)
}

/// Goes back one screen; from the form, the draft is written and given back.
fn back(model: &mut Model) -> Vec<Effect> {
    match model.screens.last_mut() {
        Some(Screen::Home(home)) => {
            // Once to clear the search, once more for the keys of a list.
            home.finding &= !home.query.text().is_empty();
            home.query.clear();
            home.chosen = 0;
            Vec::new()
        }
        Some(Screen::Board(_)) => board::back(model),
        Some(Screen::Import(_)) => import::back(model),
        Some(Screen::Form(form)) if !form.cursor.selected().is_empty() => {
            form.cursor.anchor = None;
            Vec::new()
        }
        Some(Screen::Review(_)) => review::back(model),
        Some(Screen::Note(_)) => note::leave(model),
        Some(Screen::Form(_)) => give_back(model),
        Some(_) => {
            model.screens.pop();
            Vec::new()
        }
        None => vec![Effect::Quit],
    }
}

/// Writes the draft's file when something is not in it yet.
fn save(model: &mut Model) -> Vec<Effect> {
    let Some(session) = model.session.as_ref().filter(|session| session.may_write()) else {
        return Vec::new();
    };
    match session.kept() {
        Kept::Saved => Vec::new(),
        Kept::Journaled | Kept::OnScreenOnly => {
            vec![Effect::SaveDraft(Box::new(session.draft().clone()))]
        }
    }
}

/// Writes the draft's file because the user asked, and says so.
fn save_now(model: &mut Model) -> Vec<Effect> {
    keep_version(model, None)
}

/// Keeps the draft as a version, with what the user says about it.
fn keep_version(model: &mut Model, message: Option<String>) -> Vec<Effect> {
    let writable = |session: &&Session| *session.access() == Access::Write;
    let Some(session) = model.session.as_ref().filter(writable) else {
        return refuse(model, NotNow::ReadOnly);
    };
    vec![Effect::KeepVersion {
        draft: Box::new(session.draft().clone()),
        message,
    }]
}

fn close(model: &mut Model) -> Vec<Effect> {
    let mut effects = save(model);
    model.company = Company::default();
    model.unsent.clear();
    model.sent = None;
    if let Some(session) = model.session.take() {
        effects.push(Effect::CloseDraft(session.draft().origin.id.clone()));
    }
    effects
}

fn leave(model: &mut Model) -> Vec<Effect> {
    let mut effects = close(model);
    effects.push(Effect::Quit);
    effects
}

fn refuse(model: &mut Model, why: NotNow) -> Vec<Effect> {
    model.notice = Some(Notice::NotNow(why));
    Vec::new()
}

fn open_window(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.screens.push(screen);
    Vec::new()
}

/// Asks a question that is answered in one line.
fn ask(model: &mut Model, what: PromptWhat) -> Vec<Effect> {
    open_window(model, Screen::Prompt(PromptScreen::asking(what)))
}

fn help_for(model: &Model) -> ReaderScreen {
    ReaderScreen {
        what: ReaderWhat::Help(contexts_below(model)),
        scroll: 0,
    }
}

/// The contexts of the screen that has commands of its own, below lists, questions and texts.
fn contexts_below(model: &Model) -> &'static [Context] {
    let mut screens = model.screens.iter().rev();
    let plain = |screen: &&Screen| {
        !matches!(
            screen,
            Screen::Pick(_) | Screen::Prompt(_) | Screen::Reader(_)
        )
    };
    screens.find(plain).map_or(&[], Screen::contexts)
}
