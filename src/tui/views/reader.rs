//! Drawing something to read.

use crate::app::base::Base;
use crate::app::command::{COMMANDS, Command, Entry};
use crate::app::session::Session;
use crate::app::version::Comparison;
use crate::domain::checklist::checklist as checklist_of;
use crate::domain::finding::Severity;
use crate::messages::findings::sentence;
use crate::messages::form as messages_form;
use crate::messages::{
    Lang, board, checklist, commands, facing, failures, shell, versions, welcome as welcome_words,
};
use crate::text::width::Ambiguous;
use crate::tui::batch::Done;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::keymap::Context;
use crate::tui::layout::{frame, window};
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::history::HistoryScreen;
use crate::tui::screens::pick::severity_mark;
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};
use crate::tui::side;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// The widest that what is read is.
const WIDEST: u16 = 96;

mod summary;
mod welcome;

/// Draws the text; the cursor is hidden.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, reader: &ReaderScreen) -> Option<(u16, u16)> {
    let area = area(model, reader);
    canvas.clear(area);
    let title = match &reader.what {
        ReaderWhat::Welcome { .. } => welcome_words::title(model.prefs.lang).to_owned(),
        ReaderWhat::Help(_) => shell::help_title(model.prefs.lang).to_owned(),
        ReaderWhat::Words(_) => shell::words_title(model.prefs.lang).to_owned(),
        ReaderWhat::Checklist => checklist::title(model.prefs.lang).to_owned(),
        ReaderWhat::Changes(_) => changes_title(model),
        ReaderWhat::Batch(_) => board::batch_title(model.prefs.lang).to_owned(),
        ReaderWhat::Shared(_) => versions::received_title(model.prefs.lang).to_owned(),
        ReaderWhat::Summary => facing::summary_title(model.prefs.lang).to_owned(),
        ReaderWhat::Project(code) => {
            let name = crate::tui::screens::home::project_name(&model.shelf, code.as_str())
                .unwrap_or_default();
            format!("{} {name}", code.as_str())
        }
    };
    let inside = canvas.panel(area, &title);
    let lines = wrapped(model, reader);
    canvas.lines(inside, lines.iter().skip(reader.scroll));
    None
}

/// How many rows the text on top has.
#[must_use]
pub fn count(model: &Model) -> usize {
    match model.screens.last() {
        Some(Screen::Reader(reader)) => wrapped(model, reader).len(),
        _ => 0,
    }
}

/// A window as high as the screen; a card is as high as its text.
fn area(model: &Model, reader: &ReaderScreen) -> Rect {
    let whole = window(model.size, WIDEST, frame(model.size).body.height);
    match reader.what {
        ReaderWhat::Welcome { .. } => {
            let rows = u16::try_from(wrapped(model, reader).len()).unwrap_or(u16::MAX);
            window(model.size, WIDEST, rows.saturating_add(2))
        }
        _ => whole,
    }
}

/// The columns of the text.
fn columns(model: &Model) -> usize {
    usize::from(window(model.size, WIDEST, 1).width.saturating_sub(4))
}

fn wrapped(model: &Model, reader: &ReaderScreen) -> Vec<Line> {
    let columns = columns(model);
    lines(model, reader)
        .iter()
        .flat_map(|line| hanging(line, columns, model.prefs.ambiguous))
        .collect()
}

/// The rows of a line; those after the first stand as far in as it.
fn hanging(line: &Line, columns: usize, ambiguous: Ambiguous) -> Vec<Line> {
    let text = line.text();
    let indent = text.len() - text.trim_start_matches(' ').len();
    if indent == 0 || indent * 3 > columns {
        return line.wrapped(columns, ambiguous);
    }
    let rows = line
        .cut(indent, text.len())
        .wrapped(columns - indent, ambiguous);
    let rows = rows.into_iter().map(|row| {
        let mut whole = Line::new(" ".repeat(indent), Role::Text);
        whole.spans.extend(row.spans);
        whole
    });
    rows.collect()
}

