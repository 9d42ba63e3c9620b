//! Locks: one editor of a draft at a time, the others told who.
//!
//! Invariants: the lock is the system's (it goes with the process, however that ends); its file tells who holds it and
//! is never a sign by itself. Lock files lie with the journals, not in the workspace.

use crate::app::failure::Failure;
use crate::app::ports::Holder;
use crate::store::fs::{refuse_link, unwritable};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// The lock of a draft, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    /// Kept open, for closing it gives the lock back.
    _file: File,
}

/// What trying to take a lock came to.
#[derive(Debug)]
pub enum Taken {
    /// It is ours.
    Ours(Lock),
    /// Somebody else has it.
    Theirs(Holder),
}

/// Tries to take the lock at a path.
///
/// # Errors
/// When the lock file cannot be opened.
pub fn take(path: &Path) -> Result<Taken, Failure> {
    refuse_link(path)?;
    let options = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path);
    let mut file = options.map_err(|error| unwritable(path, &error))?;
    match file.try_lock() {
        Ok(()) => {
            // The text only tells others who; the lock holds without it, so a full disk does not matter here.
            let _ = file
                .set_len(0)
                .and_then(|()| file.write_all(me().as_bytes()));
            Ok(Taken::Ours(Lock { _file: file }))
        }
        Err(TryLockError::WouldBlock) => Ok(Taken::Theirs(read_holder(&mut file))),
        Err(TryLockError::Error(error)) => Err(unwritable(path, &error)),
    }
}

fn me() -> String {
    let user = std::env::var("USER")
        .or_else(|_| std::env::var("LOGNAME"))
        .unwrap_or_default();
    let host = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    format!("{}\n{user}@{host}\n", std::process::id())
}

fn read_holder(file: &mut File) -> Holder {
    let mut text = String::new();
    // What cannot be read is told as nobody in particular; the lock itself is certain.
    let _ = file.take(400).read_to_string(&mut text);
    let mut lines = text.lines();
    let pid = lines.next().and_then(|line| line.parse().ok()).unwrap_or(0);
    Holder {
        who: lines.next().unwrap_or("?").to_owned(),
        pid,
    }
}
