//! Bytes to domain values and back, in memory only. Wire structs live here and never leave.

pub mod digest;
pub mod draft_json;
pub mod edit_json;
pub mod fault;
pub mod form_json;
pub mod journal_line;
pub mod json_text;
