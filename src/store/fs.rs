//! Reading and replacing files so that a crash, a full disk or a hostile link never costs what was there before.
//!
//! Invariant: a file is replaced by writing a new one beside it, making that durable, and renaming it; a step that
//! fails is never tried again on the same descriptor, and leaves no new file behind.
//! Absent: what the files are.

use crate::app::failure::{Cause, Failure, Place};
use rustix::fs::OFlags;
use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use tempfile::NamedTempFile;

/// For the user alone.
const PRIVATE_FILE: u32 = 0o600;
const PRIVATE_FOLDER: u32 = 0o700;
const SHARED_FOLDER: u32 = 0o2770;
/// A folder with these bits is shared on purpose: the group may write, and what is made in it belongs to the group.
const SHARED_BITS: u32 = 0o2020;

/// The steps of replacing a file, so that tests can see their order and make each of them fail.
pub(super) trait Disk {
    /// A file that has no lasting name yet; it vanishes when dropped.
    type Temp;
    fn create(&self, folder: &Path, mode: u32) -> io::Result<Self::Temp>;
    fn write(&self, temp: &mut Self::Temp, bytes: &[u8]) -> io::Result<()>;
    fn sync(&self, temp: &Self::Temp) -> io::Result<()>;
    fn rename(&self, temp: Self::Temp, target: &Path, existing: Existing) -> io::Result<()>;
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The machine's disk.
pub(super) struct RealDisk;

impl Disk for RealDisk {
    type Temp = NamedTempFile;

    fn create(&self, folder: &Path, mode: u32) -> io::Result<NamedTempFile> {
        let temp = tempfile::Builder::new()
            .prefix(".shenbao-")
            .tempfile_in(folder)?;
        if mode != PRIVATE_FILE {
            temp.as_file()
                .set_permissions(Permissions::from_mode(mode))?;
        }
        Ok(temp)
    }

    fn write(&self, temp: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        temp.write_all(bytes)
    }

    fn sync(&self, temp: &NamedTempFile) -> io::Result<()> {
        temp.as_file().sync_all()
    }

    fn rename(&self, temp: NamedTempFile, target: &Path, existing: Existing) -> io::Result<()> {
        let renamed = match existing {
            Existing::Keep => temp.persist_noclobber(target),
            Existing::Replace => temp.persist(target),
        };
        renamed.map(drop).map_err(|refused| refused.error)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some file systems have nothing to make durable about a folder, and say so like this.
            Err(error) if error.kind() == ErrorKind::InvalidInput => Ok(()),
            synced => synced,
        }
    }
}

/// What to do with a file that is there already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Existing {
    /// Leave it and fail.
    Keep,
    /// Put the new one in its place.
    Replace,
}

