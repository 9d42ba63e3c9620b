//! `merge-file`: git's merge driver for drafts; and `git-diff-text`: a draft as plain text for git's diffs.

use super::{World, content, export, text};
use crate::app::failure::Failure;
use crate::cli::output::{Answer, Exit};
use crate::domain::draft::Draft;
use crate::domain::merge::merge;
use crate::format::draft_json;
use crate::format::json_text::MAX_BYTES;
use crate::messages::versions as words;
use crate::text::visible::{visible, visible_lines};
use clap::ArgMatches;
use serde_json::json;
use std::collections::BTreeMap;

/// Writes the merged draft into OURS. What cannot be read is refused, and OURS stays as it was.
pub(super) fn run(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let [base, ours, theirs] = ["BASE", "OURS", "THEIRS"].map(|name| text(args, name));
    let (left, right) = (read(world, ours)?, read(world, theirs)?);
    let before = world.files.read(base, MAX_BYTES)?;
    // Both sides added the file: git gives an empty base.
    let before = if before.iter().all(u8::is_ascii_whitespace) {
        Draft::new(left.origin.clone(), BTreeMap::new(), BTreeMap::new())
    } else {
        read(world, base)?
    };
    let merged = merge(&before, &left, &right);
    world
        .files
        .write(ours, draft_json::write(&merged).as_bytes())?;
    let conflicts: Vec<&str> = merged.conflicts.keys().map(|at| at.as_str()).collect();
    let told = if conflicts.is_empty() {
        String::new()
    } else {
        let places: Vec<String> = conflicts
            .iter()
            .map(|at| visible(at).into_owned())
            .collect();
        format!("{}\n", words::conflicts(world.lang, &places.join("、")))
    };
    let exit = if conflicts.is_empty() {
        Exit::Well
    } else {
        Exit::Something
    };
    Ok(Answer::new(told, json!({"conflicts": conflicts})).ending(exit))
}

/// A file as a draft. Newer formats are refused: merging them would lose what this version cannot read.
fn read(world: &World<'_>, path: &str) -> Result<Draft, Failure> {
    let bytes = world.files.read(path, MAX_BYTES)?;
    let read = draft_json::read(&bytes).map_err(|fault| content(path, fault))?;
    if read.version > draft_json::VERSION {
        return Err(Failure::ReadOnly {
            holder: String::new(),
        });
    }
    Ok(read.draft)
}

/// A draft as `address: text`, a line a paragraph, so that git's own diff can be read.
pub(super) fn plain(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let path = text(args, "FILE");
    let bytes = world.files.read(path, MAX_BYTES)?;
    let Ok(draft) = export::read_draft(&bytes) else {
        // Not a draft, or a broken one: its own bytes say most.
        let told = visible_lines(&String::from_utf8_lossy(&bytes)).into_owned();
        return Ok(Answer::new(told.clone(), told.into()));
    };
    let texts = draft.texts();
    let lines = texts.iter().flat_map(|(at, text)| {
        let at = visible(at.as_str()).into_owned();
        text.split('\n')
            .map(move |line| format!("{at}: {}\n", visible(line)))
            .collect::<Vec<_>>()
    });
    let told: String = lines.collect();
    Ok(Answer::new(told.clone(), told.into()))
}
