use super::*;
use std::cell::RefCell;
use std::os::unix::fs::symlink;
use tempfile::TempDir;

const STEPS: [&str; 5] = ["create", "write", "sync", "rename", "sync folder"];

/// A disk that keeps a record of its steps, and refuses one of them.
struct Recorded {
    steps: RefCell<Vec<&'static str>>,
    refused: Option<&'static str>,
}

impl Recorded {
    fn refusing(refused: Option<&'static str>) -> Self {
        Self {
            steps: RefCell::default(),
            refused,
        }
    }

    fn step(&self, step: &'static str) -> io::Result<()> {
        self.steps.borrow_mut().push(step);
        if self.refused == Some(step) {
            return Err(ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

impl Disk for Recorded {
    type Temp = NamedTempFile;

    fn create(&self, folder: &Path, mode: u32) -> io::Result<NamedTempFile> {
        self.step("create")?;
        RealDisk.create(folder, mode)
    }

    fn write(&self, temp: &mut NamedTempFile, bytes: &[u8]) -> io::Result<()> {
        if self.refused == Some("write") {
            RealDisk.write(temp, &bytes[..bytes.len() / 2])?;
        }
        self.step("write")?;
        RealDisk.write(temp, bytes)
    }

    fn sync(&self, temp: &NamedTempFile) -> io::Result<()> {
        self.step("sync")?;
        RealDisk.sync(temp)
    }

    fn rename(&self, temp: NamedTempFile, target: &Path, existing: Existing) -> io::Result<()> {
        self.step("rename")?;
        RealDisk.rename(temp, target, existing)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step("sync folder")?;
        RealDisk.sync_folder(folder)
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).expect("a file").mode() & 0o7777
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name =
        |entry: io::Result<fs::DirEntry>| shown(Path::new(&entry.expect("an entry").file_name()));
    entries.map(name).collect()
}

#[test]
fn a_new_file_is_durable_before_it_takes_the_name() {
    let folder = folder();
    let disk = Recorded::refusing(None);
    let target = folder.path().join("draft.json");
    replace(&disk, &target, b"new", 0o600, Existing::Replace).expect("a write");
    assert_eq!(*disk.steps.borrow(), STEPS);
}

#[test]
fn a_step_that_fails_is_not_repeated_and_leaves_the_old_file_alone() {
    for (index, step) in STEPS.into_iter().enumerate() {
        let folder = folder();
        let target = folder.path().join("draft.json");
        fs::write(&target, "old").expect("a file");
        let disk = Recorded::refusing(Some(step));
        let error = replace(&disk, &target, b"new", 0o600, Existing::Replace);
        assert_eq!(error.expect_err("a refusal").kind(), ErrorKind::StorageFull);
        assert_eq!(*disk.steps.borrow(), STEPS[..=index], "refusing {step}");
        let renamed = step == "sync folder";
        let expected = if renamed { "new" } else { "old" };
        assert_eq!(
            fs::read_to_string(&target).expect("a file"),
            expected,
            "refusing {step}"
        );
        assert_eq!(names(folder.path()), ["draft.json"], "refusing {step}");
    }
}

#[test]
fn new_files_and_folders_are_for_the_user_alone_and_rights_given_stay() {
    let top = folder();
    let inner = top.path().join("a/b");
    make_folder(&inner).expect("a folder");
    assert_eq!((mode(&inner), mode(&top.path().join("a"))), (0o700, 0o700));
    let file = inner.join("f");
    write_whole(&file, b"1", Existing::Replace).expect("a write");
    assert_eq!(mode(&file), 0o600);
    fs::set_permissions(&file, Permissions::from_mode(0o664)).expect("rights");
    write_whole(&file, b"2", Existing::Replace).expect("a write");
    assert_eq!(mode(&file), 0o664);
}

#[test]
fn a_folder_shared_on_purpose_shares_what_is_made_in_it() {
    let top = folder();
    fs::set_permissions(top.path(), Permissions::from_mode(0o2770)).expect("rights");
    write_whole(&top.path().join("f"), b"1", Existing::Keep).expect("a write");
    make_folder(&top.path().join("d")).expect("a folder");
    assert_eq!(mode(&top.path().join("f")), 0o660);
    assert_eq!(mode(&top.path().join("d")), 0o2770);
}

#[test]
fn links_devices_and_folders_are_neither_read_nor_replaced() {
    let top = folder();
    let outside = top.path().join("outside");
    fs::write(&outside, "mine").expect("a file");
    let (link, dangling, inner) = (
        top.path().join("link"),
        top.path().join("dangling"),
        top.path().join("folder"),
    );
    symlink(&outside, &link).expect("a link");
    symlink(top.path().join("nowhere"), &dangling).expect("a link");
    fs::create_dir(&inner).expect("a folder");
    for (path, cause) in [
        (link.as_path(), Cause::Link),
        (&dangling, Cause::Link),
        (&inner, Cause::NotAFile),
        (Path::new("/dev/null"), Cause::NotAFile),
    ] {
        let written = write_whole(path, b"x", Existing::Replace);
        let there = place(path, cause);
        assert_eq!(written, Err(Failure::Unwritable(there.clone())));
        assert_eq!(read_plain(path, 10), Err(Failure::Unreadable(there)));
    }
    assert_eq!(fs::read_to_string(&outside).expect("a file"), "mine");
    assert!(!top.path().join("nowhere").exists());
}

#[test]
fn a_file_to_be_kept_is_kept_and_a_long_one_is_refused() {
    let top = folder();
    let path = top.path().join("f");
    write_whole(&path, b"12345", Existing::Keep).expect("a write");
    let again = write_whole(&path, b"x", Existing::Keep);
    let exists = Failure::Unwritable(place(&path, Cause::Exists));
    assert_eq!(again, Err(exists));
    assert_eq!(read_plain(&path, 5).as_deref(), Ok(&b"12345"[..]));
    let too_large = Failure::Unreadable(place(&path, Cause::TooLarge(4)));
    assert_eq!(read_plain(&path, 4), Err(too_large));
    assert_eq!(read_if_there(&top.path().join("g"), 4), Ok(None));
}

#[test]
fn a_full_disk_is_told_as_such() {
    let full = Path::new("/dev/full");
    let file = OpenOptions::new().write(true).open(full);
    let error = file.and_then(|mut file| file.write_all(b"x"));
    let error = error.expect_err("no space");
    let expected = Failure::Unwritable(place(full, Cause::Full));
    assert_eq!(unwritable(full, &error), expected);
}
