//! What came of many drafts to which the same was done.
//!
//! Invariant: a draft that refuses stops none of the others; each is told with what came of it.

use crate::app::failure::Failure;
use crate::domain::call::Call;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::finding::Finding;
use crate::domain::project::Project;
use crate::messages::{Lang, form};

/// What came of one draft.
#[derive(Clone, PartialEq, Debug)]
pub struct Done {
    /// The draft.
    pub id: DraftId,
    /// What was found in it; nothing after an export or a step.
    pub came: Result<Vec<Found>, Failure>,
}

/// A finding in a draft that is not open.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    /// The finding.
    pub finding: Finding,
    /// What its place is called. The draft says it, which is not kept: there may be thousands.
    places: Vec<(Lang, String)>,
}

impl Found {
    /// A finding of a draft.
    #[must_use]
    pub fn new(finding: Finding, call: &Call, project: &Project, draft: &Draft) -> Self {
        let named = |lang| {
            let place = form::address_of(lang, (&call.form, project, draft), &finding.at);
            (lang, place)
        };
        let places = Lang::ALL.map(named).to_vec();
        Self { finding, places }
    }

    /// What its place is called in a language.
    #[must_use]
    pub fn place(&self, lang: Lang) -> &str {
        let named = self.places.iter().find(|(named, _)| *named == lang);
        named.map_or("", |(_, place)| place)
    }
}
