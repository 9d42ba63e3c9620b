//! An annex as a word processor writes its table as text: a cell a line, behind a tab; rows apart by an empty line.
//!
//! Invariants: strings are verbatim, less padding and bookmarks; what is doubtful is told with its place, never
//! guessed. Column roles come from the header's words, in any order. Absent: other layouts than this one.

mod columns;

use crate::domain::call::{CallId, Catalog};
use crate::domain::doubt::{Doubt, DoubtKind};
use crate::domain::indicator::reading::{Oddity, read as read_indicators};
use crate::domain::project::{Project, ProjectCode};
use crate::domain::rules::form::parse_date;
use crate::domain::scope::{self, Scope};
use crate::domain::spending::KindId;
use columns::{Role, roles};
use jiff::civil::Date;

/// Tells the kinds of spending that an item's words name.
pub type Kinds<'a> = &'a dyn Fn(&str, Option<&str>) -> Vec<KindId>;

/// Reads an annex.
#[must_use]
pub fn read(text: &str, call: &CallId, kinds: Kinds<'_>) -> (Catalog, Vec<Doubt>) {
    let blocks = blocks(text);
    let mut doubts = Vec::new();
    let header = blocks.iter().position(|cells| roles(cells).is_some());
    let (before, after) = blocks.split_at(header.unwrap_or(blocks.len()));
    let title: String = before
        .iter()
        .flatten()
        .map(|cell| cell.replace('\n', ""))
        .filter(|c| !is_annex(c))
        .collect();
    let mut catalog = Catalog {
        call: call.clone(),
        issuer: issuer(&title),
        title,
        projects: Vec::new(),
    };
    let (Some(head), rows) = (after.first(), after.get(1..).unwrap_or_default()) else {
        doubts.push(Doubt {
            project: String::new(),
            what: DoubtKind::NoHeader,
        });
        return (catalog, doubts);
    };
    let mut reader = Rows {
        roles: roles(head).unwrap_or_default(),
        carried: Vec::new(),
        kinds,
        doubts,
    };
    for cells in rows.iter().filter(|cells| roles(cells).is_none()) {
        let project = reader.project(cells, catalog.projects.len());
        if let Some(project) = project {
            if catalog.project(project.code.as_str()).is_some() {
                let code = project.code.as_str().to_owned();
                reader.doubt(&code, DoubtKind::DuplicateCode(code.clone()));
            }
            catalog.projects.push(project);
        }
    }
    (catalog, reader.doubts)
}

fn is_annex(line: &str) -> bool {
    line.trim()
        .strip_prefix("附件")
        .is_some_and(|rest| rest.chars().count() <= 3)
}

/// Who issues the call: what stands before the year in the title.
fn issuer(title: &str) -> String {
    let digits = title.find(|c: char| c.is_ascii_digit());
    let name = digits.map_or("", |at| &title[..at]).trim();
    if name.chars().count() <= 30 {
        name.trim_start_matches("关于").to_owned()
    } else {
        String::new()
    }
}

