//! Reads a Word document into blocks: what a person sees on the page, numbers resolved, changes taken as made.
//!
//! ```text
//! bytes ─ package (entries by name, capped) ─ xml (pull reader, capped) ─ styles, numbering ─ body ─▶ Document
//! ```
//!
//! Invariant: bounded in memory and time whatever the bytes; nothing is extracted, no entity is expanded.
//! Absent: pictures, headers, footers, foot notes.

mod body;
mod numbering;
mod numerals;
mod package;
mod run;
mod styles;
mod table;
mod xml;

use crate::format::document::Document;
use crate::text::document_fault::DocumentFault;
use body::Body;
use numbering::Numbering;
use package::Package;
use styles::Styles;

/// The largest file that is looked at, in bytes.
pub const FILE_MAX: usize = 32 * 1024 * 1024;

/// The first bytes of the format of before 2007, which also wraps files with a password.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";

/// Whether some bytes are a Word document, old or new, rather than a text.
#[must_use]
pub fn is_word(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(OLD)
}

/// Reads a Word document.
///
/// # Errors
/// Why it cannot, or may not, be read.
pub fn read(bytes: &[u8]) -> Result<Document, DocumentFault> {
    if bytes.starts_with(OLD) {
        return Err(DocumentFault::OldOrLocked);
    }
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let beside = |name: &str| match main.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_owned(),
    };
    let styles = match package.part(&beside("styles.xml"))? {
        Some(text) => Styles::read(&text)?,
        None => Styles::default(),
    };
    let numbering = match package.part(&beside("numbering.xml"))? {
        Some(text) => Numbering::read(&text)?,
        None => Numbering::default(),
    };
    let text = package.part(&main)?.ok_or(DocumentFault::NoDocument)?;
    Body::new(&text, &styles, &numbering).read()
}
