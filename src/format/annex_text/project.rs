//! From the rows of an annex to projects.
//!
//! Invariant: codes are unique; a cell's words are kept, less padding and a word processor's bookmarks; what is odd is noted,
//! what is missing is doubted. A merged category goes on in the rows below; nothing else is filled in from another row.

use super::due::{self, Due};
use super::heading::role;
use super::layout::{Row, Table, is_number};
use crate::domain::doubt::{Column, Doubt, DoubtKind, DoubtPlace, review_scope};
use crate::domain::indicator;
use crate::domain::number::fold_digits;
use crate::domain::project::note::SourceNote;
use crate::domain::project::{Project, ProjectCode};
use crate::domain::scope::{self, KindsOf};
use std::collections::BTreeMap;

/// How much of a printed code is kept before a number that makes it unique, in characters.
const STEM_MAX: usize = 30;

/// The projects of a table, and what a person should check.
pub(super) struct Projects<'a> {
    pub projects: Vec<Project>,
    pub doubts: Vec<Doubt>,
    roles: Vec<Option<Column>>,
    headings: Vec<String>,
    kinds: &'a KindsOf<'a>,
    /// The year that dates without one take.
    year: Option<i16>,
    category: String,
    category_due: Option<Due>,
    row: usize,
}

/// The cells of a row by what they hold.
type Cells = BTreeMap<Column, String>;

impl<'a> Projects<'a> {
    /// Reads the rows of a table.
    pub(super) fn read(table: &Table, year: Option<i16>, kinds: &'a KindsOf<'a>) -> Self {
        let mut projects = Self {
            projects: Vec::new(),
            doubts: Vec::new(),
            roles: table.headings.iter().map(|heading| role(heading)).collect(),
            headings: table.headings.clone(),
            kinds,
            year,
            category: String::new(),
            category_due: None,
            row: 0,
        };
        projects.check_headings();
        for row in &table.rows {
            projects.take(row);
        }
        projects
    }

    fn check_headings(&mut self) {
        let unknown: Vec<String> = self
            .headings
            .iter()
            .zip(&self.roles)
            .filter(|(_, role)| role.is_none())
            .map(|(heading, _)| unspaced(heading))
            .collect();
        for heading in unknown.into_iter().filter(|heading| !heading.is_empty()) {
            self.doubt(None, DoubtKind::UnknownColumn(heading));
        }
        for column in [
            Column::Name,
            Column::Code,
            Column::Indicators,
            Column::Scope,
        ] {
            if !self.roles.contains(&Some(column)) {
                self.doubt(Some(column), DoubtKind::NoColumn(column));
            }
        }
    }

    fn doubt(&mut self, column: Option<Column>, what: DoubtKind) {
        let row = (self.row > 0).then_some(self.row);
        self.doubts.push(Doubt {
            place: DoubtPlace {
                project: None,
                row,
                column,
            },
            what,
        });
    }

    fn take(&mut self, row: &Row) {
        let cells = match row {
            Row::Text(words) => return self.text(words),
            Row::Cells(cells) => cells,
        };
        let filled: Vec<&String> = cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .collect();
        match filled.as_slice() {
            [] => {}
            // A single cell across the table names the category of the rows below.
            [only] if !is_number(only) => self.take_category(only),
            _ if self.repeats_headings(cells) => {}
            _ => self.project(cells),
        }
    }

    /// A table that goes on over a page prints its headings again.
    fn repeats_headings(&self, cells: &[String]) -> bool {
        let pairs = cells.iter().zip(&self.headings);
        pairs
            .filter(|(cell, heading)| {
                one_line(cell) == one_line(heading) && !cell.trim().is_empty()
            })
            .count()
            >= 3
    }

    fn text(&mut self, words: &str) {
        let (_, due) = due::split(words, self.year);
        let line = one_line(words);
        let names = ["项目", "活动", "类", "课题"]
            .iter()
            .any(|end| line.ends_with(end));
        let heads =
            (due.is_some() || names) && line.chars().count() <= 40 && !line.contains(['。', '；']);
        if heads {
            self.take_category(words);
        } else {
            self.doubt(None, DoubtKind::StrayText(line));
        }
    }

