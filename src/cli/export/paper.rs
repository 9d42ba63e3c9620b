//! An application as it stands on paper: the form's sections in order, filled with the draft, in one language.
//!
//! A section whose id is `cover` stands on the cover; places to sign and to seal follow the section `declaration`, or the
//! last one. Everything else comes from the form as it is.

mod tables;

use super::Application;
use super::remarks::remarks;
use crate::app::board::APPLICANT;
use crate::domain::draft::{Draft, Row};
use crate::domain::field::FieldPath;
use crate::domain::form::{Choice, Field, FieldKind, Section};
use crate::domain::money::Money;
use crate::domain::outline::{Asks, Entry, outline};
use crate::domain::paper::{Block, Cell, Fact, Paper, Part, Standing};
use crate::domain::rules::form::{parse_date, parse_span};
use crate::domain::state::{Step, last};
use crate::format::digest::sha256;
use crate::format::draft_json;
use crate::messages::{Lang, paper as words};

/// The section that stands on the cover.
const COVER: &str = "cover";
/// The section that is signed.
const DECLARATION: &str = "declaration";

/// Makes the paper; `errors` is how many there are in spite of which it goes out.
pub(super) fn paper(application: &Application<'_>, errors: usize) -> Paper {
    let Application {
        call,
        project,
        draft,
        lang,
        ..
    } = *application;
    let step = last(application.steps).filter(|step| !step.state.is_open());
    let sealed = step.filter(|step| step.digest == sha256(draft_json::write(draft).as_bytes()));
    let mut notes = Vec::new();
    if errors > 0 {
        notes.push(words::forced(lang, errors));
    }
    if step.is_some() && sealed.is_none() {
        notes.push(words::changed_since(lang).to_owned());
    }
    if application.hidden > 0 {
        notes.push(words::hidden(lang, application.hidden));
    }
    let mut paper = Paper {
        call: call.catalog.title.clone(),
        kind: words::kind(lang).to_owned(),
        head: words::head(lang, project.code.as_str()),
        page: words::page(lang).map(str::to_owned),
        cover: cover(application),
        issuer: call.catalog.issuer.clone(),
        notes,
        parts: parts(application),
        remarks: Vec::new(),
        standing: standing(lang, sealed),
        created: draft.origin.created.clone(),
        changed: sealed
            .map_or(&draft.origin.created, |step| &step.time)
            .clone(),
    };
    paper.remarks = remarks(application, &paper);
    paper
}

fn standing(lang: Lang, sealed: Option<&Step>) -> Standing {
    match sealed {
        Some(step) => {
            let day = step.time.get(..10).unwrap_or(&step.time);
            Standing::Sealed(words::sealed(lang, day, &step.digest))
        }
        None => Standing::Draft(words::draft(lang).to_owned()),
    }
}

/// What the cover tells: the form's cover section, with the applicant before the first day.
fn cover(application: &Application<'_>) -> Vec<Fact> {
    let Application {
        call, draft, lang, ..
    } = *application;
    let section = call
        .form
        .sections
        .iter()
        .find(|section| section.id == COVER);
    let fields: Vec<&Field> = section
        .into_iter()
        .flat_map(|section| &section.fields)
        .collect();
    let mut facts: Vec<Fact> = fields
        .iter()
        .map(|field| fact(lang, draft, field))
        .collect();
    let named = |section: &&Section| {
        let mut fields = section.fields.iter();
        section.id != COVER && fields.any(|field| field.at.as_str() == APPLICANT)
    };
    if let Some(section) = call.form.sections.iter().find(named) {
        let day = |field: &&Field| matches!(field.kind, FieldKind::Date | FieldKind::DateSpan);
        let place = fields.iter().position(day).unwrap_or(facts.len());
        let applicant = FieldPath::parse(APPLICANT).map(|at| draft.text(&at).to_owned());
        let applicant = Fact {
            at: None,
            label: lang.words(&section.title).to_owned(),
            text: applicant.unwrap_or_default(),
        };
        facts.insert(place, applicant);
    }
    facts
}

