//! Drawing: what a model looks like. Pure functions from the model to cells, under the names of the screens.

pub mod board;
mod footer;
pub mod form;
pub mod history;
pub mod home;
pub mod import;
pub mod note;
mod notice;
pub mod pick;
pub mod prompt;
pub mod reader;
pub mod reissue;
pub mod review;

use crate::app::ports::Access;
use crate::app::session::{Kept, Session};
use crate::domain::finding::Severity;
use crate::messages::{self, facing, shell, versions};
use crate::text::visible::visible;
use crate::text::width::{ellipsis, width};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::{Frame, frame, is_too_small};
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::pick::severity_mark;
use crate::tui::theme::Role;
use crate::tui::widgets::query_line::QueryLine;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A drawn screen.
pub struct Drawn {
    /// Its cells.
    pub buffer: Buffer,
    /// Where the terminal's cursor stands; hidden when nowhere.
    pub cursor: Option<(u16, u16)>,
}

/// Draws a model.
#[must_use]
pub fn draw(model: &Model) -> Drawn {
    draw_on(model, Buffer::default())
}

/// Draws a model on the cells of a screen that is not shown any more: with every key as much memory again would be asked
/// for and given back.
#[must_use]
pub fn draw_on(model: &Model, mut buffer: Buffer) -> Drawn {
    buffer.resize(Rect {
        x: 0,
        y: 0,
        width: model.size.width,
        height: model.size.height,
    });
    buffer.reset();
    let mut canvas = Canvas {
        buffer: &mut buffer,
        theme: model.prefs.theme,
        ambiguous: model.prefs.ambiguous,
    };
    if is_too_small(model.size) {
        let told = shell::too_small(model.prefs.lang, model.size.width, model.size.height);
        let lines = Line::new(told, Role::Text)
            .wrapped(usize::from(model.size.width), model.prefs.ambiguous);
        canvas.lines(canvas.buffer.area, &lines);
        return Drawn {
            buffer,
            cursor: None,
        };
    }
    let frame = frame(model.size);
    let below = model
        .screens
        .iter()
        .rposition(|screen| !screen.is_window())
        .unwrap_or(0);
    let mut cursor = None;
    for screen in model.screens.iter().skip(below) {
        cursor = match screen {
            Screen::Home(home) => home::draw(&mut canvas, model, home),
            Screen::Board(board) => board::draw(&mut canvas, model, board),
            Screen::Form(form) => form::draw(&mut canvas, model, form),
            Screen::Review(review) => review::draw(&mut canvas, model, review),
            Screen::Import(import) => import::draw(&mut canvas, model, import),
            Screen::Reissue(reissue) => reissue::draw(&mut canvas, model, reissue),
            Screen::History(history) => history::draw(&mut canvas, model, history),
            Screen::Pick(pick) => pick::draw(&mut canvas, model, pick),
            Screen::Reader(reader) => reader::draw(&mut canvas, model, reader),
            Screen::Note(note) => note::draw(&mut canvas, model, note),
            Screen::Prompt(prompt) => prompt::draw(&mut canvas, model, prompt),
        };
    }
    status(&mut canvas, model, frame);
    footer::draw(&mut canvas, model, frame);
    Drawn { buffer, cursor }
}

/// The title line: where one is, at the left, and what it is about, at the right.
fn title(canvas: &mut Canvas<'_>, area: Rect, left: &str, right: &str) {
    canvas.tint(area, Role::Title);
    let right = ellipsis(right, usize::from(area.width / 2), canvas.ambiguous);
    let room = usize::from(area.width).saturating_sub(width(&right, canvas.ambiguous) + 3);
    let left = ellipsis(left, room, canvas.ambiguous);
    canvas.line(area, &Line::new(format!(" {left}"), Role::Title));
    let columns = u16::try_from(width(&right, canvas.ambiguous)).unwrap_or(0);
    let x = area.right().saturating_sub(columns + 1);
    canvas.line(
        Rect {
            x,
            width: columns,
            ..area
        },
        &Line::new(right, Role::Title),
    );
}

