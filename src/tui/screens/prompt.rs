//! A question that is answered in one line: where to export to, what to search for.

use crate::app::export::Format;
use crate::tui::widgets::query_line::QueryLine;

/// The state of a question.
#[derive(Clone, Debug)]
pub struct PromptScreen {
    /// What is asked.
    pub what: PromptWhat,
    /// The answer so far.
    pub line: QueryLine,
    /// What the files shall be, unless a file's name tells otherwise; `None` where no file is written.
    pub format: Option<Format>,
}

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PromptWhat {
    /// Where the finished application shall be written; with how many errors it still has.
    Export {
        /// Errors that are still there; who exports all the same has that recorded in the file.
        errors: usize,
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
}
