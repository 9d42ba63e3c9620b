//! What a new remark is about: read from where one is on the review.

use crate::app::review::pinned;
use crate::app::session::Session;
use crate::domain::diff::facing::Body;
use crate::domain::field::FieldPath;
use crate::domain::review::entry::Target;
use crate::tui::model::Model;
use crate::tui::screens::Screen;
use crate::tui::screens::review::{Block, BlockWhat, ReviewScreen};

/// What a new remark would be about.
pub(super) struct Aim {
    /// The place.
    pub on: Target,
    /// The words there.
    pub words: String,
    /// Whether a change of it can be proposed.
    pub changes: bool,
    /// Whether it is a row.
    pub row: bool,
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
            changes: false,
            row: false,
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
        changes: asks.is_some_and(|asks| asks.table().is_none()),
        row: false,
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
            changes: true,
            row: true,
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
    let selected = screen.place.cursor.selected();
    let pairs = match screen.sheet.entry(block).map(|entry| &entry.body) {
        Some(Body::Text(pairs)) => pairs.len(),
        _ => 0,
    };
    let long = side.text().len();
    let range = match (selected.is_empty(), pairs) {
        (true, 0 | 1) => return whole(session, at),
        (true, _) => 0..long,
        (false, _) => selected,
    };
    let text = session.draft().text(at);
    let (from, to) = (side.start + range.start, side.start + range.end);
    let chars = |byte: usize| text.get(..byte).map(|part| part.chars().count());
    match (chars(from), chars(to), text.get(from..to)) {
        (Some(start), Some(end), Some(words)) if start < end => Aim {
            on: Target::Place(pinned(session.draft(), at, Some(start..end))),
            words: words.to_owned(),
            changes: true,
            row: false,
        },
        _ => whole(session, at),
    }
}