fn parts(application: &Application<'_>) -> Vec<Part> {
    let Application {
        call,
        project,
        lang,
        ..
    } = *application;
    let mut parts = Vec::new();
    let mut signed = None;
    for part in outline(&call.form, project) {
        if part.section.id == COVER {
            continue;
        }
        if part.section.id == DECLARATION {
            signed = Some(parts.len());
        }
        let title = lang.words(&part.section.title);
        parts.push(Part {
            id: part.section.id.clone(),
            title: words::section(lang, parts.len() + 1, title),
            blocks: blocks(application, title, &part.entries),
        });
    }
    let signed = signed.unwrap_or(parts.len().saturating_sub(1));
    if let Some(part) = parts.get_mut(signed) {
        part.blocks.push(signing(lang));
    }
    parts
}

fn signing(lang: Lang) -> Block {
    let day = words::signed_on(lang);
    let places = [
        vec![words::lead_signs(lang), day],
        vec![
            words::applicant_seals(lang),
            words::representative_signs(lang),
            day,
        ],
    ];
    Block::Signing(
        places
            .map(|lines| lines.into_iter().map(str::to_owned).collect())
            .into(),
    )
}

/// What stands in a section: short answers side by side, paragraphs, tables.
fn blocks(application: &Application<'_>, title: &str, entries: &[Entry<'_>]) -> Vec<Block> {
    let Application { draft, lang, .. } = *application;
    let mut blocks = Vec::new();
    let mut promises = Vec::new();
    for entry in entries {
        let block = match entry.asks {
            Asks::Field(Field {
                kind: FieldKind::Table(table),
                label,
                ..
            }) => {
                let label = heading(title, lang.words(label));
                tables::rows(application, entry.at.as_str(), label, table)
            }
            Asks::Field(field) if field.kind == FieldKind::Paragraph => {
                let mut text = fact(lang, draft, field);
                text.label = heading(title, &text.label);
                Block::Text(text)
            }
            Asks::Field(field) | Asks::Cell(field) => Block::Facts(vec![fact(lang, draft, field)]),
            Asks::Promise(..) | Asks::Proof(_) | Asks::Answer(_) => {
                promises.push(entry.clone());
                continue;
            }
        };
        match (blocks.last_mut(), block) {
            (Some(Block::Facts(facts)), Block::Facts(more)) => facts.extend(more),
            (_, block) => blocks.push(block),
        }
    }
    if let Some(first) = promises.first() {
        blocks.push(tables::promises(application, first.at.head(), &promises));
    }
    blocks
}

/// A label, unless the section is already called so.
fn heading(title: &str, label: &str) -> String {
    if label == title {
        String::new()
    } else {
        label.to_owned()
    }
}

fn fact(lang: Lang, draft: &Draft, field: &Field) -> Fact {
    Fact {
        at: Some(field.at.clone()),
        label: lang.words(&field.label).to_owned(),
        text: shown(lang, field, draft.text(&field.at)),
    }
}

/// The cells of a row that is proposed for a table; `None` where the form has no such table.
pub(super) fn proposed_row(
    application: &Application<'_>,
    name: &str,
    row: &Row,
) -> Option<Vec<Cell>> {
    let table = application.call.form.table(name)?;
    Some(tables::proposed(application.lang, name, table, row))
}

/// A short text as a person reads it: the label of a choice, a day or an amount as it is printed.
pub(super) fn shown(lang: Lang, field: &Field, text: &str) -> String {
    let told = match &field.kind {
        FieldKind::Choice(choices) => label(lang, choices, text),
        FieldKind::Date => parse_date(text).map(|day| words::day(lang, day)),
        FieldKind::DateSpan => parse_span(text).map(|days| words::days(lang, days)),
        FieldKind::Money => Money::parse(text).map(|amount| amount.to_string()),
        _ => None,
    };
    told.unwrap_or_else(|| text.to_owned())
}

fn label(lang: Lang, choices: &[Choice], id: &str) -> Option<String> {
    let choice = choices.iter().find(|choice| choice.id == id);
    choice.map(|choice| lang.words(&choice.label).to_owned())
}
