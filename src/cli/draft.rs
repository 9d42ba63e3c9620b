//! `new`, `list`, `show`, `get`, `set`, `paths`.

use super::output::Answer;
use super::{World, content, draft_id, draft_path, find_project, optional, text};
use crate::app::check::check;
use crate::app::effect::Effect;
use crate::app::failure::Failure;
use crate::app::new_draft::create_draft;
use crate::app::session::Session;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::form::FieldKind;
use crate::domain::outline::{Asks, addresses, asked_at};
use crate::format::{draft_json, json_text};
use crate::messages::{cli as words, failures, form};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::rc::Rc;

pub(super) fn new(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let (call, project) = find_project(world, text(args, "CODE"))?;
    let pairs: Vec<(String, String)> = args
        .get_many::<String>("set")
        .into_iter()
        .flatten()
        .map(|pair| match pair.split_once('=') {
            Some((path, value)) => Ok((path.to_owned(), value.to_owned())),
            None => Err(Failure::Usage(format!("--set {pair}"))),
        })
        .collect::<Result<_, _>>()?;
    let probe =
        crate::app::new_draft::new_draft(world.drafts, world.clock, world.calls, &call, &project);
    edits(&call.form, &project, &probe, &pairs)?;
    let draft = create_draft(world.drafts, world.clock, world.calls, &call, &project)?;
    let id = draft.origin.id.clone();
    if !pairs.is_empty() {
        change(world, &id, &pairs)?;
    }
    let json = json!({"draft": id.as_str(), "call": call.catalog.call.as_str(), "project": project.code.as_str()});
    Ok(Answer {
        raw: true,
        ..Answer::new(id.as_str(), json)
    })
}

pub(super) fn list(world: &mut World<'_>) -> Result<Answer, Failure> {
    let (listed, failed) = world.drafts.list()?;
    let (calls, _) = world.calls.all();
    let name = |code: &str| {
        let project = calls.iter().find_map(|call| call.catalog.project(code));
        project
            .map(|project| project.name.clone())
            .unwrap_or_default()
    };
    let mut text = String::new();
    let mut rows = Vec::new();
    for draft in &listed {
        let project = draft.project.as_str();
        text.push_str(&format!(
            "{}  {}  {}\n",
            draft.id.as_str(),
            name(project),
            draft.applicant
        ));
        rows.push(json!({
            "draft": draft.id.as_str(), "project": project, "name": name(project), "call": draft.call.as_str(),
            "applicant": draft.applicant, "modified": draft.modified,
        }));
    }
    if listed.is_empty() && failed.is_empty() {
        text.push_str(&format!("{}\n", words::no_drafts(world.lang)));
    }
    if !failed.is_empty() {
        text.push_str(&format!("{}\n", words::drafts_failed(world.lang)));
    }
    let mut broken = Vec::new();
    for failure in &failed {
        let message = failures::message(world.lang, failure);
        text.push_str(&format!("  {message}\n"));
        broken.push(json!({"code": failure.code(), "message": message}));
    }
    Ok(Answer::new(text, json!({"drafts": rows, "broken": broken})))
}

pub(super) fn show(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let draft = world.drafts.read(&draft_id(text(args, "ID"))?)?;
    let (call, project) = world.calls.of_draft(&draft)?;
    let mut out = format!("{}  {}\n", draft.origin.id.as_str(), project.name);
    let session = reading(call, project, draft.clone());
    for part in crate::domain::outline::outline(&session.call().form, session.project()) {
        out.push_str(&format!("\n## {}\n", world.lang.words(&part.section.title)));
        let entries = addresses(&session.call().form, session.project(), &draft);
        for entry in entries.iter().filter(|entry| {
            part.entries
                .iter()
                .any(|asked| entry.at.is_within(asked.at.as_str()))
        }) {
            let label = form::address(world.lang, &session, &entry.at);
            out.push_str(&format!("{label}: {}\n", draft.text(&entry.at)));
        }
    }
    Ok(Answer::new(out, draft_json::to_value(&draft)))
}

pub(super) fn get(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let draft = world.drafts.read(&draft_id(text(args, "ID"))?)?;
    let at = known_path(world, &draft, text(args, "PATH"))?;
    let value = draft.text(&at);
    Ok(Answer {
        raw: true,
        ..Answer::new(value, json!({"path": at.as_str(), "value": value}))
    })
}

pub(super) fn set(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let id = draft_id(text(args, "ID"))?;
    let pairs = match optional(args, "batch") {
        Some(file) => read_batch(world, file)?,
        None => {
            let value = given_text(world, text(args, "VALUE"))?;
            vec![(text(args, "PATH").to_owned(), value)]
        }
    };
    let (set, told) = change(world, &id, &pairs)?;
    let paths: Vec<&str> = set.iter().map(FieldPath::as_str).collect();
    Ok(Answer::new(
        told,
        json!({"draft": id.as_str(), "set": paths}),
    ))
}

