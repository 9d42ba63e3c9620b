//! The journal of an open draft: every edit with the system before the screen shows it as kept, so that it survives whatever
//! befalls the program; and on the disk when it settles, so that it survives a power cut, too.
//!
//! Invariants: an edit that could not be written is written before any later one, so the edits in a journal always
//! follow from each other; after a failed write or sync the journal goes on in a new file, never in the old descriptor, and
//! that file has everything that was not surely on the disk. Absent: when it settles.

use crate::app::failure::{Cause, Failure};
use crate::domain::edit::Edit;
use crate::format::journal as lines;
use crate::store::fs::{
    Existing, make_folder, place, read_if_there, read_plain, remove_file, shown, unwritable,
    write_whole,
};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A journal that is being written.
#[derive(Debug)]
pub(super) struct JournalFile {
    /// Where it may lie, the best place first.
    places: Vec<PathBuf>,
    /// Where it lies.
    at: Option<PathBuf>,
    file: Option<File>,
    base: String,
    /// How many bytes are surely on the disk.
    sure: usize,
    /// The lines of edits that are not surely on the disk.
    pending: Vec<u8>,
    /// How many bytes of these the system has.
    handed: usize,
}

impl JournalFile {
    /// A journal for a draft whose file has this text. Nothing is written before the first edit.
    pub fn new(places: Vec<PathBuf>, base: String) -> Self {
        Self {
            places,
            at: None,
            file: None,
            base,
            sure: 0,
            pending: Vec::new(),
            handed: 0,
        }
    }

    /// A journal that goes on with what was found of the last session's.
    pub fn resume(places: Vec<PathBuf>, found: Found) -> Self {
        Self {
            at: Some(found.path),
            sure: found.journal.whole,
            ..Self::new(places, found.journal.base)
        }
    }

    /// The text that the draft's file had when this journal was begun.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Adds an edit; when this returns, the system has it and all before it.
    ///
    /// # Errors
    /// When it could not be written; it is then written with the next one. A journal that would be too large to be read
    /// again takes no more until the draft's file is written.
    pub fn add(&mut self, edit: &Edit) -> Result<(), Failure> {
        self.pending
            .extend_from_slice(lines::entry(edit).as_bytes());
        if self.sure.max(self.base.len()) + self.pending.len() > lines::MAX_BYTES {
            let path = self.at.as_ref().or(self.places.first());
            let cause = Cause::TooLarge(lines::MAX_BYTES);
            return Err(path.map_or(Failure::NoHome, |path| {
                Failure::Unwritable(place(path, cause))
            }));
        }
        let Some(file) = self.file.as_mut() else {
            return self.begin();
        };
        if let Err(error) = file.write_all(&self.pending[self.handed..]) {
            // What was half written is cut off as far as that still goes; the reader would drop it anyway.
            let _ = file.set_len((self.sure + self.handed) as u64);
            return Err(self.put_down(&error));
        }
        self.handed = self.pending.len();
        Ok(())
    }

    /// When this returns, everything that was added and not refused is on the disk.
    ///
    /// # Errors
    /// When the disk refused it; it is then written with the next edit.
    pub fn settle(&mut self) -> Result<(), Failure> {
        let Some(file) = self.file.as_ref().filter(|_| self.handed > 0) else {
            return Ok(());
        };
        if let Err(error) = file.sync_data() {
            return Err(self.put_down(&error));
        }
        self.sure += self.handed;
        self.pending.drain(..self.handed);
        self.handed = 0;
        Ok(())
    }

    /// Goes on in a new file after a failure.
    fn put_down(&mut self, error: &io::Error) -> Failure {
        self.file = None;
        self.handed = 0;
        unwritable(self.at.as_deref().unwrap_or(Path::new("")), error)
    }

    /// Forgets everything: the draft's file has it now, and has this text.
    pub fn restart(&mut self, base: String) {
        // A journal that stays behind fits the old file only, and its edits are in the new one: reading it again
        // finds that and drops it.
        for place in &self.places {
            let _ = remove_file(place);
        }
        *self = Self::new(std::mem::take(&mut self.places), base);
    }

