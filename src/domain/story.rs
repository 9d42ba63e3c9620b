//! A story (示例) that a demo workspace is made by: who did what to which draft, and when.
//!
//! Invariant: everything in it is done as a user would do it: by edits and by verbs. Absent: doing it.

use crate::domain::call::CallId;
use crate::domain::draft::DraftId;
use crate::domain::edit::Edit;
use crate::domain::project::ProjectCode;
use std::collections::BTreeMap;

/// A whole story.
#[derive(Clone, PartialEq, Debug)]
pub struct Story {
    /// The call that its drafts answer.
    pub call: CallId,
    /// The name of whoever tries the program out.
    pub you: String,
    /// Everything that happens, in order.
    pub scenes: Vec<Scene>,
}

/// One thing that happens.
#[derive(Clone, PartialEq, Debug)]
pub struct Scene {
    /// When: RFC 3339, with the offset of the place.
    pub at: String,
    /// Who does it.
    pub by: String,
    /// The draft it is done to.
    pub draft: DraftId,
    /// What is done.
    pub deed: Deed,
}

/// What is done to a draft.
#[derive(Clone, PartialEq, Debug)]
pub enum Deed {
    /// It is made.
    New(ProjectCode),
    /// It is written in.
    Write {
        /// Texts, as edits.
        edits: Vec<Edit>,
        /// Rows that are added to tables, by the table, as cells.
        rows: Vec<(String, BTreeMap<String, String>)>,
    },
    /// Two people write in it at the same time, and their drafts are merged.
    Meet {
        /// What one of them writes.
        ours: Vec<Edit>,
        /// What the other one writes.
        theirs: Vec<Edit>,
    },
    /// A verb is run.
    Run {
        /// Its words, where `{draft}` stands for the draft and `{NAME}` for what was called so.
        words: Vec<String>,
        /// How later words call the annotation that it makes.
        named: Option<String>,
    },
}
