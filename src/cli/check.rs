//! `check` and `explain`.

use super::output::{Answer, Exit, finding_json, finding_text};
use super::{World, content, draft_id, export, optional};
use crate::app::check::check;
use crate::app::failure::Failure;
use crate::app::many::{KnownCalls, each};
use crate::domain::call::Call;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::finding::Severity;
use crate::domain::project::Project;
use crate::domain::rules::Rule;
use crate::format::json_text::MAX_BYTES;
use crate::messages::{Lang, cli as words, failures, findings, form};
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let all = args.get_flag("all");
    let told = if all {
        every(world)?
    } else {
        let named = args.get_many::<String>("ID").into_iter().flatten();
        named
            .map(|name| one(world, name))
            .collect::<Result<_, _>>()?
    };
    let wrong = told.iter().any(|told| told.wrong);
    let text: String = told.iter().map(|told| told.text.as_str()).collect();
    let mut json: Vec<Value> = told.into_iter().map(|told| told.json).collect();
    let json = if json.len() == 1 && !all {
        json.remove(0)
    } else {
        Value::Array(json)
    };
    let exit = if wrong { Exit::Something } else { Exit::Well };
    Ok(Answer::new(text, json).ending(exit))
}

/// What is told of a draft that was checked.
struct Told {
    text: String,
    json: Value,
    wrong: bool,
}

/// Every draft of the workspace; those that cannot be read are told in their place.
fn every(world: &World<'_>) -> Result<Vec<Told>, Failure> {
    let lang = world.lang;
    let stamps = world.drafts.stamps()?;
    let ids: Vec<DraftId> = stamps.into_iter().map(|stamp| stamp.id).collect();
    let mut known = KnownCalls::default();
    let mut told = Vec::with_capacity(ids.len());
    // The first draft brings in the call that most others are for as well.
    for ids in [&ids[..ids.len().min(1)], &ids[ids.len().min(1)..]] {
        let came = each(
            world.drafts,
            (&mut known, world.calls),
            ids,
            &|call, project, read| checked(lang, call, project, &read.draft),
        );
        let came = came.into_iter().zip(ids);
        told.extend(
            came.map(|(told, id)| told.unwrap_or_else(|failure| unread(lang, id, &failure))),
        );
    }
    Ok(told)
}

fn unread(lang: Lang, id: &DraftId, failure: &Failure) -> Told {
    let message = failures::message(lang, failure);
    let json = json!({"draft": id.as_str(), "error": {"code": failure.code(), "message": message}});
    let text = format!("{}  {message}\n", id.as_str());
    Told {
        text,
        json,
        wrong: true,
    }
}

/// A draft by its id, or from a file: a draft's own or an exported one.
fn one(world: &World<'_>, name: &str) -> Result<Told, Failure> {
    let draft = if let Ok(id) = draft_id(name) {
        world.drafts.read(&id)?
    } else {
        let bytes = world.files.read(name, MAX_BYTES)?;
        export::read_draft(&bytes).map_err(|fault| content(name, fault))?
    };
    let (call, project) = world.calls.of_draft(&draft)?;
    Ok(checked(world.lang, &call, &project, &draft))
}

fn checked(lang: Lang, call: &Call, project: &Project, draft: &Draft) -> Told {
    let found = check(call, project, draft);
    let id = draft.origin.id.as_str();
    let [errors, warnings, advice] =
        [Severity::Error, Severity::Warning, Severity::Advice].map(|weight| found.count(weight));
    // Rounded down, so that 100 means that nothing is missing.
    let percent = (found.complete * 100.0).floor() as u32;
    let mut text = format!(
        "{id}  {}  {}\n",
        words::complete(lang, percent),
        words::counts(lang, errors, warnings, advice)
    );
    for finding in &found.findings {
        let place = form::address_of(lang, (&call.form, project, draft), &finding.at);
        text.push_str(&finding_text(lang, finding, &place));
    }
    if found.findings.is_empty() {
        text.push_str(&format!("{}\n", words::nothing_wrong(lang)));
    }
    let told = found.findings.iter();
    let told: Vec<Value> = told.map(|finding| finding_json(lang, finding)).collect();
    let json = json!({
        "draft": id, "complete": found.complete, "findings": told,
        "errors": errors, "warnings": warnings, "advice": advice,
    });
    Told {
        text,
        json,
        wrong: errors > 0,
    }
}

pub(super) fn explain(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let lang = world.lang;
    let Some(code) = optional(args, "RULE") else {
        let mut text = String::new();
        let mut rows = Vec::new();
        for rule in Rule::all() {
            text.push_str(&format!(
                "{}  {}\n",
                rule.code(),
                findings::title(lang, rule)
            ));
            rows.push(json!({"rule": rule.code(), "title": findings::title(lang, rule)}));
        }
        return Ok(Answer::new(text, Value::Array(rows)));
    };
    let rule = Rule::with_code(code).ok_or_else(|| Failure::NoRule(code.to_owned()))?;
    let (title, story, example) = (
        findings::title(lang, rule),
        findings::explanation(lang, rule),
        findings::example(lang, rule),
    );
    let text = format!(
        "{}  {title}\n\n{story}\n\n{}: {example}\n",
        rule.code(),
        words::example(lang)
    );
    Ok(Answer::new(
        text,
        json!({"rule": rule.code(), "title": title, "explanation": story, "example": example}),
    ))
}
