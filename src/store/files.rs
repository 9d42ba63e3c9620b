//! Files that the user names on the command line or in a question.

use crate::app::failure::Failure;
use crate::app::ports::Files;
use crate::store::fs::{make_folder, read_all, read_limited, unreadable, write_whole};
use std::path::Path;

/// The file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct UserFiles;

impl Files for UserFiles {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        write_whole(Path::new(path), bytes)
    }

    fn make_folder(&self, path: &str) -> Result<(), Failure> {
        make_folder(Path::new(path))
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Failure> {
        if path != "-" {
            return read_limited(Path::new(path), limit);
        }
        let input = Path::new("-");
        let read =
            read_all(std::io::stdin().lock(), limit).map_err(|error| unreadable(input, &error))?;
        read.ok_or_else(|| {
            unreadable(
                input,
                &std::io::Error::from(std::io::ErrorKind::FileTooLarge),
            )
        })
    }
}
