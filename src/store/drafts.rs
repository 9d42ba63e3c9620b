//! The drafts of a workspace: `drafts/ID/draft.json`, with a journal and a lock out of git's sight.
//!
//! Invariants: only the process that holds a draft's lock writes it; what the journal has is never dropped before the
//! draft's file has it; a file that changed since it was opened is never written over.

mod at_once;
pub(super) mod recover;
mod stale;
mod stamps;

use crate::app::failure::{Cause, Failure};
use crate::app::ports::{Access, Drafts, Listed, Opened, Stamp, Standing, Take, WithSteps};
use crate::app::row_ids::RowIds;
use crate::domain::call::CallId;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::edit::Edit;
use crate::domain::project::ProjectCode;
use crate::domain::state::{Step, state};
use crate::format::digest::sha256;
use crate::format::draft_json::{self, ReadDraft};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text::MAX_BYTES;
use crate::store::clock::chance;
use crate::store::content;
use crate::store::fs::{
    Existing, is_real_folder, make_folder, open_plain, read_if_there, read_opened, shown,
    unreadable, write_whole,
};
use crate::store::journal::{self, Found, JournalFile};
use crate::store::lock::{self, Hold, Lock, Taken};
use crate::store::owners;
use crate::store::paths::Paths;
use crate::store::steps;
use crate::store::workspace;
use stale::Reading;
use std::collections::BTreeMap;
use std::fs;
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

/// The drafts in the folders of a workspace.
#[derive(Debug)]
pub struct FolderDrafts {
    paths: Paths,
    open: BTreeMap<DraftId, Open>,
    reading: BTreeMap<DraftId, Reading>,
}

/// A draft that this process has open for writing.
#[derive(Debug)]
struct Open {
    journal: JournalFile,
    /// Held until the draft is given back.
    _lock: Lock,
}

impl FolderDrafts {
    /// The drafts under these folders.
    #[must_use]
    pub fn new(paths: Paths) -> Self {
        Self {
            paths,
            open: BTreeMap::new(),
            reading: BTreeMap::new(),
        }
    }

    /// The text of a draft's file; `None` when there is none. A link on the way to it is refused.
    fn text(&self, id: &DraftId) -> Result<Option<Vec<u8>>, Failure> {
        let there =
            is_real_folder(&self.paths.drafts())? && is_real_folder(&self.paths.draft_folder(id))?;
        if !there {
            return Ok(None);
        }
        read_if_there(&self.paths.draft_file(id), MAX_BYTES)
    }

    /// A draft's file, and what it says.
    fn load(&self, id: &DraftId) -> Result<(Vec<u8>, ReadDraft), Failure> {
        let Some(bytes) = self.text(id)? else {
            return Err(Failure::NoDraft(id.as_str().to_owned()));
        };
        let mut read = draft_json::read(&bytes).map_err(|fault| self.bad_content(id, fault))?;
        // A folder that was copied or renamed holds a draft of its own.
        read.draft.origin.id = id.clone();
        Ok((bytes, read))
    }

    fn bad_content(&self, id: &DraftId, fault: DataFault) -> Failure {
        content::failure(shown(&self.paths.draft_file(id)), fault)
    }

    /// What a list shows of a draft; `None` where a folder holds no draft.
    fn listed(&self, id: &DraftId) -> Result<Option<Listed>, Failure> {
        let path = self.paths.draft_file(id);
        let (file, metadata) = match open_plain(&path) {
            Err(Failure::Unreadable(place)) if place.cause == Cause::NotFound => return Ok(None),
            opened => opened?,
        };
        let bytes = read_opened(file, &metadata, &path, MAX_BYTES)?;
        let head = draft_json::head(&bytes).map_err(|fault| self.bad_content(id, fault))?;
        let bad = |place, name: &str| {
            let kind = DataFaultKind::BadId(name.to_owned());
            self.bad_content(id, DataFault::at(place, kind))
        };
        let modified = metadata.modified().ok();
        let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Ok(Some(Listed {
            id: id.clone(),
            project: ProjectCode::parse(&head.project)
                .ok_or_else(|| bad("/project", &head.project))?,
            call: CallId::parse(&head.call).ok_or_else(|| bad("/call", &head.call))?,
            applicant: head.applicant,
            modified: since.map_or(0, |since| since.as_secs()),
        }))
    }

    pub(super) fn write(&self, draft: &Draft, existing: Existing) -> Result<String, Failure> {
        let id = &draft.origin.id;
        make_folder(&self.paths.drafts())?;
        make_folder(&self.paths.draft_folder(id))?;
        let text = draft_json::write(draft);
        write_whole(&self.paths.draft_file(id), text.as_bytes(), existing)?;
        Ok(text)
    }

    fn steps_of(&self, id: &DraftId) -> Result<Vec<Step>, Failure> {
        steps::read(&self.paths, id)
    }

