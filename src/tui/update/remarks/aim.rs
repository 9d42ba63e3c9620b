//! What a new remark is about: read from where one is on the review.

use crate::app::review::pinned;
use crate::app::session::Session;
use crate::domain::diff::facing::Body;
use crate::domain::field::FieldPath;
use crate::domain::review::entry::Target;
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::review::{Block, BlockWhat, ReviewScreen};
use std::ops::Range;

/// What a new remark would be about.
pub(super) struct Aim {
    /// The place.
    pub on: Target,
    /// The words there.
    pub words: String,
    /// What change of it can be proposed.
    pub changes: Changes,
}

/// What change can be proposed of something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Changes {
    /// None.
    Nothing,
    /// Other words.
    Words,
    /// Other cells of a row of this table, a row below it, or that it goes.
    Row(String),
    /// Another row of this table.
    Table(String),
}

/// What a new remark is about: what is selected, else the paragraph, row, field, section or draft one is at.
pub(super) fn target(model: &Model) -> Option<Aim> {
    let (Screen::Review(screen), session) = (model.screens.last()?, model.session.as_ref()?) else {
        return None;
    };
    let block = screen.sheet.blocks.get(screen.block())?;
    let plain = |on: Target| {
        Some(Aim {
            on,
            words: String::new(),
            changes: Changes::Nothing,
        })
    };
    let at = screen.sheet.entry(block).map(|entry| entry.at.clone());
    match (block.what, at) {
        (BlockWhat::Section, _) => {
            let part = screen.sheet.facing.parts.get(block.part);
            let sections = &session.call().form.sections;
            let section = part.and_then(|part| sections.get(part.section?));
            plain(section.map_or(Target::Draft, |section| Target::Section(section.id.clone())))
        }
        (BlockWhat::Row(_), Some(at)) => Some(row(session, screen, &at, block)),
        (BlockWhat::Pair(_), Some(at)) => Some(words(session, screen, &at, block)),
        (BlockWhat::Label | BlockWhat::Sums, Some(at)) => Some(whole(session, &at)),
        _ => plain(Target::Draft),
    }
}

fn whole(session: &Session, at: &FieldPath) -> Aim {
    let draft = session.draft();
    let asks = session.asked_at(at);
    Aim {
        on: Target::Place(pinned(draft, at, None)),
        words: draft.text(at).to_owned(),
        changes: match asks {
            None => Changes::Nothing,
            Some(asks) if asks.table().is_some() => Changes::Table(at.as_str().to_owned()),
            Some(_) => Changes::Words,
        },
    }
}

fn row(session: &Session, screen: &ReviewScreen, at: &FieldPath, block: &Block) -> Aim {
    let there = screen
        .sheet
        .row(block)
        .filter(|id| session.draft().row(at.as_str(), id).is_some());
    match there {
        Some(id) => Aim {
            on: Target::Place(pinned(session.draft(), &at.join(id.as_str()), None)),
            words: String::new(),
            changes: Changes::Row(at.as_str().to_owned()),
        },
        // A row that is gone cannot be remarked on; its table can.
        None => whole(session, at),
    }
}

/// The selected words, else the paragraph, else the field where it has only one.
fn words(session: &Session, screen: &ReviewScreen, at: &FieldPath, block: &Block) -> Aim {
    let pair = screen.sheet.pair(block);
    let Some(side) = pair.and_then(|pair| pair.right.as_ref()) else {
        return whole(session, at);
    };
    let pairs = match screen.sheet.entry(block).map(|entry| &entry.body) {
        Some(Body::Text(pairs)) => pairs.len(),
        _ => 0,
    };
    let range = match (selected(screen), pairs) {
        (Some(range), _) => range,
        (None, 0 | 1) => return whole(session, at),
        (None, _) => side.start..side.start + side.text().len(),
    };
    let text = session.draft().text(at);
    let chars = |byte: usize| text.get(..byte).map(|part| part.chars().count());
    match (chars(range.start), chars(range.end), text.get(range)) {
        (Some(start), Some(end), Some(words)) if start < end => Aim {
            on: Target::Place(pinned(session.draft(), at, Some(start..end))),
            words: words.to_owned(),
            changes: Changes::Words,
        },
        _ => whole(session, at),
    }
}

/// What is selected, in bytes of the field's text: it may reach over several paragraphs.
fn selected(screen: &ReviewScreen) -> Option<Range<usize>> {
    let place = &screen.place;
    let began = (place.at, place.cursor.anchor.unwrap_or(place.cursor.at));
    let (one, other) = (place.origin.unwrap_or(began), (place.at, place.cursor.at));
    let byte = |(at, byte): (usize, usize)| {
        let block = screen.shown.get(at)?.first();
        let pair = screen.sheet.pair(screen.sheet.blocks.get(block)?)?;
        Some(pair.right.as_ref()?.start + byte)
    };
    let (one, other) = (byte(one)?, byte(other)?);
    (one != other).then(|| one.min(other)..one.max(other))
}
