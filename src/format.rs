//! Bytes to domain values and back, in memory only. Wire structs live here and never leave.

pub mod annex_text;
pub mod board_index;
pub mod call_files;
pub mod catalog_json;
pub mod csv;
pub mod digest;
pub mod docx;
pub mod draft_json;
pub mod edit_json;
pub mod export_json;
pub mod fault;
pub mod form_json;
pub mod journal;
pub mod json_text;
pub mod markdown;
pub mod packet_json;
pub mod review_json;
pub mod schema;
pub mod seen_json;
pub mod spending_json;
pub mod step_json;
pub mod web_annotation;
pub mod workspace_json;
pub mod xlsx;
