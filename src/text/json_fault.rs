//! Why a text is no JSON that may be read: data, so that every language has its own words for it.

/// What stands in a text that should be JSON and is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JsonFault {
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
    /// A number that is written wrongly, or too great for any reader.
    BadNumber,
}
