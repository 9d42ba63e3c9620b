//! The journal's lines: what was typed since the draft's file was last written.
//!
//! The first line names the draft and holds the file as it was; each further line is an edit. A line is its length,
//! a checksum and JSON. Invariant: whatever befell the end of a journal, the lines before it are read.

use crate::domain::edit::Edit;
use crate::format::{digest, edit_json, json_text};
use serde_json::{Value, json};

/// The largest journal: far more than is typed between two moments at which the draft's file is written, and little enough
/// to be read whole.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// A journal that was read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Journal {
    /// The draft's file as it was when the journal was begun.
    pub base: String,
    /// The edits since, in order.
    pub edits: Vec<Edit>,
    /// How many bytes hold; what lies behind was torn.
    pub whole: usize,
}

/// The first line of a journal, for the draft's file as it is.
#[must_use]
pub fn head(base: &str) -> String {
    line(&json!({"journal": 1, "base": base}))
}

/// The line of an edit.
#[must_use]
pub fn entry(edit: &Edit) -> String {
    line(&edit_json::to_value(edit))
}

/// Reads a journal as far as it is whole; `None` when not even its first line is.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Journal> {
    let (first, mut whole) = next(bytes, 0)?;
    if first.get("journal").and_then(Value::as_u64) != Some(1) {
        return None;
    }
    let base = first.get("base")?.as_str()?.to_owned();
    let mut edits = Vec::new();
    while let Some((value, end)) = next(bytes, whole) {
        let Some(edit) = edit_json::from_value(&value) else {
            break;
        };
        edits.push(edit);
        whole = end;
    }
    Some(Journal { base, edits, whole })
}

fn line(value: &Value) -> String {
    let json = value.to_string();
    format!("{} {} {json}\n", json.len(), checksum(json.as_bytes()))
}

/// Sixteen hex digits of the text's SHA-256: enough to tell a torn line from a whole one.
fn checksum(bytes: &[u8]) -> String {
    digest::sha256(bytes)
        .chars()
        .skip("sha256:".len())
        .take(16)
        .collect()
}

/// The line that begins at a byte, and where the one after it begins.
fn next(bytes: &[u8], from: usize) -> Option<(Value, usize)> {
    let rest = bytes.get(from..)?;
    let space = rest.iter().take(12).position(|byte| *byte == b' ')?;
    let length: usize = std::str::from_utf8(&rest[..space]).ok()?.parse().ok()?;
    let sum = rest.get(space + 1..space + 17)?;
    let json = rest.get(space + 18..(space + 18).checked_add(length)?)?;
    let closed =
        rest.get(space + 17) == Some(&b' ') && rest.get(space + 18 + length) == Some(&b'\n');
    let fits = closed && checksum(json).as_bytes() == sum;
    let value = fits.then(|| json_text::read_up_to(json, MAX_BYTES).ok());
    let value = value.flatten()?;
    Some((value, from + space + 18 + length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::FieldPath;

    fn sample() -> (String, Vec<Edit>) {
        let at = FieldPath::parse("plan").expect("a path");
        let typed = "邀请科技政策专家".chars().enumerate();
        let edits: Vec<Edit> = typed
            .map(|(start, c)| Edit::Splice {
                at: at.clone(),
                start,
                removed: 0,
                inserted: c.to_string(),
            })
            .collect();
        (
            head("{\"草\":1}\n") + &edits.iter().map(entry).collect::<String>(),
            edits,
        )
    }

    #[test]
    fn a_journal_cut_at_any_byte_gives_the_edits_before_the_cut() {
        let (text, edits) = sample();
        for end in 0..=text.len() {
            let read = read(&text.as_bytes()[..end]);
            let lines = text.as_bytes()[..end]
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            match read {
                None => assert_eq!(lines, 0),
                Some(journal) => assert_eq!(journal.edits, edits[..lines - 1]),
            }
        }
    }

    #[test]
    fn a_journal_with_any_byte_changed_gives_a_beginning_of_the_edits() {
        let (text, edits) = sample();
        for index in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[index] ^= 0x15;
            if let Some(journal) = read(&bytes) {
                assert!(edits.starts_with(&journal.edits), "byte {index}");
            }
        }
    }
}
