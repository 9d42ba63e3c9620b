//! Reviewing, whoever asks: by a command or on the screens.
//!
//! Invariant: an entry says which version its writer had in front of them; what is proposed goes into a draft as an edit
//! like any other. Absent: files, words, and where entries are kept (the port [`Reviews`]).

use crate::app::failure::{Failure, ReviewFailure};
use crate::app::ports::{Clock, Drafts, Reviews, Written};
use crate::app::version::Versions;
use crate::domain::anchor::{Anchor, standing};
use crate::domain::draft::{Draft, DraftId};
use crate::domain::field::FieldPath;
use crate::domain::review::Notebook;
use crate::domain::review::acceptance::Acceptance;
use crate::domain::review::annotation::Annotation;
use crate::domain::review::entry::{Act, EntryId, Pinned};
use crate::domain::review::placed::{is_row, place};
use crate::domain::review::proposal::Over;
use crate::domain::review::reader::{Reader, shown_to};
use crate::domain::review::rubric::Rubric;
use crate::domain::review::seen::Seen;
use std::ops::Range;
use std::rc::Rc;

/// What a reader is shown of what was written about a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Read {
    /// The notebooks.
    pub notebooks: Vec<Notebook>,
    /// How many reviewers they do not see before having given a verdict.
    pub hidden: usize,
    /// What could not be read.
    pub failed: Vec<Failure>,
}

/// Who reviews: the name that was given, else who git says the user is.
///
/// # Errors
/// When neither is there.
pub fn reviewer(versions: &dyn Versions, named: Option<&str>) -> Result<String, Failure> {
    named.map_or_else(|| versions.author(), |name| Ok(name.to_owned()))
}

/// What a reader may see of what was written about a draft.
///
/// # Errors
/// When the draft's folder cannot be read.
pub fn read(
    reviews: &dyn Reviews,
    drafts: &dyn Drafts,
    id: &DraftId,
    rubric: &Rubric,
    reader: Reader<'_>,
) -> Result<Read, Failure> {
    let (notebooks, failed) = reviews.notebooks(id)?;
    // Steps count only where something could be hidden.
    let steps = if rubric.blind {
        drafts.steps(id)?
    } else {
        Vec::new()
    };
    let shown = shown_to(reader, notebooks, rubric, &steps);
    Ok(Read {
        notebooks: shown.notebooks,
        hidden: shown.hidden,
        failed,
    })
}

/// What goes out on paper of what was written about a draft: the notebooks that `by` may read, and how many are hidden.
///
/// # Errors
/// When one of them cannot be read, for paper must not be silent about it; without a name where something is hidden.
pub fn for_paper(
    reviews: &dyn Reviews,
    drafts: &dyn Drafts,
    id: &DraftId,
    rubric: &Rubric,
    by: Result<String, Failure>,
) -> Result<(Vec<Notebook>, usize), Failure> {
    // Reading needs no name where nothing is hidden.
    let name = if rubric.blind {
        by?
    } else {
        by.unwrap_or_default()
    };
    let reader = Reader {
        name: &name,
        reviews: false,
    };
    let read = read(reviews, drafts, id, rubric, reader)?;
    match read.failed.into_iter().next() {
        Some(failure) => Err(failure),
        None => Ok((read.notebooks, read.hidden)),
    }
}

/// Writes entries about a draft as it stands; gives their ids, in order.
///
/// # Errors
/// [`Failure::AdminsOnly`] and [`Failure::NotOwnName`] for what would not be taken from an applicant's branch; as
/// [`Reviews::write`].
pub fn write(
    reviews: &dyn Reviews,
    versions: &dyn Versions,
    clock: &dyn Clock,
    draft: &Draft,
    by: &str,
    acts: Vec<Act>,
) -> Result<Vec<EntryId>, Failure> {
    if acts.iter().any(Act::judges) && !versions.decides() {
        return Err(Failure::AdminsOnly);
    }
    if !versions.writes_as(by) {
        return Err(Failure::NotOwnName(by.to_owned()));
    }
    // Without git, or before the first version, a review is as good.
    let last = versions.log(&draft.origin.id, 1).ok();
    let last = last.and_then(|versions| versions.into_iter().next());
    let written = Written {
        by,
        time: &clock.now(),
        version: last.as_ref().map(|version| version.rev.as_str()),
        acts,
    };
    reviews.write(draft, written)
}

/// Writes a verdict; whoever gives one has seen everything.
///
/// # Errors
/// As [`Reviews::write`].
pub fn conclude(
    reviews: &dyn Reviews,
    versions: &dyn Versions,
    clock: &dyn Clock,
    draft: &Draft,
    by: &str,
    verdict: Act,
) -> Result<Vec<EntryId>, Failure> {
    let ids = write(reviews, versions, clock, draft, by, vec![verdict])?;
    see(reviews, clock, draft, by, &[])?;
    Ok(ids)
}

