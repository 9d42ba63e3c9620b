//! Writing about a draft, on the review and in the form: remarks, answers, what becomes of proposals, what was seen.
//!
//! Invariants: what a proposal changes goes into the draft as an edit like any other, before its acceptance is written;
//! words that were changed since are only written over when a person says so.

mod aim;

use super::{form, note, open_window, refuse};
use crate::app::command::{Command, NotNow};
use crate::app::effect::Effect;
use crate::app::failure::{Failure, ReviewFailure};
use crate::app::review::{acceptance, pinned, score};
use crate::domain::diff::facing::Body;
use crate::domain::draft::Row;
use crate::domain::review::acceptance::Left;
use crate::domain::review::annotation::Annotation;
use crate::domain::review::entry::{Act, EntryId, Kind, Target};
use crate::domain::review::note::NoteWhat;
use crate::domain::review::proposal::{NotApplicable, Over, Proposal};
use crate::tui::model::{Model, Notice};
use crate::tui::screens::Screen;
use crate::tui::screens::form::remarks_at;
use crate::tui::screens::pick::{PickScreen, PickWhat};
use crate::tui::screens::prompt::PromptWhat;
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};
use crate::tui::screens::review::BlockWhat;
use aim::{Aim, Changes, target};

pub(super) fn command(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Annotate => pick(model, PickWhat::Kind { proposes: false }),
        Command::Suggest => match target(model) {
            Some(aim) if aim.changes != Changes::Nothing => {
                pick(model, PickWhat::Kind { proposes: true })
            }
            _ => refuse(model, NotNow::NothingToChange),
        },
        Command::Reply => with_focus(model, |model, one| {
            note::open(model, NoteWhat::Reply(one.id), "")
        }),
        Command::Resolve => with_focus(model, |model, one| {
            let done = one.resolved.is_some();
            let act = if done { Act::Reopen } else { Act::Resolve };
            write(model, vec![act(one.id)])
        }),
        Command::Amend => with_own(model, |model, one| {
            note::open(model, NoteWhat::Amend(one.id), &one.body)
        }),
        Command::Withdraw => with_own(model, |model, one| {
            write(model, vec![Act::Withdraw(one.id)])
        }),
        Command::PinRemark => with_focus(model, |model, one| pick(model, PickWhat::Place(one.id))),
        Command::MarkSeen => see(model, true),
        Command::MarkUnseen => see(model, false),
        Command::Accept => with_focus(model, |model, one| accept(model, &[one], Over::Untouched)),
        Command::AcceptAll => {
            let all = proposed(model);
            accept(model, &all, Over::Untouched)
        }
        Command::Refuse => with_focus(model, |model, one| match one.proposal {
            Some(_) => write(model, vec![Act::Refuse(one.id)]),
            None => not_applicable(model, NotApplicable::NoProposal),
        }),
        Command::TakeUp => note::take_up(model),
        Command::Score => pick(model, PickWhat::Sheet),
        Command::Summary => open_window(
            model,
            Screen::Reader(ReaderScreen {
                what: ReaderWhat::Summary,
                scroll: 0,
            }),
        ),
        _ => refuse(model, NotNow::NotHere),
    }
}

fn pick(model: &mut Model, what: PickWhat) -> Vec<Effect> {
    open_window(model, Screen::Pick(PickScreen::new(what)))
}

/// Writes entries about the open draft.
pub(super) fn write(model: &mut Model, acts: Vec<Act>) -> Vec<Effect> {
    match &model.session {
        Some(session) => vec![session.writing(acts)],
        None => refuse(model, NotNow::NoDraft),
    }
}

/// The annotation one is at: on the review the open thread, in the form the first open one of the field.
fn focus(model: &Model) -> Option<Annotation> {
    let session = model.session.as_ref()?;
    let remarks = session.remarks();
    match model.screens.last()? {
        Screen::Review(screen) => {
            let id = screen.focus(session)?;
            remarks.one(id).map(|(one, _)| one.clone())
        }
        Screen::Form(form) => {
            let here = remarks_at(session, &form.at);
            let all = || {
                here.iter()
                    .filter_map(|index| remarks.annotations().get(*index))
            };
            let open = all().find(|one| one.is_open());
            open.or_else(|| all().next()).cloned()
        }
        _ => None,
    }
}

fn with_focus(
    model: &mut Model,
    act: impl Fn(&mut Model, Annotation) -> Vec<Effect>,
) -> Vec<Effect> {
    match focus(model) {
        Some(one) => act(model, one),
        None => refuse(model, NotNow::NoRemarks),
    }
}

