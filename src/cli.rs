//! The commands: the same program without screens, for scripts, CI and screen readers.
//!
//! Invariants: every verb gives an [`output::Answer`] (text, JSON, exit) and prints nothing itself; drafts are opened,
//! journaled and saved exactly as the screens do. Absent: files (asked through ports) and words (see `messages`).

pub mod args;
pub mod output;

pub mod board;
mod budget;
mod catalog;
mod check;
mod checklist;
pub mod complete;
pub mod config;
pub mod demo;
pub mod doctor;
mod draft;
pub mod export;
mod fill;
pub mod man;
mod merge_file;
mod renew;
mod review;
mod schema;
pub mod steps;
pub mod sync;
mod verify;
pub mod versions;

use crate::app::base::{Base, Start};
use crate::app::failure::{Content, Failure};
use crate::app::ports::{Annexes, BoardIndex, Calls, Clock, Drafts, Files, Lines, Reviews};
use crate::app::stop::Stop;
use crate::app::version::Versions;
use crate::domain::call::Call;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::field::FieldPath;
use crate::domain::project::Project;
use crate::format::fault::DataFault;
use crate::messages::{Lang, cli as words};
use crate::text::visible::visible;
use clap::ArgMatches;
use output::Answer;
use serde_json::json;
use std::rc::Rc;

/// The world as the commands need it.
pub struct World<'a> {
    /// The drafts.
    pub drafts: &'a mut dyn Drafts,
    /// The versions of drafts.
    pub versions: &'a dyn Versions,
    /// The calls.
    pub calls: &'a dyn Calls,
    /// Annexes that become calls.
    pub annexes: &'a dyn Annexes,
    /// What is known of the drafts from the last time.
    pub index: &'a dyn BoardIndex,
    /// What people wrote about drafts.
    pub reviews: &'a dyn Reviews,
    /// Time and chance.
    pub clock: &'a dyn Clock,
    /// Files that the user names.
    pub files: &'a dyn Files,
    /// The conversation with the user.
    pub lines: &'a mut dyn Lines,
    /// What asks long work to stop: Ctrl-C.
    pub stop: &'a Stop,
    /// The language.
    pub lang: Lang,
}

/// What a command line comes to.
pub enum Asked {
    /// Something to print.
    Answer(Answer),
    /// The screens.
    Screens(Start),
}

/// Does what the command line asks.
///
/// # Errors
/// What the world refused.
pub fn run(matches: &ArgMatches, world: &mut World<'_>) -> Result<Asked, Failure> {
    let Some((verb, args)) = matches.subcommand() else {
        return Ok(Asked::Screens(Start::Lists));
    };
    if let Some(annex) = catalog::for_screens(verb, args, world)? {
        return Ok(Asked::Screens(Start::Import(Box::new(annex))));
    }
    if verb == "edit" {
        let id = draft_id(text(args, "ID"))?;
        let draft = world.drafts.read(&id)?;
        let at = optional(args, "at")
            .map(|given| draft_path(&draft, given))
            .transpose()?;
        return Ok(Asked::Screens(Start::Form(id, at)));
    }
    if verb == "review" && args.subcommand().is_none() {
        let id = draft_id(text(args, "ID"))?;
        let draft = world.drafts.read(&id)?;
        let base = optional(args, "base").map_or(Base::Seen, Base::given);
        let reviewer = optional(args, "as").map(str::to_owned);
        // What cannot be read is told before the screens open.
        let sources = versions::BaseSources {
            versions: world.versions,
            calls: world.calls,
            files: world.files,
            reviews: world.reviews,
            reviewer: reviewer.as_deref(),
        };
        versions::read_base(&sources, &draft, base.clone())?;
        return Ok(Asked::Screens(Start::Review {
            draft: id,
            base,
            reviewer,
        }));
    }
    let answer = match verb {
        "help" => Ok(help(args, world.lang)),
        "catalog" => catalog::run(args, world),
        "new" => draft::new(args, world),
        "list" => draft::list(world),
        "show" => draft::show(args, world),
        "get" => draft::get(args, world),
        "set" => draft::set(args, world),
        "paths" => draft::paths(args, world),
        "fill" => fill::run(args, world),
        "budget" => budget::run(args, world),
        "check" => check::run(args, world),
        "explain" => check::explain(args, world),
        "checklist" => checklist::run(args, world),
        "export" => export::run(args, world),
        "import" => export::import(args, world),
        "verify" => verify::run(args, world),
        "save" => versions::save(args, world),
        "log" => versions::log(args, world),
        "restore" => versions::restore(args, world),
        "renew" => renew::run(args, world),
        "diff" => versions::diff(args, world),
        "sync" => sync::run(args, world),
        "board" => board::run(args, world),
        "submit" => steps::submit(args, world),
        "return" => steps::give_back(args, world),
        "decide" => steps::decide(args, world),
        "review" => review::run(verb, args, world),
        own if review::VERBS.contains(&own) => review::run(own, args, world),
        "merge-file" => merge_file::run(args, world),
        "git-diff-text" => merge_file::plain(args, world),
        "schema" => schema::run(args),
        "man" => man::run(args, world.files, world.lang),
        "complete" => Ok(complete::run(args, world)),
        _ => schema::completions(args),
    };
    answer.map(Asked::Answer)
}

