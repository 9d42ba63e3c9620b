//! The model: everything that the screens are drawn from.
//!
//! Invariant: the top of `screens` has the keys; what lies below is drawn under it. Absent: anything that is not shown.

use crate::app::command::Command;
use crate::app::export::Offer;
use crate::app::failure::Failure;
use crate::app::ports::{Holder, Listed};
use crate::app::session::{Kept, Session};
use crate::app::version::{Newer, Step, Synced, Version};
use crate::domain::annex::NotTaken;
use crate::domain::call::Call;
use crate::domain::project::ProjectCode;
use crate::domain::review::note::{Note, NoteWhat};
use crate::domain::settings::Fault;
use crate::domain::state::State;
use crate::messages::Lang;
use crate::text::width::Ambiguous;
use crate::tui::keymap::Keymap;
use crate::tui::screens::Screen;
use crate::tui::screens::home::HomeScreen;
use crate::tui::screens::reader::{ReaderScreen, ReaderWhat};
use crate::tui::theme::Theme;
use ratatui::layout::Size;
use std::rc::Rc;

/// Everything that the screens are drawn from.
#[derive(Clone, Debug)]
pub struct Model {
    /// The terminal's size.
    pub size: Size,
    /// How the user wants things shown.
    pub prefs: Prefs,
    /// What can be applied for, and what has been begun.
    pub shelf: Shelf,
    /// The open draft.
    pub session: Option<Session>,
    /// The screens, the one in use last; never empty.
    pub screens: Vec<Screen>,
    /// Who and what else is at the open draft.
    pub company: Company,
    /// How far sharing has come, while it goes on.
    pub sharing: Option<Step>,
    /// What the last sharing brought.
    pub shared: Option<Synced>,
    /// The last thing said to the user, until the next key.
    pub notice: Option<Notice>,
    /// What was typed about the open draft and is not written yet.
    pub unsent: Vec<Note>,
    /// The one of these that is being written.
    pub sent: Option<NoteWhat>,
    /// As what the user wrote something the last time, which is offered first the next time.
    pub taken: Option<Offer>,
    /// Whether the user leaves the draft although what was typed could be written nowhere.
    pub leaving: Leaving,
}

/// How the user wants things shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Prefs {
    /// The language.
    pub lang: Lang,
    /// The language of what goes out on paper: the call's, unless another was asked for on the command line.
    pub papers: Lang,
    /// The colours.
    pub theme: Theme,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Whether the terminal is asked for that, because the user has not said it.
    pub asks_widths: bool,
    /// The keys.
    pub keys: Keymap,
}

/// Who and what else is at the open draft.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Company {
    /// Those on this machine who read along.
    pub others: Vec<Holder>,
    /// Whether its file is gone, or no draft can be read from it.
    pub broken: bool,
    /// What the other repository has that is newer.
    pub newer: Option<Newer>,
}

/// What can be applied for, and what has been begun.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The calls, the newest first.
    pub calls: Vec<Rc<Call>>,
    /// The drafts of the workspace, the last changed first.
    pub drafts: Vec<Listed>,
}

/// How leaving a draft stands that is on the screen only.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Leaving {
    /// Nobody leaves.
    #[default]
    No,
    /// This command waits for one more attempt to write the draft's file.
    Trying(Command),
    /// That failed and the user was told; asking again leaves all the same.
    Warned,
}

