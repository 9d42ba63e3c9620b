//! An indicator (指标): one printed, numbered item that a project must deliver.
//!
//! Invariant: `text` is verbatim; the numbering label and the separator to the next item are split off.

pub(crate) mod reading;

use crate::domain::measure::Measure;

/// A printed item of a project's indicators.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Indicator {
    /// The number as printed (`2`, `（1）`); the item's ordinal when nothing was printed.
    pub label: String,
    /// The item's words, verbatim.
    pub text: String,
    /// What sort of promise the item asks for.
    pub kind: IndicatorKind,
    /// The papers that prove the promise, as printed (`签到册`, `满意度调查表`).
    pub evidence: Vec<String>,
    /// The quantities in the item, in printed order.
    pub measures: Vec<Measure>,
}

/// What sort of promise an indicator asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IndicatorKind {
    /// A number to reach or keep.
    Quantity,
    /// Papers to hand in, with or without a count.
    Deliverable,
    /// Who may do the work (`国家二级以上心理咨询师`).
    Qualification,
    /// Something no number can hold; the form asks a question instead.
    Qualitative,
}
