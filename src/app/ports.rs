//! What the program asks of the world, in its own words. `store` answers; tests answer from memory.
//!
//! Invariant: methods speak of drafts and calls, never of files; every refusal is a [`Failure`].

use crate::app::annex::Annex;
use crate::app::failure::Failure;
use crate::app::row_ids::RowIds;
use crate::domain::board_index::Index;
use crate::domain::call::{Call, CallId};
use crate::domain::draft::{Draft, DraftId, Origin};
use crate::domain::edit::Edit;
use crate::domain::project::{Project, ProjectCode};
use crate::domain::reissue::moved::Reissue;
use crate::domain::review::Notebook;
use crate::domain::review::entry::{Act, EntryId};
use crate::domain::review::note::{Note, NoteWhat};
use crate::domain::review::seen::Seen;
use crate::domain::state::{State, Step};
use std::cmp::Ordering;
use std::rc::Rc;

/// A draft in the list of drafts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Its id.
    pub id: DraftId,
    /// The project it applies for.
    pub project: ProjectCode,
    /// The call it answers.
    pub call: CallId,
    /// The applicant's name, as far as it is filled.
    pub applicant: String,
    /// When it was last saved: seconds since 1970.
    pub modified: u64,
}

impl Listed {
    /// The order of lists: the last changed first, then by id.
    #[must_use]
    pub fn newest_first(&self, other: &Self) -> Ordering {
        let by_time = other.modified.cmp(&self.modified);
        by_time.then_with(|| self.id.cmp(&other.id))
    }
}

/// What a draft's files look like from outside, without reading them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// The draft.
    pub id: DraftId,
    /// When it was last saved: seconds since 1970.
    pub modified: u64,
    /// Changes whenever a file of the draft does; `None` while one is so new that it could change again unseen.
    pub mark: Option<String>,
    /// How many reviewers have written about it.
    pub reviews: usize,
}

impl Stamp {
    /// The order of lists: the last changed first, then by id.
    #[must_use]
    pub fn newest_first(&self, other: &Self) -> Ordering {
        let by_time = other.modified.cmp(&self.modified);
        by_time.then_with(|| self.id.cmp(&other.id))
    }
}

/// How a draft is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Access {
    /// For writing.
    Write,
    /// For reading: somebody else has it open for writing.
    Held(Holder),
    /// For reading: a newer version of the program wrote it, in this format.
    Newer(u32),
    /// For reading: it was handed in, and not given back.
    Frozen(State),
    /// For reading: it is another applicant's, who is called this.
    Others(String),
    /// For reading: it is being reviewed, and nobody is kept out.
    Review,
}

impl Access {
    /// Why the draft cannot be written; `None` when it can.
    #[must_use]
    pub fn refusal(&self) -> Option<Failure> {
        Some(match self {
            Self::Write => return None,
            Self::Held(holder) => Failure::ReadOnly {
                holder: format!("{} ({})", holder.who, holder.pid),
            },
            Self::Frozen(state) => Failure::Frozen(*state),
            Self::Others(owner) => Failure::OthersDraft(owner.clone()),
            Self::Newer(_) | Self::Review => Failure::ReadOnly {
                holder: String::new(),
            },
        })
    }
}

/// Who has a draft open.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Holder {
    /// The user, and the machine if it is another.
    pub who: String,
    /// The process.
    pub pid: u32,
    /// Whether only for one change, which is made at once.
    pub moment: bool,
}

/// How an open draft stands to its file.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Standing {
    /// Opened again, it would be the same.
    #[default]
    Same,
    /// Opened again, it would say something else, or could be written, or not any more.
    Stale,
    /// Its file is gone, or no draft can be read from it.
    Broken,
}

/// A draft that was opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// The draft, with everything that was in the journal.
    pub draft: Draft,
    /// How it is open.
    pub access: Access,
    /// How many changes came back from the journal.
    pub recovered: usize,
    /// The draft that changes of the journal went to, where the file had changed underneath them.
    pub set_aside: Option<DraftId>,
}

