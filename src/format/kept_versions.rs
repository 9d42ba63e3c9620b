//! The versions of one draft as git told them, kept for the next time: a head line, then git's own words.
//!
//! Invariant: a text that is not whole, or is about another draft, gives nothing. Absent: whether the list still holds;
//! git is asked.

use crate::domain::draft::DraftId;
use crate::format::digest::sha256;
use serde_json::{Value, json};

const FORMAT: &str = "shenbao-versions/1";

/// The versions of a draft up to one version of the workspace. What touches a path up to a commit never changes, for a
/// commit is named by the digest of everything before it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptVersions {
    /// The version of the workspace that the list was made at.
    pub tip: String,
    /// Whether the list goes back to the draft's first version.
    pub whole: bool,
    /// What git told: commits as it stores them, the last first, a NUL after each.
    pub told: Vec<u8>,
}

/// The list as text.
#[must_use]
pub fn write(id: &DraftId, kept: &KeptVersions) -> Vec<u8> {
    let head = json!({
        "format": FORMAT, "draft": id.as_str(), "tip": kept.tip, "whole": kept.whole, "digest": digest(kept),
    });
    let mut text = format!("{head}\n").into_bytes();
    text.extend_from_slice(&kept.told);
    text
}

/// Reads the list of a draft; `None` for every other text.
#[must_use]
pub fn read(bytes: &[u8], id: &DraftId) -> Option<KeptVersions> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let head: Value = serde_json::from_slice(&bytes[..end]).ok()?;
    let kept = KeptVersions {
        tip: head["tip"].as_str()?.to_owned(),
        whole: head["whole"].as_bool()?,
        told: bytes[end + 1..].to_vec(),
    };
    let ours = head["format"] == FORMAT && head["draft"] == id.as_str();
    (ours && head["digest"] == digest(&kept)).then_some(kept)
}

fn digest(kept: &KeptVersions) -> String {
    let head = format!("{} {}\n", kept.tip, kept.whole);
    sha256(&[head.as_bytes(), &kept.told].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let [id, other] =
            ["2022KCZG001-abc", "2022KCZG001-abd"].map(|id| DraftId::parse(id).expect("an id"));
        let kept = KeptVersions {
            tip: "0a1b".into(),
            whole: true,
            told: "0a1b\nauthor 王 <w> 1 +0000\n\n    一\n\0".into(),
        };
        let bytes = write(&id, &kept);
        assert_eq!(read(&bytes, &id), Some(kept.clone()));
        assert_eq!(read(&bytes, &other), None, "of another draft");
        for at in 0..bytes.len() {
            let mut spoilt = bytes.clone();
            spoilt[at] ^= 1;
            let read = read(&spoilt, &id);
            assert!(read.is_none_or(|read| read == kept), "byte {at}");
            assert_eq!(super::read(&bytes[..at], &id), None, "cut at {at}");
        }
    }
}
