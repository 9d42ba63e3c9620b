//! `schema` and `completions`.

use super::complete::shells;
use super::output::Answer;
use super::text;
use crate::app::failure::Failure;
use crate::format::schema;
use crate::messages::schema as words;
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn run(args: &ArgMatches) -> Result<Answer, Failure> {
    let name = text(args, "NAME");
    let mut schema = schema::of(name).ok_or_else(|| Failure::Usage(name.to_owned()))?;
    describe(&mut schema);
    let printed = crate::format::json_text::write(&schema);
    Ok(Answer {
        raw: true,
        ..Answer::new(printed, schema)
    })
}

/// Puts the Chinese of every description before its English.
fn describe(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            for (name, value) in members.iter_mut().filter(|(name, _)| *name != "examples") {
                match value {
                    Value::String(english) if name == "description" => {
                        let sentence: Vec<&str> = english.split_whitespace().collect();
                        if let Some(both) = words::both(&sentence.join(" ")) {
                            *english = both;
                        }
                    }
                    other => describe(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(describe),
        _ => {}
    }
}

pub(super) fn completions(args: &ArgMatches) -> Result<Answer, Failure> {
    let shell = text(args, "SHELL");
    let script = shells::script(shell).ok_or_else(|| Failure::Usage(shell.to_owned()))?;
    Ok(Answer {
        raw: true,
        ..Answer::new(script, json!({"script": script}))
    })
}
