//! Bases (基线): what a draft is read against in a review, and what the screens begin with.
//!
//! Invariant: what a person gives as a base has one meaning. Absent: reading it.

use crate::app::annex::Annex;
use crate::domain::draft::DraftId;
use crate::domain::field::FieldPath;

/// What a draft is read against.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Base {
    /// What the reviewer saw last, field by field; what was never seen is as the call pre-filled it.
    Seen,
    /// What the call pre-filled.
    Prefill,
    /// A version of the draft: a hash, its beginning, `HEAD~1`, a tag.
    Version(String),
    /// A file: a draft, or an exported application.
    File(String),
}

impl Base {
    /// The base that a person gives: `seen`, `prefill`, a file by its path or its ending, else a version.
    #[must_use]
    pub fn given(text: &str) -> Self {
        if text == "seen" {
            Self::Seen
        } else if text == "prefill" {
            Self::Prefill
        } else if text.contains(['/', '\\']) || text.ends_with(".json") {
            Self::File(text.to_owned())
        } else {
            Self::Version(text.to_owned())
        }
    }
}

/// What the screens begin with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Start {
    /// The catalog and the list of drafts.
    Lists,
    /// An annex that is being made into a call.
    Import(Box<Annex>),
    /// The form of a draft, at an address of it.
    Form(DraftId, Option<FieldPath>),
    /// The review of a draft.
    Review {
        /// The draft.
        draft: DraftId,
        /// What it is read against.
        base: Base,
        /// Who reviews, where it was said.
        reviewer: Option<String>,
    },
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn a_base_is_named_in_one_way() {
        let file = |path: &str| Base::File(path.to_owned());
        for (given, base) in [
            ("seen", Base::Seen),
            ("prefill", Base::Prefill),
            ("HEAD~1", Base::Version("HEAD~1".to_owned())),
            ("out.json", file("out.json")),
            ("../prefill", file("../prefill")),
        ] {
            assert_eq!(Base::given(given), base);
        }
    }
}
