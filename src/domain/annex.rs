//! What was made of a call's annex: the catalog, what a person should check, and where each value was read.
//!
//! Invariant: every value of a project has a source, or was not printed. Absent: the annex itself and its format.

use crate::domain::call::Catalog;
use crate::domain::doubt::{Column, Doubt};
use crate::domain::indicator::{self, Indicator};
use crate::domain::number::fold_digits;
use crate::domain::project::{Project, ProjectCode};
use crate::domain::scope::{self, KindsOf};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An annex that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// What may be applied for.
    pub catalog: Catalog,
    /// What a person should check.
    pub doubts: Vec<Doubt>,
    /// Where the values of each project were read.
    pub sources: BTreeMap<ProjectCode, BTreeMap<Column, Source>>,
}

/// Where a value was read, and the words that stand there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The place.
    pub spot: Spot,
    /// The words, as printed.
    pub words: String,
}

/// A place in an annex. All numbers begin at 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Spot {
    /// A cell of a table.
    Cell {
        /// The table.
        table: usize,
        /// The row, headings counted.
        row: usize,
        /// The column that the cell begins at.
        column: usize,
    },
    /// A paragraph outside tables.
    Paragraph(usize),
}

/// Why corrected words were not taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotTaken {
    /// The project is not there.
    NoProject,
    /// The code has characters that a code cannot have, or another project has it.
    Code,
    /// The words are no day.
    Day,
    /// The words are no number.
    Number,
}

impl Reading {
    /// The words of a value as a person corrects them: indicators as they are printed, a day as `2023-10-30`.
    #[must_use]
    pub fn words(&self, project: &Project, column: Column) -> String {
        match column {
            Column::Seq => project.seq.to_string(),
            Column::Category => project.category.clone(),
            Column::Name => project.name.clone(),
            Column::Code => project.code.as_str().to_owned(),
            Column::Content => project.content.clone(),
            Column::Indicators => self.indicators(project),
            Column::Scope => project.scope.text.clone(),
            Column::Due => project.due.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// The printed words of the indicators while they still give these; else a line for each.
    fn indicators(&self, project: &Project) -> String {
        let printed = self
            .sources
            .get(&project.code)
            .and_then(|sources| sources.get(&Column::Indicators))
            .map(|source| source.words.trim().to_owned());
        let context = format!("{}\n{}", project.name, project.content);
        let same = |words: &String| indicator::read(words, &context).0 == project.indicators;
        printed.filter(same).unwrap_or_else(|| {
            let line = |one: &Indicator| format!("{}、{}", one.label, one.text);
            let lines: Vec<String> = project.indicators.iter().map(line).collect();
            lines.join("\n")
        })
    }

    /// Puts corrected words in place of a value; they are read as the annex's own are.
    ///
    /// # Errors
    /// Why they were not taken; nothing is changed then.
    pub fn put(
        &mut self,
        code: &str,
        column: Column,
        words: &str,
        kinds: &KindsOf<'_>,
    ) -> Result<(), NotTaken> {
        let words = words.trim();
        let new_code = match column {
            Column::Code => Some(self.free_code(code, words).ok_or(NotTaken::Code)?),
            _ => None,
        };
        let mut projects = self.catalog.projects.iter_mut();
        let project = projects
            .find(|project| project.code.as_str() == code)
            .ok_or(NotTaken::NoProject)?;
        match column {
            Column::Seq => project.seq = words.parse().map_err(|_| NotTaken::Number)?,
            Column::Category => words.clone_into(&mut project.category),
            Column::Name => words.clone_into(&mut project.name),
            Column::Content => words.clone_into(&mut project.content),
            Column::Due if words.is_empty() => project.due = None,
            Column::Due => project.due = Some(day(words).ok_or(NotTaken::Day)?),
            Column::Scope => project.scope = scope::read(words, kinds),
            Column::Indicators => {
                let context = format!("{}\n{}", project.name, project.content);
                project.indicators = indicator::read(words, &context).0;
            }
            Column::Code => {}
        }
        if let Some(new) = new_code {
            self.recode(code, &new);
        }
        Ok(())
    }

    /// A code that no other project has.
    fn free_code(&self, own: &str, words: &str) -> Option<ProjectCode> {
        let code = ProjectCode::parse(words)?;
        let other = |project: &&Project| project.code == code && project.code.as_str() != own;
        let taken = self.catalog.projects.iter().any(|project| other(&project));
        (!taken).then_some(code)
    }

    fn recode(&mut self, old: &str, new: &ProjectCode) {
        let Some(before) = ProjectCode::parse(old) else {
            return;
        };
        for project in &mut self.catalog.projects {
            if project.code == before {
                project.code = new.clone();
            }
        }
        if let Some(sources) = self.sources.remove(&before) {
            self.sources.insert(new.clone(), sources);
        }
        for doubt in &mut self.doubts {
            if doubt.place.project.as_deref() == Some(old) {
                doubt.place.project = Some(new.as_str().to_owned());
            }
        }
    }
}

/// A day as people write it: `2023-10-30`, `2023年10月30日`, `2023.10.30`.
fn day(words: &str) -> Option<Date> {
    let plain = fold_digits(words);
    let mut numbers = plain
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty());
    let (year, month, day) = (numbers.next()?, numbers.next()?, numbers.next()?);
    if numbers.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
