//! The merge and diff drivers in a repository's own settings, so that any git front end merges drafts by field.
//!
//! Invariant: settings that say the right thing are left alone; nothing outside the two sections is touched.

use super::program::Git;
use super::turn::Turn;
use crate::app::failure::Failure;
use std::path::Path;

/// What names a hunk of a draft's diff: the member that the lines belong to.
const MEMBER_LINE: &str = "^[[:space:]]*(\"[^\"]+\"): [[{]$";
/// Where the drivers are set; whatever stood there before is replaced.
pub(super) const KEYS: [&str; 4] = [
    "merge.shenbao.name",
    "merge.shenbao.driver",
    "diff.shenbao.textconv",
    "diff.shenbao.xfuncname",
];

/// Sets the drivers up, or mends them where the program has moved or the repository is a clone.
///
/// # Errors
/// When git is missing or its settings cannot be written.
pub(in crate::store) fn install(root: &Path, turn: &Turn) -> Result<(), Failure> {
    for (key, wanted) in missing(root)? {
        let set = ["config", "--local", "--replace-all", key, &wanted];
        Git::own(root).holding(turn).run(&set)?;
    }
    Ok(())
}

/// The settings that are missing or say something else, with what they should say.
///
/// # Errors
/// When git is missing or its settings cannot be read.
pub(in crate::store) fn missing(root: &Path) -> Result<Vec<(&'static str, String)>, Failure> {
    let there = Git::reading(root).end(&["config", "--local", "-z", "--get-regexp", "shenbao"])?;
    let there = String::from_utf8_lossy(&there.out);
    let says = |key: &str, wanted: &str| {
        let entry = format!("{key}\n{wanted}");
        let found = there.split('\0').filter(|one| one.starts_with(key));
        found.eq([entry.as_str()])
    };
    let all = KEYS.into_iter().zip(wanted());
    Ok(all.filter(|(key, wanted)| !says(key, wanted)).collect())
}

fn wanted() -> [String; 4] {
    let program = std::env::current_exe().unwrap_or_else(|_| "shenbao".into());
    let program = quoted(&program.to_string_lossy());
    [
        "shenbao: drafts by field".to_owned(),
        // Git's own output must stay what git prints: what the driver says goes beside it.
        format!("{} merge-file %O %A %B >&2", program.replace('%', "%%")),
        format!("{program} git-diff-text"),
        MEMBER_LINE.to_owned(),
    ]
}

/// A path as one word of a shell's command line.
fn quoted(path: &str) -> String {
    format!("'{}'", path.replace('\'', "'\\''"))
}
