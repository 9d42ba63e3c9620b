//! `catalog list`, `catalog show`, `catalog import`, `catalog check`.

use super::output::{Answer, Exit};
use super::{World, content, find_project, optional, text};
use crate::app::failure::Failure;
use crate::domain::call::CallId;
use crate::domain::doubt::{self, Doubt};
use crate::format::call_files::{self, CallFiles};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text::MAX_BYTES;
use crate::format::{annex_text, catalog_json};
use crate::messages::{cli as words, doubts, failures, form};
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    match args.subcommand() {
        Some(("list", args)) => list(args, world),
        Some(("show", args)) => show(args, world),
        Some(("import", args)) => import(args, world),
        Some((_, args)) => check(args, world),
        None => Err(Failure::Usage("catalog".to_owned())),
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

fn import(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let file = text(args, "FILE");
    let bytes = world.files.read(file, MAX_BYTES)?;
    let fault = |place: &str, kind| content(file, DataFault::at(place, kind));
    if bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(fault("1:1", DataFaultKind::Format("Word".to_owned())));
    }
    let annex = String::from_utf8(bytes).map_err(|_| fault("1:1", DataFaultKind::NotUtf8))?;
    let output = optional(args, "output");
    let named = optional(args, "call")
        .map(str::to_owned)
        .unwrap_or_else(|| id_from(output.unwrap_or(file)));
    let id = CallId::parse(&named).ok_or_else(|| Failure::NoCall(named.clone()))?;
    let own = call_files::built_in();
    let taxonomy = crate::format::spending_json::read(&own.spending).unwrap_or_default();
    let (catalog, doubted) = annex_text::read(&annex, &id, &|name, _| taxonomy.kinds_of_item(name));
    let written = catalog_json::write(&catalog);
    let mut out = words::call_good(world.lang, catalog.projects.len());
    if let Some(folder) = output {
        world.files.make_folder(folder)?;
        world
            .files
            .write(&format!("{folder}/catalog.json"), written.as_bytes())?;
        world
            .files
            .write(&format!("{folder}/form.json"), &own.form)?;
        world
            .files
            .write(&format!("{folder}/annex.txt"), annex.as_bytes())?;
        out = words::written(world.lang, folder);
    }
    out.push_str(&doubts_text(world, &doubted));
    let told = doubts_json(world, &doubted);
    let projects: Vec<Value> = catalog
        .projects
        .iter()
        .map(catalog_json::project_value)
        .collect();
    let json =
        json!({"call": id.as_str(), "title": catalog.title, "projects": projects, "doubts": told});
    let exit = if catalog.projects.is_empty() {
        Exit::Something
    } else {
        Exit::Well
    };
    Ok(Answer::new(out, json).ending(exit))
}

/// What a person should check, a line each; nothing when there is nothing.
fn doubts_text(world: &World<'_>, doubted: &[Doubt]) -> String {
    if doubted.is_empty() {
        return String::new();
    }
    let line = |doubt: &Doubt| {
        let place = doubts::place(world.lang, &doubt.place);
        format!("  {place}{}\n", doubts::sentence(world.lang, &doubt.what))
    };
    let lines: String = doubted.iter().map(line).collect();
    format!("\n{}\n{lines}", words::doubts(world.lang, doubted.len()))
}

fn doubts_json(world: &World<'_>, doubted: &[Doubt]) -> Vec<Value> {
    let told = doubted.iter().map(|doubt| {
        json!({
            "project": doubt.place.project.as_deref().unwrap_or(""),
            "row": doubt.place.row,
            "message": doubts::sentence(world.lang, &doubt.what),
        })
    });
    told.collect()
}

/// A call's id from the name of a file or folder.
fn id_from(path: &str) -> String {
    let name = path
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let plain: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let plain = plain.trim_matches('-').to_owned();
    if plain.is_empty() {
        "call".to_owned()
    } else {
        plain
    }
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
