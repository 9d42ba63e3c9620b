//! Failures: what the world refused, as data. Words and hints are in `messages::failures`.
//!
//! Invariant: a failure says what, where and why; what is wrong with a draft is a finding, never a failure.

use crate::domain::field::FieldPath;
use crate::domain::review::proposal::NotApplicable;
use crate::domain::state::State;
use crate::text::document_fault::DocumentFault;
use crate::text::json_fault::JsonFault;

/// Something that could not be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// A draft that is not there.
    NoDraft(String),
    /// A text that is no draft id; `path` when it looks like one to a file.
    BadDraftId {
        /// What was given.
        given: String,
        /// Whether it looks like a path.
        path: bool,
    },
    /// A draft that is already there.
    DraftExists(String),
    /// A project that no call has.
    NoProject(String),
    /// A call that is not there.
    NoCall(String),
    /// A rule that does not exist.
    NoRule(String),
    /// A text that is no address, or an address that this draft does not have.
    BadPath(String),
    /// A row that this table does not have.
    NoRow(String),
    /// An edit that does not fit the draft.
    BadEdit(FieldPath),
    /// A file or folder that could not be read.
    Unreadable(Place),
    /// A file or folder that could not be written.
    Unwritable(Place),
    /// A file whose content is not what it should be.
    BadContent(Content),
    /// The file of a draft, given by its id, is no longer the one that was opened; what was typed is in the journal.
    ChangedMeanwhile(String),
    /// The workspace around the current folder belongs to somebody else, so it is not used unasked.
    ForeignWorkspace(String),
    /// A folder that was named as workspace and cannot be one.
    NotAWorkspace(String),
    /// A folder that was named for a demo and holds something else.
    NoDemo(String),
    /// What git refused.
    Git(GitFailure),
    /// The draft is open for reading only.
    ReadOnly {
        /// Who has it open for writing; empty when a newer version of the program wrote it.
        holder: String,
    },
    /// No folder to keep things in: neither a home folder nor one that was named.
    NoHome,
    /// The terminal cannot show the screens.
    NoTerminal,
    /// `$EDITOR` could not be run.
    NoEditor(String),
    /// The application still has this many errors.
    HasErrors(usize),
    /// There are errors left, so that it cannot be handed in.
    NotReady(usize),
    /// The draft was handed in, or decided on, and is not written in any more.
    Frozen(State),
    /// Giving back, deciding and judging is for admins, where every applicant has a branch.
    AdminsOnly,
    /// Where every applicant has a branch, they write about drafts in the name that it is called after, and not in this one.
    NotOwnName(String),
    /// The draft is another applicant's, who is called this.
    OthersDraft(String),
    /// The draft is not handed in, so that it cannot be given back or decided on.
    NotSubmitted,
    /// From where a draft is no step leads there.
    NoStep {
        /// Where it is.
        now: State,
        /// Where it cannot go.
        next: State,
    },
    /// What cannot be done in a review.
    Review(ReviewFailure),
    /// The command line was not understood: what was said about it.
    Usage(String),
}

/// What cannot be done in a review.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReviewFailure {
    /// Nobody can be called this: empty, on several lines, or too long.
    BadName(String),
    /// An annotation that is not there, or a beginning of an id that several have.
    NoAnnotation(String),
    /// A criterion that the call's rubric does not have.
    NoCriterion {
        /// What was given.
        given: String,
        /// Those it has.
        known: Vec<String>,
    },
    /// Points that a criterion does not give.
    BadPoints {
        /// What was given.
        given: String,
        /// The most it gives.
        most: u32,
    },
    /// Words that are not at this address.
    NoQuote(String),
    /// Words that are at this address several times: how often.
    ManyQuotes(usize),
    /// What an annotation proposes cannot be put into the draft now.
    NotApplicable(NotApplicable),
    /// Only its author, named here, changes or withdraws an annotation.
    NotYours(String),
    /// A change that cannot be proposed at this address: words for a row, cells for a text.
    Misplaced(String),
    /// A place that is not offered: which was asked for, and how many there are.
    NoOffer(usize, usize),
}

/// What git refused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GitFailure {
    /// There is no git program.
    Missing,
    /// Git does not know who keeps a version.
    NoAuthor,
    /// There is no such version.
    NoVersion(String),
    /// Another git works here just now, or left this lock behind.
    Busy(String),
    /// The repository came from elsewhere, and keeping or sharing versions would run what it brought along.
    Foreign {
        /// The workspace.
        path: String,
        /// Its hooks and settings that make git run something.
        runs: Vec<String>,
    },
    /// There is no other repository to share with.
    NoRemote,
    /// Another repository than this one, which was shared with before, was named.
    OtherRemote(String),
    /// The other repository cannot be reached: what git said.
    Unreachable(String),
    /// The other repository changes faster than one can follow.
    Restless,
    /// The user asked it to stop; what was kept stays kept.
    Stopped,
    /// Applicants shall have a branch each, and there are drafts on the one that all get.
    Mixed,
    /// A file beside the drafts was changed on both sides, in the same lines.
    Clash(String),
    /// A file beside the drafts was changed here and not kept, and changed there too.
    Unkept(String),
    /// Something came that is no plain file in its place: a link, a repository in the repository, a path out of it.
    Strange(String),
    /// Git ended with an error.
    Refused {
        /// What it was asked to do: git's own name for it (`init`).
        deed: String,
        /// What it said.
        said: String,
    },
}

