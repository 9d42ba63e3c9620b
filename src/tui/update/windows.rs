//! Keys in the windows over a screen: lists to pick from, questions, things to read.

use super::home::moved;
use super::{
    author, board, command_asked, form, history, import, keep_version, note, reissue, remarks,
    review, sharing,
};
use crate::app::base::Base;
use crate::app::batch::Task;
use crate::app::effect::Effect;
use crate::app::export::{Format, Manner, Offer};
use crate::domain::finding::Severity;
use crate::messages::Lang;
use crate::tui::keymap::{Meaning, Move};
use crate::tui::layout::{frame, scrolled};
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::pick::{PickScreen, Picked};
use crate::tui::screens::prompt::{PromptScreen, PromptWhat};

pub(super) fn stroke(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    match model.screens.last() {
        Some(Screen::Pick(_)) => pick(model, stroke),
        Some(Screen::Prompt(_)) => prompt(model, stroke),
        Some(Screen::Reader(_)) => read(model, stroke),
        Some(Screen::History(_)) => history::stroke(model, stroke),
        _ => Vec::new(),
    }
}

fn pick(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    let (prefs, session) = (model.prefs, model.session.as_ref());
    let Some(Screen::Pick(pick)) = model.screens.last_mut() else {
        return Vec::new();
    };
    let rows = pick.rows(session, prefs);
    let height = usize::from(frame(model.size).body.height)
        .saturating_sub(4)
        .max(1);
    match stroke {
        Meaning::Enter => {
            let Some(row) = rows.into_iter().nth(pick.chosen) else {
                return Vec::new();
            };
            model.screens.pop();
            return picked(model, row.picked);
        }
        Meaning::Go(to, _) => narrow_or_go(pick, rows.len(), height, to),
        Meaning::Type(c) => {
            pick.query.insert(c.encode_utf8(&mut [0; 4]));
            pick.chosen = 0;
        }
        Meaning::Erase(what) => {
            pick.query.erase(what);
            pick.chosen = 0;
        }
        Meaning::Do(_) => {}
    }
    pick.scroll = scrolled(pick.scroll, pick.chosen..pick.chosen + 1, height);
    Vec::new()
}

fn narrow_or_go(pick: &mut PickScreen, count: usize, height: usize, to: Move) {
    match to {
        Move::Left | Move::Right | Move::WordLeft | Move::WordRight => pick.query.go(to),
        _ => pick.chosen = moved(pick.chosen, count, height, to),
    }
}

fn picked(model: &mut Model, picked: Picked) -> Vec<Effect> {
    match picked {
        Picked::Do(command) => command_asked(model, command),
        Picked::Go(at) => form::go_to(model, &at),
        Picked::Put(at, text) => form::put(model, &at, &text),
        Picked::Against(base) => review::against(model, base),
        Picked::Filter(filter) => review::filtered(model, filter),
        Picked::Kind(kind, proposes) => remarks::kind_picked(model, kind, proposes),
        Picked::Column(kind, column) => remarks::column_picked(model, kind, column),
        Picked::Row(kind, table) => remarks::row_picked(model, kind, &table),
        Picked::Place(id, offer) => remarks::placed(model, id, offer),
        Picked::Insist(id) => remarks::insisted(model, &id),
        Picked::Unsent(index) => note::take_up_one(model, index),
        Picked::Leave => Vec::new(),
        Picked::Criterion(criterion) => remarks::criterion_picked(model, criterion),
        Picked::Note(what) => note::open(model, what, ""),
        Picked::AskFile => super::ask(model, PromptWhat::BaseFile),
        Picked::Project(project) => reissue::project_picked(model, project),
        Picked::Step(state) => board::ask_step(model, state),
    }
}

fn prompt(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    let Some(Screen::Prompt(prompt)) = model.screens.last_mut() else {
        return Vec::new();
    };
    match stroke {
        Meaning::Enter => return answered(model),
        Meaning::Type(c) => prompt.line.insert(c.encode_utf8(&mut [0; 4])),
        Meaning::Erase(what) => {
            prompt.line.erase(what);
        }
        Meaning::Go(Move::Up, _) => prompt.turn(false),
        Meaning::Go(Move::Down, _) => prompt.turn(true),
        // While there is nothing to move in, these keys are free for the language.
        Meaning::Go(Move::Left | Move::Right, _)
            if !prompt.offers.is_empty() && prompt.line.text().is_empty() =>
        {
            prompt.english = !prompt.english;
        }
        Meaning::Go(to, _) => prompt.line.go(to),
        Meaning::Do(_) => {}
    }
    Vec::new()
}

