//! `config`: every setting with its value and where that came from; `config --init` writes a file to begin with.

use super::output::{Answer, Exit};
use crate::domain::settings::{SETTINGS, Settings, Source};
use crate::messages::{Lang, settings as words};
use crate::text::visible::visible;
use serde_json::{Value, json};

/// What the settings are, as the program that runs has them.
pub struct Shown<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// What is wrong with them, the keys included.
    pub faults: Vec<crate::domain::settings::Fault>,
    /// The chords of every command, by its id.
    pub keys: Vec<(&'static str, Vec<String>)>,
    /// The file; `None` where there is no folder for one.
    pub file: Option<String>,
    /// Whether the file is there.
    pub is_there: bool,
}

/// The answer to `config`.
#[must_use]
pub fn show(lang: Lang, shown: &Shown<'_>) -> Answer {
    let mut text = match &shown.file {
        Some(path) if shown.is_there => words::file_there(lang, &visible(path)),
        Some(path) => words::file_missing(lang, &visible(path)),
        None => words::no_folder(lang).to_owned(),
    };
    text.push_str("\n\n");
    for entry in SETTINGS {
        let value = shown.settings.value(entry.setting);
        let held = match value.text.as_str() {
            "" => words::empty(lang),
            held => held,
        };
        let source = words::source(lang, value.source);
        text.push_str(&format!("{} = {held}  # {source}\n", entry.key));
    }
    let own = shown.settings.keys.iter();
    for line in own {
        let source = words::source(lang, Source::File(line.line));
        let (id, chords) = (&line.is.0, line.is.1.join(" "));
        text.push_str(&format!("keys.\"{id}\" = {chords}  # {source}\n"));
    }
    if !shown.faults.is_empty() {
        text.push_str(&format!("\n{}\n", words::faults(lang)));
    }
    for fault in &shown.faults {
        text.push_str(&format!("✗ {}\n", words::fault(lang, fault)));
    }
    Answer::new(text, as_json(lang, shown)).ending(match shown.faults.is_empty() {
        true => Exit::Well,
        false => Exit::Something,
    })
}

fn as_json(lang: Lang, shown: &Shown<'_>) -> Value {
    let settings = SETTINGS.iter().map(|entry| {
        let value = shown.settings.value(entry.setting);
        json!({"key": entry.key, "value": value.text, "source": source(value.source)})
    });
    let keys = shown.keys.iter();
    let keys = keys.map(|(id, chords)| json!({"command": id, "chords": chords}));
    let faults = shown.faults.iter();
    let faults = faults
        .map(|fault| json!({"source": source(fault.at), "message": words::fault(lang, fault)}));
    json!({
        "file": shown.file, "there": shown.is_there, "settings": settings.collect::<Vec<_>>(),
        "keys": keys.collect::<Vec<_>>(), "faults": faults.collect::<Vec<_>>(),
    })
}

fn source(source: Source) -> Value {
    match source {
        Source::Default => json!({"from": "default"}),
        Source::File(line) => json!({"from": "file", "line": line}),
        Source::Environment(name) => json!({"from": "environment", "name": name}),
        Source::Flag(name) => json!({"from": "flag", "name": name}),
    }
}

/// The answer to `config --init`.
#[must_use]
pub fn made(lang: Lang, path: &str) -> Answer {
    Answer::new(words::written(lang, &visible(path)), json!({"file": path}))
}
