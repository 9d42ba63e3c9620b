//! The outline of an application: every address that the form and the project together ask for, in order.
//!
//! The form screen, `paths`, `fill`, the rules and the completeness figure are all views of this one list.
//! Invariant: an address occurs once. Absent: judging what is written there.

use crate::domain::draft::{Draft, Origin, Row};
use crate::domain::field::{FieldPath, RowId};
use crate::domain::form::{Field, FieldKind, Form, Prefill, Section, Table};
use crate::domain::indicator::{Indicator, IndicatorKind};
use crate::domain::measure::Measure;
use crate::domain::project::Project;
use std::collections::BTreeMap;

/// A section of the form with all it asks for.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// The section.
    pub section: &'a Section,
    /// Its entries, in order.
    pub entries: Vec<Entry<'a>>,
}

/// One address of an application, and what is asked there.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry<'a> {
    /// The address.
    pub at: FieldPath,
    /// What is asked.
    pub asks: Asks<'a>,
}

/// A draft in the outline of its application: unfolded once, read by every rule.
#[derive(Clone, Debug)]
pub struct Outline<'a> {
    /// The form.
    pub form: &'a Form,
    /// The project.
    pub project: &'a Project,
    /// The draft.
    pub draft: &'a Draft,
    /// The sections, tables as one entry each.
    pub parts: Vec<Part<'a>>,
    /// Every address with what is written there, the cells of rows in place of their tables, in order.
    pub places: Vec<(Entry<'a>, &'a str)>,
}

impl<'a> Outline<'a> {
    /// Unfolds a draft.
    #[must_use]
    pub fn of(form: &'a Form, project: &'a Project, draft: &'a Draft) -> Self {
        let parts = outline(form, project);
        // The fields, and some rows of tables.
        let mut places = Vec::with_capacity(256);
        for entry in parts.iter().flat_map(|part| &part.entries) {
            let Some(table) = entry.asks.table() else {
                places.push((entry.clone(), draft.text(&entry.at)));
                continue;
            };
            for row in draft.rows(entry.at.as_str()) {
                places.extend(table.columns.iter().map(|column| {
                    let at = FieldPath::cell(entry.at.as_str(), &row.id, column.at.as_str());
                    let asks = Asks::Cell(column);
                    (Entry { at, asks }, row.cell(column.at.as_str()))
                }));
            }
        }
        Self {
            form,
            project,
            draft,
            parts,
            places,
        }
    }

    /// The entries of all sections, tables as one each.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.parts.iter().flat_map(|part| &part.entries)
    }

    /// The share of required things that are there, from 0 to 1.
    #[must_use]
    pub fn completeness(&self) -> f64 {
        let required = self.places.iter();
        let required = required.filter(|(entry, _)| entry.asks.is_required());
        let tables = self.form.tables().filter(|(_, table)| table.min_rows > 0);
        let fields = required.map(|(_, text)| !text.trim().is_empty());
        let rows = tables.map(|(name, table)| self.draft.rows(name).len() >= table.min_rows);
        let (mut asked, mut there) = (0_usize, 0_usize);
        for is_there in fields.chain(rows) {
            asked += 1;
            there += usize::from(is_there);
        }
        if asked == 0 {
            1.0
        } else {
            there as f64 / asked as f64
        }
    }
}

/// What an address of an application asks for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Asks<'a> {
    /// A field of the form; a table as a whole.
    Field(&'a Field),
    /// A cell of a table: its column.
    Cell(&'a Field),
    /// The promise for a measure of an indicator.
    Promise(&'a Indicator, &'a Measure),
    /// How an indicator is proven.
    Proof(&'a Indicator),
    /// How an indicator that no number can hold is met.
    Answer(&'a Indicator),
}

impl<'a> Asks<'a> {
    /// Whether an application is incomplete without it. Of an either/or group, no promise is required by itself.
    #[must_use]
    pub fn is_required(&self) -> bool {
        match self {
            Self::Field(field) | Self::Cell(field) => field.required,
            Self::Promise(_, measure) => measure.alternative.is_none(),
            Self::Proof(indicator) => !indicator.evidence.is_empty(),
            Self::Answer(_) => true,
        }
    }

    /// Whether its text may have several paragraphs.
    #[must_use]
    pub fn is_paragraph(&self) -> bool {
        match self {
            Self::Field(field) | Self::Cell(field) => field.kind == FieldKind::Paragraph,
            Self::Promise(..) | Self::Proof(_) => false,
            Self::Answer(_) => true,
        }
    }

    /// The table, where a whole table is asked for.
    #[must_use]
    pub fn table(&self) -> Option<&'a Table> {
        match self {
            Self::Field(Field {
                kind: FieldKind::Table(table),
                ..
            }) => Some(table),
            _ => None,
        }
    }
}

/// Every section with its entries; tables as one entry each.
#[must_use]
pub fn outline<'a>(form: &'a Form, project: &'a Project) -> Vec<Part<'a>> {
    form.sections
        .iter()
        .map(|section| Part {
            section,
            entries: section
                .fields
                .iter()
                .flat_map(|field| entries_of(field, project))
                .collect(),
        })
        .collect()
}

/// Every address of this draft, the cells of its rows included, in order.
#[must_use]
pub fn addresses<'a>(form: &'a Form, project: &'a Project, draft: &'a Draft) -> Vec<Entry<'a>> {
    let places = Outline::of(form, project, draft).places;
    places.into_iter().map(|(entry, _)| entry).collect()
}

