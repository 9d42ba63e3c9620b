//! A note that is being typed, as the head of its journal: who types, what it becomes, the words it began with.
//!
//! Invariant: what it becomes is written as an entry of a notebook, with the same reader and the same checks. Absent: the
//! words typed since; they are the journal's edits.

use crate::domain::draft::DraftId;
use crate::domain::review::Notebook;
use crate::domain::review::entry::Judged;
use crate::domain::review::note::{Note, NoteWhat};
use crate::format::review_json::{self, NewEntry};
use crate::format::{digest::sha256, json_text};
use serde_json::{Value, json};

/// A note as it began, and whose it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Begun {
    /// The draft.
    pub draft: DraftId,
    /// Who types; empty while nobody has a name.
    pub by: String,
    /// The note.
    pub note: Note,
}

/// A name for whoever has none; entries need one.
const NOBODY: &str = "-";

/// The head of a note's journal. The same note about the same gives the same head.
#[must_use]
pub fn head(draft: &DraftId, by: &str, note: &Note) -> String {
    let nameless = !review_json::is_name(by);
    let name = if nameless { NOBODY } else { by };
    let new = NewEntry {
        by: name.to_owned(),
        time: String::new(),
        turn: 0,
        judged: Judged::default(),
        act: note.what.act(String::new()),
    };
    let notebook = Notebook::new(name.to_owned(), vec![new.entry()], false);
    json!({
        "note": 1,
        "nameless": nameless,
        "changes": note.what.asks_for_change(),
        "begun": note.begun,
        "becomes": review_json::to_value(draft, &notebook),
    })
    .to_string()
}

/// A mark that tells a note from others of its draft: the same for the same person and the same purpose.
#[must_use]
pub fn mark(draft: &DraftId, by: &str, what: &NoteWhat) -> String {
    let head = head(draft, by, &Note::new(what.clone(), ""));
    let digest = sha256(head.as_bytes());
    let hex = digest.trim_start_matches("sha256:").chars();
    hex.take(16).collect()
}

/// Reads the head of a note's journal; `None` when it is none.
#[must_use]
pub fn read(head: &str) -> Option<Begun> {
    let value = json_text::read(head.as_bytes()).ok()?;
    if value.get("note").and_then(Value::as_u64) != Some(1) {
        return None;
    }
    let is = |name: &str| value.get(name).and_then(Value::as_bool) == Some(true);
    let read = review_json::from_value(value.get("becomes")?).ok()?;
    let entry = read.notebook.entries().first()?;
    let what = NoteWhat::of(&entry.act, is("changes"))?;
    let by = if is("nameless") {
        ""
    } else {
        &read.notebook.by
    };
    Some(Begun {
        draft: read.draft,
        by: by.to_owned(),
        note: Note::new(what, value.get("begun")?.as_str()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::anchor::Anchor;
    use crate::domain::draft::Row;
    use crate::domain::field::{FieldPath, RowId};
    use crate::domain::review::entry::{EntryId, Kind, Pinned, Target, Verdict};
    use crate::domain::review::proposal::Proposal;

    #[test]
    fn every_note_comes_back_from_its_head_and_has_a_mark_of_its_own() {
        let draft = DraftId::parse("2022KCZG001-aaaaaa").expect("an id");
        let at = FieldPath::parse("plan").expect("a path");
        let text = "一、邀请专家三名。\n二、开展宣讲。";
        let on = Target::Place(Pinned {
            anchor: Anchor::on(at, text, 2..8),
            text: Some(text.into()),
        });
        let id = EntryId::parse("0123456789ab").expect("an id");
        let row = Row {
            id: RowId::parse("r1").expect("an id"),
            cells: [("item".to_owned(), "费用名称".to_owned())].into(),
        };
        let kind = Kind::Suggestion;
        let notes = [
            NoteWhat::Remark {
                on: on.clone(),
                kind,
                proposal: None,
            },
            NoteWhat::Remark {
                on: on.clone(),
                kind,
                proposal: Some(Proposal::Words("五名\n".to_owned())),
            },
            NoteWhat::Words {
                on: on.clone(),
                kind,
                old: String::new(),
            },
            NoteWhat::Cell {
                on: on.clone(),
                kind,
                column: "item".to_owned(),
                old: "\u{202e}旧".to_owned(),
            },
            NoteWhat::Row { on, kind, row },
            NoteWhat::Reply(id.clone()),
            NoteWhat::Amend(id),
            NoteWhat::Verdict(Verdict::Reject),
            NoteWhat::Conflict,
        ];
        let mut marks = Vec::new();
        for what in notes {
            for by in ["评审甲", "", "a/../b"] {
                let note = Note::new(what.clone(), "起头\n");
                let begun = read(&head(&draft, by, &note)).expect("a head");
                assert_eq!((begun.by.as_str(), &begun.note), (by, &note));
                marks.push(mark(&draft, by, &what));
            }
        }
        let all = marks.len();
        marks.sort();
        marks.dedup();
        assert_eq!(marks.len(), all);
    }

    #[test]
    fn what_is_no_head_is_none() {
        for text in [
            "",
            "{}",
            "{\"note\":1}",
            "{\"note\":1,\"becomes\":{},\"begun\":\"\"}",
            "[1]",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
