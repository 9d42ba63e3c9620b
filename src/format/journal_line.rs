//! The lines of the crash journal: a header, then one edit a line.
//!
//! A line is `LEN CHECKSUM JSON` and a line break; `LEN` counts the bytes of the JSON, `CHECKSUM` is the first 8 hex
//! digits of its SHA-256. The header holds the draft as it was on disk, so that the edits mean something even when
//! the file has changed since. Invariant: whatever happened to the bytes, reading gives the longest sound beginning.

use crate::domain::draft::DraftId;
use crate::domain::edit::Edit;
use crate::format::digest::checksum;
use crate::format::edit_json;
use serde_json::{Value, json};

const FORMAT: &str = "shenbao-journal/1";
/// More digits than any length of a line needs.
const LEN_DIGITS: usize = 12;

/// What a journal begins with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    /// The draft that the edits are for.
    pub draft: DraftId,
    /// Digest of the draft's file before the first edit.
    pub digest: String,
    /// The draft's file before the first edit.
    pub base: String,
}

/// A journal as far as it is sound.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Journal {
    /// What it begins with.
    pub header: Header,
    /// The edits, in order.
    pub edits: Vec<Edit>,
    /// Where the header ends, then where each edit's line ends: byte offsets.
    pub ends: Vec<usize>,
    /// The byte from which on the journal is not sound; `None` when all of it is.
    pub torn: Option<usize>,
}

/// The first line of a journal.
#[must_use]
pub fn header_line(header: &Header) -> Vec<u8> {
    line(&json!({
        "format": FORMAT,
        "draft": header.draft.as_str(),
        "digest": header.digest,
        "base": header.base,
    }))
}

/// The line of an edit. `seq` counts the edits of a journal from 1.
#[must_use]
pub fn edit_line(seq: usize, edit: &Edit) -> Vec<u8> {
    line(&json!({"seq": seq, "edit": edit_json::write(edit)}))
}

/// Reads the sound beginning of a journal; `None` when not even its header is sound.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Journal> {
    let (first, mut at) = next_entry(bytes, 0)?;
    let header = header(&first)?;
    let mut edits = Vec::new();
    let mut ends = vec![at];
    while let Some((entry, end)) = next_entry(bytes, at) {
        let Some(edit) = edit(&entry, edits.len() + 1) else {
            break;
        };
        edits.push(edit);
        ends.push(end);
        at = end;
    }
    Some(Journal {
        header,
        edits,
        ends,
        torn: (at < bytes.len()).then_some(at),
    })
}

fn line(entry: &Value) -> Vec<u8> {
    let json = entry.to_string();
    format!("{} {} {json}\n", json.len(), checksum(json.as_bytes())).into_bytes()
}

fn next_entry(bytes: &[u8], at: usize) -> Option<(Value, usize)> {
    let rest = bytes.get(at..)?;
    let digits = rest.iter().take(LEN_DIGITS).position(|b| *b == b' ')?;
    let len: usize = std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()?;
    let start = digits + 1 + 8 + 1;
    let check = rest.get(digits + 1..start)?;
    let json = rest.get(start..start.checked_add(len)?)?;
    let sound = check.strip_suffix(b" ")? == checksum(json).as_bytes()
        && rest.get(start + len) == Some(&b'\n');
    // A line with a sound checksum is one that this program wrote, so the plain reader will do.
    let entry = sound.then(|| serde_json::from_slice(json).ok()).flatten()?;
    Some((entry, at + start + len + 1))
}

fn header(entry: &Value) -> Option<Header> {
    (entry.get("format")?.as_str()? == FORMAT).then_some(())?;
    Some(Header {
        draft: DraftId::parse(entry.get("draft")?.as_str()?)?,
        digest: entry.get("digest")?.as_str()?.to_owned(),
        base: entry.get("base")?.as_str()?.to_owned(),
    })
}

fn edit(entry: &Value, seq: usize) -> Option<Edit> {
    (entry.get("seq")?.as_u64()? == seq as u64).then_some(())?;
    edit_json::read(entry.get("edit")?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::FieldPath;

    fn sample() -> (Vec<u8>, Vec<Edit>) {
        let header = Header {
            draft: DraftId::parse("d-1").expect("an id"),
            digest: "sha256:00".to_owned(),
            base: "{\n  \"名\": 1\n}\n".to_owned(),
        };
        let edits: Vec<Edit> = "科技政策\n宣讲"
            .chars()
            .enumerate()
            .map(|(start, c)| Edit::Splice {
                at: FieldPath::parse("plan").expect("a path"),
                start,
                removed: 0,
                inserted: c.to_string(),
            })
            .collect();
        let mut bytes = header_line(&header);
        for (index, edit) in edits.iter().enumerate() {
            bytes.extend(edit_line(index + 1, edit));
        }
        (bytes, edits)
    }

    fn check_prefix(bytes: &[u8], edits: &[Edit], case: &str) {
        let Some(found) = read(bytes) else { return };
        assert!(edits.starts_with(&found.edits), "{case}");
        let sound = found.ends.last().copied().expect("a header");
        assert_eq!(found.torn, (sound < bytes.len()).then_some(sound), "{case}");
    }

    #[test]
    fn a_whole_journal_gives_every_edit() {
        let (bytes, edits) = sample();
        let found = read(&bytes).expect("a journal");
        assert_eq!((found.edits, found.torn), (edits, None));
        assert_eq!(found.header.base, "{\n  \"名\": 1\n}\n");
    }

    #[test]
    fn a_journal_cut_at_any_byte_gives_the_edits_before_the_cut() {
        let (bytes, edits) = sample();
        let whole = read(&bytes).expect("a journal");
        for cut in 0..bytes.len() {
            check_prefix(&bytes[..cut], &edits, &format!("cut at {cut}"));
            let lines = whole.ends.iter().filter(|end| **end <= cut).count();
            let found = read(&bytes[..cut]).map_or(0, |found| found.ends.len());
            assert_eq!(found, lines, "cut at {cut}");
        }
    }

    #[test]
    fn a_journal_with_any_bit_flipped_gives_the_edits_before_the_flip() {
        let (bytes, edits) = sample();
        let whole = read(&bytes).expect("a journal");
        for place in 0..bytes.len() {
            for bit in 0..8 {
                let mut bytes = bytes.clone();
                bytes[place] ^= 1 << bit;
                let case = format!("bit {bit} of byte {place}");
                check_prefix(&bytes, &edits, &case);
                let sound = whole.ends.iter().filter(|end| **end <= place).count();
                let found = read(&bytes).map_or(0, |found| found.ends.len());
                assert_eq!(found, sound, "{case}");
            }
        }
    }

    #[test]
    fn an_edit_out_of_turn_ends_the_journal() {
        let (mut bytes, edits) = sample();
        bytes.extend(edit_line(edits.len() + 2, &edits[0]));
        assert_eq!(read(&bytes).expect("a journal").edits, edits);
    }
}
