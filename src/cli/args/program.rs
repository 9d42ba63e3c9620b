//! The command line of the program itself: its surroundings, and what other programs call.

use super::{flag, one, output};
use crate::cli::complete::shells::SHELLS;
use crate::domain::branches::Branches;
use crate::format::schema;
use crate::messages::Lang;
use crate::messages::cli::verbs as does;
use clap::{Arg, ArgAction, Command};

/// Settings, surroundings, workspaces.
pub(super) fn program(lang: Lang) -> Vec<Command> {
    let verb = |name, does| super::verb(lang, name, does);
    vec![
        verb("config", does::config).arg(flag("init")),
        verb("demo", does::demo).arg(one("DIR").required(false)),
        verb("doctor", does::doctor).arg(flag("dry-run")),
        verb("init", does::init)
            .arg(one("DIR").required(false))
            .arg(
                Arg::new("branches")
                    .long("branches")
                    .value_name("WAY")
                    .value_parser(Branches::ALL.map(Branches::name)),
            ),
    ]
}

/// What git, shells and other programs call.
pub(super) fn machines(lang: Lang) -> Vec<Command> {
    let verb = |name, does| super::verb(lang, name, does);
    vec![
        verb("merge-file", does::merge_file)
            .arg(one("BASE"))
            .arg(one("OURS"))
            .arg(one("THEIRS")),
        verb("git-diff-text", does::git_diff_text).arg(one("FILE")),
        verb("schema", does::schema).arg(one("NAME").value_parser(schema::NAMES)),
        verb("completions", does::completions).arg(one("SHELL").value_parser(SHELLS)),
        verb("man", does::man)
            .arg(Arg::new("VERB").action(ArgAction::Append))
            .arg(output()),
        verb("complete", does::complete)
            .hide(true)
            .arg(one("AT"))
            .arg(
                Arg::new("WORD")
                    .action(ArgAction::Append)
                    .allow_hyphen_values(true)
                    .last(true),
            ),
    ]
}
