//! `draft.json`: a draft as git and people see it.
//!
//! Invariant: what was read is written back, members that this version does not know included; the same draft gives
//! the same bytes. A text with line breaks is an array of lines, so that git shows lines.
//! Absent: paths, and judging what the texts say.

mod read;
mod schema;
mod write;

pub use read::{DraftFile, Head, Version, head, read};
pub use schema::schema;
pub use write::write;

/// What the `format` member begins with; the version follows.
const FAMILY: &str = "shenbao-draft/";
/// The version that is written.
const VERSION: u32 = 1;
/// Where unknown members of the `fields` object are remembered to stand; no table row is called so.
const WITHIN_FIELDS: &str = "fields";

#[cfg(test)]
mod tests;
