//! The same done to many drafts, one after the other.
//!
//! Invariant: a draft that refuses stops none of the others; each is told with what came of it.

use crate::app::export::Manner;
use crate::app::failure::Failure;
use crate::domain::draft::DraftId;
use crate::domain::finding::Finding;
use crate::domain::state::State;

/// What is done to each draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Task {
    /// Checked.
    Check,
    /// Written as a file into this folder.
    Export {
        /// The folder; empty for the current one.
        folder: String,
        /// How.
        manner: Manner,
    },
    /// Taken a step further on its way.
    Step {
        /// What it is from then on.
        state: State,
        /// What is said about it; may be empty.
        note: String,
    },
}

/// What came of one draft.
#[derive(Clone, PartialEq, Debug)]
pub struct Done {
    /// The draft.
    pub id: DraftId,
    /// Its findings; none after an export or a step.
    pub came: Result<Vec<Finding>, Failure>,
}
