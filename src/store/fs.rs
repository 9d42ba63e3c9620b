//! Reading and writing files so that a crash, a full disk or a hostile link does no harm.
//!
//! Invariant: [`write_whole`] leaves either the old file or the new one, on the disk and not only in memory; no file
//! half-written is ever seen under the target's name.

use crate::app::failure::{Cause, Failure, Place};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use tempfile::Builder;

/// Writes a file: into a new one beside it, to the disk, then in its place. Mode 0600, or what the old file has.
///
/// # Errors
/// When it could not be written; the old file is then as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    refuse_link(path)?;
    write_beside(path, bytes).map_err(|error| unwritable(path, &error))
}

fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let mut file = Builder::new().prefix(".new-").tempfile_in(folder)?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file()
            .set_permissions(fs::Permissions::from_mode(old.permissions().mode() & 0o777))?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    File::open(folder)?.sync_all()
}

/// The folder a path lies in; the current one for a bare name.
fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Makes a folder and those above it, for the user alone.
///
/// # Errors
/// When it could not be made.
pub fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|error| unwritable(path, &error))
}

/// Reads a plain file of at most `limit` bytes.
///
/// # Errors
/// When it cannot be read, is larger, or is no plain file.
pub fn read_limited(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let failed = |error: io::Error| unreadable(path, &error);
    // A device or a pipe could block for ever; opening without waiting and looking first avoids that.
    let nonblock = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or(0);
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(nonblock)
        .open(path)
        .map_err(failed)?;
    let meta = file.metadata().map_err(failed)?;
    if !meta.is_file() {
        return Err(Failure::Unreadable(place(path, Cause::NotAFile)));
    }
    read_all(file, limit)
        .map_err(failed)?
        .ok_or_else(|| Failure::Unreadable(place(path, Cause::TooLarge(limit))))
}

/// Reads everything, or `None` when there are more than `limit` bytes.
///
/// # Errors
/// As the reader.
pub fn read_all(from: impl Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    from.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// Opens a file for adding to its end, made for the user alone where it is not there.
///
/// # Errors
/// When it could not be opened.
pub fn open_append(path: &Path) -> Result<File, Failure> {
    refuse_link(path)?;
    let opened = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .open(path);
    opened.map_err(|error| unwritable(path, &error))
}

/// Refuses to write through a symbolic link.
///
/// # Errors
/// When the path is one.
pub fn refuse_link(path: &Path) -> Result<(), Failure> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.file_type().is_symlink() => {
            Err(Failure::Unwritable(place(path, Cause::Link)))
        }
        _ => Ok(()),
    }
}

/// The failure of a read.
#[must_use]
pub fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::Unreadable(place(path, cause(error)))
}

/// The failure of a write.
#[must_use]
pub fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::Unwritable(place(path, cause(error)))
}

fn place(path: &Path, cause: Cause) -> Place {
    Place {
        path: path.display().to_string(),
        cause,
    }
}

fn cause(error: &io::Error) -> Cause {
    match error.kind() {
        ErrorKind::NotFound => Cause::NotFound,
        ErrorKind::PermissionDenied => Cause::Denied,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Cause::Full,
        ErrorKind::ReadOnlyFilesystem => Cause::ReadOnly,
        ErrorKind::AlreadyExists => Cause::Exists,
        ErrorKind::IsADirectory | ErrorKind::NotADirectory => Cause::NotAFile,
        _ => Cause::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_private() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("draft.json");
        write_whole(&path, b"one").expect("written");
        write_whole(&path, b"two").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        assert_eq!(
            fs::metadata(&path).expect("there").permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1);
    }

    #[test]
    fn links_are_not_written_through_and_devices_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "old").expect("written");
        std::os::unix::fs::symlink(&target, &link).expect("linked");
        assert!(matches!(
            write_whole(&link, b"new"),
            Err(Failure::Unwritable(Place {
                cause: Cause::Link,
                ..
            }))
        ));
        assert_eq!(fs::read(&target).expect("read"), b"old");
        let read = read_limited(Path::new("/dev/zero"), 10);
        assert!(matches!(
            read,
            Err(Failure::Unreadable(Place {
                cause: Cause::NotAFile,
                ..
            }))
        ));
        let large = read_limited(&target, 2);
        assert!(matches!(
            large,
            Err(Failure::Unreadable(Place {
                cause: Cause::TooLarge(2),
                ..
            }))
        ));
    }

    #[test]
    fn a_full_disk_leaves_the_old_file() {
        let folder = Path::new("/dev/full");
        let full = OpenOptions::new()
            .write(true)
            .open(folder)
            .and_then(|mut file| file.write_all(b"x"));
        let error = full.expect_err("no space");
        assert!(matches!(
            unwritable(folder, &error),
            Failure::Unwritable(Place {
                cause: Cause::Full,
                ..
            })
        ));
    }
}
