//! The command line of reviews.

use super::{flag, note, one, output};
use crate::domain::review::entry::{Kind, Verdict};
use crate::messages::Lang;
use crate::messages::cli::verbs as does;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

/// The states that an anchor's words can be in, as `annotations --state` and JSON name them.
pub const STATES: [&str; 6] = [
    "exact",
    "shifted",
    "edited",
    "moved",
    "ambiguous",
    "orphaned",
];

/// The verbs of reviews.
pub(super) fn verbs(lang: Lang) -> Vec<Command> {
    let verb = |name, does| super::verb(lang, name, does);
    let on_note = |name, does| verb(name, does).args([one("ID"), one("NOTE"), who()]);
    vec![
        annotate(verb("annotate", does::annotate)),
        verb("annotations", does::annotations)
            .args([one("ID"), option("by", "NAME"), kind(), state()])
            .args([flag("open"), flag("w3c"), who()]),
        on_note("reply", does::reply).arg(option("body", "TEXT").required(true)),
        on_note("resolve", does::resolve),
        on_note("reopen", does::reopen),
        verb("accept", does::accept)
            .arg(one("ID"))
            .arg(Arg::new("NOTE").required_unless_present("all"))
            .arg(flag("all").conflicts_with("NOTE"))
            .arg(option("by", "NAME").requires("all"))
            .args([flag("force"), who()]),
        on_note("refuse", does::refuse),
        on_note("amend", does::amend).arg(option("body", "TEXT").required(true)),
        on_note("withdraw", does::withdraw),
        on_note("pin", does::pin)
            .arg(option("path", "PATH").required_unless_present("offer"))
            .args([option("quote", "TEXT").requires("path"), nth()])
            .arg(number("offer").conflicts_with("path")),
        verb("seen", does::seen)
            .arg(one("ID"))
            .arg(Arg::new("PATH").action(ArgAction::Append))
            .args([flag("forget"), who()]),
        verb("score", does::score)
            .args([one("ID"), one("CRITERION"), one("VALUE"), who()])
            .mut_arg("VALUE", |value| value.allow_hyphen_values(true)),
        verb("declare", does::declare).args([one("ID"), one("TEXT").required(false), who()]),
        verb("verdict", does::verdict)
            .arg(one("ID"))
            .arg(one("VERDICT").value_parser(names(Verdict::ALL.map(Verdict::name))))
            .args([note(), who()]),
        verb("review", does::review)
            .subcommand_negates_reqs(true)
            .args_conflicts_with_subcommands(true)
            .arg(one("ID"))
            .arg(option("base", "seen|prefill|REV|FILE"))
            .arg(who())
            .subcommands([
                verb("summary", does::review_summary).args([one("ID"), who()]),
                verb("pack", does::review_pack)
                    .args([one("ID"), output(), flag("blind")])
                    .arg(flag("cover-all").requires("blind").conflicts_with("leave"))
                    .args([flag("leave").requires("blind"), who()]),
                verb("unpack", does::review_unpack).arg(one("FILE")),
            ]),
    ]
}

fn annotate(verb: Command) -> Command {
    let many = |name, value| option(name, value).action(ArgAction::Append);
    let changes = ["replace", "set", "add-row", "remove-row"];
    verb.args([one("ID"), option("path", "PATH")])
        .arg(option("section", "SECTION").conflicts_with_all(["path", "quote"]))
        .args([option("quote", "TEXT").requires("path"), nth()])
        .arg(option("body", "TEXT").required_unless_present_any(changes))
        .arg(kind())
        .arg(option("replace", "TEXT").requires("path"))
        .arg(many("set", "COLUMN=VALUE").requires("path"))
        .arg(many("add-row", "COLUMN=VALUE").requires("path"))
        .arg(flag("remove-row").requires("path"))
        .group(clap::ArgGroup::new("change").args(changes))
        .arg(who())
}

fn option(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name(value)
        .allow_hyphen_values(true)
}

fn number(name: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .value_name("N")
        .value_parser(clap::value_parser!(usize))
}

fn nth() -> Arg {
    number("nth").requires("quote")
}

fn who() -> Arg {
    Arg::new("as").long("as").value_name("NAME")
}

fn kind() -> Arg {
    Arg::new("kind")
        .long("kind")
        .value_name("KIND")
        .value_parser(names(Kind::ALL.map(Kind::name)))
}

fn state() -> Arg {
    Arg::new("state")
        .long("state")
        .value_name("STATE")
        .value_parser(STATES)
}

fn names<const N: usize>(names: [&'static str; N]) -> PossibleValuesParser {
    names.into()
}
