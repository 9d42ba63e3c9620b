//! Looking at a workspace: repository, rights, locks, journals, drafts. Nothing is changed.

use crate::app::doctor::{Broken, Left, Lock, Repository, WorkspaceFacts};
use crate::app::failure::{Failure, GitFailure};
use crate::app::ports::{Drafts, Holder};
use crate::app::version::Versions;
use crate::domain::draft::{Draft, DraftId};
use crate::format::draft_json;
use crate::store::drafts::FolderDrafts;
use crate::store::drafts::recover::replay;
use crate::store::fs::{is_shared, shown};
use crate::store::git::program::Git;
use crate::store::git::turn::{About, is_git_at_work, locks};
use crate::store::git::{drivers, trust};
use crate::store::lock::{self, Hold, Taken};
use crate::store::paths::{Paths, is_workspace};
use crate::store::versions::GitVersions;
use crate::store::{journal, workspace as settings};
use rustix::fs::Access;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The rights of others than the user, and of others than the user's group.
const OTHERS: u32 = 0o077;
const STRANGERS: u32 = 0o007;
/// How deep new files are looked for below the workspace.
const DEEPEST: usize = 4;

/// What there is to know about a workspace.
pub(super) fn workspace(paths: &Paths) -> WorkspaceFacts {
    let root = &paths.workspace;
    let mut facts = WorkspaceFacts {
        path: shown(root),
        is_there: is_workspace(root) || paths.drafts().is_dir(),
        is_ours: is_ours(root),
        ..WorkspaceFacts::default()
    };
    if !facts.is_there {
        return facts;
    }
    facts.repository = repository(paths);
    if facts.repository == Repository::Own {
        let missing = drivers::missing(root).unwrap_or_default();
        facts.drivers = missing.iter().map(|(key, _)| (*key).to_owned()).collect();
    }
    let lacking = settings::lacking(paths).unwrap_or_default();
    facts.settings = lacking.into_iter().map(str::to_owned).collect();
    (facts.open, facts.closed) = rights(paths);
    facts.locks = git_locks(root);
    facts.held = held(paths);
    (facts.drafts, facts.broken) = drafts(paths);
    facts.journals = journals(paths);
    halves_below(root, DEEPEST, &mut facts.halves);
    facts
}

fn is_ours(folder: &Path) -> bool {
    let user = rustix::process::geteuid().as_raw();
    fs::metadata(folder).map_or(true, |there| there.uid() == user)
}

fn repository(paths: &Paths) -> Repository {
    let root = &paths.workspace;
    if !root.join(".git").exists() {
        return Repository::None;
    }
    match Git::reading(root).run(&["rev-parse", "--git-dir"]) {
        Err(Failure::Git(GitFailure::Refused { said, .. })) => return Repository::Refused(said),
        // Without git nothing can be said about it.
        Err(_) => return Repository::None,
        Ok(_) => {}
    }
    match (trust::is_own(paths), trust::what_runs(root)) {
        (Ok(true), _) => Repository::Own,
        (_, Ok(runs)) if runs.is_empty() => Repository::Own,
        (_, Ok(runs)) => Repository::Foreign(runs),
        (_, Err(_)) => Repository::Refused(String::new()),
    }
}

/// What others may read, and what the user may not write. A folder that is closed to others closes what lies in it.
fn rights(paths: &Paths) -> (Vec<(String, u32)>, Vec<String>) {
    let tops = [Some(&paths.workspace), paths.state.as_ref()];
    let open = tops.into_iter().flatten().filter_map(|folder| {
        let mode = fs::metadata(folder).ok()?.mode() & 0o7777;
        let others = if is_shared(folder) { STRANGERS } else { OTHERS };
        (mode & others != 0).then(|| (shown(folder), mode))
    });
    let own = paths.own("");
    let all = [Some(&paths.workspace), paths.state.as_ref(), Some(&own)];
    let drafts = paths.drafts();
    let written = all.into_iter().flatten().chain([&drafts]);
    let may = |folder: &&PathBuf| {
        let wanted = Access::WRITE_OK | Access::READ_OK | Access::EXEC_OK;
        !folder.exists() || rustix::fs::access(folder.as_path(), wanted).is_ok()
    };
    let closed = written.filter(|folder| !may(folder));
    (open.collect(), closed.map(|folder| shown(folder)).collect())
}

