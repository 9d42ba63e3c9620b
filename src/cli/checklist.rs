//! `checklist`: the papers to hand in when the project closes, with a box to tick for each.

use super::{World, draft_id, optional, text};
use crate::app::failure::Failure;
use crate::cli::output::Answer;
use crate::domain::checklist::{ChecklistEntry, checklist};
use crate::messages::{checklist as words, cli, form};
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let draft = world.drafts.read(&draft_id(text(args, "ID"))?)?;
    let (call, project) = world.calls.of_draft(&draft)?;
    let list = checklist(&call.form, &project, &draft);
    let told = words::page(world.lang, &project, &list);
    if let Some(path) = optional(args, "output").filter(|path| *path != "-") {
        world.files.write(path, told.as_bytes())?;
        let json = json!({"draft": draft.origin.id.as_str(), "written": path});
        return Ok(Answer::new(cli::written(world.lang, path), json));
    }
    let entries: Vec<Value> = list.iter().map(|entry| entry_json(world, entry)).collect();
    let json = json!({"draft": draft.origin.id.as_str(), "indicators": entries});
    Ok(Answer::new(told, json))
}

fn entry_json(world: &World<'_>, entry: &ChecklistEntry<'_>) -> Value {
    let promises = entry.promises.iter().map(|(measure, promised)| {
        json!({
            "subject": measure.subject, "unit": measure.unit, "promised": promised,
            "printed": form::target(world.lang, measure.target, &measure.unit),
        })
    });
    json!({
        "label": entry.indicator.label, "text": entry.indicator.text,
        "promises": promises.collect::<Vec<Value>>(), "papers": entry.papers,
    })
}