/// A file or folder, and what the system said about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Its path.
    pub path: String,
    /// Why.
    pub cause: Cause,
}

/// What the system said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cause {
    /// It is not there.
    NotFound,
    /// The user may not.
    Denied,
    /// The disk, or the user's share of it, is full.
    Full,
    /// The file system is mounted for reading only.
    ReadOnly,
    /// It is a link, and links are not followed here.
    Link,
    /// It is there already.
    Exists,
    /// It is larger than this many bytes.
    TooLarge(usize),
    /// It is a folder, or not a plain file.
    NotAFile,
    /// Its name is too long.
    NameTooLong,
    /// The device failed.
    Device,
    /// Something else: the system's number for it, 0 when it gave none.
    Other(i32),
}

/// A file whose content is not what it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    /// The file.
    pub path: String,
    /// Where in it: a line and column, or a JSON pointer.
    pub place: String,
    /// What is wrong there.
    pub what: ContentFault,
}

/// What can be wrong with a file's content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ContentFault {
    /// It is not UTF-8.
    NotUtf8,
    /// It is not JSON.
    NotJson(JsonFault),
    /// It is larger than this many bytes.
    TooLarge(usize),
    /// It is nested too deep.
    TooDeep,
    /// It has more than this many members and elements.
    TooMany(usize),
    /// A member or an id is there twice.
    Duplicate(String),
    /// A member is missing or of the wrong type.
    Wrong(String),
    /// A word, id or code that is not known here.
    Unknown(String),
    /// Something is empty that should not be.
    Empty,
    /// It is of another format.
    Format(String),
    /// Its digest does not fit its content.
    Digest,
    /// It is no Word document that may be read.
    Document(DocumentFault),
}

impl ReviewFailure {
    fn code(&self) -> &'static str {
        match self {
            Self::BadName(_) => "bad-name",
            Self::NoAnnotation(_) => "no-annotation",
            Self::NoCriterion { .. } => "no-criterion",
            Self::BadPoints { .. } => "bad-points",
            Self::NoQuote(_) => "no-quote",
            Self::ManyQuotes(_) => "many-quotes",
            Self::NotApplicable(_) => "not-applicable",
            Self::NotYours(_) => "not-yours",
            Self::Misplaced(_) => "misplaced-change",
            Self::NoOffer(..) => "no-offer",
        }
    }
}

impl Failure {
    /// A stable word for scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoDraft(_) => "no-draft",
            Self::BadDraftId { .. } => "bad-draft-id",
            Self::DraftExists(_) => "draft-exists",
            Self::NoProject(_) => "no-project",
            Self::NoCall(_) => "no-call",
            Self::NoRule(_) => "no-rule",
            Self::BadPath(_) => "bad-path",
            Self::NoRow(_) => "no-row",
            Self::BadEdit(_) => "bad-edit",
            Self::Unreadable(_) => "unreadable",
            Self::Unwritable(_) => "unwritable",
            Self::BadContent(_) => "bad-content",
            Self::ChangedMeanwhile(_) => "changed-meanwhile",
            Self::ForeignWorkspace(_) => "foreign-workspace",
            Self::NotAWorkspace(_) => "not-a-workspace",
            Self::NoDemo(_) => "no-demo",
            Self::Git(GitFailure::Missing) => "git-missing",
            Self::Git(GitFailure::NoAuthor) => "git-no-author",
            Self::Git(GitFailure::NoVersion(_)) => "no-version",
            Self::Git(GitFailure::Busy(_)) => "git-busy",
            Self::Git(GitFailure::Foreign { .. }) => "foreign-repository",
            Self::Git(GitFailure::NoRemote) => "no-remote",
            Self::Git(GitFailure::OtherRemote(_)) => "other-remote",
            Self::Git(GitFailure::Unreachable(_)) => "unreachable",
            Self::Git(GitFailure::Restless) => "restless-remote",
            Self::Git(GitFailure::Stopped) => "stopped",
            Self::Git(GitFailure::Mixed) => "mixed-branches",
            Self::Git(GitFailure::Clash(_)) => "file-clash",
            Self::Git(GitFailure::Unkept(_)) => "file-unkept",
            Self::Git(GitFailure::Strange(_)) => "strange-file",
            Self::Git(GitFailure::Refused { .. }) => "git-refused",
            Self::ReadOnly { .. } => "read-only",
            Self::NoHome => "no-home",
            Self::NoTerminal => "no-terminal",
            Self::NoEditor(_) => "no-editor",
            Self::HasErrors(_) => "has-errors",
            Self::NotReady(_) => "has-errors",
            Self::Frozen(_) => "frozen",
            Self::AdminsOnly => "admins-only",
            Self::NotOwnName(_) => "not-own-name",
            Self::OthersDraft(_) => "others-draft",
            Self::NotSubmitted => "not-submitted",
            Self::NoStep { .. } => "no-step",
            Self::Review(failure) => failure.code(),
            Self::Usage(_) => "usage",
        }
    }
}
