//! Sharing versions with another repository: fetch, merge field by field, push, and again when somebody was faster.
//!
//! Invariants: git merges trees (`merge-tree`), never the folder, so that a kill leaves either the old files or the new
//! ones, each whole; a file that is not as its last version is never written over; the branch moves last. What a kill
//! leaves half done are files that say more than their branch, which the next `save` or `sync` keeps.
//! Absent: what a draft's merge is (the merge driver, `domain/merge`).

use super::{GitVersions, draft_of_path, version};
use crate::app::failure::{Failure, GitFailure};
use crate::app::version::{Received, Step, Synced};
use crate::format::draft_json;
use crate::store::fs::{Existing, make_folder, read_if_there, write_whole};
use crate::store::git::program::{Ended, refused};
use crate::store::git::turn::{About, Turn};
use crate::store::lock;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};
use std::process;
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often others may be faster before it is given up.
const TRIES: usize = 60;
/// How many of the versions that came in are told.
const TOLD: usize = 200;
/// More than any file of a workspace may have.
const FILE_MAX: usize = 64 << 20;

/// Where to share: the remote by name and the branch, here and there.
struct Place {
    remote: String,
    branch: String,
}

/// A file that a merge changes: what it was and is to be, as blobs.
struct Changed {
    path: String,
    before: Option<String>,
    after: Option<String>,
}

pub(super) fn sync(
    versions: &GitVersions,
    remote: Option<&str>,
    message: &str,
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
        let theirs = fetch(versions, &place)?;
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
        progress(Step::Push);
        let range = theirs.map_or_else(|| ours.clone(), |theirs| format!("{theirs}..{ours}"));
        if push(versions, &place, &ours)? {
            let count = ["rev-list", "--count", "--no-merges", &range];
            synced.sent = versions.reading().text(&count)?.parse().unwrap_or(0);
            return Ok(synced);
        }
        progress(Step::Again);
        sleep(pause(synced.tries));
    }
    Err(Failure::Git(GitFailure::Restless))
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
fn fetch(versions: &GitVersions, place: &Place) -> Result<Option<String>, Failure> {
    let turn = Turn::take(&versions.paths.workspace, About::Remote)?;
    let Place { remote, branch } = place;
    // With a star, a branch that is not there is no error.
    let refs = format!("+refs/heads/{branch}*:refs/remotes/{remote}/{branch}*");
    let fetch = ["fetch", "--quiet", "--no-tags", "--prune", remote, &refs];
    let ended = versions.own().holding(&turn).end(&fetch)?;
    if ended.code != Some(0) {
        return Err(unreachable(&ended));
    }
    versions.commit(&format!("refs/remotes/{remote}/{branch}"))
}

