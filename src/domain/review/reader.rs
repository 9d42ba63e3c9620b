//! Who may read what: in a blind review nobody sees other reviewers before having given a verdict.
//!
//! Invariant: a reader always sees all of their own, and what those who only answer have said to it. Absent: enforcing it
//! against somebody who reads the files themselves.

use super::Notebook;
use super::entry::Act;
use super::rubric::Rubric;
use crate::domain::state::{State, Step, state};

/// Somebody who reads what was written about a draft.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reader<'a> {
    /// Who.
    pub name: &'a str,
    /// Whether they asked as a reviewer, whatever they have written so far.
    pub reviews: bool,
}

/// What a reader is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// The notebooks.
    pub notebooks: Vec<Notebook>,
    /// How many reviewers' notebooks they do not see yet.
    pub hidden: usize,
}

impl Notebook {
    /// Whether its writer reviews: has remarked on something, or judged the whole.
    #[must_use]
    pub fn reviews(&self) -> bool {
        let reviews = |act: &Act| act.judges() || matches!(act, Act::Annotate(_));
        self.entries().iter().any(|entry| reviews(&entry.act))
    }

    /// Whether its writer judges the whole: scores it, gives a verdict, or declares why they do not.
    #[must_use]
    pub fn judges(&self) -> bool {
        self.entries().iter().any(|entry| entry.act.judges())
    }

    fn has_verdict(&self) -> bool {
        let mut acts = self.entries().iter().map(|entry| &entry.act);
        acts.any(|act| matches!(act, Act::Verdict { .. }))
    }
}

/// The notebooks of a draft that a reader may see.
#[must_use]
pub fn shown_to(
    reader: Reader<'_>,
    notebooks: Vec<Notebook>,
    rubric: &Rubric,
    steps: &[Step],
) -> Shown {
    let own = notebooks.iter().find(|notebook| notebook.by == reader.name);
    if sees_all(reader, own, rubric, steps) {
        return Shown {
            notebooks,
            hidden: 0,
        };
    }
    let all = notebooks.len();
    let mut shown = notebooks;
    shown.retain(|notebook| notebook.by == reader.name || !notebook.reviews());
    Shown {
        hidden: all - shown.len(),
        notebooks: shown,
    }
}

fn sees_all(reader: Reader<'_>, own: Option<&Notebook>, rubric: &Rubric, steps: &[Step]) -> bool {
    if !rubric.blind || own.is_some_and(Notebook::has_verdict) {
        return true;
    }
    // Whoever handed the draft in is no reviewer, even with a remark on it.
    let applies = steps
        .iter()
        .any(|step| step.state == State::Submitted && step.by == reader.name);
    let reviews = !applies && (reader.reviews || own.is_some_and(Notebook::reviews));
    let under_way = matches!(state(steps), State::Submitted | State::InReview);
    !reviews && !under_way
}
