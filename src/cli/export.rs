//! `export` and `import`: an application goes out as one file and comes back as the same draft.

use super::budget::line_json;
use super::output::{Answer, Exit, finding_json};
use super::{World, content, draft_id, optional, project_of, text};
use crate::app::check::check;
use crate::app::failure::Failure;
use crate::domain::budget::BudgetLine;
use crate::domain::call::Call;
use crate::domain::draft::Draft;
use crate::domain::finding::Severity;
use crate::domain::form::TableRole;
use crate::domain::money::Money;
use crate::domain::project::Project;
use crate::format::export_json::{self, Export};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::{draft_json, json_text, markdown};
use crate::messages::{Lang, cli as words};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let draft = world.drafts.read(&draft_id(text(args, "ID"))?)?;
    let (call, project) = project_of(world, &draft)?;
    let written = match text(args, "format") {
        "md" => {
            refuse_errors(&call, &project, &draft, args.get_flag("force"))?;
            markdown::write(&call, &project, &draft)
        }
        _ => json_export(
            &call,
            &project,
            &draft,
            &world.clock.now(),
            args.get_flag("force"),
            world.lang,
        )?,
    };
    match optional(args, "output").filter(|path| *path != "-") {
        Some(path) => {
            world.files.write(path, written.as_bytes())?;
            Ok(Answer::new(
                words::written(world.lang, path),
                json!({"draft": draft.origin.id.as_str(), "written": path}),
            ))
        }
        None => {
            let json =
                json_text::read(written.as_bytes()).unwrap_or_else(|_| json!({"text": written}));
            Ok(Answer {
                raw: true,
                ..Answer::new(written, json)
            })
        }
    }
}

fn refuse_errors(
    call: &Call,
    project: &Project,
    draft: &Draft,
    force: bool,
) -> Result<(), Failure> {
    let errors = check(call, project, draft).count(Severity::Error);
    if errors > 0 && !force {
        Err(Failure::HasErrors(errors))
    } else {
        Ok(())
    }
}

/// The exported JSON of an application.
///
/// # Errors
/// When there are errors and it is not forced.
pub fn json_export(
    call: &Call,
    project: &Project,
    draft: &Draft,
    now: &str,
    force: bool,
    lang: Lang,
) -> Result<String, Failure> {
    let checked = check(call, project, draft);
    let errors = checked.count(Severity::Error);
    if errors > 0 && !force {
        return Err(Failure::HasErrors(errors));
    }
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
    let value = export_json::to_value(&Export {
        draft,
        call,
        project,
        exported: now,
        forced: errors > 0,
        findings: checked
            .findings
            .iter()
            .map(|finding| finding_json(lang, finding))
            .collect(),
        lines: lines.collect(),
        totals: json!({
            "all": totals.all.plain(), "by_category": sums(&totals.by_category), "by_source": sums(&totals.by_source),
            "unread": totals.unread,
        }),
    });
    Ok(json_text::write(&value))
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
    project_of(world, &draft)?;
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