/// Puts bytes into a file, whole or not at all. A new file is for the user alone, unless the folder is shared on
/// purpose; a file that is replaced keeps its rights.
///
/// # Errors
/// When a link, a device or a folder stands there, a file that is to be kept is there, or the disk refuses.
pub(super) fn write_whole(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure> {
    let refused = |cause| Err(Failure::Unwritable(place(path, cause)));
    let mode = match fs::symlink_metadata(path) {
        Ok(_) if existing == Existing::Keep => return refused(Cause::Exists),
        Ok(there) if there.is_file() => there.mode() & 0o666 | PRIVATE_FILE,
        Ok(there) if there.is_symlink() => return refused(Cause::Link),
        Ok(_) => return refused(Cause::NotAFile),
        Err(_) if is_shared(folder_of(path)) => 0o660,
        Err(_) => PRIVATE_FILE,
    };
    replace(&RealDisk, path, bytes, mode, existing).map_err(|error| unwritable(path, &error))
}

fn replace<D: Disk>(
    disk: &D,
    target: &Path,
    bytes: &[u8],
    mode: u32,
    existing: Existing,
) -> io::Result<()> {
    let folder = folder_of(target);
    let mut temp = disk.create(folder, mode)?;
    disk.write(&mut temp, bytes)?;
    disk.sync(&temp)?;
    disk.rename(temp, target, existing)?;
    disk.sync_folder(folder)
}

/// Remembers something that is found out again where it is lost, in a file that tells by itself whether it is whole. The disk is
/// not waited for: after the machine has stopped the file may be gone, or torn.
pub(super) fn remember(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = folder_of(path);
    make_folder(folder)?;
    let remembered = || -> io::Result<()> {
        let mut temp = RealDisk.create(folder, PRIVATE_FILE)?;
        RealDisk.write(&mut temp, bytes)?;
        RealDisk.rename(temp, path, Existing::Replace)
    };
    remembered().map_err(|error| unwritable(path, &error))
}

/// Opens a plain file for reading; a link, a device or a folder is refused, and none is waited for.
pub(super) fn open_plain(path: &Path) -> Result<(File, Metadata), Failure> {
    let refused = |cause| Err(Failure::Unreadable(place(path, cause)));
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let opened = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
        .and_then(|file| file.metadata().map(|metadata| (file, metadata)));
    match opened {
        Ok((file, metadata)) if metadata.is_file() => Ok((file, metadata)),
        Ok(_) => refused(Cause::NotAFile),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// Reads a plain file of at most `limit` bytes.
pub(super) fn read_plain(path: &Path, limit: usize) -> Result<Vec<u8>, Failure> {
    let (file, metadata) = open_plain(path)?;
    read_opened(file, &metadata, path, limit)
}

/// Reads a plain file; `None` when there is none.
pub(super) fn read_if_there(path: &Path, limit: usize) -> Result<Option<Vec<u8>>, Failure> {
    match read_plain(path, limit) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Failure::Unreadable(place)) if place.cause == Cause::NotFound => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Reads what was opened, at most `limit` bytes of it.
pub(super) fn read_opened(
    file: File,
    metadata: &Metadata,
    path: &Path,
    limit: usize,
) -> Result<Vec<u8>, Failure> {
    let expected = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    let bytes = read_all(file, expected, limit).map_err(|error| unreadable(path, &error))?;
    bytes.ok_or_else(|| Failure::Unreadable(place(path, Cause::TooLarge(limit))))
}

/// Reads everything, or `None` when there are more than `limit` bytes. `expected` bytes are made room for at once.
pub(super) fn read_all(
    from: impl Read,
    expected: usize,
    limit: usize,
) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::with_capacity(expected.min(limit).saturating_add(1));
    let cap = (limit as u64).saturating_add(1);
    from.take(cap).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// Makes a folder and those above it that are missing, for the user alone unless the one above is shared on purpose.
pub(super) fn make_folder(path: &Path) -> Result<(), Failure> {
    if is_real_folder(path)? {
        return Ok(());
    }
    let above = folder_of(path);
    if above != path && !above.exists() {
        make_folder(above)?;
    }
    let made = DirBuilder::new().mode(PRIVATE_FOLDER).create(path);
    let made = match made {
        // Somebody else made it just now.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(()),
        Ok(()) if is_shared(above) => {
            fs::set_permissions(path, Permissions::from_mode(SHARED_FOLDER))
        }
        made => made,
    };
    made.and_then(|()| RealDisk.sync_folder(above))
        .map_err(|error| unwritable(path, &error))
}

/// Whether a folder is there; anything else in its place, a link to a folder included, is a failure.
pub(super) fn is_real_folder(path: &Path) -> Result<bool, Failure> {
    let refused = |cause| Err(Failure::Unwritable(place(path, cause)));
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_dir() => Ok(true),
        Ok(there) if there.is_symlink() => refused(Cause::Link),
        Ok(_) => refused(Cause::NotAFile),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(unreadable(path, &error)),
    }
}

/// Takes a file away. One that is not there is no failure.
pub(super) fn remove_file(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(unwritable(path, &error)),
        _ => Ok(()),
    }
}

/// The failure of a read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::Unreadable(place(path, cause(error)))
}

/// The failure of a write.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::Unwritable(place(path, cause(error)))
}

/// A path with what is wrong there.
pub(super) fn place(path: &Path, cause: Cause) -> Place {
    Place {
        path: shown(path),
        cause,
    }
}

/// A path as data for a person.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Whether a folder is shared on purpose.
pub(super) fn is_shared(folder: &Path) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|there| there.mode() & SHARED_BITS == SHARED_BITS)
}

fn cause(error: &io::Error) -> Cause {
    match error.kind() {
        ErrorKind::NotFound => Cause::NotFound,
        ErrorKind::PermissionDenied => Cause::Denied,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Cause::Full,
        ErrorKind::ReadOnlyFilesystem => Cause::ReadOnly,
        ErrorKind::AlreadyExists => Cause::Exists,
        ErrorKind::IsADirectory | ErrorKind::NotADirectory => Cause::NotAFile,
        ErrorKind::InvalidFilename => Cause::NameTooLong,
        // A plain file was asked for, and a link was met.
        _ if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => Cause::Link,
        _ if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => Cause::Device,
        _ => Cause::Other(error.raw_os_error().unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests;