/// Sends; `false` when somebody was faster.
fn push(versions: &GitVersions, place: &Place, ours: &str) -> Result<bool, Failure> {
    let turn = Turn::take(&versions.paths.workspace, About::Remote)?;
    let refs = format!("{ours}:refs/heads/{}", place.branch);
    let push = ["push", "--porcelain", "--no-recurse-submodules"];
    let push = [&push[..], &[&place.remote, &refs]].concat();
    let ended = versions.own().holding(&turn).end(&push)?;
    if ended.code == Some(0) {
        return Ok(true);
    }
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

/// Merges what came into files, index and branch, in this order.
fn take_in(
    versions: &GitVersions,
    theirs: &str,
    message: &str,
    synced: &mut Synced,
) -> Result<(), Failure> {
    let turn = Turn::take(&versions.paths.workspace, About::Versions)?;
    let ours = versions.head()?;
    let merged = match &ours {
        None => theirs.to_owned(),
        Some(ours) => {
            let base = versions.reading().end(&["merge-base", ours, theirs])?;
            let base = String::from_utf8_lossy(&base.out).trim().to_owned();
            if base == theirs {
                return Ok(());
            }
            if base == *ours {
                theirs.to_owned()
            } else {
                merge_commit(versions, &turn, ours, theirs, message, synced)?
            }
        }
    };
    let changed = changes(versions, ours.as_deref(), &merged)?;
    write_files(versions, &changed)?;
    let empty = empty_tree(versions)?;
    let before = ours.as_deref().unwrap_or(&empty);
    let index = ["read-tree", "-i", "-m", before, &merged];
    versions.own().holding(&turn).run(&index)?;
    let expected = ours.clone().unwrap_or_else(|| "0".repeat(merged.len()));
    let branch = [
        "update-ref",
        "-m",
        "shenbao sync",
        "HEAD",
        &merged,
        &expected,
    ];
    versions.own().holding(&turn).run(&branch)?;
    // Only spares git from looking at every file again.
    let refresh = ["update-index", "-q", "--refresh"];
    versions.own().holding(&turn).end(&refresh)?;
    let range = ours.map_or_else(|| theirs.to_owned(), |ours| format!("{ours}..{theirs}"));
    let came = received(versions, &range)?;
    synced.received.splice(0..0, came);
    Ok(())
}

/// A version with both as its parents. Where both changed the same thing, the drafts hold it as a conflict.
fn merge_commit(
    versions: &GitVersions,
    turn: &Turn,
    ours: &str,
    theirs: &str,
    message: &str,
    synced: &mut Synced,
) -> Result<String, Failure> {
    versions.needs_author()?;
    let merge = ["merge-tree", "--write-tree", "-z", "--name-only"];
    let rest = ["--no-messages", "--allow-unrelated-histories", ours, theirs];
    let git = versions.own().holding(turn);
    let ended = git.end(&[&merge[..], &rest].concat())?;
    if !matches!(ended.code, Some(0 | 1)) {
        return Err(refused("merge-tree", &ended.said));
    }
    let told = String::from_utf8_lossy(&ended.out).into_owned();
    let mut told = told.split('\0').filter(|part| !part.is_empty());
    let tree = told.next().unwrap_or_default().to_owned();
    let clashes: BTreeSet<&str> = told.collect();
    for path in clashes {
        let clash = || Failure::Git(GitFailure::Clash(path.to_owned()));
        let id = draft_of_path(path).ok_or_else(clash)?;
        let blob = versions
            .reading()
            .run(&["cat-file", "blob", &format!("{tree}:{path}")])?;
        draft_json::read(&blob).map_err(|_| clash())?;
        if !synced.conflicts.contains(&id) {
            synced.conflicts.push(id);
        }
    }
    let sign = versions
        .own()
        .end(&["config", "--type=bool", "--get", "commit.gpgsign"])?;
    let sign: &[&str] = if sign.out.starts_with(b"true") {
        &["-S"]
    } else {
        &[]
    };
    let commit = ["-p", ours, "-p", theirs, "-m", message, &tree];
    let commit = [&["commit-tree"], sign, &commit[..]].concat();
    versions.own().holding(turn).text(&commit)
}

fn empty_tree(versions: &GitVersions) -> Result<String, Failure> {
    versions
        .own()
        .text(&["hash-object", "-w", "-t", "tree", "/dev/null"])
}

fn changes(
    versions: &GitVersions,
    before: Option<&str>,
    after: &str,
) -> Result<Vec<Changed>, Failure> {
    let empty = empty_tree(versions)?;
    let before = before.unwrap_or(&empty);
    let diff = ["diff-tree", "-r", "-z", "--no-renames", before, after];
    let told = versions.reading().run(&diff)?;
    let told = String::from_utf8_lossy(&told).into_owned();
    let mut parts = told.split('\0');
    let mut all = Vec::new();
    while let (Some(raw), Some(path)) = (parts.next(), parts.next()) {
        let words: Vec<&str> = raw.trim_start_matches(':').split(' ').collect();
        let [_, mode, old, new, kind] = words[..] else {
            break;
        };
        let strange = || Failure::Git(GitFailure::Strange(path.to_owned()));
        let plain = mode == "100644" || mode == "100755" || mode == "000000";
        let inside = Path::new(path).components().all(
            |part| matches!(part, Component::Normal(name) if !name.eq_ignore_ascii_case(".git")),
        );
        if !plain || !inside || path.starts_with(".shenbao/") {
            return Err(strange());
        }
        all.push(Changed {
            path: path.to_owned(),
            before: (kind != "A").then(|| old.to_owned()),
            after: (kind != "D").then(|| new.to_owned()),
        });
    }
    Ok(all)
}

/// Writes what a merge changed, each file whole. First all are looked at: one that is not as expected stops everything.
fn write_files(versions: &GitVersions, changed: &[Changed]) -> Result<(), Failure> {
    let wanted: Vec<&str> = changed
        .iter()
        .flat_map(|one| [one.before.as_deref(), one.after.as_deref()])
        .flatten()
        .collect();
    let blobs = blobs(versions, &wanted)?;
    let blob = |name: &Option<String>| -> Option<&[u8]> {
        let at = wanted
            .iter()
            .position(|one| Some(*one) == name.as_deref())?;
        blobs.get(at).map(Vec::as_slice)
    };
    let root = &versions.paths.workspace;
    let mut todo = Vec::new();
    for one in changed {
        let path = root.join(&one.path);
        plain_way(root, &one.path)?;
        let there = read_if_there(&path, FILE_MAX)?;
        let (before, after) = (blob(&one.before), blob(&one.after));
        if there.as_deref() == after {
            continue;
        }
        if there.as_deref() != before {
            return Err(Failure::Git(GitFailure::Unkept(one.path.clone())));
        }
        todo.push((one, path, before, after));
    }
    for (one, path, before, after) in todo {
        // An editor may have saved since.
        let _gate = lock::gate(&versions.paths.gate());
        if read_if_there(&path, FILE_MAX)?.as_deref() != before {
            return Err(Failure::Git(GitFailure::Unkept(one.path.clone())));
        }
        match after {
            Some(bytes) => {
                if let Some(folder) = path.parent() {
                    make_folder(folder)?;
                }
                write_whole(&path, bytes, Existing::Replace)?;
            }
            None => {
                // A file that is gone already is as it should be.
                let _ = fs::remove_file(&path);
                let _ = path.parent().map(fs::remove_dir);
            }
        }
    }
    Ok(())
}

/// No folder on the way to a file is a link out of the workspace.
fn plain_way(root: &Path, path: &str) -> Result<(), Failure> {
    let mut way = root.to_path_buf();
    for part in Path::new(path).components() {
        way.push(part);
        if fs::symlink_metadata(&way).is_ok_and(|there| there.is_symlink()) {
            return Err(Failure::Git(GitFailure::Strange(path.to_owned())));
        }
    }
    Ok(())
}

/// The contents of blobs, by one call.
fn blobs(versions: &GitVersions, names: &[&str]) -> Result<Vec<Vec<u8>>, Failure> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let asked = names.iter().map(|name| format!("{name}\n"));
    let git = versions.reading().input(asked.collect::<String>());
    let told = git.run(&["cat-file", "--batch"])?;
    let mut rest = told.as_slice();
    let mut all = Vec::new();
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        let size = head
            .rsplit(' ')
            .next()
            .and_then(|size| size.parse::<usize>().ok());
        let whole = size.and_then(|size| rest.get(end + 1..end + 1 + size));
        let whole = whole.ok_or_else(|| refused("cat-file", &head))?;
        all.push(whole.to_vec());
        rest = rest.get(end + 2 + whole.len()..).unwrap_or_default();
    }
    Ok(all)
}

/// The versions that came in, with the drafts that they touch.
fn received(versions: &GitVersions, range: &str) -> Result<Vec<Received>, Failure> {
    let most = format!("--max-count={TOLD}");
    let format = format!("{}%x1e", super::FORMAT);
    let log = ["log", "--no-merges", "--name-only", "-z", &most, &format];
    let git = versions.reading().settings(&versions.checkers()?);
    let told = git.run(&[&log[..], &[range]].concat())?;
    let told = String::from_utf8_lossy(&told).into_owned();
    let mut all: Vec<Received> = Vec::new();
    // `-z` puts a NUL after the record and after each name; the mark says which is a record.
    for part in told.split('\0').map(|part| part.trim_matches('\n')) {
        if let Some(record) = part.strip_suffix('\u{1e}') {
            all.extend(version(record).map(|version| Received {
                version,
                drafts: Vec::new(),
            }));
        } else if let (Some(last), Some(id)) = (all.last_mut(), draft_of_path(part))
            && !last.drafts.contains(&id)
        {
            last.drafts.push(id);
        }
    }
    Ok(all)
}

impl GitVersions {
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