fn answered(model: &mut Model) -> Vec<Effect> {
    let Some(Screen::Prompt(prompt)) = model.screens.pop() else {
        return Vec::new();
    };
    let path = prompt.line.text().trim().to_owned();
    let offer = prompt.offer();
    model.taken = offer.or(model.taken);
    let manner = manner(offer, prompt.english);
    match prompt.what {
        PromptWhat::Export { errors } => {
            let offer = offer.map(|offer| offer.for_file(&path));
            let manner = Manner {
                force: errors > 0,
                ..self::manner(offer, prompt.english)
            };
            let session = model.session.iter();
            let effects = session.map(|session| Effect::Export {
                draft: Box::new(session.draft().clone()),
                path: path.clone(),
                manner,
            });
            effects.collect()
        }
        PromptWhat::Replace { then, .. } => match *then {
            Effect::Batch { task, drafts } => board::begin(model, task, drafts),
            then => vec![then],
        },
        PromptWhat::BaseFile if path.is_empty() => Vec::new(),
        PromptWhat::BaseFile => review::against(model, Base::File(path)),
        PromptWhat::Points { criterion } => remarks::scored(model, &criterion, &path),
        PromptWhat::Sought => review::search(model, &path),
        PromptWhat::Annex => import::read(path),
        PromptWhat::CallId { .. } => import::keep(model, &path),
        PromptWhat::ExportMany { .. } => {
            if let Some(Offer::Board(format)) = offer {
                return board::export(model, path, format, prompt.english);
            }
            let drafts = board::board_mut(model).map(|screen| screen.meant());
            let task = Task::Export {
                folder: path,
                manner,
            };
            board::begin(model, task, drafts.unwrap_or_default())
        }
        PromptWhat::Words => {
            let message = Some(path).filter(|said| !said.is_empty());
            keep_version(model, message)
        }
        PromptWhat::Step { state, .. } => {
            let drafts = board::board_mut(model).map(|screen| screen.meant());
            let task = Task::Step { state, note: path };
            board::begin(model, task, drafts.unwrap_or_default())
        }
        PromptWhat::AuthorName { waiting } => author::named(model, path, waiting),
        PromptWhat::AuthorEmail { name, waiting } => author::given(model, name, path, waiting),
        PromptWhat::Remote if path.is_empty() => Vec::new(),
        PromptWhat::Remote => sharing::begin(model, Some(path)),
    }
}

/// How what is offered goes out.
fn manner(offer: Option<Offer>, english: bool) -> Manner {
    Manner {
        format: match offer {
            Some(Offer::Application(format)) => format,
            Some(Offer::Reviewed) => Format::Docx,
            Some(Offer::Board(_)) | None => Format::default(),
        },
        reviewed: offer == Some(Offer::Reviewed),
        english,
        ..Manner::default()
    }
}

/// The question where to export to.
pub(super) fn export_prompt(model: &Model) -> Option<PromptScreen> {
    let session = model.session.as_ref()?;
    let errors = session.checked().count(Severity::Error);
    let what = PromptWhat::Export { errors };
    let english = model.prefs.papers == Lang::En;
    Some(PromptScreen::offering(
        what,
        Offer::of_draft(),
        model.taken,
        english,
    ))
}

fn read(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    let lines = crate::tui::views::reader::count(model);
    let height = usize::from(frame(model.size).body.height)
        .saturating_sub(2)
        .max(1);
    let Some(Screen::Reader(reader)) = model.screens.last_mut() else {
        return Vec::new();
    };
    let last = lines.saturating_sub(height);
    reader.scroll = match stroke {
        Meaning::Go(Move::Up, _) => reader.scroll.saturating_sub(1),
        Meaning::Go(Move::Down, _) => (reader.scroll + 1).min(last),
        Meaning::Go(Move::PageUp, _) => reader.scroll.saturating_sub(height),
        Meaning::Go(Move::PageDown, _) => (reader.scroll + height).min(last),
        Meaning::Go(Move::Home | Move::First, _) => 0,
        Meaning::Go(Move::End | Move::Last, _) => last,
        Meaning::Enter => {
            model.screens.pop();
            return Vec::new();
        }
        _ => reader.scroll,
    };
    Vec::new()
}
