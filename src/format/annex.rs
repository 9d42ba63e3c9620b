//! From the blocks of an annex to a catalog: whatever file it came from, and however it is laid out.
//!
//! ```text
//! Document ─ list (a row a project) ┐
//!          ─ card (a table a project) ├─▶ entries ─ references ─▶ projects, doubts, sources
//!          ─ guide (prose)          ┘
//! ```
//!
//! Invariant: every reading succeeds; what could not be read is kept as text and doubted, never guessed; every value
//! knows where it was printed. Absent: files and the kinds of spending, which the caller brings.

mod card;
mod columns;
mod due;
mod entry;
mod grid;
mod guide;
pub(crate) mod heading;
mod list;
mod ordinal;
mod project;
mod reference;
mod section;
mod sentence;
mod title;
mod words;

use crate::domain::annex::{Reading, Spot};
use crate::domain::call::{CallId, Catalog};
use crate::domain::doubt::{Doubt, DoubtKind, DoubtPlace};
use crate::domain::scope::KindsOf;
use crate::format::document::{Block, Document, Paragraph, Table, Unread};
use columns::Columns;
use entry::Entry;
use section::Sections;
use sentence::Deadline;

/// The most projects of an annex; more are left out and told.
const PROJECTS_MAX: usize = 2_000;
/// How much of a text is told, in characters.
const TOLD_MAX: usize = 60;

/// Reads an annex.
#[must_use]
pub fn read(document: &Document, call: &CallId, kinds: &KindsOf<'_>) -> Reading {
    let (title, issuer) = title::read(&title::lines(document));
    let year = due::year_of(&title);
    let mut gathered = Gathered::new(title.clone(), year);
    gathered.unread(document);
    gathered.tables(document);
    if gathered.entries.is_empty() {
        gathered.guide(document);
    }
    if title.is_empty() {
        gathered.doubt(None, DoubtKind::NoTitle);
    }
    if gathered.entries.is_empty() {
        gathered.doubt(None, DoubtKind::NoTable);
    }
    let finished = project::finish(gathered, kinds);
    Reading {
        catalog: Catalog {
            call: call.clone(),
            title,
            issuer,
            projects: finished.projects,
        },
        doubts: finished.doubts,
        sources: finished.sources,
    }
}

/// What was gathered from the blocks, before the meaning of the words is read.
struct Gathered {
    title: String,
    /// The year that dates without one take.
    year: Option<i16>,
    entries: Vec<Entry>,
    doubts: Vec<Doubt>,
    deadlines: Vec<Deadline>,
    sections: Sections,
    /// The columns of the last list, for a table that goes on without headings.
    columns: Option<Columns>,
    /// The paragraphs since the last table, for a card that bears its name above it.
    above: Vec<(String, Spot)>,
}

impl Gathered {
    fn new(title: String, year: Option<i16>) -> Self {
        Self {
            title,
            year,
            entries: Vec::new(),
            doubts: Vec::new(),
            deadlines: Vec::new(),
            sections: Sections::new(year),
            columns: None,
            above: Vec::new(),
        }
    }

    fn doubt(&mut self, spot: Option<Spot>, what: DoubtKind) {
        self.doubts.push(Doubt {
            place: DoubtPlace {
                spot,
                ..DoubtPlace::default()
            },
            what,
            others: Vec::new(),
        });
    }

    /// Tells what the reader of the file has left out.
    fn unread(&mut self, document: &Document) {
        for unread in &document.unread {
            let what = match unread {
                Unread::TextBox(words) => DoubtKind::TextBox(told(words)),
                Unread::Hidden(words) => DoubtKind::Hidden(told(words)),
                Unread::Embedded => DoubtKind::Embedded,
                Unread::Footnotes(count) => DoubtKind::Footnotes(*count),
                Unread::Changes { inserted, deleted } => DoubtKind::Changes {
                    inserted: *inserted,
                    deleted: *deleted,
                },
            };
            if !self.doubts.iter().any(|doubt| doubt.what == what) {
                self.doubt(None, what);
            }
        }
    }

    fn tables(&mut self, document: &Document) {
        let (mut table, mut paragraph) = (0, 0);
        for block in &document.blocks {
            match block {
                Block::Paragraph(words) => {
                    paragraph += 1;
                    self.paragraph(words, Spot::Paragraph(paragraph));
                }
                Block::Table(cells) => {
                    table += 1;
                    self.table(cells, table);
                    self.above.clear();
                }
            }
            if self.entries.len() > PROJECTS_MAX {
                break;
            }
        }
    }

    fn table(&mut self, table: &Table, index: usize) {
        let rows = grid::rows(table, index);
        if list::read(self, table, &rows, index) || card::read(self, &rows, index) {
            return;
        }
        if self.tables_inside(table, index) {
            return;
        }
        let words = rows.iter().find(|row| row.own().next().is_some());
        if let Some(row) = words {
            let what = DoubtKind::UnreadTable(told(&row.words()));
            self.doubt(Some(row.spot(index)), what);
        }
    }

    /// Reads the tables inside a table that only frames them; `false` when there are none.
    fn tables_inside(&mut self, table: &Table, index: usize) -> bool {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let inside = cells.flat_map(|cell| &cell.blocks);
        let mut any = false;
        for block in inside {
            if let Block::Table(inner) = block {
                any = true;
                self.table(inner, index);
            }
        }
        any
    }

    /// A paragraph outside tables: a heading, a deadline, the name of a card, or words that are left out and told.
    fn paragraph(&mut self, paragraph: &Paragraph, spot: Spot) {
        let words = paragraph.printed();
        let line = words::one_line(&words);
        if line.is_empty() || words::is_caption(&line) {
            return;
        }
        self.read_deadlines(&words, spot);
        let begun = self.columns.is_some() || !self.entries.is_empty();
        let numbered = ordinal::front(&line).is_some() || paragraph.level.is_some();
        let is_title = self.title.contains(&line);
        if section::heads(&words, self.year, paragraph.level.is_some())
            && !is_title
            && (begun || numbered)
        {
            self.sections.heading(&words, spot);
        } else if begun && !is_title {
            self.left_out(&words, spot);
        }
        self.above.push((words, spot));
    }

    fn read_deadlines(&mut self, words: &str, spot: Spot) {
        let found = sentence::deadlines(words, spot, self.year);
        self.deadlines.extend(found);
    }

    /// Tells words that are left out, but for sentences that set the date for all.
    fn left_out(&mut self, words: &str, spot: Spot) {
        let sets_date = |sentence: &str| {
            let here = |deadline: &&Deadline| deadline.spot == spot && deadline.whole;
            let mut deadlines = self.deadlines.iter().filter(here);
            deadlines.any(|deadline| sentence.contains(&deadline.words))
        };
        let sentences = words.split_inclusive(['。', '；', ';', '！', '\n']);
        let rest: String = sentences.filter(|one| !sets_date(one)).collect();
        let rest = words::one_line(&rest);
        if rest.chars().any(char::is_alphabetic) {
            self.doubt(Some(spot), DoubtKind::StrayText(told(&rest)));
        }
    }

    fn guide(&mut self, document: &Document) {
        let paragraphs = document.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        });
        let entries = guide::read(paragraphs, &self.title, self.year);
        self.entries = entries;
    }
}

/// The beginning of some words, on one line.
fn told(words: &str) -> String {
    let line = words::one_line(words);
    if line.chars().count() <= TOLD_MAX {
        return line;
    }
    let cut: String = line.chars().take(TOLD_MAX).collect();
    format!("{cut}…")
}
