//! `man`: pages of the manual, made from the tree of verbs that the parser has.
//!
//! Invariant: what comes from the tables is text in a page and never a request of the formatter.

use super::args::command;
use super::output::Answer;
use crate::app::failure::Failure;
use crate::app::ports::Files;
use crate::messages::{Lang, cli as words};
use crate::text::wrap::pieces;
use clap::{Arg, ArgMatches, Command};
use serde_json::json;

/// Prints the page of the program or of a verb, or writes all of them into a folder.
pub(super) fn run(args: &ArgMatches, files: &dyn Files, lang: Lang) -> Result<Answer, Failure> {
    let pages = pages(lang);
    if let Some(folder) = super::optional(args, "output") {
        files.make_folder(folder)?;
        let mut written = Vec::new();
        for (name, page) in &pages {
            let path = format!("{}/{name}.1", folder.trim_end_matches('/'));
            files.write(&path, page.as_bytes())?;
            written.push(path);
        }
        let told = words::written(lang, &written.join(" "));
        return Ok(Answer::new(told, json!({"written": written})));
    }
    let verb: Vec<&str> = args
        .get_many::<String>("VERB")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let name = [&["shenbao"][..], &verb].concat().join("-");
    let page = pages.into_iter().find(|page| page.0 == name);
    let unknown = || Failure::Usage(words::unknown_command(lang, &verb.join(" ")));
    let (_, page) = page.ok_or_else(unknown)?;
    Ok(Answer {
        raw: true,
        ..Answer::new(page.clone(), json!({"page": page}))
    })
}

/// Every page with its name (`shenbao-catalog-list`), the program's own first.
#[must_use]
pub fn pages(lang: Lang) -> Vec<(String, String)> {
    let mut whole = command(lang);
    whole.build();
    let mut pages = Vec::new();
    add(lang, &whole, &[], &mut pages);
    pages
}

fn add(lang: Lang, command: &Command, above: &[&str], pages: &mut Vec<(String, String)>) {
    let names = [above, &[command.get_name()]].concat();
    pages.push((names.join("-"), page(lang, command, &names)));
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        add(lang, verb, &names, pages);
    }
}

fn page(lang: Lang, command: &Command, names: &[&str]) -> String {
    let name = names.join("-");
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    let version = env!("SHENBAO_VERSION");
    let mut page = format!(
        ".TH \"{}\" 1 \"\" \"shenbao {version}\"\n.ad l\n",
        escaped(&name.to_uppercase())
    );
    page.push_str(&format!(
        ".SH {}\n{} \\- {}\n",
        words::man_name(lang),
        escaped(&name),
        escaped(&about)
    ));
    page.push_str(&format!(
        ".SH {}\n.B {}\n{}\n",
        words::usage_heading(lang),
        escaped(&names.join(" ")),
        escaped(&synopsis(command))
    ));
    let verbs: Vec<&Command> = command
        .get_subcommands()
        .filter(|verb| !verb.is_hide_set())
        .collect();
    if !verbs.is_empty() {
        page.push_str(&format!(".SH {}\n", words::commands_heading(lang)));
        for verb in verbs {
            let about = verb
                .get_about()
                .map(ToString::to_string)
                .unwrap_or_default();
            page.push_str(&entry(verb.get_name(), &about));
        }
    }
    let (positional, options): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().partition(|arg| arg.is_positional());
    for (heading, all) in [
        (words::arguments_heading(lang), positional),
        (words::options_heading(lang), options),
    ] {
        if !all.is_empty() {
            page.push_str(&format!(".SH {heading}\n"));
        }
        for arg in all {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            page.push_str(&entry(&spelling(arg), &help));
        }
    }
    if names.len() == 1 {
        for (heading, text) in words::man_sections(lang) {
            page.push_str(&format!(".SH {heading}\n"));
            for line in text.lines() {
                page.push_str(&format!(".PP\n{}\n", escaped(line)));
            }
        }
    }
    page
}

/// What follows the name in the line of use.
fn synopsis(command: &Command) -> String {
    let mut parts = vec!["[OPTIONS]".to_owned()];
    parts.extend(
        command
            .get_positionals()
            .map(|arg| match arg.is_required_set() {
                true => format!("<{}>", arg.get_id()),
                false => format!("[{}]", arg.get_id()),
            }),
    );
    if command.has_subcommands() {
        parts.push("<COMMAND>".to_owned());
    }
    parts.join(" ")
}

/// How an argument is written.
fn spelling(arg: &Arg) -> String {
    if arg.is_positional() {
        return arg.get_id().to_string();
    }
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let names: Vec<String> = short.into_iter().chain(long).collect();
    let value = arg
        .get_action()
        .takes_values()
        .then(|| arg.get_value_names())
        .flatten();
    let value = value
        .and_then(|names| names.first())
        .map(|name| format!(" {name}"));
    format!("{}{}", names.join(", "), value.unwrap_or_default())
}

fn entry(name: &str, about: &str) -> String {
    format!(".TP\n.B {}\n{}\n", escaped(name), escaped(about))
}

/// Text that the formatter takes for text: no escapes, and no request at the line's begin. It knows no Chinese, so it is
/// told where a line of that may end.
fn escaped(text: &str) -> String {
    let mut plain = String::new();
    for piece in pieces(text) {
        let border = plain.chars().last().into_iter().chain(piece.chars().next());
        let follows = !plain.is_empty() && !plain.ends_with(' ');
        if follows && border.into_iter().any(|c| !c.is_ascii()) {
            plain.push_str("\\:");
        }
        let piece = piece.replace('\\', "\\e").replace('-', "\\-");
        plain.push_str(&piece.replace('\n', " "));
    }
    match plain.starts_with(['.', '\'']) {
        true => format!("\\&{plain}"),
        false => plain,
    }
}
