//! What people wrote about drafts, as far as it comes from an applicant's branch: remarks, answers and marks of the applicant's
//! own, and nothing in a reviewer's name.
//!
//! Invariants: whose a notebook is, the branch says, not the file and not the author of a version, for an applicant can write
//! both; no score, verdict or declaration comes from an applicant's branch; nobody's notebook is taken away or written by
//! another's branch. Absent: what becomes of the rest of the branch (`claims`).

use super::super::objects::contents;
use super::super::{GitVersions, draft_of_path, folder};
use super::files::{Changed, changes};
use super::giving::tree;
use crate::app::failure::Failure;
use crate::domain::branches::is_called;
use crate::format::{review_json, seen_json};

/// The folders of notebooks in a draft's folder.
const FOLDERS: [&str; 3] = ["reviews", "replies", "seen"];

/// The paths of the notebooks that an applicant's branch changes since a version and that are not the applicant's to write.
///
/// # Errors
/// As [`changes`].
pub(super) fn forged(
    versions: &GitVersions,
    ours: &str,
    base: Option<&str>,
    (branch, theirs): (&str, &str),
) -> Result<Vec<String>, Failure> {
    let changed = changes(versions, base, theirs)?;
    let notebooks = changed.iter().filter(|one| is_notebook(&one.path));
    let mut forged = Vec::new();
    for one in notebooks {
        if !is_own(versions, ours, branch, one)? {
            forged.push(one.path.clone());
        }
    }
    Ok(forged)
}

fn is_notebook(path: &str) -> bool {
    let folder = path.split('/').nth(2).unwrap_or_default();
    // Where a disk does not tell `Reviews` from `reviews`, they are the same folder.
    path.starts_with("drafts/") && FOLDERS.iter().any(|one| one.eq_ignore_ascii_case(folder))
}

/// Whether a notebook says nothing that is not here too: it came from here, perhaps before more was written here.
fn adds_nothing(
    versions: &GitVersions,
    ours: &str,
    path: &str,
    after: &str,
) -> Result<bool, Failure> {
    let texts = contents(versions, &[format!("{ours}:{path}"), after.to_owned()])?;
    let [Some(here), Some(there)] = &texts[..] else {
        return Ok(false);
    };
    if here == there {
        return Ok(true);
    }
    if let (Ok((by, here)), Ok((same, there))) = (seen_json::read(here), seen_json::read(there)) {
        return Ok(by == same && here.clone().join(there) == here);
    }
    let (Ok(here), Ok(there)) = (review_json::read(here), review_json::read(there)) else {
        return Ok(false);
    };
    let (here, there) = (here.notebook, there.notebook);
    Ok(here.by == there.by && here.clone().join(there) == here)
}

/// Whether what stands in a notebook is known here, or both what stood there and what shall stand there is the applicant's own.
fn is_own(
    versions: &GitVersions,
    ours: &str,
    branch: &str,
    one: &Changed,
) -> Result<bool, Failure> {
    if let Some(after) = &one.after
        && adds_nothing(versions, ours, &one.path, after)?
    {
        return Ok(true);
    }
    let blobs: Vec<&str> = [&one.before, &one.after]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    for text in contents(versions, &blobs)? {
        let Some(by) = text.and_then(|text| writer(&text)) else {
            return Ok(false);
        };
        if !is_called(branch, &by) || judges(versions, ours, &one.path, &by)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whose remarks, answers or marks a file holds; `None` for one that judges, or that cannot be read.
fn writer(text: &[u8]) -> Option<String> {
    if seen_json::is_one(text) {
        return seen_json::read(text).ok().map(|(by, _)| by);
    }
    let notebook = review_json::read(text).ok()?.notebook;
    (!notebook.later && !notebook.judges()).then_some(notebook.by)
}

/// Whether somebody has judged the draft here under this name.
fn judges(versions: &GitVersions, ours: &str, path: &str, by: &str) -> Result<bool, Failure> {
    let Some(id) = draft_of_path(path) else {
        return Ok(true);
    };
    let folder = format!("{}/reviews", folder(&id));
    let files = tree(versions, ours, &folder)?;
    let places: Vec<String> = files
        .keys()
        .map(|name| format!("{ours}:{folder}/{name}"))
        .collect();
    let texts = contents(versions, &places)?.into_iter().flatten();
    let mut notebooks = texts.filter_map(|text| review_json::read(&text).ok());
    Ok(notebooks.any(|read| read.notebook.by == by && read.notebook.judges()))
}
