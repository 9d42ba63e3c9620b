//! What is wrong with a data file of a call, and where: for `catalog check` and for whoever edits the file.

use crate::text::json_fault::JsonFault;

/// A place in a data file and what is wrong there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DataFault {
    /// Where: a JSON pointer (`/projects/3/code`), or `line:column` when the text is no JSON.
    pub place: String,
    /// What is wrong.
    pub what: DataFaultKind,
}

/// What can be wrong with a data file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DataFaultKind {
    /// It is not UTF-8.
    NotUtf8,
    /// It is not JSON.
    NotJson(JsonFault),
    /// It is larger than this many bytes.
    TooLarge(usize),
    /// It is nested too deep.
    TooDeep,
    /// It has more than this many members and elements.
    TooMany(usize),
    /// A member is missing or of the wrong type; what the reader said.
    Shape(String),
    /// It is of another format.
    Format(String),
    /// An id or a member that occurs twice.
    Duplicate(String),
    /// A text that is no valid id, code or path.
    BadId(String),
    /// A word that the format does not know here.
    UnknownWord(String),
    /// A text that should not be empty.
    Empty,
    /// Its digest does not fit its content.
    Digest,
}

impl DataFault {
    /// A fault at a place.
    #[must_use]
    pub fn at(place: impl Into<String>, what: DataFaultKind) -> Self {
        Self {
            place: place.into(),
            what,
        }
    }
}
