//! The catalog and the list of drafts: finding by typing, picking with Enter.

use crate::domain::call::Call;
use crate::domain::project::Project;
use crate::text::find::{Match, find};
use crate::tui::model::Shelf;
use crate::tui::widgets::query_line::QueryLine;
use std::rc::Rc;

/// The state of the catalog and the list of drafts.
#[derive(Clone, Debug)]
pub struct HomeScreen {
    /// Which of the two lists is shown.
    pub list: HomeList,
    /// What is searched for.
    pub query: QueryLine,
    /// Whether characters go into the search line.
    pub finding: bool,
    /// The entry pointed at, counted among those found.
    pub chosen: usize,
    /// The first row shown.
    pub scroll: usize,
}

impl Default for HomeScreen {
    /// The catalog, ready for typing what is searched for.
    fn default() -> Self {
        Self {
            list: HomeList::Catalog,
            query: QueryLine::default(),
            finding: true,
            chosen: 0,
            scroll: 0,
        }
    }
}

/// Which list is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum HomeList {
    /// The projects of the calls.
    #[default]
    Catalog,
    /// The drafts of the workspace.
    Drafts,
}

/// A project that was found.
pub struct FoundProject<'a> {
    /// Its call.
    pub call: &'a Rc<Call>,
    /// The project.
    pub project: &'a Project,
    /// What matched in its name.
    pub matched: Option<Match>,
}

/// The projects that the query finds, in the order of the catalog.
#[must_use]
pub fn found_projects<'a>(shelf: &'a Shelf, query: &str) -> Vec<FoundProject<'a>> {
    let all = shelf.calls.iter().flat_map(|call| {
        call.catalog
            .projects
            .iter()
            .map(move |project| (call, project))
    });
    all.filter_map(|(call, project)| {
        let matched = find(query, &project.name);
        let code = project.code.as_str();
        let elsewhere = || find(query, code).or_else(|| find(query, &project.category));
        let found = matched.is_some() || elsewhere().is_some();
        found.then_some(FoundProject {
            call,
            project,
            matched,
        })
    })
    .collect()
}

/// The indexes of the drafts that the query finds.
#[must_use]
pub fn found_drafts(shelf: &Shelf, query: &str) -> Vec<usize> {
    let names = |index: &usize| {
        let draft = &shelf.drafts[*index];
        let project = project_name(shelf, draft.project.as_str()).unwrap_or_default();
        [draft.id.as_str(), project, draft.applicant.as_str()]
            .iter()
            .any(|text| find(query, text).is_some())
    };
    (0..shelf.drafts.len()).filter(names).collect()
}

/// The name of a project of any call.
#[must_use]
pub fn project_name<'a>(shelf: &'a Shelf, code: &str) -> Option<&'a str> {
    shelf
        .calls
        .iter()
        .find_map(|call| call.catalog.project(code))
        .map(|project| project.name.as_str())
}

impl HomeScreen {
    /// How many entries are found.
    #[must_use]
    pub fn count(&self, shelf: &Shelf) -> usize {
        match self.list {
            HomeList::Catalog => found_projects(shelf, self.query.text()).len(),
            HomeList::Drafts => found_drafts(shelf, self.query.text()).len(),
        }
    }
}
