//! Anchors (锚点): what a reviewer's remark is pinned to, and where that stands after the text was changed.
//!
//! The promise: a remark is never pinned in silence to words that it was not made about. Where the evidence leaves a
//! doubt, places are offered and a person decides. Invariants: offsets count characters (Unicode scalar values) and every
//! range lies inside the text it was found in; a search names places in the anchor's own field only, and
//! [`find_elsewhere`] only offers. Absent: files, versions, who made the remark, and any memory of a decision.
//!
//! How a place is decided, and how often that is right, is told in `docs/anchors.md`.

mod align;
mod find;
mod judged;
mod makeup;
mod mark;
mod moved;
mod quoted;
mod scan;
mod script;
mod setting;
mod weigh;
mod window;

pub use find::{Search, find, find_elsewhere, standing};
pub use mark::Mark;

use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use script::Script;
use std::ops::Range;

/// The most characters of surroundings that a quote keeps on either side.
pub const CONTEXT_MAX: usize = 32;

/// What a remark is pinned to: an address, and words of its text unless the remark is about the whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Anchor {
    /// A field, a cell, or a row (`budget/ROW`).
    pub at: FieldPath,
    /// The words; `None` for the whole field, cell or row.
    pub quote: Option<Quote>,
}

/// Words of a text as they stood when the remark was made: what W3C calls a text quote with a text position.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// What stood before them, at most [`CONTEXT_MAX`] characters.
    pub prefix: String,
    /// What stood behind them, at most [`CONTEXT_MAX`] characters.
    pub suffix: String,
    /// Where they began, in characters from 0.
    pub start: usize,
    /// Where they ended: the character after the last.
    pub end: usize,
    /// What told them from the same words elsewhere in the text.
    pub apart: Apart,
}

/// How much of its surroundings told a quote from its twins, the same words at other places of the judged text.
///
/// A place where the words stand now, and where as many characters as this agree on both sides, is surely none of the
/// twins. One side is no proof: deleting or moving what stood between gives a twin half of the words' surroundings. Without
/// the judged text nothing else tells a moved sentence from a twin that outlived it. Line breaks do not count, and the
/// text's own beginning or end counts as [`Apart::BORDER`] characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Apart {
    /// How many characters before the words must agree; 0 when the words had no twin.
    pub before: usize,
    /// How many characters behind them must agree; 0 when the words had no twin.
    pub after: usize,
}

impl Apart {
    /// What the beginning or end of the text counts for, in characters.
    pub const BORDER: usize = 8;
    /// For words that stood once.
    pub const ALONE: Self = Self {
        before: 0,
        after: 0,
    };
    /// For quotes that came from elsewhere: no surroundings prove anything.
    pub const UNKNOWN: Self = Self {
        before: usize::MAX,
        after: usize::MAX,
    };
}

/// A place that is offered: a person may pin the remark there, the program does not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The field or cell.
    pub at: FieldPath,
    /// The characters, in its text as it is now.
    pub range: Range<usize>,
    /// How alike the words there are to the quote, in hundredths.
    pub similarity: u8,
}

/// Where an anchor's words are in a text: one of six states, of which the first three pin the remark.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Placement {
    /// 原位: the same words at the same place.
    Exact {
        /// The characters, in the text as it is now.
        range: Range<usize>,
    },
    /// 移位: the same words; what stands before them grew or shrank.
    Shifted {
        /// The characters, in the text as it is now.
        range: Range<usize>,
    },
    /// 已改: the words themselves were changed where they stood.
    Edited {
        /// The characters, in the text as it is now.
        range: Range<usize>,
        /// How alike the words there are to the quote, in hundredths.
        similarity: u8,
    },
    /// 搬动: the words stand in another order among the others now, or in another field. Offered.
    Moved {
        /// The one place they can have gone to.
        to: Candidate,
    },
    /// 不明: the words may be at any of these places, and nothing decides. Offered.
    Ambiguous {
        /// The places, in the order of the text.
        candidates: Vec<Candidate>,
    },
    /// 失落: the words are gone. What is nearest to them is offered.
    Orphaned {
        /// The places, nearest first; often none.
        nearest: Vec<Candidate>,
    },
}

impl Placement {
    /// Where the remark is pinned; `None` where a person must decide.
    #[must_use]
    pub fn pinned(&self) -> Option<&Range<usize>> {
        match self {
            Self::Exact { range } | Self::Shifted { range } | Self::Edited { range, .. } => {
                Some(range)
            }
            Self::Moved { .. } | Self::Ambiguous { .. } | Self::Orphaned { .. } => None,
        }
    }

    /// The state's name in files and commands.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Exact { .. } => "exact",
            Self::Shifted { .. } => "shifted",
            Self::Edited { .. } => "edited",
            Self::Moved { .. } => "moved",
            Self::Ambiguous { .. } => "ambiguous",
            Self::Orphaned { .. } => "orphaned",
        }
    }

    /// How alike the words at the one place are to the quote, in hundredths; `None` where there is no one place.
    #[must_use]
    pub fn similarity(&self) -> Option<u8> {
        match self {
            Self::Exact { .. } | Self::Shifted { .. } => Some(100),
            Self::Edited { similarity, .. } => Some(*similarity),
            Self::Moved { to } => Some(to.similarity),
            Self::Ambiguous { .. } | Self::Orphaned { .. } => None,
        }
    }

    /// The places that are offered; none where the remark is pinned.
    #[must_use]
    pub fn offers(&self) -> &[Candidate] {
        match self {
            Self::Exact { .. } | Self::Shifted { .. } | Self::Edited { .. } => &[],
            Self::Moved { to } => std::slice::from_ref(to),
            Self::Ambiguous { candidates } => candidates,
            Self::Orphaned { nearest } => nearest,
        }
    }
}

impl Anchor {
    /// An anchor on a whole field, cell or row.
    #[must_use]
    pub fn whole(at: FieldPath) -> Self {
        Self { at, quote: None }
    }

    /// An anchor on characters of a text. The range is drawn into the text and widened to whole grapheme clusters; an
    /// empty one stands for the whole.
    #[must_use]
    pub fn on(at: FieldPath, text: &str, range: Range<usize>) -> Self {
        let script = Script::new(text);
        let range = script.snapped(&range);
        let quote = (!range.is_empty()).then(|| quote(&script, range));
        Self { at, quote }
    }

    /// The place to carry along while its text, `text`, is edited in the program.
    #[must_use]
    pub fn mark(&self, text: &str) -> Mark {
        let range = match &self.quote {
            Some(quote) => quote.start..quote.end,
            None => 0..usize::MAX,
        };
        Mark::new(self.at.clone(), text, range)
    }

    /// Carries the anchor through one edit of a draft in which `text` stands at its address before it. `None` when the
    /// edit takes the row away. To go through several edits, keep the mark.
    #[must_use]
    pub fn map_through(&self, edit: &Edit, text: &str) -> Option<Mark> {
        self.mark(text).map_through(edit, text)
    }
}

fn quote(script: &Script, range: Range<usize>) -> Quote {
    let before = range.start.saturating_sub(CONTEXT_MAX)..range.start;
    let after = range.end..range.end.saturating_add(CONTEXT_MAX);
    Quote {
        exact: script.text(range.clone()).to_owned(),
        prefix: script.text(before).to_owned(),
        suffix: script.text(after).to_owned(),
        start: range.start,
        end: range.end,
        apart: scan::apart(script, &range),
    }
}

#[cfg(test)]
mod tests;
