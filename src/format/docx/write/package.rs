//! The archive that a document's parts lie in.
//!
//! Invariant: the same parts in the same order give the same bytes: no clock, no owner.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// An archive in memory.
pub(super) struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Default for Package {
    fn default() -> Self {
        Self {
            zip: ZipWriter::new(Cursor::new(Vec::new())),
        }
    }
}

impl Package {
    /// Adds a part.
    pub(super) fn add(&mut self, name: &str, text: &str) {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        // Writing to memory cannot fail, and the names are ours.
        let _ = self.zip.start_file(name, options);
        let _ = self.zip.write_all(text.as_bytes());
    }

    /// The whole archive.
    pub(super) fn bytes(self) -> Vec<u8> {
        self.zip
            .finish()
            .map(Cursor::into_inner)
            .unwrap_or_default()
    }
}