/// The answer to `init`: where the workspace is, and what git runs in it from now on.
#[must_use]
pub fn made_workspace(lang: Lang, folder: &str, runs: &[String]) -> Answer {
    let mut told = words::workspace_ready(lang, &visible(folder));
    if !runs.is_empty() {
        let runs: Vec<_> = runs.iter().map(|name| visible(name)).collect();
        told = format!("{told}\n{}", words::runs_here(lang, &runs.join(", ")));
    }
    Answer::new(told, json!({"workspace": folder, "runs": runs}))
}

fn help(args: &ArgMatches, lang: Lang) -> Answer {
    let verb: Vec<&str> = args
        .get_many::<String>("VERB")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let told = args::help(lang, &verb);
    Answer::new(told.clone(), told.into())
}

/// An argument that the parser has made sure of.
fn text<'a>(args: &'a ArgMatches, name: &str) -> &'a str {
    optional(args, name).unwrap_or_default()
}

fn optional<'a>(args: &'a ArgMatches, name: &str) -> Option<&'a str> {
    args.try_get_one::<String>(name)
        .ok()
        .flatten()
        .map(String::as_str)
}

/// Reads a draft's id; says so when it is a path.
fn draft_id(given: &str) -> Result<DraftId, Failure> {
    let path = given.contains(['/', '\\']) || given.ends_with(".json");
    DraftId::parse(given)
        .filter(|_| !path)
        .ok_or_else(|| Failure::BadDraftId {
            given: given.to_owned(),
            path,
        })
}

/// Reads an address of a draft; a row may be named by its index.
fn draft_path(draft: &Draft, given: &str) -> Result<FieldPath, Failure> {
    let path = FieldPath::parse(given).map_err(|_| Failure::BadPath(given.to_owned()))?;
    Ok(crate::domain::outline::resolve(draft, &path))
}

/// The call that has a project, and the project.
fn find_project(world: &World<'_>, code: &str) -> Result<(Rc<Call>, Project), Failure> {
    let (calls, _) = world.calls.all();
    let found = calls.into_iter().find_map(|call| {
        let project = call
            .catalog
            .projects
            .iter()
            .find(|project| project.code.as_str().eq_ignore_ascii_case(code));
        project.cloned().map(|project| (call, project))
    });
    found.ok_or_else(|| Failure::NoProject(code.to_owned()))
}

/// The failure of a file whose content has a fault.
fn content(path: &str, fault: DataFault) -> Failure {
    Failure::BadContent(Content {
        path: path.to_owned(),
        place: fault.place,
        what: fault.what.into(),
    })
}