/// Something said to the user in the status line.
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// A command can do nothing now.
    NotNow(crate::app::command::NotNow),
    /// The world refused.
    Failed(Failure),
    /// What was typed could be written nowhere, and the user wants to leave.
    KeptNowhere(Failure),
    /// A version was kept; `None` when the last one says the same.
    Kept(Option<Version>),
    /// Nobody signs versions here yet, so none was kept.
    NoAuthor,
    /// Text went to the clipboard: this many characters.
    Copied(usize),
    /// The application was written here.
    Exported(String),
    /// The draft came back with this many changes that had not been saved.
    Recovered(usize),
    /// Changes of last time clashed with the file; they are a draft of their own.
    SetAside(String),
    /// A draft was made.
    Created(String),
    /// Of many drafts so many are done.
    Progress {
        /// Those done.
        done: usize,
        /// All.
        all: usize,
    },
    /// So many drafts were written as files.
    ExportedMany(usize),
    /// Sharing was asked to stop.
    Stopping,
    /// Versions were shared.
    Shared(Box<Synced>),
    /// The file had changed elsewhere; this and what was typed here are one now.
    /// So many steps of what was typed cannot be taken back, because others changed the same.
    Joined(usize),
    /// The draft that is read was written by somebody else, and is shown as it is now.
    Refreshed,
    /// Who had the draft open for writing has left, and it can be written here now.
    Yours(String),
    /// So many drafts took a step, and are this now.
    Stepped(usize, State),
    /// Corrected words of an annex were not taken.
    NotTaken(NotTaken),
    /// So many parts of the print changed since the draft was made.
    Reissued(usize),
    /// The call does not have the draft's project any more.
    Dropped(ProjectCode),
    /// The draft moved over to this project.
    MovedOn(ProjectCode),
    /// A call was written to this folder.
    CallKept(String),
    /// So many settings were not taken; the first of them.
    Settings(usize, Fault),
    /// A finding was mended.
    Mended,
    /// The last one was passed, and it goes on from the other end.
    WentRound {
        /// From the last to the first.
        forward: bool,
    },
    /// So many annotations are not dealt with.
    OpenRemarks(usize),
    /// So many entries about the draft were written elsewhere, and are shown now.
    Arrived(usize),
    /// So many reviewers are not shown before a verdict is given.
    Hidden(usize),
    /// What was typed about the draft is written.
    Wrote,
    /// What one is at is marked as seen, or not any more.
    Seen(bool),
    /// What was typed about the draft is kept aside, not written.
    PutAside,
    /// So many notes were typed before and never written.
    Unsent(usize),
    /// Proposals were taken.
    Accepted {
        /// How many.
        taken: usize,
        /// How many could not be.
        left: usize,
    },
    /// An acceptance was taken back: so many proposals are open again.
    Reopened(usize),
    /// These words are not there.
    NotFound(String),
    /// `$EDITOR` changed nothing.
    Unchanged,
}

impl Model {
    /// The first model: the catalog.
    #[must_use]
    pub fn new(size: Size, prefs: Prefs, shelf: Shelf) -> Self {
        let screens = vec![Screen::Home(HomeScreen::default())];
        Self {
            size,
            prefs,
            shelf,
            session: None,
            screens,
            company: Company::default(),
            sharing: None,
            shared: None,
            notice: None,
            unsent: Vec::new(),
            sent: None,
            taken: None,
            leaving: Leaving::No,
        }
    }

    /// Lays the card over the screens that a stranger sees first.
    pub fn welcome(&mut self, demo: bool) {
        self.screens.push(Screen::Reader(ReaderScreen {
            what: ReaderWhat::Welcome { demo },
            scroll: 0,
        }));
    }

    /// Takes that card away; whether it was there.
    pub fn put_card_away(&mut self) -> bool {
        let is_card = |screen: &Screen| {
            let Screen::Reader(reader) = screen else {
                return false;
            };
            matches!(reader.what, ReaderWhat::Welcome { .. })
        };
        let is_there = self.screens.last().is_some_and(is_card);
        if is_there {
            self.screens.pop();
        }
        is_there
    }

    /// Whether something has been typed that is not in the draft's file yet.
    #[must_use]
    pub fn needs_saving(&self) -> bool {
        self.session
            .as_ref()
            .is_some_and(|session| session.may_write() && session.kept() != Kept::Saved)
    }

    /// The screen in use.
    #[must_use]
    pub fn top(&self) -> Option<&Screen> {
        self.screens.last()
    }
}
