//! `check` and `explain`.

use super::output::{Answer, Exit, finding_json, finding_text};
use super::{World, content, draft_id, export, optional, project_of};
use crate::app::check::check;
use crate::app::failure::Failure;
use crate::app::session::Session;
use crate::domain::draft::Draft;
use crate::domain::finding::Severity;
use crate::domain::rules::Rule;
use crate::format::json_text::MAX_BYTES;
use crate::messages::{cli as words, findings, form};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::rc::Rc;

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let mut named: Vec<String> = args
        .get_many::<String>("ID")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    if args.get_flag("all") {
        named = world
            .drafts
            .list()?
            .0
            .into_iter()
            .map(|draft| draft.id.as_str().to_owned())
            .collect();
    }
    let (mut out, mut all) = (String::new(), Vec::new());
    let mut errors = 0;
    for name in &named {
        let draft = read(world, name)?;
        let (text, json, wrong) = checked(world, draft)?;
        out.push_str(&text);
        all.push(json);
        errors += wrong;
    }
    let json = if all.len() == 1 && !args.get_flag("all") {
        all.remove(0)
    } else {
        Value::Array(all)
    };
    Ok(Answer::new(out, json).ending(if errors > 0 {
        Exit::Something
    } else {
        Exit::Well
    }))
}

/// A draft by its id, or from a file: a draft's own or an exported one.
fn read(world: &World<'_>, name: &str) -> Result<Draft, Failure> {
    if let Ok(id) = draft_id(name) {
        return world.drafts.read(&id);
    }
    let bytes = world.files.read(name, MAX_BYTES)?;
    export::read_draft(&bytes).map_err(|fault| content(name, fault))
}

fn checked(world: &World<'_>, draft: Draft) -> Result<(String, Value, usize), Failure> {
    let lang = world.lang;
    let (call, project) = project_of(world, &draft)?;
    let found = check(&call, &project, &draft);
    let id = draft.origin.id.as_str().to_owned();
    let ids = crate::app::row_ids::RowIds::new(0);
    let session = Session::new(
        call,
        Rc::new(project),
        draft,
        crate::app::ports::Access::Write,
        ids,
    );
    let (errors, warnings, advice) = (
        found.count(Severity::Error),
        found.count(Severity::Warning),
        found.count(Severity::Advice),
    );
    // Rounded down, so that 100 means that nothing is missing.
    let percent = (found.complete * 100.0).floor() as u32;
    let mut text = format!(
        "{id}  {}  {}\n",
        words::complete(lang, percent),
        words::counts(lang, errors, warnings, advice)
    );
    for finding in &found.findings {
        text.push_str(&finding_text(
            lang,
            finding,
            &form::address(lang, &session, &finding.at),
        ));
    }
    if found.findings.is_empty() {
        text.push_str(&format!("{}\n", words::nothing_wrong(lang)));
    }
    let told: Vec<Value> = found
        .findings
        .iter()
        .map(|finding| finding_json(lang, finding))
        .collect();
    let json = json!({
        "draft": id, "complete": found.complete, "findings": told,
        "errors": errors, "warnings": warnings, "advice": advice,
    });
    Ok((text, json, errors))
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
