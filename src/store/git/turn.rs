//! A turn at a repository: one process of ours at a time, and no stale lock of git's left to a person.
//!
//! Git leaves `index.lock` behind when it is killed, and every later command then refuses. While git runs for us it holds
//! our own lock (inherited by the child, given up by the system when the last of them dies) and a marker is there. Who
//! gets the lock and finds the marker knows that whoever was at it is dead: git's locks of that time are then nobody's.
//! Invariant: without the marker no lock of git's is touched; it may be a living stranger's.

use crate::app::failure::Failure;
use crate::store::fs::{make_folder, unwritable};
use rustix::io::{FdFlags, fcntl_setfd};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// The locks that `git commit` and `git add` take, in the repository's folder.
const LOCKS: [&str; 3] = ["index.lock", "HEAD.lock", "refs/heads/main.lock"];
/// How long another process of ours is waited for.
const PATIENCE: u32 = 600;

/// Held while git changes a repository.
pub(in crate::store) struct Turn {
    marker: PathBuf,
    _lock: File,
}

impl Turn {
    /// Waits for the turn, and clears away what a killed one left.
    ///
    /// # Errors
    /// When the lock cannot be made, or another process keeps it for a minute.
    pub(in crate::store) fn take(root: &Path) -> Result<Self, Failure> {
        let own = root.join(".shenbao");
        make_folder(&own)?;
        let path = own.join("git.lock");
        let options = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path);
        let lock = options.map_err(|error| unwritable(&path, &error))?;
        wait_for(&lock, &path)?;
        // The child inherits it: as long as git lives, nobody else has the turn.
        fcntl_setfd(&lock, FdFlags::empty()).map_err(|error| unwritable(&path, &error.into()))?;
        let marker = own.join("git-running");
        if marker.exists() {
            for name in LOCKS {
                let _ = fs::remove_file(root.join(".git").join(name));
            }
        }
        fs::write(&marker, []).map_err(|error| unwritable(&marker, &error))?;
        Ok(Self {
            marker,
            _lock: lock,
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.marker);
    }
}

fn wait_for(lock: &File, path: &Path) -> Result<(), Failure> {
    for _ in 0..PATIENCE {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => sleep(Duration::from_millis(100)),
            Err(TryLockError::Error(error)) => return Err(unwritable(path, &error)),
        }
    }
    Err(unwritable(path, &std::io::ErrorKind::WouldBlock.into()))
}
