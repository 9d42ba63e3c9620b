//! A document as a person sees it: paragraphs and tables in printed order, whatever file it came from.
//!
//! Invariant: text is as printed: automatic numbers are resolved, deleted words are gone, merged cells are known.
//! Absent: fonts, pictures, and what the words mean.

/// A document.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// Its blocks in printed order.
    pub blocks: Vec<Block>,
    /// What of it was not read.
    pub unread: Vec<Unread>,
}

/// A paragraph or a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Paragraph {
    /// The number that the word processor prints before it (`（一）`, `1.`); empty when there is none.
    pub label: String,
    /// Its words. A line break within it is `\n`.
    pub text: String,
    /// The level of the heading it is, from 0.
    pub level: Option<u8>,
    /// Whether it stands in the middle, as titles do.
    pub centred: bool,
}

impl Paragraph {
    /// A paragraph of plain words.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The label and the words, as printed. A label that ends in no mark is parted from the words by a tab.
    #[must_use]
    pub fn printed(&self) -> String {
        let bare = self
            .label
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let gap = if bare && !self.text.is_empty() {
            "\t"
        } else {
            ""
        };
        format!("{}{gap}{}", self.label, self.text)
    }
}

/// A table on a grid of columns.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whether the file tells which cells are merged; if not, an empty cell may be part of the one above.
    pub merges_told: bool,
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Row {
    /// Its cells, from the left.
    pub cells: Vec<Cell>,
    /// Its number among the rows of its table, from 1.
    pub number: usize,
}

/// A cell of a table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// The grid column it begins at, from 0.
    pub at: usize,
    /// How many grid columns it covers, at least 1.
    pub span: usize,
    /// Whether it is part of the cell above.
    pub joined: bool,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

impl Cell {
    /// A cell of plain words at a column.
    #[must_use]
    pub fn plain(at: usize, text: impl Into<String>) -> Self {
        Self {
            at,
            span: 1,
            joined: false,
            blocks: vec![Block::Paragraph(Paragraph::plain(text))],
        }
    }

    /// Its words as printed, a paragraph a line; of a table inside it a row a line, cells parted by tabs.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.blocks.iter().map(Block::text).collect();
        lines.join("\n")
    }

    /// Whether a table stands in it.
    #[must_use]
    pub fn has_table(&self) -> bool {
        let tables = |block: &Block| matches!(block, Block::Table(_));
        self.blocks.iter().any(tables)
    }
}

impl Block {
    fn text(&self) -> String {
        match self {
            Self::Paragraph(paragraph) => paragraph.printed(),
            Self::Table(table) => {
                let rows: Vec<String> = table.rows.iter().map(Row::text).collect();
                rows.join("\n")
            }
        }
    }
}

impl Row {
    /// The words of its cells on one line, parted by tabs.
    fn text(&self) -> String {
        let words = |cell: &Cell| cell.text().replace('\n', "");
        let cells: Vec<String> = self.cells.iter().map(words).collect();
        cells.join("\t")
    }
}

impl Table {
    /// How many grid columns it has.
    #[must_use]
    pub fn width(&self) -> usize {
        let ends = self.rows.iter().flat_map(|row| &row.cells);
        ends.map(|cell| cell.at + cell.span).max().unwrap_or(0)
    }
}

/// Something in a document that was not read, with its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unread {
    /// A text box.
    TextBox(String),
    /// Words that are not printed.
    Hidden(String),
    /// Another document within this one.
    Embedded,
    /// So many footnotes and endnotes.
    Footnotes(usize),
    /// Changes that nobody has accepted yet: how many insertions were read, how many deletions left out.
    Changes {
        /// Read.
        inserted: usize,
        /// Left out.
        deleted: usize,
    },
}
