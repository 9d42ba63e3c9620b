//! The archive of a Word document: its parts, in memory, by name.
//!
//! Invariant: at most [`ENTRIES_MAX`] entries, [`INFLATED_MAX`] bytes in total and [`RATIO_MAX`] times a part's own size,
//! counted while inflating. Nothing is written anywhere; names that lead out of the archive are refused all the same.

use super::xml;
use crate::text::document_fault::DocumentFault;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most entries.
const ENTRIES_MAX: usize = 200;
/// The most bytes of all parts together.
const INFLATED_MAX: u64 = 64 * 1024 * 1024;
/// How many times its own size a part may grow.
const RATIO_MAX: u64 = 200;
/// What a part may grow to in any case, in bytes: a small part of one word repeated is no bomb.
const SMALL: u64 = 256 * 1024;
/// How much is inflated between two looks at the caps, in bytes.
const STEP: u64 = 256 * 1024;

/// The parts of a document.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be inflated.
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens an archive, and refuses one that is not what word processors write.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocumentFault> {
        let claimed = claimed_entries(bytes).ok_or(DocumentFault::Damaged)?;
        if claimed > ENTRIES_MAX {
            return Err(DocumentFault::Entries(ENTRIES_MAX));
        }
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| DocumentFault::Damaged)?;
        if archive.len() > ENTRIES_MAX {
            return Err(DocumentFault::Entries(ENTRIES_MAX));
        }
        let overlaps = archive.has_overlapping_entries().unwrap_or(true);
        if archive.has_duplicate_names() || overlaps {
            return Err(DocumentFault::Overlap);
        }
        for index in 0..archive.len() {
            let entry = archive
                .by_index_raw(index)
                .map_err(|_| DocumentFault::Damaged)?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            if leads_out(&name) {
                return Err(DocumentFault::StrayName(name));
            }
        }
        let claimed = archive.decompressed_size();
        if claimed.is_some_and(|size| size > u128::from(INFLATED_MAX)) {
            return Err(DocumentFault::Inflated(INFLATED_MAX));
        }
        Ok(Self {
            archive,
            left: INFLATED_MAX,
        })
    }

    /// The name of the part that is the document.
    pub(super) fn main_part(&mut self) -> Result<String, DocumentFault> {
        let Some(text) = self.part("_rels/.rels")? else {
            return Err(DocumentFault::NoDocument);
        };
        let root = xml::tree(&text)?;
        let main = root.children.iter().find(|node| {
            let kind = node.attribute("Type").unwrap_or_default();
            kind.ends_with("/officeDocument")
        });
        let target = main.and_then(|node| node.attribute("Target"));
        let name = target.ok_or(DocumentFault::NoDocument)?;
        Ok(name.trim_start_matches('/').to_owned())
    }

    /// A part as text; `None` when there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, DocumentFault> {
        if self.archive.index_for_name(name).is_none() {
            return Ok(None);
        }
        let entry = self.archive.by_name(name);
        let mut entry = entry.map_err(|_| DocumentFault::OldOrLocked)?;
        let own = entry.compressed_size();
        let grown = own.saturating_mul(RATIO_MAX).max(SMALL);
        let mut bytes = Vec::new();
        loop {
            let read = entry.by_ref().take(STEP).read_to_end(&mut bytes);
            let read = read.map_err(|_| DocumentFault::Damaged)? as u64;
            if bytes.len() as u64 > grown {
                return Err(DocumentFault::Ratio(RATIO_MAX));
            }
            self.left = self
                .left
                .checked_sub(read)
                .ok_or(DocumentFault::Inflated(INFLATED_MAX))?;
            if read < STEP {
                break;
            }
        }
        let text = String::from_utf8(bytes).map_err(|_| DocumentFault::NotXml(name.to_owned()))?;
        Ok(Some(text))
    }
}

/// How many entries the end of an archive says there are, before anything is made for them.
fn claimed_entries(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let end = bytes.get(tail..)?;
    let at = end.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let count = end.get(at + 10..at + 12)?;
    Some(
        count
            .iter()
            .rev()
            .fold(0, |count, &byte| count * 256 + usize::from(byte)),
    )
}

/// Whether a name would leave the folder that an archive is extracted to.
fn leads_out(name: &str) -> bool {
    let rooted = name.starts_with(['/', '\\']) || name.contains(['\0', ':']);
    rooted || name.split(['/', '\\']).any(|part| part == "..")
}
