//! States (状态) of a draft on its way: who handed it in, gave it back or decided on it, and when.
//!
//! Invariant: a state is the last of the steps that were taken; steps are added, never changed or taken away, so that
//! two people who take one each never meet in a merge. Absent: who may take which step; that is agreed outside.

/// Where a draft is on its way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    /// Being written.
    Drafting,
    /// Handed in: it is not written in any more.
    Submitted,
    /// Handed in, and a reviewer has begun.
    InReview,
    /// Given back to be improved: open again.
    Returned,
    /// Accepted.
    Approved,
    /// Declined.
    Rejected,
}

impl State {
    /// All states, in the order of the way.
    pub const ALL: [Self; 6] = [
        Self::Drafting,
        Self::Submitted,
        Self::InReview,
        Self::Returned,
        Self::Approved,
        Self::Rejected,
    ];

    /// Its name in files and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Drafting => "drafting",
            Self::Submitted => "submitted",
            Self::InReview => "in-review",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// The state of a name.
    #[must_use]
    pub fn with_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether a step may lead from this state to another: only what is open is handed in, and only what was handed in is
    /// reviewed, given back or decided on. Who decided may decide otherwise.
    #[must_use]
    pub fn leads_to(self, next: Self) -> bool {
        match next {
            Self::Drafting => false,
            Self::Submitted => self.is_open(),
            Self::InReview => self == Self::Submitted,
            Self::Returned => !self.is_open(),
            Self::Approved | Self::Rejected => !self.is_open() && self != next,
        }
    }

    /// Whether the draft may be written in.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Drafting | Self::Returned)
    }
}

/// A step on the way.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Step {
    /// When: RFC 3339, UTC.
    pub time: String,
    /// What the draft was from then on.
    pub state: State,
    /// Who took it.
    pub by: String,
    /// The digest of the draft's file at that moment (`sha256:…`).
    pub digest: String,
    /// What was said about it; may be empty.
    pub note: String,
}

/// The last step; of two at the same moment, whoever reads them, the same one.
#[must_use]
pub fn last(steps: &[Step]) -> Option<&Step> {
    steps.iter().max()
}

/// Where a draft with these steps is.
#[must_use]
pub fn state(steps: &[Step]) -> State {
    last(steps).map_or(State::Drafting, |step| step.state)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(time: &str, state: State) -> Step {
        Step {
            time: time.to_owned(),
            state,
            by: String::new(),
            digest: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn the_last_step_counts_in_whatever_order_they_are_read() {
        let (a, b) = (
            step("2026-11-24T08:00:00Z", State::Submitted),
            step("2026-11-24T09:00:00Z", State::Returned),
        );
        assert_eq!(state(&[]), State::Drafting);
        assert_eq!(state(&[a.clone(), b.clone()]), State::Returned);
        assert_eq!(state(&[b, a]), State::Returned);
    }

    #[test]
    fn each_state_is_reached_and_left_again() {
        use State::{Approved, Drafting, InReview, Rejected, Returned, Submitted};
        for (from, to, expected) in [
            (Drafting, Submitted, true),
            (Drafting, Approved, false),
            (Drafting, Returned, false),
            (Submitted, InReview, true),
            (Submitted, Submitted, false),
            (InReview, Approved, true),
            (InReview, InReview, false),
            (Approved, Rejected, true),
            (Approved, Approved, false),
            (Rejected, Returned, true),
            (Returned, Submitted, true),
            (Returned, Rejected, false),
            (Submitted, Drafting, false),
        ] {
            assert_eq!(from.leads_to(to), expected, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn every_state_is_found_by_its_name() {
        for state in State::ALL {
            assert_eq!(State::with_name(state.name()), Some(state));
        }
        assert_eq!(State::with_name("Submitted"), None);
    }
}
