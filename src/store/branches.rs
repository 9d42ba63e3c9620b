//! Which branches a workspace is shared on: the word that the admin gave (`shenbao.json`, kept and shared like everything
//! else), and the branch that one's own versions go to.
//!
//! Invariant: going over to another branch changes no file and loses no version. Absent: sharing itself.

use super::content;
use super::fs::{Existing, read_if_there, write_whole};
use super::git::program::Git;
use super::git::turn::Turn;
use super::paths::Paths;
use crate::app::failure::{Failure, GitFailure};
use crate::domain::branches::Branches;
use crate::format::workspace_json;
use std::path::Path;

/// The file with the word.
pub(super) const FILE: &str = "shenbao.json";
/// More than the word ever takes.
pub(super) const FILE_MAX: usize = 64 << 10;

/// What was agreed here; `None` where nobody said anything.
///
/// # Errors
/// When the file cannot be read, or says something else.
pub(super) fn agreed(paths: &Paths) -> Result<Option<Branches>, Failure> {
    let text = read_if_there(&paths.workspace.join(FILE), FILE_MAX)?;
    text.map(|text| read(&text)).transpose()
}

/// What the file's text says.
///
/// # Errors
/// When it says something else.
pub(super) fn read(text: &[u8]) -> Result<Branches, Failure> {
    workspace_json::read(text).map_err(|fault| content::failure(FILE, fault))
}

/// Writes the word down.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn agree(paths: &Paths, branches: Branches) -> Result<(), Failure> {
    if agreed(paths).ok().flatten() == Some(branches) {
        return Ok(());
    }
    let text = workspace_json::write(branches);
    let path = paths.workspace.join(FILE);
    write_whole(&path, text.as_bytes(), Existing::Replace)
}

/// The branch that versions are kept on.
///
/// # Errors
/// When there is none: somebody has gone back to an old version by hand.
pub(super) fn current(root: &Path) -> Result<String, Failure> {
    Git::reading(root).text(&["symbolic-ref", "--short", "HEAD"])
}

/// Goes over to a branch that begins where the current one is.
///
/// # Errors
/// [`GitFailure::Refused`] when there is a branch of that name elsewhere: a person has to say which is meant.
pub(super) fn stand_on(root: &Path, turn: &Turn, branch: &str) -> Result<(), Failure> {
    if current(root)? == branch {
        return Ok(());
    }
    let at = |name: &str| -> Result<Option<String>, Failure> {
        let resolve = ["rev-parse", "--quiet", "--verify", name];
        let ended = Git::reading(root).end(&resolve)?;
        let told = String::from_utf8_lossy(&ended.out).trim().to_owned();
        Ok((ended.code == Some(0)).then_some(told))
    };
    let full = format!("refs/heads/{branch}");
    let (here, there) = (at("HEAD^{commit}")?, at(&full)?);
    match (&here, there) {
        (Some(here), None) => {
            let none = "0".repeat(here.len());
            let begin = ["update-ref", "-m", "shenbao", &full, here, &none];
            Git::own(root).holding(turn).run(&begin)?;
        }
        (here, there) if *here == there => {}
        _ => {
            return Err(Failure::Git(GitFailure::Refused {
                deed: "switch".to_owned(),
                said: branch.to_owned(),
            }));
        }
    }
    let go = ["symbolic-ref", "-m", "shenbao", "HEAD", &full];
    Git::own(root).holding(turn).run(&go).map(|_| ())
}
