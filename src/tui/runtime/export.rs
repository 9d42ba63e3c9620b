//! What goes out as a file: an application, with or without what reviewers wrote, or the board.
//!
//! Invariant: a file that is there is replaced only when the user was asked.

use super::{Runner, World};
use crate::app::effect::Effect;
use crate::app::export::{Manner, Outgoing};
use crate::app::failure::{Cause, Failure};
use crate::app::review;
use crate::domain::draft::Draft;
use crate::tui::msg::Outcome;

impl Runner<'_, '_> {
    /// Writes what an effect asks for; where a file is in the way, that is to be asked.
    pub(super) fn write_out(&self, effect: Effect) -> Outcome {
        match written(&self.world, &effect) {
            Ok(path) => Outcome::Exported(path),
            Err(Failure::Unwritable(place)) if place.cause == Cause::Exists => {
                Outcome::InTheWay(place.path, Box::new(replacing(effect)))
            }
            Err(failure) => Outcome::Failed(failure),
        }
    }
}

fn written(world: &World<'_>, effect: &Effect) -> Result<String, Failure> {
    match effect {
        Effect::Export {
            draft,
            path,
            manner,
        } => application(world, draft, path, *manner),
        Effect::ExportBoard {
            board,
            path,
            format,
            english,
            replace,
        } => {
            let bytes = (world.board)(board, *format, *english);
            let path = match path.as_str() {
                "" => format!("board.{}", format.name()),
                path => path.to_owned(),
            };
            if *replace {
                world.files.write(&path, &bytes)?;
            } else {
                world.files.create(&path, &bytes)?;
            }
            Ok(path)
        }
        _ => Ok(String::new()),
    }
}

/// The same effect, after the user was asked.
fn replacing(mut effect: Effect) -> Effect {
    match &mut effect {
        Effect::Export { manner, .. } => manner.replace = true,
        Effect::ExportBoard { replace, .. } => *replace = true,
        _ => {}
    }
    effect
}

/// Writes an application; gives the path it was written to.
///
/// # Errors
/// When it cannot go out like this, or cannot be written.
pub(super) fn application(
    world: &World<'_>,
    draft: &Draft,
    path: &str,
    manner: Manner,
) -> Result<String, Failure> {
    let id = &draft.origin.id;
    let (notebooks, hidden) = if manner.reviewed {
        let call = world.calls.load(&draft.origin.call)?;
        let by = (world.reviewer)();
        review::for_paper(world.reviews, &*world.drafts, id, &call.form.rubric, by)?
    } else {
        (Vec::new(), 0)
    };
    let outgoing = Outgoing {
        draft,
        steps: &world.drafts.steps(id)?,
        notebooks: &notebooks,
        hidden,
        manner,
    };
    (world.export)(&outgoing, path)
}
