//! Carrying cures out.

use super::look::copy;
use crate::app::doctor::Cure;
use crate::app::failure::{Failure, GitFailure};
use crate::app::ports::Drafts;
use crate::domain::draft::DraftId;
use crate::format::json_text::MAX_BYTES;
use crate::store::drafts::{FolderDrafts, mark};
use crate::store::fs::{
    Existing, is_shared, make_folder, read_if_there, remove_file, unwritable, write_whole,
};
use crate::store::git::drivers;
use crate::store::git::turn::{About, Turn, is_git_at_work};
use crate::store::lock::{self, Hold, Taken};
use crate::store::paths::Paths;
use crate::store::workspace;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

pub(super) fn carry_out(paths: &Paths, cure: &Cure) -> Result<(), Failure> {
    let root = &paths.workspace;
    match cure {
        Cure::Found if root.join(".git").exists() => workspace::ensure(paths),
        Cure::Found => workspace::init(paths, None).map(|_| ()),
        Cure::Drivers => drivers::install(root, &Turn::take(root, About::Versions)?),
        Cure::Close(path) => close(Path::new(path)),
        Cure::Unlock(path) => unlock(root, Path::new(path)),
        Cure::TakeIn(id) => take_in(paths, id),
        Cure::BringBack(id) => bring_back(paths, id),
        Cure::Sweep(path) => remove_file(Path::new(path)),
    }
}

fn close(folder: &Path) -> Result<(), Failure> {
    let there = fs::metadata(folder).map_err(|error| unwritable(folder, &error))?;
    let others = if is_shared(folder) { 0o007 } else { 0o077 };
    let closed = Permissions::from_mode(there.permissions().mode() & 0o7777 & !others);
    fs::set_permissions(folder, closed).map_err(|error| unwritable(folder, &error))
}

/// Takes a lock of git's away, while no process of ours keeps versions here.
fn unlock(root: &Path, lock: &Path) -> Result<(), Failure> {
    let _versions = Turn::take(root, About::Versions)?;
    let _remote = Turn::take(root, About::Remote)?;
    if is_git_at_work(root) {
        return Err(Failure::Git(GitFailure::Busy(lock.display().to_string())));
    }
    remove_file(lock)
}

fn take_in(paths: &Paths, id: &DraftId) -> Result<(), Failure> {
    let mut drafts = FolderDrafts::new(paths.clone());
    // Opening does it; whoever else has the draft open does it too.
    let opened = drafts.open(id)?;
    match opened.access.refusal() {
        None => drafts.save(&opened.draft),
        Some(refused) => Err(refused),
    }
}

/// Puts the copy of a draft into the place of its file, which is kept aside first.
fn bring_back(paths: &Paths, id: &DraftId) -> Result<(), Failure> {
    let _ours = match lock::take(&paths.locks(id), Hold::Moment)? {
        Taken::Ours(ours) => ours,
        Taken::Theirs(holder) => return Err(Failure::ReadOnly { holder: holder.who }),
    };
    let missing = || Failure::NoDraft(id.as_str().to_owned());
    let mut draft = copy(paths, id).ok_or_else(missing)?;
    draft.origin.id = id.clone();
    if let Some(bytes) = read_if_there(&paths.draft_file(id), MAX_BYTES)? {
        let folder = paths.own("broken");
        make_folder(&folder)?;
        let mark = mark(&String::from_utf8_lossy(&bytes));
        let aside = folder.join(format!("{}-{mark}.json", id.as_str()));
        write_whole(&aside, &bytes, Existing::Replace)?;
    }
    let drafts = FolderDrafts::new(paths.clone());
    drafts.write(&draft, Existing::Replace).map(|_| ())
}
