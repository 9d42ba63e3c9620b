//! The list of a draft's versions, kept from the last time with the user's own state, so that git only looks at what is new.
//!
//! Invariants: git is asked each time where the branch stands. Up to one version the list never changes, so what was kept is
//! good as it is, or good with what came since in one line; after a merge, on another branch and whenever what was kept is
//! not whole git walks through everything again. Where history is not as its commits say (replaced, shallow, grafted)
//! nothing is kept. Absent: what a commit says (`log`).

use super::log::is_name;
use super::{GitVersions, folder};
use crate::app::failure::Failure;
use crate::domain::draft::DraftId;
use crate::format::kept_versions::{self, KeptVersions};
use crate::store::fs::{read_plain, remember};
use crate::store::git::turn::{common_folder, git_folder};
use std::path::PathBuf;

/// More than a list takes.
const LIST_MAX: usize = 4 << 20;
/// More than a file with a branch's commit takes.
const REF_MAX: usize = 4096;
/// So many versions are kept of a draft.
const MOST: usize = 1000;
/// So many versions of the workspace are looked at for what is new; beyond that everything is.
const WAY_MAX: &str = "--max-count=1000";
/// The versions alone: `git log` makes ready for showing changes, which nobody asked for.
pub(super) const WALK: [&str; 2] = ["rev-list", "--header"];

/// The versions of a draft, at most so many, as git prints them: a NUL after each.
///
/// # Errors
/// When git refuses; also in a repository without any version.
pub(super) fn told(versions: &GitVersions, id: &DraftId, most: usize) -> Result<Vec<u8>, Failure> {
    let (count, folder) = (format!("--max-count={most}"), folder(id));
    let walk = |from: &str| {
        let args = [&WALK[..], &[&count, from, "--", &folder]].concat();
        versions.reading().begin(&args)
    };
    let before = load(versions, id);
    // Without a list there is much to do: git begins where the branch seems to stand while it is asked where it does.
    let seems = before.is_none().then(|| stands_at(versions)).flatten();
    let begun = match &seems {
        Some(seems) => Some(walk(seems)?),
        None => None,
    };
    let tip = tip(versions);
    if let (Some(before), Some(tip)) = (before, &tip)
        && let Some(list) = up_to(versions, id, before, tip)
        && (list.whole || count_of(&list.told) >= most)
    {
        return Ok(first(list.told, most));
    }
    let told = match begun {
        Some(begun) if seems == tip => begun.printed()?,
        begun => {
            if let Some(begun) = begun {
                begun.give_up();
            }
            walk(tip.as_deref().unwrap_or("HEAD"))?.printed()?
        }
    };
    let Some(tip) = tip else {
        return Ok(told);
    };
    let whole = count_of(&told) < most;
    let list = KeptVersions { tip, whole, told };
    keep(versions, id, &list);
    Ok(list.told)
}

/// The list up to a version of the workspace, from the list up to an earlier one; `None` where the way between is not one
/// line, so that what came before may look different from there.
fn up_to(
    versions: &GitVersions,
    id: &DraftId,
    before: KeptVersions,
    tip: &str,
) -> Option<KeptVersions> {
    if before.tip == tip {
        return Some(before);
    }
    let but = format!("^{}", before.tip);
    let way = ["rev-list", "--parents", WAY_MAX, tip, &but, "--"];
    let way = versions.reading().text(&way).ok()?;
    let mut expected = tip;
    for line in way.lines() {
        let (commit, parent) = line.split_once(' ')?;
        if commit != expected || parent.contains(' ') {
            return None;
        }
        expected = parent;
    }
    if expected != before.tip {
        return None;
    }
    let folder = folder(id);
    let new = [&WALK[..], &[tip, &but, "--", &folder]].concat();
    let new = versions.reading().run(&new).ok()?;
    let told = [new, before.told].concat();
    let list = KeptVersions {
        tip: tip.to_owned(),
        whole: before.whole && count_of(&told) <= MOST,
        told: first(told, MOST),
    };
    keep(versions, id, &list);
    Some(list)
}

/// Where the branch stands; `None` where it stands nowhere, or history is not as the commits say.
fn tip(versions: &GitVersions) -> Option<String> {
    let ask = [
        "rev-parse",
        "--is-shallow-repository",
        "HEAD",
        "--glob=refs/replace",
    ];
    let told = versions.reading().text(&ask).ok()?;
    let mut lines = told.lines();
    let (shallow, tip, replaced) = (lines.next()?, lines.next()?, lines.next());
    let grafts = common_folder(&versions.paths.workspace).join("info/grafts");
    let as_told = shallow == "false" && replaced.is_none() && !grafts.exists();
    as_told.then(|| tip.to_owned())
}

/// Where the branch stands as far as its own file says, which need not be so; `None` where it has none.
fn stands_at(versions: &GitVersions) -> Option<String> {
    let root = &versions.paths.workspace;
    let read = |path: PathBuf| {
        let text = read_plain(&path, REF_MAX).ok()?;
        Some(String::from_utf8_lossy(&text).trim_end().to_owned())
    };
    let head = read(git_folder(root).join("HEAD"))?;
    let branch = head.strip_prefix("ref: refs/heads/")?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    let branch = Some(branch).filter(|branch| branch.chars().all(plain))?;
    let commit = read(common_folder(root).join("refs/heads").join(branch))?;
    is_name(&commit).then_some(commit)
}

fn count_of(told: &[u8]) -> usize {
    told.iter().filter(|byte| **byte == 0).count()
}

/// The first of some versions.
fn first(mut told: Vec<u8>, most: usize) -> Vec<u8> {
    let ends = told.iter().enumerate().filter(|(_, byte)| **byte == 0);
    let ends = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
    if let Some(end) = ends.into_iter().nth(most) {
        told.truncate(end);
    }
    told
}

/// Where the list of a draft is kept; where the user has no folder for it, it is not.
fn place(versions: &GitVersions, id: &DraftId) -> Option<PathBuf> {
    let state = versions.paths.state.as_ref()?;
    let name = format!("{}.list", id.as_str());
    Some(state.join("versions").join(name))
}

fn load(versions: &GitVersions, id: &DraftId) -> Option<KeptVersions> {
    let bytes = read_plain(&place(versions, id)?, LIST_MAX).ok()?;
    kept_versions::read(&bytes, id)
}

/// Keeps a list. Without it git walks through everything again.
fn keep(versions: &GitVersions, id: &DraftId, list: &KeptVersions) {
    let Some(place) = place(versions, id) else {
        return;
    };
    let text = kept_versions::write(id, list);
    if text.len() <= LIST_MAX {
        let _ = remember(&place, &text);
    }
}