/// A draft and the steps it has gone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WithSteps {
    /// The draft, with everything that was in the journal.
    pub draft: Draft,
    /// Its steps, the first first.
    pub steps: Vec<Step>,
}

/// Takes a draft that was read, with its place among those that were asked for.
pub type Take<'a> = dyn Fn(usize, Result<WithSteps, Failure>) + Sync + 'a;

/// The drafts of a workspace.
pub trait Drafts {
    /// All drafts, the last changed first; those that cannot be read are left out and told beside.
    ///
    /// # Errors
    /// When the workspace itself cannot be read.
    fn list(&self) -> Result<(Vec<Listed>, Vec<Failure>), Failure>;

    /// The ids of all that may be drafts, in no order.
    ///
    /// # Errors
    /// When the workspace cannot be read.
    fn ids(&self) -> Result<Vec<DraftId>, Failure>;

    /// What these drafts look like from outside, the last changed first; what turns out to be no draft is left out.
    fn stamps(&self, ids: &[DraftId]) -> Vec<Stamp>;

    /// A draft as it stands in its file and journal; nothing is changed, nobody is kept out.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    fn read(&self, id: &DraftId) -> Result<Draft, Failure>;

    /// Reads many drafts with their steps, several at the same time where that is faster. Each is given to `take` with
    /// its place in `ids` as soon as it is read, in no order.
    fn read_each(&self, ids: &[DraftId], take: &Take<'_>);

    /// The steps that a draft has gone, the first first; none while it was never handed in.
    ///
    /// # Errors
    /// When one of them cannot be read.
    fn steps(&self, id: &DraftId) -> Result<Vec<Step>, Failure>;

    /// Adds a step; from then on the draft is open or not as its state says.
    ///
    /// # Errors
    /// When it cannot be written.
    fn add_step(&mut self, id: &DraftId, step: &Step) -> Result<(), Failure>;

    /// An id that no draft has, for a project.
    fn fresh_id(&self, project: &ProjectCode) -> DraftId;

    /// Puts a new draft into the workspace.
    ///
    /// # Errors
    /// When there is one with this id, or it cannot be written.
    fn create(&mut self, draft: &Draft) -> Result<(), Failure>;

    /// Opens a draft for writing, or for reading where somebody else has it.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    fn open(&mut self, id: &DraftId) -> Result<Opened, Failure>;

    /// As [`Drafts::open`], for one change that is made at once. Two who do that wait for each other, a moment at most; a form
    /// that is open is not waited for.
    ///
    /// # Errors
    /// As [`Drafts::open`].
    fn open_for_a_moment(&mut self, id: &DraftId) -> Result<Opened, Failure>;

    /// Puts an edit of an open draft into its journal; when this returns, it and all before it survive a crash of the
    /// program, and once they have settled one of the machine.
    ///
    /// # Errors
    /// When it cannot be written. It is then written together with the next one, so the caller keeps it in the draft all
    /// the same, or gives the draft back.
    fn record(&mut self, id: &DraftId, edit: &Edit) -> Result<(), Failure>;

    /// When this returns, everything that was recorded of open drafts survives a power cut. Closing a draft does it, too.
    ///
    /// # Errors
    /// When the disk refuses. What it did not keep is then written together with the next edit.
    fn settle(&mut self) -> Result<(), Failure>;

    /// Writes an open draft's file, whole or not at all, and empties its journal.
    ///
    /// # Errors
    /// [`Failure::ChangedMeanwhile`] when the file is not what it was when it was opened or last saved: opening it again
    /// joins both sides. Otherwise when it cannot be written. File and journal are then as they were.
    fn save(&mut self, draft: &Draft) -> Result<(), Failure>;

    /// How an open draft stands to its file now.
    fn standing(&self, id: &DraftId) -> Standing;

    /// Gives an open draft back.
    fn close(&mut self, id: &DraftId);
}

/// What one person writes about a draft at once.
#[derive(Clone, Debug)]
pub struct Written<'a> {
    /// Who.
    pub by: &'a str,
    /// When: RFC 3339, UTC.
    pub time: &'a str,
    /// The draft's last version, when there is one.
    pub version: Option<&'a str>,
    /// What.
    pub acts: Vec<Act>,
}

