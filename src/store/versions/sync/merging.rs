//! Merging what came into this repository: trees first, then files, index and branch, in this order.
//!
//! Invariant: the branch moves last, so that a kill leaves files that say more than their branch, and never less.

use super::super::{FORMAT, GitVersions, draft_of_path, version};
use super::files::{changes, empty_tree, write_files};
use crate::app::failure::{Failure, GitFailure};
use crate::app::version::{Received, Synced};
use crate::format::draft_json;
use crate::store::git::program::refused;
use crate::store::git::turn::{About, Turn};
use std::collections::BTreeSet;

/// How many of the versions that came in are told.
const TOLD: usize = 200;

/// Merges what came into files, index and branch, in this order.
pub(super) fn take_in(
    versions: &GitVersions,
    theirs: &str,
    message: &str,
    synced: &mut Synced,
) -> Result<(), Failure> {
    let turn = Turn::take(&versions.paths.workspace, About::Versions)?;
    let ours = versions.head()?;
    let merged = match &ours {
        None => theirs.to_owned(),
        Some(ours) => {
            let base = versions.reading().end(&["merge-base", ours, theirs])?;
            let base = String::from_utf8_lossy(&base.out).trim().to_owned();
            if base == theirs {
                return Ok(());
            }
            if base == *ours {
                theirs.to_owned()
            } else {
                merge_commit(versions, &turn, ours, theirs, message, synced)?
            }
        }
    };
    let changed = changes(versions, ours.as_deref(), &merged)?;
    write_files(versions, &changed)?;
    let empty = empty_tree(versions)?;
    let before = ours.as_deref().unwrap_or(&empty);
    let index = ["read-tree", "-i", "-m", before, &merged];
    versions.own().holding(&turn).run(&index)?;
    let expected = ours.clone().unwrap_or_else(|| "0".repeat(merged.len()));
    let branch = [
        "update-ref",
        "-m",
        "shenbao sync",
        "HEAD",
        &merged,
        &expected,
    ];
    versions.own().holding(&turn).run(&branch)?;
    // Only spares git from looking at every file again.
    let refresh = ["update-index", "-q", "--refresh"];
    versions.own().holding(&turn).end(&refresh)?;
    let range = ours.map_or_else(|| theirs.to_owned(), |ours| format!("{ours}..{theirs}"));
    let came = received(versions, &range)?;
    synced.received.splice(0..0, came);
    Ok(())
}

/// A version with both as its parents. Where both changed the same thing, the drafts hold it as a conflict.
fn merge_commit(
    versions: &GitVersions,
    turn: &Turn,
    ours: &str,
    theirs: &str,
    message: &str,
    synced: &mut Synced,
) -> Result<String, Failure> {
    versions.needs_author()?;
    let merge = ["merge-tree", "--write-tree", "-z", "--name-only"];
    let rest = ["--no-messages", "--allow-unrelated-histories", ours, theirs];
    let git = versions.own().holding(turn);
    let ended = git.end(&[&merge[..], &rest].concat())?;
    if !matches!(ended.code, Some(0 | 1)) {
        return Err(refused("merge-tree", &ended.said));
    }
    let told = String::from_utf8_lossy(&ended.out).into_owned();
    let mut told = told.split('\0').filter(|part| !part.is_empty());
    let tree = told.next().unwrap_or_default().to_owned();
    let clashes: BTreeSet<&str> = told.collect();
    for path in clashes {
        let clash = || Failure::Git(GitFailure::Clash(path.to_owned()));
        let id = draft_of_path(path).ok_or_else(clash)?;
        let blob = versions
            .reading()
            .run(&["cat-file", "blob", &format!("{tree}:{path}")])?;
        draft_json::read(&blob).map_err(|_| clash())?;
        if !synced.conflicts.contains(&id) {
            synced.conflicts.push(id);
        }
    }
    let sign = versions
        .own()
        .end(&["config", "--type=bool", "--get", "commit.gpgsign"])?;
    let sign: &[&str] = if sign.out.starts_with(b"true") {
        &["-S"]
    } else {
        &[]
    };
    let commit = ["-p", ours, "-p", theirs, "-m", message, &tree];
    let commit = [&["commit-tree"], sign, &commit[..]].concat();
    versions.own().holding(turn).text(&commit)
}

/// The versions that came in, with the drafts that they touch.
fn received(versions: &GitVersions, range: &str) -> Result<Vec<Received>, Failure> {
    let most = format!("--max-count={TOLD}");
    let format = format!("{}%x1e", FORMAT);
    let log = ["log", "--no-merges", "--name-only", "-z", &most, &format];
    let git = versions.reading().settings(&versions.checkers()?);
    let told = git.run(&[&log[..], &[range]].concat())?;
    let told = String::from_utf8_lossy(&told).into_owned();
    let mut all: Vec<Received> = Vec::new();
    // `-z` puts a NUL after the record and after each name; the mark says which is a record.
    for part in told.split('\0').map(|part| part.trim_matches('\n')) {
        if let Some(record) = part.strip_suffix('\u{1e}') {
            all.extend(version(record).map(|version| Received {
                version,
                drafts: Vec::new(),
            }));
        } else if let (Some(last), Some(id)) = (all.last_mut(), draft_of_path(part))
            && !last.drafts.contains(&id)
        {
            last.drafts.push(id);
        }
    }
    Ok(all)
}
