//! What the parser did not understand, told in a language, with the word that was perhaps meant.

use crate::messages::Lang;
use crate::messages::cli as words;
use clap::error::{ContextKind, ContextValue, ErrorKind};

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