    /// Writes what is surely there and what is pending into a new file, at the first place where that is possible.
    fn begin(&mut self) -> Result<(), Failure> {
        let places = match &self.at {
            Some(path) => vec![path.clone()],
            None => self.places.clone(),
        };
        let mut first = None;
        for place in places {
            match self.begin_at(&place) {
                Ok(()) => return Ok(()),
                Err(failure) => first = first.or(Some(failure)),
            }
        }
        Err(first.unwrap_or(Failure::NoHome))
    }

    fn begin_at(&mut self, place: &Path) -> Result<(), Failure> {
        let mut bytes = if self.sure == 0 {
            lines::head(&self.base).into_bytes()
        } else {
            let mut before = read_plain(place, lines::MAX_BYTES)?;
            if before.len() < self.sure {
                let cut = io::Error::from(io::ErrorKind::NotFound);
                return Err(unwritable(place, &cut));
            }
            before.truncate(self.sure);
            before
        };
        bytes.extend_from_slice(&self.pending);
        place.parent().map_or(Ok(()), make_folder)?;
        write_whole(place, &bytes, Existing::Replace)?;
        self.sure = bytes.len();
        self.pending.clear();
        self.at = Some(place.to_path_buf());
        // Where this fails, the next edit comes here again.
        self.file = OpenOptions::new().append(true).open(place).ok();
        Ok(())
    }
}

/// A journal that an earlier session left.
#[derive(Debug)]
pub(super) struct Found {
    /// Where it lies.
    pub path: PathBuf,
    /// What is sound of it.
    pub journal: lines::Journal,
}

/// Looks for the journal of a draft. One that cannot be understood at all is no journal to anyone but a person.
///
/// # Errors
/// When one is there and cannot be read.
pub(super) fn find(places: &[PathBuf]) -> Result<Option<Found>, Failure> {
    for path in places {
        let bytes = read_if_there(path, lines::MAX_BYTES)?;
        if let Some(journal) = bytes.and_then(|bytes| lines::read(&bytes)) {
            let path = path.clone();
            return Ok(Some(Found { path, journal }));
        }
    }
    Ok(None)
}

