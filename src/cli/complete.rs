//! `complete`: what can stand at the cursor of a shell's command line. The shells' scripts ask for it at every Tab.
//!
//! Invariants: the tree of verbs is the one that the parser has; a candidate begins with what is typed already; nothing
//! is said of what goes wrong, for the user is in the middle of a line. Absent: completing names of files, which the
//! shell does itself where it is told to.

pub(super) mod shells;

use super::args::command;
use super::output::Answer;
use super::{World, draft_id};
use crate::domain::outline::addresses;
use crate::domain::rules::Rule;
use crate::messages::{Lang, findings};
use crate::text::visible::visible;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

/// What tells a shell to complete names of files.
const FILES: &str = ":files";
/// The most candidates that are listed; more help nobody.
const MOST: usize = 2000;

/// The words of the line, and the place of the one at the cursor.
fn line(args: &ArgMatches) -> (Vec<String>, usize) {
    let words = args.get_many::<String>("WORD").into_iter().flatten();
    let words: Vec<String> = words.cloned().collect();
    let at = super::text(args, "AT").parse().unwrap_or(0);
    (words, at)
}

/// The workspace that the line names.
#[must_use]
pub fn workspace(args: &ArgMatches) -> Option<String> {
    let (words, _) = line(args);
    let given = words.windows(2).find(|pair| pair[0] == "--workspace");
    let joined = words
        .iter()
        .find_map(|word| word.strip_prefix("--workspace="));
    given
        .map(|pair| pair[1].as_str())
        .or(joined)
        .map(str::to_owned)
}

pub(super) fn run(args: &ArgMatches, world: &World<'_>) -> Answer {
    let (words, at) = line(args);
    let typed = words.get(at).cloned().unwrap_or_default();
    let before = words.get(1..at.min(words.len())).unwrap_or_default();
    let found = candidates(world, before, &typed);
    let mut found: Vec<(String, String)> = found
        .into_iter()
        .filter(|(word, _)| word == FILES || word.starts_with(&typed))
        .take(MOST)
        .collect();
    found.dedup();
    let lines = found.iter().map(|(word, about)| match about.as_str() {
        "" => format!("{word}\n"),
        about => format!("{word}\t{}\n", visible(about)),
    });
    let text: String = lines.collect();
    let words: Vec<&str> = found.iter().map(|(word, _)| word.as_str()).collect();
    Answer {
        raw: true,
        ..Answer::new(text, json!({"candidates": words}))
    }
}

/// Candidates with what each is.
type Found = Vec<(String, String)>;

fn candidates(world: &World<'_>, before: &[String], typed: &str) -> Found {
    let mut whole = command(world.lang);
    whole.build();
    let here = Here::after(&whole, before);
    if let Some(arg) = here.waits {
        return values(world, &here, arg);
    }
    if typed.starts_with('-') {
        let options = here.at.get_arguments().filter(|arg| !arg.is_hide_set());
        return options
            .filter_map(|arg| Some((format!("--{}", arg.get_long()?), about(arg))))
            .collect();
    }
    if here.at.has_subcommands() {
        let verbs = here.at.get_subcommands().filter(|verb| !verb.is_hide_set());
        // After a word that is no verb nothing fits.
        return verbs
            .filter(|_| here.given.is_empty())
            .map(|verb| {
                let about = verb.get_about().map(ToString::to_string);
                (verb.get_name().to_owned(), about.unwrap_or_default())
            })
            .collect();
    }
    let positionals: Vec<&Arg> = here.at.get_positionals().collect();
    let next = positionals.get(here.given.len()).or_else(|| {
        let last = positionals.last()?;
        matches!(last.get_action(), ArgAction::Append).then_some(last)
    });
    next.map_or_else(Vec::new, |arg| values(world, &here, arg))
}

fn about(arg: &Arg) -> String {
    arg.get_help().map(ToString::to_string).unwrap_or_default()
}

/// Where a line has come to.
struct Here<'a> {
    /// The verb.
    at: &'a Command,
    /// The option that waits for its value.
    waits: Option<&'a Arg>,
    /// What was given to the verb beside options.
    given: Vec<&'a str>,
}

impl<'a> Here<'a> {
    fn after(whole: &'a Command, words: &'a [String]) -> Self {
        let mut here = Self {
            at: whole,
            waits: None,
            given: Vec::new(),
        };
        for word in words {
            here.step(word);
        }
        here
    }

    fn step(&mut self, word: &'a str) {
        if self.waits.take().is_some() {
            return;
        }
        if let Some(name) = word.strip_prefix('-') {
            let named = |arg: &&Arg| {
                name.strip_prefix('-') == arg.get_long().filter(|long| !long.is_empty())
                    || arg
                        .get_short()
                        .is_some_and(|short| name == short.to_string())
            };
            let option = self.at.get_arguments().filter(|arg| !arg.is_positional());
            let takes = |arg: &&Arg| arg.get_action().takes_values();
            self.waits = option.filter(takes).find(named);
        } else if let Some(verb) = self.at.find_subcommand(word) {
            self.at = verb;
        } else {
            self.given.push(word);
        }
    }
}

/// What can stand as the value of an argument.
fn values(world: &World<'_>, here: &Here<'_>, arg: &Arg) -> Found {
    let possible = arg.get_possible_values();
    if !possible.is_empty() {
        let names = possible.iter().map(|value| value.get_name().to_owned());
        return names.map(|name| (name, String::new())).collect();
    }
    match arg.get_id().as_str() {
        "ID" | "A" | "B" => drafts(world),
        "CODE" => projects(world),
        "RULE" => rules(world.lang),
        "PATH" | "at" => here
            .given
            .first()
            .map_or_else(Vec::new, |id| paths(world, id)),
        "VERB" => {
            let whole = command(world.lang);
            let verbs = whole.get_subcommands().filter(|verb| !verb.is_hide_set());
            verbs
                .map(|verb| (verb.get_name().to_owned(), String::new()))
                .collect()
        }
        "FILE" | "DIR" | "workspace" | "output" | "batch" | "BASE" | "OURS" | "THEIRS" => {
            vec![(FILES.to_owned(), String::new())]
        }
        _ => Vec::new(),
    }
}

fn drafts(world: &World<'_>) -> Found {
    let ids = world.drafts.ids().unwrap_or_default();
    let stamps = world.drafts.stamps(&ids).into_iter();
    stamps
        .map(|stamp| (stamp.id.as_str().to_owned(), String::new()))
        .collect()
}

fn projects(world: &World<'_>) -> Found {
    let (calls, _) = world.calls.all();
    let all = calls.iter().flat_map(|call| &call.catalog.projects);
    all.map(|project| (project.code.as_str().to_owned(), project.name.clone()))
        .collect()
}

fn rules(lang: Lang) -> Found {
    let all = Rule::all();
    all.map(|rule| {
        (
            rule.code().to_owned(),
            findings::words(lang, rule).title.to_owned(),
        )
    })
    .collect()
}

fn paths(world: &World<'_>, id: &str) -> Found {
    let draft = draft_id(id).and_then(|id| world.drafts.read(&id));
    let known = draft.and_then(|draft| Ok((world.calls.of_draft(&draft)?, draft)));
    let Ok(((call, project), draft)) = known else {
        return Vec::new();
    };
    let all = addresses(&call.form, &project, &draft).into_iter();
    all.map(|entry| (entry.at.as_str().to_owned(), String::new()))
        .collect()
}
