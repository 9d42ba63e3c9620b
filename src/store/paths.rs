//! Which folders are used: the workspace, the user's configuration, the places for journals and locks.
//!
//! Invariants: the folders follow the system's customs (crate `directories`); a workspace named on the command line
//! always wins; every path given out lies in one of these folders, because ids cannot hold a separator. Nothing is made
//! here. Absent: what is in a workspace.

use crate::app::failure::Failure;
use crate::domain::draft::DraftId;
use crate::format::digest::sha256;
use crate::store::fs::{read_plain, shown};
use directories::ProjectDirs;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The folders in use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paths {
    /// The workspace: drafts, calls of one's own, a git repository.
    pub workspace: PathBuf,
    /// Calls of the user beside the workspace's; where the user has a configuration folder.
    pub config: Option<PathBuf>,
    /// What the user keeps about this workspace from session to session; where the user has a folder for that.
    pub state: Option<PathBuf>,
}

/// The file that tells a workspace from other folders.
pub const MARKER: &str = ".gitattributes";
/// The line in it that does.
pub const MARK: &str = "merge=shenbao";
/// More than any attributes that a person would write.
const MARKER_MAX: usize = 1 << 20;

/// Finds the folders: the workspace that was named, else the one that holds the current folder, else the user's own.
///
/// # Errors
/// When what was named is no folder, when the workspace around belongs to somebody else, or when there is neither a
/// name nor a home folder.
pub fn find(named: Option<&Path>, current: &Path) -> Result<Paths, Failure> {
    let dirs = ProjectDirs::from("", "", "shenbao");
    let around = || current.ancestors().find(|folder| is_workspace(folder));
    let workspace = match named {
        Some(named) => absolute(named, current)?,
        None => match (around(), &dirs) {
            (Some(folder), _) if is_ours(folder) => folder.to_path_buf(),
            (Some(folder), _) => return Err(Failure::ForeignWorkspace(shown(folder))),
            (None, Some(dirs)) => dirs.data_dir().join("workspace"),
            (None, None) => return Err(Failure::NoHome),
        },
    };
    let state = |dirs: &ProjectDirs| {
        let state = state_folder(dirs);
        state.join("journals").join(name_of(&workspace))
    };
    Ok(Paths {
        state: dirs.as_ref().map(state),
        config: dirs.as_ref().map(|dirs| dirs.config_dir().to_path_buf()),
        workspace,
    })
}

/// The folder of what the program remembers about the user from session to session; where the user has one.
#[must_use]
pub fn user_state() -> Option<PathBuf> {
    ProjectDirs::from("", "", "shenbao").map(|dirs| state_folder(&dirs).to_path_buf())
}

fn state_folder(dirs: &ProjectDirs) -> &Path {
    dirs.state_dir().unwrap_or(dirs.data_local_dir())
}

/// The user's settings file; where the user has a configuration folder.
#[must_use]
pub fn settings_file() -> Option<PathBuf> {
    let dirs = ProjectDirs::from("", "", "shenbao")?;
    Some(dirs.config_dir().join("settings.toml"))
}

impl Paths {
    /// These folders, but journals in a folder that the user named.
    #[must_use]
    pub fn journaling_in(self, folder: &Path) -> Self {
        Self {
            state: Some(folder.join(name_of(&self.workspace))),
            ..self
        }
    }

    /// The folder of all drafts.
    #[must_use]
    pub fn drafts(&self) -> PathBuf {
        self.workspace.join("drafts")
    }

    /// The folder of a draft.
    #[must_use]
    pub fn draft_folder(&self, id: &DraftId) -> PathBuf {
        self.drafts().join(id.as_str())
    }

    /// The file of a draft.
    #[must_use]
    pub fn draft_file(&self, id: &DraftId) -> PathBuf {
        self.draft_folder(id).join("draft.json")
    }

    /// Where a draft's journal may lie, the best place first: with the user, so that one who may only read the workspace
    /// has one too; else in the workspace.
    #[must_use]
    pub fn journals(&self, id: &DraftId) -> Vec<PathBuf> {
        let folders = self.state.iter().cloned().chain([self.own("journals")]);
        let name = format!("{}.journal", id.as_str());
        folders.map(|folder| folder.join(&name)).collect()
    }

