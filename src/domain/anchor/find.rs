//! Finding an anchor's words again, in its own field or, to offer them only, in others.
//!
//! Invariant: what is pinned was decided by the judged text, or by the quote alone where that text is not there or is
//! another; all else is offered. Absent: the evidence itself, which `judged` and `quoted` weigh.

use super::align::Alignment;
use super::scan::places;
use super::script::Script;
use super::{Anchor, Candidate, Placement, Quote, judged, quoted};
use crate::domain::field::FieldPath;
use std::ops::Range;

/// The most places that are offered.
const OFFERS_MAX: usize = 8;

/// A place in the text as it is now, and how alike the words there are to the quote, in hundredths.
pub(super) type Place = (Range<usize>, u8);

/// What the evidence says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// The words stand here, untouched.
    Kept(Range<usize>),
    /// The words stand here, changed.
    Edited(Place),
    /// The words went here.
    Moved(Place),
    /// They may be here or there.
    Doubt(Vec<Place>),
    /// They are gone; these are nearest.
    Gone(Vec<Place>),
}

impl Verdict {
    /// The places that it names.
    pub fn places(self) -> Vec<Place> {
        match self {
            Self::Kept(range) => vec![(range, 100)],
            Self::Edited(place) | Self::Moved(place) => vec![place],
            Self::Doubt(places) | Self::Gone(places) => places,
        }
    }
}

/// Two texts of one field, compared once for all anchors on it.
pub struct Search<'a> {
    judged: Option<(Script<'a>, Alignment)>,
    now: Script<'a>,
}

impl<'a> Search<'a> {
    /// Compares the text that was judged, where it is known, with the text as it is now.
    #[must_use]
    pub fn new(then: Option<&'a str>, now: &'a str) -> Self {
        let now = Script::new(now);
        let judged = then.map(|then| {
            let then = Script::new(then);
            let alignment = Alignment::new(&then, &now);
            (then, alignment)
        });
        Self { judged, now }
    }

    /// Where an anchor's words are now. An anchor without words is in place as long as its field is asked for.
    #[must_use]
    pub fn find(&self, anchor: &Anchor) -> Placement {
        match &anchor.quote {
            None => Placement::Exact {
                range: 0..self.now.len(),
            },
            Some(quote) => self.placed(anchor, quote, self.verdict(quote)),
        }
    }

    fn verdict(&self, quote: &Quote) -> Verdict {
        if quote.exact.is_empty() {
            return Verdict::Gone(Vec::new());
        }
        let exact: Vec<char> = quote.exact.chars().collect();
        let by_text = self.judged.as_ref().and_then(|(then, alignment)| {
            let range = quote.start..quote.end;
            let stands = range.start <= range.end && then.slice(range.clone()) == exact;
            // In the same text the position is the proof.
            if stands && then.chars == self.now.chars {
                return Some(Verdict::Kept(range));
            }
            stands.then(|| judged::verdict(then, &self.now, alignment, &range))?
        });
        by_text.unwrap_or_else(|| quoted::verdict(quote, &self.now))
    }

    fn placed(&self, anchor: &Anchor, quote: &Quote, verdict: Verdict) -> Placement {
        let offer = |(range, similarity): Place| Candidate {
            at: anchor.at.clone(),
            range: self.now.snapped(&range),
            similarity,
        };
        let offers = |places: Vec<Place>| places.into_iter().take(OFFERS_MAX).map(offer).collect();
        match verdict {
            Verdict::Kept(range) => self.kept(quote, range),
            Verdict::Edited((range, similarity)) => Placement::Edited {
                range: self.now.snapped(&range),
                similarity,
            },
            Verdict::Moved(place) => Placement::Moved { to: offer(place) },
            Verdict::Doubt(mut places) => {
                places.sort_by_key(|(range, _)| range.start);
                places.dedup_by_key(|(range, _)| range.clone());
                Placement::Ambiguous {
                    candidates: offers(places),
                }
            }
            Verdict::Gone(places) => Placement::Orphaned {
                nearest: offers(places),
            },
        }
    }

    /// Words that are there untouched; a mark typed onto one of their characters changes them after all.
    fn kept(&self, quote: &Quote, range: Range<usize>) -> Placement {
        let whole = self.now.snapped(&range);
        if whole != range {
            return Placement::Edited {
                range: whole,
                similarity: 99,
            };
        }
        if range.start == quote.start {
            Placement::Exact { range }
        } else {
            Placement::Shifted { range }
        }
    }
}

/// Where an anchor's words are: [`Search`] for a single anchor.
///
/// `then` is the text that was judged, where it is known; `now` the text of the same field as it is now.
#[must_use]
pub fn find(anchor: &Anchor, then: Option<&str>, now: &str) -> Placement {
    Search::new(then, now).find(anchor)
}

/// Where words stand in a text, the first first, overlapping ones too; a part of what is read as one character does not
/// count. Words that stand more than two thousand times are not told apart further.
#[must_use]
pub fn standing(text: &str, words: &str) -> Vec<Range<usize>> {
    let script = Script::new(text);
    let words: Vec<char> = words.chars().collect();
    let found = places(&script, &words).into_iter();
    found
        .map(|at| at..at + words.len())
        .filter(|range| script.snapped(range) == *range)
        .collect()
}

/// Places in other fields that an anchor's words may have gone to, most alike first. They are offered, never taken: the
/// same words in another field are most often other words.
#[must_use]
pub fn find_elsewhere<'t>(
    anchor: &Anchor,
    fields: impl IntoIterator<Item = (&'t FieldPath, &'t str)>,
) -> Vec<Candidate> {
    let Some(quote) = anchor.quote.as_ref().filter(|q| !q.exact.is_empty()) else {
        return Vec::new();
    };
    let mut found: Vec<Candidate> = fields
        .into_iter()
        .filter(|(at, _)| **at != anchor.at)
        .flat_map(|(at, text)| {
            let places = quoted::look_alikes(quote, &Script::new(text));
            places.into_iter().map(|(range, similarity)| Candidate {
                at: at.clone(),
                range,
                similarity,
            })
        })
        .collect();
    found.sort_by(|a, b| {
        let alike = b.similarity.cmp(&a.similarity);
        alike
            .then_with(|| a.at.cmp(&b.at))
            .then(a.range.start.cmp(&b.range.start))
    });
    found.truncate(OFFERS_MAX);
    found
}
