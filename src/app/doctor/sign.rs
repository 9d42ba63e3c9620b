//! What the doctor can say, how much it matters, and what would mend it.

use crate::app::failure::Failure;
use crate::app::ports::Holder;
use crate::domain::draft::DraftId;
use crate::domain::settings::Fault;

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
    /// Something in the settings is not as it should be, and the default holds.
    Setting(Fault),
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
            Self::Setting(_) => "settings",
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