    /// Where the journal of a note on a draft may lie, the best place first; `mark` tells it from the draft's other notes.
    #[must_use]
    pub fn notes(&self, id: &DraftId, mark: &str) -> Vec<PathBuf> {
        let folders = self.state.iter().cloned().chain([self.own("journals")]);
        let name = format!("{}.{mark}.note", id.as_str());
        folders.map(|folder| folder.join(&name)).collect()
    }

    /// Where a draft's lock may lie, the best place first: in the workspace, where other users meet it; else with the
    /// user.
    #[must_use]
    pub fn locks(&self, id: &DraftId) -> Vec<PathBuf> {
        let folders = [self.own("locks")].into_iter().chain(self.state.clone());
        let name = format!("{}.lock", id.as_str());
        folders.map(|folder| folder.join(&name)).collect()
    }

    /// The lock that is held while a draft's file is compared and replaced.
    #[must_use]
    pub fn gate(&self) -> PathBuf {
        // No draft's id begins with a dot.
        self.own("locks").join(".replacing")
    }

    /// Where it is kept that the workspace's repository is the user's own; nowhere where the user has no folder for it.
    #[must_use]
    pub fn own_mark(&self) -> Option<PathBuf> {
        self.state.as_ref().map(|state| state.join("own"))
    }

    /// A folder of the workspace that git does not look into.
    pub(super) fn own(&self, name: &str) -> PathBuf {
        self.workspace.join(".shenbao").join(name)
    }
}

/// Whether a folder is a workspace.
#[must_use]
pub fn is_workspace(folder: &Path) -> bool {
    let marker = read_plain(&folder.join(MARKER), MARKER_MAX);
    marker.is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(MARK))
}

/// Whether a folder is the user's. One that somebody else left around the current folder would decide where the user's
/// drafts go.
fn is_ours(folder: &Path) -> bool {
    let user = rustix::process::geteuid().as_raw();
    fs::metadata(folder).is_ok_and(|there| there.uid() == user)
}

fn absolute(named: &Path, current: &Path) -> Result<PathBuf, Failure> {
    let joined = current.join(named);
    // The same folder by another name must find the same journals.
    let whole = joined.canonicalize().unwrap_or(joined);
    match fs::metadata(&whole) {
        Ok(there) if !there.is_dir() => Err(Failure::NotAWorkspace(shown(named))),
        _ => Ok(whole),
    }
}

/// A folder name for a workspace: the digest of its path, so that two workspaces never share journals.
fn name_of(workspace: &Path) -> String {
    let whole = workspace
        .canonicalize()
        .unwrap_or_else(|_| workspace.to_path_buf());
    let digest = sha256(whole.as_os_str().as_encoded_bytes());
    digest
        .trim_start_matches("sha256:")
        .chars()
        .take(16)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_workspace_wins_over_the_one_around() {
        let top = tempfile::tempdir().expect("a folder");
        let top = top.path().canonicalize().expect("a folder");
        let (work, inner, file) = (top.join("w"), top.join("w/a/b"), top.join("w/f"));
        fs::create_dir_all(&inner).expect("a folder");
        fs::write(&file, "").expect("a file");
        fs::write(work.join(MARKER), format!("* {MARK}\n")).expect("a file");
        let not_one = Failure::NotAWorkspace(shown(&file));
        for (named, expected) in [
            (None, Ok(work.clone())),
            (Some(Path::new("../../../w/a")), Ok(work.join("a"))),
            (Some(Path::new("new")), Ok(inner.join("new"))),
            (Some(file.as_path()), Err(not_one)),
        ] {
            let found = find(named, &inner).map(|paths| paths.workspace);
            assert_eq!(found, expected, "{named:?}");
        }
    }

    #[test]
    fn two_names_of_a_workspace_share_journals_and_two_workspaces_do_not() {
        let top = tempfile::tempdir().expect("a folder");
        let (work, link) = (top.path().join("w"), top.path().join("l"));
        fs::create_dir(&work).expect("a folder");
        std::os::unix::fs::symlink(&work, &link).expect("a link");
        assert_eq!(name_of(&work), name_of(&link));
        assert_ne!(name_of(&work), name_of(top.path()));
    }
}
