//! What is true of the marked words after a history, by identities, and what the texts leave open.

use super::history::History;
use super::letters::{Letter, meets, sentences, words};
use std::ops::Range;

/// What became of the marked words, by their identities.
pub(super) struct Truth {
    /// Where they are: from the first that is left to the last.
    pub(super) at: Option<Range<usize>>,
    pub(super) left: usize,
    /// All are left, side by side.
    pub(super) intact: bool,
    /// What is left does not stand together any more.
    pub(super) torn: bool,
    pub(super) moved: Option<bool>,
    /// Copies of lost words.
    pub(super) copies: Vec<Range<usize>>,
    /// Verbatim doubles that stand in a row with the true place, or stood in a row with the judged sentence.
    pub(super) doubles: Vec<Range<usize>>,
    /// Of the sentence around, less is left than gone.
    pub(super) sentence_gone: bool,
}

impl Truth {
    pub(super) fn of(history: &History) -> Self {
        let marked = &history.marked;
        let at = history.place(marked);
        let here = at.clone().map_or(&[][..], |at| &history.now[at]);
        let ids: Vec<usize> = here
            .iter()
            .map(|one| one.id)
            .filter(|id| marked.contains(id))
            .collect();
        let foreign = here
            .iter()
            .filter(|one| one.id < history.then.len() && !marked.contains(&one.id))
            .count();
        let around = history.now.iter();
        let around = around
            .filter(|one| history.sentence.contains(&one.id))
            .count();
        let sentence_gone = around * 2 < history.sentence.len();
        let intact = here.len() == ids.len() && ids.len() == marked.len() && ids.is_sorted();
        let moved = at.as_ref().and_then(|at| moved(history, at));
        let part = marked.len() * 2 < history.sentence.len();
        let gone = ids.len() * 2 <= marked.len() || part && sentence_gone;
        let pasted_twice = moved != Some(false);
        Self {
            left: ids.len(),
            intact,
            torn: !ids.is_sorted() || foreign > 0,
            moved,
            copies: copies(history, at.as_ref(), gone, pasted_twice),
            sentence_gone,
            doubles: doubles(history),
            at,
        }
    }
}

/// Copies and twins that were carried about and have the quote with all of its surroundings when the original has not: whoever has only the quote finds it
/// there.
pub(super) fn quoted_copies(history: &History, truth: &Truth) -> Vec<Range<usize>> {
    let (then, now, marked) = (&history.then, &history.now, &history.marked);
    let agreed = |place: &Range<usize>| agree(then, marked, now, place);
    let copied = |place: &Range<usize>| now[place.start].of != now[place.start].id;
    let mut found = verbatim(now, &then[marked.clone()]);
    found.retain(|place| {
        let mine = truth.at.as_ref().map_or((0, 0), agreed);
        let copy = copied(place) && marked.contains(&now[place.start].of);
        let twin = history.carried && history.has_twin(100);
        (copy || twin) && outdoes(agreed(place), mine)
    });
    found
}

/// Whether a neighbour of changed words was changed too: eight characters beside their sentence.
pub(super) fn neighbour_changed(history: &History) -> bool {
    history.place(&history.sentence).is_none_or(|standing| {
        let (before, behind) = agree(&history.then, &history.sentence, &history.now, &standing);
        let (left, right) = (
            history.sentence.start,
            history.then.len() - history.sentence.end,
        );
        before < left.min(8) || behind < right.min(8)
    })
}

/// The marked words in the verbatim doubles of their sentence that stand, or stood, in a row with it.
pub(super) fn doubles(history: &History) -> Vec<Range<usize>> {
    let (then, now) = (&history.then, &history.now);
    let unit = &then[history.sentence.clone()];
    let mut row: Vec<Range<usize>> = vec![history.sentence.clone()];
    row.extend(repeats(then, &history.sentence, unit));
    let mut found = Vec::new();
    let places = row.iter().filter_map(|mate| history.place(mate));
    for place in places.filter_map(|place| whole_sentences(now, &place)) {
        found.extend(repeats(now, &place, unit));
        found.extend(repeats(now, &place, &now[place.clone()]));
        found.push(place);
    }
    // What the marked words themselves became is no double.
    let own = history.place(&history.marked);
    found.retain(|one| own.as_ref().is_none_or(|own| !meets(one, own)));
    found
}

/// A place, widened to whole sentences.
pub(super) fn whole_sentences(text: &[Letter], place: &Range<usize>) -> Option<Range<usize>> {
    let all = sentences(text);
    let touched: Vec<_> = all.iter().filter(|one| meets(one, place)).collect();
    Some(touched.first()?.start..touched.last()?.end)
}

