//! Rulings (范围判定): whether a budget line may be paid from a project's money.
//!
//! Invariant: a ruling rests on words: of the scope, of the list of barred spending, or of the line itself.

use crate::domain::finding::Cite;
use crate::domain::spending::KindId;
use std::ops::Range;

/// What the scope says to a line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// A printed item permits it.
    Named,
    /// No item names it, but the open clause can carry it, with reasons.
    Open,
    /// Nothing permits it, or public money never pays it.
    Outside,
    /// The words say too little to tell.
    Unclear,
}

/// A phrase of the taxonomy found in a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matched {
    /// Which part of the line: the column's id (`item`, `unit`, `category`, `justification`).
    pub column: &'static str,
    /// The line's own words.
    pub text: String,
    /// Where they stand in that part, in characters.
    pub span: Range<usize>,
    /// The kind they name.
    pub kind: KindId,
}

/// The judgement of one budget line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ruling {
    /// The outcome.
    pub verdict: Verdict,
    /// The name of the scope item that permits the line, as printed.
    pub scope_item: Option<String>,
    /// The kind of spending the line was read as.
    pub kind: Option<KindId>,
    /// The phrases that led there.
    pub matched: Vec<Matched>,
    /// The words the outcome rests on.
    pub cites: Vec<Cite>,
    /// For a line that is not payable: the printed items nearest to what it seems to want.
    pub nearest: Vec<String>,
}