/// What people wrote about the drafts of a workspace.
pub trait Reviews {
    /// Everybody's notebook on a draft, by name, and what could not be read.
    ///
    /// # Errors
    /// When the draft's folder cannot be read.
    fn notebooks(&self, id: &DraftId) -> Result<(Vec<Notebook>, Vec<Failure>), Failure>;

    /// Changes whenever one of the files does that say what people wrote about a draft, or have seen of it.
    fn stamp(&self, id: &DraftId) -> String;

    /// Adds to somebody's notebook on a draft as it stands; gives the ids of what was added, in order.
    ///
    /// # Errors
    /// A name that nobody can have; [`Failure::ReadOnly`] when a newer version of the program wrote in it; when it cannot be
    /// written, and then it is as it was.
    fn write(&self, draft: &Draft, written: Written<'_>) -> Result<Vec<EntryId>, Failure>;

    /// Joins a notebook that came from elsewhere with the one that is there.
    ///
    /// # Errors
    /// As [`Reviews::write`].
    fn take_in(&self, id: &DraftId, notebook: Notebook) -> Result<(), Failure>;

    /// What somebody has seen of a draft.
    ///
    /// # Errors
    /// When it cannot be read.
    fn seen(&self, id: &DraftId, by: &str) -> Result<Seen, Failure>;

    /// Changes what somebody has seen of a draft.
    ///
    /// # Errors
    /// As [`Reviews::write`].
    fn see(&self, id: &DraftId, by: &str, change: &mut dyn FnMut(&mut Seen))
    -> Result<(), Failure>;
}

/// Words that are being typed about drafts, so that they survive a crash.
pub trait Notes {
    /// Keeps a note as it stands; when this returns, all of it survives a crash of the program.
    ///
    /// # Errors
    /// When it cannot be written. It is then written together with what is typed next.
    fn keep(&mut self, id: &DraftId, by: &str, note: &Note) -> Result<(), Failure>;

    /// When this returns, the note that was kept last survives a power cut.
    ///
    /// # Errors
    /// When the disk refuses. What it did not keep is then written together with what is typed next.
    fn settle(&mut self) -> Result<(), Failure>;

    /// Forgets a note: it was written as an entry, or thrown away.
    fn forget(&mut self, id: &DraftId, by: &str, what: &NoteWhat);

    /// What somebody typed about a draft, and neither wrote nor threw away.
    fn left(&self, id: &DraftId, by: &str) -> Vec<Note>;
}

/// Who else is at a draft on this machine.
pub trait Presence {
    /// Begins a stay at a draft that was opened: others see it. Whenever somebody comes, goes or writes there, `touched`
    /// is called from another thread, until the stay ends.
    fn stay(&mut self, id: &DraftId, access: &Access, touched: Box<dyn Fn() + Send>);

    /// Those who read along, but oneself.
    fn others(&self) -> Vec<Holder>;

    /// Ends the stay.
    fn leave(&mut self);
}

/// What was worked out about drafts before, kept beside them. Losing it costs time and nothing else.
pub trait BoardIndex {
    /// What is kept; empty when there is nothing, or it cannot be relied on.
    fn load(&self) -> Index;

    /// Keeps it in place of what was there. That it cannot be kept is no failure.
    fn keep(&self, index: &Index);
}

/// The calls that can be applied for.
pub trait Calls {
    /// Every call, the built-in one last, and what is wrong with those that cannot be used.
    fn all(&self) -> (Vec<Rc<Call>>, Vec<Failure>);

    /// One call.
    ///
    /// # Errors
    /// When it is not there or cannot be used.
    fn load(&self, id: &CallId) -> Result<Rc<Call>, Failure>;

