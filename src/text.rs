//! Text as Chinese readers and terminals need it: widths, line breaking, borders, matching, harmless display.
//!
//! Invariants: offsets are bytes at character borders unless a name says characters; nothing here panics on any text.
//! Absent: anything of ours. This layer names no other.

pub mod caret;
pub mod counting;
pub mod document_fault;
pub mod find;
pub mod fold;
pub mod json_fault;
pub mod look_alike;
pub mod uncommon;
pub mod visible;
pub mod width;
pub mod wordcount;
pub mod words;
pub mod wrap;
