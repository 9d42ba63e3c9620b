//! A turn at a repository: one process of ours at a time, and no stale lock of git's left to a person.
//!
//! Git leaves `index.lock` behind when it is killed, and every later command then refuses. While git works for us it holds
//! our own lock (the system takes it back when the last of us dies) and a marker is there. Who gets the lock and finds
//! the marker knows that whoever had it was killed, git included: the locks of git's that lie there are ours to clear
//! away, unless somebody else's git works in this folder just now.
//! Invariant: without the marker, or beside a living git, no lock of git's is touched.

use crate::app::failure::{Failure, GitFailure};
use crate::store::fs::{make_folder, shown, unwritable};
use std::cell::Cell;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::rc::Rc;
use std::thread::sleep;
use std::time::Duration;

/// What a turn is about. Two of different kinds do not wait for each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::store) enum About {
    /// Keeping versions: the index, the branch, files.
    Versions,
    /// Talking to another repository: what is known of its branches.
    Remote,
}

/// Held while git changes a repository.
pub(in crate::store) struct Turn {
    marker: PathBuf,
    lock: File,
    /// Whether a git was killed in this turn, and may have left locks though we live.
    killed: Rc<Cell<bool>>,
}

/// How long another process of ours is waited for: so many times a tenth of a second.
const PATIENCE: u32 = 600;
/// Locks that talking to another repository takes; all others in the repository's own folder are of keeping versions.
const OF_REMOTES: [&str; 2] = ["FETCH_HEAD.lock", "shallow.lock"];
/// The lock that both take.
const OF_BOTH: &str = "packed-refs.lock";
/// How deep the names of branches are followed.
const DEEPEST: usize = 8;

impl Turn {
    /// Waits for the turn, and clears away what a killed one left.
    ///
    /// # Errors
    /// When the lock cannot be made, another process keeps it for a minute, or a lock of git's was left and a git that
    /// is not ours works here.
    pub fn take(root: &Path, about: About) -> Result<Self, Failure> {
        let own = root.join(".shenbao");
        make_folder(&own)?;
        let (lock, marker) = match about {
            About::Versions => ("git.lock", "git-running"),
            About::Remote => ("remote.lock", "remote-running"),
        };
        let (path, marker) = (own.join(lock), own.join(marker));
        let lock = open(&path).map_err(|error| unwritable(&path, &error))?;
        wait_for(&lock, &path)?;
        if marker.exists() {
            clear_away(root, about)?;
        }
        open(&marker).map_err(|error| unwritable(&marker, &error))?;
        Ok(Self {
            marker,
            lock,
            killed: Rc::default(),
        })
    }

    /// Where it is noted that a git of this turn was killed.
    pub fn killed(&self) -> Rc<Cell<bool>> {
        Rc::clone(&self.killed)
    }

    /// The lock, for a child that is to hold it too.
    pub fn share(&self) -> Stdio {
        self.lock
            .try_clone()
            .map_or_else(|_| Stdio::null(), Stdio::from)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // The marker stays for whoever comes next, to clear away what a killed git left.
        if !self.killed.get() {
            let _ = fs::remove_file(&self.marker);
        }
        // Closing would do, were it not for a program that is being started just now and still has a copy of the file.
        let _ = self.lock.unlock();
    }
}

fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .mode(0o600)
        .custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed())
        .open(path)
}

fn wait_for(lock: &File, path: &Path) -> Result<(), Failure> {
    for _ in 0..PATIENCE {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => sleep(Duration::from_millis(100)),
            Err(TryLockError::Error(error)) => return Err(unwritable(path, &error)),
        }
    }
    Err(Failure::Git(GitFailure::Busy(shown(path))))
}

/// Takes git's locks of a killed turn away.
fn clear_away(root: &Path, about: About) -> Result<(), Failure> {
    let left = locks(root, about);
    let Some(first) = left.first() else {
        return Ok(());
    };
    if is_git_at_work(root) {
        return Err(Failure::Git(GitFailure::Busy(shown(first))));
    }
    for lock in left {
        fs::remove_file(&lock).map_err(|error| unwritable(&lock, &error))?;
    }
    Ok(())
}

/// The locks of git's that lie in a repository.
pub(in crate::store) fn locks(root: &Path, about: About) -> Vec<PathBuf> {
    let (git, common) = (git_folder(root), common_folder(root));
    let mut left = Vec::new();
    // A tidying up after a commit, and noting which commit touches what, have their locks among the objects.
    let objects = ["objects", "objects/info", "objects/info/commit-graphs"];
    let objects = objects.map(|folder| common.join(folder));
    for folder in [&git, &common].into_iter().chain(&objects) {
        locks_below(folder, 0, &mut left);
    }
    left.retain(|lock| {
        let of_remotes = OF_REMOTES.iter().any(|name| lock.ends_with(name));
        lock.ends_with(OF_BOTH) || of_remotes == (about == About::Remote)
    });
    let branches = match about {
        About::Versions => "refs/heads",
        About::Remote => "refs/remotes",
    };
    locks_below(&common.join(branches), DEEPEST, &mut left);
    left.sort();
    left.dedup();
    left
}

/// The repository's own folder; of a linked work tree, what its file names.
pub(in crate::store) fn git_folder(root: &Path) -> PathBuf {
    let git = root.join(".git");
    let named = fs::read_to_string(&git).ok();
    let named = named
        .as_deref()
        .and_then(|text| text.strip_prefix("gitdir: "));
    named.map_or(git, |named| root.join(named.trim_end()))
}

/// What a linked work tree shares with others; else the repository's own folder.
pub(in crate::store) fn common_folder(root: &Path) -> PathBuf {
    let git = git_folder(root);
    let common = fs::read_to_string(git.join("commondir"));
    common.map_or_else(|_| git.clone(), |named| git.join(named.trim_end()))
}

fn locks_below(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if deep > 0 {
                locks_below(&path, deep - 1, found);
            }
        } else if path.extension() == Some(OsStr::new("lock")) {
            found.push(path);
        }
    }
}

/// Whether a git works in this folder, or one whose folder cannot be seen. None of ours does: the turn is ours. Where the
/// system does not tell about processes, ours is all that is known.
pub(in crate::store) fn is_git_at_work(root: &Path) -> bool {
    let places = [root.to_path_buf(), common_folder(root)];
    let [root, git] = places.map(|path| path.canonicalize().unwrap_or_default());
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes.map(|entry| entry.path()).any(|process| {
        let name = fs::read_to_string(process.join("comm")).unwrap_or_default();
        if !name.starts_with("git") {
            return false;
        }
        match fs::read_link(process.join("cwd")) {
            Ok(there) => there.starts_with(&root) || there.starts_with(&git),
            // It has ended by now, unless it is another user's.
            Err(error) => error.kind() == std::io::ErrorKind::PermissionDenied,
        }
    })
}