/// What is asked at an address of this draft; `None` where nothing is.
#[must_use]
pub fn asked_at<'a>(
    form: &'a Form,
    project: &'a Project,
    draft: &Draft,
    at: &FieldPath,
) -> Option<Asks<'a>> {
    if let Some(asks) = asked_by_form(form, draft, at) {
        return Some(asks);
    }
    let fields = form
        .fields()
        .filter(|field| field.kind == FieldKind::Indicators && at.is_within(field.at.as_str()));
    let mut entries = fields.flat_map(|field| entries_of(field, project));
    entries
        .find(|entry| entry.at == *at)
        .map(|entry| entry.asks)
}

/// What the form alone asks at an address; `None` also where a project's indicators do.
#[must_use]
pub fn asked_by_form<'a>(form: &'a Form, draft: &Draft, at: &FieldPath) -> Option<Asks<'a>> {
    if draft.is_cell(at) {
        draft.row(at.head(), &RowId::parse(at.segments().nth(1)?)?)?;
        return form.table(at.head())?.column(at.tail()).map(Asks::Cell);
    }
    let mut plain = form
        .fields()
        .filter(|field| field.kind != FieldKind::Indicators);
    plain.find(|field| field.at == *at).map(Asks::Field)
}

/// Reads an address as people and scripts give it: a row may be named by its index from 0.
#[must_use]
pub fn resolve(draft: &Draft, given: &FieldPath) -> FieldPath {
    let mut segments = given.segments();
    let (Some(table), Some(row)) = (segments.next(), segments.next()) else {
        return given.clone();
    };
    let index = row.parse::<usize>().ok();
    let Some(row) = index.and_then(|index| draft.rows(table).get(index)) else {
        return given.clone();
    };
    let address = [table, row.id.as_str()].into_iter().chain(segments);
    let address: Vec<&str> = address.collect();
    FieldPath::parse(&address.join("/")).unwrap_or_else(|_| given.clone())
}

/// A new draft for a project, with everything filled in that the call already says.
#[must_use]
pub fn prefilled(origin: Origin, form: &Form, project: &Project) -> Draft {
    let mut values = BTreeMap::new();
    for entry in outline(form, project)
        .into_iter()
        .flat_map(|part| part.entries)
    {
        let text = prefill(&entry.asks, project);
        values.insert(entry.at, text);
    }
    let tables: BTreeMap<String, Vec<Row>> = form
        .tables()
        .map(|(name, _)| (name.to_owned(), Vec::new()))
        .collect();
    values.retain(|at, _| !tables.contains_key(at.as_str()));
    Draft::new(origin, values, tables)
}

fn entries_of<'a>(field: &'a Field, project: &'a Project) -> Vec<Entry<'a>> {
    if field.kind != FieldKind::Indicators {
        return vec![Entry {
            at: field.at.clone(),
            asks: Asks::Field(field),
        }];
    }
    let keyed = project.keyed_indicators();
    keyed
        .into_iter()
        .flat_map(|(key, indicator)| indicator_entries(&field.at.join(&key), indicator))
        .collect()
}

fn indicator_entries<'a>(at: &FieldPath, indicator: &'a Indicator) -> Vec<Entry<'a>> {
    let measures = indicator.measures.iter().enumerate();
    let mut entries: Vec<Entry<'a>> = measures
        .map(|(index, measure)| Entry {
            at: at.join(&(index + 1).to_string()).join("commitment"),
            asks: Asks::Promise(indicator, measure),
        })
        .collect();
    if matches!(
        indicator.kind,
        IndicatorKind::Qualitative | IndicatorKind::Qualification
    ) {
        entries.push(Entry {
            at: at.join("answer"),
            asks: Asks::Answer(indicator),
        });
    }
    entries.push(Entry {
        at: at.join("proof"),
        asks: Asks::Proof(indicator),
    });
    entries
}

fn prefill(asks: &Asks<'_>, project: &Project) -> String {
    match asks {
        Asks::Field(field) | Asks::Cell(field) => match &field.prefill {
            None => String::new(),
            Some(Prefill::ProjectName) => project.name.clone(),
            Some(Prefill::ProjectCode) => project.code.as_str().to_owned(),
            Some(Prefill::ProjectCategory) => project.category.clone(),
            Some(Prefill::ProjectContent) => project.content.clone(),
            Some(Prefill::ProjectDue) => project.due.map(|due| due.to_string()).unwrap_or_default(),
            Some(Prefill::Text(text)) => text.clone(),
        },
        Asks::Promise(_, measure) => measure.target.start().to_string(),
        Asks::Proof(indicator) => indicator.evidence.join("、"),
        Asks::Answer(_) => String::new(),
    }
}
