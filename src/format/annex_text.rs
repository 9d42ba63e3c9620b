//! An annex saved as text, as blocks: title, paragraphs, tables. What they mean is read by `format::annex`.
//!
//! Invariant: no word of the text is lost.

mod layout;

use crate::domain::annex::Reading;
use crate::domain::call::CallId;
use crate::domain::scope::KindsOf;
use crate::format::annex;
use crate::format::document::Document;

/// The blocks of an annex in text form.
#[must_use]
pub fn blocks(text: &str) -> Document {
    layout::read(text)
}

/// Reads an annex in text form.
#[must_use]
pub fn read(text: &str, call: &CallId, kinds: &KindsOf<'_>) -> Reading {
    annex::read(&blocks(text), call, kinds)
}