/// The stretches beside a place, and beside those, that are some words letter by letter, line breaks left out.
pub(super) fn repeats(text: &[Letter], place: &Range<usize>, unit: &[Letter]) -> Vec<Range<usize>> {
    let sought: Vec<char> = unit
        .iter()
        .map(|one| one.c)
        .filter(|c| *c != '\n')
        .collect();
    let solid: Vec<usize> = (0..text.len()).filter(|at| text[*at].c != '\n').collect();
    let same = |from: usize| {
        let here = solid[from..].iter().map(|at| text[*at].c);
        here.take(sought.len()).eq(sought.iter().copied())
    };
    let len = sought.len();
    let mut found = Vec::new();
    let mut at = solid.partition_point(|at| *at < place.end);
    while len > 0 && same(at) {
        found.push(solid[at]..solid[at + len - 1] + 1);
        at += len;
    }
    let mut at = solid.partition_point(|at| *at < place.start);
    while len > 0 && at >= len && same(at - len) {
        at -= len;
        found.push(solid[at]..solid[at + len - 1] + 1);
    }
    found
}

/// The runs of copied characters that count as the marked words: those that hold more than is left of lost or rewritten
/// ones, and, where the sentence or a twin of it was moved or copied, verbatim ones in surroundings more like the judged ones.
pub(super) fn copies(
    history: &History,
    at: Option<&Range<usize>>,
    gone: bool,
    pasted_twice: bool,
) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut last = 0;
    for (at, one) in history.now.iter().enumerate() {
        if !history.marked.contains(&one.of) || one.id == one.of {
            continue;
        }
        match found.last_mut() {
            Some(run) if one.of > last && at - run.end < 64 => run.end = at + 1,
            _ => found.push(at..at + 1),
        }
        last = one.of;
    }
    let Some(at) = at else { return found };
    let len = history.marked.len();
    let (then, now) = (&history.then, &history.now);
    let was = widened(history, &history.marked, then.len());
    let agreed = |place: &Range<usize>| agree(then, &was, now, &widened(history, place, now.len()));
    let true_now = |copy: &Range<usize>| {
        let same = words(&now[copy.clone()]) == words(&now[at.clone()]);
        let whole = copy.len() == len || same;
        gone || whole && (pasted_twice || outdoes(agreed(copy), agreed(at)))
    };
    found.retain(true_now);
    if history.shuffled {
        let others = verbatim(&history.now, &history.then[history.marked.clone()]).into_iter();
        let apart = others.filter(|one| one.start != at.start);
        found.extend(apart.filter(|one| outdoes(agreed(one), agreed(at))));
    }
    found
}

/// Whether the words at `at` were carried past others; `None` when it cannot be said.
///
/// The longest order of characters that both texts share is taken twice: with the marked words in it, and without the
/// sentence around them. Which is longer tells which side of an exchange is the shorter one.
pub(super) fn moved(history: &History, at: &Range<usize>) -> Option<bool> {
    let len = history.then.len();
    let ids = |range: Range<usize>, keep: &dyn Fn(usize) -> bool| -> Vec<usize> {
        let letters = history.now[range].iter().map(|one| one.id);
        letters.filter(|id| *id < len && keep(*id)).collect()
    };
    let (marked, sentence) = (&history.marked, &history.sentence);
    let before = ids(0..at.start, &|id| id < marked.start);
    let behind = ids(at.end..history.now.len(), &|id| id >= marked.end);
    let inside = ids(at.clone(), &|id| marked.contains(&id));
    let with = rising(&before) + rising(&inside) + rising(&behind);
    let all = ids(0..history.now.len(), &|_| true);
    if with == all.len() || with == rising(&all) && with + 3 >= all.len() {
        return Some(false);
    }
    let unit = all.iter().filter(|id| sentence.contains(id)).count();
    let without = rising(&ids(0..history.now.len(), &|id| !sentence.contains(&id)));
    let gap = with as isize - without as isize;
    if gap.unsigned_abs() * 2 <= unit {
        return None;
    }
    Some(gap < 0)
}

/// The length of the longest rising run.
pub(super) fn rising(numbers: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for number in numbers {
        let place = ends.partition_point(|end| end < number);
        if place == ends.len() {
            ends.push(*number);
        } else {
            ends[place] = *number;
        }
    }
    ends.len()
}

/// How far the surroundings of two places agree, by character and without line breaks, on either side.
pub(super) fn agree(
    a: &[Letter],
    here: &Range<usize>,
    b: &[Letter],
    there: &Range<usize>,
) -> (usize, usize) {
    let solid = |part: &[Letter]| -> Vec<char> {
        let letters = part.iter().map(|one| one.c);
        letters.filter(|c| !['\n', '；'].contains(c)).collect()
    };
    let side = |mut a: Vec<char>, mut b: Vec<char>| {
        // The end of the text is like eight characters.
        a.truncate(32);
        b.truncate(32);
        let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
        let ends = same < 32 && same == a.len() && same == b.len();
        same + if ends { 8 } else { 0 }
    };
    let back = |part: &[Letter]| solid(part).into_iter().rev().collect();
    (
        side(back(&a[..here.start]), back(&b[..there.start])),
        side(solid(&a[here.end..]), solid(&b[there.end..])),
    )
}

