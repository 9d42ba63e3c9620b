//! The journal of an open draft: every edit on the disk before the screen shows it as kept.

use crate::app::failure::Failure;
use crate::domain::edit::Edit;
use crate::format::journal as lines;
use crate::store::fs::{make_folder, open_append, read_limited, unwritable, write_whole};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The largest journal that is read: far more than a day of typing.
const LIMIT: usize = 256 * 1024 * 1024;

/// A journal that is being written.
#[derive(Debug)]
pub struct JournalFile {
    path: PathBuf,
    file: Option<File>,
    base: String,
    /// Bytes that are surely on the disk.
    whole: u64,
}

impl JournalFile {
    /// A journal for a draft whose file has this text. Nothing is written before the first edit.
    #[must_use]
    pub fn new(path: PathBuf, base: String) -> Self {
        Self {
            path,
            file: None,
            base,
            whole: 0,
        }
    }

    /// Adds an edit; when this returns, it is on the disk.
    ///
    /// # Errors
    /// When it could not be written; what a failed write left behind is cut off before the next one.
    pub fn add(&mut self, edit: &Edit) -> Result<(), Failure> {
        let line = lines::entry(edit);
        if self.file.is_none() {
            self.begin()?;
        }
        let Some(file) = self.file.as_mut() else {
            return Ok(());
        };
        let written = file
            .write_all(line.as_bytes())
            .and_then(|()| file.sync_data());
        match written {
            Ok(()) => {
                self.whole += line.len() as u64;
                Ok(())
            }
            Err(error) => {
                // After a failed sync the same descriptor must not be trusted; the next edit begins anew.
                let _ = file.set_len(self.whole);
                self.file = None;
                Err(unwritable(&self.path, &error))
            }
        }
    }

    /// Opens the journal, and begins it where there is none of this draft's file.
    fn begin(&mut self) -> Result<(), Failure> {
        if let Some(folder) = self.path.parent() {
            make_folder(folder)?;
        }
        if self.whole == 0 {
            let head = lines::head(&self.base);
            write_whole(&self.path, head.as_bytes())?;
            self.whole = head.len() as u64;
        }
        let file = open_append(&self.path)?;
        file.set_len(self.whole)
            .map_err(|error| unwritable(&self.path, &error))?;
        self.file = Some(file);
        Ok(())
    }

    /// Forgets everything: the draft's file has it now, and has this text.
    pub fn restart(&mut self, base: String) {
        self.file = None;
        self.whole = 0;
        self.base = base;
        // A journal that stays behind fits the old file only, and its edits are in the new one: reading it again
        // would find that and drop it.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Reads the journal at a path; `None` when there is none, or nothing of it holds.
///
/// # Errors
/// When it is there and cannot be read.
pub fn read(path: &Path) -> Result<Option<lines::Journal>, Failure> {
    if !path.exists() {
        return Ok(None);
    }
    Ok(lines::read(&read_limited(path, LIMIT)?))
}