    /// The digest of a project's entry, that a draft is bound to.
    fn entry_digest(&self, project: &Project) -> String;

    /// What was printed when a draft was made, where that is not what `call` prints now.
    fn reissued(&self, origin: &Origin, call: &Call) -> Option<Reissue>;

    /// The entry that a draft was made from, in a catalog that was replaced; where that very print was not kept, one of the
    /// same code that was.
    fn earlier(&self, origin: &Origin) -> Option<Project>;

    /// The project that a draft of this call is for. One that the call has dropped since is as it was printed before.
    ///
    /// # Errors
    /// When neither the call has it nor a print of it was kept.
    fn project(&self, origin: &Origin, call: &Call) -> Result<Rc<Project>, Failure> {
        let code = origin.project.as_str();
        let printed = call.catalog.project(code).cloned();
        let printed = printed.or_else(|| self.earlier(origin)).map(Rc::new);
        printed.ok_or_else(|| Failure::NoProject(code.to_owned()))
    }

    /// The call and the project that a draft is for.
    ///
    /// # Errors
    /// As [`Calls::load`] and [`Calls::project`].
    fn of_draft(&self, draft: &Draft) -> Result<(Rc<Call>, Rc<Project>), Failure> {
        let call = self.load(&draft.origin.call)?;
        let project = self.project(&draft.origin, &call)?;
        Ok((call, project))
    }
}

/// Annexes, and the calls that are made of them.
pub trait Annexes {
    /// Reads an annex, a Word document or a text, as the call `id`.
    ///
    /// # Errors
    /// When the file cannot be read, or is neither.
    fn read(&self, path: &str, id: &CallId) -> Result<Annex, Failure>;

    /// The folder in the workspace that is the call's.
    fn folder(&self, id: &CallId) -> String;

    /// Writes a call's folder: the catalog, a form to begin with where there is none, the annex itself, and where
    /// everything was read. A catalog that was there is kept as an earlier one.
    ///
    /// # Errors
    /// When the catalog is not one that can be used, or something cannot be written; nothing was replaced then.
    fn keep(&self, folder: &str, annex: &Annex) -> Result<(), Failure>;
}

/// Time and chance.
pub trait Clock {
    /// Now: RFC 3339, UTC, to the second.
    fn now(&self) -> String;
    /// A source of ids for new rows.
    fn row_ids(&self) -> RowIds;
}

/// Files that the user names.
pub trait Files {
    /// Writes a file whole or not at all, for the user alone to read.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Failure>;

    /// As [`Files::write`], but never in place of a file that is there.
    ///
    /// # Errors
    /// As there, and with [`Cause::Exists`](crate::app::failure::Cause::Exists) where there is one.
    fn create(&self, path: &str, bytes: &[u8]) -> Result<(), Failure>;

    /// Makes a folder and those above it, for the user alone.
    ///
    /// # Errors
    /// When it cannot be made.
    fn make_folder(&self, path: &str) -> Result<(), Failure>;

    /// Reads a file, or standard input for `-`, of at most `limit` bytes.
    ///
    /// # Errors
    /// When it cannot be read or is larger.
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Failure>;
}

/// What came when a line was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// A line, without its end.
    Said(String),
    /// A line that is as long as the terminal takes, so that its end may be missing.
    Cut(String),
    /// A line that is no UTF-8.
    Garbled,
    /// The input has ended.
    Over,
}

/// A conversation with the user on plain lines.
pub trait Lines {
    /// Says something: harmless text, in lines.
    fn say(&mut self, text: &str);

    /// Asks for a line, and waits for it.
    fn hear(&mut self, prompt: &str) -> Line;

    /// Opens a text in the user's editor; `None` when it comes back as it was.
    ///
    /// # Errors
    /// When the editor cannot be run.
    fn edit(&mut self, text: &str) -> Result<Option<String>, Failure>;
}
