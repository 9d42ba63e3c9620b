//! What people wrote about drafts: `drafts/ID/reviews/WHO.json`, `replies/WHO.json` and `seen/WHO.json`.
//!
//! Invariants: one person's files are written by that person alone, so that two never meet in a merge; what is added joins
//! what is there, so that two terminals of one person lose nothing; a name never leads out of its folder. Judgements are
//! in `reviews`, what is only said about others' remarks in `replies`. Absent: what the entries mean.

use crate::app::failure::{Failure, ReviewFailure};
use crate::app::ports::{Reviews, Written};
use crate::domain::draft::{Draft, DraftId};
use crate::domain::review::entry::{Act, Entry, EntryId, Judged};
use crate::domain::review::seen::Seen;
use crate::domain::review::{Notebook, next_turn};
use crate::format::digest::sha256;
use crate::format::json_text::MAX_BYTES;
use crate::format::review_json::{self, NewEntry, ReadNotebook};
use crate::format::{draft_json, seen_json};
use crate::store::content;
use crate::store::fs::{
    Existing, is_real_folder, make_folder, read_if_there, read_plain, shown, unreadable,
    write_whole,
};
use crate::store::lock;
use crate::store::paths::Paths;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The reviews in the folders of a workspace.
#[derive(Clone, Debug)]
pub struct FolderReviews {
    paths: Paths,
}

/// The folders of notebooks.
const FOLDERS: [&str; 2] = ["reviews", "replies"];
/// The longest stem of a file's name, in characters.
const STEM_MAX: usize = 40;

impl FolderReviews {
    /// The reviews under these folders.
    #[must_use]
    pub fn new(paths: Paths) -> Self {
        Self { paths }
    }

    /// The notebooks of a folder, and what could not be read.
    fn folder(&self, id: &DraftId, name: &str) -> Result<(Vec<Notebook>, Vec<Failure>), Failure> {
        let folder = self.paths.draft_folder(id).join(name);
        if !is_real_folder(&folder)? {
            return Ok((Vec::new(), Vec::new()));
        }
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension() == Some(OsStr::new("json")));
        files.sort();
        let (mut notebooks, mut failed) = (Vec::new(), Vec::new());
        for path in files {
            match read_plain(&path, MAX_BYTES).and_then(|bytes| self.notebook(&path, &bytes)) {
                Ok(read) => notebooks.push(read.notebook),
                Err(failure) => failed.push(failure),
            }
        }
        Ok((notebooks, failed))
    }

    fn notebook(&self, path: &Path, bytes: &[u8]) -> Result<ReadNotebook, Failure> {
        let name = path.strip_prefix(&self.paths.workspace).unwrap_or(path);
        review_json::read(bytes).map_err(|fault| content::failure(shown(name), fault))
    }

    /// Puts entries into somebody's notebook in a folder.
    fn add(&self, id: &DraftId, name: &str, by: &str, entries: Vec<Entry>) -> Result<(), Failure> {
        if entries.is_empty() {
            return Ok(());
        }
        let folder = self.paths.draft_folder(id).join(name);
        let (path, before) = self.own(&folder, by, |path, bytes| {
            let read = self.notebook(path, bytes)?;
            Ok((read.notebook.by.clone(), read.notebook))
        })?;
        let before = before.unwrap_or_else(|| Notebook::new(by.to_owned(), Vec::new(), false));
        if before.later {
            return Err(Failure::ReadOnly {
                holder: String::new(),
            });
        }
        let notebook = before.join(Notebook::new(by.to_owned(), entries, false));
        make_folder(&folder)?;
        write_whole(
            &path,
            review_json::write(id, &notebook).as_bytes(),
            Existing::Replace,
        )
    }

    /// The file that is somebody's in a folder, and what it holds. A file of that name that is another's (a disk that
    /// does not tell `Wang` from `wang`) is left alone.
    fn own<T>(
        &self,
        folder: &Path,
        by: &str,
        read: impl Fn(&Path, &[u8]) -> Result<(String, T), Failure>,
    ) -> Result<(PathBuf, Option<T>), Failure> {
        for stem in [stem(by), marked(by)] {
            let path = folder.join(format!("{stem}.json"));
            let bytes = if is_real_folder(folder)? {
                read_if_there(&path, MAX_BYTES)?
            } else {
                None
            };
            let Some(bytes) = bytes else {
                return Ok((path, None));
            };
            let (owner, held) = read(&path, &bytes)?;
            if owner == by {
                return Ok((path, Some(held)));
            }
        }
        Err(bad_name(by))
    }

    fn own_seen(&self, id: &DraftId, by: &str) -> Result<(PathBuf, Seen), Failure> {
        let folder = self.paths.draft_folder(id).join("seen");
        let (path, seen) = self.own(&folder, by, |path, bytes| {
            seen_json::read(bytes).map_err(|fault| content::failure(shown(path), fault))
        })?;
        Ok((path, seen.unwrap_or_default()))
    }
}

