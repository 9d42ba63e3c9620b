//! The layout of an annex that a word processor saved as text: where its cells are.
//!
//! ```text
//! title lines                      a TAB begins a cell; a line without one goes on with the cell before
//! TAB heading … TAB heading        an empty line ends a row; an empty cell (TAB alone) is a merged one
//! ```
//!
//! Tables with one row a line, cells parted by TABs, are read too. Invariant: no word of the text is lost; what is no
//! cell is kept as text. Absent: what the cells mean.

use crate::format::annex::heading::{fit, role};
use crate::format::document::{Block as Part, Cell, Document, Paragraph, Row as Cells, Table};

/// The fewest known headings that make a row the row of headings.
const HEADINGS_MIN: usize = 3;

/// The rows of a text, and the words around them.
#[derive(Default)]
struct Layout {
    before: Vec<String>,
    /// The headings that the rows are read by.
    headings: Vec<String>,
    rows: Vec<Row>,
}

/// A row of a table, or what stands in its place.
enum Row {
    /// Cells; paragraphs within a cell are parted by line breaks.
    Cells(Vec<String>),
    /// A paragraph between or behind the rows.
    Text(String),
    /// Headings: a table begins.
    Headings(Vec<String>),
}

impl Layout {
    /// As blocks: words between rows part tables.
    fn blocks(self) -> Document {
        let mut out: Vec<Part> = Vec::new();
        let words = |text: String| Part::Paragraph(Paragraph::plain(text));
        out.extend(self.before.into_iter().map(words));
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in self.rows {
            match row {
                Row::Cells(cells) => rows.push(cells),
                Row::Text(text) => {
                    end(&mut rows, &mut out);
                    out.push(words(text));
                }
                Row::Headings(cells) => {
                    end(&mut rows, &mut out);
                    rows.push(cells);
                }
            }
        }
        end(&mut rows, &mut out);
        Document {
            blocks: out,
            unread: Vec::new(),
        }
    }
}

/// Ends the table that the rows make.
fn end(rows: &mut Vec<Vec<String>>, out: &mut Vec<Part>) {
    if rows.is_empty() {
        return;
    }
    let made = std::mem::take(rows).into_iter().enumerate();
    let rows = made.map(|(at, cells)| {
        let cells = cells.into_iter().enumerate();
        Cells {
            cells: cells.map(|(at, words)| Cell::plain(at, words)).collect(),
            number: at + 1,
        }
    });
    out.push(Part::Table(Table {
        rows: rows.collect(),
        merges_told: false,
    }));
}

/// Lines up to an empty one: the words before the first TAB, and the cells.
#[derive(Default)]
struct Block {
    lead: String,
    cells: Vec<String>,
}

impl Block {
    fn is_empty(&self) -> bool {
        self.lead.is_empty() && self.cells.is_empty()
    }

    fn line(&mut self, line: &str) {
        let mut fields = line.split('\t');
        let lead = fields.next().unwrap_or("");
        let last = self.cells.last_mut().unwrap_or(&mut self.lead);
        append(last, lead);
        self.cells.extend(fields.map(|cell| clean(cell).to_owned()));
    }
}

/// Adds a paragraph to a cell.
fn append(cell: &mut String, paragraph: &str) {
    let paragraph = clean(paragraph);
    if !cell.is_empty() && !paragraph.is_empty() {
        cell.push('\n');
    }
    cell.push_str(paragraph);
}

/// Without line ends and byte-order marks; padding stays, it is noted later.
fn clean(words: &str) -> &str {
    words.trim_matches(['\r', '\u{feff}', '\u{c}'])
}

/// Reads the layout of a text.
pub(super) fn read(text: &str) -> Document {
    let line_by_line = text
        .lines()
        .any(|line| known(line.split('\t')) >= HEADINGS_MIN);
    let layout = if line_by_line {
        table_of_lines(text)
    } else {
        table_of_blocks(text)
    };
    if layout.headings.is_empty() {
        return without_headings(text);
    }
    layout.blocks()
}

/// Blocks as they stand, where no row of headings tells how wide a row is: cards, and prose.
fn without_headings(text: &str) -> Document {
    let mut out: Vec<Part> = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let words = |line: &str| Part::Paragraph(Paragraph::plain(line));
    for (at, chunk) in chunks(text).into_iter().enumerate() {
        let tabbed = chunk.iter().any(|line| line.contains('\t'));
        if !tabbed {
            end(&mut rows, &mut out);
            // An empty line parts what follows.
            out.extend((at > 0).then(|| words("")));
            out.extend(chunk.iter().map(|line| words(line)));
            continue;
        }
        let labelled = |line: &&str| !line.starts_with('\t') && line.contains('\t');
        if chunk.iter().all(labelled) {
            let cells = |line: &&str| line.split('\t').map(str::to_owned).collect();
            rows.extend(chunk.iter().map(cells));
            continue;
        }
        let mut block = Block::default();
        chunk.iter().for_each(|line| block.line(line));
        if !block.lead.is_empty() {
            end(&mut rows, &mut out);
            out.extend(block.lead.lines().map(words));
        }
        let pairs = block.cells.len() > 2
            && block.cells.len().is_multiple_of(2)
            && block
                .cells
                .chunks(2)
                .all(|pair| role(pair.first().map_or("", String::as_str)).is_some());
        let width = if pairs { 2 } else { block.cells.len().max(1) };
        rows.extend(block.cells.chunks(width).map(<[String]>::to_vec));
    }
    end(&mut rows, &mut out);
    Document {
        blocks: out,
        unread: Vec::new(),
    }
}

