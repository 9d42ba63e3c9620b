//! Notes (手记): words that somebody is typing about a draft, before they are written as an entry.
//!
//! Invariant: a note says what it becomes, so that it can be taken up again after its program is gone. Absent: where it is
//! kept (`store`), and keys (the screens have those).

use super::entry::{Act, EntryId, Kind, Remark, Target, Verdict};
use super::proposal::Proposal;
use crate::domain::draft::Row;
use std::collections::BTreeMap;

/// Words that are being typed about a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// What is typed.
    pub what: NoteWhat,
    /// The words that the note began with.
    pub begun: String,
    /// The words so far.
    pub text: String,
}

/// What is typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoteWhat {
    /// The words of a remark; where it proposes a change, the reason for it, which may be empty.
    Remark {
        /// What it is about.
        on: Target,
        /// What kind of remark it is.
        kind: Kind,
        /// The change.
        proposal: Option<Proposal>,
    },
    /// Words to stand in place of others.
    Words {
        /// What it is about.
        on: Target,
        /// What kind of remark it becomes.
        kind: Kind,
        /// The words that are there.
        old: String,
    },
    /// Another text for a cell of a row.
    Cell {
        /// The row.
        on: Target,
        /// What kind of remark it becomes.
        kind: Kind,
        /// The column.
        column: String,
        /// What the cell says.
        old: String,
    },
    /// A row to be added: a line for each cell, that begins with the column's name.
    Row {
        /// The row above it, or the table.
        on: Target,
        /// What kind of remark it becomes.
        kind: Kind,
        /// The row, with the names of the columns in its cells.
        row: Row,
    },
    /// An answer to an annotation.
    Reply(EntryId),
    /// Other words for one's own annotation.
    Amend(EntryId),
    /// What is said about a verdict.
    Verdict(Verdict),
    /// A conflict of interest; nothing says that there is none.
    Conflict,
}

/// What a note comes to when it is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Done {
    /// An entry to be written.
    Write(Act),
    /// What has to be said besides.
    Ask(NoteWhat),
    /// Nothing, because nothing was typed.
    Nothing,
    /// Nothing yet, because the cells of a row cannot be told apart.
    Unclear,
}

