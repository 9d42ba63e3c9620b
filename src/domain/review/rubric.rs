//! The rubric (评分表): what reviewers score, as the call's form says.
//!
//! Invariants: ids are unique; weights and points are above nothing. Absent: the scores.

use crate::domain::form::Words;

/// What reviewers score in a call.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Rubric {
    /// The criteria, in order.
    pub criteria: Vec<Criterion>,
    /// Whether reviewers see nothing of each other before they have given their verdict.
    pub blind: bool,
}

/// One thing that is scored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Criterion {
    /// Its id, unique in the rubric.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// What the points are for.
    pub help: Words,
    /// What it weighs beside the others.
    pub weight: u32,
    /// The most points; the least is 0.
    pub most: u32,
}

impl Rubric {
    /// The criterion with this id.
    #[must_use]
    pub fn criterion(&self, id: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == id)
    }
}
