//! Bytes to domain values and back, in memory only. Wire structs live here and never leave.

pub mod fault;
pub mod form_json;
