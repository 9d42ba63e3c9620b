//! Keys on the board.

use super::home::moved;
use super::{open_window, refuse};
use crate::app::batch::Task;
use crate::app::board::{Board, Sort};
use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::app::export::{BoardFormat, Manner, Offer};
use crate::app::failure::{Cause, Failure};
use crate::domain::draft::DraftId;
use crate::domain::state::State;
use crate::messages::Lang;
use crate::tui::batch::Done;
use crate::tui::keymap::{Meaning, Move};
use crate::tui::layout::{board as areas, scrolled};
use crate::tui::model::{Model, Notice};
use crate::tui::screens::Screen;
use crate::tui::screens::board::{BoardScreen, GroupBy};
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::screens::prompt::{PromptScreen, PromptWhat};
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};
use std::collections::BTreeSet;

/// Opens the board, and begins to read it.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.screens.push(Screen::Board(BoardScreen::default()));
    vec![Effect::ReadBoard]
}

pub(super) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    let lang = model.prefs.lang;
    let Some(screen) = board_mut(model) else {
        return Vec::new();
    };
    match command {
        Command::Mark => mark(model),
        Command::MarkAll => {
            let shown: BTreeSet<_> = screen.shown().map(|line| line.listed.id.clone()).collect();
            screen.marked = if shown.is_subset(&screen.marked) {
                BTreeSet::new()
            } else {
                shown
            };
            Vec::new()
        }
        Command::SortBy => {
            screen.sort = after(&Sort::ALL, screen.sort);
            screen.refresh(lang);
            Vec::new()
        }
        Command::GroupBy => {
            screen.by = after(&GroupBy::ALL, screen.by);
            screen.refresh(lang);
            Vec::new()
        }
        Command::OpenDraft => open_draft(model),
        Command::Review => match pointed_at(model) {
            Some(draft) => vec![super::review::opening(draft)],
            None => refuse(model, NotNow::NothingThere),
        },
        Command::CheckMarked => {
            let drafts = screen.meant();
            begin(model, Task::Check, drafts)
        }
        Command::StepMarked => match screen.meant().len() {
            0 => refuse(model, NotNow::NothingThere),
            _ => open_window(model, Screen::Pick(PickScreen::new(PickWhat::Step))),
        },
        Command::ExportMarked => match screen.meant().len() {
            0 => refuse(model, NotNow::NothingThere),
            drafts => open_window(
                model,
                Screen::Prompt(PromptScreen::offering(
                    PromptWhat::ExportMany { drafts },
                    Offer::of_board(),
                    model.taken,
                    model.prefs.papers == Lang::En,
                )),
            ),
        },
        _ => refuse(model, NotNow::NotHere),
    }
}

/// Asks whether the drafts that are picked shall take a step.
pub(super) fn ask_step(model: &mut Model, state: State) -> Vec<Effect> {
    let drafts = board_mut(model).map_or(0, |screen| screen.meant().len());
    let what = PromptWhat::Step { state, drafts };
    open_window(model, Screen::Prompt(PromptScreen::asking(what)))
}

/// Writes the board as it is shown: those that are found, in their order. While it is still read, it is not whole.
pub(super) fn export(
    model: &mut Model,
    path: String,
    format: BoardFormat,
    english: bool,
) -> Vec<Effect> {
    let Some(screen) = board_mut(model) else {
        return Vec::new();
    };
    if screen.waiting > 0 {
        return refuse(model, NotNow::StillReading);
    }
    let board = Box::new(Board {
        lines: screen.shown().cloned().collect(),
        failed: Vec::new(),
    });
    vec![Effect::ExportBoard {
        board,
        path,
        format,
        english,
        replace: false,
    }]
}

/// The next of a round.
fn after<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    let place = all.iter().position(|one| *one == now).unwrap_or(0);
    all.get((place + 1) % all.len().max(1))
        .copied()
        .unwrap_or(now)
}

/// Begins to do something to many drafts.
pub(super) fn begin(
    model: &mut Model,
    task: Task,
    drafts: Vec<crate::domain::draft::DraftId>,
) -> Vec<Effect> {
    if drafts.is_empty() {
        return refuse(model, NotNow::NothingThere);
    }
    if let Some(screen) = board_mut(model) {
        screen.working = true;
    }
    model.notice = Some(Notice::Progress {
        done: 0,
        all: drafts.len(),
    });
    vec![Effect::Batch { task, drafts }]
}

/// Picks the draft pointed at, or lets it go, and goes on to the next.
fn mark(model: &mut Model) -> Vec<Effect> {
    let Some(screen) = board_mut(model) else {
        return Vec::new();
    };
    let Some(id) = screen.pointed_at().map(|line| line.listed.id.clone()) else {
        return refuse(model, NotNow::NothingThere);
    };
    if !screen.marked.remove(&id) {
        screen.marked.insert(id);
    }
    screen.chosen = moved(screen.chosen, screen.entries.len(), 1, Move::Down);
    Vec::new()
}

pub(super) fn stroke(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    let lang = model.prefs.lang;
    let page = usize::from(areas(model.size).list.height.max(2)) - 1;
    let Some(screen) = board_mut(model) else {
        return Vec::new();
    };
    match stroke {
        Meaning::Type(c) => return insert(model, c.encode_utf8(&mut [0; 4])),
        Meaning::Erase(what) => {
            screen.query.erase(what);
            screen.refresh(lang);
        }
        Meaning::Go(to @ (Move::Left | Move::Right | Move::WordLeft | Move::WordRight), _) => {
            screen.query.go(to);
        }
        Meaning::Go(to, _) => screen.chosen = moved(screen.chosen, screen.entries.len(), page, to),
        Meaning::Enter => return open_draft(model),
        Meaning::Do(_) => {}
    }
    Vec::new()
}

