//! Searching in the review: on both sides, in what is folded too, from where one is and round.

use super::going::lead_in;
use super::{open_review, refuse};
use crate::app::command::NotNow;
use crate::app::effect::Effect;
use crate::domain::diff::facing::{Body, Side};
use crate::text::fold::fold;
use crate::tui::editor::Cursor;
use crate::tui::model::{Model, Notice};
use crate::tui::screens::review::{Block, BlockWhat, ReviewScreen};
use std::ops::Range;

/// Searches for other words.
pub(in crate::tui::update) fn search(model: &mut Model, words: &str) -> Vec<Effect> {
    if words.is_empty() {
        return Vec::new();
    }
    if let Some((screen, _)) = open_review(model) {
        words.clone_into(&mut screen.sought);
    }
    again(model)
}

/// Goes to where the words stand next.
pub(super) fn again(model: &mut Model) -> Vec<Effect> {
    let Some((screen, _)) = open_review(model) else {
        return Vec::new();
    };
    if screen.sought.is_empty() {
        return refuse(model, NotNow::NothingSought);
    }
    let Some((block, found)) = next(screen) else {
        let words = screen.sought.clone();
        model.notice = Some(Notice::NotFound(words));
        return Vec::new();
    };
    let forward = (screen.block(), screen.place.cursor.at) < (block, found.end);
    screen.go_to(block);
    screen.place.cursor = Cursor {
        at: found.end,
        anchor: Some(found.start).filter(|_| !found.is_empty()),
        goal: None,
    };
    if !forward {
        model.notice = Some(Notice::WentRound { forward: true });
    }
    lead_in(model);
    Vec::new()
}

/// The block where the words stand next, and the bytes of the draft's paragraph; none where they stand elsewhere in it.
fn next(screen: &ReviewScreen) -> Option<(usize, Range<usize>)> {
    let words = fold(&screen.sought);
    let here = screen.block();
    let from = screen.place.cursor.at;
    let count = screen.sheet.blocks.len();
    let rest = std::iter::once((here, from)).filter(|(_, from)| *from > 0);
    let others = (here + 1..count).chain(0..=here).map(|block| (block, 0));
    rest.chain(others).find_map(|(index, from)| {
        let block = screen.sheet.blocks.get(index)?;
        let found = in_block(screen, block, &words, from)?;
        Some((index, found))
    })
}

fn in_block(
    screen: &ReviewScreen,
    block: &Block,
    words: &[char],
    from: usize,
) -> Option<Range<usize>> {
    match (&screen.sheet.entry(block)?.body, block.what) {
        (Body::Text(pairs), BlockWhat::Pair(index)) => {
            let pair = pairs.get(index)?;
            let right = pair.right.as_ref().map(Side::text);
            let found = right.and_then(|text| stretch(&text, words, from));
            found.or_else(|| {
                let text = pair.left.as_ref().filter(|_| from == 0)?.text();
                stretch(&text, words, 0).map(|_| 0..0)
            })
        }
        (Body::Rows(rows), BlockWhat::Row(index)) => {
            let row = rows.get(index).filter(|_| from == 0)?;
            let sides = row.before.iter().chain(&row.after);
            let mut cells = sides.flat_map(|(_, row)| row.cells.values());
            cells
                .any(|text| stretch(text, words, 0).is_some())
                .then_some(0..0)
        }
        _ => None,
    }
}

/// Where words stand in a text from a byte on, however they are written.
fn stretch(text: &str, words: &[char], from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let place = fold(rest)
        .windows(words.len())
        .position(|window| window == words)?;
    let mut bytes = rest
        .char_indices()
        .map(|(byte, _)| from + byte)
        .chain([text.len()]);
    let start = bytes.nth(place)?;
    let end = bytes.nth(words.len() - 1)?;
    Some(start..end)
}