fn git_locks(root: &Path) -> Vec<Lock> {
    let all = [About::Versions, About::Remote].map(|about| locks(root, about));
    let all: BTreeSet<PathBuf> = all.into_iter().flatten().collect();
    // Where the system does not tell about processes, a git may be at work for all that is known.
    let at_work = !all.is_empty() && (!Path::new("/proc/self").exists() || is_git_at_work(root));
    let lock = |path: PathBuf| Lock {
        age: age(&path),
        path: shown(&path),
        is_git_at_work: at_work,
    };
    all.into_iter().map(lock).collect()
}

/// Seconds since a file was last written.
fn age(path: &Path) -> u64 {
    let written = fs::symlink_metadata(path).and_then(|there| there.modified());
    let since = written
        .ok()
        .and_then(|time| SystemTime::now().duration_since(time).ok());
    since.map_or(0, |since| since.as_secs())
}

/// The files of some folders that end in a word, with the drafts that they are named after.
fn named(folders: &[PathBuf], ending: &str) -> Vec<(DraftId, PathBuf)> {
    let entries = folders.iter().flat_map(fs::read_dir).flatten().flatten();
    let files = entries.map(|entry| entry.path());
    let of = |path: PathBuf| {
        let is_one = path.extension() == Some(OsStr::new(ending));
        let id = DraftId::parse(path.file_stem()?.to_str()?)?;
        is_one.then_some((id, path))
    };
    let mut found: Vec<_> = files.filter_map(of).collect();
    found.sort();
    found
}

/// Drafts that another process has open: those whose lock it holds. The lock's text alone means nothing.
fn held(paths: &Paths) -> Vec<(DraftId, Holder)> {
    let folders: Vec<_> = [paths.own("locks")]
        .into_iter()
        .chain(paths.state.clone())
        .collect();
    let written = named(&folders, "lock").into_iter();
    let written = written.filter(|(_, path)| fs::metadata(path).is_ok_and(|file| file.len() > 0));
    let held = written.filter_map(|(id, path)| match lock::take(&[path], Hold::Moment) {
        Ok(Taken::Theirs(holder)) => Some((id, holder)),
        _ => None,
    });
    held.collect()
}

fn drafts(paths: &Paths) -> (usize, Vec<Broken>) {
    let drafts = FolderDrafts::new(paths.clone());
    let (mut good, mut broken) = (0, Vec::new());
    for draft in drafts.ids().unwrap_or_default() {
        match drafts.read(&draft) {
            Ok(_) => good += 1,
            // A folder without a draft's file is none.
            Err(Failure::NoDraft(_)) => {}
            Err(failure) => broken.push(Broken {
                has_copy: copy(paths, &draft).is_some(),
                draft,
                failure,
            }),
        }
    }
    (good, broken)
}

/// A draft as its journal has it, or else its last version.
pub(super) fn copy(paths: &Paths, id: &DraftId) -> Option<Draft> {
    let found = journal::find(&paths.journals(id)).ok().flatten();
    let journaled = found.and_then(|found| {
        let base = draft_json::read(found.journal.base.as_bytes()).ok()?;
        Some(replay(base.draft, &found.journal.edits).0)
    });
    journaled.or_else(|| GitVersions::new(paths.clone()).at(id, "HEAD").ok())
}

fn journals(paths: &Paths) -> Vec<Left> {
    let folders: Vec<_> = paths
        .state
        .iter()
        .cloned()
        .chain([paths.own("journals")])
        .collect();
    let left = named(&folders, "journal").into_iter();
    let left = left.map(|(draft, path)| {
        let found = journal::find(std::slice::from_ref(&path)).ok().flatten();
        Left {
            edits: found.map(|found| found.journal.edits.len()),
            has_draft: paths.draft_file(&draft).exists(),
            path: shown(&path),
            draft,
        }
    });
    left.collect()
}

/// New files that never got their name, as `store::fs` calls them.
fn halves_below(folder: &Path, deep: usize, found: &mut Vec<(String, u64)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() && deep > 0 && name != ".git" {
            halves_below(&path, deep - 1, found);
        } else if kind.is_file() && name.to_string_lossy().starts_with(".shenbao-") {
            found.push((shown(&path), age(&path)));
        }
    }
}
