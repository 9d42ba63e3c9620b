//! Sharing versions with another repository: fetch, merge field by field, push, and again when somebody was faster.
//!
//! Invariants: git merges trees (`merge-tree`), never the folder, so that a kill leaves either the old files or the new
//! ones, each whole; a file that is not as its last version is never written over; the branch moves last. What a kill
//! leaves half done are files that say more than their branch, which the next `save` or `sync` keeps.
//! Absent: what a draft's merge is (the merge driver, `domain/merge`).

mod files;
mod merging;

use super::GitVersions;
use crate::app::failure::{Failure, GitFailure};
use crate::app::stop::Stop;
use crate::app::version::{Step, Synced};
use crate::store::git::program::{Ended, Git, refused};
use crate::store::git::turn::{About, Turn};
use merging::take_in;
use std::process;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How often others may be faster before it is given up.
const TRIES: usize = 60;
/// How long it takes at most to notice that it shall stop.
const NOTICE: Duration = Duration::from_millis(20);

/// Where to share: the remote by name and the branch, here and there.
struct Place {
    remote: String,
    branch: String,
}

pub(super) fn sync(
    versions: &GitVersions,
    remote: Option<&str>,
    message: &str,
    stop: &Stop,
    progress: &mut dyn FnMut(Step),
) -> Result<Synced, Failure> {
    drop(versions.turn()?);
    let place = place(versions, remote)?;
    let mut synced = Synced {
        remote: place.remote.clone(),
        branch: place.branch.clone(),
        received: Vec::new(),
        sent: 0,
        conflicts: Vec::new(),
        tries: 0,
    };
    while synced.tries < TRIES {
        synced.tries += 1;
        progress(Step::Fetch);
        let theirs = fetch(versions, &place, stop)?;
        go_on(stop)?;
        if let Some(theirs) = &theirs {
            progress(Step::Merge);
            take_in(versions, theirs, message, &mut synced)?;
        }
        let Some(ours) = versions.head()? else {
            return Ok(synced);
        };
        if theirs.as_ref() == Some(&ours) {
            return Ok(synced);
        }
        go_on(stop)?;
        progress(Step::Push);
        let range = theirs.map_or_else(|| ours.clone(), |theirs| format!("{theirs}..{ours}"));
        if push(versions, &place, &ours, stop)? {
            let count = ["rev-list", "--count", "--no-merges", &range];
            synced.sent = versions.reading().text(&count)?.parse().unwrap_or(0);
            return Ok(synced);
        }
        progress(Step::Again);
        wait(pause(synced.tries), stop)?;
    }
    Err(Failure::Git(GitFailure::Restless))
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

/// Longer the more often somebody was faster, and by chance, so that those who wait do not meet again.
fn pause(tries: usize) -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let chance = u64::from(now.map_or(0, |now| now.subsec_micros()) ^ process::id());
    // With many at it, only fewer tries at a time let each come through.
    let most = 100 << tries.min(6);
    Duration::from_millis(20 + chance % most)
}

/// The remote: as named, made `origin` where it is an address and there is none yet; else the one that there is.
fn place(versions: &GitVersions, remote: Option<&str>) -> Result<Place, Failure> {
    let head = ["symbolic-ref", "--short", "HEAD"];
    let branch = versions.reading().text(&head)?;
    let known = versions.reading().text(&["remote"])?;
    let known: Vec<&str> = known.lines().collect();
    let none = || Failure::Git(GitFailure::NoRemote);
    let remote = match remote {
        Some(name) if known.contains(&name) => name.to_owned(),
        Some(address) => {
            if address.is_empty() || address.starts_with('-') || known.contains(&"origin") {
                return Err(none());
            }
            let turn = Turn::take(&versions.paths.workspace, About::Remote)?;
            let add = ["remote", "add", "origin", address];
            versions.own().holding(&turn).run(&add)?;
            "origin".to_owned()
        }
        None => match known.as_slice() {
            [only] => (*only).to_owned(),
            many if many.contains(&"origin") => "origin".to_owned(),
            _ => return Err(none()),
        },
    };
    Ok(Place { remote, branch })
}

/// The other repository's last version; `None` while it has no such branch.
fn fetch(versions: &GitVersions, place: &Place, stop: &Stop) -> Result<Option<String>, Failure> {
    let turn = Turn::take(&versions.paths.workspace, About::Remote)?;
    let Place { remote, branch } = place;
    // With a star, a branch that is not there is no error.
    let refs = format!("+refs/heads/{branch}*:refs/remotes/{remote}/{branch}*");
    let fetch = ["fetch", "--quiet", "--no-tags", "--prune", remote, &refs];
    let ended = versions.talking(&turn, stop)?.end(&fetch)?;
    if ended.code != Some(0) {
        go_on(stop)?;
        return Err(unreachable(&ended));
    }
    versions.commit(&format!("refs/remotes/{remote}/{branch}"))
}

/// Sends; `false` when somebody was faster.
fn push(versions: &GitVersions, place: &Place, ours: &str, stop: &Stop) -> Result<bool, Failure> {
    let turn = Turn::take(&versions.paths.workspace, About::Remote)?;
    let refs = format!("{ours}:refs/heads/{}", place.branch);
    let push = ["push", "--porcelain", "--no-recurse-submodules"];
    let push = [&push[..], &[&place.remote, &refs]].concat();
    let ended = versions.talking(&turn, stop)?.end(&push)?;
    if ended.code == Some(0) {
        return Ok(true);
    }
    go_on(stop)?;
    let told = String::from_utf8_lossy(&ended.out);
    let moved = told
        .lines()
        .filter(|line| line.starts_with('!'))
        .any(|line| {
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

    fn commit(&self, name: &str) -> Result<Option<String>, Failure> {
        let resolve = ["rev-parse", "--quiet", "--verify"];
        let commit = format!("{name}^{{commit}}");
        let ended = self.reading().end(&[&resolve[..], &[&commit]].concat())?;
        let told = String::from_utf8_lossy(&ended.out).trim().to_owned();
        Ok((ended.code == Some(0)).then_some(told))
    }
}
