//! The steps of a draft on its way, as files in its folder: `drafts/ID/steps/TIME-STATE-DIGEST.json`.
//!
//! Invariant: a step is written once under a name of its own and never touched again. Absent: what a step means.

use super::fs::{Existing, is_real_folder, make_folder, read_plain, unreadable, write_whole};
use super::paths::Paths;
use crate::app::failure::Failure;
use crate::domain::draft::DraftId;
use crate::domain::state::Step;
use crate::format::{digest::sha256, step_json};
use std::ffi::OsStr;
use std::fs::{self, Metadata};

/// More than any step has to say.
const STEP_MAX: usize = 1 << 20;

pub(super) fn read(paths: &Paths, id: &DraftId) -> Result<Vec<Step>, Failure> {
    let folder = paths.draft_folder(id).join("steps");
    if !is_real_folder(&folder)? {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
    let files = entries.flatten().map(|entry| entry.path());
    let steps = files.filter(|path| path.extension() == Some(OsStr::new("json")));
    let mut steps = steps
        .map(|path| {
            let bytes = read_plain(&path, STEP_MAX)?;
            let name = path.strip_prefix(&paths.workspace).unwrap_or(&path);
            let name = name.to_string_lossy();
            step_json::read(&bytes).map_err(|fault| super::content::failure(&*name, fault))
        })
        .collect::<Result<Vec<_>, _>>()?;
    steps.sort();
    Ok(steps)
}

/// What the files of the steps look like from outside; empty while there are none.
pub(super) fn mark(paths: &Paths, id: &DraftId) -> Vec<Metadata> {
    let folder = paths.draft_folder(id).join("steps");
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries.flatten().collect();
    files.sort_by_key(fs::DirEntry::file_name);
    files
        .iter()
        .filter_map(|file| file.metadata().ok())
        .collect()
}

pub(super) fn add(paths: &Paths, id: &DraftId, step: &Step) -> Result<(), Failure> {
    let folder = paths.draft_folder(id).join("steps");
    make_folder(&folder)?;
    let text = step_json::write(step);
    let digest = sha256(text.as_bytes());
    let digest: String = digest
        .trim_start_matches("sha256:")
        .chars()
        .take(8)
        .collect();
    let time: String = step
        .time
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let path = folder.join(format!("{time}-{}-{digest}.json", step.state.name()));
    write_whole(&path, text.as_bytes(), Existing::Replace)
}
