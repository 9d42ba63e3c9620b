//! Going to what people remark on in the form.

use super::{go_to, open, refuse};
use crate::app::command::NotNow;
use crate::app::effect::Effect;
use crate::domain::field::FieldPath;
use crate::tui::editor::Cursor;
use crate::tui::model::Model;
use crate::tui::screens::form::{pinned_at, remarks_at, stops};

/// Goes to the next address, going round, with an annotation that is not dealt with; the cursor to its words.
pub(super) fn next_open(model: &mut Model) -> Vec<Effect> {
    let Some((form, session)) = open(model) else {
        return Vec::new();
    };
    let all = stops(session);
    let here = all.iter().position(|stop| *stop == form.at);
    let (before, behind) = all.split_at(here.map_or(0, |here| here + 1).min(all.len()));
    let annotations = session.remarks().annotations();
    let holds = |at: &&FieldPath| {
        let shown = remarks_at(session, at);
        let mut shown = shown.iter().filter_map(|index| annotations.get(*index));
        shown.any(|one| one.is_open())
    };
    let next = behind.iter().chain(before).find(holds).cloned();
    let Some(at) = next else {
        let why = match session.remarks().annotations().is_empty() {
            true => NotNow::NoRemarks,
            false => NotNow::NothingOpen,
        };
        return refuse(model, why);
    };
    let words = pinned_at(session, &at).into_iter().next();
    let effects = go_to(model, &at);
    if let (Some(words), Some((form, _))) = (words, open(model)) {
        form.cursor = Cursor::at(words.start);
    }
    effects
}
