//! Mending what was found at a field: in the plainest way, or in the other.

use super::{apply, go_to, open, put};
use crate::app::command::NotNow;
use crate::app::effect::Effect;
use crate::domain::field::FieldPath;
use crate::tui::model::{Model, Notice};
use crate::tui::update::refuse;

/// In the plainest way.
pub(super) fn plainly(model: &mut Model, at: FieldPath) -> Vec<Effect> {
    mend(model, at, 0)
}

/// Of two sides of a conflict the other is taken. Of more, the next one is put there to be looked at, and nothing is settled.
pub(super) fn other(model: &mut Model, at: FieldPath) -> Vec<Effect> {
    let Some((_, session)) = open(model) else {
        return Vec::new();
    };
    let conflict = session.draft().conflicts.get(&at);
    match conflict.filter(|conflict| conflict.sides().len() > 2) {
        Some(conflict) => {
            let next = conflict.after(session.draft().text(&at)).to_owned();
            session.seal();
            put(model, &at, &next)
        }
        None => mend(model, at, 1),
    }
}

/// Mends what was found here: `way` counts the remedies of a finding, the plainest first.
fn mend(model: &mut Model, at: FieldPath, way: usize) -> Vec<Effect> {
    let Some((_, session)) = open(model) else {
        return Vec::new();
    };
    let row = at.segments().take(2).collect::<Vec<_>>().join("/");
    let here = session.findings().iter().filter(|finding| finding.at == at);
    let nearby = session
        .findings()
        .iter()
        .filter(|finding| finding.at.is_within(&row) && session.draft().is_cell(&at));
    let remedy = here
        .chain(nearby)
        .find_map(|finding| finding.remedies.get(way).cloned());
    let Some(edit) = remedy else {
        return refuse(model, NotNow::NothingToMend);
    };
    session.seal();
    let effects = apply(model, edit, None);
    go_to(model, &at);
    model.notice = Some(Notice::Mended);
    effects
}
