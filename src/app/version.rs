//! Versions (版本): states of a draft that were kept on purpose, with who kept them and why.
//!
//! Invariant: history only grows; bringing an old version back makes a new one. Absent: how they are kept.

use crate::app::failure::Failure;
use crate::domain::draft::{Draft, DraftId};

/// A version of a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// Its name: the full hash of the commit.
    pub rev: String,
    /// Who kept it.
    pub author: String,
    /// When: RFC 3339, with the author's offset.
    pub time: String,
    /// The first line of what was said about it.
    pub message: String,
}

impl Version {
    /// Enough of its name to tell it from others.
    #[must_use]
    pub fn short(&self) -> &str {
        self.rev.get(..10).unwrap_or(&self.rev)
    }
}

/// The versions of a workspace's drafts.
pub trait Versions {
    /// Keeps the draft as it stands in its file, and nothing else; `None` when its last version says the same.
    ///
    /// # Errors
    /// When there is no git, nobody to name as author, or git refuses.
    fn save(&self, id: &DraftId, message: &str) -> Result<Option<Version>, Failure>;

    /// The versions, the last first, at most so many.
    ///
    /// # Errors
    /// When there is no git, or git refuses. A draft without versions has none.
    fn log(&self, id: &DraftId, most: usize) -> Result<Vec<Version>, Failure>;

    /// The draft as a version has it. `rev` is what a person gives: a hash, its beginning, `HEAD~1`, a tag.
    ///
    /// # Errors
    /// When there is no such version, or it holds no readable draft.
    fn at(&self, id: &DraftId, rev: &str) -> Result<Draft, Failure>;
}
