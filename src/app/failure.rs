//! Failures: what the world refused, as data.
//!
//! Invariant: a failure names the thing and the cause, never a sentence; the words are in `messages/failures.rs`.
//! Paths and names are as they were found, so they must be escaped before anyone sees them.
//! Absent: findings about a draft's content, which are no failures.

use crate::domain::draft::DraftId;
use crate::domain::edit::EditError;
use crate::domain::fault::JsonFault;

/// Something that could not be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The disk refused.
    Disk {
        /// What was being done.
        deed: Deed,
        /// The file or folder.
        path: String,
        /// Why.
        cause: Cause,
    },
    /// A file is no JSON that may be read, or not of the format it should have.
    BadJson {
        /// The file.
        path: String,
        /// Where and what.
        fault: JsonFault,
    },
    /// A file is longer than may be read.
    TooLarge {
        /// The file.
        path: String,
        /// The most bytes that are read.
        limit: usize,
    },
    /// A draft was written by a later version of the program, and can only be read.
    NewerFormat {
        /// The draft.
        draft: DraftId,
        /// The version of its format.
        version: u32,
    },
    /// Someone else is writing the draft.
    Held {
        /// The draft.
        draft: DraftId,
        /// Who.
        holder: Holder,
    },
    /// The draft's file has changed since it was opened; what was written since then is in the journal.
    ChangedMeanwhile(DraftId),
    /// The draft is not open for writing.
    NotOpen(DraftId),
    /// A text is no name of such a thing.
    BadName {
        /// What it should name.
        of: Named,
        /// The text.
        given: String,
    },
    /// Nothing has this name.
    Unknown {
        /// What was looked for.
        of: Named,
        /// The name.
        given: String,
    },
    /// A file that must not be replaced is there already.
    Exists(String),
    /// A symbolic link, a device or a folder stands where a file would be written or read.
    NotPlain(String),
    /// An edit does not fit the draft.
    EditRefused(EditError),
    /// The folder given as workspace cannot be one.
    NotAWorkspace(String),
    /// The workspace around the current folder belongs to somebody else, so it is not used unasked.
    ForeignWorkspace(String),
    /// The user has no home folder, so no workspace can be chosen unasked.
    NoHome,
    /// Git.
    Git(GitFailure),
}

/// What was being done when the disk refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// Reading.
    Read,
    /// Writing; what was there before is untouched.
    Write,
}

/// Why the disk refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// It is not there.
    NotThere,
    /// The user may not.
    NotAllowed,
    /// It lies on a file system that cannot be written.
    ReadOnly,
    /// The disk is full.
    Full,
    /// The user's share of the disk is used up.
    Quota,
    /// Files may not grow so large.
    FileLimit,
    /// The name is too long.
    NameTooLong,
    /// It is a folder, or is none, contrary to what is needed.
    WrongKind,
    /// The device failed.
    Device,
    /// Something else: the system's error number, 0 when it gave none.
    Other(i32),
}

/// Who writes a draft, as far as is known; a member that is not known is empty.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Holder {
    /// The user's name.
    pub who: String,
    /// The machine.
    pub host: String,
    /// The process on that machine.
    pub pid: String,
    /// Since when: RFC 3339, UTC.
    pub since: String,
}

/// What a name can name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Named {
    /// A draft.
    Draft,
    /// A call.
    Call,
    /// A project.
    Project,
    /// An address in a draft.
    Field,
    /// A version of a draft.
    Revision,
    /// A rule.
    Rule,
    /// An annotation.
    Annotation,
}

/// What git refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GitFailure {
    /// There is no git program.
    Missing,
    /// Git ended with an error.
    Refused {
        /// What it was asked to do: git's own name for it (`init`).
        deed: String,
        /// What it said.
        said: String,
    },
}

impl Failure {
    /// A stable name for scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Disk { deed, cause, .. } => disk_code(*deed, *cause),
            Self::BadJson { .. } => "bad-json",
            Self::TooLarge { .. } => "too-large",
            Self::NewerFormat { .. } => "newer-format",
            Self::Held { .. } => "held",
            Self::ChangedMeanwhile(_) => "changed-meanwhile",
            Self::NotOpen(_) => "not-open",
            Self::BadName { of, .. } => match of {
                Named::Field => "bad-field-path",
                _ => "bad-id",
            },
            Self::Unknown { of, .. } => unknown_code(*of),
            Self::Exists(_) => "exists",
            Self::NotPlain(_) => "not-a-plain-file",
            Self::EditRefused(_) => "edit-refused",
            Self::NotAWorkspace(_) => "not-a-workspace",
            Self::ForeignWorkspace(_) => "foreign-workspace",
            Self::NoHome => "no-home",
            Self::Git(GitFailure::Missing) => "git-missing",
            Self::Git(GitFailure::Refused { .. }) => "git-refused",
        }
    }
}

fn disk_code(deed: Deed, cause: Cause) -> &'static str {
    match (cause, deed) {
        (Cause::NotThere, _) => "not-found",
        (Cause::Full | Cause::Quota | Cause::FileLimit, _) => "disk-full",
        (Cause::ReadOnly, _) => "read-only",
        (_, Deed::Read) => "not-readable",
        (_, Deed::Write) => "not-writable",
    }
}

fn unknown_code(of: Named) -> &'static str {
    match of {
        Named::Draft => "unknown-draft",
        Named::Call => "unknown-call",
        Named::Project => "unknown-project",
        Named::Field => "unknown-field",
        Named::Revision => "unknown-revision",
        Named::Rule => "unknown-rule",
        Named::Annotation => "unknown-annotation",
    }
}
