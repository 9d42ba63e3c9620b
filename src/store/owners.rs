//! Whose a draft is where every applicant has a branch: whoever kept its first version.
//!
//! Invariant: where nobody said that applicants have a branch each, and for admins, nothing is anybody else's. Absent: what an
//! admin takes from an applicant's branch (`versions/sync/claims`).

use super::branches::{agreed, current};
use super::git::program::Git;
use super::paths::Paths;
use crate::app::failure::Failure;
use crate::domain::branches::{APPLICANTS, Branches, is_of};
use crate::domain::draft::DraftId;
use crate::format::digest::sha256;
use std::path::Path;

/// Who kept the first version of a draft.
pub(super) struct Creator {
    /// That version.
    pub(super) commit: String,
    /// The digest of their address.
    pub(super) digest: String,
    /// What they are called in it.
    pub(super) name: String,
    /// When they say that it was: seconds since 1970.
    pub(super) time: i64,
}

/// Who kept the first version of a draft, as far as the versions up to this one tell; `None` where none has it.
///
/// # Errors
/// When there is no git, or no such version.
pub(super) fn creator(root: &Path, of: &str, id: &DraftId) -> Result<Option<Creator>, Failure> {
    let file = format!("drafts/{}/draft.json", id.as_str());
    let format = "--format=%H%x1f%ae%x1f%at%x1f%an";
    let log = [
        "log",
        "--diff-filter=A",
        "--no-renames",
        format,
        of,
        "--",
        &file,
    ];
    let told = Git::reading(root).text(&log)?;
    let first = told.lines().last().and_then(|line| {
        let mut parts = line.splitn(4, '\u{1f}');
        Some(Creator {
            commit: parts.next().filter(|commit| !commit.is_empty())?.to_owned(),
            digest: sha256(parts.next()?.to_lowercase().as_bytes()),
            time: parts.next()?.parse().unwrap_or(i64::MAX),
            name: parts.next()?.to_owned(),
        })
    });
    Ok(first)
}

/// What somebody else is called whose draft this is; `None` where it is the user's own, or everybody's. What cannot be found
/// out keeps nobody from writing: the admin takes another's draft from no branch.
pub(super) fn other(paths: &Paths, id: &DraftId) -> Option<String> {
    let root = &paths.workspace;
    let branch = own_branch(paths)?;
    let creator = creator(root, "HEAD", id).ok()??;
    let is_own = is_of(&branch, &creator.digest) || is_user(root, &creator.digest);
    (!is_own).then_some(creator.name)
}

/// Whether the user is an applicant with a branch of their own.
pub(super) fn is_applicant(paths: &Paths) -> bool {
    own_branch(paths).is_some()
}

/// The branch of an applicant who has one of their own.
pub(super) fn own_branch(paths: &Paths) -> Option<String> {
    if agreed(paths).ok()?? != Branches::Each {
        return None;
    }
    let branch = current(&paths.workspace).ok()?;
    branch.starts_with(APPLICANTS).then_some(branch)
}

/// Whether the user's address has this digest: they may have another than when their branch was made.
fn is_user(root: &Path, digest: &str) -> bool {
    let asked = Git::own(root).text(&["config", "--get", "user.email"]);
    asked.is_ok_and(|address| sha256(address.to_lowercase().as_bytes()) == digest)
}
