//! Work that takes longer than a key may: it is done in parts, between which keys are let in.
//!
//! Invariant: a part is short; stopping between two parts loses nothing but what was not begun.

use super::{World, export};
use crate::app::batch::Task;
use crate::app::board::Reading;
use crate::app::check::check;
use crate::app::failure::Failure;
use crate::domain::call::{Call, CallId};
use crate::domain::draft::DraftId;
use crate::domain::finding::Severity;
use crate::tui::batch::{Done, Found};
use crate::tui::msg::Outcome;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// How long a part takes.
const PART: Duration = Duration::from_millis(20);

type Known = HashMap<CallId, Result<Rc<Call>, Failure>>;

/// What is being done in parts.
pub(super) enum Parts {
    /// Reading the board.
    Board(Box<Reading>),
    /// Doing the same to many drafts.
    Batch {
        task: Task,
        /// Those still to come, the next one last.
        drafts: Vec<DraftId>,
        done: Vec<Done>,
        /// The calls that were needed so far.
        calls: Known,
    },
}

impl Parts {
    /// The board; what is there at once comes with the first part.
    pub(super) fn board(reading: Reading) -> Self {
        Self::Board(Box::new(reading))
    }

    /// The same for many drafts.
    pub(super) fn batch(task: Task, mut drafts: Vec<DraftId>) -> Self {
        drafts.reverse();
        Self::Batch {
            task,
            drafts,
            done: Vec::new(),
            calls: Known::new(),
        }
    }

    pub(super) fn is_done(&self) -> bool {
        match self {
            Self::Board(reading) => reading.waiting() == 0,
            Self::Batch { drafts, .. } => drafts.is_empty(),
        }
    }

    /// Does the next part, and tells what came of it.
    pub(super) fn go_on(&mut self, world: &mut World<'_>) -> Outcome {
        let begun = Instant::now();
        match self {
            Self::Board(reading) => {
                while reading.waiting() > 0 && begun.elapsed() < PART {
                    reading.step(&*world.drafts, world.calls, world.reviews);
                }
                if reading.waiting() == 0 {
                    reading.keep(world.index);
                }
                Outcome::Board {
                    part: reading.news(),
                    waiting: reading.waiting(),
                    first: false,
                }
            }
            Self::Batch {
                task,
                drafts,
                done,
                calls,
            } => {
                while let Some(id) = drafts.pop() {
                    let came = one(world, calls, task, &id);
                    done.push(Done { id, came });
                    if begun.elapsed() >= PART {
                        break;
                    }
                }
                if drafts.is_empty() {
                    return Outcome::Batch(task.clone(), std::mem::take(done));
                }
                Outcome::Progress {
                    done: done.len(),
                    all: done.len() + drafts.len(),
                }
            }
        }
    }
}

fn one(
    world: &mut World<'_>,
    calls: &mut Known,
    task: &Task,
    id: &DraftId,
) -> Result<Vec<Found>, Failure> {
    if let Task::Step { state, note } = task {
        let take = world.step;
        return take(world.drafts, id, *state, note).map(|()| Vec::new());
    }
    let draft = world.drafts.read(id)?;
    let wanted = &draft.origin.call;
    let call = calls.entry(wanted.clone());
    let call = call.or_insert_with(|| world.calls.load(wanted)).clone()?;
    let project = world.calls.project(&draft.origin, &call)?;
    let checked = check(&call, &project, &draft);
    match task {
        Task::Check | Task::Step { .. } => {
            let found = checked.findings.into_iter();
            let found = found.map(|finding| Found::new(finding, &call, &project, &draft));
            Ok(found.collect())
        }
        Task::Export { folder, manner } => {
            match checked.count(Severity::Error) {
                0 => {}
                errors => return Err(Failure::NotReady(errors)),
            }
            let name = format!("{}.{}", id.as_str(), manner.format.name());
            let path = if folder.is_empty() {
                name
            } else {
                world.files.make_folder(folder)?;
                format!("{}/{name}", folder.trim_end_matches('/'))
            };
            export::application(world, &draft, &path, *manner).map(|_| Vec::new())
        }
    }
}
