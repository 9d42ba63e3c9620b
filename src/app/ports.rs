//! Ports: what the program may ask of the world, in the domain's own terms.
//!
//! Invariant: nothing else reaches files, the clock or randomness. Absent: how any of it is done; `store` knows.

use crate::app::failure::{Failure, Holder};
use crate::domain::call::CallId;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::edit::Edit;
use crate::domain::field::{FieldPath, RowId};
use jiff::civil::Date;
use std::path::Path;

/// The drafts of a workspace.
pub trait Drafts {
    /// Every draft, by id. A draft that cannot be read is listed with what is wrong with it. Only the beginning of each
    /// file is looked at.
    ///
    /// # Errors
    /// When the workspace itself cannot be read.
    fn list(&self) -> Result<Vec<Listed>, Failure>;

    /// Adds a draft.
    ///
    /// # Errors
    /// [`Failure::Exists`] when there is one with its id; otherwise when it cannot be written.
    fn create(&mut self, draft: &Draft) -> Result<(), Failure>;

    /// Opens a draft, with whatever a journal still holds of it. For writing, it is kept from all others until
    /// [`Drafts::close`]; when that cannot be, it is opened for reading and the answer says why.
    ///
    /// # Errors
    /// When there is no such draft, or its file cannot be read.
    fn open(&mut self, id: &DraftId, wanted: Wanted) -> Result<Opened, Failure>;

    /// Puts an edit into the journal of a draft open for writing; once this returns, the edit outlives a crash.
    ///
    /// # Errors
    /// When it cannot be written. The edit is then remembered, and written together with the next one: the caller
    /// applies it to the draft all the same, or closes the draft.
    fn record(&mut self, id: &DraftId, edit: &Edit) -> Result<(), Failure>;

    /// Writes a draft open for writing to its file, at once or not at all, and begins a fresh journal.
    ///
    /// # Errors
    /// [`Failure::ChangedMeanwhile`] when the file is not what it was when opened or last saved; otherwise when it
    /// cannot be written. File and journal are then as before.
    fn save(&mut self, draft: &Draft) -> Result<(), Failure>;

    /// Lets others write a draft. What was recorded and not saved stays in the journal.
    fn close(&mut self, id: &DraftId);
}

/// A line of the list of drafts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// The draft.
    pub id: DraftId,
    /// When its file was last changed: RFC 3339, UTC.
    pub modified: String,
    /// What its file begins with, or why that cannot be read.
    pub headline: Result<Headline, Failure>,
}

/// What a list shows of a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Headline {
    /// The call it answers, as written.
    pub call: String,
    /// The code of the project it applies for, as written.
    pub project: String,
    /// The applicant's name, empty when not yet written.
    pub applicant: String,
}

/// What a draft is opened for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// Reading; never keeps anyone waiting.
    Reading,
    /// Writing.
    Writing,
}

/// A draft that was opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// The draft, with what the journal held.
    pub draft: Draft,
    /// What may be done with it.
    pub access: Access,
    /// What the journal of an interrupted session gave back; `None` when there was nothing.
    pub recovered: Option<Recovered>,
}

/// What may be done with an opened draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Access {
    /// Everything.
    Write,
    /// Only reading.
    ReadOnly(WhyReadOnly),
}

/// Why a draft may only be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WhyReadOnly {
    /// Nothing more was asked for.
    Asked,
    /// Someone else is writing it.
    Held(Holder),
    /// A later version of the program wrote it, in this version of the format.
    Newer(u32),
    /// Neither lock nor recovery could be written.
    Unwritable(Box<Failure>),
}

impl WhyReadOnly {
    /// What refuses an edit of a draft that may only be read.
    #[must_use]
    pub fn failure(&self, draft: &DraftId) -> Failure {
        match self {
            Self::Asked => Failure::NotOpen(draft.clone()),
            Self::Held(holder) => Failure::Held {
                draft: draft.clone(),
                holder: holder.clone(),
            },
            Self::Newer(version) => Failure::NewerFormat {
                draft: draft.clone(),
                version: *version,
            },
            Self::Unwritable(failure) => (**failure).clone(),
        }
    }
}

/// What an interrupted session left behind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recovered {
    /// How many edits the journal held.
    pub edits: usize,
    /// Where both the journal and, meanwhile, the file changed the same thing: the file's text stands there.
    pub clashes: Vec<FieldPath>,
    /// The draft that holds the journal's side of the clashes.
    pub aside: Option<DraftId>,
    /// Where a journal, or a part of one, that could not be understood was put, so that nothing is lost.
    pub kept: Option<String>,
}

/// The calls that can be answered.
pub trait Calls {
    /// The ids of all calls, in order, each once.
    ///
    /// # Errors
    /// When a folder of calls cannot be read.
    fn ids(&self) -> Result<Vec<CallId>, Failure>;

    /// The files of a call. One in the workspace goes before one of the user's own, and that before a built-in one.
    ///
    /// # Errors
    /// [`Failure::Unknown`] when there is no such call; otherwise when a file cannot be read.
    fn load(&self, id: &CallId) -> Result<CallFiles, Failure>;
}

/// A call as it lies in its folder, not yet understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CallFiles {
    /// The call.
    pub id: CallId,
    /// Where it comes from.
    pub source: CallSource,
    /// `catalog.json`.
    pub catalog: Vec<u8>,
    /// `form.json`.
    pub form: Vec<u8>,
    /// `spending.json`, when the call has its own.
    pub spending: Option<Vec<u8>>,
}

/// Where a call comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CallSource {
    /// It is part of the program.
    BuiltIn,
    /// The workspace's folder.
    Workspace(String),
    /// The user's own folder.
    User(String),
}

/// The workspace as a whole.
pub trait Workspaces {
    /// Where it is.
    fn root(&self) -> &Path;

    /// Makes the workspace, or completes it: folders, attributes, ignore file, and, where there is git, a repository
    /// whose merges of drafts call `program`. What is there already stays.
    ///
    /// # Errors
    /// When it cannot be written. A git that refuses is no error here, but told in the answer.
    fn init(&mut self, program: &Path) -> Result<Repository, Failure>;
}

/// What became of the repository when a workspace was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Repository {
    /// It was made.
    Made,
    /// There was one.
    Found,
    /// There is none; why.
    Absent(Failure),
}

/// The time.
pub trait Clock {
    /// Now: RFC 3339, UTC, whole seconds.
    fn now(&self) -> String;

    /// Today, where the user is.
    fn today(&self) -> Date;
}

/// New names.
pub trait Ids {
    /// An id for a new row.
    fn row(&mut self) -> RowId;

    /// What tells a new draft from others of the same project: 6 letters and digits that are not mistaken for others.
    fn suffix(&mut self) -> String;
}

/// Files that the user names.
pub trait Files {
    /// Writes a file, at once or not at all, for the user's eyes only.
    ///
    /// # Errors
    /// [`Failure::Exists`], [`Failure::NotPlain`], or when it cannot be written.
    fn write_export(&self, path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Failure>;

    /// Reads a file of at most `limit` bytes.
    ///
    /// # Errors
    /// [`Failure::TooLarge`], or when it cannot be read.
    fn read_input(&self, path: &Path, limit: usize) -> Result<Vec<u8>, Failure>;
}

/// What to do with a file that is there already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    /// Leave it and fail.
    Keep,
    /// Put the new one in its place.
    Replace,
}
