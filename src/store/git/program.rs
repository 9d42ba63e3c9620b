//! One call of the user's git program, in one of two manners.
//!
//! Invariants: reading runs nothing that a repository brought along: no hook, monitor, pager, filter, driver, helper or
//! transport of its settings. Working in the user's own workspace honours hooks, signing, keys and proxies as git does.
//! Either way git asks nobody anything; `ssh` may ask for a passphrase where the terminal is free. Absent: what versions
//! mean; which workspace is the user's own (`trust`).

use super::turn::Turn;
use super::which;
use crate::app::failure::{Failure, GitFailure};
use crate::app::stop::Stop;
use crate::store::fs::{read_all, unreadable};
use rustix::process::{Pid, Signal, kill_process};
use std::cell::Cell;
use std::env;
use std::fs::File;
use std::io::{self, ErrorKind, Seek, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::rc::Rc;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What reading needs to find git and the user's settings; everything else could change what it does.
const KEPT: [&str; 8] = [
    "PATH",
    "HOME",
    "XDG_CONFIG_HOME",
    "TMPDIR",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GNUPGHOME",
];
/// The variables of git's own that say who the user is and how to reach others. All others of git's may come from a
/// hook that started this program, and would point it at another repository.
const OWN: [&str; 14] = [
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_AUTHOR_NAME",
    "GIT_AUTHOR_EMAIL",
    "GIT_AUTHOR_DATE",
    "GIT_COMMITTER_NAME",
    "GIT_COMMITTER_EMAIL",
    "GIT_COMMITTER_DATE",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSL_CAINFO",
    "GIT_ASKPASS",
    "GIT_PROXY_COMMAND",
];
/// What holds in either manner.
const ALWAYS: [&str; 8] = [
    "core.quotePath=false",
    "core.pager=cat",
    "log.showSignature=false",
    "log.mailmap=false",
    "advice.detachedHead=false",
    "protocol.ext.allow=never",
    "submodule.recurse=false",
    "init.templateDir=",
];
/// What a repository may not decide while it is only read.
const READING: [&str; 5] = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.alternateRefsCommand=",
    "gc.auto=0",
    "maintenance.auto=false",
];
/// More than any answer that is waited for, in bytes.
const OUTPUT_MAX: usize = 256 << 20;

/// A call that is being put together.
///
/// What git reads and prints goes through files without a name: a program that a hook leaves running in the background
/// keeps them open, and would keep a pipe open too, which then never ends.
#[must_use]
pub(in crate::store) struct Git {
    command: Command,
    input: Vec<u8>,
    killed: Option<Rc<Cell<bool>>>,
    stop: Option<Stop>,
}

/// How a call ended.
pub(in crate::store) struct Ended {
    /// The number that git ended with; `None` when it was killed.
    pub code: Option<i32>,
    /// What it printed.
    pub out: Vec<u8>,
    /// What it said beside that.
    pub said: String,
}

impl Git {
    /// Reads a repository, whoever's it is.
    pub fn reading(folder: &Path) -> Self {
        let mut command = which::git();
        let kept = KEPT
            .iter()
            .filter_map(|name| Some((*name, env::var_os(name)?)));
        command.env_clear().envs(kept);
        // Objects that are missing are not fetched: how to fetch them is the repository's to say.
        command
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_ALLOW_PROTOCOL", "")
            .env("GIT_OPTIONAL_LOCKS", "0");
        Self::new(command, folder).settings(&READING)
    }

    /// Works in the user's own workspace.
    pub fn own(folder: &Path) -> Self {
        let mut command = which::git();
        for (name, _) in env::vars_os() {
            let named = name.to_string_lossy();
            if named.starts_with("GIT_") && !OWN.contains(&named.as_ref()) {
                command.env_remove(&name);
            }
        }
        Self::new(command, folder)
    }

    fn new(mut command: Command, folder: &Path) -> Self {
        command
            .current_dir(folder)
            .stdin(Stdio::null())
            .env("LC_ALL", "C.UTF-8")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_EDITOR", ":")
            .env("GIT_PAGER", "cat");
        let input = Vec::new();
        Self {
            command,
            input,
            killed: None,
            stop: None,
        }
        .settings(&ALWAYS)
    }

