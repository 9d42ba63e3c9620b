//! `export` and `import`: an application goes out as one file and comes back as the same draft.

mod paper;
mod remarks;

use super::budget::line_json;
use super::output::{Answer, Exit, finding_json};
use super::{World, content, draft_id, optional, text};
use crate::app::check::{Checked, check};
use crate::app::export::Format;
use crate::app::failure::Failure;
use crate::app::review;
use crate::domain::budget::BudgetLine;
use crate::domain::call::Call;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::finding::Severity;
use crate::domain::form::TableRole;
use crate::domain::money::Money;
use crate::domain::project::Project;
use crate::domain::review::Notebook;
use crate::domain::state::Step;
use crate::format::export_json::{self, Export};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::{docx, draft_json, json_text, markdown, xlsx};
use crate::messages::{Lang, cli as words};
use clap::ArgMatches;
use paper::paper;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An application with everything that its export needs.
#[derive(Clone, Copy, Debug)]
pub struct Application<'a> {
    /// The call it answers.
    pub call: &'a Call,
    /// The project it applies for.
    pub project: &'a Project,
    /// The application.
    pub draft: &'a Draft,
    /// The steps it has gone.
    pub steps: &'a [Step],
    /// The time: RFC 3339, UTC.
    pub now: &'a str,
    /// What reviewers wrote, where it goes out too.
    pub notebooks: &'a [Notebook],
    /// How many reviewers are not shown to whoever asks.
    pub hidden: usize,
    /// The language of what is written.
    pub lang: Lang,
}

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let id = draft_id(text(args, "ID"))?;
    let draft = world.drafts.read(&id)?;
    let (call, project) = world.calls.of_draft(&draft)?;
    let format = Format::with_name(text(args, "format")).unwrap_or_default();
    let (notebooks, hidden) = reviews(args, world, &call, &id, format)?;
    let application = Application {
        call: &call,
        project: &project,
        draft: &draft,
        steps: &world.drafts.steps(&id)?,
        now: &world.clock.now(),
        notebooks: &notebooks,
        hidden,
        lang: document_lang(args, format, world.lang),
    };
    let written = bytes(&application, format, args.get_flag("force"))?;
    let own_name = format!("{}.{}", id.as_str(), format.name());
    let way = match optional(args, "output") {
        None if format.is_text() => Way::Print,
        None => Way::OwnName(&own_name),
        Some(path) => Way::named(path),
    };
    hand_over(world, way, written, json!({"draft": id.as_str()}))
}

/// What reviewers wrote, as far as whoever asks may see it; nothing where it is not asked for.
fn reviews(
    args: &ArgMatches,
    world: &World<'_>,
    call: &Call,
    id: &DraftId,
    format: Format,
) -> Result<(Vec<Notebook>, usize), Failure> {
    if !args.get_flag("review") {
        return Ok((Vec::new(), 0));
    }
    if format != Format::Docx {
        return Err(Failure::Usage(words::review_in_docx(world.lang).to_owned()));
    }
    let by = review::reviewer(world.versions, None);
    review::for_paper(world.reviews, world.drafts, id, &call.form.rubric, by)
}

/// The language of a document: what a person reads is in Chinese unless another language was asked for; the findings
/// inside JSON are in that of the commands.
fn document_lang(args: &ArgMatches, format: Format, lang: Lang) -> Lang {
    match (format, optional(args, "lang")) {
        (Format::Json, _) => lang,
        (_, asked) => asked.and_then(Lang::with_tag).unwrap_or(Lang::Zh),
    }
}

