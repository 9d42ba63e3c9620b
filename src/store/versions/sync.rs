//! Sharing versions with another repository: fetch, merge field by field, push, and again when somebody was faster.
//!
//! Invariants: git merges trees (`merge-tree`), never the folder, so that a kill leaves either the old files or the new
//! ones, each whole; a file that is not as its last version is never written over; the branch moves last. What a kill
//! leaves half done are files that say more than their branch, which the next `save` or `sync` keeps.
//! Absent: what a draft's merge is (the merge driver, `domain/merge`).

mod claims;
mod files;
mod giving;
mod merging;
mod notebooks;
mod way;

use super::{GitVersions, SETTINGS};
use crate::app::failure::{Failure, GitFailure};
use crate::app::stop::Stop;
use crate::app::version::{Newer, Step, SyncWords, Synced};
use crate::domain::branches::{ADMINS, Branches};
use crate::domain::draft::DraftId;
use crate::store::branches::{FILE, agreed, current};
use crate::store::git::program::{Ended, Git, refused};
use crate::store::git::trust;
use crate::store::git::turn::{About, Turn};
use merging::{received, take_in};
use std::process;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use way::{Outgoing, Way};

/// How often others may be faster before it is given up.
const TRIES: usize = 60;
/// How long it takes at most to notice that it shall stop.
const NOTICE: Duration = Duration::from_millis(20);

/// What the user asks for.
pub(super) struct Asked<'a> {
    /// The other repository, by name or address.
    pub(super) remote: Option<&'a str>,
    pub(super) words: &'a SyncWords<'a>,
    pub(super) stop: &'a Stop,
}

pub(super) fn sync(
    versions: &GitVersions,
    asked: &Asked<'_>,
    progress: &mut dyn FnMut(Step),
) -> Result<Synced, Failure> {
    drop(versions.turn()?);
    let (remote, is_new) = remote(versions, asked.remote)?;
    keep_settings(versions, asked.words.settings)?;
    let mut synced = Synced {
        remote: remote.clone(),
        ..Synced::default()
    };
    let (before, mut came) = (versions.head()?, Vec::new());
    while synced.tries < TRIES {
        synced.tries += 1;
        let begun = Instant::now();
        progress(Step::Fetch);
        let way = match Way::fetched(versions, &remote, asked) {
            Err(failure @ Failure::Git(GitFailure::Unreachable(_) | GitFailure::Stopped))
                if is_new =>
            {
                // An address that was never reached may be a wrong one, and is asked for again.
                let turn = Turn::take(&versions.paths.workspace, About::Remote)?;
                versions
                    .own()
                    .holding(&turn)
                    .run(&["remote", "remove", &remote])?;
                return Err(failure);
            }
            way => way?,
        };
        way.own().clone_into(&mut synced.branch);
        go_on(asked.stop)?;
        let theirs = way.theirs(versions, &remote)?;
        if !theirs.is_empty() {
            progress(Step::Merge);
            came.extend(take_in(versions, &theirs, asked, &mut synced)?);
        }
        go_on(asked.stop)?;
        let outgoing = way.outgoing(versions, &remote, asked)?;
        let sent = count(versions, &remote, &outgoing)?;
        if !outgoing.is_empty() {
            progress(Step::Push);
        }
        if outgoing.is_empty() || push(versions, &remote, &outgoing, asked.stop)? {
            synced.sent = sent;
            // Told at the end: nobody is to be faster because of that.
            synced.received = received(versions, &came, before.as_deref())?;
            return Ok(synced);
        }
        progress(Step::Again);
        wait(pause(synced.tries, begun.elapsed()), asked.stop)?;
    }
    Err(Failure::Git(GitFailure::Restless))
}

/// How long it may take to ask whether something is newer.
const ASKING: Duration = Duration::from_secs(20);
/// So many newer versions are counted.
const NEWER_MAX: &str = "--max-count=100";

/// The versions of a draft that the other repository has and this one has not. Nobody is asked in a repository that is not the
/// user's own.
pub(super) fn newer(
    versions: &GitVersions,
    id: &DraftId,
    stop: &Stop,
) -> Result<Option<Newer>, Failure> {
    if !trust::is_own(&versions.paths)? {
        return Ok(None);
    }
    let (Ok((remote, _)), Some(way)) = (remote(versions, None), Way::known(versions)?) else {
        return Ok(None);
    };
    let stop = stop.within(ASKING);
    way.fetch(versions, &remote, &stop)?;
    let theirs = way.theirs(versions, &remote)?;
    if theirs.is_empty() {
        return Ok(None);
    }
    let ours = versions.head()?.map(|ours| format!("^{ours}"));
    let folder = super::folder(id);
    let args: Vec<&str> = ["log", "--no-merges", "-z", NEWER_MAX, super::FORMAT]
        .into_iter()
        .chain(theirs.iter().map(|one| one.commit.as_str()))
        .chain(ours.as_deref())
        .chain(["--", &folder])
        .collect();
    let told = versions.reading().run(&args)?;
    let told = String::from_utf8_lossy(&told);
    let all: Vec<_> = told.split('\0').filter_map(super::version).collect();
    let count = all.len();
    Ok(all.into_iter().next().map(|last| Newer {
        author: last.author,
        versions: count,
    }))
}

