//! Bringing back what a journal has.
//!
//! Invariant: nothing that was typed is lost. Where the draft's file is still the one that the journal was begun on, the
//! edits are applied. Where it changed underneath (another program, git), what only the journal changed is carried over;
//! where both changed the same thing differently the file's text stays, and the journal's whole draft is set aside as a
//! draft of its own.

use crate::domain::draft::{Draft, Row};
use crate::domain::edit::Edit;
use crate::domain::edit::whole::{changed_values, replace_rows};
use crate::domain::field::FieldPath;
use crate::format::draft_json;
use crate::format::journal::Journal;
use std::collections::BTreeSet;

/// What came back.
pub(super) struct Recovered {
    /// The draft with what came back.
    pub draft: Draft,
    /// How many edits came back into it.
    pub edits: usize,
    /// The journal's draft, where not all of it could be joined with the file's.
    pub aside: Option<Draft>,
    /// Whether all of the journal was understood.
    pub understood: bool,
}

/// Brings a journal's edits back into the draft of a file.
pub(super) fn recover(text: &str, draft: Draft, journal: &Journal) -> Recovered {
    let nothing = |draft, understood| Recovered {
        draft,
        edits: 0,
        aside: None,
        understood,
    };
    if journal.base == text {
        let (draft, edits) = replay(draft, &journal.edits);
        return Recovered {
            edits,
            understood: edits == journal.edits.len(),
            ..nothing(draft, true)
        };
    }
    let Ok(base) = draft_json::read(journal.base.as_bytes()) else {
        return nothing(draft, false);
    };
    let mut base = base.draft;
    base.origin = draft.origin.clone();
    let (mine, edits) = replay(base.clone(), &journal.edits);
    let understood = edits == journal.edits.len();
    if mine == base || says_the_same(&mine, &draft) {
        // Nothing was changed, or the file was written with the edits and the journal stayed behind.
        return nothing(draft, understood);
    }
    let (joined, clashes) = carry_over(&base, &mine, &draft);
    Recovered {
        edits: if joined == draft { 0 } else { edits },
        aside: clashes.then_some(mine),
        draft: joined,
        understood,
    }
}

/// Applies edits as far as they fit; those made on this draft all do.
pub(in crate::store) fn replay(mut draft: Draft, edits: &[Edit]) -> (Draft, usize) {
    let fits = |edit: &&Edit| draft.apply(edit).is_ok();
    let applied = edits.iter().take_while(fits).count();
    (draft, applied)
}

fn says_the_same(a: &Draft, b: &Draft) -> bool {
    a.values().eq(b.values()) && a.table_names().eq(b.table_names()) && {
        let mut names = a.table_names();
        names.all(|name| a.rows(name) == b.rows(name))
    }
}

/// Puts what `mine` changed since `base` into `theirs`, as far as `theirs` did not change the same; tells whether
/// something was left out.
fn carry_over(base: &Draft, mine: &Draft, theirs: &Draft) -> (Draft, bool) {
    let mut joined = theirs.clone();
    let mut clashes = false;
    let edits = changed_values(base, mine)
        .map(|at| carried_text(base, mine, theirs, at))
        .chain(changed_tables(base, mine).flat_map(|name| carried_rows(base, mine, theirs, name)));
    for edit in edits {
        match edit {
            Carried::Same => {}
            Carried::Edit(edit) => clashes |= joined.apply(&edit).is_err(),
            Carried::Clash => clashes = true,
        }
    }
    (joined, clashes)
}

/// What becomes of one change.
enum Carried {
    /// The file has it already.
    Same,
    /// It is made in the file's draft as well.
    Edit(Edit),
    /// The file changed the same thing.
    Clash,
}

fn changed_tables<'a>(base: &'a Draft, mine: &'a Draft) -> impl Iterator<Item = &'a str> {
    let names = mine.table_names();
    names.filter(|name| base.rows(name) != mine.rows(name))
}

fn carried_text(base: &Draft, mine: &Draft, theirs: &Draft, at: FieldPath) -> Carried {
    let (before, typed, there) = (base.text(&at), mine.text(&at), theirs.text(&at));
    if there == typed {
        Carried::Same
    } else if there == before {
        let text = typed.to_owned();
        Carried::Edit(Edit::Set { at, text })
    } else {
        Carried::Clash
    }
}

/// A table goes over whole where only one side touched it, and cell by cell where no row came, went or moved.
fn carried_rows(base: &Draft, mine: &Draft, theirs: &Draft, name: &str) -> Vec<Carried> {
    let (before, typed, there) = (base.rows(name), mine.rows(name), theirs.rows(name));
    if there == typed {
        return vec![Carried::Same];
    }
    if there == before {
        return vec![Carried::Edit(replace_rows(name, before, typed))];
    }
    if !before
        .iter()
        .map(|row| &row.id)
        .eq(typed.iter().map(|row| &row.id))
    {
        return vec![Carried::Clash];
    }
    let pairs = before.iter().zip(typed);
    let cells = pairs.flat_map(|(before, typed)| changed_cells(name, before, typed));
    cells
        .map(|at| match theirs.is_cell(&at) && has_row(theirs, &at) {
            true => carried_text(base, mine, theirs, at),
            false => Carried::Clash,
        })
        .collect()
}

