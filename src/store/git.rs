//! The user's git program, called so that a repository from a stranger runs nothing.
//!
//! Invariant: no monitor or template of a repository or of the environment takes part, and no hook but when the user
//! keeps a version; git asks nobody anything.
//! Absent: what versions mean.

pub(super) mod drivers;
pub(super) mod turn;

use crate::app::failure::{Failure, GitFailure};
use std::env;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

/// What git needs to find itself and the user's settings; everything else could change what it does.
const KEPT: [&str; 6] = [
    "PATH",
    "HOME",
    "XDG_CONFIG_HOME",
    "TMPDIR",
    // Keys that sign a version.
    "SSH_AUTH_SOCK",
    "GNUPGHOME",
];
/// What a repository may not decide.
const FIXED: [&str; 7] = [
    "core.fsmonitor=false",
    "core.pager=cat",
    "core.quotePath=false",
    "log.showSignature=false",
    "protocol.ext.allow=never",
    "init.templateDir=",
    "submodule.recurse=false",
];
const NO_HOOKS: &str = "core.hooksPath=/dev/null";

/// Runs git in a folder and returns what it printed.
///
/// # Errors
/// [`Failure::Git`] when there is no git, or it refuses.
pub(super) fn run(folder: &Path, args: &[&str]) -> Result<String, Failure> {
    let mut git = command(folder);
    git.args(["-c", NO_HOOKS]);
    finish(git, args)
}

/// Runs git with the repository's hooks: only for what the user asked to be kept, as git itself would.
///
/// # Errors
/// As [`run`]; also when a hook refuses.
pub(super) fn run_with_hooks(folder: &Path, args: &[&str]) -> Result<String, Failure> {
    finish(command(folder), args)
}

fn finish(mut git: Command, args: &[&str]) -> Result<String, Failure> {
    let output = git.args(args).output();
    let output = output.map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::Git(GitFailure::Missing),
        _ => refused(args, &error.to_string()),
    })?;
    if !output.status.success() {
        return Err(refused(args, &String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn command(folder: &Path) -> Command {
    let kept = KEPT
        .iter()
        .filter_map(|name| Some((*name, env::var_os(name)?)));
    let mut git = Command::new("git");
    git.env_clear()
        .envs(kept)
        .env("LC_ALL", "C.UTF-8")
        .env("GIT_TERMINAL_PROMPT", "0")
        .current_dir(folder)
        .stdin(Stdio::null());
    for setting in FIXED {
        git.args(["-c", setting]);
    }
    git
}

fn refused(args: &[&str], said: &str) -> Failure {
    Failure::Git(GitFailure::Refused {
        deed: args.first().copied().unwrap_or_default().to_owned(),
        said: said.trim().to_owned(),
    })
}
