//! The doctor (体检): what is right and wrong with the surroundings that the program works in, and what would mend it.
//!
//! Invariants: facts in, signs out, nothing is looked up here; a cure never throws away what a person wrote. Absent:
//! gathering the facts and carrying the cures out (`store::doctor`), and words (`messages::doctor`).

use crate::app::failure::Failure;
use crate::app::ports::Holder;
use crate::domain::draft::DraftId;
use crate::domain::settings::Fault;

mod judge;
mod sign;

pub use judge::judge;
pub use sign::{Cure, Grade, Sign};

/// Somebody who can look at the surroundings and mend them.
pub trait Clinic {
    /// Looks at everything once.
    fn facts(&mut self) -> Facts;

    /// Carries a cure out.
    ///
    /// # Errors
    /// When it could not be done; nothing is worse than before.
    fn mend(&mut self, cure: &Cure) -> Result<(), Failure>;
}

/// What was found out about the surroundings.
#[derive(Clone, PartialEq, Debug)]
pub struct Facts {
    /// The terminal.
    pub terminal: TerminalFacts,
    /// The locale that is in force for characters, as the environment names it; empty when it names none.
    pub locale: String,
    /// What is wrong with the settings, the keys included.
    pub settings: Vec<Fault>,
    /// What `git --version` printed; `None` when there is no git.
    pub git: Option<String>,
    /// Whether git knows who keeps versions.
    pub author: bool,
    /// The workspace; what stands in its way otherwise.
    pub workspace: Result<WorkspaceFacts, Failure>,
}

/// What was found out about the terminal.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TerminalFacts {
    /// Whether standard output goes to one.
    pub is_there: bool,
    /// What `TERM` says; empty when it says nothing.
    pub name: String,
    /// Columns and rows, where it tells.
    pub size: Option<(u16, u16)>,
    /// Whether the user wants no colours.
    pub no_colour: bool,
    /// How many columns it moved for a “, where it was asked and answered.
    pub quote_columns: Option<u16>,
    /// How many columns the program takes a “ for.
    pub quote_taken_for: u16,
}

/// What was found out about the workspace.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct WorkspaceFacts {
    /// Its folder.
    pub path: String,
    /// Whether the folder is there.
    pub is_there: bool,
    /// Whether it belongs to the user.
    pub is_ours: bool,
    /// Its repository.
    pub repository: Repository,
    /// Settings of git's that should point to this program and do not.
    pub drivers: Vec<String>,
    /// Files beside the drafts that lack what git needs to know.
    pub settings: Vec<String>,
    /// Files and folders with the rights they have that others may read although nothing is shared here.
    pub open: Vec<(String, u32)>,
    /// Folders that the user cannot write.
    pub closed: Vec<String>,
    /// Locks of git's that lie there.
    pub locks: Vec<Lock>,
    /// Drafts that are open in another process.
    pub held: Vec<(DraftId, Holder)>,
    /// Journals of sessions that did not end.
    pub journals: Vec<Left>,
    /// Drafts that cannot be read.
    pub broken: Vec<Broken>,
    /// New files that a killed process never put into place, with their age in seconds.
    pub halves: Vec<(String, u64)>,
    /// How many drafts can be read.
    pub drafts: usize,
}

/// The repository of a workspace.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Repository {
    /// There is none.
    #[default]
    None,
    /// It is the user's own.
    Own,
    /// It came from elsewhere, and git would run these.
    Foreign(Vec<String>),
    /// Git does not read it: what it said.
    Refused(String),
}

/// A lock of git's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lock {
    /// The file.
    pub path: String,
    /// Its age in seconds.
    pub age: u64,
    /// Whether a git works in this workspace now, or that cannot be known.
    pub is_git_at_work: bool,
}

/// A journal that was left over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// The journal's file.
    pub path: String,
    /// The draft that it belongs to.
    pub draft: DraftId,
    /// How many changes it has; `None` when nobody understands it.
    pub edits: Option<usize>,
    /// Whether the draft is there.
    pub has_draft: bool,
}

/// A draft that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// The draft.
    pub draft: DraftId,
    /// What is wrong.
    pub failure: Failure,
    /// Whether its journal or its last version can be read.
    pub has_copy: bool,
}

/// What came of a sign.
#[derive(Clone, PartialEq, Debug)]
pub struct Treated {
    /// The sign.
    pub sign: Sign,
    /// What came of its cure; `None` where it has none, or was only told.
    pub came: Option<Result<(), Failure>>,
}

impl Treated {
    /// Whether something is still wrong.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.sign.grade() == Grade::Wrong && !matches!(self.came, Some(Ok(())))
    }
}

/// Looks at everything, mends what can be mended (unless it is only to be told), and says what came of it. What a cure
/// brings to light is treated as well.
pub fn treat(clinic: &mut dyn Clinic, only_tell: bool) -> Vec<Treated> {
    let mut signs = judge(&clinic.facts());
    let mut all: Vec<Treated> = Vec::new();
    // A repository that was just made has no drivers yet, a draft that came back may have a journal: a second look.
    for _ in 0..ROUNDS {
        let mut mended = false;
        for sign in signs.drain(..) {
            if all.iter().any(|told| told.sign == sign) {
                continue;
            }
            let cure = sign.cure().filter(|_| !only_tell);
            let came = cure.map(|cure| clinic.mend(&cure));
            mended |= came == Some(Ok(()));
            all.push(Treated { sign, came });
        }
        if !mended {
            break;
        }
        let after = judge(&clinic.facts());
        signs = after
            .into_iter()
            .filter(|sign| sign.cure().is_some())
            .collect();
    }
    all
}

/// How often the doctor looks again after mending something.
const ROUNDS: usize = 3;
