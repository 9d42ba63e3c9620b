//! Effects: everything the program may ask of the world, as plain values.
//!
//! Invariant: an effect holds all it needs; the runner brings the outcome back as a message.

use crate::app::annex::Annex;
use crate::app::base::Base;
use crate::app::batch::Task;
use crate::app::board::Board;
use crate::app::export::{BoardFormat, Manner};
use crate::domain::call::CallId;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::project::ProjectCode;
use crate::domain::review::entry::Act;
use crate::domain::review::note::{Note, NoteWhat};

/// A state of a draft that can be compared.
#[derive(Clone, PartialEq, Debug)]
pub enum Point {
    /// As it was kept as a version.
    Version(String),
    /// As it is given here.
    Given(Box<Draft>),
}

/// Something to be done in the world.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Lists the drafts of the workspace.
    ListDrafts,
    /// Makes a draft for a project and opens it.
    CreateDraft {
        /// The call.
        call: CallId,
        /// The project.
        project: ProjectCode,
    },
    /// Opens a draft for writing, or for reading where somebody else holds it.
    OpenDraft(DraftId),
    /// Puts an edit into the journal, before the screen shows it as kept.
    Record {
        /// The draft.
        draft: DraftId,
        /// The edit.
        edit: Edit,
    },
    /// Writes the draft's file.
    SaveDraft(Box<Draft>),
    /// Writes the draft's file and keeps it as a version.
    KeepVersion {
        /// The draft.
        draft: Box<Draft>,
        /// What the user says about it, before what changed.
        message: Option<String>,
    },
    /// Remembers who keeps the versions of this workspace, then does what waited for it.
    SignAs {
        /// The name.
        name: String,
        /// The e-mail address.
        email: String,
        /// What waited.
        then: Box<Effect>,
    },
    /// Moves an open draft over to another project of its call, and opens it again.
    MoveTo {
        /// The draft.
        draft: Box<Draft>,
        /// The project.
        project: ProjectCode,
    },
    /// Looks up the versions of a draft.
    ReadHistory(Box<Draft>),
    /// Begins to read the board; what is known comes at once, the rest in parts.
    ReadBoard,
    /// Does the same to many drafts, one after the other.
    Batch {
        /// What.
        task: Task,
        /// The drafts.
        drafts: Vec<DraftId>,
    },
    /// Stops what is being done in parts.
    Stop,
    /// Begins to share versions with others, beside everything else; the address where it is not known yet.
    Share {
        /// The other repository.
        remote: Option<String>,
    },
    /// Asks sharing to stop.
    StopSharing,
    /// Looks who else is at an open draft, and how it stands to its file.
    LookAround(DraftId),
    /// Asks beside everything else whether the other repository has newer versions of a draft.
    LookUp(DraftId),
    /// Compares two versions of a draft.
    Compare {
        /// The draft.
        draft: DraftId,
        /// The older one.
        older: Point,
        /// The newer one.
        newer: Point,
    },
    /// Reads a draft, keeping nobody out, and what it is read against.
    OpenReview {
        /// The draft.
        draft: DraftId,
        /// What it is read against.
        base: Base,
    },
    /// Reads what a draft is read against.
    ReadBase {
        /// The draft.
        draft: Box<Draft>,
        /// What it is read against.
        base: Base,
    },
    /// Reads what people remarked on a draft.
    ReadRemarks {
        /// The draft.
        draft: Box<Draft>,
        /// Whether it is read by a reviewer, who may not see everything yet.
        reviews: bool,
    },
    /// Reads what people remarked on a draft again, where something was written since.
    LookForRemarks {
        /// The draft.
        draft: Box<Draft>,
        /// Whether it is read by a reviewer, who may not see everything yet.
        reviews: bool,
    },
    /// Reads a draft under review again, where it says something else than this.
    LookForDraft(Box<Draft>),
    /// Writes entries about a draft, and reads all remarks again.
    WriteRemarks {
        /// The draft.
        draft: Box<Draft>,
        /// The entries.
        acts: Vec<Act>,
        /// Whether a reviewer writes.
        reviews: bool,
    },
    /// Keeps a note that is being typed, before the screen shows it.
    KeepNote {
        /// The draft.
        draft: DraftId,
        /// Who types.
        by: String,
        /// The note as it stands.
        note: Box<Note>,
    },
    /// Forgets a note that was written as an entry, or thrown away.
    ForgetNote {
        /// The draft.
        draft: DraftId,
        /// Who typed it.
        by: String,
        /// What it was.
        what: Box<NoteWhat>,
    },
    /// Looks for notes that were typed about a draft and never written.
    ReadNotes {
        /// The draft.
        draft: DraftId,
        /// Who may have typed them.
        by: String,
    },
    /// Marks what stands at these addresses as seen or as not seen, everything where there are none; and reads all remarks
    /// again.
    See {
        /// The draft.
        draft: Box<Draft>,
        /// The addresses.
        at: Vec<FieldPath>,
        /// Whether it was seen.
        seen: bool,
    },
    /// Looks up the versions that a draft can be read against.
    ListBases(DraftId),
    /// Reads a version of a draft, to bring it back.
    ReadVersion {
        /// The draft.
        draft: DraftId,
        /// The version.
        rev: String,
    },
    /// Reads an annex, to be made into a call.
    ReadAnnex {
        /// The file.
        path: String,
        /// What the call is to be called.
        id: CallId,
    },
    /// Writes a call's folder in the workspace.
    KeepCall(Box<Annex>),
    /// Gives an open draft back.
    CloseDraft(DraftId),
    /// Writes the finished application.
    Export {
        /// The application.
        draft: Box<Draft>,
        /// Where to; empty for the format's own name in the current folder.
        path: String,
        /// How; that there are errors is recorded in the file.
        manner: Manner,
    },
    /// Writes the board, as it is shown, as one file.
    ExportBoard {
        /// The drafts, in their order.
        board: Box<Board>,
        /// Where to; empty for a name of its own in the current folder.
        path: String,
        /// As what.
        format: BoardFormat,
        /// Whether it is in English.
        english: bool,
        /// In place of a file that is there.
        replace: bool,
    },
    /// Puts text into the user's clipboard.
    Copy(String),
    /// Opens a text in `$EDITOR`.
    EditOutside(String),
    /// Draws everything anew.
    Redraw,
    /// Leaves the program.
    Quit,
}

impl Effect {
    /// Whether it only keeps what is being typed: done at once, with every key.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        matches!(self, Self::Record { .. } | Self::KeepNote { .. })
    }
}
