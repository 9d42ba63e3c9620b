//! `merge-file`: git's merge driver for drafts and for what people wrote about them; and `git-diff-text`: a draft as plain text for git's diffs.

use super::{World, content, export, text};
use crate::app::failure::Failure;
use crate::cli::output::{Answer, Exit};
use crate::domain::draft::Draft;
use crate::domain::merge::merge;
use crate::format::json_text::MAX_BYTES;
use crate::format::{draft_json, review_json, seen_json};
use crate::messages::versions as words;
use crate::text::visible::{visible, visible_lines};
use clap::ArgMatches;
use serde_json::json;
use std::collections::BTreeMap;

/// Writes what both sides say into OURS. What cannot be read is refused, and OURS stays as it was.
pub(super) fn run(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let [base, ours, theirs] = ["BASE", "OURS", "THEIRS"].map(|name| text(args, name));
    let joined = join([ours, theirs], world)?;
    if let Some(text) = joined {
        world.files.write(ours, text.as_bytes())?;
        return Ok(Answer::new(String::new(), json!({"conflicts": []})));
    }
    merge_drafts([base, ours, theirs], world)
}

/// Two copies of what one person wrote or saw, as one; `None` when they are no such files.
fn join(paths: [&str; 2], world: &World<'_>) -> Result<Option<String>, Failure> {
    let [ours, theirs] = paths.map(|path| world.files.read(path, MAX_BYTES));
    let (ours, theirs) = (ours?, theirs?);
    let fault = |index: usize| move |fault| content(paths[index], fault);
    if review_json::is_one(&ours) && review_json::is_one(&theirs) {
        let left = review_json::read(&ours).map_err(fault(0))?;
        let right = review_json::read(&theirs).map_err(fault(1))?;
        if left.notebook.later || right.notebook.later || left.notebook.by != right.notebook.by {
            let holder = left.notebook.by;
            return Err(Failure::ReadOnly { holder });
        }
        let joined = left.notebook.join(right.notebook);
        return Ok(Some(review_json::write(&left.draft, &joined)));
    }
    if seen_json::is_one(&ours) && seen_json::is_one(&theirs) {
        let (by, left) = seen_json::read(&ours).map_err(fault(0))?;
        let (_, right) = seen_json::read(&theirs).map_err(fault(1))?;
        return Ok(Some(seen_json::write(&by, &left.join(right))));
    }
    Ok(None)
}

/// Writes the merged draft into OURS.
fn merge_drafts(paths: [&str; 3], world: &World<'_>) -> Result<Answer, Failure> {
    let [base, ours, theirs] = paths;
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
        format!(
            "{}\n",
            words::conflicts(world.lang, &world.lang.listed(&places))
        )
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
    let by_line = |at: &str, text: &str| -> String {
        let at = visible(at);
        let lines = text
            .split('\n')
            .map(|line| format!("{at}: {}\n", visible(line)));
        lines.collect()
    };
    let texts = draft.texts();
    let texts = texts.iter().map(|(at, text)| by_line(at.as_str(), text));
    // What two made of one place stands below, so that settling it is seen too.
    let sides = draft.conflicts.iter().flat_map(|(at, conflict)| {
        let (sides, all) = ((1..).zip(conflict.sides()), conflict.sides().len());
        sides.map(move |(number, side)| by_line(&format!("{} {number}/{all}", at.as_str()), side))
    });
    let told: String = texts.chain(sides).collect();
    Ok(Answer::new(told.clone(), told.into()))
}