    fn open_to_hold(&mut self, id: &DraftId, hold: Hold) -> Result<Opened, Failure> {
        self.close(id);
        let opened = self.open_somehow(id, hold)?;
        if opened.access != Access::Write {
            let reading = Reading {
                access: opened.access.clone(),
                text: self.text(id)?,
            };
            self.reading.insert(id.clone(), reading);
        }
        Ok(opened)
    }

    fn open_somehow(&mut self, id: &DraftId, hold: Hold) -> Result<Opened, Failure> {
        let (_, read) = self.load(id)?;
        let mut opened = Opened {
            draft: read.draft,
            access: Access::Write,
            recovered: 0,
            set_aside: None,
        };
        if read.version > draft_json::VERSION {
            opened.access = Access::Newer(read.version);
            return Ok(opened);
        }
        if let Some(owner) = owners::other(&self.paths, id) {
            opened.draft = self.read(id)?;
            opened.access = Access::Others(owner);
            return Ok(opened);
        }
        let frozen = |drafts: &Self| -> Result<Option<Access>, Failure> {
            let state = state(&drafts.steps(id)?);
            Ok((!state.is_open()).then_some(Access::Frozen(state)))
        };
        if let Some(frozen) = frozen(self)? {
            opened.draft = self.read(id)?;
            opened.access = frozen;
            return Ok(opened);
        }
        let held = match lock::take(&self.paths.locks(id), hold)? {
            Taken::Ours(held) => held,
            Taken::Theirs(holder) => {
                opened.draft = self.read(id)?;
                opened.access = Access::Held(holder);
                return Ok(opened);
            }
        };
        // Whoever had the lock until now may have written, or handed the draft in.
        if let Some(frozen) = frozen(self)? {
            opened.draft = self.read(id)?;
            opened.access = frozen;
            return Ok(opened);
        }
        let (bytes, read) = self.load(id)?;
        opened.draft = read.draft;
        let journal = self.take_back(&mut opened, text_of(bytes))?;
        let open = Open {
            journal,
            _lock: held,
        };
        self.open.insert(id.clone(), open);
        Ok(opened)
    }

    /// Brings back what the last session left, and says with which journal this one goes on.
    fn take_back(&mut self, opened: &mut Opened, text: String) -> Result<JournalFile, Failure> {
        let id = opened.draft.origin.id.clone();
        let places = self.paths.journals(&id);
        let Some(found) = journal::find(&places)? else {
            journal::keep_aside(&places, &mark(&text));
            return Ok(JournalFile::new(places, text));
        };
        let recovered = recover::recover(&text, opened.draft.clone(), &found.journal);
        if let Some(aside) = recovered.aside {
            opened.set_aside = Some(self.set_aside(aside)?);
        }
        opened.recovered = recovered.edits;
        let unchanged = recovered.draft == opened.draft;
        opened.draft = recovered.draft;
        let text = match self.write_unless(unchanged, &opened.draft, &text) {
            Ok(text) => text,
            // Nothing can be written now, but the journal still fits the file, and goes on.
            Err(_) if found.journal.base == text => return Ok(JournalFile::resume(places, found)),
            Err(failure) => return Err(failure),
        };
        let mut journal = JournalFile::new(places, text);
        self.finish(&mut journal, &found, recovered.understood);
        Ok(journal)
    }

    fn write_unless(&self, unchanged: bool, draft: &Draft, text: &str) -> Result<String, Failure> {
        if unchanged {
            return Ok(text.to_owned());
        }
        self.write(draft, Existing::Replace)
    }

    /// Ends a journal whose edits are in the file by now; one that was not understood whole is kept for a person.
    fn finish(&self, journal: &mut JournalFile, found: &Found, understood: bool) {
        if !understood {
            journal::keep_aside(
                std::slice::from_ref(&found.path),
                &mark(&found.journal.base),
            );
        }
        journal.restart(journal.base().to_owned());
    }

    /// Makes a draft of what a journal has. The same content gets the same id, so that a second attempt makes no second
    /// draft.
    fn set_aside(&mut self, mut aside: Draft) -> Result<DraftId, Failure> {
        let mark = mark(&draft_json::write(&aside));
        let own = aside.origin.id.as_str().chars();
        let stem: String = own.take(48).collect();
        let id = DraftId::parse(&format!("{stem}-recovered-{mark}"));
        // An id with more letters and digits after it is an id, so the other branch is never needed.
        aside.origin.id = id.unwrap_or_else(|| self.fresh_id(&aside.origin.project));
        match self.create(&aside) {
            Err(Failure::DraftExists(_)) | Ok(()) => Ok(aside.origin.id),
            Err(failure) => Err(failure),
        }
    }
}

/// The text of a file that was read as a draft, and so is UTF-8.
fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_default()
}

/// A few letters and digits that tell a content from others.
pub(super) fn mark(text: &str) -> String {
    let digest = sha256(text.as_bytes());
    digest.chars().rev().take(4).collect()
}

