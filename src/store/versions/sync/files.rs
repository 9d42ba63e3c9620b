//! The files that a merge changes, written so that whatever happens each is either the old one or the new one.
//!
//! Invariants: nothing is written before every file was compared with its last version; a file that is not as expected is
//! never written over; no link is followed, and no path leads out of the workspace or into git's own folder.
//! Absent: what a merge is (`merging`).

use super::super::GitVersions;
use super::super::objects::contents;
use crate::app::failure::{Failure, GitFailure};
use crate::domain::state::State;
use crate::format::step_json;
use crate::store::fs::{Existing, make_folder, read_if_there, write_whole};
use crate::store::git::program::refused;
use crate::store::lock;
use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path};

/// More than any file of a workspace may have.
const FILE_MAX: usize = 64 << 20;

/// A file that a merge changes: what it was and is to be, as blobs.
pub(super) struct Changed {
    pub(super) path: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// The tree without anything in it.
pub(super) fn empty_tree(versions: &GitVersions) -> Result<String, Failure> {
    versions
        .own()
        .text(&["hash-object", "-w", "-t", "tree", "/dev/null"])
}

/// What differs between two trees, as far as a workspace may have it.
///
/// # Errors
/// [`GitFailure::Strange`] for a link, a repository in the repository, a path out of it.
pub(super) fn changes(
    versions: &GitVersions,
    before: Option<&str>,
    after: &str,
) -> Result<Vec<Changed>, Failure> {
    let before = match before {
        Some(before) => before.to_owned(),
        None => empty_tree(versions)?,
    };
    let diff = ["diff-tree", "-r", "-z", "--no-renames", &before, after];
    let told = versions.reading().run(&diff)?;
    let told = String::from_utf8_lossy(&told).into_owned();
    let mut parts = told.split('\0');
    let mut all = Vec::new();
    while let (Some(raw), Some(path)) = (parts.next(), parts.next()) {
        let words: Vec<&str> = raw.trim_start_matches(':').split(' ').collect();
        let [_, mode, old, new, kind] = words[..] else {
            break;
        };
        let strange = || Failure::Git(GitFailure::Strange(path.to_owned()));
        let plain = mode == "100644" || mode == "100755" || mode == "000000";
        let inside = Path::new(path).components().all(
            |part| matches!(part, Component::Normal(name) if !name.eq_ignore_ascii_case(".git")),
        );
        if !plain || !inside || path.starts_with(".shenbao/") {
            return Err(strange());
        }
        all.push(Changed {
            path: path.to_owned(),
            before: (kind != "A").then(|| old.to_owned()),
            after: (kind != "D").then(|| new.to_owned()),
        });
    }
    Ok(all)
}

/// Writes what a merge changed, each file whole. First all are looked at: one that is not as expected stops everything.
///
/// # Errors
/// [`GitFailure::Unkept`] for a file that is not as its last version; what the disk refuses.
pub(super) fn write_files(versions: &GitVersions, changed: &[Changed]) -> Result<(), Failure> {
    let wanted: Vec<&str> = changed
        .iter()
        .flat_map(|one| [one.before.as_deref(), one.after.as_deref()])
        .flatten()
        .collect();
    let blobs = contents(versions, &wanted)?;
    let mut known: HashMap<&str, &[u8]> = HashMap::new();
    for (name, blob) in wanted.iter().zip(&blobs) {
        let blob = blob.as_deref().ok_or_else(|| refused("cat-file", name))?;
        known.insert(name, blob);
    }
    let blob = |name: &Option<String>| known.get(name.as_deref()?).copied();
    let root = &versions.paths.workspace;
    let mut todo = Vec::new();
    for one in changed {
        let path = root.join(&one.path);
        plain_way(root, &one.path)?;
        let there = read_if_there(&path, FILE_MAX)?;
        let (before, after) = (blob(&one.before), blob(&one.after));
        if there.as_deref() == after {
            continue;
        }
        if there.as_deref() != before {
            return Err(Failure::Git(GitFailure::Unkept(one.path.clone())));
        }
        todo.push((one, path, before, after));
    }
    for (one, path, before, after) in todo {
        // An editor may have saved since.
        let _gate = lock::gate(&versions.paths.gate());
        if read_if_there(&path, FILE_MAX)?.as_deref() != before {
            return Err(Failure::Git(GitFailure::Unkept(one.path.clone())));
        }
        match after {
            Some(bytes) => {
                if let Some(folder) = path.parent() {
                    make_folder(folder)?;
                }
                write_whole(&path, bytes, Existing::Replace)?;
            }
            None => {
                // A file that is gone already is as it should be.
                let _ = fs::remove_file(&path);
                let _ = path.parent().map(fs::remove_dir);
            }
        }
    }
    Ok(())
}

/// Lets what an applicant changed pass as far as steps go: handing in is theirs, giving back and deciding are not, and no step
/// is changed or taken away.
///
/// # Errors
/// [`GitFailure::Strange`] with the path of a step that is not theirs.
pub(super) fn only_handed_in(versions: &GitVersions, changed: &[Changed]) -> Result<(), Failure> {
    let is_step = |one: &&Changed| one.path.split('/').nth(2) == Some("steps");
    for one in changed.iter().filter(is_step) {
        let strange = || Failure::Git(GitFailure::Strange(one.path.clone()));
        let added = one.after.as_deref().filter(|_| one.before.is_none());
        let blob = ["cat-file", "blob", added.ok_or_else(strange)?];
        let step = step_json::read(&versions.reading().run(&blob)?).map_err(|_| strange())?;
        if step.state != State::Submitted {
            return Err(strange());
        }
    }
    Ok(())
}

/// No folder on the way to a file is a link out of the workspace.
fn plain_way(root: &Path, path: &str) -> Result<(), Failure> {
    let mut way = root.to_path_buf();
    for part in Path::new(path).components() {
        way.push(part);
        if fs::symlink_metadata(&way).is_ok_and(|there| there.is_symlink()) {
            return Err(Failure::Git(GitFailure::Strange(path.to_owned())));
        }
    }
    Ok(())
}
