//! Who else is at a draft on this machine: people who read along leave a sign beside the draft's lock, and whoever comes,
//! goes or writes is noticed without looking again and again.
//!
//! Invariants: a sign goes with its process, however that ends, because the system keeps its lock; nothing wakes up while
//! nobody does anything. Where the system cannot tell of changes, signs are only seen when a draft is opened.

use crate::app::failure::Failure;
use crate::app::ports::{Access, Holder, Presence};
use crate::app::row_ids::RowIds;
use crate::domain::draft::DraftId;
use crate::store::clock::chance;
use crate::store::lock::{self, Hold, Lock, Taken};
use crate::store::paths::Paths;
use std::fs;
use std::path::PathBuf;
use watcher::Watcher;

mod watcher;

/// So many people are told at most.
const TOLD: usize = 20;
/// The end of a sign's name.
const READING: &str = ".reading";

/// Who is at the drafts in the folders of a workspace.
#[derive(Debug)]
pub struct FolderPresence {
    paths: Paths,
    stay: Option<Stay>,
}

/// One's own stay at a draft.
#[derive(Debug)]
struct Stay {
    id: DraftId,
    sign: Option<Sign>,
    _watcher: Option<Watcher>,
}

/// A file that says that one reads along; it goes with the stay.
#[derive(Debug)]
struct Sign {
    path: PathBuf,
    _lock: Lock,
}

impl Drop for Sign {
    fn drop(&mut self) {
        // One that stays means nothing without its lock.
        let _ = fs::remove_file(&self.path);
    }
}

impl FolderPresence {
    /// Who is at the drafts under these folders.
    #[must_use]
    pub fn new(paths: Paths) -> Self {
        Self { paths, stay: None }
    }

    fn sign(&self, id: &DraftId) -> Result<Option<Sign>, Failure> {
        let own = RowIds::new(chance()).next_id();
        let name = format!("{}.{}{READING}", id.as_str(), own.as_str());
        let path = self.paths.own("locks").join(name);
        Ok(match lock::take(std::slice::from_ref(&path), Hold::Open)? {
            Taken::Ours(lock) => Some(Sign { path, _lock: lock }),
            Taken::Theirs(_) => None,
        })
    }

    /// The signs at a draft, but one's own.
    fn signs(&self, stay: &Stay) -> Vec<PathBuf> {
        let begin = format!("{}.", stay.id.as_str());
        let entries = fs::read_dir(self.paths.own("locks")).into_iter();
        let names = entries.flatten().flatten().filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let own = name.strip_prefix(&begin)?.strip_suffix(READING)?;
            own.chars().all(char::is_alphanumeric).then(|| entry.path())
        });
        let own = stay.sign.as_ref().map(|sign| &sign.path);
        names.filter(|path| Some(path) != own).collect()
    }
}

impl Presence for FolderPresence {
    fn stay(&mut self, id: &DraftId, access: &Access, touched: Box<dyn Fn() + Send>) {
        self.leave();
        // Who writes has the draft's own lock as a sign. Where none can be left, one is not seen.
        let reads = *access != Access::Write;
        let sign = reads.then(|| self.sign(id).ok().flatten()).flatten();
        let folder = self.paths.draft_folder(id);
        let within = ["steps", "reviews", "replies", "seen"].map(|name| folder.join(name));
        let folders: Vec<PathBuf> = [folder].into_iter().chain(within).collect();
        let watcher = Watcher::start(folders, &self.paths.own("locks"), id, touched);
        self.stay = Some(Stay {
            id: id.clone(),
            sign,
            _watcher: watcher,
        });
    }

    fn others(&self) -> Vec<Holder> {
        let Some(stay) = &self.stay else {
            return Vec::new();
        };
        let mut others = Vec::new();
        for path in self.signs(stay) {
            match lock::look(&path) {
                Some(holder) => others.push(holder),
                // Whoever left it is dead.
                None => {
                    let _ = fs::remove_file(&path);
                }
            }
        }
        others.truncate(TOLD);
        others
    }

    fn leave(&mut self) {
        self.stay = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    #[test]
    fn who_reads_along_is_seen_while_they_do_and_not_afterwards() {
        let top = tempfile::tempdir().expect("a folder");
        let paths = Paths {
            workspace: top.path().to_path_buf(),
            config: None,
            state: None,
        };
        let id = DraftId::parse("2022KCZG001-aaaaaa").expect("an id");
        fs::create_dir_all(paths.draft_folder(&id)).expect("a folder");
        fs::create_dir_all(paths.own("locks")).expect("a folder");
        let (mut writer, mut reader) = (
            FolderPresence::new(paths.clone()),
            FolderPresence::new(paths.clone()),
        );
        let (tell, told) = channel();
        let touched = Box::new(move || {
            let _ = tell.send(());
        });
        writer.stay(&id, &Access::Write, touched);
        assert_eq!(writer.others(), Vec::new());
        let held = Access::Held(Holder::default());
        reader.stay(&id, &held, Box::new(|| {}));
        told.recv_timeout(Duration::from_secs(20)).expect("noticed");
        assert_eq!(writer.others().len(), 1);
        assert_eq!(reader.others(), Vec::new(), "not oneself");
        let left = paths
            .own("locks")
            .join(format!("{}.x1.reading", id.as_str()));
        fs::write(&left, "1\nsomebody@gone\n").expect("a file");
        assert_eq!(writer.others().len(), 1, "the dead do not count");
        assert!(!left.exists());
        while told.try_recv().is_ok() {}
        reader.leave();
        told.recv_timeout(Duration::from_secs(20)).expect("noticed");
        assert_eq!(writer.others(), Vec::new());
        fs::write(paths.draft_file(&id), "{}").expect("a file");
        told.recv_timeout(Duration::from_secs(20)).expect("noticed");
    }
}