    /// Adds settings (`name=value`) that win over those of files.
    pub fn settings(mut self, all: &[impl AsRef<str>]) -> Self {
        for one in all {
            self.command.args(["-c", one.as_ref()]);
        }
        self
    }

    /// Lets versions be somebody's of a story, kept at a moment that it tells: with nobody's key, and no hook of the user's.
    pub fn signed(mut self, name: &str, time: &str) -> Self {
        for who in ["AUTHOR", "COMMITTER"] {
            self.command.env(format!("GIT_{who}_NAME"), name);
            self.command
                .env(format!("GIT_{who}_EMAIL"), "demo@example.org");
            self.command.env(format!("GIT_{who}_DATE"), time);
        }
        self.settings(&["commit.gpgSign=false", "core.hooksPath=/dev/null"])
    }

    /// Gives git something to read.
    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = bytes.into();
        self
    }

    /// Lets git hold our turn as long as it lives, should this process end before it. The lock is git's standard input:
    /// what git leaves running behind it (a keeper of passwords, a tidying up) closes that, and so cannot keep the turn.
    pub fn holding(mut self, turn: &Turn) -> Self {
        self.command.stdin(turn.share());
        self.killed = Some(turn.killed());
        self
    }

    /// Lets git be stopped while it runs.
    pub fn stopping(mut self, stop: &Stop) -> Self {
        self.stop = Some(stop.clone());
        self
    }

    /// Lets no program that reaches another repository ask on the terminal. `ssh` is the user's own command for it; empty
    /// for git's usual one.
    pub fn silent(mut self, ssh: &str) -> Self {
        let set = env::var("GIT_SSH_COMMAND").ok();
        let usual = if ssh.is_empty() { "ssh" } else { ssh };
        let command = set.as_deref().unwrap_or(usual);
        let program = command.split_whitespace().next().unwrap_or_default();
        // Other programs may not know the option.
        if program.rsplit('/').next() == Some("ssh") && env::var_os("GIT_SSH").is_none() {
            let batch = format!("{command} -o BatchMode=yes");
            self.command.env("GIT_SSH_COMMAND", batch);
        }
        self.command.env("SSH_ASKPASS_REQUIRE", "never");
        self
    }

    /// Runs git and returns what it printed.
    ///
    /// # Errors
    /// [`Failure::Git`] when there is no git, or it refuses.
    pub fn run(self, args: &[&str]) -> Result<Vec<u8>, Failure> {
        self.begin(args)?.printed()
    }

    /// As [`Git::run`]: text without the line's end.
    ///
    /// # Errors
    /// As [`Git::run`].
    pub fn text(self, args: &[&str]) -> Result<String, Failure> {
        let out = self.run(args)?;
        Ok(String::from_utf8_lossy(&out).trim_end().to_owned())
    }

    /// Runs git to its end, however that is.
    ///
    /// # Errors
    /// [`Failure::Git`] when there is no git; [`Failure::Unreadable`] when there is no such folder.
    pub fn end(self, args: &[&str]) -> Result<Ended, Failure> {
        self.begin(args)?.end()
    }

    /// Begins a git, so that something else can be found out while it runs.
    ///
    /// # Errors
    /// As [`Git::end`].
    pub fn begin(mut self, args: &[&str]) -> Result<Begun, Failure> {
        let deed = args.first().copied().unwrap_or_default();
        // A folder that is not there would be taken for a git that is not.
        if let Some(folder) = self
            .command
            .get_current_dir()
            .filter(|folder| !folder.is_dir())
        {
            return Err(unreadable(folder, &ErrorKind::NotFound.into()));
        }
        if which::program().is_none() {
            return Err(Failure::Git(GitFailure::Missing));
        }
        self.spawn(args).map_err(|error| failed(deed, &error))
    }

    fn spawn(&mut self, args: &[&str]) -> io::Result<Begun> {
        let (out, err) = (tempfile::tempfile()?, tempfile::tempfile()?);
        if !self.input.is_empty() {
            let mut input = tempfile::tempfile()?;
            input.write_all(&self.input)?;
            input.rewind()?;
            self.command.stdin(input);
        }
        self.command
            .args(args)
            .stdout(out.try_clone()?)
            .stderr(err.try_clone()?);
        Ok(Begun {
            deed: args.first().copied().unwrap_or_default().to_owned(),
            child: self.command.spawn()?,
            out,
            err,
            killed: self.killed.take(),
            stop: self.stop.take(),
        })
    }
}

