//! The folder of a demo: a workspace that can be thrown away, with everything about it inside.
//!
//! Invariants: nothing of the user's is read or written, their folders of calls and journals included; a folder that holds
//! anything else is refused; a demo that is whole is marked as one, and opened again as it is. Absent: what is in it.

use crate::app::failure::Failure;
use crate::domain::draft::DraftId;
use crate::store::clock::chance;
use crate::store::fs::{Existing, make_folder, unreadable, unwritable, write_whole};
use crate::store::paths::Paths;
use jiff::Timestamp;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The mark of a demo that is whole.
const MARK: &str = "demo";

/// A demo's folder.
#[derive(Debug)]
pub struct Demo {
    /// Its folders.
    pub paths: Paths,
    /// Whether everything is in it already.
    pub is_made: bool,
}

/// The demo in a folder that the user named, or in a new one among the temporary files.
///
/// # Errors
/// When the folder cannot be made or read, or holds anything but a demo.
pub fn open(named: Option<&Path>) -> Result<Demo, Failure> {
    let folder = match named {
        Some(named) => std::path::absolute(named).unwrap_or_else(|_| named.to_owned()),
        None => among_temporary_files(),
    };
    make_folder(&folder)?;
    let workspace = folder.canonicalize().unwrap_or(folder);
    let paths = Paths {
        config: None,
        state: Some(workspace.join(".shenbao").join("state")),
        workspace,
    };
    let is_made = paths.own(MARK).exists();
    let mut inside =
        fs::read_dir(&paths.workspace).map_err(|error| unreadable(&paths.workspace, &error))?;
    if !is_made && inside.next().is_some() {
        return Err(Failure::NoDemo(super::fs::shown(&paths.workspace)));
    }
    Ok(Demo { paths, is_made })
}

fn among_temporary_files() -> PathBuf {
    let name = format!("shenbao-demo-{:012x}", chance() >> 16);
    std::env::temp_dir().join(name)
}

impl Demo {
    /// Marks the demo as whole.
    ///
    /// # Errors
    /// When the mark cannot be written.
    pub fn is_whole(&self) -> Result<(), Failure> {
        write_whole(&self.paths.own(MARK), b"", Existing::Replace)
    }

    /// Makes what stands in a draft's folder as old as the story tells: RFC 3339.
    ///
    /// # Errors
    /// When a file's time cannot be set.
    pub fn set_time(&self, draft: &DraftId, time: &str) -> Result<(), Failure> {
        let file = self.paths.draft_file(draft);
        let Ok(time) = time.parse::<Timestamp>() else {
            return Ok(());
        };
        let seconds = u64::try_from(time.as_second()).unwrap_or_default();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let set = File::open(&file).and_then(|open| open.set_modified(time));
        set.map_err(|error| unwritable(&file, &error))
    }
}
