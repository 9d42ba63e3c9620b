//! What was found out about drafts, so that a board need not read those that nobody touched.
//!
//! Invariant: what is known counts only while the mark of the draft's files and the digest of its call are the same.

use crate::domain::call::CallId;
use crate::domain::draft::DraftId;
use crate::domain::money::Money;
use crate::domain::project::ProjectCode;
use crate::domain::review::summary::Tally;
use crate::domain::state::State;
use std::collections::BTreeMap;

/// What is known of a draft from the last time, good while its files have the same mark.
#[derive(Clone, PartialEq, Debug)]
pub struct Known {
    /// The mark of its files.
    pub mark: String,
    /// The call it answers.
    pub call: CallId,
    /// The project it applies for.
    pub project: ProjectCode,
    /// The applicant's name.
    pub applicant: String,
    /// Where it is on its way.
    pub state: State,
    /// The share of required things that are there, from 0 to 1.
    pub complete: f64,
    /// How many errors it has.
    pub errors: usize,
    /// How many warnings it has.
    pub warnings: usize,
    /// What it asks for.
    pub total: Money,
    /// What its review comes to.
    pub tally: Tally,
}

/// What is known of all drafts from the last time.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Index {
    /// The calls they were judged by, with the digest of each.
    pub calls: BTreeMap<CallId, String>,
    /// The drafts.
    pub drafts: BTreeMap<DraftId, Known>,
}
