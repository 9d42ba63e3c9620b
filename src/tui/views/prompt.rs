//! Drawing a question that is answered in one line.

use crate::messages::{Lang, board, facing, import, shell, versions};
use crate::text::visible::visible;
use crate::text::width::width;
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::window;
use crate::tui::model::Model;
use crate::tui::screens::prompt::{PromptScreen, PromptWhat};
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Draws the question; gives the cursor's place in the answer.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, prompt: &PromptScreen) -> Option<(u16, u16)> {
    let question = question(model, &prompt.what);
    let area = window(model.size, 76, 8);
    canvas.clear(area);
    let inside = canvas.panel(area, question.title);
    let row = |down: u16| Rect {
        y: inside.y + down,
        height: 1,
        ..inside
    };
    canvas.line(row(0), &question.told);
    canvas.line(row(1), &Line::new(question.ask, Role::Dim));
    if !prompt.offers.is_empty() {
        canvas.line(row(2), &offered(prompt, model.prefs.lang));
        canvas.line(row(3), &language(prompt, model.prefs.lang));
    }
    let answer = row(4);
    let x = canvas.line(answer, &Line::new("> ", Role::Key));
    let typed = Rect {
        x,
        width: answer.right().saturating_sub(x),
        ..answer
    };
    canvas.line(typed, &Line::new(prompt.line.text(), Role::Text));
    let before = width(prompt.line.before_cursor(), canvas.ambiguous);
    let before = u16::try_from(before).unwrap_or(u16::MAX);
    let last = inside.right().saturating_sub(1);
    Some((x.saturating_add(before).min(last), answer.y))
}

/// What a question looks like: its title, what there is to know, and what is asked.
struct Question<'a> {
    title: &'a str,
    told: Line,
    ask: &'a str,
}

impl<'a> Question<'a> {
    fn new(title: &'a str, told: Line, ask: &'a str) -> Self {
        Self { title, told, ask }
    }

    fn plain(title: &'a str, told: &str, ask: &'a str) -> Self {
        Self::new(title, Line::new(told, Role::Text), ask)
    }
}

fn question<'a>(model: &'a Model, what: &'a PromptWhat) -> Question<'a> {
    let lang = model.prefs.lang;
    match what {
        PromptWhat::Export { errors } => {
            let still = shell::export_errors(lang, *errors);
            let told = clean_or(*errors, shell::export_clean(lang), still, Role::Error);
            Question::new(shell::export_title(lang), told, shell::export_ask(lang))
        }
        PromptWhat::ExportMany { drafts } => {
            let told = board::export_many(lang, *drafts);
            Question::plain(shell::export_title(lang), &told, board::export_where(lang))
        }
        PromptWhat::Replace { path, others, .. } => Question::new(
            shell::replace_title(lang),
            Line::new(replace_told(lang, path, *others), Role::Warning),
            shell::replace_ask(lang),
        ),
        PromptWhat::Annex => Question::plain(
            import::file_title(lang),
            import::file_told(lang),
            import::file_ask(lang),
        ),
        PromptWhat::CallId { open } => {
            let still = import::id_open(lang, *open);
            let told = clean_or(*open, import::id_clean(lang), still, Role::Warning);
            Question::new(import::id_title(lang), told, import::id_ask(lang))
        }
        PromptWhat::Step { state, drafts } => {
            let told = board::step_many(lang, *drafts, board::state(lang, *state));
            let told = Line::new(told, Role::Warning);
            Question::new(board::steps_title(lang), told, board::step_note(lang))
        }
        PromptWhat::Words => Question::plain(
            versions::words_title(lang),
            versions::words_told(lang),
            versions::words_ask(lang),
        ),
        PromptWhat::AuthorName { .. } => {
            let told = versions::author_told(lang);
            Question::plain(
                versions::author_title(lang),
                told,
                versions::author_name(lang),
            )
        }
        PromptWhat::AuthorEmail { name, .. } => Question::plain(
            versions::author_title(lang),
            name,
            versions::author_email(lang),
        ),
        PromptWhat::Remote => Question::plain(
            versions::remote_title(lang),
            versions::remote_told(lang),
            versions::remote_ask(lang),
        ),
        PromptWhat::Points { criterion } => points(model, criterion),
        PromptWhat::BaseFile => {
            Question::plain(facing::base_title(lang), "", facing::base_file(lang))
        }
        PromptWhat::Sought => Question::plain(facing::find_title(lang), "", facing::find_ask(lang)),
    }
}

fn replace_told(lang: Lang, path: &str, others: usize) -> String {
    match others {
        0 => shell::replace_told(lang, &visible(path)),
        _ => shell::replace_many(lang, &visible(path), others + 1),
    }
}

/// That all is clean, or how much is still open.
fn clean_or(open: usize, clean: &str, still: String, role: Role) -> Line {
    match open {
        0 => Line::new(clean, Role::Good),
        _ => Line::new(still, role),
    }
}

/// How many points a criterion of the call's rubric gets.
fn points<'a>(model: &'a Model, criterion: &str) -> Question<'a> {
    let lang = model.prefs.lang;
    let session = model.session.as_ref();
    let known = session.and_then(|session| session.call().form.rubric.criterion(criterion));
    let title = known.map_or("", |known| lang.words(&known.title));
    let help = known.map_or("", |known| lang.words(&known.help));
    Question::plain(title, help, facing::points_ask(lang))
}

/// What is offered in a row, the one that is taken marked.
fn offered(prompt: &PromptScreen, lang: Lang) -> Line {
    let mut line = Line::new("↑↓ ", Role::Key);
    for (index, offer) in prompt.offers.iter().enumerate() {
        let name = shell::offer(lang, *offer);
        line = if index == prompt.taken {
            line.and(format!("[{name}]"), Role::Chosen)
        } else {
            line.and(format!(" {name} "), Role::Dim)
        };
    }
    line
}

/// The language of what is written; the findings in JSON and the words of Markdown are in it as well.
fn language(prompt: &PromptScreen, lang: Lang) -> Line {
    let mut line = Line::new("←→ ", Role::Key);
    for (name, taken) in [("中文", !prompt.english), ("English", prompt.english)] {
        line = if taken {
            line.and(format!("[{name}]"), Role::Chosen)
        } else {
            line.and(format!(" {name} "), Role::Dim)
        };
    }
    line.and(shell::paper_language(lang), Role::Dim)
}
