//! The beginning of a draft's file: what a list of drafts shows, without reading the rest.

use super::text;
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text::Scanner;
use serde_json::Value;

/// What a list of drafts shows of one, as it is written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Head {
    /// The call it answers.
    pub call: String,
    /// The code of the project it applies for.
    pub project: String,
    /// The text of `applicant/name`.
    pub applicant: String,
}

/// Reads only as much of a draft as a list shows, and stops there: what comes after is not looked at.
///
/// # Errors
/// The first fault before the end of what is shown.
pub fn head(bytes: &[u8]) -> Result<Head, DataFault> {
    let mut scanner = Scanner::new(bytes)?;
    let mut head = Head::default();
    scanner.open_object()?;
    let mut read = 0;
    while let Some(name) = scanner.next_key(read)? {
        read += 1;
        if name == "fields" {
            head.applicant = applicant(&mut scanner)?;
            // In the order that this program writes, the rest of what is shown came before; and the scanner now
            // stands within the fields.
            return if head.project.is_empty() {
                super::read(bytes).map(|whole| of_draft(&whole))
            } else {
                Ok(head)
            };
        }
        match (name.as_ref(), scanner.value()?) {
            ("call", Value::String(call)) => head.call = call,
            ("project", Value::String(project)) => head.project = project,
            _ => {}
        }
    }
    if head.project.is_empty() {
        let missing = DataFaultKind::Shape("string".to_owned());
        return Err(DataFault::at("/project", missing));
    }
    Ok(head)
}

fn applicant(scanner: &mut Scanner<'_>) -> Result<String, DataFault> {
    scanner.open_object()?;
    let mut read = 0;
    while let Some(name) = scanner.next_key(read)? {
        read += 1;
        let value = scanner.value()?;
        if name == APPLICANT {
            return Ok(text(&value).unwrap_or_default());
        }
    }
    Ok(String::new())
}

fn of_draft(whole: &super::ReadDraft) -> Head {
    let mut values = whole.draft.values();
    let applicant = values.find(|(at, _)| at.as_str() == APPLICANT);
    Head {
        call: whole.draft.origin.call.as_str().to_owned(),
        project: whole.draft.origin.project.as_str().to_owned(),
        applicant: applicant.map_or_else(String::new, |(_, text)| text.to_owned()),
    }
}

const APPLICANT: &str = "applicant/name";