/// Only its author changes or withdraws an annotation.
fn with_own(model: &mut Model, act: impl Fn(&mut Model, Annotation) -> Vec<Effect>) -> Vec<Effect> {
    with_focus(model, |model, one| {
        let mine = model
            .session
            .as_ref()
            .is_some_and(|session| session.remarks().me == one.by);
        if mine {
            return act(model, one);
        }
        let failure = Failure::Review(ReviewFailure::NotYours(one.by));
        model.notice = Some(Notice::Failed(failure));
        Vec::new()
    })
}

/// The kind of a new remark was picked.
pub(super) fn kind_picked(model: &mut Model, kind: Kind, proposes: bool) -> Vec<Effect> {
    let Some(aim) = target(model) else {
        return refuse(model, NotNow::NotHere);
    };
    if !proposes {
        let proposal = None;
        let on = aim.on;
        return note::open(model, NoteWhat::Remark { on, kind, proposal }, "");
    }
    match aim.changes {
        Changes::Row(table) => return pick(model, PickWhat::Column(kind, table)),
        Changes::Table(table) => return new_row(model, aim.on, kind, &table),
        Changes::Words | Changes::Nothing => {}
    }
    let (on, old) = (aim.on, aim.words);
    let text = old.clone();
    note::open(model, NoteWhat::Words { on, kind, old }, &text)
}

/// Asks for the cells of another row, a line each.
fn new_row(model: &mut Model, on: Target, kind: Kind, table: &str) -> Vec<Effect> {
    let lang = model.prefs.lang;
    let Some(session) = model.session.as_mut() else {
        return Vec::new();
    };
    let asked = session.call().form.table(table).into_iter();
    let columns = asked.flat_map(|table| &table.columns);
    let named = columns.map(|column| {
        let name = lang.words(&column.label).to_owned();
        (column.at.as_str().to_owned(), name)
    });
    let named: Vec<(String, String)> = named.collect();
    let lines = named.iter().map(|(_, name)| lang.labelled(name, ""));
    let text = lines.collect::<Vec<String>>().join("\n");
    let id = session.fresh_row_id(table);
    let cells = named.into_iter().collect();
    let row = Row { id, cells };
    note::open_at_first_line(model, NoteWhat::Row { on, kind, row }, &text)
}

/// A row below the one that one is at was picked.
pub(super) fn row_picked(model: &mut Model, kind: Kind, table: &str) -> Vec<Effect> {
    match target(model) {
        Some(aim) => new_row(model, aim.on, kind, table),
        None => refuse(model, NotNow::NotHere),
    }
}

/// The cell of a row to be changed was picked; none to take the row out.
pub(super) fn column_picked(model: &mut Model, kind: Kind, column: Option<String>) -> Vec<Effect> {
    let Some(Aim {
        on: Target::Place(place),
        ..
    }) = target(model)
    else {
        return refuse(model, NotNow::NotHere);
    };
    let on = Target::Place(place.clone());
    let Some(column) = column else {
        let proposal = Some(Proposal::RowOut);
        return note::open(model, NoteWhat::Remark { on, kind, proposal }, "");
    };
    let session = model.session.as_ref();
    let cell = place.anchor.at.join(&column);
    let old = session
        .map_or("", |session| session.draft().text(&cell))
        .to_owned();
    let text = old.clone();
    let what = NoteWhat::Cell {
        on,
        kind,
        column,
        old,
    };
    note::open(model, what, &text)
}

/// A person said where an annotation is: at a place that is offered, or at what is selected.
pub(super) fn placed(model: &mut Model, id: EntryId, offer: Option<usize>) -> Vec<Effect> {
    let Some(session) = &model.session else {
        return Vec::new();
    };
    let offers = session
        .remarks()
        .one(&id)
        .map(|(_, placement)| placement.offers());
    let on = match offer {
        Some(offer) => offers.and_then(|offers| {
            let offer = offers.get(offer)?;
            Some(pinned(
                session.draft(),
                &offer.at,
                Some(offer.range.clone()),
            ))
        }),
        None => target(model).and_then(|aim| match aim.on {
            Target::Place(place) => Some(place),
            _ => None,
        }),
    };
    match on {
        Some(on) => write(model, vec![Act::Pin { annotation: id, on }]),
        None => refuse(model, NotNow::NothingThere),
    }
}