impl Note {
    /// A note that begins with these words.
    #[must_use]
    pub fn new(what: NoteWhat, text: &str) -> Self {
        Self {
            what,
            begun: text.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Whether something would be lost with it.
    #[must_use]
    pub fn is_worth_keeping(&self) -> bool {
        // A change that was typed before its reason is asked for is worth as much as the reason.
        let changes = matches!(
            self.what,
            NoteWhat::Remark {
                proposal: Some(Proposal::Words(_) | Proposal::Cells(_) | Proposal::Row(_)),
                ..
            }
        );
        changes || self.text != self.begun
    }

    /// What it comes to.
    #[must_use]
    pub fn done(&self) -> Done {
        let body = self.text.trim_end().to_owned();
        match &self.what {
            NoteWhat::Remark { proposal: None, .. } | NoteWhat::Reply(_) | NoteWhat::Amend(_)
                if body.is_empty() =>
            {
                Done::Nothing
            }
            NoteWhat::Words { old, .. } | NoteWhat::Cell { old, .. } if *old == self.text => {
                Done::Nothing
            }
            NoteWhat::Words { on, kind, .. } => {
                proposing(on, *kind, Proposal::Words(self.text.clone()))
            }
            NoteWhat::Cell {
                on, kind, column, ..
            } => {
                let cells = [(column.clone(), self.text.clone())].into();
                proposing(on, *kind, Proposal::Cells(cells))
            }
            NoteWhat::Row { on, kind, row } => match cells(row, &self.text) {
                None => Done::Unclear,
                Some(cells) if cells.is_empty() => Done::Nothing,
                Some(cells) => {
                    let id = row.id.clone();
                    proposing(on, *kind, Proposal::Row(Row { id, cells }))
                }
            },
            what => Done::Write(what.act(body)),
        }
    }
}

fn proposing(on: &Target, kind: Kind, proposal: Proposal) -> Done {
    Done::Ask(NoteWhat::Remark {
        on: on.clone(),
        kind,
        proposal: Some(proposal),
    })
}

/// The cells that lines say, each after the name of its column; a line without a name goes on with the cell above it.
/// `None` where the first line has none, or two have the same.
fn cells(named: &Row, text: &str) -> Option<BTreeMap<String, String>> {
    let mut cells: BTreeMap<String, String> = BTreeMap::new();
    let mut last: Option<String> = None;
    for line in text.lines() {
        let said = named.cells.iter().find_map(|(column, name)| {
            let rest = line.trim_start().strip_prefix(name.as_str())?;
            let rest = rest.trim_start();
            let said = rest.strip_prefix('：').or_else(|| rest.strip_prefix(':'))?;
            Some((column.clone(), said.trim().to_owned()))
        });
        match (said, &last) {
            (Some((column, said)), _) => {
                if cells.insert(column.clone(), said).is_some() {
                    return None;
                }
                last = Some(column);
            }
            (None, _) if line.trim().is_empty() => {}
            (None, Some(column)) => {
                let cell = cells.entry(column.clone()).or_default();
                *cell = format!("{cell}\n{}", line.trim()).trim().to_owned();
            }
            (None, None) => return None,
        }
    }
    cells.retain(|_, said| !said.is_empty());
    Some(cells)
}

impl NoteWhat {
    /// The entry that it becomes with these words; what only asks for a change stands in it as the change.
    #[must_use]
    pub fn act(&self, body: String) -> Act {
        let remark = |on: &Target, kind: Kind, body: String, proposal: Option<Proposal>| {
            Act::Annotate(Box::new(Remark {
                on: on.clone(),
                kind,
                body,
                proposal,
            }))
        };
        match self {
            Self::Remark { on, kind, proposal } => remark(on, *kind, body, proposal.clone()),
            Self::Words { on, kind, old } => {
                remark(on, *kind, body, Some(Proposal::Words(old.clone())))
            }
            Self::Cell {
                on,
                kind,
                column,
                old,
            } => {
                let cells = [(column.clone(), old.clone())].into();
                remark(on, *kind, body, Some(Proposal::Cells(cells)))
            }
            Self::Row { on, kind, row } => {
                remark(on, *kind, body, Some(Proposal::Row(row.clone())))
            }
            Self::Reply(id) => Act::Reply {
                annotation: id.clone(),
                body,
            },
            Self::Amend(id) => Act::Amend {
                annotation: id.clone(),
                body,
            },
            Self::Verdict(verdict) => Act::Verdict {
                verdict: *verdict,
                note: body,
            },
            Self::Conflict => Act::Declare(body),
        }
    }

    /// Whether it asks for the change itself, not for what is said about it.
    #[must_use]
    pub fn asks_for_change(&self) -> bool {
        matches!(
            self,
            Self::Words { .. } | Self::Cell { .. } | Self::Row { .. }
        )
    }

    /// What becomes this entry; `None` where nothing that is typed does. The opposite of [`NoteWhat::act`].
    #[must_use]
    pub fn of(act: &Act, asks_for_change: bool) -> Option<Self> {
        Some(match act {
            Act::Annotate(remark) => {
                let Remark {
                    on, kind, proposal, ..
                } = remark.as_ref();
                let (on, kind) = (on.clone(), *kind);
                match (asks_for_change, proposal) {
                    (false, proposal) => Self::Remark {
                        on,
                        kind,
                        proposal: proposal.clone(),
                    },
                    (true, Some(Proposal::Words(old))) => Self::Words {
                        on,
                        kind,
                        old: old.clone(),
                    },
                    (true, Some(Proposal::Cells(cells))) => {
                        let (column, old) = cells.iter().next()?;
                        Self::Cell {
                            on,
                            kind,
                            column: column.clone(),
                            old: old.clone(),
                        }
                    }
                    (true, Some(Proposal::Row(row))) => Self::Row {
                        on,
                        kind,
                        row: row.clone(),
                    },
                    (true, _) => return None,
                }
            }
            Act::Reply { annotation, .. } => Self::Reply(annotation.clone()),
            Act::Amend { annotation, .. } => Self::Amend(annotation.clone()),
            Act::Verdict { verdict, .. } => Self::Verdict(*verdict),
            Act::Declare(_) => Self::Conflict,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::RowId;

    fn row() -> Row {
        let names = [("item", "费用名称"), ("quantity", "数量"), ("why", "说明")];
        let cells = names.map(|(column, name)| (column.to_owned(), name.to_owned()));
        Row {
            id: RowId::parse("r1").expect("an id"),
            cells: cells.into(),
        }
    }

    #[test]
    fn the_cells_of_a_row_are_read_from_lines_that_begin_with_their_names() {
        let of = |text: &str| {
            let cells = cells(&row(), text)?;
            Some(cells.into_iter().map(|(a, b)| format!("{a}={b}")).collect())
        };
        for (text, expected) in [
            (
                "费用名称：场地费\n数量: 2\n说明：",
                Some(vec!["item=场地费", "quantity=2"]),
            ),
            (
                "说明：第一行\n第二行\n数量 ： 3",
                Some(vec!["quantity=3", "why=第一行\n第二行"]),
            ),
            ("\n  费用名称：  \n", Some(vec![])),
            ("场地费\n数量：2", None),
            ("数量：2\n数量：3", None),
        ] {
            let expected: Option<Vec<String>> =
                expected.map(|cells| cells.into_iter().map(str::to_owned).collect());
            assert_eq!(of(text), expected, "{text}");
        }
    }

    #[test]
    fn a_note_is_known_again_from_the_entry_that_it_becomes() {
        let id = EntryId::parse("0123456789ab").expect("an id");
        let (on, kind) = (Target::Draft, Kind::Question);
        let proposal = Some(Proposal::RowOut);
        let (column, old) = ("item".to_owned(), "旧".to_owned());
        for what in [
            NoteWhat::Remark {
                on: on.clone(),
                kind,
                proposal: None,
            },
            NoteWhat::Remark {
                on: on.clone(),
                kind,
                proposal,
            },
            NoteWhat::Words {
                on: on.clone(),
                kind,
                old: old.clone(),
            },
            NoteWhat::Cell {
                on: on.clone(),
                kind,
                column,
                old,
            },
            NoteWhat::Row {
                on,
                kind,
                row: row(),
            },
            NoteWhat::Reply(id.clone()),
            NoteWhat::Amend(id),
            NoteWhat::Verdict(Verdict::Revise),
            NoteWhat::Conflict,
        ] {
            let act = what.act("话".to_owned());
            assert_eq!(NoteWhat::of(&act, what.asks_for_change()), Some(what));
        }
    }
}
