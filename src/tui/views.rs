//! Drawing: what a model looks like. Pure functions from the model to cells, under the names of the screens.

pub mod board;
pub mod form;
pub mod history;
pub mod home;
pub mod import;
pub mod note;
pub mod pick;
pub mod prompt;
pub mod reader;
pub mod reissue;
pub mod review;

use crate::app::command::Command;
use crate::app::failure::{Failure, GitFailure};
use crate::app::ports::Access;
use crate::app::session::{Kept, Session};
use crate::domain::finding::Severity;
use crate::messages::{self, facing, shell, versions};
use crate::text::visible::visible;
use crate::text::width::{ellipsis, width};
use crate::tui::canvas::{Canvas, Line};
use crate::tui::layout::{Frame, frame, is_too_small};
use crate::tui::model::{Model, Notice};
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
    keys(&mut canvas, model, frame);
    Drawn { buffer, cursor }
}

/// The title line: where one is, at the left, and what it is about, at the right.
fn title(canvas: &mut Canvas<'_>, area: Rect, left: &str, right: &str) {
    canvas.tint(area, Role::Title);
    canvas.line(area, &Line::new(format!(" {left}"), Role::Title));
    let right = ellipsis(right, usize::from(area.width / 2), canvas.ambiguous);
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
        let (told, role) = notice_words(model, notice);
        let told = Line::new(told, role);
        if line.width(canvas.ambiguous) + told.width(canvas.ambiguous)
            > usize::from(frame.status.width)
        {
            long_notice(canvas, frame, &told);
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

/// What does not fit into the status line stands above it, over the work, until the next key.
fn long_notice(canvas: &mut Canvas<'_>, frame: Frame, told: &Line) {
    let lines = told.wrapped(
        usize::from(frame.body.width.saturating_sub(2)),
        canvas.ambiguous,
    );
    let height = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .min(frame.body.height);
    let area = Rect {
        y: frame.body.bottom() - height,
        height,
        ..frame.body
    };
    canvas.clear(area);
    canvas.lines(
        Rect {
            x: 1,
            width: area.width.saturating_sub(1),
            ..area
        },
        &lines,
    );
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

fn notice_words(model: &Model, notice: &Notice) -> (String, Role) {
    let lang = model.prefs.lang;
    match notice {
        Notice::NotNow(why) => (
            shell::not_now(lang, messages::commands::not_now(lang, *why)),
            Role::Warning,
        ),
        Notice::Failed(failure) => {
            let (message, hint) = (
                messages::failures::message(lang, failure),
                messages::failures::hint(lang, failure),
            );
            let role = match failure {
                Failure::Git(GitFailure::Stopped) => Role::Warning,
                _ => Role::Error,
            };
            (format!("{message} {hint}"), role)
        }
        Notice::KeptNowhere(failure) => {
            let why = messages::failures::message(lang, failure);
            (shell::kept_nowhere(lang, &why), Role::Error)
        }
        Notice::Kept(None) => (versions::nothing_new(lang).to_owned(), Role::Dim),
        Notice::Kept(Some(version)) => {
            let (rev, message) = (version.short(), visible(&version.message));
            (versions::saved(lang, rev, &message), Role::Good)
        }
        Notice::Copied(chars) => (shell::copied(lang, *chars), Role::Good),
        Notice::Exported(path) => (shell::exported(lang, path), Role::Good),
        Notice::Recovered(edits) => (shell::recovered(lang, *edits), Role::Warning),
        Notice::SetAside(id) => (shell::set_aside(lang, id), Role::Warning),
        Notice::Created(id) => (shell::created(lang, id), Role::Good),
        Notice::Progress { done, all } => {
            (messages::board::progress(lang, *done, *all), Role::Warning)
        }
        Notice::ExportedMany(files) => (messages::board::exported_many(lang, *files), Role::Good),
        Notice::NoAuthor => (versions::no_author(lang).to_owned(), Role::Warning),
        Notice::Stopping => (versions::stopping(lang).to_owned(), Role::Warning),
        Notice::Shared(shared) => {
            let role = if shared.conflicts.is_empty() {
                Role::Good
            } else {
                Role::Warning
            };
            (versions::shared_briefly(lang, shared), role)
        }
        Notice::Stepped(drafts, state) => {
            let state = messages::board::state(lang, *state);
            (messages::board::stepped(lang, *drafts, state), Role::Good)
        }
        Notice::Refreshed => (shell::refreshed(lang).to_owned(), Role::Dim),
        Notice::Yours(who) => (shell::yours(lang, &visible(who)), Role::Good),
        Notice::Joined(0) => (versions::joined(lang).to_owned(), Role::Warning),
        Notice::Joined(dropped) => (versions::joined_but(lang, *dropped), Role::Warning),
        Notice::NotTaken(why) => (
            messages::import::not_taken(lang, *why).to_owned(),
            Role::Error,
        ),
        Notice::Reissued(parts) => (messages::reissue::changed(lang, *parts), Role::Warning),
        Notice::Dropped(code) => (messages::reissue::gone(lang, code.as_str()), Role::Warning),
        Notice::MovedOn(code) => (messages::reissue::moved_on(lang, code.as_str()), Role::Good),
        Notice::CallKept(folder) => (messages::import::kept(lang, &visible(folder)), Role::Good),
        Notice::Settings(count, first) => {
            let first = messages::settings::fault(lang, first);
            (
                messages::settings::notice(lang, *count, &first),
                Role::Warning,
            )
        }
        Notice::Mended => (shell::mended(lang).to_owned(), Role::Good),
        Notice::WentRound { forward: true } => {
            (facing::wrapped_forward(lang).to_owned(), Role::Warning)
        }
        Notice::WentRound { forward: false } => {
            (facing::wrapped_back(lang).to_owned(), Role::Warning)
        }
        Notice::OpenRemarks(count) => (facing::remarks_wait(lang, *count), Role::Warning),
        Notice::Arrived(count) => (facing::arrived(lang, *count), Role::Good),
        Notice::Hidden(reviewers) => (facing::hidden(lang, *reviewers), Role::Warning),
        Notice::Wrote => (facing::wrote(lang).to_owned(), Role::Good),
        Notice::Seen(true) => (facing::marked_seen(lang).to_owned(), Role::Good),
        Notice::Seen(false) => (facing::marked_unseen(lang).to_owned(), Role::Good),
        Notice::Unsent(count) => (facing::unsent(lang, *count), Role::Warning),
        Notice::PutAside => (facing::put_aside(lang).to_owned(), Role::Warning),
        Notice::Accepted { taken, left: 0 } => (facing::took(lang, *taken), Role::Good),
        Notice::Accepted { taken, left } => (facing::took_some(lang, *taken, *left), Role::Warning),
        Notice::Reopened(count) => (facing::reopened(lang, *count), Role::Good),
        Notice::NotFound(words) => (facing::not_found(lang, &visible(words)), Role::Warning),
        Notice::Unchanged => (shell::unchanged(lang).to_owned(), Role::Dim),
    }
}

/// The commands that the footer shows, the most wanted first; as many as fit are shown.
fn footer_commands(screen: &Screen) -> &'static [Command] {
    match screen {
        Screen::Home(_) => &[
            Command::NewDraft,
            Command::SwitchList,
            Command::Board,
            Command::ShowProject,
            Command::ImportAnnex,
            Command::Help,
            // Typing finds as well, so this comes last.
            Command::Find,
            Command::Sync,
            Command::Palette,
            Command::Quit,
        ],
        Screen::Board(_) => &[
            Command::Mark,
            Command::SortBy,
            Command::GroupBy,
            Command::CheckMarked,
            Command::ExportMarked,
            Command::StepMarked,
            Command::MarkAll,
            Command::Help,
            Command::Sync,
            Command::Palette,
            Command::Back,
        ],
        Screen::Form(_) => &[
            Command::NextField,
            Command::NextEmpty,
            Command::NextFinding,
            Command::CallWords,
            Command::Sections,
            Command::Findings,
            Command::Export,
            Command::Help,
            Command::Sync,
            Command::Palette,
            Command::Back,
            Command::AddRow,
            Command::Undo,
        ],
        Screen::Note(_) => &[Command::BreakLine, Command::Back],
        Screen::Review(_) => &[
            Command::NextChange,
            Command::NextRemark,
            Command::Annotate,
            Command::Suggest,
            Command::Reply,
            Command::Resolve,
            Command::Score,
            Command::Unfold,
            Command::SwitchView,
            Command::PickBase,
            Command::Help,
            Command::Palette,
            Command::Back,
        ],
        Screen::Reissue(_) => &[
            Command::MoveOver,
            Command::Help,
            Command::Palette,
            Command::Back,
        ],
        Screen::Import(_) => &[
            Command::Settle,
            Command::KeepCall,
            Command::Help,
            Command::Palette,
            Command::Back,
        ],
        Screen::History(_) => &[
            Command::Mark,
            Command::Restore,
            Command::Help,
            Command::Back,
        ],
        Screen::Pick(_) | Screen::Prompt(_) | Screen::Reader(_) => &[Command::Back],
    }
}

/// The key hints, from the key table.
fn keys(canvas: &mut Canvas<'_>, model: &Model, frame: Frame) {
    let Some(top) = model.top() else { return };
    let lang = model.prefs.lang;
    let mut line = Line::new(" ", Role::Text);
    if let Screen::Home(home) = top {
        let enter = match home.list {
            crate::tui::screens::home::HomeList::Catalog => Command::NewDraft,
            crate::tui::screens::home::HomeList::Drafts => Command::OpenDraft,
        };
        line = hint(line, "Enter", messages::commands::label(lang, enter));
    }
    if let Screen::Note(_) = top {
        line = hint(line, "Enter", facing::note_done(lang));
    }
    if let Screen::Import(_) = top {
        line = hint(line, "Enter", messages::import::edit(lang));
    }
    if let Screen::Board(_) = top {
        let open = messages::commands::label(lang, Command::OpenDraft);
        line = hint(line, "Enter", open);
    }
    for command in footer_commands(top)
        .iter()
        .filter(|command| !is_enter(top, **command))
    {
        let Some(chord) = model.prefs.keys.chord_of(*command) else {
            continue;
        };
        let longer = hint(
            line.clone(),
            &chord.to_string(),
            messages::commands::label(lang, *command),
        );
        if longer.width(canvas.ambiguous) > usize::from(frame.keys.width) {
            break;
        }
        line = longer;
    }
    canvas.line(frame.keys, &line);
}

fn is_enter(screen: &Screen, command: Command) -> bool {
    matches!(screen, Screen::Home(_)) && command == Command::NewDraft
}

fn hint(line: Line, key: &str, label: &str) -> Line {
    line.and(key, Role::Key)
        .and(format!(" {label}  "), Role::Dim)
}
