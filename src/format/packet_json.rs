//! A packet (评审包): a draft and what was written about it, as one file to take to another machine.
//!
//! Invariants: all in it is read by the readers of its parts, so that nothing is let in that they would not; notebooks are
//! of the packet's draft. Absent: covering the applicant (`domain::review::packet`).

use crate::domain::draft::Draft;
use crate::domain::review::Notebook;
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::{draft_json, json_text, review_json};
use serde_json::{Value, json};

/// The format that this version reads and writes.
pub const FORMAT: &str = "shenbao-packet/1";

/// A draft and what was written about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packet {
    /// Whether the applicant is covered in it.
    pub blind: bool,
    /// The digest of the call's files where it was packed.
    pub call_digest: String,
    /// The draft.
    pub draft: Draft,
    /// What was written about it, by name.
    pub notebooks: Vec<Notebook>,
}

/// Writes a packet.
#[must_use]
pub fn write(packet: &Packet) -> String {
    let origin = &packet.draft.origin;
    let notebooks = packet.notebooks.iter();
    let notebooks = notebooks.map(|notebook| review_json::to_value(&origin.id, notebook));
    json_text::write(&json!({
        "format": FORMAT, "blind": packet.blind,
        "call": {"id": origin.call.as_str(), "digest": packet.call_digest},
        "draft": draft_json::to_value(&packet.draft), "notebooks": notebooks.collect::<Vec<_>>(),
    }))
}

/// Reads a packet.
///
/// # Errors
/// The first fault with its place.
pub fn read(bytes: &[u8]) -> Result<Packet, DataFault> {
    let value = json_text::read(bytes)?;
    let format = value.get("format").and_then(Value::as_str);
    if format != Some(FORMAT) {
        let given = format.unwrap_or_default().to_owned();
        return Err(DataFault::at("/format", DataFaultKind::Format(given)));
    }
    let shape =
        |place: &str, what: &str| DataFault::at(place, DataFaultKind::Shape(what.to_owned()));
    let blind = value.get("blind").and_then(Value::as_bool);
    let digest = value.pointer("/call/digest").and_then(Value::as_str);
    let read = draft_json::from_value(value.get("draft").unwrap_or(&Value::Null))
        .map_err(|fault| within("/draft", fault))?;
    if read.version > draft_json::VERSION {
        let format = format!("shenbao-draft/{}", read.version);
        return Err(DataFault::at(
            "/draft/format",
            DataFaultKind::Format(format),
        ));
    }
    let notebooks = value.get("notebooks").and_then(Value::as_array);
    let notebooks = notebooks.ok_or_else(|| shape("/notebooks", "array"))?;
    let notebooks = notebooks.iter().enumerate().map(|(index, value)| {
        let place = format!("/notebooks/{index}");
        let one = review_json::from_value(value).map_err(|fault| within(&place, fault))?;
        if one.draft != read.draft.origin.id {
            let other = DataFaultKind::BadId(one.draft.as_str().to_owned());
            return Err(DataFault::at(format!("{place}/draft"), other));
        }
        Ok(one.notebook)
    });
    Ok(Packet {
        blind: blind.ok_or_else(|| shape("/blind", "boolean"))?,
        call_digest: digest.unwrap_or_default().to_owned(),
        notebooks: notebooks.collect::<Result<_, _>>()?,
        draft: read.draft,
    })
}

/// A fault of a part, at its place in the whole.
fn within(place: &str, fault: DataFault) -> DataFault {
    DataFault {
        place: format!("{place}{}", fault.place),
        ..fault
    }
}