fn has_row(draft: &Draft, cell: &FieldPath) -> bool {
    let mut rows = draft.rows(cell.head()).iter();
    rows.any(|row| cell.segments().nth(1) == Some(row.id.as_str()))
}

fn changed_cells(table: &str, before: &Row, typed: &Row) -> Vec<FieldPath> {
    let columns: BTreeSet<&String> = before.cells.keys().chain(typed.cells.keys()).collect();
    let changed = columns.into_iter();
    changed
        .filter(|column| before.cell(column) != typed.cell(column))
        .map(|column| FieldPath::cell(table, &typed.id, column))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A draft with a plan, a basis, and budget lines as `id:item` words.
    fn file(plan: &str, basis: &str, budget: &str) -> String {
        let row = |word: &str| {
            let (id, item) = word.split_once(':').expect("id:item");
            json!({"id": id, "item": item})
        };
        let rows: Vec<_> = budget.split_whitespace().map(row).collect();
        let value = json!({
            "format": "shenbao-draft/1", "id": "d", "call": "c", "project": "p",
            "project_digest": "", "created": "",
            "fields": {"plan": plan, "basis": basis}, "tables": {"budget": rows}
        });
        crate::format::json_text::write(&value)
    }

    fn draft(text: &str) -> Draft {
        draft_json::read(text.as_bytes()).expect("a draft").draft
    }

    /// The edits that lead from one file to another.
    fn edits(from: &str, to: &str) -> Vec<Edit> {
        let (from, to) = (draft(from), draft(to));
        let texts = changed_values(&from, &to).map(|at| {
            let text = to.text(&at).to_owned();
            Edit::Set { at, text }
        });
        let rows = changed_tables(&from, &to);
        texts
            .chain(rows.map(|name| replace_rows(name, from.rows(name), to.rows(name))))
            .collect()
    }

    #[test]
    fn both_sides_are_joined_and_what_clashes_is_set_aside() {
        let base = ("一", "甲", "a:x b:y");
        for (mine, theirs, joined, aside) in [
            (
                ("二", "甲", "a:x b:y"),
                base,
                ("二", "甲", "a:x b:y"),
                false,
            ),
            (
                ("二", "甲", "a:x b:y"),
                ("一", "乙", "a:x b:y"),
                ("二", "乙", "a:x b:y"),
                false,
            ),
            (
                ("二", "甲", "a:x b:y"),
                ("三", "乙", "a:x b:y"),
                ("三", "乙", "a:x b:y"),
                true,
            ),
            (
                ("二", "甲", "a:x b:y"),
                ("二", "乙", "a:x b:y"),
                ("二", "乙", "a:x b:y"),
                false,
            ),
            (
                ("", "甲", "a:x b:y"),
                ("一", "乙", "a:x b:y"),
                ("", "乙", "a:x b:y"),
                false,
            ),
            (
                ("一", "甲", "b:y a:x c:z"),
                ("一", "乙", "a:x b:y"),
                ("一", "乙", "b:y a:x c:z"),
                false,
            ),
            (
                ("一", "甲", "a:1 b:y"),
                ("一", "甲", "b:2 a:x"),
                ("一", "甲", "b:2 a:1"),
                false,
            ),
            (
                ("一", "甲", "a:1 b:y"),
                ("一", "甲", "a:2 b:y"),
                ("一", "甲", "a:2 b:y"),
                true,
            ),
            (
                ("一", "甲", "a:1 b:y"),
                ("一", "甲", "b:y"),
                ("一", "甲", "b:y"),
                true,
            ),
            (
                ("一", "甲", "a:x"),
                ("一", "甲", "a:x b:2"),
                ("一", "甲", "a:x b:2"),
                true,
            ),
        ] {
            let [base, mine, theirs, joined] =
                [base, mine, theirs, joined].map(|(plan, basis, rows)| file(plan, basis, rows));
            let journal = Journal {
                edits: edits(&base, &mine),
                base,
                whole: 0,
            };
            let found = recover(&theirs, draft(&theirs), &journal);
            assert_eq!(
                draft_json::write(&found.draft),
                draft_json::write(&draft(&joined))
            );
            let kept = found.aside.map(|aside| draft_json::write(&aside));
            assert_eq!(
                kept,
                aside.then(|| draft_json::write(&draft(&mine))),
                "{theirs}"
            );
            assert!(found.understood);
        }
    }

    #[test]
    fn a_journal_whose_edits_are_in_the_file_gives_nothing_back() {
        let (base, saved) = (file("一", "甲", "a:x"), file("二", "甲", "a:x"));
        let journal = Journal {
            edits: edits(&base, &saved),
            base,
            whole: 0,
        };
        let found = recover(&saved, draft(&saved), &journal);
        assert_eq!((found.edits, found.aside), (0, None));
    }

    #[test]
    fn edits_that_do_not_fit_are_not_passed_over_in_silence() {
        let base = file("一", "甲", "a:x");
        let mut all = edits(&base, &file("二", "甲", "a:x"));
        all.push(Edit::RemoveRow {
            table: "nowhere".to_owned(),
            row: draft(&base).rows("budget")[0].id.clone(),
        });
        let journal = Journal {
            edits: all,
            base: base.clone(),
            whole: 0,
        };
        let found = recover(&base, draft(&base), &journal);
        assert_eq!((found.edits, found.understood), (1, false));
    }
}