/// Puts journals out of the way that could not be understood, so that a new one does not take their place. Returns
/// where they are now.
pub(super) fn keep_aside(places: &[PathBuf], mark: &str) -> Vec<String> {
    let mut kept = Vec::new();
    for path in places {
        let aside = path.with_extension(format!("journal-{mark}"));
        if fs::rename(path, &aside).is_ok() {
            kept.push(shown(&aside));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::FieldPath;
    use std::os::unix::fs::PermissionsExt;

    fn edit(text: &str) -> Edit {
        Edit::Set {
            at: FieldPath::parse("plan").expect("a path"),
            text: text.to_owned(),
        }
    }

    fn places(top: &Path) -> Vec<PathBuf> {
        vec![top.join("a/d.journal"), top.join("b/d.journal")]
    }

    fn found(places: &[PathBuf]) -> Vec<Edit> {
        let found = find(places).expect("a sound disk");
        found.map_or_else(Vec::new, |found| found.journal.edits)
    }

    #[test]
    fn an_edit_is_there_when_it_is_recorded_and_gone_when_all_is_saved() {
        let top = tempfile::tempdir().expect("a folder");
        let places = places(top.path());
        let mut journal = JournalFile::new(places.clone(), "{}".to_owned());
        assert!(!top.path().join("a").exists(), "opening writes nothing");
        for text in ["一", "二"] {
            journal.add(&edit(text)).expect("recorded");
        }
        assert_eq!(found(&places), [edit("一"), edit("二")]);
        let mode = |path: &Path| {
            let there = fs::metadata(path).expect("made");
            there.permissions().mode() & 0o777
        };
        assert_eq!(
            (mode(&places[0]), mode(&top.path().join("a"))),
            (0o600, 0o700)
        );
        journal.restart("{ }".to_owned());
        assert_eq!(found(&places), []);
        journal.add(&edit("三")).expect("recorded");
        assert_eq!(found(&places), [edit("三")]);
    }

    #[test]
    fn what_could_not_be_recorded_is_recorded_before_the_next() {
        let top = tempfile::tempdir().expect("a folder");
        let places = vec![top.path().join("a/d.journal")];
        let mut journal = JournalFile::new(places.clone(), "{}".to_owned());
        journal.add(&edit("一")).expect("recorded");
        // A descriptor that can only read stands in for a disk that takes nothing more.
        journal.file = File::open(&places[0]).ok();
        assert!(journal.add(&edit("二")).is_err());
        assert_eq!(found(&places), [edit("一")]);
        fs::rename(top.path().join("a"), top.path().join("away")).expect("a rename");
        assert!(journal.add(&edit("三")).is_err());
        fs::rename(top.path().join("away"), top.path().join("a")).expect("a rename");
        journal.add(&edit("四")).expect("recorded");
        let all = ["一", "二", "三", "四"].map(edit);
        assert_eq!(found(&places), all);
        let resumed = find(&places).expect("a sound disk").expect("a journal");
        let mut journal = JournalFile::resume(places.clone(), resumed);
        journal.add(&edit("五")).expect("recorded");
        assert_eq!(found(&places).len(), 5);
    }

    #[test]
    fn what_the_disk_took_and_did_not_keep_is_in_the_next_file() {
        let top = tempfile::tempdir().expect("a folder");
        let places = vec![top.path().join("d.journal")];
        let mut journal = JournalFile::new(places.clone(), "{}".to_owned());
        for text in ["一", "二"] {
            journal.add(&edit(text)).expect("recorded");
        }
        journal.settle().expect("settled");
        // A file that takes everything, keeps nothing, and says so when it is asked.
        journal.file = OpenOptions::new().write(true).open("/dev/null").ok();
        for text in ["三", "四"] {
            journal.add(&edit(text)).expect("the system took it");
        }
        assert!(journal.settle().is_err());
        assert_eq!(found(&places), ["一", "二"].map(edit));
        journal.settle().expect("there is nothing to settle in");
        journal.add(&edit("五")).expect("recorded");
        assert_eq!(found(&places), ["一", "二", "三", "四", "五"].map(edit));
    }

    #[test]
    fn a_journal_never_grows_larger_than_what_is_read() {
        let top = tempfile::tempdir().expect("a folder");
        let places = vec![top.path().join("d.journal")];
        let mut journal = JournalFile::new(places.clone(), "{}".to_owned());
        let large = "文".repeat(3 << 20);
        let added = (0..6).map(|_| journal.add(&edit(&large)).is_ok());
        let added = added.filter(|added| *added).count();
        assert_eq!((added, found(&places).len()), (3, 3));
        journal.restart("{ }".to_owned());
        journal.add(&edit("一")).expect("recorded");
        assert_eq!(found(&places), [edit("一")]);
    }

    #[test]
    fn where_the_first_place_will_not_do_the_second_is_taken() {
        let top = tempfile::tempdir().expect("a folder");
        let places = places(top.path());
        fs::write(top.path().join("a"), "in the way").expect("a file");
        let mut journal = JournalFile::new(places.clone(), "{}".to_owned());
        journal.add(&edit("一")).expect("recorded");
        journal.add(&edit("二")).expect("recorded");
        assert_eq!(found(&places[1..]).len(), 2);
    }

    #[test]
    fn what_nobody_understands_is_kept_for_a_person() {
        let top = tempfile::tempdir().expect("a folder");
        let path = top.path().join("d.journal");
        fs::write(&path, "half a he").expect("a file");
        assert_eq!(found(std::slice::from_ref(&path)), []);
        let kept = keep_aside(std::slice::from_ref(&path), "kept");
        assert_eq!(
            fs::read_to_string(&kept[0]).ok().as_deref(),
            Some("half a he")
        );
    }
}
