//! The command line of versions, and of the board that looks at all drafts.

use super::{flag, note, one, output};
use crate::domain::state::State;
use crate::messages::Lang;
use crate::messages::cli::verbs as does;
use clap::{Arg, Command};

/// What can be said about a draft that was handed in, beside giving it back.
const DECISIONS: [State; 3] = [State::InReview, State::Approved, State::Rejected];

/// Keeping, comparing and sharing versions.
pub(super) fn versions(lang: Lang) -> Vec<Command> {
    let verb = |name, does| super::verb(lang, name, does);
    vec![
        verb("save", does::save)
            .arg(one("ID"))
            .arg(
                Arg::new("message")
                    .short('m')
                    .long("message")
                    .value_name("TEXT"),
            )
            .args(author()),
        verb("log", does::log)
            .arg(one("ID"))
            .arg(Arg::new("most").short('n').long("most").value_name("N")),
        verb("restore", does::restore)
            .arg(one("ID"))
            .arg(one("REV")),
        verb("renew", does::renew)
            .arg(one("ID").required(false))
            .arg(flag("show"))
            .arg(
                Arg::new("to")
                    .long("to")
                    .value_name("CODE")
                    .requires("ID")
                    .conflicts_with("show"),
            ),
        verb("diff", does::diff)
            .arg(one("A"))
            .arg(one("B").required(false))
            .arg(flag("chars")),
        verb("sync", does::sync)
            .arg(one("REMOTE").required(false))
            .args(author()),
    ]
}

/// All drafts, and the steps they take.
pub(super) fn board(lang: Lang) -> Vec<Command> {
    let verb = |name, does| super::verb(lang, name, does);
    vec![
        verb("board", does::board)
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
        verb("submit", does::submit).arg(one("ID")).arg(note()),
        verb("return", does::give_back).arg(one("ID")).arg(note()),
        verb("decide", does::decide)
            .arg(one("ID"))
            .arg(one("STATE").value_parser(DECISIONS.map(State::name)))
            .arg(note()),
    ]
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
