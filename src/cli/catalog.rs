//! `catalog list`, `catalog show`, `catalog import`, `catalog check`.

mod import;

use super::output::{Answer, Exit};
use super::{World, content, find_project, optional, text};
use crate::app::annex::Annex;
use crate::app::failure::Failure;
use crate::domain::call::CallId;
use crate::domain::doubt;
use crate::format::call_files::{self, CallFiles};
use crate::format::catalog_json;
use crate::format::json_text::MAX_BYTES;
use crate::messages::{cli as words, failures, form};
use clap::ArgMatches;
use import::{doubts_json, doubts_text};
use serde_json::{Value, json};

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    match args.subcommand() {
        Some(("list", args)) => list(args, world),
        Some(("show", args)) => show(args, world),
        Some(("import", args)) => import::run(args, world),
        Some((_, args)) => check(args, world),
        None => Err(Failure::Usage("catalog".to_owned())),
    }
}

/// The annex that `catalog import --screen` shows; `None` for every other command.
pub(super) fn for_screens(
    verb: &str,
    args: &ArgMatches,
    world: &World<'_>,
) -> Result<Option<Annex>, Failure> {
    match args.subcommand() {
        Some(("import", args)) if verb == "catalog" && args.get_flag("screen") => {
            import::read(args, world).map(Some)
        }
        _ => Ok(None),
    }
}

fn list(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let calls = match optional(args, "call") {
        Some(given) => {
            let id = CallId::parse(given).ok_or_else(|| Failure::NoCall(given.to_owned()))?;
            vec![world.calls.load(&id)?]
        }
        None => world.calls.all().0,
    };
    let (mut out, mut rows) = (String::new(), Vec::new());
    for call in &calls {
        out.push_str(&format!(
            "{}  {}\n",
            call.catalog.call.as_str(),
            call.catalog.title
        ));
        for project in &call.catalog.projects {
            let due = project.due.map(|day| day.to_string());
            let shown = due.clone().unwrap_or_default();
            out.push_str(&format!(
                "{}  {shown}  {}  {}\n",
                project.code.as_str(),
                project.name,
                project.category
            ));
            rows.push(json!({
                "code": project.code.as_str(), "name": project.name, "category": project.category, "due": due,
                "call": call.catalog.call.as_str(),
            }));
        }
    }
    Ok(Answer::new(out, Value::Array(rows)))
}

fn show(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let (_, project) = find_project(world, text(args, "CODE"))?;
    let lang = world.lang;
    let due = project.due.map(|day| day.to_string()).unwrap_or_default();
    let mut out = format!(
        "{}  {}\n{}  {due}\n\n{}\n\n",
        project.code.as_str(),
        project.name,
        project.category,
        project.content
    );
    for indicator in &project.indicators {
        out.push_str(&format!("{} {}\n", indicator.label, indicator.text));
        let measures = indicator
            .measures
            .iter()
            .map(|measure| format!("    → {}\n", form::measure(lang, measure)));
        measures.for_each(|line| out.push_str(&line));
    }
    out.push_str(&format!(
        "\n{}  {}\n",
        form::spending(lang),
        project.scope.text
    ));
    project
        .source_notes
        .iter()
        .for_each(|note| out.push_str(&format!("※ {note}\n")));
    Ok(Answer::new(out, catalog_json::project_value(&project)))
}

fn check(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let Some(folder) = optional(args, "DIR") else {
        let (calls, failed) = world.calls.all();
        let projects = calls.iter().map(|call| call.catalog.projects.len()).sum();
        let told: Vec<String> = failed
            .iter()
            .map(|failure| failures::message(world.lang, failure))
            .collect();
        let faults: Vec<Value> = told
            .iter()
            .map(|message| json!({"message": message}))
            .collect();
        let exit = if failed.is_empty() {
            Exit::Well
        } else {
            Exit::Failed
        };
        let text = if failed.is_empty() {
            words::call_good(world.lang, projects)
        } else {
            told.join("\n")
        };
        return Ok(Answer::new(text, json!({"projects": projects, "faults": faults})).ending(exit));
    };
    let optional_file = |name: &str, own: Vec<u8>| match world
        .files
        .read(&format!("{folder}/{name}"), MAX_BYTES)
    {
        Err(Failure::Unreadable(place)) if place.cause == crate::app::failure::Cause::NotFound => {
            Ok(own)
        }
        other => other,
    };
    let own = call_files::built_in();
    let files = CallFiles {
        catalog: world
            .files
            .read(&format!("{folder}/catalog.json"), MAX_BYTES)?,
        form: optional_file("form.json", own.form)?,
        spending: optional_file("spending.json", own.spending)?,
    };
    match call_files::read(&files) {
        Ok(call) => {
            let projects = call.catalog.projects.len();
            let doubted = doubt::review(&call.catalog);
            let mut text = words::call_good(world.lang, projects);
            text.push_str(&doubts_text(world, &doubted));
            let told = doubts_json(world, &doubted);
            let json = json!({"projects": projects, "faults": [], "doubts": told});
            let exit = if doubted.is_empty() {
                Exit::Well
            } else {
                Exit::Something
            };
            Ok(Answer::new(text, json).ending(exit))
        }
        Err((name, faults)) => {
            let path = format!("{folder}/{name}");
            let told = faults.into_iter().map(|fault| {
                let place = fault.place.clone();
                (place, failures::message(world.lang, &content(&path, fault)))
            });
            let told: Vec<(String, String)> = told.collect();
            let json: Vec<Value> = told
                .iter()
                .map(|(place, message)| json!({"file": path, "place": place, "message": message}))
                .collect();
            let text: Vec<String> = told.into_iter().map(|(_, message)| message).collect();
            Ok(
                Answer::new(text.join("\n"), json!({"projects": 0, "faults": json}))
                    .ending(Exit::Failed),
            )
        }
    }
}
