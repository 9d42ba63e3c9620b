//! The command line: verbs, arguments, options. Words come from `messages::cli` in both languages.

mod catalog;
mod drafts;
mod misunderstood;
mod program;
mod review;
mod versions;

use crate::messages::Lang;
use crate::messages::cli::{self as words, verbs as does};
use clap::{Arg, ArgAction, Command};

pub use clap::ArgMatches;
pub use misunderstood::misunderstood;

/// The whole command line in a language.
#[must_use]
pub fn command(lang: Lang) -> Command {
    let families = families(lang);
    let overview = overview(lang, &families);
    let verbs = families.into_iter().flat_map(|(_, verbs)| verbs);
    with_verbs(lang, verbs)
        .before_help(overview)
        .help_template(format!(
            "{{about}}\n\n{}: {{usage}}\n\n{{before-help}}{}:\n{{options}}",
            words::usage_heading(lang),
            words::options_heading(lang)
        ))
}

/// Reads a command line. Most are a sound one of one verb, for which the others, with all that is said about them, need not
/// be made; where that does not read, the whole one says why.
///
/// # Errors
/// What is wrong with it, or the help that it asks for.
pub fn read(lang: Lang, words: &[String]) -> Result<ArgMatches, clap::Error> {
    let verbs = families(lang).into_iter().flat_map(|(_, verbs)| verbs);
    let named = |verb: &Command| words.iter().skip(1).any(|word| word == verb.get_name());
    let short = with_verbs(lang, verbs.filter(named));
    let is_enough = words.len() == 1 || short.has_subcommands();
    let read = is_enough.then(|| short.try_get_matches_from(words).ok());
    if let Some(matches) = read.flatten() {
        return Ok(matches);
    }
    command(lang).try_get_matches_from(words)
}

/// The command line with these verbs.
fn with_verbs(lang: Lang, verbs: impl Iterator<Item = Command>) -> Command {
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        words::usage_heading(lang)
    );
    let whole = Command::new("shenbao")
        .about(words::about(lang))
        .version(env!("SHENBAO_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args(globals(lang))
        .subcommands(verbs);
    in_language(whole, lang, &template)
}

/// Verbs that are asked for in one breath, under a heading.
type Family = (&'static str, Vec<Command>);

fn families(lang: Lang) -> [Family; 7] {
    let help = verb(lang, "help", does::help).arg(Arg::new("VERB").action(ArgAction::Append));
    let mut drafts = drafts::drafts(lang);
    drafts.insert(0, catalog::catalog(lang));
    drafts.push(catalog::budget(lang));
    let mut program = program::program(lang);
    program.push(help);
    [
        (words::drafts_family(lang), drafts),
        (words::papers_family(lang), drafts::papers(lang)),
        (words::versions_family(lang), versions::versions(lang)),
        (words::board_family(lang), versions::board(lang)),
        (words::review_family(lang), review::verbs(lang)),
        (words::program_family(lang), program),
        (words::machines_family(lang), program::machines(lang)),
    ]
}

/// All verbs by family, each with the first thing that it does: the whole is told by `help VERB`.
fn overview(lang: Lang, families: &[Family]) -> String {
    let mut told = String::new();
    for (heading, verbs) in families {
        told.push_str(&format!("{heading}:\n"));
        for verb in verbs.iter().filter(|verb| !verb.is_hide_set()) {
            let about = verb.get_about().map(ToString::to_string);
            let about = about.unwrap_or_default();
            let first = about.split(['；', ';']).next().unwrap_or_default();
            told.push_str(&format!("  {:<13}  {first}\n", verb.get_name()));
        }
        told.push('\n');
    }
    told + words::help_of_one(lang)
}

/// The usage of a verb; of the whole program where there is no such verb.
#[must_use]
pub fn help(lang: Lang, verb: &[&str]) -> String {
    let mut whole = command(lang);
    whole.build();
    let below = verb
        .iter()
        .try_fold(&whole, |at, word| at.find_subcommand(word))
        .cloned();
    below.unwrap_or(whole).render_long_help().to_string()
}

/// A verb with what it does.
fn verb(lang: Lang, name: &'static str, does: fn(Lang) -> &'static str) -> Command {
    Command::new(name).about(does(lang))
}

fn globals(lang: Lang) -> [Arg; 6] {
    [
        Arg::new("workspace")
            .long("workspace")
            .value_name("DIR")
            .global(true)
            .help(does::workspace(lang)),
        Arg::new("lang")
            .long("lang")
            .global(true)
            .value_parser(Lang::ALL.map(Lang::tag))
            .help(does::lang_option(lang))
            .hide_possible_values(true),
        Arg::new("color")
            .long("color")
            .global(true)
            .value_parser(["auto", "always", "never"])
            .help(does::color(lang))
            .hide_possible_values(true),
        flag("json").global(true).help(does::json(lang)),
        Arg::new("help")
            .long("help")
            .short('h')
            .global(true)
            .action(ArgAction::Help)
            .help(does::help_option(lang)),
        Arg::new("version")
            .long("version")
            .short('V')
            .action(ArgAction::Version)
            .help(does::version(lang)),
    ]
}

/// Puts the headings of a command and of those below it into a language.
fn in_language(command: Command, lang: Lang, template: &str) -> Command {
    let (arguments, options) = (words::arguments_heading(lang), words::options_heading(lang));
    let verb = command.get_name().to_owned();
    command
        .help_template(template.to_owned())
        .subcommand_help_heading(words::commands_heading(lang))
        .subcommand_value_name(lang.pick("命令", "COMMAND"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                arguments
            } else {
                options
            };
            let help = words::argument(lang, &verb, arg.get_id().as_str());
            match (help, arg.get_help()) {
                (Some(help), None) => arg.help(help).help_heading(heading),
                _ => arg.help_heading(heading),
            }
        })
        .mut_subcommands(|command| in_language(command, lang, template))
}

fn one(name: &'static str) -> Arg {
    Arg::new(name).required(true)
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

fn note() -> Arg {
    Arg::new("note").long("note").value_name("TEXT")
}

fn output() -> Arg {
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name("PATH")
}
