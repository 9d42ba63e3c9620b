//! Words of a note that is being typed about a draft: what it is, and what it is about.

use crate::app::session::Session;
use crate::domain::review::entry::Target;
use crate::domain::review::note::NoteWhat;
use crate::messages::{Lang, facing as words, form, review};

/// What is typed.
#[must_use]
pub fn heading(lang: Lang, what: &NoteWhat) -> String {
    match what {
        NoteWhat::Remark { kind, proposal, .. } => match proposal {
            None => words::note_remark(lang, review::kind(lang, *kind)),
            Some(_) => words::note_reason(lang).to_owned(),
        },
        NoteWhat::Words { .. } | NoteWhat::Cell { .. } => words::note_words(lang).to_owned(),
        NoteWhat::Row { .. } => words::note_row(lang).to_owned(),
        NoteWhat::Reply(_) => words::note_reply(lang).to_owned(),
        NoteWhat::Amend(_) => words::note_amend(lang).to_owned(),
        NoteWhat::Verdict(verdict) => words::note_verdict(lang, review::verdict(lang, *verdict)),
        NoteWhat::Conflict => words::note_conflict(lang).to_owned(),
    }
}

/// What the words are about; not yet made harmless.
#[must_use]
pub fn about(lang: Lang, session: &Session, what: &NoteWhat) -> String {
    match what {
        NoteWhat::Remark { on, .. } | NoteWhat::Row { on, .. } => match on {
            Target::Place(pinned) => match &pinned.anchor.quote {
                Some(quote) => format!("“{}”", quote.exact),
                None => form::address(lang, session, &pinned.anchor.at),
            },
            Target::Section(_) | Target::Draft => words::whole(lang).to_owned(),
        },
        NoteWhat::Words { old, .. } | NoteWhat::Cell { old, .. } => words::original(lang, old),
        NoteWhat::Reply(id) | NoteWhat::Amend(id) => {
            let one = session.remarks().one(id);
            one.map_or_else(String::new, |(one, _)| lang.labelled(&one.by, &one.body))
        }
        NoteWhat::Verdict(_) => words::note_verdict_told(lang).to_owned(),
        NoteWhat::Conflict => words::note_conflict_told(lang).to_owned(),
    }
}