/// Marks what one is at as seen, or not; at the draft as a whole, everything.
fn see(model: &mut Model, seen: bool) -> Vec<Effect> {
    let (Some(Screen::Review(screen)), Some(session)) = (model.screens.last(), &model.session)
    else {
        return refuse(model, NotNow::NotHere);
    };
    let block = screen.sheet.blocks.get(screen.block());
    let mut at = Vec::new();
    if let Some(block) = block
        && let Some(entry) = screen.sheet.entry(block)
    {
        match (&entry.body, screen.sheet.row(block)) {
            (_, Some(row)) => at.push(entry.at.join(row.as_str())),
            (Body::Rows(rows), None) => {
                at.extend(rows.iter().map(|row| entry.at.join(row.id.as_str())));
            }
            (Body::Text(_), None) => at.push(entry.at.clone()),
        }
        if at.is_empty() {
            return refuse(model, NotNow::NothingThere);
        }
    } else if block.is_none_or(|block| block.what != BlockWhat::Whole) {
        return refuse(model, NotNow::NothingThere);
    }
    vec![Effect::See {
        draft: Box::new(session.draft().clone()),
        at,
        seen,
    }]
}

/// The annotations that propose something and are not dealt with.
fn proposed(model: &Model) -> Vec<Annotation> {
    let session = model.session.iter();
    let all = session.flat_map(|session| session.remarks().annotations());
    let proposed = all.filter(|one| one.is_open() && one.proposal.is_some());
    proposed.cloned().collect()
}

/// Takes what annotations propose; words that were changed since, only where a person said so.
pub(super) fn accept(model: &mut Model, all: &[Annotation], over: Over) -> Vec<Effect> {
    let Some(session) = model.session.as_mut() else {
        return Vec::new();
    };
    let acceptance = acceptance(all, session.draft(), over);
    if let ([one], [(_, Left::NotApplicable(why))]) = (all, acceptance.left.as_slice()) {
        return match why {
            NotApplicable::Changed => pick(model, PickWhat::Insist(one.id.clone())),
            why => not_applicable(model, *why),
        };
    }
    if acceptance.taken.is_empty() {
        return refuse(model, NotNow::NothingProposed);
    }
    session.seal();
    let before = session.draft().clone();
    // An edit made from this draft fits it.
    let Ok(edits) = session.edit(acceptance.edit) else {
        return Vec::new();
    };
    session.seal();
    session.note_taken(acceptance.taken.clone());
    let mut effects = match *session.draft() == before {
        true => Vec::new(),
        false => edits,
    };
    let (taken, left) = (acceptance.taken.len(), acceptance.left.len());
    model.notice = Some(Notice::Accepted { taken, left });
    refresh(model);
    effects.extend(write(
        model,
        acceptance.taken.into_iter().map(Act::Accept).collect(),
    ));
    effects
}

/// A person said that a proposal shall be taken over words that were changed since.
pub(super) fn insisted(model: &mut Model, id: &EntryId) -> Vec<Effect> {
    let session = model.session.as_ref();
    let one = session.and_then(|session| session.remarks().one(id));
    let one: Vec<Annotation> = one.into_iter().map(|(one, _)| one.clone()).collect();
    accept(model, &one, Over::Changed)
}

/// After the draft was changed from a list, what stands on it is made anew.
fn refresh(model: &mut Model) {
    let at = match model.screens.last_mut() {
        Some(Screen::Review(screen)) => {
            if let Some(session) = &model.session {
                screen.renew(session);
            }
            None
        }
        Some(Screen::Form(form)) => Some(form.at.clone()),
        _ => None,
    };
    if let Some(at) = at {
        form::go_to(model, &at);
    }
}

/// After a step was taken back or done again: says what that did to remarks whose proposals it took.
pub(super) fn told(model: &mut Model, effects: &[Effect]) {
    for effect in effects {
        if let Effect::WriteRemarks { acts, .. } = effect {
            let opened = acts.iter().all(|act| matches!(act, Act::Reopen(_)));
            model.notice = Some(match opened {
                true => Notice::Reopened(acts.len()),
                false => Notice::Accepted {
                    taken: acts.len(),
                    left: 0,
                },
            });
        }
    }
}

fn not_applicable(model: &mut Model, why: NotApplicable) -> Vec<Effect> {
    let failure = Failure::Review(ReviewFailure::NotApplicable(why));
    model.notice = Some(Notice::Failed(failure));
    Vec::new()
}

/// A criterion was picked: asks for its points.
pub(super) fn criterion_picked(model: &mut Model, criterion: String) -> Vec<Effect> {
    super::ask(model, PromptWhat::Points { criterion })
}

/// Points were typed for a criterion.
pub(super) fn scored(model: &mut Model, criterion: &str, given: &str) -> Vec<Effect> {
    let Some(session) = &model.session else {
        return Vec::new();
    };
    match score(&session.call().form.rubric, criterion, given) {
        Ok(act) => {
            let effects = write(model, vec![act]);
            pick(model, PickWhat::Sheet);
            effects
        }
        Err(failure) => {
            model.notice = Some(Notice::Failed(failure));
            pick(model, PickWhat::Sheet)
        }
    }
}