/// A git that runs.
pub(in crate::store) struct Begun {
    deed: String,
    child: Child,
    out: File,
    err: File,
    killed: Option<Rc<Cell<bool>>>,
    stop: Option<Stop>,
}

impl Begun {
    /// Waits for it, and returns what it printed.
    ///
    /// # Errors
    /// As [`Git::run`].
    pub fn printed(self) -> Result<Vec<u8>, Failure> {
        let deed = self.deed.clone();
        let ended = self.end()?;
        match ended.code {
            Some(0) => Ok(ended.out),
            _ => Err(refused(&deed, &ended.said)),
        }
    }

    /// Ends one that only reads: nobody wants to know any more.
    pub fn give_up(mut self) {
        // It has ended by itself where this is refused.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn end(mut self) -> Result<Ended, Failure> {
        let mut done = || -> io::Result<Ended> {
            let code = wait(&mut self.child, self.stop.as_ref())?.code();
            // Over 128: git tells so that a program that it had started was killed.
            let is_killed = code.is_none_or(|code| code > 128);
            if let (true, Some(killed)) = (is_killed, &self.killed) {
                killed.set(true);
            }
            let (out, said) = (all(&mut self.out)?, all(&mut self.err)?);
            let said = String::from_utf8_lossy(&said).into_owned();
            Ok(Ended { code, out, said })
        };
        done().map_err(|error| failed(&self.deed, &error))
    }
}

fn failed(deed: &str, error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::NotFound => Failure::Git(GitFailure::Missing),
        _ => refused(deed, &error.to_string()),
    }
}

/// How often a git that may be stopped is looked at.
const LOOK: Duration = Duration::from_millis(20);
/// How long git may take to tidy up when it is asked to end.
const TIDY: Duration = Duration::from_millis(300);

/// Waits for git to end; when it shall stop, asks it to, so that it takes its own locks away.
fn wait(child: &mut Child, stop: Option<&Stop>) -> io::Result<ExitStatus> {
    let Some(stop) = stop else {
        return child.wait();
    };
    let begun = Instant::now();
    let over = || stop.is_asked() || stop.limit().is_some_and(|limit| begun.elapsed() >= limit);
    let mut asked: Option<Instant> = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        match asked {
            None if over() => {
                let _ = kill_process(Pid::from_child(child), Signal::TERM);
                asked = Some(Instant::now());
            }
            Some(since) if since.elapsed() >= TIDY => {
                child.kill()?;
                return child.wait();
            }
            _ => sleep(LOOK),
        }
    }
}

fn all(file: &mut File) -> io::Result<Vec<u8>> {
    file.rewind()?;
    let whole = read_all(file, 0, OUTPUT_MAX)?;
    whole.ok_or_else(|| ErrorKind::FileTooLarge.into())
}

/// The failure of something that git would not do. A lock in git's way is told as what it is: of git's own six lines of
/// advice a person who has never heard of git can follow none.
pub(in crate::store) fn refused(deed: &str, said: &str) -> Failure {
    let lock = said
        .split_once("Unable to create '")
        .and_then(|(_, rest)| rest.split_once("': File exists"));
    if let Some((lock, _)) = lock {
        return Failure::Git(GitFailure::Busy(lock.to_owned()));
    }
    Failure::Git(GitFailure::Refused {
        deed: deed.to_owned(),
        said: said.trim().to_owned(),
    })
}