/// How many versions go out that are not there yet.
fn count(versions: &GitVersions, remote: &str, outgoing: &Outgoing) -> Result<usize, Failure> {
    if outgoing.is_empty() {
        return Ok(0);
    }
    let there = format!("--glob=refs/remotes/{remote}/*");
    let count = ["rev-list", "--count", "--no-merges"];
    let ours = outgoing.iter().map(|(commit, _)| commit.as_str());
    let args: Vec<&str> = count
        .into_iter()
        .chain(ours)
        .chain(["--not", &there])
        .collect();
    Ok(versions.reading().text(&args)?.parse().unwrap_or(0))
}

/// Keeps what the admin agreed on with all: the way of sharing, the calls. Applicants have that from the admin.
fn keep_settings(versions: &GitVersions, message: &str) -> Result<(), Failure> {
    let root = &versions.paths.workspace;
    let ours = match agreed(&versions.paths)? {
        None => false,
        Some(Branches::One) => true,
        Some(Branches::Each) => current(root)? == ADMINS,
    };
    if !ours {
        return Ok(());
    }
    let turn = Turn::take(root, About::Versions)?;
    let status = ["status", "--porcelain", "-z", "--no-renames", "-uall", "--"];
    let status = [&status[..], &SETTINGS, &[FILE, "calls"]].concat();
    let told = versions.own().holding(&turn).run(&status)?;
    let told = String::from_utf8_lossy(&told).into_owned();
    let paths: Vec<&str> = told.split('\0').filter_map(|line| line.get(3..)).collect();
    if paths.is_empty() {
        return Ok(());
    }
    versions.needs_author()?;
    let add = [&["add", "--all", "--"], &paths[..]].concat();
    versions.own().holding(&turn).run(&add)?;
    let message = format!("--message={message}");
    let commit = ["commit", "--quiet", &message, "--only", "--"];
    let commit = [&commit[..], &paths].concat();
    versions.own().holding(&turn).run(&commit).map(|_| ())
}

/// Lets what is being done go on, unless it shall stop.
fn go_on(stop: &Stop) -> Result<(), Failure> {
    if stop.is_asked() {
        return Err(Failure::Git(GitFailure::Stopped));
    }
    Ok(())
}

fn wait(time: Duration, stop: &Stop) -> Result<(), Failure> {
    let begun = Instant::now();
    while begun.elapsed() < time {
        go_on(stop)?;
        sleep(NOTICE.min(time));
    }
    Ok(())
}

/// How long to wait at most before the next try, in rounds of the last one's length: of all who are at it at the same time
/// one comes through in a round, so that only fewer at a time help. The last holds for all later tries.
const ROUNDS: [u32; 4] = [1, 8, 64, 256];
/// Nobody waits longer than that.
const WAIT_MAX: Duration = Duration::from_secs(120);

/// Longer the more often somebody was faster, and by chance, so that those who wait do not meet again.
fn pause(tries: usize, round: Duration) -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let chance = now.map_or(0, |now| now.subsec_nanos()) ^ process::id().rotate_left(16);
    let rounds = ROUNDS[tries.clamp(1, ROUNDS.len()) - 1];
    let most = round.saturating_mul(rounds).min(WAIT_MAX);
    // A thousandth is fine enough.
    most.mul_f64(f64::from(chance % 1000) / 1000.0)
}

/// The remote: as named, made `origin` where it is an address and there is none yet; else the one that there is. Tells whether
/// nothing ever came from it.
fn remote(versions: &GitVersions, asked: Option<&str>) -> Result<(String, bool), Failure> {
    let known = versions.reading().text(&["remote"])?;
    let known: Vec<&str> = known.lines().collect();
    let none = || Failure::Git(GitFailure::NoRemote);
    match asked {
        Some(name) if known.contains(&name) => Ok((name.to_owned(), false)),
        Some(address) if address.is_empty() || address.starts_with('-') => Err(none()),
        Some(address) => at_address(versions, address),
        None => match known.as_slice() {
            [only] => Ok(((*only).to_owned(), false)),
            many if many.contains(&"origin") => Ok(("origin".to_owned(), false)),
            _ => Err(none()),
        },
    }
}

