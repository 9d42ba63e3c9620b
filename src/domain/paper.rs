//! An application on paper (纸面): what stands on it, in printed order, whatever writes it.
//!
//! Invariants: all of it is in one language; every text of the draft that the form asks for stands in it once, with its
//! address. Absent: how a page looks, and the words around the draft's own, which whoever makes it brings.

use crate::domain::field::FieldPath;
use crate::domain::money::Money;
use crate::domain::number::Number;
use std::ops::Range;

/// An application, ready to be printed.
#[derive(Clone, PartialEq, Debug)]
pub struct Paper {
    /// The call's title.
    pub call: String,
    /// What kind of document it is (申报书).
    pub kind: String,
    /// The line at the head of every page but the first: the project's code.
    pub head: String,
    /// What stands before, between and after the number of a page and the number of pages.
    pub page: [String; 3],
    /// What the cover tells.
    pub cover: Vec<Fact>,
    /// Who issues the call.
    pub issuer: String,
    /// What has to be known about this copy before it is read: that it goes out in spite of errors.
    pub notes: Vec<String>,
    /// The sections after the cover.
    pub parts: Vec<Part>,
    /// What reviewers said about it, and what they propose.
    pub remarks: Vec<Remark>,
    /// Whether it is final.
    pub standing: Standing,
    /// When the draft was made: RFC 3339, UTC.
    pub created: String,
    /// When it was last handed in, else when it was made: RFC 3339, UTC.
    pub changed: String,
}

/// Whether the paper is final.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Not handed in, or changed since: the word that marks every page as a draft.
    Draft(String),
    /// Handed in: the line with the digest at the foot of every page.
    Sealed(String),
}

/// What a reviewer said, and what they propose. Proposals of one text do not overlap.
#[derive(Clone, PartialEq, Debug)]
pub struct Remark {
    /// What it is on.
    pub on: Spot,
    /// On which characters of the text; beyond its end for all of it.
    pub range: Range<usize>,
    /// Who.
    pub by: String,
    /// When: RFC 3339, UTC.
    pub time: String,
    /// What is said.
    pub body: String,
    /// What is proposed there.
    pub change: Option<Change>,
    /// The remark that this one answers, by its place among the remarks.
    pub answers: Option<usize>,
}

/// What a reviewer proposes.
#[derive(Clone, PartialEq, Debug)]
pub enum Change {
    /// Other words in place of those that the remark is on.
    Words(String),
    /// The row that the remark is on goes.
    RowOut,
    /// A row comes.
    Row {
        /// Into which table.
        table: String,
        /// Before the row at this place, from 0; behind the last one.
        index: usize,
        /// Its cells.
        cells: Vec<Cell>,
    },
}

/// Something on the paper that a remark can be on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Spot {
    /// All of it.
    Whole,
    /// A section, by its id.
    Part(String),
    /// The text at an address.
    Text(FieldPath),
}

/// A section.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Its id in the form.
    pub id: String,
    /// Its title, with its number.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// Something within a section.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// Short answers beside their labels.
    Facts(Vec<Fact>),
    /// Paragraphs under their label.
    Text(Fact),
    /// Rows and columns.
    Table(Table),
    /// Places to sign and to seal, each with its lines.
    Signing(Vec<Vec<String>>),
}

/// A text of the draft beside its label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// Its address; none for what the call says.
    pub at: Option<FieldPath>,
    /// What it is called.
    pub label: String,
    /// What it says.
    pub text: String,
}

/// A table.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// Its name in field paths.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; a cell that reaches over several rows or columns stands in the first of them alone.
    pub rows: Vec<Vec<Cell>>,
    /// The sum below it, where it has one.
    pub sum: Option<Sum>,
}

/// A column of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// Its id (`unit_price`).
    pub id: String,
    /// Its head.
    pub label: String,
    /// How wide it has to be for what cannot be broken, in half-width characters.
    pub least: u32,
    /// How wide it would be best, within bounds, in half-width characters.
    pub best: u32,
}

/// A cell of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct Cell {
    /// The address of its text; none for what is printed or reckoned.
    pub at: Option<FieldPath>,
    /// What it holds.
    pub value: Value,
    /// How many rows it reaches over.
    pub rows: usize,
    /// How many columns it reaches over.
    pub columns: usize,
}

