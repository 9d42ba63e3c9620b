//! Notes that are being typed: a journal for each, beside the journals of drafts, so that a remark survives a crash or a
//! dropped line as a draft does.
//!
//! Invariants: when a note is kept, the system has every character of it; a note that was written as an entry, or thrown
//! away, leaves nothing behind. A note is known by its draft, its author and its purpose. Absent: what it becomes.

use crate::app::failure::Failure;
use crate::app::ports::Notes;
use crate::domain::draft::DraftId;
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::review::note::{Note, NoteWhat};
use crate::format::note_json;
use crate::store::fs::remove_file;
use crate::store::journal::{self, JournalFile};
use crate::store::paths::Paths;
use std::collections::BTreeSet;
use std::fs;

/// So many notes of a draft are brought back at most.
const LEFT_MAX: usize = 50;

/// The notes of a user, in the folders of a workspace.
#[derive(Debug)]
pub struct FolderNotes {
    paths: Paths,
    open: Option<OpenNote>,
}

/// The note that was typed last.
#[derive(Debug)]
struct OpenNote {
    mark: String,
    text: String,
    journal: JournalFile,
}

impl FolderNotes {
    /// The notes under these folders.
    #[must_use]
    pub fn new(paths: Paths) -> Self {
        Self { paths, open: None }
    }

    /// The journal of a note. Its first line and all that was typed before take the place, at once, of what a program that
    /// is gone left of it.
    fn begin(&self, id: &DraftId, by: &str, mark: &str, note: &Note) -> OpenNote {
        let head = note_json::head(id, by, note);
        OpenNote {
            mark: mark.to_owned(),
            text: note.begun.clone(),
            journal: JournalFile::new(self.paths.notes(id, mark), head),
        }
    }

    /// The marks of the notes that lie in the folders.
    fn marks(&self, id: &DraftId) -> BTreeSet<String> {
        let begin = format!("{}.", id.as_str());
        let places = self.paths.notes(id, "");
        let folders = places.iter().filter_map(|place| place.parent());
        let entries = folders.flat_map(|folder| fs::read_dir(folder).into_iter().flatten());
        let marks = entries.flatten().filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let mark = name.strip_prefix(&begin)?.strip_suffix(".note")?;
            let plain = mark.chars().all(|c| c.is_ascii_hexdigit());
            plain.then(|| mark.to_owned())
        });
        marks.collect()
    }
}

impl Notes for FolderNotes {
    fn keep(&mut self, id: &DraftId, by: &str, note: &Note) -> Result<(), Failure> {
        let mark = note_json::mark(id, by, &note.what);
        let mut open = match self.open.take_if(|open| open.mark == mark) {
            Some(open) => open,
            None => self.begin(id, by, &mark, note),
        };
        let edit = typed(&open.text, &note.text);
        open.text.clone_from(&note.text);
        let kept = open.journal.add(&edit);
        self.open = Some(open);
        kept
    }

    fn settle(&mut self) -> Result<(), Failure> {
        let open = self.open.as_mut();
        open.map_or(Ok(()), |open| open.journal.settle())
    }

    fn forget(&mut self, id: &DraftId, by: &str, what: &NoteWhat) {
        let mark = note_json::mark(id, by, what);
        self.open.take_if(|open| open.mark == mark);
        for place in self.paths.notes(id, &mark) {
            // One that stays is offered again, and can be thrown away again.
            let _ = remove_file(&place);
        }
    }

    fn left(&self, id: &DraftId, by: &str) -> Vec<Note> {
        let marks = self.marks(id).into_iter();
        let found = marks.filter_map(|mark| {
            let found = journal::find(&self.paths.notes(id, &mark)).ok().flatten()?;
            let begun = note_json::read(&found.journal.base)?;
            let mut note = begun.note;
            note.text = replayed(&note.begun, &found.journal.edits);
            let own = begun.draft == *id && begun.by == by;
            (own && note.is_worth_keeping()).then_some(note)
        });
        found.take(LEFT_MAX).collect()
    }
}

/// What was typed between two states of a text, as an edit of it.
fn typed(before: &str, after: &str) -> Edit {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let start = old.iter().zip(&new).take_while(same).count();
    let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
    let kept = ends.take_while(same).count();
    Edit::Splice {
        at: FieldPath::note(),
        start,
        removed: old.len() - kept - start,
        inserted: new[start..new.len() - kept].iter().collect(),
    }
}

/// A text after these edits; what does not fit it is left out.
fn replayed(begun: &str, edits: &[Edit]) -> String {
    let mut text: Vec<char> = begun.chars().collect();
    for edit in edits {
        if let Edit::Splice {
            start,
            removed,
            inserted,
            ..
        } = edit
            && let Some(end) = start.checked_add(*removed)
            && end <= text.len()
        {
            text.splice(*start..end, inserted.chars());
        }
    }
    text.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::review::entry::{Kind, Target};
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    fn id() -> DraftId {
        DraftId::parse("2022KCZG001-aaaaaa").expect("an id")
    }

    fn notes(top: &Path) -> FolderNotes {
        FolderNotes::new(Paths {
            workspace: top.join("w"),
            config: None,
            state: Some(top.join("s")),
        })
    }

    fn remark(text: &str) -> Note {
        let what = NoteWhat::Remark {
            on: Target::Draft,
            kind: Kind::Question,
            proposal: None,
        };
        Note {
            text: text.to_owned(),
            ..Note::new(what, "")
        }
    }

    #[test]
    fn what_is_typed_is_there_for_its_author_until_it_is_forgotten() {
        let top = tempfile::tempdir().expect("a folder");
        let mut typing = notes(top.path());
        for text in ["请", "请写", "请写明", "请说明", "先请说明\n", "先"] {
            typing.keep(&id(), "评审甲", &remark(text)).expect("kept");
            let back = notes(top.path()).left(&id(), "评审甲");
            assert_eq!(back, [remark(text)]);
        }
        assert_eq!(typing.left(&id(), "评审乙"), []);
        let other = Note {
            what: NoteWhat::Conflict,
            ..remark("同一单位")
        };
        typing.keep(&id(), "评审甲", &other).expect("kept");
        typing.keep(&id(), "评审甲", &remark("再写")).expect("kept");
        assert_eq!(typing.left(&id(), "评审甲").len(), 2);
        let folder = fs::read_dir(top.path().join("s")).expect("made");
        for entry in folder.flatten() {
            let mode = entry.metadata().expect("there").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        typing.forget(&id(), "评审甲", &other.what);
        assert_eq!(typing.left(&id(), "评审甲"), [remark("再写")]);
        typing.forget(&id(), "评审甲", &remark("").what);
        let mut left = fs::read_dir(top.path().join("s")).expect("made");
        assert!(left.next().is_none(), "nothing stays behind");
    }

    #[test]
    fn a_journal_torn_at_any_byte_gives_what_was_typed_until_then() {
        let top = tempfile::tempdir().expect("a folder");
        let mut typing = notes(top.path());
        let texts = ["请", "请写明", "请写明职称，"];
        for text in texts {
            typing.keep(&id(), "甲", &remark(text)).expect("kept");
        }
        let mark = note_json::mark(&id(), "甲", &remark("").what);
        let file = typing.paths.notes(&id(), &mark).remove(0);
        let whole = fs::read(&file).expect("there");
        for end in 0..whole.len() {
            fs::write(&file, &whole[..end]).expect("cut");
            let back = notes(top.path()).left(&id(), "甲");
            let fits = |note: &Note| texts.contains(&note.text.as_str());
            assert!(back.iter().all(fits), "cut at {end}: {back:?}");
        }
    }
}
