//! The settings file of the user.
//!
//! Invariant: a file that is not there, or cannot be read, leaves the defaults; nothing here is fatal.

use crate::app::failure::Failure;
use crate::domain::settings::{Fault, Source, Written, Wrong};
use crate::format::settings_toml::{MAX_BYTES, read};
use crate::store::fs::{Existing, make_folder, read_if_there, write_whole};
use std::path::Path;

/// What the file says; nothing where there is none.
#[must_use]
pub fn load(path: &Path) -> Written {
    match read_if_there(path, MAX_BYTES) {
        Ok(Some(bytes)) => read(&bytes),
        Ok(None) => Written::default(),
        Err(_) => Written {
            faults: vec![Fault {
                at: Source::File(1),
                what: Wrong::Unreadable,
            }],
            ..Written::default()
        },
    }
}

/// Writes a first settings file.
///
/// # Errors
/// When there is one already, or it cannot be written.
pub fn create(path: &Path, text: &str) -> Result<(), Failure> {
    path.parent().map_or(Ok(()), make_folder)?;
    write_whole(path, text.as_bytes(), Existing::Keep)
}
