//! `schema` and `completions`.

use super::args::command;
use super::output::Answer;
use super::text;
use crate::app::failure::Failure;
use crate::format::schema;
use crate::messages::Lang;
use clap::ArgMatches;
use clap_complete::Shell;
use serde_json::json;

pub(super) fn run(args: &ArgMatches) -> Result<Answer, Failure> {
    let name = text(args, "NAME");
    let schema = schema::of(name).ok_or_else(|| Failure::Usage(name.to_owned()))?;
    let printed = crate::format::json_text::write(&schema);
    Ok(Answer {
        raw: true,
        ..Answer::new(printed, schema)
    })
}

pub(super) fn completions(args: &ArgMatches, lang: Lang) -> Result<Answer, Failure> {
    let shell = args
        .get_one::<Shell>("SHELL")
        .copied()
        .ok_or_else(|| Failure::Usage("SHELL".to_owned()))?;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(lang), "shenbao", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    Ok(Answer {
        raw: true,
        ..Answer::new(script.clone(), json!({"script": script}))
    })
}