    fn take_category(&mut self, words: &str) {
        let (category, due) = due::split(&one_line(words), self.year);
        (self.category, self.category_due) = (without_number(&category).to_owned(), due);
    }

    fn project(&mut self, cells: &[String]) {
        self.row += 1;
        if cells.len() != self.roles.len() {
            let (expected, found) = (self.roles.len(), cells.len());
            self.doubt(None, DoubtKind::Cells { expected, found });
        }
        let mut notes = Vec::new();
        let mut cells = self.by_column(cells, &mut notes);
        let category = cells.remove(&Column::Category).unwrap_or_default();
        if !category.is_empty() {
            self.take_category(&category);
        }
        let (name, name_due) = due::split(&one_line(&take(&mut cells, Column::Name)), self.year);
        let (code, code_doubt) = self.code(&take(&mut cells, Column::Code), &mut notes);
        let seq = self.seq(&take(&mut cells, Column::Seq));
        let first = self.doubts.len();
        self.doubts.extend(code_doubt.map(|what| Doubt {
            place: DoubtPlace::default(),
            what,
        }));
        let due = self.due(&take(&mut cells, Column::Due), name_due);
        let content = take(&mut cells, Column::Content);
        let context = format!("{name}\n{content}");
        let (indicators, odd) = indicator::read(&take(&mut cells, Column::Indicators), &context);
        notes.extend(odd);
        let scope = scope::read(&take(&mut cells, Column::Scope), self.kinds);
        let project = Project {
            code,
            seq,
            name,
            category: self.category.clone(),
            due,
            content,
            indicators,
            scope,
            source_notes: notes.iter().map(ToString::to_string).collect(),
        };
        self.check(&project, notes);
        self.place(first, &project.code);
        self.projects.push(project);
    }

    /// The cells by what they hold; columns that hold the same are joined.
    fn by_column(&self, cells: &[String], notes: &mut Vec<SourceNote>) -> Cells {
        let mut by_column = Cells::new();
        for ((cell, role), heading) in cells.iter().zip(&self.roles).zip(&self.headings) {
            let Some(role) = role else {
                continue;
            };
            let words = tidy(cell, &unspaced(heading), notes);
            let held: &mut String = by_column.entry(*role).or_default();
            if !held.is_empty() && !words.is_empty() {
                held.push('\n');
            }
            held.push_str(&words);
        }
        by_column
    }