/// The lines between empty ones.
fn chunks(text: &str) -> Vec<Vec<&str>> {
    let mut chunks: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines().map(clean) {
        let empty = line.trim().is_empty() && !line.contains('\t');
        match chunks.last_mut() {
            Some(chunk) if !empty => chunk.push(line),
            _ => chunks.push(Vec::new()),
        }
    }
    chunks.retain(|chunk| !chunk.is_empty());
    chunks
}

/// How many different columns the cells are known headings of.
fn known<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    let mut roles: Vec<_> = cells.filter_map(role).collect();
    roles.sort_unstable();
    roles.dedup();
    roles.len()
}

fn table_of_lines(text: &str) -> Layout {
    let mut table = Layout::default();
    let mut indented = false;
    for line in text
        .lines()
        .map(clean)
        .filter(|line| !line.trim().is_empty())
    {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if table.headings.is_empty() && known(line.split('\t')) >= HEADINGS_MIN {
            indented = cells.first().is_some_and(|first| first.trim().is_empty());
            table.headings = cells.into_iter().skip(usize::from(indented)).collect();
            table.rows.push(Row::Headings(table.headings.clone()));
        } else if table.headings.is_empty() {
            table.before.push(line.trim().to_owned());
        } else if cells.len() == 1 {
            table.rows.push(Row::Text(line.trim().to_owned()));
        } else {
            table.rows.push(Row::Cells(
                cells.into_iter().skip(usize::from(indented)).collect(),
            ));
        }
    }
    table
}

fn table_of_blocks(text: &str) -> Layout {
    let mut table = Layout::default();
    let mut pending: Vec<String> = Vec::new();
    for block in blocks(text) {
        if table.headings.is_empty() {
            headings(&mut table, block);
        } else {
            rows(&mut table, block, &mut pending);
        }
    }
    if !pending.is_empty() {
        table.rows.push(Row::Cells(pending));
    }
    table
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = vec![Block::default()];
    for line in text.lines().map(clean) {
        let empty = line.trim().is_empty() && !line.contains('\t');
        match blocks.last_mut() {
            Some(block) if !empty => block.line(line),
            Some(block) if block.is_empty() => {}
            _ => blocks.push(Block::default()),
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// Takes a block before the rows: the headings, with the words before them, or words only.
fn headings(table: &mut Layout, block: Block) {
    let first = block.cells.iter().position(|cell| role(cell).is_some());
    let is_head = known(block.cells.iter().map(String::as_str)) >= HEADINGS_MIN;
    let cut = first.filter(|_| is_head).unwrap_or(block.cells.len());
    let mut cells = block.cells;
    let found = cells.split_off(cut);
    let words = std::iter::once(block.lead).chain(cells);
    let paragraph = words
        .filter(|words| !words.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    if !paragraph.is_empty() {
        table.before.push(paragraph);
    }
    // Headings and rows that no empty line parts stand in one block: the first row begins with its number 1.
    let body = found
        .iter()
        .position(|cell| cell.trim() == "1")
        .unwrap_or(found.len());
    let mut found = found;
    let rest = found.split_off(body);
    if !found.is_empty() {
        table.rows.push(Row::Headings(found.clone()));
    }
    table.headings = found;
    let width = table.headings.len().max(1);
    table
        .rows
        .extend(rest.chunks(width).map(|row| Row::Cells(row.to_vec())));
}

/// Takes a block of rows. `pending` is a row that an empty line within a cell has broken.
fn rows(table: &mut Layout, block: Block, pending: &mut Vec<String>) {
    let width = table.headings.len();
    if block.cells.is_empty() {
        match pending.last_mut() {
            Some(cell) => append(cell, &block.lead),
            None => table.rows.push(Row::Text(block.lead)),
        }
        return;
    }
    if !block.lead.is_empty() {
        go_on(table, pending, &block.lead);
    }
    if known(block.cells.iter().map(String::as_str)) >= HEADINGS_MIN
        && is_other_head(table, &block.cells)
    {
        flush(table, pending);
        table.headings.clone_from(&block.cells);
        table.rows.push(Row::Headings(block.cells));
        return;
    }
    let begins = block.cells.first().is_some_and(|first| is_number(first));
    if !pending.is_empty() && (begins || pending.len() + block.cells.len() > width) {
        table.rows.push(Row::Cells(std::mem::take(pending)));
    }
    pending.extend(block.cells);
    if pending.len() >= width {
        let cells = std::mem::take(pending);
        let whole = cells.len().is_multiple_of(width);
        let chunk = if whole { width } else { cells.len() };
        table
            .rows
            .extend(cells.chunks(chunk).map(|row| Row::Cells(row.to_vec())));
    } else if pending.len() == 1 && !begins {
        // A single cell across the table: a category.
        table.rows.push(Row::Cells(std::mem::take(pending)));
    }
}

/// Whether a row is of headings, and of others than those above: another table begins.
fn is_other_head(table: &Layout, cells: &[String]) -> bool {
    let heads = cells.iter().filter(|cell| fit(cell).is_some()).count();
    heads == cells.len() && cells.len() != table.headings.len()
}

fn flush(table: &mut Layout, pending: &mut Vec<String>) {
    if !pending.is_empty() {
        table.rows.push(Row::Cells(std::mem::take(pending)));
    }
}

fn go_on(table: &mut Layout, pending: &mut [String], words: &str) {
    let last = match table.rows.last_mut() {
        Some(Row::Cells(cells)) => cells.last_mut(),
        _ => None,
    };
    match pending.last_mut().or(last) {
        Some(cell) => append(cell, words),
        None => table.rows.push(Row::Text(words.to_owned())),
    }
}

fn is_number(cell: &str) -> bool {
    let cell = cell.trim();
    (1..=4).contains(&cell.len()) && cell.bytes().all(|b| b.is_ascii_digit())
}
