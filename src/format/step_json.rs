//! `steps/*.json`: one step of a draft on its way, one file each.

use crate::domain::state::{State, Step};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text;
use serde_json::{Value, json};

/// The format that this version reads and writes.
const FORMAT: &str = "shenbao-step/1";

/// Writes a step.
#[must_use]
pub fn write(step: &Step) -> String {
    json_text::write(&to_value(step))
}

/// The JSON of a step.
#[must_use]
pub fn to_value(step: &Step) -> Value {
    json!({
        "format": FORMAT, "state": step.state.name(), "time": step.time, "by": step.by, "digest": step.digest,
        "note": step.note,
    })
}

/// Reads a step.
///
/// # Errors
/// The first fault with its place.
pub fn read(bytes: &[u8]) -> Result<Step, DataFault> {
    let value = json_text::read(bytes)?;
    let text = |name: &str| {
        let found = value.get(name).and_then(Value::as_str);
        let missing = || DataFault::at(format!("/{name}"), DataFaultKind::Shape(name.to_owned()));
        found.map(str::to_owned).ok_or_else(missing)
    };
    let format = text("format")?;
    if format != FORMAT {
        return Err(DataFault::at("/format", DataFaultKind::Format(format)));
    }
    let state = text("state")?;
    let unknown = || DataFault::at("/state", DataFaultKind::Shape("state".to_owned()));
    Ok(Step {
        time: text("time")?,
        state: State::with_name(&state).ok_or_else(unknown)?,
        by: text("by")?,
        digest: text("digest")?,
        note: text("note")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_comes_back_as_it_was_and_a_later_format_is_refused() {
        let step = Step {
            time: "2026-11-24T08:00:00Z".into(),
            state: State::Returned,
            by: "评审甲".into(),
            digest: "sha256:00".into(),
            note: "请写明\n专家职称".into(),
        };
        let text = write(&step);
        assert_eq!(read(text.as_bytes()), Ok(step));
        let later = text.replace("step/1", "step/2");
        assert_eq!(
            read(later.as_bytes()).map_err(|fault| fault.place),
            Err("/format".into())
        );
    }
}
