//! The board: every draft in a line; typing narrows it, keys sort, group and pick.

use crate::app::board::{Board, Group, Line, Sort};
use crate::domain::draft::DraftId;
use crate::messages::{Lang, board as words};
use crate::text::find::find;
use crate::tui::widgets::query_line::QueryLine;
use std::collections::{BTreeMap, BTreeSet};

/// The state of the board.
#[derive(Clone, Debug, Default)]
pub struct BoardScreen {
    /// What has been read so far.
    pub board: Board,
    /// How many drafts are still to come.
    pub waiting: usize,
    /// What narrows the list: words that all have to be there.
    pub query: QueryLine,
    /// What it is sorted by.
    pub sort: Sort,
    /// What it is grouped by.
    pub by: GroupBy,
    /// What is shown, from the top.
    pub rows: Vec<Row>,
    /// Where the drafts stand among the rows.
    pub entries: Vec<usize>,
    /// The draft pointed at, counted among those shown.
    pub chosen: usize,
    /// The first row shown.
    pub scroll: usize,
    /// The drafts that are picked.
    pub marked: BTreeSet<DraftId>,
    /// Whether something is being done to many drafts.
    pub working: bool,
}

/// What the board is grouped by.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum GroupBy {
    /// Not at all.
    #[default]
    Nothing,
    /// The project.
    Project,
    /// The category.
    Category,
    /// The state.
    State,
}

impl GroupBy {
    /// All, in the order that a key goes through them.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Project, Self::Category, Self::State];

    fn name(self, line: &Line, lang: Lang) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Project => format!("{} {}", line.listed.project.as_str(), line.project),
            Self::Category => line.category.clone(),
            Self::State => words::state(lang, line.state).to_owned(),
        }
    }

    /// States in the order of the way, names in their own.
    fn rank(self, line: &Line) -> usize {
        match self {
            Self::State => line.state as usize,
            _ => 0,
        }
    }
}

/// A row of the board.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    /// The name of a group, and what it comes to.
    Head(String, Group),
    /// The draft at this place of the board.
    Draft(usize),
}

impl BoardScreen {
    /// The draft pointed at.
    #[must_use]
    pub fn pointed_at(&self) -> Option<&Line> {
        let row = self.rows.get(*self.entries.get(self.chosen)?)?;
        self.line(row)
    }

    /// The draft of a row.
    #[must_use]
    pub fn line(&self, row: &Row) -> Option<&Line> {
        match row {
            Row::Draft(index) => self.board.lines.get(*index),
            Row::Head(..) => None,
        }
    }

    /// The drafts that are shown, from the top.
    pub fn shown(&self) -> impl Iterator<Item = &Line> {
        self.rows.iter().filter_map(|row| self.line(row))
    }

    /// The drafts to do something to: those picked, else the one pointed at.
    #[must_use]
    pub fn meant(&self) -> Vec<DraftId> {
        let picked = self.shown().map(|line| &line.listed.id);
        let picked: Vec<DraftId> = picked
            .filter(|id| self.marked.contains(*id))
            .cloned()
            .collect();
        if picked.is_empty() {
            self.pointed_at()
                .map(|line| line.listed.id.clone())
                .into_iter()
                .collect()
        } else {
            picked
        }
    }

    /// Works out anew what is shown; the draft pointed at stays the same where it is still there.
    pub fn refresh(&mut self, lang: Lang) {
        let before = self.pointed_at().map(|line| line.listed.id.clone());
        let mut found = self.found(lang);
        let lines = &self.board.lines;
        found.sort_by(|a, b| self.sort.order(&lines[*a], &lines[*b]));
        self.rows = self.grouped(&found, lang);
        let is_draft = |(index, row): (usize, &Row)| matches!(row, Row::Draft(_)).then_some(index);
        self.entries = self.rows.iter().enumerate().filter_map(is_draft).collect();
        let mut shown = self.shown();
        let same = before.and_then(|id| shown.position(|line| line.listed.id == id));
        drop(shown);
        self.chosen = same.unwrap_or_else(|| self.chosen.min(self.entries.len().saturating_sub(1)));
    }

    /// The places of the drafts that the query finds.
    fn found(&self, lang: Lang) -> Vec<usize> {
        let wanted: Vec<&str> = self.query.text().split_whitespace().collect();
        let holds = |line: &Line, word: &str| {
            let listed = &line.listed;
            let texts = [
                listed.id.as_str(),
                &listed.applicant,
                &words::project_name(lang, line),
                words::state(lang, line.state),
                &line.category,
            ];
            texts.iter().any(|text| find(word, text).is_some())
        };
        let lines = self.board.lines.iter().enumerate();
        let found = lines.filter(|(_, line)| wanted.iter().all(|word| holds(line, word)));
        found.map(|(index, _)| index).collect()
    }

    /// The found drafts under the heads of their groups; within a group they stay in order.
    fn grouped(&self, found: &[usize], lang: Lang) -> Vec<Row> {
        if self.by == GroupBy::Nothing {
            return found.iter().map(|index| Row::Draft(*index)).collect();
        }
        let mut groups: BTreeMap<(usize, String), (Group, Vec<Row>)> = BTreeMap::new();
        for index in found {
            let line = &self.board.lines[*index];
            let key = (self.by.rank(line), self.by.name(line, lang));
            let (group, rows) = groups.entry(key).or_default();
            group.add(line);
            rows.push(Row::Draft(*index));
        }
        let groups = groups.into_iter();
        let rows = groups.flat_map(|((_, name), (group, rows))| {
            std::iter::once(Row::Head(name, group)).chain(rows)
        });
        rows.collect()
    }
}