impl Drafts for FolderDrafts {
    fn list(&self) -> Result<(Vec<Listed>, Vec<Failure>), Failure> {
        let ids = self.ids()?;
        let found = Mutex::new((Vec::with_capacity(ids.len()), Vec::new()));
        at_once::each(ids.len(), &|index| {
            let one = self.listed(&ids[index]);
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            match one {
                Ok(draft) => found.0.extend(draft),
                Err(failure) => found.1.push((index, failure)),
            }
        });
        let (mut listed, mut failed) = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        failed.sort_by_key(|(index, _)| *index);
        let failed = failed.into_iter().map(|(_, failure)| failure).collect();
        listed.sort_by(Listed::newest_first);
        Ok((listed, failed))
    }

    fn ids(&self) -> Result<Vec<DraftId>, Failure> {
        let folder = self.paths.drafts();
        if !is_real_folder(&folder)? {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
        let folders = entries.filter_map(|entry| {
            let entry = entry.ok()?;
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            entry.file_name().into_string().ok().filter(|_| is_folder)
        });
        Ok(folders.filter_map(|name| DraftId::parse(&name)).collect())
    }

    fn stamps(&self, ids: &[DraftId]) -> Vec<Stamp> {
        stamps::of(&self.paths, ids)
    }

    fn read(&self, id: &DraftId) -> Result<Draft, Failure> {
        let (bytes, read) = self.load(id)?;
        // Reading does not depend on the journal being there or sound.
        let found = journal::find(&self.paths.journals(id)).ok().flatten();
        Ok(match found {
            Some(found) => recover::recover(&text_of(bytes), read.draft, &found.journal).draft,
            None => read.draft,
        })
    }

    fn read_each(&self, ids: &[DraftId], take: &Take<'_>) {
        at_once::each(ids.len(), &|index| {
            let read = self.read(&ids[index]).and_then(|draft| {
                let steps = self.steps(&ids[index])?;
                Ok(WithSteps { draft, steps })
            });
            take(index, read);
        });
    }

    fn steps(&self, id: &DraftId) -> Result<Vec<Step>, Failure> {
        self.steps_of(id)
    }

    fn add_step(&mut self, id: &DraftId, step: &Step) -> Result<(), Failure> {
        steps::add(&self.paths, id, step)
    }

    fn fresh_id(&self, project: &ProjectCode) -> DraftId {
        let mut ids = RowIds::new(chance());
        loop {
            let suffix: String = ids.next_id().as_str().chars().skip(1).take(6).collect();
            // A code and six letters always make an id.
            if let Some(id) = DraftId::parse(&format!("{}-{suffix}", project.as_str()))
                && !self.paths.draft_folder(&id).exists()
            {
                return id;
            }
        }
    }

    fn create(&mut self, draft: &Draft) -> Result<(), Failure> {
        workspace::ensure(&self.paths)?;
        let id = &draft.origin.id;
        match self.write(draft, Existing::Keep) {
            Ok(_) => Ok(()),
            Err(Failure::Unwritable(place)) if place.cause == Cause::Exists => {
                Err(Failure::DraftExists(id.as_str().to_owned()))
            }
            Err(failure) => {
                // Only a folder that is empty goes, and only that is meant.
                let _ = fs::remove_dir(self.paths.draft_folder(id));
                Err(failure)
            }
        }
    }

    fn open(&mut self, id: &DraftId) -> Result<Opened, Failure> {
        self.open_to_hold(id, Hold::Open)
    }

    fn open_for_a_moment(&mut self, id: &DraftId) -> Result<Opened, Failure> {
        self.open_to_hold(id, Hold::Moment)
    }

    fn record(&mut self, id: &DraftId, edit: &Edit) -> Result<(), Failure> {
        match self.open.get_mut(id) {
            Some(open) => open.journal.add(edit),
            None => Err(not_open()),
        }
    }

    fn settle(&mut self) -> Result<(), Failure> {
        let all = self.open.values_mut().map(|open| open.journal.settle());
        all.fold(Ok(()), Result::and)
    }

    fn save(&mut self, draft: &Draft) -> Result<(), Failure> {
        let id = &draft.origin.id;
        let open = self.open.get(id).ok_or_else(not_open)?;
        let _gate = lock::gate(&self.paths.gate());
        let there = self.text(id)?;
        if there.is_some_and(|bytes| bytes != open.journal.base().as_bytes()) {
            return Err(Failure::ChangedMeanwhile(id.as_str().to_owned()));
        }
        let text = self.write(draft, Existing::Replace)?;
        if let Some(open) = self.open.get_mut(id) {
            open.journal.restart(text);
        }
        Ok(())
    }

    fn standing(&self, id: &DraftId) -> Standing {
        stale::standing(self, id)
    }

    fn close(&mut self, id: &DraftId) {
        if let Some(mut open) = self.open.remove(id) {
            // There is nobody left to tell, and nothing left to be done; the system has it.
            let _ = open.journal.settle();
        }
        self.reading.remove(id);
    }
}

fn not_open() -> Failure {
    Failure::ReadOnly {
        holder: "?".to_owned(),
    }
}

#[cfg(test)]
mod tests;
