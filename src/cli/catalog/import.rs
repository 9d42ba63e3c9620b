//! `catalog import`: an annex, Word or text, becomes a call's folder; what a person should check is told.

use super::super::output::{Answer, Exit};
use super::super::{World, optional, text};
use crate::app::annex::{Annex, id_from};
use crate::app::failure::Failure;
use crate::domain::annex::Reading;
use crate::domain::call::CallId;
use crate::domain::doubt::Doubt;
use crate::format::{catalog_json, import_json};
use crate::messages::{cli as words, doubts};
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn run(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let annex = read(args, world)?;
    let reading = &annex.reading;
    let count = reading.catalog.projects.len();
    let mut out = if reading.doubts.is_empty() {
        words::call_good(world.lang, count)
    } else {
        words::call_read(world.lang, count)
    };
    let output = optional(args, "output");
    if let Some(folder) = output {
        world.annexes.keep(folder, &annex)?;
        out.push_str(&format!("\n{}", words::written(world.lang, folder)));
    }
    out.push_str(&doubts_text(world, &reading.doubts));
    let projects = reading.catalog.projects.iter();
    let projects: Vec<Value> = projects
        .map(|project| {
            let mut value = catalog_json::project_value(project);
            if let Some(members) = value.as_object_mut() {
                let from = import_json::sources(reading, project.code.as_str());
                members.insert("from".to_owned(), from);
            }
            value
        })
        .collect();
    let json = json!({
        "call": reading.catalog.call.as_str(),
        "title": reading.catalog.title,
        "issuer": reading.catalog.issuer,
        "projects": projects,
        "doubts": told(world, reading),
        "folder": output,
    });
    let exit = if count == 0 {
        Exit::Something
    } else {
        Exit::Well
    };
    Ok(Answer::new(out, json).ending(exit))
}

/// Reads the annex that the arguments name, and holds it against an earlier call where one is named.
pub(in super::super) fn read(args: &ArgMatches, world: &World<'_>) -> Result<Annex, Failure> {
    let file = text(args, "FILE");
    let output = optional(args, "output");
    let id = match optional(args, "call") {
        Some(named) => CallId::parse(named).ok_or_else(|| Failure::NoCall(named.to_owned()))?,
        None => id_from(output.unwrap_or(file))
            .or_else(|| CallId::parse("call"))
            .ok_or_else(|| Failure::NoCall(file.to_owned()))?,
    };
    let mut annex = world.annexes.read(file, &id)?;
    match optional(args, "against") {
        Some(earlier) => {
            let earlier =
                CallId::parse(earlier).ok_or_else(|| Failure::NoCall(earlier.to_owned()))?;
            annex.against(&*world.calls.load(&earlier)?);
        }
        // A call that is issued again is held against itself.
        None => {
            if let Ok(earlier) = world.calls.load(&id) {
                annex.against(&earlier);
            }
        }
    }
    Ok(annex)
}

fn told(world: &World<'_>, reading: &Reading) -> Vec<Value> {
    let mut told = doubts_json(world, &reading.doubts);
    for (value, doubt) in told.iter_mut().zip(&reading.doubts) {
        let code = doubt.place.project.as_deref().unwrap_or_default();
        let sources = import_json::sources(reading, code);
        let column = doubt.place.column.map_or("", |column| column.word());
        let read = sources.get(column).and_then(|source| source.get("text"));
        if let Some(members) = value.as_object_mut() {
            let read = read.cloned().unwrap_or_default();
            members.insert("read".to_owned(), read);
        }
    }
    told
}

/// What a person should check, a line each; nothing when there is nothing.
pub(super) fn doubts_text(world: &World<'_>, doubted: &[Doubt]) -> String {
    if doubted.is_empty() {
        return String::new();
    }
    let line = |doubt: &Doubt| format!("  {}\n", doubts::line(world.lang, doubt));
    let lines: String = doubted.iter().map(line).collect();
    format!("\n{}\n{lines}", words::doubts(world.lang, doubted.len()))
}

pub(super) fn doubts_json(world: &World<'_>, doubted: &[Doubt]) -> Vec<Value> {
    let told = doubted.iter().map(|doubt| {
        json!({
            "project": doubt.place.project.as_deref().unwrap_or(""),
            "row": doubt.place.row,
            "column": doubt.place.column.map(|column| column.word()),
            "place": doubt.place.spot.map(import_json::spot),
            "message": doubts::sentence(world.lang, &doubt.what),
            "could_be": doubt.others,
        })
    });
    told.collect()
}
