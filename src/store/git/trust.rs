//! Whose a repository is: the user's own, whose hooks and programs git runs when versions are kept and shared; or one
//! that came from elsewhere with its settings (an archive, a stick, a folder of somebody's), which runs nothing.
//!
//! Invariants: a repository is the user's own when this program made it, when the user said so (`init`), or when versions
//! were first kept in it while there was nothing in it to run; a plain clone is of that last kind. The word is kept with
//! the user, never in the workspace, and holds for that very folder only: another in its place is another.
//! Absent: how git is called.

use super::drivers;
use super::program::Git;
use super::turn::{common_folder, git_folder};
use crate::app::failure::{Failure, GitFailure};
use crate::store::fs::{Existing, make_folder, read_if_there, shown, write_whole};
use crate::store::paths::Paths;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Settings that make git run nothing, whatever they say. `*` stands for a name.
const HARMLESS: [&str; 30] = [
    "core.repositoryformatversion",
    "core.filemode",
    "core.bare",
    "core.logallrefupdates",
    "core.ignorecase",
    "core.precomposeunicode",
    "core.symlinks",
    "core.autocrlf",
    "core.eol",
    "core.quotepath",
    "core.sharedrepository",
    "core.compression",
    "extensions.objectformat",
    "extensions.refstorage",
    "remote.*.url",
    "remote.*.pushurl",
    "remote.*.fetch",
    "remote.*.tagopt",
    "branch.*.remote",
    "branch.*.merge",
    "branch.*.rebase",
    "user.name",
    "user.email",
    "user.signingkey",
    "commit.gpgsign",
    "gpg.format",
    "init.defaultbranch",
    "pull.rebase",
    "pull.ff",
    "push.default",
];
/// The word: which folder it holds for.
const WORD_MAX: usize = 200;

/// Lets the user's own repository pass.
///
/// # Errors
/// [`GitFailure::Foreign`] with what it would run, when it is not known to be the user's and could run something.
pub(in crate::store) fn require_own(paths: &Paths) -> Result<(), Failure> {
    if is_own(paths)? {
        return Ok(());
    }
    let runs = what_runs(&paths.workspace)?;
    if runs.is_empty() {
        return vouch(paths);
    }
    Err(Failure::Git(GitFailure::Foreign {
        path: shown(&paths.workspace),
        runs,
    }))
}

/// Keeps the user's word that the repository is their own.
///
/// # Errors
/// When it cannot be written.
pub(in crate::store) fn vouch(paths: &Paths) -> Result<(), Failure> {
    let (Some(place), Some(word)) = (paths.own_mark(), word(&paths.workspace)) else {
        return Ok(());
    };
    if let Some(folder) = place.parent() {
        make_folder(folder)?;
    }
    write_whole(&place, word.as_bytes(), Existing::Replace)
}

/// Whether the repository is known to be the user's.
pub(in crate::store) fn is_own(paths: &Paths) -> Result<bool, Failure> {
    let Some(place) = paths.own_mark() else {
        return Ok(false);
    };
    let kept = read_if_there(&place, WORD_MAX)?;
    Ok(kept.is_some() && kept == word(&paths.workspace).map(String::into_bytes))
}

/// What tells the repository's folder from any other that may come to stand in its place.
fn word(root: &Path) -> Option<String> {
    let there = fs::metadata(git_folder(root)).ok()?;
    Some(format!("{}:{}\n", there.dev(), there.ino()))
}

/// What git would run in this repository, by its own settings: hooks, and settings that are not known to be harmless.
///
/// # Errors
/// When there is no git, or its settings cannot be read.
pub(in crate::store) fn what_runs(root: &Path) -> Result<Vec<String>, Failure> {
    let told = Git::reading(root).run(&[
        "config",
        "--local",
        "--no-includes",
        "--name-only",
        "-z",
        "--list",
    ])?;
    let told = String::from_utf8_lossy(&told);
    let names = told.split('\0').filter(|name| !name.is_empty());
    let mut runs: Vec<String> = names
        .filter(|name| !is_harmless(name))
        .map(str::to_owned)
        .collect();
    runs.extend(hooks(root));
    runs.sort();
    runs.dedup();
    Ok(runs)
}

fn is_harmless(name: &str) -> bool {
    // The drivers are set anew before git does anything.
    drivers::KEYS.contains(&name)
        || HARMLESS.iter().any(|known| match known.split_once(".*.") {
            Some((first, last)) => {
                let middle = name
                    .strip_prefix(first)
                    .and_then(|rest| rest.strip_suffix(last));
                middle.is_some_and(|middle| {
                    middle.len() > 2 && middle.starts_with('.') && middle.ends_with('.')
                })
            }
            None => name == *known,
        })
}

fn hooks(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(common_folder(root).join("hooks"));
    let names = entries.into_iter().flatten().flatten();
    names
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".sample"))
        .map(|name| format!("hooks/{name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_settings_that_run_nothing_are_harmless() {
        for (name, expected) in [
            ("core.filemode", true),
            ("remote.origin.url", true),
            ("remote.a.b.fetch", true),
            ("branch.main.merge", true),
            ("merge.shenbao.driver", true),
            ("remote.origin.uploadpack", false),
            ("remote.origin.vcs", false),
            ("remote.url", false),
            ("core.sshcommand", false),
            ("core.hookspath", false),
            ("core.fsmonitor", false),
            ("filter.x.clean", false),
            ("merge.other.driver", false),
            ("include.path", false),
            ("includeif.gitdir:x.path", false),
            ("extensions.worktreeconfig", false),
            ("gpg.ssh.program", false),
            ("credential.helper", false),
            ("url.ext::x.insteadof", false),
        ] {
            assert_eq!(is_harmless(name), expected, "{name}");
        }
    }
}
