//! What the files of drafts look like from outside, so that a draft that nobody touched is not read again.
//!
//! Invariant: whatever changes what is read of a draft changes its mark: its file, its steps, its journal, what
//! was written about it. A file that
//! changed a moment ago has no mark, for it could change again within the same tick of the disk's clock.

use super::at_once;
use crate::app::ports::Stamp;
use crate::domain::draft::DraftId;
use crate::store::paths::Paths;
use crate::store::steps;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// How many seconds a file has to have rested to be told by its mark.
const REST: i64 = 2;

/// The stamps of these drafts, the last changed first.
pub(super) fn of(paths: &Paths, ids: &[DraftId]) -> Vec<Stamp> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0, |now| i64::try_from(now.as_secs()).unwrap_or(i64::MAX));
    let journals = journals(paths, ids);
    let found = Mutex::new(Vec::with_capacity(ids.len()));
    let stamp = |id: &DraftId| {
        // What is no plain file is told when it is read.
        let file = fs::symlink_metadata(paths.draft_file(id)).ok()?;
        let mut files = vec![file];
        let modified = u64::try_from(files[0].mtime()).unwrap_or(0);
        files.extend(steps::mark(paths, id));
        files.extend(journals.get(id.as_str()).cloned().into_iter().flatten());
        let folder = paths.draft_folder(id);
        let reviews = notebooks(&folder.join("reviews"));
        files.extend(reviews.iter().cloned());
        files.extend(notebooks(&folder.join("replies")));
        Some(Stamp {
            modified,
            mark: mark(&files, now),
            reviews: reviews.len(),
            id: id.clone(),
        })
    };
    at_once::each(ids.len(), &|index| {
        let stamp = stamp(&ids[index]);
        let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
        found.extend(stamp);
    });
    let mut stamps: Vec<Stamp> = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    stamps.sort_by(Stamp::newest_first);
    stamps
}

fn mark(files: &[Metadata], now: i64) -> Option<String> {
    let mut mark = String::new();
    for file in files {
        if file.mtime().max(file.ctime()) + REST > now {
            return None;
        }
        let (written, changed) = (file.mtime_nsec(), file.ctime_nsec());
        let (size, inode) = (file.size(), file.ino());
        // A String takes whatever is written into it.
        let _ = write!(
            mark,
            "{inode:x}.{size:x}.{}.{written:x}.{}.{changed:x};",
            file.mtime(),
            file.ctime()
        );
    }
    Some(mark)
}

/// The journals that are there, by draft: few, so their folders are read instead of asking for each draft.
fn journals(paths: &Paths, ids: &[DraftId]) -> HashMap<String, Vec<Metadata>> {
    let mut found: HashMap<String, Vec<Metadata>> = HashMap::new();
    // The folders are the same for every draft.
    let places = ids.first().map(|id| paths.journals(id)).unwrap_or_default();
    for folder in places.iter().filter_map(|place| place.parent()) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let stem = name.to_str().and_then(|name| name.strip_suffix(".journal"));
            if let (Some(stem), Ok(file)) = (stem, entry.metadata()) {
                found.entry(stem.to_owned()).or_default().push(file);
            }
        }
    }
    found
}

/// The notebooks in a folder, by name.
fn notebooks(folder: &Path) -> Vec<Metadata> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_one = |name: &str| name.ends_with(".json") && !name.starts_with('.');
    let mut found: Vec<_> = entries
        .filter(|entry| entry.file_name().to_str().is_some_and(is_one))
        .collect();
    found.sort_by_key(fs::DirEntry::file_name);
    let files = found.iter().filter_map(|entry| entry.metadata().ok());
    files.collect()
}