/// Makes `origin` be at this address, unless it is at another that something came from.
fn at_address(versions: &GitVersions, address: &str) -> Result<(String, bool), Failure> {
    let asked = ["config", "--get", "remote.origin.url"];
    let told = versions.reading().end(&asked)?.out;
    let before = String::from_utf8_lossy(&told).trim_end().to_owned();
    let came = ["for-each-ref", "--count=1", "refs/remotes/origin/"];
    let is_new = versions.reading().run(&came)?.is_empty();
    let set = match before.as_str() {
        "" => ["remote", "add", "origin", address],
        same if same == address => return Ok(("origin".to_owned(), is_new)),
        _ if is_new => ["remote", "set-url", "origin", address],
        _ => return Err(Failure::Git(GitFailure::OtherRemote(before))),
    };
    let turn = Turn::take(&versions.paths.workspace, About::Remote)?;
    versions.own().holding(&turn).run(&set)?;
    Ok(("origin".to_owned(), is_new))
}

/// Brings what is known of the other repository's branches up to date, by the beginnings of their names.
fn fetch(
    versions: &GitVersions,
    remote: &str,
    branches: &[&str],
    stop: &Stop,
) -> Result<(), Failure> {
    let turn = Turn::take(&versions.paths.workspace, About::Remote)?;
    // With a star, a branch that is not there is no error.
    let refs: Vec<String> = branches
        .iter()
        .map(|branch| format!("+refs/heads/{branch}*:refs/remotes/{remote}/{branch}*"))
        .collect();
    let refs = refs.iter().map(String::as_str);
    let fetch = ["fetch", "--quiet", "--no-tags", "--prune", remote];
    let fetch: Vec<&str> = fetch.into_iter().chain(refs).collect();
    let ended = versions.talking(&turn, stop)?.end(&fetch)?;
    if ended.code != Some(0) {
        go_on(stop)?;
        return Err(unreachable(&ended));
    }
    Ok(())
}

/// Sends; `false` when somebody was faster.
fn push(
    versions: &GitVersions,
    remote: &str,
    outgoing: &Outgoing,
    stop: &Stop,
) -> Result<bool, Failure> {
    let turn = Turn::take(&versions.paths.workspace, About::Remote)?;
    let refs: Vec<String> = outgoing
        .iter()
        .map(|(commit, branch)| format!("{commit}:refs/heads/{branch}"))
        .collect();
    let refs = refs.iter().map(String::as_str);
    let push = ["push", "--porcelain", "--no-recurse-submodules", remote];
    let push: Vec<&str> = push.into_iter().chain(refs).collect();
    let ended = versions.talking(&turn, stop)?.end(&push)?;
    if ended.code == Some(0) {
        return Ok(true);
    }
    go_on(stop)?;
    let told = String::from_utf8_lossy(&ended.out);
    let mut lines = told.lines().filter(|line| line.starts_with('!'));
    let moved = lines.any(|line| {
        line.contains("[rejected]")
            || line.contains("cannot lock ref")
            || line.contains("failed to update ref")
            || line.contains("incorrect old value")
    });
    if moved {
        return Ok(false);
    }
    if told.contains("[remote rejected]") {
        return Err(refused("push", &format!("{told}\n{}", ended.said)));
    }
    Err(unreachable(&ended))
}

fn unreachable(ended: &Ended) -> Failure {
    Failure::Git(GitFailure::Unreachable(ended.said.trim().to_owned()))
}

impl GitVersions {
    /// A git that talks to another repository, until it shall stop.
    fn talking(&self, turn: &Turn, stop: &Stop) -> Result<Git, Failure> {
        let git = self.own().holding(turn).stopping(stop);
        if self.asks {
            return Ok(git);
        }
        let command = self.own().end(&["config", "--get", "core.sshCommand"])?;
        Ok(git.silent(String::from_utf8_lossy(&command.out).trim_end()))
    }

    /// The last version of all; `None` in a repository without any.
    pub(super) fn head(&self) -> Result<Option<String>, Failure> {
        self.commit("HEAD")
    }

    /// Makes a version of a tree, signed where the user signs; no branch moves.
    fn commit_tree(&self, tree: &str, parents: &[&str], message: &str) -> Result<String, Failure> {
        let asked = ["config", "--type=bool", "--get", "commit.gpgsign"];
        let signs = self.own().end(&asked)?.out.starts_with(b"true");
        let parents = parents.iter().flat_map(|parent| ["-p", parent]);
        let args: Vec<&str> = ["commit-tree"]
            .into_iter()
            .chain(signs.then_some("-S"))
            .chain(parents)
            .chain(["-m", message, tree])
            .collect();
        self.own().text(&args)
    }

    /// Whether a version is another, or came before it.
    fn is_in(&self, version: &str, of: &str) -> Result<bool, Failure> {
        let asked = ["merge-base", "--is-ancestor", version, of];
        Ok(self.reading().end(&asked)?.code == Some(0))
    }

    fn commit(&self, name: &str) -> Result<Option<String>, Failure> {
        let resolve = ["rev-parse", "--quiet", "--verify"];
        let commit = format!("{name}^{{commit}}");
        let ended = self.reading().end(&[&resolve[..], &[&commit]].concat())?;
        let told = String::from_utf8_lossy(&ended.out).trim().to_owned();
        Ok((ended.code == Some(0)).then_some(told))
    }
}
