//! The screens: small state machines that own no document. What each shows is drawn in `views`, under the same name.

pub mod board;
pub mod form;
pub mod history;
pub mod home;
pub mod import;
pub mod note;
pub mod pick;
pub mod prompt;
pub mod reader;
pub mod reissue;
pub mod review;

use crate::tui::keymap::Context;

/// A screen.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The catalog, and the list of drafts.
    Home(home::HomeScreen),
    /// Every draft of the workspace.
    Board(board::BoardScreen),
    /// The form of the open draft.
    Form(form::FormScreen),
    /// The draft beside what it is read against.
    Review(Box<review::ReviewScreen>),
    /// The versions of the open draft.
    History(history::HistoryScreen),
    /// An annex that is being made into a call.
    Import(Box<import::ImportScreen>),
    /// What changed in print since the open draft was made.
    Reissue(reissue::ReissueScreen),
    /// Something to pick from a list: sections, answers, findings, commands.
    Pick(pick::PickScreen),
    /// Something to read: help, the call's words, a project.
    Reader(reader::ReaderScreen),
    /// Words typed about the draft.
    Note(Box<note::NoteScreen>),
    /// A question answered in one line.
    Prompt(prompt::PromptScreen),
}

impl Screen {
    /// Where the keys go while this screen is in use.
    #[must_use]
    pub fn contexts(&self) -> &'static [Context] {
        match self {
            Self::Home(_) => &[Context::Home, Context::List],
            Self::Board(_) => &[Context::Board],
            Self::Form(_) => &[Context::Form],
            Self::Review(_) => &[Context::Review, Context::List],
            Self::Note(_) => &[Context::Note],
            Self::Import(import) if import.editing.is_some() => &[Context::Import],
            Self::Import(_) => &[Context::Import, Context::List],
            Self::Pick(_) | Self::Prompt(_) => &[],
            Self::History(_) => &[Context::History, Context::List],
            Self::Reissue(_) => &[Context::Reissue, Context::List],
            Self::Reader(_) => &[Context::List],
        }
    }

    /// Whether a character is text here. Before anything is searched for, `?`, `:` and `/` are keys.
    #[must_use]
    pub fn is_text(&self, c: char) -> bool {
        match self {
            Self::Home(home) => {
                home.finding && !(home.query.text().is_empty() && matches!(c, '?' | ':' | '/'))
            }
            Self::Board(_) | Self::Form(_) | Self::Pick(_) | Self::Prompt(_) | Self::Note(_) => {
                true
            }
            Self::Import(import) => import.editing.is_some(),
            Self::Review(_) | Self::History(_) | Self::Reader(_) | Self::Reissue(_) => false,
        }
    }

    /// Whether the screen is a window over the one below.
    #[must_use]
    pub fn is_window(&self) -> bool {
        matches!(
            self,
            Self::History(_) | Self::Pick(_) | Self::Prompt(_) | Self::Note(_) | Self::Reader(_)
        )
    }
}
