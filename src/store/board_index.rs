//! The index of the board, with the user's own state: never in the workspace, where others could write it.
//!
//! Invariant: it is as good as gone whenever it is not what this build of the program wrote.

use crate::app::ports::BoardIndex;
use crate::domain::board_index::Index;
use crate::format::board_index;
use crate::store::fs::{read_plain, remember};
use crate::store::paths::Paths;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

/// More than an index of a hundred thousand drafts takes.
const INDEX_MAX: usize = 64 << 20;

/// The index of a workspace's board; where the user has no folder for it, there is none.
#[derive(Clone, Debug)]
pub struct FileIndex {
    path: Option<PathBuf>,
}

impl FileIndex {
    /// The index of the workspace under these folders.
    #[must_use]
    pub fn new(paths: &Paths) -> Self {
        let path = paths.state.as_ref().map(|state| state.join("board-index"));
        Self { path }
    }
}

impl BoardIndex for FileIndex {
    fn load(&self) -> Index {
        let bytes = self
            .path
            .as_ref()
            .and_then(|path| read_plain(path, INDEX_MAX).ok());
        bytes
            .and_then(|bytes| board_index::read(&bytes, &build()))
            .unwrap_or_default()
    }

    fn keep(&self, index: &Index) {
        let Some(path) = &self.path else { return };
        let text = board_index::write(index, &build());
        // Without it the board is read whole again.
        let _ = remember(path, text.as_bytes());
    }
}

/// Tells this build of the program from others.
fn build() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let file = std::env::current_exe().and_then(std::fs::metadata);
    match file {
        Ok(file) => format!(
            "{version} {} {}.{}",
            file.size(),
            file.mtime(),
            file.mtime_nsec()
        ),
        Err(_) => version.to_owned(),
    }
}
