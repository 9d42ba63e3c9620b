//! What is wrong with a JSON file, and where: data for whoever must mend the file.
//!
//! Invariant: a fault carries what was found, never a sentence. Absent: which file it was; the caller knows that.

/// A place in a JSON text and what is wrong there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JsonFault {
    /// Where.
    pub place: JsonPlace,
    /// What.
    pub what: JsonFaultKind,
}

/// A place in a JSON text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum JsonPlace {
    /// In the text itself, where it is no JSON that may be read.
    Text {
        /// The line, from 1.
        line: usize,
        /// The character in the line, from 1.
        column: usize,
    },
    /// At a member, where the JSON is sound but not what the format asks for: a JSON pointer, empty for the whole.
    Member(String),
}

/// What can be wrong with a JSON file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum JsonFaultKind {
    /// The text is longer than this many bytes.
    TooLarge(usize),
    /// Brackets nest deeper than this.
    TooDeep(usize),
    /// There are more members and elements than this.
    TooMany(usize),
    /// Some bytes are no UTF-8.
    NotUtf8,
    /// The text begins with a byte order mark.
    ByteOrderMark,
    /// The text ends in the middle.
    EndsEarly,
    /// A character that cannot stand here.
    Unexpected(char),
    /// A control character within a string.
    ControlInString,
    /// A backslash with something that is no escape.
    BadEscape,
    /// Half of a surrogate pair.
    LoneSurrogate,
    /// A number that is written wrongly or is too great to be one.
    BadNumber,
    /// A member that the object already has.
    DuplicateMember(String),
    /// Something else than the format asks for here.
    Wanted(JsonKind),
    /// A member that must be there is not.
    Missing(&'static str),
    /// A text that is no valid id or address here.
    BadId(String),
    /// A row id that the table already has.
    DuplicateRow(String),
    /// A format that this program does not know.
    UnknownFormat(String),
    /// A word that the format does not know here.
    UnknownWord(String),
}

/// What a JSON value can be asked to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JsonKind {
    /// An object.
    Object,
    /// An array.
    Array,
    /// A string.
    String,
    /// A whole number, not negative.
    Count,
}

impl JsonFault {
    /// A fault at a member, named by its JSON pointer.
    #[must_use]
    pub fn at_member(pointer: impl Into<String>, what: JsonFaultKind) -> Self {
        Self {
            place: JsonPlace::Member(pointer.into()),
            what,
        }
    }
}
