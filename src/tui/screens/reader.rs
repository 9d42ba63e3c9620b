//! Something to read: help, the call's words for a field, the checklist, a project whole. It scrolls, and goes away with Esc.

use crate::app::version::{Comparison, Synced};
use crate::domain::field::FieldPath;
use crate::domain::project::ProjectCode;
use crate::tui::batch::Done;
use crate::tui::keymap::Context;

/// The state of something to read.
#[derive(Clone, Debug)]
pub struct ReaderScreen {
    /// What is read.
    pub what: ReaderWhat,
    /// The first row shown.
    pub scroll: usize,
}

/// What is read.
#[derive(Clone, PartialEq, Debug)]
pub enum ReaderWhat {
    /// What a stranger sees first; whether it is in a demo. It goes away with any key.
    Welcome {
        /// Whether it is a demo.
        demo: bool,
    },
    /// The keys of a screen.
    Help(&'static [Context]),
    /// The call's words for the field at this address, and what was found there.
    Words(FieldPath),
    /// The papers that prove the promises of the open draft.
    Checklist,
    /// What differs between two versions of the open draft.
    Changes(Box<Comparison>),
    /// What came of many drafts.
    Batch(Vec<Done>),
    /// What the last sharing brought.
    Shared(Box<Synced>),
    /// What reviewers made of the open draft.
    Summary,
    /// A project, whole.
    Project(ProjectCode),
}
