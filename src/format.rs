//! Bytes to domain values and back, in memory only. Wire structs live here and never leave.

pub mod annex_text;
pub mod catalog_json;
pub mod fault;
pub mod form_json;
