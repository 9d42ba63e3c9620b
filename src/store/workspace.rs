//! Making a workspace: folders, attributes for git, a repository whose diffs name the member that changed.
//!
//! Invariants: making it again changes nothing that is there; without a git program it works all the same, and becomes
//! a repository the first time that there is one.

use crate::app::failure::Failure;
use crate::domain::branches::{ADMINS, Branches};
use crate::store::branches::{agree, stand_on};
use crate::store::fs::{Existing, make_folder, read_if_there, write_whole};
use crate::store::git::program::Git;
use crate::store::git::turn::{About, Turn};
use crate::store::git::{drivers, trust};
use crate::store::paths::{MARK, MARKER, Paths};
use std::path::Path;

const ATTRIBUTES: &str = "drafts/**/*.json merge=shenbao diff=shenbao\n";
const IGNORED: &str = "/.shenbao/\n.shenbao-*\n";
const IGNORED_MARK: &str = "/.shenbao/";
/// More than any settings that a person would write.
const SETTINGS_MAX: usize = 1 << 20;

/// Makes the workspace where it is not there yet.
///
/// # Errors
/// When a folder or file of it could not be made. That git is missing or refuses is no failure: drafts are kept all the
/// same.
pub fn ensure(paths: &Paths) -> Result<(), Failure> {
    let root = &paths.workspace;
    make_folder(&paths.drafts())?;
    add_lines(&root.join(".gitignore"), IGNORED_MARK, IGNORED)?;
    if !root.join(".git").exists() {
        let _ = make_repository(paths);
    }
    // Last, because it is what makes the folder a workspace.
    add_lines(&root.join(MARKER), MARK, ATTRIBUTES)
}

/// The files beside the drafts that lack what [`ensure`] puts there.
///
/// # Errors
/// When one is there and cannot be read.
pub(super) fn lacking(paths: &Paths) -> Result<Vec<&'static str>, Failure> {
    let mut lacking = Vec::new();
    for (name, mark) in [(".gitignore", IGNORED_MARK), (MARKER, MARK)] {
        let text = read_if_there(&paths.workspace.join(name), SETTINGS_MAX)?;
        if !String::from_utf8_lossy(&text.unwrap_or_default()).contains(mark) {
            lacking.push(name);
        }
    }
    Ok(lacking)
}

/// Adds lines to a settings file, unless what they are there for is in it already.
fn add_lines(path: &Path, mark: &str, lines: &str) -> Result<(), Failure> {
    let mut text = read_if_there(path, SETTINGS_MAX)?.unwrap_or_default();
    if String::from_utf8_lossy(&text).contains(mark) {
        return Ok(());
    }
    if !text.is_empty() && !text.ends_with(b"\n") {
        text.push(b'\n');
    }
    text.extend_from_slice(lines.as_bytes());
    write_whole(path, &text, Existing::Replace)
}

/// Makes a workspace whole: folders, repository, drivers; also in a clone, which has no settings of its own. The user says
/// by it that the repository is their own: what its settings make git run from now on is returned. Who says which branches
/// it is shared on is its admin.
///
/// # Errors
/// What could not be made; also when there is no git.
pub fn init(paths: &Paths, branches: Option<Branches>) -> Result<Vec<String>, Failure> {
    make(paths)?;
    let runs = trust::what_runs(&paths.workspace)?;
    trust::vouch(paths)?;
    let turn = Turn::take(&paths.workspace, About::Versions)?;
    drivers::install(&paths.workspace, &turn)?;
    if let Some(branches) = branches {
        agree(paths, branches)?;
        if branches == Branches::Each {
            stand_on(&paths.workspace, &turn, ADMINS)?;
        }
    }
    Ok(runs)
}

/// As [`ensure`], and with a repository.
///
/// # Errors
/// As [`ensure`]; also when there is no git.
pub(super) fn make(paths: &Paths) -> Result<(), Failure> {
    ensure(paths)?;
    if paths.workspace.join(".git").exists() {
        return Ok(());
    }
    make_repository(paths)
}

fn make_repository(paths: &Paths) -> Result<(), Failure> {
    let root = &paths.workspace;
    Git::reading(root).run(&["init", "--quiet", "--initial-branch=main"])?;
    let turn = Turn::take(root, About::Versions)?;
    drivers::install(root, &turn)?;
    trust::vouch(paths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    fn paths(top: &Path) -> Paths {
        Paths {
            workspace: top.join("work"),
            config: None,
            state: None,
        }
    }

    #[test]
    fn a_workspace_is_made_once_and_what_is_there_stays() {
        let top = tempfile::tempdir().expect("a folder");
        let paths = paths(top.path());
        let root = &paths.workspace;
        let text = |name: &str| fs::read_to_string(root.join(name)).expect("a file");
        fs::create_dir(root).expect("a folder");
        fs::write(root.join(".gitignore"), "*.bak").expect("a file");
        for _ in 0..2 {
            ensure(&paths).expect("a workspace");
            assert_eq!(text(".gitignore"), format!("*.bak\n{IGNORED}"));
            assert_eq!(text(MARKER), ATTRIBUTES);
        }
        assert!(text(".git/config").contains("xfuncname"));
        assert!(!root.join(".git/hooks").exists(), "no template takes part");
    }

    #[test]
    fn what_a_workspace_is_made_of_is_for_the_user_alone() {
        let top = tempfile::tempdir().expect("a folder");
        let paths = paths(top.path());
        ensure(&paths).expect("a workspace");
        for (name, expected) in [
            ("", 0o700),
            ("drafts", 0o700),
            (MARKER, 0o600),
            (".gitignore", 0o600),
        ] {
            let there = fs::metadata(paths.workspace.join(name)).expect("made");
            assert_eq!(there.permissions().mode() & 0o777, expected, "{name}");
        }
    }
}