fn lines(model: &Model, reader: &ReaderScreen) -> Vec<Line> {
    let lang = model.prefs.lang;
    match &reader.what {
        ReaderWhat::Welcome { demo } => welcome::card(model.prefs, *demo, columns(model)),
        ReaderWhat::Help(contexts) => help(model, contexts),
        ReaderWhat::Words(at) => model
            .session
            .as_ref()
            .map(|session| side::with_remarks(session, at, model.prefs))
            .unwrap_or_default(),
        ReaderWhat::Checklist => model
            .session
            .as_ref()
            .map(|session| papers(session, lang))
            .unwrap_or_default(),
        ReaderWhat::Changes(found) => changes(model, found, lang),
        ReaderWhat::Batch(done) => done.iter().flat_map(|one| batch(one, lang)).collect(),
        ReaderWhat::Shared(shared) => {
            let mut said = versions::received(lang, shared);
            said.push(versions::shared(lang, shared));
            let lines = said.into_iter();
            lines.map(|line| Line::new(line, Role::Text)).collect()
        }
        ReaderWhat::Summary => model
            .session
            .as_ref()
            .map(|session| summary::summary(session, lang))
            .unwrap_or_default(),
        ReaderWhat::Project(code) => {
            let project = model
                .shelf
                .calls
                .iter()
                .find_map(|call| call.catalog.project(code.as_str()));
            project
                .map(|project| side::project(project, lang))
                .unwrap_or_default()
        }
    }
}

/// The papers that prove each promise; what is promised stands dim below the printed words.
fn papers(session: &Session, lang: Lang) -> Vec<Line> {
    let list = checklist_of(&session.call().form, session.project(), session.draft());
    let mut lines = vec![Line::new(checklist::intro(lang), Role::Dim)];
    for entry in &list {
        lines.push(Line::default());
        for (index, text) in checklist::lines(lang, entry).into_iter().enumerate() {
            let role = if index == 0 { Role::Label } else { Role::Text };
            lines.push(Line::new(text, role));
        }
    }
    lines
}

/// What came of one of many drafts: its findings, or why it refused.
fn batch(done: &Done, lang: Lang) -> Vec<Line> {
    let id = done.id.as_str();
    let findings = match &done.came {
        Ok(findings) if findings.is_empty() => {
            return vec![Line::new(board::batch_well(lang, id), Role::Good)];
        }
        Ok(findings) => findings,
        Err(failure) => {
            let said = failures::message(lang, failure);
            return vec![Line::new(format!("✗ {id}  {said}"), Role::Error)];
        }
    };
    let count = |severity| {
        let same = findings
            .iter()
            .filter(|found| found.finding.severity == severity);
        same.count()
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Advice].map(count);
    let head = board::batch_found(lang, id, counts[0], counts[1], counts[2]);
    let mut lines = vec![Line::new(head, Role::Label)];
    lines.extend(findings.iter().map(|found| {
        let (mark, role) = severity_mark(found.finding.severity);
        let said = sentence(lang, &found.finding);
        let at = found.place(lang);
        Line::new(
            format!(
                "  {mark} {} {}",
                found.finding.rule().code(),
                lang.labelled(at, &said)
            ),
            role,
        )
    }));
    lines
}

/// Which two are compared.
fn changes_title(model: &Model) -> String {
    let lang = model.prefs.lang;
    let history = model.screens.iter().rev().find_map(|screen| match screen {
        Screen::History(history) => Some(history),
        _ => None,
    });
    let name = |entry: usize| match history.and_then(|history| history.version(entry)) {
        Some(one) => one.version.short().to_owned(),
        None if entry == 0 => versions::now(lang).to_owned(),
        None => facing::base(lang, &Base::Prefill),
    };
    let (newer, older) = history.map_or((0, 1), HistoryScreen::compared);
    versions::changes_title(lang, &name(older), &name(newer))
}

/// What differs between two versions: each place, then its text with what was taken out and put in; then the money, line by
/// line.
fn changes(model: &Model, found: &Comparison, lang: Lang) -> Vec<Line> {
    let Some(session) = &model.session else {
        return Vec::new();
    };
    if found.changes.is_empty() {
        return vec![Line::new(versions::no_difference(lang), Role::Dim)];
    }
    let told = found.changes.iter().flat_map(|change| {
        let label = messages_form::address(lang, session, &change.at);
        let said = versions::change::change(lang, &session.call().form, change, &label);
        let mut lines: Vec<Line> = said.lines().map(marked).collect();
        if let Some(first) = lines.first_mut() {
            *first = Line::new(said.lines().next().unwrap_or_default(), Role::Label);
        }
        lines
    });
    let mut lines: Vec<Line> = told.collect();
    let money = versions::change::amounts(lang, &found.shifts);
    let money = money.lines().enumerate();
    lines.extend(money.map(|(index, line)| {
        let role = if index == 0 { Role::Label } else { Role::Text };
        Line::new(line, role)
    }));
    lines
}

