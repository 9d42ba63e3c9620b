//! Tables: rows are added, gone through cell by cell, and taken out.

use super::heard::{Heard, RowDeed, heard, row_deed};
use super::place::cells;
use super::spoken;
use super::{Step, Talk};
use crate::domain::draft::Row;
use crate::domain::edit::Edit;
use crate::domain::field::{FieldPath, RowId};
use crate::messages::fill as says;

impl Talk<'_, '_> {
    pub(super) fn rows(&mut self, at: &FieldPath) -> Step {
        let lang = self.world.lang;
        let told = spoken::table(lang, &self.session, at);
        self.say(&told);
        let Some(line) = self.hear(says::prompt(lang)) else {
            return Step::Leave;
        };
        match heard(&line) {
            Heard::Keep => Step::Forward,
            Heard::Answer(answer) => match row_deed(&answer) {
                Some(deed) => self.row_done(at, deed),
                None => Step::Stay,
            },
            word => self.word(word, Some(at)),
        }
    }

    fn row_done(&mut self, at: &FieldPath, deed: RowDeed) -> Step {
        let lang = self.world.lang;
        let table = at.as_str();
        let rows = self.session.draft().rows(table);
        let row = |number: usize| rows.get(number - 1).map(|row| row.id.clone());
        match deed {
            RowDeed::Add => self.add_row(table),
            RowDeed::Go(number) if row(number).is_some() => {
                self.say(&says::row_added(lang, number));
                self.first_cell(table, number)
            }
            RowDeed::Remove(number) if row(number).is_some() => {
                let removed = row(number).map(|row| Edit::RemoveRow {
                    table: table.to_owned(),
                    row,
                });
                removed.into_iter().for_each(|edit| self.edit(edit));
                self.answered += 1;
                self.say(&says::row_removed(lang, number));
                Step::Stay
            }
            RowDeed::Go(_) | RowDeed::Remove(_) => {
                let count = rows.len();
                self.say(&says::no_row(lang, count));
                Step::Stay
            }
        }
    }

    fn add_row(&mut self, table: &str) -> Step {
        let index = self.session.draft().rows(table).len();
        let id = self.session.fresh_row_id(table);
        self.edit(Edit::InsertRow {
            table: table.to_owned(),
            index,
            row: Row::new(id),
        });
        self.say(&says::row_added(self.world.lang, index + 1));
        self.first_cell(table, index + 1)
    }

    fn first_cell(&self, table: &str, number: usize) -> Step {
        let row = self.session.draft().rows(table).get(number - 1);
        let first = row.and_then(|row| cells(&self.session, table, &row.id).into_iter().next());
        first.map_or(Step::Stay, Step::To)
    }

    /// Says what there is to say about a row as a whole; an empty one is taken out again.
    pub(super) fn leave_row(&mut self, table: &str, id: &RowId) {
        let lang = self.world.lang;
        let row = self.session.draft().row(table, id);
        let Some((_, row)) = row else { return };
        if row.cells.values().all(|text| text.trim().is_empty()) {
            return self.edit(Edit::RemoveRow {
                table: table.to_owned(),
                row: id.clone(),
            });
        }
        let told = spoken::row_judged(lang, &self.session, table, id);
        self.say(&told);
    }
}
