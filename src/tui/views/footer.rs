//! The line of key hints, from the key table.

use super::{Canvas, Frame, Line, Role};
use crate::app::command::Command;
use crate::messages::{Lang, commands, facing, import};
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::form::remarks_at;
use crate::tui::screens::home::HomeList;

// The commands of each screen, the most wanted first; as many as fit are shown.
const HOME: &[Command] = &[
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
];
const BOARD: &[Command] = &[
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
];
const FORM: &[Command] = &[
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
];
const NOTE: &[Command] = &[Command::BreakLine, Command::Back];
const REVIEW: &[Command] = &[
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
];
const REISSUE: &[Command] = &[
    Command::MoveOver,
    Command::Help,
    Command::Palette,
    Command::Back,
];
const IMPORT: &[Command] = &[
    Command::Settle,
    Command::KeepCall,
    Command::Help,
    Command::Palette,
    Command::Back,
];
const HISTORY: &[Command] = &[
    Command::Mark,
    Command::Restore,
    Command::Help,
    Command::Back,
];
const WINDOW: &[Command] = &[Command::Back];

// What can be done with the open remark that one is at in the form, which comes before what is always there.
const PROPOSAL: &[Command] = &[
    Command::Accept,
    Command::Refuse,
    Command::Reply,
    Command::NextOpen,
];
const REMARK: &[Command] = &[Command::Reply, Command::Resolve, Command::NextOpen];

fn remark_commands(model: &Model, screen: &Screen) -> &'static [Command] {
    let (Some(session), Screen::Form(form)) = (&model.session, screen) else {
        return &[];
    };
    let all = session.remarks().annotations();
    let here = remarks_at(session, &form.at).into_iter();
    let mut open = here.filter_map(|index| all.get(index));
    match open.find(|one| one.is_open()) {
        Some(one) if one.proposal.is_some() => PROPOSAL,
        Some(_) => REMARK,
        None => &[],
    }
}

fn commands_of(screen: &Screen) -> &'static [Command] {
    match screen {
        Screen::Home(_) => HOME,
        Screen::Board(_) => BOARD,
        Screen::Form(_) => FORM,
        Screen::Note(_) => NOTE,
        Screen::Review(_) => REVIEW,
        Screen::Reissue(_) => REISSUE,
        Screen::Import(_) => IMPORT,
        Screen::History(_) => HISTORY,
        Screen::Pick(_) | Screen::Prompt(_) | Screen::Reader(_) => WINDOW,
    }
}

/// What Enter does where it is worth telling.
fn enter(lang: Lang, screen: &Screen) -> Option<&'static str> {
    match screen {
        Screen::Home(home) => Some(commands::label(
            lang,
            match home.list {
                HomeList::Catalog => Command::NewDraft,
                HomeList::Drafts => Command::OpenDraft,
            },
        )),
        Screen::Note(_) => Some(facing::note_done(lang)),
        Screen::Import(_) => Some(import::edit(lang)),
        Screen::Board(_) => Some(commands::label(lang, Command::OpenDraft)),
        _ => None,
    }
}

/// Draws the hints that fit. Help is there wherever it is among them: who knows no key finds all keys by it.
pub(super) fn draw(canvas: &mut Canvas<'_>, model: &Model, frame: Frame) {
    let Some(top) = model.top() else { return };
    let lang = model.prefs.lang;
    let mut line = Line::new(" ", Role::Text);
    if let Some(told) = enter(lang, top) {
        line.spans.extend(hint("Enter", told).spans);
    }
    let columns = usize::from(frame.keys.width);
    // In the catalog that is Enter, told already.
    let is_enter = |command| matches!(top, Screen::Home(_)) && command == Command::NewDraft;
    let shown = remark_commands(model, top).iter().chain(commands_of(top));
    let shown = shown.filter(|one| !is_enter(**one));
    let hints = shown.filter_map(|&command| {
        let chord = model.prefs.keys.chord_of(command)?.to_string();
        let told = hint(&chord, commands::label(lang, command));
        let width = told.width(canvas.ambiguous);
        Some((command, told, width))
    });
    let hints: Vec<_> = hints.collect();
    let help = hints
        .iter()
        .position(|(command, ..)| *command == Command::Help);
    let help = help.map(|place| (place, GAP.len() + hints[place].2));
    let mut used = line.width(canvas.ambiguous);
    for (place, (command, told, width)) in hints.into_iter().enumerate() {
        let gap = if line.spans.len() == 1 { "" } else { GAP };
        let for_help = help.filter(|help| place < help.0).map_or(0, |help| help.1);
        if used + gap.len() + width + for_help <= columns {
            line = line.and(gap, Role::Text);
            line.spans.extend(told.spans);
            used += gap.len() + width;
        } else if help.is_none_or(|help| help.0 <= place) || command == Command::Help {
            break;
        }
    }
    canvas.line(frame.keys, &line);
}

/// Between two hints.
const GAP: &str = "  ";

fn hint(key: &str, label: &str) -> Line {
    Line::new(key, Role::Key).and(format!(" {label}"), Role::Dim)
}
