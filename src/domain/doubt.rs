//! Doubts: what a reader of annexes was not sure about.
//!
//! Invariant: what is uncertain is said, with its project, and never guessed.

/// Something that a person should look at before the call is published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubt {
    /// Which project, by its code; the annex as a whole when empty.
    pub project: String,
    /// What is doubtful.
    pub what: DoubtKind,
}

/// What can be doubtful about an annex.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DoubtKind {
    /// No header row was found.
    NoHeader,
    /// A row has this many cells where the header has that many.
    CellCount(usize, usize),
    /// A cell that should hold a code holds something else.
    BadCode(String),
    /// A code that an earlier row has.
    DuplicateCode(String),
    /// A project without a due date.
    NoDue,
    /// No indicator could be read.
    NoIndicators,
    /// Nothing of the scope could be read.
    NoScope,
    /// A scope item whose words the taxonomy does not know.
    UnknownItem(String),
    /// A number of the indicators is missing.
    SkippedNumber(u32),
    /// An indicator is not separated from the one before.
    RunTogether(u32),
    /// The indicators have no numbers.
    Unnumbered,
}
