//! `shenbao.json`: what the people of a workspace have agreed on.

use crate::domain::branches::Branches;
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text;
use serde_json::{Value, json};

/// The format that this version reads and writes.
const FORMAT: &str = "shenbao-workspace/1";

/// Writes it.
#[must_use]
pub fn write(branches: Branches) -> String {
    json_text::write(&json!({"format": FORMAT, "branches": branches.name()}))
}

/// Reads it. Members that this version does not know are left alone.
///
/// # Errors
/// The first fault with its place.
pub fn read(bytes: &[u8]) -> Result<Branches, DataFault> {
    let value = json_text::read(bytes)?;
    let text = |name: &str| {
        let found = value.get(name).and_then(Value::as_str);
        let missing = || DataFault::at(format!("/{name}"), DataFaultKind::Shape(name.to_owned()));
        found.ok_or_else(missing)
    };
    let format = text("format")?;
    if format != FORMAT {
        return Err(DataFault::at(
            "/format",
            DataFaultKind::Format(format.to_owned()),
        ));
    }
    let branches = text("branches")?;
    let unknown = || DataFault::at("/branches", DataFaultKind::Shape("branches".to_owned()));
    Branches::with_name(branches).ok_or_else(unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_agreed_comes_back_and_nothing_else_is_taken_for_it() {
        for branches in Branches::ALL {
            assert_eq!(read(write(branches).as_bytes()), Ok(branches));
        }
        let place = |text: &str| read(text.as_bytes()).map_err(|fault| fault.place);
        for (text, expected) in [
            (
                r#"{"format":"shenbao-workspace/2","branches":"one"}"#,
                "/format",
            ),
            (
                r#"{"format":"shenbao-workspace/1","branches":"../x"}"#,
                "/branches",
            ),
            (r#"{"format":"shenbao-workspace/1"}"#, "/branches"),
        ] {
            assert_eq!(place(text), Err(expected.to_owned()), "{text}");
        }
        let later = r#"{"format":"shenbao-workspace/1","branches":"each","more":[1]}"#;
        assert_eq!(place(later), Ok(Branches::Each));
    }
}