/// Whether one agreement clearly outdoes another.
pub(super) fn outdoes(one: (usize, usize), other: (usize, usize)) -> bool {
    one.0 + 3 >= other.0 && one.1 + 3 >= other.1 && one.0 + one.1 >= other.0 + other.1 + 4
}

/// The places where the marked words stand, letter by letter.
pub(super) fn verbatim(text: &[Letter], sought: &[Letter]) -> Vec<Range<usize>> {
    let places = text.windows(sought.len()).enumerate();
    let same = |window: &[Letter]| window.iter().zip(sought).all(|(a, b)| a.c == b.c);
    let found = places.filter(|(_, window)| same(window));
    found.map(|(at, _)| at..at + sought.len()).collect()
}

/// The sentence around some words of another text, taking them to stand in it as the marked ones did.
pub(super) fn widened(history: &History, place: &Range<usize>, len: usize) -> Range<usize> {
    let head = history.marked.start - history.sentence.start;
    let tail = history.sentence.end - history.marked.end;
    place.start.saturating_sub(head)..(place.end + tail).min(len)
}

/// How many verbatim doubles of some words stand in a row, line breaks left out, with those at `place`.
pub(super) fn row(text: &[Letter], place: &Range<usize>) -> usize {
    let solid = |part: &[Letter]| words(part).replace('\n', "");
    let it = solid(&text[place.clone()]);
    let (mut before, mut behind) = (solid(&text[..place.start]), solid(&text[place.end..]));
    let mut count = 1;
    while !it.is_empty() && before.ends_with(&it) {
        before.truncate(before.len() - it.len());
        count += 1;
    }
    while !it.is_empty() && behind.starts_with(&it) {
        behind.drain(..it.len());
        count += 1;
    }
    count
}

/// Whether a quote does not tell its words from their twins: on one side of the true place, no more of the 32 characters
/// agree than with a twin, so that deleting or moving what stood between may have made a twin look like this.
pub(super) fn is_twinned(
    history: &History,
    at: Option<&Range<usize>>,
    twins: &[Range<usize>],
) -> bool {
    let (then, now, marked) = (&history.then, &history.now, &history.marked);
    let others = twins.iter().filter(|twin| *twin != marked);
    let agreed: Vec<_> = others.map(|twin| agree(then, marked, then, twin)).collect();
    let mine = at.map_or((0, 0), |at| agree(then, marked, now, at));
    let kept = |mine: usize, most: Option<usize>| {
        most.is_some_and(|most| mine < 32 && mine < most + 4 || most >= 28)
    };
    kept(mine.0, agreed.iter().map(|one| one.0).max())
        || kept(mine.1, agreed.iter().map(|one| one.1).max())
}

/// Whether nobody could tell the true place from another: by the words around the sentence, or because it stands in a row
/// of verbatim doubles of which there are more or fewer than there were.
pub(super) fn doubtful(history: &History, truth: &Truth, judged: bool) -> bool {
    let (then, now, marked) = (&history.then, &history.now, &history.marked);
    let sought = &then[marked.clone()];
    let agreed = |from: &Range<usize>, place: &Range<usize>| {
        let (from, place) = (
            widened(history, from, then.len()),
            widened(history, place, now.len()),
        );
        agree(then, &from, now, &place)
    };
    let twins = verbatim(then, sought);
    if !judged && truth.at.is_some() && is_twinned(history, truth.at.as_ref(), &twins) {
        return true;
    }
    let Some(at) = &truth.at else {
        // Lost: a twin that stands must belong to itself more than to what was lost.
        return verbatim(now, sought).iter().any(|place| {
            let lost = agreed(marked, place);
            let near = agree(then, marked, now, place);
            let own = |twin: &&Range<usize>| then[twin.start].id == now[place.start].id;
            let own = twins.iter().find(own).map(|twin| agreed(twin, place));
            let before = row(then, &history.sentence) > 1;
            before
                || own.is_none_or(|own| !outdoes(own, lost))
                || !judged && sought.len() + near.0 + near.1 >= 12
        });
    };
    let standing = history.place(&history.sentence).unwrap_or(at.clone());
    let rows = (row(then, &history.sentence), row(now, &standing));
    if rows.0 != rows.1 {
        return true;
    }
    let mine = agree(then, &history.sentence, now, &standing);
    let mut others = verbatim(now, sought);
    others.extend(verbatim(now, &now[at.clone()]));
    others.retain(|place| place.end <= at.start || at.end <= place.start);
    others.iter().any(|place| {
        let other = agreed(marked, place);
        !truth.intact && sought.len() >= 4 || !outdoes(mine, other)
    })
}