/// Marks what stands at these addresses as seen by somebody; everything where there are none.
///
/// # Errors
/// As [`Reviews::see`].
pub fn see(
    reviews: &dyn Reviews,
    clock: &dyn Clock,
    draft: &Draft,
    by: &str,
    at: &[FieldPath],
) -> Result<(), Failure> {
    let time = clock.now();
    reviews.see(&draft.origin.id, by, &mut |seen| {
        if at.is_empty() {
            seen.see_all(draft, &time);
        }
        at.iter().for_each(|at| seen.see(draft, at, &time));
    })
}

/// Takes somebody's marks at these addresses away; all of them where there are none.
///
/// # Errors
/// As [`Reviews::see`].
pub fn forget(
    reviews: &dyn Reviews,
    draft: &Draft,
    by: &str,
    at: &[FieldPath],
) -> Result<(), Failure> {
    reviews.see(&draft.origin.id, by, &mut |seen| {
        if at.is_empty() {
            *seen = Seen::default();
        }
        at.iter().for_each(|at| seen.forget(draft, at));
    })
}

/// The annotation that a beginning of its id names.
///
/// # Errors
/// When there is none, or several begin so.
pub fn named<'a>(annotations: &'a [Annotation], given: &str) -> Result<&'a Annotation, Failure> {
    let mut found = annotations
        .iter()
        .filter(|one| !given.is_empty() && one.id.as_str().starts_with(given));
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(failure(ReviewFailure::NoAnnotation(given.to_owned()))),
    }
}

/// A place to pin a remark to: a field, a cell or a row as a whole, or characters of a text.
#[must_use]
pub fn pinned(draft: &Draft, at: &FieldPath, range: Option<Range<usize>>) -> Pinned {
    let text = draft.text(at);
    let anchor = match range {
        Some(range) => Anchor::on(at.clone(), text, range),
        None => Anchor::whole(at.clone()),
    };
    Pinned {
        anchor,
        text: (!is_row(at, draft)).then(|| Rc::from(text)),
    }
}

/// A place to pin a remark to, by words that stand there; `nth` says which of several, from 1.
///
/// # Errors
/// [`ReviewFailure::NoQuote`] where they do not stand there, [`ReviewFailure::ManyQuotes`] where they do several times and
/// nobody says which: it is not guessed.
pub fn quoted(
    draft: &Draft,
    at: &FieldPath,
    quote: &str,
    nth: Option<usize>,
) -> Result<Pinned, Failure> {
    let found = standing(draft.text(at), quote);
    let index = match (nth, found.len()) {
        (None, count) if count > 1 => return Err(failure(ReviewFailure::ManyQuotes(count))),
        (None, _) => 0,
        (Some(nth), _) => nth.wrapping_sub(1),
    };
    let range = found.into_iter().nth(index);
    let missing = || failure(ReviewFailure::NoQuote(quote.to_owned()));
    range
        .map(|range| pinned(draft, at, Some(range)))
        .ok_or_else(missing)
}

/// A score as a person gives it: a whole number, or `-` to abstain.
///
/// # Errors
/// A criterion that the rubric does not have; points that the criterion does not give.
pub fn score(rubric: &Rubric, criterion: &str, given: &str) -> Result<Act, Failure> {
    let Some(known) = rubric.criterion(criterion) else {
        let known = rubric.criteria.iter().map(|one| one.id.clone()).collect();
        return Err(failure(ReviewFailure::NoCriterion {
            given: criterion.to_owned(),
            known,
        }));
    };
    let points = match given.trim() {
        "-" => None,
        digits => {
            let points = digits.parse::<u32>().ok();
            let points = points.filter(|points| *points <= known.most);
            let bad = || ReviewFailure::BadPoints {
                given: given.to_owned(),
                most: known.most,
            };
            Some(points.ok_or_else(|| failure(bad()))?)
        }
    };
    Ok(Act::Score {
        criterion: known.id.clone(),
        points,
    })
}

/// What taking the proposals of these annotations comes to. The edit goes into the draft first; then
/// [`Act::Accept`] is written for each that was taken.
#[must_use]
pub fn acceptance(annotations: &[Annotation], draft: &Draft, over: Over) -> Acceptance {
    Acceptance::of(&place(annotations, draft), draft, over)
}

fn failure(failure: ReviewFailure) -> Failure {
    Failure::Review(failure)
}

#[cfg(test)]
mod tests;