/// The groups of cells between empty lines. A line without a tab goes on with the cell before.
fn blocks(text: &str) -> Vec<Vec<String>> {
    let mut blocks: Vec<Vec<String>> = vec![Vec::new()];
    for line in text.trim_start_matches('\u{feff}').lines() {
        let line = line.trim_end_matches('\r');
        if line.is_empty() {
            blocks.push(Vec::new());
            continue;
        }
        let Some(block) = blocks.last_mut() else {
            continue;
        };
        match (line.strip_prefix('\t'), block.last_mut()) {
            (Some(cell), _) => block.push(cell.to_owned()),
            (None, Some(cell)) => {
                cell.push('\n');
                cell.push_str(line);
            }
            (None, None) => block.push(line.to_owned()),
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

struct Rows<'a> {
    roles: Vec<Role>,
    /// The last words of each column, for cells that are merged with the one above.
    carried: Vec<String>,
    kinds: Kinds<'a>,
    doubts: Vec<Doubt>,
}

impl Rows<'_> {
    fn doubt(&mut self, project: &str, what: DoubtKind) {
        self.doubts.push(Doubt {
            project: project.to_owned(),
            what,
        });
    }

    fn cell<'c>(&self, cells: &'c [String], role: Role) -> Option<&'c str> {
        let index = self.roles.iter().position(|other| *other == role)?;
        cells.get(index).map(String::as_str)
    }

    /// The words of a column that merged cells share.
    fn merged(&mut self, cells: &[String], role: Role) -> String {
        let Some(index) = self.roles.iter().position(|other| *other == role) else {
            return String::new();
        };
        self.carried.resize(self.roles.len(), String::new());
        match cells.get(index).filter(|cell| !cell.trim().is_empty()) {
            Some(cell) => {
                self.carried[index].clone_from(cell);
                cell.clone()
            }
            None => self.carried[index].clone(),
        }
    }

    fn project(&mut self, cells: &[String], before: usize) -> Option<Project> {
        let printed_code = cells_text(self.cell(cells, Role::Code).unwrap_or_default()).0;
        let (category, category_due) = dated(&self.merged(cells, Role::Category));
        let due_cell = self.merged(cells, Role::Due);
        let Some(code) = ProjectCode::parse(&printed_code) else {
            if cells.len() > 2 {
                self.doubt("", DoubtKind::BadCode(printed_code));
            }
            return None;
        };
        if cells.len() != self.roles.len() {
            self.doubt(
                code.as_str(),
                DoubtKind::CellCount(cells.len(), self.roles.len()),
            );
        }
        let (name, name_due) = dated(self.cell(cells, Role::Name).unwrap_or_default());
        let seq = self
            .cell(cells, Role::Seq)
            .and_then(|cell| cell.trim().parse().ok());
        let (content, content_marks) =
            cells_text(self.cell(cells, Role::Content).unwrap_or_default());
        let (indicator_cell, indicator_marks) =
            cells_text(self.cell(cells, Role::Indicators).unwrap_or_default());
        let (scope_cell, scope_marks) =
            cells_text(self.cell(cells, Role::Scope).unwrap_or_default());
        let read = read_indicators(&indicator_cell);
        let scope = scope::read(&scope_cell, self.kinds);
        let due = name_due.or(find_date(&due_cell)).or(category_due);
        let mut source_notes: Vec<String> = read.oddities.iter().map(note).collect();
        if content_marks || indicator_marks || scope_marks {
            source_notes.push("原文含书签标记，已去掉".to_owned());
        }
        self.doubt_project(
            &code,
            due,
            &read.oddities,
            read.indicators.is_empty(),
            &scope,
        );
        Some(Project {
            seq: seq.unwrap_or_else(|| u32::try_from(before + 1).unwrap_or(u32::MAX)),
            code,
            name,
            category,
            due,
            content,
            indicators: read.indicators,
            scope,
            source_notes,
        })
    }

    fn doubt_project(
        &mut self,
        code: &ProjectCode,
        due: Option<Date>,
        odd: &[Oddity],
        none: bool,
        scope: &Scope,
    ) {
        let code = code.as_str();
        if due.is_none() {
            self.doubt(code, DoubtKind::NoDue);
        }
        if none {
            self.doubt(code, DoubtKind::NoIndicators);
        }
        if scope.items.is_empty() && scope.open_clause.is_none() {
            self.doubt(code, DoubtKind::NoScope);
        }
        for item in scope.items.iter().filter(|item| item.kinds.is_empty()) {
            self.doubt(code, DoubtKind::UnknownItem(item.name.clone()));
        }
        for oddity in odd {
            match oddity {
                Oddity::Skipped(number) => self.doubt(code, DoubtKind::SkippedNumber(*number)),
                Oddity::RunTogether(number) => self.doubt(code, DoubtKind::RunTogether(*number)),
                Oddity::Unnumbered => self.doubt(code, DoubtKind::Unnumbered),
                Oddity::MixedMarks(_) => {}
            }
        }
    }
}

/// What was odd, in the language of the annex.
fn note(oddity: &Oddity) -> String {
    match oddity {
        Oddity::Skipped(number) => format!("指标编号缺 {number}"),
        Oddity::RunTogether(number) => format!("指标 {number} 与前一条之间没有分隔"),
        Oddity::MixedMarks(marks) => {
            let marks: Vec<String> = marks.chars().map(|mark| format!("“{mark}”")).collect();
            format!("指标编号后的标点不一：{}", marks.join("、"))
        }
        Oddity::Unnumbered => "指标没有编号".to_owned(),
    }
}

/// A cell's words without padding and bookmarks, and whether there were any of these.
fn cells_text(cell: &str) -> (String, bool) {
    let mut text = cell.to_owned();
    let mut marked = false;
    while let Some(start) = text.find("[bookmark:") {
        let Some(length) = text[start..].find(']') else {
            break;
        };
        text.replace_range(start..=start + length, "");
        marked = true;
    }
    (text.trim().to_owned(), marked)
}

/// A name without the date in brackets that it carries, and the date.
fn dated(cell: &str) -> (String, Option<Date>) {
    let text = cells_text(cell).0.replace('\n', "");
    let brackets = text.char_indices().filter(|(_, c)| matches!(c, '（' | '('));
    for (open, _) in brackets {
        let Some(close) = text[open..].find(['）', ')']).map(|at| open + at) else {
            continue;
        };
        if let Some(date) = find_date(&text[open..close]) {
            let after = text[close..].chars().next().map_or(0, char::len_utf8);
            let name = format!(
                "{}{}",
                text[..open].trim_end(),
                text[close + after..].trim()
            );
            return (name.trim().to_owned(), Some(date));
        }
    }
    (text.trim().to_owned(), None)
}

/// The first day that a text names: `2022年10月30日`, `2022-10-30`, `2022.10.30`.
fn find_date(text: &str) -> Option<Date> {
    let starts = text.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !text[..*at].ends_with(|before: char| before.is_ascii_digit())
    });
    starts.map(|(at, _)| &text[at..]).find_map(|rest| {
        let is_part =
            |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '-' | '/' | '.' | ' ');
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        parse_date(
            rest[..end]
                .replace(' ', "")
                .trim_end_matches(['.', '-', '/']),
        )
    })
}