/// A search line; gives the cursor's place in it, where characters go into it.
fn find_line(
    canvas: &mut Canvas<'_>,
    lang: messages::Lang,
    query: &QueryLine,
    hint: &str,
    finding: bool,
    area: Rect,
) -> Option<(u16, u16)> {
    let label = Line::new(format!(" {} ", shell::find(lang)), Role::Label);
    let x = canvas.line(area, &label);
    let rest = Rect {
        x,
        width: area.right().saturating_sub(x),
        ..area
    };
    if query.text().is_empty() {
        canvas.line(rest, &Line::new(hint, Role::Dim));
    }
    canvas.line(rest, &Line::new(query.text(), Role::Text));
    let before = u16::try_from(width(query.before_cursor(), canvas.ambiguous)).unwrap_or(u16::MAX);
    let column = x.saturating_add(before).min(area.right().saturating_sub(1));
    finding.then_some((column, area.y))
}

fn status(canvas: &mut Canvas<'_>, model: &Model, frame: Frame) {
    let lang = model.prefs.lang;
    let mut line = Line::new(" ", Role::Text);
    if let Some(session) = &model.session {
        let (kept, role) = kept(session, lang);
        line = line.and(kept, role).and("  ", Role::Text);
        for severity in [Severity::Error, Severity::Warning, Severity::Advice] {
            let count = session.checked().count(severity);
            if count > 0 {
                let (mark, role) = severity_mark(severity);
                line = line.and(format!("{mark}{count} "), role);
            }
        }
        if session.findings().is_empty() {
            line = line
                .and(shell::all_well(lang), Role::Good)
                .and(" ", Role::Text);
        }
        // Rounded down, so that 100 means that nothing is missing.
        let percent = (session.checked().complete * 100.0).floor() as u32;
        line = line.and(format!(" {}  ", shell::complete(lang, percent)), Role::Dim);
    }
    line = company(line, model);
    if let Some(step) = model.sharing {
        let told = versions::going_on(lang, versions::step(lang, step));
        line = line.and(told, Role::Warning).and("  ", Role::Text);
    }
    if let Some(notice) = &model.notice {
        let told = Line::new(notice::words(lang, notice), notice::role(notice));
        if line.width(canvas.ambiguous) + told.width(canvas.ambiguous)
            > usize::from(frame.status.width)
        {
            notice::draw_long(canvas, frame, &told);
        } else {
            line.spans.extend(told.spans);
        }
    }
    canvas.line(frame.status, &line);
}

/// Who and what else is at the open draft.
fn company(mut line: Line, model: &Model) -> Line {
    let (lang, company) = (model.prefs.lang, &model.company);
    if company.broken {
        line = line
            .and(shell::file_broken(lang), Role::Warning)
            .and("  ", Role::Text);
    }
    if let Some(first) = company.others.first() {
        let told = shell::reads_along(lang, &first.who, company.others.len());
        line = line.and(told, Role::Dim).and("  ", Role::Text);
    }
    if let Some(newer) = company.newer.as_ref().filter(|_| model.sharing.is_none()) {
        let author = visible(&newer.author);
        let told = versions::newer(lang, &author, newer.versions);
        line = line.and(told, Role::Warning).and("  ", Role::Text);
    }
    line
}

fn kept(session: &Session, lang: messages::Lang) -> (String, Role) {
    match session.access() {
        Access::Write => match session.kept() {
            Kept::Saved => (shell::saved(lang).to_owned(), Role::Good),
            Kept::Journaled => (shell::journaled(lang).to_owned(), Role::Good),
            Kept::OnScreenOnly => (shell::on_screen_only(lang).to_owned(), Role::Error),
        },
        Access::Held(holder) => (shell::held_by(lang, &holder.who), Role::Warning),
        Access::Frozen(state) => (
            shell::frozen(lang, messages::board::state(lang, *state)),
            Role::Warning,
        ),
        Access::Others(owner) => (shell::others_draft(lang, owner), Role::Warning),
        Access::Newer(_) => (shell::newer_format(lang).to_owned(), Role::Warning),
        Access::Review => (facing::reviewing(lang).to_owned(), Role::Dim),
    }
}
