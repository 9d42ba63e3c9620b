//! The command line of calls, and of money judged by them.

use super::{flag, one, output};
use crate::messages::Lang;
use crate::messages::cli::verbs as does;
use clap::{Arg, Command};

/// `catalog` and what is below it.
pub(super) fn catalog(lang: Lang) -> Command {
    let verb = |name, does| super::verb(lang, name, does);
    verb("catalog", does::catalog)
        .subcommand_required(true)
        .subcommands([
            verb("list", does::catalog_list).arg(Arg::new("call").long("call").value_name("ID")),
            verb("show", does::catalog_show).arg(one("CODE")),
            verb("import", does::catalog_import)
                .arg(one("FILE"))
                .arg(output())
                .arg(Arg::new("call").long("call").value_name("ID"))
                .arg(Arg::new("against").long("against").value_name("CALL"))
                .arg(flag("screen")),
            verb("check", does::catalog_check).arg(one("DIR").required(false)),
        ])
}

/// `budget` and what is below it.
pub(super) fn budget(lang: Lang) -> Command {
    let verb = |name, does| super::verb(lang, name, does);
    verb("budget", does::budget)
        .subcommand_required(true)
        .subcommands([
            verb("add", does::budget_add)
                .arg(one("ID"))
                .args(budget_columns()),
            verb("remove", does::budget_remove)
                .arg(one("ID"))
                .arg(one("LINE")),
            verb("check", does::budget_check)
                .arg(one("CODE"))
                .arg(one("FILE").required(false))
                .arg(flag("explain")),
        ])
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
