//! The same done to many drafts, one after the other.

use crate::app::export::Manner;
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
