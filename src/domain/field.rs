//! Addresses: how anything in a draft is named, the same in commands, findings, journals and reviews.
//!
//! A [`FieldPath`] is segments joined by `/`: `applicant/name`, `indicators/5/1/commitment`, `budget/r7k2/item`.
//! Invariant: segments are never empty, `.` or `..`, hold no control character and are at most 64 characters long,
//! so a path can stand in a file or a command line. Absent: what a path means; the form tells that.

use std::fmt;

/// The longest segment, in characters.
pub const SEGMENT_MAX: usize = 64;

/// The stable address of one value in a draft.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FieldPath(String);

/// Why some text is no path. `at` is the index of the offending segment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PathError {
    /// The text that was given.
    pub given: String,
    /// Index of the segment at fault, from 0.
    pub at: usize,
}

impl FieldPath {
    /// Reads a path.
    ///
    /// # Errors
    /// [`PathError`] names the first segment that is empty, too long, `.`/`..` or holds a control character.
    pub fn parse(given: &str) -> Result<Self, PathError> {
        match given.split('/').position(|segment| !is_segment(segment)) {
            Some(at) => Err(PathError {
                given: given.to_owned(),
                at,
            }),
            None => Ok(Self(given.to_owned())),
        }
    }

    /// The address of words that are typed about a draft and stand nowhere in it.
    #[must_use]
    pub fn note() -> Self {
        Self("note".to_owned())
    }

    /// The address of one cell of a table row.
    #[must_use]
    pub fn cell(table: &str, row: &RowId, column: &str) -> Self {
        Self([table, "/", row.as_str(), "/", column].concat())
    }

    /// This path with one more segment.
    #[must_use]
    pub fn join(&self, segment: &str) -> Self {
        Self([&self.0, "/", segment].concat())
    }

    /// The path as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The segments, in order.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// The first segment: a section's field, or a table.
    #[must_use]
    pub fn head(&self) -> &str {
        let end = self.0.bytes().position(|byte| byte == b'/');
        &self.0[..end.unwrap_or(self.0.len())]
    }

    /// The last segment: a column, or the field's own name.
    #[must_use]
    pub fn tail(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// Whether this address lies at or below `prefix`.
    #[must_use]
    pub fn is_within(&self, prefix: &str) -> bool {
        self.0 == prefix
            || (self.0.starts_with(prefix) && self.0.as_bytes().get(prefix.len()) == Some(&b'/'))
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn is_segment(segment: &str) -> bool {
    // Nearly all are the form's own names and rows' ids.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if (1..=SEGMENT_MAX).contains(&segment.len()) && segment.bytes().all(is_plain) {
        return true;
    }
    !segment.is_empty()
        && segment != "."
        && segment != ".."
        && segment.chars().count() <= SEGMENT_MAX
        && !segment.chars().any(char::is_control)
}

/// The identity of a table row; it stays when the row moves. Lower-case letters and digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowId(String);

impl RowId {
    /// Reads a row id; `None` unless it is 1 to 64 ASCII lower-case letters, digits or `-`, and not a plain number
    /// (plain numbers are row indexes in commands).
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let shaped = !given.is_empty() && given.len() <= SEGMENT_MAX && given.chars().all(allowed);
        (shaped && !given.chars().all(|c| c.is_ascii_digit())).then(|| Self(given.to_owned()))
    }

    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
