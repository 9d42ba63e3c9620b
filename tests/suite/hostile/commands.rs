//! Nothing from data reaches a terminal through a command (R9): every verb, every argument, both languages, text and JSON.
//!
//! The verbs and arguments are those of the command line itself; one that is new and unknown here fails the test.

use super::payloads::{few, got_through};
use super::place::{CODE, Place};
use crate::support::pty::Pty;
use clap::Command;
use shenbao::cli::args::command;
use shenbao::messages::Lang;

/// A verb: its words and its arguments.
struct Verb {
    words: Vec<String>,
    positional: Vec<String>,
    /// Options that it does not do without.
    required: Vec<String>,
    /// All options, with whether they take a value.
    options: Vec<(String, bool)>,
}

/// Every verb of the command line.
fn verbs() -> Vec<Verb> {
    let mut whole = command(Lang::Zh);
    whole.build();
    let mut found = Vec::new();
    collect(&whole, &mut Vec::new(), &mut found);
    found
}

fn collect(at: &Command, words: &mut Vec<String>, found: &mut Vec<Verb>) {
    let below: Vec<&Command> = at.get_subcommands().collect();
    if below.is_empty() {
        let named = at.get_arguments().filter(|arg| !arg.is_global_set());
        let (positional, options): (Vec<_>, Vec<_>) = named.partition(|arg| arg.is_positional());
        found.push(Verb {
            words: words.clone(),
            positional: positional
                .iter()
                .map(|arg| arg.get_id().to_string())
                .collect(),
            required: options
                .iter()
                .filter(|arg| arg.is_required_set())
                .filter_map(|arg| arg.get_long().map(str::to_owned))
                .collect(),
            options: options
                .iter()
                .filter_map(|arg| {
                    Some((arg.get_long()?.to_owned(), arg.get_action().takes_values()))
                })
                .collect(),
        });
    }
    for command in below {
        words.push(command.get_name().to_owned());
        collect(command, words, found);
        words.pop();
    }
}

/// Something that is there, for an argument of a verb.
fn there(place: &Place, verb: &str, argument: &str) -> String {
    let file = place.file.to_str().unwrap().to_owned();
    match (verb, argument) {
        ("catalog import", "FILE") => "annex.txt".to_owned(),
        ("budget check", "FILE") => "lines.json".to_owned(),
        ("catalog check", "DIR") => place.call.to_str().unwrap().to_owned(),
        ("init", "DIR") => place.workspace.to_str().unwrap().to_owned(),
        ("schema", "NAME") => "draft".to_owned(),
        ("budget remove", "LINE") => "r2".to_owned(),
        (_, "ID" | "A") => place.id.clone(),
        (_, "B") => format!("{}@prefill", place.id),
        (_, "CODE") => CODE.to_owned(),
        (_, "PATH") => "plan".to_owned(),
        (_, "VALUE") => few(),
        (_, "FILE" | "BASE" | "OURS" | "THEIRS") => file,
        (_, "REV") => "HEAD".to_owned(),
        (_, "REMOTE") => format!("./远端{}", few()),
        (_, "RULE") => "F007".to_owned(),
        (_, "VERB") => "save".to_owned(),
        (_, "SHELL") => "bash".to_owned(),
        other => panic!("tell this test something that is there for {other:?}"),
    }
}

/// What a command prints into a terminal, whatever came of it.
fn printed(place: &Place, args: &[String]) -> (Vec<u8>, u32) {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut pty = Pty::start_with(
        &place.environment(),
        place.world.home.path(),
        120,
        40,
        &place.line(&args),
    );
    // A verb that asks questions gets no answer.
    pty.send(b"\x04");
    let code = pty.end();
    (pty.everything(), code)
}

fn check(place: &Place, args: &[String]) -> u32 {
    let (output, code) = printed(place, args);
    let found = got_through(&output);
    assert!(
        found.is_empty(),
        "{args:?}: {found:#?}\n{}",
        String::from_utf8_lossy(&output).escape_debug()
    );
    assert!(
        !String::from_utf8_lossy(&output).contains("panicked"),
        "{args:?}"
    );
    code
}

/// The verbs that this place refuses: there is nothing to sync with, the draft has errors, or is not handed in.
const REFUSED: &[&str] = &["sync", "submit", "return", "export", "merge-file"];

#[test]
fn no_command_lets_anything_through() {
    let place = Place::new();
    let lines = serde_json::json!([{"item": few(), "category": few(), "unit_price": few()}]);
    std::fs::write(place.world.path("lines.json"), lines.to_string()).unwrap();
    for verb in verbs() {
        let name = verb.words.join(" ");
        let good = verb
            .positional
            .iter()
            .map(|argument| there(&place, &name, argument));
        let required = verb
            .required
            .iter()
            .flat_map(|option| [format!("--{option}"), few()]);
        let good: Vec<String> = verb
            .words
            .iter()
            .cloned()
            .chain(good)
            .chain(required)
            .collect();
        if name != "edit" {
            for lang in ["zh-CN", "en"] {
                let told = check(
                    &place,
                    &[&["--lang".into(), lang.into()], &good[..]].concat(),
                );
                // What was taken out or settled is not there any more the second time.
                let well = told < 2 || lang == "en" || REFUSED.contains(&name.as_str());
                assert!(well, "{good:?} was refused");
            }
            check(&place, &[&["--json".into()], &good[..]].concat());
        }
        // The screens have a test of their own.
        let printing = |(option, _): &&(String, bool)| option != "screen";
        for (option, takes) in verb.options.iter().filter(printing) {
            let mut more = vec![format!("--{option}")];
            more.extend(takes.then(few));
            check(&place, &[&good[..], &more].concat());
        }
        // Every argument hostile: it is named in what the command says about it.
        let bad = vec![few(); verb.positional.len()];
        check(&place, &[&verb.words[..], &["--".into()], &bad].concat());
        check(
            &place,
            &[&verb.words[..], &[few()], &good[verb.words.len()..]].concat(),
        );
    }
    check(&place, &[few()]);
    check(&place, &[format!("--{}", few())]);
    check(&place, &["--lang".into(), few()]);
}
