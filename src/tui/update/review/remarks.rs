//! Going from annotation to annotation, and what comes in from people.

use super::going::lead_in;
use super::{open_review, refuse};
use crate::app::command::NotNow;
use crate::app::effect::Effect;
use crate::app::failure::Failure;
use crate::app::remarks::Remarks;
use crate::tui::editor::Cursor;
use crate::tui::model::{Model, Notice};
use crate::tui::msg::Wrote;
use crate::tui::screens::Screen;
use crate::tui::screens::review::notes::{Filter, Note};
use crate::tui::update::note;

/// What there is to say when remarks were only read: who is not shown yet, and what waits for the applicant.
fn waiting(model: &Model) -> Option<Notice> {
    let session = model.session.as_ref()?;
    let remarks = session.remarks();
    match (remarks.hidden, remarks.open(), model.screens.last()) {
        (0, 0, _) => None,
        (0, open, Some(Screen::Form(_))) => Some(Notice::OpenRemarks(open)),
        (0, _, _) => None,
        (hidden, _, _) => Some(Notice::Hidden(hidden)),
    }
}

/// Goes to the next annotation or the one before; with `open`, to one that is not dealt with.
pub(super) fn go(model: &mut Model, forward: bool, open: bool) -> Vec<Effect> {
    let Some((screen, session)) = open_review(model) else {
        return Vec::new();
    };
    let all = session.remarks().annotations();
    let wanted = |note: &&Note| !open || all.get(note.index).is_some_and(|one| one.is_open());
    let notes: Vec<&Note> = screen.notes.iter().filter(wanted).collect();
    let here = (screen.block(), screen.focus(session).cloned());
    let place = |note: &Note| {
        let id = all.get(note.index).map(|one| &one.id);
        (note.block, id == here.1.as_ref())
    };
    // The one that one is at, else the place between two where one stands.
    let now = notes.iter().position(|note| place(note) == (here.0, true));
    let before = notes.partition_point(|note| note.block < here.0);
    let next = match (forward, now) {
        (true, Some(now)) => Some(now + 1),
        (true, None) => Some(before),
        (false, Some(now)) => now.checked_sub(1),
        (false, None) => before.checked_sub(1),
    };
    let next = next.filter(|next| *next < notes.len());
    let round = if forward {
        0
    } else {
        notes.len().wrapping_sub(1)
    };
    let Some(note) = notes.get(next.unwrap_or(round)) else {
        let why = if open && !all.is_empty() {
            NotNow::NothingOpen
        } else {
            NotNow::NoRemarks
        };
        return refuse(model, why);
    };
    let (note, id) = (
        (*note).clone(),
        all.get(note.index).map(|one| one.id.clone()),
    );
    screen.go_to(note.block);
    screen.chosen = id;
    screen.place.cursor = Cursor::at(note.range.start);
    if next.is_none() {
        model.notice = Some(Notice::WentRound { forward });
    }
    lead_in(model);
    Vec::new()
}

/// Shows only some of the annotations.
pub(in crate::tui::update) fn filtered(model: &mut Model, filter: Filter) -> Vec<Effect> {
    if let Some((screen, session)) = open_review(model) {
        screen.filter = filter;
        screen.take_in(session);
    }
    Vec::new()
}

/// What people remarked on the open draft is there.
pub(in crate::tui::update) fn came(
    model: &mut Model,
    remarks: Remarks,
    failed: Vec<Failure>,
    wrote: Wrote,
) -> Vec<Effect> {
    let Some(session) = model.session.as_mut() else {
        return Vec::new();
    };
    let first = session.remarks().me != remarks.me;
    // The remark that was just made is the one that one is at.
    let before = session.remarks().annotations().len();
    let new = remarks.annotations().last();
    let new = new.filter(|_| wrote == Wrote::Entries && remarks.annotations().len() > before);
    let new = new.map(|one| one.id.clone());
    let others = |remarks: &Remarks| {
        let others = remarks.notebooks().iter();
        let others = others.filter(|notebook| notebook.by != remarks.me);
        others
            .map(|notebook| notebook.entries().len())
            .sum::<usize>()
    };
    let arrived = others(&remarks).saturating_sub(others(session.remarks()));
    session.set_remarks(remarks);
    for screen in &mut model.screens {
        if let Screen::Review(screen) = screen {
            screen.chosen = new.clone().or(screen.chosen.take());
            screen.take_in(session);
        }
    }
    match wrote {
        Wrote::Nothing if first => model.notice = model.notice.take().or_else(|| waiting(model)),
        Wrote::Nothing if arrived > 0 => model.notice = Some(Notice::Arrived(arrived)),
        Wrote::Nothing => {}
        Wrote::Marks => model.notice = Some(Notice::Seen(true)),
        Wrote::NoMarks => model.notice = Some(Notice::Seen(false)),
        Wrote::Entries => {
            let told = matches!(
                model.notice,
                Some(Notice::Accepted { .. } | Notice::Reopened(_))
            );
            if !told {
                model.notice = Some(Notice::Wrote);
            }
        }
    }
    if let Some(failure) = failed.into_iter().next() {
        model.notice = Some(Notice::Failed(failure));
    }
    match wrote {
        Wrote::Entries => note::written(model),
        Wrote::Nothing if first => note::look_for(model),
        Wrote::Nothing | Wrote::Marks | Wrote::NoMarks => Vec::new(),
    }
}
