//! What is picked in a review: kinds, cells, places, and the score sheet.

use super::{PickRow, Picked};
use crate::app::session::Session;
use crate::domain::review::entry::{EntryId, Kind, Verdict};
use crate::domain::review::note::{Note, NoteWhat};
use crate::domain::review::sheet::Sheet;
use crate::messages::{Lang, facing as words, form, note as note_words, review};
use crate::text::visible::visible;
use crate::tui::theme::Role;

/// How much of a note is shown in a list, in characters.
const BEGINS: usize = 24;

fn row(words: impl Into<String>, aside: impl Into<String>, picked: Picked) -> PickRow {
    PickRow {
        mark: (" ", Role::Text),
        words: words.into(),
        why_not: String::new(),
        aside: aside.into(),
        picked,
    }
}

/// The kinds of remarks; of those that propose a change, what it may be.
pub(super) fn kind_rows(proposes: bool, lang: Lang) -> Vec<PickRow> {
    let kinds = match proposes {
        true => vec![Kind::Suggestion, Kind::Required],
        false => vec![
            Kind::Question,
            Kind::Suggestion,
            Kind::Required,
            Kind::Praise,
        ],
    };
    let rows = kinds
        .into_iter()
        .map(|kind| row(review::kind(lang, kind), "", Picked::Kind(kind, proposes)));
    rows.collect()
}

/// The columns of a table, a row below, and that the row goes.
pub(super) fn column_rows(
    session: &Session,
    (kind, table): (Kind, &str),
    lang: Lang,
) -> Vec<PickRow> {
    let asked = session.call().form.table(table).into_iter();
    let columns = asked.flat_map(|table| &table.columns);
    let rows = columns.map(|column| {
        let id = column.at.as_str().to_owned();
        row(
            lang.words(&column.label),
            "",
            Picked::Column(kind, Some(id)),
        )
    });
    let new = row(
        words::row_new(lang),
        "",
        Picked::Row(kind, table.to_owned()),
    );
    let out = row(words::row_out(lang), "", Picked::Column(kind, None));
    rows.chain([new, out]).collect()
}

/// The places that are offered for an annotation, and the one that is selected.
pub(super) fn place_rows(session: &Session, id: &EntryId, lang: Lang) -> Vec<PickRow> {
    let placement = session.remarks().one(id).map(|(_, placement)| placement);
    let offers = placement.map_or(&[][..], |placement| placement.offers());
    let rows = offers.iter().enumerate().map(|(index, offer)| {
        let text = session.draft().text(&offer.at).chars();
        let stands: String = text
            .skip(offer.range.start)
            .take(offer.range.len())
            .collect();
        let at = form::address(lang, session, &offer.at);
        let alike = format!("{}%", offer.similarity);
        let told = lang.labelled(&at, &format!("“{}”", visible(&stands)));
        row(told, alike, Picked::Place(id.clone(), Some(index)))
    });
    let here = row(words::place_here(lang), "", Picked::Place(id.clone(), None));
    rows.chain([here]).collect()
}

/// Notes that were typed and not written, with how they begin.
pub(super) fn unsent_rows(session: &Session, notes: &[Note], lang: Lang) -> Vec<PickRow> {
    let rows = notes.iter().enumerate().map(|(index, note)| {
        let about = note_words::about(lang, session, &note.what);
        let begins: String = note.text.chars().take(BEGINS).collect();
        let told = format!("{} — {begins}", note_words::heading(lang, &note.what));
        let about: String = about.chars().take(BEGINS).collect();
        row(
            visible(&told).replace('\n', " "),
            visible(&about).replace('\n', " "),
            Picked::Unsent(index),
        )
    });
    rows.collect()
}

/// Whether words that were changed since are written over.
pub(super) fn insist_rows(id: &EntryId, lang: Lang) -> Vec<PickRow> {
    vec![
        row(words::leave(lang), "", Picked::Leave),
        row(words::insist(lang), "", Picked::Insist(id.clone())),
    ]
}

/// The criteria with what was given, the verdicts, and the declaration of a conflict of interest.
pub(super) fn sheet_rows(session: &Session, lang: Lang) -> Vec<PickRow> {
    let remarks = session.remarks();
    let own = remarks.notebooks().iter().find(|one| one.by == remarks.me);
    let sheet = own.and_then(Sheet::of);
    let criteria = session.call().form.rubric.criteria.iter();
    let mut rows: Vec<PickRow> = criteria
        .map(|criterion| {
            let given = sheet
                .as_ref()
                .and_then(|sheet| sheet.scores.get(&criterion.id));
            let aside = match given {
                None => words::not_scored(lang).to_owned(),
                Some(None) => words::abstained(lang).to_owned(),
                Some(Some(points)) => format!("{points}/{}", criterion.most),
            };
            let title = lang.words(&criterion.title);
            let told = words::criterion(lang, title, criterion.weight, lang.words(&criterion.help));
            row(told, aside, Picked::Criterion(criterion.id.clone()))
        })
        .collect();
    let now = sheet.as_ref().and_then(|sheet| sheet.verdict.as_ref());
    rows.extend(Verdict::ALL.map(|verdict| {
        let told = words::conclude(lang, review::verdict(lang, verdict));
        let given = now.is_some_and(|given| given.verdict == verdict);
        let aside = if given { "✓" } else { "" };
        row(told, aside, Picked::Note(NoteWhat::Verdict(verdict)))
    }));
    let conflict = sheet.and_then(|sheet| sheet.conflict).unwrap_or_default();
    let aside = visible(&conflict).into_owned();
    rows.push(row(
        words::declare(lang),
        aside,
        Picked::Note(NoteWhat::Conflict),
    ));
    rows
}
