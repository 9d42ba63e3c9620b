//! `demo`: makes a workspace by a story, scene by scene: by edits and verbs, as if everybody in it sat at the program.
//!
//! Invariants: the same story makes the same workspace, to the byte and to the version; without git everything is there
//! but versions. Absent: the folder, which `main` chooses with `store`.

use super::output::Answer;
use super::{Asked, World, args, draft};
use crate::app::failure::{Failure, GitFailure};
use crate::app::new_draft;
use crate::app::ports::Clock;
use crate::app::row_ids::RowIds;
use crate::app::version::Versions;
use crate::domain::draft::{Draft, DraftId, Row};
use crate::domain::edit::Edit;
use crate::domain::edit::whole::edit_to;
use crate::domain::merge::merge;
use crate::domain::project::ProjectCode;
use crate::domain::story::{Deed, Scene, Story};
use crate::messages::{Lang, demo as words};
use crate::text::visible::visible;
use jiff::Timestamp;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

/// Gives the versions that somebody keeps at a moment: name, then RFC 3339.
pub type Hand<'a> = dyn Fn(&str, &str) -> Box<dyn Versions> + 'a;

/// Does everything that a story tells; gives the time of the last scene of each draft.
///
/// # Errors
/// What the world refused.
pub fn play(
    story: &Story,
    world: &mut World<'_>,
    hand: &Hand<'_>,
) -> Result<BTreeMap<DraftId, String>, Failure> {
    let (mut named, mut last) = (HashMap::new(), BTreeMap::new());
    for (place, scene) in story.scenes.iter().enumerate() {
        let clock = StoryClock {
            now: utc(&scene.at),
            seed: place as u64,
        };
        let mut here = World {
            drafts: &mut *world.drafts,
            versions: &*hand(&scene.by, &scene.at),
            clock: &clock,
            lines: &mut *world.lines,
            ..*world
        };
        enact(story, scene, &mut here, &mut named)?;
        last.insert(scene.draft.clone(), scene.at.clone());
    }
    Ok(last)
}

/// What is told when the demo is there: what it is, and how to be rid of it.
#[must_use]
pub fn told(lang: Lang, folder: &str) -> Answer {
    let text = words::here(lang, &visible(folder));
    Answer::new(text, json!({"demo": folder}))
}

/// The time that a scene is at.
struct StoryClock {
    now: String,
    seed: u64,
}

impl Clock for StoryClock {
    fn now(&self) -> String {
        self.now.clone()
    }

    fn row_ids(&self) -> RowIds {
        RowIds::new(self.seed)
    }
}

fn utc(at: &str) -> String {
    let time = at.parse::<Timestamp>();
    time.map_or_else(|_| at.to_owned(), |time| time.to_string())
}

fn enact(
    story: &Story,
    scene: &Scene,
    world: &mut World<'_>,
    named: &mut HashMap<String, String>,
) -> Result<(), Failure> {
    let id = &scene.draft;
    match &scene.deed {
        Deed::New(project) => make(story, id, project, world),
        Deed::Write { edits, rows } => write(world, id, edits, rows),
        Deed::Meet { ours, theirs } => meet(world, id, ours, theirs),
        Deed::Run { words, named: name } => {
            let words = words.iter().map(|word| filled(word, id, named));
            let made = run(words.collect(), world)?;
            if let Some(name) = name {
                named.insert(name.clone(), made);
            }
            Ok(())
        }
    }
}

fn make(
    story: &Story,
    id: &DraftId,
    code: &ProjectCode,
    world: &mut World<'_>,
) -> Result<(), Failure> {
    let call = world.calls.load(&story.call)?;
    let unknown = || Failure::NoProject(code.as_str().to_owned());
    let project = call.catalog.project(code.as_str()).ok_or_else(unknown)?;
    let draft = new_draft::named(id.clone(), world.clock, world.calls, &call, project);
    world.drafts.create(&draft)
}

fn write(
    world: &mut World<'_>,
    id: &DraftId,
    edits: &[Edit],
    rows: &[(String, BTreeMap<String, String>)],
) -> Result<(), Failure> {
    let mut ids = world.clock.row_ids();
    draft::edit_draft(world, id, |_, _, draft| {
        let mut all = edits.to_vec();
        let mut ends: HashMap<&str, usize> = HashMap::new();
        for (table, cells) in rows {
            let end = ends.entry(table).or_insert_with(|| draft.rows(table).len());
            all.push(Edit::InsertRow {
                table: table.clone(),
                index: *end,
                row: Row {
                    id: ids.next_id(),
                    cells: cells.clone(),
                },
            });
            *end += 1;
        }
        Ok(Edit::All(all))
    })
    .map(|_| ())
}

/// Two people write at the same time; what they made of it is merged as a sync would.
fn meet(
    world: &mut World<'_>,
    id: &DraftId,
    ours: &[Edit],
    theirs: &[Edit],
) -> Result<(), Failure> {
    let written = |base: &Draft, edits: &[Edit]| {
        let mut draft = base.clone();
        let whole = Edit::All(edits.to_vec());
        let refused = |_| {
            whole
                .place()
                .map_or(Failure::BadPath(String::new()), Failure::BadEdit)
        };
        draft.apply(&whole).map_err(refused).map(|_| draft)
    };
    draft::edit_draft(world, id, |_, _, base| {
        let merged = merge(base, &written(base, ours)?, &written(base, theirs)?);
        Ok(edit_to(base, &merged).unwrap_or(Edit::All(Vec::new())))
    })
    .map(|_| ())
}

/// A word with what it stands for.
fn filled(word: &str, id: &DraftId, named: &HashMap<String, String>) -> String {
    let known = named.iter().find(|(name, _)| format!("{{{name}}}") == word);
    match (word, known) {
        ("{draft}", _) => id.as_str().to_owned(),
        (_, Some((_, stands_for))) => stands_for.clone(),
        _ => word.to_owned(),
    }
}

/// Runs a verb as from a command line; gives the id of what it made. Where there is no git, nothing is kept as a version.
fn run(words: Vec<String>, world: &mut World<'_>) -> Result<String, Failure> {
    let lang = world.lang;
    let line = ["shenbao".to_owned()].into_iter().chain(words);
    let parsed = args::command(lang).try_get_matches_from(line);
    let parsed = parsed.map_err(|error| Failure::Usage(args::misunderstood(lang, &error)))?;
    match super::run(&parsed, world) {
        Ok(Asked::Answer(answer)) => Ok(answer.json["id"].as_str().unwrap_or_default().to_owned()),
        Ok(Asked::Screens(_)) | Err(Failure::Git(GitFailure::Missing)) => Ok(String::new()),
        Err(failure) => Err(failure),
    }
}
