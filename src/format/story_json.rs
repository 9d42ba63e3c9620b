//! `forms/demo/story.json`: the story that a demo workspace is made by.
//!
//! Invariant: the scenes of all drafts come in the order of their times; of two at one time, in the order of the file.

use crate::domain::call::CallId;
use crate::domain::draft::DraftId;
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::project::ProjectCode;
use crate::domain::story::{Deed, Scene, Story};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The story that the program brings.
///
/// # Errors
/// As [`read`]; a test makes sure of it.
pub fn built_in() -> Result<Story, DataFault> {
    read(include_bytes!("../../forms/demo/story.json"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StoryWire {
    call: String,
    you: String,
    drafts: Vec<DraftWire>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DraftWire {
    id: String,
    project: String,
    made: String,
    by: String,
    story: Vec<SceneWire>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SceneWire {
    at: String,
    by: String,
    #[serde(default)]
    fill: BTreeMap<String, String>,
    #[serde(default)]
    rows: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    meet: Option<MeetWire>,
    #[serde(default, rename = "do")]
    words: Vec<String>,
    named: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeetWire {
    ours: BTreeMap<String, String>,
    theirs: BTreeMap<String, String>,
}

/// Reads a story.
///
/// # Errors
/// The first fault with its place.
fn read(bytes: &[u8]) -> Result<Story, DataFault> {
    let shape =
        |error: serde_json::Error| DataFault::at("", DataFaultKind::Shape(error.to_string()));
    let wire: StoryWire = serde_json::from_value(json_text::read(bytes)?).map_err(shape)?;
    let mut scenes = Vec::new();
    for draft in wire.drafts {
        let id = DraftId::parse(&draft.id).ok_or_else(|| bad(&draft.id))?;
        let project = ProjectCode::parse(&draft.project).ok_or_else(|| bad(&draft.project))?;
        let scene = |at, by, deed| Scene {
            at,
            by,
            draft: id.clone(),
            deed,
        };
        scenes.push(scene(draft.made, draft.by, Deed::New(project)));
        for one in draft.story {
            let (at, by) = (one.at.clone(), one.by.clone());
            scenes.push(scene(at, by, deed(one)?));
        }
    }
    scenes.sort_by(|a, b| a.at.cmp(&b.at));
    Ok(Story {
        call: CallId::parse(&wire.call).ok_or_else(|| bad(&wire.call))?,
        you: wire.you,
        scenes,
    })
}

fn deed(scene: SceneWire) -> Result<Deed, DataFault> {
    if let Some(meet) = scene.meet {
        let (ours, theirs) = (edits(meet.ours)?, edits(meet.theirs)?);
        return Ok(Deed::Meet { ours, theirs });
    }
    if !scene.words.is_empty() {
        let (words, named) = (scene.words, scene.named);
        return Ok(Deed::Run { words, named });
    }
    let tables = scene.rows.into_iter();
    let rows = tables.flat_map(|(table, rows)| {
        let rows = rows.into_iter();
        rows.map(move |cells| (table.clone(), cells))
    });
    Ok(Deed::Write {
        edits: edits(scene.fill)?,
        rows: rows.collect(),
    })
}

fn edits(texts: BTreeMap<String, String>) -> Result<Vec<Edit>, DataFault> {
    let set = |(at, text): (String, String)| {
        let at = FieldPath::parse(&at).map_err(|_| bad(&at))?;
        Ok(Edit::Set { at, text })
    };
    texts.into_iter().map(set).collect()
}

fn bad(id: &str) -> DataFault {
    DataFault::at("", DataFaultKind::BadId(id.to_owned()))
}
