//! `catalog list`, `catalog show`, `catalog import`, `catalog check`.

mod import;

use super::output::{Answer, Exit};
use super::{World, content, find_project, optional, text};
use crate::app::annex::Annex;
use crate::app::failure::{Cause, Failure};
use crate::domain::call::CallId;
use crate::domain::doubt;
use crate::format::call_files::{self, Bytes, CallFiles};
use crate::format::catalog_json;
use crate::format::fault::DataFault;
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
    match optional(args, "DIR") {
        None => Ok(check_all(world)),
        Some(folder) => check_folder(folder, world),
    }
}

/// Whether every call that is found can be read.
fn check_all(world: &World<'_>) -> Answer {
    let (calls, failed) = world.calls.all();
    let projects = calls.iter().map(|call| call.catalog.projects.len()).sum();
    if failed.is_empty() {
        let text = words::call_good(world.lang, projects);
        return Answer::new(text, json!({"projects": projects, "faults": []}));
    }
    let told = failed.iter();
    let told: Vec<String> = told
        .map(|failure| failures::message(world.lang, failure))
        .collect();
    let faults: Vec<Value> = told
        .iter()
        .map(|message| json!({"message": message}))
        .collect();
    let json = json!({"projects": projects, "faults": faults});
    Answer::new(told.join("\n"), json).ending(Exit::Failed)
}

/// What is wrong with the files of a call, or doubtful in what they say.
fn check_folder(folder: &str, world: &World<'_>) -> Result<Answer, Failure> {
    let call = match call_files::read(&files_of(folder, world)?) {
        Ok(call) => call,
        Err((name, faults)) => return Ok(faulty(world, &format!("{folder}/{name}"), faults)),
    };
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

/// The files of a call; the built-in ones where it has none of its own.
fn files_of(folder: &str, world: &World<'_>) -> Result<CallFiles, Failure> {
    let read = |name: &str| {
        let bytes = world.files.read(&format!("{folder}/{name}"), MAX_BYTES);
        bytes.map(Bytes::from)
    };
    let read_or = |name: &str, built_in: Bytes| match read(name) {
        Err(Failure::Unreadable(place)) if place.cause == Cause::NotFound => Ok(built_in),
        other => other,
    };
    let built_in = call_files::built_in();
    Ok(CallFiles {
        catalog: read("catalog.json")?,
        form: read_or("form.json", built_in.form)?,
        spending: read_or("spending.json", built_in.spending)?,
    })
}

fn faulty(world: &World<'_>, path: &str, faults: Vec<DataFault>) -> Answer {
    let (mut text, mut json) = (Vec::new(), Vec::new());
    for fault in faults {
        let place = fault.place.clone();
        let message = failures::message(world.lang, &content(path, fault));
        json.push(json!({"file": path, "place": place, "message": message}));
        text.push(message);
    }
    let json = json!({"projects": 0, "faults": json});
    Answer::new(text.join("\n"), json).ending(Exit::Failed)
}
