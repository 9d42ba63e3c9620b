//! Source notes: what was odd in an annex's print.
//!
//! Invariant: a note changes nothing; what was printed stays as it was printed. Absent: words; whoever shows a note has them.

/// Something odd in the print of one project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SourceNote {
    /// The numbering of the indicators leaves this number out.
    MissingLabel(String),
    /// This number is printed twice.
    RepeatedLabel(String),
    /// The indicators are numbered in several styles, of which these are examples (`1、`, `1.`).
    MixedLabels(Vec<String>),
    /// The item with this label follows the one before without a separator.
    RunTogether(String),
    /// The indicators bear no numbers; they were told apart by their separators.
    NoLabels,
    /// Words before the first number, which belong to no item.
    Preamble(String),
    /// A number of the item with this label that could not be read.
    UnreadNumber {
        /// The item's label.
        label: String,
        /// The words.
        words: String,
    },
    /// Words of the scope that could not be read.
    UnreadScope(String),
    /// A bookmark of a word processor stood among the words and was taken out.
    Bookmark(String),
    /// Spaces where none belong, in the column with this heading.
    StraySpaces(String),
    /// No code was printed, or none that can be used; this one was given instead of the printed one.
    CodeGiven {
        /// What was printed.
        printed: String,
        /// The code that is used.
        given: String,
    },
}