/// A text as it is given: `-` is standard input.
pub(super) fn given_text(world: &World<'_>, given: &str) -> Result<String, Failure> {
    if given != "-" {
        return Ok(given.to_owned());
    }
    let bytes = world.files.read("-", json_text::MAX_BYTES)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        content(
            "-",
            crate::format::fault::DataFault::at(
                "1:1",
                crate::format::fault::DataFaultKind::NotUtf8,
            ),
        )
    })?;
    // A line break at the end is the shell's, not the writer's.
    Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

fn read_batch(world: &World<'_>, file: &str) -> Result<Vec<(String, String)>, Failure> {
    let bytes = world.files.read(file, json_text::MAX_BYTES)?;
    let value = json_text::read(&bytes).map_err(|fault| content(file, fault))?;
    let wrong = |name: &str| {
        let kind = crate::format::fault::DataFaultKind::Shape(name.to_owned());
        content(
            file,
            crate::format::fault::DataFault::at(format!("/{name}"), kind),
        )
    };
    let members = value.as_object().ok_or_else(|| wrong(""))?;
    let pairs = members.iter().map(|(path, value)| match value {
        Value::String(text) => Ok((path.clone(), text.clone())),
        Value::Number(number) => Ok((path.clone(), number.to_string())),
        Value::Null => Ok((path.clone(), String::new())),
        Value::Array(lines) => {
            let lines: Option<Vec<&str>> = lines.iter().map(Value::as_str).collect();
            lines
                .map(|lines| (path.clone(), lines.join("\n")))
                .ok_or_else(|| wrong(path))
        }
        _ => Err(wrong(path)),
    });
    pairs.collect()
}

/// Sets fields of a draft, all or none: opened, journaled and saved as the screens do.
pub(super) fn change(
    world: &mut World<'_>,
    id: &DraftId,
    pairs: &[(String, String)],
) -> Result<(Vec<FieldPath>, String), Failure> {
    edit_draft(world, id, |form, project, draft| {
        edits(form, project, draft, pairs)
    })
    .map(|(edit, told)| {
        let set = match edit {
            Edit::All(edits) => {
                let sets = edits.iter().filter(|one| matches!(one, Edit::Set { .. }));
                sets.filter_map(Edit::place).collect()
            }
            other => other.place().into_iter().collect(),
        };
        (set, told)
    })
}

/// Opens a draft, makes an edit, and gives it back saved; tells what came back from a crash.
pub(super) fn edit_draft(
    world: &mut World<'_>,
    id: &DraftId,
    mut make: impl FnMut(
        &crate::domain::form::Form,
        &crate::domain::project::Project,
        &Draft,
    ) -> Result<Edit, Failure>,
) -> Result<(Edit, String), Failure> {
    let opened = world.drafts.open_for_a_moment(id)?;
    let told = came_back(world.lang, &opened);
    let done = (|| {
        let (call, project) = world.calls.of_draft(&opened.draft)?;
        let row_ids = world.clock.row_ids();
        let mut session = Session::new(call, project, opened.draft, opened.access, row_ids);
        writable(&session)?;
        let edit = make(&session.call().form, session.project(), session.draft())?;
        let refused = || {
            edit.place()
                .map_or_else(|| Failure::BadPath(String::new()), Failure::BadEdit)
        };
        let effects = session.edit(edit.clone()).map_err(|_| refused())?;
        if let Err(failure) = keep(world, &session, effects) {
            take_back(world, &mut session, &failure);
            return Err(failure);
        }
        Ok((edit, told))
    })();
    world.drafts.close(id);
    done
}

/// Puts what was done into the journal, then into the draft's file.
fn keep(world: &mut World<'_>, session: &Session, effects: Vec<Effect>) -> Result<(), Failure> {
    for effect in effects {
        if let Effect::Record { draft, edit } = effect {
            world.drafts.record(&draft, &edit)?;
        }
    }
    world.drafts.save(session.draft())
}

/// What is told as refused is not done later: the journal takes the edit back, as far as the disk lets it. Where the file
/// changed meanwhile the edit stays, to be joined with that.
fn take_back(world: &mut World<'_>, session: &mut Session, failure: &Failure) {
    if matches!(failure, Failure::ChangedMeanwhile(_)) {
        return;
    }
    let undone = session.undo().map(|(_, effects)| effects);
    for effect in undone.unwrap_or_default() {
        if let Effect::Record { draft, edit } = effect {
            // Where even this is refused, the journal could not take the edit either, or has both to come.
            let _ = world.drafts.record(&draft, &edit);
        }
    }
}

