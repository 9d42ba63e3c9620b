//! The command line: verbs, arguments, options. Words come from `messages::cli` in both languages.

mod review;

use super::complete::shells::SHELLS;
use crate::app::export::Format;
use crate::domain::branches::Branches;
use crate::domain::state::State;
use crate::format::schema;
use crate::messages::Lang;
use crate::messages::cli::{self as words, Word, does};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};

/// What can be said about a draft that was handed in, beside giving it back.
const DECISIONS: [State; 3] = [State::InReview, State::Approved, State::Rejected];

/// The whole command line in a language.
#[must_use]
pub fn command(lang: Lang) -> Command {
    let template = format!(
        "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        words::usage_heading(lang)
    );
    let verb = |name: &'static str, word: Word| Command::new(name).about(does(lang, word));
    let catalog = verb("catalog", Word::Catalog)
        .subcommand_required(true)
        .subcommands([
            verb("list", Word::CatalogList).arg(Arg::new("call").long("call").value_name("ID")),
            verb("show", Word::CatalogShow).arg(one("CODE")),
            verb("import", Word::CatalogImport)
                .arg(one("FILE"))
                .arg(output())
                .arg(Arg::new("call").long("call").value_name("ID"))
                .arg(Arg::new("against").long("against").value_name("CALL"))
                .arg(flag("screen")),
            verb("check", Word::CatalogCheck).arg(one("DIR").required(false)),
        ]);
    let budget = verb("budget", Word::Budget)
        .subcommand_required(true)
        .subcommands([
            verb("add", Word::BudgetAdd)
                .arg(one("ID"))
                .args(budget_columns()),
            verb("remove", Word::BudgetRemove)
                .arg(one("ID"))
                .arg(one("LINE")),
            verb("check", Word::BudgetCheck)
                .arg(one("CODE"))
                .arg(one("FILE").required(false))
                .arg(flag("explain")),
        ]);
    let drafts = [
        verb("help", Word::Help).arg(Arg::new("VERB").action(ArgAction::Append)),
        verb("new", Word::New).arg(one("CODE")).arg(
            Arg::new("set")
                .long("set")
                .value_name("PATH=VALUE")
                .action(ArgAction::Append),
        ),
        verb("list", Word::List),
        verb("show", Word::Show).arg(one("ID")),
        verb("get", Word::Get).arg(one("ID")).arg(one("PATH")),
        verb("set", Word::Set)
            .arg(one("ID"))
            .arg(Arg::new("PATH").required_unless_present("batch"))
            .arg(
                Arg::new("VALUE")
                    .required_unless_present("batch")
                    .allow_hyphen_values(true),
            )
            .arg(
                Arg::new("batch")
                    .long("batch")
                    .value_name("FILE")
                    .conflicts_with_all(["PATH", "VALUE"]),
            ),
        verb("paths", Word::Paths).arg(one("ID")),
        verb("edit", Word::Edit)
            .arg(one("ID"))
            .arg(Arg::new("at").long("at").value_name("PATH")),
        verb("fill", Word::Fill)
            .arg(one("ID"))
            .arg(Arg::new("at").long("at").value_name("PATH")),
        verb("check", Word::Check)
            .arg(
                Arg::new("ID")
                    .action(ArgAction::Append)
                    .required_unless_present("all"),
            )
            .arg(flag("all")),
        verb("explain", Word::Explain).arg(one("RULE").required(false)),
        verb("checklist", Word::Checklist)
            .arg(one("ID"))
            .arg(output()),
        verb("export", Word::Export)
            .arg(one("ID"))
            .arg(
                Arg::new("format")
                    .long("format")
                    .value_parser(Format::ALL.map(Format::name))
                    .default_value("json"),
            )
            .arg(output())
            .arg(flag("force"))
            .arg(flag("review")),
        verb("import", Word::Import).arg(one("FILE")),
        verb("verify", Word::Verify).arg(one("FILE")),
        verb("save", Word::Save)
            .arg(one("ID"))
            .arg(
                Arg::new("message")
                    .short('m')
                    .long("message")
                    .value_name("TEXT"),
            )
            .args(author()),
        verb("log", Word::Log)
            .arg(one("ID"))
            .arg(Arg::new("most").short('n').long("most").value_name("N")),
        verb("restore", Word::Restore)
            .arg(one("ID"))
            .arg(one("REV")),
        verb("renew", Word::Renew)
            .arg(one("ID").required(false))
            .arg(flag("show")),
        verb("diff", Word::Diff)
            .arg(one("A"))
            .arg(one("B").required(false))
            .arg(flag("chars")),
        verb("sync", Word::Sync).arg(one("REMOTE").required(false)),
        verb("board", Word::Board)
            .arg(
                Arg::new("sort")
                    .long("sort")
                    .value_name("COLUMN")
                    .value_parser([
                        "changed",
                        "project",
                        "applicant",
                        "state",
                        "total",
                        "errors",
                        "complete",
                    ]),
            )
            .arg(
                Arg::new("state")
                    .long("state")
                    .value_name("STATE")
                    .value_parser(State::ALL.map(State::name)),
            )
            .arg(
                Arg::new("format")
                    .long("format")
                    .value_parser(["text", "csv", "xlsx"])
                    .default_value("text"),
            )
            .arg(output()),
        verb("submit", Word::Submit).arg(one("ID")).arg(note()),
        verb("return", Word::Return).arg(one("ID")).arg(note()),
        verb("decide", Word::Decide)
            .arg(one("ID"))
            .arg(one("STATE").value_parser(DECISIONS.map(State::name)))
            .arg(note()),
        verb("config", Word::Config).arg(flag("init")),
        verb("doctor", Word::Doctor).arg(flag("dry-run")),
        verb("init", Word::Init)
            .arg(one("DIR").required(false))
            .arg(
                Arg::new("branches")
                    .long("branches")
                    .value_name("WAY")
                    .value_parser(Branches::ALL.map(Branches::name)),
            ),
        verb("merge-file", Word::MergeFile)
            .arg(one("BASE"))
            .arg(one("OURS"))
            .arg(one("THEIRS")),
        verb("git-diff-text", Word::GitDiffText).arg(one("FILE")),
        verb("schema", Word::Schema).arg(one("NAME").value_parser(schema::NAMES)),
        verb("completions", Word::Completions).arg(one("SHELL").value_parser(SHELLS)),
        verb("man", Word::Man)
            .arg(Arg::new("VERB").action(ArgAction::Append))
            .arg(output()),
        verb("complete", Word::Complete)
            .hide(true)
            .arg(one("AT"))
            .arg(
                Arg::new("WORD")
                    .action(ArgAction::Append)
                    .allow_hyphen_values(true)
                    .last(true),
            ),
    ];
    let whole = Command::new("shenbao")
        .about(words::about(lang))
        .version(env!("SHENBAO_VERSION"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args(globals(lang))
        .subcommand(catalog)
        .subcommands(drafts)
        .subcommands(review::verbs(lang))
        .subcommand(budget);
    in_language(whole, lang, &template)
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

fn globals(lang: Lang) -> [Arg; 6] {
    [
        Arg::new("workspace")
            .long("workspace")
            .value_name("DIR")
            .global(true)
            .help(does(lang, Word::Workspace)),
        Arg::new("lang")
            .long("lang")
            .global(true)
            .value_parser(["zh-CN", "en"])
            .help(does(lang, Word::LangOption))
            .hide_possible_values(true),
        Arg::new("color")
            .long("color")
            .global(true)
            .value_parser(["auto", "always", "never"])
            .help(does(lang, Word::Color))
            .hide_possible_values(true),
        flag("json").global(true).help(does(lang, Word::Json)),
        Arg::new("help")
            .long("help")
            .short('h')
            .global(true)
            .action(ArgAction::Help)
            .help(does(lang, Word::HelpOption)),
        Arg::new("version")
            .long("version")
            .short('V')
            .action(ArgAction::Version)
            .help(does(lang, Word::Version)),
    ]
}

/// Puts the headings of a command and of those below it into a language.
fn in_language(command: Command, lang: Lang, template: &str) -> Command {
    let (arguments, options) = (words::arguments_heading(lang), words::options_heading(lang));
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
            let help = words::argument(lang, arg.get_id().as_str());
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

/// Who keeps versions, for a workspace whose git does not know it yet.
fn author() -> [Arg; 2] {
    let part = |name: &'static str, other: &'static str, value: &'static str| {
        Arg::new(name).long(name).value_name(value).requires(other)
    };
    [
        part("author-name", "author-email", "NAME"),
        part("author-email", "author-name", "ADDRESS"),
    ]
}

fn output() -> Arg {
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name("PATH")
}

/// The columns of a budget line, as options.
fn budget_columns() -> Vec<Arg> {
    let column = |name: &'static str, long: &'static str| {
        Arg::new(name)
            .long(long)
            .value_name("TEXT")
            .allow_hyphen_values(true)
    };
    vec![
        column("category", "category"),
        column("item", "item").required(true),
        column("quantity", "quantity"),
        column("unit", "unit"),
        column("unit_price", "unit-price"),
        column("justification", "justification"),
        column("indicator", "indicator"),
        column("source", "source"),
    ]
}

/// What the parser did not understand, in a language.
#[must_use]
pub fn misunderstood(lang: Lang, error: &clap::Error) -> String {
    let best = |kind: ContextKind| match error.get(kind) {
        // The likeliest comes last.
        Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
        Some(ContextValue::String(text)) => text.clone(),
        _ => String::new(),
    };
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let said = words::unknown_command(lang, &text(ContextKind::InvalidSubcommand));
            nearest(lang, said, &best(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::UnknownArgument => {
            let said = words::unknown_argument(lang, &text(ContextKind::InvalidArg));
            nearest(lang, said, &best(ContextKind::SuggestedArg))
        }
        ErrorKind::MissingRequiredArgument => {
            words::missing_argument(lang, &text(ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand => words::missing_argument(lang, lang.pick("命令", "COMMAND")),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let (value, arg) = (
                text(ContextKind::InvalidValue),
                text(ContextKind::InvalidArg),
            );
            let said = words::bad_value(lang, &value, &arg);
            let said = nearest(lang, said, &best(ContextKind::SuggestedValue));
            match text(ContextKind::ValidValue) {
                valid if valid.is_empty() => said,
                valid => words::may_be(lang, &said, &valid),
            }
        }
        _ => words::not_understood(lang).to_owned(),
    }
}

/// What was said, with the word that was perhaps meant.
fn nearest(lang: Lang, said: String, meant: &str) -> String {
    match meant {
        "" => said,
        meant => words::perhaps(lang, &said, meant),
    }
}