/// What a cell holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Words, and numbers that could not be read.
    Text(String),
    /// A number, as it was read.
    Number(Number),
    /// An amount, as it was read.
    Money(Money),
}

/// The sum of a table's last column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sum {
    /// What it is called.
    pub label: String,
    /// The sum.
    pub all: Money,
    /// The label of the sum in words.
    pub words_label: String,
    /// The sum in words.
    pub words: String,
    /// What else has to be said about it: rows that are left out.
    pub note: Option<String>,
}

/// A place of a table's grid.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place<'a> {
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// The cell that begins here; none where one from a row above reaches down to.
    pub cell: Option<&'a Cell>,
}

impl Paper {
    /// Whether the text at an address stands on the paper.
    #[must_use]
    pub fn shows(&self, at: &FieldPath) -> bool {
        let is = |there: &Option<FieldPath>| there.as_ref() == Some(at);
        let blocks = || self.parts.iter().flat_map(|part| &part.blocks);
        let within = |block: &Block| match block {
            Block::Facts(facts) => facts.iter().any(|fact| is(&fact.at)),
            Block::Text(fact) => is(&fact.at),
            Block::Table(table) => table.rows.iter().flatten().any(|cell| is(&cell.at)),
            Block::Signing(_) => false,
        };
        self.cover.iter().any(|fact| is(&fact.at)) || blocks().any(within)
    }
}

impl Table {
    /// Every row with its places from the first column to the last.
    #[must_use]
    pub fn grid(&self) -> Vec<Vec<Place<'_>>> {
        // For each column: how many more rows the cell above reaches down, and over how many columns.
        let mut above = vec![(0, 1); self.columns.len()];
        let mut grid = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut cells = row.iter();
            let mut places = Vec::with_capacity(self.columns.len());
            let mut column = 0;
            while let Some(reach) = above.get_mut(column) {
                let (cell, columns) = if reach.0 > 0 {
                    reach.0 -= 1;
                    (None, reach.1)
                } else {
                    let Some(cell) = cells.next() else { break };
                    *reach = (cell.rows.saturating_sub(1), cell.columns);
                    (Some(cell), cell.columns)
                };
                let columns = columns.max(1);
                places.push(Place {
                    column,
                    columns,
                    cell,
                });
                column += columns;
            }
            grid.push(places);
        }
        grid
    }
}

impl Cell {
    /// A cell for one row and column.
    #[must_use]
    pub fn new(at: Option<FieldPath>, value: Value) -> Self {
        Self {
            at,
            value,
            rows: 1,
            columns: 1,
        }
    }

    /// What is printed, without a person's address.
    #[must_use]
    pub fn printed(text: impl Into<String>) -> Self {
        Self::new(None, Value::Text(text.into()))
    }
}

impl Value {
    /// What stands on the page.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Money(money) => money.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_reach_over_rows_and_columns_leave_no_hole() {
        let cell = |text: &str, rows, columns| Cell {
            rows,
            columns,
            ..Cell::printed(text)
        };
        let column = |id: &str| Column {
            id: id.to_owned(),
            label: String::new(),
            least: 1,
            best: 1,
        };
        let table = Table {
            name: String::new(),
            label: String::new(),
            columns: ["a", "b", "c", "d"].map(column).into(),
            rows: vec![
                vec![cell("1", 2, 1), cell("x", 1, 2), cell("p", 2, 1)],
                vec![cell("y", 1, 1), cell("z", 1, 1)],
                vec![cell("2", 1, 4)],
            ],
            sum: None,
        };
        let told: Vec<Vec<String>> = (table.grid().iter())
            .map(|row| {
                let told = row.iter().map(|place| {
                    let text = place
                        .cell
                        .map_or_else(|| "^".to_owned(), |cell| cell.value.text());
                    format!("{}+{}{text}", place.column, place.columns)
                });
                told.collect()
            })
            .collect();
        assert_eq!(told[0], ["0+11", "1+2x", "3+1p"]);
        assert_eq!(told[1], ["0+1^", "1+1y", "2+1z", "3+1^"]);
        assert_eq!(told[2], ["0+42"]);
    }
}
