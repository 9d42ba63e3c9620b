//! Making a workspace: folders, attributes for git, a repository.
//!
//! Invariants: making it again changes nothing that is there; without a git program it works all the same, and becomes
//! a repository the first time that there is one.

use crate::app::failure::Failure;
use crate::store::fs::{make_folder, unreadable, write_whole};
use crate::store::paths::{MARK, MARKER, Paths};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const ATTRIBUTES: &str = "drafts/**/*.json merge=shenbao diff=shenbao\n";
const IGNORED: &str = ".shenbao/\n.new-*\n*.lock\n";

/// Makes the workspace where it is not there yet.
///
/// # Errors
/// When a folder or file of it could not be made.
pub fn ensure(paths: &Paths) -> Result<(), Failure> {
    let root = &paths.workspace;
    if !root.join("drafts").is_dir() {
        make_folder(&root.join("drafts"))?;
    }
    let marker = root.join(MARKER);
    let attributes = match fs::read_to_string(&marker) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(unreadable(&marker, &error)),
    };
    if !attributes.contains(MARK) {
        write_whole(&marker, format!("{attributes}{ATTRIBUTES}").as_bytes())?;
    }
    let ignore = root.join(".gitignore");
    if !ignore.exists() {
        write_whole(&ignore, IGNORED.as_bytes())?;
    }
    if !root.join(".git").exists() {
        init_repository(root);
    }
    Ok(())
}

/// Makes the repository with the user's git. Its templates are left out, so that nothing of theirs runs here. Without
/// git the drafts are kept all the same, so its absence is no failure.
fn init_repository(root: &Path) {
    let _ = Command::new("git")
        .args([
            "init",
            "--quiet",
            "--template=",
            "--initial-branch=main",
            "--",
        ])
        .arg(root)
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}
