//! Asking who keeps versions, where git does not know it; what waited for the answer is done then.

use super::open_window;
use crate::app::effect::Effect;
use crate::app::version::Step;
use crate::tui::model::{Model, Notice};
use crate::tui::screens::Screen;
use crate::tui::screens::prompt::{PromptScreen, PromptWhat, Waiting};

/// Asks for the name.
pub(super) fn ask(model: &mut Model, waiting: Waiting) -> Vec<Effect> {
    prompt(model, PromptWhat::AuthorName { waiting })
}

/// The name was given: asks for the address.
pub(super) fn named(model: &mut Model, name: String, waiting: Waiting) -> Vec<Effect> {
    if name.is_empty() {
        return given_up(model);
    }
    prompt(model, PromptWhat::AuthorEmail { name, waiting })
}

/// Both were given.
pub(super) fn given(
    model: &mut Model,
    name: String,
    email: String,
    waiting: Waiting,
) -> Vec<Effect> {
    if email.is_empty() {
        return given_up(model);
    }
    let then = match (waiting, &model.session) {
        (Waiting::Version(message), Some(session)) => Effect::KeepVersion {
            draft: Box::new(session.draft().clone()),
            message,
        },
        (Waiting::Version(_), None) => return Vec::new(),
        (Waiting::Sharing, _) => {
            model.sharing = Some(Step::Keep);
            Effect::Share { remote: None }
        }
    };
    let then = Box::new(then);
    vec![Effect::SignAs { name, email, then }]
}

fn given_up(model: &mut Model) -> Vec<Effect> {
    model.notice = Some(Notice::NoAuthor);
    Vec::new()
}

fn prompt(model: &mut Model, what: PromptWhat) -> Vec<Effect> {
    open_window(model, Screen::Prompt(PromptScreen::asking(what)))
}
