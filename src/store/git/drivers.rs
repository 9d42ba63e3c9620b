//! The merge and diff drivers in a repository's own settings, so that any git front end merges drafts by field.
//!
//! Invariant: settings that say the right thing are left alone; nothing outside the two sections is touched.

use super::run;
use crate::app::failure::Failure;
use std::path::Path;

/// Sets the drivers up, or mends them where the program has moved or the repository is a clone.
///
/// # Errors
/// When git is missing or its settings cannot be written.
pub(in crate::store) fn install(root: &Path) -> Result<(), Failure> {
    let Ok(program) = std::env::current_exe() else {
        return Ok(());
    };
    let program = quoted(&program.to_string_lossy());
    for (key, wanted) in [
        ("merge.shenbao.name", "shenbao: drafts by field".to_owned()),
        (
            "merge.shenbao.driver",
            format!("{program} merge-file %O %A %B"),
        ),
        ("diff.shenbao.textconv", format!("{program} git-diff-text")),
    ] {
        let there = run(root, &["config", "--local", "--get", key]);
        if there.is_ok_and(|there| there.trim_end_matches('\n') == wanted) {
            continue;
        }
        run(root, &["config", "--local", key, &wanted])?;
    }
    Ok(())
}

/// A path as one word of a shell's command line; git's `%` is doubled.
fn quoted(path: &str) -> String {
    format!("'{}'", path.replace('\'', "'\\''").replace('%', "%%"))
}
