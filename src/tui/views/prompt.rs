//! Drawing a question that is answered in one line.

use crate::app::export::Format;
use crate::messages::{Lang, board, facing, import, shell, versions};
use crate::text::width::width;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::window;
use crate::tui::model::Model;
use crate::tui::screens::prompt::{PromptScreen, PromptWhat};
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Draws the question; gives the cursor's place in the answer.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, prompt: &PromptScreen) -> Option<(u16, u16)> {
    let lang = model.prefs.lang;
    let (title, told, ask) = match &prompt.what {
        PromptWhat::Export { errors } => {
            let told = match *errors {
                0 => Line::new(shell::export_clean(lang), Role::Good),
                count => Line::new(shell::export_errors(lang, count), Role::Error),
            };
            (shell::export_title(lang), told, shell::export_ask(lang))
        }
        PromptWhat::Annex => {
            let told = Line::new(import::file_told(lang), Role::Text);
            (import::file_title(lang), told, import::file_ask(lang))
        }
        PromptWhat::CallId { open } => {
            let told = match *open {
                0 => Line::new(import::id_clean(lang), Role::Good),
                count => Line::new(import::id_open(lang, count), Role::Warning),
            };
            (import::id_title(lang), told, import::id_ask(lang))
        }
        PromptWhat::ExportMany { drafts } => {
            let told = Line::new(board::export_many(lang, *drafts), Role::Text);
            (shell::export_title(lang), told, board::export_where(lang))
        }
        PromptWhat::Words => {
            let told = Line::new(versions::words_told(lang), Role::Text);
            (versions::words_title(lang), told, versions::words_ask(lang))
        }
        PromptWhat::Step { state, drafts } => {
            let told = board::step_many(lang, *drafts, board::state(lang, *state));
            let told = Line::new(told, Role::Warning);
            (board::steps_title(lang), told, board::step_note(lang))
        }
        PromptWhat::AuthorName { .. } => {
            let told = Line::new(versions::author_told(lang), Role::Text);
            (
                versions::author_title(lang),
                told,
                versions::author_name(lang),
            )
        }
        PromptWhat::AuthorEmail { name, .. } => {
            let told = Line::new(name, Role::Text);
            (
                versions::author_title(lang),
                told,
                versions::author_email(lang),
            )
        }
        PromptWhat::Remote => {
            let told = Line::new(versions::remote_told(lang), Role::Text);
            (
                versions::remote_title(lang),
                told,
                versions::remote_ask(lang),
            )
        }
        PromptWhat::BaseFile => (
            facing::base_title(lang),
            Line::default(),
            facing::base_file(lang),
        ),
        PromptWhat::Points { criterion } => {
            let rubric = model
                .session
                .as_ref()
                .map(|session| &session.call().form.rubric);
            let known = rubric.and_then(|rubric| rubric.criterion(criterion));
            let title = known.map_or("", |known| lang.words(&known.title));
            let help = known.map_or("", |known| lang.words(&known.help));
            (title, Line::new(help, Role::Text), facing::points_ask(lang))
        }
        PromptWhat::Sought => (
            facing::find_title(lang),
            Line::default(),
            facing::find_ask(lang),
        ),
    };
    let area = window(model.size, 76, 8);
    canvas.clear(area);
    let inside = canvas.panel(area, title);
    canvas.line(
        Rect {
            height: 1,
            ..inside
        },
        &told,
    );
    canvas.line(
        Rect {
            y: inside.y + 1,
            height: 1,
            ..inside
        },
        &Line::new(ask, Role::Dim),
    );
    let formats = Rect {
        y: inside.y + 2,
        height: 1,
        ..inside
    };
    if let Some(format) = prompt.format {
        canvas.line(formats, &offered(format, lang));
    }
    let row = Rect {
        y: inside.y + 4,
        height: 1,
        ..inside
    };
    let x = canvas.line(row, &Line::new("> ", Role::Key));
    canvas.line(
        Rect {
            x,
            width: row.right().saturating_sub(x),
            ..row
        },
        &Line::new(prompt.line.text(), Role::Text),
    );
    let before =
        u16::try_from(width(prompt.line.before_cursor(), canvas.ambiguous)).unwrap_or(u16::MAX);
    Some((
        x.saturating_add(before)
            .min(inside.right().saturating_sub(1)),
        row.y,
    ))
}

/// The formats in a row, the one that is taken marked.
fn offered(taken: Format, lang: Lang) -> Line {
    let mut line = Line::new("↑↓  ", Role::Key);
    for format in Format::ALL {
        let name = shell::format(lang, format);
        line = if format == taken {
            line.and(format!("[{name}]"), Role::Chosen)
        } else {
            line.and(format!(" {name} "), Role::Dim)
        };
    }
    line
}
