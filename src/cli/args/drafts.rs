//! The command line of drafts: made, filled, judged, written out and read in.

use super::{flag, one, output};
use crate::app::export::Format;
use crate::messages::Lang;
use crate::messages::cli::verbs as does;
use clap::{Arg, ArgAction, Command};

/// Making drafts, filling and judging them.
pub(super) fn drafts(lang: Lang) -> Vec<Command> {
    let verb = |name, does| super::verb(lang, name, does);
    vec![
        verb("new", does::new).arg(one("CODE")).arg(
            Arg::new("set")
                .long("set")
                .value_name("PATH=VALUE")
                .action(ArgAction::Append),
        ),
        verb("list", does::list),
        verb("show", does::show).arg(one("ID")),
        verb("get", does::get).arg(one("ID")).arg(one("PATH")),
        verb("set", does::set)
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
        verb("paths", does::paths).arg(one("ID")),
        verb("edit", does::edit)
            .arg(one("ID"))
            .arg(Arg::new("at").long("at").value_name("PATH")),
        verb("fill", does::fill)
            .arg(one("ID"))
            .arg(Arg::new("at").long("at").value_name("PATH")),
    ]
}

/// Finished applications as files.
pub(super) fn papers(lang: Lang) -> Vec<Command> {
    let verb = |name, does| super::verb(lang, name, does);
    vec![
        verb("check", does::check)
            .arg(
                Arg::new("ID")
                    .action(ArgAction::Append)
                    .required_unless_present("all"),
            )
            .arg(flag("all")),
        verb("explain", does::explain).arg(one("RULE").required(false)),
        verb("checklist", does::checklist)
            .arg(one("ID"))
            .arg(output()),
        verb("export", does::export)
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
        verb("import", does::import).arg(one("FILE")),
        verb("verify", does::verify).arg(one("FILE")),
    ]
}
