//! Files that the user names on the command line or in a question.
//!
//! Invariant: a plain file is written whole or not at all; links are not followed when writing. Reading follows whatever
//! the user named.

use crate::app::failure::{Cause, Failure};
use crate::app::ports::Files;
use crate::store::fs::{
    Existing, make_folder, place, read_all, read_opened, unreadable, unwritable, write_whole,
};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

/// The file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct UserFiles;

impl Files for UserFiles {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        put(Path::new(path), bytes, Existing::Replace)
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        put(Path::new(path), bytes, Existing::Keep)
    }

    fn make_folder(&self, path: &str) -> Result<(), Failure> {
        let path = Path::new(path);
        if path.is_dir() {
            return Ok(());
        }
        make_folder(path)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Failure> {
        let path = Path::new(path);
        if path == Path::new("-") {
            let read = read_all(std::io::stdin().lock(), 0, limit);
            let bytes = read.map_err(|error| unreadable(path, &error))?;
            return bytes.ok_or_else(|| Failure::Unreadable(place(path, Cause::TooLarge(limit))));
        }
        let opened = File::open(path).and_then(|file| file.metadata().map(|there| (file, there)));
        let (file, there) = opened.map_err(|error| unreadable(path, &error))?;
        if there.is_dir() {
            return Err(Failure::Unreadable(place(path, Cause::NotAFile)));
        }
        read_opened(file, &there, path, limit)
    }
}

fn put(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure> {
    if is_stream(path) {
        // A device or a pipe cannot be replaced, and what was there before it needs no care.
        let opened = OpenOptions::new().write(true).open(path);
        let written = opened.and_then(|mut stream| stream.write_all(bytes));
        return written.map_err(|error| unwritable(path, &error));
    }
    write_whole(path, bytes, existing)
}

fn is_stream(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|there| {
        let kind = there.file_type();
        kind.is_char_device() || kind.is_fifo()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::MetadataExt;

    fn cause<T>(done: Result<T, Failure>) -> Option<Cause> {
        match done {
            Err(Failure::Unreadable(place) | Failure::Unwritable(place)) => Some(place.cause),
            _ => None,
        }
    }

    #[test]
    fn input_is_read_up_to_its_limit_whatever_it_is() {
        let top = tempfile::tempdir().expect("a folder");
        let name = |name: &str| top.path().join(name).display().to_string();
        UserFiles.write(&name("f"), b"1234").expect("a write");
        assert_eq!(UserFiles.read(&name("f"), 4).as_deref(), Ok(&b"1234"[..]));
        for (path, expected) in [
            ("/dev/zero", Cause::TooLarge(4)),
            (&name(""), Cause::NotAFile),
            (&name("g"), Cause::NotFound),
        ] {
            assert_eq!(cause(UserFiles.read(path, 4)), Some(expected), "{path}");
        }
    }

    #[test]
    fn a_device_is_written_to_and_never_replaced() {
        UserFiles.write("/dev/null", b"x").expect("a write");
        let full = cause(UserFiles.write("/dev/full", b"x"));
        assert_eq!(full, Some(Cause::Full));
        let null = std::fs::metadata("/dev/null").expect("a device");
        assert_ne!(null.rdev(), 0);
    }
}
