//! Merging what came into this repository: trees first, then files, index and branch, in this order.
//!
//! Invariant: the branch moves last, so that a kill leaves files that say more than their branch, and never less.

use super::super::{FORMAT, GitVersions, NOTED, draft_of_path, version};
use super::claims::Claims;
use super::files::{changes, empty_tree, only_handed_in, write_files};
use super::way::Theirs;
use super::{Asked, giving};
use crate::app::failure::{Failure, GitFailure};
use crate::app::version::{Received, Synced};
use crate::domain::draft::DraftId;
use crate::format::draft_json;
use crate::store::git::program::refused;
use crate::store::git::turn::{About, Turn};
use std::collections::BTreeSet;

/// How many of the versions that came in are told.
const TOLD: usize = 200;

/// Merges what came into files, index and branch, in this order; gives the versions that were taken in. An applicant's branch
/// that has something in it that should not be there is left out and told; anything else of that kind stops everything.
pub(super) fn take_in(
    versions: &GitVersions,
    theirs: &[Theirs],
    asked: &Asked<'_>,
    synced: &mut Synced,
) -> Result<Vec<String>, Failure> {
    let turn = Turn::take(&versions.paths.workspace, About::Versions)?;
    let ours = versions.head()?;
    let claims = Claims::of(theirs);
    let (mut merged, mut came) = (ours.clone(), Vec::new());
    for one in theirs {
        let joined = match &merged {
            None => Some(one.commit.clone()),
            Some(ours) => join(versions, &turn, ours, (one, &claims), asked, synced)?,
        };
        if let Some(joined) = joined {
            merged = Some(joined);
            came.push(one.commit.clone());
        }
    }
    let Some(merged) = merged.filter(|_| !came.is_empty()) else {
        return Ok(Vec::new());
    };
    let changed = changes(versions, ours.as_deref(), &merged)?;
    write_files(versions, &changed)?;
    let before = match &ours {
        Some(ours) => ours.clone(),
        None => empty_tree(versions)?,
    };
    let index = ["read-tree", "-i", "-m", &before, &merged];
    versions.own().holding(&turn).run(&index)?;
    let expected = ours.unwrap_or_else(|| "0".repeat(merged.len()));
    let branch = [
        "update-ref",
        "-m",
        "shenbao sync",
        "HEAD",
        &merged,
        &expected,
    ];
    versions.own().holding(&turn).run(&branch)?;
    if merged.ends_with(NOTED) {
        versions.note_paths(&turn);
    }
    // Only spares git from looking at every file again.
    let refresh = ["update-index", "-q", "--refresh"];
    versions.own().holding(&turn).end(&refresh)?;
    Ok(came)
}

/// One's own versions with those of a branch; `None` when it brings nothing, or is left out.
fn join(
    versions: &GitVersions,
    turn: &Turn,
    ours: &str,
    (one, claims): (&Theirs, &Claims<'_>),
    asked: &Asked<'_>,
    synced: &mut Synced,
) -> Result<Option<String>, Failure> {
    let theirs = one.commit.as_str();
    if versions.is_in(theirs, ours)? {
        return Ok(None);
    }
    let Some(branch) = &one.applicant else {
        if versions.is_in(ours, theirs)? {
            return Ok(Some(theirs.to_owned()));
        }
        return merge_commit(versions, turn, ours, one, asked, synced).map(Some);
    };
    if giving::is_known(versions, ours, theirs)? {
        return Ok(None);
    }
    let merged = own_part(versions, ours, (branch, one), claims, asked, synced)
        .and_then(|own| {
            merge_commit(
                versions,
                turn,
                ours,
                own.as_ref().unwrap_or(one),
                asked,
                synced,
            )
        })
        .and_then(|merged| {
            let changed = changes(versions, Some(ours), &merged)?;
            only_handed_in(versions, &changed).map(|()| merged)
        });
    match merged {
        Err(Failure::Git(GitFailure::Clash(_) | GitFailure::Strange(_))) => {
            if !synced.refused.contains(branch) {
                synced.refused.push(branch.clone());
            }
            Ok(None)
        }
        merged => merged.map(Some),
    }
}

/// What is the applicant's own in a branch, where that is not all of it; what else there is is told.
fn own_part(
    versions: &GitVersions,
    ours: &str,
    (branch, one): (&str, &Theirs),
    claims: &Claims<'_>,
    asked: &Asked<'_>,
    synced: &mut Synced,
) -> Result<Option<Theirs>, Failure> {
    let own = claims.only_own(versions, ours, (branch, one), asked.words.merged)?;
    let Some(own) = own else {
        return Ok(None);
    };
    let told = |ids: Vec<DraftId>| ids.into_iter().map(|id| (branch.to_owned(), id));
    synced.trespassed.extend(told(own.others));
    synced.forged.extend(told(own.forged));
    Ok(Some(Theirs {
        commit: own.commit,
        applicant: Some(branch.to_owned()),
    }))
}

/// A version with both as its parents. Where both changed the same thing, the drafts hold it as a conflict.
fn merge_commit(
    versions: &GitVersions,
    turn: &Turn,
    ours: &str,
    one: &Theirs,
    asked: &Asked<'_>,
    synced: &mut Synced,
) -> Result<String, Failure> {
    versions.needs_author()?;
    let theirs = one.commit.as_str();
    let merge = ["merge-tree", "--write-tree", "-z", "--name-only"];
    let rest = ["--no-messages", "--allow-unrelated-histories", ours, theirs];
    let git = versions.own().holding(turn);
    let ended = git.end(&[&merge[..], &rest].concat())?;
    if !matches!(ended.code, Some(0 | 1)) {
        return Err(refused("merge-tree", &ended.said));
    }
    let told = String::from_utf8_lossy(&ended.out).into_owned();
    let mut told = told.split('\0').filter(|part| !part.is_empty());
    let mut tree = told.next().unwrap_or_default().to_owned();
    let clashes: BTreeSet<&str> = told.collect();
    let drafts_only = one.applicant.is_some();
    for path in clashes {
        if drafts_only && !path.starts_with("drafts/") {
            continue;
        }
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
    if drafts_only {
        tree = giving::with_drafts_of(versions, ours, &tree)?;
    }
    versions.commit_tree(&tree, &[ours, theirs], asked.words.merged)
}

/// The versions that came in since one, with the drafts that they touch.
pub(super) fn received(
    versions: &GitVersions,
    came: &[String],
    since: Option<&str>,
) -> Result<Vec<Received>, Failure> {
    if came.is_empty() {
        return Ok(Vec::new());
    }
    let but = since.map(|since| format!("^{since}"));
    let range: Vec<&str> = came.iter().chain(&but).map(String::as_str).collect();
    let most = format!("--max-count={TOLD}");
    let format = format!("{FORMAT}%x1e");
    let log = ["log", "--no-merges", "--name-only", "-z", &most, &format];
    let git = versions.reading().settings(&versions.checkers()?);
    let told = git.run(&[&log[..], &range].concat())?;
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
