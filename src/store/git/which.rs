//! Which program git is.
//!
//! Invariant: none that depends on the folder that one is in.

use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Where there is no `PATH` at all.
const USUAL: &str = "/usr/bin:/bin";

/// Git's program, looked for once, in the folders of `PATH` that do not depend on where one is: there it would be whatever a
/// stranger's workspace calls so. `None` where there is none.
pub(super) fn program() -> Option<&'static Path> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        let runs = |path: &PathBuf| {
            fs::metadata(path).is_ok_and(|file| file.is_file() && file.mode() & 0o111 != 0)
        };
        let folders = env::var_os("PATH").unwrap_or_else(|| USUAL.into());
        let mut places = env::split_paths(&folders)
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join("git"));
        places.find(runs)
    };
    FOUND.get_or_init(find).as_deref()
}

/// A call of it that is still to be put together.
pub(super) fn git() -> Command {
    // Without one nothing is begun.
    Command::new(program().unwrap_or(Path::new("git")))
}
