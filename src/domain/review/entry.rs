//! Entries (记录): one thing that somebody wrote about a draft, never changed afterwards.
//!
//! Invariant: an entry says all that it means without the others; whatever changes its meaning later is an entry too.

use super::proposal::Proposal;
use crate::domain::anchor::Anchor;
use std::cmp::Ordering;
use std::rc::Rc;

/// The id of an entry: twelve hex digits of the digest of its content.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EntryId(String);

impl EntryId {
    /// How long an id is.
    pub const LENGTH: usize = 12;

    /// Reads an id; `None` when it is none.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        (given.len() == Self::LENGTH && given.chars().all(hex)).then(|| Self(given.to_owned()))
    }

    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One thing that somebody wrote about a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// Who wrote it.
    pub by: String,
    /// When: RFC 3339, UTC.
    pub time: String,
    /// One more than the greatest turn that its writer had seen: clocks of two machines may disagree, turns do not.
    pub turn: u64,
    /// What of the draft its writer had in front of them.
    pub judged: Judged,
    /// What it says.
    pub act: Act,
}

/// What of a draft somebody had in front of them.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Judged {
    /// The draft's last version then, by its full name; `None` when there was none.
    pub version: Option<String>,
    /// The digest of the draft as a file (`sha256:…`).
    pub digest: String,
}

/// What an entry says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// A remark, with everything that it is about.
    Annotate(Box<Remark>),
    /// Other words for one's own remark.
    Amend {
        /// The remark.
        annotation: EntryId,
        /// Its words from now on.
        body: String,
    },
    /// One's own remark is taken back.
    Withdraw(EntryId),
    /// A remark is about these words from now on: a person said so.
    Pin {
        /// The remark.
        annotation: EntryId,
        /// What it is about.
        on: Pinned,
    },
    /// An answer to a remark.
    Reply {
        /// The remark.
        annotation: EntryId,
        /// The answer.
        body: String,
    },
    /// A remark is dealt with.
    Resolve(EntryId),
    /// A remark is not dealt with after all.
    Reopen(EntryId),
    /// The applicant took what a remark proposes.
    Accept(EntryId),
    /// The applicant did not take it.
    Refuse(EntryId),
    /// A score for a criterion of the rubric; `None` is to abstain.
    Score {
        /// The criterion's id.
        criterion: String,
        /// The points.
        points: Option<u32>,
    },
    /// A verdict on the whole.
    Verdict {
        /// The verdict.
        verdict: Verdict,
        /// What is said about it; may be empty.
        note: String,
    },
    /// A conflict of interest; an empty text says that there is none.
    Declare(String),
    /// Something that this version of the program does not know, as JSON text: kept for whoever wrote it.
    Unknown(String),
}

/// A remark (批注): what somebody says about a part of a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// What it is about.
    pub on: Target,
    /// What kind of remark it is.
    pub kind: Kind,
    /// Its words.
    pub body: String,
    /// A change that it proposes.
    pub proposal: Option<Proposal>,
}

/// What a remark is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// The draft as a whole.
    Draft,
    /// A section of the form, by its id.
    Section(String),
    /// A field, a cell, a row, or words in one.
    Place(Pinned),
}

/// A place in a draft, with the text that it was found in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pinned {
    /// The place.
    pub anchor: Anchor,
    /// The text at its address as it was judged; `None` for a row.
    pub text: Option<Rc<str>>,
}

/// What kind of remark it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// 必改: the application cannot stay as it is.
    Required,
    /// 建议: it would be better another way.
    Suggestion,
    /// 提问: something is not clear.
    Question,
    /// 肯定: something is good.
    Praise,
}

/// A reviewer's verdict (评审结论).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// 通过.
    Approve,
    /// 修改后再审.
    Revise,
    /// 不通过.
    Reject,
}

impl Kind {
    /// All, the gravest first.
    pub const ALL: [Self; 4] = [
        Self::Required,
        Self::Suggestion,
        Self::Question,
        Self::Praise,
    ];

    /// Its name in files and commands.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Suggestion => "suggestion",
            Self::Question => "question",
            Self::Praise => "praise",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn with_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Verdict {
    /// All, the best first.
    pub const ALL: [Self; 3] = [Self::Approve, Self::Revise, Self::Reject];

    /// Its name in files and commands.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Revise => "revise",
            Self::Reject => "reject",
        }
    }

    /// The verdict of a name.
    #[must_use]
    pub fn with_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }
}

impl Entry {
    /// The order of entries of one draft, whoever reads them.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let by_turn = self
            .turn
            .cmp(&other.turn)
            .then_with(|| self.time.cmp(&other.time));
        by_turn
            .then_with(|| self.by.cmp(&other.by))
            .then_with(|| self.id.cmp(&other.id))
    }
}

impl Act {
    /// Whether it judges the whole: a score, a verdict, or the word that one should not judge.
    #[must_use]
    pub fn judges(&self) -> bool {
        matches!(
            self,
            Self::Score { .. } | Self::Verdict { .. } | Self::Declare(_)
        )
    }

    /// The remark that it is about, when it is about one that stands elsewhere.
    #[must_use]
    pub fn annotation(&self) -> Option<&EntryId> {
        match self {
            Self::Amend { annotation, .. }
            | Self::Pin { annotation, .. }
            | Self::Reply { annotation, .. } => Some(annotation),
            Self::Withdraw(id)
            | Self::Resolve(id)
            | Self::Reopen(id)
            | Self::Accept(id)
            | Self::Refuse(id) => Some(id),
            Self::Annotate(_)
            | Self::Score { .. }
            | Self::Verdict { .. }
            | Self::Declare(_)
            | Self::Unknown(_) => None,
        }
    }
}