impl Reviews for FolderReviews {
    fn notebooks(&self, id: &DraftId) -> Result<(Vec<Notebook>, Vec<Failure>), Failure> {
        let mut by_name: BTreeMap<String, Notebook> = BTreeMap::new();
        let mut failed = Vec::new();
        for folder in FOLDERS {
            let (notebooks, bad) = self.folder(id, folder)?;
            failed.extend(bad);
            for notebook in notebooks {
                let joined = match by_name.remove(&notebook.by) {
                    Some(other) => other.join(notebook),
                    None => notebook,
                };
                by_name.insert(joined.by.clone(), joined);
            }
        }
        Ok((by_name.into_values().collect(), failed))
    }

    fn stamp(&self, id: &DraftId) -> String {
        let folder = self.paths.draft_folder(id);
        let folders = ["reviews", "replies", "seen", "steps"].map(|name| folder.join(name));
        let entries = folders
            .iter()
            .flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
        let stamps = entries.filter_map(|entry| {
            let there = entry.metadata().ok()?;
            let when = (there.mtime(), there.mtime_nsec(), there.ino(), there.len());
            Some(format!("{:?} {when:?}", entry.path()))
        });
        let mut stamps: Vec<String> = stamps.collect();
        stamps.sort();
        stamps.join("\n")
    }

    fn write(&self, draft: &Draft, written: Written<'_>) -> Result<Vec<EntryId>, Failure> {
        if !review_json::is_name(written.by) {
            return Err(bad_name(written.by));
        }
        let id = &draft.origin.id;
        let _gate = lock::gate(&self.paths.gate());
        let first = next_turn(&self.notebooks(id)?.0);
        let judged = Judged {
            version: written.version.map(str::to_owned),
            digest: sha256(draft_json::write(draft).as_bytes()),
        };
        let entries = (first..).zip(written.acts).map(|(turn, act)| {
            let new = NewEntry {
                by: written.by.to_owned(),
                time: written.time.to_owned(),
                turn,
                judged: judged.clone(),
                act,
            };
            new.entry()
        });
        let entries: Vec<Entry> = entries.collect();
        let ids = entries.iter().map(|entry| entry.id.clone()).collect();
        let (judgements, replies) = entries.into_iter().partition(|entry| judges(&entry.act));
        self.add(id, "reviews", written.by, judgements)?;
        self.add(id, "replies", written.by, replies)?;
        Ok(ids)
    }

    fn take_in(&self, id: &DraftId, notebook: Notebook) -> Result<(), Failure> {
        let _gate = lock::gate(&self.paths.gate());
        let entries = notebook.entries().to_vec();
        let (judgements, replies) = entries.into_iter().partition(|entry| judges(&entry.act));
        self.add(id, "reviews", &notebook.by, judgements)?;
        self.add(id, "replies", &notebook.by, replies)
    }

    fn seen(&self, id: &DraftId, by: &str) -> Result<Seen, Failure> {
        self.own_seen(id, by).map(|(_, seen)| seen)
    }

    fn see(
        &self,
        id: &DraftId,
        by: &str,
        change: &mut dyn FnMut(&mut Seen),
    ) -> Result<(), Failure> {
        if !review_json::is_name(by) {
            return Err(bad_name(by));
        }
        let _gate = lock::gate(&self.paths.gate());
        let (path, mut seen) = self.own_seen(id, by)?;
        let before = seen.clone();
        change(&mut seen);
        if seen == before {
            return Ok(());
        }
        make_folder(&self.paths.draft_folder(id).join("seen"))?;
        write_whole(
            &path,
            seen_json::write(by, &seen).as_bytes(),
            Existing::Replace,
        )
    }
}

fn bad_name(by: &str) -> Failure {
    Failure::Review(ReviewFailure::BadName(by.to_owned()))
}

/// Whether an act belongs to a reviewer's judgement; the others are said about somebody's remark.
fn judges(act: &Act) -> bool {
    match act {
        Act::Reply { .. }
        | Act::Resolve(_)
        | Act::Reopen(_)
        | Act::Accept(_)
        | Act::Refuse(_)
        | Act::Pin { .. } => false,
        Act::Annotate(_)
        | Act::Amend { .. }
        | Act::Withdraw(_)
        | Act::Score { .. }
        | Act::Verdict { .. }
        | Act::Declare(_)
        | Act::Unknown(_) => true,
    }
}

/// What a person's files are called: the name itself where it is a plain one.
fn stem(by: &str) -> String {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let ends = [by.chars().next(), by.chars().next_back()];
    let plain = by.chars().all(inner)
        && by.chars().count() <= STEM_MAX
        && ends.iter().flatten().all(|c| c.is_alphanumeric())
        && !is_device(by);
    if plain { by.to_owned() } else { marked(by) }
}

/// What is plain in a name, and a mark that tells it from others.
fn marked(by: &str) -> String {
    let plain: String = by
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(STEM_MAX)
        .collect();
    let digest = sha256(by.as_bytes());
    let mark: String = digest
        .trim_start_matches("sha256:")
        .chars()
        .take(8)
        .collect();
    // A name of signs alone would begin with the mark's hyphen, and look like an option.
    let plain = if plain.is_empty() { "x" } else { &plain };
    format!("{plain}-{mark}")
}

/// Names that some systems keep for devices.
fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = |stem: &str| {
        name.strip_prefix(stem)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests;
