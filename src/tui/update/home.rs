//! Keys in the catalog and the list of drafts.

use super::{open_window, refuse};
use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::domain::draft::DraftId;
use crate::tui::keymap::{Meaning, Move};
use crate::tui::layout::{home as areas, scrolled};
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::home::{HomeList, HomeScreen, found_drafts, found_projects};
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};

pub(super) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(home) = home_mut(model) else {
        return Vec::new();
    };
    match command {
        Command::Find => {
            home.finding = true;
            Vec::new()
        }
        Command::SwitchList => {
            home.list = match home.list {
                HomeList::Catalog => HomeList::Drafts,
                HomeList::Drafts => HomeList::Catalog,
            };
            (home.chosen, home.scroll, home.finding) = (0, 0, true);
            home.query.clear();
            vec![Effect::ListDrafts]
        }
        Command::ImportAnnex => super::import::ask_file(model),
        Command::Board => super::board::open(model),
        Command::NewDraft => new_draft(model),
        Command::OpenDraft => open_draft(model),
        Command::Review => match chosen_draft(model) {
            Some(draft) => vec![super::review::opening(draft)],
            None => refuse(model, NotNow::NothingThere),
        },
        Command::ShowProject => show_project(model),
        _ => refuse(model, NotNow::NotHere),
    }
}

pub(super) fn stroke(model: &mut Model, stroke: Meaning) -> Vec<Effect> {
    let count = model.screens.last().map_or(0, |screen| match screen {
        Screen::Home(home) => home.count(&model.shelf),
        _ => 0,
    });
    let page = usize::from(areas(model.size).list.height.max(2)) - 1;
    let Some(home) = home_mut(model) else {
        return Vec::new();
    };
    match stroke {
        Meaning::Type(c) => {
            home.query.insert(c.encode_utf8(&mut [0; 4]));
            home.chosen = 0;
        }
        Meaning::Erase(what) if home.finding => {
            home.query.erase(what);
            home.chosen = 0;
        }
        Meaning::Go(to @ (Move::Left | Move::Right | Move::WordLeft | Move::WordRight), _)
            if home.finding =>
        {
            home.query.go(to);
        }
        Meaning::Go(to, _) => home.chosen = moved(home.chosen, count, page, to),
        Meaning::Enter => {
            return match home.list {
                HomeList::Catalog => new_draft(model),
                HomeList::Drafts => open_draft(model),
            };
        }
        Meaning::Erase(_) | Meaning::Do(_) => {}
    }
    Vec::new()
}

/// The entry of a list that a move leads to.
pub(super) fn moved(chosen: usize, count: usize, page: usize, to: Move) -> usize {
    let last = count.saturating_sub(1);
    match to {
        Move::Up => chosen.saturating_sub(1),
        Move::Down => (chosen + 1).min(last),
        Move::PageUp => chosen.saturating_sub(page),
        Move::PageDown => (chosen + page).min(last),
        Move::Home | Move::First => 0,
        Move::End | Move::Last => last,
        _ => chosen,
    }
}

fn new_draft(model: &mut Model) -> Vec<Effect> {
    let chosen = chosen_project(model);
    match chosen {
        Some((call, project)) => vec![Effect::CreateDraft { call, project }],
        None => refuse(model, NotNow::NothingThere),
    }
}

/// The draft pointed at in the list of drafts.
fn chosen_draft(model: &Model) -> Option<DraftId> {
    let Some(Screen::Home(home)) = model.screens.last() else {
        return None;
    };
    let listed = home.list == HomeList::Drafts;
    let found = found_drafts(&model.shelf, home.query.text());
    let index = *found.get(home.chosen).filter(|_| listed)?;
    Some(model.shelf.drafts.get(index)?.id.clone())
}

fn open_draft(model: &mut Model) -> Vec<Effect> {
    chosen_draft(model).map_or_else(
        || refuse(model, NotNow::NothingThere),
        |id| vec![Effect::OpenDraft(id)],
    )
}

fn show_project(model: &mut Model) -> Vec<Effect> {
    match chosen_project(model) {
        Some((_, code)) => open_window(
            model,
            Screen::Reader(ReaderScreen {
                what: ReaderWhat::Project(code),
                scroll: 0,
            }),
        ),
        None => refuse(model, NotNow::NothingThere),
    }
}

type Chosen = (
    crate::domain::call::CallId,
    crate::domain::project::ProjectCode,
);

fn chosen_project(model: &Model) -> Option<Chosen> {
    let Some(Screen::Home(home)) = model.screens.last() else {
        return None;
    };
    if home.list == HomeList::Drafts {
        let index = *found_drafts(&model.shelf, home.query.text()).get(home.chosen)?;
        let draft = model.shelf.drafts.get(index)?;
        return Some((draft.call.clone(), draft.project.clone()));
    }
    let found = found_projects(&model.shelf, home.query.text());
    let found = found.get(home.chosen)?;
    Some((found.call.catalog.call.clone(), found.project.code.clone()))
}

fn home_mut(model: &mut Model) -> Option<&mut HomeScreen> {
    match model.screens.last_mut() {
        Some(Screen::Home(home)) => Some(home),
        _ => None,
    }
}

/// Scrolls as little as needed to have the chosen entry in sight.
pub(super) fn keep_in_sight(model: &mut Model) {
    let size = model.size;
    // Under the form the list is not seen.
    let Some(Screen::Home(home)) = model
        .screens
        .iter()
        .find(|screen| !screen.is_window())
        .filter(|_| model.session.is_none())
    else {
        return;
    };
    let chosen = crate::tui::views::home::chosen_row(home, &model.shelf);
    let height = usize::from(areas(size).list.height);
    if let Some(Screen::Home(home)) = model.screens.first_mut() {
        home.scroll = scrolled(home.scroll, chosen, height);
    }
}
