//! What an admin's workspace gives: to all what they have in common, and to each applicant what was done to their drafts
//! (steps, reviews), on top of their own last version.
//!
//! Invariants: what all get holds no draft; what an applicant gets holds no draft that they had not sent, and none that is another's; a version is
//! only made where something differs. Absent: sending it.

use super::super::GitVersions;
use super::Asked;
use super::claims::Claims;
use super::way::Theirs;
use crate::app::failure::{Failure, GitFailure};
use crate::domain::draft::DraftId;
use std::collections::BTreeMap;

/// Where the drafts lie in a tree.
pub(super) const DRAFTS: &str = "drafts";

/// The entries of a tree: what stands before the name (kind and content), by name.
pub(super) type Tree = BTreeMap<String, String>;

/// What all have in common, as a version after the last one; `None` when that says the same.
///
/// # Errors
/// [`GitFailure::Mixed`] when drafts lie there: all applicants would get them.
pub(super) fn common(
    versions: &GitVersions,
    ours: &str,
    last: Option<&str>,
    asked: &Asked<'_>,
) -> Result<Option<(String, String)>, Failure> {
    if let Some(last) = last
        && tree(versions, last, "")?.contains_key(DRAFTS)
    {
        return Err(Failure::Git(GitFailure::Mixed));
    }
    let made = common_tree(versions, ours)?;
    if let Some(last) = last
        && tree_of(versions, last)? == made
    {
        return Ok(None);
    }
    let parents: Vec<&str> = last.into_iter().collect();
    let commit = versions.commit_tree(&made, &parents, asked.words.settings)?;
    Ok(Some((commit, crate::domain::branches::COMMON.to_owned())))
}

/// Whether a version is no more than what this workspace gave to all.
pub(super) fn is_given(versions: &GitVersions, commit: &str) -> Result<bool, Failure> {
    match versions.head()? {
        Some(ours) => Ok(common_tree(versions, &ours)? == tree_of(versions, commit)?),
        None => Ok(false),
    }
}

/// Whether an applicant's version has no draft that is not here just so.
pub(super) fn is_known(versions: &GitVersions, ours: &str, theirs: &str) -> Result<bool, Failure> {
    let here = tree(versions, ours, DRAFTS)?;
    let there = tree(versions, theirs, DRAFTS)?;
    Ok(there.iter().all(|(id, entry)| here.get(id) == Some(entry)))
}

/// An applicant's drafts as they are here, as a version after their last; `None` when that says the same. One whose last
/// version was not taken in gets nothing, and nobody gets another's draft because theirs is called the same.
pub(super) fn back(
    versions: &GitVersions,
    ours: &str,
    one: &Theirs,
    claims: &Claims<'_>,
    asked: &Asked<'_>,
) -> Result<Option<(String, String)>, Failure> {
    let Some(branch) = &one.applicant else {
        return Ok(None);
    };
    let (here, mut drafts) = (
        tree(versions, ours, DRAFTS)?,
        tree(versions, &one.commit, DRAFTS)?,
    );
    let mut differs = false;
    for (id, entry) in &mut drafts {
        let Some(now) = here.get(id).filter(|now| *now != entry) else {
            continue;
        };
        let known = DraftId::parse(id);
        if known.is_some_and(|id| claims.is_owner(versions, ours, one, &id).unwrap_or(false)) {
            entry.clone_from(now);
            differs = true;
        }
    }
    if !differs || !versions.is_in(&one.commit, ours)? {
        return Ok(None);
    }
    let mut root = tree(versions, &one.commit, "")?;
    let made = make_tree(versions, &drafts)?;
    root.insert(DRAFTS.to_owned(), format!("040000 tree {made}"));
    let made = make_tree(versions, &root)?;
    let commit = versions.commit_tree(&made, &[&one.commit], asked.words.back)?;
    Ok(Some((commit, branch.clone())))
}

/// The tree of one version with the drafts of another.
pub(super) fn with_drafts_of(
    versions: &GitVersions,
    ours: &str,
    merged: &str,
) -> Result<String, Failure> {
    let mut root = tree(versions, ours, "")?;
    match tree(versions, merged, "")?.get(DRAFTS) {
        Some(drafts) => root.insert(DRAFTS.to_owned(), drafts.clone()),
        None => root.remove(DRAFTS),
    };
    make_tree(versions, &root)
}

/// What is to stand at some paths again: entries, or nothing.
pub(super) type PutBack = BTreeMap<Vec<String>, Option<String>>;

/// The entries of a folder in a version with others at some paths in it; a folder in which nothing is left goes.
pub(super) fn with_put_back(
    versions: &GitVersions,
    commit: &str,
    folder: &str,
    put_back: &PutBack,
) -> Result<Tree, Failure> {
    let mut here = tree(versions, commit, folder)?;
    let mut deeper = BTreeMap::<&str, PutBack>::new();
    for (path, entry) in put_back {
        match (path.as_slice(), entry) {
            ([name], Some(entry)) => drop(here.insert(name.clone(), entry.clone())),
            ([name], None) => drop(here.remove(name)),
            ([name, rest @ ..], entry) => {
                let below = deeper.entry(name).or_default();
                below.insert(rest.to_vec(), entry.clone());
            }
            ([], _) => {}
        }
    }
    for (name, put_back) in deeper {
        let place = [folder, name].join("/");
        let below = with_put_back(versions, commit, place.trim_start_matches('/'), &put_back)?;
        if below.is_empty() {
            here.remove(name);
        } else {
            let made = make_tree(versions, &below)?;
            here.insert(name.to_owned(), format!("040000 tree {made}"));
        }
    }
    Ok(here)
}

/// What stands at a path in a version.
pub(super) fn entry_at(
    versions: &GitVersions,
    commit: &str,
    path: &str,
) -> Result<Option<String>, Failure> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    Ok(tree(versions, commit, folder)?.remove(name))
}

fn common_tree(versions: &GitVersions, commit: &str) -> Result<String, Failure> {
    let mut root = tree(versions, commit, "")?;
    root.remove(DRAFTS);
    make_tree(versions, &root)
}

fn tree_of(versions: &GitVersions, commit: &str) -> Result<String, Failure> {
    let tree = format!("{commit}^{{tree}}");
    versions.reading().text(&["rev-parse", "--verify", &tree])
}

/// The entries of a folder in a version (of the root for an empty name); none where there is no such folder.
pub(super) fn tree(versions: &GitVersions, commit: &str, folder: &str) -> Result<Tree, Failure> {
    let place = if folder.is_empty() {
        String::new()
    } else {
        format!("{folder}/")
    };
    let list = ["ls-tree", "-z", commit];
    let told = if place.is_empty() {
        versions.reading().run(&list)?
    } else {
        versions.reading().run(&[&list[..], &[&place]].concat())?
    };
    let told = String::from_utf8_lossy(&told).into_owned();
    let entries = told.split('\0').filter_map(|line| {
        let (entry, name) = line.split_once('\t')?;
        let name = name.strip_prefix(&place).unwrap_or(name);
        Some((name.to_owned(), entry.to_owned()))
    });
    Ok(entries.collect())
}

/// Writes a tree down; gives its name.
pub(super) fn make_tree(versions: &GitVersions, entries: &Tree) -> Result<String, Failure> {
    let lines = entries.iter();
    let lines: String = lines
        .map(|(name, entry)| format!("{entry}\t{name}\0"))
        .collect();
    versions.own().input(lines).text(&["mktree", "-z"])
}
