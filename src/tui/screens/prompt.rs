//! A question that is answered in one line: where to export to, what to search for.

use crate::app::effect::Effect;
use crate::app::export::Offer;
use crate::domain::state::State;
use crate::tui::widgets::query_line::QueryLine;

/// The state of a question.
#[derive(Clone, Debug)]
pub struct PromptScreen {
    /// What is asked.
    pub what: PromptWhat,
    /// The answer so far.
    pub line: QueryLine,
    /// What can be written; nothing where no file is.
    pub offers: Vec<Offer>,
    /// Which of them is taken, unless a file's name tells otherwise.
    pub taken: usize,
    /// Whether what is written is in English.
    pub english: bool,
}

impl PromptScreen {
    /// A question whose answer names no file.
    #[must_use]
    pub fn asking(what: PromptWhat) -> Self {
        Self {
            what,
            line: QueryLine::default(),
            offers: Vec::new(),
            taken: 0,
            english: false,
        }
    }

    /// A question where to write to, and as which of these; `last` is what was taken the last time.
    #[must_use]
    pub fn offering(
        what: PromptWhat,
        offers: Vec<Offer>,
        last: Option<Offer>,
        english: bool,
    ) -> Self {
        let again = offers.iter().position(|offer| Some(*offer) == last);
        Self {
            offers,
            taken: again.unwrap_or(0),
            english,
            ..Self::asking(what)
        }
    }

    /// What is taken of what is offered.
    #[must_use]
    pub fn offer(&self) -> Option<Offer> {
        self.offers.get(self.taken).copied()
    }

    /// Takes the next offer, or the one before, round and round.
    pub fn turn(&mut self, forward: bool) {
        let count = self.offers.len();
        let step = if forward { 1 } else { count.saturating_sub(1) };
        self.taken = (self.taken + step).checked_rem(count).unwrap_or(0);
    }
}

/// What is asked.
#[derive(Clone, PartialEq, Debug)]
pub enum PromptWhat {
    /// Where the finished application shall be written; with how many errors it still has.
    Export {
        /// Errors that are still there; who exports all the same has that recorded in the file.
        errors: usize,
    },
    /// Whether files that are there shall be replaced.
    Replace {
        /// The file, or the first of them.
        path: String,
        /// How many there are besides.
        others: usize,
        /// What replaces it.
        then: Box<Effect>,
    },
    /// Which annex shall be read.
    Annex,
    /// What the call shall be called; with how many doubts that nobody has settled.
    CallId {
        /// Doubts that are still open.
        open: usize,
    },
    /// Into which folder many finished applications shall be written.
    ExportMany {
        /// How many.
        drafts: usize,
    },
    /// The address of the repository to share with.
    Remote,
    /// Which file the draft shall be read against.
    BaseFile,
    /// Which words to go to in the review.
    Sought,
    /// How many points a criterion gets.
    Points {
        /// The criterion's id.
        criterion: String,
    },
    /// What there is to say about a version.
    Words,
    /// Whether drafts shall take a step, and what there is to say about it.
    Step {
        /// What they are from then on.
        state: State,
        /// How many.
        drafts: usize,
    },
    /// The name of who keeps versions.
    AuthorName {
        /// What waits for it.
        waiting: Waiting,
    },
    /// The e-mail address of who keeps versions.
    AuthorEmail {
        /// The name, as it was given.
        name: String,
        /// What waits for it.
        waiting: Waiting,
    },
}

/// What waits for somebody to say who keeps versions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Waiting {
    /// A version of the open draft, with what was said about it.
    Version(Option<String>),
    /// Sharing.
    Sharing,
}