/// Where bytes go.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way<'a> {
    /// To standard output.
    Print,
    /// To the file that the user named, in place of what is there.
    Named(&'a str),
    /// To a file that nobody named: never in place of one that is there.
    OwnName(&'a str),
}

impl<'a> Way<'a> {
    /// The way that a user names: a file, or `-`.
    pub(super) fn named(path: &'a str) -> Self {
        match path {
            "-" => Self::Print,
            path => Self::Named(path),
        }
    }
}

/// Writes a file, or prints it where it is text; `told` is what is told besides where it was written.
pub(super) fn hand_over(
    world: &World<'_>,
    way: Way<'_>,
    bytes: Vec<u8>,
    mut told: Value,
) -> Result<Answer, Failure> {
    let path = match way {
        Way::Print => "-",
        Way::Named(path) | Way::OwnName(path) => path,
    };
    if let Some(members) = told.as_object_mut() {
        members.insert("written".to_owned(), path.into());
    }
    match way {
        Way::Print => {}
        Way::Named(path) => {
            world.files.write(path, &bytes)?;
            return Ok(Answer::new(words::written(world.lang, path), told));
        }
        Way::OwnName(path) => {
            world.files.create(path, &bytes)?;
            return Ok(Answer::new(words::written(world.lang, path), told));
        }
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::Usage(words::no_text(world.lang).to_owned()))?;
    let json = json_text::read(text.as_bytes()).unwrap_or_else(|_| json!({"text": text}));
    Ok(Answer {
        raw: true,
        ..Answer::new(text, json)
    })
}

/// The bytes of an application in a format.
///
/// # Errors
/// When there are errors and it is not forced.
pub fn bytes(
    application: &Application<'_>,
    format: Format,
    force: bool,
) -> Result<Vec<u8>, Failure> {
    let Application {
        call,
        project,
        draft,
        ..
    } = *application;
    let checked = check(call, project, draft);
    let errors = checked.count(Severity::Error);
    if errors > 0 && !force {
        return Err(Failure::HasErrors(errors));
    }
    Ok(match format {
        Format::Json => json_text::write(&json_value(application, &checked)).into_bytes(),
        Format::Docx => docx::write(&paper(application, errors)),
        Format::Xlsx => xlsx::application::write(&paper(application, errors)),
        Format::Markdown => markdown::write(&paper(application, errors)).into_bytes(),
    })
}

/// The exported JSON of an application.
pub(super) fn json_value(application: &Application<'_>, checked: &Checked) -> Value {
    let Application {
        call,
        project,
        draft,
        ..
    } = *application;
    let rows = call
        .form
        .table_of(TableRole::Budget)
        .map_or(&[][..], |(table, _)| draft.rows(table));
    let lines = rows.iter().zip(&checked.rulings).map(|(row, ruling)| {
        let mut line = line_json(&BudgetLine::from_row(row), ruling);
        line.insert("row".into(), row.id.as_str().into());
        Value::Object(line)
    });
    let sums = |sums: &BTreeMap<String, Money>| {
        Value::Object(
            sums.iter()
                .map(|(name, sum)| (name.clone(), sum.plain().into()))
                .collect(),
        )
    };
    let totals = &checked.totals;
    export_json::to_value(&Export {
        draft,
        call,
        project,
        exported: application.now,
        forced: checked.count(Severity::Error) > 0,
        findings: checked
            .findings
            .iter()
            .map(|finding| finding_json(application.lang, finding))
            .collect(),
        lines: lines.collect(),
        totals: json!({
            "all": totals.all.plain(), "by_category": sums(&totals.by_category), "by_source": sums(&totals.by_source),
            "unread": totals.unread,
        }),
    })
}

/// Reads a draft from its own file or from an export.
///
/// # Errors
/// What is wrong with the file, and where.
pub fn read_draft(bytes: &[u8]) -> Result<Draft, DataFault> {
    let value = json_text::read(bytes)?;
    let format = value
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if format == export_json::FORMAT {
        return export_json::read_draft(&value);
    }
    let read = draft_json::from_value(&value)?;
    if read.version > draft_json::VERSION {
        return Err(DataFault::at(
            "/format",
            DataFaultKind::Format(format.to_owned()),
        ));
    }
    Ok(read.draft)
}

pub(super) fn import(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let file = text(args, "FILE");
    let bytes = world.files.read(file, json_text::MAX_BYTES)?;
    let mut draft = read_draft(&bytes).map_err(|fault| content(file, fault))?;
    world.calls.of_draft(&draft)?;
    let taken = world.drafts.read(&draft.origin.id);
    match taken {
        Ok(there) if there == draft => {}
        Err(Failure::NoDraft(_)) => world.drafts.create(&draft)?,
        // A draft of this id is there and says something else: neither is lost.
        _ => {
            draft.origin.id = world.drafts.fresh_id(&draft.origin.project);
            world.drafts.create(&draft)?;
        }
    }
    let id = draft.origin.id.as_str();
    Ok(Answer::new(words::imported(world.lang, id), json!({"draft": id})).ending(Exit::Well))
}