    fn code(&self, printed: &str, notes: &mut Vec<SourceNote>) -> (ProjectCode, Option<DoubtKind>) {
        let plain: String = printed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}'))
            .map(half_width)
            .collect();
        let parsed = ProjectCode::parse(&plain);
        let usable = parsed.is_some();
        let code = parsed.unwrap_or_else(|| ProjectCode::numbered(self.row));
        if !usable || plain != printed {
            let given = code.as_str().to_owned();
            notes.push(SourceNote::CodeGiven {
                printed: printed.to_owned(),
                given,
            });
        }
        let taken = |code: &ProjectCode| self.projects.iter().any(|other| other.code == *code);
        if !taken(&code) {
            return (code, None);
        }
        let stem: String = code.as_str().chars().take(STEM_MAX).collect();
        // The row's own number: no other row can get the same.
        let free = ProjectCode::parse(&format!("{stem}-{}", self.row));
        let free = free
            .filter(|code| !taken(code))
            .unwrap_or_else(|| ProjectCode::numbered(self.row));
        let doubt = DoubtKind::DuplicateCode {
            printed: printed.to_owned(),
            given: free.as_str().to_owned(),
        };
        (free, Some(doubt))
    }

    fn seq(&mut self, printed: &str) -> u32 {
        let counted = u32::try_from(self.row).unwrap_or(u32::MAX);
        match fold_digits(printed.trim())
            .trim_end_matches(['.', '、'])
            .parse()
        {
            Ok(seq) => seq,
            Err(_) if printed.is_empty() => counted,
            Err(_) => {
                self.doubt(Some(Column::Seq), DoubtKind::SeqUnread(printed.to_owned()));
                counted
            }
        }
    }

    /// The project's own date, else its category's.
    fn due(&mut self, printed: &str, named: Option<Due>) -> Option<jiff::civil::Date> {
        let own = due::read(printed, self.year).or(named);
        match own.or_else(|| self.category_due.clone()) {
            Some(Due::Day(day)) => Some(day),
            Some(Due::Unread(words)) => {
                self.doubt(Some(Column::Due), DoubtKind::DueUnread(words));
                None
            }
            None => {
                self.doubt(Some(Column::Due), DoubtKind::NoDue);
                None
            }
        }
    }

    /// Doubts what is missing, and passes the notes on that a person should see.
    fn check(&mut self, project: &Project, notes: Vec<SourceNote>) {
        let missing = [
            (Column::Name, project.name.is_empty()),
            (Column::Content, project.content.is_empty()),
            (Column::Indicators, project.indicators.is_empty()),
            (Column::Scope, project.scope.text.is_empty()),
        ];
        for (column, _) in missing.iter().filter(|(_, missing)| *missing) {
            self.doubt(Some(*column), DoubtKind::Empty(*column));
        }
        if !project.scope.text.is_empty() {
            self.doubts.extend(review_scope(project));
        }
        let harmless = |note: &SourceNote| matches!(note, SourceNote::StraySpaces(_));
        for note in notes.into_iter().filter(|note| !harmless(note)) {
            let column = match note {
                SourceNote::CodeGiven { .. } => Column::Code,
                _ => Column::Indicators,
            };
            self.doubt(Some(column), DoubtKind::Note(note));
        }
    }

    /// Tells the doubts since `first` which project they are about.
    fn place(&mut self, first: usize, code: &ProjectCode) {
        for doubt in self.doubts.iter_mut().skip(first) {
            doubt.place.project = Some(code.as_str().to_owned());
            doubt.place.row = Some(self.row);
        }
    }
}

fn take(cells: &mut Cells, column: Column) -> String {
    cells.remove(&column).unwrap_or_default()
}

fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// `（一）学术项目`, `一、学术项目`: a category without its number.
fn without_number(category: &str) -> &str {
    let numerals = |c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit();
    let bare = category.trim_start_matches(['（', '(']);
    let rest = bare.trim_start_matches(numerals);
    let marked = rest.strip_prefix(['、', '.', '．', '）', ')']);
    marked
        .filter(|_| rest.len() < bare.len())
        .map_or(category, str::trim)
}

/// A heading without the spaces that stretch it (`项 目 指 标`).
fn unspaced(heading: &str) -> String {
    heading.split_whitespace().collect()
}

/// The words of a cell on one line.
fn one_line(cell: &str) -> String {
    let words: Vec<&str> = cell.lines().map(str::trim).collect();
    words.concat()
}

/// A cell without bookmarks and padding; notes what was there.
fn tidy(cell: &str, heading: &str, notes: &mut Vec<SourceNote>) -> String {
    let mut words = cell.to_owned();
    while let Some((mark, without)) = cut_bookmark(&words) {
        notes.push(SourceNote::Bookmark(mark));
        words = without;
    }
    if has_stray_space(&words) {
        notes.push(SourceNote::StraySpaces(heading.to_owned()));
    }
    let lines: Vec<&str> = words
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

/// `[bookmark: _GoBack]`, which some programs leave in the text they save.
fn cut_bookmark(words: &str) -> Option<(String, String)> {
    let start = words.find("[bookmark:")?;
    let tail = words.get(start..)?;
    let end = start + tail.find(']')? + 1;
    let mark = words.get(start..end)?.to_owned();
    let without = format!("{}{}", words.get(..start)?, words.get(end..)?);
    Some((mark, without))
}

/// Whether a space stands where Chinese print has none: at an end, or beside a character that is not Latin.
fn has_stray_space(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    let latin = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_alphanumeric)
    };
    let space = |c: char| c.is_whitespace() && c != '\n';
    chars
        .iter()
        .enumerate()
        .any(|(at, &c)| space(c) && !(latin(at.checked_sub(1)) && latin(Some(at + 1))))
}