/// Types or pastes into the search line; the first that is found is pointed at.
pub(super) fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
    let lang = model.prefs.lang;
    if let Some(screen) = board_mut(model) {
        screen.query.insert(text);
        screen.refresh(lang);
        screen.chosen = 0;
    }
    Vec::new()
}

fn pointed_at(model: &mut Model) -> Option<DraftId> {
    let line = board_mut(model)?.pointed_at()?;
    Some(line.listed.id.clone())
}

fn open_draft(model: &mut Model) -> Vec<Effect> {
    match pointed_at(model) {
        Some(id) => vec![Effect::OpenDraft(id)],
        None => refuse(model, NotNow::NothingThere),
    }
}

/// Clears the search; without one, lets go what is picked; then leaves. Work that is going on stops first.
pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    let lang = model.prefs.lang;
    let Some(screen) = board_mut(model) else {
        return Vec::new();
    };
    if std::mem::take(&mut screen.working) {
        return vec![Effect::Stop];
    }
    if !screen.query.text().is_empty() {
        screen.query.clear();
        screen.refresh(lang);
        return Vec::new();
    }
    if !screen.marked.is_empty() {
        screen.marked.clear();
        return Vec::new();
    }
    model.screens.pop();
    vec![Effect::Stop, Effect::ListDrafts]
}

/// A part of the board came.
pub(super) fn came(model: &mut Model, part: Board, waiting: usize, first: bool) {
    let lang = model.prefs.lang;
    let failed = part.failed.first().cloned();
    let screens = model.screens.iter_mut();
    let mut boards = screens.filter_map(|screen| match screen {
        Screen::Board(board) => Some(board),
        _ => None,
    });
    let Some(screen) = boards.next() else {
        return;
    };
    let before = screen.pointed_at().map(|line| line.listed.id.clone());
    if first {
        screen.board = part;
    } else {
        screen.board.lines.extend(part.lines);
        screen.board.failed.extend(part.failed);
    }
    screen.waiting = waiting;
    screen.refresh(lang);
    if let Some(id) = before.filter(|_| first) {
        let place = screen.shown().position(|line| line.listed.id == id);
        screen.chosen = place.unwrap_or(0);
    }
    model.notice = failed.map(Notice::Failed).or(model.notice.take());
}

/// Everything that was asked is done. What took a step is read anew.
pub(super) fn done(model: &mut Model, task: Task, done: Vec<Done>) -> Vec<Effect> {
    if let Some(screen) = board_mut(model) {
        screen.working = false;
    }
    let written = done.iter().filter(|one| one.came.is_ok()).count();
    let (in_the_way, done) = parted(&task, done);
    model.notice = match &task {
        Task::Export { .. } => Some(Notice::ExportedMany(written)),
        Task::Step { state, .. } => Some(Notice::Stepped(written, *state)),
        Task::Check => None,
    };
    let all_well = done.iter().all(|one| one.came.is_ok());
    if task == Task::Check || !all_well {
        let what = ReaderWhat::Batch(done);
        model
            .screens
            .push(Screen::Reader(ReaderScreen { what, scroll: 0 }));
    }
    if let Some(what) = replacing(&task, in_the_way) {
        model
            .screens
            .push(Screen::Prompt(PromptScreen::asking(what)));
    }
    match task {
        Task::Step { .. } => vec![Effect::ReadBoard],
        Task::Check | Task::Export { .. } => Vec::new(),
    }
}

/// Drafts whose files are there already, each with its file; and what came of the others.
fn parted(task: &Task, done: Vec<Done>) -> (Vec<(DraftId, String)>, Vec<Done>) {
    let (mut in_the_way, mut others) = (Vec::new(), Vec::new());
    for one in done {
        match one.came {
            Err(Failure::Unwritable(place))
                if place.cause == Cause::Exists && matches!(task, Task::Export { .. }) =>
            {
                in_the_way.push((one.id, place.path));
            }
            came => others.push(Done { came, ..one }),
        }
    }
    (in_the_way, others)
}

/// Asks once whether all files that are in the way shall be replaced.
fn replacing(task: &Task, in_the_way: Vec<(DraftId, String)>) -> Option<PromptWhat> {
    let Task::Export { folder, manner } = task else {
        return None;
    };
    let (_, path) = in_the_way.first()?.clone();
    let task = Task::Export {
        folder: folder.clone(),
        manner: Manner {
            replace: true,
            ..*manner
        },
    };
    Some(PromptWhat::Replace {
        path,
        others: in_the_way.len() - 1,
        then: Box::new(Effect::Batch {
            task,
            drafts: in_the_way.into_iter().map(|(id, _)| id).collect(),
        }),
    })
}

pub(super) fn board_mut(model: &mut Model) -> Option<&mut BoardScreen> {
    match model.screens.last_mut() {
        Some(Screen::Board(board)) => Some(board),
        _ => None,
    }
}

/// Scrolls as little as needed to have the chosen entry in sight, with the head of its group where it is the first.
pub(super) fn keep_in_sight(model: &mut Model) {
    let height = usize::from(areas(model.size).list.height);
    let Some(screen) = board_mut(model) else {
        return;
    };
    let row = screen.entries.get(screen.chosen).copied().unwrap_or(0);
    let first = screen.chosen == 0
        || screen
            .entries
            .get(screen.chosen - 1)
            .is_some_and(|above| above + 1 < row);
    let top = if first { row.saturating_sub(1) } else { row };
    screen.scroll = scrolled(screen.scroll, top..row + 1, height);
}
