//! What happens to the screens: keys, pastes, sizes, and what came back from the world.

use crate::app::annex::Annex;
use crate::app::base::Base;
use crate::app::batch::Task;
use crate::app::board::Board;
use crate::app::effect::Effect;
use crate::app::failure::Failure;
use crate::app::ports::{Access, Holder, Listed, Standing};
use crate::app::remarks::Remarks;
use crate::app::row_ids::RowIds;
use crate::app::version::{Comparison, Milestone, Newer, Step, Synced, Version};
use crate::domain::call::Call;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::project::Project;
use crate::domain::reissue::moved::Reissue;
use crate::domain::review::note::Note;
use crate::text::width::Ambiguous;
use crate::tui::batch::Done;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::Size;
use std::rc::Rc;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this size now.
    Resize(Size),
    /// Nobody has typed for a while.
    Idle,
    /// The terminal went away, or the program was asked to end.
    Leave,
    /// The terminal draws ambiguous characters this wide.
    Measured(Ambiguous),
    /// Something came back from the world.
    Came(Outcome),
}

/// What came back from the world.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The drafts of the workspace.
    Drafts {
        /// Those that can be read.
        listed: Vec<Listed>,
        /// The first of those that cannot.
        broken: Option<Failure>,
    },
    /// A draft is open.
    Opened(Box<OpenedDraft>),
    /// The edit is in the journal.
    Recorded,
    /// The draft is in its file.
    Saved,
    /// A version was kept; `None` when the last one says the same.
    Kept(Option<Version>),
    /// A part of the board.
    Board {
        /// Drafts, and what could not be read.
        part: Board,
        /// How many drafts are still to come.
        waiting: usize,
        /// Whether this is the first part.
        first: bool,
    },
    /// One more of many drafts is done.
    Progress {
        /// How many are done.
        done: usize,
        /// How many there are.
        all: usize,
    },
    /// What was done to many drafts.
    Batch(Task, Vec<Done>),
    /// Somebody came, went or wrote at the open draft.
    Touched,
    /// Who else is at the open draft, and how it stands to its file.
    Around {
        /// Those who read along.
        others: Vec<Holder>,
        /// How the draft stands to its file.
        standing: Standing,
    },
    /// What the other repository has that is newer than a draft here.
    Newer(DraftId, Option<Newer>),
    /// How far sharing has come.
    Sharing(Step),
    /// Versions were shared.
    Shared(Box<Synced>),
    /// Sharing ended early.
    NotShared(Failure),
    /// The versions of the open draft, the last first.
    History(Vec<Milestone>),
    /// A draft to review, and what it is read against.
    Review {
        /// The draft, open for reading.
        opened: Box<OpenedDraft>,
        /// What it is read against.
        base: Base,
        /// What that says.
        before: Box<Draft>,
    },
    /// The draft under review says this now.
    Changed(Box<Draft>),
    /// What the draft under review is read against.
    Base {
        /// Its name.
        base: Base,
        /// What it says.
        before: Box<Draft>,
    },
    /// What people remarked on the open draft.
    Remarks {
        /// The remarks, where they stand on the draft.
        remarks: Box<Remarks>,
        /// What of them could not be read.
        failed: Vec<Failure>,
        /// What was written before they were read.
        wrote: Wrote,
    },
    /// What its reader typed about the open draft and never wrote.
    Notes(Vec<Note>),
    /// The versions that the draft under review can be read against, the last first.
    Bases {
        /// The versions.
        versions: Vec<Version>,
        /// Why there may be more.
        failed: Option<Failure>,
    },
    /// What differs between two versions.
    Compared(Box<Comparison>),
    /// A version to bring back.
    Version {
        /// Its name.
        rev: String,
        /// What it says.
        draft: Box<Draft>,
    },
    /// The draft is in its file, and no version could be kept; what the user had said about it.
    NotKept(Failure, Option<String>),
    /// An annex was read.
    AnnexRead(Box<Annex>),
    /// A call was written to this folder; these are the calls now.
    CallKept {
        /// The folder.
        folder: String,
        /// Every call.
        calls: Vec<Rc<Call>>,
    },
    /// What goes out was written here.
    Exported(String),
    /// A file is there already; with what replaces it.
    InTheWay(String, Box<Effect>),
    /// Text went to the clipboard: this many characters.
    Copied(usize),
    /// What `$EDITOR` left; `None` when it changed nothing.
    EditedOutside(Option<String>),
    /// The edit could not be put into the journal.
    NotRecorded(Failure),
    /// Something else could not be done.
    Failed(Failure),
}

/// What was written about the open draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrote {
    /// Nothing: remarks were only read.
    Nothing,
    /// Entries.
    Entries,
    /// Marks of what was seen.
    Marks,
    /// Marks were taken away.
    NoMarks,
}

/// A draft that was opened, with all that the form needs.
#[derive(Clone, Debug)]
pub struct OpenedDraft {
    /// The call it answers.
    pub call: Rc<Call>,
    /// The project it applies for.
    pub project: Rc<Project>,
    /// What was printed when it was made, where that changed since.
    pub reissue: Option<Reissue>,
    /// The draft, with everything that was in the journal.
    pub draft: Draft,
    /// Whether it may be changed.
    pub access: Access,
    /// How many changes came back from the journal.
    pub recovered: usize,
    /// The draft that changes of the journal went to, where they clashed with the file.
    pub set_aside: Option<String>,
    /// Whether it was made just now.
    pub created: bool,
    /// Where ids of new rows begin.
    pub row_ids: RowIds,
    /// The address to begin at, as it was given on the command line.
    pub at: Option<crate::domain::field::FieldPath>,
}
