//! The user's git program, called so that a repository from a stranger runs nothing.
//!
//! Invariant: no hook, monitor or template of a repository or of the environment takes part; git asks nobody anything.
//! Absent: what versions mean.

use crate::app::failure::{Failure, GitFailure};
use std::env;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

/// What git needs to find itself and the user's settings; everything else could change what it does.
const KEPT: [&str; 4] = ["PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR"];
/// What a repository may not decide.
const FIXED: [&str; 4] = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "protocol.ext.allow=never",
    "init.templateDir=",
];

/// Runs git in a folder and returns what it printed.
///
/// # Errors
/// [`Failure::Git`] when there is no git, or it refuses.
pub(super) fn run(folder: &Path, args: &[&str]) -> Result<String, Failure> {
    let output = command(folder).args(args).output();
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