pub(super) fn came_back(lang: crate::messages::Lang, opened: &crate::app::ports::Opened) -> String {
    let aside = opened
        .set_aside
        .as_ref()
        .map(|id| words::set_aside(lang, id.as_str()));
    let recovered = (opened.recovered > 0).then(|| words::recovered(lang, opened.recovered));
    aside.or(recovered).unwrap_or_default()
}

pub(super) fn writable(session: &Session) -> Result<(), Failure> {
    session.access().refusal().map_or(Ok(()), Err)
}

/// The edit that sets several fields; refused where one of them is not of this draft.
fn edits(
    form: &crate::domain::form::Form,
    project: &crate::domain::project::Project,
    draft: &Draft,
    pairs: &[(String, String)],
) -> Result<Edit, Failure> {
    let set = pairs.iter().map(|(path, value)| {
        let at = draft_path(draft, path)?;
        match asked_at(form, project, draft, &at) {
            Some(asks) if asks.table().is_none() => Ok(Edit::Set {
                at,
                text: value.clone(),
            }),
            _ => Err(Failure::BadPath(path.clone())),
        }
    });
    let mut all = set.collect::<Result<Vec<_>, _>>()?;
    // Who sets a field that two people changed differently has decided.
    let settled = all.iter().filter_map(Edit::place);
    let settled = settled.filter(|at| draft.conflicts.contains_key(at));
    let settled: BTreeSet<FieldPath> = settled.collect();
    all.extend(
        settled
            .into_iter()
            .map(|at| Edit::Settle { at, conflict: None }),
    );
    Ok(Edit::All(all))
}

fn known_path(world: &World<'_>, draft: &Draft, given: &str) -> Result<FieldPath, Failure> {
    let at = draft_path(draft, given)?;
    let (call, project) = world.calls.of_draft(draft)?;
    let asked =
        asked_at(&call.form, &project, draft, &at).is_some_and(|asks| asks.table().is_none());
    (asked || !draft.text(&at).is_empty())
        .then_some(at)
        .ok_or_else(|| Failure::BadPath(given.to_owned()))
}

pub(super) fn paths(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let draft = world.drafts.read(&draft_id(text(args, "ID"))?)?;
    let (call, project) = world.calls.of_draft(&draft)?;
    let lang = world.lang;
    let complete = check(&call, &project, &draft).complete;
    let session = reading(call, project, draft.clone());
    let (mut out, mut rows) = (String::new(), Vec::new());
    for entry in addresses(&session.call().form, session.project(), &draft) {
        let (required, filled) = (
            entry.asks.is_required(),
            !draft.text(&entry.at).trim().is_empty(),
        );
        let label = form::address(lang, &session, &entry.at);
        let state = if filled {
            words::filled(lang)
        } else {
            words::empty(lang)
        };
        let star = if required { words::required(lang) } else { "" };
        out.push_str(&format!(
            "{}\t{}\t{label}\t{star}\t{state}\n",
            entry.at,
            kind_word(&entry.asks)
        ));
        rows.push(json!({
            "path": entry.at.as_str(), "kind": kind_word(&entry.asks), "label": label,
            "required": required, "filled": filled,
        }));
    }
    Ok(Answer::new(
        out,
        json!({"draft": draft.origin.id.as_str(), "complete": complete, "paths": rows}),
    ))
}

fn reading(
    call: Rc<crate::domain::call::Call>,
    project: Rc<crate::domain::project::Project>,
    draft: Draft,
) -> Session {
    let ids = crate::app::row_ids::RowIds::new(0);
    Session::new(call, project, draft, crate::app::ports::Access::Write, ids)
}

/// The stable word for what an address asks for.
fn kind_word(asks: &Asks<'_>) -> &'static str {
    match asks {
        Asks::Promise(..) => "commitment",
        Asks::Proof(_) => "proof",
        Asks::Answer(_) => "answer",
        Asks::Field(field) | Asks::Cell(field) => match field.kind {
            FieldKind::Line => "line",
            FieldKind::Paragraph => "paragraph",
            FieldKind::Date => "date",
            FieldKind::DateSpan => "date-span",
            FieldKind::Number => "number",
            FieldKind::Money => "money",
            FieldKind::Choice(_) => "choice",
            FieldKind::Phone => "phone",
            FieldKind::Email => "email",
            FieldKind::CreditCode => "credit-code",
            FieldKind::BankAccount => "bank-account",
            FieldKind::ScopeItem => "scope-item",
            FieldKind::IndicatorLabel => "indicator-label",
            FieldKind::Table(_) => "table",
            FieldKind::Indicators => "indicators",
        },
    }
}
