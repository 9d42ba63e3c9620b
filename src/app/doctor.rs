//! The doctor (体检): what is right and wrong with the surroundings that the program works in, and what would mend it.
//!
//! Invariants: facts in, signs out, nothing is looked up here; a cure never throws away what a person wrote. Absent:
//! gathering the facts and carrying the cures out (`store::doctor`), and words (`messages::doctor`).

use crate::app::failure::Failure;
use crate::app::ports::Holder;
use crate::domain::draft::DraftId;

mod judge;

pub use judge::judge;

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

/// How much a sign matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Grade {
    /// All is well.
    Well,
    /// Good to know.
    Notice,
    /// Something does not work, or not as it should.
    Wrong,
}

/// One thing that the doctor says.
#[derive(Clone, PartialEq, Debug)]
pub enum Sign {
    /// The screens can be shown here.
    Terminal {
        /// What it calls itself.
        name: String,
        /// Its columns and rows.
        size: (u16, u16),
    },
    /// Standard output is no terminal: it goes to a file or a pipe.
    NoTerminal,
    /// The terminal cannot place a cursor.
    Dumb(String),
    /// The terminal does not say how large it is.
    NoSize,
    /// The terminal is smaller than the screens need.
    Small(u16, u16),
    /// Colours are used.
    Colours,
    /// No colours are used: the user wants none, or the terminal has none.
    NoColours,
    /// The locale is one of UTF-8.
    Locale(String),
    /// The locale is not one of UTF-8.
    NotUtf8(String),
    /// The terminal draws “ ” — … as wide as the program takes them.
    Width(u16),
    /// It draws them so wide, and the program takes them for something else.
    OtherWidth(u16),
    /// It was not asked, or did not answer.
    WidthUnknown,
    /// Git of this version.
    Git(String),
    /// No git.
    NoGit,
    /// A git that is too old to share versions: what it calls itself.
    OldGit(String),
    /// Git knows who keeps versions.
    Author,
    /// Git does not know.
    NoAuthor,
    /// The workspace.
    Workspace(String, usize),
    /// It is made on first use.
    NoWorkspace(String),
    /// What stands in its way.
    WorkspaceFailed(Failure),
    /// It belongs to somebody else.
    Theirs(String),
    /// It is no repository, so it has no versions.
    NoRepository,
    /// The repository came from elsewhere.
    Foreign(Vec<String>),
    /// Git does not read the repository.
    Unread(String),
    /// Git merges and shows drafts by field here.
    Drivers,
    /// It does not: these settings are missing or point elsewhere.
    NoDrivers(Vec<String>),
    /// These files lack what git needs to know.
    NoSettings(Vec<String>),
    /// Only the user may read what is here, or the group that it is shared with.
    Private,
    /// Others may read this.
    Open(String, u32),
    /// The user may not write here.
    Closed(String),
    /// A lock of git's was left behind.
    StaleLock(String),
    /// A lock of git's, of a git that may be at work.
    Locked(String),
    /// Another process has this draft open.
    Held(DraftId, Holder),
    /// So many changes of a session that did not end wait to be taken in.
    Waiting(DraftId, usize),
    /// Changes of a draft that is no longer there.
    Orphan(DraftId, String),
    /// A journal that nobody understands.
    Unclear(String),
    /// A draft cannot be read, and can be had back.
    Broken(DraftId, Failure),
    /// A draft cannot be read, and there is no copy of it.
    Lost(DraftId, Failure),
    /// A new file that a killed process never put into place.
    Half(String),
}

/// What mends something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cure {
    /// Makes what a workspace is made of: repository, attributes, ignore file.
    Found,
    /// Sets the drivers.
    Drivers,
    /// Takes the rights of others away.
    Close(String),
    /// Takes a lock of git's away.
    Unlock(String),
    /// Takes a journal into its draft.
    TakeIn(DraftId),
    /// Makes a draft again from its journal or its last version; what lies there is kept aside.
    BringBack(DraftId),
    /// Takes a file away that is no more than half of another.
    Sweep(String),
}

impl Sign {
    /// How much it matters.
    #[must_use]
    pub fn grade(&self) -> Grade {
        match self {
            Self::Terminal { .. }
            | Self::Colours
            | Self::Locale(_)
            | Self::Width(_)
            | Self::Git(_)
            | Self::Author
            | Self::Workspace(..)
            | Self::Drivers
            | Self::Private => Grade::Well,
            Self::NoTerminal
            | Self::NoSize
            | Self::NoColours
            | Self::WidthUnknown
            | Self::NoWorkspace(_)
            | Self::Held(..)
            | Self::Locked(_)
            | Self::Unclear(_) => Grade::Notice,
            _ => Grade::Wrong,
        }
    }

    /// What mends it, where the program can.
    #[must_use]
    pub fn cure(&self) -> Option<Cure> {
        match self {
            Self::NoRepository | Self::NoSettings(_) => Some(Cure::Found),
            Self::NoDrivers(_) => Some(Cure::Drivers),
            Self::Open(path, _) => Some(Cure::Close(path.clone())),
            Self::StaleLock(path) => Some(Cure::Unlock(path.clone())),
            Self::Waiting(draft, _) => Some(Cure::TakeIn(draft.clone())),
            Self::Orphan(draft, _) | Self::Broken(draft, _) => Some(Cure::BringBack(draft.clone())),
            Self::Half(path) => Some(Cure::Sweep(path.clone())),
            _ => None,
        }
    }

    /// A stable word for scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Terminal { .. } => "terminal",
            Self::NoTerminal => "no-terminal",
            Self::Dumb(_) => "dumb-terminal",
            Self::NoSize => "no-size",
            Self::Small(..) => "small-terminal",
            Self::Colours => "colours",
            Self::NoColours => "no-colours",
            Self::Locale(_) => "locale",
            Self::NotUtf8(_) => "not-utf8",
            Self::Width(_) => "width",
            Self::OtherWidth(_) => "other-width",
            Self::WidthUnknown => "width-unknown",
            Self::Git(_) => "git",
            Self::NoGit => "git-missing",
            Self::OldGit(_) => "git-old",
            Self::Author => "author",
            Self::NoAuthor => "git-no-author",
            Self::Workspace(..) => "workspace",
            Self::NoWorkspace(_) => "no-workspace",
            Self::WorkspaceFailed(failure) => failure.code(),
            Self::Theirs(_) => "foreign-workspace",
            Self::NoRepository => "no-repository",
            Self::Foreign(_) => "foreign-repository",
            Self::Unread(_) => "git-refused",
            Self::Drivers => "drivers",
            Self::NoDrivers(_) => "no-drivers",
            Self::NoSettings(_) => "no-attributes",
            Self::Private => "private",
            Self::Open(..) => "open-rights",
            Self::Closed(_) => "no-rights",
            Self::StaleLock(_) => "stale-lock",
            Self::Locked(_) => "git-busy",
            Self::Held(..) => "held",
            Self::Waiting(..) => "journal",
            Self::Orphan(..) => "orphan-journal",
            Self::Unclear(_) => "unclear-journal",
            Self::Broken(..) => "broken-draft",
            Self::Lost(..) => "lost-draft",
            Self::Half(_) => "half-file",
        }
    }
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
