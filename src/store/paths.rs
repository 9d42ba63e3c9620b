//! Which folders are used: the workspace, the user's configuration, the place for journals.
//!
//! Invariant: the folders follow the system's customs (crate `directories`); a workspace named on the command line
//! always wins.

use crate::app::failure::Failure;
use crate::format::digest::sha256;
use directories::ProjectDirs;
use std::path::{Path, PathBuf};

/// The folders in use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paths {
    /// The workspace: drafts, calls of one's own, a git repository.
    pub workspace: PathBuf,
    /// Calls of the user beside the workspace's; where the user has a configuration folder.
    pub config: Option<PathBuf>,
    /// Journals of this workspace's drafts.
    pub journals: PathBuf,
}

/// The file that tells a workspace from other folders.
pub const MARKER: &str = ".gitattributes";
/// The line in it that does.
pub const MARK: &str = "merge=shenbao";

/// Finds the folders: the workspace that was named, else the one that holds the current folder, else the user's own.
///
/// # Errors
/// When there is neither a name nor a home folder.
pub fn find(named: Option<&Path>, current: &Path) -> Result<Paths, Failure> {
    let dirs = ProjectDirs::from("", "", "shenbao");
    let own = || dirs.as_ref().map(|dirs| dirs.data_dir().join("workspace"));
    let workspace = match named {
        Some(named) => Some(absolute(named, current)),
        None => current
            .ancestors()
            .find(|folder| is_workspace(folder))
            .map(Path::to_path_buf)
            .or_else(own),
    };
    let workspace = workspace.ok_or(Failure::NoHome)?;
    let state = dirs.as_ref().map(|dirs| {
        dirs.state_dir()
            .unwrap_or_else(|| dirs.data_local_dir())
            .to_path_buf()
    });
    let journals = match state {
        Some(state) => state.join("journals").join(name_of(&workspace)),
        None => workspace.join(".shenbao").join("journals"),
    };
    Ok(Paths {
        workspace,
        config: dirs.map(|dirs| dirs.config_dir().to_path_buf()),
        journals,
    })
}

/// Whether a folder is a workspace.
#[must_use]
pub fn is_workspace(folder: &Path) -> bool {
    let marked = std::fs::read_to_string(folder.join(MARKER)).is_ok_and(|text| text.contains(MARK));
    marked && folder.join("drafts").is_dir()
}

fn absolute(path: &Path, current: &Path) -> PathBuf {
    let joined = current.join(path);
    joined.canonicalize().unwrap_or(joined)
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
