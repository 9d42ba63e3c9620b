//! Merging two edits of one text by paragraphs.
//!
//! Invariant: paragraphs that both sides left or that only one side touched come out as that side has them; where both
//! touched the same place there is no merged text, and a person decides.

use crate::domain::diff::text::changed_runs;
use std::ops::Range;

/// The paragraphs of the base that a side replaced, and with what.
#[derive(Clone, PartialEq, Eq)]
struct Replaced<'a> {
    range: Range<usize>,
    with: Vec<&'a str>,
}

/// The text with the edits of both; `None` where they touch each other.
pub(super) fn merge(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let paragraphs: Vec<&str> = base.split('\n').collect();
    let (left, right) = (edits(&paragraphs, ours), edits(&paragraphs, theirs));
    let mut all = left.clone();
    all.extend(right.iter().filter(|edit| !left.contains(edit)).cloned());
    all.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let apart = |pair: &[Replaced<'_>]| pair[0].range.end < pair[1].range.start;
    if !all.windows(2).all(apart) {
        return None;
    }
    let mut out: Vec<&str> = Vec::new();
    let mut at = 0;
    for edit in &all {
        out.extend(&paragraphs[at..edit.range.start]);
        out.extend(&edit.with);
        at = edit.range.end;
    }
    out.extend(&paragraphs[at..]);
    Some(out.join("\n"))
}

fn edits<'a>(base: &[&str], side: &'a str) -> Vec<Replaced<'a>> {
    let paragraphs: Vec<&str> = side.split('\n').collect();
    let runs = changed_runs(base, &paragraphs).into_iter();
    runs.map(|(range, with)| Replaced {
        range,
        with: paragraphs[with].to_vec(),
    })
    .collect()
}