/// A row of a difference, with the signs `[-…-]` and `{+…+}` in the colours of taking out and putting in.
fn marked(text: &str) -> Line {
    let mut line = Line::default();
    let mut rest = text;
    while let Some(at) = rest.find(['[', '{']) {
        let (before, from) = rest.split_at(at);
        let (role, end) = match from.get(..2) {
            Some("[-") => (Role::Error, "-]"),
            Some("{+") => (Role::Good, "+}"),
            Some("[<") => (Role::Warning, "<]"),
            Some("{>") => (Role::Warning, ">}"),
            _ => {
                let (one, after) = from.split_at(1);
                line = line.and(before, Role::Text).and(one, Role::Text);
                rest = after;
                continue;
            }
        };
        // What goes on in the next row is marked to the end of this one.
        let close = from.find(end).map_or(from.len(), |at| at + end.len());
        let (stretch, after) = from.split_at(close);
        line = line.and(before, Role::Text).and(stretch, role);
        rest = after;
    }
    line.and(rest, Role::Text)
}

/// The keys that hold on a screen, by group, with what each does.
fn help(model: &Model, contexts: &[Context]) -> Vec<Line> {
    let lang = model.prefs.lang;
    let mut lines = Vec::new();
    if contexts.contains(&Context::Home) {
        lines.extend(welcome::about(model.prefs, false, columns(model)));
    }
    if let Some(told) = introduction(model, contexts) {
        lines.push(Line::new(told, Role::Text));
    }
    let own = |entry: &&Entry| model.prefs.keys.is_of(entry.command, contexts);
    let general = COMMANDS.iter().filter(|entry| !own(entry));
    let mut group = None;
    for entry in COMMANDS.iter().filter(own).chain(general) {
        let holds =
            |context: &Context| *context == Context::Everywhere || contexts.contains(context);
        let bound = model.prefs.keys.of(entry.command);
        let bound = bound.filter(|binding| holds(&binding.context));
        let chords: Vec<String> = bound.map(|binding| binding.chord.to_string()).collect();
        if chords.is_empty() {
            continue;
        }
        if group != Some(entry.group) {
            group = Some(entry.group);
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.push(Line::new(commands::group(lang, entry.group), Role::Label));
        }
        let named = Line::new(format!("  {}", chords.join(" ")), Role::Key)
            .to_column(20, model.prefs.ambiguous)
            .and(commands::label(lang, entry.command), Role::Text);
        lines.extend(explained(
            model,
            named,
            commands::tooltip(lang, entry.command),
        ));
    }
    lines
}

/// What one does on the screen below, where the names of its keys do not say it.
fn introduction(model: &Model, contexts: &[Context]) -> Option<String> {
    let lang = model.prefs.lang;
    let keys = model.prefs.keys;
    let key = |command| {
        keys.chord_of(command)
            .map_or_else(String::new, |chord| chord.to_string())
    };
    match contexts.first()? {
        Context::Form => Some(shell::help_form(
            lang,
            &key(Command::NextEmpty),
            &key(Command::NextFinding),
            &key(Command::CallWords),
            &key(Command::Export),
        )),
        Context::Review => Some(shell::help_review(
            lang,
            &key(Command::NextChange),
            &key(Command::NextRemark),
            &key(Command::Annotate),
            &key(Command::Suggest),
            &key(Command::Score),
        )),
        Context::Board => Some(shell::help_board(
            lang,
            &key(Command::Mark),
            &key(Command::CheckMarked),
            &key(Command::ExportMarked),
            &key(Command::StepMarked),
        )),
        _ => None,
    }
}

/// A key and its name with what it does beside them, in a column of its own.
fn explained(model: &Model, named: Line, told: &str) -> Vec<Line> {
    const COLUMN: usize = 37;
    let ambiguous = model.prefs.ambiguous;
    let room = columns(model).saturating_sub(COLUMN).max(2);
    let rows = Line::new(told, Role::Dim).wrapped(room, ambiguous);
    let mut lines = Vec::new();
    let mut before = named;
    if before.width(ambiguous) >= COLUMN {
        lines.push(std::mem::take(&mut before));
    }
    for row in rows {
        let mut line = std::mem::take(&mut before).to_column(COLUMN, ambiguous);
        line.spans.extend(row.spans);
        lines.push(line);
    }
    lines
}
